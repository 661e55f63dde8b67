#!/usr/bin/env python3
"""Requirements, parameters and levers are held against the code.

usage: requirements.py SOURCE    SOURCE is the project's folder

Each test holds the project itself to a sentence; a twin of it breaks a copy of the project and expects to be told, so
none passes by looking at nothing.
"""
import ast
import contextlib
import io
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
sys.path.insert(0, str(SOURCE / "tools"))
sys.dont_write_bytecode = True
import odd  # noqa: E402

STATEMENTS = 210  # S1 to S210
# where the parameters of these sections are read; all others are read by rules or by what rules share with synthesis
READERS = {"start": ("population", "model"), "measure": ("measures",),
           "survey": ("measures",)}
RULES = ("rules", "model")


# ---- what can be wrong; each returns the faults it finds ---------------------------------------------------------------


def numbering_faults(tables):
    """Every statement has exactly one row."""
    numbers = [row.arguments[0] for row in tables.requirements]
    wanted = {f"S{number}" for number in range(1, STATEMENTS + 1)}
    return ([f"{name} has no row" for name in sorted(wanted - set(numbers))] +
            [f"{name} is no statement" for name in sorted(set(numbers) - wanted)] +
            [f"{name} has {numbers.count(name)} rows" for name in sorted(set(numbers)) if numbers.count(name) > 1])


def declared(tables):
    """What a row may name, by the macro it is named with: argument lists as tuples."""
    reported = lambda kind: {(row.arguments[0],) for row in tables.reported if row.name == kind}
    return {
        "PROCESS": {(row.arguments[0],) for row in tables.processes},
        "COLUMN": {(kind, column) for kind in tables.kinds for column in tables.columns(kind)},
        "LEVER": {(row.arguments[1],) for row in tables.levers},
        "PARAMETER": {tuple(row.arguments[:2]) for row in tables.parameters},
        "TRAIT": {tuple(row.arguments[:2]) for row in tables.traits},
        "SWITCH": {(row.arguments[0],) for row in tables.switches},
        "SETTING": {tuple(row.arguments[:2]) for row in tables.settings},
        "OUTCOME": reported("OUTCOME"),
        "INEQUITY": reported("INEQUITY"),
        "SCENARIO": {(path.stem,) for path in (tables.root / "scenarios").rglob("*.yaml")},
        "ITEM": {(row.arguments[0],) for row in tables.survey},
    }


def place_faults(tables):
    """Every row says where the code answers, and names nothing that does not exist."""
    known, faults = declared(tables), []
    for row in tables.requirements:
        places = odd.calls(row.arguments[2])
        if not places:
            faults.append(f"{row.arguments[0]} says nowhere")
        for place in places:
            if place.name not in known:
                faults.append(f"{row.arguments[0]}: {place.name} is no place in the code")
            elif tuple(place.arguments) not in known[place.name]:
                faults.append(f"{row.arguments[0]}: no {place.name.lower()} {'.'.join(place.arguments)}")
    return faults


def test_names(tables):
    """The names of all test functions."""
    found = set()
    for path in (tables.root / "tests").rglob("*.c"):
        found.update(re.findall(r"^START_TEST\((\w+)\)", path.read_text(encoding="utf-8"), re.MULTILINE))
    return found


def pattern_names(tables):
    """The patterns of tests/patterns that claim something: Pattern(id, statement, claims)."""
    found = set()
    for path in (tables.root / "tests" / "patterns").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Pattern" and len(node.args) == 3:
                found.add(node.args[0].value)
    return found


def test_faults(tables):
    """Every row is tested by a test or a pattern that exists; a statement's own contrast is of that statement."""
    known, faults = {"TEST": test_names(tables), "PATTERN": pattern_names(tables)}, []
    for row in tables.requirements:
        number, tests = row.arguments[0], odd.calls(row.arguments[3])
        if not tests:
            faults.append(f"{number} is not tested")
        for test in tests:
            subject = odd.words(test.arguments[0]) or test.arguments[0]
            if test.name not in known:
                faults.append(f"{number}: {test.name} is no way to test")
            elif subject not in known[test.name]:
                faults.append(f"{number}: no {test.name.lower()} {subject}")
            elif subject.startswith("S") and subject != number:
                faults.append(f"{number}: {subject} is the contrast of another statement")
    return faults


def untraced(tables):
    """Contrasts of statements that the statement's own row does not name."""
    named = {(row.arguments[0], odd.words(test.arguments[0])) for row in tables.requirements
             for test in odd.calls(row.arguments[3])}
    return [f"pattern {name} is named by no row" for name in sorted(pattern_names(tables))
            if name.startswith("S") and (name, name) not in named]


def expectation_faults(tables):
    """What scenarios expect refers to statements and patterns that there are."""
    known, faults = {row.arguments[0] for row in tables.requirements} | pattern_names(tables), []
    for path in sorted((tables.root / "scenarios").rglob("*.yaml")):
        text = re.sub(r"^ *#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for reference in re.findall(r"\b(?:S\d+|P[1-9X]\.\d+)\b", text):
            if reference not in known:
                faults.append(f"{path.stem}: there is no {reference}")
    return faults


def finding_faults(root):
    """Every prediction that fails in a published report is explained."""
    explained = (root / "tests" / "patterns" / "FINDINGS.md").read_text(encoding="utf-8")
    known = {name for heading in re.findall(r"^\*\*([^*]*)", explained, re.MULTILINE)
             for name in re.findall(r"\b[PS][\dX.]+\d", heading)}
    reports = sorted((root / "results" / "published").glob("patterns*.md"))
    return [f"{path.name}: {name} is not explained" for path in reports for name in re.findall(
                r"^\* \*\*(\S+)\*\* .*(?:FAILS \(finding\)|no value)\.$",
                path.read_text(encoding="utf-8"), re.MULTILINE) if name not in known]


def members_read(tables, folders):
    """The names of struct members that the code of these folders reads or writes."""
    found = set()
    for folder in folders:
        for tree in ("src", "include/sendsim"):
            for text in tables.sources_of(f"{tree}/{folder}").values():
                found.update(re.findall(r"(?:->|\.)(\w+)", odd.without_comments(text)))
    return found


def parameter_faults(tables):
    """Every parameter is read where its section belongs."""
    read, faults = {}, []
    for row in tables.parameters:
        section, name = row.arguments[:2]
        folders = READERS.get(section, RULES)
        if folders not in read:
            read[folders] = members_read(tables, folders)
        if f"{section}_{name}" not in read[folders]:
            faults.append(f"{section}.{name} is read nowhere in {' or '.join(folders)}")
    return faults


def lever_faults(tables):
    """Every lever is read by a rule."""
    return [f"{lever} is read by no rule" for lever, readers in odd.lever_readers(tables).items() if not readers]


# ---- which submodel reads which lever ----------------------------------------------------------------------------------

SUBMODELS = {  # and the files of rules that carry them out
    "M0": "simulation.c guidance.c", "M1": "authority.c enactment.c", "M2": "professional.c supply.c", "M3": "enactment.c",
    "M4": "senco.c", "M5": "places.c", "M6": "attendance.c home_support.c", "M7": "provision.c", "M8": "specialist.c roll.c",
    "M9": "review.c", "M10": "family_trust.c school_trust.c family.c", "M11": "wellbeing.c family.c", "M12": "burnout.c",
    "M13": "practice.c", "M14": "ehc_request.c ehc_pipeline.c", "M15": "funding.c", "M16": "offrolling.c attendance.c",
    "M17": "partnership.c", "M20": "family.c", "shocks": "shock.c"}
READ_BY = {  # by the code of the lever, as the design has it, but that places (M5) are by the week and not by L11
    "L01": "M0 M3 M4 M5 M6 M7 M8 M9 M12 M13 M14 M15", "L02": "M5", "L03": "M5", "L04": "M0 M6", "L05": "M6", "L06": "M0 M3",
    "L07": "M0 M3", "L08": "M0 M3", "L09": "M5", "L10": "M4 M6 M7 M11 M13", "L11": "M6", "L12": "M0 M1 M3 M4 M10",
    "L13": "M1 M4 M10", "L14": "M4 M10", "L15": "M3 M10", "L16": "M1 M3", "L17": "M2 M10", "L18": "M10 M14", "L19": "M4 M9 M10",
    "L20": "M2 M4 M14", "L21": "M2", "L22": "M2 M4", "L23": "M11 M12 M13 M16", "L24": "M4 M12 M13", "L25": "M4", "L26": "M13",
    "L27": "M13", "L28": "M17", "L29": "M20", "L30": "M11", "L31": "M6", "L32": "M14", "L33": "M14", "L34": "M14", "L35": "M15",
    "L36": "M16", "L37": "M16", "L38": "M9", "L39": "M6", "L40": "M6", "L41": "M5", "L42": "M4", "L43": "M0", "L44": "M14",
    "L45": "M12", "L46": "shocks", "L47": "shocks", "L48": "shocks", "L49": "shocks", "L50": "shocks"}
ALSO = {  # and as it is built: read by more,
    "L01": "M2 M10 M11",  # a mandate to return, visits expected, pressure and strain: of open sites
    "L09": "M3",          # occupancy of a school's own pupils is at most its places
    "L10": "M3",          # that sets the school's occupancy, which the others read
    "L39": "M4"}          # risks are assessed while one is perceived
COLUMNS = {  # or read by way of a column that a reader of the lever writes
    ("L01", "M7"): "sessions_attended",
    ("L10", "M4"): "occupancy", ("L10", "M6"): "occupancy", ("L10", "M7"): "occupancy", ("L10", "M11"): "occupancy",
    ("L10", "M13"): "occupancy", ("L19", "M10"): "reviews_vanished"}


def reader_faults(tables):
    """Each lever is read by the submodels that the design says, and by no others than those known."""
    readers, faults = odd.lever_readers(tables), []
    texts = {path.name: text for path, text in tables.sources_of("src").items()}
    for row in tables.levers:
        code, name = row.arguments[:2]
        submodels = READ_BY.get(code, "").split() + ALSO.get(code, "").split()
        for submodel in submodels:
            files = SUBMODELS[submodel].split()
            column = COLUMNS.get((code, submodel), "")
            reads = any(column in texts[file] for file in files) if column else not set(files).isdisjoint(readers[name])
            if not reads:
                faults.append(f"{submodel} does not read {name}")
        known = {file for submodel in submodels for file in SUBMODELS[submodel].split()}
        faults += [f"{file} reads {name}" for file in readers[name] if file not in known]
    return faults


# ---- the tests ---------------------------------------------------------------------------------------------------------


class Project(unittest.TestCase):
    """The project as it is."""

    @classmethod
    def setUpClass(cls):
        cls.tables = odd.Tables(SOURCE)

    def test_every_statement_has_exactly_one_row(self):
        self.assertEqual(numbering_faults(self.tables), [])

    def test_no_row_names_a_place_that_does_not_exist(self):
        self.assertEqual(place_faults(self.tables), [])

    def test_no_row_names_a_test_that_does_not_exist(self):
        self.assertEqual(test_faults(self.tables), [])

    def test_every_parameter_is_read_by_some_rule(self):
        self.assertEqual(parameter_faults(self.tables), [])

    def test_every_finding_of_a_published_report_is_explained(self):
        self.assertEqual(finding_faults(SOURCE), [])

    def test_every_lever_is_read(self):
        self.assertEqual(lever_faults(self.tables), [])

    def test_every_lever_is_read_by_the_submodels_that_the_design_says(self):
        self.assertEqual(reader_faults(self.tables), [])

    def test_what_scenarios_expect_refers_to_statements_and_patterns_that_there_are(self):
        self.assertEqual(expectation_faults(self.tables), [])

    def test_every_contrast_of_a_statement_is_named_by_its_row(self):
        self.assertEqual(untraced(self.tables), [])


class Copy(unittest.TestCase):
    """A copy of the project with one fault in it."""

    project = odd.Tables(SOURCE)

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        for tree in ("include", "src", "scenarios"):
            shutil.copytree(SOURCE / tree, self.root / tree)
        for path in (SOURCE / "tests").rglob("*.[ch]"):
            self.copy(path)
        for path in (SOURCE / "tests" / "patterns").glob("*.py"):
            self.copy(path)

    def copy(self, path):
        """Copies one file of the project to its place in the copy."""
        target = self.root / path.relative_to(SOURCE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)

    def change(self, path, old, new):
        """Replaces what stands once or more in a file of the copy."""
        text = (self.root / path).read_text(encoding="utf-8")
        self.assertIn(old, text)
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def change_row(self, old, new):
        self.change(f"{odd.TABLES}/requirements.def", old, new)

    def told(self, faults):
        """What `faults` finds in the copy and not in the project."""
        known = faults(Copy.project)
        return [fault for fault in faults(odd.Tables(self.root)) if fault not in known]

    def test_a_missing_row_is_told(self):
        self.change_row("REQUIREMENT(S7,", "REQUIREMENT(S8,")
        self.assertEqual(self.told(numbering_faults), ["S7 has no row", "S8 has 2 rows"])

    def test_a_statement_too_many_is_told(self):
        self.change_row("REQUIREMENT(S210,", "REQUIREMENT(S211,")
        self.assertEqual(self.told(numbering_faults), ["S210 has no row", "S211 is no statement"])

    def test_a_mistyped_place_is_told(self):
        self.change_row("PARAMETER(trust, relaxation)", "PARAMETER(trust, relaxatoin)")
        self.assertEqual(self.told(place_faults), ["S10: no parameter trust.relaxatoin"])

    def test_a_place_that_is_still_to_be_built_is_told(self):
        self.change_row("PARAMETER(trust, relaxation)", 'UNBUILT("dismay")')
        self.assertEqual(self.told(place_faults), ["S10: UNBUILT is no place in the code"])

    def test_a_renamed_test_is_told(self):
        self.change("tests/test_simulation.c", "START_TEST(a_closure_is_felt)", "START_TEST(a_closure_was_felt)")
        self.assertEqual(self.told(test_faults), ["S4: no test a_closure_is_felt"])

    def test_a_pattern_that_is_none_is_told(self):
        self.change_row('PATTERN("S18")', 'PATTERN("later")')
        self.assertEqual(self.told(test_faults), ["S18: no pattern later"])
        self.assertEqual(self.told(untraced), ["pattern S18 is named by no row"])

    def test_a_renamed_pattern_is_told(self):
        self.change("tests/patterns/statement_1.py", 'Pattern("P1.1"', 'Pattern("P1.9"')
        self.assertEqual(self.told(test_faults), ["S57: no pattern P1.1"])

    def test_a_pattern_without_claims_counts_as_none(self):
        self.change("tests/patterns/crossing.py", 'Pattern("PX.0", "Covid continues to affect (S106, S204)", ',
                    'Pattern("PX.0", "Covid continues to affect (S106, S204)", awaits=')
        self.assertEqual(self.told(test_faults), ["S204: no pattern PX.0"])

    def test_the_contrast_of_another_statement_is_told(self):
        self.change_row('PATTERN("S18")', 'PATTERN("S26")')
        self.assertEqual(self.told(test_faults), ["S18: S26 is the contrast of another statement"])

    def test_a_finding_without_an_explanation_is_told(self):
        self.copy(SOURCE / "tests" / "patterns" / "FINDINGS.md")
        report = self.root / "results" / "published" / "patterns_tiny.md"
        report.parent.mkdir(parents=True)
        report.write_text("* **P1.1** Theil's T: expected > 2, found 1 (90% interval 0 to 2). FAILS (finding).\n"
                          "* **P2.9** the slope: expected 0, found 1 (90% interval 0 to 2). FAILS (finding).\n", "utf-8")
        self.assertEqual(finding_faults(self.root), ["patterns_tiny.md: P1.1 is not explained"])

    def test_a_test_that_is_still_to_come_is_told(self):
        self.change_row('PATTERN("S18")', 'PENDING("S18")')
        self.assertEqual(self.told(test_faults), ["S18: PENDING is no way to test"])

    def test_a_parameter_that_no_rule_reads_is_told(self):
        row = 'PARAMETER(trust, unused, 1, 0, 2, factor, assumed, design, "of no use")\n'
        self.change(f"{odd.TABLES}/parameters.def", "PARAMETER(trust, gain,", row + "PARAMETER(trust, gain,")
        self.assertEqual(self.told(parameter_faults), ["trust.unused is read nowhere in rules or model"])

    def test_a_lever_that_no_rule_reads_is_told(self):
        row = 'LEVER_FLAG  (L46, unused, 0, "of no use")\n'
        self.change(f"{odd.TABLES}/levers.def", "LEVER_FLAG  (L44,", row + "LEVER_FLAG  (L44,")
        self.assertEqual(self.told(lever_faults), ["unused is read by no rule"])

    def test_a_lever_that_a_submodel_no_longer_reads_is_told(self):
        self.change("src/rules/senco.c", "now->levers->exhortation", "0")
        self.assertEqual(self.told(reader_faults), ["M4 does not read exhortation"])

    def test_a_lever_that_another_submodel_reads_is_told(self):
        self.change("src/rules/burnout.c", "(real)now->levers->recovery_time;",
                    "(real)(now->levers->recovery_time * now->levers->exhortation);")
        self.assertEqual(self.told(reader_faults), ["burnout.c reads exhortation"])

    def test_a_statement_that_a_scenario_makes_up_is_told(self):
        path = "scenarios/eligibility_ladder/eligibility_ladder.yaml"
        self.change(path, "(S70, P2.5)", "(S700, P2.50)")
        self.assertEqual(self.told(expectation_faults),
                         ["eligibility_ladder: there is no S700", "eligibility_ladder: there is no P2.50"])

    def documented(self, *arguments):
        """What tools/odd.py says of the copy, and its exit status."""
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            status = odd.main([*arguments, str(self.root)])
        return told.getvalue(), status

    def test_a_changed_default_makes_the_document_out_of_date_until_it_is_written_anew(self):
        self.change(f"{odd.TABLES}/parameters.def", "(trust, gain, 0.02", "(trust, gain, 0.021")
        told, status = self.documented("--check")
        self.assertEqual(status, 1)
        self.assertIn("part 'parameters' is not what the tables say", told)
        self.assertEqual(self.documented(), ("", 0))
        self.assertEqual(self.documented("--check"), ("", 0))

    def test_a_part_that_is_left_out_of_the_document_is_told(self):
        self.change(odd.DOCUMENT, "<!-- generated: levers -->", "<!-- levers -->")
        told, status = self.documented("--check")
        self.assertEqual(status, 1)
        self.assertIn("no part 'levers'", told)

    def test_a_row_that_cannot_be_read_is_told_with_its_line(self):
        self.change(f"{odd.TABLES}/traits.def", "TRAIT       (authority, learning_partnership", "authority, (learning")
        told, status = self.documented("--check")
        self.assertEqual(status, 1)
        self.assertIn("expected a row, found authority,", told)


if __name__ == "__main__":
    unittest.main()
