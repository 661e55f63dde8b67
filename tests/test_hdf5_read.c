/* What was written comes back, by name, in order, and not when a bit of it flipped. */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "readers/sample_folder.h"

enum { PATH_ROOM = 512, MOST_ENTRIES = 64 };

START_TEST(values_come_back_as_they_were_written) {
    struct hdf5_file *file = NULL;
    int64_t seeds[SAMPLE_REPLICATES];
    double value[2];
    finished("a.h5", SAMPLE_CELLS);
    file = opened("a.h5");
    ck_assert_str_eq(hdf5_name(file), within("a.h5"));
    ck_assert_uint_eq(whole_cells(file), SAMPLE_CELLS);
    ck_assert_int_eq(hdf5_read_values(file, "/seed", NULL, NULL, seeds), STATUS_OK);
    ck_assert_int_eq(seeds[1], INT64_C(9007199254740991));
    ck_assert_int_eq(hdf5_read_doubles(file, "/provenance/value", NULL, NULL, value), STATUS_OK);
    ck_assert_double_eq(value[1], 6.8);
    hdf5_close(file);
}
END_TEST

START_TEST(text_of_any_length_comes_back) {
    struct hdf5_file *file = NULL;
    char *texts[2] = {NULL, NULL}, *labels[SAMPLE_SCENARIOS] = {NULL, NULL}, *names[SAMPLE_AUTHORITIES] = {NULL};
    finished("a.h5", 0);
    file = opened("a.h5");
    ck_assert_int_eq(hdf5_read_values(file, "/provenance/resolved_scenario", NULL, NULL, texts), STATUS_OK);
    ck_assert_str_eq(texts[0], "title: Écoles fermées\nrun: {weeks: 20}\n");
    ck_assert_uint_eq(strlen(texts[1]), SAMPLE_TEXT_LENGTH);
    ck_assert_int_eq(hdf5_read_values(file, "/scenario", NULL, NULL, labels), STATUS_OK);
    ck_assert_uint_eq(strlen(labels[1]), SAMPLE_NAME_LENGTH);
    ck_assert_int_eq(hdf5_read_values(file, "/authority/authority", NULL, NULL, names), STATUS_OK);
    ck_assert_str_eq(names[4], "Ynys Môn");
    hdf5_read_texts_free(texts, 2);
    hdf5_read_texts_free(labels, SAMPLE_SCENARIOS);
    hdf5_read_texts_free(names, SAMPLE_AUTHORITIES);
    hdf5_close(file);
}
END_TEST

START_TEST(part_of_a_variable_can_be_read) {
    const size_t start[] = {0, 2, 5, 1}, count[] = {1, 1, 2, 3};
    double values[2][3];
    struct hdf5_file *file = NULL;
    finished("a.h5", SAMPLE_CELLS);
    file = opened("a.h5");
    ck_assert_int_eq(hdf5_read_doubles(file, "/provision", start, count, &values[0][0]), STATUS_OK);
    ck_assert_double_eq(values[1][2], (double)sample_provision(2, 6, 3));
    hdf5_close(file);
}
END_TEST

START_TEST(attributes_come_back_and_a_later_one_replaces) {
    struct hdf5_file *file = begun("a.h5", 0);
    char *text = NULL;
    double number = 0;
    ck_assert_int_eq(hdf5_write_text(file, "/", "title", "another"), STATUS_OK);
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
    file = opened("a.h5");
    ck_assert_int_eq(hdf5_read_attribute_text(file, "/", "title", &text), STATUS_OK);
    ck_assert_str_eq(text, "another");
    free(text);
    ck_assert_int_eq(hdf5_read_attribute_text(file, "/", "comment", &text), STATUS_OK);
    ck_assert_str_eq(text, "");
    free(text);
    ck_assert_int_eq(hdf5_read_attribute_text(file, "/", "no such", &text), STATUS_OK);
    ck_assert_ptr_null(text);
    ck_assert_int_eq(hdf5_read_attribute_number(file, "/", "format_version", &number), STATUS_OK);
    ck_assert_double_eq(number, 1);
    ck_assert_int_eq(hdf5_read_attribute_number(file, "/", "title", &number), STATUS_different);
    ck_assert_int_eq(hdf5_read_attribute_number(file, "/none", "title", &number), STATUS_different);
    ck_assert_uint_eq(complaints_count(sample_folder_complaints()), 0);
    hdf5_close(file);
}
END_TEST

/* What an attribute walk meets, in one line. */
static enum status attribute_noted(void *context, const struct hdf5_attribute *attribute) {
    char *line = context;
    size_t used = strlen(line);
    if (attribute->type == HDF5_text) {
        (void)snprintf(line + used, PATH_ROOM - used, "%s=%s;", attribute->name, attribute->text);
    } else {
        (void)snprintf(line + used, PATH_ROOM - used, "%s=%zu numbers to %g;", attribute->name, attribute->count,
                       attribute->numbers[attribute->count - 1]);
    }
    return STATUS_OK;
}

START_TEST(attributes_are_shown_in_the_order_they_were_made) {
    char line[PATH_ROOM] = "";
    struct hdf5_file *file = NULL;
    finished("a.h5", 0);
    file = opened("a.h5");
    ck_assert_int_eq(hdf5_read_attributes(file, "/run_status", attribute_noted, line), STATUS_OK);
    ck_assert_str_eq(line, "_FillValue=1 numbers to 0;units=1;long_name=what became of the run;"
                           "flag_values=3 numbers to 2;flag_meanings=missing done failed;");
    hdf5_close(file);
}
END_TEST

struct met {
    size_t count;
    char paths[MOST_ENTRIES][PATH_ROOM];
    bool named;     /* every axis of every variable so far has a dimension */
    size_t stop_at; /* returns STATUS_interrupted at this entry */
};

static enum status entry_noted(void *context, const struct hdf5_entry *entry) {
    struct met *met = context;
    (void)snprintf(met->paths[met->count++], PATH_ROOM, "%s", entry->path);
    for (unsigned axis = 0; entry->shape && axis < entry->shape->rank; axis++) {
        met->named &= entry->shape->dimensions[axis] != NULL;
    }
    return met->count == met->stop_at ? STATUS_interrupted : STATUS_OK;
}

START_TEST(walk_meets_all_in_the_order_it_was_made) {
    static const char *const expected[] = {
        "/",          "/scenario",     "/replicate",  "/time", "/bounds",   "/time_bounds", "/pupil_group",
        "/provision", "/ehc_requests", "/run_status", "/seed", "/authority"};
    struct met *met = calloc(1, sizeof *met);
    struct hdf5_file *file = NULL;
    ck_assert_ptr_nonnull(met);
    met->named = true;
    finished("a.h5", 0);
    file = opened("a.h5");
    ck_assert_int_eq(hdf5_read_walk(file, entry_noted, met), STATUS_OK);
    for (size_t place = 0; place < sizeof expected / sizeof *expected; place++) {
        ck_assert_str_eq(met->paths[place], expected[place]);
    }
    ck_assert_str_eq(met->paths[met->count - 1], "/provenance/build");
    ck_assert(met->named);
    met->count = 0;
    met->stop_at = 3;
    ck_assert_int_eq(hdf5_read_walk(file, entry_noted, met), STATUS_interrupted);
    ck_assert_uint_eq(met->count, 3);
    hdf5_close(file);
    free(met);
}
END_TEST

START_TEST(shape_names_its_dimensions) {
    struct hdf5_shape shape;
    struct hdf5_file *file = NULL;
    finished("a.h5", 0);
    file = opened("a.h5");
    ck_assert_int_eq(hdf5_read_shape(file, "/authority/attendance_ehcp", &shape), STATUS_OK);
    ck_assert_int_eq(shape.type, HDF5_f32);
    ck_assert_uint_eq(shape.rank, 4);
    ck_assert_uint_eq(shape.size[2], SAMPLE_WEEKS);
    ck_assert_uint_eq(shape.count, SAMPLE_CELLS * SAMPLE_WEEKS * SAMPLE_AUTHORITIES);
    ck_assert_str_eq(shape.dimensions[0], "scenario");
    ck_assert_str_eq(shape.dimensions[3], "authority");
    hdf5_read_shape_free(&shape);
    ck_assert_int_eq(hdf5_read_shape(file, "/provision/none", &shape), STATUS_format);
    hdf5_read_shape_free(&shape);
    ck_assert(complained_of("could not find '/provision/none'"));
    ck_assert(hdf5_read_exists(file, "/authority/time") && hdf5_read_exists(file, "/"));
    ck_assert(!hdf5_read_exists(file, "/none/time") && !hdf5_read_exists(file, "/provision/none"));
    hdf5_close(file);
}
END_TEST

START_TEST(text_is_not_read_as_numbers) {
    double value = 0;
    struct hdf5_file *file = NULL;
    finished("a.h5", 0);
    file = opened("a.h5");
    ck_assert_int_eq(hdf5_read_doubles(file, "/scenario", NULL, NULL, &value), STATUS_format);
    ck_assert(complained_of("'/scenario' does not hold numbers"));
    hdf5_close(file);
}
END_TEST

/* Writes one chunk of noise, which cannot be compressed, so that nearly all of the file is that chunk. */
static void noise_write(const char *name, int32_t *noise, size_t count) {
    struct hdf5_file *file = NULL;
    for (size_t place = 0; place < count; place++) {
        uint32_t word = (uint32_t)place * UINT32_C(2654435761);
        word = (word ^ word >> 15) * UINT32_C(2246822519);
        noise[place] = (int32_t)(word ^ word >> 13);
    }
    ck_assert_int_eq(hdf5_create(within(name), false, SAMPLE_CELLS, sample_folder_complaints(), &file), STATUS_OK);
    ck_assert_int_eq(
        hdf5_write_dimension(file, &(struct hdf5_dimension){"/place", HDF5_i32, count, noise, "1", "place"}),
        STATUS_OK);
    ck_assert_int_eq(hdf5_write_variable(file, &(struct hdf5_variable){.path = "/noise",
                                                                       .type = HDF5_i32,
                                                                       .rank = 1,
                                                                       .dimensions = (const char *const[]){"place"},
                                                                       .units = "1",
                                                                       .long_name = "noise"}),
                     STATUS_OK);
    ck_assert_int_eq(hdf5_write_values(file, "/noise", NULL, NULL, noise), STATUS_OK);
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
}

START_TEST(bit_that_flipped_is_noticed) {
    enum { COUNT = 50000, FLIPS = 20, FLIPPED = 4 };
    int32_t *noise = malloc(COUNT * sizeof *noise);
    unsigned char *bytes = NULL;
    size_t size = 0;
    ck_assert_ptr_nonnull(noise);
    noise_write("a.h5", noise, COUNT);
    size = bytes_of("a.h5", &bytes);
    for (size_t flip = 0; flip < FLIPS; flip++) {
        /* the chunk of 4 COUNT bytes comes last but for less than COUNT bytes */
        size_t place = size - COUNT - flip * COUNT / FLIPS;
        unsigned char flipped = bytes[place] ^ FLIPPED;
        int descriptor = open(within("a.h5"), O_WRONLY);
        struct hdf5_file *file = NULL;
        ck_assert_int_eq(pwrite(descriptor, &flipped, 1, (off_t)place), 1);
        file = opened("a.h5");
        ck_assert_int_eq(hdf5_read_values(file, "/noise", NULL, NULL, noise), STATUS_format);
        hdf5_close(file);
        ck_assert_int_eq(pwrite(descriptor, &bytes[place], 1, (off_t)place), 1);
        (void)close(descriptor);
    }
    free(bytes);
    free(noise);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("hdf5_read");
    TCase *cases = tcase_create("reading");
    SRunner *runner = srunner_create(suite);
    int failed = 0;
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, sample_folder_create, sample_folder_remove);
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, values_come_back_as_they_were_written);
    tcase_add_test(cases, text_of_any_length_comes_back);
    tcase_add_test(cases, part_of_a_variable_can_be_read);
    tcase_add_test(cases, attributes_come_back_and_a_later_one_replaces);
    tcase_add_test(cases, attributes_are_shown_in_the_order_they_were_made);
    tcase_add_test(cases, walk_meets_all_in_the_order_it_was_made);
    tcase_add_test(cases, shape_names_its_dimensions);
    tcase_add_test(cases, text_is_not_read_as_numbers);
    tcase_add_test(cases, bit_that_flipped_is_noticed);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
