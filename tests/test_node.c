/* The values of a file: their kind, order, place and the way to them. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "document_fixture.h"

static void parse(const char *text) {
    ck_assert_int_eq(document_parse("x.yaml", text, strlen(text), complaints, &document), STATUS_OK);
    ck_assert_uint_eq(complaints_count(complaints), 0);
}

START_TEST(maps_and_lists_keep_their_order_and_number) {
    parse("b: 1\na: [x, y, z]\n");
    const struct node *map = document.root;
    ck_assert_int_eq(map->kind, NODE_MAP);
    ck_assert_uint_eq(map->count, 2);
    ck_assert_str_eq(map->first->key->text, "b");
    ck_assert_str_eq(map->first->next->key->text, "a");
    ck_assert_ptr_null(map->first->next->next);
    const struct node *list = map->first->next;
    ck_assert_int_eq(list->kind, NODE_LIST);
    ck_assert_uint_eq(list->count, 3);
    ck_assert_str_eq(list->first->next->next->text, "z");
    ck_assert_uint_eq(list->first->next->next->index, 2);
    ck_assert_ptr_eq(list->first->parent, list);
    ck_assert_ptr_null(list->first->key);
}
END_TEST

static void expect_at(const struct node *node, size_t line, size_t column, size_t length) {
    ck_assert_ptr_nonnull(node);
    ck_assert_uint_eq(node->line, line);
    ck_assert_uint_eq(node->column, column);
    ck_assert_uint_eq(node->length, length);
}

START_TEST(every_value_knows_its_place) {
    parse("run: {weeks: 130}\npolicy:\n  - name: 'first  closure'\n    from: 2020-03-23\nx:\ny: long\n   text\n");
    const struct node *run = node_entry(document.root, "run"), *policy = node_entry(document.root, "policy");
    expect_at(run, 1, 6, 12);
    expect_at(run->key, 1, 1, 3);
    expect_at(node_entry(run, "weeks"), 1, 14, 3);
    expect_at(policy, 3, 3, 0);
    expect_at(policy->first, 3, 5, 0);
    expect_at(node_entry(policy->first, "name"), 3, 11, 16);
    expect_at(node_entry(policy->first, "from"), 4, 11, 10);
    expect_at(node_entry(policy->first, "from")->key, 4, 5, 4);
    expect_at(node_entry(document.root, "x"), 5, 3, 0);
    expect_at(node_entry(document.root, "y"), 6, 4, 4);
}
END_TEST

START_TEST(columns_count_characters_after_accents) {
    parse("\xC3\xA9t\xC3\xA9: [\xC3\xA9, b]\n");
    expect_at(document.root->first->first, 1, 7, 1);
    expect_at(document.root->first->first->next, 1, 10, 1);
}
END_TEST

START_TEST(quotes_are_remembered) {
    parse("a: true\nb: 'true'\nc: \"t\\x72ue\"\nd: |\n  true\ne: >\n  true\n");
    static const bool quoted[] = {false, true, true, true, true};
    for (const struct node *node = document.root->first; node != NULL; node = node->next) {
        ck_assert_msg(node->quoted == quoted[node->index], "%s", node->key->text);
        ck_assert_int_eq(strncmp(node->text, "true", 4), 0);
    }
    ck_assert_str_eq(node_entry(document.root, "d")->text, "true\n");
    expect_at(node_entry(document.root, "d"), 4, 4, 1);
}
END_TEST

START_TEST(a_value_left_out_is_an_empty_scalar) {
    parse("a:\nb: ''\n");
    ck_assert_str_eq(node_entry(document.root, "a")->text, "");
    ck_assert(!node_entry(document.root, "a")->quoted && node_entry(document.root, "b")->quoted);
}
END_TEST

START_TEST(a_value_left_out_at_the_end_stands_after_its_key) {
    parse("a: 1\n? b");
    expect_at(node_entry(document.root, "b"), 2, 4, 0);
    document_free(&document);
    parse("a: 1\n? b\n\n");
    expect_at(node_entry(document.root, "b"), 2, 4, 0);
}
END_TEST

START_TEST(a_byte_order_mark_and_windows_lines_are_fine) {
    parse("\xEF\xBB\xBF"
          "a: 1\r\nb: 2\r\n");
    expect_at(document.root->first->key, 1, 1, 1);
    ck_assert_str_eq(document.root->first->text, "1");
    struct place place = node_place(document.root->first->next);
    ck_assert_uint_eq(place.text_length, 4);
    ck_assert_int_eq(strncmp(place.text, "b: 2", 4), 0);
}
END_TEST

START_TEST(a_directive_of_version_and_one_document_mark_are_fine) {
    parse("%YAML 1.1\n---\na: 1\n...\n");
    ck_assert_str_eq(node_entry(document.root, "a")->text, "1");
}
END_TEST

START_TEST(a_root_may_be_any_value) {
    parse("0.5");
    ck_assert_int_eq(document.root->kind, NODE_SCALAR);
    ck_assert_str_eq(document.root->text, "0.5");
}
END_TEST

START_TEST(merge_keys_in_quotes_and_stars_within_words_are_text) {
    parse("'<<': 1\na: 2*x & y!\nb: '*x'\n");
    ck_assert_str_eq(node_entry(document.root, "<<")->text, "1");
    ck_assert_str_eq(node_entry(document.root, "a")->text, "2*x & y!");
}
END_TEST

START_TEST(freeing_is_harmless_when_repeated) {
    parse("a: 1\n");
    document_free(&document);
    document_free(&document);
    ck_assert_ptr_null(document.root);
    struct document none = {0};
    document_free(&none);
}
END_TEST

START_TEST(an_entry_is_found_by_its_key_in_maps_only) {
    parse("a: {b: 1}\nc: [b]\n");
    ck_assert_str_eq(node_entry(node_entry(document.root, "a"), "b")->text, "1");
    ck_assert_ptr_null(node_entry(document.root, "b"));
    ck_assert_ptr_null(node_entry(node_entry(document.root, "c"), "b"));
    ck_assert_ptr_null(node_entry(NULL, "b"));
}
END_TEST

START_TEST(a_path_leads_from_the_root_to_a_value) {
    char path[64];
    parse("policy:\n  - {name: x, parameters: {senco.hours: 1}}\n");
    const struct node *phase = node_entry(document.root, "policy")->first;
    node_path(phase, path, sizeof path);
    ck_assert_str_eq(path, "policy[0]");
    node_path(node_entry(phase, "name"), path, sizeof path);
    ck_assert_str_eq(path, "policy[0].name");
    node_path(node_entry(phase, "parameters")->first, path, sizeof path);
    ck_assert_str_eq(path, "policy[0].parameters.senco.hours");
    node_path(document.root, path, sizeof path);
    ck_assert_str_eq(path, "");
}
END_TEST

START_TEST(a_path_is_cut_to_its_room) {
    char path[6];
    parse("policy: [1]\n");
    node_path(document.root->first->first, path, sizeof path);
    ck_assert_str_eq(path, "polic");
    path[0] = 'x';
    node_path(document.root->first->first, path, 0);
    ck_assert_int_eq(path[0], 'x');
}
END_TEST

START_TEST(a_complaint_about_a_value_quotes_its_line) {
    parse("run:\n  weeks: 1300 # too many\n");
    struct place place = node_place(node_entry(node_entry(document.root, "run"), "weeks"));
    complaint_add(complaints, SEVERITY_ERROR, &place, NULL, "no");
    ck_assert_str_eq(complaint_text(complaints, 0),
                     "x.yaml:2:10: error: no\n    2 |   weeks: 1300 # too many\n      |          ^~~~\n");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("node");
    TCase *all = tcase_create("node");
    tcase_add_checked_fixture(all, begin, end);
    tcase_add_test(all, maps_and_lists_keep_their_order_and_number);
    tcase_add_test(all, every_value_knows_its_place);
    tcase_add_test(all, columns_count_characters_after_accents);
    tcase_add_test(all, quotes_are_remembered);
    tcase_add_test(all, a_value_left_out_is_an_empty_scalar);
    tcase_add_test(all, a_value_left_out_at_the_end_stands_after_its_key);
    tcase_add_test(all, a_byte_order_mark_and_windows_lines_are_fine);
    tcase_add_test(all, a_directive_of_version_and_one_document_mark_are_fine);
    tcase_add_test(all, a_root_may_be_any_value);
    tcase_add_test(all, merge_keys_in_quotes_and_stars_within_words_are_text);
    tcase_add_test(all, freeing_is_harmless_when_repeated);
    tcase_add_test(all, an_entry_is_found_by_its_key_in_maps_only);
    tcase_add_test(all, a_path_leads_from_the_root_to_a_value);
    tcase_add_test(all, a_path_is_cut_to_its_room);
    tcase_add_test(all, a_complaint_about_a_value_quotes_its_line);
    tcase_set_timeout(all, 20);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
