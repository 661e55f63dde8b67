#!/usr/bin/env python3
"""Tests of tools/derived.py on small arrays whose answer can be told.

usage: derived.py SOURCE [PROGRAM]    with a program also on a run of it
"""
import math
import pathlib
import subprocess
import sys
import tempfile
import unittest

try:
    import numpy
    import xarray
except ImportError as absent:
    print(f"skipped: {absent}")
    sys.exit(77)

PROGRAM = sys.argv.pop(2) if len(sys.argv) > 2 else None
SOURCE = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
sys.path.insert(0, str(SOURCE / "tools"))
sys.dont_write_bytecode = True
import derived  # noqa: E402


def series(*runs):
    """Weekly series of several replicates."""
    return xarray.DataArray(numpy.array(runs, dtype=float), dims=("replicate", "time"))


def snapshot(**columns):
    return xarray.Dataset({name: ("row", numpy.array(values)) for name, values in columns.items()})


class Series(unittest.TestCase):
    def test_retention_is_the_part_of_the_gain_that_is_left(self):
        kept = numpy.full(130, 0.4)
        kept[60], kept[128] = 0.6, 0.45
        nothing_gained, lost = numpy.full(130, 0.4), kept.copy()
        lost[128] = 0.3
        found = derived.retention(series(kept, nothing_gained, lost)).values
        self.assertAlmostEqual(found[0], 0.25)
        self.assertTrue(math.isnan(found[1]))
        self.assertAlmostEqual(found[2], -0.5)

    def test_half_lives_count_to_half_of_the_fall_and_back(self):
        falls = numpy.full(130, 0.6)
        falls[29:40] = numpy.linspace(0.6, 0.4, 11)       # least in week 39, half-way in week 34
        falls[39:60] = numpy.linspace(0.4, 0.6, 21)       # half regained in week 49
        never = falls.copy()
        never[39:] = 0.4
        lives = derived.half_lives(series(falls, never, numpy.full(130, 0.6)))
        self.assertEqual(list(lives.loss.values[:2]), [5, 5])
        self.assertEqual(lives.recovery.values[0], 10)
        self.assertTrue(math.isnan(lives.recovery.values[1]))
        self.assertTrue(math.isnan(lives.loss.values[2]))

    def test_weeks_to_return_count_from_reopening(self):
        back = numpy.full(130, 0.5)
        back[29:60] = 0.1
        away = back.copy()
        away[60:] = 0.39
        found = derived.weeks_to_return(series(back, away)).values
        self.assertEqual(found[0], 8)
        self.assertTrue(math.isnan(found[1]))

    def test_leaders_are_entrepreneurs_and_narrators(self):
        shares = xarray.DataArray([[0.1, 0.2, 0.3, 0.4], [math.nan] * 4], dims=("time", "policy_role"),
                                  coords={"policy_role": ["critic", "entrepreneur", "narrator", "receiver"]})
        self.assertAlmostEqual(float(derived.leader_share(shares)[0]), 0.5)
        self.assertTrue(math.isnan(derived.leader_share(shares)[1]))  # a holiday

    def test_the_off_roll_rate_is_per_thousand_children_and_year(self):
        entries = numpy.zeros(104)
        entries[[3, 70]] = 3
        children = xarray.DataArray([1500.0], dims="replicate")
        self.assertAlmostEqual(float(derived.off_roll_rate(series(entries), children)[0]), 2)


class Snapshots(unittest.TestCase):
    def test_the_median_wait_is_that_of_open_cases(self):
        children = snapshot(ehc_stage=[0, 1, 2, 3, 4, 5], ehc_request_week=[0, 30, 20, 9, 1, 1])
        self.assertEqual(derived.median_wait(children, 33), 13)
        self.assertTrue(math.isnan(derived.median_wait(snapshot(ehc_stage=[0], ehc_request_week=[0]), 33)))

    def test_improved_is_who_gained_more_than_the_line(self):
        before, after = snapshot(wellbeing=[0.5, 0.5, 0.5, 0.5]), snapshot(wellbeing=[0.6, 0.51, 0.5, 0.53])
        self.assertEqual(derived.improved_share(before, after), 0.5)
        self.assertEqual(derived.improved_share(before, after, numpy.array([True, False, True, True])), 2 / 3)

    def test_the_voice_gap_is_between_thirds_of_advocacy(self):
        children = snapshot(family=[2, 1, 0], meeting_voice=[0.7, 0.5, 0.4])
        self.assertAlmostEqual(derived.voice_gap(children, snapshot(advocacy=[0.1, 0.5, 0.9])), 0.3)

    def test_the_logit_slope_is_the_log_of_the_odds_ratio(self):
        yes, x = [1] * 2 + [0] * 8 + [1] * 5 + [0] * 5, [0] * 10 + [1] * 10
        self.assertAlmostEqual(derived.logit_slope(yes, x), math.log((5 / 5) / (2 / 8)))
        self.assertTrue(math.isnan(derived.logit_slope([1, 1], [0, 1])))
        self.assertTrue(math.isnan(derived.logit_slope([1, 0], [1, 1])))

    def test_the_offer_slope_looks_at_borderline_children_of_the_half_within_schools(self):
        offered = [1] * 6 + [0] * 2 + [1] * 3 + [0] * 5   # odds of 3 and of 3/5 in either half of the challenge
        low = {"borderline": [1] * 16, "place_eligible": [0] * 16, "place_offered": offered,
               "perceived_challenge": [0.2] * 8 + [0.6] * 8, "school": [0] * 16}
        other = {"borderline": [0, 1], "place_eligible": [0, 1], "place_offered": [1, 1],
                 "perceived_challenge": [0.9, 0.9], "school": [0, 0]}
        children = snapshot(**{name: low[name] + other[name] for name in low})
        schools = snapshot(inclusive_ethos=[0.2, 0.8])
        self.assertAlmostEqual(derived.offer_slope(children, schools), math.log(0.6 / 3) / 0.4, places=6)
        self.assertTrue(math.isnan(derived.offer_slope(children, schools, "high")))


@unittest.skipUnless(PROGRAM, "no program was named")
class Run(unittest.TestCase):
    def test_a_run_has_a_value_of_each(self):
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/run.h5"
            subprocess.run([PROGRAM, "run", "tiny", "-q", "--data", str(SOURCE / "scenarios"), "-o", path, "--set",
                            "run.weeks=129", "--set", "output.snapshot=[2020-04-20]"], check=True)
            with xarray.open_dataset(path) as result:
                found = {text: float(values.mean()) for text, values in derived.table(result)}
            self.assertEqual(len(found), 12)
            self.assertLess(found["retention of practice_remote"], 1)
            self.assertGreater(found["weeks to half of its recovery"], 0)
            self.assertGreater(found["crisis measures per 1,000 and week"], 0)
            kinds = {}
            for kind in ("children", "families", "schools"):
                with xarray.open_dataset(path, group=f"snapshot/{kind}") as data:
                    kinds[kind] = data.isel(scenario=0, replicate=0, time=0).load()
            self.assertGreater(derived.median_wait(kinds["children"], 33), 0)
            self.assertGreater(derived.voice_gap(kinds["children"], kinds["families"]), 0)
            self.assertTrue(math.isfinite(derived.offer_slope(kinds["children"], kinds["schools"])))
            self.assertEqual(derived.improved_share(kinds["children"], kinds["children"]), 0)


if __name__ == "__main__":
    unittest.main()
