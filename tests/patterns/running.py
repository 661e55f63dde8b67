"""Running the arms that claims need and reducing each result to numbers, several at a time."""
import concurrent.futures
import json
import pathlib
import pickle
import subprocess
import time

from result import cells


class Refused(Exception):
    """The program refused or failed a run; the message is its first complaint."""


class Unfinished(Exception):
    """Time is up; what was done is kept."""


class Work:
    """Where and how runs are made. `keep`: a folder for what runs came to; no run begins after `deadline`, if any."""

    keep, deadline = None, None

    def __init__(self, program, data, folder, system, seeds, snapshots_at_once):
        self.program = program
        self.data = data
        self.folder = pathlib.Path(folder)
        self.system = system
        self.seeds = seeds
        self.snapshots_at_once = snapshots_at_once

    def tree(self, arm, measures):
        """What a run lays over its scenario."""
        snapshots = frozenset().union(*(measure.snapshots for measure in measures))
        late = [week for week in snapshots if week >= arm.weeks]
        assert not late, f"{arm.name} ends before week {min(late)}"
        return arm.overlay(self.system, snapshots, any(measure.child for measure in measures),
                           any(measure.school for measure in measures))

    def overlay(self, arm, number, measures):
        """Writes that to a file; JSON is YAML."""
        path = self.folder / f"{arm.name}_{number}.yaml"
        path.write_text(json.dumps(self.tree(arm, measures), indent=1), "utf-8")
        return path

    def overlays(self, overlay):
        """The files laid over a scenario, in order."""
        return [overlay]

    def sendsim(self, command, arm, overlay, *options):
        """Runs the program on an arm; raises Refused with its first complaint."""
        words = [str(self.program), command, arm.scenario, "--data", str(self.data), *options]
        for path in self.overlays(overlay):
            words += ["--overlay", str(path)]
        ended = subprocess.run(words, capture_output=True, text=True)
        if ended.returncode != 0:
            complaints = [line for line in ended.stderr.splitlines() if "error" in line] or ended.stderr.splitlines()
            raise Refused(complaints[0] if complaints else f"exit status {ended.returncode}")

    def version(self):
        """What the program calls itself, its first line."""
        ended = subprocess.run([str(self.program), "--version"], capture_output=True, text=True)
        return ended.stdout.splitlines()[0] if ended.stdout else "unknown version"

    def checked(self, arm):
        """None if the program accepts an arm, else its complaint."""
        try:
            self.sendsim("check", arm, self.overlay(arm, "check", []))
        except Refused as refused:
            return str(refused)
        return None

    def passes(self, measures):
        """Statistics in groups that need no more snapshots at once than is allowed, unless one alone does."""
        groups = []
        for measure in sorted(measures, key=lambda measure: -len(measure.snapshots)):
            for group in groups:
                if len(frozenset().union(measure.snapshots, *(m.snapshots for m in group))) <= self.snapshots_at_once:
                    group.append(measure)
                    break
            else:
                groups.append([measure])
        return groups

    def value(self, measure, cell):
        """A statistic of one replicate."""
        return measure(cell)

    def reduced(self, arm, number, measures):
        """Runs an arm once and returns {(arm, statistic): values by seed}; the result file is removed."""
        overlay, path = self.overlay(arm, number, measures), self.folder / f"{arm.name}_{number}.h5"
        try:
            self.sendsim("run", arm, overlay, "--quiet", "--force", "-r", str(self.seeds), "-t", str(arm.threads), "-o",
                         str(path))
            values = {(arm, measure): [] for measure in measures}
            for cell in cells(path, self.seeds):
                for measure in measures:
                    values[arm, measure].append(self.value(measure, cell))
            return values
        finally:
            path.unlink(missing_ok=True)


    def kept(self, arm, number, measures):
        """The same, from what was kept of an earlier call; None when it is too late to begin."""
        path = self.keep / f"{self.system}_{self.seeds}_{arm.name}_{number}.pickle" if self.keep else None
        if path and path.exists():
            columns = pickle.loads(path.read_bytes())
            if len(columns) == len(measures):
                return {(arm, measure): column for measure, column in zip(measures, columns)}
        if self.deadline and time.monotonic() > self.deadline:
            return None
        values = self.reduced(arm, number, measures)
        if path:
            path.write_bytes(pickle.dumps([values[arm, measure] for measure in measures]))
        return values


def needed(claims):
    """The statistics that claims need of each arm."""
    measures = {}
    for claim in claims:
        for arm, measure in claim.terms:
            wanted = measures.setdefault(arm, [])
            if measure not in wanted:
                wanted.append(measure)
    return measures


def refused_arms(work, arms):
    """Arms that await something and are refused still: {arm: complaint}. Any other refusal is an error."""
    refused = {}
    for arm in arms:
        complaint = work.checked(arm) if arm.awaits else None
        if complaint:
            refused[arm] = complaint
    return refused


def results(work, measures, jobs, told):
    """Values by seed of each (arm, statistic); `told(done, all, text)` hears of progress."""
    tasks = [(arm, number, group) for arm, wanted in measures.items()
             for number, group in enumerate(work.passes(wanted))]
    tasks.sort(key=lambda task: -len(frozenset().union(*(m.snapshots for m in task[2]))) * task[0].weeks)
    values, done = {}, 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        running = {pool.submit(work.kept, *task): task for task in tasks}
        for future in concurrent.futures.as_completed(running):
            if future.result() is not None:
                values.update(future.result())
                done += 1
                told(done, len(tasks), running[future][0].text)
    if done < len(tasks):
        raise Unfinished(f"{done} of {len(tasks)} runs are done")
    return values
