#!/usr/bin/env bash
# Eight times the input takes about eight times the CPU time, whatever its shape.
set -euo pipefail
usage='usage: growth.sh FOOTFAULT WORK LINEAR'
footfault=${1:?$usage} work=${2:?$usage} linear=${3:?$usage}
# shellcheck source=tests/hostile/shapes.sh
. "$(dirname -- "$0")/shapes.sh"
mkdir -p "$work"
failed=0

# grows SHAPE N: N parts of the shape, such that they take some 20 ms, and 8 N.
grows() {
	local ending=txt small large
	[[ $1 != *md_* && $1 != ibid ]] || ending=md
	small=$work/small.$ending large=$work/large.$ending
	"shape_$1" "$2" >"$small"
	"shape_$1" $(($2 * 8)) >"$large"
	printf '%-16s ' "$1"
	"$linear" "$small" "$large" "$footfault" check --jobs 1 || {
		echo "^ too much"
		failed=1
	}
	rm -f "$small" "$large"
}

grows line 400000
grows blank_lines 400000
grows page_ends 40000
grows paragraphs 20000
grows headings 20000
grows symbol_parts 100000
grows symbols 20000
grows damaged_symbols 2000
grows near_symbols 2000
grows parentheses 400000
grows addresses 10000
grows raised 10000
# Below 10,000, where numbers stop being labels.
grows noted 1200
grows debris 1000
grows ibid 10000
grows md_called 20000
grows md_noted 10000
grows md_brackets 200000
grows md_unclosed 200000
grows md_stars 100000
grows md_ticks 100000
grows md_quotes 100000
grows md_comments 100000
grows md_table 20000
exit $failed
