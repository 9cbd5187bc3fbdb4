#!/usr/bin/env bash
# usage: report.sh FOOTFAULT PROGRAMS FOLDER: what the report makes of several days: failing, then dead; the exit status;
# every format; the runs of the memory and what changed between two.
# shellcheck source=lib.sh
source "$(dirname -- "$0")/lib.sh"
contract=$programs/../contract/links_contract
serve fault
serve closed --greet close
mapfile -t leads < <(to "$fault" a.test b.test)

cat >draft.md <<'TEXT'
1. It was said.[^1] See [the page](http://b.test/page/y).

[^1]: See http://a.test/status/404 and http://a.test/to/301?/page/new, and http://a.test/page/x#nowhere.
TEXT

# day DATE ARGS...: a run on that day.
day() {
	links "${leads[@]}" --rate 0 --memory m.sqlite --date "$@" draft.md
}

# ends CODE WHAT
ends() {
	[ $code = "$1" ] || bad "$2: exit $code, not $1: $(cat err)"
}

# has WORDS: "out" holds them.
has() {
	grep -qF -- "$1" out || {
		bad "no $1"
		cat out >&2
	}
}

day 2026-11-01
ends 0 "failing for the first time"
has 'Failing (1)'
has 'failing since 1 November 2026, seen on 1 day'
has 'cited in     note 1'
has 'write        http://a.test/page/new'
has '4 addresses, cited 4 times in 1 document: 1 failing, 1 open without what is cited, 1 moved, 1 ok'
day 2026-11-01 --fail-on failing
ends 1 "--fail-on failing"
day 2026-11-02
ends 0 "failing on two days"
day 2026-11-03 --format line
ends 1 "failing on three days"
has 'draft.md:3:11: error: http://a.test/status/404: the server answers 404 (not found) (failing since 1 November 2026, seen on 3 days) [link-gone]'
day 2026-11-03 --fail-on never
ends 0 "--fail-on never"

# What is dead stays so when nobody is asked, and every field is there.
: >fault.log
day 2026-11-04 --offline --format json
ends 1 "dead without asking"
[ ! -s fault.log ] || bad "--offline asked: $(cat fault.log)"
[ "$(field http://a.test/status/404 group)" = dead ] || bad "not dead: $(field http://a.test/status/404 group)"
[ "$(field http://a.test/status/404 since)" = 2026-11-01 ] || bad "not since 1 November"
"$contract" out || bad "the contract is broken"

# With a copy in an archive, which is asked only if that is wanted.
cat >archive.json <<'TEXT'
{ "links": { "archive": { "cdx": "http://archive.test/cdx/known", "availability": "http://archive.test/available/empty",
	"copies": "http://copies.test/web/", "timegates": ["http://archive.test/gate/none/"] } } }
TEXT
: >fault.log
mapfile -t leads < <(to "$fault" a.test b.test archive.test copies.test)
day 2026-11-04 --config archive.json
[ "$(asked fault archive.test)" = 0 ] || bad "archives were asked without --archive"
day 2026-11-04 --config archive.json --archive
has 'paste        archived on '
has 'http://copies.test/web/'
day 2026-11-04 --config archive.json --archive --format json
grep -q '"archived": {"address": "http://copies.test/web/2' out || bad "the copy is not in the JSON"
"$contract" out || bad "the contract is broken"

# Every format tells of every address; the output may be a file.
for format in text line json csv html; do
	day 2026-11-04 --offline --all --format $format -o report.$format
	for address in http://a.test/status/404 http://a.test/page/new http://a.test/page/x#nowhere http://b.test/page/y; do
		grep -qF -- "$address" report.$format || bad "$format: no $address"
	done
done
grep -q 'aria-label="Failing: 1 at first, 1 at last"' report.html || bad "the page has no picture of the days"

# The page is cited on, and its server breaks.
mapfile -t leads < <(to "$fault" a.test; to "$closed" b.test)
day 2026-11-20 --quiet
links --memory m.sqlite --runs
has '1  2026-11-01  4 asked: 2 ok, 1 moved, 1 gone'
has '  2026-11-20  4 asked: 1 ok, 1 moved, 1 server-error, 1 gone'
links --memory m.sqlite --compare-runs -2
ends 0 --compare-runs
has 'Worse (1)'
has 'was ok, is server-error'
links --memory m.sqlite --compare-runs 2026-11-20 2026-11-01 --format json
grep -q '"turn": "better"' out || bad "the other way round is not better: $(cat out)"
links --memory m.sqlite --compare-runs 99
ends 2 "a run that there is not"
grep -q 'the last ones are' err || bad "the runs are not named: $(cat err)"
links --memory m.sqlite --compare-runs 1 2 3
ends 2 "three runs"

# A document that cannot be read does not keep the others from being told.
links "${leads[@]}" --rate 0 --memory m.sqlite --date 2026-11-21 --format json missing.md draft.md
ends 2 "a missing document"
[ "$(field http://a.test/status/404 group)" = dead ] || bad "the other document is not told"
grep -q '"errors": \[{"path": "missing.md", "message": "cannot be opened' out || bad "the error is not in the report"
"$contract" out || bad "the contract is broken"
exit $failed
