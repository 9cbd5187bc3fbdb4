#!/usr/bin/env bash
# usage: forbidden.sh FOOTFAULT PROGRAMS FOLDER: nothing opens a connection to this machine or its network, in whichever
# spelling, by name, by redirect or by a page; --allow-private does.
# shellcheck source=lib.sh
source "$(dirname -- "$0")/lib.sh"
serve fault
serve decoy
mapfile -t leads < <(to "$fault" a.test b.test)

spellings=(127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 127.0.0.1. localhost
	LOCALHOST localhost. any.localhost 0.0.0.0 0 '[::1]' '[::]' '[::ffff:127.0.0.1]' '[::ffff:7f00:1]' '[::127.0.0.1]'
	'[64:ff9b::127.0.0.1]' '127。0。0。1' '１２７.0.0.1' '①②⑦.0.0.1' 127.0.0.1%2e 127%2e0%2e0%2e1 user@127.0.0.1
	a.test@127.0.0.1 "$(uname -n)")
addresses=()
for host in "${spellings[@]}"; do
	# Nobody listens at some of them: that they are refused is said all the same.
	addresses+=("http://$host:$decoy/page/x" "https://$host:$decoy/page/x"
		"http://a.test/to/302?http://$host:$decoy/page/x" "http://a.test/refresh?http://$host:$decoy/page/x")
done
cite "${addresses[@]}"
links "${leads[@]}" --format json --memory none --rate 0 draft.md
[ $code -le 1 ] || bad "exit $code: $(cat err)"
[ ! -s decoy.log ] || bad "this machine was asked: $(cat decoy.log)"
for host in "${spellings[@]:0:25}"; do
	for address in "http://$host:$decoy/page/x" "http://a.test/to/302?http://$host:$decoy/page/x"; do
		[[ $(field "$address" verdict) =~ ^(refused|malformed)$ ]] ||
			bad "$address: $(field "$address" verdict) ($(field "$address" why))"
	done
done

# Other schemes and ports, from an address that may be asked.
others=("ftp://127.0.0.1:$decoy/" "gopher://127.0.0.1:$decoy/_GET" "dict://127.0.0.1:$decoy/d:x" file:///etc/passwd
	"telnet://127.0.0.1:$decoy" "ldap://127.0.0.1:$decoy" "smb://127.0.0.1:$decoy/x" 'javascript:alert(1)' 'data:text/html,x'
	"tftp://127.0.0.1:$decoy/x" "ws://127.0.0.1:$decoy/" http://b.test:22/ http://b.test:25/ http://b.test:6379/
	"http:///page/x" "http://127.0.0.1:$decoy\\@b.test/" "http://b.test#@127.0.0.1:$decoy/")
addresses=()
for other in "${others[@]}"; do addresses+=("http://a.test/to/302?$other" "http://a.test/refresh?$other"); done
cite "${others[@]:0:4}" "${addresses[@]}"
mapfile -t leads < <(to "$fault" a.test b.test:80)
links "${leads[@]}" --format json --memory none --rate 0 draft.md
[ $code -le 1 ] || bad "exit $code: $(cat err)"
[ ! -s decoy.log ] || bad "this machine was asked: $(cat decoy.log)"
! grep -q 'root:' out || bad "a file was read"
says 'http://a.test/to/302?file:///etc/passwd' refused
says 'http://a.test/to/302?http://b.test:22/' refused

# Only the mapped port of a mapped host is led elsewhere, and by hand one may allow the rest.
cite "http://127.0.0.1:$decoy/page/x"
links --format json --memory none --rate 0 --allow-private draft.md
says "http://127.0.0.1:$decoy/page/x" ok
[ "$(asked decoy /page/x)" = 1 ] || bad "--allow-private does not allow it"
exit $failed
