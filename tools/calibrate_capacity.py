#!/usr/bin/env python3
"""Fits each authority's capacity to assess to its published timeliness of 2019.

    tools/calibrate_capacity.py [--program SENDSIM] [--rounds 12] [--replicates 2] [--write]

Fills the column assessment_capacity of scenarios/data/authorities_2019.csv such that the simulated share of plans
issued within 20 weeks in 2019 meets the published one of each authority. All authorities are fitted at the same time,
since they do not meet in the EHC process: half of the rounds bisect, on the log scale; the others take ever smaller steps
in proportion to the gap (Robbins and Monro 1951), which averages chance out. Each round has a seed, and so a population, of
its own. In a round of bisection an authority whose simulated share lies within chance of the published one (two standard
errors of the plans counted) stays where it is. Only figures of 2019 are used.

Without --write nothing is changed: the fit is printed. The column is the only thing that --write changes.
"""
import argparse
import csv
import io
import math
import pathlib
import shutil
import tempfile

import numpy
import xarray

import runs
import targets

TABLE = pathlib.Path("data") / "authorities_2019.csv"
CAPACITY, TARGET = "assessment_capacity", "within_20_weeks_pct_2019"
LEAST, MOST = 0.4, 3.0          # of the default capacity
LOWEST, HIGHEST = 0.02, 0.95    # a few plans are late, or in time, at any capacity
ENOUGH = 0.02                   # a difference nobody would look at
STEP = 0.3                      # of log capacity for a gap of 1: about one over the steepest slope
YEAR = 2019
WEEKS_TO_NEW_YEAR = 17          # from 2 September 2019 on; the rest of the year lies in the spin-up


def write_capacities(path, capacities):
    """Rewrites the calibrated column of the table; all else stays as it is, byte for byte."""
    heading, lines = runs.table_lines(path)
    names = lines[0].split(",")
    at, code = names.index(CAPACITY), names.index("code")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in csv.reader(lines[1:]):
        row[at] = f"{capacities.get(row[code], 1.0):.3f}"
        writer.writerow(row)
    path.write_text("\n".join([*heading, lines[0], text.getvalue()]), encoding="utf-8")


def simulated(options, folder, capacities, seed):
    """Plans issued and plans on time in 2019, of each authority, summed over replicates, by code."""
    write_capacities(folder / TABLE, capacities)
    result = folder / "round.h5"
    runs.run(options.program, ["factual_england"], result, {
        "population.system": "england", "run.weeks": WEEKS_TO_NEW_YEAR, "run.seed": seed},
             options.replicates, data=folder)
    with xarray.open_dataset(result, group="authority") as data:
        of_year = data.sel(year=YEAR).isel(scenario=0).sum("replicate")
        return (dict(zip((str(code) for code in data.code.values), of_year.ehc_plans_issued.values)),
                dict(zip((str(code) for code in data.code.values), of_year.ehc_plans_on_time.values)))


def standing(wanted, issued, on_time, code):
    """Difference of the simulated from the published share, and the standard error of the simulated one."""
    plans, target = float(issued[code]), wanted[code]
    if plans == 0:
        return -target, 0.0
    return float(on_time[code]) / plans - target, math.sqrt(target * (1 - target) / plans)


class Brackets:
    """What is known of each authority's capacity: it lies between `low` and `high`."""

    def __init__(self, codes):
        self.low = dict.fromkeys(codes, LEAST)
        self.high = dict.fromkeys(codes, MOST)

    def moved(self, code, capacity, gap, error):
        """The capacity to try next, given how far the simulated share was off at this one."""
        if abs(gap) <= max(ENOUGH, 2 * error):
            return capacity
        if gap < 0:
            self.low[code] = capacity
        else:
            self.high[code] = capacity
        if self.low[code] >= self.high[code]:  # chance misled an earlier round: look again on both sides
            self.low[code], self.high[code] = max(LEAST, self.low[code] / 1.1), min(MOST, self.high[code] * 1.1)
        return math.sqrt(self.low[code] * self.high[code])


def fit(options, folder, wanted, capacities):
    """Rounds of bisection, then of ever smaller steps; changes `capacities`."""
    brackets = Brackets(wanted)
    bisections = options.rounds // 2
    for turn in range(options.rounds):
        issued, on_time = simulated(options, folder, capacities, seed=1000 + turn)
        gaps = []
        for code in wanted:
            gap, error = standing(wanted, issued, on_time, code)
            gaps.append(abs(gap))
            if turn < bisections:
                capacities[code] = brackets.moved(code, capacities[code], gap, error)
            else:
                step = math.exp(-STEP * gap / (turn - bisections + 1))
                capacities[code] = min(MOST, max(LEAST, capacities[code] * step))
        print(f"round {turn + 1:2}: mean difference {numpy.mean(gaps):.3f}", flush=True)


def report(options, folder, wanted, capacities):
    """The fit with a seed that no round has seen."""
    issued, on_time = simulated(options, folder, capacities, seed=1)
    codes = [code for code in wanted if issued.get(code, 0) > 0]
    shares = [float(on_time[code]) / float(issued[code]) for code in codes]
    published = [wanted[code] for code in codes]
    gaps = numpy.abs(numpy.subtract(shares, published))
    pooled = sum(on_time.values()) / sum(issued.values())
    print(f"with a new seed: plans within 20 weeks in England {pooled:.3f}; authorities' mean {numpy.mean(shares):.3f} "
          f"(published {numpy.mean(published):.3f})\n"
          f"difference from the published share: mean {gaps.mean():.3f}, nine in ten below {numpy.quantile(gaps, 0.9):.3f}"
          f"\nrank correlation {numpy.corrcoef(targets.ranks(shares), targets.ranks(published))[0, 1]:.3f}")
    at_end = [code for code in wanted if not LEAST * 1.02 < capacities[code] < MOST / 1.02]
    print(f"capacity {min(capacities.values()):.2f} to {max(capacities.values()):.2f}; {len(at_end)} at an end of the range"
          f"{': ' + ' '.join(at_end) if at_end else ''}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    runs.program_option(parser)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--replicates", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="write the column into scenarios/data")
    options = parser.parse_args()
    rows = [row for row in runs.table_rows(runs.SCENARIOS / TABLE) if not row["left_out"] and row[TARGET]]
    wanted = {row["code"]: min(max(float(row[TARGET]) / 100, LOWEST), HIGHEST) for row in rows}
    capacities = {row["code"]: float(row[CAPACITY]) for row in rows}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "scenarios"
        shutil.copytree(runs.SCENARIOS, folder)
        fit(options, folder, wanted, capacities)
        report(options, folder, wanted, capacities)
    if options.write:
        write_capacities(runs.SCENARIOS / TABLE, capacities)
        print(f"{runs.SCENARIOS / TABLE}: written")


if __name__ == "__main__":
    main()
