#!/bin/sh
# From a fresh clone to the first result: packages, program, a run, pictures.
#
#   sh tools/quickstart.sh
#
# On Debian 12, as root or with sudo. Installs what is missing and says so before; builds into build/release; runs what
# happened in England and what would have happened without closures, on five synthetic authorities, four replicates
# each; draws pictures; prints what came out. Can be run again: it replaces its own result and pictures, nothing else.
set -eu
cd "$(dirname "$0")/.."
export OMP_WAIT_POLICY=passive # beside busy programs threads that wait had better sleep
# shellcheck source=tools/packages.sh
. tools/packages.sh
began=$(seconds)
build=build/release
result=results/first.h5
summary=results/first.txt
pictures=results/first

# shellcheck disable=SC2086
packages_install "the program" $build_packages
# pictures are worth having, not worth failing for
# shellcheck disable=SC2086
packages_install "the pictures" $picture_packages || echo "Going on without pictures."

echo "Building the program in $build"
mkdir -p results build
tests=
[ -e "$build/CMakeCache.txt" ] || tests=-DSENDSIM_TESTS=OFF # tools/test.sh adds them, and what they need
if ! { cmake --preset release $tests && cmake --build "$build" --parallel "$(nproc)" --target sendsim; } >build/quickstart.log 2>&1; then
    tail -n 40 build/quickstart.log >&2
    echo "The build failed; all of it is in build/quickstart.log" >&2
    exit 1
fi

echo "Running no_closure and factual_england, four replicates each"
"$build/sendsim" run no_closure factual_england -r 4 -o "$result" --force >"$summary"
drawn=
if "$python" -c 'import xarray, h5netcdf, matplotlib' 2>/dev/null; then
    echo "Drawing"
    drawn=$("$python" tools/plot.py "$result" -o "$pictures")
fi

cat "$summary"
echo
echo "After $(($(seconds) - began)) seconds there are"
echo "  the result    $result   (opens in xarray, ncdump, R, Julia, MATLAB; see results/README.md)"
echo "  this summary  $summary"
for picture in $drawn; do
    echo "  a picture     $picture"
done
echo "Next: $build/sendsim --help, and sh tools/test.sh"
