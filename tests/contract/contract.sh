#!/usr/bin/env bash
# contract.sh FOOTFAULT CONTRACT FIXTURES: the JSON of check keeps its contract on every case.
set -euo pipefail
usage='usage: contract.sh FOOTFAULT CONTRACT FIXTURES'
footfault=${1:?$usage} contract=${2:?$usage}
cd "${3:?$usage}"
report=$(mktemp)
trap 'rm -f "$report"' EXIT
count=0 failed=0

while IFS= read -r -d '' file; do
	# Offsets count in the file, so only what is UTF-8 can be compared here.
	iconv -f utf-8 -t utf-8 "$file" >/dev/null 2>&1 || continue
	"$footfault" check --format json "$file" >"$report" || [ $? = 1 ]
	"$contract" "$file" "$report" || failed=1
	count=$((count + 1))
done < <(find . -name 'input.*' -type f -print0 | sort -z)
echo "$count files"
[ $count != 0 ] && exit $failed
