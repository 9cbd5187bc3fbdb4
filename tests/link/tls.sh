#!/usr/bin/env bash
# usage: tls.sh FOOTFAULT PROGRAMS FOLDER: certificates are checked, never off; HTTP/2 is spoken where it is, with the same
# verdicts.
# shellcheck source=lib.sh
source "$(dirname -- "$0")/lib.sh"
table=$here/tls.txt
serve fault
serve_tls "$fault"
"$programs/verdicts" --document "$table" >draft.md

# Who is led where: "plain" speaks no TLS at its port, "tls" does at that of HTTP.
leads=()
while IFS=: read -r host port; do
	case $host:$port in
	h1.good.test:443) to=$h1 ;;
	old.good.test:443) to=$old ;;
	plain.good.test:443 | up.good.test:80 | www.good.test:80) to=$fault ;;
	*) to=$h2 ;;
	esac
	leads+=(--connect-to "$host:$port:127.0.0.1:$to")
done < <("$programs/verdicts" --hosts "$table")

links "${leads[@]}" --ca-file "$here/tls/ca.pem" --format json --memory none --rate 0 --timeout 2 draft.md
[ $code -le 1 ] || bad "exit $code: $(cat err)"
"$programs/verdicts" "$table" out || bad "verdicts are wrong"
grep -qP '^HTTP/2.0\tGET\twww.good.test\t/page/x\t200' access.log || bad "HTTP/2 was not spoken"
grep -qP '^HTTP/1.1\tGET\th1.good.test\t/page/x\t200' access.log || bad "HTTP/1.1 was not spoken"
! cut -f5 fault.log | grep -E '^(expired|future|wrong|self|stranger|middle)' || bad "asked in spite of the certificate"

# Without that file of certificates nobody is trusted.
cite https://www.good.test/page/x
links "${leads[@]}" --format json --memory none --rate 0 draft.md
says https://www.good.test/page/x tls

# Many at once to one host, by few connections.
cite https://www.good.test/page/many-{1..200}
: >access.log
links "${leads[@]}" --ca-file "$here/tls/ca.pem" --format json --memory none --rate 0 draft.md
[ "$("$programs/verdicts" --list out | grep -c '^ok')" = 200 ] || bad "not all of 200 over HTTP/2 are ok"
exit $failed
