"""Patterns across statements, and the controls that must come out null."""
import numpy

import arms
import weeks
from arms import HIGH_CREATIVITY, HIGH_TRUST, LOW_CREATIVITY, LOW_TRUST
from claims import (ANY, DOWN, NOT_DOWN, NOT_ZERO, PREDICTION, REPORTED, UP, VERIFICATION, Pattern, change, inside,
                    interaction, left, same, statistic)
from measures import CLOSURE, at, gained, school_gained, window
from statement_1 import theil_ratio
from statement_2 import offer_slope
from statement_3 import trust_follows_practice
from statement_5 import NORMAL

FACTORS = tuple(arms.CREATIVITY_TRUST[mean, level] for level in (HIGH_TRUST, LOW_TRUST)
                for mean in (HIGH_CREATIVITY, LOW_CREATIVITY))
CAPTURE = (arms.CAPTURED[HIGH_CREATIVITY], arms.CAPTURED[LOW_CREATIVITY])
FREE = (arms.CREATIVITY[HIGH_CREATIVITY], arms.CREATIVITY[LOW_CREATIVITY])
CONCENTRATION = window("concentration_index", CLOSURE)

CROSSING = (
    Pattern("PX.0", "Covid continues to affect (S106, S204)", tuple(
        change(f"{text}, January 2022", arms.BASE, arms.OPEN, at(name, weeks.LAST, group), NOT_ZERO, PREDICTION)
        for name, group, text in (("progress_months", "all", "progress in months"), ("staff_burnout", None, "burnout"),
                                  ("waiting_list", None, "waiting list")))),
    Pattern("PX.1", "reflexive creativity and trust together", (
        interaction("effect of creativity on provision, first closure, high - low trust", FACTORS,
                    window("provision_mean", CLOSURE), UP, PREDICTION),
        interaction("effect of creativity on Theil's T, first closure, high - low trust", FACTORS,
                    window("theil", CLOSURE), ANY, REPORTED))),
    Pattern("PX.2", "captured by advocacy, creativity favours the strong (S146)", (
        change("concentration by deprivation, first closure", *CAPTURE, CONCENTRATION, DOWN, PREDICTION),
        interaction("the same, less without capture", (*CAPTURE, *FREE), CONCENTRATION, DOWN, PREDICTION))),
)


# ---- controls --------------------------------------------------------------------------------------------------------

@statistic(school=True)
def all_offers(cell):
    """Offers of every school in every week and channel."""
    return cell.school("offer").astype(float)


@statistic()
def before_closure(cell):
    """Every weekly series of the nation up to the closure, and every index of inequity of the window before."""
    series = [cell.series(name, group).astype(float)[:weeks.BEFORE + 1]
              for name in cell.series_names() for group in cell.group_names(name)]
    return numpy.concatenate([*series, [cell.window(name, "pre") for name in cell.index_names()]])


@statistic()
def whole_result(cell):
    """Every weekly series of the nation, and every index of inequity."""
    series = [cell.series(name, group).astype(float)
              for name in cell.series_names() for group in cell.group_names(name)]
    return numpy.concatenate([*series, [cell.window(name, where) for name in cell.index_names()
                                        for where in cell.window_names()]])


@statistic()
def theil_added(cell):
    """What is added to Theil's T in the first closure, as a share of Theil's T before."""
    return theil_ratio(cell) - 1


CONTROLS = (
    Pattern("N.1", "without ambiguity creativity has no effect on offers", (
        same("offers of every school, week and channel", *arms.UNAMBIGUOUS.values(), all_offers),)),
    Pattern("N.2", "unseen, practice does not draw trust to itself (P3.1)", (
        left("rise of the correlation of trust with practice: share left", arms.INVISIBLE, arms.BASE,
             trust_follows_practice),)),
    Pattern("N.3", "without closure windows are alike (P1.1, P1.2)", (
        same("series and indices before the closure", arms.BASE, arms.OPEN, before_closure),
        left("what the window of the closure adds to Theil's T: share left", arms.OPEN, arms.BASE, theil_added))),
    Pattern("N.4", "threads change nothing", (
        same("series and indices of a short run", arms.ONE_THREAD, arms.TWO_THREADS, whole_result),)),
    Pattern("N.5", "without convenience challenge does not keep a child at home (P2.9)", (
        left("logit slope of a place on challenge, low ethos: share left", arms.UNBIASED, arms.BASE,
             offer_slope("low")),
        inside("logit slope of a place on challenge, low ethos", arms.UNBIASED, offer_slope("low"), ANY, REPORTED))),
    Pattern("N.6", "without items sent the inbox does not overwhelm (P5.1)", (
        left("rise of unread items: share left", arms.NO_ITEMS, arms.BASE,
             gained("inbox_backlog", weeks.MIDDLE, NORMAL)),
        left("rise of the sense of not coping: share left", arms.NO_ITEMS, arms.BASE,
             school_gained("inadequacy", weeks.MIDDLE, NORMAL)))),
    Pattern("N.7", "the order of authorities changes nothing", (
        same("series and indices of three authorities of England", *arms.ORDERED.values(), whole_result),)),
    Pattern("N.8", "more capacity does no harm", (
        change("provision, first closure: not less", arms.ROOMY, arms.BASE, window("provision_mean", CLOSURE),
               NOT_DOWN, VERIFICATION),)),
)
PATTERNS = CROSSING + CONTROLS
