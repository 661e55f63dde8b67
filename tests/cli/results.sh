#!/bin/sh
# The commands that write and look at result files: nothing is overwritten unasked, a refusal leaves no trace, and what
# was exported or compared is right.
# shellcheck source=tests/cli/common.sh
. "$(dirname "$0")/common.sh"
unset OMP_NUM_THREADS

# untouched SENTENCE FILE...: the files are as they were when `remember` was called
remember() { cksum "$@" >remembered; }
untouched() {
    sentence=$1
    shift
    cksum "$@" >now
    holds "$sentence" cmp -s remembered now
}

# ---- run
cat >short.yaml <<'YAML'
title: "A short one, with a comma"
extends: tiny
run: {weeks: 32, spin_up: 8, replicates: 2}
YAML
ends 0 "a scenario is run" run short.yaml -o a.h5
says out "the summary says where the results are" 'Results: a.h5'
holds "the result is there" test -s a.h5
holds "and no part of it" test ! -e a.h5.part
remember a.h5
refuses 'a.h5' run short.yaml -o a.h5
untouched "an existing result is left alone" a.h5
ends 0 "--force replaces it" run short.yaml -o a.h5 --force -q
holds "quiet is quiet" test ! -s out
untouched "by the same bytes" a.h5
ends 0 "one thread and the narrowest vectors" run short.yaml -o b.h5 -q -t 1 --width baseline
holds "give the same bytes" cmp -s a.h5 b.h5
refuses "unknown key 'title2'" run short.yaml --set title2=x -o c.h5
refuses '--replicates is' run short.yaml -r none -o c.h5
refuses '--threads is' run short.yaml -t 0 -o c.h5
refuses "unknown width 'mmx'" run short.yaml --width mmx -o c.h5
refuses "two scenarios are called 'short'" run short.yaml ./short.yaml -o c.h5
mkdir folder.h5
refuses 'this is a folder' run short.yaml -o folder.h5 --force
refuses 'make the folder, or choose one in which you may write' run short.yaml -o nofolder/b.h5
refuses 'the name of the result is empty' run short.yaml -o ''
for ending in csv CSV txt json yaml yml png; do
    refuses "'c.$ending', but a result is an HDF5 file" run short.yaml -o "c.$ending"
done
says err "the way to other formats is told" 'makes CSV of a result'
remember short.yaml
refuses "'short.yaml', but a result is an HDF5 file" run tiny -o short.yaml --force
untouched "a scenario is never replaced by a result" short.yaml
refuses "'c.csv', but a result is an HDF5 file" rerun a.h5 -o c.csv
for name in n.nc n.hdf5 n.he5 n n.csv.h5 n.2; do
    ends 0 "a result may be called $name" run short.yaml -q -r 1 --set run.weeks=2 -o "$name"
    holds "and is there" test -s "$name"
    rm "$name"
done
"$sendsim" run short.yaml --set run.weks=3 -o c.h5 2>err
holds "a fault is not hidden by remarks about what the shipped files say" test "$(wc -l <err)" -le 4
holds "a refusal leaves no result" test -z "$(find . -name 'c.*')"

# ---- families
cat >pair.yaml <<'YAML'
family: mine
expected: [this rises, that falls]
extends: short.yaml
members: [short.yaml, longer.yaml]
YAML
printf 'extends: pair.yaml\ntitle: Other\nparameters: {trust.gain: 0.03}\n' >longer.yaml
ends 0 "a family is run as its members" run pair.yaml -q
holds "into a file of its name" test -s results/pair.h5
ends 0 "with what they say of themselves" export results/pair.h5 --csv pair
holds "its members in order" test "$(sed 1d pair/provenance_scenario.csv | grep -o '^short\|^longer' | tr '\n' ' ')" = \
    'short longer '
holds "the family is kept" test "$(grep -c ',mine,' pair/provenance_scenario.csv)" -eq 1
holds "and what is expected" grep -q 'this rises' pair/provenance_scenario.csv
refuses "two scenarios are called 'longer'" run longer.yaml pair.yaml -o d.h5
rm -r results pair

# ---- columns that only some scenarios hold
printf 'extends: short.yaml\nmechanism: {trust_rule: bayes}\n' >counted.yaml
ends 0 "scenarios of which one counts evidence share a file" run short.yaml counted.yaml -q -r 1 -o evidence.h5 \
    --set 'output.snapshot=[2020-03-16]' --set 'output.snapshot_columns=[schools.family_evidence, schools.phase]'
says err "the other is said to hold none" "'schools.family_evidence' is held only where mechanism.trust_rule is bayes"
ends 0 "their snapshots are written out" export evidence.h5 --csv evidence
holds "with evidence where it is counted" grep -q '^counted,.*,[0-9],[0-9.]*[1-9]$' evidence/snapshot_schools_time_row.csv
holds "and no value of it elsewhere" test "$(grep -c '^short,.*,[0-9],$' evidence/snapshot_schools_time_row.csv)" -eq \
    "$(grep -c '^short,' evidence/snapshot_schools_time_row.csv)"
rm -r evidence
ends 0 "without such a scenario" run short.yaml -q -r 1 -o evidence.h5 --force --set 'output.snapshot=[2020-03-16]'
ends 0 "snapshots are written out" export evidence.h5 --csv evidence
holds "without the column" test "$(grep -c evidence evidence/snapshot_schools_time_row.csv)" -eq 0
rm -r evidence evidence.h5
for name in a_one a_two a_three a_fourth_with_a_long_name_indeed; do
    printf 'extends: short.yaml\nrun: {replicates: 1}\n' >"$name.yaml"
done
ends 0 "more than a few scenarios are run" run a_one.yaml a_two.yaml a_three.yaml a_fourth_with_a_long_name_indeed.yaml -o m.h5
says out "a row is kept for each in the summary" 'below the first line the difference from it'
holds "with its whole name" grep -q '^a_fourth_with_a_long_name_indeed *[+]0[.]000 *[+]0[.]000 *$' out
rm m.h5 a_*.yaml

# ---- the virtual survey
ends 0 "a run to the survey's end" run short.yaml -o survey.h5 -q --set run.weeks=99 -r 1
ends 0 "gives the same bytes" run short.yaml -o survey2.h5 -q --set run.weeks=99 -r 1 -t 1 --width baseline
holds "for any number of threads" cmp -s survey.h5 survey2.h5
ends 0 "its summary" summary survey.h5
says out "tells with how much respondents agree" ' of 12'
ends 0 "the summary of a run that ends before" summary a.h5
says out "tells that it has no survey" 'No virtual survey'

# ---- stopped by a signal: what is done is kept, and said to be a part
"$sendsim" run short.yaml -r 2000 -q -o stopped.h5 2>err &
running=$!
while [ ! -s stopped.h5.part ] && kill -0 "$running" 2>/dev/null; do sleep 0.1; done
kill -TERM "$running"
wait "$running"
holds "a signal ends a run with 1" test $? -eq 1
says err "what is kept is told" 'Finished runs are kept in stopped.h5.part'
holds "a run that was stopped leaves no finished result" test ! -e stopped.h5
ends 0 "what is there can be looked at" summary stopped.h5
says out "and is said to be a part" 'of 2000 runs are in the file'
refuses 'interrupted has left this file' run short.yaml -r 2000 -o stopped.h5

# ---- summary and rerun
ends 0 "the summary is printed again" summary a.h5
says out "with the scenario" 'short'
"$sendsim" summary nowhere.h5 >out 2>err
holds "a result that is not there has no summary" test $? -eq 2
says err "which is told" 'nowhere.h5'
ends 0 "a cell is run again" rerun a.h5 --replicate 1 -o detail.h5 -q
rm -rf results
ends 0 "without -o" rerun a.h5 --replicate 1 -q
holds "it is put into a folder that is made, by scenario and replicate" cmp -s detail.h5 results/short_1.h5
rm -r results
remember a.h5
refuses 'the file holds 0 to 1' rerun a.h5 --replicate 2 -o d.h5
refuses "no scenario 'sort'" rerun a.h5 --scenario sort -o d.h5
refuses 'nowhere.h5' rerun nowhere.h5
holds "a refusal leaves no result" test -z "$(find . -name 'd.h5*')"
untouched "the result looked at is as it was" a.h5

# ---- diff of results
ends 0 "a result is the same as its like" diff a.h5 b.h5
says out "bit for bit" 'bit for bit (/provenance/build aside)'
ends 0 "another setting is run" run short.yaml -o c.h5 -q --set parameters.trust.gain=0.021
ends 1 "results of another setting differ" diff a.h5 c.h5
says out "which variables differ is told" '/family_school_trust: '
says out "where first is told" 'first at scenario short, replicate 0, time 2019-09-02, pupil_group all'
says out "by how much is told" 'largest relative difference 0'
says out "the parameter is found" '/provenance/parameter_value: 1 of '
says out "what stays the same is counted" 'variables are the same'
ends 0 "a default is set once more" run short.yaml -o null.h5 -q --set parameters.trust.gain=0.02
ends 0 "setting a default changes nothing" diff a.h5 null.h5
ends 1 "a tolerance does not hide texts" diff a.h5 c.h5 --tolerance 1
holds "but small differences" test "$(grep -c '^/' out)" -lt 20
ends 1 "results of another form differ" diff a.h5 detail.h5
says out "what only one has is told" ': only in the second file'
says out "what has another form is told" 'of different form, f32 (scenario 1, replicate 2, time 32'
refuses '--tolerance is' diff a.h5 b.h5 --tolerance x
refuses 'expected a number from 0' diff a.h5 b.h5 --tolerance=-1
refuses '--set changes scenarios' diff a.h5 b.h5 --set run.weeks=3
refuses 'nowhere.h5' diff a.h5 nowhere.h5
refuses 'is a result file' diff a.h5 short.yaml
head -c 20000 a.h5 >cut.h5
ends 2 "a file that is cut short is refused" diff a.h5 cut.h5
printf 'no result\n' >text.h5
ends 2 "a file of another kind is refused" diff a.h5 text.h5

# ---- export
ends 0 "a result is exported" export a.h5 --csv csv
says csv/root_window_2.csv "windows have their first and last day" 'pre,2019-09-02,2020-03-22'
says csv/root_window_2.csv "but for what is cut off by the end of the run" 'first_closure,2020-03-23,2020-04-12'
for table in root root_time root_time_pupil_group root_time_phase root_window root_year authority_time_authority \
    authority_year_authority observed_time; do
    holds "$table.csv is there" test -s "csv/$table.csv"
done
holds "no part is left" test -z "$(find csv -name '*.part')"
holds "the first line has the names" test "$(head -1 csv/root_time_phase.csv | cut -d, -f1-5)" = \
    scenario,replicate,time,phase,attendance_ehcp
holds "dates are dates" test "$(sed -n 2p csv/root_time_phase.csv | cut -d, -f1-4)" = short,0,2019-09-02,all
# 1 scenario, 2 replicates, 32 weeks, 4 phases and the line of names
holds "each place has a line" test "$(wc -l <csv/root_time_phase.csv)" -eq 257
holds "each line has as many fields" test "$(awk -F, '{ print NF }' csv/root_time_phase.csv | sort -u | wc -l)" -eq 1
holds "what is missing is empty" grep -q '^short,0,2019-10-28,all,,' csv/root_time_phase.csv
holds "text with a comma is quoted" grep -q '"A short one, with a comma"' csv/provenance_scenario.csv
holds "units and meanings are explained" grep -q 'attendance_ehcp  *share of pupils with a plan attending; unit 1' \
    csv/README.txt
holds "numbers that stand for names are explained" grep -q '0 missing, 1 done' csv/README.txt
if command -v h5dump >/dev/null; then
    # to the bit: with 17 digits the export's shortest decimals are what h5dump prints
    h5dump -d /theil -m %.17g -y -w 1 a.h5 | sed -n 's/^ *\(-\{0,1\}[0-9][0-9.e-]*\),\{0,1\} *$/\1/p' >of_file
    column=$(head -1 csv/root_window.csv | tr , '\n' | grep -nx theil | cut -d: -f1)
    sed 1d csv/root_window.csv | cut -d, -f"$column" | grep . | awk '{ printf "%.17g\n", $1 }' >of_table
    holds "doubles are exported to the bit" cmp -s of_file of_table
    holds "and some there are" test -s of_table
fi
remember csv/*
refuses "the folder 'csv' is not empty" export a.h5 --csv csv
untouched "a folder that is not empty is left alone" csv/*
echo mine >csv/mine.txt
ends 0 "--force replaces the tables" export a.h5 --csv csv --force
rm csv/mine.txt
untouched "by the same ones, and leaves other files alone" csv/*
mkdir empty
ends 0 "an empty folder is taken" export a.h5 --csv empty
refuses '--csv FOLDER is missing' export a.h5
refuses 'is no folder' export a.h5 --csv short.yaml
refuses 'nowhere.h5' export nowhere.h5 --csv new
refuses 'text.h5' export text.h5 --csv new
holds "a refusal makes no folder" test ! -e new
ends 1 "a folder that cannot be made is told" export a.h5 --csv no/such/folder
says err "with a way out" 'make the folder above it first'
ends 0 "child and school detail is exported" export detail.h5 --csv detail
holds "children have a table" test -s detail/child_child.csv
holds "schools have a table" test -s detail/school_time_school.csv
over
