"""Statistics used by several statements: functions of one replicate of a result, marked with what they need of it."""
import functools

import numpy

import indices
import weeks
from claims import statistic

CLOSURE = "first_closure"
CHANNELS = ("statutory", "discretionary", "remote")
LITTLE_SUPPORT = 0.5      # help at home below which a child without a place counts as doubly excluded
DEVICE_LINE = 0.5         # digital access below which a family counts as without a device
THOUSAND = 1000


# ---- series and windows ----------------------------------------------------------------------------------------------

@functools.lru_cache(None)
def window(name, where):
    """An index of inequity over a window."""
    @statistic()
    def measure(cell):
        return cell.window(name, where)
    return measure


@functools.lru_cache(None)
def at(name, week, group=None):
    """A weekly series in one week."""
    @statistic()
    def measure(cell):
        return float(cell.series(name, group)[week])
    return measure


@functools.lru_cache(None)
def gained(name, week, before, group=None):
    """A weekly series in one week less that in an earlier one."""
    @statistic()
    def measure(cell):
        values = cell.series(name, group)
        return float(values[week] - values[before])
    return measure


@functools.lru_cache(None)
def mean_over(name, begin, end, group=None):
    """Mean of a weekly series over weeks `begin` to `end`; holidays without a value are left out."""
    @statistic()
    def measure(cell):
        return float(numpy.nanmean(cell.series(name, group)[begin:end + 1]))
    return measure


@functools.lru_cache(None)
def total(name, begin=0, end=weeks.RUN - 1):
    @statistic()
    def measure(cell):
        return float(numpy.nansum(cell.series(name)[begin:end + 1]))
    return measure


def year_ratio(part, part_year, whole, whole_year):
    @statistic()
    def measure(cell):
        return cell.year(part, part_year) / cell.year(whole, whole_year)
    return measure


# ---- schools ---------------------------------------------------------------------------------------------------------

def school_means(cell, values):
    """Mean over each school's children of an array by child."""
    school = cell.child("school")
    return indices.group_means(values, school, len(cell.school("phase")))


def practice(cell, week):
    """Practice of communicating and planning: practice_s of MODEL.md."""
    return (cell.schools(week, "practice_communication") + cell.schools(week, "practice_planning")) / 2


@functools.lru_cache(None)
def disparity(column, week=weeks.MIDDLE):
    """Neighbour disparity of a column of the schools in one week."""
    @statistic(snapshots=(week,))
    def measure(cell):
        return indices.neighbour_disparity(cell.schools(week, column), cell.schools(week, "phase"),
                                           cell.schools(week, "authority"))
    return measure


@functools.lru_cache(None)
def school_mean(column, week):
    @statistic(snapshots=(week,))
    def measure(cell):
        return indices.mean(cell.schools(week, column))
    return measure


@functools.lru_cache(None)
def school_gained(column, week, before):
    @statistic(snapshots=(week, before))
    def measure(cell):
        return indices.mean(cell.schools(week, column)) - indices.mean(cell.schools(before, column))
    return measure


@functools.lru_cache(None)
def channel_share(channel, week=weeks.MIDDLE):
    """Responsive share of the variance of one channel of the offer."""
    @statistic(snapshots=(week,))
    def measure(cell):
        return indices.responsive_share(cell.schools(week, f"responsive_{channel}"),
                                        cell.schools(week, f"arbitrary_{channel}"))
    return measure


@functools.lru_cache(None)
def offer_variance(part, week=weeks.MIDDLE):
    """Variance over schools, added over the channels, of the "offer" or of a part: "responsive", "arbitrary"."""
    @statistic(snapshots=(week,))
    def measure(cell):
        return float(sum(numpy.var(cell.schools(week, f"{part}_{channel}")) for channel in CHANNELS))
    return measure


# ---- children --------------------------------------------------------------------------------------------------------

def family_of(cell, week, column):
    """A column of the families, by child."""
    return cell.families(week, column)[cell.children(week, "family")]


def has_specialist_need(cell, week):
    """Children with a plan, or whose need is autism, speech and language, or physical and sensory."""
    need = cell.children(week, "need")
    needs = [cell.choice("children", "need", name) for name in ("autism", "speech_language", "physical_sensory")]
    return (cell.children(week, "plan") == cell.choice("children", "plan", "ehcp")) | numpy.isin(need, needs)


def borderline_only(cell, week):
    """Children at risk or in need below the statutory line who are not eligible for a place."""
    return (cell.children(week, "borderline") == 1) & (cell.children(week, "place_eligible") == 0)


def never_attended(cell, in_weeks):
    """Children who were at home in all the weeks."""
    return sum(cell.children(week, "sessions_attended").astype(int) for week in in_weeks) == 0


def mean_of(cell, in_weeks, column):
    """A column of the children, mean over weeks."""
    return sum(cell.children(week, column).astype(float) for week in in_weeks) / len(in_weeks)


@functools.lru_cache(None)
def double_exclusion(group, in_weeks=weeks.FIRST_CLOSURE):
    """Share of children of a group without a place and with little help at home: "eligible", "borderline", "other"."""
    @statistic(snapshots=in_weeks)
    def measure(cell):
        excluded = members = 0
        for week in in_weeks:
            borderline = borderline_only(cell, week)
            eligible = cell.children(week, "place_eligible") == 1
            chosen = {"eligible": eligible, "borderline": borderline, "other": ~eligible & ~borderline}[group]
            help_at_home = cell.children(week, "support_at_home") * family_of(cell, week, "digital_access")
            excluded += int((chosen & (cell.children(week, "place_offered") == 0)
                             & (help_at_home < LITTLE_SUPPORT)).sum())
            members += int(chosen.sum())
        return excluded / members if members else float("nan")
    return measure
