#!/bin/sh
# Installs the build into a fresh folder, moves it elsewhere, and uses program and library from there: by pkg-config and
# by find_package, and with no path of the build or the sources left in them.
#
# usage: install.sh BUILD SOURCE CMAKE COMPILER FOLDER    FOLDER is made anew
set -u
build=${1:?} source=${2:?} cmake=${3:?} compiler=${4:?} folder=${5:?}
unset SENDSIM_DATA
failed=0

holds() { # SENTENCE COMMAND...
    sentence=$1
    shift
    if "$@"; then
        echo "ok     $sentence"
    else
        echo "FAILED $sentence: $*"
        failed=$((failed + 1))
    fi
}

rm -rf "$folder"
mkdir -p "$folder/work"
"$cmake" --install "$build" --prefix "$folder/first" >"$folder/log" 2>&1
holds "cmake --install works" test $? -eq 0
mv "$folder/first" "$folder/moved"
prefix=$folder/moved
cd "$folder/work" || exit 1

# ---- what is there
holds "the program" test -x "$prefix/bin/sendsim"
holds "shipped scenarios" test -s "$prefix/share/sendsim/scenarios/factual_england.yaml"
holds "published figures" test -s "$prefix/share/sendsim/scenarios/data/authorities_2019.csv"
holds "the manual page" grep -q '^.TH SENDSIM' "$prefix/share/man/man1/sendsim.1"
holds "the completion" grep -q '^complete ' "$prefix/share/bash-completion/completions/sendsim"
holds "one header and no other" test "$(find "$prefix/include" -type f)" = "$prefix/include/sendsim/sendsim.h"
holds "the header includes nothing of the project" test -z "$(grep '#include "' "$prefix/include/sendsim/sendsim.h")"
library=$(find "$prefix" -name 'libsendsim.so')
holds "the library" test -n "$library"
if command -v nm >/dev/null; then
    nm -D --defined-only "$library" | awk '$2 ~ /[TDBRV]/ && $3 !~ /^sendsim_/ { print $3 }' >others
    holds "the library shows nothing but what is promised" test ! -s others
    holds "and what is promised" test "$(nm -D --defined-only "$library" | grep -c ' T sendsim_')" -ge 14
fi
for file in "$prefix/bin/sendsim" "$library"; do
    case ${CFLAGS:-} in *-fsanitize* | *--coverage*) continue ;; esac # which keep paths, so as to tell of them
    holds "no path of the sources is in $(basename "$file")" test "$(grep -c -F "$source/" "$file")" -eq 0
    holds "no path of the build is in $(basename "$file")" test "$(grep -c -F "$build" "$file")" -eq 0
done

# ---- the program, where it was moved to
"$prefix/bin/sendsim" list >names
holds "it finds its scenarios" grep -q '^factual_england (SC01)$' names
holds "it finds its families" grep -q '^eligibility_ladder (SC03)$' names
holds "every shipped scenario is there" test "$(find "$prefix/share/sendsim/scenarios" -name '*.yaml' | wc -l)" -eq \
    "$(find "$source/scenarios" -name '*.yaml' | wc -l)"
"$prefix/bin/sendsim" run eligibility_ladder --set population.system=tiny --set run.weeks=32 -q -o ladder.h5
holds "it runs a family" test -s ladder.h5
"$prefix/bin/sendsim" run tiny --set run.weeks=32 --set run.spin_up=8 -q -o tiny.h5
holds "it runs" test -s tiny.h5
"$prefix/bin/sendsim" export tiny.h5 --csv csv >/dev/null
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "provision") column = i }
         NR > 1 && $4 == "ehcp" { print $3 "," ($column == "" ? "nan" : $column) }' csv/root_time_pupil_group.csv >wanted
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "theil") column = i }
         NR == 2 { printf "%s,%.17g\n", $3, $column }' csv/root_window.csv >>wanted

# ---- the library by pkg-config
libraries=$(dirname "$library")
PKG_CONFIG_PATH=$libraries/pkgconfig
export PKG_CONFIG_PATH
flags=$(pkg-config --cflags --libs sendsim)
holds "pkg-config knows it" test $? -eq 0
for name in consumer edges; do
    # shellcheck disable=SC2086  # flags are words
    "$compiler" ${CFLAGS:-} -std=c11 -Wall -Wextra -Wpedantic -Werror "$source/tests/install/$name.c" $flags -lm \
        -o "by_pkg_config_$name"
    holds "$name is built by pkg-config" test $? -eq 0
done
LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} ./by_pkg_config_consumer | sed 's/-nan/nan/' >got
holds "it steps the same weeks as the program, to the bit" cmp got wanted
LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} ./by_pkg_config_edges
holds "the library keeps its edges" test $? -eq 0
if command -v c++ >/dev/null; then
    echo '#include <sendsim/sendsim.h>' >header.cpp
    # shellcheck disable=SC2046  # flags are words
    c++ $(pkg-config --cflags sendsim) -Wall -Wextra -Werror -fsyntax-only header.cpp
    holds "the header is C++ as well" test $? -eq 0
fi

# ---- and by find_package
"$cmake" -S "$source/tests/install" -B found -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$compiler" \
    -DCMAKE_C_FLAGS="${CFLAGS:-}" >>"$folder/log" 2>&1 && "$cmake" --build found >>"$folder/log" 2>&1
holds "the consumer is built by find_package" test $? -eq 0
./found/consumer | sed 's/-nan/nan/' >got
holds "and does the same" cmp got wanted
[ "$failed" -eq 0 ] || cat "$folder/log"
echo "$failed checks failed"
[ "$failed" -eq 0 ]
