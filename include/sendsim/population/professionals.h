/* Visiting professionals: how many an authority has, whom each works with, and how they start. */
#ifndef SENDSIM_POPULATION_PROFESSIONALS_H
#define SENDSIM_POPULATION_PROFESSIONALS_H

#include "sendsim/population/draws.h"
#include "sendsim/population/synthesis.h"

/* The stream that says which schools commission professionals directly; entity = school. */
#define PROFESSIONALS_LINK_STREAM "init.link"

/* The posts of an authority, in the order of its rows. */
enum post {
    POST_PSYCHOLOGISTS,
    POST_THERAPISTS,
    POST_THERAPISTS_DIRECT,
    POST_THERAPISTS_PRIVATE,
    POST_ADVISERS,
    POST_ADVISERS_DIRECT,
    POST_CARERS,
    POST_COUNT
};

/* How many of each post serve an authority with so many schools. */
struct posts {
    u32 schools, count[POST_COUNT];
};

struct posts professionals_posts(const struct parameters *parameters, u32 schools);

/* How many professionals these are. */
u32 professionals_count(const struct posts *posts);

/* Who works with one school (row within the authority): fills `professional` with rows within the authority, ascending,
 * at most one for each post, and returns how many. `draws` are those of PROFESSIONALS_LINK_STREAM. */
u32 professionals_linked(const struct parameters *parameters, const struct draws *draws, const struct posts *posts,
                         u32 school, u32 professional[POST_COUNT]);

/* Fills the professionals of an authority, its links, and the counts of links of its schools. */
void professionals_fill(const struct synthesis *synthesis, u32 authority);

#endif
