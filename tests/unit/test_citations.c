/*
 * floor: check
 * What notes cite: the text of notes beside the citations that are read from them, and what each
 * stands for. A citation is written "kind signal|source|locators|name"; several with a line
 * between.
 */

#include "cited.h"

/* A Markdown document with these notes (NULL at the end), each called once. */
static void read_notes(const char *const *notes)
{
	struct str text = STR_NONE;
	uint32_t n = 0;

	for (; notes[n]; n++)
		text = arena_printf(&arena, "%.*sIt met.[^%u]\n\n", STR_ARG(text), n + 1);
	for (uint32_t i = 0; i < n; i++)
		text = arena_printf(&arena, "%.*s[^%u]: %s\n\n", STR_ARG(text), i + 1, notes[i]);
	cite_text(text, "draft.md", "");
	ck_assert_uint_eq(ap.notes.n, n);
}

static struct str written(const struct citation *c)
{
	static const char *const kinds[] = {"symbol", "submission", "work",
					    "url",    "ibid",	    "unknown"};
	struct str signal = document_str(&doc, c->signal), locators = STR_NONE;

	for (uint32_t i = 0; i < c->nlocators; i++)
		locators = arena_printf(
			&arena, "%.*s%s%.*s", STR_ARG(locators), i ? ", " : "",
			STR_ARG(document_str(&doc, ap.locators.at[c->first_locator + i].span)));
	return arena_printf(&arena, "%s%s%.*s|%.*s|%.*s|%.*s", kinds[c->kind], signal.n ? " " : "",
			    STR_ARG(signal), STR_ARG(document_str(&doc, c->source)),
			    STR_ARG(locators), STR_ARG(citation_name(&ap, c)));
}

static struct str written_note(const struct note *n)
{
	struct str all = STR_NONE;

	for (uint32_t i = 0; i < n->ncitations; i++)
		all = arena_printf(&arena, "%.*s%s%.*s", STR_ARG(all), i ? "\n" : "",
				   STR_ARG(written(&ap.citations.at[n->first_citation + i])));
	return all;
}

/* Every byte of every note lies in one token, and in the order of the text. */
static void assert_tokens(void)
{
	for (uint32_t i = 0; i < ap.notes.n; i++) {
		const struct note *n = &ap.notes.at[i];
		uint32_t at = n->span.begin;

		for (uint32_t k = 0; k < n->ntokens; k++) {
			const struct token *t = &ap.tokens.at[n->first_token + k];

			ck_assert_uint_eq(t->span.begin, at);
			ck_assert_uint_gt(t->span.end, at);
			at = t->span.end;
		}
		ck_assert_uint_eq(at, n->span.end);
	}
}

static const struct {
	const char *note, *citations;
} single[] = {
	{"CAT/C/KAZ/CO/4, para. 7 (a).", "symbol|CAT/C/KAZ/CO/4|para. 7 (a)|CAT/C/KAZ/CO/4"},
	{"See CAT/C/KAZ/CO/4, paras. 7 and 8; and CRPD/C/KAZ/CO/1.",
	 "symbol See|CAT/C/KAZ/CO/4|paras. 7 and 8|CAT/C/KAZ/CO/4\n"
	 "symbol|CRPD/C/KAZ/CO/1||CRPD/C/KAZ/CO/1"},
	{"A/HRC/40/1, para. 5. See also A/HRC/40/2.",
	 "symbol|A/HRC/40/1|para. 5|A/HRC/40/1\nsymbol See also|A/HRC/40/2||A/HRC/40/2"},
	{"K. v. Denmark (CCPR/C/114/D/2393/2014), para. 7.3, P.T. v. Denmark "
	 "(CCPR/C/113/D/2272/2013), para. 7.2 and X. v. Denmark (CCPR/C/110/D/2007/2010).",
	 "symbol|K. v. Denmark (CCPR/C/114/D/2393/2014)|para. 7.3|CCPR/C/114/D/2393/2014\n"
	 "symbol|P.T. v. Denmark (CCPR/C/113/D/2272/2013)|para. 7.2|CCPR/C/113/D/2272/2013\n"
	 "symbol|X. v. Denmark (CCPR/C/110/D/2007/2010)||CCPR/C/110/D/2007/2010"},
	{"The author cites Fedotova v. Russia (CCPR/C/106/D/1932/2010) and Alekseev v. Russia "
	 "(CCPR/C/109/D/1873/2009).",
	 "symbol|CCPR/C/106/D/1932/2010||CCPR/C/106/D/1932/2010\n"
	 "symbol|Alekseev v. Russia (CCPR/C/109/D/1873/2009)||CCPR/C/109/D/1873/2009"},
	{"Nora Smith, “A title: with a tail” (Geneva, 2019), pp. 3–5, available at "
	 "https://www.example.org/a.",
	 "work|Nora Smith, “A title: with a tail” (Geneva, 2019)|pp. 3–5|"
	 "Nora Smith, “A title: with a tail” (Geneva, 2019)"},
	{"See https://www.example.org/a and https://www.example.org/b.",
	 "url See|https://www.example.org/a||https://www.example.org/a\n"
	 "url|https://www.example.org/b||https://www.example.org/b"},
	{"UNHCR submission, p. 7; and CAT/C/KAZ/CO/4.",
	 "submission|UNHCR submission|p. 7|UNHCR submission\n"
	 "symbol|CAT/C/KAZ/CO/4||CAT/C/KAZ/CO/4"},
	{"United Nations Children’s Fund (UNICEF) submission for the universal periodic review of "
	 "Slovenia, p. 5; UNICEF submission, p. 6.",
	 "submission|United Nations Children’s Fund (UNICEF) submission for the universal periodic "
	 "review of Slovenia|p. 5|United Nations Children’s Fund (UNICEF) submission for the "
	 "universal periodic review of Slovenia\n"
	 "submission|UNICEF submission|p. 6|UNICEF submission"},
	{"Article 19 submission, p. 4.",
	 "submission|Article 19 submission|p. 4|Article 19 submission"},
	{"Interview with the Minister, 5 May 2020.",
	 "unknown|Interview with the Minister, 5 May 2020||Interview with the Minister, 5 May "
	 "2020"},
	{"The State party explains that the law was not applied.", ""},
	{"For the criteria, see A/HRC/40/1.", "symbol see|A/HRC/40/1||A/HRC/40/1"},
	{"See para. 5.3 above.", ""},
	{"Paragraphs 5–6 of A/HRC/40/1.", "symbol|A/HRC/40/1|Paragraphs 5–6|A/HRC/40/1"},
	{"X v. Y, para. 7.3, M.A. v. Switzerland, para. 6.7, and S.T. v. Switzerland, para. 7.5.",
	 "work|X v. Y|para. 7.3|X v. Y\n"
	 "work|M.A. v. Switzerland|para. 6.7|M.A. v. Switzerland\n"
	 "work|S.T. v. Switzerland|para. 7.5|S.T. v. Switzerland"},
};

START_TEST(test_single)
{
	const char *notes[] = {single[_i].note, NULL};
	struct str got;

	read_notes(notes);
	got = written_note(&ap.notes.at[0]);
	ck_assert_msg(str_eq(got, str_of(single[_i].citations)), "%s\ngives\n%.*s\nnot\n%s",
		      notes[0], STR_ARG(got), single[_i].citations);
	assert_tokens();
}
END_TEST

/* Several notes; the last one's citations, and the label of the note that they stand for. */
static const struct {
	const char *notes[5];
	const char *citations;
	const char *note;
} several[] = {
	{{"A/HRC/40/1, para. 5.", "Ibid., para. 9."}, "ibid|Ibid.|para. 9|A/HRC/40/1", "1"},
	{{"A/HRC/40/1, para. 5.", "Ibid.", "Ibid., para. 9."},
	 "ibid|Ibid.|para. 9|A/HRC/40/1",
	 "2"},
	{{"A/HRC/40/1. See also A/HRC/40/2.", "Ibid."}, "ibid|Ibid.||A/HRC/40/2", "1"},
	{{"A/HRC/40/1, para. 5; see also ibid., para. 7."},
	 "symbol|A/HRC/40/1|para. 5|A/HRC/40/1\nibid see also|ibid.|para. 7|A/HRC/40/1",
	 "1"},
	{{"The State party explains that it was not applied.", "Ibid., para. 2."},
	 "ibid|Ibid.|para. 2|",
	 NULL},
	{{"Ibid."}, "ibid|Ibid.||", NULL},
	{{"A/HRC/40/1, para. 5. See also para. 9."},
	 "symbol|A/HRC/40/1|para. 5, para. 9|A/HRC/40/1",
	 NULL},
	{{"Nora Smith, “A title: with a tail” (2019), p. 3.", "A/HRC/40/1.",
	  "Smith, “A title”, p. 5."},
	 "work|Smith, “A title”|p. 5|Nora Smith, “A title: with a tail” (2019)",
	 "1"},
	{{"Nora Smith, Title (Geneva, 2019), p. 3.", "A/HRC/40/1.", "Smith, op. cit., p. 5."},
	 "work|Smith, op. cit|p. 5|Nora Smith, Title (Geneva, 2019)",
	 "1"},
	{{"Nora Smith, Title (Geneva, 2019), p. 3.", "A/HRC/40/1.", "See note 1 above, p. 5."},
	 "work See|note 1 above|p. 5|Nora Smith, Title (Geneva, 2019)",
	 "1"},
	{{"Roe v. Spain (CAT/C/28/D/176/2000), para. 6.6.", "Ibid.", "Roe v. Spain, para. 7."},
	 "work|Roe v. Spain|para. 7|CAT/C/28/D/176/2000",
	 "1"},
	{{"A/HRC/40/1.", "Ibid., and David Banisar, A Survey (Privacy International, 2006)."},
	 "ibid|Ibid.||A/HRC/40/1\n"
	 "work|David Banisar, A Survey (Privacy International, 2006)||"
	 "David Banisar, A Survey (Privacy International, 2006)",
	 NULL},
};

START_TEST(test_several)
{
	const struct note *last;
	const struct citation *c;
	struct str got, note;

	read_notes(several[_i].notes);
	last = vec_last(&ap.notes);
	got = written_note(last);
	ck_assert_msg(str_eq(got, str_of(several[_i].citations)), "%s\ngives\n%.*s\nnot\n%s",
		      several[_i].notes[ap.notes.n - 1], STR_ARG(got), several[_i].citations);
	c = &ap.citations.at[last->first_citation + last->ncitations - 1];
	note = c->same_as_note == NONE ? STR_NONE : ap.notes.at[c->same_as_note].label;
	ck_assert_msg(str_eq(note, several[_i].note ? str_of(several[_i].note) : STR_NONE),
		      "stands for note \"%.*s\"", STR_ARG(note));
	assert_tokens();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("citations");
	TCase *cases = tcase_create("citations");

	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_add_loop_test(cases, test_single, 0, (int)COUNT_OF(single));
	tcase_add_loop_test(cases, test_several, 0, (int)COUNT_OF(several));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
