#!/usr/bin/env bash
# usage: proxy.sh FOOTFAULT PROGRAMS FOLDER: proxies of the environment are used, with what must not be asked judged by name;
# the report says so.
# shellcheck source=lib.sh
source "$(dirname -- "$0")/lib.sh"
serve proxy
serve direct
addresses=(http://news.test/page/x 'http://news.test/to/302?http://other.test/page/y' http://127.0.0.1/page/x http://10.1.2.3/page/x
	http://localhost/page/x 'http://[::1]/page/x' http://2130706433/page/x http://printer.local/page/x http://news.test:22/
	http://169.254.169.254/latest/meta-data/ http://metadata.google.internal/x 'http://news.test/to/302?http://192.168.0.1/x')
cite "${addresses[@]}" http://direct.test/page/x
mapfile -t leads < <(to "$direct" direct.test)
http_proxy=http://127.0.0.1:$proxy no_proxy=direct.test links "${leads[@]}" --format json --memory none --rate 0 draft.md
[ $code -le 1 ] || bad "exit $code: $(cat err)"
says http://news.test/page/x ok
says 'http://news.test/to/302?http://other.test/page/y' moved
for address in "${addresses[@]:2}"; do
	[[ $(field "$address" verdict) =~ ^(refused|malformed)$ ]] || bad "$address: $(field "$address" verdict)"
done
[ "$(cut -f5 proxy.log | grep -c other.test)" -ge 1 ] || bad "the proxy was not asked"
! cut -f5 proxy.log | grep -E '^(127|10|192|169|2130|localhost|printer|metadata|\[)' || bad "a private name went to the proxy"
! awk -F'\t' '$5 == "direct.test"' proxy.log | grep . || bad "no_proxy does not count"
says http://direct.test/page/x ok
grep -qi proxy out || bad "the report does not own to the proxy"
[ "$(field http://news.test/page/x by_name)" = true ] || bad "by_name is not said"
[ "$(field http://direct.test/page/x by_name)" = false ] || bad "by_name is said of what was asked directly"

# A program that serves web pages sets HTTP_PROXY from a header of who asks it (CVE-2016-5385): not this one.
: >proxy.log
mapfile -t leads < <(to "$direct" news.test)
cite http://news.test/page/z
HTTP_PROXY=http://127.0.0.1:$proxy links "${leads[@]}" --format json --memory none --rate 0 draft.md
[ "$(asked proxy)" = 0 ] || bad "HTTP_PROXY in capitals counts"

# A proxy that is not there is no fault of the address.
cite http://news.test/page/x
http_proxy=http://127.0.0.1:$(free_port) links --format json --memory none --rate 0 --timeout 1 draft.md
[[ $(field http://news.test/page/x verdict) != @(ok|gone|dns|moved*|soft-404) ]] || bad "without its proxy: $(field http://news.test/page/x verdict)"

# TLS goes through as it is.
if command -v nginx >/dev/null; then
	serve fault
	serve_tls "$fault"
	serve tunnel --tunnel-to "$h2"
	cite https://www.good.test/page/x https://expired.test/page/x https://127.0.0.1/page/x
	SSL_CERT_FILE=$here/tls/ca.pem https_proxy=http://127.0.0.1:$tunnel \
		links --format json --memory none --rate 0 --ca-file "$here/tls/ca.pem" draft.md
	says https://www.good.test/page/x ok
	says https://expired.test/page/x tls expired
	says https://127.0.0.1/page/x refused
	[ "$(asked tunnel CONNECT)" -ge 2 ] || bad "not asked through the tunnel"
	! grep -F 127.0.0.1: tunnel.log || bad "the proxy was asked for a private address"
fi
exit $failed
