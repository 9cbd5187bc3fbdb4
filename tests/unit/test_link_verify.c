/*
 * floor: link
 * The run over all links: who is asked, how often, and what the memory makes of it.
 */
#include "link/verify.h"

#include "arena.h"
#include "fault_server.h"
#include <stdio.h>
#include <unistd.h>

enum { DAY = 24 * 60 * 60, BEGIN = 1800000000 };

static struct fault_server *server;
static struct memory *memory;
static char folder[] = "/tmp/footfault-verify-XXXXXX";
static char path[sizeof(folder) + 16];

static void begin(void)
{
	struct err err = ERR_INIT;

	setup();
	fault_server_forget(server);
	unlink(path);
	ck_assert_msg(memory_open(&memory, path, &err) == FF_OK, "%s", err.message);
}

static void end(void)
{
	memory_close(memory);
	teardown();
}

static struct verify_options options(void)
{
	return (struct verify_options){
		.fetch = {.timeout_ms = 5000, .under_way = 8, .allow_private = true},
		.fresh_days = 7,
		.dead_days = 3,
		.now = BEGIN,
	};
}

static struct web_link *add(struct web_links *ls, const char *what)
{
	return links_add(
		ls, arena_printf(&arena, "http://127.0.0.1:%d%s", fault_server_port(server), what));
}

static struct verify_totals verify(struct web_links *ls, const struct verify_options *o)
{
	struct verify_totals totals;
	struct err err = ERR_INIT;

	ck_assert_msg(links_verify(ls, o, memory, &totals, &err) == FF_OK, "%s", err.message);
	return totals;
}

static unsigned asked(const char *what)
{
	return fault_server_asked(server, NULL, what, NULL);
}

/* A run by itself over one address, so many days after the first. */
static struct web_link visit(const char *what, unsigned days)
{
	struct verify_options o = options();
	struct web_links ls;
	struct web_link *l;

	links_init(&ls, &arena);
	l = add(&ls, what);
	o.now += (int64_t)days * DAY;
	verify(&ls, &o);
	return *l;
}

/* Links to places of one page are one request, and each has its own answer. */
START_TEST(test_fragments)
{
	struct verify_options o = options();
	struct web_links ls;
	struct web_link *plain, *there, *missing;

	links_init(&ls, &arena);
	there = add(&ls, "/page/a#note-2");
	plain = add(&ls, "/page/a");
	missing = add(&ls, "/page/a#note-9");
	ck_assert_ptr_eq(add(&ls, "/page/a"), plain);
	ck_assert_uint_eq(verify(&ls, &o).asked, 3);
	ck_assert_uint_eq(asked("/page/a"), 1);
	ck_assert_uint_eq(plain->verdict.kind, LINK_OK);
	ck_assert(!plain->verdict.no_fragment && !there->verdict.no_fragment);
	ck_assert(missing->verdict.no_fragment);
	ck_assert_uint_eq(missing->verdict.kind, LINK_OK);
}
END_TEST

START_TEST(test_fresh)
{
	ck_assert_uint_eq(visit("/page/f", 0).verdict.kind, LINK_OK);
	ck_assert(visit("/page/f", 6).remembered);
	ck_assert_uint_eq(asked("/page/f"), 1);
	ck_assert_int_eq(visit("/page/f", 6).seen, BEGIN);
	ck_assert(!visit("/page/f", 7).remembered);
	ck_assert_uint_eq(asked("/page/f"), 2);
	/* A memory of days to come, of a clock that was wrong, is no memory. */
	ck_assert(!visit("/page/f", 2).remembered);
}
END_TEST

START_TEST(test_dead)
{
	struct web_link l = visit("/status/404", 0);

	ck_assert_uint_eq(l.verdict.kind, LINK_GONE);
	ck_assert(!l.standing.dead);
	ck_assert(!visit("/status/404", 0).standing.dead);
	ck_assert(!visit("/status/404", 1).standing.dead);
	l = visit("/status/404", 5);
	ck_assert(l.standing.dead);
	ck_assert_uint_eq(l.standing.failed_days, 3);
	ck_assert_int_eq(l.standing.failing_since, BEGIN);
}
END_TEST

/* Once alive again, the days count anew. */
START_TEST(test_revived)
{
	visit("/flaky/2/revived?404", 0);
	visit("/flaky/2/revived?404", 1);
	ck_assert_uint_eq(visit("/flaky/2/revived?404", 2).verdict.kind, LINK_OK);
	fault_server_forget(server);
	ck_assert_uint_eq(visit("/flaky/2/revived?404", 20).standing.failed_days, 1);
}
END_TEST

START_TEST(test_offline)
{
	struct verify_options o = options();
	struct web_links ls;
	struct web_link *known, *unknown, *private, *never;

	visit("/page/o", 0);
	links_init(&ls, &arena);
	known = add(&ls, "/page/o");
	unknown = links_add(&ls, STR("https://www.un.org/en/page"));
	private = links_add(&ls, STR("http://10.0.0.1/"));
	never = links_add(&ls, STR("https://digitallibrary.un.org/record/1"));
	o.offline = true;
	o.fetch.allow_private = false;
	o.now += 100 * DAY;
	ck_assert_uint_eq(verify(&ls, &o).requests, 0);
	ck_assert_uint_eq(known->verdict.kind, LINK_OK);
	ck_assert_int_eq(known->seen, BEGIN);
	ck_assert_uint_eq(unknown->verdict.kind, LINK_UNCHECKED);
	ck_assert_uint_eq(asked("/page/o"), 1);
	ck_assert_uint_eq(private->verdict.kind, LINK_REFUSED);
	ck_assert_uint_eq(never->verdict.kind, LINK_REFUSED);
}
END_TEST

START_TEST(test_not_asked)
{
	static const char *const exclude[] = {"*/secret/*"};
	struct verify_options o = options();
	struct web_links ls;
	struct web_link *left_out, *malformed, *never;

	links_init(&ls, &arena);
	left_out = add(&ls, "/page/secret/a");
	malformed = links_add(&ls, STR("https://"));
	never = links_add(&ls, STR("https://digitallibrary.un.org/record/1"));
	o.exclude = exclude;
	o.nexclude = 1;
	verify(&ls, &o);
	ck_assert_uint_eq(left_out->verdict.kind, LINK_REFUSED);
	ck_assert_uint_eq(malformed->verdict.kind, LINK_MALFORMED);
	ck_assert_uint_eq(never->verdict.kind, LINK_REFUSED);
	ck_assert(left_out->verdict.why.n && malformed->verdict.why.n && never->verdict.why.n);
	ck_assert_uint_eq(fault_server_asked(server, NULL, NULL, NULL), 0);
	ck_assert(!never->standing.failing_since);
}
END_TEST

/* Where no name at all resolves, the machine is off the net: that is no failure of the pages. */
START_TEST(test_no_network)
{
	struct verify_options o = options();
	struct web_links ls;
	struct web_link *l;
	struct verdict v;
	int64_t at;

	links_init(&ls, &arena);
	l = links_add(&ls, STR("http://no-such-host.invalid/"));
	ck_assert(verify(&ls, &o).no_network);
	ck_assert_uint_eq(l->verdict.kind, LINK_DNS);
	ck_assert(!memory_last(memory, l->address, &v, &at, &arena));
	links_init(&ls, &arena);
	l = links_add(&ls, STR("http://no-such-host.invalid/"));
	add(&ls, "/page/n");
	ck_assert(!verify(&ls, &o).no_network);
	ck_assert(memory_last(memory, l->address, &v, &at, &arena));
	ck_assert_uint_eq(v.kind, LINK_DNS);
}
END_TEST

/* The probe of an address that cannot exist is one for a folder, however many pages it has. */
START_TEST(test_probes)
{
	struct verify_options o = options();
	struct web_links ls;

	links_init(&ls, &arena);
	for (int i = 0; i < 20; i++)
		add(&ls, arena_printf(&arena, "/page/probes/%d", i).p);
	verify(&ls, &o);
	ck_assert_uint_le(asked("/page/probes/no-such-page"), 1);
	for (uint32_t i = 0; i < ls.all.n; i++)
		ck_assert_uint_eq(ls.all.at[i]->verdict.kind, LINK_OK);
}
END_TEST

/* Where no scheme was printed, the server's only one is found. */
START_TEST(test_guessed)
{
	struct verify_options o = options();
	struct web_links ls;
	struct web_link *guessed, *printed;
	struct web_target target;

	links_init(&ls, &arena);
	guessed = links_add(&ls, arena_printf(&arena, "https://127.0.0.1:%d/page/guess",
					      fault_server_port(server)));
	printed = links_add(&ls, arena_printf(&arena, "https://127.0.0.1:%d/page/print",
					      fault_server_port(server)));
	ck_assert(!web_target_read(&target, guessed->address, STR_NONE, &arena));
	target.guessed = true;
	guessed->target = &target;
	verify(&ls, &o);
	ck_assert_uint_eq(asked("/page/guess"), 1);
	ck_assert_msg(verdict_is_live(guessed->verdict.kind), "%s",
		      verdict_name(guessed->verdict.kind));
	ck_assert_uint_eq(asked("/page/print"), 0);
	ck_assert_uint_eq(printed->verdict.kind, LINK_TLS);
}
END_TEST

/* What is known without the memory: this run alone. */
START_TEST(test_without_memory)
{
	struct verify_options o = options();
	struct verify_totals totals;
	struct err err = ERR_INIT;
	struct web_links ls;
	struct web_link *l;

	links_init(&ls, &arena);
	l = add(&ls, "/status/410");
	ck_assert_int_eq(links_verify(&ls, &o, NULL, &totals, &err), FF_OK);
	ck_assert_uint_eq(l->verdict.kind, LINK_GONE);
	ck_assert_uint_eq(l->standing.failed_days, 1);
	ck_assert(!l->standing.dead);
	ck_assert_int_eq(l->standing.failing_since, BEGIN);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("verify");
	TCase *tests = tcase_create("verify");
	const struct fault_options how = {0};
	int code;

	server = fault_server_start(&how);
	if (!server || !mkdtemp(folder))
		return EXIT_FAILURE;
	snprintf(path, sizeof(path), "%s/links.sqlite", folder);
	tcase_set_timeout(tests, 0);
	tcase_add_checked_fixture(tests, begin, end);
	tcase_add_test(tests, test_fragments);
	tcase_add_test(tests, test_fresh);
	tcase_add_test(tests, test_dead);
	tcase_add_test(tests, test_revived);
	tcase_add_test(tests, test_offline);
	tcase_add_test(tests, test_not_asked);
	tcase_add_test(tests, test_no_network);
	tcase_add_test(tests, test_probes);
	tcase_add_test(tests, test_guessed);
	tcase_add_test(tests, test_without_memory);
	suite_add_tcase(suite, tests);
	code = unit_run(suite);
	unlink(path);
	rmdir(folder);
	fault_server_stop(server);
	return code;
}
