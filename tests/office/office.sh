#!/usr/bin/env bash
# usage: office.sh FOOTFAULT ZIP_FOLDER DOCX_MAKE FODT_LOOK COUNT FOLDER...: Word files that were
# fixed, as LibreOffice sees them, unpacked in folders or made from COUNT seeds:
#   with changes accepted the text is that of --accept, with changes rejected the original's,
#   where nobody else has changed it;
#   each comment that was added is there, with its words; those of others are, too.
set -euo pipefail
footfault=$1 zip_folder=$2 docx_make=$3 fodt_look=$4 count=$5
shift 5
command -v soffice >/dev/null || {
	echo "skipped: soffice is missing; on Debian: apt-get install libreoffice-writer-nogui" >&2
	[ -z "${CI-}" ] && exit 77 || exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0 changes=0 comments=0 names=()

bad() {
	printf '%s\n' "$1: $2" >&2
	failed=1
}

# NAME.docx, fixed in all ways that are compared.
prepare() {
	"$footfault" fix --no-config -q -o "$work/$1.tracked.docx" "$work/$1.docx"
	"$footfault" fix --no-config -q --accept -o "$work/$1.plain.docx" "$work/$1.docx"
	names+=("$1")
}

# All at once: starting costs more than reading.
convert() {
	HOME=$work timeout 400 soffice "-env:UserInstallation=file://$work/profile" --headless \
		--convert-to fodt --outdir "$work" "$work"/*.docx >"$work/log" 2>&1 || cat "$work/log" >&2
}

# look WHAT FILE
look() {
	"$fodt_look" "$1" "$work/$2.fodt"
}

# ours NAME: the comments that footfault has added; others NAME: the rest.
ours() {
	look comments "$1" | grep '^footfault|' | sort || true
}

others() {
	look comments "$1" | grep -v '^footfault|' | sort || true
}

compare() {
	local name=$1 left
	[ -e "$work/$name.tracked.fodt" ] || { bad "$name" "LibreOffice does not open it" && return; }
	diff <(look accepted "$name.plain") <(look accepted "$name.tracked") >&2 ||
		bad "$name" "with changes accepted"
	# Of a deletion in what another has inserted LibreOffice forgets the insertion.
	[[ $name != seed-* ]] || diff <(look rejected "$name") <(look rejected "$name.tracked") >&2 ||
		bad "$name" "with changes rejected"
	left=$("$footfault" check --no-config --format line "$work/$name.tracked.docx" | grep -c . || true)
	[ "$(ours "$name.tracked" | grep -c '/footfault: ')" = "$left" ] ||
		bad "$name" "$left findings, other comments"
	diff <(ours "$name.plain") <(ours "$name.tracked") >&2 || bad "$name" "comments differ"
	diff <(others "$name") <(others "$name.tracked") >&2 || bad "$name" "others' comments differ"
	cmp -s <(look accepted "$name") <(look accepted "$name.tracked") || changes=$((changes + 1))
	comments=$((comments + left))
}

for folder in "$@"; do
	name=$(basename "$(dirname "$folder")")
	"$zip_folder" "$folder" "$work/$name.docx"
	prepare "$name"
done
for ((seed = 1; seed <= count; seed++)); do
	"$docx_make" "$seed" "$work/seed-$seed.docx" untracked
	prepare "seed-$seed"
done
convert
for name in "${names[@]}"; do
	compare "$name"
done
echo "${#names[@]} files, $changes with changes, $comments comments"
[ $changes -gt 0 ] && [ $comments -gt 0 ] || failed=1
exit $failed
