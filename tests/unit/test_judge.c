/*
 * floor: link
 * Verdicts: every recording of fixtures/links is played, and each link compared with what its
 * editor says of it; then what is told of addresses and answers alone.
 */
#include "link/judge.h"
#include "link/replies.h"
#include "link/where.h"

#include "arena.h"
#include <glob.h>
#include <jansson.h>

/* ---- recordings ----------------------------------------------------------------------------- */

static struct str text_at(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? str_of(text) : STR_NONE;
}

/* Keys with a misprint would be expectations that nobody looks at. */
static void check_keys(const json_t *object, const char *const *known, const char *where)
{
	const char *key;
	json_t *value;

	json_object_foreach ((json_t *)object, key, value) {
		size_t i = 0;

		while (known[i] && strcmp(known[i], key) != 0)
			i++;
		ck_assert_msg(known[i], "%s: no such key: %s", where, key);
	}
}

static void check_link(const struct web_link *l, const json_t *want, const char *where)
{
	static const char *const keys[] = {"address",	"carries",     "verdict", "why",
					   "final",	"permanent",   "passing", "dead",
					   "no_symbol", "no_fragment", NULL};
	const struct verdict *v = &l->verdict;
	const struct {
		const char *key;
		bool is;
	} flags[] = {
		{"permanent", v->permanent},	 {"passing", v->passing},
		{"dead", l->standing.dead},	 {"no_symbol", v->no_symbol},
		{"no_fragment", v->no_fragment},
	};

	check_keys(want, keys, where);
	ck_assert_msg(str_eq(text_at(want, "verdict"), str_of(verdict_name(v->kind))),
		      "%s: %s: %.*s", where, verdict_name(v->kind), STR_ARG(v->why));
	ck_assert_msg(str_eq(text_at(want, "why"), v->why), "%s: %.*s", where, STR_ARG(v->why));
	ck_assert_msg(str_eq(text_at(want, "final"), v->final), "%s: ends at %.*s", where,
		      STR_ARG(v->final));
	for (size_t i = 0; i < COUNT_OF(flags); i++)
		ck_assert_msg(flags[i].is == json_is_true(json_object_get(want, flags[i].key)),
			      "%s: %s", where, flags[i].key);
}

static void play(const json_t *recorded)
{
	static const char *const keys[] = {"case", "replies", "links", NULL};
	const char *where = json_string_value(json_object_get(recorded, "case"));
	const json_t *links = json_object_get(recorded, "links");
	char *replies = json_dumps(json_object_get(recorded, "replies"), 0);
	struct err err = ERR_INIT;
	struct web_links ls;
	json_t *want;
	size_t i;

	check_keys(recorded, keys, where);
	ck_assert_msg(json_array_size(links), "%s: no links", where);
	links_init(&ls, &arena);
	json_array_foreach (links, i, want)
		links_add(&ls, text_at(want, "address"))->carries = text_at(want, "carries");
	replies_verify(&ls, str_of(replies), &err);
	ck_assert_msg(err.status == FF_OK, "%s: %s", where, err.message);
	json_array_foreach (links, i, want)
		check_link(ls.all.at[i], want, where);
	free(replies);
}

START_TEST(recorded_answers_are_judged_as_an_editor_would)
{
	unsigned seen[VERDICTS] = {0};
	glob_t files;

	ck_assert_int_eq(glob("fixtures/links/*.json", 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		json_error_t error;
		json_t *root = json_load_file(files.gl_pathv[i], JSON_REJECT_DUPLICATES, &error);
		json_t *one;
		size_t at;

		ck_assert_msg(json_array_size(root), "%s:%d: %s", files.gl_pathv[i], error.line,
			      error.text);
		json_array_foreach (root, at, one) {
			const json_t *link = json_array_get(json_object_get(one, "links"), 0);

			play(one);
			seen[verdict_kind(text_at(link, "verdict"))]++;
		}
		json_decref(root);
	}
	globfree(&files);
	for (unsigned kind = 0; kind < VERDICTS; kind++)
		ck_assert_msg(seen[kind], "no recording ends as %s", verdict_name(kind));
}
END_TEST

static const struct {
	const char *json, *message;
} broken[] = {
	{"[", "replies:1:1: "},
	{"{}", "replies:1:1: must be a list of answers"},
	{"[1]", "replies:1:2: \"0\": must be an object"},
	{"[{}]", "replies:1:2: \"0\": needs an \"address\""},
	{"[{\"address\":\"https://x.org/\"}]", "replies:1:2: \"0\": needs a \"status\" or a "
					       "\"trouble\""},
	{"[\n {\"address\": \"x:y\"}]", "replies:2:3: \"0/address\": must be an address"},
	{"[{\"status\": 99}]", "replies:1:3: \"0/status\": must be a number from 100 to 999"},
	{"[{\"status\": 1000}]", "replies:1:3: \"0/status\""},
	{"[{\"days\": 0}]", "replies:1:3: \"0/days\": must be a number of days"},
	{"[{\"days\": 10001}]", "replies:1:3: \"0/days\""},
	{"[{\"method\": \"PUT\"}]", "replies:1:3: \"0/method\": must be \"GET\" or \"HEAD\""},
	{"[{\"trouble\": \"x\"}]", "replies:1:3: \"0/trouble\": must be dns, "},
	{"[{\"headers\": []}]", "replies:1:3: \"0/headers\": must be an object"},
	{"[{\"headers\": {\"a\": 1}}]", "replies:1:3: \"0/headers\": the value of a header"},
	{"[{\"hex\": \"4\"}]", "replies:1:3: \"0/hex\": must be bytes"},
	{"[{\"hex\": \"4x\"}]", "replies:1:3: \"0/hex\": must be bytes"},
	{"[{\"body\": 1}]", "replies:1:3: \"0/body\": must be a text"},
	{"[{\"boddy\": \"x\"}]", "replies:1:3: \"0/boddy\": is no key"},
};

START_TEST(a_recording_that_makes_no_sense_is_told)
{
	struct err err = ERR_INIT;
	struct web_links ls;

	links_init(&ls, &arena);
	ck_assert_int_eq(replies_verify(&ls, str_of(broken[_i].json), &err), FF_ECONFIG);
	ck_assert_msg(strncmp(err.message, broken[_i].message, strlen(broken[_i].message)) == 0,
		      "%s", err.message);
}
END_TEST

/* ---- addresses ------------------------------------------------------------------------------ */

static const struct {
	const char *asked, *final;
	unsigned where;
} places[] = {
	{"http://x.org/a", "https://x.org/a", WHERE_SAME},
	{"https://x.org/a", "https://www.x.org/a/", WHERE_SAME},
	{"https://x.org/A/B", "https://x.org/a/b", WHERE_SAME},
	{"https://x.org/a", "https://x.org/en/a", WHERE_SAME},
	{"https://x.org/english/a", "https://x.org/a", WHERE_SAME},
	{"https://x.org/en/a", "https://x.org/fr/a", WHERE_ELSEWHERE},
	{"https://x.org/a/index.html", "https://x.org/a/", WHERE_SAME},
	{"https://x.org/a", "https://x.org/a/default.aspx", WHERE_SAME},
	{"https://x.org/index/a", "https://x.org/a", WHERE_ELSEWHERE},
	{"https://x.org/a.aspx", "https://x.org/a", WHERE_SAME},
	{"https://x.org/a.pdf", "https://x.org/a", WHERE_ELSEWHERE},
	{"https://x.org/a", "https://x.org/a;jsessionid=12", WHERE_SAME},
	{"https://x.org/a?b=1", "https://x.org/a?b=1&lang=en", WHERE_SAME},
	{"https://x.org/a?b=1", "https://x.org/a?b=12", WHERE_ELSEWHERE},
	{"https://x.org/a?utm_source=x&utm_medium=y", "https://x.org/a", WHERE_SAME},
	{"https://x.org/a?b=1", "https://x.org/a", WHERE_ABOVE},
	{"https://x.org/a/b/c", "https://x.org/a/b", WHERE_ABOVE},
	{"https://x.org/a/b/c", "https://x.org/en/a", WHERE_ABOVE},
	{"https://x.org/a/b/c", "https://x.org/a/b/c/d", WHERE_ELSEWHERE},
	{"https://x.org/a/b/c", "https://y.org/a/b", WHERE_ELSEWHERE},
	{"https://x.org/ab/c", "https://x.org/a", WHERE_ELSEWHERE},
	{"https://x.org/a/b", "https://x.org/a?from=b", WHERE_ELSEWHERE},
	{"https://x.org/a", "https://x.org/", WHERE_HOME},
	{"https://x.org/a", "https://x.org", WHERE_HOME},
	{"https://x.org/a", "https://x.org/fr/home", WHERE_HOME},
	{"https://x.org/", "https://x.org/fr/home", WHERE_ELSEWHERE},
	{"https://x.org/a", "https://y.org/", WHERE_ELSEWHERE},
	{"https://x.org/a?b", "https://y.org/", WHERE_HOME},
	{"https://x.org/a/b", "https://y.org/", WHERE_HOME},
	{"https://t.co/a/b", "https://y.org/", WHERE_ELSEWHERE},
	{"https://www.ohchr.org/a/b", "https://www.ohchr.org/en/documents-listing", WHERE_HOME},
	{"https://www.ohchr.org/a/b", "https://uhri.ohchr.org/document/5", WHERE_ELSEWHERE},
	{"https://x.org/a", "https://x.org/404", WHERE_MISSING},
	{"https://x.org/a", "https://y.org/en/Page_Not-Found.html", WHERE_MISSING},
	{"https://x.org/a", "https://x.org/Oops.aspx?aspxerrorpath=/a", WHERE_MISSING},
	{"https://x.org/a", "https://x.org/4040", WHERE_ELSEWHERE},
	{"https://x.org/404/a", "https://x.org/404/b", WHERE_ELSEWHERE},
	{"https://x.org/a", "https://x.org/user/login?to=a", WHERE_LOGIN},
	{"https://x.org/a", "https://sso.x.org/a", WHERE_LOGIN},
	{"https://x.org/a", "https://blogin.x.org/a", WHERE_ELSEWHERE},
	{"https://login.x.org/a", "https://login.x.org/b", WHERE_ELSEWHERE},
	{"https://x.org/a", "https://x.org/cookie-consent", WHERE_CONSENT},
	{"https://x.org/a", "https://x.org/cookies", WHERE_ELSEWHERE},
};

START_TEST(where_an_address_led_is_told_by_its_name)
{
	ck_assert_msg(where_led(str_of(places[_i].asked), str_of(places[_i].final)) ==
			      places[_i].where,
		      "%s -> %s: %u", places[_i].asked, places[_i].final,
		      where_led(str_of(places[_i].asked), str_of(places[_i].final)));
}
END_TEST

/* ---- answers -------------------------------------------------------------------------------- */

static const struct {
	struct reply reply;
	bool get, pass; /* worth a GET behind a HEAD; worth another try */
	const char *why;
} asks[] = {
	{{.status = 200, .page = {.kind = BODY_PDF}}, true, false, "HEAD shows no first bytes"},
	{{.status = 200}, true, true, "an empty answer may be one of a server under load"},
	{{.status = 404}, true, false, "HEAD may lie"},
	{{.status = 403}, true, false, "refused"},
	{{.status = 405}, true, false, "HEAD is not known"},
	{{.status = 501}, true, false, "… nor here"},
	{{.status = 500}, true, true, "HEAD may break the server"},
	{{.status = 301, .location = {"/b", 2}}, false, false, "the redirect is enough"},
	{{.status = 301}, true, false, "a redirect to nowhere is not"},
	{{.status = 429}, false, true, "more requests would be worse"},
	{{.status = 403, .wall = WALL_CHALLENGE}, false, false, "a wall is one for GET too"},
	{{.trouble = TROUBLE_DNS}, false, true, "no host"},
	{{.trouble = TROUBLE_CONNECT}, false, true, "nobody there"},
	{{.trouble = TROUBLE_TLS}, false, false, "no certificate"},
	{{.trouble = TROUBLE_REFUSED}, false, false, "not to be asked"},
	{{.trouble = TROUBLE_TIMEOUT}, true, true, "some never answer HEAD"},
	{{.trouble = TROUBLE_CUT}, true, true, "… or break off"},
	{{.trouble = TROUBLE_GARBAGE}, true, true, "… or send a body"},
	{{.status = 999}, true, false, "the limit of failures of servers"},
	{{.status = 599}, true, true, "… and below it"},
};

START_TEST(an_answer_is_settled_or_asked_again)
{
	struct reply head = asks[_i].reply;

	head.method = METHOD_HEAD;
	ck_assert_msg(judge_wants_get(&head) == asks[_i].get, "%s", asks[_i].why);
	ck_assert_msg(judge_may_pass(&asks[_i].reply) == asks[_i].pass, "%s", asks[_i].why);
}
END_TEST

static struct trail trail_of(const struct reply *reply)
{
	return (struct trail){.address = reply->address,
			      .carries = STR_NONE,
			      .fragment = STR_NONE,
			      .replies = reply,
			      .n = 1};
}

START_TEST(a_verdict_outlives_its_answers)
{
	struct reply reply = {.status = 200, .page = {.kind = BODY_PDF}};
	struct verdict verdict;
	struct trail trail;
	struct arena a;

	arena_init(&a);
	reply.address = arena_str(&a, STR("https://y.org/new/place"));
	reply.type = arena_str(&a, STR("application/pdf"));
	trail = trail_of(&reply);
	trail.address = arena_str(&a, STR("https://x.org/a"));
	judge(&verdict, &trail, &arena);
	arena_release(&a);
	ck_assert_int_eq(verdict.kind, LINK_MOVED);
	ck_assert_msg(str_eq(verdict.final, STR("https://y.org/new/place")), "%.*s",
		      STR_ARG(verdict.final));
	ck_assert(str_find(verdict.why, STR("https://y.org/new/place"), 0) != SIZE_MAX);
}
END_TEST

START_TEST(the_probe_is_asked_for_pages_that_nothing_vouches_for)
{
	struct reply page = {
		.status = 200, .address = STR("https://x.org/a"), .type = STR("text/html")};
	struct trail t;

	page.page = (struct page){.kind = BODY_HTML, .title = STR("T"), .refresh = STR_NONE};
	t = trail_of(&page);
	ck_assert(judge_wants_probe(&t));
	page.page.has_symbol = true;
	ck_assert(!judge_wants_probe(&t));
	page.page.has_symbol = false;
	page.page.says_missing = true;
	ck_assert(!judge_wants_probe(&t));
	page.page.says_missing = false;
	page.page.kind = BODY_PDF;
	ck_assert(!judge_wants_probe(&t));
	page.page.kind = BODY_HTML;
	page.status = 404;
	ck_assert(!judge_wants_probe(&t));
	page.status = 200;
	page.address = t.address = STR("https://x.org/en/");
	ck_assert(!judge_wants_probe(&t));
	t.n = 0;
	ck_assert(!judge_wants_probe(&t));
}
END_TEST

START_TEST(what_was_not_asked_is_unchecked)
{
	struct trail t = {.address = STR("https://x.org/a"), .n = 0};
	struct verdict v;

	judge(&v, &t, &arena);
	ck_assert_uint_eq(v.kind, LINK_UNCHECKED);
	ck_assert(str_eq(v.why, STR("it was not asked")));
}
END_TEST

START_TEST(what_is_beyond_what_was_read_is_not_missed)
{
	struct reply page = {.status = 200, .address = STR("https://x.org/a")};
	struct trail t = trail_of(&page);
	struct verdict v;

	page.page.kind = BODY_HTML;
	page.page.title = page.page.refresh = STR_NONE;
	page.proxied = true;
	t.carries = STR("A/75/1");
	t.fragment = STR("b");
	judge(&v, &t, &arena);
	ck_assert(v.no_symbol && v.no_fragment && v.by_name);
	page.stopped = true;
	page.proxied = false;
	judge(&v, &t, &arena);
	ck_assert(!v.no_symbol && !v.no_fragment && !v.by_name);
	ck_assert_uint_eq(v.kind, LINK_OK);
}
END_TEST

START_TEST(long_addresses_are_cut_in_sentences_only)
{
	struct str address = arena_printf(&arena, "https://x.org/%01000d", 0);
	struct reply hops[2] = {{.status = 301, .address = STR("https://x.org/a")},
				{.status = 200, .address = address}};
	struct trail t = trail_of(hops);
	struct verdict v;

	hops[0].page.title = hops[1].page.title = STR_NONE;
	hops[1].page.kind = BODY_PDF;
	t.n = 2;
	judge(&v, &t, &arena);
	ck_assert_uint_eq(v.kind, LINK_MOVED);
	ck_assert(v.permanent && str_eq(v.final, address));
	ck_assert_uint_lt(v.why.n, 250);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("judge");
	TCase *tc = tcase_create("verdicts");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 0);
	tcase_add_test(tc, recorded_answers_are_judged_as_an_editor_would);
	tcase_add_loop_test(tc, a_recording_that_makes_no_sense_is_told, 0, COUNT_OF(broken));
	tcase_add_loop_test(tc, where_an_address_led_is_told_by_its_name, 0, COUNT_OF(places));
	tcase_add_loop_test(tc, an_answer_is_settled_or_asked_again, 0, COUNT_OF(asks));
	tcase_add_test(tc, a_verdict_outlives_its_answers);
	tcase_add_test(tc, the_probe_is_asked_for_pages_that_nothing_vouches_for);
	tcase_add_test(tc, what_was_not_asked_is_unchecked);
	tcase_add_test(tc, what_is_beyond_what_was_read_is_not_missed);
	tcase_add_test(tc, long_addresses_are_cut_in_sentences_only);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
