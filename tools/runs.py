"""Running the program and reading what the calibrations need; shared by the scripts of this folder, no script itself."""
import csv
import pathlib
import subprocess
import sys

PROJECT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = PROJECT / "build" / "release" / "sendsim"
SCENARIOS = PROJECT / "scenarios"
PARAMETERS = PROJECT / "include" / "sendsim" / "tables" / "parameters.def"


def program_option(parser):
    """The option that names the program."""
    parser.add_argument("--program", type=pathlib.Path, default=PROGRAM,
                        help="the sendsim to run (default: build/release/sendsim)")


def run(program, scenarios, output, settings=(), replicates=1, data=SCENARIOS):
    """Runs scenarios of the folder `data` into the file `output`, replacing it. Ends the script when the program fails."""
    command = [str(program), "run", *scenarios, "--quiet", "--force", "-r", str(replicates), "-o", str(output),
               "--data", str(data)]
    for key, value in dict(settings).items():
        command += ["--set", f"{key}={value}"]
    try:
        ended = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        sys.exit(f"{program}: no such program; build it first (sh tools/quickstart.sh) or name it with --program")
    if ended.returncode != 0:
        first_lines = "\n".join(ended.stderr.splitlines()[:10])
        sys.exit(f"{first_lines}\n{' '.join(command)}: ended with {ended.returncode}")


def table_lines(path):
    """The lines of one of the project's tables: those above the names of the columns, and the rest."""
    lines = path.read_text(encoding="utf-8").splitlines()
    heading = sum(line.startswith("#") for line in lines)
    return lines[:heading], lines[heading:]


def table_rows(path):
    """The rows of one of the project's tables, as dictionaries of text."""
    return list(csv.DictReader(table_lines(path)[1]))
