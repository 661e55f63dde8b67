/* The virtual survey (M19): 100 respondents, the statements of tables/survey.def, and who agrees. Respondents are drawn
 * once a run; what each of them sees in the term weeks of the window `pre` gives the quintiles by which the answers of
 * the survey's weeks are read, so a run is its own yardstick and needs no other. Observation only. */
#ifndef SENDSIM_MEASURES_SURVEY_H
#define SENDSIM_MEASURES_SURVEY_H

#include "sendsim/engine/status.h"
#include "sendsim/model/schedule.h"

#define SURVEY_REFERENCE "pre" /* the window before the crisis */

enum survey_item_number {
#define ITEM(name, ...) SURVEY_##name,
#include "sendsim/tables/survey.def"
#undef ITEM
    SURVEY_ITEMS
};

/* The state behind an item in one row (a child or a school); NAN where there is none. */
typedef real survey_state(const struct setting *now, const struct world *world, u32 row);
#define ITEM(name, ...) survey_state survey_##name;
#include "sendsim/tables/survey.def"
#undef ITEM

struct survey_item {
    const char *name, *statement, *state_text, *wording; /* statement: the S# it goes back to */
    enum kind_number kind;                               /* whose rows hold the state: children or schools */
    u32 asked;                                           /* bits of `respondent` */
    survey_state *state;
};
extern const struct survey_item survey_items[SURVEY_ITEMS];

/* One respondent: a row of the schools, professionals or authorities, as the kind says, or of a parent the row of the
 * family's first child. */
struct survey_respondent {
    enum respondent kind;
    u32 row;
};

/* A survey under way, and its result. */
struct survey {
    bool held;                                              /* whether the run has one, and it is over */
    float agreement[SURVEY_ITEMS][respondent_kind_count];   /* share of those asked who agree; NAN: nobody was asked */
    float answer_mean[SURVEY_ITEMS][respondent_kind_count]; /* mean answer, 1 to 5 */

    const struct window *reference; /* NULL where the run has no survey */
    struct survey_respondent *respondents;
    u32 count;
    real *before; /* reference weeks x respondents x items */
    u32 weeks_before;
    double *seen; /* respondents x items: added up over the weeks of the survey */
    u32 weeks;
    real *pool; /* room for sorting */
};

/* Whether a run reaches the end of the survey and has a window `pre` before its beginning. */
bool survey_possible(const struct inputs *inputs);

/* Room for the survey of one run; nothing where it is not possible. STATUS_memory leaves nothing allocated. */
enum status survey_create(const struct inputs *inputs, struct survey *survey) MUST_CHECK;
void survey_free(struct survey *survey);

/* Takes part of one reported week: draws respondents in the first week of the reference, asks them in term weeks,
 * evaluates after the last week. */
void survey_week(struct survey *survey, const struct setting *now, const struct world *world);

/* What a respondent sees of an item: a family its child or the child's school; staff their school; a professional the
 * mean of the schools visited; an officer that of the authority's schools. NAN where there is nothing to see. */
real survey_view(const struct setting *now, const struct world *world, const struct survey_item *item,
                 const struct survey_respondent *respondent);

/* The answer, 1 to 5, to a state, given the four quintiles (not falling) of what was seen before. A state that lies on
 * several of them at once (as where everybody saw nothing) counts as in their middle. NAN counts as 0: no answer. */
u32 survey_answer(double state, const real quintiles[4]);

#endif
