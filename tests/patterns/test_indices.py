#!/usr/bin/env python3
"""Tests of the mathematics and of the judging of the pattern tests; with a program also against its own indices.

    tests/patterns/test_indices.py [PROGRAM DATA]
"""
import math
import pathlib
import sys
import tempfile
import unittest

import numpy

import arms
import claims
import indices
import measures
import running
from result import cells

PROGRAM = DATA = None
SHIFT = 0.01          # added to met need before logarithms
SINGLE = 2e-6         # relative rounding of values kept in single precision


class Mathematics(unittest.TestCase):
    def test_equal_values_share_their_mean_rank(self):
        self.assertEqual(list(indices.ranks([3, 1, 3, 2])), [3.5, 1, 3.5, 2])

    def test_rank_correlation_is_one_for_any_rising_relation(self):
        x = numpy.arange(9.0)
        self.assertAlmostEqual(indices.rank_correlation(x, numpy.exp(x)), 1)
        self.assertAlmostEqual(indices.rank_correlation(x, -x ** 3), -1)

    def test_constants_have_no_correlation(self):
        self.assertTrue(math.isnan(indices.correlation([1, 2, 3], [5, 5, 5])))

    def test_halves_leave_the_median_out_and_break_ties_by_row(self):
        bottom, top = indices.ends(numpy.array([2, 1, 2, 2, 9]))
        self.assertEqual((list(bottom), list(top)), ([1, 0], [3, 4]))

    def test_concentration_is_negative_where_the_deprived_get_less(self):
        self.assertAlmostEqual(indices.concentration([1, 0], [0.1, 0.9]), -0.5)
        self.assertAlmostEqual(indices.concentration([2, 2, 2], [0.1, 0.5, 0.9]), 0)

    def test_slopes_are_per_standard_deviation(self):
        x = numpy.array([0.0, 1, 2, 3])
        z = numpy.array([1.0, 0, 0, 1])
        first, second = indices.slopes(5 + 2 * x - z, x, z)
        self.assertAlmostEqual(first, 2 * x.std())
        self.assertAlmostEqual(second, -z.std())

    def test_logit_slope_is_the_log_of_the_odds_ratio(self):
        x = numpy.array([0] * 10 + [1] * 10)
        yes = numpy.array([1] * 2 + [0] * 8 + [1] * 5 + [0] * 5)
        self.assertAlmostEqual(indices.logit_slope(yes, x), math.log((5 / 5) / (2 / 8)))

    def test_within_removes_what_groups_have_in_common(self):
        self.assertEqual(list(indices.within(numpy.array([1.0, 3, 10, 10]), numpy.array([0, 0, 2, 2]))), [-1, 1, 0, 0])

    def test_neighbours_are_three_each_side_in_a_ring_of_one_phase_and_authority(self):
        values = numpy.array([1.0, 0, 0, 0, 0, 0, 0, 0])
        alone = numpy.zeros(8, dtype=int)
        self.assertAlmostEqual(indices.neighbour_disparity(values, alone, alone), 12 / 48)
        self.assertAlmostEqual(indices.neighbour_disparity(values[:2], alone[:2], alone[:2]), 1)
        self.assertTrue(math.isnan(indices.neighbour_disparity(values[:2], numpy.array([0, 1]), alone[:2])))

    def test_responsive_share_is_none_of_no_variance(self):
        self.assertEqual(indices.responsive_share([0, 2], [1, 1]), 1)
        self.assertAlmostEqual(indices.responsive_share([0, 1], [0, 3]), 0.1)
        self.assertTrue(math.isnan(indices.responsive_share([1, 1], [2, 2])))

    def test_half_lives_count_weeks_to_half_of_the_fall_and_back(self):
        trust = numpy.array([1.0, 1.0, 0.875, 0.75, 0.625, 0.5, 0.5625, 0.625, 0.75, 0.875])
        self.assertEqual(indices.half_lives(trust, 2), (2, 3))
        self.assertEqual(indices.half_lives(trust[:6], 2)[1], indices.NEVER)

    def test_retention_has_no_value_where_nothing_was_gained(self):
        self.assertAlmostEqual(indices.retention(numpy.array([0.1, 0.3, 0.5, 0.2]), 0, 1, 2, 3), 0.25)
        self.assertTrue(math.isnan(indices.retention(numpy.array([0.1, 0.1, 0.105, 0.1]), 0, 1, 2, 3)))

    def test_intervals_are_those_of_student(self):
        self.assertAlmostEqual(indices.student_quantile(0.95, 19), 1.7291, places=4)
        self.assertAlmostEqual(indices.student_quantile(0.975, 5), 2.5706, places=4)
        low, high = indices.interval([1.0, 2, 3], 0.90)
        self.assertAlmostEqual(high - 2, 2.9200 / math.sqrt(3), places=4)
        self.assertAlmostEqual(low + high, 4)


class Judging(unittest.TestCase):
    @staticmethod
    def verdict(kind, expected, values, system="five_authorities"):
        return claims.judged(claims.Claim("", "", (), None, expected, kind), system, values).verdict

    def test_a_verification_fails_with_one_seed_of_six(self):
        self.assertEqual(self.verdict(claims.VERIFICATION, claims.UP, [1] * 6), claims.HOLDS)
        self.assertEqual(self.verdict(claims.VERIFICATION, claims.UP, [1] * 5 + [-1]), claims.DEFECT)

    def test_a_verification_holds_with_nineteen_seeds_of_twenty(self):
        self.assertEqual(self.verdict(claims.VERIFICATION, claims.UP, [1] * 19 + [-1]), claims.HOLDS)
        self.assertEqual(self.verdict(claims.VERIFICATION, claims.UP, [1] * 18 + [-1] * 2), claims.DEFECT)

    def test_a_prediction_needs_its_interval_and_not_only_its_mean(self):
        self.assertEqual(self.verdict(claims.PREDICTION, claims.UP, [1, 2, 3]), claims.HOLDS)
        self.assertEqual(self.verdict(claims.PREDICTION, claims.UP, [-1, 0.5, 3]), claims.FINDING)

    def test_a_prediction_in_the_other_direction_is_a_finding(self):
        self.assertEqual(self.verdict(claims.PREDICTION, claims.DOWN, [1, 2, 3]), claims.FINDING)
        self.assertEqual(self.verdict(claims.PREDICTION, claims.NOT_ZERO, [1, 2, 3]), claims.HOLDS)

    def test_what_need_not_rise_may_not_clearly_fall(self):
        self.assertEqual(self.verdict(claims.PREDICTION, claims.NOT_DOWN, [-1, 0, 0.5]), claims.HOLDS)
        self.assertEqual(self.verdict(claims.PREDICTION, claims.NOT_DOWN, [-1, -1.1, -0.9]), claims.FINDING)

    def test_a_null_control_is_exactly_null_with_every_seed(self):
        self.assertEqual(self.verdict(claims.CONTROL, claims.NOTHING, [0.0] * 20), claims.HOLDS)
        self.assertEqual(self.verdict(claims.CONTROL, claims.NOTHING, [0.0] * 19 + [1e-12]), claims.DEFECT)

    def test_england_has_its_own_line(self):
        self.assertEqual(self.verdict(claims.PREDICTION, claims.above(2, england=4), [3, 3.1]), claims.HOLDS)
        self.assertEqual(self.verdict(claims.PREDICTION, claims.above(2, england=4), [3, 3.1], "england"),
                         claims.FINDING)

    def test_what_half_of_the_seeds_have_no_value_for_is_not_judged(self):
        nothing = float("nan")
        self.assertEqual(self.verdict(claims.VERIFICATION, claims.UP, [1, nothing, nothing]), claims.NO_VALUE)

    def test_arrays_that_differ_in_a_missing_value_differ(self):
        one, other = numpy.array([1.0, numpy.nan]), numpy.array([1.0, 2.0])
        self.assertEqual(claims.largest_difference(one, one), 0)
        self.assertEqual(claims.largest_difference(one, other), math.inf)


class Recomputed(unittest.TestCase):
    """What the program reports of a window, computed again from its children by the mathematics of these tests."""

    def test_indices_of_a_window_are_those_of_its_children(self):
        if not PROGRAM:
            self.skipTest("no program given")
        with tempfile.TemporaryDirectory() as folder:
            work = running.Work(PROGRAM, DATA, folder, "tiny", 1, 1)

            @claims.statistic(snapshots=(arms.SHORT - 1,), child=True, school=True)
            def nothing(cell):
                return cell

            path = pathlib.Path(folder) / "result.h5"
            arm = arms.Arm("checked", "", weeks=arms.SHORT)
            work.sendsim("run", arm, work.overlay(arm, 0, [nothing]), "--quiet", "-o", str(path))
            for cell in cells(path, 1):
                for where in ("pre", "first_closure"):
                    self.compare(cell, where)

    def compare(self, cell, where):
        met = cell.child("provision", where).astype(float)
        schools = measures.school_means(cell, met)
        for name, value in (("theil", indices.theil(met + SHIFT)),
                            ("concentration_index", indices.concentration(met, cell.child("deprivation"))),
                            ("neighbour_disparity", indices.neighbour_disparity(schools, cell.school("phase"),
                                                                                cell.school("authority")))):
            with self.subTest(index=name, window=where):
                self.assertAlmostEqual(value, cell.window(name, where), delta=SINGLE * max(1, abs(value)))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        PROGRAM, DATA = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
        del sys.argv[1:3]
    unittest.main(verbosity=2)
