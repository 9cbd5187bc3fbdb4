#!/usr/bin/env bash
# options.sh FOOTFAULT ROOT: commands, options and what --help and README say of them are the same.
set -euo pipefail
footfault=${1:?usage: options.sh FOOTFAULT ROOT}
cd "${2:?usage: options.sh FOOTFAULT ROOT}"
failed=0

# each LIST TEXT WHERE: every word of LIST is a word of TEXT.
each() {
	local word
	for word in $1; do
		grep -qwF -- "$word" <<<"$2" || {
			echo "$word: not in $3"
			failed=1
		}
	done
}

commands=$(sed -n 's/^COMMAND(\(.*\))$/\1/p' src/cli/commands.def)
each "$commands" "$("$footfault" --help)" "footfault --help"
for command in $commands; do
	help+=$("$footfault" "$command" --help)$'\n'
done
# Names in the tables of options: a line that begins {"name", 'x', OPTION_KIND
options=$(sed -nE 's/^\t\{"([a-z-]+)", .*OPTION_[A-Z]+,.*/--\1/p' src/cli/*.c | sort -u)
each "$options" "$help" "the --help of any command"
each "$(grep -oE -- '--[a-z]+(-[a-z]+)*' <<<"$help" | sort -u)" "$options" "the tables of src/cli"

# What the README and the manual page say of footfault exists. Options of other programs stand on
# lines that name the program.
for text in README.md footfault.1; do
	[ -e $text ] || continue
	said=$(grep -E 'footfault|^\|' $text | grep -vE 'cmake|\./dev|apt-get' |
		grep -oE -- '(^|[^[:alnum:]-])--[a-z]+(-[a-z]+)*' | grep -oE -- '--.*' | sort -u)
	each "$said" "$help --version" "the --help of any command, but in $text"
done
[ -n "$options" ] && exit $failed
