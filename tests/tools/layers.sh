#!/bin/sh
# The layer check finds what it should: each kind of violation, made in a small copy, is told.
#
# usage: layers.sh SOURCE    SOURCE is the project's folder
set -u
source=${1:?usage: layers.sh SOURCE}
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
failed=0

fresh() { # an orderly tree
    rm -rf "$tree/src" "$tree/include"
    mkdir -p "$tree/src/engine" "$tree/src/model" "$tree/src/scenario" "$tree/src/output" "$tree/include/sendsim/engine" \
        "$tree/include/sendsim/model"
    echo '#include "sendsim/engine/a.h"' >"$tree/src/engine/a.c"
    echo '#include <stddef.h>' >"$tree/include/sendsim/engine/a.h"
    echo '#include "sendsim/engine/a.h"' >"$tree/include/sendsim/model/b.h"
    echo '#include "sendsim/tables/x.def"' >"$tree/src/model/b.c"
}

told() { # the violation expected, or nothing at all
    python3 "$source/tools/layers.py" "$tree" >"$tree/out"
    code=$?
    if [ -z "$1" ] && [ "$code" -eq 0 ] && [ ! -s "$tree/out" ]; then
        echo "ok     an orderly tree passes"
    elif [ -n "$1" ] && [ "$code" -eq 1 ] && grep -q -- "$1" "$tree/out"; then
        echo "ok     $1"
    else
        echo "FAILED $1 (exit status $code)"
        cat "$tree/out"
        failed=1
    fi
}

fresh
told ''
echo '#include "sendsim/model/b.h"' >>"$tree/src/engine/a.c"
told 'src/engine/a.c:2: engine may not include model'
fresh
echo '#include "sendsim/output/c.h"' >"$tree/src/scenario/c.c"
told 'src/scenario/c.c:1: scenario may not include output'
fresh
echo '#include "a.h"' >>"$tree/src/engine/a.c"
told 'does not name its folder'
fresh
echo '#include "sendsim/engine/a.c"' >"$tree/src/model/b.c"
told 'is no header'
fresh
echo '#include <hdf5.h>' >"$tree/src/output/results.c"
told 'src/output/results.c:1: <hdf5.h> may only be included by'
fresh
mkdir -p "$tree/include/sendsim/output"
echo '#include <hdf5.h>' >"$tree/include/sendsim/output/hdf5_parts.h"
echo '#include "sendsim/output/hdf5_parts.h"' >"$tree/src/output/results.c"
told 'src/output/results.c: comes by <hdf5.h> through'
fresh
echo '#include "sendsim/engine/b.h"' >>"$tree/include/sendsim/engine/a.h"
echo '#include "sendsim/engine/a.h"' >"$tree/include/sendsim/engine/b.h"
told 'circle of files'
fresh
mkdir -p "$tree/src/manager"
echo '#include "sendsim/engine/a.h"' >"$tree/src/manager/d.c"
told 'manager has no place in the table'
exit "$failed"
