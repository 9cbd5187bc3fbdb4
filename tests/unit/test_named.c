/*
 * floor: cite
 * Sources named in words: what they are called by, whose they are, the symbol they stand for.
 */

#include "cited.h"

static void read_text(const char *text, const char *symbol)
{
	cite_text(str_of(text), "draft.md", symbol);
}

/* Each source of a text as "number body session/ordinal/year symbol|". */
static struct str seen(uint8_t form)
{
	struct str all = STR_NONE;

	for (uint32_t i = 0; i < ap.named.n; i++) {
		const struct named *n = &ap.named.at[i];

		if (n->form != form)
			continue;
		all = arena_printf(&arena, "%.*s%.*s %s %u/%u/%u %.*s|", STR_ARG(all),
				   STR_ARG(document_str(&doc, n->number)),
				   n->body == BODY_NONE ? "-" : bodies[n->body].slug, n->session,
				   n->ordinal, n->year, STR_ARG(n->symbol));
	}
	return all;
}

static const struct {
	uint8_t form;
	const char *text, *sources, *own;
} rows[] = {
	{FORM_RESOLUTION, "See General Assembly resolution 60/147, annex.",
	 "60/147 ga 60/147/0 A/RES/60/147|", ""},
	{FORM_RESOLUTION, "See Assembly resolution 3363 (XXX).",
	 "3363 ga 30/3363/0 A/RES/3363 (XXX)|", ""},
	{FORM_RESOLUTION, "See resolution 2200 A (XXI) of the General Assembly.",
	 "2200 A ga 21/2200/0 A/RES/2200 A (XXI)|", ""},
	{FORM_RESOLUTION, "See General Assembly resolution 503A (VI) of 12 January 1952.",
	 "503A ga 6/503/0 A/RES/503 A (VI)|", ""},
	{FORM_RESOLUTION,
	 "See General Assembly resolutions 39/46 of 10 December 1984 and 57/199 of 18 December "
	 "2002.",
	 "39/46 ga 39/46/0 A/RES/39/46|57/199 ga 57/199/0 A/RES/57/199|", ""},
	{FORM_RESOLUTION, "See UNGA resolution 64/142.", "64/142 ga 64/142/0 A/RES/64/142|", ""},
	{FORM_RESOLUTION, "See Council resolution 1373 (2001).",
	 "1373 sc 0/1373/2001 S/RES/1373 (2001)|", ""},
	{FORM_RESOLUTION, "See Security Council resolution 1325 (2000).",
	 "1325 sc 0/1325/2000 S/RES/1325 (2000)|", ""},
	{FORM_RESOLUTION, "See Security Council resolution 1325 (2005).", "1325 sc 0/1325/2005 |",
	 ""},
	{FORM_RESOLUTION, "Condemned by the Security Council in its resolution 2023, para. 10.",
	 "2023 sc 0/2023/0 S/RES/2023 (2011)|", ""},
	{FORM_RESOLUTION, "See Assembly resolutions 31/16 A and 31/6 B.",
	 "31/16 A ga 31/16/0 A/RES/31/16 A|31/6 B ga 31/6/0 A/RES/31/6 B|", ""},
	{FORM_RESOLUTION, "See General Assembly resolution 31/6 A and B.",
	 "31/6 A and B ga 31/6/0 A/RES/31/6 A-B|", ""},
	{FORM_RESOLUTION, "See Human Rights Council resolution 24/5.",
	 "24/5 hrc 24/5/0 A/HRC/RES/24/5|", ""},
	{FORM_RESOLUTION,
	 "See Human Rights Council resolutions 31/32, para. 13, and 34/20, para. 5.",
	 "31/32 hrc 31/32/0 A/HRC/RES/31/32|34/20 hrc 34/20/0 A/HRC/RES/34/20|", ""},
	{FORM_RESOLUTION, "See Human Rights Council resolutions 32/1, 35/14 and S-30/1.",
	 "32/1 hrc 32/1/0 A/HRC/RES/32/1|35/14 hrc 35/14/0 A/HRC/RES/35/14|"
	 "S-30/1 hrc 30/1/0 A/HRC/RES/S-30/1|",
	 ""},
	{FORM_RESOLUTION, "See Economic and Social Council resolution 1996/31.",
	 "1996/31 ecosoc 1996/31/0 E/RES/1996/31|", ""},
	{FORM_RESOLUTION, "See Economic and Social Council resolution 884 (XXXIV).",
	 "884 ecosoc 34/884/0 E/RES/884 (XXXIV)|", ""},
	{FORM_RESOLUTION, "See Commission on Human Rights resolution 2003/64.",
	 "2003/64 chr 2003/64/0 E/CN.4/RES/2003/64|", ""},
	{FORM_RESOLUTION, "In its resolution 49/5, the Human Rights Council urged all States.",
	 "49/5 hrc 49/5/0 A/HRC/RES/49/5|", ""},
	{FORM_RESOLUTION,
	 "See resolutions 1896 (2012) and 2034 (2015) of the Parliamentary "
	 "Assembly of the Council of Europe.",
	 "1896 - 0/1896/2012 |2034 - 0/2034/2015 |", ""},
	{FORM_RESOLUTION, "See resolution 3/2001 of the Conference.", "3/2001 - 3/2001/0 |", ""},
	{FORM_RESOLUTION, "The resolution of 12 May and a resolution 5 lines long.", "", ""},
	{FORM_DECISION, "See Human Rights Council decision 2/102.",
	 "2/102 hrc 2/102/0 A/HRC/DEC/2/102|", ""},
	{FORM_DECISION, "To enforce decision 137/1997 of the court.", "", ""},
	{FORM_COMMENT, "See Human Rights Committee, general comment No. 36 (2018), para. 5.",
	 "36 ccpr 0/36/2018 CCPR/C/GC/36|", ""},
	{FORM_COMMENT, "Human Rights Committee, general comment No. 36 (2008).",
	 "36 ccpr 0/36/2008 |", ""},
	{FORM_COMMENT, "The Committee recalls its general recommendation No. 19 (1992).",
	 "19 cedaw 0/19/1992 |", "CEDAW/C/50/D/22/2009"},
	{FORM_COMMENT, "The Committee recalls its general comments Nos. 5 and 14.",
	 "5 crc 0/5/0 CRC/GC/2003/5|14 crc 0/14/0 CRC/C/GC/14|", "CRC/C/GC/26"},
	{FORM_COMMENT, "See general comment No. 34 of the Human Rights Committee.",
	 "34 ccpr 0/34/0 CCPR/C/GC/34|", ""},
	{FORM_COMMENT,
	 "See joint general recommendation No. 31 of the Committee on the Elimination of "
	 "Discrimination against Women/general comment No. 18 of the Committee on the Rights of "
	 "the Child.",
	 "31 cedaw 0/31/0 CEDAW/C/GC/31-CRC/C/GC/18|18 crc 0/18/0 CEDAW/C/GC/31-CRC/C/GC/18|", ""},
	{FORM_COMMENT,
	 "See joint general comments No. 3 and No. 4 of the Committee on Migrant Workers and No. "
	 "22 "
	 "and No. 23 of the Committee on the Rights of the Child (2017).",
	 "3 cmw 0/3/0 CMW/C/GC/3-CRC/C/GC/22|4 cmw 0/4/0 CMW/C/GC/4-CRC/C/GC/23|"
	 "22 crc 0/22/0 CMW/C/GC/3-CRC/C/GC/22|23 crc 0/23/2017 CMW/C/GC/4-CRC/C/GC/23|",
	 ""},
	{FORM_COMMENT,
	 "The Committee on the Elimination of Discrimination against Women, in its general "
	 "recommendations No. 26 (2008) on women migrant workers and No. 38 (2020) on trafficking.",
	 "26 cedaw 0/26/2008 |38 cedaw 0/38/2020 CEDAW/C/GC/38|", ""},
	{FORM_COMMENT, "See general comment No. 6 (2018) (CRPD/C/GC/6).",
	 "6 crpd 0/6/2018 CRPD/C/GC/6|", ""},
	{FORM_COMMENT, "General development, general comments and a general recommendation to all.",
	 "", ""},
	{FORM_OFFICIAL_RECORDS,
	 "Official Records of the General Assembly, Sixty-eighth Session, Supplement No. 20 "
	 "(A/68/20).",
	 "20 ga 68/20/0 A/68/20|", ""},
	{FORM_OFFICIAL_RECORDS, "Ibid., Fifty-fifth Session, Supplement No. 18 (A/55/18).",
	 "18 ga 55/18/0 A/55/18|", ""},
	{FORM_OFFICIAL_RECORDS,
	 "Official Records of the General Assembly, Tenth Special Session, Supplement No. 4 "
	 "(A/S-10/4).",
	 "4 ga 10/4/0 A/S-10/4|", ""},
	{FORM_OFFICIAL_RECORDS,
	 "Official Records of the Economic and Social Council, 1997, Supplement No. 3.",
	 "3 ecosoc 0/3/1997 |", ""},
	{FORM_SALES, "(United Nations publication, Sales No. E.04.II.D.7).",
	 "E.04.II.D.7 - 0/0/0 |", ""},
	{FORM_TREATY_SERIES, "United Nations, *Treaty Series*, vol. 999, No. 14668, p. 171.",
	 "999, No. 14668 - 999/14668/0 |", ""},
	{FORM_ICJ, "Advisory Opinion, I.C.J. Reports 2004, p. 136, para. 88.",
	 "2004, p. 136 - 0/136/2004 |", ""},
	{FORM_OPINION, "See opinion No. 28/2024.", "28/2024 wgad 0/28/2024 A/HRC/WGAD/2024/28|",
	 ""},
	{FORM_COMMUNICATION, "See communications Nos. 1593/2007 and 2001/2010.",
	 "1593/2007 - 0/1593/2007 |2001/2010 - 0/2001/2010 |", ""},
};

START_TEST(test_named)
{
	struct str got;

	read_text(rows[_i].text, rows[_i].own);
	got = seen(rows[_i].form);
	ck_assert_msg(str_eq(got, str_of(rows[_i].sources)), "%s: %.*s", rows[_i].text,
		      STR_ARG(got));
}
END_TEST

/* The words of a source: with the body before it, without locators and brackets. */
static const struct {
	const char *text, *words;
} spans[] = {
	{"See Security Council resolution 1325 (2000), para. 5.",
	 "Security Council resolution 1325 (2000)"},
	{"See Human Rights Committee, general comment No. 36 (2018), para. 2.",
	 "Human Rights Committee, general comment No. 36 (2018)"},
	{"See Ibid., Fifty-fifth Session, Supplement No. 18 (A/55/18).",
	 "Ibid., Fifty-fifth Session, Supplement No. 18"},
	{"A (United Nations publication, Sales No. E.04.II.D.7) is sold.",
	 "United Nations publication, Sales No. E.04.II.D.7"},
};

START_TEST(test_span)
{
	struct str got;

	read_text(spans[_i].text, "");
	ck_assert_uint_eq(ap.named.n, 1);
	got = document_str(&doc, ap.named.at[0].span);
	ck_assert_msg(str_eq(got, str_of(spans[_i].words)), "%.*s", STR_ARG(got));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("named sources");
	TCase *tests = tcase_create("named");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_named, 0, COUNT_OF(rows));
	tcase_add_loop_test(tests, test_span, 0, COUNT_OF(spans));
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
