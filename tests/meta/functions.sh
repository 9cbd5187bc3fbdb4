#!/usr/bin/env bash
# No function of src/ is longer than 80 lines, and every header opens with its contract,
# a comment.
set -euo pipefail
cd "${1:?usage: functions.sh ROOT}"

# shellcheck disable=SC2016 # the dollars are awk's
find src -name '*.[ch]' | sort | xargs awk '
function bad(line, why) {
	printf "%s:%d: %s\n", FILENAME, line, why
	failed = 1
}
FNR == 1 {
	begin = 0
	if (FILENAME ~ /\.h$/ && $0 !~ /^\/\*/)
		bad(1, "a header opens with its contract")
}
# A definition starts at the margin, ends with a lone brace and holds a body: Linux style.
/^[A-Za-z_]/ && !begin { begin = FNR }
/;$/ && !body          { begin = 0 }
/^\{$/                 { body = 1 }
/^\}$/ {
	if (body && begin) {
		functions++
		if (FNR - begin + 1 > 80)
			bad(begin, "a function of " FNR - begin + 1 " lines")
	}
	begin = body = 0
}
/^\};/ { begin = body = 0 }
END {
	printf "%d functions\n", functions
	exit failed || !functions
}'
