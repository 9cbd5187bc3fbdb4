#!/usr/bin/env bash
# usage: secrets.sh FOOTFAULT PROGRAMS FOLDER: no name, password or cookie reaches a host that it is not for; what a program
# says of itself is honest.
# shellcheck source=lib.sh
source "$(dirname -- "$0")/lib.sh"
serve fault
mapfile -t leads < <(to "$fault" a.test b.test c.test sub.a.test)

printf 'machine a.test login neta password netsecret\ndefault login netb password netsecret\n' >"$HOME/.netrc"
chmod 600 "$HOME/.netrc"
printf 'user = "curla:curlsecret"\nheader = "X-Curl: curlsecret"\n' >"$HOME/.curlrc"

cite http://user:secret@a.test/page/x http://user:secret@a.test/auth/x http://a.test/auth/y \
	'http://a.test/to/302?http://user:%73ecret@b.test/page/x' 'http://a.test/to/302?http://b.test/auth/z'
links "${leads[@]}" --format json --memory memory.sqlite --rate 0 draft.md
[ "$(asked fault)" -ge 5 ] || bad "little was asked: $(cat fault.log)"
! grep -iE 'authorization|secret' fault.log || bad "a password was sent"
! grep -ia secret memory.sqlite* || bad "the memory has a password"

# Cookies: kept within a run, for the host that gave them alone.
serve fault
mapfile -t leads < <(to "$fault" a.test b.test c.test sub.a.test)
cite http://a.test/cookie/give 'http://a.test/to/302?http://b.test/page/x' http://b.test/page/y 'http://b.test/cookie/for?a.test' \
	'http://b.test/cookie/for?test' 'http://b.test/cookie/for?.test'
links "${leads[@]}" --format json --memory memory2.sqlite --rate 20 draft.md
cite http://a.test/cookie/give http://a.test/page/{1,2,3} http://b.test/page/{1,2,3} http://c.test/page/{1,2,3} \
	http://sub.a.test/page/1 'http://b.test/cookie/for?a.test' 'http://b.test/cookie/for?test'
links "${leads[@]}" --format json --memory memory2.sqlite --rate 20 draft.md
grep 'Cookie: ' fault.log | awk -F'\t' '$5 != "a.test" || !/secret=of-this-host/' >leaked
[ ! -s leaked ] || bad "a cookie went astray: $(cat leaked)"
grep -q 'a.test.*Cookie: secret=of-this-host' fault.log || bad "a cookie was not kept within the run"
! grep -a of-this-host memory2.sqlite* out || bad "a cookie was written down"

# Nothing says where the reader was; the name is honest.
! grep -iE 'Referer:|From:|X-Curl|Mozilla' fault.log || bad "more was said than needed"
[ "$(grep -c 'User-Agent: footfault/' fault.log)" = "$(asked fault)" ] || bad "not always the honest name"
exit $failed
