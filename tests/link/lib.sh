# What the tests of this folder share; sourced. They are called with FOOTFAULT, the folder of the built
# programs, and a FOLDER of the test's own in the build, which is emptied.
set -euo pipefail
footfault=$1 programs=$2 work=$3
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
failed=0 pids=()

rm -rf "$work"
mkdir -p "$work/home"
cd "$work"
# Nothing of this machine counts: no proxy, no memory, no configuration.
unset http_proxy https_proxy all_proxy no_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY
export HOME=$work/home XDG_CACHE_HOME=$work/home/.cache

end_all() {
	[ ${#pids[@]} = 0 ] || kill "${pids[@]}" 2>/dev/null || true
	wait
}
trap end_all EXIT

bad() {
	printf 'FAILED: %s\n' "$*" >&2
	failed=1
}

# skip WHY: not in CI.
skip() {
	echo "skipped: $*" >&2
	[ -z "${CI-}" ] && exit 77 || exit 1
}

# serve NAME ARGS...: a fault server; its port is in $NAME, its log in NAME.log.
serve() {
	local name=$1
	shift
	: >"$name.log"
	rm -f "$name.port"
	"$programs/fault_server" --log "$name.log" "$@" >"$name.port" &
	pids+=($!)
	until [ -s "$name.port" ]; do
		kill -0 "${pids[-1]}" || { echo "no fault server" >&2; exit 1; }
		sleep 0.05
	done
	printf -v "$name" %s "$(cat "$name.port")"
}

# A port of 127.0.0.1 on which nobody listens at the moment.
free_port() {
	local pid port
	"$programs/fault_server" >free.port &
	pid=$!
	until [ -s free.port ]; do sleep 0.05; done
	port=$(cat free.port)
	kill $pid
	wait $pid 2>/dev/null || true
	rm free.port
	echo "$port"
}

# serve_tls FAULT: nginx before that fault server; its ports are in $h2, $h1 and $old. Another program
# may take a free port before nginx does: then others are tried.
serve_tls() {
	command -v nginx >/dev/null || skip "nginx is missing: TLS and HTTP/2 were not tested"
	for _ in 1 2 3 4 5; do
		h2=$(free_port) h1=$(free_port) old=$(free_port)
		sed -e "s|WORK|$work|g; s|TLS/|$here/tls/|g; s|:H2|:$h2|; s|:H1|:$h1|; s|:OLD|:$old|; s|:FAULT|:$1|" \
			"$here/tls/nginx.conf" >nginx.conf
		nginx -p "$work" -c "$work/nginx.conf" 2>nginx.start &
		pids+=($!)
		until [ -s nginx.pid ] || ! kill -0 "${pids[-1]}" 2>/dev/null; do sleep 0.05; done
		[ ! -s nginx.pid ] || return 0
	done
	cat nginx.start >&2
	echo "nginx does not start" >&2
	exit 1
}

# links ARGS...: the command, with its exit status in $code, its output in "out", errors in "err".
links() {
	code=0
	"$footfault" links --no-config "$@" >out 2>err || code=$?
	! grep -qE 'Sanitizer|runtime error' err || { head -40 err >&2; bad "a sanitizer speaks"; }
}

# to PORT HOST...: options that lead those hosts (port 80) to that port of 127.0.0.1.
to() {
	local port=$1 host
	shift
	for host; do
		[[ $host == *:* ]] || host+=:80
		printf '%s\n' --connect-to "$host:127.0.0.1:$port"
	done
}

# cite ADDRESS...: the document draft.md that cites them.
cite() {
	printf 'See <%s>.\n\n' "$@" >draft.md
}

# The verdict of an address in "out" (JSON), and what stands behind a key.
verdict() {
	field "$1" verdict
}

field() {
	"$programs/verdicts" --field "$1" "$2" out
}

# says ADDRESS VERDICT [WORDS]: "out" says so.
says() {
	local is why
	is=$(field "$1" verdict) why=$(field "$1" why)
	[ "$is" = "$2" ] && [[ $why == *"${3-}"* ]] || bad "$1: $is ($why), wanted $2 ${3+($3)}"
}

# asked NAME [WORDS]: how many requests that server had, whose line in the log has these words.
asked() {
	grep -c -- "${2-}" "$1.log" || true
}
