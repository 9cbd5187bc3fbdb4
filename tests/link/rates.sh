#!/usr/bin/env bash
# usage: rates.sh FOOTFAULT PROGRAMS FOLDER: the rate that the server saw is never above the one that was asked for, nor
# are more requests under way at one host than four; Retry-After is kept to. Only lower bounds of time are held:
# a busy machine cannot break them.
# shellcheck source=lib.sh
source "$(dirname -- "$0")/lib.sh"

# slow_enough RATE: of the requests of each host in fault.log no run of them is faster than that. One interval is
# allowed for the way from the decision to the first byte: a connection may have to be opened.
slow_enough() {
	awk -F'\t' -v interval="$(awk "BEGIN { print 1e6 / $1 }")" '
	$4 != "-" { n[$5]++; at[$5, n[$5]] = $1 }
	END {
		for (host in n)
			for (i = 1; i <= n[host]; i++)
				for (k = i + 2; k <= n[host]; k++)
					if (at[host, k] - at[host, i] < (k - i - 1) * interval) {
						printf "%s: %d requests in %.3f s\n", host, k - i + 1,
							(at[host, k] - at[host, i]) / 1e6
						exit 1
					}
		if (!length(n)) { print "nothing was asked"; exit 1 }
	}' <(sort -n fault.log)
}

most_under_way() {
	awk -F'\t' '$3 > most { most = $3 } END { print most + 0 }' fault.log
}

# pause_after TARGET SECONDS: the request behind that one comes so much later.
pause_after() {
	awk -F'\t' -v target="$1" -v pause="$2" '
	last && $1 - last < pause * 1e6 { printf "%.3f s after %s\n", ($1 - last) / 1e6, target; exit 1 }
	{ last = $6 == target && !seen++ ? $1 : 0; found += seen }
	END { if (!found) { print "not asked: " target; exit 1 } }' <(sort -n fault.log)
}

run() {
	mapfile -t leads < <(to "$fault" a.test b.test c.test)
	links "${leads[@]}" --format json --memory none "$@" draft.md
	[ $code -le 1 ] || bad "exit $code: $(cat err)"
}

# Three hosts at once, each at the rate.
serve fault
cite http://{a,b,c}.test/page/{1,2,3,4,5,6,7,8}
run --rate 4
slow_enough 4 || bad "faster than --rate 4"
[ "$(asked fault '/page/[1-8]')" = 24 ] || bad "not all were asked: $(asked fault '/page/[1-8]')"

# The default is two a second and host.
serve fault
cite http://{a,b}.test/page/{1,2,3,4}
run
slow_enough 2 || bad "faster than the default"

# Redirects count, to whichever host they lead.
serve fault
cite http://a.test/to/302?http://b.test/page/{1,2,3,4} http://b.test/chain/3
run --rate 4
slow_enough 4 || bad "redirects are faster than --rate 4"

# Slow answers do not pile up.
serve fault
cite http://a.test/delay/400/{1,2,3,4,5,6,7,8,9,10,11,12}
run --rate 50
slow_enough 50 || bad "faster than --rate 50"
[ "$(most_under_way)" -le 4 ] || bad "$(most_under_way) requests at once"
[ "$(most_under_way)" -ge 2 ] || bad "only one request at a time"

# 429: with seconds, with a date (whole seconds: up to one is lost), without.
serve fault
cite 'http://a.test/limit/1/x?2' http://a.test/page/{1,2,3}
run --rate 20
slow_enough 20 || bad "faster than --rate 20 after 429"
pause_after '/limit/1/x?2' 2 || bad "Retry-After: 2 is not kept to"
says 'http://a.test/limit/1/x?2' ok
serve fault
cite 'http://a.test/limit/1/x?date+3' http://a.test/page/{1,2,3}
run --rate 20
pause_after '/limit/1/x?date+3' 2 || bad "Retry-After with a date is not kept to"
says 'http://a.test/limit/1/x?date+3' ok
serve fault
cite http://a.test/limit/1/x http://a.test/page/{1,2,3}
run --rate 20
pause_after /limit/1/x 0.25 || bad "no pause after 429"

# While a host asks for rest, it is asked nothing at all, and others are.
serve fault
cite 'http://a.test/limit/1/x?3' http://b.test/page/{1,2,3}
run --rate 20
[ "$(awk -F'\t' '$6 ~ /limit/ && !limited { limited = $1 } limited && $5 == "b.test" && $1 < limited + 3e6' fault.log |
	wc -l)" -gt 0 ] || bad "b.test waited for a.test"
# A pause beyond all patience closes the host for the run.
serve fault
cite 'http://a.test/limit/1/x?864000' http://a.test/page/{1,2,3,4,5,6}
run --rate 20
says 'http://a.test/limit/1/x?864000' blocked 429
[ "$(asked fault /limit/)" = 1 ] || bad "asked again, before the ten days were over"
exit $failed
