#!/usr/bin/env python3
"""Pattern tests of the six statements: runs what they compare, judges every claim, writes a report.

    tests/patterns/patterns.py --program build/release/sendsim --seeds 20 --report results/published/patterns.md

Replicates 0 to N - 1 of every run share people and noise, so that each difference is of the same children under two
policies or traits. Exit status 1 when a verification or a control fails (a defect); a prediction that fails is a
finding and fails nothing unless --strict; 2 when a run is refused that should not be; 75 when --minutes are over.
"""
import argparse
import math
import os
import pathlib
import shlex
import sys
import tempfile
import time

import claims
import crossing
import report
import running
import statement_1
import statement_2
import statement_3
import statement_4
import statement_5
import statement_6
import traced

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
MODULES = (statement_1, statement_2, statement_3, statement_4, statement_5, statement_6)
CROSSING = "Across statements"
TRACED = "Statements of the paper with a contrast of their own"
CONTROLS = "Controls that must come out null"
QUICK = "P1.1,P1.2,P2.1,P2.3,P4.1,P4.2,P5.1,N"  # within a minute with 6 seeds


def catalogue():
    """All patterns in order, each with the heading it stands under."""
    for module in MODULES:
        for pattern in module.PATTERNS:
            yield module.__doc__.strip().rstrip("."), pattern
    for heading, patterns in ((CROSSING, crossing.CROSSING), (TRACED, traced.PATTERNS),
                              (CONTROLS, crossing.CONTROLS)):
        for pattern in patterns:
            yield heading, pattern


def chosen(only):
    """The patterns named by --only: ids, or the part before the point (P4 for all of Statement Four)."""
    wanted = only.split(",") if only else []
    found = [(heading, pattern) for heading, pattern in catalogue()
             if not wanted or pattern.id in wanted or pattern.id.split(".")[0] in wanted]
    known = {pattern.id for _, pattern in found} | {pattern.id.split(".")[0] for _, pattern in found}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        sys.exit(f"no pattern {', '.join(unknown)}; --list names them")
    return found


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0],
                                     formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=PROJECT / "build" / "release" / "sendsim",
                        help="the sendsim to run")
    parser.add_argument("--data", type=pathlib.Path, default=PROJECT / "scenarios", help="folder of shipped scenarios")
    parser.add_argument("--system", default="five_authorities", help="tiny, five_authorities or england")
    parser.add_argument("--seeds", type=int, default=6, help="replicates of each run")
    parser.add_argument("--only", default="", help="patterns, as P1.1,P4.2 or P4 for all of Statement Four")
    parser.add_argument("--quick", action="store_true", help=f"only {QUICK}")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="runs at a time")
    parser.add_argument("--snapshots-at-once", type=int, default=40,
                        help="snapshots a run may keep; fewer need less memory and more runs")
    parser.add_argument("--keep", type=pathlib.Path,
                        help="folder for what runs came to, for the next call with the same program and patterns")
    parser.add_argument("--minutes", type=float, help="begin no run later than that; exit status 75 if some are left")
    parser.add_argument("--report", type=pathlib.Path, help="write the report to this file as well")
    parser.add_argument("--strict", action="store_true", help="exit status 1 when a prediction fails, too")
    parser.add_argument("--list", action="store_true", help="list the patterns and end")
    return parser.parse_args()


def told(done, count, what):
    print(f"{done}/{count} {what}", file=sys.stderr)


def command(options):
    """What to type to have the same numbers again, wherever the program is."""
    words = ["tests/patterns/patterns.py", "--system", options.system, "--seeds", str(options.seeds)]
    if options.quick or options.only:
        words += ["--only", QUICK if options.quick else options.only]
    return shlex.join(words)


def outcomes(work, patterns, jobs):
    """Every claim of the patterns with what was found."""
    every = [claim for _, pattern in patterns for claim in pattern.claims]
    measures = running.needed(every)
    refused = running.refused_arms(work, measures)
    values = running.results(work, {arm: wanted for arm, wanted in measures.items() if arm not in refused}, jobs, told)
    for heading, pattern in patterns:
        for claim in pattern.claims:
            awaited = [arm.awaits for arm, _ in claim.terms if arm in refused]
            yield heading, pattern, claims.waiting(claim, awaited[0]) if awaited else claims.judged(
                claim, work.system, numbers(work, claim, values))
        for text, reason in pattern.awaits:
            nothing = claims.Claim(text, "-", (), None, claims.ANY, claims.CONTROL)
            yield heading, pattern, claims.waiting(nothing, reason)


def number(claim, terms):
    """The number of a claim with one seed; NaN where a term has no value, or a ratio no denominator."""
    if any(isinstance(term, float) and math.isnan(term) for term in terms):
        return math.nan
    try:
        return float(claim.combined(*terms))
    except ZeroDivisionError:
        return math.nan


def numbers(work, claim, values):
    """The number of a claim with every seed."""
    return [number(claim, [values[term][seed] for term in claim.terms]) for seed in range(work.seeds)]


def main():
    options = arguments()
    patterns = chosen(QUICK if options.quick else options.only)
    if options.list:
        for heading, pattern in patterns:
            print(f"{pattern.id:6} {pattern.statement} ({heading.split(':')[0]})")
        return 0
    with tempfile.TemporaryDirectory(prefix="patterns-") as folder:
        work = running.Work(options.program, options.data, folder, options.system, options.seeds,
                            options.snapshots_at_once)
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            work.keep = options.keep
        if options.minutes:
            work.deadline = time.monotonic() + 60 * options.minutes
        try:
            found = list(outcomes(work, patterns, options.jobs))
        except running.Refused as refused:
            print(f"a run was refused: {refused}", file=sys.stderr)
            return 2
        except running.Unfinished as unfinished:
            print(f"time is up: {unfinished}; the same command with --keep goes on", file=sys.stderr)
            return 75
    about = (f"{options.seeds} paired seeds (replicates 0 to {options.seeds - 1} of seed 1), {options.system}; "
             f"{work.version()}.")
    written = report.text(found, f"Pattern tests of the six statements: {options.system}", command(options), about)
    print(report.short(found), end="")
    if options.report:
        options.report.parent.mkdir(parents=True, exist_ok=True)
        options.report.write_text(written, encoding="utf-8")
    failing = {claims.DEFECT, *((claims.FINDING, claims.NO_VALUE) if options.strict else ())}
    return 1 if any(outcome.verdict in failing for _, _, outcome in found) else 0


if __name__ == "__main__":
    sys.exit(main())
