#!/usr/bin/env bash
# usage: check.sh FOOTFAULT PROGRAMS FOLDER: check --links: the files are read, what they cite is asked once, and the
# rules say what became known, at its place in each file.
# shellcheck source=lib.sh
source "$(dirname -- "$0")/lib.sh"
serve fault
mapfile -t leads < <(to "$fault" a.test b.test wall.test)
nobody=$(free_port)

# check ARGS...: the command, with its exit status in $code, its output in "out", errors in "err".
check() {
	code=0
	"$footfault" check --links --rate 0 "${leads[@]}" "$@" >out 2>err || code=$?
	! grep -qE 'Sanitizer|runtime error' err || { head -40 err >&2; bad "a sanitizer speaks"; }
}

# found RULE SEVERITY N: so many findings of that rule are in "out" (--format line).
found() {
	local n
	n=$(grep -c ": $2: .*\[$1\]$" out || true)
	[ "$n" = "$3" ] || bad "$n findings of $1 ($2), wanted $3: $(cat out)"
}

cat >one.md <<'TEXT'
The report was published[^1] and [moved](http://a.test/to/301?/page/new).

[^1]: Available at http://a.test/page/x#nowhere and http://b.test/status/404.
TEXT
cat >two.md <<'TEXT'
The report was published.[^1]

[^1]: Available at http://b.test/status/404, http://a.test/page/x and http://a.test/to/301?/page/new.
TEXT

# One address is asked once for both files; it is told in both.
check --memory none --format line one.md two.md
[ $code = 0 ] || bad "exit $code: $(cat err)"
found link-gone warning 2
found link-moved info 2
found link-fragment-missing info 1
[ "$(asked fault $'\t/status/404\t')" = 1 ] || bad "the address of both files was asked $(asked fault $'\t/status/404\t') times"
grep -q '^two\.md:3:20: warning: http://b.test/status/404 is gone: ' out || bad "not at its place: $(cat out)"
cp out by_one

# As many threads as one likes.
check --memory none --format line -j 8 one.md two.md
diff by_one out || bad "-j 8 finds other things"

# Standard input is read once and looked at twice.
check --memory none --format line --stdin-name two.md - <two.md
grep '^two\.md' by_one | diff - out || bad "of standard input other things are found"

# On the third day it is dead, and an error for those who want to fail by it.
for day in 1 2 3; do
	check --memory memory.sqlite --date 2026-03-0$day --fail-on error --format line two.md
	[ $code = $((day == 3)) ] || bad "day $day: exit $code"
done
found link-gone error 1
grep -q 'seen on 3 days since 1 March 2026' out || bad "since when: $(cat out)"
# … which errors of the network are not by default, nor does a baseline forget the address.
check --memory memory.sqlite --date 2026-03-03 --format json two.md
[ $code = 0 ] || bad "an error of the network fails by default"
cp out baseline.json
check --memory memory.sqlite --date 2026-03-03 --format line --fail-on error --baseline baseline.json two.md
[ $code = 0 ] && [ ! -s out ] || bad "the baseline was not heard: $(cat out)"

# Nobody asked: what is remembered is told.
: >fault.log
check --memory memory.sqlite --date 2026-03-04 --offline --format line two.md
found link-gone error 1
[ ! -s fault.log ] || bad "--offline asks: $(cat fault.log)"

# What holds for a host is told once, and what was not asked for lack of time is owned to.
printf '1. See http://wall.test/status/403/%d.\n' 1 2 3 4 5 >wall.txt
check --memory none --format line wall.txt
found link-blocked info 1
grep -q '(nor 4 other addresses of its host)' out || bad "not for the whole host: $(cat out)"
leads=(--connect-to "a.test:80:127.0.0.1:$nobody")
check --memory none --format line two.md --exclude b.test
found link-server-error info 1
found link-refused info 1

# What cannot be asked ends with 2; what can be said without asking is said.
check --memory none --ca-file missing.pem --format line two.md
[ $code = 2 ] && grep -q 'missing.pem' err || bad "exit $code: $(cat err)"
cp one.md copy.md
check --memory copy.md two.md
[ $code = 2 ] && cmp -s one.md copy.md || bad "a text is no memory: exit $code"
exit $failed
