#!/bin/sh
# Help texts, and every way to use the command line wrongly: each is refused with 2, and nothing is written.
# shellcheck source=tests/cli/common.sh
. "$(dirname "$0")/common.sh"

# ---- texts
ends 0 "help is given" --help
golden help.txt "the help of the program is as expected"
# shellcheck disable=SC2013  # names of commands are words
for command in $(sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' "$work/out" | sort -u | grep -v '^sendsim$'); do
    ends 0 "help of $command is given" "$command" --help
    golden "help_$command.txt" "the help of $command is as expected"
    says out "the help of $command has an example" "example:"
done
ends 0 "-h is --help" run -h
golden help_run.txt "-h gives the same help"
ends 0 "the version is given" --version
for word in sendsim commit compiler flags libraries HDF5 GSL libyaml widths baseline; do
    says out "the version tells $word" "$word"
done
ends 0 "the manual page is given" --manual
says out "the manual page begins as one" '.TH SENDSIM 1'
if command -v man >/dev/null; then
    man --warnings -l "$work/out" >"$work/page" 2>"$work/err"
    holds "the manual page has no fault of form" test ! -s "$work/err"
    says page "the manual page describes an option" "--replicates"
fi
ends 0 "the completion is given" --completion
if command -v bash >/dev/null; then
    cp "$work/out" completion
    complete_words() { # the words before the cursor, the last one unfinished
        bash -c '. ./completion; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sendsim; printf "%s " "${COMPREPLY[@]}"' \
            bash "$@" >"$work/out" 2>"$work/err"
    }
    complete_words sendsim ex
    holds "a command is completed" test "$(cat "$work/out")" = "explain export "
    complete_words sendsim export --cs
    holds "an option is completed" test "$(cat "$work/out")" = "--csv "
    complete_words sendsim run --cs
    holds "an option of another command is not completed" test "$(cat "$work/out")" = " "
    complete_words "$sendsim" list eligib
    holds "a family is completed" test "$(cat "$work/out")" = "eligibility_ladder "
    complete_words "$sendsim" run factual_england borderl
    holds "a scenario of a family is completed" test "$(cat "$work/out")" = "borderline "
    complete_words "$sendsim" export borderl
    holds "a scenario is not completed where results are wanted" test "$(cat "$work/out")" = " "
    touch scenario.yaml
    complete_words sendsim run sce
    holds "a file is completed" test "$(cat "$work/out")" = "scenario.yaml "
    complete_words sendsim run a -r ''
    holds "a number is not completed" test "$(cat "$work/out")" = " "
    rm completion scenario.yaml
fi

# ---- refusals
refuses 'no command is given'
refuses "unknown command 'rnu'" rnu
says err "a way out is offered" "did you mean 'run'?"
refuses "unknown command 'x.yaml'" x.yaml
refuses "unknown option '--replicats'" run x --replicats 4
says err "the nearest option is offered" "did you mean '--replicates'?"
refuses "unknown option '-z'" run x -z
refuses "'sendsim run' has no option --csv" run x --csv y
says err "whose option it is is told" 'it belongs to: export'
refuses "'sendsim list' has no option --force" list --force
refuses '--output needs a value' run x --output
refuses '--output needs a value' run x -o -q
refuses '--force takes no value' run x --force=1
refuses '--threads is given twice' run x -t 1 -t 2
refuses 'missing argument: sendsim run FILE...' run
refuses 'missing argument: sendsim check FILE...' check
refuses 'missing argument: sendsim rerun RESULT' rerun
refuses 'missing argument: sendsim summary RESULT' summary
refuses 'missing argument: sendsim export RESULT' export --csv y
refuses 'missing argument: sendsim diff A B' diff x
refuses "'z' is one argument too many" diff x y z
refuses "'y' is one argument too many" explain x y
refuses "'y' is one argument too many" init y
refuses '4 errors; nothing was run.' run --nonsense -o -z
ends 2 "control characters in a command are refused" "$(printf 'a\033[2Jb')"
holds "control characters of an argument are escaped" grep -qF '\x1B' "$work/err"
"$sendsim" --help >/dev/full 2>"$work/err"
holds "the exit code tells of a full disk" test $? -eq 1
says err "what is wrong with standard output is said" 'standard output'
holds "nothing was written" test -z "$(find . -mindepth 1 ! -name out ! -name err ! -name page ! -name difference)"
over
