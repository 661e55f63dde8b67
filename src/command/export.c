/* sendsim export: a result file as tidy CSV, a file for each set of dimensions. All is checked before anything is
 * written, and each file appears whole or not at all. */
#include "sendsim/command/export.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sendsim/command/arguments.h"

/* ---- what goes into which table ------------------------------------------------------------------------------ */

static bool same_name(const char *one, const char *other) {
    return one && other ? strcmp(one, other) == 0 : one == other;
}

bool export_together(const char *path, const struct hdf5_shape *shape, const struct export_table *table) {
    const char *other = table->paths[0];
    size_t group = (size_t)(strrchr(path, '/') - path), other_group = (size_t)(strrchr(other, '/') - other);
    bool same = group == other_group && strncmp(path, other, group) == 0 && shape->rank == table->shape->rank;
    for (unsigned axis = 0; same && axis < shape->rank; axis++) {
        same = shape->size[axis] == table->shape->size[axis] &&
               same_name(shape->dimensions[axis], table->shape->dimensions[axis]);
    }
    return same;
}

/* Coordinates are columns of every table, and the bounds of weeks say nothing that their dates do not. */
static bool left_out(const char *path, const struct hdf5_shape *shape) {
    const char *name = strrchr(path, '/') + 1;
    if (shape->rank == 1 && same_name(shape->dimensions[0], name)) {
        return true;
    }
    return shape->rank > 0 && same_name(shape->dimensions[shape->rank - 1], "bounds");
}

static bool name_taken(const struct export_plan *plan, const char *name) {
    for (size_t table = 0; table < plan->table_count; table++) {
        if (strcmp(plan->tables[table].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The group and the dimensions joined; scenario and replicate, which nearly all have, are left out. */
static enum status table_name(const struct export_plan *plan, const char *path, const struct hdf5_shape *shape,
                              char **name) {
    char text[VALUES_PATH_SIZE], part[VALUES_PATH_SIZE];
    int group = (int)(strrchr(path, '/') - path);
    snprintf(text, sizeof text, "%.*s", group > 0 ? group - 1 : 4, group > 0 ? path + 1 : "root");
    for (char *slash = strchr(text, '/'); slash; slash = strchr(slash, '/')) {
        *slash = '_';
    }
    unsigned axis =
        shape->rank >= 2 && same_name(shape->dimensions[0], "scenario") && same_name(shape->dimensions[1], "replicate")
            ? 2
            : 0;
    for (; axis < shape->rank; axis++) {
        snprintf(part, sizeof part, "_%s", shape->dimensions[axis] ? shape->dimensions[axis] : "place");
        strncat(text, part, sizeof text - strlen(text) - 1);
    }
    *name = strdup(text);
    for (int number = 2; *name && name_taken(plan, *name); number++) {
        free(*name);
        *name = NULL;
        if (asprintf(name, "%s_%d", text, number) < 0) {
            *name = NULL;
        }
    }
    return *name ? STATUS_OK : STATUS_memory;
}

static enum status path_add(struct export_table *table, const char *path) {
    char **paths = realloc(table->paths, (table->path_count + 1) * sizeof *paths);
    if (!paths) {
        return STATUS_memory;
    }
    table->paths = paths;
    paths[table->path_count] = strdup(path);
    return paths[table->path_count++] ? STATUS_OK : STATUS_memory;
}

static enum status table_add(struct export_plan *plan, const char *path, const struct hdf5_shape *shape) {
    enum status status = STATUS_OK;
    struct export_table *tables = realloc(plan->tables, (plan->table_count + 1) * sizeof *tables);
    if (!tables) {
        return STATUS_memory;
    }
    plan->tables = tables;
    struct export_table *table = &tables[plan->table_count];
    *table = (struct export_table){.shape = calloc(1, sizeof *table->shape)};
    if (!table->shape) {
        return STATUS_memory;
    }
    status = table_name(plan, path, shape, &table->name);
    plan->table_count++;
    TRY(status);
    TRY(path_add(table, path));
    TRY(hdf5_read_shape(plan->file, path, table->shape));
done:
    return status;
}

static enum status variable_plan(void *context, const struct hdf5_entry *entry) {
    struct export_plan *plan = context;
    if (!entry->shape || left_out(entry->path, entry->shape)) {
        return STATUS_OK;
    }
    for (size_t table = 0; table < plan->table_count; table++) {
        if (export_together(entry->path, entry->shape, &plan->tables[table])) {
            return path_add(&plan->tables[table], entry->path);
        }
    }
    return table_add(plan, entry->path, entry->shape);
}

static void plan_free(struct export_plan *plan) {
    for (size_t number = 0; number < plan->table_count; number++) {
        struct export_table *table = &plan->tables[number];
        for (size_t path = 0; path < table->path_count; path++) {
            free(table->paths[path]);
        }
        hdf5_read_shape_free(table->shape);
        free(table->shape);
        free(table->paths);
        free(table->name);
    }
    free(plan->tables);
    hdf5_close(plan->file);
}

/* ---- the folder ---------------------------------------------------------------------------------------------- */

/* How many files a folder holds, hidden ones too; -1 when it cannot be read. */
static int folder_entries(const char *folder) {
    DIR *stream = opendir(folder);
    int count = 0;
    if (!stream) {
        return -1;
    }
    for (const struct dirent *entry = readdir(stream); entry; entry = readdir(stream)) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    closedir(stream);
    return count;
}

/* Whether the tables may go to the folder. STATUS_exists or STATUS_file with a complaint. */
static enum status folder_check(const char *folder, bool force, struct complaints *complaints) {
    struct stat about;
    if (stat(folder, &about) != 0) {
        if (errno == ENOENT) {
            return STATUS_OK;
        }
        complaint_add(complaints, SEVERITY_ERROR, NULL, NULL, "the folder '%s': %s", folder, strerror(errno));
        return STATUS_file;
    }
    if (!S_ISDIR(about.st_mode)) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "name another folder with --csv",
                      "'%s' is there and is no folder", folder);
        return STATUS_exists;
    }
    int entries = folder_entries(folder);
    if (entries < 0) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, NULL, "the folder '%s': %s", folder, strerror(errno));
        return STATUS_file;
    }
    if (entries > 0 && !force) {
        complaint_add(complaints, SEVERITY_ERROR, NULL,
                      "name another folder with --csv, or replace files of the same name with --force",
                      "the folder '%s' is not empty", folder);
        return STATUS_exists;
    }
    return STATUS_OK;
}

static enum status folder_create(const char *folder, struct complaints *complaints) {
    if (mkdir(folder, 0777) == 0 || errno == EEXIST) {
        return STATUS_OK;
    }
    complaint_add(complaints, SEVERITY_ERROR, NULL, errno == ENOENT ? "make the folder above it first" : NULL,
                  "the folder '%s' cannot be made: %s", folder, strerror(errno));
    return STATUS_file;
}

/* ---- writing ------------------------------------------------------------------------------------------------- */

/* FOLDER/NAME and an ending; NULL when memory ran out. The caller frees it. */
static char *path_joined(const char *folder, const char *name, const char *ending) {
    char *path = NULL;
    return asprintf(&path, "%s/%s%s", folder, name, ending) < 0 ? NULL : path;
}

/* Fills `part` with a table, or with the notes (NULL), and gives it the name `whole`. STATUS_file with errno. */
static enum status part_write(const struct export_plan *plan, const struct export_table *table, const char *part,
                              const char *whole) {
    FILE *stream = fopen(part, "w");
    if (!stream) {
        return STATUS_file;
    }
    enum status status = table ? export_table_write(plan->file, table, stream) : export_notes_write(plan, stream);
    if (fclose(stream) != 0 && status == STATUS_OK) {
        status = STATUS_file;
    }
    if (status == STATUS_OK && rename(part, whole) != 0) {
        status = STATUS_file;
    }
    if (status != STATUS_OK) {
        int fault = errno;
        unlink(part);
        errno = fault;
    }
    return status;
}

/* Writes one file, of a table or (NULL) the notes. */
static enum status file_write(const struct export_plan *plan, const struct export_table *table,
                              struct complaints *complaints) {
    const char *name = table ? table->name : "README";
    char *whole = path_joined(plan->folder, name, table ? ".csv" : ".txt");
    char *part = path_joined(plan->folder, name, ".part");
    enum status status = whole && part ? part_write(plan, table, part, whole) : STATUS_memory;
    if (status == STATUS_file && complaints_errors(complaints) == 0) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, NULL, "'%s' cannot be written: %s", whole, strerror(errno));
    }
    free(whole);
    free(part);
    return status;
}

static enum status files_write(const struct export_plan *plan, struct complaints *complaints) {
    enum status status = STATUS_OK;
    TRY(folder_create(plan->folder, complaints));
    for (size_t table = 0; table < plan->table_count; table++) {
        TRY(file_write(plan, &plan->tables[table], complaints));
    }
    TRY(file_write(plan, NULL, complaints));
done:
    return status;
}

/* What must hold before anything is written. */
static enum status plan_make(const struct arguments *arguments, struct complaints *complaints,
                             struct export_plan *plan) {
    enum status status = STATUS_OK;
    if (!plan->folder || plan->folder[0] == '\0') {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "for example --csv results/first_csv",
                      "where to? --csv FOLDER is missing");
        return STATUS_usage;
    }
    TRY(hdf5_open(plan->result, complaints, &plan->file));
    TRY(hdf5_read_walk(plan->file, variable_plan, plan));
    TRY(folder_check(plan->folder, arguments->option[OPTION_force] != NULL, complaints));
done:
    return status;
}

int command_export(const struct arguments *arguments) {
    struct complaints *complaints = complaints_create();
    struct export_plan plan = {.result = arguments->files[0], .folder = arguments->option[OPTION_csv]};
    int code = EXIT_USAGE;
    enum status status = complaints ? plan_make(arguments, complaints, &plan) : STATUS_memory;
    if (status == STATUS_OK) {
        status = files_write(&plan, complaints);
        code = status == STATUS_OK ? EXIT_FINE : EXIT_RUN_FAILED;
    }
    if (complaints) {
        complaints_print(complaints, stderr, false);
    }
    if (status == STATUS_memory) {
        fprintf(stderr, "sendsim: %s\n", status_text(status));
        code = EXIT_RUN_FAILED;
    }
    if (status == STATUS_OK) {
        printf("%zu tables and README.txt are in %s\n", plan.table_count, plan.folder);
    }
    plan_free(&plan);
    complaints_free(complaints);
    return code;
}
