/*
 * floor: link
 * Addresses as they are asked, and where none may go.
 */
#include "link/gate.h"
#include "link/page.h"
#include "link/target.h"

#include "base/buf.h"

#include "arena.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

static const struct {
	const char *text, *base, *address, *fragment;
} reads[] = {
	{"https://www.OHCHR.org", "", "https://www.ohchr.org/", ""},
	{"HTTP://www.un.org:80/a/../b#c%20d", "", "http://www.un.org/b", "c d"},
	{"https://www.un.org:443/a?x=1#", "", "https://www.un.org/a?x=1", ""},
	{"https://www.un.org:8443/", "", "https://www.un.org:8443/", ""},
	{"www.un.org/en", "", "https://www.un.org/en", ""},
	{"undocs.org/A/RES/60/147", "", "https://undocs.org/A/RES/60/147", ""},
	{"//un.org/en", "", "https://un.org/en", ""},
	{"https://un.org/a b", "", "https://un.org/a%20b", ""},
	{"https://un.org/x?s=CAT%2fC%2fKAZ", "", "https://un.org/x?s=CAT%2FC%2FKAZ", ""},
	{"https://user:secret@un.org/a", "", "https://un.org/a", ""},
	{"http://0x7f.1/", "", "http://127.0.0.1/", ""},
	{"http://2130706433/", "", "http://127.0.0.1/", ""},
	{"http://[::FFFF:127.0.0.1]/", "", "http://[::ffff:127.0.0.1]/", ""},
	{"/b/c", "https://un.org/a/d?x", "https://un.org/b/c", ""},
	{"e", "https://un.org/a/d?x", "https://un.org/a/e", ""},
	{"//other.org/x", "https://un.org/a", "https://other.org/x", ""},
	{"?y=2", "https://un.org/a?x", "https://un.org/a?y=2", ""},
	{"http://other.org/", "https://un.org/a", "http://other.org/", ""},
};

START_TEST(test_read)
{
	struct web_target t;
	const char *why =
		web_target_read(&t, str_of(reads[_i].text), str_of(reads[_i].base), &arena);

	ck_assert_msg(!why, "%s: %s", reads[_i].text, why);
	ck_assert_msg(str_eq(t.address, str_of(reads[_i].address)), "%s: %s", reads[_i].text,
		      t.address.p);
	ck_assert_msg(str_eq(t.fragment, str_of(reads[_i].fragment)), "%s: #%s", reads[_i].text,
		      t.fragment.p);
}
END_TEST

/* Asked once, however it is written: the canonical form is its own canonical form. */
START_TEST(test_read_again)
{
	struct web_target t, again;

	web_target_read(&t, str_of(reads[_i].text), str_of(reads[_i].base), &arena);
	ck_assert(!web_target_read(&again, t.address, STR_NONE, &arena));
	ck_assert_str_eq(again.address.p, t.address.p);
}
END_TEST

static const char *const none[] = {
	"",
	"https://",
	"ftp://un.org/a",
	"file:///etc/passwd",
	"mailto:x@un.org",
	"javascript:alert(1)",
	"https://un.org:99999/",
	"https://un.org:x/",

	"https://un.org:0/",
};

START_TEST(test_none)
{
	struct web_target t;

	ck_assert_msg(web_target_read(&t, str_of(none[_i]), STR_NONE, &arena), "%s", none[_i]);
}
END_TEST

START_TEST(test_longest)
{
	struct web_target t;
	struct buf b = BUF_INIT;

	buf_add(&b, STR("https://un.org/"));
	while (b.n < TARGET_MOST)
		buf_add_char(&b, 'a');
	ck_assert(!web_target_read(&t, buf_str(&b), STR_NONE, &arena));
	buf_add_char(&b, 'a');
	ck_assert(web_target_read(&t, buf_str(&b), STR_NONE, &arena));
	b.p[20] = '\0';
	b.n = 30;
	ck_assert(web_target_read(&t, buf_str(&b), STR_NONE, &arena));
	buf_release(&b);
}
END_TEST

static const struct {
	const char *address;
	bool home;
} homes[] = {
	{"https://un.org", true},
	{"https://un.org/en/", true},
	{"https://un.org/index.html", true},
	{"https://un.org/EN/Pages/Home.aspx", false},
	{"https://www.ohchr.org/en/ohchr_homepage", true},
	{"https://un.org/english/default.asp", true},
	{"https://un.org/homework", false},
	{"https://un.org/en/fr/", false},
	{"https://un.org/?p=12", false},
	{"https://un.org/en/issues", false},
	{"https://un.org/home/more", false},
};

START_TEST(test_home)
{
	struct web_target t;

	ck_assert(!web_target_read(&t, str_of(homes[_i].address), STR_NONE, &arena));
	ck_assert_msg(web_target_is_home(&t) == homes[_i].home, "%s", homes[_i].address);
}
END_TEST

START_TEST(test_literal)
{
	static const char *const literal[] = {"http://127.1/", "http://[::1]:80/",
					      "http://0x7f000001/"};
	struct web_target t;

	for (size_t i = 0; i < COUNT_OF(literal); i++) {
		ck_assert(!web_target_read(&t, str_of(literal[i]), STR_NONE, &arena));
		ck_assert_msg(web_target_is_literal(&t), "%s", literal[i]);
	}
	ck_assert(!web_target_read(&t, STR("http://1.2.3.example/"), STR_NONE, &arena));
	ck_assert(!web_target_is_literal(&t));
}
END_TEST

START_TEST(test_probe)
{
	struct web_target t;
	struct str a, b, c;

	ck_assert(!web_target_read(&t, STR("https://un.org/a/b.aspx?x=1"), STR_NONE, &arena));
	a = web_target_probe(&t, &arena);
	ck_assert_msg(str_starts(a, STR("https://un.org/a/no-such-page-")), "%s", a.p);
	ck_assert(str_ends(a, STR(".aspx")));
	web_target_read(&t, STR("https://un.org/a/c.aspx"), STR_NONE, &arena);
	b = web_target_probe(&t, &arena);
	web_target_read(&t, STR("https://un.org/other/c.aspx"), STR_NONE, &arena);
	c = web_target_probe(&t, &arena);
	ck_assert(str_eq(a, b));
	ck_assert(!str_eq(b, c));
	web_target_read(&t, STR("https://un.org"), STR_NONE, &arena);
	ck_assert(str_starts(web_target_probe(&t, &arena), STR("https://un.org/no-such-page-")));
}
END_TEST

START_TEST(test_kind)
{
	struct web_target t;

	web_target_read(&t, STR("https://un.org/a.PDF?x=1.html"), STR_NONE, &arena);
	ck_assert_uint_eq(web_target_kind(&t), BODY_PDF);
	web_target_read(&t, STR("https://un.org/a.pdf/page"), STR_NONE, &arena);
	ck_assert_uint_eq(web_target_kind(&t), BODY_HTML);
	web_target_read(&t, STR("https://un.org/A/HRC/40/1.docx"), STR_NONE, &arena);
	ck_assert_uint_eq(web_target_kind(&t), BODY_ZIP);
}
END_TEST

/* ---- the gate -------------------------------------------------------------------------------- */

static const struct {
	const char *address;
	bool open;
} gates[] = {
	{"8.8.8.8", true},
	{"0.0.0.0", false},
	{"10.1.2.3", false},
	{"9.255.255.255", true},
	{"11.0.0.0", true},
	{"100.63.255.255", true},
	{"100.64.0.1", false},
	{"100.127.255.255", false},
	{"100.128.0.0", true},
	{"127.0.0.1", false},
	{"127.255.0.1", false},
	{"128.0.0.1", true},
	{"169.254.169.254", false},
	{"169.254.0.1", false},
	{"169.253.0.1", true},
	{"172.15.0.1", true},
	{"172.16.0.1", false},
	{"172.31.255.255", false},
	{"172.32.0.1", true},
	{"192.168.1.1", false},
	{"192.167.1.1", true},
	{"192.0.2.1", false},
	{"198.18.0.1", false},
	{"198.20.0.1", true},
	{"198.51.100.7", false},
	{"203.0.113.9", false},
	{"223.255.255.255", true},
	{"224.0.0.1", false},
	{"255.255.255.255", false},
	{"::1", false},
	{"::", false},
	{"2606:4700::1111", true},
	{"::ffff:127.0.0.1", false},
	{"::ffff:8.8.8.8", true},
	{"::10.0.0.1", false},
	{"64:ff9b::7f00:1", false},
	{"64:ff9b::808:808", true},
	{"2002:7f00:1::", false},
	{"2002:808:808::", true},
	{"2001::f5ff:fffe", false}, /* Teredo of 10.0.0.1 */
	{"2001:db8::1", false},
	{"fc00::1", false},
	{"fdff::1", false},
	{"fd00:ec2::254", false},
	{"fe80::1", false},
	{"febf::1", false},
	{"fec0::1", false},
	{"ff02::1", false},
	{"2a00:1450::1", true},
};

START_TEST(test_gate)
{
	struct sockaddr_in v4 = {.sin_family = AF_INET};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
	const char *text = gates[_i].address, *why;

	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		why = gate_socket((const struct sockaddr *)(const void *)&v4);
	else if (inet_pton(AF_INET6, text, &v6.sin6_addr) == 1)
		why = gate_socket((const struct sockaddr *)(const void *)&v6);
	else
		ck_abort_msg("%s is no address", text);
	ck_assert_msg(!why == gates[_i].open, "%s: %s", text, why ? why : "open");
	why = gate_name(str_of(text));
	ck_assert_msg(!why == gates[_i].open, "%s by name: %s", text, why ? why : "open");
}
END_TEST

START_TEST(test_names)
{
	static const char *const shut[] = {"localhost",	 "a.localhost", "printer.local", "intranet",
					   "x.internal", "LOCAL.lan",	"localhost."};

	ck_assert(!gate_name(STR("www.un.org")));
	ck_assert(!gate_name(STR("local.org")));
	ck_assert(!gate_name(STR("notlocalhost.org")));
	for (size_t i = 0; i < COUNT_OF(shut); i++)
		ck_assert_msg(gate_name(str_of(shut[i])), "%s", shut[i]);
	ck_assert(!gate_port(80));
	ck_assert(!gate_port(443));
	ck_assert(gate_port(22));
	ck_assert(gate_port(1023));
	ck_assert(!gate_port(1024));
	ck_assert(gate_port(6000));
	ck_assert(gate_port(6669));
	ck_assert(!gate_port(6670));
	ck_assert(!gate_port(8080));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("target");
	TCase *tests = tcase_create("target");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_read, 0, COUNT_OF(reads));
	tcase_add_loop_test(tests, test_read_again, 0, COUNT_OF(reads));
	tcase_add_loop_test(tests, test_none, 0, COUNT_OF(none));
	tcase_add_test(tests, test_longest);
	tcase_add_loop_test(tests, test_home, 0, COUNT_OF(homes));
	tcase_add_test(tests, test_literal);
	tcase_add_test(tests, test_probe);
	tcase_add_test(tests, test_kind);
	tcase_add_loop_test(tests, test_gate, 0, COUNT_OF(gates));
	tcase_add_test(tests, test_names);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
