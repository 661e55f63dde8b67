/* Reading YAML: what is built, and above all what is refused, where, and with which words. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document_fixture.h"

/* Fails unless exactly one complaint is made, which begins with `heading` after the name. */
static void expect_one(enum status status, const char *heading) {
    char expected[256];
    snprintf(expected, sizeof expected, "x.yaml:%s\n", heading);
    ck_assert_int_eq(status, STATUS_input);
    const char *text = complaint_text(complaints, 0);
    ck_assert_ptr_nonnull(text);
    ck_assert_msg(strncmp(text, expected, strlen(expected)) == 0, "expected %s but got %s", expected, text);
    ck_assert_ptr_nonnull(strpbrk(text + strlen(expected), "^n")); /* a way out or a quoted line follows */
    ck_assert_msg(complaints_count(complaints) == 1, "also: %s", complaint_text(complaints, 1));
    ck_assert_uint_eq(complaints_errors(complaints), 1);
}

static void expect_refused(const char *bytes, size_t length, const char *heading) {
    expect_one(document_parse("x.yaml", bytes, length, complaints, &document), heading);
}

/* Each row is a test of its own: a true sentence, a text that is wrong in one way, the place and the words. */
/* clang-format off */
#define REFUSALS(REFUSAL) \
    /* bytes */ \
    REFUSAL(bytes_of_latin_1_are_refused, "a: 1\nname: caf\xE9\n", "2:10: error: byte 0xE9 is not UTF-8") \
    REFUSAL(overlong_characters_are_refused, "a: \xC0\xAF\n", "1:4: error: byte 0xC0 is not UTF-8") \
    REFUSAL(columns_count_characters_not_bytes, "\xC3\xA9\xC3\xA9: \xFF\n", "1:5: error: byte 0xFF is not UTF-8") \
    REFUSAL(a_character_cut_by_the_end_is_refused, "a: \xE2\x82", "1:4: error: byte 0xE2 is not UTF-8") \
    REFUSAL(utf_16_is_named, "\xFF\xFE" "a\0:\0", "1:1: error: the text is encoded in UTF-16, not UTF-8") \
    REFUSAL(a_nul_is_refused, "a: 1\nb: x\0y\n", "2:5: error: there is a NUL byte in the text") \
    REFUSAL(a_control_character_is_refused, "a: 1\n\nb: \x1B[31m\n", \
            "3:4: error: the text contains an invisible character, U+001B") \
    REFUSAL(a_turn_of_direction_is_refused, "a: x\xE2\x80\xAEy\n", \
            "1:5: error: the text contains an invisible character, U+202E") \
    REFUSAL(a_byte_order_mark_inside_is_refused, "a: 1\n\xEF\xBB\xBF" "b: 2\n", \
            "2:1: error: the text contains an invisible character, U+FEFF") \
    REFUSAL(a_lone_carriage_return_is_refused, "a: 1\rb: 2\n", \
            "1:5: error: a carriage return stands without a line feed") \
    REFUSAL(a_tab_before_a_key_is_refused, "a:\n\tb: 1\n", "2:1: error: a tab is used for indentation") \
    REFUSAL(a_tab_after_blanks_is_refused, "a:\n  \tb: 1\n", "2:3: error: a tab is used for indentation") \
    REFUSAL(a_tab_after_a_dash_is_refused, "a:\n-\tb\n", "2:2: error: a tab stands where only spaces may") \
    /* nothing */ \
    REFUSAL(an_empty_file_is_refused, "", " error: the file is empty") \
    REFUSAL(comments_alone_are_refused, "# nothing\n\n", " error: the file is empty") \
    REFUSAL(an_empty_document_is_refused, "---\n...\n", " error: the file is empty") \
    REFUSAL(a_byte_order_mark_alone_is_refused, "\xEF\xBB\xBF", " error: the file is empty") \
    /* what YAML knows and scenarios do not */ \
    REFUSAL(an_anchor_is_refused, "a: 1\nb: &name 2\n", "2:4: error: anchors ('&') are not accepted") \
    REFUSAL(an_anchor_on_a_list_is_refused, "a: &l [1, 2]\n", "1:4: error: anchors ('&') are not accepted") \
    REFUSAL(an_anchor_on_a_map_is_refused, "a: &m\n  b: 1\n", "1:4: error: anchors ('&') are not accepted") \
    REFUSAL(an_anchor_on_a_key_is_refused, "a: 1\n&k b: 2\n", "2:1: error: anchors ('&') are not accepted") \
    REFUSAL(an_alias_is_refused, "a: 1\nb: [2, *name]\n", "2:8: error: aliases ('*') are not accepted") \
    REFUSAL(an_alias_as_key_is_refused, "a: 1\n*b : 2\n", "2:1: error: aliases ('*') are not accepted") \
    REFUSAL(a_tag_is_refused, "a: !!int 1\n", "1:4: error: tags ('!') are not accepted") \
    REFUSAL(a_tag_of_ones_own_is_refused, "a: !x {b: 1}\n", "1:4: error: tags ('!') are not accepted") \
    REFUSAL(an_anchor_with_a_tag_is_refused_once, "a: &x !y 1\n", \
            "1:4: error: anchors ('&') and tags ('!') are not accepted") \
    REFUSAL(an_unknown_tag_handle_is_refused, "a: 1\nb: !h!t 1\n", "2:4: error: tags ('!') are not accepted") \
    REFUSAL(a_tag_without_end_is_refused, "a: !<x\n", "1:4: error: tags ('!') are not accepted") \
    REFUSAL(a_tag_directive_is_refused, "%TAG ! tag:x,2000:\n---\na: 1\n", \
            "1:1: error: %TAG directives are not accepted") \
    REFUSAL(an_unknown_directive_is_refused, "%SEND\n---\na: 1\n", \
            "1:1: error: a line that begins with '%' is a directive, and this one is not understood") \
    REFUSAL(a_second_document_is_refused, "a: 1\n---\nb: 2\n", \
            "2:1: error: a second document begins here; a file holds one") \
    REFUSAL(a_merge_key_is_refused, "a:\n  <<: {b: 1}\n", "2:3: error: merge keys ('<<') are not accepted") \
    /* keys */ \
    REFUSAL(a_duplicate_key_is_refused, "a: 1\nb: 2\na: 3\n", "3:1: error: duplicate key 'a'") \
    REFUSAL(a_duplicate_key_in_brackets_is_refused, "a: {b: 1, c: 2, b: 1}\n", "1:17: error: duplicate key 'b'") \
    REFUSAL(a_quoted_duplicate_is_a_duplicate, "a: 1\n'a': 2\n", "2:1: error: duplicate key 'a'") \
    REFUSAL(a_list_as_key_is_refused, "a: 1\n? [b]\n: 2\n", "2:3: error: a list stands where a key is expected") \
    REFUSAL(a_map_as_key_is_refused, "a: {{b: 1}: 2}\n", "1:5: error: a map stands where a key is expected") \
    REFUSAL(a_missing_key_is_refused, "a: 1\n: 2\n", "2:1: error: a key is missing before the colon") \
    REFUSAL(an_empty_key_is_refused, "a: 1\n'': 2\n", "2:1: error: a key is missing") \
    REFUSAL(an_invisible_escape_is_refused, "a: \"x\\e[31m\"\n", \
            "1:4: error: an escape in this text makes an invisible character, U+001B") \
    REFUSAL(a_nul_escape_is_refused, "a: [1, \"\\0\"]\n", \
            "1:8: error: an escape in this text makes an invisible character, U+0000") \
    /* colons, indentation, brackets, quotes */ \
    REFUSAL(a_missing_space_after_a_colon_is_found, "a: 1\nweeks:130\nb: 2\n", \
            "2:6: error: a space is missing after the colon") \
    REFUSAL(a_missing_space_in_the_first_line_is_found, "weeks:130\nseed: 1\n", \
            "1:6: error: a space is missing after the colon") \
    REFUSAL(a_missing_space_in_brackets_is_found, "run: {weeks:130, seed: 1}\n", \
            "1:12: error: a space is missing after the colon") \
    REFUSAL(a_missing_space_in_a_list_item_is_found, "policy:\n  - name:x\n    from: 1\n", \
            "2:9: error: a space is missing after the colon") \
    REFUSAL(a_line_without_colon_is_found, "a: 1\nweeks\nb: 2\n", \
            "2:1: error: expected 'key: value', but there is no colon") \
    REFUSAL(a_second_colon_is_found, "title: What: a question\n", "1:12: error: a second ': ' stands in this line") \
    REFUSAL(a_line_indented_too_far_is_found, "a: 1\n  b: 2\n", \
            "2:3: error: this line is indented more than line 1, which has a value already") \
    REFUSAL(a_line_indented_between_is_found, "a:\n    b: 1\n  c: 2\n", \
            "3:3: error: the indentation of this line fits none of the lines before") \
    REFUSAL(a_list_item_among_keys_is_found, "a: 1\n- b\n", "2:1: error: a list item stands among keys") \
    REFUSAL(a_list_in_the_line_of_its_key_is_found, "a: - b\n", \
            "1:4: error: a list cannot begin in the same line as its key") \
    REFUSAL(a_key_in_a_list_is_found, "a:\n  - name: x\n   from: 1\n", \
            "3:4: error: this line does not belong to the list before it") \
    REFUSAL(an_open_bracket_is_found, "a: 1\nb: [1, 2\nc: 3\n", "2:4: error: this '[' is not closed") \
    REFUSAL(an_open_brace_is_found, "a: {b: 1\n", "1:4: error: this '{' is not closed") \
    REFUSAL(a_missing_comma_is_found, "a: {b: 1 c: 2}\n", "1:11: error: expected ',' or '}' here") \
    REFUSAL(a_bracket_too_much_is_found, "a: [1]]\n", "1:7: error: text stands after the end of the value") \
    REFUSAL(a_bracket_without_beginning_is_found, "a: ]\n", \
            "1:4: error: a value is missing here, or a bracket too much") \
    REFUSAL(text_after_everything_is_found, "{a: 1}}\n", "1:7: error: text stands after the end of everything") \
    REFUSAL(an_open_quote_is_found, "a: 1\nb: \"x\nc: 2\n", "2:4: error: this quote is never closed") \
    REFUSAL(an_apostrophe_in_quotes_is_found, "a: 'it's'\n", "1:8: error: text stands after the end of the value") \
    REFUSAL(an_unknown_escape_is_found, "a: \"C:\\data\"\n", "1:7: error: this escape is unknown") \
    REFUSAL(an_escape_of_a_surrogate_is_found, "a: \"\\ud800\"\n", "1:7: error: this escape stands for no character") \
    REFUSAL(an_odd_first_character_is_found, "a: @x\n", "1:4: error: a value cannot begin with '@'") \
    REFUSAL(a_lone_star_is_found, "a: *\n", "1:4: error: '*' and '&' cannot begin a value") \
    REFUSAL(text_beside_a_block_is_found, "a: | text\n  b\n", "1:6: error: text stands in the same line as '|' or '>'")
/* clang-format on */

#define REFUSAL(name, text, heading)                                                                                   \
    START_TEST(name) {                                                                                                 \
        expect_refused(text, sizeof(text) - 1, heading);                                                               \
    }                                                                                                                  \
    END_TEST
REFUSALS(REFUSAL)
#undef REFUSAL

/* ---- more than one fault ---- */

START_TEST(all_faults_of_content_are_told_at_once) {
    const char *text = "a: &x 1\nb: *x\nc: {d: 1, d: 2}\n<<: {e: !!int 3}\nf: 1\nf: 2\n";
    static const char *const places[] = {"1:4:", "2:4:", "3:11:", "4:1:", "4:9:", "6:1:"};
    ck_assert_int_eq(document_parse("x", text, strlen(text), complaints, &document), STATUS_input);
    ck_assert_uint_eq(complaints_count(complaints), 6);
    for (size_t number = 0; number < 6; number++) {
        ck_assert_int_eq(strncmp(complaint_text(complaints, number) + 2, places[number], strlen(places[number])), 0);
    }
}
END_TEST

START_TEST(a_tree_survives_faults_that_do_not_hide_it) {
    const char *text = "a: 1\na: 2\nb: *x\n? [c]\n: 3\nd: 4\n";
    ck_assert_int_eq(document_parse("x", text, strlen(text), complaints, &document), STATUS_input);
    ck_assert_ptr_nonnull(document.root);
    ck_assert_str_eq(node_entry(document.root, "a")->text, "1");
    ck_assert_ptr_null(node_entry(document.root, "b"));
    ck_assert_str_eq(node_entry(document.root, "d")->text, "4");
    ck_assert_uint_eq(document.root->count, 3);
}
END_TEST

START_TEST(a_fault_of_grammar_leaves_no_tree_but_earlier_faults) {
    const char *text = "a: &x 1\nb: [\n";
    ck_assert_int_eq(document_parse("x", text, strlen(text), complaints, &document), STATUS_input);
    ck_assert_ptr_null(document.root);
    ck_assert_uint_eq(complaints_count(complaints), 2);
}
END_TEST

START_TEST(a_duplicate_names_both_places) {
    const char *text = "run:\n  weeks: 1\n  seed: 2\n  weeks: 3\n";
    ck_assert_int_eq(document_parse("x", text, strlen(text), complaints, &document), STATUS_input);
    ck_assert_str_eq(complaint_text(complaints, 0),
                     "x:4:3: error: duplicate key 'weeks'\n    4 |   weeks: 3\n"
                     "      |   ^~~~~\n      note: it stands already at 2:3; keep one of the two\n");
}
END_TEST

START_TEST(a_third_duplicate_is_told_too) {
    const char *text = "a: 1\na: 2\na: 3\n";
    ck_assert_int_eq(document_parse("x", text, strlen(text), complaints, &document), STATUS_input);
    ck_assert_uint_eq(complaints_errors(complaints), 2);
}
END_TEST

START_TEST(faults_of_content_stop_at_their_limit) {
    char text[4 * 500 + 2];
    size_t length = 0;
    text[length++] = '[';
    for (size_t item = 0; item < 500; item++) {
        memcpy(text + length, "*a, ", 4);
        length += 4;
    }
    text[length++] = ']';
    ck_assert_int_eq(document_parse("x", text, length, complaints, &document), STATUS_input);
    ck_assert_uint_eq(complaints_errors(complaints), DOCUMENT_FAULTS_MAX);
    ck_assert_uint_eq(complaints_count(complaints), DOCUMENT_FAULTS_MAX + 1);
    ck_assert_ptr_null(document.root);
}
END_TEST

/* ---- depth ---- */

static enum status parse_deep(size_t depth, char open, char close) {
    char *text = malloc(2 * depth);
    memset(text, open, depth);
    memset(text + depth, close, depth);
    enum status status = document_parse("x.yaml", text, 2 * depth, complaints, &document);
    free(text);
    return status;
}

START_TEST(thirty_two_levels_are_read) {
    ck_assert_int_eq(parse_deep(DOCUMENT_DEPTH_MAX, '[', ']'), STATUS_OK);
    const struct node *node = document.root;
    for (int level = 1; level < DOCUMENT_DEPTH_MAX; level++) {
        node = node->first;
    }
    char way[DOCUMENT_DEPTH_MAX * 3 + 1];
    node_path(node, way, sizeof way);
    ck_assert_uint_eq(strlen(way), (DOCUMENT_DEPTH_MAX - 1) * 3);
}
END_TEST

START_TEST(thirty_three_levels_are_refused_where_the_last_begins) {
    expect_one(parse_deep(DOCUMENT_DEPTH_MAX + 1, '[', ']'),
               "1:33: error: maps and lists are nested deeper than 32 levels");
}
END_TEST

START_TEST(ten_thousand_levels_are_refused_at_once) {
    expect_one(parse_deep(10000, '[', ']'), "1:33: error: maps and lists are nested deeper than 32 levels");
}
END_TEST

START_TEST(levels_by_indentation_count_too) {
    char text[40 * 42] = "";
    size_t length = 0;
    for (size_t level = 0; level < 40; level++) {
        length += (size_t)sprintf(text + length, "%*sk:\n", (int)level, "");
    }
    expect_refused(text, length, "33:33: error: maps and lists are nested deeper than 32 levels");
}
END_TEST

START_TEST(a_hundred_thousand_keys_are_searched_for_duplicates_quickly) {
    char *text = malloc(TEXT_BYTES_MAX);
    size_t length = 0;
    for (unsigned key = 0; key < 90000; key++) {
        length += (size_t)sprintf(text + length, "%x: 1\n", 90000 - key);
    }
    length += (size_t)sprintf(text + length, "7: 1\n");
    ck_assert_int_eq(document_parse("x", text, length, complaints, &document), STATUS_input);
    ck_assert_uint_eq(complaints_errors(complaints), 1);
    ck_assert_int_eq(strncmp(complaint_text(complaints, 0), "x:90001:1: error: duplicate key '7'", 35), 0);
    free(text);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("document");
    TCase *all = tcase_create("document");
    tcase_add_checked_fixture(all, begin, end);
#define REFUSAL(name, text, heading) tcase_add_test(all, name);
    REFUSALS(REFUSAL)
    tcase_add_test(all, all_faults_of_content_are_told_at_once);
    tcase_add_test(all, a_tree_survives_faults_that_do_not_hide_it);
    tcase_add_test(all, a_fault_of_grammar_leaves_no_tree_but_earlier_faults);
    tcase_add_test(all, a_duplicate_names_both_places);
    tcase_add_test(all, a_third_duplicate_is_told_too);
    tcase_add_test(all, faults_of_content_stop_at_their_limit);
    tcase_add_test(all, thirty_two_levels_are_read);
    tcase_add_test(all, thirty_three_levels_are_refused_where_the_last_begins);
    tcase_add_test(all, ten_thousand_levels_are_refused_at_once);
    tcase_add_test(all, levels_by_indentation_count_too);
    tcase_add_test(all, a_hundred_thousand_keys_are_searched_for_duplicates_quickly);
    tcase_set_timeout(all, 20);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
