#!/usr/bin/env python3
"""What rounding does to the results that are reported: state in single precision against state in double.

    tools/rounding.py SINGLE.h5 DOUBLE.h5

Chance events near a threshold fall otherwise here and there, so that single values differ; means over windows may differ
by a hundredth of themselves, indices of inequity by a twentieth. Prints the largest difference of each; exit status 1
when one is larger.
"""
import sys

import numpy
import xarray

ALLOWED = {"provision_mean": 0.01, "theil": 0.05, "gini": 0.05, "theil_between_school": 0.05}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    single, double = (xarray.open_dataset(path) for path in sys.argv[1:])
    too_large = 0
    for name, allowed in ALLOWED.items():
        means = [result[name].mean("replicate").values for result in (single, double)]
        difference = numpy.nanmax(numpy.abs(means[0] / means[1] - 1))
        too_large += not difference <= allowed
        print(f"{name:22} {difference:.2e} (allowed {allowed})")
    sys.exit(1 if too_large else 0)


if __name__ == "__main__":
    main()
