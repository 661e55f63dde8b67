"""What a pattern claims of the model, and how it is judged.

A claim is a number of each seed with an expected range. A verification (its sign is close to built in) holds when at
least 95 of 100 seeds are in that range; a prediction (it emerges) when the 90% interval of the mean over seeds lies in
it. A null control must be exactly 0 with every seed where the model says so; where an effect only has to vanish, what
is left of it is a size, not a sign, and judged by its 90% interval. A failed prediction is a finding; a failed
verification or control is a defect.
"""
import dataclasses
import math
import typing

import numpy

from indices import interval

VERIFICATION, PREDICTION, CONTROL, REPORTED = "verification", "prediction", "control", "reported"
SEEDS_NEEDED = 0.95
LEFT_AT_MOST = 0.25  # of an effect, where it should vanish
CONFIDENCE = (0.90, 0.95)


def statistic(snapshots=(), child=False, school=False):
    """Marks a function of a Cell with what it needs of a result file: weeks of snapshots, /child, /school."""
    def mark(function):
        function.snapshots, function.child, function.school = frozenset(snapshots), child, school
        return function
    return mark


@dataclasses.dataclass(frozen=True)
class Expected:
    """An open range, or exactly 0. A `size` is judged by its interval. `england` is the lower end for that system."""
    above: float = -math.inf
    below: float = math.inf
    zero: bool = False
    nonzero: bool = False
    or_equal: bool = False
    size: bool = False
    england: float = None

    def for_system(self, system):
        own = self.england is not None and system == "england"
        return dataclasses.replace(self, above=self.england) if own else self

    def holds(self, value):
        if self.zero:
            return value == 0
        if self.nonzero:
            return value != 0
        return self.above < value < self.below or (self.or_equal and value == self.above)

    def covers(self, low, high):
        """Whether a whole interval is expected. What need not be positive may not be clearly negative."""
        if self.nonzero:
            return low > 0 or high < 0
        if self.or_equal:
            return high >= self.above
        return self.holds(low) and self.holds(high)

    def text(self):
        if self.zero:
            return "= 0"
        if self.nonzero:
            return "not 0"
        if math.isinf(self.above) and math.isinf(self.below):
            return "-"
        if math.isinf(self.below):
            return f"{'>=' if self.or_equal else '>'} {self.above:g}"
        return f"< {self.below:g}" if math.isinf(self.above) else f"{self.above:g} to {self.below:g}"


UP, DOWN, NOTHING, ANY = Expected(above=0), Expected(below=0), Expected(zero=True), Expected()


def above(value, england=None):
    return Expected(above=value, england=england)


def below(value):
    return Expected(below=value)


def between(low, high):
    return Expected(above=low, below=high)


NOT_DOWN = Expected(above=0, or_equal=True)
NOT_ZERO = Expected(nonzero=True)
VANISHES = Expected(below=LEFT_AT_MOST, size=True)                         # nothing of the effect is left
NEAR_NOTHING = Expected(above=-LEFT_AT_MOST, below=LEFT_AT_MOST, size=True)  # nor is there one the other way


@dataclasses.dataclass(frozen=True)
class Claim:
    """`terms` are (arm, statistic); `combined` makes one number of a seed of their values, in order."""
    text: str
    contrast: str
    terms: tuple
    combined: typing.Callable
    expected: Expected
    kind: str


@dataclasses.dataclass(frozen=True)
class Pattern:
    """A pattern of MODEL.md, section 7. What no statistic can be made of yet stands in `awaits`."""
    id: str
    statement: str
    claims: tuple = ()
    awaits: tuple = ()


# ---- the usual kinds of claims ---------------------------------------------------------------------------------------

def inside(text, arm, measure, expected, kind):
    """The statistic itself, within one run."""
    return Claim(text, f"within: {arm.text}", ((arm, measure),), lambda value: value, expected, kind)


def change(text, arm, reference, measure, expected, kind):
    """The statistic in one run less that in another."""
    return Claim(text, f"{arm.text} - {reference.text}", ((arm, measure), (reference, measure)),
                 lambda value, other: value - other, expected, kind)


def interaction(text, arms, measure, expected, kind):
    """(first - second) - (third - fourth)."""
    first, second, third, fourth = arms
    contrast = f"({first.text} - {second.text}) - ({third.text} - {fourth.text})"
    return Claim(text, contrast, tuple((arm, measure) for arm in arms), lambda a, b, c, d: (a - b) - (c - d), expected,
                 kind)


def left(text, control, reference, measure, expected=VANISHES, kind=CONTROL):
    """The share of an effect that is left where it should vanish."""
    return Claim(text, f"{control.text} / {reference.text}", ((control, measure), (reference, measure)),
                 lambda value, effect: value / effect if effect else float("nan"), expected, kind)


def same(text, arm, reference, measure):
    """Two runs agree in every value of an array, bit for bit; the number is the largest difference."""
    return Claim(text, f"{arm.text} - {reference.text}", ((arm, measure), (reference, measure)), largest_difference,
                 NOTHING, CONTROL)


def largest_difference(values, others):
    alike = (values == others) | (numpy.isnan(values) & numpy.isnan(others))
    apart = numpy.where(alike, 0, numpy.abs(values - others))
    return float(numpy.where(numpy.isnan(apart), numpy.inf, apart).max()) if apart.size else float("nan")


# ---- judging ---------------------------------------------------------------------------------------------------------

@dataclasses.dataclass(frozen=True)
class Outcome:
    """A claim with what was found: values by seed, intervals, verdict."""
    claim: Claim
    expected: Expected
    values: tuple
    intervals: tuple
    holding: int
    verdict: str
    reason: str = ""


HOLDS, FINDING, DEFECT, NO_VALUE, AWAITS = "holds", "FAILS (finding)", "FAILS (defect)", "no value", "not possible yet"
SHOWN = "reported"


def judged(claim, system, values):
    """The verdict on the values of a claim by seed; seeds without a value are left out, but half must have one."""
    expected = claim.expected.for_system(system)
    known = [value for value in values if not math.isnan(value)]
    intervals = tuple(interval(known, confidence) for confidence in CONFIDENCE)
    holding = sum(expected.holds(value) for value in known)
    if 2 * len(known) < len(values) or not known:
        verdict = NO_VALUE
    elif claim.kind == REPORTED:
        verdict = SHOWN
    else:
        if (claim.kind == PREDICTION or expected.size) and len(known) > 1:
            holds = expected.covers(*intervals[0])
        else:
            holds = holding >= (len(known) if expected.zero else SEEDS_NEEDED * len(known))
        verdict = HOLDS if holds else FINDING if claim.kind == PREDICTION else DEFECT
    return Outcome(claim, expected, tuple(known), intervals, holding, verdict)


def waiting(claim, reason):
    return Outcome(claim, claim.expected, (), ((math.nan, math.nan),) * len(CONFIDENCE), 0, AWAITS, reason)
