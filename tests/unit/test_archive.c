/*
 * floor: link
 * What web archives answer: which copy is taken of an index, of the availability API and of
 * Memento, and what is never taken.
 */
#include "base/date.h"
#include "link/copy.h"

#include "arena.h"

static const char *const answer_names[] = {"found", "none", "elsewhere", "odd"};

static struct copy_wanted wanted(int64_t at)
{
	return (struct copy_wanted){
		.address = STR("https://www.ohchr.org/EN/HRBodies/UPR"),
		.copies = STR("https://web.archive.org/web/"),
		.at = at,
		.now = date_seconds((struct date){2026, 11, 22}),
	};
}

/* "none", "odd", or the address of the copy behind its base. */
static struct str told(enum copy_answer answer, const struct copy *c)
{
	if (answer == COPY_FOUND || answer == COPY_ELSEWHERE)
		return c->address;
	return str_of(answer_names[answer]);
}

/* ---- times --------------------------------------------------------------------------------- */

static const struct {
	const char *digits;
	int64_t at;
	const char *why;
} times[] = {
	{"20190304120000", 1551700800, "noon"},
	{"20000229235959", 951868799, "a leap day"},
	{"19991231000000", 946598400, "the century before"},
	{"20190304", 0, "a day alone"},
	{"201903041200000", 0, "a digit too many"},
	{"20190229120000", 0, "no such day"},
	{"20191304120000", 0, "no such month"},
	{"20190304240000", 0, "no such hour"},
	{"20190304126000", 0, "no such minute"},
	{"20190304120060", 0, "no such second"},
	{"19700101000000", 0, "before there was a web"},
	{"00000000000000", 0, "nothing"},
	{"2019030412000x", 0, "a letter"},
	{"2019-03-041200", 0, "dashes"},
	{" 2019030412000", 0, "a blank"},
	{"", 0, "nothing at all"},
};

START_TEST(test_times)
{
	int64_t at = -1;
	bool is_time = copy_time(&at, str_of(times[_i].digits));

	ck_assert_msg(is_time == (times[_i].at != 0), "%s", times[_i].why);
	if (!is_time)
		return;
	ck_assert_msg(at == times[_i].at, "%s: %lld", times[_i].why, (long long)at);
	ck_assert(str_eq(copy_digits(at, &arena), str_of(times[_i].digits)));
}
END_TEST

/* ---- index --------------------------------------------------------------------------------- */

#define HEAD   "[[\"timestamp\",\"statuscode\",\"mimetype\"]"
#define ROW(t) ",[\"" t "\",\"200\",\"text/html\"]"

static const struct {
	const char *json, *taken, *why;
} indices[] = {
	{HEAD ROW("20180101000000") ROW("20190801000000") ROW("20210101000000") "]",
	 "20190801000000", "the nearest, wherever it stands"},
	{HEAD ROW("20190703000000") ROW("20190701000000") "]", "20190701000000",
	 "the earlier of two as near"},
	{HEAD ",[\"20190702000000\",\"301\",\"text/html\"]" ROW("20100101000000") "]",
	 "20100101000000", "not a redirect"},
	{HEAD ",[\"20190702000000\",\"404\",\"text/html\"]]", "none", "not an error"},
	{HEAD ",[\"20190702000000\",\"-\",\"warc/revisit\"]]", "none", "not one that only points"},
	{HEAD ",[\"20190702000000\",200,\"text/html\"]]", "none", "a status is a string"},
	{HEAD ",[\"20190702\",\"200\",\"text/html\"]" ROW("20100101000000") "]", "20100101000000",
	 "not half a time"},
	{HEAD ROW("20270101000000") ROW("20100101000000") "]", "20100101000000",
	 "not from the future"},
	{HEAD ROW("20261122235959") "]", "20261122235959", "but from today"},
	{"[[\"mimetype\",\"urlkey\",\"statuscode\",\"timestamp\"],"
	 "[\"text/html\",\"org,ohchr)/\",\"200\",\"20190303000000\"]]",
	 "20190303000000", "columns in another order"},
	{"[[\"timestamp\",\"statuscode\"],[\"20190303000000\",\"200\"]]", "20190303000000",
	 "without the type"},
	{HEAD ",[\"20190303000000\"],[],{},null,7" ROW("20200101000000") "]", "20200101000000",
	 "rows that are none"},
	{"[]", "none", "no capture"},
	{HEAD "]", "none", "no capture but the names"},
	{"", "none", "nothing"},
	{" \n", "none", "a line end"},
	{"{}", "odd", "an object"},
	{"[[\"timestamp\"],[\"20190303000000\"]]", "odd", "without a status"},
	{"[[\"statuscode\"],[\"200\"]]", "odd", "without a time"},
	{"[7]", "odd", "no names"},
	{"[{\"timestamp\":0,\"statuscode\":1}]", "odd", "an object for the names"},
	{HEAD ROW("20190702000000"), "odd", "cut off"},
	{"<html><body>Wayback Machine is down</body></html>", "odd", "a page"},
	{"{\"message\":\"Blocked Site Error\"}", "odd", "an error in JSON"},
	{"org,ohchr)/ 20190303000000 https://www.ohchr.org/ text/html 200 AAA 1", "odd", "no JSON"},
};

static struct str expected(const char *taken)
{
	if (!is_digit(taken[0]))
		return str_of(taken);
	return arena_printf(&arena,
			    "https://web.archive.org/web/%s/https://www.ohchr.org/EN/HRBodies/UPR",
			    taken);
}

START_TEST(test_index)
{
	struct copy_wanted w = wanted(date_seconds((struct date){2019, 7, 2}));
	struct copy copy = {0};
	enum copy_answer answer = copy_of_index(&copy, &w, str_of(indices[_i].json), &arena);
	struct str got = told(answer, &copy);

	ck_assert_msg(str_eq(got, expected(indices[_i].taken)), "%s: %.*s", indices[_i].why,
		      STR_ARG(got));
}
END_TEST

/* A page where a file is wanted says that there is none; the file beside it is taken. */
START_TEST(test_index_of_a_file)
{
	struct copy_wanted w = wanted(date_seconds((struct date){2019, 7, 2}));
	struct str json = STR(
		HEAD ROW("20190702000000") ",[\"20150101000000\",\"200\",\"application/pdf\"]]");
	struct copy copy;

	w.file = true;
	ck_assert(copy_of_index(&copy, &w, json, &arena) == COPY_FOUND);
	ck_assert_int_eq(copy.at, date_seconds((struct date){2015, 1, 1}));
}
END_TEST

/* As many rows as are read, and one more; as long as is read, and longer. */
START_TEST(test_limits)
{
	struct copy_wanted w = wanted(date_seconds((struct date){2019, 7, 2}));
	struct str json = STR(HEAD);
	struct copy copy;
	char *padded, *deep;

	for (unsigned i = 0; i < 64; i++)
		json = arena_printf(&arena, "%.*s,[\"%u0101000000\",\"200\",\"text/html\"]",
				    STR_ARG(json), 1992 + i % 20);
	json = arena_printf(&arena, "%.*s" ROW("20190702000000") "]", STR_ARG(json));
	ck_assert(copy_of_index(&copy, &w, json, &arena) == COPY_FOUND);
	ck_assert_int_eq(copy.at, date_seconds((struct date){2011, 1, 1}));

	json = STR(HEAD ROW("20190702000000") "]");
	padded = arena_alloc(&arena, COPY_ANSWER_MOST);
	memset(padded, ' ', COPY_ANSWER_MOST);
	memcpy(padded, json.p, json.n);
	ck_assert(copy_of_index(&copy, &w, (struct str){padded, COPY_ANSWER_MOST - 1}, &arena) ==
		  COPY_FOUND);
	ck_assert(copy_of_index(&copy, &w, (struct str){padded, COPY_ANSWER_MOST}, &arena) ==
		  COPY_ODD);

	deep = arena_alloc(&arena, COPY_ANSWER_MOST - 1);
	memset(deep, '[', COPY_ANSWER_MOST - 1);
	ck_assert(copy_of_index(&copy, &w, (struct str){deep, COPY_ANSWER_MOST - 1}, &arena) ==
		  COPY_ODD);
	ck_assert(copy_of_availability(&copy, &w, (struct str){deep, COPY_ANSWER_MOST - 1},
				       &arena) == COPY_ODD);
}
END_TEST

/* ---- availability -------------------------------------------------------------------------- */

#define CLOSEST(members) "{\"url\":\"x\",\"archived_snapshots\":{\"closest\":{" members "}}}"
#define PLACE		 "\"url\":\"http://web.archive.org/web/20190304120000/http://www.ohchr.org/\""
#define WHEN		 "\"timestamp\":\"20190304120000\""

static const struct {
	const char *json, *taken, *why;
} availabilities[] = {
	{CLOSEST("\"status\":\"200\",\"available\":true," PLACE "," WHEN), "20190304120000",
	 "as it answers; http is https"},
	{"{\"url\":\"x\",\"archived_snapshots\":{}}", "none", "empty"},
	{CLOSEST("\"status\":\"404\",\"available\":true," PLACE "," WHEN), "none", "an error"},
	{CLOSEST("\"status\":\"301\",\"available\":true," PLACE "," WHEN), "none", "a redirect"},
	{CLOSEST("\"status\":\"200\",\"available\":false," PLACE "," WHEN), "none",
	 "not to be had"},
	{CLOSEST("\"status\":\"200\",\"available\":\"true\"," PLACE "," WHEN), "none", "a word"},
	{CLOSEST("\"status\":\"200\",\"available\":true," PLACE), "odd", "without a time"},
	{CLOSEST("\"status\":\"200\",\"available\":true," WHEN), "odd", "without an address"},
	{CLOSEST("\"status\":\"200\",\"available\":true,\"url\":7," WHEN), "odd", "an odd address"},
	{CLOSEST("\"status\":\"200\",\"available\":true,"
		 "\"url\":\"http://evil.example/web/20190304120000/x\"," WHEN),
	 "odd", "not where copies are"},
	{CLOSEST("\"status\":\"200\",\"available\":true,"
		 "\"url\":\"http://web.archive.org.evil.example/web/\"," WHEN),
	 "odd", "a host that only begins so"},
	{CLOSEST("\"status\":\"200\",\"available\":true," PLACE ",\"timestamp\":\"2019\""), "odd",
	 "half a time"},
	{CLOSEST("\"status\":\"200\",\"available\":true," PLACE
		 ",\"timestamp\":\"20990304120000\""),
	 "odd", "from the future"},
	{"{\"archived_snapshots\":[]}", "odd", "a list"},
	{"{}", "odd", "nothing of it"},
	{"[]", "odd", "no object"},
	{"", "odd", "nothing"},
	{"<html>", "odd", "a page"},
	{"{\"archived_snapshots\":{\"closest\":null}}", "none", "null"},
};

START_TEST(test_availability)
{
	struct copy_wanted w = wanted(0);
	struct copy copy = {0};
	enum copy_answer answer =
		copy_of_availability(&copy, &w, str_of(availabilities[_i].json), &arena);
	struct str got = told(answer, &copy);

	ck_assert_msg(str_eq(got, expected(availabilities[_i].taken)), "%s: %.*s",
		      availabilities[_i].why, STR_ARG(got));
}
END_TEST

/* ---- Memento ------------------------------------------------------------------------------- */

#define MARCH 1551700800

static const struct {
	uint16_t status;
	int64_t memento;
	bool is_gate;
	const char *location, *content_location, *link, *type;
	bool file;
	const char *taken, *why;
} mementos[] = {
	{302, 0, true, "https://m.org/2019/x", "", "", "", false, "https://m.org/2019/x",
	 "a TimeGate leads to the copy"},
	{302, MARCH, true, "/2019/x", "", "", "", false, "https://gate.org/2019/x",
	 "it may say its time, and where from here"},
	{307, 0, false, "https://m.org/y", "", "", "", false, "https://m.org/y",
	 "to another TimeGate"},
	{200, MARCH, false, "", "", "", "text/html", false, "https://gate.org/at",
	 "the copy itself"},
	{200, MARCH, false, "", "/elsewhere", "", "", false, "https://gate.org/at",
	 "which is where it was asked"},
	{200, MARCH, true, "", "/2019/x", "", "", false, "https://gate.org/2019/x",
	 "a TimeGate that answers with the copy"},
	{200, MARCH, true, "", "",
	 "<https://x.org/>; rel=\"original\", <https://gate.org/map>; rel=\"timemap\", "
	 "<https://gate.org/2019/y>; rel=\"first memento\"; datetime=\"Mon, 04 Mar 2019\"",
	 "", false, "https://gate.org/2019/y", "which says so in a link"},
	{200, MARCH, true, "", "", "<https://gate.org/z>;rel=memento", "", false,
	 "https://gate.org/z", "in the short form"},
	{200, MARCH, true, "", "", "<https://gate.org/z>; rel=\"mementos original\"", "", false,
	 "odd", "no such relation"},
	{200, MARCH, true, "", "", "<https://gate.org/z; rel=\"memento\"", "", false, "odd",
	 "a link that is not closed"},
	{200, MARCH, true, "", "", "", "", false, "odd", "or nowhere"},
	{200, MARCH, true, "", "javascript:alert(1)", "", "", false, "odd", "no web address"},
	{200, MARCH, true, "", "file:///etc/passwd", "<data:,x>; rel=\"memento\"", "", false, "odd",
	 "nor these"},
	{200, 0, false, "", "", "", "", false, "odd", "a page that says of no time"},
	{200, -1, false, "", "", "", "", false, "odd", "nor of one that can be read"},
	{200, 4102444800, false, "", "", "", "", false, "odd", "from the future"},
	{301, MARCH, false, "https://m.org/y", "", "", "", false, "none", "a copy of a redirect"},
	{503, MARCH, false, "", "", "", "", false, "none", "a copy of an error"},
	{404, MARCH, false, "", "", "", "", false, "none", "a copy of a missing page"},
	{404, 0, true, "", "", "", "", false, "none", "no copy"},
	{302, 0, true, "", "", "", "", false, "odd", "nowhere to go"},
	{302, 0, true, "ftp://m.org/x", "", "", "", false, "odd", "nowhere that can be asked"},
	{200, MARCH, false, "", "", "", "text/html", true, "none", "a page in place of a file"},
	{200, MARCH, false, "", "", "", "application/pdf", true, "https://gate.org/at", "a file"},
};

START_TEST(test_memento)
{
	struct copy_wanted w = wanted(MARCH);
	struct reply r = {
		.status = mementos[_i].status,
		.memento = mementos[_i].memento,
		.address = STR("https://gate.org/at"),
		.location = str_of(mementos[_i].location),
		.content_location = str_of(mementos[_i].content_location),
		.link = str_of(mementos[_i].link),
		.type = str_of(mementos[_i].type),
	};
	struct copy copy = {0};
	enum copy_answer answer;

	w.file = mementos[_i].file;
	answer = copy_of_memento(&copy, &w, &r, mementos[_i].is_gate, &arena);
	ck_assert_msg(str_eq(told(answer, &copy), str_of(mementos[_i].taken)), "%s: %.*s",
		      mementos[_i].why, STR_ARG(told(answer, &copy)));
	ck_assert_msg((answer == COPY_ELSEWHERE) == (r.status / 100 == 3 && r.location.n &&
						     answer != COPY_ODD && answer != COPY_NONE),
		      "%s", mementos[_i].why);
	if (answer == COPY_FOUND)
		ck_assert_int_eq(copy.at, MARCH);
}
END_TEST

START_TEST(test_describe)
{
	struct copy copy = {STR("https://web.archive.org/web/20190304120000/https://a.org/"),
			    MARCH};
	struct archived got;

	copy_describe(&got, &copy, &arena);
	ck_assert(str_eq(got.archive, STR("Wayback Machine")));
	ck_assert(str_eq(got.date, STR("2019-03-04")));
	ck_assert(str_eq(got.wording,
			 STR("archived on 4 March 2019 at "
			     "https://web.archive.org/web/20190304120000/https://a.org/")));
	ck_assert(str_eq(got.address, copy.address) && got.why.n == 0);
	copy.address = STR("https://web.archive.org.example/x");
	copy_describe(&got, &copy, &arena);
	ck_assert(str_eq(got.archive, STR("web.archive.org.example")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("archive");
	TCase *tests = tcase_create("answers");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_times, 0, COUNT_OF(times));
	tcase_add_loop_test(tests, test_index, 0, COUNT_OF(indices));
	tcase_add_test(tests, test_index_of_a_file);
	tcase_add_test(tests, test_limits);
	tcase_add_loop_test(tests, test_availability, 0, COUNT_OF(availabilities));
	tcase_add_loop_test(tests, test_memento, 0, COUNT_OF(mementos));
	tcase_add_test(tests, test_describe);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
