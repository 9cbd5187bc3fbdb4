/*
 * floor: symbol
 * Document symbols: reading, canonical forms, State's codes, doubts.
 */
#include "symbol/explain.h"

#include "arena.h"
#include <stdlib.h>

/* Every series of the grammar's description, by one symbol at least. */
static const struct {
	const char *text, *series, *body, *why;
} reads[] = {
	{"A/RES/60/251", "A/RES/{session:ga}/{number}", "ga", "resolution since 1976"},
	{"A/RES/31/16 A", "A/RES/{session:ga}/{number}{part}", "ga", "a part behind the number"},
	{"A/RES/71/101 A-B", "A/RES/{session:ga}/{number}{part}", "ga", "a range of parts"},
	{"A/RES/S-10/2", "A/RES/S-{session}/{number}", "ga", "special session"},
	{"A/RES/ES-10/2", "A/RES/ES-{session}/{number}", "ga", "emergency special session"},
	{"A/RES/217 (III)", "A/RES/{number} ({roman:ga})", "ga", "Roman session"},
	{"A/RES/217 A (III)", "A/RES/{number}{part} ({roman:ga})", "ga", "part before the session"},
	{"A/RES/3201 (S-VI)", "A/RES/{number} (S-{roman})", "ga", "old special session"},
	{"A/RES/2253 (ES-V)", "A/RES/{number} (ES-{roman})", "ga", "old emergency session"},
	{"A/RES/2625", "A/RES/{number}", "ga", "its session left out"},
	{"A/DEC/50/411", "A/DEC/{session:ga}/{number}", "ga", "catalogue form of a decision"},
	{"A/79/150", "A/{session:ga}/{number}", "ga", "document by session"},
	{"A/S-27/2", "A/S-{session}/{number}", "ga", "document of a special session"},
	{"A/520/Rev.17", "A/{number}", "ga", "an old number kept alive"},
	{"A/76/L.75", "A/{session:ga}/L.{number}", "ga", "draft"},
	{"A/L.783", "A/L.{number}", "ga", "old draft"},
	{"A/INF/74/3", "A/INF/{session:ga}/{number}", "ga", "information"},
	{"A/80/PV.69", "A/{session:ga}/PV.{number}", "ga", "verbatim record"},
	{"A/PV.2200", "A/PV.{number}", "ga", "old verbatim record"},
	{"A/BUR/70/1", "A/BUR/{session:ga}/{number}", "ga", "General Committee"},
	{"A/C.3/78/L.60/Rev.1", "A/C.3/{session:ga}/L.{number}", "ga", "Main Committee"},
	{"A/SPC/43/L.26", "A/SPC/{session:ga}/L.{number}", "ga", "Special Political Committee"},
	{"A/C.3/SR.957", "A/C.3/SR.{number}", "ga", "old Main Committee"},
	{"A/C.2&3/93", "A/C.2&3/{number}", "ga", "joint committee"},
	{"A/C.1/78/PV.7", "A/C.1/{session:ga}/PV.{number}", "ga",
	 "verbatim in the First Committee"},
	{"A/AC.265/2006/4", NULL, "", "ad hoc committee"},
	{"A/S-10/AC.1/L.1", "A/S-{session}/AC.{number}/L.{number}", "ga", "committee of a session"},
	{"A/CN.4/L.984", NULL, "ilc", "International Law Commission"},
	{"A/CN.9/WG.III/WP.216", NULL, "uncitral", "Roman working group"},
	{"A/CONF.157/23", NULL, "", "conference"},
	{"A/CONF.157/24 (Part I)", NULL, "", "a document in parts"},
	{"A/74/6 (Sect. 24)", "A/{session:ga}/{number}", "ga", "a section of the budget"},
	{"A/HRC/RES/5/1", "A/HRC/RES/{session:hrc}/{number}", "hrc", "resolution"},
	{"A/HRC/DEC/17/119", "A/HRC/DEC/{session:hrc}/{number}", "hrc", "decision"},
	{"A/HRC/PRST/8/1", "A/HRC/PRST/{session:hrc}/{number}", "hrc", "President's statement"},
	{"A/HRC/PRST/OS/12/1", "A/HRC/PRST/OS/{number}/{number}", "hrc", "organizational session"},
	{"A/HRC/RES/OM/1/2", "A/HRC/RES/OM/{number}/{number}", "hrc", "organizational meeting"},
	{"A/HRC/RES/S-17/1", "A/HRC/RES/S-{session}/{number}", "hrc", "special session"},
	{"A/HRC/43/46/Add.1", "A/HRC/{session:hrc}/{number}", "hrc", "country visit"},
	{"A/HRC/S-17/2/Add.1", "A/HRC/S-{session}/{number}", "hrc",
	 "document of a special session"},
	{"A/HRC/56/L.20/Rev.1", "A/HRC/{session:hrc}/L.{number}", "hrc", "draft"},
	{"A/HRC/43/CRP.5", "A/HRC/{session:hrc}/CRP.{number}", "hrc", "conference room paper"},
	{"A/HRC/43/NGO/149/Rev.1", "A/HRC/{session:hrc}/NGO/{number}", "hrc", "statement"},
	{"A/HRC/28/NI/8/Corr.1", "A/HRC/{session:hrc}/NI/{number}", "hrc", "national institution"},
	{"A/HRC/WG.6/48/KAZ/2", "A/HRC/WG.6/{session:upr}/{state}/{number}", "upr", "review"},
	{"A/HRC/WG.6/36/L.11", "A/HRC/WG.6/{session:upr}/L.{number}", "upr", "draft report"},
	{"A/HRC/WG.11/39/1", "A/HRC/WG.{number}/{session}/{number}", "hrc", "another group"},
	{"A/HRC/WGAD/2024/28", "A/HRC/WGAD/{year}/{number}", "wgad", "opinion 28/2024"},
	{"A/HRC/WGEID/98/2", "A/HRC/WGEID/{session}/{number}", "wgeid", "disappearances"},
	{"A/HRC/AC/6/2", "A/HRC/AC/{session}/{number}", "hrc", "Advisory Committee"},
	{"A/HRC/EMRIP/2010/2", "A/HRC/EMRIP/{year}/{number}", "hrc", "expert mechanism"},
	{"E/2012/100", "E/{year}/{number}", "ecosoc", "document since 1978"},
	{"E/2011/L.28", "E/{year}/L.{number}", "ecosoc", "draft"},
	{"E/5715/Rev.2", "E/{number}", "ecosoc", "numbered through"},
	{"E/RES/2006/2", "E/RES/{year}/{number}", "ecosoc", "resolution"},
	{"E/RES/1503 (XLVIII)", "E/RES/{number} ({roman})", "ecosoc", "old resolution"},
	{"E/C.19/2022/4", NULL, "unpfii", "Permanent Forum"},
	{"E/HLS/2017/1", NULL, "", "forum"},
	{"E/CN.6/1992/5", NULL, "csw", "status of women"},
	{"E/CN.4/2005/102/Add.1", "E/CN.4/{year}/{number}", "chr", "Commission, by year"},
	{"E/CN.4/1512", "E/CN.4/{number}", "chr", "Commission, numbered through"},
	{"E/CN.4/RES/2005/80", "E/CN.4/RES/{year}/{number}", "chr", "resolution"},
	{"E/CN.4/RES/12 (XXIX)", "E/CN.4/RES/{number} ({roman})", "chr", "old resolution"},
	{"E/CN.4/RES/1992/S-2/1", NULL, "chr", "special session"},
	{"E/CN.4/Sub.2/2003/43", "E/CN.4/Sub.2/{year}/{number}", "sub-commission",
	 "Sub-Commission"},
	{"E/ESCAP/79/15", NULL, "escap", "regional commission"},
	{"S/RES/1325 (2000)", "S/RES/{number} ({year})", "sc", "resolution"},
	{"S/RES/1325", "S/RES/{number}", "sc", "its year left out"},
	{"S/PRST/2016/1", "S/PRST/{year}/{number}", "sc", "President's statement"},
	{"S/2015/19", "S/{year}/{number}", "sc", "document since 1994"},
	{"S/26695", "S/{number}", "sc", "document to 1993"},
	{"S/PV.6201 (Resumption 1)", "S/PV.{number}", "sc", "a meeting resumed"},
	{"S/AC.57/2024/COMM.18", "S/AC.{number}/{year}/COMM.{number}", "sc", "committee"},
	{"S/7930/Add.1641", "S/{number}", "sc", "addenda have no limit"},
	{"ST/SGB/2019/2", NULL, "secretariat", "bulletin"},
	{"T/3200", NULL, "", "Trusteeship Council"},
	{"CEDAW/C/KAZ/5", "CEDAW/C/{state}/{reports}", "cedaw", "report of a State"},
	{"CAT/C/KAZ/CO/4", "CAT/C/{state}/CO/{reports}", "cat", "concluding observations"},
	{"CERD/C/KAZ/CO/8-10", "CERD/C/{state}/CO/{reports}", "cerd", "on combined reports"},
	{"CCPR/C/KAZ/Q/1/Add.1", "CCPR/C/{state}/Q/{reports}", "ccpr", "list of issues"},
	{"CCPR/C/KAZ/QPR/3", "CCPR/C/{state}/QPR/{reports}", "ccpr", "prior to reporting"},
	{"CRC/C/COK/RQ/2-5", "CRC/C/{state}/RQ/{reports}", "crc", "replies"},
	{"CERD/C/BRA/FCO/18-20", "CERD/C/{state}/FCO/{reports}", "cerd", "follow-up"},
	{"CRPD/C/HUN/IR/1", "CRPD/C/{state}/IR/{number}", "crpd", "inquiry"},
	{"CED/C/MEX/VR/1", "CED/C/{state}/VR/{number}", "ced", "visit"},
	{"CED/C/COL/OAI/1", "CED/C/{state}/OAI/{number}", "ced", "additional information"},
	{"E/C.12/SVN/CO/2", "E/C.12/{state}/CO/{reports}", "cescr", "CESCR has no /C"},
	{"CRPD/C/EU/CO/1", "CRPD/C/{state}/CO/{reports}", "crpd", "two letters for the Union"},
	{"CCPR/C/CHN-HKG/CO/3", "CCPR/C/{state}/CO/{reports}", "ccpr", "a region with its State"},
	{"CCPR/C/DZA/CO/3/CRP.1", "CCPR/C/{state}/CO/{reports}/CRP.{number}", "ccpr", "advance"},
	{"CRC/C/OPAC/DZA/CO/1", "CRC/C/OPAC/{state}/CO/{reports}", "crc", "optional protocol"},
	{"CAT/OP/KAZ/1", "CAT/OP/{state}/{number}", "spt", "visit of the Subcommittee"},
	{"CAT/OP/KAZ/ROSP/1", "CAT/OP/{state}/ROSP/{number}", "spt", "second visit"},
	{"CAT/OP/12", "CAT/OP/{number}", "spt", "numbered through"},
	{"CEDAW/C/OP.8/CAN/1", "CEDAW/C/OP.8/{state}/{number}", "cedaw", "inquiry, article 8"},
	{"CCPR/C/117/D/2001/2010", "CCPR/C/{session:treaty}/D/{number}/{year:registered}", "ccpr",
	 "Views"},
	{"CCPR/C/93/D/1461,1462,1476&1477/2006", NULL, "ccpr", "several communications"},
	{"CCPR/C/129/D/3106/2018-3122/2018", NULL, "ccpr", "with a year each"},
	{"CCPR/C/128/DR/2339/2014", "CCPR/C/{session:treaty}/DR/{number}/{year:registered}", "ccpr",
	 "restricted"},
	{"CRC/C/GC/25", "CRC/C/GC/{number}", "crc", "general comment"},
	{"CRC/GC/2001/1", "CRC/GC/{year}/{number}", "crc", "old general comment"},
	{"CAT/C/51/4", "CAT/C/{session:treaty}/{number}", "cat", "document of a session"},
	{"E/C.12/2008/SR.37", "E/C.12/{year}/SR.{number}", "cescr", "by year"},
	{"CCPR/C/SR.4100", "CCPR/C/SR.{number}", "ccpr", "summary record"},
	{"CCPR/C/21/Rev.1/Add.13", "CCPR/C/{number}", "ccpr", "numbered through, two modifiers"},
	{"CCPR/CO/84/SVN", "CCPR/CO/{session:treaty}/{state}", "ccpr", "2000 to 2005"},
	{"CCPR/CO/81/SEMO", "CCPR/CO/{session:treaty}/{state}", "ccpr", "four letters"},
	{"CAT/C/CR/29/4", "CAT/C/CR/{session:treaty}/{number}", "cat", "conclusions"},
	{"CAT/C/XXV/Concl.3", "CAT/C/{roman}/Concl.{number}", "cat", "Roman session"},
	{"CERD/C/60/CO/5", "CERD/C/{session:treaty}/CO/{number}", "cerd", "to 2005"},
	{"CCPR/C/COL/2002/5", "CCPR/C/{state}/{year}/{number}", "", "report by year"},
	{"CCPR/C/DNK/99/4", "CCPR/C/{state}/{number}/{number}", "ccpr", "two figures"},
	{"HRI/GEN/1/Rev.9 (Vol. I)", "HRI/GEN/1", "", "compilation, a volume behind a modifier"},
	{"HRI/CORE/KAZ/2012", "HRI/CORE/{state}/{year}", "", "core document"},
	{"ECE/TRANS/WP.29/1091/Add.1", NULL, "ece", "in its own series"},
	{"UNEP/EA.2/Res.10", NULL, "unep", "a programme"},
	{"TD/442", NULL, "unctad", "UNCTAD"},
	{"DP/2003/34", NULL, "undp", "UNDP"},
	{"CD/8/Rev.10", NULL, "", "disarmament"},
	{"CBD/NP/MOP/DEC/2/7", NULL, "", "a convention"},
};

START_TEST(test_reads)
{
	struct str text = str_of(reads[_i].text);
	struct symbol s;

	ck_assert_msg(symbol_scan(&s, text) == text.n, "%s: %s", reads[_i].text, reads[_i].why);
	ck_assert_msg(s.flaws == 0, "%s: flawed", reads[_i].text);
	if (reads[_i].series)
		ck_assert_str_eq(s.series->template, reads[_i].series);
	ck_assert_str_eq(s.series->body, reads[_i].body);
	ck_assert(str_eq(symbol_canonical(&s, &arena), text));
}
END_TEST

/* How far a symbol goes, and what is not one. */
static const struct {
	const char *text;
	size_t bytes;
	const char *why;
} ends[] = {
	{"A/HRC/43/46, para. 5", 11, "a comma"},
	{"A/69/277).53", 8, "a bracket and a lost note number"},
	{"A/HRC/14/15]", 11, "a square bracket"},
	{"A/HRC/43/46.", 11, "the sentence's stop"},
	{"A/HRC/43/46.12", 11, "a note number behind the stop"},
	{"A/HRC/43/46/", 11, "a stroke and nothing"},
	{"CCPR/C/GC/32 (2007)", 12, "a year that the author added"},
	{"A/60/251-based", 8, "a hyphen and a word"},
	{"A/78/80-E/2023/64", 17, "two symbols of one document"},
	{"CCPR/C/123/D/2375/2014-CCPR/C/123/D/2690/2015", 45, "two communications"},
	{"CEDAW/C/GC/31/CRC/C/GC/18", 25, "the one with a stroke between"},
	{"CMW/C/GC/4-CRC/C/GC/23 (2017)", 22, "joint comments"},
	{"S/12710-28", 10, "a range, the second number shortened"},
	{"A/C.3/L.1384-1386", 17, "a range of drafts"},
	{"A/42/7/Add.1-10", 15, "a range of addenda"},
	{"ST/SG/AC.10/46/Adds.1-3", 23, "addenda in the plural"},
	{"A/BUR/70/1*", 10, "the asterisk of the masthead"},
	{"S/RES/1325(2000)", 16, "without the space"},
	{"E/2020/27-E/CN.6-2020/10", 0, "the second half is damaged: not read"},
	{"A/HRC/43/46and", 0, "text glued behind"},
	{"A/HRC/WG.6/9/BGR/2/Corr.1and", 0, "text glued behind a modifier"},
	{"A/HRC/43/46/Add.1/Add.2", 0, "the same modifier twice"},
	{"A/HRC/43/46.Add.1", 0, "a stop for a stroke"},
	{"A/46/024", 0, "a leading zero"},
	{"S/263963", 0, "beyond the last number of its series"},
	{"E/CN.4/1984172", 0, "beyond the last number of its series"},
	{"CAT/C/KAZICO/4", 0, "I for a stroke"},
	{"T/PCCs", 0, "troop- and police-contributing countries"},
	{"A/C/E/F/R/S", 0, "the six languages"},
	{"UNCTAD/WTO", 0, "two organizations"},
	{"ECE/FAO", 0, "two organizations"},
	{"UNEP/OCHA", 0, "two organizations"},
	{"INT/CCPR/GEC/6627", 0, "key of a database"},
	{"E.19.XIV.1", 0, "sales number"},
	{"COM(2018) 1", 0, "European Union"},
	{"and/or", 0, "prose"},
	{"s/he", 0, "prose"},
	{"a/2", 0, "small letters prove nothing"},
	{"A", 0, "too short"},
	{"", 0, "nothing"},
	{"A/", 0, "nothing behind the stroke"},
};

START_TEST(test_ends)
{
	struct symbol s;

	ck_assert_msg(symbol_scan(&s, str_of(ends[_i].text)) == ends[_i].bytes, "%s: %s",
		      ends[_i].text, ends[_i].why);
}
END_TEST

static const struct {
	const char *text, *canonical;
	int flaws;
	const char *why;
} flaws[] = {
	{"A/Res/70/175", "A/RES/70/175", SYMBOL_FLAW_CASE, "small letters in a word"},
	{"a/hrc/43/46", "A/HRC/43/46", SYMBOL_FLAW_CASE, "all small"},
	{"A/40/7/ADD.18", "A/40/7/Add.18", SYMBOL_FLAW_CASE, "a modifier in capitals"},
	{"E/ECE/1478/rev.1", "E/ECE/1478/Rev.1", SYMBOL_FLAW_CASE, "a small modifier"},
	{"CRC/C/15/Add. 13", "CRC/C/15/Add.13", SYMBOL_FLAW_SPACE, "a space behind the stop"},
	{"CCPR /C/KAZ/CO/2", "CCPR/C/KAZ/CO/2", SYMBOL_FLAW_SPACE, "a space behind the prefix"},
	{"CRPD/C/ EU /CO/1", "CRPD/C/EU/CO/1", SYMBOL_FLAW_SPACE, "spaces about the State"},
	{"C AT/C/SR.1998", "CAT/C/SR.1998", SYMBOL_FLAW_SPACE, "a space in the prefix"},
	{"CAT/C/KA Z/CO/4", "CAT/C/KAZ/CO/4", SYMBOL_FLAW_SPACE, "a space in the State"},
	{"A/HRC/\nWG.6/48/KAZ/2", "A/HRC/WG.6/48/KAZ/2", SYMBOL_FLAW_SPACE, "a line end"},
	{"A/HRC/43\xc2\xad/46", "A/HRC/43/46", SYMBOL_FLAW_SPACE, "a soft hyphen"},
	{"A/HRC/\xe2\x80\x8b"
	 "43/46",
	 "A/HRC/43/46", SYMBOL_FLAW_SPACE, "zero width"},
	{"CERD/C/KAZ/CO/8\xe2\x80\x93"
	 "10",
	 "CERD/C/KAZ/CO/8-10", SYMBOL_FLAW_DASH, "en dash"},
	{"A/72/888\xe2\x80\x93S/2018/539", "A/72/888-S/2018/539", SYMBOL_FLAW_DASH, "joint"},
	{"S/RES/1325(2000)", "S/RES/1325 (2000)", 0, "both spacings are in use"},
	{"S/RES/1325\xc2\xa0(2000)", "S/RES/1325 (2000)", 0, "a space that does not break"},
	{"A/RES/217(III)", "A/RES/217 (III)", 0, "both spacings are in use"},
};

START_TEST(test_flaws)
{
	struct str text = str_of(flaws[_i].text), canonical;
	struct symbol s, again;

	ck_assert_msg(symbol_scan(&s, text) == text.n, "%s: %s", flaws[_i].text, flaws[_i].why);
	ck_assert_msg(s.flaws == flaws[_i].flaws, "%s: flaws %d", flaws[_i].text, s.flaws);
	canonical = symbol_canonical(&s, &arena);
	ck_assert_str_eq(canonical.p, flaws[_i].canonical);
	ck_assert_uint_eq(symbol_scan(&again, canonical), canonical.n);
	ck_assert_uint_eq(again.flaws, 0);
	ck_assert_ptr_eq(again.series, s.series);
}
END_TEST

START_TEST(test_fields)
{
	struct symbol s;

	ck_assert(symbol_scan(&s, STR("CERD/C/KAZ/CO/8-10/Add.1/Corr.2")));
	ck_assert(str_eq(s.state, STR("KAZ")));
	ck_assert(str_eq(s.head, STR("CERD/C/KAZ/CO/8-10")));
	ck_assert(str_eq(s.modifiers, STR("Add.1/Corr.2")));
	ck_assert_uint_eq(s.number, 8);
	ck_assert_uint_eq(s.number_end, 10);
	ck_assert(symbol_scan(&s, STR("CCPR/C/117/D/2001/2010")));
	ck_assert_uint_eq(s.session, 117);
	ck_assert_uint_eq(s.number, 2001);
	ck_assert_uint_eq(s.year, 2010);
	ck_assert_uint_eq(symbol_session_year(&s), 2016);
	ck_assert(symbol_scan(&s, STR("A/RES/S-10/2")));
	ck_assert(s.special);
	ck_assert_uint_eq(s.session, 10);
	ck_assert(symbol_scan(&s, STR("A/RES/2625 (XXV)")));
	ck_assert_uint_eq(s.session, 25);
	ck_assert(symbol_scan(&s, STR("A/78/80-E/2023/64")));
	ck_assert_str_eq(s.second->template, "E/{year}/{number}");
	ck_assert(symbol_scan(&s, STR("S/RES/1325 (2000)")));
	ck_assert_str_eq(symbol_address(&s, &arena).p,
			 "https://docs.un.org/en/S/RES/1325%20(2000)");
	ck_assert(symbol_scan(&s, STR("A/HRC/59/10")));
	ck_assert_uint_eq(symbol_session_year(&s), 2025);
}
END_TEST

static const struct {
	const char *text;
	uint32_t as_of;
	int certain; /* -1: no doubt, 0: a warning, 1: certain */
	const char *why;
} doubts[] = {
	{"S/RES/1325 (2000)", 0, -1, "the year is right"},
	{"S/RES/770 (1991)", 0, 1, "adopted in 1992"},
	{"S/RES/2033 (2012)", 0, -1, "the turn of the year"},
	{"S/RES/2770 (2024)", 0, 1, "beyond the last of its year"},
	{"S/RES/2800 (2025)", 0, -1, "a year whose end is not known"},
	{"CAT/C/53/D/520/2021", 0, 1, "registered after its session"},
	{"CCPR/C/102/D/1412/2015", 0, 1, "registered after its session"},
	{"CCPR/C/117/D/2001/2010", 0, -1, "years before its session"},
	{"CCPR/C/143/D/3297/2019", 0, -1, "beyond the table's edge, and right"},
	{"A/HRC/RES/16/36", 0, -1, "the last of its session"},
	{"A/HRC/RES/16/37", 0, 1, "one more"},
	{"A/HRC/WG.6/48/KAZ/2", 0, -1, "reviewed in that session"},
	{"A/HRC/WG.6/47/KAZ/2", 0, 0, "a postponed review keeps its symbol: a warning"},
	{"A/HRC/WG.6/39/SDN/2", 2022, 0, "postponed"},
	{"A/HRC/74/486", 2019, 0, "a session to come"},
	{"A/HRC/43/46", 2019, 0, "the next year's session"},
	{"A/HRC/43/46", 2020, -1, "this year's session"},
	{"S/2027/1", 2026, 0, "a year to come"},
	{"A/90/18", 2026, 0, "a session to come"},
	{"A/RES/217 (III)", 0, -1, "of its session"},
	{"A/RES/217 (XX)", 0, 1, "not of its session"},
	{"CERD/C/KAZ/CO/10-8", 0, 1, "the range does not ascend"},
	{"E/CN.4/2003/L.106-100", 0, 1, "the range does not ascend"},
	{"CERD/C/KAZ/CO/8-10", 0, -1, "the range ascends"},
};

START_TEST(test_doubts)
{
	struct symbol_doubt found[SYMBOL_DOUBTS];
	struct symbol s;
	int worst = -1;
	uint32_t n;

	ck_assert_msg(symbol_scan(&s, str_of(doubts[_i].text)), "%s", doubts[_i].text);
	n = symbol_doubts(&s, doubts[_i].as_of, &arena, found);
	for (uint32_t i = 0; i < n; i++) {
		worst = found[i].certain > worst ? found[i].certain : worst;
		ck_assert(found[i].part.p >= s.whole.p &&
			  found[i].part.p + found[i].part.n <= s.whole.p + s.whole.n);
	}
	ck_assert_msg(worst == doubts[_i].certain, "%s: %s", doubts[_i].text, doubts[_i].why);
}
END_TEST

static const struct {
	const char *name, *code, *why;
} states[] = {
	{"Kazakhstan", "KAZ", "plain"},
	{"the Republic of Moldova", "MDA", "with its article"},
	{"Bolivia (Plurinational State of)", "BOL", "in brackets"},
	{"Viet Nam", "VNM", "two words"},
	{"Vietnam", "VNM", "the other spelling"},
	{"C\xc3\xb4te d\xe2\x80\x99Ivoire", "CIV", "a curled apostrophe"},
	{"T\xc3\xbcrkiye", "TUR", "today's name"},
	{"Turkey", "TUR", "yesterday's name"},
	{"kazakhstan", "KAZ", "small letters"},
	{"State of Palestine", "PSE", "an observer"},
	{"Atlantis", "", "no State"},
	{"", "", "nothing"},
};

START_TEST(test_states)
{
	ck_assert_msg(str_eq(state_code(str_of(states[_i].name)), str_of(states[_i].code)), "%s",
		      states[_i].why);
}
END_TEST

static const struct {
	const char *text;
	bool known;
	const char *why;
} state_places[] = {
	{"CAT/C/KAZ/CO/4", true, "a State"},
	{"CAT/C/LAK/CO/3-4", false, "LKA, transposed"},
	{"A/HRC/WG.6/12/TSL/1", false, "TLS, transposed"},
	{"CERD/C/DEN/CO/17", true, "an odd code, on this masthead"},
	{"CAT/C/DEN/CO/6", false, "an odd code, elsewhere"},
	{"CEDAW/C/CHI/CO/5-6", false, "an odd code, of another report"},
	{"A/HRC/WG.6/2/ROM/1", true, "the code of that time"},
	{"A/HRC/43/46", true, "no State in this series"},
};

START_TEST(test_state_places)
{
	struct symbol s;

	ck_assert_msg(symbol_scan(&s, str_of(state_places[_i].text)), "%s", state_places[_i].why);
	ck_assert_msg(symbol_state_known(&s) == state_places[_i].known, "%s: %s",
		      state_places[_i].text, state_places[_i].why);
}
END_TEST

START_TEST(test_explain)
{
	struct symbol_context none = {0};
	struct symbol_explained e;

	symbol_explain(&e, STR(" CEDAW/C/KAZ/CO/5/Add.1 "), &none, 0, &arena);
	ck_assert_int_eq(e.verdict, SYMBOL_KNOWN);
	ck_assert_uint_eq(e.nmodifiers, 1);
	ck_assert(str_eq(e.modifiers[0], STR("Add.1")));
	symbol_explain(&e, STR("CEDAW/C/KAZICQI5"), &none, 0, &arena);
	ck_assert_int_eq(e.verdict, SYMBOL_MALFORMED);
	ck_assert(e.certain && str_eq(e.suggestions[0].symbol, STR("CEDAW/C/KAZ/CO/5")));
	symbol_explain(&e, STR("S/RES/770 (1991)"), &none, 0, &arena);
	ck_assert_int_eq(e.verdict, SYMBOL_IMPOSSIBLE);
	ck_assert(!e.certain && str_eq(e.suggestions[0].symbol, STR("S/RES/770 (1992)")));
	symbol_explain(&e, STR("UNX/BODY/12"), &none, 0, &arena);
	ck_assert_int_eq(e.verdict, SYMBOL_UNKNOWN);
	symbol_explain(&e, STR("CCPR/C/D/1512/2006"), &none, 0, &arena);
	ck_assert_int_eq(e.verdict, SYMBOL_MALFORMED);
	symbol_explain(&e, STR("A/HRC/43/46]"), &none, 0, &arena);
	ck_assert_int_eq(e.verdict, SYMBOL_MALFORMED);
}
END_TEST

/* A thousand components, and ten thousand, in time that grows with the length at most. */
START_TEST(test_long_is_linear)
{
	size_t n = 200000;
	char *text = malloc(n);
	struct symbol s;

	for (size_t i = 0; i < n; i++)
		text[i] = "A/1/B2"[i % 6];
	for (int round = 0; round < 2000; round++)
		ck_assert_uint_eq(symbol_scan(&s, (struct str){text, n}), 0);
	memcpy(text, "CCPR/C/93/D/", 12);
	for (size_t i = 12; i < n; i++)
		text[i] = "1461,"[(i - 12) % 5];
	for (int round = 0; round < 20; round++)
		symbol_scan(&s, (struct str){text, n});
	symbol_token((struct str){text, n});
	free(text);
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("symbol");
	TCase *t = tcase_create("symbol");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, test_reads, 0, COUNT_OF(reads));
	tcase_add_loop_test(t, test_ends, 0, COUNT_OF(ends));
	tcase_add_loop_test(t, test_flaws, 0, COUNT_OF(flaws));
	tcase_add_test(t, test_fields);
	tcase_add_loop_test(t, test_doubts, 0, COUNT_OF(doubts));
	tcase_add_loop_test(t, test_states, 0, COUNT_OF(states));
	tcase_add_loop_test(t, test_state_places, 0, COUNT_OF(state_places));
	tcase_add_test(t, test_explain);
	tcase_add_test(t, test_long_is_linear);
	suite_add_tcase(s, t);
	return s;
}

int main(void)
{
	return unit_run(suite());
}
