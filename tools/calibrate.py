#!/usr/bin/env python3
"""Fits parameters to the published figures of 2019 and 2020.

    tools/calibrate.py [--program SENDSIM] [--fit SET...] [--points N] [--rounds N] [--write]

Three sets of parameters are fitted one after the other, each to its own targets (tools/targets.py has the list):

    attendance   the attendance of pupils with a plan in the term weeks of 2020
    requests     requests for EHC needs assessment in 2020, relative to 2019
    timeliness   plans within 20 weeks in 2019 and 2020, over synthetic authorities

For each set: a Latin hypercube over the ranges of parameters.def, then rounds of points near the best with a proposal by
least squares on a linear approximation. A point's badness is the sum of squares of its gaps, each relative to its
tolerance, and a little for every parameter that leaves its default, so that what the figures do not determine stays
where it was. A point is not implausible when every gap is within its tolerance but for the chance of a run (three
standard deviations, one of them a third of the tolerance).

Nothing observed after December 2020 is used. Prints targets, fits and the ranges of the points that are not implausible,
and saves them as results/published/calibration.md. With --write the fitted rows of parameters.def get their new value,
the class `calibrated` and the source `calibration`; then build again and run tools/calibrate_capacity.py.
"""
import argparse
import dataclasses
import pathlib
import re
import tempfile

import numpy

import runs
import targets

REPORT = runs.PROJECT / "results" / "published" / "calibration.md"
WEEKS = 70              # to the end of 2020
REPLICATES = 2
CHANCE_SEEDS = 4        # runs of the default that differ in nothing but chance
STAY = 0.3              # badness of a parameter at the end of its range, for a default in the middle
WIDTHS = (0.25, 0.12, 0.06, 0.03)  # of the box around the best, of the range, round by round
LIMIT = 3               # implausible from so many standard deviations on
DIGITS = 3


@dataclasses.dataclass
class Fit:
    """A set of parameters, the beginnings of the names of its targets, and the number of authorities it is run with."""
    parameters: list
    targets: list
    authorities: int


FITS = {
    "attendance": Fit(["attendance.base", "attendance.stance", "attendance.trust", "attendance.risk",
                       "attendance.home_pressed", "attendance.habit", "attendance.sensory_cost", "attendance.transport"],
                      ["attendance"], 5),
    "requests": Fit(["ehc.request_open.closed", "ehc.request_open.phased", "ehc.request_parent_closed"],
                    ["EHC requests"], 10),
    "timeliness": Fit(["start.capacity_usual", "ehc.relaxed_capacity", "ehc.unvisited_capacity"], ["plans within"], 20),
}
CHOICES = {"site": ["closed", "phased", "open"]}


# ---- rows of parameters.def -------------------------------------------------------------------------------------------


@dataclasses.dataclass
class Row:
    """A row: where its fields begin and end in the text, and its numbers."""
    fields: list
    choices: str = None

    def values(self, text):
        default = text[slice(*self.fields[-7])].strip()
        if self.choices:
            default = default[default.index("(") + 1:-1]
        return [float(number) for number in default.split(",")]

    def range(self, text):
        return tuple(float(text[slice(*self.fields[at])]) for at in (-6, -5))


def split_fields(text, begin):
    """The fields of the call whose opening bracket lies before `begin`: a list of (begin, end)."""
    fields, depth, quoted, at = [], 0, False, begin
    while depth >= 0:
        character = text[at]
        if character == '"' and text[at - 1] != "\\":
            quoted = not quoted
        elif not quoted:
            depth += (character == "(") - (character == ")")
            if depth < 0 or (character == "," and depth == 0):
                fields.append((begin, at))
                begin = at + 1
        at += 1
    return fields


def rows_of(text):
    """All rows of parameters.def by key."""
    rows = {}
    for match in re.finditer(r"^PARAMETER(_BY)?\(", text, re.MULTILINE):
        fields = split_fields(text, match.end())
        section, name = (text[slice(*field)].strip() for field in fields[:2])
        rows[f"{section}.{name}"] = Row(fields, text[slice(*fields[2])].strip() if match.group(1) else None)
    return rows


def row_of(rows, key):
    """The row of a key and which of its values is meant: 'ehc.request_open.closed' is the first of its row."""
    if key in rows:
        return rows[key], 0
    above, choice = key.rsplit(".", 1)
    return rows[above], CHOICES[rows[above].choices].index(choice)


def write_row(text, key, value):
    """The text with one value replaced, and the class and the source of its row."""
    row, at = row_of(rows_of(text), key)
    values = text[slice(*row.fields[-7])].strip()
    new = f"{value:.{DIGITS}g}"
    if row.choices:
        numbers = [number.strip() for number in values[values.index("(") + 1:-1].split(",")]
        numbers[at] = new
        new = f"BY({', '.join(numbers)})"
    for field, replacement in ((-2, "calibration"), (-3, "calibrated"), (-7, new)):  # backwards: places stay valid
        begin, end = row.fields[field]
        while text[begin].isspace():
            begin += 1
        text = text[:begin] + replacement + text[end:]
    return text


# ---- runs -------------------------------------------------------------------------------------------------------------


class Bench:
    """Runs a set of parameters and keeps what came out."""

    def __init__(self, options, fit, fixed, folder):
        self.options, self.fit, self.fixed, self.folder = options, fit, fixed, folder
        text = runs.PARAMETERS.read_text(encoding="utf-8")
        rows = rows_of(text)
        pairs = [row_of(rows, key) for key in fit.parameters]
        self.default = numpy.array([row.values(text)[at] for row, at in pairs])
        self.low, self.high = (numpy.array(ends) for ends in zip(*[row.range(text) for row, _ in pairs]))
        self.targets = [target for target in targets.targets()
                        if target.fitted and any(target.name.startswith(name) for name in fit.targets)]
        assert self.targets, "a set without targets fits nothing"
        self.points, self.values = [], []
        self.chance = numpy.zeros(len(self.targets))

    def unit(self, point):
        return (point - self.low) / (self.high - self.low)

    def run(self, point, seed=1):
        settings = {"run.weeks": WEEKS, "run.seed": seed, "population.authority_count": self.fit.authorities}
        settings |= {f"parameters.{key}": value for key, value in self.fixed.items()}
        settings |= {f"parameters.{key}": f"{value:.6g}" for key, value in zip(self.fit.parameters, point)}
        path = pathlib.Path(self.folder) / "point.h5"
        runs.run(self.options.program, ["factual_england"], path, settings, REPLICATES)
        result = targets.Result(path)
        values = numpy.array([target.value(result) for target in self.targets], dtype=float)
        result.close()
        return values

    def measure(self, point):
        self.points.append(point)
        self.values.append(self.run(point))

    def gaps(self):
        """Gap of every point from every target, relative to the tolerance."""
        published = numpy.array([target.published for target in self.targets])
        tolerance = numpy.array([target.tolerance for target in self.targets])
        return (numpy.array(self.values) - published) / tolerance

    def badness(self):
        away = (numpy.array(self.points) - self.default) / (self.high - self.low)
        return (self.gaps() ** 2).sum(axis=1) + STAY * (away ** 2).sum(axis=1)

    def best(self):
        return int(numpy.argmin(self.badness()))

    def implausibility(self):
        """Largest gap in standard deviations: of the model (a third of the tolerance) and of chance."""
        tolerance = numpy.array([target.tolerance for target in self.targets])
        spread = numpy.sqrt((1 / LIMIT) ** 2 + (self.chance / tolerance) ** 2)
        return numpy.abs(self.gaps() / spread).max(axis=1)


def hypercube(random, count, bench):
    """A Latin hypercube over the whole ranges."""
    columns = [(random.permutation(count) + random.random(count)) / count for _ in bench.low]
    return bench.low + numpy.array(columns).T * (bench.high - bench.low)


def proposal(bench, width):
    """The point that would be best were the gaps linear in the parameters, near the best so far."""
    units = numpy.array([bench.unit(point) for point in bench.points])
    centre = units[bench.best()]
    weight = numpy.exp(-((units - centre) ** 2).sum(axis=1) / (2 * len(centre) * (2 * width) ** 2))[:, None]
    design = numpy.hstack([numpy.ones((len(units), 1)), units - centre])
    ridge = 1e-3 * numpy.eye(design.shape[1])
    slopes = numpy.linalg.solve(design.T @ (weight * design) + ridge, design.T @ (weight * bench.gaps()))
    offset, jacobian = slopes[0], slopes[1:].T
    home = bench.unit(bench.default) - centre
    step = numpy.linalg.solve(jacobian.T @ jacobian + (STAY + 0.05 / width) * numpy.eye(len(centre)),
                              -jacobian.T @ offset + STAY * home)
    return bench.low + numpy.clip(centre + numpy.clip(step, -width, width), 0, 1) * (bench.high - bench.low)


def search(bench, random):
    """Design, then rounds near the best."""
    others = [bench.run(bench.default, seed) for seed in range(2, CHANCE_SEEDS + 1)]
    bench.measure(bench.default)
    bench.chance = numpy.std([bench.values[0], *others], axis=0, ddof=1)
    for point in hypercube(random, bench.options.points, bench):
        bench.measure(point)
    print(f"  design: badness {bench.badness().min():.3f}, of the default {bench.badness()[0]:.3f}", flush=True)
    for turn in range(bench.options.rounds):
        width = WIDTHS[min(turn, len(WIDTHS) - 1)]
        centre = bench.points[bench.best()]
        for _ in range(len(centre)):
            near = bench.unit(centre) + width * (2 * random.random(len(centre)) - 1)
            bench.measure(bench.low + numpy.clip(near, 0, 1) * (bench.high - bench.low))
        bench.measure(proposal(bench, width))
        print(f"  round {turn + 1}: badness {bench.badness().min():.3f}", flush=True)


# ---- report -----------------------------------------------------------------------------------------------------------


def number(value):
    return f"{value:.{DIGITS}g}"


def report(name, bench):
    """Two tables in Markdown: targets and parameters."""
    best, plausible = bench.best(), bench.implausibility() < LIMIT
    lines = [f"## {name}", "",
             f"{len(bench.points)} points, {int(plausible.sum())} of them not implausible; {REPLICATES} replicates of "
             f"{bench.fit.authorities} synthetic authorities each.", "",
             "| target | wanted | before | fitted | spread by chance |", "|---|---|---|---|---|"]
    for at, target in enumerate(bench.targets):
        lines.append(f"| {target.name} | {target.wanted()} | {bench.values[0][at]:.3f} | {bench.values[best][at]:.3f} | "
                     f"{bench.chance[at]:.3f} |")
    lines += ["", "| parameter | range searched | before | fitted | range of points not implausible |",
              "|---|---|---|---|---|"]
    points = numpy.array(bench.points)[plausible]
    for at, key in enumerate(bench.fit.parameters):
        kept = f"{number(points[:, at].min())} to {number(points[:, at].max())}" if len(points) else "none"
        lines.append(f"| `{key}` | {number(bench.low[at])} to {number(bench.high[at])} | {number(bench.default[at])} | "
                     f"{number(bench.points[best][at])} | {kept} |")
    return "\n".join(lines)


HEADING = """# Calibration

Made by `tools/calibrate.py`: parameters fitted to published figures for England up to December 2020 (`scenarios/data`),
none later. `before` is the default when the fit was made. A point is not implausible when each target is met within its
tolerance, but for the chance of a run. Where the range of such points is as wide as the range searched, the figures do not
determine the parameter.
"""


def sections(path):
    """The sections of an earlier report, by set: those that are not fitted this time are kept."""
    if not path.exists():
        return {}
    parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {part.split("\n", 1)[0]: "## " + part.rstrip() for part in parts}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    runs.program_option(parser)
    parser.add_argument("--fit", nargs="+", choices=list(FITS), default=list(FITS), metavar="SET")
    parser.add_argument("--points", type=int, default=40, help="points of each design")
    parser.add_argument("--rounds", type=int, default=3, help="rounds near the best")
    parser.add_argument("--seed", type=int, default=1, help="of the designs")
    parser.add_argument("--report", type=pathlib.Path, default=REPORT)
    parser.add_argument("--write", action="store_true", help="write the fitted rows into parameters.def")
    options = parser.parse_args()
    random = numpy.random.default_rng(options.seed)
    fitted, tables = {}, sections(options.report)
    with tempfile.TemporaryDirectory() as folder:
        for name in options.fit:
            print(name, flush=True)
            bench = Bench(options, FITS[name], fitted, folder)
            search(bench, random)
            fitted |= {key: float(number(value)) for key, value in zip(bench.fit.parameters, bench.points[bench.best()])}
            tables[name] = report(name, bench)
    text = "\n\n".join([HEADING.rstrip(), *[tables[name] for name in FITS if name in tables]]) + "\n"
    print(text)
    options.report.parent.mkdir(parents=True, exist_ok=True)
    options.report.write_text(text, encoding="utf-8")
    if options.write:
        rows = runs.PARAMETERS.read_text(encoding="utf-8")
        for key, value in fitted.items():
            rows = write_row(rows, key, value)
        runs.PARAMETERS.write_text(rows, encoding="utf-8")
        print(f"{runs.PARAMETERS}: {len(fitted)} values written; build again, then tools/calibrate_capacity.py --write")


if __name__ == "__main__":
    main()
