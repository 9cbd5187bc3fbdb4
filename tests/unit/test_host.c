/*
 * floor: cite
 * Addresses: where they end in running text, what they are made of, what the tables know.
 */
#include "cite/host.h"
#include "cite/scan.h"

#include "arena.h"
#include <stdlib.h>

static const struct {
	const char *text, *address; /* address: joined; "" for none */
	bool spaced;
	const char *why;
} reads[] = {
	{"https://www.ohchr.org/en.", "https://www.ohchr.org/en", false, "the sentence's stop"},
	{"www.un.org/a_(b)); and", "www.un.org/a_(b)", false, "its own brackets"},
	{"http://x.org/a[12] The", "http://x.org/a", false, "an indicator"},
	{"http://x.org/a.\xc2\xb9\xc2\xb2", "http://x.org/a", false, "a raised indicator"},
	{"http://x.org/a?f[0]=b c", "http://x.org/a?f[0]=b", false, "an index of a query"},
	{"http://leduecitt\xc3\xa0.it/x.", "http://leduecitt\xc3\xa0.it/x", false, "a wide letter"},
	{"http://x.org/a\xe2\x80\x9d and", "http://x.org/a", false, "a quotation mark"},
	{"http://x.org/a\xe2\x80\xa6", "http://x.org/a", false, "an ellipsis"},
	{"www2.ohchr.org/english/x.htm)", "www2.ohchr.org/english/x.htm", false, "www2"},
	{"undocs.org/A/HRC/43/46, para. 5", "undocs.org/A/HRC/43/46", false, "a bare host"},
	{"reform.of/and others", "", false, "no host of ours"},
	{"www.x.org/page.htm.Reporters without", "www.x.org/page.htm", false, "a lost space"},
	{"http://a.org/b;CAT/C/KAZ/CO/4", "http://a.org/b", false, "a source glued on"},
	{"http://a.org/b,http://c.org", "http://a.org/b", false, "an address glued on"},
	{"http:// and https:// differ", "", false, "no host"},
	{"http//www.x.org/a b", "http//www.x.org/a", false, "a damaged scheme"},

	{"www.x.org/EN/ Issues/Pages/Y.aspx.", "www.x.org/EN/Issues/Pages/Y.aspx", true, "a path"},
	{"www.x.org/a.aspx?ID= 12384&L=E.", "www.x.org/a.aspx?ID=12384&L=E", true, "a value"},
	{"www.x.org/a-\xe2\x80\x8b"
	 "b/c",
	 "www.x.org/a-b/c", true, "a zero-width space"},
	{"www.x.org/a\xc2\xad"
	 "b/c",
	 "www.x.org/ab/c", true, "a soft hyphen"},
	{"www. fao.org/en.", "www.fao.org/en", true, "in the host"},
	{"https:// www.fao.org/en.", "https://www.fao.org/en", true, "behind the scheme"},
	{"https://x.org/ and A/HRC/39/CRP.2", "https://x.org/", false, "prose"},
	{"https://x.org/ A/HRC/39/CRP.2", "https://x.org/", false, "a symbol"},
	{"https://x.org/ and/or others", "https://x.org/", false, "prose with a stroke"},
	{"https://x.org/a report.pdf is", "https://x.org/areport.pdf", true, "a file"},
	{"https://x.org report.pdf is", "https://x.org", false, "no path before it"},
};

START_TEST(test_read)
{
	struct str text = str_of(reads[_i].text), address;
	bool spaced;
	size_t n = address_read(text, &spaced);

	address = address_join(str_part(text, 0, n), &arena);
	ck_assert_msg(str_eq(address, str_of(reads[_i].address)), "%s: %.*s", reads[_i].why,
		      STR_ARG(address));
	ck_assert_msg(!n || spaced == reads[_i].spaced, "%s", reads[_i].why);
}
END_TEST

static const struct {
	const char *text;
	uint8_t fault;
} faults[] = {
	{"https://www.ohchr.org/en", WEB_FINE},
	{"HTTPS://WWW.OHCHR.ORG", WEB_FINE},
	{"http://user@x.org:8080/", WEB_FINE},
	{"http://192.168.0.1/", WEB_FINE},
	{"https://web.archive.org/web/2020/http://x.org/", WEB_FINE},
	{"htps://www.ohchr.org/en", WEB_SCHEME},
	{"http:/www.ohchr.org/en", WEB_SCHEME},
	{"https:///www.ohchr.org/en", WEB_SCHEME},
	{"http://http://x.org/", WEB_TWO},
	{"http://x.org/a.pdfhttps://y.org/", WEB_TWO},
	{"www..ohchr.org", WEB_HOST},
	{"www.ohchr", WEB_HOST},
	{"http://-x.org/", WEB_HOST},
	{"http://x.org:80a/", WEB_PORT},
};

START_TEST(test_split)
{
	struct web web;

	web_split(&web, str_of(faults[_i].text));
	ck_assert_msg(web.fault == faults[_i].fault, "%s: %u", faults[_i].text, web.fault);
}
END_TEST

static const struct {
	const char *host, *meant;
} typos[] = {
	{"lwww.ohchr.org", "www.ohchr.org"},
	{"www.ohchr.ogr", "www.ohchr.org"},
	{"ww.ohchr.org", "www.ohchr.org"},
	{"wwwohchr.org", "www.ohchr.org"},
	{"www.ochhr.org", "www.ohchr.org"},
	{"www.unhrc.org", "www.unhcr.org"},
	{"dosc.ohcr.org", "dosc.ohchr.org"},
	{"www.ohchr.org", ""},
	{"www2.ohchr.org", ""},
	{"www3.ohchr.org", ""},
	{"www.imo.org", ""},
	{"www.ilos.org", ""},
	{"www.who.in", ""},
	{"www.unhchr.org", ""},
};

START_TEST(test_meant)
{
	struct str meant = host_meant(str_of(typos[_i].host), &arena);

	ck_assert_msg(str_eq(meant, str_of(typos[_i].meant)), "%s: %.*s", typos[_i].host,
		      STR_ARG(meant));
}
END_TEST

static const struct {
	const char *text, *symbol, *why;
} symbols[] = {
	{"https://docs.un.org/en/A/HRC/43/46/Add.1", "A/HRC/43/46/Add.1", "path"},
	{"undocs.org/fr/S/RES/1325(2000)", "S/RES/1325 (2000)", "path and language"},
	{"https://undocs.org/Home/Mobile?FinalSymbol=A%2F78%2F80&Language=E", "A/78/80", "mobile"},
	{"https://tbinternet.ohchr.org/x/Download.aspx?symbolno=CAT%2fC%2fKAZ%2fCO%2f4&Lang=en",
	 "CAT/C/KAZ/CO/4", "percent-encoding"},
	{"https://tbinternet.ohchr.org/x/Download.aspx?symbolno=INT/CRC/FUL/KAZ/12345", "",
	 "a key of the database"},
	{"http://daccess-ods.un.org/access.nsf/Get?Open&DS=A/HRC/19/16&Lang=E", "A/HRC/19/16",
	 "a parameter among others"},
	{"http://www2.ohchr.org/english/docs/A.HRC.17.27_en.pdf", "A/HRC/17/27", "file, stops"},
	{"http://www2.ohchr.org/x/CAT.C.CAN.6_fr.pdf", "CAT/C/CAN/6", "file, a committee's C"},
	{"http://www2.ohchr.org/x/A_HRC_43_46_Add.1_en.doc", "A/HRC/43/46/Add.1", "underscores"},
	{"http://www2.ohchr.org/x/annual_report_2012.pdf", "", "a name like any other"},
};

START_TEST(test_symbol)
{
	struct str symbol;
	struct web web;

	web_split(&web, str_of(symbols[_i].text));
	symbol = host_symbol(host_form_find(&web), &web, &arena);
	ck_assert_msg(str_eq(symbol, str_of(symbols[_i].symbol)), "%s: %.*s", symbols[_i].why,
		      STR_ARG(symbol));
}
END_TEST

START_TEST(test_successor)
{
	struct str address = host_successor(STR("S/RES/1325 (2000)"), "fr", &arena);

	ck_assert_msg(str_starts(address, STR("https://docs.un.org/fr/S/RES/1325")), "%.*s",
		      STR_ARG(address));
	ck_assert(host_successor(STR("A/HRC/37/CRP.3"), "en", &arena).n == 0);
}
END_TEST

START_TEST(test_language)
{
	struct host_language said;
	struct web web;

	web_split(&web, STR("https://www.ohchr.org/FR/Pages/x.aspx"));
	ck_assert(host_language(&web, &said) && strcmp(said.code, "fr") == 0);
	web_split(&web, STR("https://www.ohchr.org/x.aspx?NewsID=5&amp;LangID=S"));
	ck_assert(host_language(&web, &said) && strcmp(said.code, "es") == 0);
	web_split(&web, STR("https://www.gouv.fr/fr/x"));
	ck_assert(!host_language(&web, &said));
}
END_TEST

START_TEST(test_token)
{
	struct web web;

	web_split(&web, STR("https://x.org/?NewsID=8f14e45fceea167a5a36dedd4bea2543"));
	ck_assert(host_token(&web).n == 0);
	web_split(&web, STR("https://x.org/?SessionID=2134"));
	ck_assert(host_token(&web).n == 0);
	web_split(&web, STR("https://x.org/a;jsessionid=8f14e45fceea167a5a36dedd4b?b=c"));
	ck_assert(str_starts(host_token(&web), STR("jsessionid=")));
}
END_TEST

static const struct {
	const char *host;
	uint32_t spacing_ms;
	bool obeys_robots, never;
} sites[] = {
	{"docs.un.org", 3000, false, false},
	{"DOCS.UN.ORG", 3000, false, false},
	{"undocs.org", 3000, false, false},
	{"www.undocs.org", 3000, false, false},
	{"acnudh.ohchr.org", 1500, false, false},
	{"news.un.org", 1000, false, false},
	{"digitallibrary.un.org", 5000, true, true},
	{"unesdoc.unesco.org", 1000, true, false},
	{"notun.org", 500, false, false},
	{"127.0.0.1", 500, false, false},
	{"", 500, false, false},
};

START_TEST(test_site)
{
	const struct host_site *site = host_site(str_of(sites[_i].host));

	ck_assert_msg(site->spacing_ms == sites[_i].spacing_ms, "%s: %u", sites[_i].host,
		      site->spacing_ms);
	ck_assert_msg(site->obeys_robots == sites[_i].obeys_robots, "%s", sites[_i].host);
	ck_assert_msg(site->never == sites[_i].never, "%s", sites[_i].host);
	ck_assert_msg(site->never == (site->reason[0] != 0), "%s", sites[_i].host);
}
END_TEST

static const struct {
	const char *address;
	bool landing;
} landings[] = {
	{"https://www.refworld.org/home", true},
	{"https://www.refworld.org/Home/?x=1", true},
	{"https://www.refworld.org/home/more", false},
	{"https://tbinternet.ohchr.org/_layouts/15/TreatyBodyExternal/TBSearch.aspx", true},
	{"https://uhri.ohchr.org/en/anything", true}, /* a database, whatever the path */
	{"https://www.example.org/home", false},      /* what every site has is not here */
	{"https://docs.un.org/en/A/78/80", false},
};

START_TEST(test_landing)
{
	struct web web;

	web_split(&web, str_of(landings[_i].address));
	ck_assert_msg(host_is_landing(&web) == landings[_i].landing, "%s", landings[_i].address);
}
END_TEST

static const struct {
	const char *address;
	uint8_t answer;
} answers[] = {
	{"https://docs.un.org/en/A/78/80", ANSWER_FILE},
	{"https://tbinternet.ohchr.org/x/Download.aspx?symbolno=CAT/C/KAZ/CO/4", ANSWER_PAGE},
	{"https://www.ohchr.org/Documents/x.pdf", ANSWER_EITHER},
};

START_TEST(test_answer)
{
	struct web web;

	web_split(&web, str_of(answers[_i].address));
	ck_assert_msg(host_form_find(&web)->answer == answers[_i].answer, "%s",
		      answers[_i].address);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("host");
	TCase *tests = tcase_create("host");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_read, 0, COUNT_OF(reads));
	tcase_add_loop_test(tests, test_split, 0, COUNT_OF(faults));
	tcase_add_loop_test(tests, test_meant, 0, COUNT_OF(typos));
	tcase_add_loop_test(tests, test_symbol, 0, COUNT_OF(symbols));
	tcase_add_test(tests, test_successor);
	tcase_add_test(tests, test_language);
	tcase_add_test(tests, test_token);
	tcase_add_loop_test(tests, test_site, 0, COUNT_OF(sites));
	tcase_add_loop_test(tests, test_landing, 0, COUNT_OF(landings));
	tcase_add_loop_test(tests, test_answer, 0, COUNT_OF(answers));
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
