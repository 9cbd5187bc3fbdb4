/*
 * floor: link
 * Requests to a server with every fault: what comes back of each, and which are never made.
 */
#include "link/fetch.h"
#include "link/schedule.h"

#include "arena.h"
#include "fault_server.h"

static struct fault_server *server;
static struct fetch *fetch;

/* How long a server that says nothing is waited for. */
enum { PATIENCE_MS = 1500 };

static struct fetch_options options(void)
{
	return (struct fetch_options){
		.timeout_ms = PATIENCE_MS, .under_way = 8, .allow_private = true};
}

static void open_fetch(const struct fetch_options *o)
{
	struct err err = ERR_INIT;

	fetch_free(fetch);
	ck_assert_msg(fetch_new(&fetch, o, &err) == FF_OK, "%s", err.message);
}

static void begin(void)
{
	struct fetch_options o = options();

	setup();
	open_fetch(&o);
	fault_server_forget(server);
}

static void end(void)
{
	fetch_free(fetch);
	fetch = NULL;
	teardown();
}

static const struct web_target *target(const char *host, const char *path)
{
	struct web_target *t = ARENA_NEW(&arena, struct web_target);
	struct str address =
		arena_printf(&arena, "http://%s:%d%s", host, fault_server_port(server), path);
	const char *why = web_target_read(t, address, STR_NONE, &arena);

	ck_assert_msg(!why, "%s: %s", address.p, why);
	return t;
}

static struct reply ask(const char *path, struct request r)
{
	struct reply out;

	r.target = target("127.0.0.1", path);
	fetch_one(fetch, &r, &out, &arena);
	return out;
}

/* An address as it is, by a fetcher that goes nowhere private. */
static struct reply ask_openly(const char *address)
{
	struct fetch_options o = options();
	struct web_target t;
	struct request r = {.target = &t};
	struct reply out;

	o.allow_private = false;
	open_fetch(&o);
	ck_assert(!web_target_read(&t, str_of(address), STR_NONE, &arena));
	fetch_one(fetch, &r, &out, &arena);
	return out;
}

/* ---- what comes back ------------------------------------------------------------------------- */

static const struct {
	const char *path;
	uint8_t trouble;
	uint16_t status;
} answers[] = {
	{"/page/a", TROUBLE_NONE, 200},
	{"/status/404", TROUBLE_NONE, 404},
	{"/status/503/empty", TROUBLE_NONE, 503},
	{"/status/999", TROUBLE_NONE, 999},
	{"/continue", TROUBLE_NONE, 200},
	{"/never", TROUBLE_TIMEOUT, 0},
	{"/drip/headers", TROUBLE_TIMEOUT, 200},
	{"/drip/body", TROUBLE_TIMEOUT, 200},
	{"/stall/body", TROUBLE_TIMEOUT, 200},
	{"/close", TROUBLE_CUT, 0},
	{"/reset/before", TROUBLE_CUT, 0},
	{"/reset/headers", TROUBLE_CUT, 200},
	{"/reset/body", TROUBLE_CUT, 200},
	{"/cut/headers", TROUBLE_CUT, 200},
	{"/cut/length", TROUBLE_CUT, 200},
	{"/cut/chunked", TROUBLE_CUT, 200},
	{"/garbage/binary", TROUBLE_GARBAGE, 0},
	{"/garbage/words", TROUBLE_GARBAGE, 0},
	{"/huge/headers/1000", TROUBLE_NONE, 200},
	{"/huge/headers/4000", TROUBLE_GARBAGE, 200},
	{"/endless/headers", TROUBLE_GARBAGE, 200},
	{"/endless/header", TROUBLE_GARBAGE, 200},
	{"/endless/body", TROUBLE_NONE, 200},
	{"/endless/gzip", TROUBLE_NONE, 200},
	{"/encoded/bad-gzip", TROUBLE_GARBAGE, 200},
	{"/encoded/gzip", TROUBLE_NONE, 200},
	{"/encoded/br", TROUBLE_NONE, 200},
};

START_TEST(test_answers)
{
	struct reply r = ask(answers[_i].path, (struct request){0});

	ck_assert_msg(r.trouble == answers[_i].trouble, "%s: trouble %u, status %u, %.*s",
		      answers[_i].path, r.trouble, r.status, STR_ARG(r.detail));
	ck_assert_msg(r.status == answers[_i].status, "%s: %u", answers[_i].path, r.status);
	ck_assert_msg(!r.detail.n == !r.trouble, "%s: %.*s", answers[_i].path, STR_ARG(r.detail));
}
END_TEST

START_TEST(test_headers)
{
	struct reply r = ask("/to/301?https://www.un.org/a/b", (struct request){0});

	ck_assert_uint_eq(r.status, 301);
	ck_assert_msg(str_eq(r.location, STR("https://www.un.org/a/b")), "%s", r.location.p);
	r = ask("/limit/9/h?7", (struct request){0});
	ck_assert_uint_eq(r.status, 429);
	ck_assert_int_eq(r.retry_after, 7);
	r = ask("/limit/9/d?date+50", (struct request){0});
	ck_assert_int_ge(r.retry_after, 40);
	ck_assert_int_le(r.retry_after, 50);
	r = ask("/page/x", (struct request){0});
	ck_assert_int_eq(r.retry_after, -1);
	ck_assert(str_eq(r.type, STR("text/html")));
	ck_assert(!r.location.n);
}
END_TEST

START_TEST(test_range)
{
	struct reply r = ask("/file/plain/a.pdf", (struct request){.range = 64});
	struct fault_seen seen;

	ck_assert_uint_eq(r.status, 206);
	ck_assert_int_gt(r.length, 64);
	ck_assert_uint_eq(r.page.bytes, 64);
	ck_assert(fault_server_seen(server, 0, &seen));
	ck_assert_ptr_nonnull(strstr(seen.headers, "Range: bytes=0-63"));
	r = ask("/file/plain/a.pdf", (struct request){.method = METHOD_HEAD});
	ck_assert_uint_eq(r.status, 200);
	ck_assert_int_gt(r.length, 64);
	ck_assert_uint_eq(r.page.bytes, 0);
	/* The handle has forgotten range and method. */
	r = ask("/page/a", (struct request){0});
	ck_assert_uint_eq(r.status, 200);
	ck_assert_uint_gt(r.page.bytes, 0);
}
END_TEST

START_TEST(test_kept)
{
	struct reply r = ask("/text/a", (struct request){.keep = 1 << 20});

	ck_assert_uint_gt(r.body.n, 10);
	r = ask("/endless/body", (struct request){.keep = 100});
	ck_assert_uint_eq(r.trouble, TROUBLE_NONE);
	ck_assert(r.stopped);
	ck_assert_uint_eq(r.body.n, 100);
}
END_TEST

START_TEST(test_cookies)
{
	struct reply r = ask("/cookie/give", (struct request){0});
	struct request other = {.target = target("127.0.0.2", "/echo")};

	ck_assert(r.sets_cookie);
	ask("/echo", (struct request){0});
	ck_assert_uint_eq(fault_server_asked(server, NULL, "/echo", "Cookie:"), 1);
	/* Another host has none of it. */
	fetch_one(fetch, &other, &r, &arena);
	ck_assert_uint_eq(fault_server_asked(server, NULL, "/echo", "Cookie:"), 1);
}
END_TEST

/* An honest name; a contact cannot add headers of its own. */
START_TEST(test_agent)
{
	struct fetch_options o = options();

	o.contact = "https://example.org/us\r\nX-Evil: 1";
	open_fetch(&o);
	ask("/echo", (struct request){0});
	ck_assert_uint_eq(fault_server_asked(server, NULL, "/echo",
					     "User-Agent: footfault/" FOOTFAULT_VERSION
					     " (link check; https://example.org/us"),
			  1);
	ck_assert_uint_eq(fault_server_asked(server, NULL, "/echo", "| X-Evil"), 0);
}
END_TEST

/* ---- what is never asked ----------------------------------------------------------------------
 */

static const char *const forbidden[] = {
	"http://127.0.0.1:%d/page/a",	    "http://127.1:%d/page/a",
	"http://2130706433:%d/page/a",	    "http://0x7f000001:%d/page/a",
	"http://0177.0.0.1:%d/page/a",	    "http://[::1]:%d/page/a",
	"http://[::ffff:127.0.0.1]:%d/a",   "http://localhost:%d/page/a",
	"http://0.0.0.0:%d/page/a",	    "http://[::]:%d/page/a",
	"http://169.254.169.254:%d/latest", "http://user:pw@127.0.0.1:%d/page/a",
	"http://printer.local:%d/page/a",   "http://metadata.google.internal:%d/page/a",
};

START_TEST(test_forbidden)
{
	struct str address = arena_printf(&arena, forbidden[_i], fault_server_port(server));
	struct reply out = ask_openly(address.p);

	ck_assert_msg(out.trouble == TROUBLE_REFUSED, "%s: %u %.*s", address.p, out.trouble,
		      STR_ARG(out.detail));
	ck_assert(out.detail.n);
	ck_assert_uint_eq(fault_server_asked(server, NULL, NULL, NULL), 0);
}
END_TEST

START_TEST(test_port)
{
	struct reply out = ask_openly("http://www.un.org:25/");

	ck_assert_uint_eq(out.trouble, TROUBLE_REFUSED);
}
END_TEST

/* A host that the command line maps may be asked, and no other. */
START_TEST(test_mapped)
{
	struct fetch_options o = options();
	const char *map =
		arena_printf(&arena, "un.example:80:127.0.0.1:%d", fault_server_port(server)).p;
	struct web_target t;
	struct request r = {.target = &t};
	struct reply out;

	o.allow_private = false;
	o.connect_to = &map;
	o.nconnect_to = 1;
	open_fetch(&o);
	ck_assert(!web_target_read(&t, STR("http://UN.example/page/a"), STR_NONE, &arena));
	fetch_one(fetch, &r, &out, &arena);
	ck_assert_msg(out.status == 200, "%.*s", STR_ARG(out.detail));
	ck_assert_uint_eq(fault_server_asked(server, "un.example", "/page/a", NULL), 1);
	r.target = target("127.0.0.1", "/page/b");
	fetch_one(fetch, &r, &out, &arena);
	ck_assert_uint_eq(out.trouble, TROUBLE_REFUSED);
}
END_TEST

static const char *const bad_maps[] = {"",	  "a:1:b",   "a:1:b:2:3",
				       "a:x:b:2", "a:1:b:y", "[::1:1:b:2"};

START_TEST(test_bad_map)
{
	struct fetch_options o = options();
	struct err err = ERR_INIT;
	struct fetch *f;

	o.connect_to = &bad_maps[_i];
	o.nconnect_to = 1;
	ck_assert_msg(fetch_new(&f, &o, &err) == FF_EUSAGE, "%s", bad_maps[_i]);
	ck_assert_ptr_null(f);
}
END_TEST

/* Through a proxy only names can be judged, and they are. */
START_TEST(test_proxied)
{
	struct fetch_options o = options();
	struct web_target t;
	struct request r = {.target = &t};
	struct reply out;

	o.allow_private = false;
	open_fetch(&o);
	setenv("http_proxy",
	       arena_printf(&arena, "http://127.0.0.1:%d", fault_server_port(server)).p, 1);
	ck_assert(!web_target_read(&t, STR("http://un.example/page/a"), STR_NONE, &arena));
	fetch_one(fetch, &r, &out, &arena);
	ck_assert_uint_eq(out.status, 200);
	ck_assert(out.proxied);
	ck_assert(!web_target_read(&t, STR("http://localhost/page/a"), STR_NONE, &arena));
	fetch_one(fetch, &r, &out, &arena);
	ck_assert_uint_eq(out.trouble, TROUBLE_REFUSED);
	ck_assert(!web_target_read(&t, STR("http://10.0.0.1/page/a"), STR_NONE, &arena));
	fetch_one(fetch, &r, &out, &arena);
	ck_assert_uint_eq(out.trouble, TROUBLE_REFUSED);
	unsetenv("http_proxy");
	ck_assert_uint_eq(fault_server_asked(server, NULL, NULL, NULL), 1);
}
END_TEST

START_TEST(test_drop)
{
	struct web_target never = *target("127.0.0.1", "/never");
	struct request r = {.target = &never, .arena = &arena};
	struct reply out;
	void *owner;

	for (int i = 0; i < 8; i++)
		ck_assert(fetch_begin(fetch, &r));
	ck_assert(!fetch_begin(fetch, &r));
	fetch_wait(fetch, 1, &out, &owner);
	fetch_drop(fetch);
	ck_assert_uint_eq(fetch_under_way(fetch), 0);
	out = ask("/page/a", (struct request){0});
	ck_assert_uint_eq(out.status, 200);
}
END_TEST

/* ---- many at once -------------------------------------------------------------------------------
 */

enum { MANY = 60 };

static uint16_t statuses[MANY];
static uint8_t troubles[MANY];

static void done(void *to, uint32_t errand, const struct visit *visit)
{
	uint32_t *over = to;

	++*over;
	troubles[errand] = visit ? visit->replies[visit->n - 1].trouble : UINT8_MAX;
	statuses[errand] = visit ? visit->replies[visit->n - 1].status : 0;
}

static void tick(void *to)
{
	(void)to;
}

static uint32_t run(const char *const *paths, uint32_t n, double rate, uint32_t max_seconds,
		    struct schedule_totals *totals)
{
	struct errand errands[MANY];
	uint32_t over = 0;
	struct schedule_options o = {.rate = rate,
				     .under_way = 8,
				     .max_seconds = max_seconds,
				     .done = done,
				     .tick = tick,
				     .to = &over};

	for (uint32_t i = 0; i < n; i++)
		errands[i] = (struct errand){.target = *target("127.0.0.1", paths[i])};
	schedule_run(fetch, errands, n, &o, totals, &arena);
	return over;
}

START_TEST(test_many)
{
	static const char *const kinds[] = {"/page/%d", "/status/404/%d", "/flaky/3/m%d",
					    "/never?%d", "/chain/3/302?%d"};
	const char *paths[MANY];
	struct schedule_totals totals;

	for (int i = 0; i < MANY; i++)
		paths[i] = arena_printf(&arena, kinds[i % 4 ? i % 5 == 3 ? 0 : i % 5 : 0], i).p;
	paths[7] = "/never";
	ck_assert_uint_eq(run(paths, MANY, 0, 0, &totals), MANY);
	ck_assert(totals.resolved);
	for (int i = 0; i < MANY; i++) {
		ck_assert_msg(troubles[i] == (i == 7 ? TROUBLE_TIMEOUT : TROUBLE_NONE), "%s: %u",
			      paths[i], troubles[i]);
		ck_assert_msg(i == 7 || statuses[i] == (strstr(paths[i], "404") ? 404 : 200),
			      "%s: %u", paths[i], statuses[i]);
	}
}
END_TEST

/* The server's own clock: no two requests closer than the rate allows. */
START_TEST(test_spacing)
{
	const char *paths[8];
	struct schedule_totals totals;
	struct fault_seen seen;
	int64_t before = 0;
	unsigned i;

	for (int k = 0; k < 8; k++)
		paths[k] = arena_printf(&arena, "/page/%d", k).p;
	run(paths, 8, 20, 0, &totals);
	for (i = 0; fault_server_seen(server, i, &seen); i++) {
		/* The way to the server may take a little longer once than the next time. */
		ck_assert_msg(!i || seen.at - before >= 50000 - 5000, "%u: %d us", i,
			      (int)(seen.at - before));
		before = seen.at;
	}
	ck_assert_uint_ge(i, 8);
}
END_TEST

/* A host that wants an hour is not asked again for its other addresses, and nobody waits. */
START_TEST(test_long_pause)
{
	static const char *const paths[] = {"/limit/99/long?3600", "/page/a", "/page/b"};
	struct schedule_totals totals;

	ck_assert_uint_eq(run(paths, 3, 1000, 0, &totals), 3);
	for (int i = 0; i < 3; i++)
		ck_assert_msg(statuses[i] == 429 || i, "%d: %u", i, statuses[i]);
	ck_assert_uint_le(fault_server_asked(server, NULL, "/limit/", NULL), 1);
}
END_TEST

START_TEST(test_time_is_over)
{
	static const char *const paths[] = {"/never", "/never?1", "/page/a"};
	struct schedule_totals totals;
	struct fetch_options o = options();

	o.timeout_ms = 60000;
	open_fetch(&o);
	ck_assert_uint_eq(run(paths, 3, 0, 1, &totals), 3);
	ck_assert_uint_eq(troubles[0], UINT8_MAX);
	ck_assert_uint_eq(statuses[2], 200);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("fetch");
	TCase *tests = tcase_create("fetch");
	const struct fault_options how = {0};
	int code;

	server = fault_server_start(&how);
	if (!server)
		return EXIT_FAILURE;
	tcase_set_timeout(tests, 0);
	tcase_add_checked_fixture(tests, begin, end);
	tcase_add_loop_test(tests, test_answers, 0, COUNT_OF(answers));
	tcase_add_test(tests, test_headers);
	tcase_add_test(tests, test_range);
	tcase_add_test(tests, test_kept);
	tcase_add_test(tests, test_cookies);
	tcase_add_test(tests, test_agent);
	tcase_add_loop_test(tests, test_forbidden, 0, COUNT_OF(forbidden));
	tcase_add_test(tests, test_port);
	tcase_add_test(tests, test_mapped);
	tcase_add_loop_test(tests, test_bad_map, 0, COUNT_OF(bad_maps));
	tcase_add_test(tests, test_proxied);
	tcase_add_test(tests, test_drop);
	tcase_add_test(tests, test_many);
	tcase_add_test(tests, test_spacing);
	tcase_add_test(tests, test_long_pause);
	tcase_add_test(tests, test_time_is_over);
	suite_add_tcase(suite, tests);
	code = unit_run(suite);
	fault_server_stop(server);
	return code;
}
