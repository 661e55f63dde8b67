"""Mathematics of the pattern tests: pure functions of arrays, each as MODEL.md, section 6 defines it.

Ranks are mid-ranks; halves, thirds and quartiles are by rank, ties by row. A value that does not exist is NaN.
"""
import math

import numpy

RING_REACH = 3      # neighbours on each side of a school in the ring of its phase and authority
NEVER = 130.0       # weeks; stands for "not within the run"
LEAST_GAIN = 0.01   # practice gained below which retention has no value
NEWTON_STEPS = 25


def mean(values):
    values = numpy.asarray(values, dtype=float)
    return float(values.mean()) if values.size else float("nan")


def ranks(values):
    """Mid-ranks from 1."""
    values = numpy.asarray(values)
    order = numpy.sort(values)
    below = numpy.searchsorted(order, values, side="left")
    through = numpy.searchsorted(order, values, side="right")
    return (below + through + 1) / 2


def correlation(x, y):
    x, y = numpy.asarray(x, dtype=float), numpy.asarray(y, dtype=float)
    if x.size < 2 or x.std() == 0 or y.std() == 0:
        return float("nan")
    return float(numpy.corrcoef(x, y)[0, 1])


def rank_correlation(x, y):
    """Spearman's rank correlation."""
    return correlation(ranks(x), ranks(y))


def ends(values, parts=2):
    """The rows of the bottom and of the top of so many equal parts."""
    order = numpy.argsort(values, kind="stable")
    share = len(order) // parts
    return order[:share], order[len(order) - share:]


def gap(values, by, parts=2):
    """Mean of `values` in the top part of `by` less that in the bottom part."""
    bottom, top = ends(by, parts)
    return mean(values[top]) - mean(values[bottom])


def concentration(values, deprivation):
    """Concentration index by deprivation, C = 2 cov(x, r) / mean(x); negative: the most deprived get less."""
    values = numpy.asarray(values, dtype=float)
    if values.size == 0 or values.mean() == 0:
        return float("nan")
    rank = (ranks(deprivation) - 0.5) / len(values)
    return float(2 * ((values - values.mean()) * (rank - rank.mean())).mean() / values.mean())


def group_means(values, group, count):
    """Mean of `values` in each of `count` groups, NaN in empty ones."""
    sizes = numpy.bincount(group, minlength=count)
    sums = numpy.bincount(group, weights=values, minlength=count)
    return numpy.divide(sums, sizes, out=numpy.full(count, numpy.nan), where=sizes > 0)


def within(values, group):
    """Values with their group's mean removed."""
    return values - group_means(values, group, int(group.max()) + 1)[group]


def slopes(y, *regressors):
    """Least-squares coefficients of standardised regressors, with an intercept that is left out of the answer."""
    columns = [(x - x.mean()) / x.std() for x in (numpy.asarray(r, dtype=float) for r in regressors)]
    design = numpy.column_stack([numpy.ones(len(y)), *columns])
    return numpy.linalg.lstsq(design, numpy.asarray(y, dtype=float), rcond=None)[0][1:]


def slope(y, x):
    """Least-squares slope of y on x in its own unit."""
    x, y = numpy.asarray(x, dtype=float), numpy.asarray(y, dtype=float)
    centred = x - x.mean()
    squares = (centred ** 2).sum()
    return float((centred * y).sum() / squares) if squares > 0 else float("nan")


def logit_slope(yes, x):
    """Coefficient of x in a logistic regression of `yes` on x, by Newton's method."""
    yes, x = numpy.asarray(yes, dtype=float), numpy.asarray(x, dtype=float)
    if yes.size == 0 or yes.min() == yes.max() or x.std() == 0:
        return float("nan")
    design = numpy.column_stack([numpy.ones(len(x)), x])
    coefficients = numpy.zeros(2)
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + numpy.exp(-design @ coefficients))
        information = (design * (chance * (1 - chance))[:, None]).T @ design
        coefficients = coefficients + numpy.linalg.solve(information, design.T @ (yes - chance))
    return float(coefficients[1])


def rings(phase, authority):
    """The rings of schools: rows of each phase of each authority, in order."""
    for a in numpy.unique(authority):
        for p in numpy.unique(phase[authority == a]):
            yield numpy.flatnonzero((authority == a) & (phase == p))


def neighbour_disparity(values, phase, authority):
    """Mean difference between a school and its neighbours in the ring; a ring of one has none."""
    total, count = 0.0, 0
    for ring in rings(phase, authority):
        schools = len(ring)
        for number in range(min(schools - 1, 2 * RING_REACH)):
            step = number // 2 + 1
            other = numpy.roll(values[ring], -step if number % 2 == 0 else step)
            total += float(numpy.abs(values[ring] - other).sum())
            count += schools
    return total / count if count else float("nan")


def theil(values):
    """Theil's T."""
    share = numpy.asarray(values, dtype=float) / numpy.mean(values, dtype=float)
    return float((share * numpy.log(share)).mean())


def responsive_share(responsive, arbitrary):
    """Share of the variance of offers that responds to needs, Var(R) / (Var(R) + Var(N))."""
    squares = float(numpy.var(responsive)) + float(numpy.var(arbitrary))
    return float(numpy.var(responsive)) / squares if squares > 0 else float("nan")


def half_lives(trust, begin):
    """Weeks from `begin` until half of the fall to the minimum was made, and from the minimum until half is regained.

    The fall is from the week before `begin`; what is never regained counts as NEVER.
    """
    start, lowest = trust[begin - 1], begin + int(numpy.argmin(trust[begin:]))
    half = (start + trust[lowest]) / 2
    lost = int(numpy.argmax(trust[begin:] <= half)) + 1
    regained = numpy.flatnonzero(trust[lowest:] >= half)
    return float(lost), float(regained[0]) if regained.size else NEVER


def retention(series, before, peak_from, peak_to, last):
    """Share of what a practice gained at its peak that is left at the end; NaN where hardly anything was gained."""
    gained = numpy.max(series[peak_from:peak_to + 1]) - series[before]
    return float((series[last] - series[before]) / gained) if gained >= LEAST_GAIN else float("nan")


def student_cdf_half(t, freedom):
    """Chance that Student's t lies between 0 and t, by Simpson's rule."""
    x = numpy.linspace(0, t, 4001)
    density = (1 + x ** 2 / freedom) ** (-(freedom + 1) / 2)
    weights = numpy.ones_like(x)
    weights[1:-1:2], weights[2:-1:2] = 4, 2
    whole = numpy.sqrt(numpy.pi * freedom) * math.exp(math.lgamma(freedom / 2) - math.lgamma((freedom + 1) / 2))
    return float((density * weights).sum() * (x[1] - x[0]) / 3 / whole)


def student_quantile(chance, freedom):
    """The t that Student's distribution with so many degrees of freedom stays below with this chance (above 1/2)."""
    low, high = 0.0, 1000.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if 0.5 + student_cdf_half(middle, freedom) < chance else (low, middle)
    return (low + high) / 2


def interval(values, confidence):
    """Confidence interval of the mean over seeds, by Student's t; NaN with fewer than two."""
    values = numpy.asarray(values, dtype=float)
    if len(values) < 2:
        return float("nan"), float("nan")
    reach = student_quantile(0.5 + confidence / 2, len(values) - 1) * values.std(ddof=1) / numpy.sqrt(len(values))
    return float(values.mean() - reach), float(values.mean() + reach)
