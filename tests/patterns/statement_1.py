"""Statement One: systemic problems were highlighted and intensified."""
import numpy

import arms
import indices
import weeks
from claims import (DOWN, PREDICTION, REPORTED, UP, VERIFICATION, ANY, Claim, Pattern, above, change, inside, statistic)
from measures import CLOSURE, at, practice, school_means, window


@statistic()
def theil_ratio(cell):
    """Theil's T of the first closure over that before."""
    return cell.window("theil", CLOSURE) / cell.window("theil", "pre")


@statistic(child=True, school=True)
def school_rank_kept(cell):
    """Rank correlation of schools' mean provision before and in the first closure."""
    return indices.rank_correlation(*(school_means(cell, cell.child("provision", where)) for where in ("pre", CLOSURE)))


@statistic(snapshots=(weeks.BEFORE,))
def practice_spread(cell):
    """Standard deviation over schools of practice before the closure."""
    return float(numpy.std(practice(cell, weeks.BEFORE)))


@statistic(snapshots=weeks.FIRST_CLOSURE)
def fit_loss(cell):
    """Mean distance of what schools offer from what would fit, places for others and remote, closed weeks."""
    return float(numpy.mean([numpy.abs(cell.schools(week, f"offer_{channel}") - cell.schools(week, f"ideal_{channel}"))
                             for week in weeks.FIRST_CLOSURE for channel in ("discretionary", "remote")]))


def slope_over_spreads():
    """P1.4: what the closure added to inequality between schools, against the spread of practice before it."""
    between = window("theil_between_school", CLOSURE)
    closed, opened = (arms.BASE, *arms.CLOSED_SPREAD), (arms.OPEN, *arms.OPEN_SPREAD)
    count = len(closed)
    terms = tuple((arm, measure) for compared, measure in ((closed, between), (opened, between),
                                                           (closed, practice_spread)) for arm in compared)

    def combined(*values):
        added = numpy.subtract(values[:count], values[count:2 * count])
        return indices.slope(added, values[2 * count:])

    return Claim("slope of Theil between schools, closure - no closure, on the spread of practice",
                 "practice spread 0, 0.08, 0.16", terms, combined, UP, PREDICTION)


PATTERNS = (
    Pattern("P1.1", "Covid intensified what was inadequate (S57)", (
        inside("Theil's T, first closure / before", arms.BASE, theil_ratio, above(2), PREDICTION),)),
    Pattern("P1.2", "closure made provision less, less equal, and less for the deprived (S57, S59, S64)", (
        change("Theil's T, first closure", arms.BASE, arms.OPEN, window("theil", CLOSURE), UP, PREDICTION),
        change("concentration by deprivation, first closure", arms.BASE, arms.OPEN,
               window("concentration_index", CLOSURE), DOWN, PREDICTION),
        change("progress in months, end of first closure", arms.BASE, arms.OPEN,
               at("progress_months", weeks.FIRST_CLOSURE[-1], "all"), DOWN, PREDICTION))),
    Pattern("P1.3", "fractures were there before (S58)", (
        inside("rank correlation of schools' provision, before and in first closure", arms.BASE, school_rank_kept,
               above(0.2), PREDICTION),)),
    Pattern("P1.4", "the closure opened what practice had left apart (S58)", (slope_over_spreads(),)),
    Pattern("P1.5", "those who know children should decide where national policy misfits (S60, S63)", (
        change("fit loss under misfit -0.3", arms.MISFIT[-0.3, 1], arms.MISFIT[-0.3, 0], fit_loss, DOWN, VERIFICATION),
        change("fit loss under misfit +0.3 (may not bind)", arms.MISFIT[0.3, 1], arms.MISFIT[0.3, 0], fit_loss, ANY,
               REPORTED))),
)
