#!/usr/bin/env python3
"""Ablation: which patterns die when a mechanism is left out, and which need none of creativity, trust and partnership.

    tests/patterns/ablation.py --report results/published/ablation.md

Runs the patterns of the six statements with each submodel left out in turn (mechanism.off and switches), and in the
null model of the shipped scenario null_model. A claim holds here when every seed is as expected, whatever its kind; a
pattern dies when a claim dies that held with everything on. Verdicts of finished variants are kept in a folder and
taken up again by the next call; --again forgets them.
"""
import argparse
import json
import math
import os
import pathlib
import shlex
import shutil
import sys
import tempfile

import numpy

import claims
import patterns
import running

SCENARIO_OF_NULL = "null_model"
BEYOND = "traits"       # section of an arm by which creativity, trust and partnership are varied
SIZE = 5                # authorities of the whole system

# What statistics raise where what they look at does not vary, or is not there, because something was left out.
VALUELESS = (ArithmeticError, AssertionError, IndexError, ValueError, numpy.linalg.LinAlgError)

# What is left out, by submodel of src/model/ODD.md: processes (mechanism.off), or switches.
FULL = "all"
SUBMODELS = {
    "M0": ("schools' voice in policy", ("policy_voice",), {}),
    "M1": ("authorities pass guidance on", ("clarity",), {}),
    "M2": ("visiting professionals: presence and presents", ("presence", "supply"), {}),
    "M3": ("enactment of guidance", ("enactment",), {}),
    "M4": ("the SENCo's week", ("workload",), {}),
    "M5": ("allocation of places", ("places",), {}),
    "M6": ("help at home, and attendance", ("home_support", "attendance"), {}),
    "M7": ("provision", ("provision",), {}),
    "M8": ("specialist input", ("specialist",), {}),
    "M9": ("reviews and meetings", ("reviews_due", "review"), {}),
    "M10": ("trust in and of schools", ("family_school_trust", "sibling_news", "school_trust"), {}),
    "seen": ("practice seen at home", (), {"visibility": "off"}),
    "M11": ("wellbeing, progress and strain; families' trust in authority and professionals", ("wellbeing", "family"),
            {}),
    "M12": ("burnout, morale, unfairness", ("burnout",), {}),
    "M13": ("practice: learning, spreading, embedding, decay", ("practice",), {}),
    "peers": ("practice taken up from peers", (), {"diffusion": "off"}),
    "M14": ("EHC needs assessment", ("ehc_request", "ehc_pipeline"), {}),
    "M15": ("budgets", ("funding",), {}),
    "M16": ("virtual classrooms and off-rolling", ("offrolling",), {}),
    "M17": ("knowing who, what and why; drift of partnership", ("knowing", "partnership_drift"), {}),
    "M18": ("turnover", (), {"turnover": "off"}),
    "M19": ("roles", ("roles",), {}),
}
NULL = "null"
HOLDS, DIES, VOID, NEVER = "holds", "dies", "void", "-"
STATEMENTS = {"P1": "Statement One", "P2": "Statement Two", "P3": "Statement Three", "P4": "Statement Four",
              "P5": "Statement Five", "P6": "Statement Six", "PX": "across statements"}
MARKS = {HOLDS: ".", DIES: "X", VOID: "o", NEVER: " "}


class Variant(running.Work):
    """The runs of pattern tests with something left out."""

    def __init__(self, options, folder, name):
        super().__init__(options.program, options.data, folder, "five_authorities", options.seeds,
                         options.snapshots_at_once)
        self.authorities = options.authorities
        self.name = name
        self.null = None
        if name == NULL:  # its sections alone, to be laid over scenarios with and without closures
            text = next(options.data.rglob(f"{SCENARIO_OF_NULL}.yaml")).read_text(encoding="utf-8")
            self.null = self.folder / "null_sections.yaml"
            self.null.write_text(text[text.index("\nmechanism:") + 1:], encoding="utf-8")

    def tree(self, arm, measures):
        tree = super().tree(arm, measures)
        larger = tree["population"].get("authority_count", SIZE) / SIZE  # where what is counted is rare
        tree["population"]["authority_count"] = max(1, round(larger * self.authorities))
        if self.null:
            tree.pop(BEYOND, None)
        elif self.name != FULL:
            _, processes, switches = SUBMODELS[self.name]
            tree["mechanism"] = {**tree.get("mechanism", {}), **switches, "off": list(processes)}
        return tree

    def value(self, measure, cell):
        try:
            return measure(cell)
        except VALUELESS:
            return math.nan

    def overlays(self, overlay):
        return [self.null, overlay] if self.null else [overlay]


def held(claim, values):
    """Whether every seed that has a value is as expected; half must have one."""
    known = [value for value in values if not math.isnan(value)]
    if 2 * len(known) < len(values) or not known:
        return False
    expected = claim.expected
    if expected.size:  # what is left of an effect: a size, judged by the mean
        return expected.holds(sum(known) / len(known))
    return all(expected.holds(value) for value in known)


def beyond(claim):
    """Whether a claim compares runs of different creativity, trust or partnership, which the null model has not."""
    return any(arm.traits for arm, _ in claim.terms)


def judged(chosen):
    """The claims of these patterns that are judged at all."""
    return [(pattern.id, number, claim) for _, pattern in chosen for number, claim in enumerate(pattern.claims)
            if claim.kind != claims.REPORTED]


def verdicts(options, chosen, name):
    """Of each claim whether it holds in a variant: {"P1.1 0": true}."""
    with tempfile.TemporaryDirectory(prefix="ablation-") as folder:
        work = Variant(options, folder, name)
        rows = judged(chosen)
        values = running.results(work, running.needed([claim for _, _, claim in rows]), options.jobs,
                                 lambda done, count, what: print(f"{name}: {done}/{count} {what}", file=sys.stderr))
        return {f"{pattern} {number}": held(claim, patterns.numbers(work, claim, values))
                for pattern, number, claim in rows}


def kept_verdicts(options, chosen, name):
    """The same, from the folder of finished variants if it is there."""
    path = options.keep / f"{name}.json"
    if not path.exists():
        found = verdicts(options, chosen, name)
        options.keep.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


def fate(pattern, full, found, name):
    """What becomes of a pattern in a variant."""
    alive = [(claim, found[f"{pattern.id} {number}"]) for number, claim in enumerate(pattern.claims)
             if full.get(f"{pattern.id} {number}")]
    if not alive:
        return NEVER
    if all(holds for _, holds in alive):
        return HOLDS
    if name == NULL and all(holds or beyond(claim) for claim, holds in alive):
        return VOID
    return DIES


# ---- the report ------------------------------------------------------------------------------------------------------

def matrix(rows, names):
    """The table of marks: a line a pattern, a column a variant."""
    wide = max(len(pattern.id) for pattern, _ in rows)
    yield f"{'':{wide}} " + " ".join(f"{name:>5}" for name in names)
    for pattern, fates in rows:
        yield f"{pattern.id:{wide}} " + " ".join(f"{MARKS[fates[name]]:>5}" for name in names)


def named(rows, name, verdict):
    """The patterns with this fate in a variant."""
    return ", ".join(pattern.id for pattern, fates in rows if fates[name] == verdict) or "none"


def by_statement(rows, name):
    """Lines: of each statement, which of its patterns hold, die, or are void in a variant."""
    for statement in dict.fromkeys(pattern.id.split(".")[0] for pattern, _ in rows):
        of = [(pattern, fates) for pattern, fates in rows if pattern.id.split(".")[0] == statement]
        fates = (named(of, name, verdict) for verdict in (HOLDS, DIES, VOID))
        yield f"| {STATEMENTS[statement]} | {' | '.join(fates)} |"


def discussion(path):
    """The part of a report that people write, and that a new report keeps."""
    begin, end = "<!-- discussion -->", "<!-- end -->"
    old = path.read_text(encoding="utf-8") if path and path.exists() else ""
    written = old.partition(begin)[2].partition(end)[0].strip("\n") or "Not written yet."
    return [begin, "", *written.split("\n"), "", end]


def text(options, rows, names, version):
    words = ["tests/patterns/ablation.py", "--seeds", str(options.seeds), "--authorities", str(options.authorities)]
    lines = ["# Ablation: what each mechanism is needed for", "",
             f"{options.seeds} paired seeds, {options.authorities} of the five authorities; {version}.", "",
             f"    {shlex.join(words)}", "",
             "A claim holds here when every seed is as expected; a pattern dies when a claim dies that held with",
             "everything on. What a left-out process would write stands as before the run. (M20, devices, is in M11.)",
             "",
             "## What is found", "", *discussion(options.report), "",
             "## The null model", "",
             "Queues and capacities only: the shipped scenario `null_model`. *Void* are patterns that compare",
             "different creativity, trust or partnership, of which the null model has none to compare: they fail by",
             "construction. Those that *die* are the evidence.", "",
             "| | hold | die | void |", "|---|---|---|---|", *by_statement(rows, NULL), "",
             "## Pattern by mechanism", "",
             "`.` holds, `X` dies, `o` void; empty: did not hold with everything on at this size.", "",
             *(f"    {line}" for line in matrix(rows, names)), "",
             "## Mechanism by mechanism", "", "| left out | | patterns that die |", "|---|---|---|"]
    for name in names:
        what = "null model" if name == NULL else SUBMODELS[name][0]
        lines.append(f"| {name} | {what} | {named(rows, name, DIES)} |")
    return "\n".join(lines) + "\n"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0],
                                     formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=patterns.PROJECT / "build" / "release" / "sendsim",
                        help="the sendsim to run")
    parser.add_argument("--data", type=pathlib.Path, default=patterns.PROJECT / "scenarios", help="folder of scenarios")
    parser.add_argument("--seeds", type=int, default=3, help="replicates of each run")
    parser.add_argument("--authorities", type=int, default=2, help="authorities of the system")
    parser.add_argument("--only", default="P1,P2,P3,P4,P5,P6,PX", help="patterns")
    parser.add_argument("--variants", default="", help="these only, as M3,null; the report waits until all are there")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="runs at a time")
    parser.add_argument("--snapshots-at-once", type=int, default=40, help="snapshots a run may keep")
    parser.add_argument("--keep", type=pathlib.Path, default=patterns.PROJECT / "build" / "ablation",
                        help="folder of finished variants")
    parser.add_argument("--again", action="store_true", help="forget finished variants first")
    parser.add_argument("--report", type=pathlib.Path, help="write the report to this file as well")
    return parser.parse_args()


def main():
    options = arguments()
    numpy.seterr(all="ignore")
    if options.again:
        shutil.rmtree(options.keep, ignore_errors=True)
    chosen = patterns.chosen(options.only)
    names = [*SUBMODELS, NULL]
    for name in options.variants.split(",") if options.variants else [FULL, *names]:
        kept_verdicts(options, chosen, name)
    missing = [name for name in (FULL, *names) if not (options.keep / f"{name}.json").exists()]
    if missing:
        print(f"still to be run: {', '.join(missing)}")
        return 0
    found = {name: kept_verdicts(options, chosen, name) for name in (FULL, *names)}
    rows = [(pattern, {name: fate(pattern, found[FULL], found[name], name) for name in names}) for _, pattern in chosen
            if judged([("", pattern)])]
    version = running.Work(options.program, options.data, ".", "", 1, 1).version()
    written = text(options, rows, names, version)
    print(written, end="")
    if options.report:
        options.report.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
