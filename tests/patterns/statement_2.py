"""Statement Two: experiences were diverse and inequitable."""
import functools

import numpy

import arms
import indices
import weeks
from claims import (ANY, DOWN, NEAR_NOTHING, PREDICTION, REPORTED, UP, VERIFICATION, Claim, Pattern, above, between,
                    change, inside, statistic)
from measures import (CLOSURE, borderline_only, disparity, double_exclusion, family_of, has_specialist_need, mean_of,
                      never_attended, window)

MORE_SESSIONS = 1        # bit of children.specialist_flags
IMPROVED = 0.02          # wellbeing gained from which a child counts as improved
DISPARITIES = (("offer_statutory", "statutory places"), ("offer_discretionary", "places for others"),
               ("quality_remote", "remote quality"), ("provision_mean", "provision"))
SECTORS = {"mainstream": ("primary", "secondary"), "special": ("special",)}


def disparities(arm, reference):
    """Neighbour disparity of offers, remote quality and provision in the middle of the first closure."""
    return tuple(change(f"neighbour disparity of {text}", arm, reference, disparity(column), UP, VERIFICATION)
                 for column, text in DISPARITIES)


@statistic()
def school_to_authority(cell):
    """The least over windows of Theil between schools over that between authorities."""
    return min(cell.window("theil_between_school", where) / cell.window("theil_between_authority", where)
               if cell.window("theil_between_authority", where) > 0 else float("nan") for where in cell.window_names())


@functools.lru_cache(None)
def not_offered(sector, in_weeks):
    """Share of eligible children of a sector without a place, over the weeks."""
    @statistic(snapshots=in_weeks)
    def measure(cell):
        offered = eligible = 0
        for week in in_weeks:
            phases = [cell.choice("schools", "phase", name) for name in SECTORS[sector]]
            member = numpy.isin(cell.schools(week, "phase"), phases)[cell.children(week, "school")]
            chosen = member & (cell.children(week, "place_eligible") == 1)
            eligible += int(chosen.sum())
            offered += int((chosen & (cell.children(week, "place_offered") == 1)).sum())
        return 1 - offered / eligible if eligible else float("nan")
    return measure


@statistic(snapshots=weeks.FIRST_CLOSURE)
def borderline_excess(cell):
    """Double exclusion of borderline children less that of eligible children."""
    return double_exclusion("borderline")(cell) - double_exclusion("eligible")(cell)


@functools.lru_cache(None)
def attenders(in_weeks):
    """Mean provision of those who attended, over the weeks."""
    @statistic(snapshots=in_weeks)
    def measure(cell):
        return indices.mean(numpy.concatenate([cell.children(week, "provision")[
            cell.children(week, "sessions_attended") > 0] for week in in_weeks]))
    return measure


@functools.lru_cache(None)
def attenders_gain(in_weeks):
    @statistic(snapshots=(*in_weeks, *weeks.PRE))
    def measure(cell):
        return attenders(in_weeks)(cell) - attenders(weeks.PRE)(cell)
    return measure


def wellbeing_gain(cell, week):
    """Change of wellbeing since before the closure, and who is autistic."""
    gain = cell.children(week, "wellbeing") - cell.children(weeks.BEFORE, "wellbeing")
    return gain, cell.children(week, "need") == cell.choice("children", "need", "autism")


@functools.lru_cache(None)
def autism_apart(week):
    """Change of wellbeing of autistic children less that of others."""
    @statistic(snapshots=(weeks.BEFORE, week))
    def measure(cell):
        gain, autistic = wellbeing_gain(cell, week)
        return indices.mean(gain[autistic]) - indices.mean(gain[~autistic])
    return measure


@functools.lru_cache(None)
def improved(week, autism):
    """Share of autistic (or of other) children whose wellbeing improved."""
    @statistic(snapshots=(weeks.BEFORE, week))
    def measure(cell):
        gain, autistic = wellbeing_gain(cell, week)
        return indices.mean(gain[autistic == autism] > IMPROVED)
    return measure


@statistic(snapshots=weeks.FIRST_CLOSURE)
def more_sessions(cell):
    """Share of children with a specialist need who had more sessions online than before in school."""
    return indices.mean(numpy.concatenate([
        (cell.children(week, "specialist_flags")[has_specialist_need(cell, week)] & MORE_SESSIONS) > 0
        for week in weeks.FIRST_CLOSURE]))


@functools.lru_cache(None)
def offer_slope(ethos):
    """Logit slope of a place on perceived challenge, borderline children, schools of "low" or "high" ethos."""
    @statistic(snapshots=weeks.FIRST_CLOSURE)
    def measure(cell):
        low, high = indices.ends(cell.schools(weeks.MIDDLE, "inclusive_ethos"))
        chosen = numpy.zeros(len(low) + len(high) + 1, dtype=bool)
        chosen[high if ethos == "high" else low] = True
        challenge, offered = [], []
        for week in weeks.FIRST_CLOSURE:
            school = cell.children(week, "school")
            rows = borderline_only(cell, week) & chosen[school]
            challenge.append(indices.within(cell.children(week, "perceived_challenge")[rows], school[rows]))
            offered.append(cell.children(week, "place_offered")[rows])
        return indices.logit_slope(numpy.concatenate(offered), numpy.concatenate(challenge))
    return measure


@statistic(snapshots=weeks.FIRST_CLOSURE)
def ethos_apart(cell):
    """That slope at low ethos less that at high ethos."""
    return offer_slope("low")(cell) - offer_slope("high")(cell)


def slope_left():
    """P2.9: the slope at high ethos, as a share of that at low ethos; its size, not its sign, is claimed."""
    return Claim("the same slope at high ethos, of that at low ethos: near 0", f"within: {arms.BASE.text}",
                 ((arms.BASE, offer_slope("high")), (arms.BASE, offer_slope("low"))), lambda high, low: high / low,
                 NEAR_NOTHING, PREDICTION)


@functools.lru_cache(None)
def home_slope(which):
    """Slope of need met at home on hands-on hours (0) or digital access (1), children at home in the first closure."""
    @statistic(snapshots=weeks.FIRST_CLOSURE)
    def measure(cell):
        home = never_attended(cell, weeks.FIRST_CLOSURE)
        met = mean_of(cell, weeks.FIRST_CLOSURE, "quality_at_home")[home]
        return float(indices.slopes(met, *(family_of(cell, weeks.MIDDLE, column)[home]
                                           for column in ("hands_on_hours", "digital_access")))[which])
    return measure


@statistic()
def concentration_gain(cell):
    return cell.window("concentration_index", CLOSURE) - cell.window("concentration_index", "pre")


def place_claims():
    """P2.4."""
    for sector in SECTORS:
        yield inside(f"eligible children without a place, {sector}, first closure", arms.BASE,
                     not_offered(sector, weeks.FIRST_CLOSURE), above(0.2), PREDICTION)
    for sector in SECTORS:
        yield Claim(f"the same, {sector}, second closure - first", f"within: {arms.BASE.text}",
                    tuple((arms.BASE, not_offered(sector, when))
                          for when in (weeks.SECOND_CLOSURE, weeks.FIRST_CLOSURE)),
                    lambda second, first: second - first, DOWN, PREDICTION)


LOW, HIGH = arms.CREATIVITY_SPREAD[0.03], arms.CREATIVITY_SPREAD[0.27]
END = weeks.FIRST_CLOSURE[-1]

PATTERNS = (
    Pattern("P2.1", "neighbouring schools differed where guidance was ambiguous (S66)",
            disparities(arms.AMBIGUITY[arms.AMBIGUOUS], arms.AMBIGUITY[arms.CLEAR])),
    Pattern("P2.2", "and where reflexive creativity differed (S66, S112)",
            disparities(HIGH, LOW) + (change("Theil between schools, first closure", HIGH, LOW,
                                             window("theil_between_school", CLOSURE), UP, VERIFICATION),)),
    Pattern("P2.3", "inequality lies between schools more than between authorities (S66, S191)", (
        inside("Theil between schools / between authorities, least of all windows", arms.BASE, school_to_authority,
               above(2, england=4), PREDICTION),)),
    Pattern("P2.4", "many schools, special ones too, did not offer the places of the guidance (S68)",
            tuple(place_claims())),
    Pattern("P2.5", "borderline children fell between the rules (S69, S70)", (
        inside("double exclusion, borderline - eligible", arms.BASE, borderline_excess, UP, PREDICTION),
        change("the same", arms.DISCRETIONARY[0.8], arms.DISCRETIONARY[0], borderline_excess, DOWN, PREDICTION))),
    Pattern("P2.6", "small groups were good for those who attended (S77)", (
        inside("provision of attenders, first closure - before", arms.BASE, attenders_gain(weeks.FIRST_CLOSURE), UP,
               VERIFICATION),
        inside("the same, second closure", arms.BASE, attenders_gain(weeks.SECOND_CLOSURE), ANY, REPORTED))),
    Pattern("P2.7", "a minority, often autistic, did better at home (S78, S79)", (
        inside("change of wellbeing, autistic - other, end of first closure", arms.BASE, autism_apart(END), UP,
               PREDICTION),
        inside("share of autistic children improved", arms.BASE, improved(END, True), between(0.05, 0.5), PREDICTION),
        inside("share of other children improved", arms.BASE, improved(END, False), ANY, REPORTED),
        inside("share of autistic children improved, July 2020", arms.BASE, improved(weeks.SUMMER, True), ANY,
               REPORTED))),
    Pattern("P2.8", "some had more frequent therapy online (S84)", (
        inside("share of therapy children with more sessions, first closure", arms.BASE, more_sessions, between(0, 0.4),
               PREDICTION),)),
    Pattern("P2.9", "the challenging child was kept at home where ethos is low (S74)", (
        inside("logit slope of a place on challenge, low ethos", arms.BASE, offer_slope("low"), DOWN, VERIFICATION),
        inside("the same, low - high ethos", arms.BASE, ethos_apart, ANY, REPORTED), slope_left())),
    Pattern("P2.10", "home learning depended on hands-on help and access (S59, S82)", (
        inside("slope of need met at home on hands-on hours", arms.BASE, home_slope(0), UP, PREDICTION),
        inside("slope of need met at home on digital access", arms.BASE, home_slope(1), UP, PREDICTION),
        inside("concentration by deprivation, first closure - before", arms.BASE, concentration_gain, DOWN,
               PREDICTION))),
)
