#!/usr/bin/env bash
# usage: verdicts.sh FOOTFAULT PROGRAMS FOLDER [RUNS]: on the fault server every verdict is right, and none flaps
# over so many runs (10).
# shellcheck source=lib.sh
source "$(dirname -- "$0")/lib.sh"
runs=${4:-10} table=$here/faults.txt

"$programs/verdicts" --document "$table" >draft.md
mapfile -t hosts < <("$programs/verdicts" --hosts "$table")
# Ports that must not be asked are not led anywhere.
for i in "${!hosts[@]}"; do [[ ${hosts[i]} == *:80 ]] || unset "hosts[i]"; done

for ((run = 1; run <= runs; run++)); do
	serve fault
	mapfile -t leads < <(to "$fault" "${hosts[@]}")
	links "${leads[@]}" --format json --memory none --rate 0 --timeout 1 draft.md
	[ $code -le 1 ] || bad "run $run: exit $code: $(cat err)"
	"$programs/verdicts" "$table" out >wrong || { cat wrong; bad "run $run: verdicts are wrong"; }
	"$programs/verdicts" --list out >said.$run
	cmp said.1 said.$run || bad "run $run differs from the first"
	kill "${pids[-1]}"
	wait "${pids[-1]}" 2>/dev/null || true
	unset 'pids[-1]'
done
cat wrong
exit $failed
