#!/usr/bin/python3
"""Statistics that are one number a run and follow from the series of a result, or from snapshots of its state.

    tools/derived.py RESULT.h5                          prints those of the series, means over replicates

In Python each is a function of xarray's variables, which keeps every dimension but time:

    sys.path.insert(0, "tools")
    import derived, xarray
    result = xarray.open_dataset("results/first.h5")
    derived.retention(result.practice_remote)
    children = xarray.open_dataset("results/first.h5", group="snapshot/children")       # output.snapshot: [2020-04-20]
    derived.median_wait(children.isel(time=0), week=33)

Weeks count from 0, the week of 2 September 2019. "No value" is missing (NaN).
"""
import argparse

import numpy
import xarray

from result_file import open_result

BEFORE, ONSET, PEAK, REOPENED, LAST = 28, 29, (29, 104), 52, 128  # weeks: 28 is the last before the first closure
USUAL = (20, 28)          # ordinary weeks before it
LEAST_GAIN = 0.01         # of practice: with less than this gained, retention has no value
RETURNED = 0.8            # of ordinary presence, from which professionals count as back
IMPROVED = 0.02           # of wellbeing gained, from which a child counts as improved
WEEKS, THOUSAND = 52, 1000
OPEN_STAGES = (1, 2, 3)   # requested, assessing, drafting
NEWTON_STEPS = 25


# ---- of series ---------------------------------------------------------------------------------------------------------


def along_time(function, series, outputs=1):
    """Applies a function of one run's array of weeks to every run and group of a series."""
    return xarray.apply_ufunc(function, series, input_core_dims=[["time"]], output_core_dims=[[]] * outputs,
                              vectorize=True)


def first_week(holds):
    """The place of the first true value, NaN where there is none."""
    places = numpy.flatnonzero(holds)
    return float(places[0]) if places.size else float("nan")


def retention(practice, before=BEFORE, last=LAST, peak=PEAK):
    """The part of what a practice had gained at its best that is left at the end (rho_ret of MODEL.md)."""
    def of(weeks):
        gained = weeks[peak[0]:peak[1] + 1].max() - weeks[before]
        return (weeks[last] - weeks[before]) / gained if gained >= LEAST_GAIN else float("nan")
    return along_time(of, practice)


def half_lives(trust, onset=ONSET):
    """Weeks until trust has made half of its fall to its least, and from there until half of the fall is regained."""
    def of(weeks):
        before, after = weeks[onset - 1], weeks[onset:]
        least = int(after.argmin())
        half = (before + after[least]) / 2
        if not after[least] < before:
            return float("nan"), float("nan")
        return first_week(after <= half), first_week(after[least:] >= half)
    loss, recovery = along_time(of, trust, outputs=2)
    return xarray.Dataset({"loss": loss, "recovery": recovery})


def weeks_to_return(presence, since=REOPENED, usual=USUAL):
    """Weeks from reopening until professionals are back at most of their ordinary presence."""
    def of(weeks):
        return first_week(weeks[since:] >= RETURNED * weeks[usual[0]:usual[1] + 1].mean())
    return along_time(of, presence)


def leader_share(role_share):
    """Share of schools that lead: entrepreneurs and narrators; by week."""
    return role_share.sel(policy_role=["entrepreneur", "narrator"]).sum("policy_role", skipna=False)


def off_roll_rate(off_rolled, children):
    """Children who slip off the roll, per 1,000 children and year."""
    return off_rolled.sum("time") * THOUSAND / children / (off_rolled.sizes["time"] / WEEKS)


# ---- of snapshots: one week each, of one run (select scenario and replicate first) ------------------------------------------


def median_wait(children, week):
    """Median weeks since the request, of cases open in the week."""
    open_case = numpy.isin(children.ehc_stage.values, OPEN_STAGES)
    waits = week - children.ehc_request_week.values[open_case].astype(float)
    return float(numpy.median(waits)) if waits.size else float("nan")


def improved_share(before, after, chosen=True):
    """Share of children (of those `chosen`) whose wellbeing rose between two snapshots of one school year."""
    rose = after.wellbeing.values - before.wellbeing.values > IMPROVED
    return float(rose[numpy.broadcast_to(chosen, rose.shape)].mean())


def voice_gap(children, families):
    """Families' voice at their last meeting: the third with most advocacy capital less the third with least."""
    advocacy = families.advocacy.values[children.family.values.astype(int)]
    order = numpy.argsort(advocacy, kind="stable")
    third = len(order) // 3
    voice = children.meeting_voice.values
    return float(voice[order[-third:]].mean() - voice[order[:third]].mean()) if third else float("nan")


def logit_slope(yes, x):
    """The coefficient of x in a logistic regression, by Newton's method; NaN where there is none."""
    yes, x = numpy.asarray(yes, dtype=float), numpy.asarray(x, dtype=float)
    if yes.size == 0 or yes.min() == yes.max() or numpy.ptp(x) == 0:
        return float("nan")
    design, coefficients = numpy.column_stack([numpy.ones(len(x)), x]), numpy.zeros(2)
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + numpy.exp(-design @ coefficients))
        information = (design * (chance * (1 - chance))[:, None]).T @ design
        coefficients = coefficients + numpy.linalg.solve(information, design.T @ (yes - chance))
    return float(coefficients[1])


def offer_slope(children, schools, ethos="low"):
    """Logit slope of a place on perceived challenge, the school's mean removed, of borderline children who are not
    eligible, in the half of schools with "low" or "high" inclusive ethos."""
    middle = numpy.median(schools.inclusive_ethos.values)
    school = children.school.values.astype(int)
    of_half = (schools.inclusive_ethos.values > middle) == (ethos == "high")
    rows = (children.borderline.values == 1) & (children.place_eligible.values == 0) & of_half[school]
    challenge, place = children.perceived_challenge.values[rows].astype(float), school[rows]
    counts = numpy.maximum(numpy.bincount(place, minlength=len(of_half)), 1)
    mean = numpy.bincount(place, challenge, minlength=len(of_half)) / counts
    return logit_slope(children.place_offered.values[rows], challenge - mean[place])


# ---- the command -------------------------------------------------------------------------------------------------------


def table(result):
    """Those of the series, as far as the run is long enough: name and values by scenario and replicate."""
    weeks = result.sizes["time"]
    if weeks > LAST:
        for name in ("practice_on_site", "practice_remote", "practice_communication", "practice_planning"):
            yield f"retention of {name}", retention(result[name])
    if weeks > ONSET:
        lives = half_lives(result.family_school_trust.sel(pupil_group="all"))
        yield "weeks to half of the loss of trust", lives.loss
        yield "weeks to half of its recovery", lives.recovery
    if weeks > REOPENED:
        for route in ("authority", "direct", "private"):
            yield f"weeks to return, {route}", weeks_to_return(result.presence_share.sel(route=route))
    yield "off-rolled per 1,000 and year", off_roll_rate(result.off_rolled, result.children)
    yield "crisis measures per 1,000 and week", result.crisis_measures.mean("time")
    yield "share of schools that lead, mean", leader_share(result.role_share).mean("time")


def main():
    parser = argparse.ArgumentParser(description="Prints statistics of a result that are one number a run: a line a "
                                     "statistic, a column a scenario, means over replicates.")
    parser.add_argument("result", help="a result file of sendsim run")
    with open_result(parser.parse_args().result) as result:
        scenarios = [str(name) for name in result.scenario.values]
        print(f"{'':42}" + "".join(f"{name[:20]:>22}" for name in scenarios))
        for text, values in table(result):
            means = values.mean("replicate")
            print(f"{text:42}" + "".join(f"{float(means.sel(scenario=name)):22.4g}" for name in scenarios))


if __name__ == "__main__":
    main()
