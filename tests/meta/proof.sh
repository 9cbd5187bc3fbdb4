#!/usr/bin/env bash
# The other scripts of this folder can fail: each is run on a tree with one thing broken, and
# must say so in the words given here.
set -euo pipefail
meta=$(cd -- "$(dirname -- "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failed=0

# breaks SCRIPT FILE TEXT WORDS: with TEXT as FILE, SCRIPT must fail and print WORDS.
breaks() {
	local said code=0
	rm -rf "${tree:?}"/*
	mkdir -p "$tree/src/base" "$tree/tests" "$tree/$(dirname "$2")"
	printf '/*\n * A sound header.\n */\n' >"$tree/src/base/sound.h"
	printf '#include "base/sound.h"\n\nvoid f(void)\n{\n}\n' >"$tree/src/base/sound.c"
	"$meta/$1.sh" "$tree" >/dev/null || {
		echo "$1.sh: fails on a sound tree"
		failed=1
	}
	printf '%b' "$3" >"$tree/$2"
	said=$("$meta/$1.sh" "$tree" 2>&1) || code=$?
	if [ $code = 0 ] || [[ $said != *"$4"* ]]; then
		printf '%s.sh: exit %s instead of a failure that says "%s":\n%s\n' "$1" $code "$4" "$said"
		failed=1
	fi
}

breaks layers src/base/up.c '#include "check/check.h"\n' 'base stands below check'
breaks layers src/cite/up.c '#include "check/check.h"\n' 'cite stands below check'
breaks layers src/link/up.c '#include "check/check.h"\n' 'link stands below check'
breaks layers src/fix/side.c '#include "report/report.h"\n' 'fix and report are siblings'
breaks layers src/symbol/doc.c '#include "doc/document.h"\n' 'knows strings only'
breaks layers src/cli/rulec.c '#include "rulec/rulec.h"\n' 'nothing uses it'
breaks layers src/odd/odd.c '#include "base/sound.h"\n' 'no such floor: odd'
breaks layers src/read/net.c '#include <curl/curl.h>\n' 'only link/ may use it'
breaks functions src/base/long.c "void f(void)\\n{\\n$(printf '\\n%.0s' {1..78})}\\n" 'of 81 lines'
breaks functions src/base/bare.h '#ifndef BARE_H\n#define BARE_H\n#endif\n' 'opens with its contract'
breaks words src/base/word.c "/* see ..$(printf /)shared/DESIGN */\\n" word.c:1
breaks words src/base/word.c "/* in $(printf /)work/main */\\n" word.c:1
if command -v clang-format >/dev/null; then
	cp "$meta/../../.clang-format" "$tree/"
	breaks format src/base/odd.c 'int  x ;\n' odd.c:1
fi
exit $failed
