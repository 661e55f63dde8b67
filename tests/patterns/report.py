"""The report: a table readable on a terminal that is Markdown as well."""
import math

from claims import AWAITS, CONTROL, DEFECT, FINDING, HOLDS, NO_VALUE, PREDICTION, REPORTED, SHOWN, VERIFICATION

HEADINGS = ("id", "what", "contrast", "expected", "kind", "seeds", "mean", "90% interval", "95% interval", "verdict")
WIDEST = 64  # characters of a cell on a terminal

READING = """Each line is a statistic of simulated runs that share people and chance, so that a difference is one of the
same children under two policies or two sets of traits. Provision (the share of assessed need that is met), trust,
creativity and the like are shares from 0 to 1. A line says which way the model's mechanisms push, and how strongly; it
is neither a forecast nor evidence about named places."""

VERDICTS = f"""A verification holds when at least 95 of 100 seeds are as expected; a prediction when the 90% interval of
the mean over seeds (Student's t) lies within what is expected, and so does a control that says how much of an effect
may be left; a control that says = 0 with every seed, bit for bit. "{FINDING}" is a prediction that did not
come true, "{DEFECT}" a verification or control that should have. What is reported is not judged."""


def number(value):
    return "-" if math.isnan(value) else f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def row(pattern, outcome):
    """The cells of one claim."""
    claim, seeds = outcome.claim, len(outcome.values)
    intervals = ["-" if math.isnan(low) else f"{number(low)} to {number(high)}" for low, high in outcome.intervals]
    mean = number(sum(outcome.values) / seeds) if seeds else "-"
    holding = f"{outcome.holding}/{seeds}" if seeds and outcome.verdict != SHOWN else "-"
    return (pattern.id, claim.text, claim.contrast, outcome.expected.text(), claim.kind, holding, mean, *intervals,
            outcome.verdict + (f": needs {outcome.reason}" if outcome.reason else ""))


def table(rows):
    """Lines of a table, columns aligned."""
    widths = [min(WIDEST, max(len(line[column]) for line in (HEADINGS, *rows))) for column in range(len(HEADINGS))]
    lines = [HEADINGS, tuple("-" * width for width in widths), *rows]
    return ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in lines]


def summary(outcomes):
    """How many claims of each kind ended how."""
    for kind in (VERIFICATION, PREDICTION, CONTROL):
        of_kind = [outcome.verdict for outcome in outcomes if outcome.claim.kind == kind]
        counts = [f"{of_kind.count(verdict)} {verdict}" for verdict in (HOLDS, FINDING, DEFECT, NO_VALUE, AWAITS)
                  if of_kind.count(verdict)]
        if of_kind:
            yield f"{kind}s: {len(of_kind)} claims, " + ", ".join(counts)


def short(outcomes):
    """The report for a terminal: two lines a claim, the second only where runs are compared."""
    lines, heading = [], None
    for where, pattern, outcome in outcomes:
        if where != heading:
            lines += ["", where]
            heading = where
        cells = row(pattern, outcome)
        lines.append(f"{cells[0]:6}{outcome.verdict:17}{cells[5]:>6}{cells[6]:>10}  {cells[7]:24}{cells[1]}  "
                     f"(expected {cells[3]})")
        if not cells[2].startswith("within"):
            lines.append(f"{'':65}{outcome.reason or cells[2]}")
    return "\n".join([*lines, "", *summary([outcome for _, _, outcome in outcomes])]) + "\n"


def hold(outcomes, kind):
    """How many claims of a kind hold, as "5 of 6"."""
    verdicts = [outcome.verdict for outcome in outcomes if outcome.claim.kind == kind]
    return f"{verdicts.count(HOLDS)} of {len(verdicts)}" if verdicts else ""


def overview(outcomes):
    """A line for each heading, and one for all: how many claims of each kind hold."""
    kinds = (VERIFICATION, PREDICTION, CONTROL)
    yield f"| | {' | '.join(f'{kind}s that hold' for kind in kinds)} |"
    yield "|---" * (len(kinds) + 1) + "|"
    for heading in dict.fromkeys(heading for heading, _, _ in outcomes):
        under = [outcome for where, _, outcome in outcomes if where == heading]
        yield f"| {heading} | {' | '.join(hold(under, kind) for kind in kinds)} |"
    every = [outcome for _, _, outcome in outcomes]
    yield f"| **all** | {' | '.join(hold(every, kind) for kind in kinds)} |"


def failed(outcomes):
    """A line for each claim that does not hold, in words."""
    for _, pattern, outcome in outcomes:
        if outcome.verdict in (FINDING, DEFECT, NO_VALUE, AWAITS) and outcome.claim.kind != REPORTED:
            cells = row(pattern, outcome)
            contrast = "" if cells[2].startswith("within") else f" ({cells[2]})"
            found = f"found {cells[6]} (90% interval {cells[7]})" if outcome.values else "no value"
            yield f"* **{pattern.id}** {cells[1]}{contrast}: expected {cells[3]}, {found}. {outcome.verdict}."


def text(outcomes, title, command, about):
    """The whole report; `outcomes` are (heading, pattern, outcome)."""
    lines = [f"# {title}", "", about, "", f"    {command}", "", READING, "", *overview(outcomes), "", VERDICTS]
    misses = list(failed(outcomes))
    if misses:
        lines += ["", "## What does not hold", "",
                  "Why, from the mechanisms: [FINDINGS.md](../../tests/patterns/FINDINGS.md).", "", *misses]
    for heading in dict.fromkeys(heading for heading, _, _ in outcomes):
        under = [(pattern, outcome) for where, pattern, outcome in outcomes if where == heading]
        names = {pattern.id: pattern.statement for pattern, _ in under}
        lines += ["", f"## {heading}", "", *[f"* **{name}** {statement}" for name, statement in names.items()], "",
                  *table([row(pattern, outcome) for pattern, outcome in under])]
    return "\n".join(lines) + "\n"
