/*
 * floor: report
 * The link report: what must be done about an address, each format, and words of strangers in them.
 */
#include "report/links.h"

#include "base/date.h"
#include "check/rule.h"
#include "read/reader.h"

#include "unit.h"
#include <jansson.h>

enum { DAY = 86400, TODAY = 1795305600 /* 2026-11-22 */ };

/* Words that want to be markup, a formula, an escape, the end of a field. */
#define HOSTILE "=1+1\"'><script>alert(1)</script>&amp;\033[31m\xe2\x80\xae\r\nb"

static struct arena arena;
static struct web_links ls;
static struct link_places places;
static struct link_run run;
static struct buf out;

static void setup(void)
{
	arena_init(&arena);
	links_init(&ls, &arena);
	places = (struct link_places){0};
	run = (struct link_run){.now = TODAY, .files = 1};
	out = (struct buf)BUF_INIT;
}

static void teardown(void)
{
	buf_release(&out);
	arena_release(&arena);
}

static struct web_link *add(const char *address, unsigned kind, const char *why)
{
	struct web_link *l = links_add(&ls, str_of(address));

	l->verdict = (struct verdict){.kind = (uint8_t)kind, .why = str_of(why)};
	l->seen = TODAY;
	return l;
}

static void cite(const struct web_link *l, const char *path, const char *note)
{
	uint32_t order = places.n;

	*vec_push(&arena, &places) = (struct link_place){
		.link = l,
		.path = str_of(path),
		.words = l->address,
		.note = str_of(note),
		.part = "footnotes",
		.series = "footnotes",
		.line = 7,
		.column = 3,
		.order = order,
	};
}

/* The report in a format, ending in NUL. */
static const char *put(const char *format, bool all)
{
	struct links_options options = {.all = all};
	struct link_report report;

	link_report_make(&report, &ls, &places, &run, &arena);
	out.n = 0;
	links_format_find(format)->put(&out, &report, &options);
	buf_add_char(&out, '\0');
	out.n--;
	return out.p;
}

/* Reports are longer than a message of check may be. */
static void same(const char *found, const char *expected)
{
	if (strcmp(found, expected) == 0)
		return;
	fprintf(stderr, "expected:\n%s\nbut it is:\n%s\n", expected, found);
	ck_abort_msg("another report");
}

/* ---- groups ---------------------------------------------------------------------------------- */

static const struct {
	unsigned kind;
	const char *marks; /* dead, since, successor, permanent, symbol, fragment, not yet seen */
	unsigned group;
	const char *why;
} groups[] = {
	{LINK_OK, "", GROUP_OK, "it opens"},
	{LINK_MOVED, "", GROUP_OK, "it opens elsewhere, for now"},
	{LINK_MOVED, "p", GROUP_MOVED, "it opens elsewhere, for good"},
	{LINK_OK, "u", GROUP_MOVED, "a retired form that still opens"},
	{LINK_UNCHECKED, "un", GROUP_MOVED, "a retired form is one without asking"},
	{LINK_OK, "s", GROUP_WRONG, "another document opens"},
	{LINK_MOVED, "fp", GROUP_WRONG, "its place is lost: the new address alone helps little"},
	{LINK_GONE, "ti", GROUP_FAILING, "it failed lately"},
	{LINK_GONE, "tid", GROUP_DEAD, "it failed often"},
	{LINK_GONE, "", GROUP_FAILING, "it failed, and there is no memory"},
	{LINK_GONE, "u", GROUP_FAILING, "that there is a successor does not make it better"},
	{LINK_TIMEOUT, "tid", GROUP_DEAD, "what says nothing does not clear"},
	{LINK_BLOCKED, "t", GROUP_FAILING, "nor does it here"},
	{LINK_BLOCKED, "", GROUP_UNVERIFIED, "it cannot be told"},
	{LINK_TLS, "", GROUP_UNVERIFIED, "it cannot be told"},
	{LINK_SERVER_ERROR, "", GROUP_UNVERIFIED, "it cannot be told"},
	{LINK_REFUSED, "", GROUP_UNVERIFIED, "a person may open it"},
	{LINK_UNCHECKED, "", GROUP_UNVERIFIED, "it was asked, and only a browser can tell"},
	{LINK_UNCHECKED, "n", GROUP_UNASKED, "nobody asked"},
	{LINK_MALFORMED, "", GROUP_MALFORMED, "nobody can ask"},
};

START_TEST(test_group)
{
	struct web_link *l = add("https://a.example/", groups[_i].kind, "");
	const char *marks = groups[_i].marks;

	l->standing.dead = strchr(marks, 'd');
	l->standing.failing_since = strchr(marks, 't') ? TODAY - DAY : 0;
	l->successor = strchr(marks, 'u') ? STR("https://new.example/") : STR_NONE;
	l->verdict.final = STR("https://final.example/");
	l->verdict.permanent = strchr(marks, 'p');
	l->verdict.no_symbol = strchr(marks, 's');
	l->verdict.no_fragment = strchr(marks, 'f');
	l->seen = strchr(marks, 'n') ? 0 : TODAY;
	ck_assert_msg(link_group_of(l) == groups[_i].group, "%s: %s", groups[_i].why,
		      link_group_name(link_group_of(l)));
}
END_TEST

/* ---- formats --------------------------------------------------------------------------------- */

/* One address of every group, the worst in the middle. */
static void every_group(void)
{
	struct web_link *l;

	cite(add("https://ok.example/", LINK_OK, "200"), "a.md", "1");
	l = add("https://gone.example/x", LINK_GONE, "the server answers 404 (not found)");
	l->verdict.status = 404;
	l->standing = (struct standing){.first_asked = TODAY - 40 * DAY,
					.last_asked = TODAY,
					.last_live = TODAY - 30 * DAY,
					.failing_since = TODAY - 4 * DAY,
					.failed_days = 3,
					.dead = true};
	l->archived = (struct archived){
		.address = STR("https://copy.example/x"),
		.date = STR("2019-03-04"),
		.archive = STR("Wayback Machine"),
		.wording = STR("archived on 4 March 2019 at https://copy.example/x"),
	};
	cite(l, "a.md", "2");
	cite(l, "a.md", "5");
	l = add("https://dns.example/", LINK_DNS, "there is no such host");
	l->standing.failing_since = TODAY;
	l->standing.failed_days = 1;
	cite(l, "a.md", "");
	places.at[places.n - 1].paragraph = STR("12");
	l = add("https://old.example/", LINK_MOVED, "moved for good");
	l->verdict.permanent = true;
	l->verdict.final = STR("https://new.example/");
	cite(l, "a.md", "");
	places.at[places.n - 1].origin = CITED_HYPERLINK;
	places.at[places.n - 1].words = STR("the report");
	l = add("https://un.example/d", LINK_OK, "it opens; it names nothing");
	l->verdict.no_symbol = true;
	l->carries = STR("CAT/C/KAZ/CO/4");
	cite(l, "a.md", "3");
	l = add("https://page.example/#b", LINK_OK, "it opens; it has no \"b\"");
	l->verdict.no_fragment = true;
	cite(l, "a.md", "3");
	cite(add("https://wall.example/", LINK_BLOCKED, "the server answers 403"), "a.md", "4");
	l = add("https://later.example/", LINK_UNCHECKED, "--max-time was over");
	l->seen = 0;
	cite(l, "a.md", "4");
	cite(add("http:/x", LINK_MALFORMED, "it has no host"), "a.md", "6");
}

START_TEST(test_text)
{
	static const char *const notices[] = {"a proxy stands between"};

	every_group();
	run.notices = notices;
	run.nnotices = 1;
	same(put("text", false),
	     "Malformed (1): correct them\n\n"
	     "http:/x\n"
	     "    malformed    it has no host\n"
	     "    cited in     note 6\n\n"
	     "Dead (1): replace them, or cite an archived copy\n\n"
	     "https://gone.example/x\n"
	     "    gone         the server answers 404 (not found)\n"
	     "    history      failing since 18 November 2026, seen on 3 days; last alive on 23 "
	     "October 2026\n"
	     "    cited in     note 2, note 5\n"
	     "    paste        archived on 4 March 2019 at https://copy.example/x\n\n"
	     "Failing (1): look at them; they count as dead when they fail on more days\n\n"
	     "https://dns.example/\n"
	     "    dns          there is no such host\n"
	     "    history      failing since 22 November 2026, seen on 1 day\n"
	     "    cited in     para. 12\n\n"
	     "Open without what is cited (2): find the right address\n\n"
	     "https://un.example/d\n"
	     "    ok           it opens; it names nothing\n"
	     "    cited in     note 3\n\n"
	     "https://page.example/#b\n"
	     "    ok           it opens; it has no \"b\"\n"
	     "    cited in     note 3\n\n"
	     "Moved (1): cite the new address\n\n"
	     "https://old.example/\n"
	     "    moved        moved for good\n"
	     "    cited in     line 7 (the report)\n"
	     "    write        https://new.example/\n\n"
	     "Could not be verified (1): open them in a browser\n\n"
	     "https://wall.example/\n"
	     "    blocked      the server answers 403\n"
	     "    cited in     note 4\n\n"
	     "note: a proxy stands between\n"
	     "note: --all lists the 1 not asked\n"
	     "9 addresses, cited 10 times in 1 document: 1 malformed, 1 dead, 1 failing, 2 open "
	     "without what is cited, 1 moved, 1 not verified, 1 not asked, 1 ok\n");
	ck_assert_ptr_nonnull(strstr(put("text", true), "Open (1)\n\nhttps://ok.example/\n"));
	ck_assert_ptr_nonnull(strstr(out.p, "Not asked (1): run again"));
}
END_TEST

START_TEST(test_line)
{
	every_group();
	same(put("line", false),
	     "a.md:7:3: error: http:/x: it has no host [url-malformed]\n"
	     "a.md:7:3: error: https://gone.example/x: the server answers 404 (not found) "
	     "(failing since 18 November 2026, seen on 3 days; last alive on 23 October 2026); "
	     "archived on 4 March 2019 at https://copy.example/x [link-gone]\n"
	     "a.md:7:3: error: https://gone.example/x: the server answers 404 (not found) "
	     "(failing since 18 November 2026, seen on 3 days; last alive on 23 October 2026); "
	     "archived on 4 March 2019 at https://copy.example/x [link-gone]\n"
	     "a.md:7:3: warning: https://dns.example/: there is no such host (failing since 22 "
	     "November 2026, seen on 1 day) [link-dns]\n"
	     "a.md:7:3: warning: https://un.example/d: it opens; it names nothing "
	     "[link-symbol-missing]\n"
	     "a.md:7:3: info: https://page.example/#b: it opens; it has no \"b\" "
	     "[link-fragment-missing]\n"
	     "a.md:7:3: info: https://old.example/: moved for good; write https://new.example/ "
	     "[link-moved]\n"
	     "a.md:7:3: info: https://wall.example/: the server answers 403 [link-blocked]\n");
	ck_assert_ptr_nonnull(
		strstr(put("line", true), "info: https://ok.example/: 200 [link-ok]"));
}
END_TEST

START_TEST(test_csv)
{
	struct web_link *l = add("https://gone.example/x", LINK_GONE, "404, \"not\" found");

	l->verdict.status = 404;
	l->standing.failing_since = TODAY;
	l->standing.failed_days = 2;
	l->carries = STR("A/RES/75/1");
	cite(l, "=a.md", "2");
	cite(l, "b.md", "");
	same(put("csv", false),
	     "path,line,column,paragraph,note,words,address,host,group,verdict,status,why,since,"
	     "failed_days,final,write,archived,archived_date,paste,symbol\r\n"
	     "\"'=a.md\",\"7\",\"3\",\"\",\"2\",\"https://gone.example/x\",\"https://"
	     "gone.example/x\",\"gone.example\",\"failing\",\"gone\",\"404\",\"404, \"\"not\"\" "
	     "found\",\"2026-11-22\",\"2\",\"\",\"\",\"\",\"\",\"\",\"A/RES/75/1\"\r\n"
	     "\"b.md\",\"7\",\"3\",\"\",\"\",\"https://gone.example/x\",\"https://"
	     "gone.example/x\",\"gone.example\",\"failing\",\"gone\",\"404\",\"404, \"\"not\"\" "
	     "found\",\"2026-11-22\",\"2\",\"\",\"\",\"\",\"\",\"\",\"A/RES/75/1\"\r\n");
}
END_TEST

static const json_t *link_of(const json_t *report, const char *address)
{
	const json_t *links = json_object_get(report, "links");

	for (size_t i = 0; i < json_array_size(links); i++) {
		const json_t *l = json_array_get(links, i);

		if (strcmp(json_string_value(json_object_get(l, "address")), address) == 0)
			return l;
	}
	ck_abort_msg("no %s", address);
	return NULL;
}

static const char *word(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "null";
}

START_TEST(test_json)
{
	struct report_error error = {STR("b.docx"), STR("not a Word file")};
	json_t *report;
	const json_t *l, *place;

	every_group();
	run.errors = &error;
	run.nerrors = 1;
	report = json_loads(put("json", false), 0, NULL);
	ck_assert_ptr_nonnull(report);
	ck_assert_str_eq(word(json_object_get(report, "run"), "date"), "2026-11-22");
	ck_assert_uint_eq(json_array_size(json_object_get(report, "links")), 9);
	l = link_of(report, "https://gone.example/x");
	ck_assert_str_eq(word(l, "group"), "dead");
	ck_assert_str_eq(word(l, "verdict"), "gone");
	ck_assert_str_eq(word(l, "since"), "2026-11-18");
	ck_assert_int_eq(json_integer_value(json_object_get(l, "status")), 404);
	ck_assert_str_eq(word(json_object_get(l, "standing"), "last_live"), "2026-10-23");
	ck_assert_str_eq(word(json_object_get(l, "archived"), "date"), "2019-03-04");
	ck_assert_uint_eq(json_array_size(json_object_get(l, "cited")), 2);
	place = json_array_get(json_object_get(l, "cited"), 1);
	ck_assert_str_eq(word(place, "note"), "5");
	ck_assert_str_eq(word(place, "origin"), "address");
	ck_assert(json_is_null(json_object_get(place, "paragraph")));
	l = link_of(report, "https://old.example/");
	ck_assert_str_eq(word(l, "write"), "https://new.example/");
	ck_assert_str_eq(word(l, "since"), "null");
	ck_assert(json_is_null(json_object_get(l, "archived")));
	ck_assert_str_eq(word(json_array_get(json_object_get(report, "errors"), 0), "path"),
			 "b.docx");
	l = json_object_get(json_object_get(report, "summary"), "groups");
	ck_assert_int_eq(json_integer_value(json_object_get(l, "wrong")), 2);
	ck_assert_uint_eq(json_object_size(l), LINK_GROUPS);
	json_decref(report);
}
END_TEST

START_TEST(test_html)
{
	/* The first knows none of the addresses, the last is dated as if time had no bounds. */
	struct memory_run history[] = {
		{.began = TODAY - 9 * DAY},
		{.began = TODAY - 2 * DAY, .known = {[LINK_OK] = 8, [LINK_TLS] = 1}},
		{.began = TODAY, .known = {[LINK_OK] = 7, [LINK_TLS] = 1, [LINK_DNS] = 1}},
		{.began = TODAY + 9, .known = {[LINK_OK] = 6, [LINK_TLS] = 1, [LINK_DNS] = 3}},
		{.began = INT64_MIN, .known = {[LINK_OK] = 6, [LINK_TLS] = 1, [LINK_DNS] = 2}},
	};

	every_group();
	run.history = (struct memory_runs){history, COUNT_OF(history), COUNT_OF(history)};
	put("html", false);
	ck_assert_ptr_nonnull(strstr(out.p, "<title>Links of a.md</title>"));
	ck_assert_ptr_nonnull(strstr(out.p, "aria-label=\"Failing: 0 at first, 2 at last\""));
	ck_assert_ptr_nonnull(strstr(out.p, "href=\"https://gone.example/x\""));
	ck_assert_ptr_nonnull(strstr(out.p, "aria-label=\"1 dead\""));
	/* What is no address of the web leads nowhere. */
	ck_assert_ptr_null(strstr(out.p, "href=\"http:/x\""));
	/* The first run saw none of the addresses, the last two are of one day. */
	run.history.n = 2;
	ck_assert_ptr_null(strstr(put("html", false), "id=\"h-trend\""));
	run.files = 2;
	ck_assert_ptr_nonnull(strstr(put("html", false), "<title>Links of 2 documents</title>"));
	ck_assert_ptr_nonnull(strstr(out.p, "<li>a.md: note 2, note 5</li>"));
}
END_TEST

static const struct {
	const char *note, *paragraph, *words;
	unsigned origin;
	const char *says;
} said[] = {
	{"5", "12", "https://a.example/", CITED_ADDRESS, "note 5"},
	{"", "12", "https://a.example/", CITED_ADDRESS, "para. 12"},
	{"", "", "https://a.example/", CITED_ADDRESS, "line 7"},
	{"5", "", "the report", CITED_HYPERLINK, "note 5 (the report)"},
	{"5", "", "A/RES/75/1", CITED_SYMBOL, "note 5"},
	{"5", "", "resolution 75/1", CITED_SYMBOL, "note 5 (resolution 75/1)"},
};

START_TEST(test_place_says)
{
	struct web_link *l = add("https://a.example/", LINK_OK, "");
	struct str says;

	l->carries = STR("A/RES/75/1");
	cite(l, "a.md", said[_i].note);
	places.at[0].paragraph = str_of(said[_i].paragraph);
	places.at[0].words = str_of(said[_i].words);
	places.at[0].origin = (uint8_t)said[_i].origin;
	says = link_place_says(&places.at[0], &arena);
	ck_assert_msg(str_eq(says, str_of(said[_i].says)), "%.*s", STR_ARG(says));
}
END_TEST

/* ---- words of strangers ---------------------------------------------------------------------- */

static const char *const names[] = {"text", "line", "json", "csv", "html"};

START_TEST(test_hostile_words_come_through_nowhere)
{
	struct web_link *l = add("https://h.example/" HOSTILE, LINK_GONE, HOSTILE);
	struct report_error error = {STR(HOSTILE), STR(HOSTILE)};
	const char *before;

	l->verdict.final = STR("javascript:" HOSTILE);
	l->successor = STR(HOSTILE);
	l->carries = STR(HOSTILE);
	l->archived = (struct archived){STR("javascript:" HOSTILE), STR(HOSTILE), STR(HOSTILE),
					STR(HOSTILE), STR(HOSTILE)};
	cite(l, HOSTILE, HOSTILE);
	places.at[0].words = places.at[0].paragraph = STR(HOSTILE);
	places.at[0].origin = CITED_HYPERLINK;
	run.errors = &error;
	run.nerrors = 1;
	for (run.files = 1; run.files <= 2; run.files++) {
		before = put(names[_i], true);
		for (size_t i = 0; i < out.n; i++)
			ck_assert_msg((unsigned char)before[i] >= ' ' ||
					      strchr("\t\r\n", before[i]),
				      "%s: byte %d", names[_i], before[i]);
		/* A program that reads JSON wants the words as they are. */
		if (strcmp(names[_i], "json") != 0)
			ck_assert_ptr_null(strstr(before, "\xe2\x80\xae"));
		if (strcmp(names[_i], "html") == 0) {
			ck_assert_ptr_null(strstr(before, "<script>alert"));
			ck_assert_ptr_null(strstr(before, "href=\"javascript:"));
			ck_assert_ptr_null(strstr(before, "=1+1\""));
		}
		if (strcmp(names[_i], "csv") == 0) {
			ck_assert_ptr_null(strstr(before, ",\"="));
			ck_assert_ptr_null(strstr(before, "\r\nb"));
		}
	}
}
END_TEST

START_TEST(test_nothing_is_cited)
{
	run.files = 0;
	put(names[_i], true);
	if (strcmp(names[_i], "text") == 0)
		ck_assert_str_eq(out.p, "0 addresses, cited 0 times in 0 documents\n");
	if (strcmp(names[_i], "html") == 0)
		ck_assert_ptr_nonnull(strstr(out.p, "<p id=\"nothing\">"));
}
END_TEST

/* ---- limits ---------------------------------------------------------------------------------- */

START_TEST(test_places_beyond_those_that_are_told)
{
	struct web_link *l = add("https://a.example/", LINK_GONE, "404");

	for (int i = 0; i < 8; i++)
		cite(l, "a.md", "1");
	ck_assert_ptr_null(strstr(put("html", false), "1 more"));
	cite(l, "a.md", "1");
	ck_assert_ptr_nonnull(
		strstr(put("html", false), "<summary>1 more</summary><ul><li>note 1"));
	for (int i = 9; i < 12; i++)
		cite(l, "a.md", "1");
	ck_assert_ptr_null(strstr(put("text", false), "more\n"));
	cite(l, "a.md", "1");
	ck_assert_ptr_nonnull(strstr(put("text", false), " and 1 more\n"));
}
END_TEST

START_TEST(test_hosts_beyond_those_that_are_drawn)
{
	for (int i = 0; i < 16; i++)
		add(arena_printf(&arena, "https://h%d.example/", i).p, LINK_OK, "");
	ck_assert_ptr_null(strstr(put("html", false), "other hosts"));
	add("https://h16.example/", LINK_GONE, "404");
	ck_assert_ptr_nonnull(strstr(put("html", false), "2 other hosts</span>"));
	/* What is unwell is drawn. */
	ck_assert_ptr_nonnull(strstr(out.p, "href=\"#host=h16.example\""));
}
END_TEST

/* ---- places ---------------------------------------------------------------------------------- */

START_TEST(test_places_outlive_their_document)
{
	struct str text = STR("It was.[^1] Said \xc3\xa9 https://a.example/ again.\n\n"
			      "[^1]: See https://a.example/.\n");
	struct cited cited[2] = {{.address = STR("https://a.example/")}};
	struct cited_list list = {cited, 2, 2};
	struct cite_options about = {0};
	struct err err = ERR_INIT;
	struct apparatus ap;
	struct document doc;
	struct arena a;

	arena_init(&a);
	ck_assert_int_eq(read_bytes(&doc, &a, text, "a.md", &err), FF_OK);
	doc.path = arena_str(&a, STR("a.md"));
	cite_apparatus(&ap, &doc, &about);
	cited[1] = cited[0];
	for (uint32_t i = 0, at = 0; i < 2; i++) {
		at = (uint32_t)str_find(doc.text, cited[i].address, at);
		cited[i].span = (struct span){at, at + 18};
		at += 18;
	}
	add("https://a.example/", LINK_OK, "");
	link_places_add(&places, &ap, &list, &ls, &arena);
	arena_release(&a);

	ck_assert_uint_eq(places.n, 2);
	ck_assert_str_eq(places.at[0].path.p, "a.md");
	ck_assert_uint_eq(places.at[0].line, 1);
	ck_assert_uint_eq(places.at[0].column, 20);
	ck_assert_str_eq(places.at[1].note.p, "1");
	ck_assert_str_eq(places.at[1].words.p, "https://a.example/");
	ck_assert_str_eq(places.at[1].part, "footnotes");
	ck_assert_ptr_eq(places.at[1].link, ls.all.at[0]);
	ck_assert_ptr_nonnull(strstr(put("text", true), "cited in     line 1, note 1\n"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("report_links");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, test_group, 0, COUNT_OF(groups));
	tcase_add_test(tc, test_text);
	tcase_add_test(tc, test_line);
	tcase_add_test(tc, test_csv);
	tcase_add_test(tc, test_json);
	tcase_add_test(tc, test_html);
	tcase_add_loop_test(tc, test_place_says, 0, COUNT_OF(said));
	tcase_add_loop_test(tc, test_hostile_words_come_through_nowhere, 0, COUNT_OF(names));
	tcase_add_loop_test(tc, test_nothing_is_cited, 0, COUNT_OF(names));
	tcase_add_test(tc, test_places_beyond_those_that_are_told);
	tcase_add_test(tc, test_hosts_beyond_those_that_are_drawn);
	tcase_add_test(tc, test_places_outlive_their_document);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
