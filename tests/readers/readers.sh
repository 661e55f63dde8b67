#!/bin/sh
# Opens a result file with netCDF's own tool and HDF5's.
#
# usage: readers.sh FILE [--need PATH,PATH...]
#
# ncdump must list every dimension with a name and a coordinate, and give the values of every coordinate. --need lists
# variables that have to be there, as /authority/provision. One line a check; exit status 1 when one failed, 77 when a
# tool is not installed.
set -u
file=${1:?usage: readers.sh FILE [--need PATH,PATH...]}
need=
[ "${2:-}" = --need ] && need=${3:-}
failed=0

check() { # a status, what was checked
    if [ "$1" -eq 0 ]; then
        echo "ok     $2"
    else
        echo "FAILED $2"
        failed=$((failed + 1))
    fi
}

for tool in ncdump h5dump; do
    if ! command -v "$tool" >/dev/null; then
        echo "absent $tool is not installed"
        exit 77
    fi
done
header=$(mktemp) || exit 1
trap 'rm -f "$header"' EXIT

ncdump -h "$file" >"$header"
check $? "ncdump -h opens it"
! grep -q phony "$header"
check $? "ncdump has a name for every dimension"

# a dimension is `name = number ;`; its coordinate is a variable `type name(name) ;` of the same group
bare=$(awk '
    /^ *dimensions:$/ || /^\t*dimensions:$/ { within = 1; next }
    /variables:$/ || /^ *group: / { within = 0 }
    /^ *group: / || /^ *\} \/\/ group/ { for (name in wanted) print name; delete wanted }
    within && $2 == "=" { wanted[$1] = 1 }
    match($0, /[A-Za-z_0-9]+\([A-Za-z_0-9]+\) ;$/) {
        split(substr($0, RSTART, RLENGTH), part, /[()]/)
        if (part[1] == part[2]) delete wanted[part[1]]
    }
    END { for (name in wanted) print name }' "$header")
[ -z "$bare" ]
check $? "ncdump has a coordinate for every dimension${bare:+; not for: $bare}"

ncdump -c "$file" >/dev/null
check $? "ncdump -c gives the values of the coordinates"
h5dump -H "$file" >"$header"
check $? "h5dump -H opens it"
! grep -Eq 'H5T_(ENUM|OPAQUE|BITFIELD|TIME)' "$header"
check $? "h5dump finds no enum or other type that some readers lack"

# the header lists a variable of a group below `group: NAME {`
ncdump -h "$file" >"$header"
old=$IFS
IFS=,
for path in $need; do
    IFS=$old
    awk -v wanted="$path" '
        /^ *group: .* \{$/ { above[++depth] = $2 }
        /^ *\} \/\/ group/ { depth-- }
        match($0, /^[ \t]*[a-z0-9]+ [A-Za-z_0-9]+(\([^)]*\))? ;$/) {
            name = $2
            sub(/\(.*/, "", name)
            here = ""
            for (step = 1; step <= depth; step++) here = here "/" above[step]
            if (here "/" name == wanted) found = 1
        }
        END { exit !found }' "$header"
    check $? "$path is there"
done
echo "$failed checks failed"
[ "$failed" -eq 0 ]
