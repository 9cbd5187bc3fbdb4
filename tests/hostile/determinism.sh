#!/usr/bin/env bash
# The output does not depend on the number of jobs, nor on which run it is, and files come out
# in the order in which they were given.
set -euo pipefail
footfault=$(readlink -f -- "${1:?usage: determinism.sh FOOTFAULT FIXTURES}")
cd "$2"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Files of many sizes: large and small ones in turn, and one that cannot be read among them.
mapfile -d '' -t files < <(find . \( -name 'input.*' -o -path './fuzz/*' \) -type f -print0 | sort -z)
files+=("$work/vanished.txt" "${files[@]}")

check() {
	local code=0
	"$footfault" check "$@" 2>&1 || code=$?
	echo "exit $code"
}

for format in line json text; do
	check --format $format --jobs 1 "${files[@]}" >"$work/one"
	for jobs in 1 4 4 4 13; do
		check --format $format --jobs $jobs "${files[@]}" >"$work/many"
		if ! diff -u "$work/one" "$work/many" >"$work/diff"; then
			echo "--format $format: --jobs $jobs prints something else than --jobs 1:"
			head -n 40 "$work/diff"
			exit 1
		fi
	done
done

# One after the other in the order of the arguments, backwards as well as forwards.
for ((i = ${#files[@]} - 1; i >= 0; i--)); do
	backwards+=("${files[i]}")
	"$footfault" check --format line "${files[i]}" >>"$work/singly" 2>/dev/null || true
done
"$footfault" check --format line --jobs 4 "${backwards[@]}" >"$work/backwards" 2>/dev/null || true
diff -u "$work/singly" "$work/backwards"
echo "${#files[@]} files, the same in 18 runs"
