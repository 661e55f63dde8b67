/* SHA-256 against the published examples (FIPS 180-4; NIST CSRC example values) and at every edge of a block. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/sha256.h"

START_TEST(known_messages_have_their_published_hashes) {
    static const struct {
        const char *message, *hash;
    } known[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqr"
         "stu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    };
    for (size_t row = 0; row < sizeof known / sizeof *known; row++) {
        char text[SHA256_TEXT_SIZE];
        sha256_text(known[row].message, strlen(known[row].message), text);
        ck_assert_str_eq(text, known[row].hash);
    }
}
END_TEST

START_TEST(a_million_letters_have_their_published_hash) {
    enum { MILLION = 1000000 };
    char *letters = malloc(MILLION), text[SHA256_TEXT_SIZE];
    ck_assert_ptr_nonnull(letters);
    memset(letters, 'a', MILLION);
    sha256_text(letters, MILLION, text);
    ck_assert_str_eq(text, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(letters);
}
END_TEST

/* One hash over the hashes of all lengths around a block: computed with an independent program. */
START_TEST(every_length_around_a_block_is_padded_right) {
    enum { LENGTHS = 130 };
    char hashes[LENGTHS * (SHA256_TEXT_SIZE - 1)];
    char message[LENGTHS], text[SHA256_TEXT_SIZE];
    memset(message, 'x', sizeof message);
    for (size_t length = 0; length < LENGTHS; length++) {
        sha256_text(message, length, text);
        memcpy(hashes + length * (SHA256_TEXT_SIZE - 1), text, SHA256_TEXT_SIZE - 1);
    }
    sha256_text(hashes, sizeof hashes, text);
    ck_assert_str_eq(text, "199af942eba7fa5d1e16d475169eb24018b14e69339c93d26a9ea6d873b4ace6");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("sha256");
    TCase *tests = tcase_create("sha256");
    tcase_add_test(tests, known_messages_have_their_published_hashes);
    tcase_add_test(tests, a_million_letters_have_their_published_hash);
    tcase_add_test(tests, every_length_around_a_block_is_padded_right);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
