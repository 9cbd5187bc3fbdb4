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
	printf '%-20s ' "$1"
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
# One note with much in it.
grows md_note_sources 10000
grows md_note_items 60000
grows md_note_ranges 60000
grows md_note_below 100000
grows md_note_parentheses 100000
grows md_note_closings 40000
grows md_note_openings 20000
grows md_note_quotations 40000
grows md_note_ibids 20000
grows md_note_signals 40000
grows md_note_latin 20000
grows md_note_addenda 40000
grows md_note_numbers 40000
grows md_note_records 10000
grows md_note_works 10000
grows md_note_separators 60000
grows md_note_words 40000
# Many notes that depend on each other.
grows md_ibids 10000
grows md_back 10000
grows md_forward 10000
grows md_works 10000
grows md_short 10000
grows md_other_body 4000
grows md_listed 3000
# References in the text.
grows references 10000
grows md_notes_named 10000
grows sections 10000
grows resolutions 5000
grows resolution_line 50000
grows bodies 5000
exit $failed
