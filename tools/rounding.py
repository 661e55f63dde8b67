#!/usr/bin/env python3
"""What rounding does to results: state in single precision, as everybody runs it, against a build with state in double.

    tools/rounding.py [--single PROGRAM] [--double PROGRAM] [--write]

Runs the factual timeline and the same years without closures on five authorities, six seeds each, by both programs, and
compares every outcome seed by seed: indices over each window, counts of each whole year, and of the weekly series of all
pupils the mean over the run and over the closure of spring and summer 2020. In no seed may an outcome move by more than
a tenth of its standard deviation over the seeds; one that is the same with every seed may move by no more than single
precision itself. Prints a row for each outcome, where it moves most; --write puts the rows into src/model/ODD.md as well.
Exit status 1 when one moves by more. A build with double: cmake --preset double && cmake --build build/double.
"""
import argparse
import pathlib
import re
import sys
import tempfile

import numpy
import xarray

import runs

DOCUMENT = runs.PROJECT / "src" / "model" / "ODD.md"
PART = re.compile(r"(<!-- measured: rounding -->\n)((?:(?!<!--).)*)(<!-- end -->)", re.DOTALL)
SCENARIOS = ["factual_england", "no_closure"]
SEEDS = 6
ALLOWED = 0.1  # of the standard deviation over seeds
PRECISION = 1e-6  # relative, of what does not vary over seeds
CLOSURE = slice("2020-03-23", "2020-07-19")
WHOLE_YEAR = 52
NO_OUTCOMES = {"time_bounds", "children", "seed", "run_status", "weeks_in_year"}


def statistics(result):
    """The statistics compared: (outcome, where) -> a value for each seed."""
    found = {}
    whole = result.weeks_in_year.min(["scenario", "replicate"]) >= WHOLE_YEAR
    for name, variable in result.data_vars.items():
        if name in NO_OUTCOMES or "replicate" not in variable.dims:
            continue
        for scenario in SCENARIOS:
            one = variable.sel(scenario=scenario)
            if "time" in one.dims:
                group = {axis: 0 for axis in one.dims if axis not in ("replicate", "time")}
                one = one.isel(group)
                found[name, f"{scenario}, all weeks"] = one.mean("time")
                found[name, f"{scenario}, closure"] = one.sel(time=CLOSURE).mean("time")
            else:
                axis = "window" if "window" in one.dims else "year"
                for label in one[axis].values:
                    if axis == "window" or whole.sel(year=label):
                        found[name, f"{scenario}, {label}"] = one.sel({axis: label})
    return {key: value.values.astype(float) for key, value in found.items()}


def moved(single, double):
    """By how much a statistic moves in the seed in which it moves most, in standard deviations over seeds; of what does
    not vary, in units of a tenth of which is the precision allowed. None where it has no value with either."""
    if numpy.isnan(single).all() and numpy.isnan(double).all():
        return None
    change, spread = numpy.abs(double - single).max(), single.std(ddof=1)
    constant = PRECISION / ALLOWED * numpy.abs(single).max()
    return change / max(spread, constant) if change else 0.0


def worst(single, double):
    """For each outcome (moved, where, mean, standard deviation, mean with double) where it moves most; unknown counts as
    most: a value that only one program has."""
    rows = {}
    for (name, where), values in single.items():
        shift = moved(values, double[name, where])
        if shift is None:
            continue
        shift = numpy.inf if numpy.isnan(shift) else shift
        if name not in rows or shift > rows[name][0]:
            rows[name] = (shift, where, values.mean(), values.std(ddof=1), double[name, where].mean())
    return rows


def table(rows, count):
    """The rows in Markdown."""
    lines = [f"Of {count} statistics of {len(rows)} outcomes the one that moves most moves by "
             f"{max(row[0] for row in rows.values()):.2g} standard deviations. For each outcome, where it moves most:", "",
             "| outcome | where | single | double | standard deviation over seeds | moves by, of that |",
             "|---|---|---|---|---|---|"]
    for name, (shift, where, mean, spread, other) in rows.items():
        lines.append(f"| `{name}` | {where} | {mean:.6g} | {other:.6g} | {spread:.2g} | {shift:.1g} |")
    return "\n".join(lines) + "\n"


def run(program, folder, name):
    """The statistics of one program's run; the file says whether its state was in double."""
    path = pathlib.Path(folder) / f"{name}.h5"
    runs.run(program, SCENARIOS, path, replicates=SEEDS)
    with xarray.open_dataset(path, group="provenance/build") as build:
        if ("SENDSIM_DOUBLE" in build.attrs["flags"]) != (name == "double"):
            sys.exit(f"{program}: not built with state in {name} precision")
    with xarray.open_dataset(path) as result:
        return statistics(result)


def write(text):
    document = DOCUMENT.read_text(encoding="utf-8")
    new, count = PART.subn(lambda found: f"{found[1]}\n{text}\n{found[3]}", document)
    if count != 1:
        sys.exit(f"{DOCUMENT}: expected one part 'measured: rounding', found {count}")
    DOCUMENT.write_text(new, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.strip(), formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--single", type=pathlib.Path, default=runs.PROGRAM)
    parser.add_argument("--double", type=pathlib.Path, default=runs.PROJECT / "build" / "double" / "sendsim")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        single, double = run(given.single, folder, "single"), run(given.double, folder, "double")
    rows = worst(single, double)
    if not rows:
        sys.exit("no outcomes found")
    text = table(rows, len(single))
    print(text)
    if given.write:
        write(text)
    too_far = [name for name, row in rows.items() if not row[0] <= ALLOWED]
    print(f"move by more than {ALLOWED} of their standard deviation: {', '.join(too_far) or 'none'}")
    sys.exit(1 if too_far else 0)


if __name__ == "__main__":
    main()
