#!/usr/bin/env python3
"""Holds every include line of src/ and include/ against the directions the architecture allows.

    tools/layers.py [ROOT]

ROOT is the project's folder (default: the one this script lies in). Arrows only point down:

    main, library -> command -> ensemble -> simulation -> output -> measures, scenario, population, rules -> model -> engine

Prints each violation as file:line and what is wrong; exit status 1 when there is one.
"""
import pathlib
import re
import sys

ENGINE = {"engine"}
MODEL = ENGINE | {"model"}
MIDDLE = MODEL | {"measures", "scenario", "population", "rules"}
# a folder of src/ (or a file that lies in src/ itself) and the folders its include lines may name beside its own
ALLOWED = {
    "engine": set(),
    "model": ENGINE,
    "measures": MODEL,
    "scenario": MODEL,
    "population": MODEL,
    "rules": MODEL,
    "output": MODEL | {"measures", "scenario", "population"},
    "simulation": MIDDLE | {"output"},
    "ensemble": MIDDLE | {"output", "simulation"},
    "command": MIDDLE | {"output", "simulation", "ensemble"},
    "sendsim": set(),  # the promised header stands alone
    "library": MIDDLE | {"simulation", "sendsim", "version"},
    "main": MIDDLE | {"command", "version"},
}
# who built the program is known where it is told
VERSION = {"output", "command", "library", "main"}
# headers of other libraries, by how they begin, and the files that may include them
HDF5 = r"(src|include/sendsim)/output/hdf5[a-z0-9_]*\.[ch]"
OUTSIDE = {
    "hdf5": HDF5,
    "H5": HDF5,
    "yaml": r"(src|include/sendsim)/scenario/[a-z0-9_]*\.[ch]",
    "gsl/": r"src/(population|measures)/[a-z0-9_]*\.c",
    "Random123/": r"(src|include/sendsim)/engine/[a-z0-9_]*\.[ch]",
}
SEALED = ("hdf5", "H5", "yaml")  # nor may others reach these through a header of ours
INCLUDE = re.compile(r'\s*#\s*include\s*(?:"([^"]*)"|<([^>]*)>)')


def layer_of(path):
    """The folder (or single file) of the architecture that a path under src/ or include/sendsim/ belongs to."""
    parts = path.parts[1:] if path.parts[0] == "src" else path.parts[2:]
    return parts[0] if len(parts) > 1 else path.name.split(".")[0]


def includes_of(root, path):
    for number, line in enumerate((root / path).read_text(encoding="utf-8").splitlines(), 1):
        found = INCLUDE.match(line)
        if found:
            yield number, found.group(1), found.group(2)


def fault_of_own(path, name):
    """What is wrong with an include line in quotes; None when nothing is."""
    if not name.startswith("sendsim/"):
        return f'"{name}" does not name its folder as "sendsim/folder/file.h"'
    layer, other = layer_of(path), layer_of(pathlib.PurePosixPath("include") / name)
    if other == "tables":
        return None if name.endswith(".def") else f'"{name}": the tables are .def files'
    if not name.endswith(".h"):
        return f'"{name}" is no header'
    if other == "version":
        return None if layer in VERSION else f"{layer} may not know who built it"
    if layer not in ALLOWED:
        return f"{layer} has no place in the table of directions"
    if other == layer or other in ALLOWED[layer]:
        return None
    return f"{layer} may not include {other} ({name})"


def fault_of_other(path, name):
    for beginning, where in OUTSIDE.items():
        if name.startswith(beginning) and not re.fullmatch(where, path.as_posix()):
            return f"<{name}> may only be included by {where}"
    return None


def faults_of_seals(graph, outside):
    """Files that come by a sealed library through headers of ours."""
    for path in sorted(graph):
        seen, waiting = set(), [(header, header) for header in graph[path]]
        while waiting:
            header, first = waiting.pop()
            if header in seen:
                continue
            seen.add(header)
            waiting += [(below, first) for below in graph.get(header, ())]
            for name in outside.get(header, ()):
                if name.startswith(SEALED) and fault_of_other(pathlib.PurePosixPath(path), name):
                    yield f"{path}: comes by <{name}> through {first}"


def circles_of(graph):
    """Every circle of files once, as a list of paths that ends where it begins."""
    done, trail, circles = set(), [], []

    def visit(node):
        if node in trail:
            circles.append(trail[trail.index(node):] + [node])
        elif node not in done:
            trail.append(node)
            for below in graph.get(node, ()):
                visit(below)
            done.add(trail.pop())

    for node in sorted(graph):
        visit(node)
    return circles


def violations_of(root):
    graph, outside = {}, {}
    files = [p.relative_to(root) for folder in ("src", "include/sendsim") for p in sorted((root / folder).rglob("*"))
             if p.suffix in (".c", ".h")]
    for path in files:
        for number, own, other in includes_of(root, path):
            fault = fault_of_own(path, own) if own else fault_of_other(path, other)
            if fault:
                yield f"{path}:{number}: {fault}"
            if other:
                outside.setdefault(path.as_posix(), []).append(other)
            else:
                graph.setdefault(path.as_posix(), []).append("include/" + own)
    yield from faults_of_seals(graph, outside)
    for circle in circles_of(graph):
        yield "circle of files: " + " -> ".join(circle)
    if not files:
        yield f"{root} holds no sources"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent).resolve()
    violations = list(violations_of(root))
    for violation in violations:
        print(violation)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
