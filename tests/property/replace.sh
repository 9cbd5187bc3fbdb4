#!/usr/bin/env bash
# usage: replace.sh FOOTFAULT: a file that is fixed in place is replaced whole or not at all.
set -euo pipefail
footfault=$1
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
failed=0

bad() {
	printf '%s\n' "$1" >&2
	failed=1
}

wrong='The Committee met.[^1]\n\n[^1]: CAT/C/KAZ/CO/4, para.5.\n'
right='The Committee met.[^1]\n\n[^1]: CAT/C/KAZ/CO/4, para. 5.\n'

printf "$wrong" >draft.md
chmod 640 draft.md
"$footfault" fix -q draft.md
[ "$(stat -c %a draft.md)" = 640 ] || bad "permissions are lost"
cmp -s draft.md <(printf "$right") || bad "not fixed in place"

printf "$wrong" >real.md
ln -s real.md link.md
"$footfault" fix -q link.md
[ -L link.md ] || bad "a link became a file"
cmp -s real.md <(printf "$right") || bad "what the link names is not fixed"

printf "$wrong" >in.md
"$footfault" fix -q -o out.md in.md
cmp -s in.md <(printf "$wrong") || bad "-o changed the file itself"
cmp -s out.md <(printf "$right") || bad "-o wrote something else"
printf "$wrong" | "$footfault" fix -q --stdin-name a.md - | cmp -s - <(printf "$right") ||
	bad "standard input is not fixed to standard output"

# No room: the write fails in the middle, the file stays, nothing is left beside it.
{
	printf "$wrong"
	head -c 200000 /dev/zero | tr '\0' 'a'
} >big.md
cp big.md before.md
(
	trap '' XFSZ
	ulimit -f 64
	"$footfault" fix -q big.md 2>message
) && bad "a full disk is no failure"
cmp -s big.md before.md || bad "a full disk cost the file"
grep -q 'big.md: cannot be written' message || bad "a full disk is not told"
# Killed in the middle: the same.
(
	ulimit -f 64
	"$footfault" fix -q big.md
) 2>/dev/null && bad "it was not killed"
cmp -s big.md before.md || bad "being killed cost the file"

printf "$wrong" >same.md
cp same.md kept.md
"$footfault" fix -q --diff same.md >/dev/null
cmp -s same.md kept.md || bad "--diff changed the file"
"$footfault" fix -q -o x.md same.md kept.md 2>message && bad "-o took two files"
grep -q 'takes one file' message || bad "two files for -o: no message"

exit $failed
