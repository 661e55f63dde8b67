#!/bin/sh
# The commands that look at scenarios, and where those that are shipped are found.
# shellcheck source=tests/cli/common.sh
. "$(dirname "$0")/common.sh"
unset OMP_NUM_THREADS

# ---- check
cat >good.yaml <<'YAML'
title: A good one
extends: tiny
run: {weeks: 30}
parameters: {trust.gain: 0.03}
YAML
ends 0 "a good scenario passes" check good.yaml
says out "check shows what was given" '  weeks: 30'
says out "check shows what was not" '  spin_up: 52'
says out "check tells how much has its default" 'have their default'
says out "check tells the population" '# population: 1 authority, 20 schools'
says out "check estimates memory" '# memory: about '
says out "check estimates time" 'child-weeks; on one thread less than a second'
cp out resolved.yaml
ends 0 "what check prints is a scenario again" check resolved.yaml
grep -v '^#' resolved.yaml >one
grep -v '^#' out >other
holds "and the same one" cmp -s one other
printf 'parameters: {trust.loss: 0.07}\n' >over.yaml
ends 0 "overlays and settings are taken" check good.yaml --overlay over.yaml --set run.weeks=20
says out "check tells what an overlay changed" '-> 0.07   (over.yaml:1)'
says out "check tells what --set changed" '#   run.weeks: 30 -> 20   (--set 1)'
ends 0 "check tells more when asked to" check good.yaml -v
says out "check tells what the file gave" '#   run.weeks: 40 -> 30   (good.yaml:3)'
says out "check lists what has its default" '#   parameters.trust.loss'
holds "a key given is not listed as a default" test -z "$(sed -n '/have their defaults:/,$p' out | grep 'trust.gain')"
ends 0 "several scenarios are checked at once" check good.yaml tiny
says out "the first is shown" '# good, resolved'
says out "the second is shown" '# tiny, resolved'
printf 'title: Bad\nparamters: {}\nrun: {weeks: many}\n' >bad.yaml
printf 'title: Worse\nrun: {weeks: 0}\n' >worse.yaml
refuses "bad.yaml:2:1: error: unknown key 'paramters'" check good.yaml bad.yaml worse.yaml
says err "every fault of a file is told" 'bad.yaml:3:14: error'
says err "the faults of every file are told" 'worse.yaml:2:14: error'
says err "how many there are is told" '3 errors; nothing was run.'
refuses 'nowhere.yaml' check nowhere.yaml
refuses '--set 1' check good.yaml --set run.weks=3
refuses '--set 2' check good.yaml --set run.weeks=3 --set run.weeks
refuses 'nowhere.yaml' check good.yaml --overlay nowhere.yaml
refuses "there is no shipped scenario '.'" check .
for command in check run; do
    refuses "good: error: there is no shipped scenario 'good'" "$command" good
    says err "$command offers the file that was meant" "did you mean 'good.yaml'?"
done
refuses "there is no shipped scenario 'good'" diff good tiny
says err "diff offers the file that was meant" "did you mean 'good.yaml'?"

refuses "--set 1:1:1: error: key 'trust' does not belong at the top level" check tiny --set trust.gain=0.03
says err "the whole key is offered" 'write --set parameters.trust.gain=0.03'
refuses "key 'weeks' does not belong at the top level" check tiny --set weeks=40
says err "what may be meant is offered" 'or, of the run, write --set run.weeks=...'

refuses "--set 1:1:25: error: population.authorities: no authority of system tiny is called 'Kent'" \
    check tiny --set 'population.authorities=[Kent, Medway]'
says err "the system that knows it is offered" 'in system england only: --set population.system=england'
printf 'extends: tiny\npopulation:\n  system: england\n  authorities: [Kent, Atlantis]\n' >named.yaml
refuses "named.yaml:4:23: error: population.authorities: no authority of system england is called 'Atlantis'" \
    check named.yaml

cat >longer.yaml <<'YAML'
extends: factual_england
policy:
  - {name: phased return, to: 2020-10-18}
YAML
refuses "longer.yaml:3:31: error: phase 'phased return' now overlaps phase 'autumn 2020' and others (" check longer.yaml
says err "once, with a way out" "let it end 2020-08-30 at the latest, or give phase 'autumn 2020' a later first day here too"
says err "and nothing else" '1 error; nothing was run.'
refuses "--set 1:1:29: error: phase 'second closure' now overlaps phase 'autumn 2020'" \
    check factual_england --set 'policy[second closure].from=2020-12-07'
says err "an earlier beginning too" 'let it begin 2021-01-04 at the earliest'

# ---- what a user should know of a file that is accepted
cat >closed.yaml <<'YAML'
extends: factual_england
policy:
  - name: a closure of my own
    weeks: [61, 64]
    site: closed
YAML
ends 0 "a closure in name only passes" check closed.yaml
says err "with a warning at its place" \
    "closed.yaml:5:11: warning: 'site' alone closes nothing: in weeks 61 to 64 (2020-11-02 to 2020-11-29) eligible,"
says err "and a way out" "note: give phase 'a closure of my own' these levers too"
ends 0 "run tells it too" run closed.yaml --overlay tiny -o closed.h5 --set run.weeks=63 --quiet
says err "for the weeks that are run" 'in weeks 61 to 62 (2020-11-02 to 2020-11-15) eligible'
ends 0 "other levers make a closure" check closed.yaml --set 'policy[a closure of my own].stance=0.2'
holds "so no warning is needed" test ! -s err
ends 0 "shipped scenarios are meant as they are" check generic_disruption --set 'policy[disruption].visits=0.02'
holds "no warning is given of them" test ! -s err
cat >moved.yaml <<'YAML'
extends: factual_england
policy:
  - {name: mine, from: 2020-11-05, to: 2020-12-02, visits: 0.5}
  - {name: late, weeks: [70, 72], visits: 0.4}
  - {name: never, while: phased, from: 2020-11-02, to: 2020-12-06, visits: 0.6}
windows: [{name: autumn_2020, to: 2020-12-20}]
YAML
ends 0 "dates within a week are accepted" check moved.yaml --set run.weeks=65
says err "what a date is taken as is told unasked" \
    'moved.yaml:3:24: note: the first day is taken as 2020-11-09: weeks are whole'
says err "so is a phase that does nothing" "moved.yaml:5:26: note: phase 'never' does nothing"
says err "and a window that is cut" "moved.yaml:6:11: note: window 'autumn_2020' is cut to the weeks that are run"
holds "but nothing of shipped files" test -z "$(grep factual_england err)"
ends 0 "a shorter run is told" run moved.yaml --overlay tiny -o moved.h5 --set run.weeks=40 --quiet
says err "of the user's phases" "moved.yaml:3:5: note: phase 'mine' and others lie outside the weeks that are run and do nothing"
ends 0 "more is told when asked for" check moved.yaml -v
says err "of shipped files too" 'factual_england.yaml:'
printf 'title: Alone\npolicy:\n  - {name: mine, weeks: [3, 5], ambiguity: 0.4}\n' >alone.yaml
ends 0 "a scenario may stand alone" check alone.yaml
says err "with a warning that it does" 'alone.yaml:2:1: warning: the file extends no other: there are no holidays'
says err "and what most extend" "most scenarios begin with 'extends: factual_england'"
printf 'holidays: [{weeks: [8, 8]}]\n' >>alone.yaml
ends 0 "with holidays it is meant" check alone.yaml
holds "so no warning is given" test ! -s err

# ---- list
ends 0 "the shipped scenarios are listed" list
says out "with their names" 'factual_england (SC01)'
says out "and their questions" '  What did the closures of schools do'
says out "families with their codes" 'eligibility_ladder (SC03)'
says out "and their members" '    borderline         Also children at risk'
holds "a scenario without a question is not listed" test -z "$(grep england_calendar out)"
holds "a member stands under its family alone" test "$(grep -c '^borderline' out)" -eq 0
ends 0 "a family is told in detail" list eligibility_ladder
says out "with what to hold it against" '  compare: sendsim run factual_england eligibility_ladder'
says out "with what is expected" '  expected: double_exclusion of borderline children'
says out "and what differs" '  policy[closed]: while [closed], eligible [ehcp, social_worker, critical_worker]'
ends 0 "a member is told in detail" list borderline
says out "with its family" 'borderline (SC03)'
says out "and the question of the family" '  Who falls between the rules'
says out "and what it extends" '  extends: eligibility_ladder'
refuses "there is no shipped scenario 'eligibility_lader'" list eligibility_lader
says err "the nearest family is offered" "did you mean 'eligibility_ladder'?"
refuses '--markdown is for the list of all' list eligibility_ladder --markdown
ends 0 "the list is a table" list --markdown
if [ "${WRITE_EXPECTED:-}" = 1 ]; then
    { sed '/^<!-- generated: sendsim list/q' "$source/scenarios/README.md" && cat out &&
        sed -n '/^<!-- end/,$p' "$source/scenarios/README.md"; } >readme && cp readme "$source/scenarios/README.md"
fi
sed -n '/^<!-- generated: sendsim list/,/^<!-- end/p' "$source/scenarios/README.md" | sed '1d;$d' >table
holds "scenarios/README.md has it (WRITE_EXPECTED=1 writes it anew)" cmp -s table out
holds "and more than a few lines of it" test "$(wc -l <table)" -gt 25

# ---- families
mkdir -p pair
printf 'title: Pair\nquestion: Which?\nextends: tiny\nmembers: [one.yaml, two.yaml]\nrun: {weeks: 30}\n' >pair/pair.yaml
printf 'title: One\nextends: pair.yaml\n' >pair/one.yaml
printf 'title: Two\nextends: pair.yaml\nrun: {weeks: 29}\n' >pair/two.yaml
ends 0 "a family is checked as its members" check pair/pair.yaml
holds "in their order and nothing else" test "$(grep '^# .*, resolved$' out | tr '\n' ' ')" = \
    '# one, resolved # two, resolved '
refuses "'pair' is a family of scenarios, and one is wanted" diff pair/pair.yaml pair/one.yaml
says err "its members are named" 'name one of: one, two'
printf 'members: [pair.yaml, one.yaml]\n' >pair/nest.yaml
refuses "'pair' is a family, and no member of one" check pair/nest.yaml
printf 'members: [one.yaml, three.yaml]\nrun: {weks: 2}\n' >pair/bad.yaml
refuses 'pair/bad.yaml:1:21: error: there is no file' check pair/bad.yaml
says err "other faults are told as well" 'pair/bad.yaml:2:7: error'
refuses "'members' is for the file itself" check tiny --overlay pair/pair.yaml

# ---- where shipped scenarios lie
mkdir -p elsewhere/data empty alone/share
printf 'title: Mine\nquestion: Why?\n' >elsewhere/mine.yaml
ends 0 "--data names the folder" list --data elsewhere
says out "and only what is there is listed" 'mine'
holds "nothing else" test "$(grep -c '^[a-z]' out)" -eq 1
SENDSIM_DATA=elsewhere
export SENDSIM_DATA
ends 0 "SENDSIM_DATA names the folder" list
says out "what is there is listed" 'Why?'
ends 0 "--data goes before SENDSIM_DATA" list --data "$source/scenarios"
says out "what --data names is listed" 'factual_england'
SENDSIM_DATA=nowhere
refuses "SENDSIM_DATA names 'nowhere'" list
unset SENDSIM_DATA
refuses "--data names 'empty', which holds no folder data/" check tiny --data empty
refuses "--data names 'nowhere', which is no folder" list --data nowhere
mkdir -p bare/data
refuses 'holds no scenario with a question' list --data bare
mkdir -p ill/data
printf 'title: [\n' >ill/ill.yaml
ends 2 "a shipped scenario that cannot be read is told" list --data ill
says err "with its place" 'ill/ill.yaml:'
cp "$sendsim" alone/sendsim
built=$sendsim
sendsim=$work/alone/sendsim
refuses 'the shipped scenarios and figures were not found; looked in ' list
says err "where was looked is listed" 'alone/share/sendsim/scenarios'
says err "a way out is offered" '--data FOLDER'
sendsim=$built

# ---- explain and init
ends 0 "a key is explained" explain trust.gain
says out "with its meaning" 'trust'
ends 0 "years are explained" explain years
says out "as ages, and not school years" 'age at 1 September; Year n is age n + 4'
ends 0 "a variable of results is explained" explain pupils
says out "it says of whom" "count at the end of the week, of children"
ends 0 "an index is explained" explain theil
ends 0 "a count by year is explained" explain ehc_requests_by_year
ends 0 "everything is explained" explain
holds "in many lines" test "$(wc -l <out)" -gt 300
ends 0 "as Markdown" explain --markdown
ends 0 "as JSON" explain --json
if command -v python3 >/dev/null; then
    python3 -c 'import json; json.load(open("out"))' 2>err
    holds "the JSON can be read" test $? -eq 0
fi
refuses "trust.gian" explain trust.gian
says err "the nearest key is offered" "did you mean"
refuses '--markdown and --json exclude each other' explain --markdown --json
ends 0 "a scenario to start from is printed" init
cp out mine.yaml
ends 0 "and accepted as it stands" check mine.yaml

# ---- diff of scenarios
ends 0 "a scenario is the same as itself" diff tiny tiny
says out "which is told" 'The scenarios are the same'
ends 1 "two scenarios differ" diff tiny good.yaml
says out "each difference is told" 'parameters.trust.gain: 0.02 and 0.03'
says out "and how many there are" 'values differ.'
printf 'title: A good one\nextends: good.yaml\npolicy: [{name: first closure, ambiguity: 0.5}]\n' >phase.yaml
ends 1 "a phase that differs is known by its name" diff good.yaml phase.yaml
says out "and by its lever" 'policy[first closure].ambiguity: '
ends 1 "settings are laid over both" diff tiny good.yaml --set run.weeks=25
holds "so what they set is the same" test -z "$(grep run.weeks out)"
refuses "bad.yaml:2:1: error: unknown key" diff tiny bad.yaml
refuses '--tolerance is for results' diff tiny good.yaml --tolerance 0.1
touch empty.h5
refuses 'compare two results, or two scenarios' diff tiny empty.h5
over
