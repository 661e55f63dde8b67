#!/usr/bin/env python3
"""Holds a result against the published figures it was calibrated to, and against what has to show.

    tools/targets.py RESULT.h5

Prints a line for each target that the result can be held against: simulated, published, how far off it may be. Exit
status 1 when one is missed. Targets of England are judged on a run with population.system=england; those of inequity
need a scenario no_closure beside it. tools/calibrate.py fits to the same list. Nothing here was observed after December
2020.
"""
import dataclasses
import sys
import typing

import numpy
import xarray

import runs

DATA = runs.SCENARIOS / "data"
MAIN, BASELINE = "factual_england", "no_closure"
LAST_WEEK = "2020-12-31"
WHOLE_YEAR = 52
ENOUGH_AUTHORITIES = 20  # fewer have no rank correlation worth the name
CLOSURE = "first_closure"


@dataclasses.dataclass
class Target:
    """A figure to be met: `value` of a result lies within `tolerance` of `published`, or above `least`."""
    name: str
    value: typing.Callable
    published: float = None
    tolerance: float = None
    least: float = None
    most: float = None
    fitted: bool = True  # whether a calibration fits to it

    def met(self, value):
        if self.published is not None:
            return abs(value - self.published) <= self.tolerance
        return value >= self.least if self.least is not None else value <= self.most

    def wanted(self):
        if self.published is not None:
            return f"{self.published:.3f} +- {self.tolerance:.3f}"
        return f"above {self.least:g}" if self.least is not None else f"below {self.most:g}"


class Result:
    """What the targets look at: the factual scenario of a result file, mean over replicates."""

    def __init__(self, path):
        self.root = xarray.open_dataset(path)
        self.observed = xarray.open_dataset(path, group="observed")
        self.authority = xarray.open_dataset(path, group="authority")
        names = [str(name) for name in self.root.scenario.values]
        self.main = MAIN if MAIN in names else names[0]
        self.has_baseline = BASELINE in names

    def close(self):
        for part in (self.root, self.observed, self.authority):
            part.close()

    def of(self, name, **where):
        return self.root[name].sel(scenario=self.main, **where)

    def attendance(self, begin, end):
        """Simulated less published attendance of pupils with a plan, in the weeks from begin to end that have both."""
        weeks = self.of("attendance_ehcp", phase="all").mean("replicate").sel(time=slice(begin, end))
        gap = weeks - self.observed.attendance_ehcp.sel(time=slice(begin, end))
        return gap.values[~numpy.isnan(gap.values)]

    def whole(self, *years):
        """Whether each of the years was run whole in every replicate."""
        weeks = self.of("weeks_in_year").min("replicate")
        return all(year in weeks.year.values and int(weeks.sel(year=year)) >= WHOLE_YEAR for year in years)

    def count(self, name, year):
        return float(self.of(f"{name}_by_year", year=year).sum("replicate"))

    def ratio(self, part, part_year, whole, whole_year):
        if not self.whole(part_year, whole_year):
            return None
        return self.count(part, part_year) / self.count(whole, whole_year)


def attendance_mean(begin, end):
    """Mean over weeks of simulated less published attendance."""
    def value(result):
        gaps = result.attendance(begin, end)
        return float(gaps.mean()) if len(gaps) else None
    return value


def attendance_error(result):
    gaps = result.attendance("2020-03-23", LAST_WEEK)
    return float(numpy.sqrt((gaps ** 2).mean())) if len(gaps) else None


def rank_correlation(result):
    """Of authorities' timeliness in 2019 with the published one."""
    published = {row["code"]: float(row["within_20_weeks_pct_2019"])
                 for row in runs.table_rows(DATA / "authorities_2019.csv") if row["within_20_weeks_pct_2019"]}
    codes = [str(code) for code in result.authority.code.values]
    shares = result.authority.ehc_on_time_share.sel(scenario=result.main).mean("replicate")
    if 2019 not in shares.year.values:
        return None
    pairs = [(published[code], float(share)) for code, share in zip(codes, shares.sel(year=2019).values)
             if code in published and not numpy.isnan(share)]
    if len(pairs) < ENOUGH_AUTHORITIES:
        return None
    return float(numpy.corrcoef(*[ranks(column) for column in zip(*pairs)])[0, 1])


def ranks(values):
    """Ranks from 0, their mean where values are equal."""
    values = numpy.asarray(values)
    position = numpy.argsort(numpy.argsort(values, kind="stable"), kind="stable")
    return numpy.array([position[values == value].mean() for value in values])


def theil_ratio(result):
    """Of the first closure to the same weeks without closure: the smallest over replicates."""
    if not result.has_baseline or CLOSURE not in result.root.window.values:
        return None
    theil = result.root.theil.sel(window=CLOSURE)
    return float((theil.sel(scenario=result.main) / theil.sel(scenario=BASELINE)).min())


def school_to_authority(result):
    """Theil's T between schools over that between authorities in the first closure: the smallest over replicates."""
    if CLOSURE not in result.root.window.values:
        return None
    between = [result.of(f"theil_between_{level}", window=CLOSURE) for level in ("school", "authority")]
    return float((between[0] / between[1]).min())


def share_of(part, whole, year):
    return lambda result: result.ratio(part, year, whole, year)


def targets():
    """The list. Published figures come from scenarios/data; tolerances are those of ODD.md, section 'Calibration'."""
    national = {int(row["year"]): row for row in runs.table_rows(DATA / "sen2_national.csv")}
    requests = float(national[2020]["requests"]) / float(national[2019]["requests"])
    rows = [
        Target("attendance, 23 March to 8 May: mean gap", attendance_mean("2020-03-23", "2020-05-08"), 0, 0.02),
        Target("attendance, 11 to 22 May: mean gap", attendance_mean("2020-05-11", "2020-05-22"), 0, 0.025),
        Target("attendance, June: mean gap", attendance_mean("2020-06-01", "2020-06-28"), 0, 0.05),
        Target("attendance, July: mean gap", attendance_mean("2020-06-29", "2020-07-19"), 0, 0.05),
        Target("attendance, September and October: mean gap", attendance_mean("2020-09-01", "2020-10-25"), 0, 0.03),
        Target("attendance, November and December: mean gap", attendance_mean("2020-11-01", LAST_WEEK), 0, 0.03),
        Target("attendance, all weeks: root-mean-square error", attendance_error, most=0.05, fitted=False),
        Target("EHC requests, 2020 to 2019", lambda result: result.ratio("ehc_requests", 2020, "ehc_requests", 2019),
               round(requests, 3), 0.05),
    ]
    for year in (2019, 2020):
        row = national[year]
        rows += [
            Target(f"refused, of requests in {year}", share_of("ehc_refused", "ehc_requests", year),
                   float(row["refused_pct"]) / 100, 0.03, fitted=False),
            Target(f"plans within 20 weeks, {year}", share_of("ehc_plans_on_time", "ehc_plans_issued", year),
                   float(row["within_20_weeks_pct"]) / 100, 0.05)]
    return rows + [
        Target("rank correlation of authorities' timeliness 2019", rank_correlation, least=0.8, fitted=False),
        Target("Theil's T, first closure to none: least replicate", theil_ratio, least=2, fitted=False),
        Target("Theil's T, between schools to authorities: least", school_to_authority, least=1, fitted=False)]


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__.strip())
    result = Result(sys.argv[1])
    missed = 0
    print(f"{'':8}{'target':52}  {'simulated':>9}  wanted")
    for target in targets():
        value = target.value(result)
        if value is None:
            continue
        met = target.met(value)
        missed += not met
        print(f"{'ok' if met else 'MISSED':8}{target.name:52}  {value:9.3f}  {target.wanted()}")
    print(f"{missed} missed")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
