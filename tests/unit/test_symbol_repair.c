/*
 * floor: symbol
 * Repair of damaged symbols: what is certain, what is only "did you mean", what is left alone.
 */
#include "symbol/symbol.h"

#include "arena.h"
#include <stdlib.h>

/* The damaged spellings of one real compilation: twelve for four symbols. */
static const struct {
	const char *damaged, *right;
} compilation[] = {
	{"CRPD/C/KAZICO/1", "CRPD/C/KAZ/CO/1"},	    {"CEDAW/C/KAZICQI5", "CEDAW/C/KAZ/CO/5"},
	{"CEDAWI/C/KAZ/COQI5", "CEDAW/C/KAZ/CO/5"}, {"CEDAW/C/KAZICQ/5", "CEDAW/C/KAZ/CO/5"},
	{"CAT/C/KAZICO/4", "CAT/C/KAZ/CO/4"},	    {"CEDAW/C/KAZICOI5", "CEDAW/C/KAZ/CO/5"},
	{"CAT/C/IKAZICO/4", "CAT/C/KAZ/CO/4"},	    {"CRPD/C/KAZICOI1", "CRPD/C/KAZ/CO/1"},
	{"CEDAWI/C/KAZ/COI5", "CEDAW/C/KAZ/CO/5"},  {"CCPR/C/IKAZ/QPR/3", "CCPR/C/KAZ/QPR/3"},
	{"CRPD/C/KAZI/CO/1", "CRPD/C/KAZ/CO/1"},    {"CATI/CIKAZICO/4", "CAT/C/KAZ/CO/4"},
};

static void expect(const char *damaged, const char *right, bool certain,
		   const struct symbol_context *ctx)
{
	struct symbol_repair r;
	struct str text = str_of(damaged);

	ck_assert_msg(symbol_token(text) == text.n, "%s is no token", damaged);
	symbol_repair(&r, text, ctx, &arena);
	ck_assert_msg(r.n > 0, "%s: nothing found", damaged);
	ck_assert_msg(str_eq(r.candidate[0].symbol, str_of(right)), "%s: %.*s", damaged,
		      STR_ARG(r.candidate[0].symbol));
	ck_assert_msg(r.certain == certain, "%s: certain %d, cost %u, then %.*s %u", damaged,
		      r.certain, r.candidate[0].cost, r.n > 1 ? (int)r.candidate[1].symbol.n : 0,
		      r.n > 1 ? r.candidate[1].symbol.p : "", r.n > 1 ? r.candidate[1].cost : 0);
}

START_TEST(test_compilation)
{
	struct symbol_context with = {.state = STR("KAZ")}, none = {0};

	expect(compilation[_i].damaged, compilation[_i].right, true, &with);
	expect(compilation[_i].damaged, compilation[_i].right, true, &none);
}
END_TEST

static const struct {
	const char *damaged, *right;
	bool certain;
	const char *why;
} repairs[] = {
	{"A/HRC/43I46", "A/HRC/43/46", true, "I for a stroke between figures"},
	{"A/HRC/46//L.3", "A/HRC/46/L.3", true, "a stroke twice"},
	{"AH/RC/40/1", "A/HRC/40/1", true, "a stroke that moved by one letter"},
	{"EC/N.4/2003/5", "E/CN.4/2003/5", true, "the same in an old commission's"},
	{"HIR/GEN/1/Rev.8", "HRI/GEN/1/Rev.8", true, "letters exchanged, I among them"},
	{"A/HRC/44/L..2", "A/HRC/44/L.2", true, "a stop twice"},
	{"A/HRC/27L.5/Rev.1", "A/HRC/27/L.5/Rev.1", true, "a lost stroke"},
	{"A/HRC/DEC41/104", "A/HRC/DEC/41/104", true, "a lost stroke"},
	{"CCPR/C/112/D1968/2010", "CCPR/C/112/D/1968/2010", true, "a lost stroke"},
	{"E/CN.4/SR109", "E/CN.4/SR.109", true, "a lost stop"},
	{"CCPR/CO.70/ARG", "CCPR/CO/70/ARG", true, "a stop for a stroke"},
	{"CCPR/C/21/Rev.1./Add.9", "CCPR/C/21/Rev.1/Add.9", true, "a stray stop"},
	{"E/4l68/Rev.l", "E/4168/Rev.1", true, "l for 1"},
	{"E/CN.4/l983/55", "E/CN.4/1983/55", true, "l for 1 in a year"},
	{"S/26G26", "S/26626", true, "G for 6"},
	{"A/RES/7O/1", "A/RES/70/1", true, "O for 0"},
	{"CCPR/C/61/0/615/1995", "CCPR/C/61/D/615/1995", true, "0 for D"},
	{"CRPD/G/GC/2", "CRPD/C/GC/2", true, "G for C"},
	{"CRC/C/BFA/CO/l", "CRC/C/BFA/CO/1", true, "no figure is left"},
	{"\xd0\xa1"
	 "AT/C/KAZ/CO/4",
	 "CAT/C/KAZ/CO/4", true, "a Cyrillic letter"},
	{"\xd0\x90/HRC/43/46", "A/HRC/43/46", true, "a Cyrillic prefix"},
	{"A/HRC/43/46/\xd0\x90"
	 "dd.1",
	 "A/HRC/43/46/Add.1", true, "a Cyrillic modifier"},
	{"A/46/024", "A/46/24", true, "a leading zero"},
	{"CCPR/C/SH.325", "CCPR/C/SR.325", true, "one letter of a word"},
	{"S/12344/Rey.1", "S/12344/Rev.1", true, "one letter of a modifier"},
	{"CAT/C/LAK/CO/3-4", "CAT/C/LKA/CO/3-4", true, "a State's letters transposed"},
	{"A/HRC/WG.6/12/TSL/1", "A/HRC/WG.6/12/TLS/1", true, "a State's letters transposed"},
	{"CAT/C/27/166/2000", "CAT/C/27/D/166/2000", true, "the D lost"},
	{"CAT/DZA/CO/3", "CAT/C/DZA/CO/3", true, "the committee's C lost"},
	{"CAT/C/C/KAZ/CO/4", "CAT/C/KAZ/CO/4", true, "a component twice"},
	{"A/74/A/74/379/Add.1", "A/74/379/Add.1", true, "its beginning twice"},
	{"CAT/C/KAZ/CO/4/4", "CAT/C/KAZ/CO/4", true, "its end twice"},
	{"A/HRC/RES/56/L.31", "A/HRC/56/L.31", true, "a component too many"},
	{"E/2020/27-E/CN.6-2020/10", "E/2020/27-E/CN.6/2020/10", true, "half of a joint symbol"},
	{"CRC/C/ARG/CO/3/4", "CRC/C/ARG/CO/3-4", true, "a stroke for the hyphen"},
	{"E/CN.4/98/38/Add.1", "E/CN.4/1998/38/Add.1", false, "figures are never certain"},
	{"S/20205/758", "S/2025/758", false, "figures are never certain"},
	{"E/CN.4/1194/31", "E/CN.4/1994/31", false, "figures are never certain"},
	{"A/HRC/4346", "A/HRC/43/46", false, "two numbers grown together"},
};

START_TEST(test_repairs)
{
	struct symbol_context none = {0};

	expect(repairs[_i].damaged, repairs[_i].right, repairs[_i].certain, &none);
}
END_TEST

/* Strings that nothing is suggested for: no symbols, or of series that nobody listed. */
static const char *const left_alone[] = {
	"UNX/BODY/12",	"INT/CCPR/GEC/6627", "T/PCCs",
	"A/C/E/F/R/S",	"CD/DVD2",	     "E/GRULAC/1",
	"ST/HR/P/PT/8", "ECE/CEP/S/2022/1",  "UNEP/CMS/COP13/Doc.5",
	"A/XYZ/61/5",	"WHO/2019-nCoV/2",   "B/HRC/43/46",
	"SIPRI/2020/5", "E/NRIV/5",	     "AHRD/12/4",
};

START_TEST(test_left_alone)
{
	struct symbol_context none = {0};
	struct symbol_repair r = {0};
	size_t n = symbol_token(str_of(left_alone[_i]));

	if (n)
		symbol_repair(&r, (struct str){left_alone[_i], n}, &none, &arena);
	ck_assert_msg(r.n == 0 && !r.near, "%s: %.*s", left_alone[_i],
		      r.n ? (int)r.candidate[0].symbol.n : 0, r.n ? r.candidate[0].symbol.p : "");
}
END_TEST

START_TEST(test_glued_text_is_left_out)
{
	struct symbol_context none = {0};
	struct symbol_repair r;

	symbol_repair(&r, STR("A/HRC/WG.6/9/BGR/2/Corr.1and"), &none, &arena);
	ck_assert(r.n && str_eq(r.candidate[0].symbol, STR("A/HRC/WG.6/9/BGR/2/Corr.1")));
	ck_assert_uint_eq(r.token.n, 28);
}
END_TEST

START_TEST(test_context_decides)
{
	static const struct str clean[] = {{"CAT/C/COL/CO/5", 14}};
	struct symbol_context none = {0}, with = {.clean = clean, .nclean = 1};
	struct symbol_repair r;

	symbol_repair(&r, STR("CAT/C/COX/CO/5"), &none, &arena);
	ck_assert(!r.certain);
	symbol_repair(&r, STR("CAT/C/COX/CO/5"), &with, &arena);
	ck_assert(r.certain && str_eq(r.candidate[0].symbol, clean[0]));
}
END_TEST

START_TEST(test_a_valid_state_stays)
{
	struct symbol_context with = {.state = STR("KAZ")};
	struct symbol_repair r;

	symbol_repair(&r, STR("CAT/C/KGZICO/4"), &with, &arena);
	ck_assert_uint_eq(r.n, 1);
	ck_assert(str_eq(r.candidate[0].symbol, STR("CAT/C/KGZ/CO/4")));
}
END_TEST

/* 64 bytes are tried, 65 are not. */
START_TEST(test_bounds)
{
	char text[80] = "CCPR/C/KAZICO/4/Add.";
	struct symbol_context none = {0};
	struct symbol_repair r;
	size_t n = strlen(text);

	memset(text + n, 'x', sizeof(text) - n);
	symbol_repair(&r, (struct str){text, 64}, &none, &arena);
	symbol_repair(&r, (struct str){text, 65}, &none, &arena);
	ck_assert(r.n == 0 && !r.near);
	symbol_repair(&r, STR("E/1991/23/Corr.2-E/C.12/1990/8/Corr.2-CERD/C/KAZ/CO/8-10/Add.1 "),
		      &none, &arena);
	ck_assert_uint_eq(r.n, 0);
}
END_TEST

/* The worst that a token can ask of the search must still end soon. */
START_TEST(test_expansions_are_bounded)
{
	static const char *const worst[] = {
		"CAT/I/l/1/I/l/1/I/l/1/I/l/1/I/l/1/I/l/1/I/l/1/I/l/1/I/l/1/I/l/1",
		"E/CN.4/1111111111111111111111111111111111111111111111111111111",
		"A/HRC/IIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIII1111",
		"CCPR/C/KAZ/KAZ/KAZ/KAZ/KAZ/KAZ/KAZ/KAZ/KAZ/KAZ/KAZ/KAZ/KAZ/1",
	};
	struct symbol_context none = {0};
	struct symbol_repair r;

	for (int round = 0; round < 200; round++) {
		symbol_repair(&r, str_of(worst[_i]), &none, &arena);
		arena_reset(&arena, 1 << 16);
	}
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("symbol repair");
	TCase *t = tcase_create("repair");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_compilation, 0, COUNT_OF(compilation));
	tcase_add_loop_test(t, test_repairs, 0, COUNT_OF(repairs));
	tcase_add_loop_test(t, test_left_alone, 0, COUNT_OF(left_alone));
	tcase_add_test(t, test_glued_text_is_left_out);
	tcase_add_test(t, test_context_decides);
	tcase_add_test(t, test_a_valid_state_stays);
	tcase_add_test(t, test_bounds);
	tcase_add_loop_test(t, test_expansions_are_bounded, 0, 4);
	suite_add_tcase(s, t);
	return s;
}

int main(void)
{
	return unit_run(suite());
}
