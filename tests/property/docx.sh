#!/usr/bin/env bash
# usage: docx.sh FOOTFAULT ZIP_FOLDER DOCX_MAKE DOCX_WRITTEN COUNT FOLDER...: what holds of fixes of
# Word files, unpacked in folders or made from COUNT seeds, with the safe fixes and with all:
#   with changes rejected the text is the original's; with changes accepted that of --accept;
#   a second fix adds nothing, neither to the tracked file nor to the plain one;
#   each finding that is left has a comment; and what docx_written says.
set -euo pipefail
footfault=$1 zip_folder=$2 docx_make=$3 docx_written=$4 count=$5
shift 5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1700000000
failed=0 fixed=0 comments=0

bad() {
	printf '%s\n' "$1: $2" >&2
	failed=1
}

# number WORD TEXT: the number before WORD, or 0.
number() {
	grep -oE "[0-9]+ $1" <<<"$2" | grep -oE '[0-9]+' || echo 0
}

# What is said of the fixes of a file must fit together.
told() {
	local left added
	left=$(number left "$2")
	added=$(number 'comments? added' "$2")
	[ "$left" = "$added" ] || bad "$1" "$left findings left, $added comments"
	fixed=$((fixed + $(number fixed "$2")))
	comments=$((comments + added))
}

holds() {
	local name=$1 option=$2 said
	cd "$work"
	rm -f tracked.docx plain.docx again.docx
	said=$("$footfault" fix --no-config $option -o tracked.docx draft.docx 2>&1) ||
		{ bad "$name" "$said" && return; }
	told "$name" "$said"
	"$footfault" fix --no-config $option -q --accept -o plain.docx draft.docx || bad "$name" "no plain file"
	"$docx_written" draft.docx tracked.docx || bad "$name" "is not what it should be"
	cmp <("$footfault" text --changes original draft.docx) \
		<("$footfault" text --changes original tracked.docx) || bad "$name" "not the original any more"
	cmp <("$footfault" text plain.docx) <("$footfault" text tracked.docx) || bad "$name" "not what is accepted"
	"$footfault" fix --no-config $option -q -o again.docx tracked.docx
	cmp tracked.docx again.docx || bad "$name" "a second fix adds to it"
	"$footfault" fix --no-config $option -q --accept -o again.docx plain.docx
	cmp plain.docx again.docx || bad "$name" "a second plain fix adds to it"
	cd - >/dev/null
}

for folder in "$@"; do
	"$zip_folder" "$folder" "$work/draft.docx"
	holds "$folder" ""
	holds "$folder" --suggested
done
for ((seed = 1; seed <= count; seed++)); do
	"$docx_make" "$seed" "$work/draft.docx"
	holds "seed $seed" ""
	holds "seed $seed, --suggested" --suggested
done
echo "$# folders, $count seeds: $fixed fixes, $comments comments"
[ $fixed -gt 0 ] && [ $comments -gt 0 ] || failed=1
exit $failed
