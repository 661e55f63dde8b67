# shellcheck shell=sh
# Shared by the tests of the command line. To be sourced with the script's own arguments:
#   SCRIPT SENDSIM SOURCE     the program under test, and the project's folder
# Each test works in a folder of its own, which is removed at the end. WRITE_EXPECTED=1 in the environment writes the
# expected texts anew.
set -u
sendsim=${1:?usage: SCRIPT SENDSIM SOURCE}
source=${2:?usage: SCRIPT SENDSIM SOURCE}
unset SENDSIM_DATA
expected=$source/tests/cli/expected
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0

ok() { # what holds
    echo "ok     $1"
}

bad() { # what does not hold, why
    echo "FAILED $1: $2"
    sed 's/^/       out: /' "$work/out" | head -20
    sed 's/^/       err: /' "$work/err" | head -20
    failed=$((failed + 1))
}

# holds SENTENCE COMMAND...: the command succeeds
holds() {
    sentence=$1
    shift
    if "$@"; then ok "$sentence"; else bad "$sentence" "$*"; fi
}

# ends CODE SENTENCE ARGUMENT...: sendsim ends with that exit code; its output is in out and err
ends() {
    wanted=$1 sentence=$2
    shift 2
    "$sendsim" "$@" >"$work/out" 2>"$work/err" </dev/null
    code=$?
    if [ "$code" -eq "$wanted" ]; then ok "$sentence"; else bad "$sentence" "exit code $code, expected $wanted"; fi
}

# refuses PHRASE ARGUMENT...: sendsim ends with 2, says the phrase on standard error and nothing on standard output
refuses() {
    phrase=$1
    shift
    ends 2 "refused: sendsim $*" "$@"
    if ! grep -qF -- "$phrase" "$work/err"; then bad "refused: sendsim $*" "'$phrase' is not said"; fi
    if [ -s "$work/out" ]; then bad "refused: sendsim $*" "something is on standard output"; fi
}

# says FILE SENTENCE PHRASE: out or err (or another file) has the phrase
says() {
    if grep -qF -- "$3" "$work/$1"; then ok "$2"; else bad "$2" "'$3' is not in $1"; fi
}

# golden NAME SENTENCE: standard output is the expected text
golden() {
    if [ "${WRITE_EXPECTED:-}" = 1 ]; then cp "$work/out" "$expected/$1"; fi
    if diff -u "$expected/$1" "$work/out" >"$work/difference"; then
        ok "$2"
    else
        bad "$2" "expected/$1 differs"
        cat "$work/difference"
    fi
}

over() { # the end of a script
    echo "$failed checks failed"
    [ "$failed" -eq 0 ]
    exit
}
