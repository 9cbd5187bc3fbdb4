#!/usr/bin/env bash
# usage: robots.sh FOOTFAULT PROGRAMS FOLDER: robots.txt is obeyed where rules/hosts.json says so, and hosts never to be asked
# are not.
# shellcheck source=lib.sh
source "$(dirname -- "$0")/lib.sh"
site=iris.who.int

run() {
	mapfile -t leads < <(to "$fault" $site digitallibrary.un.org a.test)
	links "${leads[@]}" --format json --memory none --rate 0 draft.md
	[ $code -le 1 ] || bad "exit $code: $(cat err)"
}
cite http://$site/page/{open,1,2,3} http://$site/page/shut http://$site/page/shut/deep http://a.test/page/shut \
	http://digitallibrary.un.org/record/1 "http://a.test/to/302?http://$site/page/shut" \
	'http://a.test/to/302?http://digitallibrary.un.org/record/1'

printf 'User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /page/shut\n' >robots.txt
serve fault --robots robots.txt
run
says http://$site/page/open ok
says http://$site/page/shut refused robots.txt
says http://$site/page/shut/deep refused robots.txt
says http://a.test/page/shut ok
says "http://a.test/to/302?http://$site/page/shut" refused robots.txt
says http://digitallibrary.un.org/record/1 refused
says 'http://a.test/to/302?http://digitallibrary.un.org/record/1' refused
[ "$(awk -F'\t' -v s=$site '$5 == s && $6 == "/robots.txt"' fault.log | wc -l)" = 1 ] || bad "robots.txt not asked once"
[ "$(awk -F'\t' -v s=$site '$5 == s { print $6; exit }' fault.log)" = /robots.txt ] || bad "robots.txt is not first"
[ "$(awk -F'\t' -v s=$site '$5 == s && $6 ~ /shut/' fault.log | wc -l)" = 0 ] || bad "the forbidden was asked"
! cut -f5 fault.log | grep digitallibrary || bad "a host never to be asked was asked"
[ "$(awk -F'\t' '$5 == "a.test" && $6 == "/robots.txt"' fault.log | wc -l)" = 0 ] || bad "robots.txt of any host was asked"

# Our own name counts before "*".
printf 'User-agent: *\nDisallow: /\n\nUser-agent: footfault\nDisallow: /page/shut\n' >robots.txt
serve fault --robots robots.txt
run
says http://$site/page/open ok
says http://$site/page/shut refused robots.txt

# There is none: all is open. It cannot be had: nothing is (RFC 9309, 2.3.1.3 and 2.3.1.4).
serve fault
run
says http://$site/page/shut ok
echo 503 >robots.txt
serve fault --robots robots.txt
run
says http://$site/page/open refused robots.txt
[ "$(awk -F'\t' -v s=$site '$5 == s && $6 != "/robots.txt"' fault.log | wc -l)" = 0 ] || bad "asked without robots.txt"
exit $failed
