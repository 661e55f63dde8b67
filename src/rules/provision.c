/* The share of each child's assessed need that is met this week (M7). On site, inclusive practice, tired staff, the
 * gain of small groups (class-size literature) and the cost of a full building to sensitive children count; at home,
 * remote education as far as there is access and hands-on help, what the family makes of its own expertise, solving
 * problems together with the school, and one's own pace. Specialist input is weighed in for those who need it. */
#include "sendsim/engine/elementary.h"
#include "sendsim/engine/sums.h"
#include "sendsim/model/specialist_need.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/week.h"

/* Need met by a week on site, for the children of one school. */
static void provision_on_site(const struct setting *now, struct world *world, u32 school) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const struct schools *schools = &world->schools;
    const u32 end = world->children_of_schools[school + 1];
    const real occupancy = schools->occupancy[school];
    const real practice = (real)parameters->provision_on_site_base +
                          (real)parameters->provision_on_site_practice * schools->practice_on_site[school];
    const real quality = practice * (1 - (real)parameters->provision_burnout_cost * schools->staff_burnout[school]);
    const real small_group = (real)parameters->provision_small_group * (1 - occupancy);
    const real language = 1 + (real)parameters->provision_small_group_language;
    const real crowd = (real)parameters->provision_sensory_cost * occupancy;

#pragma omp simd
    for (u32 child = world->children_of_schools[school]; child < end; child++) {
        u8 need = children.need[child];
        real gain = small_group * (((need == need_speech_language) | (need == need_autism)) ? language : 1);
        real calm = 1 - crowd * children.sensory_sensitivity[child];
        children.quality_on_site[child] = elementary_clip(quality * (1 + gain) * calm);
    }
}

/* Need met by a week at home, for the children of one school. */
static void provision_at_home(const struct setting *now, struct world *world, u32 school) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const struct families families = world->families;
    const struct schools *schools = &world->schools;
    const u32 end = world->children_of_schools[school + 1];
    const real remote = schools->quality_remote[school];
    const real remote_left = remote * (real)parameters->offrolling_remote_left;
    const real hands_on = (real)parameters->provision_hands_on;
    const real teaching = (real)parameters->provision_family_teaching;
    const real teaching_base = (real)parameters->provision_family_teaching_base;
    const real voice_base = (real)parameters->provision_voice_base, voice = (real)parameters->provision_voice;
    const real together = (real)parameters->provision_co_construction * schools->contact_formal[school] *
                          schools->shared_problem_solving[school];
    const real own_pace = (real)parameters->provision_own_pace;
    const real virtual_quality = (real)parameters->offrolling_virtual_quality;

#pragma omp simd
    for (u32 child = world->children_of_schools[school]; child < end; child++) {
        u32 family = children.family[child];
        real support = children.support_at_home[child];
        real reaches = children.attendance_route[child] == attendance_route_off_roll ? remote_left : remote;
        real taken_in = 1 - hands_on * children.severity[child] * (1 - support);
        real taught = teaching * families.expertise[family] * support *
                      (teaching_base + families.reflexive_creativity[family]) *
                      (voice_base + voice * children.meeting_voice[child]);
        real quality = families.digital_access[family] * reaches * taken_in + taught +
                       together * children.family_school_trust[child] +
                       own_pace * reaches * children.sensory_sensitivity[child];
        real added = children.in_virtual_classroom[child] ? virtual_quality : 0;
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
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        provision_on_site(now, world, school);
        provision_at_home(now, world, school);
    }
    provision_total(now, world, block);
    provision_means(now, world, block);
}
