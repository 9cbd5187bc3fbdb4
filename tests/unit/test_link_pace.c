/*
 * floor: link
 * How fast a host is asked, what its robots.txt says, which addresses are left out, and which
 * proxy stands between.
 */
#include "link/pace.h"
#include "link/proxy.h"
#include "link/robots.h"
#include "link/verify.h"

#include "arena.h"

enum { SECOND = 1000000, MS = 1000 };

/* ---- pace ------------------------------------------------------------------------------------ */

START_TEST(test_rate)
{
	struct pace p = {.interval = 2 * SECOND, .most = 4};
	uint64_t now = 100, begun = 0;

	/* Whoever asks as often as he may asks once in two seconds. */
	for (; now < 100 + 20 * SECOND; now += 10 * MS)
		if (pace_may(&p, now)) {
			pace_begin(&p, now);
			pace_end(&p, now + 5 * MS, now + MS, false, -1);
			begun++;
		}
	ck_assert_uint_eq(begun, 10);
}
END_TEST

/* A handshake before the first request does not bring the second one nearer to it. */
START_TEST(test_handshake)
{
	struct pace p = {.interval = SECOND, .most = 4};

	pace_begin(&p, 0);
	pace_end(&p, 500 * MS, 400 * MS, false, -1);
	ck_assert(!pace_may(&p, 1399 * MS));
	ck_assert(pace_may(&p, 1400 * MS));
}
END_TEST

START_TEST(test_no_limit)
{
	struct pace p = {.most = 3};

	/* The clock goes on while they begin; the caller looks at it once. */
	for (int i = 0; i < 3; i++) {
		ck_assert(pace_may(&p, 7));
		pace_begin(&p, 8);
	}
	ck_assert(!pace_may(&p, 7));
	pace_end(&p, 9, 8, false, -1);
	ck_assert(pace_may(&p, 7));
}
END_TEST

static uint64_t pause_after_failure(struct pace *p, uint64_t now, int64_t retry_after)
{
	pace_begin(p, now);
	pace_end(p, now, now, true, retry_after);
	return p->next - now;
}

/* Each pause is twice the one before, and up to half as long again. */
START_TEST(test_doubling)
{
	struct pace p = {.most = 1, .seed = 42};
	uint64_t now = 0, pause;
	uint32_t least = PACE_FIRST_MS;

	for (int i = 0; i < 12; i++) {
		pause = pause_after_failure(&p, now, -1);
		ck_assert_uint_ge(pause, (uint64_t)least * MS);
		ck_assert_uint_le(pause, (uint64_t)least * MS * 3 / 2);
		ck_assert(!pace_may(&p, now + pause - 1));
		ck_assert(pace_may(&p, now + pause));
		now += pause;
		least = least * 2 < PACE_MOST_MS ? least * 2 : PACE_MOST_MS;
	}
	pace_begin(&p, now);
	pace_end(&p, now, now, false, -1);
	ck_assert(pace_may(&p, now));
	ck_assert_uint_le(pause_after_failure(&p, now, -1), (uint64_t)PACE_FIRST_MS * MS * 3 / 2);
}
END_TEST

START_TEST(test_retry_after)
{
	struct pace p = {.most = 1};

	ck_assert_uint_eq(pause_after_failure(&p, 5, 7), 7 * SECOND);
	p = (struct pace){.most = 1};
	ck_assert_uint_eq(pause_after_failure(&p, 5, PACE_PATIENCE),
			  (uint64_t)PACE_PATIENCE * SECOND);
	/* A longer one closes the host: nobody waits for it. */
	p = (struct pace){.most = 1};
	ck_assert_uint_lt(pause_after_failure(&p, 5, PACE_PATIENCE + 1), SECOND);
}
END_TEST

START_TEST(test_jitter)
{
	struct pace a = {.most = 1, .seed = 1}, b = {.most = 1, .seed = 2};

	ck_assert_uint_ne(pause_after_failure(&a, 0, -1), pause_after_failure(&b, 0, -1));
}
END_TEST

/* ---- robots.txt --------------------------------------------------------------------------------
 */

static const struct {
	const char *text, *path;
	bool allowed;
} robots[] = {
	{"", "/", true},
	{"User-agent: *\nDisallow: /\n", "/a", false},
	{"User-agent: *\nDisallow:\n", "/a", true},
	{"User-agent: *\nDisallow: /search", "/search?q=1", false},
	{"User-agent: *\nDisallow: /search", "/a/search", true},
	{"User-agent: *\nDisallow: /\nAllow: /en/", "/en/a", true},
	{"User-agent: *\nAllow: /a\nDisallow: /a", "/a", true},
	{"User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
	{"User-agent: other\nDisallow: /\n", "/a", true},
	{"User-agent: *\nDisallow: /\n\nUser-agent: FootFault\nDisallow: /x\n", "/a", true},
	{"User-agent: *\nDisallow: /\n\nUser-agent: FootFault\nDisallow: /x\n", "/x", false},
	{"User-agent: a\nUser-agent: footfault\nDisallow: /x\n", "/x", false},
	{"User-agent: footfault\nDisallow: /x\nUser-agent: b\nDisallow: /y\n", "/y", true},
	{"User-agent: footfault\nDisallow: /x\n\nUser-agent: footfault\nDisallow: /y", "/y", false},
	{"User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf", false},
	{"User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf?x", true},
	{"User-agent: *\nDisallow: /*.pdf\n", "/a/b.pdf?x", false},
	{"User-agent: *\nDisallow: /a*c*e\n", "/abcde", false},
	{"User-agent: *\nDisallow: /a*c*e\n", "/abcd", true},
	{"user-AGENT : * # all\r\n  disallow:/a # no\r\n", "/a", false},
	{"User-agent: *\rDisallow: /a\r", "/a", false},
	{"\xef\xbb\xbfUser-agent: *\nDisallow: /a", "/a", false},
	{"Disallow: /a\n", "/a", true},
	{"User-agent: *\nSitemap: x\nDisallow: /a\n", "/a", false},
	{"User-agent: *\nDisallow /a\nDisallow: /b", "/a", true},
};

START_TEST(test_robots)
{
	ck_assert_msg(robots_allow(str_of(robots[_i].text), STR("footfault"),
				   str_of(robots[_i].path)) == robots[_i].allowed,
		      "%s", robots[_i].text);
}
END_TEST

START_TEST(test_robots_delay)
{
	struct str agent = STR("footfault");

	ck_assert_uint_eq(robots_delay(STR("User-agent: *\nCrawl-delay: 5"), agent), 5);
	ck_assert_uint_eq(robots_delay(STR("User-agent: *\nCrawl-delay: 2.5"), agent), 2);
	ck_assert_uint_eq(robots_delay(STR("User-agent: x\nCrawl-delay: 5"), agent), 0);
	ck_assert_uint_eq(robots_delay(STR("User-agent: *\nCrawl-delay: 30"), agent), 30);
	ck_assert_uint_eq(robots_delay(STR("User-agent: *\nCrawl-delay: 3000"), agent),
			  ROBOTS_DELAY_MOST);
}
END_TEST

/* ---- what is left out, and by which way
 * ----------------------------------------------------------- */

static const struct {
	const char *address, *pattern;
	bool excluded;
} excludes[] = {
	{"https://www.un.org/a.pdf", "un.org", true},
	{"https://www.un.org/a.pdf", "WWW.un.org", true},
	{"https://www.un.org/a.pdf", "n.org", false},
	{"https://www.un.org:8080/a", "un.org", true},
	{"https://x.org/?u=un.org", "un.org", false},
	{"https://www.un.org/a.pdf", "*.pdf", true},
	{"https://www.un.org/a.pdf?x", "*.pdf", false},
	{"https://www.un.org/en/a", "https://www.un.org/en/", true},
	{"https://www.un.org/fr/a", "https://www.un.org/en/", false},
	{"https://www.un.org/fr/a", "", false},
};

START_TEST(test_excluded)
{
	const char *patterns[] = {"nothing.example", excludes[_i].pattern};

	ck_assert_msg(link_is_excluded(str_of(excludes[_i].address), patterns, 2) ==
			      excludes[_i].excluded,
		      "%s by %s", excludes[_i].address, excludes[_i].pattern);
}
END_TEST

START_TEST(test_spared)
{
	ck_assert(proxy_is_spared(STR("www.un.org"), "un.org"));
	ck_assert(proxy_is_spared(STR("www.un.org"), "x.org, .UN.org"));
	ck_assert(proxy_is_spared(STR("127.0.0.1"), "localhost,127.0.0.1"));
	ck_assert(proxy_is_spared(STR("www.un.org"), "*"));
	ck_assert(!proxy_is_spared(STR("www.un.org"), "n.org"));
	ck_assert(!proxy_is_spared(STR("www.un.org"), " , "));
	ck_assert(!proxy_is_spared(STR("un.org"), "www.un.org"));
}
END_TEST

START_TEST(test_proxy)
{
	static const char *const names[] = {"http_proxy", "https_proxy", "all_proxy",
					    "no_proxy",	  "HTTPS_PROXY", "ALL_PROXY",
					    "NO_PROXY",	  "HTTP_PROXY"};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		unsetenv(names[i]);
	ck_assert(!proxy_for(STR("un.org"), true));
	setenv("HTTP_PROXY", "http://evil:1", 1);
	ck_assert(!proxy_for(STR("un.org"), false));
	setenv("all_proxy", "http://a:1", 1);
	ck_assert_str_eq(proxy_for(STR("un.org"), false), "http://a:1");
	setenv("https_proxy", "http://s:1", 1);
	ck_assert_str_eq(proxy_for(STR("un.org"), true), "http://s:1");
	setenv("no_proxy", "un.org", 1);
	ck_assert(!proxy_for(STR("www.un.org"), true));
	ck_assert(proxy_for(STR("www.who.int"), true));
	for (size_t i = 0; i < COUNT_OF(names); i++)
		unsetenv(names[i]);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pace");
	TCase *tests = tcase_create("pace");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, test_rate);
	tcase_add_test(tests, test_handshake);
	tcase_add_test(tests, test_no_limit);
	tcase_add_test(tests, test_doubling);
	tcase_add_test(tests, test_retry_after);
	tcase_add_test(tests, test_jitter);
	tcase_add_loop_test(tests, test_robots, 0, COUNT_OF(robots));
	tcase_add_test(tests, test_robots_delay);
	tcase_add_loop_test(tests, test_excluded, 0, COUNT_OF(excludes));
	tcase_add_test(tests, test_spared);
	tcase_add_test(tests, test_proxy);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
