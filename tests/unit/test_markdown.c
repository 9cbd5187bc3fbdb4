/*
 * floor: read
 * Markdown: what becomes text, what becomes an indicator, a note, a link; and that every
 * byte leads back to where it was read, whatever stands in the file.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/place.h"
#include "read/markdown.h"

#include "unit.h"
#include <stdlib.h>
#include <time.h>

static struct arena arena;
static struct document doc;
static struct err err;

static enum status read_md(struct str text)
{
	err = (struct err)ERR_INIT;
	arena_reset(&arena, (size_t)1 << 30);
	return read_bytes(&doc, &arena, text, "draft.md", &err);
}

/* The indicators: "12>0" calls note 0, "a>" calls none. The notes: their labels. */
static void list_calls(struct buf *out)
{
	for (uint32_t i = 0; i < doc.indicators.n; i++) {
		const struct indicator_candidate *c = &doc.indicators.at[i];

		buf_addf(out, "%s%.*s>", i ? " " : "", STR_ARG(c->label));
		if (c->note != NONE)
			buf_addf(out, "%u", c->note);
	}
}

static void list_notes(struct buf *out)
{
	for (uint32_t i = 0; i < doc.notes.n; i++) {
		struct str text = document_str(&doc, doc.notes.at[i].span);

		buf_addf(out, "%s%.*s=%.*s", i ? "|" : "", STR_ARG(doc.notes.at[i].label),
			 STR_ARG(text));
	}
}

static const struct {
	const char *markdown, *text, *why;
} texts[] = {
	{"", "", "nothing"},
	{"\n\n  \n", "", "white space"},
	{"one\ntwo\n\nthree", "one two\nthree\n", "lines join, paragraphs do not"},
	{"one  \ntwo\\\nthree", "one two three\n", "hard breaks are spaces"},
	{"# I. Mandate #\ntext", "I. Mandate\ntext\n", "a heading in the style of ATX"},
	{"#hashtag", "#hashtag\n", "no space, no heading"},
	{"# C#", "C#\n", "the last # is part of a word"},
	{"Mandate\n===\n\nA\nB\n---\n", "Mandate\nA B\n", "underlined headings"},
	{"text\n***\ntext", "text\ntext\n", "a rule parts paragraphs"},
	{"> a\n> b\nc\n\nd", "a b c\nd\n", "a quotation goes on lazily"},
	{"> > a\n\n> b", "a\nb\n", "quotations nest"},
	{"- a\n- b\n  c\n\n  d\n- *e*", "a\nb c\nd\ne\n", "bullets"},
	{"12. The\nCommittee\n13. Next", "12. The Committee\n13. Next\n", "numbered paragraphs"},
	{"in resolution 48/\n12. The", "in resolution 48/ 12. The\n", "not the number that is due"},
	{"12 bis. Text\n\n5.3 The author", "12 bis. Text\n5.3 The author\n", "other numbers"},
	{"1. A\n\n    (a) b\n\n        code", "1. A\n(a) b\ncode\n", "what is indented under it"},
	{"1.5 million", "1.5 million\n", "no number of a paragraph"},
	{"text\n    more", "text more\n", "indented lines continue a paragraph"},
	{"```\n*a*\n```\nb", "*a*\nb\n", "fenced code is kept as it is"},
	{"~~~\na\n```\n\nb\n~~~", "a ``` b\n", "another fence does not close it"},
	{"```\na", "a\n", "an open fence reaches to the end"},
	{"    a `b`", "a `b`\n", "indented code"},
	{"| a | b |\n|---|:-:|\n| c \\| d | |\n| e", "a\nb\nc | d\ne\n",
	 "a table, empty cells apart"},
	{"a | b\n--- | ---\nc | d\n\ne | f", "a\nb\nc\nd\ne | f\n", "a table without outer bars"},
	{"a\n|---|---|", "a |---|---|\n", "the head has too few cells"},
	{"---\ntitle: x\n---\ntext", "text\n", "YAML in front"},
	{"---\n\ntext", "text\n", "a rule in front"},
	{"a <!-- b --> c <!-- d -->", "a c\n", "comments go with a space"},
	{"a <!-- b\n c --> d", "a d\n", "over a line end"},
	{"<!-- a\n\nb --> c", "c\n", "over a blank line"},
	{"a <!-- b", "a <!-- b\n", "never closed"},
	{"<!-- a", "", "never closed, at a line's start: to the end"},
	{"*a* **b** ***c*** _d_ __e__", "a b c d e\n", "emphasis"},
	{"a_b_c 2*3*4", "a_b_c 234\n", "underscores in words are letters, asterisks are not"},
	{"Report* and\\* 5 * 6 **", "Report* and* 5 * 6 **\n", "asterisks that are none"},
	{"**a*", "*a\n", "one is left over"},
	{"*a _b* c_", "a _b c_\n", "emphasis does not overlap"},
	{"`a*b*` ``c`d`` `e", "a*b* c`d `e\n", "code spans"},
	{"See <https//un.org/a>.\n", "See <https//un.org/a>.\n", "an address that lost its colon"},
	{"1. A.[^1^](#fn1){#r1\n    .ref} B.\n\n::: {.footnotes}\n1.  ::: {#fn1}\n    "
	 "N.[x](#fnref1){.b\n"
	 "    role=\"c\"}\n    :::\n:::\n",
	 "1. A.^1^ B.\n1. N.\n", "a note that a converter made of HTML"},
	{"1. A.<a href=\"#fn1\"\nid=\"r\"><sup>1</sup></a>\n\n1.  <div id=\"fn1\">\n\n    N.<a "
	 "href=\"#fnref1\">x</a>\n\n    </div>\n",
	 "1. A.<sup>1</sup>\n1. N.\n", "… and left as HTML"},
	{"A.[\\[1\\]](#_ftn1){#_ftnref1} B.\n\n[\\[1\\]](#_ftnref1){#_ftn1} N.\n",
	 "A.[1] B.\n[1] N.\n", "… of Word's HTML"},
	{"A.¹ B.²\n\n¹ One\ngoes on.\n² Two.\n", "A.¹ B.²\n¹ One goes on.\n² Two.\n",
	 "notes that are typed below"},
	{"A.^1^\n\n^1^ One.\n", "A.^1^\n^1^ One.\n", "… as pandoc raises figures"},
	{"T\\*\n\n\\* Note.\n", "T*\n* Note.\n", "the note of an asterisk"},
	{"T\n\n\\* Note.\n\nO\\* a.\n", "T\n* Note.\nO* a.\n", "one that nothing above calls"},
	{"a\\*b\\[c\\\\d\\e", "a*b[c\\d\\e\n", "escapes of punctuation only"},
	{"&amp;&sect;&nbsp;5&#8211;&#x37;&bogus; &amp",
	 "&\xc2\xa7\xc2\xa0"
	 "5\xe2\x80\x93"
	 "7&bogus; &amp\n",
	 "character references"},
	{"[text](https://x.org/a_b \"t\") [x] [y](z", "text [x] [y](z\n", "links and brackets"},
	{"![alt *a*](x.png)!", "alt a!\n", "an image is its words"},
	{"<https://x.org/_a_> <b>c</b> <2 >d", "https://x.org/_a_ c <2 >d\n", "angle brackets"},
	{"https://x.org/_a_/*b*, c", "https://x.org/_a_/*b*, c\n", "addresses hold no emphasis"},
	{"**https://x.org/a**", "https://x.org/a\n", "but emphasis holds addresses"},
	{"https://x.org/un-high-\ncommissioner.pdf.", "https://x.org/un-high-commissioner.pdf.\n",
	 "an address that the line end breaks is whole"},
	{"https://x.org/a-\nSee", "https://x.org/a- See\n", "a new sentence"},
	{"a\r\nb\r\rc", "a b\nc\n", "all line ends"},
	{"\xef\xbb\xbf# A", "A\n", "a BOM"},
};

START_TEST(test_text)
{
	ck_assert_int_eq(read_md(str_of(texts[_i].markdown)), FF_OK);
	ck_assert_msg(str_eq(doc.text, str_of(texts[_i].text)), "%s: \"%.*s\"", texts[_i].why,
		      STR_ARG(doc.text));
}
END_TEST

static const struct {
	const char *markdown, *calls, *notes, *why;
} footnotes[] = {
	{"a[^2] b[^1]\n\n[^1]: x\n[^2]: y", "2>0 1>1", "2=y|1=x", "notes in the order of calls"},
	{"a[^1]", "1>", "", "nothing defines it"},
	{"a\n\n[^1]: x", "", "1=x", "nothing calls it"},
	{"a[^1]\n\n[^1]: x\n[^1]: y", "1>0", "1=x|1=y", "defined twice"},
	{"a[^1] b[^1]\n\n[^1]: x", "1>0 1>0", "1=x", "called twice"},
	{"a[^Smith]\n\n[^smith]: x", "Smith>0", "smith=x", "labels have no case"},
	{"a[^1]\n\n[^1]: x\ny\n\nb", "1>0", "1=x y", "a lazy line"},
	{"a[^1]\n\n[^1]: x\n\n    y\n\n\tz\n\nb", "1>0", "1=x\ny\nz", "paragraphs of a note"},
	{"a[^1]\n\n[^1]:\n    x", "1>0", "1=x", "the text on the next line"},
	{"a[^1]\n\n[^1]:\n\nb", "1>0", "1=", "an empty note"},
	{"a[^1]\n\n[^1]: x[^2]\n[^2]: y", "1>0 2>1", "1=x[^2]|2=y", "a note calls a note"},
	{"a[^3]\n\n[^1]: x\n[^2]: y[^1]\n[^3]: z", "3>0 1>1", "3=z|1=x|2=y[^1]",
	 "notes that the text does not lead to come in their own order"},
	{"a^[b *c*]. d[^1]\n\n[^1]: x", ">0 1>1", "=b c|1=x", "an inline note"},
	{"a^[b\nc [d](e) f]", ">0", "=b c d f", "over a line end, with a link"},
	{"a^[b^[c]d]", ">0 >1", "=b^[]d|=c", "inline notes nest"},
	{"a^[b <!--\n--> c]", ">0", "=b c", "over a comment of two lines"},
	{"a^[b", "", "", "never closed"},
	{"\\[^1] `[^1]` x\n\n```\n[^1]\n```\n\n[^1]: y", "", "1=y", "escaped, and in code"},
	{"a[^1 2] b[^] c[^d", "", "", "no labels"},
	{"a[^*] b[^a]\n\n[^*]: x\n[^a]: y", "*>0 a>1", "*=x|a=y", "asterisks and letters"},
	{"Wait![^1]\n\n[^1]: x", "1>0", "1=x", "an exclamation is no image"},
	{"# Report*\n\n*The* report*", "*> *>", "", "lone asterisks behind words"},
	{"a\xc2\xb9 b\xe2\x81\xb4. c^12^ d<sup>7</sup> km^2^", "1> 4> 12> 7>", "",
	 "raised figures"},
	{"a [12] b", "", "", "brackets alone are none here"},
	{"| a[^1] | b |\n|---|---|\n| c | d[^2] |\n\n[^1]: x\n[^2]: y", "1>0 2>1", "1=x|2=y",
	 "calls in cells"},
	{"a[^1]\n[^1]: x\n[^2]: y", "1>0", "1=x|2=y", "definitions need no blank line"},
	{"[^1]: CAT/C/KAZ/CO/4,\n12. para", "", "1=CAT/C/KAZ/CO/4, 12. para",
	 "no paragraph begins"},
	{"> a[^1]\n\n> [^1]: x", "1>0", "1=x", "in quotations"},
	{"\xc2\xb2[^1]\xc2\xb3\n\n[^1]: x", "2> 1>0 3>", "1=x", "sorted by place"},
	{"```\n\xc2\xb2*\n```", "", "", "nothing in code is raised"},
};

START_TEST(test_footnotes)
{
	struct buf calls = BUF_INIT, notes = BUF_INIT;

	ck_assert_int_eq(read_md(str_of(footnotes[_i].markdown)), FF_OK);
	list_calls(&calls);
	list_notes(&notes);
	ck_assert_msg(str_eq(buf_str(&calls), str_of(footnotes[_i].calls)), "%s: calls %.*s",
		      footnotes[_i].why, STR_ARG(buf_str(&calls)));
	ck_assert_msg(str_eq(buf_str(&notes), str_of(footnotes[_i].notes)), "%s: notes %.*s",
		      footnotes[_i].why, STR_ARG(buf_str(&notes)));
	buf_release(&calls);
	buf_release(&notes);
}
END_TEST

static const struct {
	const char *markdown, *span, *target, *why;
} links[] = {
	{"see [the report](https://x.org/a), p. 5", "the report", "https://x.org/a", "a link"},
	{"[a](<b c> 'd')", "a", "b c", "an address in angle brackets, a title"},
	{"[a](b\\_c&amp;d(e))", "a", "b_c&d(e)", "escapes and brackets in the address"},
	{"[a [b] c](d)", "a [b] c", "d", "brackets in the words"},
	{"<https://x.org>", "https://x.org", "https://x.org", "an address in angle brackets"},
	{"(https://x.org/a).", "https://x.org/a", "https://x.org/a", "a bare address"},
	{"https://x.org/a\\_b&amp;c,", "https://x.org/a_b&c", "https://x.org/a_b&c", "decoded"},
	{"www.x.org.", "www.x.org", "www.x.org", "without a scheme"},
	{"https://x.org/a[^1]", "https://x.org/a", "https://x.org/a", "an indicator behind it"},
	{"https://x.org/sites/a20\n24.pdf. b", "https://x.org/sites/a2024.pdf",
	 "https://x.org/sites/a2024.pdf", "broken by the line end"},
	{"[https://x.org](https://y.org)", "https://x.org", "https://y.org", "only the outer one"},
};

START_TEST(test_links)
{
	ck_assert_int_eq(read_md(str_of(links[_i].markdown)), FF_OK);
	ck_assert_msg(doc.links.n == 1, "%s: %u links", links[_i].why, doc.links.n);
	ck_assert_msg(str_eq(document_str(&doc, doc.links.at[0].span), str_of(links[_i].span)),
		      "%s: %.*s", links[_i].why, STR_ARG(document_str(&doc, doc.links.at[0].span)));
	ck_assert_msg(str_eq(doc.links.at[0].target, str_of(links[_i].target)), "%s: %.*s",
		      links[_i].why, STR_ARG(doc.links.at[0].target));
}
END_TEST

START_TEST(test_blocks)
{
	static const struct {
		uint8_t kind, level;
		uint32_t value, paragraph, section;
		const char *number;
	} want[] = {
		{BLOCK_HEADING, 2, 0, NONE, NONE, "II."}, {BLOCK_PARAGRAPH, 0, 12, 1, 0, "12."},
		{BLOCK_PARAGRAPH, 0, 0, 1, 0, ""},	  {BLOCK_HEADING, 3, 0, NONE, NONE, "A."},
		{BLOCK_PARAGRAPH, 0, 0, NONE, 3, ""},	  {BLOCK_PARAGRAPH, 0, 13, 5, 3, "13,"},
		{BLOCK_PARAGRAPH, 0, 0, 5, 3, ""},	  {BLOCK_CELL, 0, 0, 5, 3, ""},
		{BLOCK_NOTE, 0, 0, NONE, NONE, ""},
	};

	ck_assert_int_eq(read_md(STR("## II. Scope\n\n**12.** One\n\n(a) two\n\n### A. Sub\n\nx\n\n"
				     "13, Three\n\n2019, four\n\na|\n-|\n\n[^1]: note")),
			 FF_OK);
	ck_assert_uint_eq(doc.blocks.n, COUNT_OF(want));
	for (uint32_t i = 0; i < doc.blocks.n; i++) {
		const struct block *b = &doc.blocks.at[i];

		ck_assert_uint_eq(b->kind, want[i].kind);
		ck_assert_uint_eq(b->level, want[i].level);
		ck_assert_uint_eq(b->value, want[i].value);
		ck_assert_uint_eq(b->paragraph, want[i].paragraph);
		ck_assert_uint_eq(b->section, want[i].section);
		ck_assert(str_eq(document_str(&doc, b->number), str_of(want[i].number)));
	}
	ck_assert(doc.blocks.at[5].damaged);
}
END_TEST

START_TEST(test_comments)
{
	ck_assert_int_eq(read_md(STR("a[^1] <!-- b -->\n\n[^1]: c <!-- d -->\n\n<!-- e\n-->\n")),
			 FF_OK);
	ck_assert_uint_eq(doc.comments.n, 3);
	for (uint32_t i = 0; i < 3; i++) {
		struct span s = doc.comments.at[i];

		ck_assert(str_starts(str_part(doc.raw, s.begin, s.end), STR("<!-- ")));
		ck_assert(str_ends(str_part(doc.raw, s.begin, s.end), STR("-->")));
		ck_assert(!i || doc.comments.at[i - 1].end <= s.begin);
	}
}
END_TEST

/* ---- what holds of any document -------------------------------------------------- */

static void check_map(void)
{
	for (uint32_t i = 0; i < doc.map.n; i++) {
		const struct segment *s = &doc.map.at[i];
		uint32_t end = i + 1 < doc.map.n ? doc.map.at[i + 1].text : (uint32_t)doc.text.n;

		ck_assert_uint_le(s->text, end);
		ck_assert_uint_le(end, doc.text.n);
		ck_assert_uint_le((uint64_t)s->raw + s->raw_size, doc.raw.n);
		if (s->kind == SEGMENT_COPY) {
			ck_assert_uint_eq(end - s->text, s->raw_size);
			ck_assert(memcmp(doc.text.p + s->text, doc.raw.p + s->raw, s->raw_size) ==
				  0);
		}
		if (s->kind == SEGMENT_DROPPED)
			ck_assert_uint_eq(end, s->text);
	}
	ck_assert(doc.text.n == 0 || (doc.map.n && doc.map.at[0].text == 0));
}

static void check_places(void)
{
	uint32_t segment = 0;

	for (uint32_t at = 0; at < doc.text.n; at++) {
		uint32_t begin = document_raw_begin(&doc, at);
		uint32_t end = document_raw_end(&doc, at + 1);

		while (segment + 1 < doc.map.n && doc.map.at[segment + 1].text <= at)
			segment++;
		ck_assert_uint_le(end, doc.raw.n);
		if (doc.map.at[segment].kind != SEGMENT_COPY)
			continue;
		ck_assert_uint_eq(end, begin + 1);
		ck_assert_int_eq(doc.raw.p[begin], doc.text.p[at]);
	}
}

static void check_span(struct span s, struct span outer)
{
	ck_assert_uint_le(s.begin, s.end);
	ck_assert(span_holds(outer, s));
}

static void check_spans(void)
{
	struct span all = {0, (uint32_t)doc.text.n};
	uint32_t at = 0;

	for (uint32_t i = 0; i < doc.blocks.n; i++) {
		const struct block *b = &doc.blocks.at[i];

		ck_assert_uint_ge(b->span.begin, at);
		check_span(b->span, all);
		check_span(b->number, b->span);
		ck_assert(!memchr(doc.text.p + b->span.begin, '\n', b->span.end - b->span.begin));
		ck_assert_int_eq(doc.text.p[b->span.end], '\n');
		at = b->span.end + 1;
	}
	ck_assert_uint_eq(at, doc.text.n);
	for (uint32_t i = 0; i < doc.indicators.n; i++) {
		const struct indicator_candidate *c = &doc.indicators.at[i];

		check_span(c->span, doc.blocks.at[c->block].span);
		ck_assert(!i || doc.indicators.at[i - 1].span.end <= c->span.begin);
		ck_assert(c->note == NONE || c->note < doc.notes.n);
	}
	for (uint32_t i = 0; i < doc.notes.n; i++) {
		const struct note_candidate *n = &doc.notes.at[i];

		check_span(n->span, all);
		ck_assert_uint_le(n->printed.end, n->span.begin);
		ck_assert(!i || doc.notes.at[i - 1].span.end <= n->printed.begin);
		ck_assert_uint_eq(doc.blocks.at[n->block].kind, BLOCK_NOTE);
	}
	for (uint32_t i = 0; i < doc.links.n; i++) {
		check_span(doc.links.at[i].span, all);
		ck_assert(!i || doc.links.at[i - 1].span.begin <= doc.links.at[i].span.begin);
	}
}

static uint32_t seed;

static uint32_t draw(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static const char *const pieces[] = {
	"[^1]",
	"[^2]",
	"[^a]",
	"[^1]: ",
	"\n[^2]: ",
	"^[",
	"]",
	"[",
	"](",
	")",
	"(",
	"*",
	"**",
	"_",
	"`",
	"``",
	"\n```\n",
	"\n",
	"\n\n",
	"    ",
	"\t",
	"> ",
	"- ",
	"# ",
	"\n---\n",
	"|",
	"\n|-|-|\n",
	"<!--",
	"-->",
	"<",
	">",
	"<https://x.org>",
	"https://x.org/a-",
	"www.a.b",
	"\\",
	"&amp;",
	"&#0;",
	"12. ",
	"13. ",
	"text ",
	"CAT/C/KAZ/CO/4",
	"\xc2\xb9",
	"\xe2\x81\xb4",
	"\xe2\x80\x9c",
	"\r",
	"\r\n",
	"^1^",
	"<sup>2</sup>",
	"!",
	"===\n",
	".",
	" ",
	"\xc3\xa9",
	"\xef\xbb\xbf",
};

START_TEST(test_properties)
{
	char text[2048];
	uint32_t n = 0, want = draw(sizeof(text) - 32);

	seed = (uint32_t)_i * 7919u + 1;
	while (n < want) {
		const char *piece = pieces[draw(COUNT_OF(pieces))];

		memcpy(text + n, piece, strlen(piece));
		n += (uint32_t)strlen(piece);
	}
	ck_assert_int_eq(read_md((struct str){text, n}), FF_OK);
	check_map();
	check_places();
	check_spans();
	ck_assert_uint_eq(utf8_valid(doc.text), doc.text.n);
}
END_TEST

/* ---- bounds ----------------------------------------------------------------------- */

static struct str repeat(struct buf *b, const char *head, const char *piece, size_t bytes)
{
	b->n = 0;
	buf_add(b, str_of(head));
	while (b->n < bytes)
		buf_add(b, str_of(piece));
	return buf_str(b);
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const char *const hostile[] = {
	"[",	    "]",	 "[a](",    "](",	"[^",
	"[^1]",	    "^[",	 "^[a]",    "*",	"*a",
	"a*",	    "*a_b",	 "**a*",    "_",	"`",
	"`a``b",    "<",	 "<a ",	    "<!--",	"<!-- -->",
	"&",	    "&amp;",	 "\\",	    "\\*",	"> ",
	"- ",	    "* ",	 "|",	    "a|",	"\n|-",
	"\t",	    " ",	 "\n    a", "https://", "https://a-\n",
	"www.",	    "www.a ",	 "![",	    "[a](<b",	"[a](b 'c",
	"[a](b (c", "[^a]: b\n", "[^a]: ",  "# ",	"#",
	"-",	    "=\n-\n",	 "~~~\n",   "^1^",	"\n",
	"a\n",	    "1. ",	 "1. a\n",  "\xc2\xb9", "https://x.org/a_(b",
};

/* Sixteen times the text may cost four times sixteen the time on a busy machine, not 256. */
START_TEST(test_linear)
{
	struct buf b = BUF_INIT;
	double small = 1e9, large = 1e9;

	for (int turn = 0; turn < 3; turn++) {
		double t = seconds();

		ck_assert_int_eq(read_md(repeat(&b, "a", hostile[_i], 16 << 10)), FF_OK);
		t = seconds() - t;
		small = t < small ? t : small;
		t = seconds();
		ck_assert_int_eq(read_md(repeat(&b, "a", hostile[_i], 256 << 10)), FF_OK);
		t = seconds() - t;
		large = t < large ? t : large;
	}
	ck_assert_msg(large < 0.02 || large < small * 16 * 4, "\"%s\": %.4f s, then %.4f s",
		      hostile[_i], small, large);
	buf_release(&b);
}
END_TEST

START_TEST(test_indicator_limit)
{
	struct buf b = BUF_INIT;

	repeat(&b, "", "[^1]", (size_t)READ_MAX_NOTES * 4);
	ck_assert_int_eq(read_md(buf_str(&b)), FF_OK);
	ck_assert_uint_eq(doc.indicators.n, READ_MAX_NOTES);
	buf_add(&b, STR("[^1]"));
	ck_assert_int_eq(read_md(buf_str(&b)), FF_ELIMIT);
	ck_assert_msg(strstr(err.message, "indicators") != NULL, "%s", err.message);
	buf_release(&b);
}
END_TEST

START_TEST(test_note_limit)
{
	struct buf b = BUF_INIT;

	repeat(&b, "", "[^1]:\n", (size_t)READ_MAX_NOTES * 6);
	ck_assert_int_eq(read_md(buf_str(&b)), FF_OK);
	ck_assert_uint_eq(doc.notes.n, READ_MAX_NOTES);
	buf_add(&b, STR("[^1]:\n"));
	ck_assert_int_eq(read_md(buf_str(&b)), FF_ELIMIT);
	ck_assert_msg(strstr(err.message, "notes") != NULL, "%s", err.message);
	buf_release(&b);
}
END_TEST

/* Quotations one deeper than MD_DEPTH: the last mark is text. */
START_TEST(test_depth_limit)
{
	char text[2 * MD_DEPTH + 4] = "";

	for (int i = 0; i < MD_DEPTH; i++)
		strcat(text, ">");
	strcat(text, "a");
	ck_assert_int_eq(read_md(str_of(text)), FF_OK);
	ck_assert(str_eq(doc.text, STR("a\n")));
	text[MD_DEPTH] = '>';
	strcat(text, "a");
	ck_assert_int_eq(read_md(str_of(text)), FF_OK);
	ck_assert(str_eq(doc.text, STR(">a\n")));
}
END_TEST

/* A pair inside one window is emphasis; one that is parted by more tokens is text. */
START_TEST(test_window)
{
	struct buf b = BUF_INIT;

	repeat(&b, "*a", "[^1]", 4 * (MD_WINDOW - 100));
	buf_add(&b, STR("b*"));
	ck_assert_int_eq(read_md(buf_str(&b)), FF_OK);
	ck_assert(doc.text.p[0] == 'a');
	repeat(&b, "*a", "[^1]", 4 * (MD_WINDOW + 100));
	buf_add(&b, STR("b*"));
	ck_assert_int_eq(read_md(buf_str(&b)), FF_OK);
	ck_assert(doc.text.p[0] == '*');
	ck_assert_uint_gt(doc.indicators.n, MD_WINDOW);
	check_map();
	buf_release(&b);
}
END_TEST

START_TEST(test_inline_note_depth)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i <= MD_NOTE_DEPTH; i++)
		buf_add(&b, STR("a^["));
	for (int i = 0; i <= MD_NOTE_DEPTH; i++)
		buf_add(&b, STR("]"));
	ck_assert_int_eq(read_md(buf_str(&b)), FF_OK);
	ck_assert_uint_eq(doc.notes.n, MD_NOTE_DEPTH);
	check_map();
	check_spans();
	buf_release(&b);
}
END_TEST

static void open_arena(void)
{
	arena_init(&arena);
}

static void close_arena(void)
{
	arena_release(&arena);
}

int main(void)
{
	Suite *suite = suite_create("markdown");
	TCase *tests = tcase_create("markdown");

	tcase_add_checked_fixture(tests, open_arena, close_arena);
	tcase_add_loop_test(tests, test_text, 0, COUNT_OF(texts));
	tcase_add_loop_test(tests, test_footnotes, 0, COUNT_OF(footnotes));
	tcase_add_loop_test(tests, test_links, 0, COUNT_OF(links));
	tcase_add_test(tests, test_blocks);
	tcase_add_test(tests, test_comments);
	tcase_add_loop_test(tests, test_properties, 0, 500);
	tcase_add_loop_test(tests, test_linear, 0, COUNT_OF(hostile));
	tcase_add_test(tests, test_indicator_limit);
	tcase_add_test(tests, test_note_limit);
	tcase_add_test(tests, test_depth_limit);
	tcase_add_test(tests, test_window);
	tcase_add_test(tests, test_inline_note_depth);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
