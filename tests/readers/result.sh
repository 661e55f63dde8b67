#!/bin/sh
# A real result, with detail by school and child and a snapshot, is opened by what other people use.
#   sh tests/readers/result.sh SENDSIM SOURCE
set -eu
sendsim=$1 source=$2
readers=$source/tests/readers
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
need=/provision,/theil,/window_begin,/window_end,/seed,/run_status,/authority/attendance_ehcp,/authority/ehc_requests,/school/offer,/child/provision,/observed/attendance_ehcp,/policy/site,/provenance/scenario_text,/survey/agreement,/survey/wording,/snapshot/children/wellbeing

"$sendsim" run tiny -q --data "$source/scenarios" -r 2 -o "$folder/result.h5" --set run.weeks=99 --set output.school=true \
    --set output.child=true --set 'output.snapshot=[2020-05-18]'
opened=0
run() {
    status=0
    "$@" "$folder/result.h5" --need "$need" >"$folder/said" 2>&1 || status=$?
    case $status in
    0) opened=$((opened + 1)) ;;
    77) echo "skipped: $*" ;;
    *)
        tail -n 30 "$folder/said"
        exit 1
        ;;
    esac
}
[ ! -x /usr/bin/python3 ] || run /usr/bin/python3 "$readers/readers.py"
! command -v Rscript >/dev/null || run Rscript "$readers/readers.R"
run sh "$readers/readers.sh"
[ "$opened" -gt 0 ] || exit 77
