/* What reaches each school of its professionals' week (M2): hours in person and at a distance, in proportion to the
 * hours the linked schools need, and every item that any of them sends. Schools gather, in the order of their links, so
 * nothing is scattered. Educational psychologists' hours go into statutory advice: they count in presence and items,
 * not in hours. */
#include "sendsim/rules/funding.h"
#include "sendsim/rules/rules.h"

/* Hours at a school by kind of supply. */
struct hours {
    double face[supply_count], online[supply_count];
};

/* Who is seen at a school. */
struct sight {
    double presence, communication;
    u32 of_authority, linked, items;
};

/* The share of a professional's hours that a school gets; alike where no need is known yet. */
static double supply_share(const struct world *world, u32 school, u32 professional) {
    const struct schools *schools = &world->schools;
    const u32 *first = world->links_of_professionals.first;
    double linked = (double)world->professionals.hours_needed_linked[professional];
    double own = (double)schools->hours_needed_therapy[school] + (double)schools->hours_needed_advisory[school];
    return linked > 0 ? own / linked : 1.0 / (first[professional + 1] - first[professional]);
}

/* Adds the hours that one professional has for a school; what a school commissions itself it must be able to afford. */
static void supply_add_hours(const struct world *world, u32 school, u32 professional, double bought,
                             struct hours *hours) {
    const struct professionals *professionals = &world->professionals;
    enum discipline discipline = professionals->discipline[professional];
    if (discipline == discipline_psychology) {
        return;
    }
    enum supply supply = discipline == discipline_therapy ? supply_therapy : supply_advisory;
    double share = supply_share(world, school, professional);
    share *= professionals->route[professional] == route_direct ? bought : 1;
    hours->face[supply] += share * (double)professionals->hours_face[professional];
    hours->online[supply] += share * (double)professionals->hours_online[professional];
}

static void supply_add_sight(const struct professionals *professionals, u32 professional, struct sight *sight) {
    if (professionals->route[professional] == route_authority) {
        sight->presence += (double)professionals->presence[professional];
        sight->of_authority++;
    }
    sight->communication += (double)professionals->communication[professional];
    sight->linked++;
    sight->items += professionals->items_sent[professional];
}

void supply_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *p = now->parameters;
    const struct schools schools = world->schools;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        const double bought = (double)funding_bought(p, schools.budget_balance[school]);
        struct hours hours = {{0}, {0}};
        struct sight sight = {0};
        for (u32 link = world->links_of_schools[school]; link < world->links_of_schools[school + 1]; link++) {
            u32 professional = world->links.professional[link];
            supply_add_hours(world, school, professional, bought, &hours);
            supply_add_sight(&world->professionals, professional, &sight);
        }
        schools.hours_face_therapy[school] = (real)hours.face[supply_therapy];
        schools.hours_online_therapy[school] = (real)hours.online[supply_therapy];
        schools.hours_face_advisory[school] = (real)hours.face[supply_advisory];
        schools.hours_online_advisory[school] = (real)hours.online[supply_advisory];
        schools.items_received[school] = sight.items;
        schools.presence_seen[school] =
            (real)(sight.of_authority > 0 ? sight.presence / sight.of_authority : p->presence_usual);
        schools.communication_seen[school] =
            (real)(sight.linked > 0 ? sight.communication / sight.linked : p->presence_communication_middling);
    }
}
