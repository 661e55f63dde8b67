/* Rings of schools: the simplest geography in which practice has somewhere to come from. */
#include "sendsim/population/neighbours.h"

u32 neighbours_each(u32 schools, u32 reach) {
    u32 others = schools > 0 ? schools - 1 : 0;
    return others < 2 * reach ? others : 2 * reach;
}

u32 neighbours_place(u32 schools, u32 place, u32 number) {
    u32 step = number / 2 + 1;
    return number % 2 == 0 ? (place + step) % schools : (place + schools - step) % schools;
}

void neighbours_fill(const struct synthesis *synthesis, u32 authority) {
    const struct outline *outline = &synthesis->outlines->outline[authority];
    const struct neighbours *neighbours = &synthesis->world->neighbours;
    u32 first = census_rows(synthesis->census, KIND_schools, authority).begin;
    u32 row = census_rows(synthesis->census, KIND_neighbours, authority).begin;
    for (int phase = 0; phase < phase_count; phase++) {
        u32 schools = outline->schools[phase];
        u32 each = neighbours_each(schools, (u32)synthesis->inputs->parameters.start_neighbour_reach);
        for (u32 place = 0; place < schools; place++) {
            for (u32 number = 0; number < each; number++, row++) {
                neighbours->school[row] = first + place;
                neighbours->neighbour[row] = first + neighbours_place(schools, place, number);
            }
        }
        first += schools;
    }
}
