#!/usr/bin/env python3
"""Keeps the generated parts of src/model/ODD.md as the tables of include/sendsim/tables say.

    tools/odd.py [--check] [ROOT]

ROOT is the project's folder (default: the one this script lies in). A generated part stands between the marks
`<!-- generated: NAME -->` and `<!-- end -->`. Without an option the parts are written anew; with --check nothing is
written: each part that is out of date is told, and the exit status is 1 when there is one.
"""
import argparse
import collections
import pathlib
import re
import sys

DOCUMENT = "src/model/ODD.md"
TABLES = "include/sendsim/tables"
PART = re.compile(r"(<!-- generated: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)

Call = collections.namedtuple("Call", "name arguments line")


# ---- reading a table ---------------------------------------------------------------------------------------------------


def without_comments(text):
    """The text with C comments blanked out, lines kept, strings left alone."""
    blank = lambda found: found[0] if found[0][0] == '"' else re.sub(r"[^\n]", " ", found[0])
    return re.sub(r'"(?:\\.|[^"\\])*"|/\*.*?\*/', blank, text, flags=re.DOTALL)


def split(text):
    """The arguments of a call: cut at commas outside strings and brackets."""
    parts, depth, start = [], 0, 0
    for found in re.finditer(r'"(?:\\.|[^"\\])*"|[(),]', text):
        mark = found[0]
        depth += (mark == "(") - (mark == ")")
        if mark == "," and depth == 0:
            parts.append(text[start : found.start()])
            start = found.end()
    parts.append(text[start:])
    return [part.strip() for part in parts]


def calls(text, line=1):
    """The macro calls of a text, in order: name, arguments as text, line. Calls within arguments are left to another
    call of this function; what is no call raises a ValueError."""
    found, at = [], 0
    head = re.compile(r"\s*([A-Z][A-Za-z_]*)\s*\(")
    token = re.compile(r'"(?:\\.|[^"\\])*"|[()]')
    while text[at:].strip():
        start = head.match(text, at)
        if not start:
            raise ValueError(f"line {line + text.count(chr(10), 0, at)}: expected a row, found {text[at:].split()[0]}")
        depth, end = 1, start.end()
        while depth:
            mark = token.search(text, end)
            if not mark:
                raise ValueError(f"line {line + text.count(chr(10), 0, start.start(1))}: a row without an end")
            depth += (mark[0] == "(") - (mark[0] == ")")
            end = mark.end()
        rows = line + text.count("\n", 0, start.start(1))
        found.append(Call(start[1], split(text[start.end() : end - 1]), rows))
        at = end
    return found


def words(argument):
    """The text of a string argument; strings in a row are one."""
    return "".join(re.findall(r'"((?:\\.|[^"\\])*)"', argument)).replace('\\"', '"')


def number(argument):
    """A number as people write it; a quotient of two numbers counts as one."""
    top, _, bottom = argument.partition("/")
    return f"{float(top) / float(bottom or 1):.7g}"


def table(root, name):
    """The rows of one table."""
    path = pathlib.Path(root) / TABLES / name
    return calls(without_comments(path.read_text(encoding="utf-8")))


class Tables:
    """All tables of the model, by what they declare."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.choices = {row.arguments[0]: [choice.arguments[1] for choice in calls(row.arguments[2])]
                        for row in table(root, "choices.def")}
        self.kinds = {row.arguments[0]: (words(row.arguments[1]), calls(row.arguments[2]))
                      for row in table(root, "agents.def") if row.name == "KIND"}
        self.parameters = table(root, "parameters.def")
        self.levers = table(root, "levers.def")
        self.traits = table(root, "traits.def")
        self.switches = table(root, "mechanisms.def")
        self.settings = table(root, "settings.def")
        self.processes = table(root, "schedule.def")
        self.reported = table(root, "outcomes.def")
        self.survey = [row for row in table(root, "survey.def") if row.name == "ITEM"]
        self.sources = table(root, "sources.def")
        self.choices["process"] = [row.arguments[0] for row in self.processes]
        self.requirements = table(root, "requirements.def")

    def columns(self, kind):
        """The columns of a kind: name -> (row, meaning)."""
        return {(row.arguments[1] if row.name.endswith("CODED") else row.arguments[2]): row for row in self.kinds[kind][1]}

    def accesses(self, process, what):
        """The columns a process READS or WRITES, by kind."""
        found = collections.OrderedDict()
        for row in calls(process.arguments[4]) if len(process.arguments) > 4 else []:
            if row.name == what:
                found.setdefault(row.arguments[0], []).extend(row.arguments[1:])
        return found

    def sources_of(self, folder):
        """The texts of C files below a folder of the project, by path."""
        paths = sorted((self.root / folder).rglob("*.[ch]"))
        return {path.relative_to(self.root): path.read_text(encoding="utf-8") for path in paths}


# ---- writing a part ----------------------------------------------------------------------------------------------------


def lines_of(heads, rows):
    """A table of Markdown."""
    cells = lambda row: "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |\n"
    return cells(heads) + "|" + "---|" * len(heads) + "\n" + "".join(map(cells, rows))


def code(names):
    return ", ".join(f"`{name}`" for name in names)


def by_list(tables, choices, values):
    """Values over a list of choices, each with its name."""
    return ", ".join(f"{name} {value}" for name, value in zip(tables.choices[choices], values))


def default_of(tables, row, at):
    """The default of a row whose values begin at argument `at`, whatever its macro."""
    if row.name.endswith("_BY"):
        return by_list(tables, row.arguments[2], map(number, split(row.arguments[at][len("BY(") : -1])))
    return number(row.arguments[at])


def spread(low, high):
    low, high = number(low), number(high)
    return low if low == high else f"{low} to {high}"


class Parameter:
    """A row of parameters.def in words."""

    def __init__(self, tables, row):
        shift = row.name == "PARAMETER_BY"
        section, name = row.arguments[:2]
        low, high, self.unit, self.evidence, self.source, text = row.arguments[3 + shift :]
        self.section, self.name, self.key = section, name, f"{section}.{name}"
        self.default = default_of(tables, row, 2 + shift)
        self.range, self.text = spread(low, high), words(text)


def part_processes(tables):
    files = {name: path.name for path, text in tables.sources_of("src/rules").items()
             for name in re.findall(r"^void (\w+)_step\(", text, re.MULTILINE)}
    columns = lambda found: "; ".join(f"{kind}: {', '.join(names)}" for kind, names in found.items()) or "–"
    rows = [(place, f"`{row.arguments[0]}`", row.arguments[1], row.arguments[2].lower(), words(row.arguments[3]),
             columns(tables.accesses(row, "READS")), columns(tables.accesses(row, "WRITES")),
             f"`{files.get(row.arguments[0], '?')}`") for place, row in enumerate(tables.processes, 1)]
    return lines_of(("", "process", "steps over", "when", "what it does", "reads of others", "writes", "file"), rows)


def part_attributes(tables):
    changed = collections.defaultdict(list)
    for row in tables.processes:
        for kind, columns in tables.accesses(row, "WRITES").items():
            for column in columns:
                changed[kind, column].append(row.arguments[0])
    text = ""
    for kind, (meaning, _) in tables.kinds.items():
        rows = []
        for name, row in tables.columns(kind).items():
            unit = f"one of {', '.join(tables.choices[row.arguments[2]])}" if row.name.endswith("CODED") else row.arguments[3]
            shown = f"`{name}`" + (" and `_before`" if row.name == "LAGGED" else "")
            rows.append((shown, unit, words(row.arguments[-1]), code(changed[kind, name]) or "–"))
        text += f"\n**{kind}** – {meaning}\n\n" + lines_of(("column", "unit", "meaning", "changed by"), rows)
    return text


def part_parameters(tables):
    text, sections = "", collections.OrderedDict()
    for row in tables.parameters:
        parameter = Parameter(tables, row)
        sections.setdefault(parameter.section, []).append(parameter)
    for section, parameters in sections.items():
        rows = [(f"`{p.key}`", p.default, p.range, p.unit, p.evidence, p.source, p.text) for p in parameters]
        heads = ("key", "default", "range", "unit", "class", "source", "meaning")
        text += f"\n**{section}**\n\n" + lines_of(heads, rows)
    return text


def part_assumed(tables):
    """The list of what is assumed, and how many numbers rest on what."""
    count, sections = collections.Counter(), collections.OrderedDict()
    for row in tables.parameters:
        parameter = Parameter(tables, row)
        count[parameter.evidence] += 1
        if parameter.evidence == "assumed":
            sections.setdefault(parameter.section, []).append(f"`{parameter.name}` {parameter.default}")
    told = ", ".join(f"{count[kind]} {kind}" for kind in tables.choices["evidence"])
    text = f"Of {len(tables.parameters)} parameters: {told}. Assumed, by section:\n\n"
    return text + "".join(f"* **{section}** – {'; '.join(names)}\n" for section, names in sections.items())


def lever_value(tables, row):
    """Default and range of a lever."""
    arguments = row.arguments
    if row.name == "LEVER_FLAG":
        return ("yes" if arguments[2] == "1" else "no"), "yes or no"
    if row.name in ("LEVER_CHOICE", "LEVER_MASK"):
        names = tables.choices[arguments[2]]
        if row.name == "LEVER_CHOICE":
            return arguments[3][len(arguments[2]) + 1 :], ", ".join(names)
        held = [name for bit, name in enumerate(names) if int(arguments[3]) >> bit & 1]
        return "all" if held == names else ", ".join(held) or "none", "any of " + ", ".join(names)
    shift = row.name == "LEVER_BY"
    return default_of(tables, row, 5 + shift), spread(*arguments[3 + shift : 5 + shift])


def lever_unit(row):
    return {"LEVER": row.arguments[2], "LEVER_BY": row.arguments[min(3, len(row.arguments) - 1)]}.get(row.name, "–")


def inline_functions(text, pattern):
    """The names of a header's inline functions whose text has the pattern."""
    parts = re.split(r"^static inline \w+ (\w+)\(", text, flags=re.MULTILINE)
    return [name for name, body in zip(parts[1::2], parts[2::2]) if re.search(pattern, body)]


def lever_readers(tables):
    """The files of rules that read each lever, themselves or by a function of a header. Whether sites are `closed` is read off
    `site`; when a version of the guidance began is found by the main loop."""
    headers, sources = tables.sources_of("include/sendsim/rules"), tables.sources_of("src/rules")
    sources |= {path: text for path, text in tables.sources_of("src").items() if path.name == "simulation.c"}
    found = {}
    for row in tables.levers:
        name = row.arguments[1]
        pattern = rf"\b(?:levers|before|a)\s*->\s*{name}\b" + (r"|\bnow->closed\b" if name == "site" else "")
        names = [function for text in headers.values() for function in inline_functions(text, pattern)]
        called = "|".join([pattern, *(rf"\b{function}\(" for function in names)])
        found[name] = [path.name for path, text in sources.items() if re.search(called, without_comments(text))]
    return found


def part_levers(tables):
    readers = lever_readers(tables)
    rows = [(row.arguments[0], f"`{row.arguments[1]}`", *lever_value(tables, row), lever_unit(row),
             words(row.arguments[-1]), code(readers[row.arguments[1]])) for row in tables.levers]
    return lines_of(("", "lever", "normal times", "range", "unit", "meaning", "read by"), rows)


def part_traits(tables):
    rows = []
    for row in tables.traits:
        owner, name, mean, sd = row.arguments[:4]
        placed = row.name == "TRAIT_PLACED"
        more = [number(value) for value in row.arguments[4:6]] if placed else ["–", "–"]
        evidence, source, text = row.arguments[4 + 2 * placed :]
        rows.append((f"`{owner}.{name}`", number(mean), number(sd), *more, evidence, source, words(text)))
    heads = ("key", "mean", "sd", "clustering", "deprivation", "class", "source", "meaning")
    return lines_of(heads, rows)


def part_switches(tables):
    rows = []
    for row in tables.switches:
        name, choices = row.arguments[:2]
        mask = row.name == "SWITCH_MASK"
        default = "none" if mask else row.arguments[2][len(choices) + 1 :]
        alternatives = f"any {choices}" if mask else ", ".join(tables.choices[choices])
        rows.append((f"`mechanism.{name}`", default, alternatives, words(row.arguments[-1])))
    return lines_of(("key", "default", "alternatives", "what it decides"), rows)


def part_outcomes(tables):
    series = [(f"`{row.arguments[0]}`", *(row.arguments[1:3]), row.arguments[3].lower(), row.arguments[4].lower(),
               row.arguments[5], words(row.arguments[6])) for row in tables.reported if row.name == "OUTCOME"]
    indices = [(f"`{row.arguments[0]}`", row.arguments[1], words(row.arguments[2])) for row in tables.reported
               if row.name == "INEQUITY"]
    counts = [(f"`{row.arguments[0]}`", words(row.arguments[2])) for row in tables.reported if row.name == "COUNTED"]
    heads = ("series", "of", "by", "when", "statistic", "unit", "meaning")
    return ("\nWeekly series:\n\n" + lines_of(heads, series) + "\nIndices over a window of term weeks:\n\n" +
            lines_of(("index", "unit", "meaning"), indices) + "\nCounts by calendar year and authority:\n\n" +
            lines_of(("count", "meaning"), counts))


def part_survey(tables):
    rows = [(f"`{row.arguments[0]}`", row.arguments[1], ", ".join(call.arguments[0] for call in calls(row.arguments[3])),
             words(row.arguments[4]), row.arguments[2],
             words(row.arguments[5])) for row in tables.survey]
    return lines_of(("item", "after", "asked", "the state behind it", "of", "statement"), rows)


def part_sources(tables):
    return lines_of(("source", "reference"), [(row.arguments[0], words(row.arguments[1])) for row in tables.sources])


def reference(row):
    """A reference of a requirement as readers see it."""
    arguments = [words(argument) or argument for argument in row.arguments]
    if row.name == "PATTERN":
        return f"pattern {arguments[0]}"
    kind = {"SCENARIO": " (scenario)", "ITEM": " (survey)"}.get(row.name, "")
    return f"`{'.'.join(arguments)}`" + kind


def part_requirements(tables):
    rows, both = [], 0
    for row in tables.requirements:
        places, tests = calls(row.arguments[2]), calls(row.arguments[3])
        kinds = {test.name for test in tests}
        both += len(kinds) > 1
        rows.append((row.arguments[0], words(row.arguments[1]), ", ".join(map(reference, places)),
                     ", ".join(map(reference, tests)), kinds))
    counts = [sum(row[-1] == {kind} for row in rows) for kind in ("TEST", "PATTERN")]
    told = (f"{len(rows)} requirements: {counts[0]} are held to by tests of rules, {counts[1]} by patterns of whole runs, "
            f"{both} by both.\n\n")
    return told + lines_of(("", "requirement", "in the code", "test"), [row[:-1] for row in rows])


PARTS = {name[len("part_") :]: part for name, part in list(globals().items()) if name.startswith("part_")}


# ---- the document ------------------------------------------------------------------------------------------------------


def regenerated(document, tables):
    """The document with every part written anew, the names of the parts that changed, and of those that are missing."""
    changed, seen = [], []

    def part(found):
        head, name, old, end = found.groups()
        seen.append(name)
        new = "\n" + PARTS[name](tables).strip("\n") + "\n\n" if name in PARTS else old
        if new != old or name not in PARTS:
            changed.append(name)
        return head + new + end

    return PART.sub(part, document), changed, [name for name in PARTS if name not in seen]


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; tell what is out of date")
    parser.add_argument("root", nargs="?", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent,
                        help="the project's folder")
    options = parser.parse_args(arguments)
    root, check = options.root, options.check
    path = root / DOCUMENT
    old = path.read_text(encoding="utf-8")
    try:
        new, changed, missing = regenerated(old, Tables(root))
    except ValueError as fault:
        print(f"{TABLES}: {fault}")
        return 1
    for name in missing:
        print(f"{DOCUMENT}: no part '{name}': write the marks where it belongs")
    if check:
        for name in changed:
            print(f"{DOCUMENT}: part '{name}' is not what the tables say; run tools/odd.py")
        return 1 if changed or missing else 0
    path.write_text(new, encoding="utf-8")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
