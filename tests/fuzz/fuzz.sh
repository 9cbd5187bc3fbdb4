#!/usr/bin/env bash
# fuzz.sh BUILD SECONDS: every fuzz target for so long. What it finds stays in
# BUILD/found/TARGET; move it to fixtures/fuzz/TARGET, under a name that says what it is,
# together with the mend.
set -euo pipefail
build=${1:?usage: fuzz.sh BUILD SECONDS} seconds=${2:?usage: fuzz.sh BUILD SECONDS}
fixtures=$(cd -- "$(dirname -- "$0")/../../fixtures" && pwd)
failed=0

# What Word files are made of, for what reads and writes them.
dictionary=$build/found/docx.dict
mkdir -p "$build/found"
sed -nE 's/^TAG\(W, (.*)\)$/"<w:\1>"\n"<\/w:\1>"\n"<w:\1\/>"/p' \
	"$fixtures/../src/read/xml_tags.def" >"$dictionary"

# Golden cases to begin with: as files, and as parts (tests/fuzz/word.h).
mkdir -p "$build"/corpus/{docx,docx_fix,package}
for folder in "$fixtures"/docx/*/input.docx/; do
	name=$(basename "$(dirname "$folder")")
	"$build/tests/zip_folder" "$folder" "$build/corpus/package/$name"
	for part in document footnotes endnotes styles numbering settings comments; do
		cat "$folder/word/$part.xml" 2>/dev/null || :
		echo %%
	done >"$build/corpus/docx/$name"
	cp "$build/corpus/docx/$name" "$build/corpus/docx_fix"
done

for what in "$fixtures"/fuzz/*/; do
	what=$(basename "$what")
	found=$build/found/$what
	mkdir -p "$build/corpus/$what" "$found"
	echo "== $what"
	options=()
	[[ $what != docx* ]] || options=(-dict="$dictionary")
	if "$build/tests/fuzz/fuzz_$what" -max_total_time="$seconds" -timeout=20 -max_len=65536 \
		-rss_limit_mb=4096 "${options[@]}" -artifact_prefix="$found/" -print_final_stats=1 \
		"$build/corpus/$what" "$fixtures/fuzz/$what" "$fixtures"/documents/* \
		>"$found/log.txt" 2>&1; then
		grep -E 'stat::(number_of_executed|average_exec)' "$found/log.txt"
	else
		tail -n 40 "$found/log.txt"
		failed=1
	fi
done
exit $failed
