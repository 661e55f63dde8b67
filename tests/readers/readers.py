#!/usr/bin/python3
"""Opens a result file with every reader that Python has for it: xarray (both engines), netCDF4 and h5py.

usage: readers.py FILE [--need PATH,PATH...]

Each group is opened as a user would; every variable must have a coordinate on each axis, a unit (text aside) and a long
name, dates must come out as dates, text as text, and what is missing as missing. The values that the four readers give
must agree. --need lists variables that have to be there, as /authority/provision. One line a check; exit status 1 when
one failed, 77 when a reader is not installed and all else is well.
"""
import argparse
import sys

import numpy

ABSENT = 77  # what CTest takes for `skipped`


class Checks:
    """Counts and prints what was found."""

    def __init__(self):
        self.failed = 0
        self.absent = 0

    def check(self, holds, what, detail=""):
        print(f"{'ok    ' if holds else 'FAILED'} {what}{': ' + str(detail) if detail and not holds else ''}")
        self.failed += not holds
        return holds

    def guarded(self, what, step, *arguments):
        """Runs one step; what it raises is a failed check and not the end."""
        try:
            return step(*arguments)
        except Exception as error:  # whatever a reader may raise
            self.check(False, what, f"{type(error).__name__}: {error}")
            return None


def is_internal(name):
    return name in ("CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST")


# ---- h5py: the file as it is ----------------------------------------------------------------------------------------


def h5py_members(path):
    """All groups and variables: {path of group: {name: variable's facts}}."""
    import h5py

    groups = {}

    def take(group, name):
        groups[name] = {}
        for key in group:
            item = group[key]
            if isinstance(item, h5py.Group):
                take(item, name.rstrip("/") + "/" + key)
            else:
                groups[name][key] = {
                    "values": item.asstr()[()] if h5py.check_string_dtype(item.dtype) else item[()],
                    "type": item.dtype,
                    "scales": [len(axis) for axis in item.dims],
                    "is_scale": h5py.h5ds.is_scale(item.id),
                    "attributes": {a: item.attrs[a] for a in item.attrs if not is_internal(a)},
                    "fill": item.fillvalue if not h5py.check_string_dtype(item.dtype) else None,
                    "filters": (item.chunks, item.shuffle, item.fletcher32),
                }

    with h5py.File(path, "r") as file:
        take(file, "/")
    return groups


def check_h5py(checks, path):
    import h5py

    groups = checks.guarded("h5py opens it", h5py_members, path)
    if groups is None:
        return {}
    checks.check(True, f"h5py {h5py.__version__} opens it: {len(groups)} groups")
    for group, variables in groups.items():
        for name, facts in variables.items():
            where = f"h5py {group.rstrip('/')}/{name}"
            text = h5py.check_string_dtype(facts["type"])
            plain = text or facts["type"].kind in "iuf"
            attributes = facts["attributes"]
            checks.check(plain and not h5py.check_enum_dtype(facts["type"]), f"{where} has a plain type", facts["type"])
            checks.check(not text or text.length is None, f"{where} holds no text of fixed length")
            checks.check(
                facts["is_scale"] or all(count == 1 for count in facts["scales"]),
                f"{where} has one coordinate on each axis",
                facts["scales"],
            )
            checks.check("long_name" in attributes, f"{where} has a long name")
            checks.check(text or "units" in attributes, f"{where} has a unit")
            checks.check(
                all(isinstance(value, str) for key, value in attributes.items() if key in ("units", "long_name")),
                f"{where} has its unit and long name as text",
            )
            if not text and not facts["is_scale"] and facts["values"].ndim:
                fill = attributes.get("_FillValue")
                same = fill is not None and numpy.array_equal(
                    numpy.ravel(fill), numpy.ravel(numpy.asarray(facts["fill"], facts["type"])), equal_nan=facts["type"].kind == "f"
                )
                checks.check(same and fill.dtype == facts["type"], f"{where} has its fill value as _FillValue", fill)
                chunks, shuffle, fletcher = facts["filters"]
                checks.check(chunks and fletcher, f"{where} is chunked and has check sums")
                size = int(numpy.prod(chunks)) * facts["type"].itemsize
                checks.check(bool(shuffle) == (256 <= size), f"{where} is shuffled and compressed where that saves", size)
                checks.check(size <= 2**20, f"{where} has chunks that fit the cache of readers", size)
            if facts["type"] == numpy.dtype("int64"):
                values = facts["values"][facts["values"] != facts["fill"]]
                checks.check(bool(numpy.all(numpy.abs(values) < 2**53)), f"{where} fits in a double")
    return groups


# ---- netCDF4 --------------------------------------------------------------------------------------------------------


def check_netcdf4(checks, path, groups):
    import netCDF4

    file = checks.guarded("netCDF4 opens it", netCDF4.Dataset, path)
    if file is None:
        return
    checks.check(True, f"netCDF4 {netCDF4.__version__} opens it")
    for group, variables in groups.items():
        here = checks.guarded(f"netCDF4 opens group {group}", lambda: file if group == "/" else file[group])
        if here is None:
            continue
        checks.check(set(here.variables) == set(variables), f"netCDF4 {group} lists the same variables", sorted(here.variables))
        unnamed = [name for name in here.dimensions if name.startswith("phony")]
        checks.check(not unnamed, f"netCDF4 {group} has a name for every dimension", unnamed)
        bare = [name for name in here.dimensions if name not in here.variables]
        checks.check(not bare, f"netCDF4 {group} has a coordinate for every dimension", bare)
        for name, variable in here.variables.items():
            variable.set_auto_maskandscale(False)
            values = checks.guarded(f"netCDF4 reads {group} {name}", lambda: variable[...])
            if values is not None and name in variables:
                checks.check(same_values(values, variables[name]["values"]), f"netCDF4 {group} {name} has the same values")
    file.close()


def same_values(left, right):
    left, right = numpy.asarray(left), numpy.asarray(right)
    if left.dtype.kind in "OUS":
        return left.shape == right.shape and bool(numpy.all(left.astype(object) == right.astype(object)))
    return numpy.array_equal(left, right, equal_nan=left.dtype.kind == "f")


# ---- xarray ---------------------------------------------------------------------------------------------------------


def check_xarray_variable(checks, where, variable, facts):
    raw = facts["values"]
    fill = facts["attributes"].get("_FillValue")
    if fill is not None and variable.dtype.kind == "f":
        missing = numpy.isnan(raw) if raw.dtype.kind == "f" else raw == numpy.ravel(fill)[0]
        checks.check(
            numpy.array_equal(numpy.isnan(variable.values), missing),
            f"{where} has missing what is missing ({int(numpy.sum(missing))} of {missing.size})",
        )
        checks.check(bool(numpy.all(variable.values[~missing] == raw[~missing])), f"{where} has the same values")
    elif variable.dtype.kind in "OUS" or variable.dtype == raw.dtype:
        checks.check(same_values(variable.values, raw), f"{where} has the same values")
    checks.check(variable.dtype.kind != "m", f"{where} is not taken for a time difference")
    if str(facts["attributes"].get("units", "")).startswith("days since"):
        dates = variable.values.astype("datetime64[D]") if variable.dtype.kind == "M" else None
        first = numpy.datetime64(str(facts["attributes"]["units"]).split()[2], "D")
        same = dates is not None and numpy.array_equal((dates - first).astype(int), raw)
        checks.check(same, f"{where} comes out as dates", variable.dtype)


def check_xarray(checks, path, groups, engine):
    import xarray

    for group, variables in groups.items():
        data = checks.guarded(
            f"xarray {engine} opens {group}", lambda: xarray.open_dataset(path, engine=engine, group=None if group == "/" else group)
        )
        if data is None:
            continue
        checks.check(True, f"xarray {engine} opens {group}")
        checks.check(set(data.variables) == set(variables), f"xarray {engine} {group} lists the same variables", list(data.variables))
        for name in data.variables:
            where = f"xarray {engine} {group.rstrip('/')}/{name}"
            axes = [axis for axis in data[name].dims if axis not in data.coords]
            checks.check(not axes, f"{where} has a coordinate on each axis", axes)
            if name in variables:
                checks.guarded(f"{where} can be read", check_xarray_variable, checks, where, data[name], variables[name])
        data.close()
    checks.guarded(f"xarray {engine} compares scenarios", check_difference, checks, path, engine)
    checks.guarded(f"xarray {engine} selects the weeks of windows", check_windows, checks, path, engine)


def check_windows(checks, path, engine):
    """The dates of a window select the weeks that its indices are taken over."""
    import xarray

    with xarray.open_dataset(path, engine=engine) as data:
        if "window_begin" not in data:
            return
        for window in data["window"].values:
            where = data.sel(window=window)
            weeks = where["provision"].sel(pupil_group="all", time=slice(where["window_begin"], where["window_end"]))
            off = float(numpy.max(numpy.abs(weeks.mean("time") - where["provision_mean"])))
            checks.check(off < 1e-4, f"xarray {engine} selects the weeks of window {window}", off)


def check_difference(checks, path, engine):
    """The line that every analysis begins with."""
    import xarray

    with xarray.open_dataset(path, engine=engine) as data:
        if data.sizes.get("scenario", 0) < 2:
            return
        one, other = data["scenario"].values[:2]
        names = [name for name in data.data_vars if "scenario" in data[name].dims and data[name].dtype.kind == "f"]
        # one at a time: the differences of all variables of a large result need not fit into memory
        shapes = [(data[name].sel(scenario=one) - data[name].sel(scenario=other)).shape for name in names[:3]]
        checks.check(bool(shapes), f"xarray {engine} subtracts one scenario from another by name")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("file")
    parser.add_argument("--need", default="", help="variables that have to be there, as /authority/provision")
    arguments = parser.parse_args()
    checks = Checks()
    groups = {}
    for name, module, check in (
        ("h5py", "h5py", lambda: groups.update(check_h5py(checks, arguments.file))),
        ("netCDF4", "netCDF4", lambda: check_netcdf4(checks, arguments.file, groups)),
        ("xarray netcdf4", "xarray", lambda: check_xarray(checks, arguments.file, groups, "netcdf4")),
        ("xarray h5netcdf", "h5netcdf", lambda: check_xarray(checks, arguments.file, groups, "h5netcdf")),
    ):
        try:
            __import__(module)
        except ImportError:
            print(f"absent {name} is not installed")
            checks.absent += 1
            continue
        check()
    for path in filter(None, arguments.need.split(",")):
        group, _, name = path.rpartition("/")
        checks.check(name in groups.get(group or "/", {}), f"{path} is there")
    print(f"{checks.failed} checks failed")
    return 1 if checks.failed else ABSENT if checks.absent else 0


if __name__ == "__main__":
    sys.exit(main())
