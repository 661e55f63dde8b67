#!/usr/bin/env python3
"""Fits each authority's capacity to assess to its published timeliness of 2019.

    tools/calibrate_capacity.py [--program SENDSIM] [--rounds 10] [--replicates 3] [--write]

Fills the column assessment_capacity of scenarios/data/authorities_2019.csv such that the simulated share of plans
issued within 20 weeks in 2019 meets the published one of each authority. All authorities are bisected at the same time,
on the log scale, since they do not meet in the EHC process. Each round has a seed of its own, so that chance is not
fitted; an authority whose simulated share lies within chance of the published one (two standard errors of the plans
counted) is left as it is. Only figures of 2019 are used.

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

SCENARIOS = runs.PROJECT / "scenarios"
TABLE = pathlib.Path("data") / "authorities_2019.csv"
CAPACITY, TARGET = "assessment_capacity", "within_20_weeks_pct_2019"
LEAST, MOST = 0.4, 3.0          # of the default capacity
LOWEST, HIGHEST = 0.02, 0.98    # shares beyond cannot be told from none and all
ENOUGH = 0.02                   # a difference nobody would look at
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


def standing(targets, issued, on_time, code):
    """Difference of the simulated from the published share, and the standard error of the simulated one."""
    plans, target = float(issued[code]), targets[code]
    if plans == 0:
        return -target, 0.0
    return float(on_time[code]) / plans - target, math.sqrt(target * (1 - target) / plans)


def bisect(options, folder, targets, capacities):
    """Rounds of bisection; changes `capacities`."""
    low = {code: LEAST for code in targets}
    high = {code: MOST for code in targets}
    for turn in range(options.rounds):
        issued, on_time = simulated(options, folder, capacities, seed=1000 + turn)
        moved, gaps = 0, []
        for code in targets:
            difference, error = standing(targets, issued, on_time, code)
            gaps.append(abs(difference))
            if abs(difference) <= max(ENOUGH, 2 * error):
                continue
            if difference < 0:
                low[code] = capacities[code]
            else:
                high[code] = capacities[code]
            if low[code] >= high[code]:  # chance misled an earlier round: look again on both sides
                low[code], high[code] = max(LEAST, low[code] / 1.1), min(MOST, high[code] * 1.1)
            capacities[code] = math.sqrt(low[code] * high[code])
            moved += 1
        print(f"round {turn + 1:2}: mean difference {numpy.mean(gaps):.3f}, {moved} of {len(targets)} moved", flush=True)


def ranks(values):
    """Ranks, mean ranks for ties."""
    order = numpy.argsort(values, kind="stable")
    position = numpy.empty(len(values))
    position[order] = numpy.arange(len(values))
    values = numpy.asarray(values)
    return numpy.array([position[values == value].mean() for value in values])


def report(options, folder, targets, capacities):
    """The fit with a seed that no round has seen."""
    issued, on_time = simulated(options, folder, capacities, seed=1)
    codes = [code for code in targets if issued.get(code, 0) > 0]
    shares = [float(on_time[code]) / float(issued[code]) for code in codes]
    published = [targets[code] for code in codes]
    gaps = numpy.abs(numpy.subtract(shares, published))
    pooled = sum(on_time.values()) / sum(issued.values())
    print(f"with a new seed: plans within 20 weeks in England {pooled:.3f}; authorities' mean {numpy.mean(shares):.3f} "
          f"(published {numpy.mean(published):.3f})\n"
          f"difference from the published share: mean {gaps.mean():.3f}, nine in ten below {numpy.quantile(gaps, 0.9):.3f}"
          f"\nrank correlation {numpy.corrcoef(ranks(shares), ranks(published))[0, 1]:.3f}")
    at_end = [code for code in targets if not LEAST * 1.02 < capacities[code] < MOST / 1.02]
    print(f"capacity {min(capacities.values()):.2f} to {max(capacities.values()):.2f}; {len(at_end)} at an end of the range"
          f"{': ' + ' '.join(at_end) if at_end else ''}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    runs.program_option(parser)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--replicates", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write the column into scenarios/data")
    options = parser.parse_args()
    rows = [row for row in runs.table_rows(SCENARIOS / TABLE) if not row["left_out"] and row[TARGET]]
    targets = {row["code"]: min(max(float(row[TARGET]) / 100, LOWEST), HIGHEST) for row in rows}
    capacities = {row["code"]: float(row[CAPACITY]) for row in rows}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "scenarios"
        shutil.copytree(SCENARIOS, folder)
        bisect(options, folder, targets, capacities)
        report(options, folder, targets, capacities)
    if options.write:
        write_capacities(SCENARIOS / TABLE, capacities)
        print(f"{SCENARIOS / TABLE}: written")


if __name__ == "__main__":
    main()
