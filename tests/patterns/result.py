"""Reading a result file of the program: one replicate at a time, by week, window, agent."""
import h5py

DAYS = 7  # of a week


class Cell:
    """One replicate of a result file with one scenario."""

    def __init__(self, file, replicate, kept):
        self.file = file
        self.replicate = replicate
        self._kept = kept  # columns read already

    def _column(self, path):
        key = (path, self.replicate)
        if key not in self._kept:
            self._kept[key] = self.file[path][0, self.replicate]
        return self._kept[key]

    def _labels(self, path):
        if path not in self._kept:
            self._kept[path] = [label.decode() if isinstance(label, bytes) else label for label in self.file[path][:]]
        return self._kept[path]

    def series(self, name, group=None):
        """A weekly series of the nation, by week number; `group` is a label of its second axis."""
        values = self._column(name)
        if group is None:
            return values[:, 0] if values.ndim == 2 else values
        axis = list(self.file[name].dims[3].keys())[0]
        return values[:, self._labels(axis).index(group)]

    def series_names(self):
        """The names of all weekly series of the nation."""
        return sorted(name for name, item in self.file.items()
                      if hasattr(item, "shape") and item.ndim >= 3 and item.shape[2] == len(self.file["time"]))

    def window_names(self):
        return self._labels("window")

    def window(self, name, window):
        """An index of inequity over a window."""
        return float(self._column(name)[self._labels("window").index(window)])

    def year(self, name, year):
        """A count of a calendar year."""
        return float(self._column(f"{name}_by_year")[list(self.file["year"][:]).index(year)])

    def child(self, name, window=None):
        """A column of /child, over a window where it has one."""
        values = self._column(f"child/{name}")
        return values if window is None else values[self._labels("child/window").index(window)]

    def school(self, name):
        """A weekly series of every school: (week, school) or (week, school, channel)."""
        return self._column(f"school/{name}")

    def _snapshot(self, kind, week, name):
        path = f"snapshot/{kind}"
        days = self._kept.setdefault(f"{path}/time", self.file[f"{path}/time"][:])
        return self._column(f"{path}/{name}")[list(days).index(DAYS * week)]

    def children(self, week, name):
        return self._snapshot("children", week, name)

    def schools(self, week, name):
        return self._snapshot("schools", week, name)

    def families(self, week, name):
        return self._snapshot("families", week, name)

    def professionals(self, week, name):
        return self._snapshot("professionals", week, name)

    def choice(self, kind, name, label):
        """The number under which a coded column keeps a choice."""
        item = self.file[f"snapshot/{kind}/{name}"]
        meanings = item.attrs["flag_meanings"]
        meanings = meanings.decode() if isinstance(meanings, bytes) else str(meanings)
        return int(item.attrs["flag_values"][meanings.split().index(label)])


def cells(path, seeds):
    """The replicates of a result file. What was read of one is forgotten before the next."""
    with h5py.File(path, "r") as file:
        for replicate in range(seeds):
            yield Cell(file, replicate, {})

