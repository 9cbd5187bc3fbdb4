#!/usr/bin/env bash
# usage: memory_kill.sh MEMORY_WORK: the memory of links stays whole when those who write to it are
# killed, loses nothing when several share it, and is still quick when it has grown.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$1" kill "$work/killed.sqlite" 100 1
for writers in 2 4; do
	"$1" share "$work/shared.sqlite" $writers 1
done
"$1" grow "$work/grown.sqlite" 100000 10
