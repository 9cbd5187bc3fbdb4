#!/usr/bin/env bash
# Golden cases: every folder below FIXTURES that holds input.* or args. Its name is a sentence.
#
#   input.*, input/   what is checked; several files are given in the order of their names;
#                     a folder input.docx/ is packed first, and the case played in a copy
#   args              one command a line, as in a shell; {} stands for the input
#                     (without the file: check {} --format line), a variable before it or
#                     not; "part OLD NEW NAME" shows how a part of two packages differs
#   expected.txt      all that each command prints, then a line "exit N"
#
# Commands run in the folder itself. UPDATE=1 rewrites expected.txt.
set -euo pipefail
footfault=$(readlink -f -- "${1:?usage: golden.sh FOOTFAULT FIXTURES}")
cd "$2"
export LC_ALL=C
unset NO_COLOR

# Beside the program that is tested.
zip_folder=$(dirname "$footfault")/tests/zip_folder
part_of=$(dirname "$footfault")/tests/part_of
packed=$(mktemp -d)
trap 'rm -rf "$packed"' EXIT

# Called by the lines of args.
# shellcheck disable=SC2317
footfault() {
	"$footfault" "$@"
}
# shellcheck disable=SC2317
part() {
	diff --strip-trailing-cr <("$part_of" "$1" "$3") <("$part_of" "$2" "$3")
}

# Every command of the case in this folder, with its output and status.
play() (
	local inputs=(input*) line folder
	if compgen -G 'input.*/' >/dev/null; then
		rm -rf "${packed:?}"/*
		cp -r . "$packed"
		cd "$packed"
		for folder in input.*/; do
			mv "$folder" unpacked
			"$zip_folder" unpacked "${folder%/}"
			rm -r unpacked
		done
	fi
	[ -e "${inputs[0]}" ] || inputs=()
	while IFS= read -r line || [ -n "$line" ]; do
		local code=0
		[[ $line =~ ^([A-Z_]+=[^ ]*\ )?(part\ )?(.*) ]]
		line="${BASH_REMATCH[1]}${BASH_REMATCH[2]:-footfault }${BASH_REMATCH[3]}"
		eval "${line//\{\}/${inputs[*]}}" </dev/null 2>&1 || code=$?
		echo "exit $code"
	done < <(cat args 2>/dev/null || echo 'check {} --format line')
)

# Case folders; those below an input/ are part of a case.
cases() {
	find . \( -name input -o -name 'input.*' -type d -o -name fuzz \) -prune -o \
		\( -name 'input.*' -o -name args -o -name expected.txt \) -printf '%h\n'
	find . \( -name input -o -name 'input.*' \) -type d -printf '%h\n'
}

count=0 failed=0
while IFS= read -r folder; do
	count=$((count + 1))
	if [ -n "${UPDATE-}" ]; then
		(cd "$folder" && play >expected.new && mv expected.new expected.txt)
	elif ! (cd "$folder" && diff -u --label expected.txt --label now \
		<(cat expected.txt 2>&1) <(play)); then
		echo "^ $2/${folder#./}"
		echo
		failed=$((failed + 1))
	fi
done < <(cases | sort -u)

echo "$count cases, $failed differ"
[ $failed = 0 ] && [ $count -gt 0 ] && exit 0
echo "If the new output is right: ./dev test --update, and say why in the commit."
exit 1
