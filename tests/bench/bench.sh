#!/usr/bin/env bash
# ./dev bench: see its help. The first argument is a release build.
set -euo pipefail
build=${1:?usage: bench.sh BUILD [--lists REAL MALFORMED | --quality CORPUS]}
tools=$build/tests/bench work=$build/bench
input=$(dirname -- "$0")/../../fixtures/documents/kazakhstan-compilation/input.txt
mkdir -p "$work/variants" "$work/texts"
shift

case ${1-} in
--lists) exec "$tools/lists" "${@:2}" ;;
--quality) exec "$tools/quality" "$build/footfault" "${2:?which CORPUS?}" "$work/texts" ;;
'') ;;
*)
	echo "bench: no option \"$1\"" >&2
	exit 2
	;;
esac

"$tools/variants" "$input" "$work/variants" 1000
for times in 1 2 4 8 16 32 64 128; do
	"$tools/variants" "$input" "$work/${times}x.txt" -$times
done
: >"$work/empty.txt"
exec "$tools/race" "$build/footfault" "$work"
