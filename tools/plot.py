#!/usr/bin/env python3
"""Pictures of a result file, as a policy analyst would want to see them.

    tools/plot.py RESULT.h5 [-o FOLDER] [--scenario NAME] [--baseline NAME]

Writes five PNG files into FOLDER (default: beside the result, in a folder of its name):

    attendance.png    attendance of pupils with plans by week, against the published series
    inequity.png      provision and its inequity by window, split into authorities, schools and within schools
    groups.png        provision and families' trust in the school over time, by group of pupils
    authorities.png   spread over authorities: provision by week, plans within 20 weeks by year
    workload.png      the SENCo's overload, and the queue for EHC plans

Holidays are gaps; closures and the phased return are shaded; the foot of a picture says what its bars and bands are.
One scenario is looked at (groups.png and authorities.png are of it alone), another is what it is held against. Where
--scenario and --baseline do not name them, they follow from what is in the file:

    factual_england, one of your own     yours against factual_england, whether no_closure is there or not
    factual_england, no_closure, ...     factual_england against no_closure
    factual_england, ...                 the first other against factual_england
    no_closure, ...                      the first other against no_closure
    others                               the second against the first

With more than seven scenarios inequity is drawn as dots, a row for each, and bands are left to those two; with more
than twenty-four the others share one colour.
"""
import argparse
import pathlib
import textwrap

import matplotlib

matplotlib.use("Agg")
import matplotlib.dates
import matplotlib.patches
import matplotlib.ticker
import matplotlib.pyplot as plot
import numpy
import xarray

from result_file import open_result, refuse

FOOT = "sendsim, simulated; not findings about real places"
# Okabe and Ito's colours, which most people with a colour vision deficiency can tell apart
COLOURS = ["#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
FACTUAL, COUNTERFACTUAL = "factual_england", "no_closure"
GREY, PUBLISHED = "#777777", "#000000"
# greys, as every hue is that of a scenario
LEVELS = [("theil_between_authority", "between authorities", "#3A3A3A"),
          ("theil_between_school", "between schools of an authority", "#949494"),
          ("theil_within_school", "within schools", "#E2E2E2")]
SITES = [(0, "#00000022", "closed to most"), (1, "#00000010", "open to some years")]
GROUPS = {"all": "all with SEND", "ehcp": "with a plan", "sen_support": "SEN support", "social_worker": "social worker",
          "critical_worker": "critical worker's child", "borderline": "below the statutory line"}
CLOSURES = ["first_closure", "second_closure"]
DOTTED = [("first_closure", "#D55E00"), ("second_closure", "#0072B2"), ("post", "#009E73")]
MANY, CROWD = len(COLOURS), 24  # scenarios, beyond which pictures change
FEW = 3  # further scenarios that a headline still tells of
WIDE = (10, 5)
LINE, TITLE_LINE = 0.17, 0.26  # inches of a line of the foot and of the title

plot.rcParams.update({
    "font.size": 10, "axes.spines.top": False, "axes.spines.right": False, "axes.titlelocation": "left",
    "axes.titlesize": 11, "figure.titlesize": 13, "legend.frameon": False, "legend.fontsize": 9, "savefig.dpi": 110})


def pair(scenarios, looked_at=None, baseline=None):
    """The scenario looked at and the one it is held against. A single scenario beside the factual one and that without
    closures is what a user asks about; it mostly changes what was in force, and is held against that."""
    own = [name for name in scenarios if name not in (FACTUAL, COUNTERFACTUAL)]
    if FACTUAL in scenarios and len(own) == 1:
        mains, baselines = [*own, FACTUAL, COUNTERFACTUAL], [FACTUAL, COUNTERFACTUAL, *own]
    else:
        mains, baselines = [FACTUAL, *own, COUNTERFACTUAL], [COUNTERFACTUAL, FACTUAL, *own]

    def first(names, but):
        return next((name for name in names if name in scenarios and name != but), scenarios[0])
    baseline = baseline or first(baselines, looked_at)
    return looked_at or first(mains, baseline), baseline


class Result:
    """A result file: its root and its groups, which scenario is looked at and which one it is held against."""

    def __init__(self, path, looked_at=None, baseline=None):
        self.path = path
        self.root = open_result(path)
        self.scenarios = [str(name) for name in self.root.scenario.values]
        for name in (looked_at, baseline):
            if name and name not in self.scenarios:
                refuse(f"{path}: there is no scenario '{name}'; there are {', '.join(self.scenarios)}")
        self.main, self.baseline = pair(self.scenarios, looked_at, baseline)
        order = [self.main, *[name for name in self.scenarios if name not in (self.main, self.baseline)], self.baseline]
        self.order = list(dict.fromkeys(order))
        self.many, self.crowd = len(self.order) > MANY, len(self.order) > CROWD
        self.colours = dict(zip(self.order, COLOURS)) if not self.many else self.shades()

    def shades(self):
        """Colours for many scenarios: the main one and the one they are held against stand out."""
        others = self.others()
        shade = matplotlib.colormaps["viridis"]
        colours = {name: GREY if self.crowd else matplotlib.colors.to_hex(shade(0.9 * index / max(1, len(others) - 1)))
                   for index, name in enumerate(others)}
        return {**colours, self.baseline: PUBLISHED, self.main: COLOURS[0]}

    def leads(self, scenario):
        return scenario in (self.main, self.baseline)

    def others(self):
        return [name for name in self.order if not self.leads(name)]

    def label(self, scenario):
        """What the legend says of it; of a crowd only the last of the others is named, for all."""
        if not self.crowd or self.leads(scenario):
            return words(scenario)
        others = self.others()
        return f"{len(others)} others" if scenario == others[-1] else None

    def replicates(self):
        count = self.root.sizes["replicate"]
        return f"{count} replicates" if count > 1 else "one replicate"

    def note(self, mean, range_):
        """Says which marks of a picture are means over replicates, and which are their range."""
        if self.root.sizes["replicate"] == 1:
            return f"{mean}: the one replicate that was run."
        only = f" ({words(self.main)} and {words(self.baseline)} only)" if self.many and range_ == "bands" else ""
        return f"{mean}: mean over {self.replicates()}; {range_}{only}: their range, from the least to the greatest."

    def lines(self):
        dashed = f" (dashed: {words(self.baseline)}, the baseline)"
        return "Lines" + (dashed if self.baseline != self.main else "")

    def group(self, name):
        try:
            return xarray.open_dataset(self.path, group=name)
        except (OSError, KeyError, ValueError):
            return None


def words(scenario):
    """The name of a scenario as people write it."""
    return scenario.replace("_", " ").replace("england", "England")


def share_axis(axes, label=None, top=None):
    axes.yaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1, decimals=0))
    axes.set_ylim(0, top)
    if label:
        axes.set_title(label)


def time_axis(axes, result):
    axes.xaxis.set_major_locator(matplotlib.dates.MonthLocator(bymonth=(1, 4, 7, 10)))
    axes.xaxis.set_major_formatter(matplotlib.dates.DateFormatter("%b\n%Y"))
    axes.set_xlim(result.root.time.values[0], result.root.time.values[-1])
    axes.grid(axis="y", color="#e4e4e4")


def shade(axes, result, legend=False):
    """Shades the weeks in which the main scenario has sites closed or phased."""
    policy = result.group("policy")
    if policy is None or "site" not in policy:
        return
    site, time = policy["site"].sel(scenario=result.main).values, policy.time.values
    week = time[1] - time[0] if len(time) > 1 else numpy.timedelta64(7, "D")
    for value, colour, text in SITES:
        inside = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], site == value, [0]))))
        for begin, end in zip(inside[::2], inside[1::2]):
            axes.axvspan(time[begin], time[end - 1] + week, color=colour, linewidth=0, label=text if legend else None)
            text = None


def series(axes, time, values, colour, label, thin=False, style="-"):
    """A line of the mean over replicates within the band of their range; a break where there is no value."""
    axes.plot(time, values.mean("replicate"), style, color=colour, label=label, linewidth=0.9 if thin else 1.8)
    if not thin and values.sizes["replicate"] > 1:
        axes.fill_between(time, values.min("replicate"), values.max("replicate"), color=colour, alpha=0.2, linewidth=0)


def scenario_series(axes, result, values):
    """The series of all scenarios, those that lead on top; the baseline dashed, which shows what it coincides with."""
    for scenario in [*reversed(result.others()), *dict.fromkeys((result.main, result.baseline))]:
        series(axes, result.root.time.values, values.sel(scenario=scenario), result.colours[scenario],
               result.label(scenario), result.many and not result.leads(scenario),
               "--" if scenario == result.baseline != result.main else "-")


def legend_beside(axes, result):
    """Scenarios in the order in which bars have them, then whatever else there is."""
    keys = dict(zip(*reversed(axes.get_legend_handles_labels())))
    first = [label for label in map(result.label, result.order) if label]
    labels = [*first, *[label for label in keys if label not in first]]
    axes.legend([keys[label] for label in labels], labels, loc="upper left", bbox_to_anchor=(1, 1),
                fontsize=7.5 if result.many else 9, labelspacing=0.3)


def finish(figure, result, folder, name, title, note):
    """Title, what lines, bars and bands are, source, file."""
    width, height = figure.get_size_inches()
    lines = textwrap.wrap(title, int(width * 9))
    figure.text(0.01, 1 - 0.08 / height, "\n".join(lines), va="top", fontweight="bold",
                fontsize=plot.rcParams["figure.titlesize"])
    figure.text(0.01, (0.06 + LINE) / height, note, color=GREY, fontsize=8)
    figure.text(0.01, 0.06 / height, f"{FOOT}. {result.replicates()}; {result.path.name}", color=GREY, fontsize=8)
    figure.tight_layout(rect=(0, (0.1 + 2 * LINE) / height, 1, 1 - (0.1 + TITLE_LINE * len(lines)) / height))
    path = folder / name
    figure.savefig(path)
    plot.close(figure)
    print(path)


def attendance(result, folder):
    figure, axes = plot.subplots(figsize=WIDE)
    shade(axes, result, legend=True)
    scenario_series(axes, result, result.root.attendance_ehcp.sel(phase="all"))
    observed = result.group("observed")
    if observed is not None and bool(observed.attendance_ehcp.notnull().any()):
        axes.plot(observed.time, observed.attendance_ehcp, "o", color=PUBLISHED, markersize=3.5,
                  label="published (DfE)")
    time_axis(axes, result)
    share_axis(axes, "share of pupils with a plan in school, by week of term", 1)
    legend_beside(axes, result)
    finish(figure, result, folder, "attendance.png", "Attendance of pupils with a plan, simulated and published",
           result.note(result.lines(), "bands"))


def span(values, mean):
    """How far the least and the greatest replicate are from the mean, as error bars have it."""
    return numpy.abs(numpy.stack([values.min("replicate"), values.max("replicate")]) - mean)


def places(result, index):
    """Where the bars of a scenario stand along the windows, and how wide they are."""
    width = 0.8 / len(result.order)
    return numpy.arange(result.root.sizes["window"]) + (index - (len(result.order) - 1) / 2) * width, width * 0.9


def window_ticks(axes, result, text):
    windows = [str(name) for name in result.root.window.values]
    axes.set_xticks(range(len(windows)), [name.replace("_", "\n") for name in windows])
    axes.set_title(text)


def window_bars(axes, result, values, text):
    """Grouped bars by window, one colour a scenario, with the range over replicates."""
    for index, scenario in enumerate(result.order):
        at, width = places(result, index)
        of_scenario = values.sel(scenario=scenario)
        mean = of_scenario.mean("replicate").values
        axes.bar(at, mean, width, color=result.colours[scenario], label=words(scenario), yerr=span(of_scenario, mean),
                 ecolor="#000000AA")
    window_ticks(axes, result, text)


def theil_bars(axes, result):
    """Stacked parts of Theil's T by window, with the range of the whole; a bar for each scenario."""
    for index, scenario in enumerate(result.order):
        at, width = places(result, index)
        bottom = numpy.zeros(len(at))
        for name, _, colour in LEVELS:
            part = result.root[name].sel(scenario=scenario).mean("replicate").values
            axes.bar(at, part, width, bottom=bottom, color=colour, edgecolor=result.colours[scenario], linewidth=1.3)
            bottom += part
        whole = result.root.theil.sel(scenario=scenario)
        mean = whole.mean("replicate").values
        axes.errorbar(at, mean, span(whole, mean), fmt="none", ecolor="#000000AA")
    window_ticks(axes, result, "inequity of need met (Theil's T) and its parts; outlines in the colour of the scenario")


def theil_legend(axes):
    """The parts in the order they are stacked, whatever the outline."""
    keys = [matplotlib.patches.Patch(facecolor=colour, edgecolor=GREY, label=text)
            for _, text, colour in reversed(LEVELS)]
    axes.legend(handles=keys, loc="upper left", bbox_to_anchor=(1, 1))


def times(value):
    """A ratio as people write it: two digits say enough, but those after 1 are what counts near it."""
    return f"{value:.2f} times" if value < 2 else f"{value:.1f} times"


def inequity_title(result):
    """What the picture shows, from its own numbers."""
    neutral = "Provision and its inequity, by window of term weeks"
    if result.main == result.baseline or CLOSURES[0] not in result.root.window.values:
        return neutral
    theil = result.root.theil.sel(window=CLOSURES[0]).mean("replicate")
    ratios = {name: float(theil.sel(scenario=name) / theil.sel(scenario=result.baseline)) for name in result.order}
    if not numpy.isfinite(list(ratios.values())).all():
        return neutral
    further = result.others() if len(result.others()) <= FEW else []
    told = "".join(f"; {words(name)} {times(ratios[name])}" for name in further)
    return (f"Simulated inequity in the first closure: {words(result.main)} {times(ratios[result.main])} "
            f"that of {words(result.baseline)}{told}")


def dots(axes, result, values, text):
    """A row a scenario, a dot a window with the range over replicates; lines where the baseline lies."""
    windows = [(name, colour) for name, colour in DOTTED if name in result.root.window.values]
    windows = windows or [(name, COLOURS[i % len(COLOURS)]) for i, name in enumerate(result.root.window.values)]
    rows = numpy.arange(len(result.order))
    for index, (window, colour) in enumerate(windows):
        of_window = values.sel(window=window, scenario=result.order)
        mean = of_window.mean("replicate").values
        axes.errorbar(mean, rows + (index - (len(windows) - 1) / 2) * 0.18, xerr=span(of_window, mean), fmt="o",
                      markersize=4, color=colour, label=words(str(window)), linewidth=1)
        axes.axvline(mean[result.order.index(result.baseline)], color=colour, linewidth=0.8, linestyle=":")
    axes.set_yticks(rows, [words(name) for name in result.order], fontsize=8)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_title(text)
    axes.grid(axis="y", color="#eeeeee")


def inequity_of_many(result, folder):
    figure, (left, right) = plot.subplots(1, 2, figsize=(12, 1.6 + 0.24 * len(result.order)), sharey=True)
    dots(left, result, result.root.provision_mean, "mean share of assessed need met")
    left.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
    dots(right, result, result.root.theil, "inequity of need met (Theil's T)")
    right.legend(loc="upper left", bbox_to_anchor=(1, 1))
    finish(figure, result, folder, "inequity.png",
           f"Provision and its inequity; dotted lines: {words(result.baseline)}", result.note("Dots", "thin lines"))


def inequity(result, folder):
    if "window" not in result.root.sizes:
        return
    if result.many:
        inequity_of_many(result, folder)
        return
    figure, (above, below) = plot.subplots(2, 1, figsize=(10, 7.5), sharex=True)
    window_bars(above, result, result.root.provision_mean, "mean share of assessed need met")
    share_axis(above)
    above.legend(loc="upper left", bbox_to_anchor=(1, 1))
    theil_bars(below, result)
    theil_legend(below)
    for axes in (above, below):
        axes.grid(axis="y", color="#e4e4e4")
        axes.set_axisbelow(True)
    finish(figure, result, folder, "inequity.png", inequity_title(result), result.note("Bars", "thin lines"))


def groups(result, folder):
    figure, panels = plot.subplots(2, 1, figsize=(10, 7.5), sharex=True)
    for axes, name, text in zip(panels, ("provision", "family_school_trust"),
                                ("share of assessed need met", "families' trust in the child's school")):
        values = result.root[name].sel(scenario=result.main)
        shade(axes, result, legend=name == "provision")
        for index, group in enumerate(str(label) for label in result.root.pupil_group.values):
            series(axes, result.root.time.values, values.sel(pupil_group=group), COLOURS[(index - 1) % len(COLOURS)],
                   GROUPS.get(group, group))
        time_axis(axes, result)
        share_axis(axes, text, 1)
        axes.set_ylim(0, min(1, 1.15 * float(values.max())))
    panels[0].legend(loc="upper left", bbox_to_anchor=(1, 1))
    finish(figure, result, folder, "groups.png", f"Provision and trust by group of pupils: {words(result.main)}",
           result.note("Lines", "bands"))


def spread(axes, result, values, text):
    """The middle half and the middle nine tenths of authorities by week, replicates pooled."""
    cells = values.stack(cell=("replicate", "authority")).transpose("time", "cell").values
    quantiles = numpy.full((5, len(cells)), numpy.nan)
    term = ~numpy.isnan(cells).all(axis=1)
    quantiles[:, term] = numpy.nanquantile(cells[term], [0.05, 0.25, 0.5, 0.75, 0.95], axis=1)
    colour = result.colours[result.main]
    axes.fill_between(result.root.time.values, quantiles[0], quantiles[4], color=colour, alpha=0.18, linewidth=0,
                      label="middle nine tenths of authorities")
    axes.fill_between(result.root.time.values, quantiles[1], quantiles[3], color=colour, alpha=0.35, linewidth=0,
                      label="middle half")
    axes.plot(result.root.time.values, quantiles[2], color=colour, linewidth=1.6, label="median")
    axes.set_title(text)


def on_time(axes, result, values, years):
    """Authorities' shares of plans within 20 weeks as dots, sorted along each year of which all weeks were run."""
    for index, year in enumerate(years):
        of_year = numpy.sort(values.sel(year=year).values.ravel())
        of_year = of_year[~numpy.isnan(of_year)]
        axes.plot(index + numpy.linspace(-0.35, 0.35, len(of_year)), of_year, "o", markersize=2.5,
                  color=result.colours[result.main], alpha=0.7)
        axes.plot([index - 0.4, index + 0.4], [numpy.median(of_year)] * 2, color=PUBLISHED, linewidth=1.5)
    if not years:
        axes.text(0.5, 0.5, "no whole calendar year was run", ha="center", color=GREY, transform=axes.transAxes)
    axes.set_xticks(range(len(years)), [str(year) for year in years])
    axes.set_title("plans issued within 20 weeks, by year\n(a dot an authority, line: median)")


def authorities(result, folder):
    by_authority = result.group("authority")
    if by_authority is None:
        return
    figure, (left, right) = plot.subplots(1, 2, figsize=(11, 5), gridspec_kw={"width_ratios": [2, 1]})
    shade(left, result)
    spread(left, result, by_authority.provision.sel(scenario=result.main),
           "share of assessed need met, by week of term")
    time_axis(left, result)
    share_axis(left)
    left.legend(loc="lower right")
    whole_year = 52
    weeks = result.root.weeks_in_year.sel(scenario=result.main).min("replicate")
    years = [int(year) for year in result.root.year.values if int(weeks.sel(year=year)) >= whole_year]
    on_time(right, result, by_authority.ehc_on_time_share.sel(scenario=result.main), years)
    share_axis(right, None, 1.02)
    right.grid(axis="y", color="#e4e4e4")
    count = by_authority.sizes["authority"]
    many = f"{count} synthetic authorities" if count > 1 else "one synthetic authority"
    finish(figure, result, folder, "authorities.png",
           f"Spread over {many}: {words(result.main)}",
           f"Bands and dots: authorities of {result.replicates()} taken together; no band is a range over replicates.")


def workload(result, folder):
    figure, panels = plot.subplots(2, 2, figsize=(12, 7.5), sharex=True)
    shown = [("senco_overload", {"phase": "all"}, "hours demanded of the SENCo over hours there are"),
             ("waiting_list", {}, "children waiting six weeks or more for specialist input"),
             ("ehc_requests", {}, "requests for an EHC needs assessment, a week of term"),
             ("ehc_cases_open", {}, "children in the EHC process at the end of the week")]
    for axes, (name, where, text) in zip(panels.flat, shown):
        shade(axes, result)
        values = result.root[name].sel(**where)
        if name == "ehc_requests":  # none are made in holidays: a gap says so better than a line down to 0
            values = values.where(result.root.attendance.sel(pupil_group="all").notnull())
        scenario_series(axes, result, values)
        time_axis(axes, result)
        axes.set_ylim(0)
        axes.set_title(text)
    panels.flat[0].axhline(1, color=GREY, linewidth=0.8, linestyle=":")
    legend_beside(panels.flat[1], result)
    finish(figure, result, folder, "workload.png", "Workload of SENCos and the queues for help",
           result.note(result.lines(), "bands"))


def folder_of(result):
    """Where pictures go if no folder is named; not where a result under way (NAME.h5.part) is going to be."""
    name = result.name
    for ending in (".part", ".h5"):
        name = name.removesuffix(ending)
    return result.with_name(name if name != result.name else f"{name}_pictures")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("result", type=pathlib.Path, help="a result file of sendsim run")
    parser.add_argument("-o", "--output", type=pathlib.Path, metavar="FOLDER", help="folder for the pictures")
    parser.add_argument("--scenario", metavar="NAME", help="the scenario looked at (default: yours, if there is one "
                        "beside factual_england, else factual_england, else the first that is not the baseline)")
    parser.add_argument("--baseline", metavar="NAME", help="the scenario it is held against (default: factual_england "
                        "for yours, else no_closure, else factual_england, else the first of the file)")
    options = parser.parse_args()
    result = Result(options.result, options.scenario, options.baseline)
    folder = options.output or folder_of(options.result)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for picture in (attendance, inequity, groups, authorities, workload):
            picture(result, folder)
    except OSError as error:
        refuse(f"{error.filename or folder}: {error.strerror or error}")


if __name__ == "__main__":
    main()
