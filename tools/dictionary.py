#!/usr/bin/env python3
"""Keeps the data dictionary of results/README.md as tables/outcomes.def says.

    tools/dictionary.py [--check] [ROOT]

ROOT is the project's folder (default: the one this script lies in). A generated part stands between the marks
`<!-- generated: NAME -->` and `<!-- end -->`. Without an option the parts are written anew; with --check nothing is
written: each part that is out of date is told, and the exit status is 1 when there is one.
"""
import pathlib
import sys

import odd

DOCUMENT = "results/README.md"
DIMENSION = {"phase_group": "phase", "route_group": "route", "single": None}
WITHOUT = {"ALWAYS": "have a value", "TERM": "missing", "CLOSED": "missing, and while sites are open"}
# means whose weight can be 0 in any week: eligible pupils, pupils on site, pairs of siblings, cases, meetings, reviews
RARE = {"eligible_without_place", "double_exclusion_by_guidance", "provision_on_site", "sibling_offer_disparity",
        "ehc_weeks_waited", "ehc_assessment_weeks", "meetings_with_family", "reviews_with_agency", "agencies_per_review"}
OTHER_LABELS = ["respondent_kind"]  # dimensions of groups of the file that no weekly series has


def units(root):
    """What stands in the attribute `units` for each unit of the tables."""
    return {row.arguments[0]: odd.words(row.arguments[1]) for row in odd.table(root, "units.def")}


def series(root):
    """The weekly series: name, dimensions beyond scenario and replicate, unit, meaning."""
    symbols = units(root)
    counted = {row.arguments[0] for row in odd.table(root, "outcomes.def") if row.name == "COUNTED"}
    everyone = {row.arguments[0] for row in odd.table(root, "choices.def")
                if odd.calls(row.arguments[2])[0].arguments[1] == "all"}
    lines = ["| variable | beside scenario, replicate, time | what | units | holidays | in `/authority` | meaning |",
             "|---|---|---|---|---|---|---|"]
    for row in odd.table(root, "outcomes.def"):
        if row.name != "OUTCOME":
            continue
        name, _, groups, when, statistic, unit, meaning = row.arguments
        empty = "0" if when == "TERM" and statistic == "TOTAL" else WITHOUT[when]
        empty += ", and with none to average" if name in RARE else ""
        authority = "by year" if name in counted else "yes" if groups in everyone else "no"
        lines.append(f"| `{name}` | {DIMENSION.get(groups, groups) or ''} | {statistic.lower()} | {symbols[unit]} | "
                     f"{empty} | {authority} | {odd.words(meaning)} |")
    return "\n".join(lines)


def labels(root):
    """What the labels along each dimension mean."""
    choices = {row.arguments[0]: row for row in odd.table(root, "choices.def")}
    used = dict.fromkeys(row.arguments[2] for row in odd.table(root, "outcomes.def") if row.name == "OUTCOME")
    lines = ["| dimension | what | labels |", "|---|---|---|"]
    for name in [*used, *OTHER_LABELS]:
        dimension = DIMENSION.get(name, name)
        if dimension:
            each = [choice.arguments for choice in odd.calls(choices[name].arguments[2])]
            told = "; ".join(f"`{label}` {odd.words(meaning)}" for _, label, meaning in each)
            lines.append(f"| `{dimension}` | {odd.words(choices[name].arguments[1])} | {told} |")
    return "\n".join(lines)


def inequity(root):
    """The indices by window."""
    symbols = units(root)
    lines = ["| variable | units | meaning |", "|---|---|---|"]
    for row in odd.table(root, "outcomes.def"):
        if row.name == "INEQUITY":
            name, unit, meaning = row.arguments
            lines.append(f"| `{name}` | {symbols[unit]} | {odd.words(meaning)} |")
    return "\n".join(lines)


def years(root):
    """Counts by calendar year."""
    lines = ["| in the root | in `/authority` | meaning |", "|---|---|---|"]
    for row in odd.table(root, "outcomes.def"):
        if row.name == "COUNTED":
            name, _, meaning = row.arguments
            lines.append(f"| `{name}_by_year` | `{name}` | {odd.words(meaning)} |")
    return "\n".join(lines)


def survey(root):
    """The items of the virtual survey."""
    lines = ["| item | statement put to respondents | state behind it |", "|---|---|---|"]
    for row in odd.table(root, "survey.def"):
        lines.append(f"| `{row.arguments[0]}` | {odd.words(row.arguments[5])} | {odd.words(row.arguments[4])} |")
    return "\n".join(lines)


PARTS = {"series": series, "labels": labels, "inequity": inequity, "years": years, "survey": survey}


def regenerated(document, root):
    """The document with its parts written anew, and the names of those that change."""
    changed = []

    def part(found):
        new = PARTS[found[2]](root) + "\n"
        if new != found[3]:
            changed.append(found[2])
        return found[1] + new + found[4]

    return odd.PART.sub(part, document), changed


def main():
    given = [argument for argument in sys.argv[1:] if argument != "--check"]
    root = pathlib.Path(given[0]) if given else pathlib.Path(__file__).resolve().parent.parent
    path = root / DOCUMENT
    document = path.read_text(encoding="utf-8")
    missing = [name for name in PARTS if f"<!-- generated: {name} -->" not in document]
    new, changed = regenerated(document, root)
    for name in missing:
        print(f"{DOCUMENT}: no part '{name}': write the marks where it belongs")
    if "--check" not in sys.argv:
        path.write_text(new, encoding="utf-8")
        return 1 if missing else 0
    for name in changed:
        print(f"{DOCUMENT}: part '{name}' is not what the tables say; run tools/dictionary.py")
    return 1 if changed or missing else 0


if __name__ == "__main__":
    sys.exit(main())
