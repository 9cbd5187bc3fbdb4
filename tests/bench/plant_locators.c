/* Errors in locators and in the punctuation of notes. */
#include "plant.h"

#include <stdio.h>
#include <stdlib.h>

/* What ends a locator for certain. */
#define END "(?=\\.$|;)"
#define DET(name, rules)                                                                           \
	{                                                                                          \
		name, "deterministic", rules, NULL                                                 \
	}

/* "paras. 43–36": of one length, or the second would read as elided. */
static bool descend(struct plant *p, const struct match *m)
{
	struct str from = match_group(m, "a"), to = match_group(m, "b");

	return from.n == to.n && match_number(m, "a") < match_number(m, "b") &&
	       match_replace(p, m,
			     arena_printf(p->t->arena, "%.*s–%.*s", STR_ARG(to), STR_ARG(from)));
}

/* "paras. 8 and 5" */
static bool unsort(struct plant *p, const struct match *m)
{
	return match_number(m, "a") < match_number(m, "b") &&
	       match_replace(p, m,
			     arena_printf(p->t->arena, "%u and %u", match_number(m, "b"),
					  match_number(m, "a")));
}

/* "paras. 5–9 and 6" */
static bool overlap(struct plant *p, const struct match *m)
{
	unsigned from = match_number(m, "a");

	return match_number(m, "b") > from + 1 &&
	       match_replace(p, m, arena_printf(p->t->arena, " and %u", from + 1));
}

/* "paras. 2425": its halves ascend. */
static bool lose_dash(struct plant *p, const struct match *m)
{
	return match_group(m, "a").n == match_group(m, "b").n &&
	       match_number(m, "a") < match_number(m, "b") && match_replace(p, m, STR_NONE);
}

const struct rewriting rewritings_of_locators[] = {
	{DET("locator-stop-lost", "locator-abbreviation-stop locator-malformed"), IN_NOTES,
	 "\\bparas?(?<x>\\.) (?=\\d)", "", NULL},
	{DET("locator-space-lost", "locator-abbreviation-spacing"), IN_NOTES,
	 "\\b(?:paras?|pp?)\\.(?<x> )(?=\\d)", "", NULL},
	{DET("locator-comma-lost", "locator-comma"), IN_NOTES,
	 "/[A-Z0-9][A-Za-z0-9.-]*(?<x>,) paras?\\. \\d+", "", NULL},
	{DET("locator-comma-in", "locator-malformed locator-abbreviation-stop"), IN_NOTES,
	 "\\bparas?(?<x>\\.) \\d+", ",", NULL},
	{DET("locator-stop-in", "locator-malformed"), IN_NOTES,
	 "\\bparas\\. \\d+ and(?<x>) \\d+\\b(?!/)", ".", NULL},
	{DET("locator-space-in", "locator-malformed"), IN_NOTES,
	 "\\bparas?\\. \\d+\\.(?<x>)\\d+\\b(?=[;,]| and |\\.$)", " ", NULL},
	{DET("locator-hyphen", "locator-range-dash"), IN_NOTES,
	 "\\b(?:paras|pp)\\. \\d+(?<x>–)\\d+", "-", NULL},
	{DET("locator-dash-spaced", "locator-range-dash"), IN_NOTES,
	 "\\b(?:paras|pp)\\. \\d+(?<x>–)\\d+", " – ", NULL},
	{DET("locator-descending", "locator-range-descending"), IN_NOTES,
	 "\\bparas\\. (?<x>(?<a>\\d+)–(?<b>\\d+))(?![\\d.])", NULL, descend},
	{DET("locator-elided", "locator-range-elided locator-range-descending"), IN_NOTES,
	 "\\bparas\\. (\\d\\d+)\\d–(?<x>\\1)\\d\\b(?!\\.\\d)", "", NULL},
	{{"locator-dash-lost", "heuristic", "locator-range-lost-dash", NULL},
	 IN_NOTES,
	 "\\bparas\\. (?<a>\\d{2,3})(?<x>–)(?<b>\\d{2,3})" END,
	 NULL,
	 lose_dash},
	{DET("locator-letter-glued", "locator-subparagraph-spacing"), IN_NOTES,
	 "\\bparas?\\. \\d+(?<x> )\\([a-z]\\)", "", NULL},
	{DET("locator-list-serial", "locator-list-and"), IN_NOTES,
	 "\\bparas\\. \\d+(?:[–.]\\d+)?, \\d+(?:[–.]\\d+)?(?<x>) and \\d+\\b(?!/)", ",", NULL},
	{DET("locator-list-comma", "locator-list-and"), IN_NOTES,
	 "\\bparas\\. \\d+(?:[–.]\\d+)?(?<x> and )\\d+(?:[–.]\\d+)?" END, ", ", NULL},
	{DET("locator-singular", "locator-number-agreement"), IN_NOTES,
	 "\\bpara(?<x>s)\\. \\d+(?:\\.\\d+)?(?:–| and )\\d+\\b(?!/)", "", NULL},
	{DET("locator-plural", "locator-number-agreement locator-range-lost-dash"), IN_NOTES,
	 "\\bpara(?<x>)\\. \\d+" END, "s", NULL},
	{DET("locator-unsorted", "locator-unsorted"), IN_NOTES,
	 "\\bparas\\. (?<x>(?<a>\\d+) and (?<b>\\d+))" END, NULL, unsort},
	{DET("locator-overlap", "locator-overlap"), IN_NOTES,
	 "\\bparas\\. (?<a>\\d+)–(?<b>\\d+)(?<x>)" END, NULL, overlap},
	{DET("locator-page-plural", "locator-page-abbreviation"), IN_NOTES,
	 "\\bp(?<x>)\\. \\d+" END, "p", NULL},
	{DET("locator-page-singular", "locator-page-abbreviation"), IN_NOTES,
	 "\\bp(?<x>p)\\. \\d+[–-]\\d+", "", NULL},

	{DET("note-small", "note-initial-capital"), IN_NOTES, "^(?<x>S)ee ", "s", NULL},
	{DET("comma-doubled", "punctuation-double"), IN_NOTES, "[a-z0-9]{2}(?<x>), [a-z]", ",",
	 NULL},
	{DET("stop-doubled", "punctuation-double"), IN_NOTES, "[a-z]{3}(?<x>)\\.$", ".", NULL},
	{DET("stop-semicolon", "punctuation-double"), IN_NOTES, "[a-z0-9]{3}(?<x>); ", ".", NULL},
	{DET("comma-spaced", "punctuation-spacing locator-malformed"), IN_NOTES,
	 "[a-z0-9]{2}(?<x>), ", " ", NULL},
	{DET("comma-unspaced", "punctuation-spacing"), IN_NOTES, "[a-z]{3},(?<x> )[a-z]{3}", "",
	 NULL},
	{DET("signal-stop-lost", "signal-punctuation"), IN_NOTES,
	 "[a-z0-9)](?<x>\\.) See also [^ ]+", "", NULL},
	{DET("signal-colon", "signal-punctuation"), IN_NOTES, "\\bSee also(?<x>) [A-Zp]", ":",
	 NULL},
	{.is = {0}},
};
