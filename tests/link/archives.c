/*
 * Copies looked for in archives: who is asked what and in which order, what is taken, what is told
 * when nothing is found, and that nobody is pressed.
 */
#include "base/date.h"
#include "link/archive.h"

#include "fault_server.h"

#include <stdio.h>

#include "../unit/arena.h"

#define PAGE "https://www.ohchr.org/EN/Old.aspx?id=1&x=\xc3\xa9"

static struct fault_server *server;
static struct fetch *fetch;
static struct web_links links;

static void start(void)
{
	const struct fault_options faults = {0};
	const struct fetch_options options = {
		.timeout_ms = 60000, .under_way = 1, .allow_private = true};
	struct err err = ERR_INIT;

	setup();
	links_init(&links, &arena);
	server = fault_server_start(&faults);
	ck_assert_ptr_nonnull(server);
	ck_assert_msg(fetch_new(&fetch, &options, &err) == FF_OK, "%s", err.message);
}

static void stop(void)
{
	fetch_free(fetch);
	fault_server_stop(server);
	teardown();
}

/* A place on the server; "" stays so. */
static const char *at(const char *path)
{
	if (!path || !path[0])
		return "";
	return arena_printf(&arena, "http://127.0.0.1:%d%s", fault_server_port(server), path).p;
}

static struct web_link *failed(const char *address)
{
	struct web_target target;
	struct web_link *l;

	ck_assert_ptr_null(web_target_read(&target, str_of(address), STR_NONE, &arena));
	l = links_add(&links, target.address);
	l->verdict.kind = LINK_GONE;
	l->seen = date_seconds((struct date){2026, 11, 22});
	l->year = 2019;
	return l;
}

static void find(const char *cdx, const char *availability, const char *gate, uint32_t spacing)
{
	const char *gates[] = {at(gate)};
	const struct archive_options o = {
		.cdx = at(cdx),
		.availability = at(availability),
		.copies = "https://copies.test/web",
		.timegates = gates,
		.ntimegates = 1,
		.spacing_ms = spacing,
	};

	archive_find(&links, fetch, &o);
}

/* ---- what is found --------------------------------------------------------------------------- */

#define WEB  "https://copies.test/web/"
#define HERE "http://127.0.0.1:"

static const struct {
	const char *cdx, *availability, *gate;
	const char *date;  /* of the copy; NULL: none */
	const char *says;  /* in its address, or why there is none */
	unsigned requests; /* in all */
	const char *why;
} rows[] = {
	{"/cdx/known", "/available/known", "/gate/lead", "2019-08-01",
	 WEB "20190801000000/"
	     "https",
	 1, "the nearest capture"},
	{"/to/301?/cdx/known%3f", "", "", "2019-08-01", WEB "20190801000000/", 2,
	 "an index that has moved"},
	{"/cdx/none", "/available/known", "", "2018-03-04", WEB "20180304120000/", 2,
	 "the availability service has it"},
	{"/cdx/blank", "/available/bare", "", "2018-03-04", WEB "20180304120000/", 3,
	 "it has it only without the scheme"},
	{"/cdx/large", "/available/elsewhere", "/gate/lead", "2019-03-04", "/copy/200/", 5,
	 "answers that make no sense are passed by"},
	{"/cdx/page", "", "/gate/lead", "2019-03-04", "/copy/200/https", 3, "a TimeGate"},
	{"", "", "/gate/far", "2019-03-04", "/copy/200/https", 3, "that leads to another"},
	{"", "", "/gate/here", "2019-03-04", "/copy/200/https", 1, "that is a copy itself"},
	{"", "", "/gate/get", "2019-03-04", "/copy/200/https", 3, "that refuses HEAD"},
	{"", "", "/gate/lead/", "2019-03-04", "/copy/200/https", 2, "with a stroke at the end"},
	{"", "", "/gate/bad", NULL, "127.0.0.1 knows of none", 2, "a copy of a redirect"},
	{"", "", "/gate/round", NULL, "makes no sense", 6, "a circle"},
	{"", "", "/gate/none", NULL, "127.0.0.1 knows of none", 1, "none"},
	{"/cdx/none", "/available/empty", "/gate/none", NULL,
	 "no copy was found: the index of 127.0.0.1 knows of none; "
	 "the availability service of 127.0.0.1 knows of none; 127.0.0.1 knows of none",
	 4, "all are told"},
	{"/status/503", "", "", NULL, "the index of 127.0.0.1 answered 503", 1,
	 "a server that fails"},
	{"/status/404", "", "", NULL, "the index of 127.0.0.1 answered 404", 1, "the wrong place"},
	{"/close", "", "", NULL, "the index of 127.0.0.1 could not be reached", 1, "nobody"},
	{"", "", "", NULL, "no archive was asked", 0, "nobody to ask"},
};

START_TEST(test_find)
{
	struct web_link *l = failed(PAGE);
	struct str told;

	find(rows[_i].cdx, rows[_i].availability, rows[_i].gate, 0);
	told = rows[_i].date ? l->archived.address : l->archived.why;
	ck_assert_msg(str_find(told, str_of(rows[_i].says), 0) != SIZE_MAX, "%s: %.*s",
		      rows[_i].why, STR_ARG(told));
	ck_assert_msg(str_eq(l->archived.date, str_of(rows[_i].date ? rows[_i].date : "")),
		      "%s: %.*s", rows[_i].why, STR_ARG(l->archived.date));
	ck_assert_msg(!l->archived.address.n == !rows[_i].date, "%s", rows[_i].why);
	ck_assert_msg(!l->archived.wording.n == !rows[_i].date, "%s", rows[_i].why);
	ck_assert_msg(!l->archived.why.n != !rows[_i].date, "%s", rows[_i].why);
	ck_assert_msg(fault_server_asked(server, NULL, NULL, NULL) == rows[_i].requests,
		      "%s: %u requests", rows[_i].why,
		      fault_server_asked(server, NULL, NULL, NULL));
}
END_TEST

/* ---- what is asked --------------------------------------------------------------------------- */

static struct str asked(unsigned i, struct str *headers)
{
	struct fault_seen seen;

	ck_assert(fault_server_seen(server, i, &seen));
	*headers = str_of(seen.headers);
	return str_of(seen.target);
}

START_TEST(test_questions)
{
	static const char encoded[] = "www.ohchr.org%2FEN%2FOld.aspx%3Fid%3D1%26x%3D%25C3%25A9";
	struct str target, headers;

	failed(PAGE "#note-1");
	find("/cdx/none", "/available/empty", "/gate/none", 0);
	target = asked(0, &headers);
	ck_assert_msg(str_eq(target, arena_printf(&arena,
						  "/cdx/none?url=https%%3A%%2F%%2F%s&output=json"
						  "&fl=timestamp,statuscode,mimetype"
						  "&filter=statuscode:200&closest=20190702000000"
						  "&sort=closest&limit=8",
						  encoded)),
		      "%.*s", STR_ARG(target));
	target = asked(1, &headers);
	ck_assert_msg(str_eq(target, arena_printf(&arena,
						  "/available/empty?url=https%%3A%%2F%%2F%s"
						  "&timestamp=20190702000000",
						  encoded)),
		      "%.*s", STR_ARG(target));
	target = asked(2, &headers);
	ck_assert_msg(str_starts(target, arena_printf(&arena, "/available/empty?url=%s&", encoded)),
		      "%.*s", STR_ARG(target));
	target = asked(3, &headers);
	ck_assert_msg(
		str_eq(target, STR("/gate/none/https://www.ohchr.org/EN/Old.aspx?id=1&x=%C3%A9")),
		"%.*s", STR_ARG(target));
	ck_assert_msg(str_find(headers, STR("Accept-Datetime: Tue, 02 Jul 2019 00:00:00 GMT"), 0) !=
			      SIZE_MAX,
		      "%.*s", STR_ARG(headers));
}
END_TEST

/* The year of the document; else when it was seen alive; else the latest. */
START_TEST(test_nearest_to)
{
	struct web_link *by_year = failed("https://a.org/1"), *alive = failed("https://a.org/2"),
			*latest = failed("https://a.org/3");

	by_year->standing.last_live = alive->standing.last_live =
		date_seconds((struct date){2009, 5, 5});
	alive->year = latest->year = 0;
	find("/cdx/known", "", "", 0);
	ck_assert(str_eq(by_year->archived.date, STR("2019-08-01")));
	ck_assert(str_eq(alive->archived.date, STR("2010-01-01")));
	ck_assert(str_eq(latest->archived.date, STR("2023-01-01")));
}
END_TEST

static unsigned ticks;

static void count_tick(void *to, uint32_t done, uint32_t total)
{
	ck_assert_ptr_eq(to, &links);
	ck_assert_uint_eq(total, 2);
	ck_assert_uint_eq(done, ++ticks);
}

/* Only for what fails; the others stay as they are. */
START_TEST(test_wanted)
{
	const struct archive_options o = {
		.cdx = at("/cdx/known"), .tick = count_tick, .to = &links};
	unsigned wanted = 0;

	for (unsigned kind = 0; kind < VERDICTS; kind++) {
		struct web_link l = {.verdict.kind = (uint8_t)kind};

		wanted += archive_is_wanted(&l);
		ck_assert(archive_is_wanted(&l) == verdict_is_failure(kind));
		l.standing.dead = true;
		ck_assert(archive_is_wanted(&l));
	}
	ck_assert_uint_eq(wanted, 4);
	failed("https://a.org/1")->verdict.kind = LINK_OK;
	failed("https://a.org/2");
	failed("https://a.org/3")->verdict.kind = LINK_BLOCKED;
	failed("https://a.org/4");
	archive_find(&links, fetch, &o);
	ck_assert_uint_eq(ticks, 2);
	ck_assert_uint_eq(fault_server_asked(server, NULL, NULL, NULL), 2);
	ck_assert_uint_eq(links.all.at[0]->archived.address.n, 0);
	ck_assert(str_starts(links.all.at[1]->archived.wording,
			     STR("archived on 1 August 2019 at https://web.archive.org/web/2019")));
}
END_TEST

/* ---- manners --------------------------------------------------------------------------------- */

/* After 429 an archive is left alone, and the others are still asked. */
START_TEST(test_too_many_requests)
{
	for (unsigned i = 0; i < 5; i++)
		failed(arena_printf(&arena, "https://a.org/%u", i).p);
	find("/limit/99/index", "/available/bare", "", 0);
	ck_assert_uint_eq(fault_server_asked(server, NULL, NULL, NULL), 1 + 5 * 2);
	ck_assert(links.all.at[4]->archived.address.n);
	fault_server_forget(server);
	find("/limit/99/index", "/limit/99/service", "", 0);
	ck_assert_uint_eq(fault_server_asked(server, NULL, NULL, NULL), 2);
	for (unsigned i = 0; i < 5; i++) {
		struct str why = links.all.at[i]->archived.why;

		ck_assert_msg(
			str_eq(why, STR("no copy was found: the index of 127.0.0.1 asked us to "
					"stop (it answered 429); the availability service of "
					"127.0.0.1 asked us to stop (it answered 429)")),
			"%.*s", STR_ARG(why));
	}
}
END_TEST

/* So is one that fails again and again; not one that fails now and then. */
START_TEST(test_failures)
{
	struct str why;

	for (unsigned i = 0; i < ARCHIVE_FAILURES + 2; i++)
		failed(arena_printf(&arena, "https://a.org/%u", i).p);
	find("/status/503", "", "", 0);
	ck_assert_uint_eq(fault_server_asked(server, NULL, NULL, NULL), ARCHIVE_FAILURES);
	why = links.all.at[ARCHIVE_FAILURES - 1]->archived.why;
	ck_assert_msg(str_ends(why, STR("answered 503")), "%.*s", STR_ARG(why));
	why = links.all.at[ARCHIVE_FAILURES]->archived.why;
	ck_assert_msg(str_ends(why, STR("was not asked any more: it answered 503")), "%.*s",
		      STR_ARG(why));
	fault_server_forget(server);
	find("/cdx/tired", "", "", 0);
	ck_assert_uint_eq(fault_server_asked(server, NULL, NULL, NULL), ARCHIVE_FAILURES + 2);
}
END_TEST

/* As the server saw it, whatever is asked: index, service, TimeGate and the way from there. */
START_TEST(test_spacing)
{
	enum { MS = 100 };
	struct fault_seen first, second;

	failed("https://a.org/1");
	failed("https://a.org/2");
	find("/cdx/none", "/available/empty", "/gate/lead", MS);
	ck_assert_uint_eq(fault_server_asked(server, NULL, NULL, NULL), 10);
	for (unsigned i = 1; i < 10; i++) {
		ck_assert(fault_server_seen(server, i - 1, &first));
		ck_assert(fault_server_seen(server, i, &second));
		ck_assert_int_ge(second.at - first.at, (MS - 1) * 1000);
	}
}
END_TEST

/* Private addresses are no archives, unless that is allowed: wherever a TimeGate leads. */
START_TEST(test_private)
{
	const struct fetch_options options = {.timeout_ms = 60000, .under_way = 1};
	struct err err = ERR_INIT;
	struct web_link *l = failed(PAGE);

	fetch_free(fetch);
	ck_assert(fetch_new(&fetch, &options, &err) == FF_OK);
	find("/cdx/known", "", "/gate/lead", 0);
	ck_assert_uint_eq(fault_server_asked(server, NULL, NULL, NULL), 0);
	ck_assert_msg(str_find(l->archived.why, STR("must not be asked"), 0) != SIZE_MAX, "%.*s",
		      STR_ARG(l->archived.why));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("archives");
	TCase *tests = tcase_create("copies");

	tcase_add_checked_fixture(tests, start, stop);
	tcase_set_timeout(tests, 0);
	tcase_add_loop_test(tests, test_find, 0, COUNT_OF(rows));
	tcase_add_test(tests, test_questions);
	tcase_add_test(tests, test_nearest_to);
	tcase_add_test(tests, test_wanted);
	tcase_add_test(tests, test_too_many_requests);
	tcase_add_test(tests, test_failures);
	tcase_add_test(tests, test_spacing);
	tcase_add_test(tests, test_private);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
