"""Opening a result file for the scripts of this folder, which end with one line where they cannot; no script itself."""
import pathlib
import sys

import xarray

REFUSED = 2  # the exit status of the program for what it is given and cannot use
HDF5 = b"\x89HDF\r\n\x1a\n"
DIMENSIONS = {"scenario", "replicate", "time"}


def refuse(message):
    """Ends the script: what it was given cannot be used."""
    print(f"{pathlib.Path(sys.argv[0]).name}: {message}", file=sys.stderr)
    sys.exit(REFUSED)


def open_result(path):
    """The root of a result file."""
    try:
        with open(path, "rb") as file:
            begins = file.read(len(HDF5))
        result = xarray.open_dataset(path) if begins == HDF5 else xarray.Dataset()
    except OSError as error:
        refuse(f"{path}: {error.strerror or str(error).splitlines()[0]}")
    except Exception as error:  # whatever a reader says of a damaged file
        refuse(f"{path}: cannot be read: {type(error).__name__}: {(str(error).splitlines() or [''])[0]}")
    if not DIMENSIONS <= set(result.sizes) or "format_version" not in result.attrs:
        refuse(f"{path}: is not a result file of sendsim run")
    return result
