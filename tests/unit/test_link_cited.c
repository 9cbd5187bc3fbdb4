/*
 * floor: link
 * What a document cites by an address: which addresses are asked, and which symbol the document
 * behind each should carry.
 */
#include "link/cited.h"
#include "link/target.h"

#include "cited.h"

/* One line each: origin, words, address, symbol and fault, by bars. */
static struct str listed(const struct cited_list *list)
{
	static const char *const origins[] = {"address", "hyperlink", "symbol"};
	struct str out = STR_NONE;

	for (uint32_t i = 0; i < list->n; i++) {
		const struct cited *c = &list->at[i];

		out = arena_printf(&arena, "%s%s|%.*s|%.*s|%.*s|%s\n", out.p, origins[c->origin],
				   STR_ARG(document_str(&doc, c->span)), STR_ARG(c->address),
				   STR_ARG(c->carries), c->fault ? c->fault : "");
	}
	return out;
}

#define CANCUN "https://www.ohchr.org/en/news/2024/05/cancun"

static const struct {
	const char *text, *list;
	bool symbols;
	const char *why;
} rows[] = {
	{"1. See www.OHCHR.org/a/../en/x.",
	 "address|www.OHCHR.org/a/../en/x|https://www.ohchr.org/"
	 "en/x||\n",
	 false, "one canonical form"},
	{"1. See https://x.org/a#sec b.", "address|https://x.org/a#sec|https://x.org/a#sec||\n",
	 false, "with its fragment"},
	{"1. See https://x.org/a#%61%7c.",
	 "address|https://x.org/a#%61%7c|https://x.org/a#a%7C||\n", false,
	 "a fragment in one form only"},
	{"1. See htps://www.ohchr.org/en/x.",
	 "address|htps://www.ohchr.org/en/x|htps://www.ohchr.org/en/x||it does not begin with "
	 "\"https://\" or \"http://\"\n",
	 false, "no address"},
	{"1. See https://x.org:99999/a.",
	 "address|https://x.org:99999/a|https://x.org:99999/a||it has a colon and no port number "
	 "behind its host\n",
	 false, "no port"},
	{"1. See https://www.ohchr.org/en/\xe2\x80\xa6 and more.", "", false, "printed in part"},
	{"1. See https://x.org/a/...", "", false, "printed in part, with stops"},

	{"1. A/HRC/49/50, available at " CANCUN ".", "address|" CANCUN "|" CANCUN "|A/HRC/49/50|\n",
	 false, "the symbol beside it"},
	{"1. A/HRC/49/50 and Add.1, available at " CANCUN ".", "address|" CANCUN "|" CANCUN "||\n",
	 false, "one of two, nobody knows which"},
	{"1. A/HRC/49/50, available at https://www.ohchr.org/en.",
	 "address|https://www.ohchr.org/en|https://www.ohchr.org/en||\n", false, "a front page"},
	{"1. A/HRC/49/50, available at https://docs.un.org/en/A/HRC/49/51.",
	 "address|https://docs.un.org/en/A/HRC/49/51|https://docs.un.org/en/A/HRC/49/51|A/HRC/49/"
	 "51|\n",
	 false, "its own symbol before that beside it"},

	{"1. A/HRC/49/50, para. 4.",
	 "symbol|A/HRC/49/50|https://docs.un.org/en/A/HRC/49/50|A/HRC/49/50|\n", true, "a symbol"},
	{"1. A/HRC/49/50, para. 4.", "", false, "symbols on request only"},
	{"1. A/HRC/49/50 and Add.1.",
	 "symbol|A/HRC/49/50|https://docs.un.org/en/A/HRC/49/50|A/HRC/49/50|\n"
	 "symbol|Add.1|https://docs.un.org/en/A/HRC/49/50/Add.1|A/HRC/49/50/Add.1|\n",
	 true, "the addendum is a document of its own"},
	{"1. A/HRC/49/50 and Adds. 1\xe2\x80\x93"
	 "3.",
	 "symbol|A/HRC/49/50|https://docs.un.org/en/A/HRC/49/50|A/HRC/49/50|\n", true,
	 "several documents have no one address"},
	{"1. S/RES/1325 (2000).",
	 "symbol|S/RES/1325 (2000)|https://docs.un.org/en/S/RES/1325%20(2000)|S/RES/1325 (2000)|\n",
	 true, "a symbol with a space"},
	{"1. A/HRC/37/CRP.3.", "", true, "published nowhere"},
	{"1. A/HRC/99/9/9/9.", "", true, "no symbol"},
	{"1. A/HRC/49/50, at https://undocs.org/A/HRC/49/50.",
	 "address|https://undocs.org/A/HRC/49/50|https://undocs.org/A/HRC/49/50|A/HRC/49/50|\n",
	 true, "its address stands behind it"},

	{"See [the report](https://x.org/r).", "hyperlink|the report|https://x.org/r||\n", false,
	 "a hyperlink"},
	{"See [https://x.org/r](https://x.org/r).", "address|https://x.org/r|https://x.org/r||\n",
	 false, "asked as printed"},
	{"See [https://x.org/\xe2\x80\xa6](https://x.org/r/long).",
	 "hyperlink|https://x.org/\xe2\x80\xa6|https://x.org/r/long||\n", false,
	 "the words are cut, the target is whole"},
	{"See [https://x.org/q](https://x.org/r).",
	 "address|https://x.org/q|https://x.org/q||\nhyperlink|https://x.org/q|https://x.org/r||\n",
	 false, "both are asked"},
	{"See [A/HRC/49/50](https://x.org/r).",
	 "hyperlink|A/HRC/49/50|https://x.org/r|A/HRC/49/50|\n", true, "words that are a symbol"},
	{"Write to [us](mailto:a@x.org) or [see](#below).", "", false, "nothing to ask"},
};

START_TEST(test_read)
{
	const char *name = strstr(rows[_i].text, "](") ? "t.md" : "t.txt";
	struct cited_list list;
	struct str got;

	cite_text(str_of(rows[_i].text), name, "");
	cited_read(&list, &ap, rows[_i].symbols, &arena);
	got = listed(&list);
	ck_assert_msg(str_eq(got, str_of(rows[_i].list)), "%s:\n%s", rows[_i].why, got.p);
}
END_TEST

START_TEST(test_own_symbol)
{
	struct cited_list list;

	cite_text(STR("A/HRC/49/50\n\nSee A/HRC/49/50 and A/HRC/40/1.\n"), "t.txt", "A/HRC/49/50");
	cited_read(&list, &ap, true, &arena);
	ck_assert_uint_eq(list.n, 1);
	ck_assert(str_eq(list.at[0].carries, STR("A/HRC/40/1")));
}
END_TEST

/* Word writes one link as several where its format changes in the middle. */
START_TEST(test_pieces)
{
	struct link pieces[] = {
		{{4, 8}, STR("https://x.org/r")},
		{{9, 13}, STR("https://x.org/r")},
		{{17, 22}, STR("https://x.org/r")},
	};
	struct cited_list list;

	cite_text(STR("See this page and there.\n"), "t.txt", "");
	doc.links.at = pieces;
	doc.links.n = COUNT_OF(pieces);
	cited_read(&list, &ap, false, &arena);
	ck_assert_uint_eq(list.n, 2);
	ck_assert(str_eq(document_str(&doc, list.at[0].span), STR("this page")));
}
END_TEST

static const struct {
	const char *text, *successor;
} successors[] = {
	{"1. See http://ap.ohchr.org/documents/dpage_e.aspx?si=A/HRC/26/50.",
	 "https://docs.un.org/en/A/HRC/26/50"},
	{"1. A/HRC/26/50, at "
	 "https://docstore.ohchr.org/SelfServices/FilesHandler.ashx?enc=dtYoAzPhJ4",
	 "https://docs.un.org/en/A/HRC/26/50"},
	{"1. A/HRC/26/50, at https://x.org/a.", ""},
	{"1. See https://docs.un.org/en/A/HRC/26/50.", ""},
};

START_TEST(test_successor)
{
	struct cited_list list;

	cite_text(str_of(successors[_i].text), "t.txt", "");
	cited_read(&list, &ap, false, &arena);
	ck_assert_uint_eq(list.n, 1);
	ck_assert_msg(str_eq(list.at[0].successor, str_of(successors[_i].successor)), "%s: %.*s",
		      successors[_i].text, STR_ARG(list.at[0].successor));
}
END_TEST

START_TEST(test_add)
{
	struct cited one = {.address = STR("https://x.org/a"), .carries = STR("A/78/80")};
	struct cited two = one, bad = {.address = STR("htp://x"), .fault = "it has no host"};
	struct web_links links;
	const struct web_link *l;

	links_init(&links, &arena);
	two.carries = STR("A/78/81");
	l = cited_add(&links, &one, 2019);
	ck_assert_ptr_eq(l, cited_add(&links, &two, 2012));
	ck_assert_ptr_eq(l, cited_add(&links, &two, 0));
	ck_assert(str_eq(l->carries, STR("A/78/80")));
	ck_assert_uint_eq(l->year, 2012);
	ck_assert_uint_eq(l->verdict.kind, LINK_UNCHECKED);
	l = cited_add(&links, &bad, 0);
	ck_assert_uint_eq(l->verdict.kind, LINK_MALFORMED);
	ck_assert(str_eq(l->verdict.why, STR("it has no host")));
	ck_assert_uint_eq(links.all.n, 2);
}
END_TEST

/* Where one place prints the scheme, it is known. */
START_TEST(test_guessed)
{
	struct web_links links;
	struct cited_list list;

	cite_text(STR("1. See www.x.org/a, www.x.org/b, https://www.x.org/b and www.x.org/b.\n"),
		  "t.txt", "");
	cited_read(&list, &ap, false, &arena);
	links_init(&links, &arena);
	for (uint32_t i = 0; i < list.n; i++)
		cited_add(&links, &list.at[i], 0);
	ck_assert_uint_eq(links.all.n, 2);
	ck_assert(links.all.at[0]->target->guessed);
	ck_assert(!links.all.at[1]->target->guessed);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("cited");
	TCase *tests = tcase_create("cited");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_read, 0, COUNT_OF(rows));
	tcase_add_test(tests, test_own_symbol);
	tcase_add_test(tests, test_pieces);
	tcase_add_loop_test(tests, test_successor, 0, COUNT_OF(successors));
	tcase_add_test(tests, test_add);
	tcase_add_test(tests, test_guessed);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
