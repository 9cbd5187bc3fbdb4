#!/usr/bin/env bash
# ./dev bench: see its help. The first argument is a release build.
set -euo pipefail
build=${1:?usage: bench.sh BUILD [--lists REAL MALFORMED | --quality CORPUS [--show RULE [N [SEED]]] | --recall [ARGS] | --links]}
tools=$build/tests/bench work=$build/bench footfault=$build/footfault
input=$(dirname -- "$0")/../../fixtures/documents/kazakhstan-compilation/input.txt
shift

speed() {
	mkdir -p "$work/variants"
	"$tools/variants" "$input" "$work/variants" 1000
	for times in 1 2 4 8 16 32 64 128; do
		"$tools/variants" "$input" "$work/${times}x.txt" -$times
	done
	: >"$work/empty.txt"
	"$tools/drafts" "$work"
	echo
	"$tools/race" "$footfault" "$work"
	asking
}

# Addresses asked, beside curl and other link checkers.
asking() {
	"$(dirname -- "$0")/asking.sh" "$footfault" "$tools" "$build/tests/link" "$work/asking"
}

# The edited texts of CORPUS: their findings, and the errors planted in them that are found.
quality() {
	local status=0
	mkdir -p "$work/texts"
	gzip -dc "$1/notes/real-notes.jsonl.gz" | "$tools/jsonl_to_md" "$work/texts" || true
	"$tools/quality" "$1" "$work/texts" "${@:2}" || status=$?
	if [ $# = 1 ]; then
		echo
		"$tools/recall" "$work"/texts/*.md || status=$?
	fi
	return $status
}

case ${1-} in
--lists) "$tools/lists" "${@:2}" ;;
--quality) quality "${2:?which CORPUS?}" "${@:3}" ;;
--recall) "$tools/recall" "${@:2}" ;;
--links) asking ;;
'') speed ;;
*)
	echo "bench: no option \"$1\"" >&2
	exit 2
	;;
esac
