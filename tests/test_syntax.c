/* Faults of YAML's grammar in words: what test_document.c does not show, and that every fault has a way out. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/scenario/syntax.h"

static struct complaints *complaints;
static struct text *text;

static void begin(void) {
    complaints = complaints_create();
    ck_assert_ptr_nonnull(complaints);
}

static void end(void) {
    text_free(text);
    text = NULL;
    complaints_free(complaints);
}

/* Lets libyaml fail on a text and returns the complaint. */
static const char *complaint_about(const char *bytes) {
    yaml_parser_t parser;
    yaml_event_t event;
    ck_assert_int_eq(text_create("x", bytes, strlen(bytes), complaints, &text), STATUS_OK);
    ck_assert_int_eq(yaml_parser_initialize(&parser), 1);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, strlen(bytes));
    while (yaml_parser_parse(&parser, &event) != 0) {
        ck_assert_int_ne(event.type, YAML_STREAM_END_EVENT); /* or the text is fine */
        yaml_event_delete(&event);
    }
    syntax_complaint(&parser, text, complaints);
    yaml_parser_delete(&parser);
    ck_assert_uint_eq(complaints_count(complaints), 1);
    return complaint_text(complaints, 0);
}

/* Each row is a test of its own: a true sentence, a wrong text, the complaint from its heading to the way out. */
/* clang-format off */
#define FAULTS(FAULT) \
    FAULT(a_tight_colon_is_marked, "a: 1\nweeks:130\n", "2:6: error: a space is missing after the colon", \
            "write 'key: value'") \
    FAULT(a_line_without_colon_is_marked_whole, "a: 1\nweeks 130\nb: 2\n", \
            "2:1: error: expected 'key: value', but there is no colon", \
          "add the colon, or indent the line if it goes on with the one before") \
    FAULT(an_address_is_no_tight_colon, "a: 1\nhttp://b\nc: 1\n", \
            "2:1: error: expected 'key: value', but there is no colon", \
          "add the colon, or indent the line if it goes on with the one before") \
    FAULT(a_text_over_two_lines_before_a_colon_is_explained, "a\nb: 1\n", \
            "2:2: error: a ':' stands where no key can be", \
          "give the line before a key of its own ('key: value'), or put quotes round a text that contains ': '") \
    FAULT(comments_between_are_passed_over, "weeks:130\n# note\n\nseed: 1\n", \
            "1:6: error: a space is missing after the colon", "write 'key: value'") \
    FAULT(a_colon_after_accents_is_placed_by_characters, "t\xC3\xA9: \xC3\xA9: c\n", \
            "1:6: error: a second ': ' stands in this line", \
          "put quotes round a value that contains ': ', or begin a new line") \
    FAULT(a_question_mark_is_explained, "a: ? b\n", "1:4: error: '?' cannot begin a value", "put quotes round it") \
    FAULT(a_bracket_across_lines_is_marked_where_it_opens, "a:\n  - [1,\n     2\nb: 3\n", \
            "2:5: error: this '[' is not closed", \
          "add ']' where it ends, or a missing comma") \
    FAULT(a_comma_without_value_is_explained, "a: [, 1]\n", \
            "1:5: error: a value is missing here, or a bracket too much", \
          "add the value or remove the bracket") \
    FAULT(a_document_mark_in_quotes_is_explained, "a: \"b\n---\nc\"\n", \
            "1:4: error: this quote is not closed before the next '---' or '...'", \
          "add the closing quote") \
    FAULT(an_indentation_of_0_is_explained, "a: |0\n b\n", "1:5: error: the indentation given after '|' or '>' is 0", \
            "leave it out") \
    FAULT(a_hexadecimal_escape_is_explained, "a: \"\\xg1\"\n", "1:7: error: this escape lacks a hexadecimal digit", \
          "use single quotes, in which '\\' is only a backslash") \
    FAULT(a_colon_before_a_comma_is_explained, "{a:, b: 1}\n", "1:3: error: a ':' stands where it means nothing", \
          "write 'key: value' with a space, or put quotes round a text that contains ':'") \
    FAULT(another_version_of_yaml_is_refused, "%YAML 3.0\n---\na: 1\n", \
            "1:1: error: found incompatible YAML document", \
          "compare the line with those around it: indentation, colons, quotes, brackets") \
    FAULT(an_empty_directive_is_explained, "% x\n", \
            "1:1: error: a line that begins with '%' is a directive, and this one is not understood", "leave it out") \
    FAULT(an_end_without_line_feed_leaves_the_bracket_open, "a: {b: 1", "1:4: error: this '{' is not closed", \
          "add '}' where it ends, or a missing comma")
/* clang-format on */

#define FAULT(name, bytes, heading, advice)                                                                            \
    START_TEST(name) {                                                                                                 \
        const char *told = complaint_about(bytes);                                                                     \
        ck_assert_msg(strncmp(told + 2, heading "\n", strlen(heading) + 1) == 0, "got %s", told);                      \
        ck_assert_msg(strstr(told, "\n      note: " advice "\n") != NULL, "got %s", told);                             \
    }                                                                                                                  \
    END_TEST
FAULTS(FAULT)
#undef FAULT

START_TEST(what_is_not_foreseen_is_told_in_the_words_of_libyaml) {
    yaml_parser_t parser = {0};
    const char *bytes = "a: 1\n";
    ck_assert_int_eq(text_create("x", bytes, strlen(bytes), complaints, &text), STATUS_OK);
    parser.problem = "something else";
    parser.problem_mark.column = 3;
    syntax_complaint(&parser, text, complaints);
    ck_assert_int_eq(strncmp(complaint_text(complaints, 0), "x:1:4: error: something else\n", 29), 0);
}
END_TEST

START_TEST(no_words_at_all_still_make_a_complaint) {
    yaml_parser_t parser = {0};
    const char *bytes = "a: 1\n";
    ck_assert_int_eq(text_create("x", bytes, strlen(bytes), complaints, &text), STATUS_OK);
    syntax_complaint(&parser, text, complaints);
    ck_assert_int_eq(strncmp(complaint_text(complaints, 0), "x:1:1: error: this cannot be understood\n", 40), 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("syntax");
    TCase *all = tcase_create("syntax");
    tcase_add_checked_fixture(all, begin, end);
#define FAULT(name, bytes, heading, advice) tcase_add_test(all, name);
    FAULTS(FAULT)
#undef FAULT
    tcase_add_test(all, what_is_not_foreseen_is_told_in_the_words_of_libyaml);
    tcase_add_test(all, no_words_at_all_still_make_a_complaint);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
