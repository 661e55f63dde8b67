/* The share of each child's assessed need that is met this week (M7). On site, inclusive practice, tired staff, the
 * gain of small groups (class-size literature) and the cost of a full building to sensitive children count; at home,
 * remote education as far as there is access and hands-on help, what the family makes of its own expertise, solving
 * problems together with the school, and one's own pace. Specialist input is weighed in for those who need it. */
#include "sendsim/engine/elementary.h"
#include "sendsim/engine/sums.h"
#include "sendsim/model/specialist_need.h"
#include "sendsim/model/week.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/spread.h"

/* What the children of a school have in common, by row from the first child of the block. */
struct school_columns {
    real *quality;     /* on site, in a full building, for a child whom it does not trouble */
    real *small_group; /* gain in an emptier building */
    real *crowd;       /* loss in a fuller one, for a most sensitive child */
    real *remote;      /* quality of remote education */
    real *together;    /* met at home by solving problems with the school, in full trust */
};

static void provision_schools(const struct setting *now, const struct world *world, const struct block *block,
                              struct school_columns columns) {
    const struct parameters *parameters = now->parameters;
    const struct schools *schools = &world->schools;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        real occupancy = schools->occupancy[school];
        real practice = (real)parameters->provision_on_site_base +
                        (real)parameters->provision_on_site_practice * schools->practice_on_site[school];
        real rested = 1 - (real)parameters->provision_burnout_cost * schools->staff_burnout[school];
        real contact = schools->contact_formal[school] * schools->shared_problem_solving[school];
        spread_over(world, block, school, practice * rested, columns.quality);
        spread_over(world, block, school, (real)parameters->provision_small_group * (1 - occupancy),
                    columns.small_group);
        spread_over(world, block, school, (real)parameters->provision_sensory_cost * occupancy, columns.crowd);
        spread_over(world, block, school, schools->quality_remote[school], columns.remote);
        spread_over(world, block, school, (real)parameters->provision_co_construction * contact, columns.together);
    }
}

/* Need met by a week on site. */
static void provision_on_site(const struct setting *now, struct world *world, const struct block *block,
                              struct school_columns columns) {
    const struct children children = world->children;
    const size_t begin = block->children.begin;
    const real language = 1 + (real)now->parameters->provision_small_group_language;
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        u8 need = children.need[child];
        real most = ((need == need_speech_language) | (need == need_autism)) ? language : 1;
        real gain = columns.small_group[child - begin] * most;
        real calm = 1 - columns.crowd[child - begin] * children.sensory_sensitivity[child];
        children.quality_on_site[child] = elementary_clip(columns.quality[child - begin] * (1 + gain) * calm);
    }
}

/* Need met by a week at home. */
static void provision_at_home(const struct setting *now, struct world *world, const struct block *block,
                              struct school_columns columns) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const struct families families = world->families;
    const size_t begin = block->children.begin;
    const real remote_left = (real)parameters->offrolling_remote_left;
    const real hands_on = (real)parameters->provision_hands_on;
    const real teaching = (real)parameters->provision_family_teaching;
    const real teaching_base = (real)parameters->provision_family_teaching_base;
    const real voice_base = (real)parameters->provision_voice_base, voice = (real)parameters->provision_voice;
    const real own_pace = (real)parameters->provision_own_pace;
    const real virtual_quality = (real)parameters->offrolling_virtual_quality;

#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real support = children.support_at_home[child];
        real left = children.attendance_route[child] == attendance_route_off_roll ? remote_left : 1;
        real reaches = columns.remote[child - begin] * left;
        real taken_in = 1 - hands_on * children.severity[child] * (1 - support);
        real taught = teaching * families.expertise[child] * support *
                      (teaching_base + families.reflexive_creativity[child]) *
                      (voice_base + voice * children.meeting_voice[child]);
        real quality = families.digital_access[child] * reaches * taken_in + taught +
                       columns.together[child - begin] * children.family_school_trust[child] +
                       own_pace * reaches * children.sensory_sensitivity[child];
        real added = virtual_quality * (real)children.in_virtual_classroom[child];
        children.quality_at_home[child] = elementary_clip(quality + added);
    }
}

/* Both, by where the week was spent, and specialist input. */
static void provision_total(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const real specialist = (real)parameters->provision_specialist_weight;
    const real with_targets = (real)parameters->provision_with_targets;
    const real without_targets = (real)parameters->provision_without_targets;
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real in_school = week_share(children.sessions_attended[child]);
        real taught = in_school * children.quality_on_site[child] + (1 - in_school) * children.quality_at_home[child];
        real weight = specialist_need_exists(children.plan[child], children.need[child]) ? specialist : 0;
        real met = (1 - weight) * taught + weight * children.specialist_met[child];
        children.provision[child] =
            elementary_clip(met * (children.has_targets[child] ? with_targets : without_targets));
    }
}

/* Each school's mean, and the same smoothed. */
static void provision_means(const struct setting *now, struct world *world, const struct block *block) {
    const struct schools schools = world->schools;
    const real rate = (real)now->parameters->provision_trend_rate;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        u32 first = world->children_of_schools[school], end = world->children_of_schools[school + 1];
        if (end > first) {
            real mean = (real)(sums_of(world->children.provision, first, end) / (end - first));
            schools.provision_mean[school] = mean;
            schools.provision_trend[school] += rate * (mean - schools.provision_trend[school]);
        }
    }
}

void provision_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct school_columns columns = {.quality = block_scratch(block, 0),
                                           .small_group = block_scratch(block, 1),
                                           .crowd = block_scratch(block, 2),
                                           .remote = block_scratch(block, 3),
                                           .together = block_scratch(block, 4)};
    provision_schools(now, world, block, columns);
    provision_on_site(now, world, block, columns);
    provision_at_home(now, world, block, columns);
    provision_total(now, world, block);
    provision_means(now, world, block);
}
