/* Visiting professionals. Those of the authority serve all its schools by turns, so that each school has one of each
 * discipline; schools that commission a professional of their own are drawn; private professionals serve families and
 * have no school. Numbers grow with the number of schools. */
#include "sendsim/population/professionals.h"

/* Stream init.professional, entity = professional. */
enum draw { DRAW_CREATIVITY, DRAW_COMMUNICATION };

/* What a post is: how commissioned, for what, and, where schools commission it, the draw that says which schools do. */
struct post_description {
    enum discipline discipline;
    enum route route;
    u32 draw;
};

static const struct post_description descriptions[POST_COUNT] = {
    [POST_PSYCHOLOGISTS] = {discipline_psychology, route_authority, 0},
    [POST_THERAPISTS] = {discipline_therapy, route_authority, 0},
    [POST_THERAPISTS_DIRECT] = {discipline_therapy, route_direct, 0},
    [POST_THERAPISTS_PRIVATE] = {discipline_therapy, route_private, 0},
    [POST_ADVISERS] = {discipline_advisory, route_authority, 0},
    [POST_ADVISERS_DIRECT] = {discipline_advisory, route_direct, 1},
    [POST_CARERS] = {discipline_care, route_authority, 0},
};

/* Posts for so many schools of a given number for `staffed` schools; `least` there are. */
static u32 posts_for(double posts, u32 schools, double staffed, u32 least) {
    u32 rounded = (u32)(posts * schools / staffed + 0.5);
    return rounded < least ? least : rounded;
}

struct posts professionals_posts(const struct parameters *parameters, u32 schools) {
    const struct parameters *p = parameters;
    const double given[POST_COUNT] = {[POST_PSYCHOLOGISTS] = p->start_psychologists,
                                      [POST_THERAPISTS] = p->start_therapists,
                                      [POST_THERAPISTS_DIRECT] = p->start_therapists_direct,
                                      [POST_THERAPISTS_PRIVATE] = p->start_therapists_private,
                                      [POST_ADVISERS] = p->start_advisers,
                                      [POST_ADVISERS_DIRECT] = p->start_advisers_direct,
                                      [POST_CARERS] = p->start_carers};
    struct posts posts = {.schools = schools};
    for (int post = 0; post < POST_COUNT; post++) {
        /* no authority is without its own services or a private market, however small, where there are any */
        u32 least = descriptions[post].route == route_direct || given[post] <= 0 ? 0 : 1;
        posts.count[post] = posts_for(given[post], schools, p->start_staffed_schools, least);
    }
    return posts;
}

u32 professionals_count(const struct posts *posts) {
    u32 count = 0;
    for (int post = 0; post < POST_COUNT; post++) {
        count += posts->count[post];
    }
    return count;
}

u32 professionals_linked(const struct parameters *parameters, const struct draws *draws, const struct posts *posts,
                         u32 school, u32 professional[POST_COUNT]) {
    const double reach[POST_COUNT] = {[POST_THERAPISTS_DIRECT] = parameters->start_therapists_direct_schools,
                                      [POST_ADVISERS_DIRECT] = parameters->start_advisers_direct_schools};
    u32 linked = 0, first = 0;
    for (int post = 0; post < POST_COUNT; post++) {
        u32 count = posts->count[post];
        if (descriptions[post].route == route_authority && count > 0) {
            professional[linked++] = first + school % count;
        } else if (descriptions[post].route == route_direct && count > 0) {
            /* the uniform is below the share of schools reached, and says who serves the school */
            double share = count * reach[post] / posts->schools;
            double place = (double)draws_uniform(draws, school, descriptions[post].draw) / (share < 1 ? share : 1);
            if (place < 1) {
                professional[linked++] = first + (u32)(place * count);
            }
        }
        first += count;
    }
    return linked;
}

static void links_fill(const struct synthesis *synthesis, u32 authority, const struct posts *posts) {
    const struct schools *schools = &synthesis->world->schools;
    const struct professionals *professionals = &synthesis->world->professionals;
    const struct links *links = &synthesis->world->links;
    const struct draws draws = synthesis_draws(synthesis, PROFESSIONALS_LINK_STREAM, authority);
    struct rows rows = census_rows(synthesis->census, KIND_schools, authority);
    u32 first = census_rows(synthesis->census, KIND_professionals, authority).begin;
    u32 link = census_rows(synthesis->census, KIND_links, authority).begin;
    for (u32 school = rows.begin; school < rows.end; school++) {
        u32 linked[POST_COUNT];
        u32 count = professionals_linked(&synthesis->inputs->parameters, &draws, posts, school - rows.begin, linked);
        schools->professionals_linked[school] = (u8)count;
        for (u32 i = 0; i < count; i++, link++) {
            u32 professional = first + linked[i];
            enum discipline discipline = professionals->discipline[professional];
            links->school[link] = school;
            links->professional[link] = professional;
            schools->psychologists_linked[school] += discipline == discipline_psychology;
            schools->therapists_linked[school] += discipline == discipline_therapy;
            schools->advisers_linked[school] += discipline == discipline_advisory || discipline == discipline_care;
        }
    }
}

void professionals_fill(const struct synthesis *synthesis, u32 authority) {
    const struct professionals *professionals = &synthesis->world->professionals;
    const struct parameters *p = &synthesis->inputs->parameters;
    const struct draws draws = synthesis_draws(synthesis, "init.professional", authority);
    struct rows schools = census_rows(synthesis->census, KIND_schools, authority);
    struct rows rows = census_rows(synthesis->census, KIND_professionals, authority);
    struct posts posts = professionals_posts(p, schools.end - schools.begin);
    u32 row = rows.begin;
    for (int post = 0; post < POST_COUNT; post++) {
        for (u32 number = 0; number < posts.count[post]; number++, row++) {
            u32 entity = row - rows.begin;
            professionals->authority[row] = authority;
            professionals->discipline[row] = (u8)descriptions[post].discipline;
            professionals->route[row] = (u8)descriptions[post].route;
            professionals->presence[row] = (real)p->presence_limit[descriptions[post].route];
            professionals->burnout[row] = (real)p->start_professional_burnout;
            professionals->reflexive_creativity[row] =
                quantiles_at(synthesis->world->quantiles, QUANTILE_professional_reflexive_creativity,
                             draws_normal(&draws, entity, DRAW_CREATIVITY));
            professionals->communication[row] =
                quantiles_at(synthesis->world->quantiles, QUANTILE_professional_communication,
                             draws_normal(&draws, entity, DRAW_COMMUNICATION));
        }
    }
    links_fill(synthesis, authority, &posts);
}
