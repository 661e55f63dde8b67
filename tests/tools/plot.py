#!/usr/bin/env python3
"""Tests of tools/plot.py: what is looked at, what a picture says; and of how it and tools/derived.py are called.

usage: plot.py SOURCE [PROGRAM]    with a program also on a run of it
"""
import contextlib
import io
import pathlib
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

try:
    import matplotlib.colors
    import xarray
except ImportError as absent:
    print(f"skipped: {absent}")
    sys.exit(77)

PROGRAM = sys.argv.pop(2) if len(sys.argv) > 2 else None
SOURCE = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
sys.path.insert(0, str(SOURCE / "tools"))
sys.dont_write_bytecode = True
import derived  # noqa: E402
import plot  # noqa: E402


def called(tool, *arguments):
    """Exit status, output and errors of a script, called within this process, which is faster."""
    output, errors = io.StringIO(), io.StringIO()
    with mock.patch.object(sys, "argv", [f"{tool.__name__}.py", *map(str, arguments)]):
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            try:
                status = tool.main()
            except SystemExit as end:
                status = end.code
    return status or 0, output.getvalue(), errors.getvalue()


class Refusals(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def refused(self, path, reason):
        for tool in (plot, derived):
            with self.subTest(tool=tool.__name__, path=path.name):
                status, output, errors = called(tool, path)
                self.assertEqual((status, output, errors.count("\n")), (2, "", 1), errors)
                self.assertIn(f"{path}: ", errors)
                self.assertIn(reason, errors)

    def test_a_file_that_is_none_or_no_result_is_refused_in_one_line(self):
        text, damaged, other = (self.folder / name for name in ("text.h5", "damaged.h5", "other.nc"))
        text.write_text("title: no result\n", encoding="utf-8")
        damaged.write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
        xarray.Dataset({"x": ("y", [1.0, 2.0])}).to_netcdf(other, format="NETCDF4")
        self.refused(self.folder / "missing.h5", "No such file")
        self.refused(self.folder, "directory")
        self.refused(text, "not a result file")
        self.refused(other, "not a result file")
        self.refused(damaged, "")

    def test_help_tells_how_to_call_them(self):
        for tool in (plot, derived):
            status, output, errors = called(tool, "--help")
            self.assertEqual((status, errors), (0, ""))
            self.assertIn(f"usage: {tool.__name__}.py", output)

    def test_pictures_of_a_result_under_way_do_not_take_its_later_name(self):
        for name, folder in (("a.h5", "a"), ("a.h5.part", "a"), ("a", "a_pictures")):
            self.assertEqual(plot.folder_of(pathlib.Path("results") / name), pathlib.Path("results") / folder)


def result(theil, replicates=2, looked_at=None, baseline=None):
    """A result in memory, of which only scenarios and their inequity in the first closure count."""
    values = [[[value] * replicates] for value in theil.values()]
    of = xarray.Dataset({"theil": (("scenario", "window", "replicate"), values)},
                        coords={"scenario": list(theil), "window": ["first_closure"]})
    with mock.patch.object(plot, "open_result", lambda path: of):
        return plot.Result(pathlib.Path("a.h5"), looked_at, baseline)


class Choice(unittest.TestCase):
    def chosen(self, names, *named):
        return plot.pair(names.split(), *named)

    def test_ones_own_scenario_is_looked_at_against_the_factual_one(self):
        for names in ("factual_england mine", "mine factual_england", "mine no_closure factual_england"):
            self.assertEqual(self.chosen(names), ("mine", "factual_england"))

    def test_otherwise_the_factual_one_is_looked_at_against_no_closure(self):
        for names in ("no_closure factual_england", "a b factual_england no_closure"):
            self.assertEqual(self.chosen(names), ("factual_england", "no_closure"))

    def test_without_either_of_these_the_other_is_the_baseline_or_the_first(self):
        self.assertEqual(self.chosen("a factual_england b"), ("a", "factual_england"))
        self.assertEqual(self.chosen("a no_closure b"), ("a", "no_closure"))
        self.assertEqual(self.chosen("a b c"), ("b", "a"))
        self.assertEqual(self.chosen("a"), ("a", "a"))

    def test_who_names_one_gets_another_beside_it(self):
        both = "factual_england no_closure"
        self.assertEqual(self.chosen(both, None, "factual_england"), ("no_closure", "factual_england"))
        self.assertEqual(self.chosen(both, "no_closure"), ("no_closure", "factual_england"))
        self.assertEqual(self.chosen("factual_england mine", None, "mine"), ("factual_england", "mine"))
        self.assertEqual(self.chosen("a b " + both, "b"), ("b", "no_closure"))
        self.assertEqual(self.chosen("a b " + both, "b", "a"), ("b", "a"))

    def test_the_headline_is_of_these_and_tells_of_a_few_others(self):
        theil = {"factual_england": 0.10, "no_closure": 0.01, "mine": 0.09}
        self.assertEqual(plot.inequity_title(result(theil)).partition(": ")[2],
                         "mine 0.90 times that of factual England; no closure 0.10 times")
        self.assertIn("factual England 10.0 times that of no closure; mine 9.0 times",
                      plot.inequity_title(result(theil, 2, "factual_england", "no_closure")))
        several = {**theil, **dict.fromkeys("abcd", 0.05)}
        self.assertTrue(plot.inequity_title(result(several)).endswith("factual England 10.0 times that of no closure"))
        for without in ({"a": 0.1}, {"a": 0, "b": 0.1}):
            self.assertNotIn("times", plot.inequity_title(result(without)))


class Looks(unittest.TestCase):
    def test_a_note_says_what_bars_and_bands_are(self):
        few, one = result({"a": 1, "b": 2}, 4), result({"a": 1}, 1)
        self.assertEqual(few.note("Bars", "thin lines"),
                         "Bars: mean over 4 replicates; thin lines: their range, from the least to the greatest.")
        self.assertIn("the one replicate", one.note("Bars", "thin lines"))
        self.assertEqual((few.lines(), one.lines()), ("Lines (dashed: a, the baseline)", "Lines"))
        many = result({f"s{number}": 1 for number in range(9)})
        self.assertIn("bands (s1 and s0 only)", many.note("Lines", "bands"))

    def test_no_part_of_inequity_has_the_colour_of_a_scenario(self):
        fills = [colour for _, _, colour in plot.LEVELS]
        self.assertFalse(set(fills) & set(plot.COLOURS))
        light = [sum(matplotlib.colors.to_rgb(colour)) / 3 for colour in fills]
        self.assertTrue(all(after - before > 0.2 for before, after in zip(light, light[1:])), light)

    def test_a_long_headline_is_broken_and_not_cut(self):
        names = {f"a_scenario_of_{number}_with_quite_a_long_name": 1 for number in range(4)}
        figure = plot.plot.figure(figsize=(10, 7.5), dpi=plot.plot.rcParams["savefig.dpi"])
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            of = result(names)
            plot.finish(figure, of, pathlib.Path(folder), "a.png", plot.inequity_title(of), of.note("Bars", "lines"))
        width = figure.get_size_inches()[0] * figure.dpi
        right = [text.get_window_extent().x1 for text in figure.texts]
        self.assertLess(max(right), width)


@unittest.skipUnless(PROGRAM, "no program was named")
class Run(unittest.TestCase):
    def test_a_run_is_drawn(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "run.h5"
            subprocess.run([PROGRAM, "run", "tiny", "-q", "--data", str(SOURCE / "scenarios"), "-o", str(path)],
                           check=True)
            status, output, errors = called(plot, path)
            self.assertEqual((status, errors), (0, ""))
            drawn = [pathlib.Path(name) for name in output.split()]
            self.assertEqual([name.stem for name in drawn],
                             ["attendance", "inequity", "groups", "authorities", "workload"])
            self.assertTrue(all(name.stat().st_size > 10000 for name in drawn))
            status, _, errors = called(plot, path, "--baseline", "nowhere")
            self.assertEqual(status, 2)
            self.assertIn("there is no scenario 'nowhere'; there are tiny", errors)
            self.assertEqual(called(plot, path, "-o", path)[0], 2)


if __name__ == "__main__":
    unittest.main()
