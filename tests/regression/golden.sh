#!/bin/sh
# The golden run: `tiny` gives the numbers it gave before, to the last printed digit (nine, all that a float has).
#   sh tests/regression/golden.sh SENDSIM SOURCE
# WRITE_EXPECTED=1 takes the present numbers as expected: only in a commit that says why they changed.
set -eu
sendsim=$1 source=$2
expected=$source/tests/regression/expected
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$sendsim" run tiny -q --data "$source/scenarios" -o "$folder/tiny.h5"
"$sendsim" export "$folder/tiny.h5" --csv "$folder/csv" >/dev/null
status=0
for table in root_time root_window root_year; do
    if [ "${WRITE_EXPECTED:-}" = 1 ]; then
        mkdir -p "$expected"
        cp "$folder/csv/$table.csv" "$expected/$table.csv"
    elif ! diff "$expected/$table.csv" "$folder/csv/$table.csv" >"$folder/diff"; then
        echo "$table.csv is not as expected:"
        head -n 6 "$folder/diff" | cut -c 1-300
        status=1
    fi
done
exit "$status"
