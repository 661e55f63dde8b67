"""Statement Five: "presents" instead of presence."""
import functools

import numpy

import arms
import indices
import weeks
from arms import HIGH_PRESSURE, LOW_PRESSURE
from claims import (ANY, DOWN, PREDICTION, REPORTED, UP, VERIFICATION, Claim, Pattern, above, change, inside,
                    statistic)
from measures import at, gained, school_gained, school_mean, window

NORMAL = 20                      # an ordinary week before the epidemic
USUAL_VISITS = (20, 28)
RETURNED = 0.8                   # of usual visits from which professionals count as back
UNDER_FIVE = 5
END = weeks.FIRST_CLOSURE[-1]
OWN_POSTS = 3                    # professionals of a school that has only those of the authority


@functools.lru_cache(None)
def weeks_to_return(route):
    """Weeks from September 2020 until professionals of a route visit 80% of what they did; if never, to the end."""
    @statistic()
    def measure(cell):
        visits = cell.series("presence_share", route)
        usual = RETURNED * visits[USUAL_VISITS[0]:USUAL_VISITS[1] + 1].mean()
        back = numpy.flatnonzero(visits[weeks.REOPENED:] >= usual)
        return float(back[0]) if back.size else float(len(visits) - weeks.REOPENED)
    return measure


@statistic()
def private_gain(cell):
    """Pounds a week spent privately, first closure less before."""
    spend = cell.series("private_spend")
    return float(spend[list(weeks.FIRST_CLOSURE)].mean() - spend[list(weeks.PRE_TERM)].mean())


@statistic(snapshots=weeks.FIRST_CLOSURE)
def private_concentration(cell):
    """Concentration by deprivation of what was spent privately in the first closure."""
    spent = sum(cell.children(week, "spend_contribution").astype(float) for week in weeks.FIRST_CLOSURE)
    return indices.concentration(spent, cell.families(END, "deprivation")[cell.children(END, "family")])


@statistic()
def waiting_ratio(cell):
    """Waiting list at the end of 2020/21 over that before the closure."""
    waiting = cell.series("waiting_list")
    return float(waiting[weeks.YEAR_END] / waiting[weeks.BEFORE]) if waiting[weeks.BEFORE] > 0 else float("nan")


@functools.lru_cache(None)
def assessment_wait(week):
    """Mean weeks in assessment so far, children under five over others."""
    @statistic(snapshots=(week,))
    def measure(cell):
        assessing = cell.children(week, "ehc_stage") == cell.choice("children", "ehc_stage", "assessing")
        under, waited = cell.children(week, "age") < UNDER_FIVE, cell.children(week, "ehc_weeks_in_stage")
        others = indices.mean(waited[assessing & ~under])
        return indices.mean(waited[assessing & under]) / others if others > 0 else float("nan")
    return measure


@statistic()
def reviews_held_share(cell):
    """Annual reviews held over those due, first closure."""
    held, due = (numpy.nansum(cell.series(name)[list(weeks.FIRST_CLOSURE)]) for name in ("reviews_held", "reviews_due"))
    return float(held / due)


def leader_share(cell, week):
    roles = [cell.choice("schools", "policy_role", name) for name in ("entrepreneur", "narrator")]
    return indices.mean(numpy.isin(cell.schools(week, "policy_role"), roles))


@statistic(snapshots=(NORMAL, weeks.YEAR_END))
def leaders_gained(cell):
    """Share of schools that lead, end of 2020/21 less before."""
    return leader_share(cell, weeks.YEAR_END) - leader_share(cell, NORMAL)


# ---- trust in professionals by how they work at a distance -----------------------------------------------------------

def authority_posts(cell, week):
    """Rows of the professionals of the authority's services for each school: one of each discipline, by turns."""
    of_school = cell.schools(week, "authority")
    number = numpy.arange(len(of_school)) - numpy.searchsorted(of_school, of_school)
    authority, route = cell.professionals(week, "authority"), cell.professionals(week, "route")
    discipline = cell.professionals(week, "discipline")
    rows = []
    for name in ("psychology", "therapy", "advisory"):
        serves = ((discipline == cell.choice("professionals", "discipline", name))
                  & (route == cell.choice("professionals", "route", "authority")))
        first = numpy.array([numpy.flatnonzero(serves & (authority == a))[0] for a in range(of_school.max() + 1)])
        count = numpy.array([int((serves & (authority == a)).sum()) for a in range(of_school.max() + 1)])
        rows.append(first[of_school] + number % count[of_school])
    return numpy.array(rows)


def served_alike(cell, week):
    """Schools that have only professionals of the authority, with the mean of these professionals' realised creativity.

    Links are not in a snapshot and are worked out; what schools see of communication shows whether rightly.
    """
    rows = authority_posts(cell, week)
    only = cell.schools(week, "professionals_linked") == OWN_POSTS
    seen = cell.professionals(week, "communication")[rows].mean(axis=0)
    assert numpy.allclose(seen[only], cell.schools(week, "communication_seen")[only], atol=1e-5), "links not as assumed"
    return only, cell.professionals(week, "realised_creativity")[rows].mean(axis=0)


@statistic(snapshots=(weeks.BEFORE, weeks.MIDDLE, END))
def professional_trust_apart(cell):
    """Change of families' trust in professionals, schools with less creative professionals less the others."""
    only, creative = served_alike(cell, weeks.MIDDLE)
    low, high = indices.ends(creative[only])
    half = numpy.full(len(only), -1)
    half[numpy.flatnonzero(only)[low]], half[numpy.flatnonzero(only)[high]] = 0, 1
    gain = cell.families(END, "professional_trust") - cell.families(weeks.BEFORE, "professional_trust")
    child_gain, child_half = gain[cell.children(END, "family")], half[cell.children(END, "school")]
    return indices.mean(child_gain[child_half == 0]) - indices.mean(child_gain[child_half == 1])


PRESSED, EASED = arms.PRESSURE[HIGH_PRESSURE], arms.PRESSURE[LOW_PRESSURE]

PATTERNS = (
    Pattern("P5.1", "every man and his dog e-mailed SENCos (S149, S152, S153)", (
        inside("unread items, April 2020 - before", arms.BASE, gained("inbox_backlog", weeks.MIDDLE, NORMAL), UP,
               VERIFICATION),
        inside("SENCo overload, April 2020 - before", arms.BASE, gained("senco_overload", weeks.MIDDLE, NORMAL, "all"),
               UP, VERIFICATION),
        inside("sense of not coping, April 2020 - before", arms.BASE, school_gained("inadequacy", weeks.MIDDLE, NORMAL),
               UP, VERIFICATION),
        change("unread items", arms.CURATED, arms.BASE, at("inbox_backlog", weeks.MIDDLE), DOWN, VERIFICATION),
        change("SENCo overload", arms.CURATED, arms.BASE, at("senco_overload", weeks.MIDDLE, "all"), DOWN,
               VERIFICATION),
        change("sense of not coping", arms.CURATED, arms.BASE, school_mean("inadequacy", weeks.MIDDLE), DOWN,
               VERIFICATION),
        change("schools' trust in professionals", arms.CURATED, arms.BASE,
               at("school_professional_trust", weeks.MIDDLE), UP, VERIFICATION))),
    Pattern("P5.2", "professionals belong in schools (S155, S161)", (
        change("morale, July 2021", arms.PRESENT, arms.BASE, at("staff_morale", weeks.YEAR_END), UP, VERIFICATION),
        change("schools' trust in professionals, July 2021", arms.PRESENT, arms.BASE,
               at("school_professional_trust", weeks.YEAR_END), UP, VERIFICATION),
        change("grievance, July 2021", arms.PRESENT, arms.BASE, school_mean("grievance", weeks.YEAR_END), DOWN,
               VERIFICATION))),
    Pattern("P5.3", "authorities were on the back foot (S154, S156, S157)", tuple(
        Claim(f"weeks until visits are back, {slow} - {fast}", f"within: {arms.BASE.text}",
              ((arms.BASE, weeks_to_return(slow)), (arms.BASE, weeks_to_return(fast))), lambda a, b: a - b, UP,
              VERIFICATION) for slow, fast in (("authority", "direct"), ("direct", "private")))),
    Pattern("P5.4", "private support at great cost to parents (S158)", (
        inside("pounds a week spent privately, first closure - before", arms.BASE, private_gain, UP, PREDICTION),
        inside("concentration of that spending by deprivation", arms.BASE, private_concentration, DOWN, PREDICTION))),
    Pattern("P5.5", "longer waiting lists, and still not coming in (S159)", (
        inside("waiting list, July 2021 / March 2020", arms.BASE, waiting_ratio, above(1), PREDICTION),
        Claim("distance of that ratio from 1", f"{arms.PRESENT.text} - {arms.BASE.text}",
              ((arms.PRESENT, waiting_ratio), (arms.BASE, waiting_ratio)), lambda a, b: abs(a - 1) - abs(b - 1), DOWN,
              PREDICTION),
        inside("children waiting, July 2021 - March 2020", arms.BASE,
               gained("waiting_list", weeks.YEAR_END, weeks.BEFORE), UP, PREDICTION),
        change("children waiting, July 2021", arms.PRESENT, arms.BASE, at("waiting_list", weeks.YEAR_END), DOWN,
               PREDICTION))),
    Pattern("P5.6", "the very young cannot be assessed at a distance (S160)", (
        inside("weeks in assessment, under five / others, end of first closure", arms.MANY, assessment_wait(END),
               above(1), VERIFICATION),
        inside("the same before", arms.MANY, assessment_wait(weeks.BEFORE), ANY, REPORTED),
        Claim("the same, end of first closure - before", f"within: {arms.MANY.text}",
              tuple((arms.MANY, assessment_wait(when)) for when in (END, weeks.BEFORE)),
              lambda closed, before: closed - before, UP, VERIFICATION),
        inside("the same in the system itself, end of first closure", arms.BASE, assessment_wait(END), ANY,
               REPORTED))),
    Pattern("P5.7", "annual reviews vanished (S162)", (
        change("annual reviews held, of those due (suspended in what happened)", arms.BASE, arms.REVIEWED_ONLINE,
               reviews_held_share, DOWN, VERIFICATION),
        change("children with agreed targets, end of first closure", arms.BASE, arms.REVIEWED_ONLINE,
               at("has_targets", END), DOWN, VERIFICATION))),
    Pattern("P5.8", "catching up burns out (S163, S165)", (
        inside("burnout, July 2021 - before", arms.BASE, gained("staff_burnout", weeks.YEAR_END, NORMAL), UP,
               PREDICTION),
        change("burnout, July 2021", PRESSED, EASED, at("staff_burnout", weeks.YEAR_END), UP, VERIFICATION),
        change("burnout, July 2021", arms.RECOVERY, arms.BASE, at("staff_burnout", weeks.YEAR_END), DOWN,
               VERIFICATION))),
    Pattern("P5.9", "some lead while others tread water (S167, S168)", (
        inside("share of schools that lead, July 2021 - before", arms.BASE, leaders_gained, DOWN, PREDICTION),
        change("provision, after", arms.LEADERLESS, arms.BASE, window("provision_mean", "post"), DOWN, PREDICTION))),
    Pattern("P5.10", "presents went to families too; reviews vanished (S205, S206)", (
        inside("change of families' trust in professionals, less - more creative professionals", arms.BASE,
               professional_trust_apart, DOWN, VERIFICATION),
        change("schools' trust in the authority (reviews suspended in what happened)", arms.BASE, arms.REVIEWED_ONLINE,
               at("school_authority_trust", END), DOWN, VERIFICATION))),
)
