#!/usr/bin/env bash
# Reads every #include of src/ and fails on one that breaks the floors: a file includes its
# own floor and those below it, never upward, and siblings never one another.
set -euo pipefail
cd "${1:?usage: layers.sh ROOT}"

# shellcheck disable=SC2016 # the dollars are awk's
find src -name '*.[ch]' -o -name '*.def' | sort | xargs awk '
BEGIN {
	# From the ground up. Those on one line are siblings.
	n = split("base|doc|symbol|read|cite|link|check|report fix serve|footfault|cli|main", row, "|")
	for (i = 1; i <= n; i++) {
		m = split(row[i], name, " ")
		for (k = 1; k <= m; k++)
			height[name[k]] = i
	}
	# Beyond the order of the floors.
	never["symbol doc"] = "symbol/ knows strings only"
	# The rule compiler is linked with base alone, so that of other floors it can use only what
	# declares the tables it writes.
	height["rulec"] = n + 1
	# What reaches the outside world is named by one floor.
	only["curl/"] = only["sqlite3.h"] = only["sys/socket.h"] = only["netdb.h"] = "link"
	# What takes files apart that are no text.
	only["expat.h"] = "read"
	only["zip.h"] = "read fix"
}
function floor_of(path,   part, n) {
	n = split(path, part, "/")
	if (n == 1)
		sub(/\.[ch]$/, "", part[1])
	return part[1]
}
function bad(why) {
	printf "%s:%d: %s: %s\n", FILENAME, FNR, $0, why
	failed = 1
}
FNR == 1 {
	files++
	own = floor_of(substr(FILENAME, 5))
	if (!(own in height)) {
		bad("no such floor: " own)
		height[own] = 0
	}
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, quoted, "\"")
	if (index(quoted[2], "..")) {
		bad("say the floor, not the way to it")
		next
	}
	# A name without a folder is a table of the same folder or one that the build made.
	other = index(quoted[2], "/") || quoted[2] == "footfault.h" ? floor_of(quoted[2]) : own
	includes++
	if (own == other)
		next
	if (!(other in height))
		bad("no such floor: " other)
	else if (other == "rulec")
		bad("the rule compiler is a program of the build, nothing uses it")
	else if (height[other] > height[own])
		bad(own " stands below " other)
	else if (height[other] == height[own])
		bad(own " and " other " are siblings")
	else if ((own " " other) in never)
		bad(never[own " " other])
}
/^[ \t]*#[ \t]*include[ \t]*</ {
	for (header in only)
		if (index($0, "<" header) && !index(" " only[header] " ", " " own " "))
			bad("only " only[header] "/ may use it")
}
END {
	printf "%d files, %d includes between them\n", files, includes
	exit failed || !includes
}'
