"""Reading a result file of the program: one replicate at a time, by week, window, agent."""
import h5py

DAYS = 7  # of a week
OWNER = {"children": "school", "families": "authority", "schools": "authority", "professionals": "authority"}

# The columns that statistics look at: all that snapshots keep, since they are most of a result and of its time.
COLUMNS = {
    "children": """age attendance_route borderline ehc_stage ehc_weeks_in_stage family family_school_trust
        meeting_voice need perceived_challenge place_eligible place_offered plan professionals_involved
        provision quality_at_home review_signal school sessions_attended severity sibling specialist_flags
        specialist_met spend_contribution support_at_home wellbeing""",
    "schools": """agencies_attending arbitrary_discretionary arbitrary_remote arbitrary_statutory authority
        communication_seen contact_formal contact_informal contact_served grievance hours_face_advisory
        hours_face_therapy hours_needed_advisory hours_needed_therapy hours_online_advisory
        hours_online_therapy ideal_discretionary ideal_remote inadequacy inclusive_ethos leadership
        learning_partnership offer_discretionary offer_remote offer_statutory phase policy_role
        practice_communication practice_on_site practice_planning practice_remote professionals_linked
        provision_mean quality_remote realised_creativity reflexive_creativity responsive_discretionary
        responsive_remote responsive_statutory reviews_held senco_overload shared_problem_solving""",
    "families": """advocacy authority children_count deprivation digital_access expertise hands_on_hours
        professional_trust strain""",
    "professionals": """authority communication discipline hours_face hours_online realised_creativity route""",
}


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
        """A weekly series of the nation, by week number; `group` is a label of its second axis, if it has one."""
        values = self._column(name)
        return values if group is None else values[:, self.group_names(name).index(group)]

    def group_names(self, name):
        """The groups of a weekly series, [None] if it has none."""
        item = self.file[name]
        return self._labels(list(item.dims[3].keys())[0]) if item.ndim == 4 else [None]

    def series_names(self):
        """The names of all weekly series of the nation."""
        return sorted(name for name, item in self.file.items()
                      if hasattr(item, "dims") and item.ndim >= 3 and list(item.dims[2].keys()) == ["time"])

    def index_names(self):
        """The names of all indices of inequity."""
        return sorted(name for name, item in self.file.items()
                      if hasattr(item, "dims") and item.ndim == 3 and list(item.dims[2].keys()) == ["window"])

    def window_names(self):
        return self._labels("window")

    def window(self, name, window):
        """An index of inequity over a window."""
        return float(self._column(name)[self._labels("window").index(window)])

    def year(self, name, year):
        """A count of a calendar year."""
        return float(self._column(f"{name}_by_year")[list(self.file["year"][:]).index(year)])

    def survey(self, name):
        """Agreement and the like by item and kind of respondent, all of them first."""
        return self._column(f"survey/{name}")

    def child(self, name, window=None):
        """A column of /child, over a window where it has one."""
        values = self._column(f"child/{name}")[..., :self._count("child", "school")]
        return values if window is None else values[self._labels("child/window").index(window)]

    def school(self, name):
        """A weekly series of every school: (week, school) or (week, school, channel)."""
        return self._column(f"school/{name}")

    def _snapshot(self, kind, week, name):
        path = f"snapshot/{kind}"
        days = self._kept.setdefault(f"{path}/time", self.file[f"{path}/time"][:])
        rows = self._column(f"{path}/{name}")[list(days).index(DAYS * week)]
        return rows[:self._count(path, OWNER[kind])]

    def _count(self, path, owner):
        """Rows of a kind in this replicate: what other replicates have more is filled with a negative number."""
        key = (path, "count", self.replicate)
        if key not in self._kept:
            filled = self._column(f"{path}/{owner}")
            self._kept[key] = int(((filled if filled.ndim == 1 else filled[0]) >= 0).sum())
        return self._kept[key]

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

