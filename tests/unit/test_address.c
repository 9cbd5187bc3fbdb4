/*
 * floor: read
 * Addresses: where they end in a line, and whether a line end has broken them.
 */
#include "read/address.h"

#include "unit.h"
#include <stdlib.h>

static const struct {
	const char *text;
	size_t n;
	const char *why;
} scans[] = {
	{"https://www.ohchr.org/en and", 24, "ends at the space"},
	{"https://www.ohchr.org/en.", 24, "the stop belongs to the sentence"},
	{"https://x.org/a_(b)", 19, "its own bracket"},
	{"https://x.org/a) and", 15, "the sentence's bracket"},
	{"https://x.org/a).", 15, "bracket and stop"},
	{"www.ohchr.org", 13, "without a scheme"},
	{"http://", 0, "no host"},
	{"https://x.org/a[^1]", 15, "an indicator follows"},
	{"https://x.org/\xc3\xa9t\xc3\xa9\xe2\x80\x9d", 19, "letters yes, quotation marks no"},
	{"ftp://x.org", 0, "not an address of the web"},
};

START_TEST(test_scan)
{
	ck_assert_msg(address_scan(str_of(scans[_i].text)) == scans[_i].n, "%s: %zu", scans[_i].why,
		      address_scan(str_of(scans[_i].text)));
}
END_TEST

static const struct {
	const char *before, *after;
	bool continues;
	const char *why;
} rows[] = {
	/* a compilation on Kazakhstan, lines 598, 610, 616, 621, 653 and 654 */
	{"review of Kazakhstan, p. 7. See also "
	 "https://www.ohchr.org/en/statements/2023/03/un-high-",
	 "commissioner-human-rights-volker-turk-concludes-his-official-visit.", true, "a hyphen"},
	{"See https://www.ohchr.org/en/statements/2023/03/un-high-commissioner-volker-turk-",
	 "concludes-his-official-visit.", true, "a hyphen, the rest is prose-like"},
	{"https://www.ohchr.org/sites/default/files/documents/aboutus/voluntarycontributions20",
	 "24.pdf.", true, "cut inside a year; the rest is the end of a file's name"},
	{"Ibid., para. 10; and see "
	 "https://www.ohchr.org/en/statements/2023/03/un-high-commissioner-human-",
	 "rights-volker-turk-concludes-his-official-visit.", true, "a hyphen"},
	{"https://www.ohchr.org/en/statements/2023/03/"
	 "un-high-commissioner-human-rights-volker-turk-",
	 " See https://lwww.ohchr.org/en/press-releases/2023/04/kazakhstan-", false,
	 "cut off at the page's end: a new sentence begins"},
	{" See "
	 "https://lwww.ohchr.org/en/press-releases/2023/04/kazakhstan-needs-effective-torture-",
	 "prevention-measures-un-torture.", true, "a damaged host is a host"},

	{"See https://www.ohchr.org/en/", "hr-bodies/cat", true,
	 "a slash before a part with hyphens"},
	{"See https://www.ohchr.org/en/", "and the report", false, "an address may end in a slash"},
	{"See https://undocs.org/", "A/HRC/43/46.", true, "a symbol where an address needs one"},
	{"See https://undocs.org/en/cat-", "CAT/C/KAZ/CO/4, para. 5", false,
	 "a symbol is a new source"},
	{"https://x.org/Search.aspx?symbolno=", "CAT%2fC%2fKAZ", true, "no address ends in ="},
	{"https://x.org/foo-", "12. CAT/C/KAZ/CO/4, para. 5.", false, "the next note's label"},
	{"https://x.org/foo-", "2023.", true, "a number that is all of the line"},
	{"See https://www.ohchr.org", "non-governmental organizations", false,
	 "prose with a hyphen"},
	{"See https://www.ohchr.org", "and/or others", false, "prose with a slash"},
	{"See https://www.ohchr.org/en.", "Ibid., para. 5.", false, "the sentence ended"},
	{"See https://www.ohchr.org/en,", "report.pdf", false, "a comma ends it"},
	{"See https://www.ohchr.org/sites/default", "/files/a.pdf", true,
	 "a slash opens no sentence"},
	{"See https://www.ohchr.org/sites/", "Documents/Report.pdf", true,
	 "a capital within a path"},
	{"https://x.org/a-", "https://x.org/b", false, "another address"},
	{"paras. 27-", "29; and", false, "no address"},
	{"", "24.pdf", false, "nothing before"},
	{"https://x.org/a-", "", false, "nothing after"},
};

START_TEST(test_continues)
{
	ck_assert_msg(address_continues(str_of(rows[_i].before), str_of(rows[_i].after)) ==
			      rows[_i].continues,
		      "%s | %s: %s", rows[_i].before, rows[_i].after, rows[_i].why);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("address");
	TCase *tests = tcase_create("address");

	tcase_add_loop_test(tests, test_scan, 0, COUNT_OF(scans));
	tcase_add_loop_test(tests, test_continues, 0, COUNT_OF(rows));
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
