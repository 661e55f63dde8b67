"""Statement Three: good partnerships, and poor practice, became visible."""
import functools

import numpy

import arms
import indices
import weeks
from claims import (ANY, DOWN, NEAR_NOTHING, PREDICTION, REPORTED, UP, VERIFICATION, Claim, Pattern, above, change,
                    inside, left, statistic)
from measures import CLOSURE, mean_of, never_attended, practice, school_means

END = weeks.FIRST_CLOSURE[-1]
SPELL_WEEKS = tuple(range(weeks.TERM_SPELL[0], weeks.TERM_SPELL[1] + 1))


@statistic(snapshots=(weeks.BEFORE, weeks.SUMMER), school=True)
def trust_follows_practice(cell):
    """Change of the rank correlation of families' trust with practice, over schools, from before to July 2020."""
    trust = cell.school("trust")
    return (indices.rank_correlation(trust[weeks.SUMMER], practice(cell, weeks.SUMMER))
            - indices.rank_correlation(trust[weeks.BEFORE], practice(cell, weeks.BEFORE)))


@statistic(snapshots=(weeks.BEFORE,), child=True, school=True)
def leadership_gap_gain(cell):
    """Gap of schools' provision between top and bottom quartile of leadership, in the first closure less before."""
    lead = cell.schools(weeks.BEFORE, "leadership")
    return (indices.gap(school_means(cell, cell.child("provision", CLOSURE)), lead, 4)
            - indices.gap(school_means(cell, cell.child("provision", "pre")), lead, 4))


@statistic(snapshots=(weeks.BEFORE,), school=True)
def trust_by_communication(cell):
    """Change of trust to the end of the first closure, half with better communication less the other."""
    trust = cell.school("trust")
    return indices.gap(trust[END] - trust[weeks.BEFORE], cell.schools(weeks.BEFORE, "practice_communication"))


@statistic(snapshots=(weeks.BEFORE,), school=True)
def trust_gain_slope(cell):
    """Partial slope of that change on communication, beside trust before."""
    trust = cell.school("trust")
    return float(indices.slopes(trust[END] - trust[weeks.BEFORE], cell.schools(weeks.BEFORE, "practice_communication"),
                                trust[weeks.BEFORE])[0])


@statistic(snapshots=(weeks.BEFORE, weeks.ONSET))
def contacts_lost(cell):
    """Contacts of schools with families, formal and at the gate, in the first week of closure less the week before."""
    return float(sum(indices.mean(cell.schools(weeks.ONSET, column)) - indices.mean(cell.schools(weeks.BEFORE, column))
                     for column in ("contact_formal", "contact_informal")))


@functools.lru_cache(None)
def home_depends(which):
    """Partial slope of need met at home on trust (0) or communication (1) before, beside creativity, ethos and
    leadership."""
    @statistic(snapshots=(weeks.BEFORE, *weeks.FIRST_CLOSURE))
    def measure(cell):
        home = never_attended(cell, weeks.FIRST_CLOSURE)
        school = cell.children(weeks.BEFORE, "school")[home]
        of_schools = [cell.schools(weeks.BEFORE, column)[school] for column in
                      ("practice_communication", "reflexive_creativity", "inclusive_ethos", "leadership")]
        return float(indices.slopes(mean_of(cell, weeks.FIRST_CLOSURE, "quality_at_home")[home],
                                    cell.children(weeks.BEFORE, "family_school_trust")[home], *of_schools)[which])
    return measure


@statistic()
def recovery_to_loss(cell):
    """Half-life of the recovery of trust over half-life of its loss."""
    lost, regained = indices.half_lives(cell.series("family_school_trust", "all"), weeks.ONSET)
    return regained / lost


def review_effect(cell, chosen=slice(None)):
    """Mean change of trust over four weeks of reviewed less not reviewed children of the same school and plan status,
    in the chosen schools."""
    begin, end = weeks.TERM_SPELL
    reviewed = numpy.any([cell.children(week, "review_signal") != 0 for week in range(begin + 1, end + 1)], axis=0)
    gain = cell.children(end, "family_school_trust") - cell.children(begin, "family_school_trust")
    group = 2 * cell.children(begin, "school") + cell.children(begin, "plan")
    count = 2 * len(cell.schools(begin, "phase"))
    apart = (indices.group_means(gain[reviewed], group[reviewed], count)
             - indices.group_means(gain[~reviewed], group[~reviewed], count))
    weight = numpy.bincount(group[reviewed], minlength=count)
    apart, weight = apart.reshape(-1, 2)[chosen], weight.reshape(-1, 2)[chosen]
    known = ~numpy.isnan(apart) & (weight > 0)
    return float(numpy.average(apart[known], weights=weight[known])) if known.any() else float("nan")


@statistic(snapshots=SPELL_WEEKS)
def review_effect_apart(cell):
    """Effect of a review on trust in the half of the schools with less partnership, less that in the other half."""
    low, high = indices.ends(cell.schools(SPELL_WEEKS[0], "learning_partnership"))
    return review_effect(cell, low) - review_effect(cell, high)


@statistic(snapshots=SPELL_WEEKS)
def review_effect_everywhere(cell):
    return review_effect(cell)


def nearer_to_one():
    """P3.5: how far the ratio lies from 1 where trust is lost as slowly as it is won, less how far in the base run."""
    return Claim("distance of that ratio from 1", f"{arms.SYMMETRIC.text} - {arms.BASE.text}",
                 ((arms.SYMMETRIC, recovery_to_loss), (arms.BASE, recovery_to_loss)),
                 lambda control, ratio: abs(control - 1) - abs(ratio - 1), DOWN, VERIFICATION)


PATTERNS = (
    Pattern("P3.1", "home learning made practice visible, good and poor (S88, S89, S105)", (
        inside("rank correlation of trust with practice, July 2020 - before", arms.BASE, trust_follows_practice, UP,
               PREDICTION),
        change("the same: what visibility adds", arms.BASE, arms.INVISIBLE, trust_follows_practice, UP, PREDICTION),
        left("the same where practice is not seen, as a share: near 0", arms.INVISIBLE, arms.BASE,
             trust_follows_practice, NEAR_NOTHING, PREDICTION))),
    Pattern("P3.2", "leadership mattered more (S98)", (
        inside("gap in provision, top - bottom quartile of leadership, first closure - before", arms.BASE,
               leadership_gap_gain, UP, PREDICTION),)),
    Pattern("P3.3", "contact was lost at the gate and kept by some (S99, S100, S103)", (
        inside("change of trust, better - worse communication, end of first closure", arms.BASE, trust_by_communication,
               UP, PREDICTION),
        inside("the same at equal trust before: partial slope on communication", arms.BASE, trust_gain_slope, ANY,
               REPORTED),
        inside("contacts a family and week, first week of closure - week before", arms.BASE, contacts_lost, DOWN,
               PREDICTION))),
    Pattern("P3.4", "channels and relationships from before carried (S110, S197)", (
        inside("partial slope of need met at home on trust before", arms.BASE, home_depends(0), UP, PREDICTION),
        inside("partial slope of need met at home on communication before", arms.BASE, home_depends(1), UP,
               PREDICTION))),
    Pattern("P3.5", "trust is slow to rebuild (S107)", (
        inside("half-life of recovery / of loss of trust", arms.BASE, recovery_to_loss, above(1), VERIFICATION),
        nearer_to_one())),
    Pattern("P3.6", "a review can be a token (S47, S101)", (
        inside("effect of a review on trust, schools of low - high partnership", arms.MANY, review_effect_apart, DOWN,
               VERIFICATION),
        inside("the same", arms.BASE, review_effect_apart, ANY, REPORTED),
        inside("effect of a review on trust", arms.MANY, review_effect_everywhere, ANY, REPORTED))),
)
