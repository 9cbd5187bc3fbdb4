#!/usr/bin/env bash
# links.sh MADE_LINKS: the page of the link report in a real browser: filters and sorting change what
# is shown, by the address and by hand; without a script all rows are there; nothing is loaded, and
# markup of documents is text.
set -euo pipefail
made=${1:?usage: links.sh MADE_LINKS}
command -v chromium >/dev/null || {
	echo "skipped: chromium is missing" >&2
	[ -z "${CI-}" ] && exit 77 || exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# dom FILE [HASH]: the page as it stands after its script.
dom() {
	HOME=$work chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" \
		--disable-background-networking --dump-dom "file://$work/$1${2-}" 2>"$work/said" || {
		cat "$work/said" >&2
		return 1
	}
}

# Of the page on standard input: the rows that are shown, one a line, with their data.
rows() {
	grep -o '<tr role="row"[^>]*data-group[^>]*>' | grep -v ' hidden' || true
}

# One field of rows.
field() {
	grep -o "data-$1=\"[^\"]*\"" | cut -d'"' -f2 || true
}

# same WHAT EXPECTED FOUND
same() {
	diff --label expected --label shown -u <(echo "$2") <(echo "$3") >"$work/differ" && return
	echo "$1:"
	head -20 "$work/differ"
	failed=1
}

# says PAGE MARKUP
says() {
	grep -qF "$2" <<<"$1" && return
	echo "the page has no $2, but $(grep -o '<title>.*</title>' <<<"$1")"
	failed=1
}

"$made" 200 3 >"$work/page.html"
all=$(rows <"$work/page.html")
[ "$(wc -l <<<"$all")" = 200 ] || {
	echo "the page has not 200 rows"
	exit 1
}

# ---- by the part of the address behind "#" ----

same "no filter" "$all" "$(dom page.html | rows)"

found=$(dom page.html '#verdict=gone&sort=host' | rows)
same "the verdict, sorted by host" \
	"$(grep 'data-verdict="gone"' <<<"$all" | field host | LC_ALL=C sort)" "$(field host <<<"$found")"
same "only that verdict" gone "$(field verdict <<<"$found" | sort -u)"

found=$(dom page.html '#group=dead&host=www.ohchr.org&sort=-since' | rows)
same "a group of one host, latest first" \
	"$(grep 'data-group="dead"' <<<"$all" | grep 'data-host="www.ohchr.org"' | field since | sort -r)" \
	"$(field since <<<"$found")"

# Those that do not fail come last, also when the order is turned round.
found=$(dom page.html '#sort=-since' | rows | tail -1)
same "what has no date is last" "" "$(field since <<<"$found")"

found=$(dom page.html '#sort=-cited' | rows)
same "most cited first, as numbers" "$(field cited <<<"$all" | sort -rn)" "$(field cited <<<"$found")"

same "words of a row, in any order" 1 "$(dom page.html '#text=-17.pdf%20REPORT-ON' | rows | wc -l)"

page=$(dom page.html '#text=no-such-words')
same "nothing is left" "" "$(rows <<<"$page")"
says "$page" '0 of 200 shown'
says "$page" '<p id="nothing">'

# ---- by hand ----

# A copy that is driven: its policy is taken out, for the script of the test.
drive() {
	grep -v 'http-equiv="Content-Security-Policy"' "$work/page.html" >"$work/driven.html"
	printf '<script>addEventListener("load", () => {\n%s\n});</script>\n' "$1" >>"$work/driven.html"
	dom driven.html
}

# shellcheck disable=SC2016 # the dollars are JavaScript
found=$(drive '
const type = (id, value) => {
	const input = document.getElementById(id);
	input.value = value;
	input.dispatchEvent(new Event("input", { bubbles: true }));
};
const press = (what) => document.querySelector(what).click();
type("by-verdict", "gone");
press("th[data-sort=host] button");
press("th[data-sort=host] button");
document.title = location.hash + " " + document.querySelector("th[data-sort=host]").ariaSort;
')
same "select and press a heading twice" \
	"$(grep 'data-verdict="gone"' <<<"$all" | field host | LC_ALL=C sort -r)" \
	"$(rows <<<"$found" | field host)"
says "$found" '<title>#verdict=gone&amp;sort=-host descending</title>'

found=$(drive '
document.querySelector(".tiles a[data-group=dead]").click();
document.querySelector(".bars a[data-host=\"docs.un.org\"]").click();
const current = document.querySelectorAll(".tiles [aria-current=true]");
document.title = current.length + " " + current[0].dataset.group + " " +
	performance.getEntriesByType("resource").length;
')
same "a tile, then a bar" \
	"$(grep 'data-group="dead"' <<<"$all" | grep 'data-host="docs.un.org"')" "$(rows <<<"$found")"
# One tile is the current one, and nothing was loaded.
says "$found" '<title>1 dead 0</title>'

found=$(drive '
document.getElementById("by-text").value = "docs";
document.getElementById("by-text").dispatchEvent(new Event("input"));
document.getElementById("clear").click();
')
same "all again" "$all" "$(rows <<<"$found")"

# ---- without a script ----

# A policy that lets none run stands for a browser that has none.
sed "s|script-src 'sha256-[^']*'|script-src 'none'|" "$work/page.html" >"$work/still.html"
found=$(dom still.html '#group=dead')
same "all rows without a script" "$all" "$(rows <<<"$found")"
says "$found" 'id="controls" role="search" hidden'
grep -q '<th [^>]*><button' <<<"$found" && {
	echo "the script ran where it must not"
	failed=1
}

# ---- nothing from elsewhere ----

if grep -nE ' src=|@import|url\(|<link|<iframe|<object|<embed|fetch\(|XMLHttp' "$work/page.html"; then
	echo "^ the page could load something"
	failed=1
fi
# The policy stands: a script that came in with a document would not run. And none came in.
sed 's|</main>|<script>document.title = "broken"</script>&|' "$work/page.html" >"$work/injected.html"
for page in page.html injected.html; do
	says "$(dom $page)" '<title>Links of 3 documents</title>'
done
exit $failed
