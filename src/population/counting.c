/* Counting before filling. Sizes of schools and pairs of siblings are drawn here, because numbers of rows depend on
 * them. */
#include "sendsim/population/counting.h"

#include <stdlib.h>

#include "sendsim/engine/columns.h"
#include "sendsim/population/neighbours.h"
#include "sendsim/population/professionals.h"
#include "sendsim/population/siblings.h"
#include "sendsim/population/sizes.h"

static u32 schools_of(const struct outline *outline) {
    u32 schools = 0;
    for (int phase = 0; phase < phase_count; phase++) {
        schools += outline->schools[phase];
    }
    return schools;
}

/* Links of all schools of an authority. */
static u32 links_of(const struct parameters *parameters, struct random_source random, const struct outline *outline) {
    const struct draws draws = {random, random_stream(PROFESSIONALS_LINK_STREAM), outline->number};
    u32 schools = schools_of(outline), links = 0, linked[POST_COUNT];
    struct posts posts = professionals_posts(parameters, schools);
    for (u32 school = 0; school < schools; school++) {
        links += professionals_linked(parameters, &draws, &posts, school, linked);
    }
    return links;
}

static u32 neighbours_of(const struct parameters *parameters, const struct outline *outline) {
    u32 neighbours = 0;
    for (int phase = 0; phase < phase_count; phase++) {
        u32 schools = outline->schools[phase];
        neighbours += schools * neighbours_each(schools, (u32)parameters->start_neighbour_reach);
    }
    return neighbours;
}

/* Puts the number of rows of authority a at first[kind][a + 1]; census_add_up makes offsets of them. */
static void count_others(const struct inputs *inputs, struct random_source random, const struct outline *outline,
                         u32 *const first[KIND_COUNT], u32 authority) {
    struct posts posts = professionals_posts(&inputs->parameters, schools_of(outline));
    first[KIND_professionals][authority + 1] = professionals_count(&posts);
    first[KIND_links][authority + 1] = links_of(&inputs->parameters, random, outline);
    first[KIND_neighbours][authority + 1] = neighbours_of(&inputs->parameters, outline);
}

static void add_up(u32 *first, u32 authorities) {
    for (u32 authority = 0; authority < authorities; authority++) {
        first[authority + 1] += first[authority];
    }
}

static enum status offsets_create(struct census *census) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        if (kind == KIND_nation || kind == KIND_authorities) {
            continue;
        }
        census->first[kind] = calloc((size_t)census->authorities + 1, sizeof *census->first[kind]);
        if (!census->first[kind]) {
            return STATUS_memory;
        }
    }
    return STATUS_OK;
}

/* Schools, their sizes, and so children. */
static enum status count_schools(const struct inputs *inputs, struct random_source random,
                                 const struct outlines *outlines, struct census *census) {
    enum status status = STATUS_OK;
    u32 *first_school = census->first[KIND_schools], *first_child = census->first[KIND_children];
    for (u32 authority = 0; authority < census->authorities; authority++) {
        first_school[authority + 1] = first_school[authority] + schools_of(&outlines->outline[authority]);
    }
    census->pupils = calloc((size_t)census_count(census, KIND_schools) + 1, sizeof *census->pupils);
    if (!census->pupils) {
        return STATUS_memory;
    }
    for (u32 authority = 0; authority < census->authorities; authority++) {
        struct rows schools = census_rows(census, KIND_schools, authority);
        TRY(sizes_fill(&inputs->parameters, random, &outlines->outline[authority], census->pupils + schools.begin));
        first_child[authority + 1] = first_child[authority];
        for (u32 school = schools.begin; school < schools.end; school++) {
            first_child[authority + 1] += census->pupils[school];
        }
    }
done:
    return status;
}

/* Children with a sibling: two for each that belongs to the family of another. */
static u32 siblings_of(const struct census *census, u32 authority) {
    const struct rows children = census_rows(census, KIND_children, authority);
    return 2 * (children.end - children.begin - census->first[KIND_families][authority + 1]);
}

enum status counting_take(const struct inputs *inputs, struct random_source random, const struct outlines *outlines,
                          int threads, struct census *census) {
    enum status status = STATUS_OK;
    *census = (struct census){.authorities = outlines->count};
    TRY(offsets_create(census));
    TRY(count_schools(inputs, random, outlines, census));
    census->sibling = columns_memory(census_count(census, KIND_children), sizeof *census->sibling);
    if (!census->sibling) {
        status = STATUS_memory;
        goto done;
    }
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (u32 authority = 0; authority < census->authorities; authority++) {
        const struct outline *outline = &outlines->outline[authority];
        census->first[KIND_families][authority + 1] =
            siblings_paired(&inputs->parameters, random, outline->number, census_rows(census, KIND_schools, authority),
                            census->pupils, census->sibling + census->first[KIND_children][authority]);
        census->first[KIND_siblings][authority + 1] = siblings_of(census, authority);
        count_others(inputs, random, outline, census->first, authority);
    }
    add_up(census->first[KIND_families], census->authorities);
    add_up(census->first[KIND_siblings], census->authorities);
    add_up(census->first[KIND_professionals], census->authorities);
    add_up(census->first[KIND_links], census->authorities);
    add_up(census->first[KIND_neighbours], census->authorities);
done:
    if (status != STATUS_OK) {
        census_free(census);
    }
    return status;
}
