/* The command line: what is accepted, and every fault with its way out. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/command/arguments.h"

enum { MOST_WORDS = 16 };

static struct complaints *complaints;
static struct arguments arguments;
static char *copies[4 * MOST_WORDS]; /* the words live as long as what was read of them */
static size_t copy_count;

static void begin(void) {
    complaints = complaints_create();
    ck_assert_ptr_nonnull(complaints);
}

static void end(void) {
    arguments_free(&arguments);
    arguments_free(&arguments); /* harmless */
    complaints_free(complaints);
    while (copy_count > 0) {
        free(copies[--copy_count]);
    }
}

/* Reads the words after the program's name; the last is NULL. */
static enum status read_words(const char *const *words) {
    static char program[] = "sendsim";
    char *line[MOST_WORDS] = {program};
    int count = 1;
    for (; *words; words++, count++) {
        line[count] = copies[copy_count++] = strdup(*words);
    }
    return arguments_read(count, line, complaints, &arguments);
}

#define READ(...) read_words((const char *const[]){__VA_ARGS__, NULL})

/* Fails unless the words are refused with one error that has both phrases. */
static void refused(const char *what, const char *way_out, const char *const *words) {
    ck_assert_int_eq(read_words(words), STATUS_usage);
    ck_assert_uint_eq(complaints_errors(complaints), 1);
    const char *text = complaint_text(complaints, 0);
    ck_assert_msg(strstr(text, what) != NULL, "expected '%s' in: %s", what, text);
    ck_assert_msg(strstr(text, way_out) != NULL, "expected '%s' in: %s", way_out, text);
}

#define REFUSED(what, way_out, ...) refused(what, way_out, (const char *const[]){__VA_ARGS__, NULL})

START_TEST(files_follow_the_command_in_order) {
    ck_assert_int_eq(READ("run", "a.yaml", "b.yaml"), STATUS_OK);
    ck_assert_int_eq(arguments.command, COMMAND_run);
    ck_assert_uint_eq(arguments.file_count, 2);
    ck_assert_str_eq(arguments.files[0], "a.yaml");
    ck_assert_str_eq(arguments.files[1], "b.yaml");
}
END_TEST

START_TEST(options_may_stand_anywhere) {
    ck_assert_int_eq(READ("-q", "run", "-r", "4", "a", "--output", "x.h5", "b", "-v"), STATUS_OK);
    ck_assert_int_eq(arguments.command, COMMAND_run);
    ck_assert_uint_eq(arguments.file_count, 2);
    ck_assert_str_eq(arguments.option[OPTION_replicates], "4");
    ck_assert_str_eq(arguments.option[OPTION_output], "x.h5");
    ck_assert_str_eq(arguments.option[OPTION_quiet], "");
    ck_assert_str_eq(arguments.option[OPTION_verbose], "");
    ck_assert_ptr_null(arguments.option[OPTION_force]);
}
END_TEST

START_TEST(a_value_may_be_attached) {
    ck_assert_int_eq(READ("run", "a", "--output=x=y.h5", "-r4", "-qt2"), STATUS_OK);
    ck_assert_str_eq(arguments.option[OPTION_output], "x=y.h5");
    ck_assert_str_eq(arguments.option[OPTION_replicates], "4");
    ck_assert_str_eq(arguments.option[OPTION_quiet], "");
    ck_assert_str_eq(arguments.option[OPTION_threads], "2");
}
END_TEST

START_TEST(an_attached_value_may_be_empty) {
    ck_assert_int_eq(READ("run", "a", "--output="), STATUS_OK);
    ck_assert_str_eq(arguments.option[OPTION_output], "");
}
END_TEST

START_TEST(sets_and_overlays_keep_their_order) {
    ck_assert_int_eq(READ("run", "a", "--set", "x=1", "--overlay", "o", "--set=x=2", "--overlay", "p"), STATUS_OK);
    ck_assert_uint_eq(arguments.set_count, 2);
    ck_assert_str_eq(arguments.sets[0], "x=1");
    ck_assert_str_eq(arguments.sets[1], "x=2");
    ck_assert_uint_eq(arguments.overlay_count, 2);
    ck_assert_str_eq(arguments.overlays[0], "o");
    ck_assert_str_eq(arguments.overlays[1], "p");
}
END_TEST

START_TEST(after_two_dashes_nothing_is_an_option) {
    ck_assert_int_eq(READ("run", "--", "-q", "--", "--set"), STATUS_OK);
    ck_assert_uint_eq(arguments.file_count, 3);
    ck_assert_str_eq(arguments.files[0], "-q");
    ck_assert_str_eq(arguments.files[1], "--");
    ck_assert_ptr_null(arguments.option[OPTION_quiet]);
}
END_TEST

START_TEST(a_single_dash_is_a_file_and_a_negative_number_a_value) {
    ck_assert_int_eq(READ("diff", "-", "b", "--tolerance", "-1"), STATUS_OK);
    ck_assert_str_eq(arguments.files[0], "-");
    ck_assert_str_eq(arguments.option[OPTION_tolerance], "-1");
}
END_TEST

START_TEST(a_key_to_explain_may_be_left_out) {
    ck_assert_int_eq(READ("explain"), STATUS_OK);
    arguments_free(&arguments);
    ck_assert_int_eq(READ("explain", "trust.gain"), STATUS_OK);
}
END_TEST

START_TEST(help_is_given_whatever_else_is_wrong) {
    ck_assert_int_eq(READ("run", "--help", "--nonsense"), STATUS_OK);
    ck_assert_int_eq(arguments.command, COMMAND_run);
    arguments_free(&arguments);
    ck_assert_int_eq(READ("-h"), STATUS_OK);
    ck_assert_int_eq(arguments.command, COMMAND_COUNT);
    arguments_free(&arguments);
    ck_assert_int_eq(READ("--version"), STATUS_OK);
}
END_TEST

START_TEST(no_command_is_refused) {
    refused("no command is given", "--help lists the commands", (const char *const[]){NULL});
}
END_TEST

START_TEST(an_unknown_command_is_refused_with_the_nearest) {
    REFUSED("unknown command 'rnu'", "did you mean 'run'?", "rnu", "a");
}
END_TEST

START_TEST(a_file_without_a_command_is_told_apart) {
    REFUSED("unknown command 'factual.yaml'", "sendsim run FILE", "factual.yaml");
}
END_TEST

START_TEST(an_unknown_option_is_refused_with_the_nearest) {
    REFUSED("unknown option '--replicats'", "did you mean '--replicates'?", "run", "a", "--replicats=4");
}
END_TEST

START_TEST(an_abbreviated_option_is_refused) {
    REFUSED("unknown option '--repl'", "--help lists", "run", "a", "--repl=4");
}
END_TEST

START_TEST(an_unknown_option_of_any_length_is_refused) {
    char word[4000] = "--";
    memset(word + 2, 'x', sizeof word - 3);
    word[sizeof word - 1] = '\0';
    REFUSED("unknown option", "--help lists", "run", "a", word);
}
END_TEST

START_TEST(an_unknown_letter_is_refused) {
    REFUSED("unknown option '-x'", "--help lists", "run", "a", "-qx");
}
END_TEST

START_TEST(an_option_of_another_command_is_refused_by_name) {
    REFUSED("'sendsim run' has no option --csv", "it belongs to: export", "run", "a", "--csv", "folder");
}
END_TEST

START_TEST(a_name_within_a_list_of_commands_is_a_whole_word) {
    ck_assert(arguments_belong(OPTION_threads, COMMAND_run));
    ck_assert(arguments_belong(OPTION_threads, COMMAND_rerun));
    ck_assert(arguments_belong(OPTION_scenario, COMMAND_rerun));
    ck_assert(!arguments_belong(OPTION_scenario, COMMAND_run)); /* `run` ends `rerun` */
    ck_assert(!arguments_belong(OPTION_scenario, COMMAND_COUNT));
    ck_assert(arguments_belong(OPTION_help, COMMAND_COUNT));
}
END_TEST

START_TEST(a_missing_value_is_refused) {
    REFUSED("--output needs a value", "--output FILE", "run", "a", "--output");
}
END_TEST

START_TEST(an_option_is_not_taken_for_a_value) {
    REFUSED("--output needs a value", "--name=value", "run", "a", "-o", "--force");
}
END_TEST

START_TEST(a_value_too_much_is_refused) {
    REFUSED("--force takes no value", "leave out", "run", "a", "--force=yes");
}
END_TEST

START_TEST(an_option_given_twice_is_refused) {
    REFUSED("--replicates is given twice: '4' and '5'", "leave one of them out", "run", "a", "-r", "4", "-r", "5");
}
END_TEST

START_TEST(a_flag_given_twice_is_harmless) {
    ck_assert_int_eq(READ("run", "a", "-q", "-q"), STATUS_OK);
}
END_TEST

START_TEST(a_missing_file_is_refused_with_an_example) {
    REFUSED("missing argument: sendsim run FILE...", "for example: sendsim run", "run");
}
END_TEST

START_TEST(one_of_two_files_is_too_few) {
    REFUSED("missing argument: sendsim diff A B", "for example: sendsim diff", "diff", "a");
}
END_TEST

START_TEST(one_file_too_many_is_refused_by_name) {
    REFUSED("'c' is one argument too many", "for example: sendsim diff", "diff", "a", "b", "c");
}
END_TEST

START_TEST(a_command_without_arguments_takes_none) {
    REFUSED("'x' is one argument too many", "for example: sendsim init", "init", "x");
}
END_TEST

START_TEST(every_fault_is_told_at_once) {
    ck_assert_int_eq(READ("run", "--nonsense", "--csv", "x", "-o"), STATUS_usage);
    ck_assert_uint_eq(complaints_errors(complaints), 4);
}
END_TEST

START_TEST(control_characters_are_shown_escaped) {
    REFUSED("\\x1B", "lists the commands", "ab\x1b[2J");
}
END_TEST

START_TEST(every_option_belongs_to_a_command_that_there_is) {
    for (int option = 0; option < OPTION_COUNT; option++) {
        const char *commands = arguments_options[option].commands;
        size_t listed = commands[0] != '\0', found = 0;
        for (const char *blank = strchr(commands, ' '); blank; blank = strchr(blank + 1, ' ')) {
            listed++;
        }
        for (int command = 0; commands[0] != '\0' && command < COMMAND_COUNT; command++) {
            found += arguments_belong((enum option_number)option, (enum command_number)command);
        }
        ck_assert_msg(listed == found, "--%s lists a command that there is not", arguments_options[option].name);
    }
}
END_TEST

START_TEST(letters_differ) {
    for (int one = 0; one < OPTION_COUNT; one++) {
        for (int other = 0; other < one; other++) {
            ck_assert(!arguments_options[one].letter ||
                      arguments_options[one].letter != arguments_options[other].letter);
        }
    }
}
END_TEST

int main(void) {
    const TTest *const tests[] = {
        files_follow_the_command_in_order,
        options_may_stand_anywhere,
        a_value_may_be_attached,
        an_attached_value_may_be_empty,
        sets_and_overlays_keep_their_order,
        after_two_dashes_nothing_is_an_option,
        a_single_dash_is_a_file_and_a_negative_number_a_value,
        a_key_to_explain_may_be_left_out,
        help_is_given_whatever_else_is_wrong,
        no_command_is_refused,
        an_unknown_command_is_refused_with_the_nearest,
        a_file_without_a_command_is_told_apart,
        an_unknown_option_is_refused_with_the_nearest,
        an_abbreviated_option_is_refused,
        an_unknown_option_of_any_length_is_refused,
        an_unknown_letter_is_refused,
        an_option_of_another_command_is_refused_by_name,
        a_name_within_a_list_of_commands_is_a_whole_word,
        a_missing_value_is_refused,
        an_option_is_not_taken_for_a_value,
        a_value_too_much_is_refused,
        an_option_given_twice_is_refused,
        a_flag_given_twice_is_harmless,
        a_missing_file_is_refused_with_an_example,
        one_of_two_files_is_too_few,
        one_file_too_many_is_refused_by_name,
        a_command_without_arguments_takes_none,
        every_fault_is_told_at_once,
        control_characters_are_shown_escaped,
        every_option_belongs_to_a_command_that_there_is,
        letters_differ,
    };
    TCase *cases = tcase_create("arguments");
    tcase_add_checked_fixture(cases, begin, end);
    for (size_t test = 0; test < sizeof tests / sizeof tests[0]; test++) {
        tcase_add_test(cases, tests[test]);
    }
    Suite *suite = suite_create("arguments");
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
