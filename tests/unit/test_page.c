/*
 * floor: link
 * Pages as they are skimmed: what they are, what they say, what is found in them; the same however
 * the bytes come in.
 */
#include "base/buf.h"
#include "link/page.h"
#include "link/says.h"

#include "arena.h"

/* What rows ask of a page. */
enum {
	SYMBOL = 1,
	MISSING = 2,
	CHALLENGE = 4,
	LOGIN = 8,
	SCRIPT = 16,
	PARKED = 32,
	FAILED = 64,
};

static const struct str fragments[] = {
	{"sect-2", 6},
	{"caf\xc3\xa9", 5},
	{"long:~:text=words", 17},
};

static unsigned bits_of(const struct page *p)
{
	return (p->has_symbol ? SYMBOL : 0u) | (p->says_missing ? MISSING : 0u) |
	       (p->is_challenge ? CHALLENGE : 0u) | (p->wants_login ? LOGIN : 0u) |
	       (p->is_script ? SCRIPT : 0u) | (p->says_parked ? PARKED : 0u) |
	       (p->says_failed ? FAILED : 0u);
}

/* Read in steps of 'step' bytes. */
static struct page read_in(struct str text, const char *type, const char *symbol, size_t step)
{
	struct page_wanted wanted = {str_of(symbol), fragments, COUNT_OF(fragments)};
	struct page_reader *r = page_reader_new(&arena);
	struct page out;

	page_begin(r, &wanted, str_of(type));
	for (size_t at = 0; at < text.n; at += step)
		page_feed(r, str_part(text, at, at + step < text.n ? at + step : text.n));
	page_end(r, &out, &arena);
	return out;
}

/* However it is cut, it is one page. */
static struct page read_page(struct str text, const char *type, const char *symbol)
{
	struct page whole = read_in(text, type, symbol, text.n + 1);

	for (size_t step = 1; step <= 7; step += 2) {
		struct page cut = read_in(text, type, symbol, step);

		ck_assert_uint_eq(cut.kind, whole.kind);
		ck_assert_uint_eq(bits_of(&cut), bits_of(&whole));
		ck_assert_uint_eq(cut.fragments, whole.fragments);
		ck_assert_uint_eq(cut.bytes, whole.bytes);
		ck_assert(str_eq(cut.title, whole.title));
		ck_assert(str_eq(cut.refresh, whole.refresh));
		ck_assert(memcmp(&cut.sketch, &whole.sketch, sizeof(cut.sketch)) == 0);
	}
	return whole;
}

static struct page read_html(const char *text)
{
	return read_page(str_of(text), "text/html", "CAT/C/KAZ/CO/4");
}

/* ---- what it is ----------------------------------------------------------------------------- */

#define BYTES(literal)                                                                             \
	{                                                                                          \
		literal, sizeof(literal) - 1                                                       \
	}

static const struct {
	struct str bytes;
	const char *type;
	uint8_t kind;
	const char *why;
} kinds[] = {
	{BYTES(""), "text/html", BODY_EMPTY, "nothing"},
	{BYTES(" \r\n\t"), "text/html", BODY_EMPTY, "white space is nothing to read"},
	{BYTES("%PDF-1.7\n"), "application/pdf", BODY_PDF, "a PDF file"},
	{BYTES("%PDF-1.7\n"), "text/html", BODY_PDF, "the bytes win over the claim"},
	{BYTES("\r\n junk %PDF-1.4"), "", BODY_PDF, "some bytes before it are allowed"},
	{BYTES("<html><p>%PDF is how such files begin"), "", BODY_HTML, "a page about it"},
	{BYTES("PK\x03\x04rest"), "", BODY_ZIP, "a Word file"},
	{BYTES("PKWARE wrote this"), "text/plain", BODY_TEXT, "a text that begins so"},
	{BYTES("\xD0\xCF\x11\xE0\xA1\xB1"), "application/msword", BODY_OLE, "an old Word file"},
	{BYTES("\xFFWPC\x10"), "", BODY_WPD, "a WordPerfect file"},
	{BYTES("\x89PNG\r\n"), "", BODY_IMAGE, "an image"},
	{BYTES("RIFF\x10\0\0\0WEBPVP8"), "", BODY_IMAGE, "WebP"},
	{BYTES("RIFF\x10\0\0\0WAVEfmt"), "", BODY_OTHER, "a sound"},
	{BYTES("<!DOCTYPE html><p>x"), "text/plain", BODY_HTML, "the bytes win over the claim"},
	{BYTES("\xEF\xBB\xBF\n <html lang=en>"), "", BODY_HTML, "behind a byte order mark"},
	{BYTES("<htmlish>"), "", BODY_TEXT, "another name"},
	{BYTES("<?xml version='1.0'?>\n<!DOCTYPE html><html>"), "application/xml", BODY_HTML,
	 "XHTML"},
	{BYTES("<?xml version='1.0'?><rss>"), "application/rss+xml", BODY_TEXT, "a feed"},
	{BYTES("No tags at all"), "text/html", BODY_HTML, "claimed, and nothing against it"},
	{BYTES("No tags at all"), "text/plain", BODY_TEXT, "plain text"},
	{BYTES("No tags at all"), "", BODY_TEXT, "no claim"},
	{BYTES("{\"error\":404}"), "application/json", BODY_TEXT, "text for programs"},
	{BYTES("some bytes"), "application/octet-stream", BODY_OTHER, "no text by its claim"},
	{BYTES("some\0bytes"), "text/plain", BODY_OTHER, "no text by its bytes"},
	{BYTES("\xFF\xFE<\0p\0>\0x\0"), "text/html", BODY_HTML, "UTF-16"},
	{BYTES("<\0h\0t\0m\0l\0>\0"), "text/html", BODY_HTML, "UTF-16 without its mark"},
};

START_TEST(a_body_is_known_by_its_bytes)
{
	struct page p = read_page(kinds[_i].bytes, kinds[_i].type, "");

	ck_assert_msg(p.kind == kinds[_i].kind, "%s: %u", kinds[_i].why, p.kind);
	ck_assert_uint_eq(p.bytes, kinds[_i].bytes.n);
}
END_TEST

START_TEST(a_pdf_is_one_within_its_first_1024_bytes)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < 1020; i++)
		buf_add_char(&b, '\n');
	buf_add(&b, STR("%PDF-1.4"));
	ck_assert_uint_eq(read_page(buf_str(&b), "application/pdf", "").kind, BODY_PDF);
	b.n = 0;
	for (int i = 0; i < 1021; i++)
		buf_add_char(&b, '\n');
	buf_add(&b, STR("%PDF-1.4"));
	ck_assert_uint_eq(read_page(buf_str(&b), "application/pdf", "").kind, BODY_OTHER);
	buf_release(&b);
}
END_TEST

/* ---- words ---------------------------------------------------------------------------------- */

static const struct {
	const char *html;
	uint32_t words;
	const char *why;
} counts[] = {
	{"one two three", 3, "no tags"},
	{"<p>one</p><p>two</p>", 2, "blocks part words"},
	{"o<b>n</b>e t<i>w</i>o", 2, "inline tags do not"},
	{"one<br>two", 2, "a line end does"},
	{"one<custom-element>two", 2, "unknown elements do"},
	{"one<script>two three</script>four", 2, "scripts are not seen"},
	{"<style>a b c</style>one<noscript>two</noscript>", 1, "nor styles, nor for no script"},
	{"one<template>two <p>three</p></template>four", 2, "nor templates"},
	{"one<template>a<template>b</template>c</template>two", 2, "… nested"},
	{"one<!-- two > three -->four", 1, "nor comments, which part no words"},
	{"one<!-->two three", 2, "an empty comment"},
	{"one<!--->two three", 2, "… of one dash more"},
	{"one<!--a--!>two three", 2, "a comment that ends badly"},
	{"one<!--!>two-->three four", 2, "… and one that does not end so"},
	{"one<!---!>two-->three four", 2, "… nor so"},
	{"one<!--a-->-->two", 2, "the second end is text"},
	{"one<!doctype x> two<?php x?> three", 3, "declarations"},
	{"one</>two", 1, "an end of nothing is not there"},
	{"one</ x>two", 1, "nor is this"},
	{"1 < 2 and a<b", 4, "\"<b\" opens a tag and swallows the rest"},
	{"1 < 2 and 3 <4", 5, "strokes that are no tags"},
	{"<p title='a > b'>one", 1, "a stroke in quotes"},
	{"<p title=a'b>one", 1, "a quote in a bare value"},
	{"<p a\"b>one", 1, "a quote in a name"},
	{"<p a = \"x y\" b>one two", 2, "blanks around the sign"},
	{"<script>if (a<b) '</scr' </script>one", 1, "no end of a script"},
	{"<script><!-- <script> x </script> y --> </script>one", 1, "a script in a script"},
	{"<script><!-- x </script>one", 1, "an end within its comment"},
	{"<script><!-- <script> --> </script>one", 1, "the comment ends first"},
	{"<script><!--></script>one", 1, "an empty one"},
	{"<textarea>a <b>c</b></textarea>one", 1, "text of a form"},
	{"<svg><title>x y</title><text>z</text></svg>one", 1, "drawings"},
	{"<svg/>one", 1, "an empty drawing"},
	{"<plaintext>a <b>c</b>", 4, "from here on plain"},
	{"<nav>a b c</nav>one<footer>d</footer>", 1, "what all pages of a site have"},
	{"<nav>a<footer>b</nav>c</footer>one", 1, "crossed"},
	{"caf&eacute; d&#39;or &amp; co", 4, "character references"},
	{"AT&T R&D &nosuch; x", 6, "none"},
	{"a&nbsp;b&shy;c", 2, "a blank and a soft hyphen"},
	{"a\xc2\xa0"
	 "b\xc2\xad"
	 "c d\xe2\x80\x93"
	 "e",
	 4, "the same in UTF-8"},
	{"\xe6\x96\x87\xe4\xbb\xb6 \xe9\xa1\xb5", 3, "each Chinese character"},
	{"\xd0\xba\xd0\xbe\xd1\x82 \xd8\xa8\xd9\x8a\xd8\xaa", 2, "Russian and Arabic"},
	{"\xef\xbc\xa1\xef\xbc\xa2 x", 2, "full-width letters"},
	{"d\xe9j\xe0 vu", 2, "Latin-1"},
};

START_TEST(words_are_those_that_are_seen)
{
	struct page p = read_html(counts[_i].html);

	ck_assert_msg(p.sketch.words == counts[_i].words, "%s: %u", counts[_i].why, p.sketch.words);
}
END_TEST

/* Every element that is known must be known by its name. */
START_TEST(names_of_elements_are_told_apart)
{
	static const char *const inlines[] = {
		"a",	"abbr", "acronym", "b",	   "bdi",   "bdo",  "big",    "cite",	"code",
		"data", "del",	"dfn",	   "em",   "font",  "i",    "ins",    "kbd",	"mark",
		"nobr", "q",	"s",	   "samp", "small", "span", "strike", "strong", "sub",
		"sup",	"time", "tt",	   "u",	   "var",   "wbr",  "A",      "SPAN",
	};
	static const char *const hidden[] = {
		"script",  "style",    "title",	   "textarea", "xmp", "iframe",
		"noembed", "noframes", "noscript", "template", "svg", "Script",
	};
	static const char *const others[] = {"p", "zone", "h1", "address", "main", "dl", "x-y"};

	for (size_t i = 0; i < COUNT_OF(inlines); i++) {
		struct str html = arena_printf(&arena, "<p>x<%s>y", inlines[i]);

		ck_assert_msg(read_html(html.p).sketch.words == 1, "%s", inlines[i]);
	}
	for (size_t i = 0; i < COUNT_OF(hidden); i++) {
		struct str html = arena_printf(&arena, "<p>x<%s>y</%s>z", hidden[i], hidden[i]);

		ck_assert_msg(read_html(html.p).sketch.words == 2, "%s", hidden[i]);
	}
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		struct str html = arena_printf(&arena, "<p>x<%s>y", others[i]);

		ck_assert_msg(read_html(html.p).sketch.words == 2, "%s", others[i]);
	}
}
END_TEST

/* ---- the symbol ----------------------------------------------------------------------------- */

static const struct {
	const char *html;
	bool found;
	const char *why;
} symbols[] = {
	{"<p>Document CAT/C/KAZ/CO/4, 2024", true, "in the text"},
	{"<p>cat/c/kaz/co/4", true, "in small letters"},
	{"<p>CAT/C/<b>KAZ</b>/CO/<wbr>4.", true, "inline tags"},
	{"<p>CAT&#x2F;C&sol;KAZ&#47;CO/4", true, "character references"},
	{"<p>CAT/C/KAZ/\xc2\xad"
	 "CO/4",
	 true, "a soft hyphen"},
	{"<p>\xe2\x80\x9c"
	 "CAT/C/KAZ/CO/4\xe2\x80\x9d",
	 true, "in quotation marks"},
	{"<p>\xe6\x96\x87\xe4\xbb\xb6"
	 "CAT/C/KAZ/CO/4\xe5\x8f\xb7",
	 true, "among Chinese characters"},
	{"<p>CAT.C.KAZ.CO.4.pdf", true, "the name of a file"},
	{"<p>CAT/C/KAZ/CO/44", false, "another number"},
	{"<p>XCAT/C/KAZ/CO/4", false, "another word before it"},
	{"<p>CAT/C/KAZ/CO/4/Add.1", false, "an addendum to it"},
	{"<p>CAT/C/KAZ/CO/4/<b>Corr</b>.1", false, "a corrigendum"},
	{"<p>CAT_C_KAZ_CO_4_Rev-1.docx", false, "a revision by its file"},
	{"<p>CAT/C/KAZ/CO/4 / Add.1", true, "not of one piece"},
	{"<p>CAT/C/KAZ/CO/4, Add.1", true, "a list"},
	{"<p>CAT/C/KAZ/CO/4</p><p>/Add.1", true, "blocks part them"},
	{"<p>CAT/C/KAZ/CO/4/Add.1 and CAT/C/KAZ/CO/4", true, "both"},
	{"<p>CAT C KAZ CO 4", false, "only words"},
	{"<p>CAT / C / KAZ / CO / 4", false, "blanks around the strokes"},
	{"<p>CAT//C/KAZ/CO/4", false, "a stroke too many"},
	{"<p>CAT/C/KAZ</p><p>/CO/4", false, "in two blocks"},
	{"<p>CAT/C/CAT/C/KAZ/CO/4", true, "begun twice"},
	{"<a href='https://docs.un.org/en/CAT/C/KAZ/CO/4'>x", true, "an address"},
	{"<a href=/get?symbolno=CAT%2FC%2fKAZ%2FCO%2F4&amp;Lang=en>x", true, "encoded"},
	{"<a href=/r?u=%2Fget%3Fs%3DCAT%252FC%252FKAZ%252FCO%252F4>x", true, "… twice"},
	{"<a href='/CAT_C_KAZ_CO_4_31415_E.docx'>x", true, "a file"},
	{"<iframe src='/CAT/C/KAZ/CO/4'></iframe>", true, "a frame"},
	{"<object data='CAT-C-KAZ-CO-4.pdf'>", true, "an object"},
	{"<a href='/CAT/C/KAZ/CO/4/Add.1'>x", false, "the address of the addendum"},
	{"<a title='CAT/C/KAZ/CO/4'>x", false, "another attribute"},
	{"<link rel=canonical href='/CAT/C/KAZ/CO/4'>x", false, "what we asked, echoed"},
	{"<script>'CAT/C/KAZ/CO/4'</script>", false, "in a script"},
	{"<!-- CAT/C/KAZ/CO/4 -->", false, "in a comment"},
	{"<title>CAT/C/KAZ/CO/4 | UN</title>", true, "in the title"},
	{"<nav>CAT/C/KAZ/CO/4</nav>", true, "in a list of links"},
};

START_TEST(the_symbol_is_found_where_it_stands)
{
	ck_assert_msg(read_html(symbols[_i].html).has_symbol == symbols[_i].found, "%s",
		      symbols[_i].why);
}
END_TEST

START_TEST(what_stands_in_brackets_need_not_be_found)
{
	struct str text = STR("<p>See S/RES/1325, and A/RES/217 A.");

	ck_assert(read_page(text, "", "S/RES/1325 (2000)").has_symbol);
	ck_assert(read_page(text, "", "A/RES/217 A (III)").has_symbol);
	ck_assert(!read_page(text, "", "A/RES/217 B (III)").has_symbol);
	ck_assert(!read_page(text, "", "").has_symbol);
	ck_assert(!read_page(text, "", "///").has_symbol);
	ck_assert(!read_page(text, "", "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z")
			   .has_symbol);
}
END_TEST

/* ---- places, title, refresh ----------------------------------------------------------------- */

static const struct {
	const char *html;
	uint64_t found;
	const char *why;
} places[] = {
	{"<h2 id=sect-2>x", 1, "an id"},
	{"<h2 ID=\"sect-2\">x", 1, "capitals of the attribute do not count"},
	{"<h2 id='Sect-2'>x", 0, "those of the name do"},
	{"<h2 id=' sect-2'>x", 0, "and so do blanks"},
	{"<a name='sect-2'>x", 1, "the name of a link"},
	{"<input name='sect-2'>x", 0, "the name of something else"},
	{"<p id='caf&eacute;'>", 2, "a character reference"},
	{"<p id='caf\xc3\xa9'>", 2, "UTF-8"},
	{"<p id=long>", 4, "what a browser shall search is no part of the name"},
	{"<p id=sect-2><p id=long>", 5, "two of them"},
	{"</p id=sect-2>", 0, "an end tag has none"},
	{"<script><p id=sect-2></script>", 0, "in a script"},
	{"<p data-id=sect-2>", 0, "another attribute"},
	{"<p id>sect-2", 0, "no value"},
};

START_TEST(places_are_found_by_name)
{
	ck_assert_msg(read_html(places[_i].html).fragments == places[_i].found, "%s",
		      places[_i].why);
}
END_TEST

static const struct {
	const char *html, *title;
} titles[] = {
	{"<title>A  page\n of it</title>", "A page of it"},
	{"<TITLE lang=en>A &amp; B &lt;c&gt; <b></TITLE>", "A & B <c> <b>"},
	{"<title></title><title>Second</title><title>Third</title>", "Second"},
	{"<svg><title>Icon</title></svg><title>Page</title>", "Page"},
	{"<title>No end", "No end"},
	{"<p>No title", ""},
	{"<title>a\x01"
	 "b\xff"
	 "c&#0;</title>",
	 "a b\xc3\xbf"
	 "c\xef\xbf\xbd"},
	{"<title>R\xe9solutions\x85</title>", "R\xc3\xa9solutions"},
};

START_TEST(the_title_is_one_line)
{
	ck_assert_str_eq(arena_str(&arena, read_html(titles[_i].html).title).p, titles[_i].title);
}
END_TEST

START_TEST(a_long_title_is_cut_between_characters)
{
	struct buf b = BUF_INIT;

	buf_add(&b, STR("<title>"));
	for (int i = 0; i < 1000; i++)
		buf_add(&b, STR("\xe6\x96\x87"));
	ck_assert_uint_eq(read_page(buf_str(&b), "", "").title.n, PAGE_TITLE / 3 * 3);
	buf_release(&b);
}
END_TEST

static const struct {
	const char *content, *address;
} refreshes[] = {
	{"0; url=/new", "/new"},
	{"10;URL='https://x.org/a b'", "https://x.org/a b"},
	{" 5 , url = \"/q'\" ", "/q'"},
	{"0;/bare", "/bare"},
	{"0.5; url=/f", "/f"},
	{".5; url=/f", "/f"},
	{"0 url=/blank", "/blank"},
	{"0; url=urls.html", "urls.html"},
	{"0; urls.html", "urls.html"},
	{"11; url=/late", ""},
	{"99999999999; url=/late", ""},
	{"url=/no-time", ""},
	{"0", ""},
	{"", ""},
	{"0; url=/a?b=1&amp;c=2", "/a?b=1&c=2"},
};

START_TEST(a_refresh_is_read_as_browsers_do)
{
	const char *content = refreshes[_i].content;
	char quote = strchr(content, '"') ? '\'' : '"';
	struct str html;

	if (strchr(content, '"') && strchr(content, '\''))
		html = STR("<meta http-equiv=refresh content=\" 5 , url = &quot;/q'&quot; \">");
	else
		html = arena_printf(&arena, "<meta http-equiv=Refresh content=%c%s%c>", quote,
				    content, quote);
	ck_assert_str_eq(arena_str(&arena, read_html(html.p).refresh).p, refreshes[_i].address);
}
END_TEST

START_TEST(only_a_refresh_that_a_browser_obeys_counts)
{
	static const char *const none[] = {
		"<noscript><meta http-equiv=refresh content='0;url=/x'></noscript>",
		"<template><meta http-equiv=refresh content='0;url=/x'></template>",
		"<!-- <meta http-equiv=refresh content='0;url=/x'> -->",
		"<meta http-equiv=content-type content='0;url=/x'>",
		"<meta http-equiv=refresh><meta content='0;url=/x'>",
	};

	for (size_t i = 0; i < COUNT_OF(none); i++)
		ck_assert_msg(!read_html(none[i]).refresh.n, "%s", none[i]);
	ck_assert(str_eq(read_html("<meta content='0;url=/x' http-equiv=refresh>").refresh,
			 STR("/x")));
}
END_TEST

/* ---- what it says --------------------------------------------------------------------------- */

#define LOREM                                                                                      \
	"The Committee considered the report of the State party at its meetings and adopted the "  \
	"following concluding observations on the matters that it had raised with it before. "

static const struct {
	const char *html;
	unsigned says;
	uint8_t much; /* times LOREM behind it */
	const char *why;
} says[] = {
	{"<title>Page not found | OHCHR</title><p>Menu", MISSING, 0, "a title"},
	{"<title>Page not found | OHCHR</title><p>Menu", MISSING, 40, "a title of a long page"},
	{"<title>OHCHR</title><h1>Sorry, this page can\xe2\x80\x99t be found.</h1>", MISSING, 40,
	 "a heading"},
	{"<h1>404</h1>", MISSING, 0, "a number alone"},
	{"<title>Resolution 404 | Security Council</title>", 0, 0, "a number of something"},
	{"<title>Why \"page not found\" costs libraries money</title>", 0, 20, "about such pages"},
	{"<h1>Page not found: a history of the web</h1>", 0, 20, "a heading about them"},
	{"<h1>Missing persons not found in the Andes</h1>", 0, 20, "not found, but no page"},
	{"<h1>Linkrot</h1><h2>Page not found</h2>", 0, 40, "a chapter of a long page"},
	{"<h1>Site</h1><h2>Page not found</h2>", MISSING, 2, "a second heading of a short one"},
	{"<h1>Site</h1><p>The page you are looking for could not be found.", MISSING, 2,
	 "the first words of a short page"},
	{"<h1>Site</h1><p>The page you are looking for could not be found.", 0, 40,
	 "the first words of a long page"},
	{"<p>Readers who see \"The page you are looking for could not be found\" leave.", 0, 2,
	 "in the middle of a sentence"},
	{"<p>404 page not found", MISSING, 0, "a page of four words"},
	{"<p>No documents found</p>", 0, 6, "an empty list on a page"},
	{"<h1>Page introuvable</h1>", MISSING, 0, "French"},
	{"<h1>D\xc3\x89SOL\xc3\x89, la page demand&eacute;e est introuvable</h1>", MISSING, 0,
	 "French in capitals"},
	{"<h1>P\xc3\xa1gina no encontrada</h1>", MISSING, 0, "Spanish"},
	{"<h1>P\xe1gina no encontrada</h1>", MISSING, 0, "Spanish in Latin-1"},
	{"<h1>\xd0\xa1\xd0\xa2\xd0\xa0\xd0\x90\xd0\x9d\xd0\x98\xd0\xa6\xd0\x90 "
	 "\xd0\xbd\xd0\xb5 \xd0\xbd\xd0\xb0\xd0\xb9\xd0\xb4\xd0\xb5\xd0\xbd\xd0\xb0</h1>",
	 MISSING, 0, "Russian, partly in capitals"},
	{"<h1>\xe6\x8a\xb1\xe6\xad\x89\xef\xbc\x8c\xe6\x82\xa8\xe8\xae\xbf\xe9\x97\xae\xe7\x9a\x84"
	 "\xe9\xa1\xb5\xe9\x9d\xa2\xe4\xb8\x8d\xe5\xad\x98\xe5\x9c\xa8</h1>",
	 MISSING, 0, "Chinese, without blanks"},
	{"<h1>\xd8\xb9\xd8\xb0\xd8\xb1\xd8\xa7\xd9\x8b\xd8\x8c "
	 "\xd8\xa7\xd9\x84\xd8\xb5\xd9\x81\xd8\xad\xd8\xa9 \xd8\xba\xd9\x8a\xd8\xb1 "
	 "\xd9\x85\xd9\x88\xd8\xac\xd9\x88\xd8\xaf\xd8\xa9</h1>",
	 MISSING, 0, "Arabic"},
	{"<script>/* Page not found */</script><p>Welcome", SCRIPT, 0, "in a script"},
	{"<nav><p>Page not found</nav><p>Welcome", 0, 0, "in the menu"},

	{"<title>Just a moment...</title>", CHALLENGE, 0, "Cloudflare"},
	{"<title>Just a moment...</title>", 0, 40, "a story of this name"},
	{"<title>Access Denied</title><h1>Access Denied</h1>You don't have permission", CHALLENGE,
	 0, "Akamai"},
	{"<title>Access Denied: refugees at the border</title>", 0, 3, "a report of that name"},
	{"<html><script>window.gokuProps = {}</script><noscript>verify", CHALLENGE | SCRIPT, 0,
	 "Amazon's script page"},
	{"<html><script>window.gokuProps = {}</script>", 0, 4, "the same script in a real page"},
	{"<title>x.org</title><script src='//ct.captcha-delivery.com/c.js'></script>",
	 CHALLENGE | SCRIPT, 0, "DataDome"},

	{"<script>document.cookie='t=1';location.reload()</script>", CHALLENGE | SCRIPT, 0,
	 "a script that sets a cookie and comes back"},
	{"<p>Reload</p><script>document.cookie='t=1';location.reload()</script>", SCRIPT, 0,
	 "the same beside a word"},
	{"document.cookie", 0, 0, "no script"},

	{"<form><input name=u><input type=password></form>", LOGIN, 0, "a form for a password"},
	{"<form><input name=u><input TYPE='Password'></form>", 0, 40, "… on a page with more"},
	{"<h1>Sign in</h1><form><input type=password></form>", LOGIN, 6, "with some words of help"},
	{"<h1>Sign in</h1><input name=mail>", LOGIN, 0, "the first step of two"},
	{"<p>Log in</p><p>Welcome to the library", 0, 0, "a link of a short page"},

	{"<title>x.org</title><h1>This domain is for sale!</h1>", PARKED, 0, "a name for sale"},
	{"<h1>My house is for sale</h1>", 0, 0, "something else is"},
	{"<h1>Service Unavailable</h1>", FAILED, 0, "a failure"},
	{"<p>This website is currently under maintenance.", FAILED, 0, "maintenance"},
	{"<p>The website of the Ministry is under maintenance of the agency.", 0, 3, "prose"},

	{"<div id=root></div><script src=app.js></script>", SCRIPT, 0, "built in the browser"},
	{"<script src=app.js></script>", 0, 3, "a script beside a page"},
	{"<div id=root></div>", 0, 0, "no script"},
};

START_TEST(a_page_says_what_it_is)
{
	struct buf b = BUF_INIT;
	struct page p;

	buf_add(&b, str_of(says[_i].html));
	if (says[_i].much)
		buf_add(&b, STR("<p>"));
	for (unsigned i = 0; i < says[_i].much; i++)
		buf_add(&b, STR(LOREM));
	p = read_page(buf_str(&b), "text/html", "");
	ck_assert_msg(bits_of(&p) == says[_i].says, "%s: %x", says[_i].why, bits_of(&p));
	buf_release(&b);
}
END_TEST

/* A phrase that is not in the form of a folded text could never be found. */
START_TEST(every_phrase_of_the_tables_is_found)
{
	for (unsigned i = 0; i < answer_tables.first[256]; i++) {
		const struct answer_phrase *p = &answer_tables.phrases[i];
		const char *star = strstr(p->words, " * ");
		struct str text = str_of(p->words);
		char room[SAYS_MOST];
		struct said said;

		if (star)
			text = arena_printf(&arena, "%.*s one two three %s", (int)(star - p->words),
					    p->words, star + 3);
		ck_assert_msg(str_eq((struct str){room, says_fold(room, text)}, text), "%s",
			      p->words);
		said = says_of(text);
		ck_assert_msg(said.headings >> p->says & 1, "%s", p->words);
		ck_assert_msg((said.sentences >> p->says & 1) == p->sentence, "%s", p->words);
	}
	for (const char *const *word = answer_tables.beside; *word; word++) {
		char room[SAYS_MOST];

		ck_assert_msg(
			str_eq((struct str){room, says_fold(room, str_of(*word))}, str_of(*word)),
			"%s", *word);
	}
}
END_TEST

/* ---- limits and likeness -------------------------------------------------------------------- */

START_TEST(what_is_beyond_a_limit_is_cut_and_does_no_harm)
{
	struct buf b = BUF_INIT;
	struct page p;

	/* An attribute of a megabyte, with the symbol before and behind the limit. */
	buf_add(&b, STR("<title>T</title><a href='/CAT/C/KAZ/CO/4 "));
	for (int i = 0; i < 1 << 20; i++)
		buf_add_char(&b, 'x');
	buf_add(&b, STR("'>one</a><a href='"));
	p = read_html(arena_str(&arena, buf_str(&b)).p);
	ck_assert(p.has_symbol && p.sketch.words == 1);
	b.n = 0;
	buf_add(&b, STR("<a href='"));
	for (int i = 0; i < 2048; i++)
		buf_add_char(&b, ' ');
	buf_add(&b, STR("CAT/C/KAZ/CO/4'>one</a>"));
	ck_assert(!read_html(arena_str(&arena, buf_str(&b)).p).has_symbol);
	/* Templates within templates, and a comment without an end. */
	b.n = 0;
	for (int i = 0; i < 100000; i++)
		buf_add(&b, STR("<template>"));
	buf_add(&b, STR("x<!--"));
	ck_assert_uint_eq(read_html(arena_str(&arena, buf_str(&b)).p).sketch.words, 0);
	buf_release(&b);
}
END_TEST

START_TEST(only_the_first_headings_are_looked_at)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < 15; i++)
		buf_add(&b, STR("<h1>x</h1>"));
	buf_add(&b, STR("<h1>Page not found</h1>" LOREM LOREM LOREM));
	ck_assert(read_page(buf_str(&b), "", "").says_missing);
	b.n = 0;
	for (int i = 0; i < 16; i++)
		buf_add(&b, STR("<h1>x</h1>"));
	buf_add(&b, STR("<h1>Page not found</h1>" LOREM LOREM LOREM));
	ck_assert(!read_page(buf_str(&b), "", "").says_missing);
	buf_release(&b);
}
END_TEST

START_TEST(alike_pages_are_known_in_spite_of_menus_and_dates)
{
	struct page one = read_html("<nav>a b c d</nav><p>" LOREM "<p>Printed at 12.04");
	struct page two = read_html("<p>" LOREM "<footer>x y z</footer><p>Printed at 13.37");
	struct page other = read_html("<nav>a b c d</nav><p>Quite another text about the sea, "
				      "its ships and all who sail in them through the night.");

	ck_assert_uint_ge(sketch_alike(&one.sketch, &two.sketch), 70);
	ck_assert_uint_eq(sketch_alike(&one.sketch, &one.sketch), 100);
	ck_assert_uint_le(sketch_alike(&one.sketch, &other.sketch), 10);
}
END_TEST

START_TEST(a_reader_serves_one_page_after_the_other)
{
	struct page_reader *r = page_reader_new(&arena);
	struct page_wanted wanted = {STR("A/75/1"), fragments, COUNT_OF(fragments)};
	struct page p;

	page_begin(r, &wanted, STR("text/html"));
	page_feed(r, STR("<title>Page not found</title><p id=long>A/75/1<template><script>"));
	page_end(r, &p, &arena);
	ck_assert(p.has_symbol && p.says_missing && p.fragments == 4);
	page_begin(r, NULL, STR("text/html"));
	page_feed(r, STR("A/75/1"));
	page_end(r, &p, &arena);
	ck_assert(!p.has_symbol && !p.says_missing && !p.fragments && !p.title.n && !p.is_script);
	ck_assert_uint_eq(p.sketch.words, 3);
	page_begin(r, NULL, STR("text/html"));
	page_end(r, &p, &arena);
	ck_assert_uint_eq(p.kind, BODY_EMPTY);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("page");
	TCase *tc = tcase_create("pages");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 0);
	tcase_add_loop_test(tc, a_body_is_known_by_its_bytes, 0, COUNT_OF(kinds));
	tcase_add_test(tc, a_pdf_is_one_within_its_first_1024_bytes);
	tcase_add_loop_test(tc, words_are_those_that_are_seen, 0, COUNT_OF(counts));
	tcase_add_test(tc, names_of_elements_are_told_apart);
	tcase_add_loop_test(tc, the_symbol_is_found_where_it_stands, 0, COUNT_OF(symbols));
	tcase_add_test(tc, what_stands_in_brackets_need_not_be_found);
	tcase_add_loop_test(tc, places_are_found_by_name, 0, COUNT_OF(places));
	tcase_add_loop_test(tc, the_title_is_one_line, 0, COUNT_OF(titles));
	tcase_add_test(tc, a_long_title_is_cut_between_characters);
	tcase_add_loop_test(tc, a_refresh_is_read_as_browsers_do, 0, COUNT_OF(refreshes));
	tcase_add_test(tc, only_a_refresh_that_a_browser_obeys_counts);
	tcase_add_loop_test(tc, a_page_says_what_it_is, 0, COUNT_OF(says));
	tcase_add_test(tc, every_phrase_of_the_tables_is_found);
	tcase_add_test(tc, what_is_beyond_a_limit_is_cut_and_does_no_harm);
	tcase_add_test(tc, only_the_first_headings_are_looked_at);
	tcase_add_test(tc, alike_pages_are_known_in_spite_of_menus_and_dates);
	tcase_add_test(tc, a_reader_serves_one_page_after_the_other);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
