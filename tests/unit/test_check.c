/*
 * floor: check
 * The engine: levels, what swallows what, suppression, patterns, configuration, fingerprints.
 */
#include "check/example.h"
#include "check/literals.h"
#include "check/run.h"
#include "read/reader.h"

#include "unit.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Everything that one test needs; released by close_bench. */
static struct bench {
	struct arena arena, documents;
	struct ruleset rules;
	struct check_settings settings;
	struct check_job *job;
	struct document doc;
	struct checked checked;
	char folder[64]; /* of house rules */
} b;

static void write_file(const char *name, const char *text)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", b.folder, name);
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	fclose(file);
}

static void open_bench(void)
{
	memset(&b, 0, sizeof(b));
	arena_init(&b.arena);
	arena_init(&b.documents);
	strcpy(b.folder, "/tmp/footfault-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(b.folder));
}

static void ready(bool house)
{
	const char *folder = b.folder;

	ruleset_init(&b.rules, &b.arena, &folder, house);
	b.settings = (struct check_settings){.rules = &b.rules};
	b.job = check_job_new(&b.settings, &b.arena);
}

static void close_bench(void)
{
	char command[128];

	check_job_free(b.job);
	arena_release(&b.arena);
	arena_release(&b.documents);
	snprintf(command, sizeof(command), "rm -rf %s", b.folder);
	ck_assert_int_eq(system(command), 0);
}

static struct checking *check(const char *name, const char *text, const struct config *config)
{
	struct err err = ERR_INIT;

	arena_reset(&b.documents, 0);
	ck_assert_msg(read_bytes(&b.doc, &b.documents, str_of(text), name, &err) == FF_OK, "%s",
		      err.message);
	check_run(b.job, &b.checked, &b.doc, config);
	return &b.checked.run;
}

/* The nth finding of a rule, or NULL. */
static struct finding *finding(const char *slug, uint32_t nth)
{
	for (uint32_t i = 0; i < b.checked.run.findings.n; i++) {
		struct finding *f = &b.checked.run.findings.at[i];

		if (strcmp(f->rule->slug, slug) == 0 && nth-- == 0)
			return f;
	}
	return NULL;
}

static const char colon[] = "It was said.[^1]\n\n[^1]: Available at: https://x.org/a.\n";

START_TEST(test_levels)
{
	static const struct {
		const char *config;
		int severity; /* -1: no finding */
		const char *why;
	} rows[] = {
		{"{}", SEVERITY_INFO, "as the rule says"},
		{"{\"rules\": {\"url-introduction\": \"error\"}}", SEVERITY_ERROR, "raised"},
		{"{\"rules\": {\"url-introduction\": \"off\"}}", -1, "off"},
		{"{\"rules\": {\"url-introduction\": \"on\"}}", SEVERITY_INFO, "on"},
		{"{\"language\": \"fr\"}", -1, "silent in French"},
	};
	struct err err = ERR_INIT;
	const struct config *config;

	config = config_parse(configs_new(&b.arena, &b.rules), "c", str_of(rows[_i].config), &err);
	ck_assert_int_eq(err.status, FF_OK);
	check("a.md", colon, config);
	ck_assert_msg((finding("url-introduction", 0) != NULL) == (rows[_i].severity >= 0), "%s",
		      rows[_i].why);
	if (rows[_i].severity >= 0)
		ck_assert_int_eq(finding("url-introduction", 0)->severity, rows[_i].severity);
}
END_TEST

START_TEST(test_only)
{
	bool *only = arena_zero(&b.arena, b.rules.n + 1);

	b.settings.only = only;
	check("a.md", colon, NULL);
	ck_assert_uint_eq(b.checked.run.findings.n, 0);
	only[ruleset_find(&b.rules, STR("url-introduction"))] = true;
	check("a.md", colon, NULL);
	ck_assert_uint_eq(b.checked.run.findings.n, 1);
}
END_TEST

/* Findings by hand, over a text of words. */
static struct checking *by_hand(void)
{
	static const char text[] = "1. One two three four five six seven eight nine ten.\n";
	struct checking *c = check("a.md", text, NULL);

	c->findings.n = 0;
	memset(c->counts, 0, b.rules.n * sizeof(*c->counts));
	return c;
}

START_TEST(test_covers)
{
	struct settling with = {.config = NULL};
	struct checking *c = by_hand();
	struct finding *f;

	found(c, "indicator-without-note", (struct span){10, 13});
	found(c, "indicator-without-note", (struct span){40, 43});
	found(c, "note-empty", (struct span){10, 13});
	f = found(c, "notes-missing", (struct span){4, 6});
	ck_assert_ptr_nonnull(f);
	found_reach(f, (struct span){4, 20});
	settle(c, &b.checked.where, &with);
	ck_assert_uint_eq(c->findings.n, 3);
	ck_assert_str_eq(c->findings.at[0].rule->slug, "notes-missing");
	ck_assert_str_eq(c->findings.at[1].rule->slug, "note-empty");
	ck_assert_uint_eq(c->findings.at[2].span.begin, 40);
}
END_TEST

START_TEST(test_order_and_repetition)
{
	struct settling with = {.config = NULL};
	struct checking *c = by_hand();

	found(c, "note-empty", (struct span){20, 22});
	found(c, "note-empty", (struct span){4, 6});
	found(c, "indicator-order", (struct span){20, 22});
	found(c, "note-empty", (struct span){20, 22});
	settle(c, &b.checked.where, &with);
	ck_assert_uint_eq(c->findings.n, 3);
	ck_assert_uint_eq(c->findings.at[0].span.begin, 4);
	ck_assert_str_eq(c->findings.at[1].rule->slug, "indicator-order");
	ck_assert_str_eq(c->findings.at[2].rule->slug, "note-empty");
}
END_TEST

START_TEST(test_guess_is_no_error)
{
	struct settling with = {.config = NULL};
	struct checking *c = by_hand();

	found_guess(found(c, "note-empty", (struct span){4, 6}));
	found_severity(found(c, "note-empty", (struct span){9, 12}), SEVERITY_INFO);
	settle(c, &b.checked.where, &with);
	ck_assert_int_eq(c->findings.at[0].severity, SEVERITY_WARNING);
	ck_assert_int_eq(c->findings.at[1].severity, SEVERITY_INFO);
}
END_TEST

START_TEST(test_flood)
{
	struct settling with = {.config = NULL};
	struct checking *c = by_hand();

	for (uint32_t i = 0; i < FINDINGS_MOST + 5; i++)
		found(c, "note-empty", (struct span){4, 6});
	settle(c, &b.checked.where, &with);
	ck_assert_uint_eq(c->findings.n, 1);
	ck_assert_uint_eq(c->omitted, 5);
}
END_TEST

START_TEST(test_nothing_for_no_finding)
{
	struct checking *c = by_hand();
	struct finding *f = found(c, "no-such-rule", (struct span){0, 1});

	ck_assert_ptr_null(f);
	found_str(f, "label", STR("1"));
	found_number(c, f, "count", 1);
	found_related(c, f, (struct span){0, 1}, "there");
	found_fix(c, f, FIX_SAFE, (struct span){0, 1}, STR("x"));
	found_guess(f);
}
END_TEST

/* ---- suppression --------------------------------------------------------------- */

static const struct {
	const char *text;
	bool suppressed;
	uint32_t unused; /* suppressions that suppress nothing */
	const char *why;
} comments[] = {
	{"It was.[^1]\n\n<!-- footfault-ignore url-introduction: so quoted -->\n[^1]: Available "
	 "at: "
	 "https://x.org/a.\n",
	 true, 0, "on the line before"},
	{"It was.[^1]\n\n<!-- footfault-ignore url-introduction: so quoted -->\n\n[^1]: Available "
	 "at: "
	 "https://x.org/a.\n",
	 true, 0, "blank lines do not count"},
	{"<!-- footfault-ignore url-introduction: so quoted -->\nIt was.[^1]\n\n[^1]: Available "
	 "at: "
	 "https://x.org/a.\n",
	 false, 1, "too far away"},
	{"It was.[^1]\n\n<!-- footfault-ignore url-introduction -->\n[^1]: Available at: "
	 "https://x.org/a.\n",
	 false, 1, "no reason"},
	{"It was.[^1]\n\n<!-- footfault-ignore url-introduction, note-empty: two -->\n[^1]: "
	 "Available "
	 "at: https://x.org/a.\n",
	 true, 1, "one of two is not needed"},
	{"It was.[^1]\n\n<!-- footfault-ignored url-introduction: no -->\n[^1]: Available at: "
	 "https://x.org/a.\n",
	 false, 0, "another word"},
};

START_TEST(test_comments)
{
	const struct finding *f;

	check("a.md", comments[_i].text, NULL);
	f = finding("url-introduction", 0);
	ck_assert_ptr_nonnull(f);
	ck_assert_msg((f->suppressed.p != NULL) == comments[_i].suppressed, "%s", comments[_i].why);
	for (uint32_t i = 0; i < comments[_i].unused; i++)
		ck_assert_msg(finding("suppression-unused", i) != NULL, "%s", comments[_i].why);
	ck_assert_msg(!finding("suppression-unused", comments[_i].unused), "%s", comments[_i].why);
}
END_TEST

START_TEST(test_config_suppression)
{
	static const char *const configs[] = {
		"{\"suppress\": [{\"rule\": \"url-introduction\", \"label\": \"1\", \"reason\": "
		"\"r\"}]}",
		"{\"suppress\": [{\"rule\": \"url-introduction\", \"label\": \"2\", \"reason\": "
		"\"r\"}]}",
	};

	for (int i = 0; i < 2; i++) {
		struct err err = ERR_INIT;
		const struct config *config = config_parse(configs_new(&b.arena, &b.rules), "c",
							   str_of(configs[i]), &err);

		check("a.md", colon, config);
		ck_assert((finding("url-introduction", 0)->suppressed.p != NULL) == (i == 0));
		ck_assert(config->suppressions[0].asked);
		ck_assert(config->suppressions[0].used == (i == 0));
	}
}
END_TEST

START_TEST(test_baseline)
{
	struct err err = ERR_INIT;
	struct baseline baseline;
	char path[128], report[256];

	check("a.md", colon, NULL);
	snprintf(report, sizeof(report),
		 "{\"files\": [{\"findings\": [{\"fingerprint\": \"%016llx\"}]}]}",
		 (unsigned long long)finding("url-introduction", 0)->fingerprint);
	write_file("base", report);
	snprintf(path, sizeof(path), "%s/base", b.folder);
	ck_assert_int_eq(baseline_read(&baseline, &b.arena, path, &err), FF_OK);
	b.settings.baseline = &baseline;
	check("a.md", colon, NULL);
	ck_assert(str_eq(finding("url-introduction", 0)->suppressed, STR("baseline")));
	write_file("base", "[]");
	ck_assert_int_eq(baseline_read(&baseline, &b.arena, path, &err), FF_ECONFIG);
}
END_TEST

/* ---- configuration ----------------------------------------------------------------- */

static const struct {
	const char *text, *message;
} broken[] = {
	{"{\n  \"rulez\": {} }", "c:2:3: \"rulez\": is no key of the configuration"},
	{"{\"rules\":\n {\"url-introductio\": \"off\"}}",
	 "c:2:3: \"url-introductio\": no such rule; did you mean url-introduction?"},
	{"{\"rules\": {\"url-introduction\": \"of\"}}",
	 "c:1:12: \"url-introduction\": must be off, on, info, warning or error"},
	{"{\"profile\": \"novel\"}", "c:1:2: \"profile\": no such profile"},
	{"{\"language\": 3}", "c:1:2: \"language\": must be a string"},
	{"{\"suppress\": [ {\"rule\": \"url-introduction\"} ]}",
	 "c:1:16: \"suppress\": a suppression needs a \"reason\""},
	{"{\"suppress\": [ {\"rule\": \"url-introduction\", \"reason\": \"r\", \"lable\": \"1\"} "
	 "]}",
	 "c:1:60: \"lable\": is no key of a suppression"},
	{"{\"links\": []}", "c:1:2: \"links\": must be an object"},
	{"{\"links\": {\n\"rates\": 1}}", "c:2:1: \"rates\": is no key of links"},
	{"{\"links\": {\"rate\": -1}}", "c:1:12: \"rate\": must be a number from 0 to 10000"},
	{"{\"links\": {\"rate\": \"fast\"}}", "\"rate\": must be a number"},
	{"{\"links\": {\"timeout\": 0}}", "\"timeout\": must be a number from 0.001 to 3600"},
	{"{\"links\": {\"timeout\": 3601}}", "\"timeout\": must be a number"},
	{"{\"links\": {\"dead_days\": 0}}", "\"dead_days\": must be a number of days from 1"},
	{"{\"links\": {\"dead_days\": 2.5}}", "\"dead_days\": must be a number of days"},
	{"{\"links\": {\"fresh_days\": 3651}}", "\"fresh_days\": must be a number of days from 0"},
	{"{\"links\": {\"exclude\": \"x.org\"}}", "c:1:12: \"exclude\": must be a list of strings"},
	{"{\"links\": {\"exclude\": [\"x.org\",\n3]}}", "c:2:1: \"exclude\": must be a string"},
	{"{\"links\": {\"archive\": {\"cdx\": \"ftp://x\"}}}",
	 "c:1:24: \"cdx\": must be an address"},
	{"{\"links\": {\"archive\": {\"copy\": \"https://x\"}}}",
	 "\"copy\": is no key of an archive"},
	{"{\"links\": {\"archive\": {\"timegates\": [\"x.org\"]}}}",
	 "\"timegates\": must be an address"},
	{"{\"rules\": ", "c:1:"},
	{"[]", "a configuration is an object"},
};

START_TEST(test_broken_config)
{
	struct err err = ERR_INIT;
	const struct config *config =
		config_parse(configs_new(&b.arena, &b.rules), "c", str_of(broken[_i].text), &err);

	ck_assert_int_eq(err.status, FF_ECONFIG);
	ck_assert_msg(strstr(err.message, broken[_i].message) != NULL, "%s\nnot\n%s", err.message,
		      broken[_i].message);
	ck_assert_int_eq(config->status, FF_ECONFIG);
	ck_assert_uint_eq(config->nsuppressions, 0);
}
END_TEST

START_TEST(test_links_config)
{
	static const char text[] =
		"{ \"links\": { \"contact\": \"links@example.org\", \"rate\": 0.5, "
		"\"exclude\": [\"*.pdf\", \"x.org\"], \"dead_days\": 5, \"archive\": "
		"{ \"copies\": \"https://w.org/\", \"timegates\": [\"http://t.org/\"] } } }";
	struct err err = ERR_INIT;
	const struct config_links *links =
		config_parse(configs_new(&b.arena, &b.rules), "c", str_of(text), &err)->links;

	ck_assert_int_eq(err.status, FF_OK);
	ck_assert_str_eq(links->contact, "links@example.org");
	ck_assert(links->rate == 0.5);
	ck_assert(links->timeout == config_links_default.timeout);
	ck_assert_uint_eq(links->nexclude, 2);
	ck_assert_str_eq(links->exclude[1], "x.org");
	ck_assert_uint_eq(links->dead_days, 5);
	ck_assert_uint_eq(links->fresh_days, 7);
	ck_assert_str_eq(links->copies, "https://w.org/");
	ck_assert_ptr_null(links->cdx);
	ck_assert_str_eq(links->timegates[0], "http://t.org/");
	ck_assert_ptr_null(
		config_parse(configs_new(&b.arena, &b.rules), "c", STR("{}"), &err)->links);
}
END_TEST

/* ---- house rules ---------------------------------------------------------------------- */

#define HOUSE(slug, more)                                                                          \
	"{\"slug\": \"" slug "\", \"summary\": \"s\", \"severity\": \"error\",\n \"message\": "    \
	"\"m {text}\", " more "}"

static const struct {
	const char *name, *text, *message;
} house[] = {
	{"x.json", HOUSE("x", "\"anchor\": [\"abc\"]"), "x.json:1:1: \"pattern\": is missing"},
	{"x.json", HOUSE("x", "\"pattern\": \"(abc\", \"anchor\": [\"abc\"]"),
	 "x.json:2:25: \"pattern\": missing closing parenthesis"},
	{"x.json", HOUSE("x", "\"pattern\": \"abc\", \"anchor\": []"),
	 "\"anchor\": must name words"},
	{"x.json", HOUSE("x", "\"pattern\": \"abc\", \"anchor\": [\"ab\"]"), "three bytes"},
	{"x.json", HOUSE("x", "\"patern\": \"abc\""),
	 "x.json:2:25: \"patern\": is no key of a rule"},
	{"x.json", HOUSE("y", "\"pattern\": \"abc\", \"anchor\": [\"abc\"]"),
	 "\"slug\": must be the name of its file"},
	{"x.json",
	 HOUSE("x", "\"pattern\": \"abc\", \"anchor\": [\"abc\"], \"scope\": \"all of it\""),
	 "\"scope\": must be one of: body, notes, all"},
	{"url-introduction.json",
	 HOUSE("url-introduction", "\"pattern\": \"abc\", \"anchor\": [\"abc\"]"),
	 "another rule is called url-introduction already"},
	{"x.json", "{", "x.json:1:1"},
};

START_TEST(test_broken_house_rule)
{
	write_file("fine.json", HOUSE("fine", "\"pattern\": \"abc\", \"anchor\": [\"abc\"]"));
	write_file(house[_i].name, house[_i].text);
	ready(true);
	ck_assert_uint_eq(b.rules.errors.n, 1);
	ck_assert_msg(strstr(b.rules.errors.at[0].message.p, house[_i].message) != NULL,
		      "%s\nnot\n%s", b.rules.errors.at[0].message.p, house[_i].message);
	check("a.md", "1. The abc of it.\n", NULL);
	ck_assert_ptr_nonnull(finding("fine", 0));
}
END_TEST

START_TEST(test_house_rule)
{
	const struct finding *f;

	write_file("utilize.json",
		   HOUSE("utilize",
			 "\"pattern\": \"\\\\butiliz(e[ds]?|ing)\\\\b\", \"anchor\": "
			 "[\"UTILIZ\"], \"replacement\": \"us$1\", \"scope\": \"body\""));
	ready(true);
	ck_assert_uint_eq(b.rules.errors.n, 0);
	check("a.md", "1. They utilized it, utilizing all.[^1]\n\n[^1]: It utilizes A/RES/70/1.\n",
	      NULL);
	f = finding("utilize", 0);
	ck_assert_ptr_nonnull(f);
	ck_assert(str_eq(f->message, STR("m utilized")));
	ck_assert_uint_eq(f->fix.edits.n, 1);
	ck_assert_ptr_nonnull(finding("utilize", 1));
	ck_assert_msg(!finding("utilize", 2), "notes are out of scope");
}
END_TEST

/* The text has what the pattern needs, so that it cannot be refused at a glance. */
START_TEST(test_exponential_pattern)
{
	char text[4096];

	write_file("slow.json", HOUSE("slow", "\"pattern\": \"(?:a+)+d\", \"anchor\": [\"aaaa\"]"));
	ready(true);
	memset(text, 'a', sizeof(text));
	memcpy(text, "1. ", 3);
	memcpy(text + 3000, " b c d.\n", 9);
	check("a.md", text, NULL);
	ck_assert_uint_eq(b.checked.run.errors.n, 1);
	ck_assert_ptr_nonnull(strstr(b.checked.run.errors.at[0].message.p, "too costly"));
	check("a.md", "1. An aaaad, to see that it is still tried elsewhere.\n", NULL);
	ck_assert_uint_eq(b.checked.run.errors.n, 0);
	ck_assert_ptr_nonnull(finding("slow", 0));
}
END_TEST

/* Every anchor of a long block is looked at, each match is found once. */
START_TEST(test_pattern_in_a_long_block)
{
	enum { TIMES = 3000 };
	struct buf text = BUF_INIT;
	uint32_t n = 0;

	write_file("abc.json", HOUSE("abc", "\"pattern\": \"abc\\\\d\", \"anchor\": [\"abc\"]"));
	ready(true);
	buf_add(&text, STR("1. It"));
	for (int i = 0; i < TIMES; i++)
		buf_addf(&text, " abc%d %*s", i % 10, i % 700, "x");
	buf_add(&text, STR("\n\0"));
	check("a.md", text.p, NULL);
	while (finding("abc", n))
		n++;
	ck_assert_uint_eq(n, TIMES);
	buf_release(&text);
}
END_TEST

/* ---- the rest ---------------------------------------------------------------------------- */

START_TEST(test_fingerprint)
{
	uint64_t first;

	check("a.md", colon, NULL);
	first = finding("url-introduction", 0)->fingerprint;
	check("a.md",
	      "A paragraph before.[^1]\n\nIt was said.[^2]\n\n[^1]: A/RES/70/1.\n[^2]: Available "
	      "at: "
	      "https://x.org/a.\n",
	      NULL);
	ck_assert_msg(finding("url-introduction", 0)->fingerprint == first, "it has only moved");
	check("a.md",
	      "It was said.[^1] Again.[^2]\n\n[^1]: Available at: https://x.org/a.\n[^2]: "
	      "Available "
	      "at: https://x.org/a.\n",
	      NULL);
	ck_assert_msg(finding("url-introduction", 0)->fingerprint == first, "the first of two");
	ck_assert_msg(finding("url-introduction", 1)->fingerprint != first, "the second of two");
}
END_TEST

START_TEST(test_profile)
{
	static const struct {
		const char *text, *profile, *why;
	} rows[] = {
		{"1. It is a compilation of information contained in relevant documents.\n",
		 "upr-compilation", "tell-tale words"},
		{"1. It follows the report of the Secretary-General.\n", NULL, "no title"},
		{"Report of the Secretary-General\n\n1. It follows.\n", "report", "a title"},
		{"The General Assembly,\n\nRecalling its resolution 70/1,\n", "resolution",
		 "a block of its own"},
	};
	const struct profile *profile;

	check("a.md", rows[_i].text, NULL);
	profile = b.checked.run.profile;
	ck_assert_msg(rows[_i].profile ? profile && strcmp(profile->slug, rows[_i].profile) == 0
				       : !profile,
		      "%s: %s", rows[_i].why, profile ? profile->slug : "none");
}
END_TEST

START_TEST(test_profile_by_symbol)
{
	static const struct {
		const char *symbol, *profile;
	} rows[] = {
		{"A/HRC/WG.6/48/KAZ/2", "upr-compilation"},
		{"A/HRC/WG.6/48/KAZ/3", "upr-summary"},
		{"A/HRC/56/52", "report"},
		{"A/HRC/56/52/Add.1", "report"},
		{"A/HRC/56/L.12", "resolution"},
		{"A/RES/70/1", "resolution"},
		{"S/RES/1325 (2000)", "resolution"},
		{"CAT/C/KAZ/CO/4", "treaty-body"},
		{"CCPR/C/130/D/2728/2016", "views"},
	};

	b.settings.symbol = str_of(rows[_i].symbol);
	check("a.md", "1. It is.\n", NULL);
	ck_assert_msg(b.checked.run.profile != NULL, "%s", rows[_i].symbol);
	ck_assert_str_eq(b.checked.run.profile->slug, rows[_i].profile);
}
END_TEST

START_TEST(test_profiles_name_rules)
{
	for (uint32_t p = 0; p < profiles_builtin_count; p++)
		for (uint32_t k = 0; k < profiles_builtin[p].nrules; k++)
			ck_assert_msg(
				ruleset_find(&b.rules, str_of(profiles_builtin[p].rules[k].slug)) !=
					NONE,
				"%s: no rule %s", profiles_builtin[p].slug,
				profiles_builtin[p].rules[k].slug);
}
END_TEST

struct hits {
	uint32_t n, last, sum;
};

static bool count_hit(void *to, const struct literal *literal, size_t at)
{
	struct hits *hits = to;

	ck_assert_uint_ge(at, hits->last);
	hits->last = (uint32_t)at;
	hits->sum += literal->which;
	hits->n++;
	return true;
}

enum { TEXT_SIZES = 17, LITERAL_SETS = 5 };

/* Sought by a simple scan and by the fast one, in texts short and long, at steps of one byte to
 * three. */
START_TEST(test_literals)
{
	static const struct literal literals[] = {{{"paras", 5}, 1},
						  {{" ibid", 5}, 2},
						  {{"para", 4}, 3},
						  {{"Ibid", 4}, 4},
						  {{"a/b", 3}, 5}};
	uint32_t sought = LITERAL_SETS - (uint32_t)_i / TEXT_SIZES;
	const struct literals *l = literals_new(&b.arena, literals, sought);
	size_t n = (size_t)1 << _i % TEXT_SIZES;
	char *text = arena_alloc(&b.arena, n);
	struct hits fast = {0};
	uint32_t count = 0, sum = 0;

	for (size_t i = 0; i < n; i++)
		text[i] = "paras ibid A/B PARA xyz"[(i * 7 + i / 23 * 5) % 23];
	for (size_t i = 0; i + 5 < n; i += 97)
		memcpy(text + i, i % 2 ? "Paras" : " ibid", 5);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < sought; k++)
			if (n - i >= literals[k].text.n &&
			    str_eq_nocase(literals[k].text,
					  (struct str){text + i, literals[k].text.n})) {
				count++;
				sum += literals[k].which;
			}
	literals_scan(l, (struct str){text, n}, count_hit, &fast);
	ck_assert_uint_eq(fast.n, count);
	ck_assert_uint_eq(fast.sum, sum);
}
END_TEST

static TCase *with_bench(Suite *s, const char *name)
{
	TCase *t = tcase_create(name);

	tcase_add_checked_fixture(t, open_bench, close_bench);
	suite_add_tcase(s, t);
	return t;
}

static void open_ready(void)
{
	open_bench();
	ready(false);
}

int main(void)
{
	Suite *s = suite_create("check");
	TCase *own = tcase_create("rules of the project");
	TCase *t = with_bench(s, "house rules");

	tcase_add_checked_fixture(own, open_ready, close_bench);
	suite_add_tcase(s, own);
	tcase_add_loop_test(own, test_levels, 0, 5);
	tcase_add_test(own, test_only);
	tcase_add_test(own, test_covers);
	tcase_add_test(own, test_order_and_repetition);
	tcase_add_test(own, test_guess_is_no_error);
	tcase_add_test(own, test_flood);
	tcase_add_test(own, test_nothing_for_no_finding);
	tcase_add_loop_test(own, test_comments, 0, COUNT_OF(comments));
	tcase_add_test(own, test_config_suppression);
	tcase_add_test(own, test_baseline);
	tcase_add_loop_test(own, test_broken_config, 0, COUNT_OF(broken));
	tcase_add_test(own, test_links_config);
	tcase_add_test(own, test_fingerprint);
	tcase_add_loop_test(own, test_profile, 0, 4);
	tcase_add_loop_test(own, test_profile_by_symbol, 0, 9);
	tcase_add_test(own, test_profiles_name_rules);
	tcase_add_loop_test(own, test_literals, 0, TEXT_SIZES * LITERAL_SETS);
	tcase_add_loop_test(t, test_broken_house_rule, 0, COUNT_OF(house));
	tcase_add_test(t, test_house_rule);
	tcase_add_test(t, test_exponential_pattern);
	tcase_add_test(t, test_pattern_in_a_long_block);
	return unit_run(s);
}
