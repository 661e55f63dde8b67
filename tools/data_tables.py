#!/usr/bin/env python3
"""Makes the project's own small tables (scenarios/data/*.csv) from a folder of published figures.

    tools/data_tables.py PUBLISHED [--output scenarios/data] [--reset-capacity]

PUBLISHED holds the published figures as CSV (local_authorities_2019.csv, attendance_weekly_2020_*.csv,
sen_by_school_type_2019_20.csv, sen2_national_regional_2014_2020.csv, facts_2019_2020.csv, term_dates.csv).
Each table opens with comment lines that say of every column its unit, year, class and source. The calibrated column
assessment_capacity of an existing table is kept, unless --reset-capacity is given. Published gaps stay empty.
Nothing later than December 2020 is read. Running it twice gives the same bytes.
"""
import argparse
import csv
import datetime
import io
import pathlib
import sys
from decimal import Decimal

LAST_DAY = datetime.date(2020, 12, 31)  # what came later is kept aside to judge predictions
LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
SEN = "DfE, Special educational needs in England, academic year 2019/20 (January 2020 census)"
SEN2 = "DfE, Education, health and care plans (SEN2)"
ABSENCE = "DfE, Pupil absence in schools in England, 2018/19"
DSG = "DfE, Dedicated schools grant returns, 2019-20"
ATTENDANCE = "DfE, Attendance in education and early years settings during the coronavirus outbreak"
OWN = "this project"

LEFT_OUT = {
    code: "too small: one or two schools carry neither neighbouring schools nor a pool of professionals"
    for code in ("E09000001", "E06000053")  # City of London, Isles of Scilly
}
CAPACITY_BEFORE_CALIBRATION = "1.0"


class Column:
    """One column of a table: its name and what the heading says of it."""

    def __init__(self, name, unit, year, kind, source):
        self.name, self.unit, self.year, self.kind, self.source = name, unit, year, kind, source


def published_rows(folder, name):
    """The rows of a published file as dictionaries."""
    with open(folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    """A published number without padding zeros ('64.300000000000' is '64.3'); empty stays empty."""
    if text == "":
        return ""
    value = Decimal(text).normalize()
    return format(value, "f")


def write_table(path, title, notes, columns, rows):
    """Writes a table with its self-describing heading; rows are lists of text in the order of the columns."""
    text = io.StringIO()
    for line in [title, *notes, LICENCE]:
        text.write(f"# {line}\n")
    text.write("# Each column: name | unit | year | class | source\n")
    for column in columns:
        text.write(f"#: {column.name} | {column.unit} | {column.year} | {column.kind} | {column.source}\n")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    print(f"{path}: {len(rows)} rows, {len(columns)} columns")


def known_capacities(path):
    """The calibrated column of an existing table, by code."""
    if not path.exists():
        return {}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row["code"]: row["assessment_capacity"] for row in csv.DictReader(lines)}


def authorities(published, output, reset):
    """One row for each local authority, sorted by code."""
    path = output / "authorities_2019.csv"
    known = {} if reset else known_capacities(path)
    figures = [  # our name, published name, unit, year, source
        ("mainstream_pupils", "mainstream_pupils", "count", "2020", SEN),
        ("ehcp_pct", "ehcp_pct", "% of pupils in all schools", "2020", SEN),
        ("sen_support_pct", "sen_support_pct", "% of pupils in all schools", "2020", SEN),
        ("mainstream_ehcp_pct", "mainstream_ehcp_pct", "% of mainstream pupils", "2020", SEN),
        ("mainstream_sen_support_pct", "mainstream_sen_support_pct", "% of mainstream pupils", "2020", SEN),
        ("requests_2019", "requests_2019", "count", "2019", SEN2),
        ("refused_pct_2019", "refused_pct_2019", "% of requests", "2019", SEN2),
        ("new_plans_2019", "new_plans_2019", "count", "2019", SEN2),
        ("within_20_weeks_pct_2019", "within_20_weeks_pct_2019", "% of new plans", "2019", SEN2),
        ("absence_ehcp_pct", "absence_ehcp_pct_2018_19", "% of sessions", "2018/19", ABSENCE),
        ("absence_sen_support_pct", "absence_sen_support_pct_2018_19", "% of sessions", "2018/19", ABSENCE),
        ("dsg_balance_pct_income", "dsg_balance_pct_income_2019_20", "% of income", "2019-20", DSG),
    ]
    columns = [
        Column("code", "text", "2019", "data", "Office for National Statistics, codes of local authorities"),
        Column("name", "text", "2019", "data", SEN),
        Column("region", "text", "2019", "data", SEN),
        Column("left_out", "text", "-", "definition", OWN + ": why the model leaves the authority out; empty = it is in"),
        *[Column(ours, unit, year, "data", source) for ours, _, unit, year, source in figures],
        Column("assessment_capacity", "factor", "2019", "calibrated",
               OWN + ": cases a week relative to the default; 1.0 = not yet calibrated"),
    ]
    rows = []
    for row in sorted(published_rows(published, "local_authorities_2019.csv"), key=lambda row: row["la_code"]):
        code = row["la_code"]
        rows.append([code, row["la_name"], row["region"], LEFT_OUT.get(code, ""),
                     *[number(row[theirs]) for _, theirs, *_ in figures],
                     known.get(code, CAPACITY_BEFORE_CALIBRATION)])
    write_table(path, "Local authorities of England before the pandemic, sorted by code.", [
        "SEN2 counts ages 0 to 25. Empty cells are unpublished; the model says in its output what it puts there.",
        "Exactly 0 of requests refused stands for 'not published' where plans were issued for about half of them.",
    ], columns, rows)


def school_days(monday, terms):
    """How many of the five days from `monday` lie in term, by the typical term dates."""
    days = 0
    for offset in range(5):
        day = (monday + datetime.timedelta(days=offset)).isoformat()
        days += any(row[f"{term}_from"] <= day <= row[f"{term}_to"] and
                    not row[f"{term}_half_from"] <= day <= row[f"{term}_half_to"]
                    for row in terms for term in ("autumn", "spring", "summer"))
    return days


def attendance(published, output):
    """One row for each week from 23 March to 14 December 2020, holidays included."""
    fewest_days = 3
    taken_as_holiday = datetime.date(2020, 7, 20)  # three days, but the published series ends on 17 July
    terms = published_rows(published, "term_dates.csv")
    spring = {row["week_commencing"]: row
              for row in published_rows(published, "attendance_weekly_2020_spring_summer.csv")}
    autumn = {row["week_commencing"]: row for row in published_rows(published, "attendance_weekly_2020_autumn.csv")}
    # our name, published name until July, published name from September, unit, class, source
    figures = [
        ("days", "days", "days", "count", "data", ATTENDANCE + ": school days averaged"),
        ("open_pct", "mean_pct_settings_open", "mean_pct_open", "% of settings", "data", ATTENDANCE),
        ("all_pupils_pct", "mean_pct_all", "mean_pct_all", "% of pupils", "data", ATTENDANCE),
        ("ehcp_pct", "DERIVED_mean_pct_ehcp", "mean_pct_ehcp", "% of pupils with a plan", "data",
         ATTENDANCE + "; until July table 3, count / 294758 pupils with a plan; from September table 1b as published"),
        ("ehcp_count", "mean_n_ehcp", None, "count", "data", ATTENDANCE + ", table 3"),
        ("ehcp_or_social_worker_pct", "mean_pct_ehcp_or_sw", None, "% of pupils with a plan or social worker", "data",
         ATTENDANCE + ", table 3"),
        ("social_worker_pct", None, "mean_pct_sw", "% of pupils with a social worker", "data",
         ATTENDANCE + ", table 1b"),
    ]
    columns = [
        Column("week_commencing", "date", "2020", "data", ATTENDANCE),
        Column("term_week", "flag", "2020", "definition",
               OWN + ": 1 = at least three school days by typical term dates; the week of 20 July counts as holiday"),
        *[Column(name, unit, "2020", kind, source) for name, _, _, unit, kind, source in figures],
    ]
    rows = []
    monday = datetime.date(2020, 3, 23)
    while monday <= datetime.date(2020, 12, 14):
        week = monday.isoformat()
        term = school_days(monday, terms) >= fewest_days and monday != taken_as_holiday
        cells = []
        for _, until_july, from_september, *_ in figures:
            source, name = (spring, until_july) if week in spring else (autumn, from_september)
            cells.append(number(source[week][name]) if week in source and name else "")
        rows.append([week, "1" if term else "0", *cells])
        monday += datetime.timedelta(days=7)
    write_table(output / "attendance_2020.csv", "Attendance in England by week, 23 March to December 2020: means over "
                "the school days published.", [
                    "Until July all settings; from September all state-funded schools. Non-response, rounded.",
                    "In the weeks of 6 and 13 April and 25 May some settings opened in the holidays.",
                ], columns, rows)


def schools_by_type(published, output):
    """Where all pupils, pupils with a plan and pupils on SEN support are taught."""
    phases = {"State-funded nursery": "primary", "State-funded primary": "primary",
              "State-funded secondary": "secondary", "State-funded special school": "special",
              "Non-maintained special school": "special", "State-funded AP school": "none",
              "Independent school": "none"}
    provisions = ["all pupils", "pupils with EHC plans", "pupils on SEN support"]
    shares = {}
    for row in published_rows(published, "sen_by_school_type_2019_20.csv"):
        shares[row["phase_type_grouping"], row["Provision type"]] = number(
            row["% of pupils (with SEN provision type)"])
    columns = [
        Column("type", "text", "2020", "data", SEN),
        Column("phase", "text", "-", "definition", OWN + ": the phase of the model that holds them; none = not modelled"),
        Column("pupils_pct", "% of all pupils", "2020", "data", SEN),
        Column("ehcp_pct", "% of pupils with a plan", "2020", "data", SEN),
        Column("sen_support_pct", "% of pupils on SEN support", "2020", "data", SEN),
    ]
    rows = [[kind, phase, *[shares[kind, provision] for provision in provisions]] for kind, phase in phases.items()]
    write_table(output / "schools_by_type_2020.csv", "Where pupils were taught in January 2020, by type of school.",
                [], columns, rows)


def sen2_national(published, output):
    """Requests, refusals, plans and timeliness of England by calendar year."""
    figures = [  # our name, published name, unit
        ("requests", "inreq_ehc", "count"),
        ("refused", "ass_refused_ehc", "count"),
        ("refused_pct", "ass_refused_ehc_pc", "% of requests"),
        ("not_issued", "ass_none_ehc", "count"),
        ("not_issued_pct", "ass_none_ehc_pc", "% of assessments"),
        ("new_plans", "new_all_ehc", "count"),
        ("within_20_weeks_pct", "no_exc_20week_rate", "% of new plans without exceptions"),
        ("within_20_weeks_all_pct", "inc_exc_20week_rate", "% of new plans"),
    ]
    columns = [Column("year", "year", "-", "data", SEN2),
               *[Column(ours, unit, "each row's", "data", SEN2) for ours, _, unit in figures]]
    rows = [[row["year"], *[number(row[theirs]) for _, theirs, _ in figures]]
            for row in published_rows(published, "sen2_national_regional_2014_2020.csv")
            if row["level"] == "National" and 2016 <= int(row["year"]) <= LAST_DAY.year]
    write_table(output / "sen2_national.csv",
                "Requests for EHC needs assessment, refusals and new plans in England by calendar year.",
                ["Ages 0 to 25."], columns, rows)


# our id, id of the published row, what is measured, source in words
FACTS = [
    ("free_meals_ehcp", "F001", "eligible for free school meals: pupils with a plan", SEN),
    ("free_meals_sen_support", "F002", "eligible for free school meals: pupils on SEN support", SEN),
    ("free_meals_no_sen", "F003", "eligible for free school meals: pupils without SEN", SEN),
    ("free_meals_all", "F004", "eligible for free school meals: all pupils", SEN),
    ("need_autism_ehcp", "F051", "primary need autism: pupils with a plan",
     "DfE, Special educational needs in England, January 2019, as quoted by NAHT"),
    ("need_speech_sen_support", "F050", "primary need speech, language and communication: pupils on SEN support",
     "DfE, Special educational needs in England, January 2019, as quoted by NAHT"),
    ("need_speech_sen", "F052", "primary need speech, language and communication: all pupils with SEN",
     "DfE, Special educational needs in England, January 2019, as quoted by NAHT"),
    ("need_learning_sen", "F053", "primary need moderate learning difficulty: all pupils with SEN",
     "DfE, Special educational needs in England, January 2019, as quoted by NAHT"),
    ("need_emotional_pupils", "F047", "primary need social, emotional and mental health: share of all pupils",
     SEN + ", as quoted by Mime Consulting"),
    ("need_learning_pupils", "F048", "primary need moderate learning difficulty: share of all pupils",
     SEN + ", as quoted by Mime Consulting"),
    ("need_autism_pupils", "F049", "primary need autism: share of all pupils",
     SEN + ", as quoted by Mime Consulting"),
    ("critical_worker_parents", "F235", "working parents who are critical workers (upper estimate)",
     "Institute for Employment Studies, March 2020"),
    ("dsg_balance_mean", "F250", "dedicated schools grant balance in % of income: mean of authorities", DSG),
    ("dsg_balance_sd", "F251", "dedicated schools grant balance in % of income: standard deviation of authorities",
     DSG),
    ("dsg_in_deficit", "F252", "authorities with a negative dedicated schools grant balance", DSG),
]
# denominators named in the publications, not rows of the file of facts
DENOMINATORS = [
    ("pupils", "pupils in all schools", "8890345"),
    ("pupils_mainstream", "pupils in state-funded nursery, primary and secondary schools", "8166159"),
    ("plans_in_schools", "pupils with a plan in all schools", "294758"),
]
CLASSES = {"published": "published", "calculated from published": "calculated"}


def fact(row, ours, measure, source):
    """A row of our table of facts; refuses what is neither published nor calculated, or is too late."""
    year = row["date"][:4]
    if row["status"] not in CLASSES or int(year) > LAST_DAY.year:
        sys.exit(f"{row['id']} ({ours}) is '{row['status']}' of {row['date']}: only published figures up to "
                 f"{LAST_DAY:%B %Y} may enter")
    units = {"%": "%", "pp": "percentage points"}
    return [ours, measure, number(row["value"]), units[row["unit"]], row["date"], CLASSES[row["status"]], source]


def facts(published, output):
    """Single figures that parameters cite as data."""
    rows = [[ours, measure, value, "count", "2020-01", "published", SEN] for ours, measure, value in DENOMINATORS]
    by_id = {row["id"]: row for row in published_rows(published, "facts_2019_2020.csv")}
    rows += [fact(by_id[theirs], ours, measure, source) for ours, theirs, measure, source in FACTS]
    columns = [Column("id", "text", "-", "definition", OWN), Column("measure", "text", "-", "definition", OWN),
               Column("value", "each row's", "each row's", "data", "each row's"),
               Column("unit", "text", "-", "definition", OWN), Column("date", "text", "-", "data", "each row's"),
               Column("class", "text", "-", "data", "each row's"), Column("source", "text", "-", "data", OWN)]
    write_table(output / "facts.csv", "Single published figures that parameters of the model rest on or are checked "
                "against.", [], columns, rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("published", type=pathlib.Path, help="folder of the published figures")
    parser.add_argument("--output", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent / "scenarios" / "data")
    parser.add_argument("--reset-capacity", action="store_true", help="start the calibrated column again from 1.0")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    authorities(options.published, options.output, options.reset_capacity)
    attendance(options.published, options.output)
    schools_by_type(options.published, options.output)
    sen2_national(options.published, options.output)
    facts(options.published, options.output)


if __name__ == "__main__":
    main()
