#!/usr/bin/env bash
# contract.sh FOOTFAULT CONTRACT LINKS_CONTRACT FIXTURES: the JSON of check and that of links keep
# their contract on every case.
set -euo pipefail
usage='usage: contract.sh FOOTFAULT CONTRACT LINKS_CONTRACT FIXTURES'
footfault=${1:?$usage} contract=${2:?$usage} links_contract=${3:?$usage}
cd "${4:?$usage}"
report=$(mktemp)
trap 'rm -f "$report"' EXIT
count=0 failed=0

while IFS= read -r -d '' file; do
	# Offsets count in the file, so only what is UTF-8 can be compared here.
	iconv -f utf-8 -t utf-8 "$file" >/dev/null 2>&1 || continue
	"$footfault" check --format json "$file" >"$report" || [ $? = 1 ]
	"$contract" "$file" "$report" || failed=1
	"$footfault" links --offline --memory none --symbols --format json "$file" >"$report" || [ $? = 1 ]
	"$links_contract" "$report" || failed=1
	count=$((count + 1))
done < <(find . \( -name 'input.txt' -o -name 'input.md' \) -type f -print0 | sort -z)
echo "$count files"
[ $count != 0 ] && exit $failed
