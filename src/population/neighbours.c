/* Rings of schools: the simplest geography in which practice has somewhere to come from. As an alternative (SA2) some
 * ties of a ring are exchanged for long ones, as in a small world (Watts & Strogatz 1998): two ties of one length swap
 * ends, so that everybody keeps the number of neighbours and neighbours still look at each other. Or schools lie in a
 * plane and look at those nearest to them, who need not look back. */
#include "sendsim/population/neighbours.h"

/* The stream of long ties; entity = row of the school within the authority. */
#define NEIGHBOURS_STREAM "init.neighbours"
/* The stream of places in the plane; likewise. */
#define PLANE_STREAM "init.plane"

/* A ring of schools of one phase while it is rewired: neighbour[place * each + 2k] is the far end of the tie of length
 * k + 1 that begins at a place, neighbour[place * each + 2k + 1] the near end of the one that ends there. */
struct ring {
    u32 *neighbour; /* rows of schools, of all places */
    u32 first;      /* row of the first school */
    u32 schools, each;
};

u32 neighbours_each(u32 schools, u32 reach) {
    u32 others = schools > 0 ? schools - 1 : 0;
    return others < 2 * reach ? others : 2 * reach;
}

u32 neighbours_place(u32 schools, u32 place, u32 number) {
    u32 step = number / 2 + 1;
    return number % 2 == 0 ? (place + step) % schools : (place + schools - step) % schools;
}

/* The school at the other end of a tie. */
static u32 *end_of(const struct ring *ring, u32 school, u32 number) {
    return &ring->neighbour[(school - ring->first) * ring->each + number];
}

static bool acquainted(const struct ring *ring, u32 school, u32 other) {
    for (u32 number = 0; number < ring->each; number++) {
        if (*end_of(ring, school, number) == other) {
            return true;
        }
    }
    return school == other;
}

/* The ties of a length that begin at two schools swap their far ends, unless someone would then have a tie twice. */
static void ties_swap(const struct ring *ring, u32 one, u32 other, u32 number) {
    u32 far_of_one = *end_of(ring, one, number), far_of_other = *end_of(ring, other, number);
    if (one == other || acquainted(ring, one, far_of_other) || acquainted(ring, other, far_of_one)) {
        return;
    }
    *end_of(ring, one, number) = far_of_other;
    *end_of(ring, other, number) = far_of_one;
    *end_of(ring, far_of_other, number + 1) = one;
    *end_of(ring, far_of_one, number + 1) = other;
}

/* Where everybody is everybody's neighbour there is nobody further away. */
static void ring_rewire(const struct synthesis *synthesis, u32 authority, const struct ring *ring) {
    const struct draws draws = synthesis_draws(synthesis, NEIGHBOURS_STREAM, authority);
    const u32 first_of_authority = census_rows(synthesis->census, KIND_schools, authority).begin;
    const real share = (real)synthesis->inputs->parameters.start_long_ties;
    for (u32 number = 0; ring->each + 1 < ring->schools && number + 1 < ring->each; number += 2) {
        for (u32 place = 0; place < ring->schools; place++) {
            u32 school = ring->first + place, entity = school - first_of_authority;
            if (draws_uniform(&draws, entity, number) < share) {
                u32 with = (u32)(draws_uniform(&draws, entity, number + 1) * (real)ring->schools);
                ties_swap(ring, school, ring->first + (with < ring->schools ? with : place), number);
            }
        }
    }
}

/* The square of the distance between two schools (rows within the authority) that lie anywhere in a square. */
static real distance(const struct draws *draws, u32 one, u32 other) {
    real east = draws_uniform(draws, one, 0) - draws_uniform(draws, other, 0);
    real north = draws_uniform(draws, one, 1) - draws_uniform(draws, other, 1);
    return east * east + north * north;
}

/* Everybody looks at the nearest, who need not look back: the nearest first, of those equally near the first in row. */
static void plane_fill(const struct synthesis *synthesis, u32 authority, const struct ring *ring) {
    const struct draws draws = synthesis_draws(synthesis, PLANE_STREAM, authority);
    const u32 entity = ring->first - census_rows(synthesis->census, KIND_schools, authority).begin;
    for (u32 place = 0; place < ring->schools; place++) {
        for (u32 number = 0; number < ring->each; number++) {
            u32 nearest = ring->schools;
            real least = 0;
            for (u32 other = 0; other < ring->schools; other++) {
                real away = distance(&draws, entity + place, entity + other);
                bool taken = other == place;
                for (u32 seen = 0; seen < number; seen++) {
                    taken |= *end_of(ring, ring->first + place, seen) == ring->first + other;
                }
                if (!taken && (nearest == ring->schools || away < least)) {
                    nearest = other;
                    least = away;
                }
            }
            *end_of(ring, ring->first + place, number) = ring->first + nearest;
        }
    }
}

void neighbours_fill(const struct synthesis *synthesis, u32 authority) {
    const struct outline *outline = &synthesis->outlines->outline[authority];
    const struct neighbours *neighbours = &synthesis->world->neighbours;
    u32 first = census_rows(synthesis->census, KIND_schools, authority).begin;
    u32 row = census_rows(synthesis->census, KIND_neighbours, authority).begin;
    for (int phase = 0; phase < phase_count; phase++) {
        u32 schools = outline->schools[phase];
        u32 each = neighbours_each(schools, (u32)synthesis->inputs->parameters.start_neighbour_reach);
        const struct ring ring = {neighbours->neighbour + row, first, schools, each};
        for (u32 place = 0; place < schools; place++) {
            for (u32 number = 0; number < each; number++, row++) {
                neighbours->school[row] = first + place;
                neighbours->neighbour[row] = first + neighbours_place(schools, place, number);
            }
        }
        if (synthesis->inputs->mechanisms.neighbours == neighbour_rule_rewired) {
            ring_rewire(synthesis, authority, &ring);
        } else if (synthesis->inputs->mechanisms.neighbours == neighbour_rule_plane) {
            plane_fill(synthesis, authority, &ring);
        }
        first += schools;
    }
}
