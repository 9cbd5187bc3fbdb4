#!/usr/bin/env bash
# usage: asking.sh FOOTFAULT TOOLS PROGRAMS FOLDER [ROUNDS]: how fast addresses are asked, beside curl, and
# linkchecker and linkinator where they are installed. TOOLS has "asking", PROGRAMS the fault server.
set -euo pipefail
bench=$(cd -- "$(dirname -- "$0")" && pwd)
tools=$2 rounds=${5:-5} count=2000 hosts=200
# shellcheck source=../link/lib.sh
source "$bench/../link/lib.sh" "$1" "$3" "$4"

# A page of a usual size, its words other in each.
page() {
	printf '<!DOCTYPE html><html lang="en"><head><title>Report %d</title></head><body><h1>Report %d</h1>\n' "$1" "$1"
	for paragraph in 1 2 3 4 5 6 7 8; do
		printf '<p id="p%d">Paragraph %d of report %d: the Committee noted, at its meeting %d, that the State ' \
			$paragraph $paragraph "$1" $((paragraph * 31 + $1))
		printf 'party had taken measure %d to give effect to recommendation %d.</p>\n' $((paragraph * $1)) \
			$((paragraph + $1 * 7))
	done
	echo '</body></html>'
}

# Static pages by nginx, with the header by which linkchecker may ask faster.
serve_pages() {
	mkdir -p pages/r
	for ((i = 1; i <= count; i++)); do page $i >pages/r/$i.html; done
	for ((i = 1; i <= count; i++)); do echo "<p><a href=\"/r/$i.html\">$i</a></p>"; done >pages/all.html
	static=$(free_port)
	cat >pages.conf <<-TEXT
		daemon off; worker_processes 1; pid $work/pages.pid; error_log $work/pages.log;
		events { worker_connections 4096; }
		http {
			access_log off; types { text/html html; }
			client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/fastcgi;
			uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
			server {
				listen 127.0.0.1:$static backlog=4096; root $work/pages; keepalive_requests 100000;
				add_header LinkChecker yes;
			}
		}
	TEXT
	nginx -p "$work" -c "$work/pages.conf" 2>pages.start &
	pids+=($!)
	until [ -s pages.pid ]; do
		kill -0 "${pids[-1]}" || { cat pages.start >&2; exit 1; }
		sleep 0.05
	done
}

one_host() {
	for ((i = 1; i <= count; i++)); do echo "http://127.0.0.1:$static/r/$i.html"; done >one.txt
	sed 's/.*/See <&>.\n/' one.txt >one.md
	sed 's/.*/url = "&"\noutput = "\/dev\/null"/' one.txt >one.curl
	printf '[checking]\nmaxrequestspersecond=100000\nthreads=50\n[filtering]\nignorewarnings=url-content-too-large\n' >lc.rc
	{
		printf 'footfault links\t%s links --no-config --memory none --rate 0 --allow-private one.md\n' "$footfault"
		printf 'curl --parallel-max 50\tcurl -s --no-progress-meter --parallel --parallel-max 50 -K one.curl\n'
		printf 'linkchecker\tlinkchecker -f lc.rc --no-robots --no-status --no-warnings -r1 http://127.0.0.1:%d/all.html\n' "$static"
		printf 'linkinator\tlinkinator --silent --concurrency 50 http://127.0.0.1:%d/all.html\n' "$static"
	} >one.rivals
	printf '%d addresses on one host, limits off, medians of %d interleaved runs\n\n' $count "$rounds"
	"$tools/asking" "$rounds" $count one.rivals 2>one.err || { cat one.err >&2; exit 1; }
}

many_hosts() {
	local rate
	serve fault
	for ((i = 0; i < count; i++)); do echo "http://h$((i % hosts)).test/delay/50/$i"; done >many.txt
	sed 's/.*/See <&>.\n/' many.txt >many.md
	sed 's/.*/url = "&"\noutput = "\/dev\/null"/' many.txt >many.curl
	{
		for rate in 0 10 2; do
			printf 'footfault links --rate %d\t%s links --no-config --memory none --rate %d ' $rate "$footfault" $rate
			printf -- '--connect-to ::127.0.0.1:%d many.md\n' "$fault"
		done
		for parallel in 50 300; do
			printf 'curl --parallel-max %d\tcurl -s --no-progress-meter --parallel --parallel-max %d ' $parallel $parallel
			printf -- '--connect-to ::127.0.0.1:%d -K many.curl\n' "$fault"
		done
	} >many.rivals
	printf '%d addresses on %d hosts, 50 ms an answer, medians of 3 interleaved runs\n\n' $count $hosts
	"$tools/asking" 3 $count many.rivals 2>many.err || { cat many.err >&2; exit 1; }
}

serve_pages
one_host
many_hosts
