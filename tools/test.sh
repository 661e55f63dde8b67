#!/bin/sh
# Builds the program with its tests and runs them.
#
#   sh tools/test.sh           what every change has to pass; ends with the test runner's closing lines
#   sh tools/test.sh --long    what takes longer, beside it: patterns, other compilers, sanitizers, fuzzers, analyses, whole
#                              runs and faults; half an hour on two cores
#   sh tools/test.sh --long STAGE...    only these stages (sh tools/test.sh --stages lists them)
#
# Installs the packages that are missing and says so before. Each stage prints a line with its time and how it ended; one
# that fails shows the end of what it said, and the others still run. All of it is in build/stages/. The last line counts
# the stages; exit status 1 when one failed.
set -u
cd "$(dirname "$0")/.." || exit 1
# shellcheck source=tools/packages.sh
. tools/packages.sh
project=$PWD
jobs=$(nproc)
logs=build/stages
release=build/release/sendsim
clang="clang-14"
llvm=/usr/lib/llvm-14/lib
four_gigabytes=4194304 # KiB, as ulimit counts
export OMP_WAIT_POLICY=passive
export CK_DEFAULT_TIMEOUT=120 # seconds for a test; Check's own 4 are few on a busy machine

reader_packages="$picture_packages python3-netcdf4 netcdf-bin hdf5-tools r-base-core r-cran-hdf5r r-cran-ncdf4"
long_packages="clang-14 clang-tidy-14 clang-format-14 llvm-14 libclang-rt-14-dev libomp-14-dev cppcheck shellcheck valgrind man-db"

# ---- stages: each a function that fails with a status and may say what it likes -----------------------------------------

# build FOLDER TARGETS [CMAKE OPTION...]: configures and builds targets (a list in one word)
build() {
    folder=$1 targets=$2
    shift 2
    # shellcheck disable=SC2086
    cmake -S . -B "$folder" -G Ninja "$@" && cmake --build "$folder" --parallel "$jobs" --target $targets
}

# preset NAME [CMAKE OPTION...]: builds a preset with its tests and runs them
preset() {
    name=$1
    shift
    cmake --preset "$name" -DSENDSIM_TESTS=ON "$@" && cmake --build "build/$name" --parallel "$jobs" &&
        ctest --preset "$name" --parallel "$jobs"
}

stage_long() { # all patterns of the six statements; properties over alternatives, nulls and random scenarios
    ctest --preset release --build-config long --label-regex long
}

stage_clang() { # all tests by the other compiler
    preset clang
}

stage_sanitizers() { # all tests with the address and the undefined-behaviour sanitizer
    preset debug
}

stage_double() { # state in double: rounding may not move what is reported
    build build/double sendsim -DCMAKE_BUILD_TYPE=Release -DSENDSIM_DOUBLE=ON -DSENDSIM_TESTS=OFF &&
        "$python" tools/rounding.py
}

# raced SYSTEM REPLICATES [OPTION...]: one cell has all threads, and it is within a week that rows are shared; of several
# each has one
raced() {
    system=$1 replicates=$2
    shift 2
    OMP_TOOL_LIBRARIES=libarcher.so LD_LIBRARY_PATH="$llvm" \
        TSAN_OPTIONS="ignore_noninstrumented_modules=1 halt_on_error=1 exitcode=66" \
        build/tsan/sendsim run factual_england -q --force -r "$replicates" -t 3 --set run.spin_up=4 --set run.weeks=34 \
        --set population.system="$system" -o "$logs/tsan.h5" "$@"
}

stage_threads() { # no data race: the thread sanitizer with Archer, which knows OpenMP's barriers
    build build/tsan sendsim -DCMAKE_C_COMPILER="$clang" -DCMAKE_BUILD_TYPE=Debug -DSENDSIM_TESTS=OFF \
        "-DCMAKE_C_FLAGS=-O1 -fno-omit-frame-pointer -fsanitize=thread" &&
        raced five_authorities 1 && raced tiny 1 --set population.authority_count=12 && # blocks shared; authorities shared
        raced tiny 7 --set output.school=true && raced tiny 2 --set output.child=true   # cells side by side
}

stage_valgrind() { # no invalid access, nothing lost, where the sanitizers do not look: through the libraries
    for test in document table hdf5 hdf5_read hdf5_write scenario; do
        [ -x "build/release/tests/test_$test" ] || { echo "no test_$test"; return 1; }
        echo "test_$test"
        SENDSIM_SOURCE=$project CK_FORK=no valgrind -q --error-exitcode=1 --leak-check=full \
            --errors-for-leak-kinds=definite "build/release/tests/test_$test" >"$logs/valgrind_$test.txt" 2>&1 ||
            { tail -n 40 "$logs/valgrind_$test.txt"; return 1; }
    done
    valgrind -q --error-exitcode=1 --leak-check=full --errors-for-leak-kinds=definite "$release" run tiny -q --force -t 1 \
        --set run.spin_up=1 --set run.weeks=3 -o "$logs/valgrind.h5"
}

stage_fuzz() { # a minute of random scenario files and tables each
    fuzzers=$(sed -n 's/^ *add_executable(\(fuzz_[a-z_]*\) .*/\1/p' tests/CMakeLists.txt | xargs)
    build build/fuzz "$fuzzers" -DCMAKE_C_COMPILER="$clang" -DCMAKE_BUILD_TYPE=Debug -DSENDSIM_FUZZ=ON -DSENDSIM_TESTS=ON ||
        return 1
    for fuzzer in $fuzzers; do
        seeds=tests/fuzz/corpus
        [ -d "tests/fuzz/corpus_${fuzzer#fuzz_}" ] && seeds=tests/fuzz/corpus_${fuzzer#fuzz_}
        mkdir -p "build/fuzz/found_$fuzzer"
        echo "$fuzzer"
        "build/fuzz/tests/$fuzzer" -max_total_time=60 -max_len=4000 -verbosity=0 -print_final_stats=1 \
            -artifact_prefix="$project/build/fuzz/$fuzzer-" "build/fuzz/found_$fuzzer" "$seeds" || return 1
    done
}

# same_values A B: two results agree in every value
same_values() {
    "$release" diff "$1" "$2" >"$logs/diff.txt" || { head -n 20 "$logs/diff.txt"; return 1; }
}

stage_compilers() { # gcc -O3, which is the release build, gcc -O2 and clang -O2 agree in every value
    "$release" run factual_england no_closure -q --force -r 1 -o "$logs/compiler_release.h5" &&
        build build/gcc-O2 sendsim -DCMAKE_BUILD_TYPE=Release -DSENDSIM_TESTS=OFF \
            "-DCMAKE_C_FLAGS_RELEASE=-O2 -DNDEBUG" -DSENDSIM_RULES_LEVEL=-O2 &&
        cmake --preset clang && cmake --build build/clang --parallel "$jobs" --target sendsim || return 1
    for kind in gcc-O2 clang; do
        "build/$kind/sendsim" run factual_england no_closure -q --force -r 1 -o "$logs/compiler_$kind.h5" &&
            same_values "$logs/compiler_release.h5" "$logs/compiler_$kind.h5" || return 1
        echo "$kind agrees"
    done
}

# identical SCENARIOS REPLICATES: one cell takes all threads, of several cells each takes one
identical() {
    scenarios=$1 replicates=$2
    run_with() { # NAME OPTION...
        name=$1
        shift
        # shellcheck disable=SC2086
        "$release" run $scenarios -q --force -r "$replicates" --set run.weeks=60 -o "$logs/identical_$name.h5" "$@"
    }
    run_with threads_1 -t 1 || return 1
    for threads in 2 3 7; do
        run_with "threads_$threads" -t "$threads" &&
            cmp "$logs/identical_threads_1.h5" "$logs/identical_threads_$threads.h5" || return 1
    done
    run_with again -t 1 && cmp "$logs/identical_threads_1.h5" "$logs/identical_again.h5" || return 1
    for width in baseline avx2 avx512; do
        if "$release" --version | grep -qw "$width"; then
            run_with "$width" --width "$width" || return 1
            same_values "$logs/identical_threads_1.h5" "$logs/identical_$width.h5" || return 1
        fi
    done
}

stage_identical() { # the same bytes for any number of threads, any vector width, and on a rerun
    identical factual_england 1 && identical "factual_england no_closure" 2
}

stage_repeatable() { # built again from a copy in another folder it is the same program
    copy=$(mktemp -d) || return 1
    mkdir "$copy/deeper" && git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy/deeper" &&
        cp "$(git rev-parse --git-path index)" "$copy/index" && (
        GIT_DIR=$(git rev-parse --absolute-git-dir) GIT_WORK_TREE=$copy/deeper GIT_INDEX_FILE=$copy/index
        export GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE # so that the copy knows its commit
        cd "$copy/deeper" && build made sendsim -DCMAKE_BUILD_TYPE=Release -DSENDSIM_TESTS=OFF
    ) && cmp "$copy/deeper/made/sendsim" "$release"
    same=$?
    rm -rf "$copy"
    return "$same"
}

stage_analyses() { # clang-tidy, cppcheck, shellcheck; the format
    status=0
    cmake --build build/release --target tidy || status=1
    cmake --build build/release --target cppcheck || status=1
    shellcheck -x tools/*.sh tests/*/*.sh .ci/run || status=1
    find src include tests -name '*.[ch]' -exec clang-format-14 --dry-run --Werror {} + || status=1
    return "$status"
}

stage_england() { # every authority of England within four gigabytes; held against the published figures
    # dash and bash both have ulimit -v
    # shellcheck disable=SC3045
    (ulimit -v "$four_gigabytes" && "$release" run factual_england no_closure -q --force -r 1 \
        --set population.system=england -o "$logs/england.h5") &&
        "$python" tools/targets.py "$logs/england.h5"
}

stage_seeds() { # inequity more than doubles in the first closure, and lies between schools, with every one of 8 seeds
    "$release" run factual_england no_closure -q --force -r 8 -o "$logs/seeds.h5" &&
        "$python" tools/targets.py "$logs/seeds.h5"
}

# readable FILE LEAST: opens, and has at least so many finished cells
readable() {
    "$python" -c '
import sys, xarray
with xarray.open_dataset(sys.argv[1]) as result:
    finished = int((result.run_status == 1).sum())
print(sys.argv[1], "has", finished, "finished cells")
sys.exit(finished < int(sys.argv[2]))' "$1" "$2"
}

stage_kill() { # a file whose run was killed can still be read
    for wait in 1 3 5; do
        rm -f "$logs/killed.h5" "$logs/killed.h5.part"
        "$release" run factual_england -q -r 50 -o "$logs/killed.h5" &
        running=$!
        sleep "$wait"
        kill -9 "$running" || { echo "the run was over before it could be killed"; return 1; }
        wait "$running" 2>/dev/null
        [ ! -e "$logs/killed.h5" ] || { echo "a finished file although the run was killed"; return 1; }
        readable "$logs/killed.h5.part" 0 || return 1
    done
    rm -f "$logs/killed.h5.part"
}

stage_full_disk() { # a full disk is told and ends the run, without a finished file; what was saved before can be read
    folder=$(mktemp -d) || return 1
    full="run factual_england -q -r 60 --set run.weeks=60 -o $folder/full.h5"
    if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=2m tmpfs "$folder" 2>/dev/null; then
        # shellcheck disable=SC2086
        "$release" $full 2>"$logs/full.txt"
        code=$?
        mounted=yes
    else # without root: a limit on the size of files
        # shellcheck disable=SC2086
        (ulimit -f 4096; "$release" $full 2>"$logs/full.txt")
        code=$?
        mounted=
    fi
    ls -l "$folder"
    cat "$logs/full.txt"
    status=0
    [ "$code" -eq 1 ] && [ ! -e "$folder/full.h5" ] && [ -s "$logs/full.txt" ] && readable "$folder/full.h5.part" 1 ||
        status=1
    [ -z "$mounted" ] || umount "$folder"
    rm -rf "$folder"
    return "$status"
}

# what --long runs, in this order
stages="long clang sanitizers double compilers threads valgrind fuzz identical repeatable analyses england seeds kill full_disk"

# ---- running them ---------------------------------------------------------------------------------------------------------

# perform STAGE: runs it, prints its line
perform() {
    start=$(seconds)
    total=$((total + 1))
    ("stage_$1") >"$logs/$1.txt" 2>&1
    ended=$?
    if [ "$ended" -eq 0 ]; then
        printf 'ok      %-11s %5d s\n' "$1" "$(($(seconds) - start))"
    else
        printf 'FAILED  %-11s %5d s   the end of %s:\n' "$1" "$(($(seconds) - start))" "$logs/$1.txt"
        tail -n 25 "$logs/$1.txt" | sed 's/^/    /'
        failed="$failed $1"
        failures=$((failures + 1))
    fi
}

long=
case ${1:-} in
'') ;;
--long) long=yes ;;
--stages)
    sed -n 's/^stage_\([a-z_]*\)() { # /\1: /p' tools/test.sh
    exit 0
    ;;
*)
    echo "usage: sh tools/test.sh [--long [STAGE...] | --stages]" >&2
    exit 2
    ;;
esac
[ $# -eq 0 ] || shift
# shellcheck disable=SC2086
[ $# -gt 0 ] || set -- $stages
for stage in "$@"; do
    case " $stages " in
    *" $stage "*) ;;
    *) echo "no stage '$stage'; there are: $stages" >&2 && exit 2 ;;
    esac
done

# shellcheck disable=SC2086
packages_install "the program and its tests" $build_packages check locales || exit 1
# shellcheck disable=SC2086
packages_install "tests of reading results elsewhere" $reader_packages || echo "Going on; what lacks a reader is skipped."
mkdir -p "$logs"
cmake --preset release -DSENDSIM_TESTS=ON >"$logs/configure.txt" && cmake --build build/release --parallel "$jobs" || exit 1
[ -n "$long" ] || exec ctest --preset release --parallel "$jobs"

# shellcheck disable=SC2086
packages_install "the longer tests" $long_packages || exit 1
failed='' failures=0 total=0
began=$(seconds)
for stage in "$@"; do
    perform "$stage"
done
echo "$(($(seconds) - began)) s; failed:${failed:- none}"
echo "$((total - failures)) passed, $failures failed"
[ "$failures" -eq 0 ]
