#!/usr/bin/env bash
# inputs.sh FOOTFAULT WORK [BOUNDED]: hostile inputs and broken surroundings. Each case ends with
# the status and the words given here, and with BOUNDED within a limit of memory.
set -euo pipefail
usage='usage: inputs.sh FOOTFAULT WORK [BOUNDED]'
footfault=$(readlink -f -- "${1:?$usage}") bounded=${3-}
here=$(cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=tests/hostile/shapes.sh
. "$here/shapes.sh"
rm -rf "${2:?$usage}"
mkdir -p "$2"
cd "$2"
export LC_ALL=C.UTF-8
failed=0

# expect STATUS WORDS MIB COMMAND...: WORDS is a pattern that all of the output, on both streams,
# must match; "" wants no output; MIB is the most memory it may hold.
expect() {
	local status=$1 words=$2 mib=$3 code=0 command=("$footfault" "${@:4}")
	[ -z "$bounded" ] || command=("$bounded" "$mib" "${command[@]}")
	"${command[@]}" >out.txt 2>&1 </dev/null || code=$?
	if [ $code != "$status" ] || { [ -n "$words" ] && ! grep -qE -- "$words" out.txt; } ||
		{ [ -z "$words" ] && [ -s out.txt ]; }; then
		echo "footfault ${*:4}: exit $code instead of $status, or not \"$words\":"
		head -c 2000 out.txt | head -n 20
		failed=1
	fi
}

# checks FILE STATUS WORDS MIB: what "check --format line FILE" does.
checks() {
	expect "$2" "$3" "$4" check --format line --jobs 1 "$1"
}

# finds N RULE MIB FILE: the rule speaks N times, and nothing else goes wrong.
finds() {
	local n code=0 command=("$footfault" check --format line --jobs 1 "$4")
	[ -z "$bounded" ] || command=("$bounded" "$3" "${command[@]}")
	"${command[@]}" >out.txt 2>&1 </dev/null || code=$?
	n=$(grep -c "\[$2\]" out.txt) || true
	if [ "$n" != "$1" ] || [ $code -gt 1 ]; then
		echo "footfault check $4: exit $code, $n times $2 instead of $1:"
		head -c 2000 out.txt | head -n 20
		failed=1
	fi
}

good='1. Adopted.[^1]\n\n[^1]: A/RES/75/1.\n'
bad='1. Adopted.[^1]\n\n[^1]: A/RES/75/1.\n\n[^2]: A/RES/75/2.\n'
printf '%b' "$good" >good.md
printf '%b' "$bad" >bad.md

# Files that are no text, or too much of it.
: >empty.txt
checks empty.txt 0 '' 30
head -c 200000 "$(command -v bash)" >binary.txt
checks binary.txt 2 'binary\.txt: .*(binary|not a text|no text)' 30
printf '1. Text.\0 More.\n' >nul.txt
checks nul.txt 2 'nul\.txt: .*(NUL|binary)' 30
truncate -s 1G gigabyte.txt
checks gigabyte.txt 2 'gigabyte\.txt: larger than .*--max-size' 30
printf '1. caf\351 \223quoted\224 \201.\n' >latin.txt
checks latin.txt 0 '' 30
printf '1. Text \303\050 \355\240\200 \377\376.\n' >invalid.txt
checks invalid.txt 0 '' 30

# A limit has two sides.
head -c 1048576 /dev/zero | tr '\0' ' ' >limit.txt
expect 0 '' 60 check --max-size 1M --format line limit.txt
printf ' ' >>limit.txt
expect 2 'limit\.txt: larger than 1 MiB' 60 check --max-size 1M --format line limit.txt

# Files that cannot be read do not stop the others.
ln -s nowhere.txt dangling.md
expect 2 'dangling\.md: cannot be opened' 30 check --format line dangling.md good.md
expect 2 'bad\.md:5:.*note-without-indicator' 30 check --format line dangling.md bad.md
expect 2 'gone\.txt: cannot be opened: No such file' 30 check --format line gone.txt good.md
if [ "$(id -u)" != 0 ]; then
	cp good.md locked.md
	chmod 000 locked.md
	expect 2 'locked\.md: cannot be opened: Permission denied' 30 check --format line locked.md
fi
mkdir -p folder.txt/deeper
cp bad.md folder.txt/deeper/
ln -s ../bad.md folder.txt/link.md
expect 1 '^folder\.txt/deeper/bad\.md:5:' 30 check --format line folder.txt
expect 2 'folder\.txt: is a folder' 30 text folder.txt
expect 2 '/dev/zero: is a device' 30 check --format line /dev/zero

# What cannot be printed is an error, not a clean text.
expect 2 . 30 check --output /dev/full --format line bad.md
if "$footfault" check --format line bad.md >/dev/full 2>out.txt; then
	echo "footfault check >/dev/full: exit 0"
	failed=1
fi

# Too much of one thing.
shape_line 17500000 >line.txt
checks line.txt 0 '' 1200
rm line.txt
shape_blank_lines 10000 >blank.txt
checks blank.txt 0 '' 30
shape_paragraphs 100000 >paragraphs.txt
checks paragraphs.txt 0 '' 200
shape_symbol_parts 1000 >parts.txt
checks parts.txt 0 '' 30
shape_parentheses 1000 >nested.txt
checks nested.txt 0 '' 30
shape_raised 1000000 >raised.txt
checks raised.txt 1 'notes-missing' 1200
shape_md_called 1000000 >called.md
checks called.md 1 'indicator-without-note|notes-missing' 1200
shape_md_noted 200000 >noted.md
checks noted.md 0 '' 600
{
	printf '1. Text.¹\n\nNotes\n\n1 A/RES/75/1: '
	shape_line 1750000
} >long-note.txt
checks long-note.txt 0 . 200
{
	printf '1. Text.[^1]\n\n[^1]: A/RES/75/1: '
	shape_line 1750000
} >long-note.md
checks long-note.md 0 . 200

# Much that is right but for one thing, which is told. No Ibid. has an antecedent but the first note.
shape_md_ibids 10000 >ibids.md
finds 1 ibid-without-antecedent 60 ibids.md
shape_md_back 10000 >back.md
finds 1 reference-note-missing 60 back.md
{
	repeat 9990 '%d. See para. 1 above and the text.\n\n'
	printf '9991. See para. 9992 above and more.\n\n9992. Text.\n'
} >references.txt
finds 1 reference-paragraph-direction 60 references.txt
{
	printf '1. Recalling'
	repeat 100000 ' resolution 1/1,'
	printf ' and Security Council resolution 1325 (2001).\n'
} >resolutions.txt
finds 1 resolution-year-mismatch 60 resolutions.txt
{
	printf '1. Text.[^1]\n\n[^1]: A/HRC/43/46, paras. '
	repeat 100000 '%d, '
	printf '100009–100003.\n'
} >items.md
finds 1 locator-range-descending 120 items.md
shape_md_listed 10000 >listed.md
expect 0 . 200 notes --format json listed.md
for shape in sources:250000 parentheses:1000 separators:100000 ibids:100000 addenda:100000; do
	shape_md_note_"${shape%:*}" "${shape#*:}" >note.md
	expect 0 . 1200 notes --format json note.md
done

# A rule whose pattern takes for ever, beside one that is broken and one that works.
mkdir -p rules
cat >rules/exponential.json <<'JSON'
{
  "slug": "exponential", "summary": "x", "why": "x", "source": "x", "message": "x",
  "severity": "warning", "lane": "deterministic", "status": "stable", "languages": [], "covers": [],
  "pattern": "(a+)+b", "scope": "all",
  "valid": [ { "format": "md", "text": "x" } ], "invalid": [ { "format": "md", "text": "ab", "finds": "ab" } ]
}
JSON
{
	printf '1. '
	repeat 60 'a'
	printf ' ab\n'
} >exponential.md
expect 2 'exponential' 60 check --rules rules --format line exponential.md
cat >rules/exponential.json <<'JSON'
{ "slug": "broken-rule",
  "pattern": "(a" }
JSON
expect 2 'broken|exponential\.json' 60 check --rules rules --format line bad.md
expect 2 'bad\.md:5:' 60 check --rules rules --format line bad.md

rm -rf -- *.txt *.md
[ $failed = 0 ] && echo "all as expected"
exit $failed
