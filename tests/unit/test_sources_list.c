/*
 * floor: cite
 * The document's own list of sources in its layouts, and where notes use it.
 */
#include "cite/sources_list.h"

#include "cited.h"

static void build(struct str text, const char *name)
{
	cite_text(text, name, "");
}

#define STAKEHOLDERS                                                                               \
	"The stakeholders listed below have contributed information for this summary; the full "   \
	"texts are kept."

/* "SAW=Summit of Women, Zenda; JS1=…" */
static const char *entries_of(void)
{
	struct str all = STR("");

	for (uint32_t i = 0; i < ap.entries.n; i++) {
		const struct list_entry *e = &ap.entries.at[i];

		all = arena_printf(&arena, "%.*s%s%.*s=%.*s", STR_ARG(all), i ? "; " : "",
				   STR_ARG(document_str(&doc, e->short_form)),
				   STR_ARG(document_str(&doc, e->name)));
	}
	return all.p;
}

static const struct {
	const char *list, *entries, *why;
} lists[] = {
	{"    SAW     Summit of Women, Zenda;\n    Lake Fund     The Lake Fund.\n",
	 "SAW=Summit of Women, Zenda; Lake Fund=The Lake Fund", "columns"},
	{"    SAW     Summit of\n            Women; HCT Hill Trust.\n",
	 "SAW=Summit of Women; HCT=Hill Trust", "a long form pushes its name aside"},
	{"SAW\nSummit of Women, Zenda;\nHCT\nHill Trust.\n",
	 "SAW=Summit of Women, Zenda; HCT=Hill Trust", "a line each"},
	{"SAW\nHCT\nJS1\nSummit of Women;\nHill Trust,\nZenda;\nJoint submission 1.\n",
	 "SAW=Summit of Women; HCT=Hill Trust, Zenda; JS1=Joint submission 1", "torn columns"},
	{"SAW – Summit of Women; HCT: Hill Trust; JS 1 — Joint submission 1.\n",
	 "SAW=Summit of Women; HCT=Hill Trust; JS 1=Joint submission 1", "dashes and colons"},
	{"Civil society\nSAW Summit of Women;\nJoint submissions:\nJS1 Joint submission 1 by: The "
	 "Lake; Hill; and River.\n",
	 "SAW=Summit of Women; JS1=Joint submission 1 by: The Lake; Hill; and River", "groups"},
	{"CoE     Council of Europe, Strasbourg\n        Attachments:\n        (CoE-ECRI) "
	 "European Commission (second report).\n",
	 "CoE=Council of Europe, Strasbourg; CoE-ECRI=European Commission (second report)",
	 "attachments"},
	{"CoE Council of Europe, Strasbourg CoE-ECRI European Commission CoE-CPT A Committee.\n",
	 "CoE=Council of Europe, Strasbourg; CoE-ECRI=European Commission; CoE-CPT=A Committee",
	 "all lines joined"},
	{"Nothing but prose of Zenda, II and A/HRC/43/15; United Nations, New York.\n", "",
	 "no short form"},
};

START_TEST(test_lists)
{
	build(arena_printf(&arena, "Text.1\n\nNotes\n\n1   " STAKEHOLDERS "\n%s2   None.\n",
			   lists[_i].list),
	      "draft.txt");
	ck_assert_msg(strcmp(entries_of(), lists[_i].entries) == 0, "%s: \"%s\"", lists[_i].why,
		      entries_of());
}
END_TEST

/* "SAW" is listed; "full: " a full form; "?SWA>SAW" not listed, and what is nearest. */
static const char *uses_of(void)
{
	struct str all = STR("");

	for (uint32_t i = 0; i < ap.submissions.n; i++) {
		const struct submission *s = &ap.submissions.at[i];
		struct str meant = STR("");

		if (s->meant != NONE)
			meant = document_str(&doc, ap.entries.at[s->meant].short_form);
		all = arena_printf(&arena, "%.*s%s%s%s%.*s%s%.*s", STR_ARG(all), i ? "; " : "",
				   s->full ? "full: " : "", s->unlisted ? "?" : "",
				   STR_ARG(document_str(&doc, s->span)), meant.n ? ">" : "",
				   STR_ARG(meant));
	}
	return all.p;
}

static const struct {
	const char *note, *uses, *why;
} notes[] = {
	{"SAW, p. 3; and JS1, para. 4. See also SAW-UP.", "SAW; JS1; SAW-UP", "three forms"},
	{"SWA, p. 3; SAWW, p. 4; AWS, p. 5.", "?SWA>SAW; ?SAWW>SAW; ?AWS",
	 "two letters change places, one is added, all three move"},
	{"JS 1, p. 2; JS-1, p. 3; JS2, p. 4.", "?JS 1>JS1; ?JS-1>JS1; ?JS2",
	 "figures are no slips"},
	{"SAW said so. In SAW circles it is known.", "", "prose"},
	{"A/HRC/43/15, para. 3; UNHCR, p. 4; Ibid., p. 5.", "", "symbols, bodies, Ibid."},
	{"Summit of Women, p. 3; Summit of Men, p. 4.", "Summit of Women", "by the name"},
	{"UNHCR submission, p. 7; UNICEF submission for the universal periodic review of X.",
	 "UNHCR submission; full: UNICEF submission for the universal periodic review of X",
	 "submissions of bodies"},
	{"SAW submission, p. 2; written submissions; Sawwup, p. 3.",
	 "SAW submission; ?Sawwup>SAW-UP", "words that are nearly listed"},
};

START_TEST(test_uses)
{
	build(arena_printf(&arena,
			   "Text.[^1] More.[^2]\n\n[^1]: " STAKEHOLDERS
			   "\n\n    SAW – Summit of Women;\n\n    SAW-UP – Upper Summit;\n\n"
			   "    JS1 – Joint submission 1.\n\n[^2]: %s\n",
			   notes[_i].note),
	      "draft.md");
	ck_assert_msg(strcmp(uses_of(), notes[_i].uses) == 0, "%s: \"%s\"", notes[_i].why,
		      uses_of());
}
END_TEST

START_TEST(test_abbreviations_of_a_report)
{
	build(STR("Abbreviations\n\nILO     International Labour Organization\nNGO     "
		  "non-governmental organization\n\n1. The ILO said so.\n"),
	      "draft.txt");
	ck_assert_str_eq(
		entries_of(),
		"ILO=International Labour Organization; NGO=non-governmental organization");
	ck_assert_int_eq(ap.sources_lists.at[0].kind, LIST_ABBREVIATIONS);
}
END_TEST

static const struct {
	const char *word;
	bool is;
} words[] = {
	{"AI", true},	    {"CoE-ECRI", true},	  {"JS1", true},
	{"PTPR/JS3", true}, {"Mulabi", false},	  {"IV", false},
	{"A/71/2", false},  {"Jean-Paul", false}, {"A", false},
};

START_TEST(test_looks)
{
	ck_assert_msg(short_form_is(str_of(words[_i].word)) == words[_i].is, "%s", words[_i].word);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sources_list");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, test_lists, 0, COUNT_OF(lists));
	tcase_add_loop_test(tc, test_uses, 0, COUNT_OF(notes));
	tcase_add_test(tc, test_abbreviations_of_a_report);
	tcase_add_loop_test(tc, test_looks, 0, COUNT_OF(words));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
