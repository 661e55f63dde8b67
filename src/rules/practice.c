/* Practice (M13): learnt by doing, taken up from peers, trained, embedded, and lost again under pressure to return to
 * normal. It spreads as a complex contagion: only from several better peers at once (Centola & Macy 2007); the mean of
 * all peers (DeGroot) and no diffusion at all are alternatives (SA2). Partnership helps all learning (Daniels et al.
 * 2007). */
#include "sendsim/rules/practice.h"

#include "sendsim/engine/elementary.h"
#include "sendsim/rules/rules.h"

/* Columns by practice. */
struct columns {
    real *practice[practice_count];
    const real *before[practice_count], *habit[practice_count];
};

/* How fast a school changes, before what is particular to each practice. */
struct rates {
    real learning, diffusion, training, decay;
};

static struct columns practice_columns(const struct schools *schools) {
    return (struct columns){
        {schools->practice_on_site, schools->practice_remote, schools->practice_communication,
         schools->practice_planning},
        {schools->practice_on_site_before, schools->practice_remote_before, schools->practice_communication_before,
         schools->practice_planning_before},
        {schools->habit_on_site, schools->habit_remote, schools->habit_communication, schools->habit_planning}};
}

/* Whether a peer may be looked at: able leaders (entrepreneurs and narrators, by last week's role) can be left out, to
 * see what they are good for. */
static bool practice_admitted(const struct setting *now, const struct schools *schools, u32 peer) {
    u8 role = schools->policy_role_before[peer];
    return (now->mechanisms->leaders == switched_on) |
           ((role != policy_role_entrepreneur) & (role != policy_role_narrator));
}

/* The mean gap to better peers that lead, where there are enough of them. */
static real practice_gap_to_leaders(const struct setting *now, const struct world *world, u32 school,
                                    const real *before) {
    const struct parameters *p = now->parameters;
    const u32 *first = world->neighbours_of_schools;
    real gaps = 0;
    u32 better = 0;
    for (u32 row = first[school]; row < first[school + 1]; row++) {
        u32 peer = world->neighbours.neighbour[row];
        /* all is asked, as nobody can predict the answers */
        const i32 exceeds = practice_exceeds(p, before, peer, school);
        const i32 leads = practice_leads(p, &world->schools, peer);
        const i32 counts = exceeds & leads & practice_admitted(now, &world->schools, peer);
        gaps += counts ? before[peer] - before[school] : 0;
        better += (u32)counts;
    }
    return better > 0 && better >= (u32)p->practice_diffusion_peers ? gaps / (real)better : 0;
}

/* The gap to the mean of all peers, of either sign. */
static real practice_gap_to_mean(const struct setting *now, const struct world *world, u32 school, const real *before) {
    const u32 *first = world->neighbours_of_schools;
    real gaps = 0;
    u32 peers = 0;
    for (u32 row = first[school]; row < first[school + 1]; row++) {
        u32 peer = world->neighbours.neighbour[row];
        if (practice_admitted(now, &world->schools, peer)) {
            gaps += before[peer] - before[school];
            peers++;
        }
    }
    return peers > 0 ? gaps / (real)peers : 0;
}

static real practice_gap(const struct setting *now, const struct world *world, u32 school, const real *before) {
    switch ((enum diffusion_rule)now->mechanisms->diffusion) {
    case diffusion_rule_complex:
        return practice_gap_to_leaders(now, world, school, before);
    case diffusion_rule_degroot:
        return practice_gap_to_mean(now, world, school, before);
    case diffusion_rule_off:
    case diffusion_rule_count:
        break;
    }
    return 0;
}

/* What partnership, creativity, energy and the number of professionals make of learning. */
static struct rates practice_rates(const struct setting *now, const struct schools *schools, u32 school, real energy) {
    const struct parameters *p = now->parameters;
    const struct levers *levers = now->levers;
    real partnership = schools->learning_partnership[school];
    real many = elementary_maximum(0, (real)schools->professionals_linked[school] - (real)p->practice_crowding_from);
    real crowding =
        elementary_maximum((real)p->practice_crowding_least, 1 - (real)p->practice_crowding * (1 - partnership) * many);
    real creativity =
        (real)p->practice_learning_base + (real)p->practice_learning_creativity * schools->realised_creativity[school];
    real together = (real)p->practice_learning_alone + (real)p->practice_learning_partnership * partnership;
    real format = levers->training_format == training_format_learning
                      ? (real)p->practice_training_alone + (real)p->practice_training_partnership * partnership
                      : (real)p->practice_training_cascade;
    return (struct rates){
        .learning = (real)p->practice_learning * creativity * together * energy * crowding,
        .diffusion = (real)(levers->practice_sharing * p->practice_diffusion) * energy *
                     ((real)p->practice_diffusion_alone + (real)p->practice_diffusion_partnership * partnership),
        .training = (real)levers->training_rate * format,
        .decay = (real)(p->practice_decay * levers->normalisation_pressure) * (1 - schools->codification[school])};
}

/* How far a new practice has been written down: creative partnerships embed it, pressure undoes it. */
static real practice_codification(const struct setting *now, const struct schools *schools, u32 school, real energy) {
    const struct parameters *p = now->parameters;
    real codification = schools->codification[school];
    real embedding = (real)p->practice_embedding * schools->learning_partnership[school] *
                     schools->realised_creativity[school] * energy * (1 + (real)now->levers->recovery_time);
    real undoing = (real)(p->practice_unlearning * now->levers->normalisation_pressure);
    return elementary_clip(codification + embedding * (1 - codification) - undoing * codification);
}

/* The disposition itself may drift upwards where provision has lately improved; by default it does not. */
static real practice_disposition(const struct parameters *p, const struct schools *schools, u32 school, real energy) {
    real success = elementary_maximum(0, schools->provision_mean[school] - schools->provision_trend[school]);
    return elementary_clip(schools->reflexive_creativity[school] + (real)p->practice_creativity_drift *
                                                                       schools->learning_partnership[school] * energy *
                                                                       success);
}

void practice_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *p = now->parameters;
    const struct schools schools = world->schools;
    const struct columns columns = practice_columns(&schools);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        real energy = practice_treads_water(p, schools.staff_burnout[school]) ? (real)p->practice_energy_left : 1;
        const struct rates rates = practice_rates(now, &schools, school, energy);
        const real use[practice_count] = {[practice_on_site] = schools.occupancy[school],
                                          [practice_remote] = now->closed ? 1 : (real)p->practice_remote_use_open,
                                          [practice_communication] = 1,
                                          [practice_planning] = 1};
        for (int k = 0; k < practice_count; k++) {
            real practice = columns.practice[k][school];
            real learning = rates.learning * (real)p->practice_learning_ease[k] * use[k] + rates.training;
            real new_practice = elementary_maximum(0, practice - columns.habit[k][school]);
            columns.practice[k][school] = elementary_clip(
                practice + learning * (1 - practice) +
                rates.diffusion * practice_gap(now, world, school, columns.before[k]) - rates.decay * new_practice);
        }
        schools.codification[school] = practice_codification(now, &schools, school, energy);
        schools.reflexive_creativity[school] = practice_disposition(p, &schools, school, energy);
    }
}
