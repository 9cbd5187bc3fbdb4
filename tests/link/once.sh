#!/usr/bin/env bash
# usage: once.sh FOOTFAULT PROGRAMS FOLDER: each address is asked once, however often and in whichever spelling it is
# cited, in however many documents; the address that cannot exist once a folder.
# shellcheck source=lib.sh
source "$(dirname -- "$0")/lib.sh"
serve fault
mapfile -t leads < <(to "$fault" a.test b.test)

cat >one.md <<'TEXT'
See http://a.test/page/x and <http://A.TEST/page/x>, [here](http://a.test:80/page/x) and again http://a.test/page/x.

See <http://a.test/page/x#note-1>, <http://a.test/page/x#note-2>, <http://a.test/page/x#nowhere>.

See <http://a.test/page/./x>, <http://a.test/page/up/../x>.[^1] See <http://b.test/page/y>, <http://a.test/page/z>.

[^1]: See <http://a.test/page/x>; <http://a.test/to/301?/page/x>.
TEXT
cp one.md two.md
links "${leads[@]}" --format json --memory none --rate 0 one.md two.md one.md
[ $code = 0 ] || bad "exit $code: $(cat err)"
for target in a.test/page/x a.test/page/z b.test/page/y 'a.test/to/301?/page/x'; do
	n=$(awk -F'\t' -v want="$target" '$5 $6 == want' fault.log | wc -l)
	# What a redirect leads to is asked once more: the answer to the redirect was needed first.
	most=1
	[ $target != a.test/page/x ] || most=2
	[ "$n" -ge 1 ] && [ "$n" -le $most ] || bad "$target was asked $n times"
done
awk -F'\t' '{ print $5 $6 }' fault.log | grep -F no-such-page | sort | uniq -d >twice
[ ! -s twice ] || bad "asked twice: $(cat twice)"
says http://a.test/page/x ok
[ "$(field 'http://a.test/page/x#note-1' no_fragment)" = false ] || bad "#note-1 is not seen"
[ "$(field 'http://a.test/page/x#nowhere' no_fragment)" = true ] || bad "#nowhere is seen"

# What the memory has seen alive lately is not asked; what was not there is.
cite http://a.test/page/x http://a.test/not/there
for run in first second; do
	serve fault
	mapfile -t leads < <(to "$fault" a.test)
	links "${leads[@]}" --format json --memory memory.sqlite --rate 0 draft.md
	asked fault $'\t/page/x\t' >asked.$run
done
[ "$(cat asked.first)" = 1 ] || bad "the first run asked /page/x $(cat asked.first) times"
[ "$(cat asked.second)" = 0 ] || bad "what was alive in the first run was asked in the second"
[ "$(asked fault $'\t/not/there\t')" -gt 0 ] || bad "what was not there was not asked again"
exit $failed
