"""Statement Six: experts by experience."""
import functools

import numpy

import arms
import indices
import weeks
from arms import HIGH_PARTNERSHIP, HIGH_PRESSURE, LOW_PARTNERSHIP, LOW_PRESSURE
from claims import (ANY, DOWN, NEAR_NOTHING, NOT_DOWN, PREDICTION, REPORTED, UP, VERIFICATION, Claim, Pattern, change,
                    inside, statistic)
from measures import DEVICE_LINE, THOUSAND, family_of, mean_over, total, window
from statement_4 import timeliness

MEETINGS = (56, 66, 88, 96, 110, 125)     # open weeks after September 2020 in which meetings are looked at
CRISES = (33, 59, 72, 88, 98, 110, 125)   # weeks in which crisis measures are counted
LOADS = (66, 88, 98, 110, 125)            # weeks in which the load of professionals is looked at
DISTRUST = 0.4                            # trust below which a meeting online lacks warmth
TOKENISM, QUALITY_SCALE = 0.35, 0.65      # of the signal of a meeting: (quality - tokenism) / scale
CASE_HOURS = 6                            # a week for an open advice case
ABLE = 0.5                                # mean practice from which a school is able to help first
GROWTH_BEGIN, INVOLVED = 10, 20           # weeks from which expertise is followed; in which professionals are counted
SKILLS = ("on_site", "communication", "planning")
PRACTICES = ("on_site", "remote", "communication", "planning")


# ---- meetings --------------------------------------------------------------------------------------------------------

def met(cell, week):
    """Children with a meeting this week, and whether a parent attended: voice is above 0 then, and 0 otherwise."""
    rows = numpy.flatnonzero(cell.children(week, "review_signal") != 0)
    return rows, cell.children(week, "meeting_voice")[rows] > 0


@statistic(snapshots=MEETINGS)
def agencies_per_review(cell):
    came, held = (sum(int(cell.schools(week, name).sum()) for week in MEETINGS)
                  for name in ("agencies_attending", "reviews_held"))
    return came / held if held else float("nan")


@functools.lru_cache(None)
def attendance(column, chosen):
    """Share of meetings with a parent, of those for whom `chosen` (name of a function of the column) holds."""
    test = {"above": lambda values, line: values > line, "below": lambda values, line: values < line}[chosen]

    @statistic(snapshots=MEETINGS)
    def measure(cell):
        came = held = 0
        for week in MEETINGS:
            rows, attended = met(cell, week)
            line = DEVICE_LINE if column == "digital_access" else numpy.median(cell.families(week, column))
            member = test(family_of(cell, week, column)[rows], line)
            came, held = came + int(attended[member].sum()), held + int(member.sum())
        return came / held if held else float("nan")
    return measure


@statistic(snapshots=MEETINGS)
def attendance_gap(cell):
    """Attendance of parents with more hands-on hours less that of those with fewer."""
    return attendance("hands_on_hours", "above")(cell) - attendance("hands_on_hours", "below")(cell)


@statistic(snapshots=MEETINGS)
def voice_gap(cell):
    """Voice at their last meeting, top less bottom third of advocacy capital."""
    return indices.mean([indices.gap(cell.children(week, "meeting_voice"), family_of(cell, week, "advocacy"), 3)
                         for week in MEETINGS])


@statistic(snapshots=MEETINGS)
def quality_without_trust(cell):
    """Quality of meetings where the family's trust is low."""
    found = []
    for week in MEETINGS:
        rows, _ = met(cell, week)
        signal = cell.children(week, "review_signal")[rows]
        found.append(TOKENISM + QUALITY_SCALE * signal[cell.children(week, "family_school_trust")[rows] < DISTRUST])
    return indices.mean(numpy.concatenate(found))


# ---- second closure, training, referral ------------------------------------------------------------------------------

@statistic()
def home_gain(cell):
    """Need met at home, second closure less first, under the levers of the first until 10 May 2020."""
    series = cell.series("provision_at_home")
    return float(series[list(weeks.SECOND_CLOSURE)].mean() - series[list(weeks.FIRST_CLOSURE_STRICT)].mean())


@statistic(snapshots=CRISES)
def crisis_measures(cell):
    """Requests, private purchases and eligible children without a place, per 1,000 children and week; nobody is taken
    off the roll under the safeguard."""
    requests, count = cell.series("ehc_requests"), 0.0
    for week in CRISES:
        assert not (cell.children(week, "attendance_route") == cell.choice("children", "attendance_route",
                                                                            "off_roll")).any()
        refused = (cell.children(week, "place_eligible") == 1) & (cell.children(week, "place_offered") == 0)
        count += requests[week] + refused.sum() + (cell.children(week, "spend_contribution") > 0).sum()
    return float(count * THOUSAND / len(cell.children(CRISES[0], "school")) / len(CRISES))


@statistic(snapshots=LOADS)
def professional_load(cell):
    """Hours asked of visiting professionals over hours they offer."""
    asked = offered = 0.0
    for week in LOADS:
        assessing = cell.children(week, "ehc_stage") == cell.choice("children", "ehc_stage", "assessing")
        asked += CASE_HOURS * float(assessing.sum()) + float(
            cell.schools(week, "hours_needed_therapy").sum() + cell.schools(week, "hours_needed_advisory").sum())
        serving = cell.professionals(week, "discipline") != cell.choice("professionals", "discipline", "care")
        hours = cell.professionals(week, "hours_face") + cell.professionals(week, "hours_online")
        offered += float(hours[serving].sum())
    return asked / offered


@functools.lru_cache(None)
def provision_after(able):
    """Provision since March 2021 in schools able to help first, or in the others, by their practice in July 2020."""
    @statistic(snapshots=(weeks.SUMMER,), school=True)
    def measure(cell):
        skill = sum(cell.schools(weeks.SUMMER, f"practice_{name}") for name in SKILLS) / len(SKILLS)
        return float(numpy.nanmean(cell.school("provision")[weeks.AFTER:, (skill >= ABLE) == able]))
    return measure


# ---- too many experts ------------------------------------------------------------------------------------------------

@statistic(snapshots=(GROWTH_BEGIN, INVOLVED, weeks.BEFORE))
def expertise_slope(cell):
    """Slope of the growth of families' expertise on professionals involved, within schools, families of one child."""
    family = cell.children(INVOLVED, "family")
    growth = (cell.families(weeks.BEFORE, "expertise") - cell.families(GROWTH_BEGIN, "expertise"))[family]
    only = cell.families(INVOLVED, "children_count")[family] == 1
    school = cell.children(INVOLVED, "school")[only]
    involved = cell.children(INVOLVED, "professionals_involved")[only].astype(float)
    return indices.slope(indices.within(growth[only], school), indices.within(involved, school))


@statistic(snapshots=(weeks.BEFORE, weeks.LAST))
def practice_slope(cell):
    """Slope of the growth of practice on professionals linked, within phases of schooling."""
    grown = sum(cell.schools(weeks.LAST, f"practice_{name}") - cell.schools(weeks.BEFORE, f"practice_{name}")
                for name in PRACTICES) / len(PRACTICES)
    phase = cell.schools(weeks.LAST, "phase")
    linked = cell.schools(weeks.LAST, "professionals_linked").astype(float)
    return indices.slope(indices.within(grown, phase), indices.within(linked, phase))


def crowding(text, pair, measure):
    """A slope below 0 at low partnership, of which hardly anything is left at high partnership."""
    low, high = pair[LOW_PARTNERSHIP], pair[HIGH_PARTNERSHIP]
    yield inside(text, low, measure, DOWN, VERIFICATION)
    yield Claim(f"{text}: share left at high partnership", f"{high.text} / {low.text}",
                ((high, measure), (low, measure)), lambda a, b: a / b, NEAR_NOTHING, PREDICTION)


# ---- funding ---------------------------------------------------------------------------------------------------------

@statistic(snapshots=(weeks.YEAR_END,))
def hours_received(cell):
    """Specialist hours that reach schools, of which those commissioned directly depend on budgets."""
    return float(sum(cell.schools(weeks.YEAR_END, f"hours_{how}_{what}").sum() for how in ("face", "online")
                     for what in ("therapy", "advisory")))


@statistic(snapshots=(weeks.YEAR_END,))
def mental_health_met(cell):
    """Specialist need met of children with social, emotional and mental health needs."""
    need = cell.children(weeks.YEAR_END, "need") == cell.choice("children", "need", "social_emotional")
    return indices.mean(cell.children(weeks.YEAR_END, "specialist_met")[need])


LEARNING, CASCADE = arms.TRAINED["learning"], arms.TRAINED["cascade"]
POST = window("provision_mean", "post")

PATTERNS = (
    Pattern("P6.1", "meetings online: wider attendance, less warmth (S173, S175, S176, S178, S179, S180)", (
        change("agencies at an annual review", arms.BASE, arms.FACE_TO_FACE, agencies_per_review, UP, VERIFICATION),
        change("gap in parents' attendance by hands-on hours", arms.BASE, arms.FACE_TO_FACE, attendance_gap, DOWN,
               VERIFICATION),
        change("gap in voice by advocacy capital", arms.BASE, arms.FACE_TO_FACE, voice_gap, DOWN, VERIFICATION),
        change("attendance of parents without device or connection", arms.BASE, arms.FACE_TO_FACE,
               attendance("digital_access", "below"), DOWN, VERIFICATION),
        change("quality of meetings where trust is low", arms.BASE, arms.FACE_TO_FACE, quality_without_trust, DOWN,
               VERIFICATION))),
    Pattern("P6.2", "much more prepared by the second lockdown (S187)", (
        inside("need met at home, second - first closure", arms.AGAIN, home_gain, UP, PREDICTION),
        change("the same", arms.AGAIN_PARTNERSHIP[HIGH_PARTNERSHIP], arms.AGAIN_PARTNERSHIP[LOW_PARTNERSHIP],
               home_gain, UP, PREDICTION),
        change("the same", arms.AGAIN_PRESSURE[HIGH_PRESSURE], arms.AGAIN_PRESSURE[LOW_PRESSURE], home_gain, DOWN,
               PREDICTION))),
    Pattern("P6.3", "training, as a learning partnership (S183, S188, S209)", (
        change("provision, after", LEARNING, arms.BASE, POST, UP, VERIFICATION),
        change("requests, whole run", LEARNING, arms.BASE, total("ehc_requests"), DOWN, PREDICTION),
        change("plans within 20 weeks, 2020 and 2021", LEARNING, arms.BASE, timeliness, UP, PREDICTION),
        change("crisis measures per 1,000 children and week", LEARNING, arms.BASE, crisis_measures, DOWN, PREDICTION),
        change("provision, after", LEARNING, CASCADE, POST, UP, VERIFICATION))),
    Pattern("P6.4", "referral as the last step, where practice is able (S184)", (
        change("load of professionals", arms.REFERRAL_LAST, arms.BASE, professional_load, DOWN, PREDICTION),
        change("waiting list, mean since March 2021", arms.REFERRAL_LAST, arms.BASE,
               mean_over("waiting_list", weeks.AFTER, weeks.LAST), DOWN, PREDICTION),
        change("provision since March 2021, schools able to help first", arms.REFERRAL_LAST, arms.BASE,
               provision_after(True), NOT_DOWN, PREDICTION),
        change("provision since March 2021, other schools", arms.REFERRAL_LAST, arms.BASE, provision_after(False), ANY,
               REPORTED))),
    Pattern("P6.5", "many experts can disempower families (S189)", tuple(
        crowding("slope of families' expertise gained on professionals involved", arms.PARTNERSHIP, expertise_slope))),
    Pattern("P6.6", "exceeded budgets hit what is bought in (S181)", (
        change("specialist hours reaching schools, July 2021", arms.BASE, arms.REIMBURSED, hours_received, DOWN,
               VERIFICATION),
        change("specialist need met, mental health, July 2021", arms.BASE, arms.REIMBURSED, mental_health_met, DOWN,
               VERIFICATION))),
    Pattern("P6.7", "and school staff (S208)", tuple(
        crowding("slope of practice gained on professionals linked", arms.OPEN_PARTNERSHIP, practice_slope))),
)
