#!/usr/bin/env bash
# usage: runs.sh FOOTFAULT PROGRAMS FOLDER: --offline, --exclude, --max-time and --timeout; what is written, and a run that is
# killed.
# shellcheck source=lib.sh
source "$(dirname -- "$0")/lib.sh"
serve fault
serve silent --greet never
serve closed --greet close
serve rude --greet reset
serve mail --greet banner
mapfile -t leads < <(
	to "$fault" a.test b.test c.test
	to "$silent" silent.test silent2.test
	to "$closed" closed.test
	to "$rude" rude.test
	to "$mail" mail.test
	to "$(free_port)" nobody.test
)

everything() {
	find . -type f ! -name '*.log' ! -name out ! -name err -exec md5sum {} + | sort -k2
}

# Whole servers that fail.
cite http://{silent,closed,rude,mail,nobody,a}.test/page/x
everything >before
links "${leads[@]}" --format json --memory none --rate 0 --timeout 1 draft.md
says http://silent.test/page/x timeout
for host in closed rude mail nobody; do says http://$host.test/page/x server-error; done
says http://a.test/page/x ok
everything >after
diff <(grep -v ' ./after\| ./before' before) <(grep -v ' ./after\| ./before' after) || bad "something was written"

# Nobody is asked.
: >fault.log
cite http://a.test/page/{1,2,3} http://127.0.0.1/ http://a.test:25/
links "${leads[@]}" --format json --memory none --offline draft.md
[ ! -s fault.log ] || bad "--offline asks: $(cat fault.log)"
says http://a.test/page/1 unchecked
# … but what is remembered is said.
links "${leads[@]}" --format json --memory m.sqlite --rate 0 draft.md
: >fault.log
links "${leads[@]}" --format json --memory m.sqlite --offline draft.md
[ ! -s fault.log ] || bad "--offline asks in spite of its memory: $(cat fault.log)"
says http://a.test/page/1 ok
[ "$(field http://a.test/page/1 remembered)" = true ] || bad "not remembered"

# What is excluded.
cite http://a.test/page/{1,2} http://b.test/page/1 http://c.test/file/plain/report.pdf 'http://a.test/to/302?http://b.test/page/2'
links "${leads[@]}" --format json --memory none --rate 0 --exclude b.test --exclude '*.pdf' --exclude http://a.test/page/2 draft.md
says http://a.test/page/1 ok
for address in http://a.test/page/2 http://b.test/page/1 http://c.test/file/plain/report.pdf; do says $address refused; done
! awk -F'\t' '$5 == "c.test" || $6 == "/page/2" && $5 == "a.test" || $5 == "b.test" && $6 == "/page/1"' fault.log | grep . ||
	bad "the excluded was asked"

# The time is over: what is left was not asked.
cite http://silent.test/page/{1,2,3,4,5,6,7,8,9} http://a.test/page/x
links "${leads[@]}" --format json --memory none --rate 0 --timeout 100 --max-time 1 draft.md
says http://a.test/page/x ok
says http://silent.test/page/9 unchecked

# What was known when a run was killed stays.
cite http://a.test/page/kill-{1..20} http://b.test/delay/100/{1..40}
for ((i = 1; i <= 20; i++)); do
	"$footfault" links --no-config "${leads[@]}" --format json --memory killed.sqlite --rate 0 --date 2026-01-$((i + 10)) draft.md >out 2>err &
	pid=$!
	sleep 0.$((i * 4 % 10))$((i % 10))
	kill -9 $pid 2>/dev/null || true
	wait $pid 2>/dev/null || true
done
links "${leads[@]}" --format json --memory killed.sqlite --rate 0 draft.md
[ $code = 0 ] || bad "after twenty kills: exit $code: $(cat err)"
says http://a.test/page/kill-20 ok
links "${leads[@]}" --format json --memory killed.sqlite --offline draft.md
says http://b.test/delay/100/40 ok

# Two runs share one memory.
cite http://a.test/page/shared-{1..50}
"$footfault" links --no-config "${leads[@]}" --format json --memory shared.sqlite --rate 0 draft.md >out2 2>err2 &
links "${leads[@]}" --format json --memory shared.sqlite --rate 0 draft.md
wait $! || bad "the other run: $(cat err2)"
[ $code = 0 ] || bad "with another run: exit $code: $(cat err)"
exit $failed
