"""Statement Four: reflexive creativity in the enactment of policy."""
import functools

import numpy

import arms
import indices
import weeks
from arms import HIGH_CREATIVITY, HIGH_LEADERSHIP, HIGH_PARTNERSHIP, HIGH_PRESSURE, HIGH_TRUST
from arms import LOW_CREATIVITY, LOW_LEADERSHIP, LOW_PARTNERSHIP, LOW_PRESSURE, LOW_TRUST
from claims import (ANY, DOWN, NOTHING, PREDICTION, REPORTED, UP, VERIFICATION, Pattern, above, below, change, inside,
                    interaction, statistic)
from measures import (CHANNELS, CLOSURE, at, borderline_only, channel_share, family_of, offer_variance, total,
                      window, year_ratio)

SAMPLED = (28, 37, 45, 59, 69, 78, 90, 98, 128)   # weeks in which all practices are looked at
PEAK = (29, 104)                                  # weeks in which a practice may peak
QUARTILE_END = 127
CAPTION = {"statutory": "statutory places", "discretionary": "places for others", "remote": "remote"}


# ---- places ----------------------------------------------------------------------------------------------------------

@functools.lru_cache(None)
def sibling_offers(channel):
    """Mean difference of what their schools offer to siblings in different schools."""
    @statistic(snapshots=(weeks.MIDDLE,))
    def measure(cell):
        sibling = cell.children(weeks.MIDDLE, "sibling")
        first = numpy.flatnonzero(sibling > numpy.arange(len(sibling)))
        school, offer = cell.children(weeks.MIDDLE, "school"), cell.schools(weeks.MIDDLE, f"offer_{channel}")
        return indices.mean(numpy.abs(offer[school[first]] - offer[school[sibling[first]]]))
    return measure


def borderline_need(cell):
    """Borderline children: whether offered a place, need of one, school."""
    week = weeks.MIDDLE
    rows = borderline_only(cell, week)
    lacking = 1 - cell.children(week, "support_at_home") * family_of(cell, week, "digital_access")
    need = (cell.children(week, "severity") + lacking) / 2
    return cell.children(week, "place_offered")[rows].astype(float), need[rows], cell.children(week, "school")[rows]


@statistic(snapshots=(weeks.MIDDLE,))
def need_fit(cell):
    """Correlation of a place with need of one, borderline children."""
    offered, need, _ = borderline_need(cell)
    return indices.correlation(offered, need)


@statistic(snapshots=(weeks.MIDDLE,))
def need_slope(cell):
    """Slope of a place on need of one within schools, borderline children."""
    offered, need, school = borderline_need(cell)
    return indices.slope(indices.within(offered, school), indices.within(need, school))


# ---- practice --------------------------------------------------------------------------------------------------------

@statistic()
def remote_retained(cell):
    """Share of what remote practice had gained at its peak that is left at the end."""
    return indices.retention(cell.series("practice_remote"), weeks.BEFORE, *PEAK, weeks.LAST)


@functools.lru_cache(None)
def retained(practice):
    """The same for a practice without a weekly series, from a sample of weeks."""
    @statistic(snapshots=SAMPLED)
    def measure(cell):
        means = [indices.mean(cell.schools(week, f"practice_{practice}")) for week in SAMPLED]
        peak = [number for number, week in enumerate(SAMPLED) if PEAK[0] <= week <= PEAK[1]]
        return indices.retention(means, 0, peak[0], peak[-1], len(means) - 1)
    return measure


@statistic(snapshots=(weeks.SUMMER, QUARTILE_END))
def bottom_gain(cell):
    """Gain in remote practice, July 2020 to the end, of the quartile of schools that had least."""
    before = cell.schools(weeks.SUMMER, "practice_remote")
    bottom, _ = indices.ends(before, 4)
    return indices.mean(cell.schools(QUARTILE_END, "practice_remote")[bottom] - before[bottom])


# ---- EHC process and off-rolling -------------------------------------------------------------------------------------

@statistic()
def family_requests(cell):
    """Share of requests made by families, whole run."""
    return float(numpy.nansum(cell.series("ehc_requests_by_family")) / numpy.nansum(cell.series("ehc_requests")))


@statistic()
def timeliness(cell):
    """Plans within 20 weeks over plans issued, 2020 and 2021."""
    return (sum(cell.year("ehc_plans_on_time", year) for year in (2020, 2021))
            / sum(cell.year("ehc_plans_issued", year) for year in (2020, 2021)))


SLIPPED = "children who slip off the roll, March to July 2021"
OFF_ROLLED = total("off_rolled", weeks.AFTER, weeks.YEAR_END)
RICH, POOR = arms.CREATIVITY[HIGH_CREATIVITY], arms.CREATIVITY[LOW_CREATIVITY]
LEARNING, ECONOMIC = arms.PARTNERSHIP[HIGH_PARTNERSHIP], arms.PARTNERSHIP[LOW_PARTNERSHIP]
PRESSED, EASED = arms.PRESSURE[HIGH_PRESSURE], arms.PRESSURE[LOW_PRESSURE]
AMBIGUOUS, CLEAR = arms.AMBIGUITY[arms.AMBIGUOUS], arms.AMBIGUITY[arms.CLEAR]
DISTRUSTFUL, TRUSTING = arms.TRUST[LOW_TRUST], arms.TRUST[HIGH_TRUST]
LOCAL_FACTORS = tuple(arms.LOCAL[mean, discretion] for mean in (HIGH_CREATIVITY, LOW_CREATIVITY)
                      for discretion in (1, 0))
LEADING_FACTORS = tuple(arms.LEADING[lead, mean] for mean in (HIGH_PARTNERSHIP, LOW_PARTNERSHIP)
                        for lead in (HIGH_LEADERSHIP, LOW_LEADERSHIP))


def conflict_claims():
    """P4.8: gaps and duplications, at low and high partnership."""
    for name, text in (("school_authority_trust", "schools'"), ("family_authority_trust", "families'")):
        series = at(name, weeks.SUMMER)
        pairs = {mean: (arms.CONFLICT[0.5, mean], arms.CONFLICT[0, mean])
                 for mean in (LOW_PARTNERSHIP, HIGH_PARTNERSHIP)}
        yield change(f"{text} trust in the authority", *pairs[LOW_PARTNERSHIP], series, DOWN, VERIFICATION)
        yield interaction(f"{text} trust: drop smaller at high partnership",
                          (*pairs[HIGH_PARTNERSHIP], *pairs[LOW_PARTNERSHIP]), series, UP, VERIFICATION)


PATTERNS = (
    Pattern("P4.1", "my sons' different schools diverged wildly (S118)", tuple(
        change(f"difference of offers to siblings, {CAPTION[channel]}", AMBIGUOUS, CLEAR, sibling_offers(channel), UP,
               VERIFICATION) for channel in CHANNELS) + (
        change("difference of provision of siblings, first closure", AMBIGUOUS, CLEAR,
               window("sibling_divergence", CLOSURE), ANY, REPORTED),)),
    Pattern("P4.2", "variance can be the mark of improvisation (S145)", (
        change("responsive share of the variance of offers, first closure", RICH, POOR,
               window("responsive_share", CLOSURE), UP, VERIFICATION),
        *(change(f"the same, {CAPTION[channel]}", RICH, POOR, channel_share(channel), ANY, REPORTED)
          for channel in CHANNELS),
        change("correlation of a place with need, borderline children", RICH, POOR, need_fit, UP, VERIFICATION),
        change("slope of a place on need within schools", RICH, POOR, need_slope, ANY, REPORTED),
        change("variance of the arbitrary part of offers", RICH, POOR, offer_variance("arbitrary"), DOWN,
               VERIFICATION))),
    Pattern("P4.3", "learning partnerships give confidence to improvise (S142, S143, S199)", (
        change("provision, first closure", LEARNING, ECONOMIC, window("provision_mean", CLOSURE), UP, PREDICTION),
        change("burnout, April 2020", LEARNING, ECONOMIC, at("staff_burnout", weeks.MIDDLE), DOWN, VERIFICATION),
        change("responsive share of the variance of offers", LEARNING, ECONOMIC, window("responsive_share", CLOSURE),
               UP, VERIFICATION))),
    Pattern("P4.4", "lessons are lost in the pressure to return to normal (S123, S124)", (
        change("retention of remote practice", PRESSED, EASED, remote_retained, DOWN, VERIFICATION),
        *(change(f"retention of practice, {name.replace('_', ' ')}", PRESSED, EASED, retained(name), ANY, REPORTED)
          for name in ("on_site", "communication", "planning")),
        change("remote practice at the end", PRESSED, EASED, at("practice_remote", weeks.LAST), DOWN, VERIFICATION),
        change("burnout at the end", PRESSED, EASED, at("staff_burnout", weeks.LAST), UP, VERIFICATION))),
    Pattern("P4.5", "best practice shared lifts those behind (S113, S125)", (
        change("Theil between schools, after", arms.SHARING[3], arms.SHARING[0], window("theil_between_school", "post"),
               DOWN, PREDICTION),
        change("gain in remote practice of the bottom quartile", arms.SHARING[3], arms.SHARING[0], bottom_gain, UP,
               PREDICTION))),
    Pattern("P4.6", "an explosion of requests, where trust is low (S126)", (
        inside("requests, 2020 / 2019", arms.BASE, year_ratio("ehc_requests", 2020, "ehc_requests", 2019), below(1),
               PREDICTION),
        inside("requests, 2021 / 2020", arms.BASE, year_ratio("ehc_requests", 2021, "ehc_requests", 2020), above(1),
               PREDICTION),
        change("share of requests by families", DISTRUSTFUL, TRUSTING, family_requests, UP, PREDICTION),
        change("plans within 20 weeks, 2020 and 2021", DISTRUSTFUL, TRUSTING, timeliness, DOWN, PREDICTION))),
    Pattern("P4.7", "powers to localise help where creativity uses them (S117, S132)", (
        interaction("gain in provision by discretion, high - low creativity", LOCAL_FACTORS,
                    window("provision_mean", CLOSURE), UP, PREDICTION),
        interaction("change of the variance of offers by discretion, high - low creativity", LOCAL_FACTORS,
                    offer_variance("offer"), UP, PREDICTION),
        *(change(f"variance of the {part} of offers" if part != "offer" else "variance of offers", *pair,
                 offer_variance(part), ANY, REPORTED)
          for part, pair in (("offer", LOCAL_FACTORS[:2]), ("offer", LOCAL_FACTORS[2:]),
                             ("responsive", LOCAL_FACTORS[:2]), ("arbitrary", LOCAL_FACTORS[:2]))))),
    Pattern("P4.8", "gaps and duplications set people against each other; partnership buffers (S120, S121)",
            tuple(conflict_claims())),
    Pattern("P4.9", "a back door for off-rolling (S138)", (
        inside(SLIPPED, arms.UNGUARDED[HIGH_PRESSURE], OFF_ROLLED, UP, VERIFICATION),
        inside(SLIPPED, arms.GUARDED, OFF_ROLLED, NOTHING, VERIFICATION),
        change(SLIPPED, arms.UNGUARDED[HIGH_PRESSURE], arms.UNGUARDED[LOW_PRESSURE], OFF_ROLLED, UP, VERIFICATION))),
    Pattern("P4.10", "it takes leaders and agencies together (S134)", (
        interaction("retention of remote practice by leadership, high - low partnership", LEADING_FACTORS,
                    remote_retained, UP, PREDICTION),)),
)
