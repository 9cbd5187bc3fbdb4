/*
 * floor: check
 * Symbols as the pass over a text finds them: where they begin and end, what goes on from
 * them, and that the findings about one symbol have edits that do not touch.
 */
#include "check/run.h"
#include "check/ruleset.h"
#include "read/reader.h"

#include "arena.h"
#include <stdlib.h>

static struct document doc;

static void read_text(const char *text)
{
	struct err err = ERR_INIT;

	ck_assert_int_eq(read_bytes(&doc, &arena, str_of(text), "draft.md", &err), FF_OK);
}

/* The canonical forms of the symbols of a text, each followed by a bar. */
static const struct {
	const char *text, *symbols, *why;
} uses[] = {
	{"See A/HRC/43/46, para. 5.", "A/HRC/43/46|", "a plain one"},
	{"See (A/HRC/43/46).", "A/HRC/43/46|", "behind a bracket"},
	{"See\u00a0A/HRC/43/46.", "A/HRC/43/46|", "behind a no-break space"},
	{"“A/HRC/43/46”", "A/HRC/43/46|", "between quotation marks"},
	{"见A/HRC/43/46，以及", "A/HRC/43/46|", "in a script without spaces"},
	{"page—A/HRC/43/46", "A/HRC/43/46|", "behind a dash"},
	{"CC\u00adPR/C/KAZ/CO/2", "CCPR/C/KAZ/CO/2|", "a soft hyphen in the prefix"},
	{"CAT\u200b/C/KAZ/CO/4", "CAT/C/KAZ/CO/4|", "a zero-width space before a stroke"},
	{"2015_e/inf/31", "", "a file's name"},
	{"Decree-Law No. 404-A/98/18/12", "", "a symbol cannot begin behind a hyphen"},
	{"A/53/44 and Corr.1", "A/53/44|A/53/44/Corr.1|", "a corrigendum goes on"},
	{"A/53/44 and Corr. 1", "A/53/44|A/53/44/Corr.1|", "with a space"},
	{"A/HRC/7/23 and Add.1–3", "A/HRC/7/23|A/HRC/7/23/Add.1-3|", "a range of addenda"},
	{"A/HRC/7/23 and Adds. 1–3", "A/HRC/7/23|A/HRC/7/23/Add.1-3|", "in the plural"},
	{"A/HRC/43/46/Add.1 and Add.2", "A/HRC/43/46/Add.1|A/HRC/43/46/Add.2|",
	 "beside, not below"},
	{"A/HRC/43/46/Add.1 and Corr.1", "A/HRC/43/46/Add.1|A/HRC/43/46/Add.1/Corr.1|", "below"},
	{"CRC/C/SR.2467 and 2468", "CRC/C/SR.2467|CRC/C/SR.2468|", "the next record"},
	{"S/PV.4567, 12 March", "S/PV.4567|", "a date is no record"},
	{"A/HRC/43/46 and 12 others", "A/HRC/43/46|", "reports have no next number"},
	{"A/CONF.151/26/Rev.1(Vol.I)/Corr.1", NULL, "known, whatever follows"},
};

START_TEST(test_uses)
{
	struct cite_options options = {STR_NONE, STR_NONE, STR_NONE, 0};
	struct apparatus ap;
	struct str seen = STR_NONE;

	read_text(uses[_i].text);
	cite_apparatus(&ap, &doc, &options);
	for (uint32_t i = 0; i < ap.symbols.n; i++) {
		ck_assert_msg(ap.symbols.at[i].verdict == SYMBOL_KNOWN, "%s: not known",
			      uses[_i].why);
		seen = arena_printf(&arena, "%.*s%.*s|", STR_ARG(seen),
				    STR_ARG(ap.symbols.at[i].canonical));
	}
	if (uses[_i].symbols)
		ck_assert_msg(str_eq(seen, str_of(uses[_i].symbols)), "%s: %.*s", uses[_i].why,
			      STR_ARG(seen));
}
END_TEST

/* Texts with several flaws in one symbol: how many findings of the family, with how many edits. */
static const struct {
	const char *text;
	uint32_t findings, edits;
	const char *why;
} flaws[] = {
	{"See CERD/C /KAZ/co/8–10, para. 1.", 3, 4, "space, two capitals, dash"},
	{"See a/hrc/43/46/ADD. 1, para. 1.", 2, 7, "capitals and a space"},
	{"See CAT/C/KAZICO/4, para. 1.", 1, 1, "damage alone"},
	{"See CCPR/C/NDL /CO/5, para. 1.", 2, 1, "one repair mends both"},
	{"See A/HRC/43/46and, para. 1.", 1, 0, "a word run on is no part of the symbol"},
	{"See UN Doc. A/HRC/43 /46, para. 1.", 2, 2, "a prefix and a space"},
	{"See A/HRC/43/46–A/HRC/43/49, para. 1.", 0, 0, "the sentence's own dash"},
	{"See CERD/C/KAZ/CO/8-10, paras. 8–10.", 0, 0, "the hyphen that is right"},
};

static bool touch(const struct edit *a, const struct edit *b)
{
	return a->span.begin < b->span.end && b->span.begin < a->span.end;
}

static uint32_t check_edits(const struct checking *run)
{
	struct edit edits[32];
	uint32_t n = 0;

	for (uint32_t i = 0; i < run->findings.n; i++) {
		const struct finding *f = &run->findings.at[i];

		for (uint32_t k = 0; k < f->fix.edits.n; k++) {
			for (uint32_t j = 0; j < n; j++)
				ck_assert(!touch(&edits[j], &f->fix.edits.at[k]));
			ck_assert_uint_lt(n, COUNT_OF(edits));
			edits[n++] = f->fix.edits.at[k];
		}
	}
	return n;
}

START_TEST(test_flaws)
{
	struct ruleset rules;
	struct check_settings settings = {.rules = &rules};
	struct check_job *job;
	struct checked out;
	bool *only;

	ruleset_init(&rules, &arena, NULL, 0);
	only = arena_zero(&arena, rules.n);
	for (uint32_t i = 0; i < rules.n; i++)
		only[i] = strcmp(rules.rules[i]->family, "symbol") == 0;
	settings.only = only;
	job = check_job_new(&settings, &arena);
	read_text(flaws[_i].text);
	check_run(job, &out, &doc, NULL);
	ck_assert_msg(out.run.findings.n == flaws[_i].findings, "%s: %u findings", flaws[_i].why,
		      out.run.findings.n);
	ck_assert_msg(check_edits(&out.run) == flaws[_i].edits, "%s: other edits", flaws[_i].why);
	check_job_free(job);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("uses of symbols");
	TCase *tests = tcase_create("uses");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_uses, 0, COUNT_OF(uses));
	tcase_add_loop_test(tests, test_flaws, 0, COUNT_OF(flaws));
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
