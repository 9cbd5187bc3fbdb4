#!/usr/bin/env bash
# ./dev bench: see its help. The first argument is a release build.
set -euo pipefail
build=${1:?usage: bench.sh BUILD [--lists REAL MALFORMED | --quality CORPUS]}
tools=$build/tests/bench
input=$(dirname -- "$0")/../../fixtures/documents/kazakhstan-compilation/input.txt
shift

case ${1-} in
--lists | --quality)
	tool=$tools/${1#--}
	shift
	exec "$tool" "$build/footfault" "$@"
	;;
'') ;;
*)
	echo "bench: no option \"$1\"" >&2
	exit 2
	;;
esac

work=$build/bench
mkdir -p "$work/variants"
"$tools/variants" "$input" "$work/variants" 1000
for times in 1 2 4 8 16 32 64 128; do
	"$tools/variants" "$input" "$work/${times}x.txt" -$times
done
: >"$work/empty.txt"
exec "$tools/race" "$build/footfault" "$work"
