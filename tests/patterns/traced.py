"""Statements of the paper with a contrast of their own, by their number in MODEL.md, section 1."""
import functools

import numpy

import arms
import indices
import weeks
from arms import AMBIGUOUS, CLEAR, HIGH_CREATIVITY, LOW_CREATIVITY
from claims import (ANY, DOWN, NEAR_NOTHING, NOT_DOWN, PREDICTION, REPORTED, UP, VERIFICATION, Claim, Pattern, above,
                    below, between, change, inside, interaction, statistic)
from measures import CLOSURE, at, gained, mean_over, never_attended, offer_variance, school_means, window
from statement_3 import SPELL_WEEKS
from statement_4 import remote_retained
from statement_5 import NORMAL

END = weeks.FIRST_CLOSURE[-1]
AGREED = 0.5                # share from which a statement of the survey counts as agreed with
HARDLY = 0.005              # of provision: less than this is no change to speak of
NO_REMOTE = 0.05            # quality below which a school has no remote education
LEAST_MINORITY = 0.01       # share from which a change of the other sign is no rounding
OPEN_FIT = ("discretionary", "remote")  # channels in which what would fit differs from school to school


# ---- the survey ------------------------------------------------------------------------------------------------------

@statistic()
def agreed_with(cell):
    """Statements of the virtual survey with which most of those asked agree."""
    return float((cell.survey("agreement")[:, 0] > AGREED).sum())


# ---- offers ----------------------------------------------------------------------------------------------------------

def misfit(cell, week):
    """Mean distance of each school's offers from what would fit it, over places for others and remote education."""
    return sum(numpy.abs(cell.schools(week, f"offer_{channel}") - cell.schools(week, f"ideal_{channel}"))
               for channel in OPEN_FIT) / len(OPEN_FIT)


@statistic(snapshots=(weeks.MIDDLE,))
def copied_misfit(cell):
    """Misfit if each school had the offer of a neighbour, less its misfit with its own."""
    week, found = weeks.MIDDLE, []
    for ring in indices.rings(cell.schools(week, "phase"), cell.schools(week, "authority")):
        for channel in OPEN_FIT if len(ring) > 1 else ():
            offer, ideal = (cell.schools(week, f"{what}_{channel}")[ring] for what in ("offer", "ideal"))
            found += [numpy.abs(numpy.roll(offer, step) - ideal) - numpy.abs(offer - ideal) for step in (-1, 1)]
    return indices.mean(numpy.concatenate(found))


@functools.lru_cache(None)
def misfit_of(end):
    """Misfit in the quartile of schools with the "least" or the "most" reflexive creativity."""
    @statistic(snapshots=(weeks.MIDDLE,))
    def measure(cell):
        least, most = indices.ends(cell.schools(weeks.MIDDLE, "reflexive_creativity"), 4)
        return indices.mean(misfit(cell, weeks.MIDDLE)[least if end == "least" else most])
    return measure


@statistic(snapshots=(weeks.MIDDLE,))
def misfit_apart(cell):
    """Misfit of the most creative quartile less that of the least creative."""
    return misfit_of("most")(cell) - misfit_of("least")(cell)


@functools.lru_cache(None)
def offer_fit(end):
    """Correlation of offers with what would fit, over the half of schools with "less" or "more" realised creativity."""
    @statistic(snapshots=(weeks.MIDDLE,))
    def measure(cell):
        less, more = indices.ends(cell.schools(weeks.MIDDLE, "realised_creativity"))
        chosen = less if end == "less" else more
        return indices.mean([indices.correlation(cell.schools(weeks.MIDDLE, f"offer_{channel}")[chosen],
                                                 cell.schools(weeks.MIDDLE, f"ideal_{channel}")[chosen])
                             for channel in OPEN_FIT])
    return measure


@statistic(snapshots=weeks.FIRST_CLOSURE)
def without_remote(cell):
    """Share of schools, over closed weeks, whose remote education is worth next to nothing."""
    return indices.mean([indices.mean(cell.schools(week, "quality_remote") < NO_REMOTE)
                         for week in weeks.FIRST_CLOSURE])


@statistic(snapshots=(weeks.MIDDLE,))
def served_by_overload(cell):
    """Rank correlation over schools of the demand for contact and support that is met with the SENCo's overload."""
    return indices.rank_correlation(cell.schools(weeks.MIDDLE, "contact_served"),
                                    cell.schools(weeks.MIDDLE, "senco_overload"))


# ---- provision of children and schools -------------------------------------------------------------------------------

def provision_gain(cell):
    """Change of each child's provision, first closure less before."""
    return cell.child("provision", CLOSURE) - cell.child("provision", "pre")


@statistic(child=True)
def between_types(cell):
    """Share of the variance of that change that lies between types of child: need, plan, phase of schooling."""
    gain = provision_gain(cell)
    known = ~numpy.isnan(gain)
    kinds = [cell.child(name).astype(int) for name in ("need", "has_plan", "phase")]
    kind = kinds[0] + 100 * kinds[1] + 1000 * kinds[2]
    return 1 - float(indices.within(gain[known], kind[known]).var() / gain[known].var())


@statistic(snapshots=weeks.FIRST_CLOSURE, child=True)
def severity_slope(cell):
    """Slope of that change on severity of need, children at home throughout."""
    home = never_attended(cell, weeks.FIRST_CLOSURE)
    gain, severity = provision_gain(cell)[home], cell.children(weeks.MIDDLE, "severity")[home]
    known = ~numpy.isnan(gain)
    return indices.slope(gain[known], severity[known])


@functools.lru_cache(None)
def phase_provision(special):
    """Mean provision in the first closure of pupils of special schools, or of mainstream schools."""
    @statistic(snapshots=(weeks.MIDDLE,), child=True)
    def measure(cell):
        phase = cell.schools(weeks.MIDDLE, "phase")[cell.children(weeks.MIDDLE, "school")]
        member = (phase == cell.choice("schools", "phase", "special")) == special
        return float(numpy.nanmean(cell.child("provision", CLOSURE)[member]))
    return measure


@statistic(snapshots=(weeks.MIDDLE,), child=True, school=True)
def ethos_and_creativity(cell):
    """Slope of schools' provision in the first closure on the product of ethos and realised creativity, beside both."""
    ethos, creativity = (cell.schools(weeks.MIDDLE, name) for name in ("inclusive_ethos", "realised_creativity"))
    product = (ethos - ethos.mean()) * (creativity - creativity.mean())
    return float(indices.slopes(school_means(cell, cell.child("provision", CLOSURE)), ethos, creativity, product)[2])


@statistic(snapshots=(weeks.BEFORE,), child=True, school=True)
def ethos_times_trust(cell):
    """Correlation over schools of provision in the first closure with ethos times families' trust before."""
    before = cell.schools(weeks.BEFORE, "inclusive_ethos") * cell.school("trust")[weeks.BEFORE]
    return indices.correlation(school_means(cell, cell.child("provision", CLOSURE)), before)


# ---- trust, wellbeing, strain ----------------------------------------------------------------------------------------

@statistic(snapshots=(weeks.BEFORE, END))
def least_minority(cell):
    """Over areas of need, the least share of children whose wellbeing changed against the run of their group."""
    gain = cell.children(END, "wellbeing") - cell.children(weeks.BEFORE, "wellbeing")
    need = cell.children(END, "need")
    return min(min(indices.mean(gain[need == n] > 0), indices.mean(gain[need == n] < 0)) for n in numpy.unique(need))


@statistic(snapshots=(weeks.BEFORE, weeks.SUMMER))
def trusting_more(cell):
    """Share of families, by child, whose trust in the school rose from before the closure to July 2020."""
    return indices.mean(cell.children(weeks.SUMMER, "family_school_trust")
                        > cell.children(weeks.BEFORE, "family_school_trust"))


@statistic(snapshots=(weeks.BEFORE,), school=True)
def trust_by_ethos(cell):
    """Change of families' trust to the end of the first closure, top less bottom quartile of ethos."""
    trust = cell.school("trust")
    return indices.gap(trust[END] - trust[weeks.BEFORE], cell.schools(weeks.BEFORE, "inclusive_ethos"), 4)


@functools.lru_cache(None)
def together_apart(column):
    """Change of a column of families with one child, at home throughout: half of schools where problems are solved
    together less the other."""
    @statistic(snapshots=(weeks.BEFORE, *weeks.FIRST_CLOSURE))
    def measure(cell):
        family = cell.children(weeks.BEFORE, "family")
        chosen = (never_attended(cell, weeks.FIRST_CLOSURE)
                  & (cell.families(weeks.BEFORE, "children_count")[family] == 1))
        gain = (cell.families(END, column) - cell.families(weeks.BEFORE, column))[family[chosen]]
        together = cell.schools(weeks.BEFORE, "shared_problem_solving")[cell.children(weeks.BEFORE, "school")[chosen]]
        return indices.gap(gain, together)
    return measure


@functools.lru_cache(None)
def heard(third):
    """Effect of a meeting on trust where the family was heard the "least" or the "most": change over four weeks less
    that of children of the same school and plan status without a meeting."""
    @statistic(snapshots=SPELL_WEEKS)
    def measure(cell):
        begin, end = SPELL_WEEKS[0], SPELL_WEEKS[-1]
        attended = numpy.any([(cell.children(week, "review_signal") != 0) & (cell.children(week, "meeting_voice") > 0)
                              for week in SPELL_WEEKS[1:]], axis=0)
        untouched = numpy.all([cell.children(week, "review_signal") == 0 for week in SPELL_WEEKS[1:]], axis=0)
        gain = cell.children(end, "family_school_trust") - cell.children(begin, "family_school_trust")
        group = 2 * cell.children(begin, "school") + cell.children(begin, "plan")
        usual = indices.group_means(gain[untouched], group[untouched], int(group.max()) + 1)[group[attended]]
        apart, voice = gain[attended] - usual, cell.children(end, "meeting_voice")[attended]
        known = ~numpy.isnan(apart)
        least, most = indices.ends(voice[known], 3)
        return indices.mean(apart[known][least if third == "least" else most])
    return measure


@statistic()
def between_share(cell):
    """Share of Theil's T before the closure that lies between the schools of an authority."""
    return cell.window("theil_between_school", "pre") / cell.window("theil", "pre")


# ---- contrasts of several runs ---------------------------------------------------------------------------------------

def together_or_alone(text, measure, expected):
    """What a bundle adds, less what its parts add one by one."""
    parts = tuple(arms.PATCHES.values())
    terms = tuple((arm, measure) for arm in (arms.BUNDLE, arms.BASE, *parts))
    return Claim(text, "(bundle - what happened) - each patch's own", terms,
                 lambda bundle, base, *singles: (bundle - base) - sum(single - base for single in singles), expected,
                 PREDICTION)


def diminishing(text, measure):
    """The second half of a top-up adds less than the first."""
    first, second = arms.TOPPED[arms.TOP_UP], arms.TOPPED[2 * arms.TOP_UP]
    return Claim(text, f"({second.text} - {first.text}) - ({first.text} - {arms.BASE.text})",
                 ((second, measure), (first, measure), (arms.BASE, measure)),
                 lambda twice, once, none: (twice - once) - (once - none), DOWN, PREDICTION)


def only_special():
    """S54: what mainstream pupils gain, as a share of what pupils of special schools do."""
    terms = tuple((arm, phase_provision(special)) for special in (False, True)
                  for arm in (arms.SPECIAL_FIRST, arms.BASE))
    return Claim("gain of mainstream pupils, of that of special pupils: near 0",
                 f"{arms.SPECIAL_FIRST.text} - {arms.BASE.text}", terms, lambda a, b, c, d: (a - b) / (c - d),
                 NEAR_NOTHING, PREDICTION)


CREATIVE = (arms.CREATIVITY[HIGH_CREATIVITY], arms.CREATIVITY[LOW_CREATIVITY])
UNAMBIGUOUS = (arms.UNAMBIGUOUS[HIGH_CREATIVITY], arms.UNAMBIGUOUS[LOW_CREATIVITY])
STEADY = (arms.STEADY[HIGH_CREATIVITY], arms.STEADY[LOW_CREATIVITY])
VAGUE, PLAIN = arms.AMBIGUITY[AMBIGUOUS], arms.AMBIGUITY[CLEAR]
PROVISION, POST = window("provision_mean", CLOSURE), window("provision_mean", "post")
LATE = mean_over("provision", weeks.REOPENED, weeks.YEAR_END, "all")

PATTERNS = (
    Pattern("S18", "asking professionals to do better adds work and no help", (
        change("burnout, July 2021", arms.EXHORTED, arms.BASE, at("staff_burnout", weeks.YEAR_END), UP, VERIFICATION),
        change("provision, September 2020 to July 2021: hardly a change", arms.EXHORTED, arms.BASE, LATE,
               between(-HARDLY, HARDLY), PREDICTION))),
    Pattern("S26", "what works next door need not work here", (
        inside("misfit with a neighbour's offers - with one's own", arms.BASE, copied_misfit, UP, PREDICTION),)),
    Pattern("S32", "certainty now is paid for with what could be learnt", (
        change("variance of offers", PLAIN, VAGUE, offer_variance("offer"), DOWN, VERIFICATION),
        change("remote practice, end of first closure", PLAIN, VAGUE, at("practice_remote", END), DOWN, PREDICTION))),
    Pattern("S35", "improvising helps where guidance leaves it open", (
        interaction("effect of creativity on provision, guidance as it was - clear", (*CREATIVE, *UNAMBIGUOUS),
                    PROVISION, UP, VERIFICATION),)),
    Pattern("S49", "to be listened to, or to feel beholden", (
        inside("effect of a meeting on trust, third of families heard most", arms.MANY, heard("most"), UP, PREDICTION),
        inside("the same, third heard least", arms.MANY, heard("least"), DOWN, PREDICTION),
        Claim("the same, most - least", f"within: {arms.MANY.text}",
              tuple((arms.MANY, heard(third)) for third in ("most", "least")), lambda most, least: most - least, UP,
              VERIFICATION))),
    Pattern("S54", "thinking of special schools first", (
        change("provision of pupils of special schools, first closure", arms.SPECIAL_FIRST, arms.BASE,
               phase_provision(True), UP, VERIFICATION), only_special())),
    Pattern("S55", "individual responses say more than type", (
        inside("share of the change of provision that lies between needs, plans and phases", arms.BASE, between_types,
               below(0.5), PREDICTION),)),
    Pattern("S58", "fractures had emerged before March 2020", (
        inside("provision before", arms.BASE, window("provision_mean", "pre"), between(0.5, 0.7), PREDICTION),
        inside("share of Theil's T before that lies between schools", arms.BASE, between_share, between(0.2, 0.4),
               PREDICTION))),
    Pattern("S71", "children with complex needs lost most", (
        inside("slope of the change of provision on severity, children at home", arms.BASE, severity_slope, DOWN,
               PREDICTION),)),
    Pattern("S80", "experiences varied within every group", (
        inside("least share, over needs, whose wellbeing changed against their group", arms.BASE, least_minority,
               above(LEAST_MINORITY), PREDICTION),)),
    Pattern("S81", "the shift online came at short notice and was learnt", (
        inside("quality of remote education, end of first closure - its first week", arms.BASE,
               gained("quality_remote", END, weeks.ONSET), UP, PREDICTION),
        inside("the same, second closure - first week of the first", arms.BASE,
               gained("quality_remote", weeks.SECOND_CLOSURE[0], weeks.ONSET), UP, PREDICTION))),
    Pattern("S83", "some were more isolated", (
        inside("isolation, end of first closure - before", arms.BASE, gained("isolation", END, weeks.BEFORE, "all"), UP,
               VERIFICATION),
        inside("isolation, end of first closure", arms.BASE, at("isolation", END, "all"), between(0.5, 0.6),
               PREDICTION))),
    Pattern("S90", "a son who was offered no online learning", (
        inside("share of schools with next to no remote education, first closure", arms.BASE, without_remote, UP,
               PREDICTION),
        inside("the same", arms.REMOTE_DUTY, without_remote, below(0.01), PREDICTION),
        change("the same", arms.REMOTE_DUTY, arms.BASE, without_remote, DOWN, VERIFICATION))),
    Pattern("S93", "attitudes of whole schools were exposed", (
        inside("change of trust, top - bottom quartile of ethos, end of first closure", arms.BASE, trust_by_ethos, UP,
               PREDICTION),)),
    Pattern("S106", "families more vulnerable after the crisis", (
        inside("strain, July 2021 - January 2020", arms.BASE, gained("family_strain", weeks.YEAR_END, NORMAL, "all"),
               NOT_DOWN, PREDICTION),
        change("strain, July 2021", arms.BASE, arms.OPEN, at("family_strain", weeks.YEAR_END, "all"), UP, PREDICTION))),
    Pattern("S109", "parents as a resource, or responsibility shared", (
        inside("change of strain at home, problems solved together - not", arms.BASE, together_apart("strain"), DOWN,
               PREDICTION),
        inside("change of expertise, problems solved together - not", arms.BASE, together_apart("expertise"), UP,
               PREDICTION))),
    Pattern("S111", "to listen and to respond flexibly are worth more together", (
        inside("slope of schools' provision on ethos times creativity, beside both", arms.BASE, ethos_and_creativity,
               UP, PREDICTION),)),
    Pattern("S115", "who only delivers does not meet local needs", (
        Claim("correlation of offers with what would fit, more - less realised creativity", f"within: {arms.BASE.text}",
              tuple((arms.BASE, offer_fit(end)) for end in ("more", "less")), lambda more, less: more - less, UP,
              VERIFICATION),
        inside("the same, less", arms.BASE, offer_fit("less"), ANY, REPORTED))),
    Pattern("S116", "ambiguity is an opening to some and a loss to others", (
        change("misfit of the least creative quartile", VAGUE, PLAIN, misfit_of("least"), UP, PREDICTION),
        change("misfit of the most creative quartile", VAGUE, PLAIN, misfit_of("most"), DOWN, PREDICTION),
        change("most - least", VAGUE, PLAIN, misfit_apart, DOWN, VERIFICATION))),
    Pattern("S119", "creativity is worth most where policy changes fast", (
        interaction("effect of creativity on provision, guidance changing - steady", (*CREATIVE, *STEADY), PROVISION,
                    UP, VERIFICATION),)),
    Pattern("S129", "where authorities weigh the success of SEN support", (
        change("children in the EHC process, January 2022", arms.GRADUATED, arms.BASE, at("ehc_cases_open", weeks.LAST),
               DOWN, VERIFICATION),
        change("SENCos' overload, January 2022", arms.GRADUATED, arms.BASE, at("senco_overload", weeks.LAST, "all"),
               DOWN, PREDICTION),
        change("retention of remote practice", arms.GRADUATED, arms.BASE, remote_retained, UP, PREDICTION))),
    Pattern("S135", "it takes time to personalise", (
        inside("rank correlation of demand met with overload, over schools", arms.BASE, served_by_overload, DOWN,
               VERIFICATION),)),
    Pattern("S140", "a culture of relationships leads to success", (
        inside("correlation of schools' provision with ethos times trust", arms.BASE, ethos_times_trust, UP,
               PREDICTION),)),
    Pattern("S166", "re-imagine instead of patching up", (
        together_or_alone("provision, after: bundle beyond the sum of its parts", POST, UP),
        together_or_alone("Theil between schools, after: the same", window("theil_between_school", "post"), DOWN),
        change("provision, after", arms.BUNDLE, arms.BASE, POST, UP, VERIFICATION))),
    Pattern("S182", "more funding helps, and less and less", (
        change("specialist need met, mean since March 2021", arms.TOPPED[arms.TOP_UP], arms.BASE,
               mean_over("therapy_met", weeks.AFTER, weeks.LAST), UP, VERIFICATION),
        diminishing("the same: second half of a top-up - first half",
                    mean_over("therapy_met", weeks.AFTER, weeks.LAST)))),
    Pattern("S195", "better partnership in many cases", (
        inside("share of families whose trust in the school rose, March to July 2020", arms.BASE, trusting_more,
               between(0.15, 0.45), PREDICTION),)),
    Pattern("S201", "rethink, beside support and resources", (
        change("provision, after", arms.SUPPORTED, arms.BASE, POST, UP, VERIFICATION),
        change("provision, after: rethinking - support alone", arms.BUNDLE, arms.SUPPORTED, POST, UP, PREDICTION),
        change("Theil between schools, after: rethinking - support alone", arms.BUNDLE, arms.SUPPORTED,
               window("theil_between_school", "post"), DOWN, PREDICTION))),
    Pattern("S202", "respondents broadly agreed", (
        inside("statements of the survey that most agree with, of twelve", arms.BASE, agreed_with, above(6),
               PREDICTION),
        change("the same", arms.BASE, arms.OPEN, agreed_with, UP, PREDICTION))),
)
