#!/usr/bin/env bash
# usage: fix.sh FOOTFAULT FILE...: what holds of fixes, of each file with the safe ones and with all:
#   a second fix changes nothing; a check behind it offers no such fix any more;
#   the diff, given to patch, makes the same file; without fixes the file stays as it was.
set -euo pipefail
footfault=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0 files=0 fixes=0

bad() {
	printf '%s: %s: %s\n' "$1" "$2" "$3" >&2
	failed=1
}

# Findings of FILE, not suppressed, that have a fix of a KIND ("safe", or any).
fixable() {
	"$footfault" check --no-config --format json "$1" |
		grep -oE "\"fix\": \{\"kind\": \"$2\", \"edits\": \[[^]]*\]\}, \"suggestions\": \[[^]]*\], \"suppressed\": null" |
		wc -l || true
}

# The kinds that "fix OPTION" applies, as a pattern.
kinds() {
	[ "$1" = --suggested ] && echo '[a-z]*' || echo safe
}

holds() {
	local file=$1 option=$2 name
	name=draft.${file##*.}
	rm -rf "$work/a"
	mkdir "$work/a"
	cp "$file" "$work/a/$name"
	cd "$work/a"
	"$footfault" fix --no-config $option --diff "$name" >../diff 2>/dev/null || bad "$file" "$option" "no diff"
	"$footfault" fix --no-config $option -q -o ../first "$name" || bad "$file" "$option" "not fixed"
	mv ../first "../first.$name"
	if [ -s ../diff ]; then
		patch -s -p1 <../diff || bad "$file" "$option" "patch does not take the diff"
		fixes=$((fixes + $(grep -c '^@@' ../diff)))
	fi
	cmp -s "$name" "../first.$name" || bad "$file" "$option" "the diff makes another file"
	"$footfault" fix --no-config $option -q "$name" || bad "$file" "$option" "not fixed again"
	cmp -s "$name" "../first.$name" || bad "$file" "$option" "a second fix changes it"
	[ "$(fixable "$name" "$(kinds "$option")")" = 0 ] || bad "$file" "$option" "fixes are left"
	rm "../first.$name"
	cd - >/dev/null
}

command -v patch >/dev/null || {
	echo "skipped: patch is missing" >&2
	[ -z "${CI-}" ] && exit 77 || exit 1
}
for file in "$@"; do
	files=$((files + 1))
	holds "$(realpath "$file")" ""
	holds "$(realpath "$file")" --suggested
done
echo "$files files, $fixes hunks"
exit $failed
