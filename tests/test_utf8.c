/* UTF-8: what is valid, what is hidden, how wide it is. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/utf8.h"

static size_t length_of(const char *bytes) {
    u32 point;
    return utf8_length(bytes, strlen(bytes), &point);
}

START_TEST(characters_of_one_to_four_bytes_are_read) {
    u32 point;
    ck_assert_uint_eq(utf8_length("a", 1, &point), 1);
    ck_assert_uint_eq(point, 'a');
    ck_assert_uint_eq(utf8_length("\xC3\xA9x", 3, &point), 2);
    ck_assert_uint_eq(point, 0xE9);
    ck_assert_uint_eq(utf8_length("\xE2\x82\xAC", 3, &point), 3);
    ck_assert_uint_eq(point, 0x20AC);
    ck_assert_uint_eq(utf8_length("\xF0\x9F\x98\x80", 4, &point), 4);
    ck_assert_uint_eq(point, 0x1F600);
    ck_assert_uint_eq(utf8_length("\0", 1, &point), 1);
    ck_assert_uint_eq(point, 0);
}
END_TEST

START_TEST(what_is_not_a_character_has_length_0) {
    static const char *const wrong[] = {"\x80",
                                        "\xBF",
                                        "\xC3",
                                        "\xC3(",
                                        "\xE2\x82",
                                        "\xF0\x9F\x98",
                                        "\xFF",
                                        "\xFE",
                                        "\xC0\x80",
                                        "\xC1\xBF",
                                        "\xE0\x80\x80",
                                        "\xE0\x9F\xBF",
                                        "\xF0\x80\x80\x80",
                                        "\xED\xA0\x80",
                                        "\xED\xBF\xBF",
                                        "\xF4\x90\x80\x80",
                                        "\xF8\x88\x80",
                                        "\xE2\x28\xA1x",
                                        "\xF0\x28\x8C\xBC"};
    for (size_t row = 0; row < sizeof wrong / sizeof *wrong; row++) {
        ck_assert_msg(length_of(wrong[row]) == 0, "row %zu", row);
    }
    u32 point;
    ck_assert_uint_eq(utf8_length("x", 0, &point), 0);
}
END_TEST

/* Every code point, encoded here by the table of RFC 3629. */
START_TEST(every_code_point_but_surrogates_is_read_back) {
    for (u32 point = 0x80; point <= 0x10FFFF; point++) {
        char bytes[4];
        size_t length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        for (size_t byte = length - 1; byte > 0; byte--) {
            bytes[byte] = (char)(0x80 | (point >> (6 * (length - 1 - byte)) & 0x3F));
        }
        bytes[0] = (char)((0xF00 >> length & 0xFF) | point >> (6 * (length - 1)));
        u32 read;
        size_t found = utf8_length(bytes, length, &read);
        bool surrogate = point >= 0xD800 && point <= 0xDFFF;
        if (surrogate ? found != 0 : found != length || read != point) {
            ck_abort_msg("U+%04X", (unsigned)point);
        }
    }
}
END_TEST

START_TEST(stray_bytes_count_as_one_character_each) {
    ck_assert_uint_eq(utf8_count("a\xC3\xA9\xFF\xFFz", 6), 5);
    ck_assert_uint_eq(utf8_count("", 0), 0);
    ck_assert_uint_eq(utf8_offset("a\xC3\xA9z", 4, 2), 3);
    ck_assert_uint_eq(utf8_offset("a\xC3\xA9z", 4, 9), 4);
}
END_TEST

START_TEST(controls_and_marks_of_direction_are_hidden) {
    static const u32 hidden[] = {0,      9,      10,     0x1B,   0x7F,   0x85,   0x9B,
                                 0x200F, 0x202E, 0x2028, 0x2066, 0xFEFF, 0xFFFE, 0x1FFFF};
    static const u32 seen[] = {' ', 'a', '~', 0xA0, 0xE9, 0x20AC, 0x4E2D, 0x1F600, 0x0301};
    for (size_t row = 0; row < sizeof hidden / sizeof *hidden; row++) {
        ck_assert_msg(utf8_hidden(hidden[row]), "U+%04X", (unsigned)hidden[row]);
    }
    for (size_t row = 0; row < sizeof seen / sizeof *seen; row++) {
        ck_assert_msg(!utf8_hidden(seen[row]), "U+%04X", (unsigned)seen[row]);
    }
}
END_TEST

START_TEST(accents_take_no_cell_and_ideographs_two) {
    ck_assert_uint_eq(utf8_cells('a'), 1);
    ck_assert_uint_eq(utf8_cells(0xE9), 1);
    ck_assert_uint_eq(utf8_cells(0x0301), 0);
    ck_assert_uint_eq(utf8_cells(0x4E2D), 2);
    ck_assert_uint_eq(utf8_cells(0x1F600), 2);
    ck_assert_uint_eq(utf8_cells(0x20AC), 1);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("utf8");
    TCase *all = tcase_create("utf8");
    tcase_add_test(all, characters_of_one_to_four_bytes_are_read);
    tcase_add_test(all, what_is_not_a_character_has_length_0);
    tcase_add_test(all, every_code_point_but_surrogates_is_read_back);
    tcase_add_test(all, stray_bytes_count_as_one_character_each);
    tcase_add_test(all, controls_and_marks_of_direction_are_hidden);
    tcase_add_test(all, accents_take_no_cell_and_ideographs_two);
    tcase_set_timeout(all, 60);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
