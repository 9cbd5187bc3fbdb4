/*
 * floor: check
 * What the rules on links make of verdicts: which is told, where, how gravely, in which words.
 */
#include "check/run.h"
#include "link/cited.h"
#include "read/reader.h"

#include "arena.h"

static struct ruleset rules;
static struct web_links links;
static struct check_settings settings;
static struct check_job *job;
static struct checked checked;
static struct document doc;

static void open_bench(void)
{
	setup();
	ruleset_init(&rules, &arena, NULL, 0);
	links_init(&links, &arena);
	settings = (struct check_settings){.rules = &rules, .links = &links};
	job = check_job_new(&settings, &arena);
}

static void close_bench(void)
{
	check_job_free(job);
	teardown();
}

static struct web_link *known(const char *address, unsigned kind, const char *why)
{
	struct web_link *l = links_add(&links, str_of(address));

	l->verdict.kind = (uint8_t)kind;
	l->verdict.why = str_of(why);
	return l;
}

/* Of each finding of a link rule: rule, severity, words, message, fix. */
static struct str check(const char *name, const char *text)
{
	static const char *const severities[] = {"off", "info", "warning", "error"};
	struct str out = STR_NONE;
	struct err err = ERR_INIT;

	ck_assert_int_eq(read_bytes(&doc, &arena, str_of(text), name, &err), FF_OK);
	check_run(job, &checked, &doc, NULL);
	for (uint32_t i = 0; i < checked.run.findings.n; i++) {
		const struct finding *f = &checked.run.findings.at[i];

		if (strcmp(f->rule->family, "link") != 0)
			continue;
		out = arena_printf(&arena, "%s%s %s [%.*s] %.*s%s%.*s\n", out.p, f->rule->slug,
				   severities[f->severity], STR_ARG(document_str(&doc, f->span)),
				   STR_ARG(f->message), f->fix.edits.n ? " -> " : "",
				   STR_ARG(f->fix.edits.n ? f->fix.edits.at[0].text : STR_NONE));
	}
	return out;
}

static void expect(const char *name, const char *text, const char *findings)
{
	struct str got = check(name, text);

	ck_assert_msg(str_eq(got, str_of(findings)), "%s", got.p);
}

#define PAGE "https://x.org/a/b"

START_TEST(test_silent)
{
	known(PAGE, LINK_GONE, "the server answers 404");
	settings.links = NULL;
	expect("t.txt", "1. See " PAGE ".", "");
}
END_TEST

START_TEST(test_unknown)
{
	known("https://x.org/other", LINK_GONE, "the server answers 404");
	expect("t.txt", "1. See " PAGE ".", "");
}
END_TEST

/* A warning until it is dead; every place is told, for every place must be mended. */
START_TEST(test_dead)
{
	struct web_link *l = known(PAGE, LINK_GONE, "the server answers 404 (not found)");

	expect("t.txt", "1. See " PAGE ".",
	       "link-gone warning [" PAGE "] " PAGE
	       " is gone: the server answers 404 (not found)\n");
	l->standing.failed_days = 1;
	expect("t.txt", "1. See " PAGE ".",
	       "link-gone warning [" PAGE "] " PAGE
	       " is gone: the server answers 404 (not found), seen on 1 day so far\n");
	l->standing =
		(struct standing){.failed_days = 3, .failing_since = 1772582400, .dead = true};
	expect("t.txt", "1. See " PAGE ".\n2. See " PAGE ".",
	       "link-gone error [" PAGE "] " PAGE
	       " is gone: the server answers 404 (not found), seen on 3 days since 4 March 2026\n"
	       "link-gone error [" PAGE "] " PAGE
	       " is gone: the server answers 404 (not found), seen on 3 days since 4 March "
	       "2026\n");
}
END_TEST

/* Other failures are no errors by their rule, and become so when they are dead. */
START_TEST(test_dead_by_rule)
{
	static const struct {
		unsigned kind;
		const char *slug;
	} rows[] = {
		{LINK_GONE, "link-gone"},
		{LINK_DNS, "link-dns"},
		{LINK_SOFT_404, "link-soft-404"},
		{LINK_MOVED_HOME, "link-moved-home"},
	};
	struct web_link *l = known(PAGE, rows[_i].kind, "why");
	struct str got;

	got = check("t.txt", "1. See " PAGE ".");
	ck_assert_msg(str_starts(got, arena_printf(&arena, "%s warning", rows[_i].slug)), "%s",
		      got.p);
	l->standing.dead = true;
	got = check("t.txt", "1. See " PAGE ".");
	ck_assert_msg(str_starts(got, arena_printf(&arena, "%s error", rows[_i].slug)), "%s",
		      got.p);
}
END_TEST

START_TEST(test_instead)
{
	struct web_link *l = known("http://ap.ohchr.org/documents/dpage_e.aspx?si=A/HRC/26/50",
				   LINK_DNS, "the host does not exist");

	expect("t.txt", "1. See http://ap.ohchr.org/documents/dpage_e.aspx?si=A/HRC/26/50.",
	       "link-dns warning [http://ap.ohchr.org/documents/dpage_e.aspx?si=A/HRC/26/50] "
	       "http://ap.ohchr.org/documents/dpage_e.aspx?si=A/HRC/26/50 cannot be opened: the "
	       "host does not exist; the document is now at "
	       "https://docs.un.org/en/A/HRC/26/50\n");
	l = known(PAGE, LINK_GONE, "why");
	l->archived.wording = STR("archived on 4 March 2019 at https://w.org/" PAGE);
	expect("t.txt", "1. See " PAGE ".",
	       "link-gone warning [" PAGE "] " PAGE
	       " is gone: why; archived on 4 March 2019 at https://w.org/" PAGE "\n");
	ck_assert_uint_eq(checked.run.findings.at[0].suggestions.n, 1);
	ck_assert(str_eq(checked.run.findings.at[0].suggestions.at[0].text,
			 STR(PAGE ", archived on 4 March 2019 at https://w.org/" PAGE)));
}
END_TEST

START_TEST(test_words)
{
	known(PAGE, LINK_GONE, "why");
	known("https://docs.un.org/en/A/HRC/49/50", LINK_GONE, "why");
	expect("t.md", "See [the report](" PAGE ") and A/HRC/49/50.",
	       "link-gone warning [the report] " PAGE
	       ", the target of \"the report\", is gone: why\n");
	settings.link_symbols = true;
	expect("t.txt", "See A/HRC/49/50.",
	       "link-gone warning [A/HRC/49/50] https://docs.un.org/en/A/HRC/49/50, the address of "
	       "A/HRC/49/50, is gone: why\n");
}
END_TEST

static const struct {
	const char *address, *final, *text, *findings, *why;
	bool permanent;
} moves[] = {
	{PAGE, "https://x.org/c", "1. See " PAGE ".",
	 "link-moved info [" PAGE "] " PAGE " has moved for good to https://x.org/c -> "
	 "https://x.org/c\n",
	 "for good", true},
	{PAGE, "https://x.org/c", "1. See " PAGE ".", "", "for now", false},
	{"https://x.org/a/b#sec", "https://x.org/c", "1. See x.org/a and https://x.org/a/b#sec.",
	 "link-moved info [https://x.org/a/b#sec] https://x.org/a/b#sec has moved for good to "
	 "https://x.org/c#sec -> https://x.org/c#sec\n",
	 "the place on the page moves too", true},
	{PAGE, "https://x.org/c", "See [the report](" PAGE ").",
	 "link-moved info [the report] " PAGE
	 ", the target of \"the report\", has moved for good to https://x.org/c\n",
	 "the words of a link are not its address", true},
	{"http://x.org/a/b", "https://www.x.org/a/b/", "1. See http://x.org/a/b.", "",
	 "one address in two ways", true},
	{"https://docs.un.org/en/A/HRC/49/50", "https://documents.un.org/doc/x.pdf",
	 "1. See https://docs.un.org/en/A/HRC/49/50.", "", "made to send its reader on", true},
	{"https://undocs.org/A/HRC/49/50", "https://documents.un.org/doc/x.pdf",
	 "1. See https://undocs.org/A/HRC/49/50.", "", "its successor is known", true},
	{PAGE, "https://x.org/c?sessionid=8f14e45fceea167a5a36", "1. See " PAGE ".", "",
	 "good for one visit", true},
};

START_TEST(test_moved)
{
	struct web_link *l = known(moves[_i].address, LINK_MOVED, "why");
	struct str got;

	l->verdict.permanent = moves[_i].permanent;
	l->verdict.final = str_of(moves[_i].final);
	got = check(strstr(moves[_i].text, "](") ? "t.md" : "t.txt", moves[_i].text);
	ck_assert_msg(str_eq(got, str_of(moves[_i].findings)), "%s: %s", moves[_i].why, got.p);
}
END_TEST

START_TEST(test_contents)
{
	struct web_link *l = known(PAGE, LINK_OK, "");

	l->verdict.no_symbol = true;
	l->carries = STR("A/HRC/49/50");
	expect("t.txt", "1. A/HRC/49/50, available at " PAGE ".",
	       "link-symbol-missing warning [" PAGE "] " PAGE
	       " opens, and A/HRC/49/50 stands nowhere on the page\n");
	/* What was looked for on the page was the other one. */
	expect("t.txt", "1. A/HRC/49/51, available at " PAGE ".", "");
	l = known(PAGE "#sec", LINK_OK, "");
	l->verdict.no_fragment = true;
	expect("t.txt", "1. See " PAGE "#sec.",
	       "link-fragment-missing info [" PAGE "#sec] " PAGE
	       "#sec opens, and the page has no place called \"sec\"\n");
}
END_TEST

/* What cannot be told is told once a host. */
START_TEST(test_hosts)
{
	known("https://x.org/a", LINK_BLOCKED, "the server answers 403 (forbidden)");
	known("https://x.org/b", LINK_BLOCKED, "the server answers 403 (forbidden)");
	known("https://x.org/c", LINK_BLOCKED, "the server answers 403 (forbidden)");
	known("https://x.org/d", LINK_TIMEOUT, "no answer within 30 seconds");
	known("https://y.org/a", LINK_BLOCKED, "it wants to see a person");
	expect("t.txt",
	       "1. See https://x.org/c, https://x.org/a and https://x.org/c.\n"
	       "2. See https://x.org/b, https://x.org/d, https://y.org/a and https://y.org/a.",
	       "link-blocked info [https://x.org/c] Whether https://x.org/c opens cannot be told "
	       "(nor 2 other addresses of its host): the server answers 403 (forbidden)\n"
	       "link-timeout info [https://x.org/d] Whether https://x.org/d opens cannot be told: "
	       "no answer within 30 seconds\n"
	       "link-blocked info [https://y.org/a] Whether https://y.org/a opens cannot be told: "
	       "it wants to see a person\n");
	ck_assert_uint_eq(checked.run.findings.at[0].related.n, 3);
	ck_assert_uint_eq(checked.run.findings.at[2].related.n, 1);
}
END_TEST

START_TEST(test_guess)
{
	struct web_link *l = known("https://x.org/a/report.pdf", LINK_GONE, "why");

	l->standing.dead = true;
	expect("t.txt", "1. See https://x.org/a/ report.pdf.",
	       "link-gone warning [https://x.org/a/ report.pdf] https://x.org/a/report.pdf is "
	       "gone: why\n");
}
END_TEST

START_TEST(test_said_elsewhere)
{
	known("https://x.org:99999/a", LINK_MALFORMED, "it has no port");
	known("https://lwww.ohchr.org/en/x", LINK_DNS, "the host does not exist");
	expect("t.txt", "1. See https://lwww.ohchr.org/en/x.", "");
	known("https://x.org/en/joint-statemen", LINK_GONE, "why");
	expect("t.txt",
	       "1. See https://x.org/en/joint-statemen.\n2. See "
	       "https://x.org/en/joint-statements-of.",
	       "");
	known(PAGE, LINK_UNCHECKED, "");
	expect("t.txt", "1. See " PAGE " and https://x.org:99999/a.", "");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("link_rules");
	TCase *tests = tcase_create("link_rules");

	tcase_add_checked_fixture(tests, open_bench, close_bench);
	tcase_add_test(tests, test_silent);
	tcase_add_test(tests, test_unknown);
	tcase_add_test(tests, test_dead);
	tcase_add_loop_test(tests, test_dead_by_rule, 0, 4);
	tcase_add_test(tests, test_instead);
	tcase_add_test(tests, test_words);
	tcase_add_loop_test(tests, test_moved, 0, COUNT_OF(moves));
	tcase_add_test(tests, test_contents);
	tcase_add_test(tests, test_hosts);
	tcase_add_test(tests, test_guess);
	tcase_add_test(tests, test_said_elsewhere);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
