/*
 * floor: read
 * Word files: what becomes text, what number a reference shows, what is refused; and that every
 * byte leads back to the XML that it came from.
 */
#include "base/buf.h"
#include "doc/place.h"
#include "read/reader.h"
#include "zipped.h"

#include "unit.h"
#include <setjmp.h>

static struct arena arena;
static struct document doc;
static struct err err;

#define W_NS	  "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define R_NS	  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT_NS "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define REL_NS	  "http://schemas.openxmlformats.org/package/2006/relationships"

/* What a file is made of; NULL: it lacks that part. Story parts are what lies in their root. */
struct word {
	const char *body, *footnotes, *endnotes, *styles, *numbering, *settings, *links, *header;
	const char *ns;
};

static struct str wrapped(const char *root, const char *ns, const char *content)
{
	return arena_printf(
		&arena,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:%s xmlns:w=\"%s\" "
		"xmlns:r=\"" R_NS "\" xmlns:mc=\"http://schemas.openxmlformats.org/"
		"markup-compatibility/2006\" xmlns:m=\"http://schemas.openxmlformats.org/"
		"officeDocument/2006/math\">%s</w:%s>",
		root, ns, content, root);
}

static struct str make(const struct word *w)
{
	static const struct {
		const char *root, *type, *file;
		size_t field;
	} parts[] = {
		{"document", NULL, "document.xml", offsetof(struct word, body)},
		{"footnotes", "footnotes", "footnotes.xml", offsetof(struct word, footnotes)},
		{"endnotes", "endnotes", "notes-at-the-end.xml", offsetof(struct word, endnotes)},
		{"styles", "styles", "styles.xml", offsetof(struct word, styles)},
		{"numbering", "numbering", "numbering.xml", offsetof(struct word, numbering)},
		{"settings", "settings", "settings.xml", offsetof(struct word, settings)},
		{"hdr", "header", "header1.xml", offsetof(struct word, header)},
	};
	const char *ns = w->ns ? w->ns : W_NS;
	struct zipped_member members[10];
	struct buf rels = BUF_INIT;
	size_t n = 0;

	buf_addf(&rels, "<Relationships xmlns=\"" REL_NS "\">%s", w->links ? w->links : "");
	members[n++] = (struct zipped_member){
		STR("_rels/.rels"),
		STR("<Relationships xmlns=\"" REL_NS "\"><Relationship Id=\"rId1\" Type=\"" R_NS
		    "/officeDocument\" Target=\"word/document.xml\"/></Relationships>")};
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		const char *content;

		memcpy(&content, (const char *)w + parts[i].field, sizeof(content));
		if (!content)
			continue;
		members[n++] =
			(struct zipped_member){arena_printf(&arena, "word/%s", parts[i].file),
					       wrapped(parts[i].root, ns, content)};
		if (parts[i].type)
			buf_addf(&rels,
				 "<Relationship Id=\"part%zu\" Type=\"" R_NS
				 "/%s\" Target=\"%s\"/>",
				 i, parts[i].type, parts[i].file);
	}
	buf_addf(&rels, "</Relationships>");
	members[n++] = (struct zipped_member){STR("word/_rels/document.xml.rels"),
					      arena_str(&arena, buf_str(&rels))};
	buf_release(&rels);
	return zipped(&arena, members, n);
}

static enum status read_word(const struct word *w)
{
	err = (struct err)ERR_INIT;
	arena_reset(&arena, (size_t)1 << 30);
	return read_bytes(&doc, &arena, make(w), "draft.docx", &err);
}

/* The indicators: "12>0" calls note 0, "a>" calls none. */
static struct str calls(void)
{
	struct str out = STR_NONE;

	for (uint32_t i = 0; i < doc.indicators.n; i++) {
		const struct indicator_candidate *c = &doc.indicators.at[i];

		out = arena_printf(&arena, "%.*s%s%.*s>", STR_ARG(out), i ? " " : "",
				   STR_ARG(c->label));
		if (c->note != NONE)
			out = arena_printf(&arena, "%.*s%u", STR_ARG(out), c->note);
	}
	return out;
}

static struct str notes(void)
{
	struct str out = STR_NONE;

	for (uint32_t i = 0; i < doc.notes.n; i++)
		out = arena_printf(&arena, "%.*s%s%.*s=%.*s", STR_ARG(out), i ? "|" : "",
				   STR_ARG(doc.notes.at[i].label),
				   STR_ARG(document_str(&doc, doc.notes.at[i].span)));
	return out;
}

/* The map leads every byte of the text back, and copies are copies. */
static void check_map(void)
{
	for (uint32_t i = 0; i < doc.map.n; i++) {
		const struct segment *s = &doc.map.at[i];
		uint32_t end = i + 1 < doc.map.n ? s[1].text : (uint32_t)doc.text.n;

		ck_assert(s->text <= end && s->raw + s->raw_size <= doc.raw.n);
		if (s->kind == SEGMENT_COPY)
			ck_assert(str_eq(str_part(doc.text, s->text, end),
					 str_part(doc.raw, s->raw, s->raw + s->raw_size)));
	}
}

#define P(content) "<w:p>" content "</w:p>"
#define R(text)	   "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define RAISED(text)                                                                               \
	"<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>" text "</w:t></w:r>"
#define F(id) "<w:r><w:footnoteReference w:id=\"" id "\"/></w:r>"
#define E(id) "<w:r><w:endnoteReference w:id=\"" id "\"/></w:r>"
#define N(id, text)                                                                                \
	"<w:footnote w:id=\"" id "\"><w:p><w:r><w:tab/></w:r><w:r><w:footnoteRef/></w:r><w:r>"     \
	"<w:tab/><w:t>" text "</w:t></w:r></w:p></w:footnote>"
#define EN(id, text)                                                                               \
	"<w:endnote w:id=\"" id                                                                    \
	"\"><w:p><w:r><w:endnoteRef/></w:r>" R(" " text) "</w:p></w:endnote>"
#define SEPARATORS                                                                                 \
	"<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p>"        \
	"</w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p>" R(            \
		"___") "</w:p></w:footnote>"
#define FIELD(code, result)                                                                        \
	"<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>" code                   \
	"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" R(                \
		result) "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
#define INS(content) "<w:ins w:id=\"1\" w:author=\"A. Editor\">" content "</w:ins>"
#define DEL(text)                                                                                  \
	"<w:del w:id=\"2\" w:author=\"A. Editor\"><w:r><w:delText xml:space=\"preserve\">" text    \
	"</w:delText></w:r></w:del>"

static const struct {
	const char *body, *text, *why;
} texts[] = {
	{"", "", "nothing"},
	{P("") P("<w:pPr/>"), "", "empty paragraphs"},
	{P(R("one")) P(R("two")), "one\ntwo\n", "paragraphs"},
	{P(R("A/RES") R("/75") R("/1")), "A/RES/75/1\n", "a symbol that is cut across runs"},
	{P("<w:r><w:t> one </w:t></w:r><w:r><w:t>two</w:t></w:r>"), "onetwo\n",
	 "white space that is not preserved"},
	{P(R(" one ") R(" two ")), "one  two\n", "white space that is; at the ends it is none"},
	{P(R("a&amp;b&#8211;c &lt;d&gt;")),
	 "a&b\xe2\x80\x93"
	 "c <d>\n",
	 "entities"},
	{P("<w:r><w:t><![CDATA[a<b]]></w:t></w:r>"), "a<b\n", "CDATA"},
	{P("<w:r><w:tab/><w:t>1.</w:t><w:tab/><w:tab/><w:t>The</w:t></w:r>"), "1.\tThe\n", "tabs"},
	{P("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:br w:type=\"page\"/></w:r>"),
	 "a b c\n", "breaks"},
	{P("<w:r><w:t>a</w:t></w:r><w:r><w:t>\n b </w:t></w:r><w:r><w:t>c</w:t></w:r>"), "abc\n",
	 "white space that does not count"},
	{P("<w:r><w:t>63</w:t><w:noBreakHyphen/><w:t>65</w:t></w:r>"), "63-65\n",
	 "a hyphen that does not break"},
	{P("<w:r><w:t>rec</w:t><w:softHyphen/><w:t>ord</w:t></w:r>"), "record\n",
	 "a place to break a word"},
	{P("<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/><w:t "
	   "xml:space=\"preserve\"> a</w:t></w:r>"),
	 "\xe2\x80\xa2 a\n", "symbols"},
	{P("<w:smartTag w:element=\"place\">" R("Geneva") "</w:smartTag>"), "Geneva\n",
	 "smart tags"},
	{P("<w:sdt><w:sdtPr><w:lock w:val=\"sdtLocked\"/></w:sdtPr><w:sdtContent>" R(
		 "a") "</w:sdtContent></w:sdt>" R("b")) "<w:sdt><w:sdtContent>" P(R("c")) "</"
											  "w:"
											  "sdtConte"
											  "nt></"
											  "w:sdt>",
	 "ab\nc\n", "content controls"},
	{P(FIELD(" REF _Ref1 \\h ", "12") R(" above")), "12 above\n",
	 "the result of a field, not its instruction"},
	{P(R("page ") "<w:fldSimple w:instr=\" PAGE \">" R("3") "</w:fldSimple>"), "page 3\n",
	 "a simple field"},
	{P(FIELD("IF " FIELD("REF x", "1") " = 1", "yes")), "yes\n", "a field in an instruction"},
	{P("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" R("a")) P(R("b")), "b\n",
	 "a field that never ends hides nothing else"},
	{P(R("a") "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" R("b")), "ab\n", "mathematics"},
	{P("<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:txbxContent>" P(
		 R("box")) "</w:txbxContent></"
			   "mc:Choice><mc:Fallback><w:txbxContent>" P(R("box")) "</"
										"w:"
										"txbx"
										"Cont"
										"ent>"
										"</"
										"mc:"
										"Fall"
										"back"
										"></"
										"mc:"
										"Alte"
										"rnat"
										"eCon"
										"tent"
										"><w:"
										"t>"
										"arou"
										"nd</"
										"w:t>"
										"</"
										"w:"
										"r>"),
	 "around\nbox\n", "a text box, once, behind its paragraph"},
	{P("<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/>"
	   "</w:rPr><w:t>b</w:t></w:r>"),
	 "b\n", "hidden text"},
	{P(R("a") "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>12</w:t></w:r>"),
	 "a\xc2\xb9\xc2\xb2\n", "raised figures stay raised"},
	{P(R("20") "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>th</w:t></w:r>"),
	 "20th\n", "raised letters are letters"},
	{P(R("a") RAISED("see para") RAISED("12")), "asee para12\n",
	 "raised words go on with figures"},
	{P("<w:r><w:t>a<w:instrText>x</w:instrText>b<w:tab/>c</w:t></w:r>"), "abc\n",
	 "elements in the middle of a text"},
	{"<w:tbl><w:tr><w:tc>" P(R("a")) P(R("b")) "</w:tc><w:tc>" P("") "</w:tc><w:tc>" P(
		 R("c")) "</w:tc></w:tr></w:tbl>" P(R("d")),
	 "a\nb\nc\nd\n", "a table"},
	{P("<w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"x\"/></w:pPr></w:pPrChange></w:pPr><w:r>"
	   "<w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t>"
	   "</w:r>"),
	 "a\n", "records of old properties"},
	{P("<w:ruby><w:rt>" R("above") "</w:rt><w:rubyBase>" R("base") "</w:rubyBase></w:ruby>"),
	 "base\n", "readings above the line"},
};

START_TEST(test_text)
{
	ck_assert_msg(read_word(&(struct word){.body = texts[_i].body}) == FF_OK, "%s: %s",
		      texts[_i].why, err.message);
	ck_assert_msg(str_eq(doc.text, str_of(texts[_i].text)), "%s: \"%.*s\"", texts[_i].why,
		      STR_ARG(doc.text));
	check_map();
}
END_TEST

static const struct {
	const char *body, *final, *original, *all, *why;
} changed[] = {
	{P(R("a") INS(R("b")) DEL("c") R("d")), "abd\n", "acd\n", "abcd\n", "words"},
	{P("<w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>" R("a")) P(R("b")), "ab\n", "a\nb\n",
	 "a\nb\n", "a paragraph's end that was deleted"},
	{P("<w:pPr><w:rPr><w:ins w:id=\"1\"/></w:rPr></w:pPr>" R("a")) P(R("b")), "a\nb\n", "ab\n",
	 "a\nb\n", "one that was inserted"},
	{P("<w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>" DEL("a")) P(R("b")), "b\n", "a\nb\n",
	 "a\nb\n", "a whole paragraph"},
	{P("<w:moveFrom w:id=\"1\">" R("a") "</w:moveFrom>" R("b") "<w:moveTo w:id=\"2\">" R(
		 "a") "</w:moveTo>"),
	 "ba\n", "ab\n", "aba\n", "what was moved"},
	{P(INS(R("a") DEL("b"))), "a\n", "", "ab\n", "deleted from what was inserted"},
};

START_TEST(test_changes)
{
	const char *want[] = {changed[_i].final, changed[_i].original, changed[_i].all};

	for (unsigned shown = CHANGES_FINAL; shown <= CHANGES_ALL; shown++) {
		struct str bytes;

		err = (struct err)ERR_INIT;
		arena_reset(&arena, (size_t)1 << 30);
		bytes = make(&(struct word){.body = changed[_i].body});
		document_init(&doc, &arena, STR("draft.docx"));
		doc.changes_shown = (uint8_t)shown;
		ck_assert_int_eq(reader_docx.read_bytes(&doc, bytes, &err), FF_OK);
		ck_assert_msg(str_eq(doc.text, str_of(want[shown])), "%s, %u: \"%.*s\"",
			      changed[_i].why, shown, STR_ARG(doc.text));
		check_map();
	}
}
END_TEST

START_TEST(test_change_spans)
{
	const struct tracked_change *change;

	ck_assert_int_eq(read_word(&(struct word){.body = P(R("a ") INS(R("b")) R(" c"))}), FF_OK);
	ck_assert_uint_eq(doc.changes.n, 1);
	change = document_change(&doc, (struct span){2, 3});
	ck_assert_ptr_nonnull(change);
	ck_assert(str_eq(change->author, STR("A. Editor")) && change->kind == CHANGE_INSERTED);
	ck_assert_ptr_null(document_change(&doc, (struct span){0, 1}));
	ck_assert_ptr_null(document_change(&doc, (struct span){4, 5}));
}
END_TEST

/* ---- notes ------------------------------------------------------------------------------- */

static const struct {
	struct word word;
	const char *calls, *notes, *why;
} noted[] = {
	{{.body = P(R("a") F("7") R("b") F("3")), .footnotes = SEPARATORS N("3", "x") N("7", "y")},
	 "1>0 2>1",
	 "1=y|2=x",
	 "numbers and order are those of the references"},
	{{.body = P(R("a") F("2") R("b") F("2")), .footnotes = N("2", "x")},
	 "1>0 2>0",
	 "1=x",
	 "one note called twice"},
	{{.body = P(R("a") F("2") R("b") F("9") R("c") F("3")),
	  .footnotes = N("2", "x") N("3", "y")},
	 "1>0 2> 3>1",
	 "1=x|3=y",
	 "a reference to a missing note"},
	{{.body = P(R("a") F("2")), .footnotes = N("5", "z") N("2", "x")},
	 "1>0",
	 "1=x|?=z",
	 "a note that nothing calls"},
	{{.body = P(R("a") F("2")), .footnotes = N("2", "x") "<w:footnote w:id=\"3\"/>"},
	 "1>0",
	 "1=x|?=",
	 "a note without a paragraph"},
	{{.body = P(R("a") F("2") E("2") R("b") E("3") F("3")),
	  .footnotes = N("2", "x") N("3", "y"),
	  .endnotes = EN("2", "s") EN("3", "t")},
	 "1>0 i>2 ii>3 2>1",
	 "1=x|2=y|i=s|ii=t",
	 "footnotes and endnotes are two series"},
	{{.body = P(R("a") E("2")),
	  .endnotes = EN("2", "s"),
	  .settings = "<w:endnotePr><w:numFmt w:val=\"decimal\"/><w:numStart w:val=\"5\"/>"
		      "</w:endnotePr>"},
	 "5>0",
	 "5=s",
	 "format and start of the settings"},
	{{.body = P("<w:pPr><w:sectPr><w:footnotePr><w:numRestart w:val=\"eachSect\"/>"
		    "</w:footnotePr></w:sectPr></w:pPr>" R("a") F("2") R("b") F("3"))
		  P(R("c") F("4")) "<w:sectPr><w:footnotePr><w:numRestart "
				   "w:val=\"eachSect\"/></w:footnotePr></w:sectPr>",
	  .footnotes = N("2", "x") N("3", "y") N("4", "z")},
	 "1>0 2>1 1>2",
	 "1=x|2=y|1=z",
	 "numbers begin anew in each section"},
	{{.body = P(R("a") F("2") "<w:r><w:lastRenderedPageBreak/></w:r>" R("b") F("3")),
	  .footnotes = N("2", "x") N("3", "y"),
	  .settings = "<w:footnotePr><w:numRestart w:val=\"eachPage\"/></w:footnotePr>"},
	 "1>0 1>1",
	 "1=x|1=y",
	 "numbers begin anew on each page"},
	{{.body = P(R("a") "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>*"
			   "</w:t></w:r>" R(" b") F("3")),
	  .footnotes =
		  "<w:footnote w:id=\"2\"><w:p>" R("* ") R("x") "</w:p></w:footnote>" N("3", "y")},
	 "*>0 1>1",
	 "*=x|1=y",
	 "a mark of its own is not counted"},
	{{.body = P(DEL("a") "<w:del w:id=\"5\"><w:r><w:footnoteReference w:id=\"2\"/></w:r>"
			     "</w:del>" R("b") F("3")),
	  .footnotes = N("2", "x") N("3", "y")},
	 "1>0",
	 "1=y",
	 "a reference that was deleted is not counted, and its note not shown"},
	{{.body = P(R("a") F("2")),
	  .footnotes = "<w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r>" R(
		  " x") "</w:p><w:p>" R("y") "</w:p></w:footnote>"},
	 "1>0",
	 "1=x\ny",
	 "a note of several paragraphs"},
	{{.body = "<w:tbl><w:tr><w:tc>" P(R("a") F("2")) "</w:tc></w:tr></w:tbl>" P(
		  "<w:r><w:pict><w:txbxContent>" P(R("b") F("3")) "</w:txbxContent></w:pict></w:r>")
		  P("<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>" R("C") F("4")),
	  .footnotes = N("4", "z") N("3", "y") N("2", "x")},
	 "1>0 2>1 3>2",
	 "1=x|2=y|3=z",
	 "references in a table, a text box, a heading"},
	{{.body = P(R("Total") RAISED("a, b")) P(RAISED("a") R(" Net."))
		  P("<w:commentRangeStart w:id=\"1\"/>" RAISED("b") R(" Gross."))},
	 "a>0 b>1",
	 "a=Net.|b=Gross.",
	 "raised letters that were typed, two in a run, and a comment on what they call"},
	{{.body = P("<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/></w:r>" R("*")
			    F("3")),
	  .footnotes = N("2", "x") N("3", "y")},
	 "*>0 1>1",
	 "*=x|1=y",
	 "a mark of its own in the next run"},
	{{.body = P(R("a") F("2")), .footnotes = N("2", "x"), .ns = STRICT_NS},
	 "1>0",
	 "1=x",
	 "the strict names"},
};

START_TEST(test_notes)
{
	ck_assert_msg(read_word(&noted[_i].word) == FF_OK, "%s: %s", noted[_i].why, err.message);
	ck_assert_msg(str_eq(calls(), str_of(noted[_i].calls)), "%s: %.*s", noted[_i].why,
		      STR_ARG(calls()));
	ck_assert_msg(str_eq(notes(), str_of(noted[_i].notes)), "%s: %.*s", noted[_i].why,
		      STR_ARG(notes()));
	check_map();
}
END_TEST

/* ---- numbers -------------------------------------------------------------------------------- */

#define LEVEL(n, format, text)                                                                     \
	"<w:lvl w:ilvl=\"" n "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format                  \
	"\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
#define LIST                                                                                       \
	"<w:abstractNum w:abstractNumId=\"4\">" LEVEL("0", "decimal", "%1.")                       \
		LEVEL("1", "lowerLetter", "(%2)")                                                  \
			LEVEL("2", "decimal", "%1.%2.%3") "</w:abstractNum>"
#define NUM(id) "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"4\"/></w:num>"
#define L(level, id, text)                                                                         \
	P("<w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id                      \
	  "\"/></w:numPr></w:pPr>" R(text))

static const struct {
	struct word word;
	const char *text, *why;
} numbered[] = {
	{{.body = L("0", "1", "a") L("0", "1", "b") L("1", "1", "c") L("1", "1", "d")
		  L("0", "1", "e") L("1", "1", "f"),
	  .numbering = LIST NUM("1")},
	 "1. a\n2. b\n(a) c\n(b) d\n3. e\n(a) f\n",
	 "levels, each begun anew"},
	{{.body = L("0", "1", "a") L("0", "2", "b"), .numbering = LIST NUM("1") NUM("2")},
	 "1. a\n2. b\n",
	 "two lists that share their levels count on"},
	{{.body = L("0", "1", "a") L("0", "2", "b") L("0", "2", "c"),
	  .numbering = LIST NUM(
		  "1") "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"4\"/>"
		       "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride>"
		       "</w:num>"},
	 "1. a\n7. b\n8. c\n",
	 "an override of the start"},
	{{.body = L("0", "1", "a") L("1", "1", "b") L("2", "1", "c"), .numbering = LIST NUM("1")},
	 "1. a\n(a) b\n1.a.1 c\n",
	 "numbers of the levels above"},
	{{.body = P("<w:pPr><w:pStyle w:val=\"Para\"/></w:pPr>" R("a")) P(
		  "<w:pPr><w:pStyle w:val=\"Para\"/></w:pPr>")
		  P("<w:pPr><w:pStyle "
		    "w:val=\"Para\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>" R("b"))
			  P("<w:pPr><w:pStyle w:val=\"Para\"/></w:pPr>" R("c")),
	  .numbering = LIST NUM("1"),
	  .styles =
		  "<w:style w:type=\"paragraph\" w:styleId=\"Base\"><w:name w:val=\"x\"/><w:pPr>"
		  "<w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style "
		  "w:type=\"paragraph\" w:styleId=\"Para\"><w:basedOn w:val=\"Base\"/></w:style>"},
	 "1. a\nb\n3. c\n",
	 "numbers of a style; an empty paragraph counts, one without does not"},
	{{.body = L("0", "1", "a") DEL("")
		  P("<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
		    "w:val=\"1\"/></w:numPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>" DEL("b"))
			  L("0", "1", "c"),
	  .numbering = LIST NUM("1")},
	 "1. a\n2. c\n",
	 "a paragraph that was deleted is not counted"},
	{{.body = L("0", "1", "a"),
	  .numbering = "<w:abstractNum w:abstractNumId=\"4\">" LEVEL(
		  "0", "bullet", "\xe2\x80\xa2") "</w:abstractNum>" NUM("1")},
	 "a\n",
	 "bullets are no numbers"},
};

START_TEST(test_numbers)
{
	ck_assert_msg(read_word(&numbered[_i].word) == FF_OK, "%s: %s", numbered[_i].why,
		      err.message);
	ck_assert_msg(str_eq(doc.text, str_of(numbered[_i].text)), "%s: \"%.*s\"", numbered[_i].why,
		      STR_ARG(doc.text));
	check_map();
}
END_TEST

#define STYLE(id, name, more)                                                                      \
	"<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/>" more     \
	"</w:style>"
#define S(style, text) P("<w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" R(text))

static const struct {
	const char *styles, *body, *number, *why;
	enum block_kind kind;
	uint32_t level, value;
} blocks[] = {
	{STYLE("a", "heading 2", ""), S("a", "Mandate"), "", "Word's headings", BLOCK_HEADING, 2,
	 0},
	{STYLE("H1G", "_ H_1_G", ""), S("H1G", "II.\tMandate"), "II.", "those of Geneva",
	 BLOCK_HEADING, 2, 0},
	{STYLE("x", "Foo", "<w:aliases w:val=\"bar,_ H _Ch_G\"/>"), S("x", "Mandate"), "",
	 "by an alias", BLOCK_HEADING, 1, 0},
	{STYLE("x", "Foo", "<w:basedOn w:val=\"y\"/>") STYLE("y", "_ H_2/3", ""), S("x", "Mandate"),
	 "", "by what it builds on", BLOCK_HEADING, 3, 0},
	{STYLE("x", "_ Single Txt_G", ""), S("x", "12. The Committee."), "12.", "a paragraph",
	 BLOCK_PARAGRAPH, 0, 12},
	{STYLE("x", "__Single Txt", ""), S("x", "26.23\tThe work"), "26.23", "without a stop",
	 BLOCK_PARAGRAPH, 0, 26},
	{STYLE("x", "toc 1", ""), S("x", "1. Mandate 3"), "", "a table of contents", BLOCK_CONTENTS,
	 0, 0},
	{STYLE("x", "__S_M_G", ""), S("x", "Human Rights Council"), "", "the masthead",
	 BLOCK_MASTHEAD, 0, 0},
	{"", P("<w:r><w:rPr><w:b/></w:rPr><w:t>Mandate and work</w:t></w:r>"), "",
	 "bold throughout", BLOCK_HEADING, 0, 0},
	{"", P("<w:r><w:rPr><w:b/></w:rPr><w:t>Mandate.</w:t></w:r>" R(" Text.")), "",
	 "bold at its start only", BLOCK_PARAGRAPH, 0, 0},
};

START_TEST(test_blocks)
{
	const struct word w = {.body = blocks[_i].body, .styles = blocks[_i].styles};
	const struct block *b;

	ck_assert_msg(read_word(&w) == FF_OK, "%s: %s", blocks[_i].why, err.message);
	ck_assert_uint_eq(doc.blocks.n, 1);
	b = &doc.blocks.at[0];
	ck_assert_msg(b->kind == blocks[_i].kind, "%s: kind %u", blocks[_i].why, b->kind);
	ck_assert_msg(b->level == blocks[_i].level, "%s: level %u", blocks[_i].why, b->level);
	ck_assert_msg(b->value == blocks[_i].value, "%s: value %u", blocks[_i].why, b->value);
	ck_assert_msg(str_eq(document_str(&doc, b->number), str_of(blocks[_i].number)),
		      "%s: number %.*s", blocks[_i].why, STR_ARG(document_str(&doc, b->number)));
}
END_TEST

/* ---- links, fields, pages -------------------------------------------------------------------- */

static const struct {
	const char *body, *shown, *target, *why;
} links[] = {
	{P(R("see ") "<w:hyperlink r:id=\"rId9\">" R("this") R(" page") "</w:hyperlink>"),
	 "this page", "https://x.org/a", "by its relationship"},
	{P(FIELD("HYPERLINK &quot;https://x.org/b&quot; \\l &quot;top&quot;", "there")), "there",
	 "https://x.org/b#top", "by a field"},
	{P("<w:hyperlink w:anchor=\"top\">" R("up") "</w:hyperlink>"), "up", "#top",
	 "inside the file"},
};

START_TEST(test_links)
{
	const struct word w = {
		.body = links[_i].body,
		.links = "<Relationship Id=\"rId9\" Type=\"" R_NS "/hyperlink\" "
			 "Target=\"https://x.org/a\" TargetMode=\"External\"/>",
	};

	ck_assert_int_eq(read_word(&w), FF_OK);
	ck_assert_uint_eq(doc.links.n, 1);
	ck_assert(str_eq(document_str(&doc, doc.links.at[0].span), str_of(links[_i].shown)));
	ck_assert(str_eq(doc.links.at[0].target, str_of(links[_i].target)));
}
END_TEST

#define MARK(content)                                                                              \
	"<w:bookmarkStart w:id=\"0\" w:name=\"_Ref1\"/>" content "<w:bookmarkEnd w:id=\"0\"/>"

static const struct {
	const char *body, *want, *why;
	bool stale, missing;
} fields[] = {
	{P(MARK(R("the text"))) P(FIELD("REF _Ref1 \\h", "the text")), "the text", "it agrees",
	 false, false},
	{P(MARK(R("the text"))) P(FIELD("REF _Ref1 \\h", "a text")), "the text", "it does not",
	 true, false},
	{P(FIELD("REF _Ref2", "12")), "", "no such bookmark", false, true},
	{L("0", "1",
	   "a") "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/>"
		"</w:numPr></w:pPr>" MARK(R("b")) "</w:p>" P(FIELD("REF _Ref1 \\r \\h", "3")),
	 "2", "the number of a paragraph", true, false},
	{P(R("a") F("2") R("b") MARK(F("3")) R(" note ") FIELD("NOTEREF _Ref1 \\h", "2")), "2",
	 "the number of a note", false, false},
	{P(R("a") F("2") R("b") MARK(F("3")) R(" note ") FIELD("NOTEREF _Ref1 \\h", "1")), "2",
	 "another one", true, false},
};

START_TEST(test_fields)
{
	const struct word w = {
		.body = fields[_i].body,
		.numbering = LIST NUM("1"),
		.footnotes = N("2", "x") N("3", "y"),
	};

	ck_assert_int_eq(read_word(&w), FF_OK);
	ck_assert_uint_eq(doc.fields.n, 1);
	ck_assert_msg(str_eq(doc.fields.at[0].want, str_of(fields[_i].want)), "%s: \"%.*s\"",
		      fields[_i].why, STR_ARG(doc.fields.at[0].want));
	ck_assert_msg(doc.fields.at[0].stale == fields[_i].stale, "%s", fields[_i].why);
	ck_assert_msg(doc.fields.at[0].missing == fields[_i].missing, "%s", fields[_i].why);
}
END_TEST

#define PAGE(text) "<w:r><w:lastRenderedPageBreak/><w:t>" text "</w:t></w:r>"
#define CELL(text) "<w:tc>" P(text) "</w:tc>"

START_TEST(test_pages)
{
	const struct word w = {
		.body = P(R("a")) P(PAGE("b") F("2") PAGE("c")
					    R("d")) "<w:tbl><w:tr>" CELL(PAGE("e"))
			CELL(PAGE("f")) "</w:tr></w:tbl>" P(R("g") R("  ") PAGE(" ")) P(R("h")),
		.footnotes = N("2", "x"),
	};
	static const uint32_t pages[] = {1, 2, 4, 4, 4, 5, 2};
	struct span text = {0, 0};

	ck_assert_int_eq(read_word(&w), FF_OK);
	ck_assert_uint_eq(doc.blocks.n, COUNT_OF(pages));
	for (uint32_t i = 0; i < COUNT_OF(pages); i++) {
		text = doc.blocks.at[i].span;
		ck_assert_msg(document_page(&doc, i, text.begin) == pages[i], "block %u: page %u",
			      i, document_page(&doc, i, text.begin));
	}
	text = doc.blocks.at[1].span;
	ck_assert_uint_eq(document_page(&doc, 1, text.end - 3), 2);
	ck_assert_uint_eq(document_page(&doc, 1, text.end - 2), 3);
	ck_assert_uint_eq(document_page(&doc, 1, text.end - 1), 3);
}
END_TEST

/* Places count in the text, where each block is a line. */
START_TEST(test_places)
{
	struct place_cursor cursor = {0};
	struct place place;

	ck_assert_int_eq(read_word(&(struct word){.body = P(R("\xc3\xa9"
							      "a")) P(R("\xc3\xa9"
									"b"))}),
			 FF_OK);
	place = document_place(&doc, document_source_begin(&doc, 6), &cursor);
	ck_assert_uint_eq(place.offset, 6);
	ck_assert_uint_eq(place.line, 2);
	ck_assert_uint_eq(place.column, 2);
}
END_TEST

/* What may be edited, and the bytes that an edit over two runs is made of. */
START_TEST(test_edits)
{
	const char *body = P(R("A/RES") R("/75&amp;") DEL(
		"x") "<w:r><w:noBreakHyphen/></w:r>" FIELD("REF y", "12") F("2"));
	struct span raw;
	uint32_t at = 2;

	ck_assert_int_eq(read_word(&(struct word){.body = body, .footnotes = N("2", "n")}), FF_OK);
	ck_assert(str_starts(doc.text, STR("A/RES/75&-12\xc2\xb9\n")));
	ck_assert(source_is_free(&doc, (struct span){2, 9}));
	ck_assert(source_next(&doc, (struct span){2, 8}, &at, &raw));
	ck_assert(str_eq(str_part(doc.raw, raw.begin, raw.end), STR("RES")));
	ck_assert(source_next(&doc, (struct span){2, 8}, &at, &raw));
	ck_assert(str_eq(str_part(doc.raw, raw.begin, raw.end), STR("/75")));
	ck_assert(!source_next(&doc, (struct span){2, 8}, &at, &raw));
	ck_assert_msg(!source_is_free(&doc, (struct span){9, 12}), "the result of a field");
	ck_assert_msg(!source_is_free(&doc, (struct span){12, 14}), "an indicator");
	ck_assert_msg(source_is_free(&doc, (struct span){5, 5}), "an insertion");
	ck_assert_msg(!source_is_free(&doc, (struct span){11, 11}), "one into a field");
}
END_TEST

/* ---- what is refused ----------------------------------------------------------------------------
 */

static enum status read_members(const struct zipped_member *members, size_t n)
{
	err = (struct err)ERR_INIT;
	return read_bytes(&doc, &arena, zipped(&arena, members, n), "draft.docx", &err);
}

#define RELS(target)                                                                               \
	{                                                                                          \
		{"_rels/.rels", 11},                                                               \
		{                                                                                  \
			"<Relationships xmlns=\"" REL_NS "\"><Relationship Id=\"a\" Type=\"" R_NS  \
			"/officeDocument\" Target=\"" target "\"/></Relationships>",               \
				sizeof("<Relationships xmlns=\"" REL_NS                            \
				       "\"><Relationship Id=\"a\" Type=\"" R_NS                    \
				       "/officeDocument\" Target=\"" target                        \
				       "\"/></Relationships>") -                                   \
					1                                                          \
		}                                                                                  \
	}
#define MEMBER(name, bytes)                                                                        \
	{                                                                                          \
		{(name), sizeof(name) - 1},                                                        \
		{                                                                                  \
			(bytes), sizeof(bytes) - 1                                                 \
		}                                                                                  \
	}

static const struct {
	struct zipped_member members[2];
	const char *says;
} refused[] = {
	{{MEMBER("a.txt", "x"), MEMBER("b.txt", "y")}, "not a Word file: no word/document.xml"},
	{{RELS("word/document.xml"), MEMBER("a", "b")}, "no word/document.xml"},
	{{RELS("xl/workbook.xml"), MEMBER("xl/workbook.xml", "<a/>")}, "Excel"},
	{{RELS("../../document.xml"), MEMBER("../document.xml", "<a/>")}, "no word/document.xml"},
	{{RELS("word/document.xml"), MEMBER("word/document.xml", "<a><b></a>")},
	 "word/document.xml is damaged at byte"},
	{{RELS("word/document.xml"), MEMBER("word/document.xml", "")}, "no element found"},
	{{RELS("word/document.xml"),
	  MEMBER("word/document.xml",
		 "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>")},
	 "DOCTYPE"},
};

START_TEST(test_refusals)
{
	arena_reset(&arena, (size_t)1 << 30);
	ck_assert_int_ne(read_members(refused[_i].members, 2), FF_OK);
	ck_assert_msg(strstr(err.message, refused[_i].says), "%s", err.message);
}
END_TEST

static const struct {
	struct str bytes;
	const char *says;
} binaries[] = {
#define BYTES(literal)                                                                             \
	{                                                                                          \
		(literal), sizeof(literal) - 1                                                     \
	}
	{BYTES("\xd0\xcf\x11\xe0 and more"), "binary Word file"},
	{BYTES("\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"), "encrypted"},
	{BYTES("PK\003\004 cut off"), "damaged"},
	{BYTES("Just text."), "not a Word file"},
	{BYTES(""), "not a Word file"},
};

START_TEST(test_binaries)
{
	err = (struct err)ERR_INIT;
	arena_reset(&arena, (size_t)1 << 30);
	ck_assert_int_eq(read_bytes(&doc, &arena, binaries[_i].bytes, "draft.docx", &err),
			 FF_EFORMAT);
	ck_assert_msg(strstr(err.message, binaries[_i].says), "%s", err.message);
}
END_TEST

/* A byte of the compressed text that has changed is noticed, wherever it lies. */
START_TEST(test_sums)
{
	struct word w = {.body = P(R("The Committee recommended that the State party act."))};
	struct str whole = (arena_reset(&arena, (size_t)1 << 30), make(&w));
	unsigned refusals = 0;

	for (size_t i = 0; i < whole.n; i++) {
		char *bytes = memcpy(arena_alloc(&arena, whole.n), whole.p, whole.n);

		bytes[i] ^= 1;
		err = (struct err)ERR_INIT;
		refusals += read_bytes(&doc, &arena, (struct str){bytes, whole.n}, "draft.docx",
				       &err) != FF_OK;
	}
	ck_assert_uint_gt(refusals, whole.n / 2);
}
END_TEST

/* Where memory ends, all that is not the arena's is given back: the sanitizers would see it. */
START_TEST(test_memory)
{
	static const struct word w = {
		.body = P(R("a") F("2") E("3")) P(INS(R("b"))),
		.footnotes = N("2", "x"),
		.endnotes = EN("3", "y"),
		.styles = STYLE("a", "heading 2", ""),
		.numbering = LIST NUM("1"),
	};
	struct str bytes = (arena_reset(&arena, (size_t)1 << 30), make(&w));
	volatile unsigned failures = 0;

	for (volatile size_t limit = 4096; limit < 1 << 20; limit += limit / 2) {
		struct arena small;
		jmp_buf escape;

		arena_init(&small);
		small.limit = limit;
		small.escape = &escape;
		err = (struct err)ERR_INIT;
		if (setjmp(escape) == 0)
			ck_assert_int_eq(read_bytes(&doc, &small, bytes, "draft.docx", &err),
					 FF_OK);
		else
			failures++;
		arena_release(&small);
	}
	ck_assert_uint_gt(failures, 0);
}
END_TEST

static Suite *docx_suite(void)
{
	Suite *s = suite_create("docx");
	TCase *t = tcase_create("docx");

	suite_add_tcase(s, t);
	tcase_add_loop_test(t, test_text, 0, COUNT_OF(texts));
	tcase_add_loop_test(t, test_changes, 0, COUNT_OF(changed));
	tcase_add_test(t, test_change_spans);
	tcase_add_loop_test(t, test_notes, 0, COUNT_OF(noted));
	tcase_add_loop_test(t, test_numbers, 0, COUNT_OF(numbered));
	tcase_add_loop_test(t, test_blocks, 0, COUNT_OF(blocks));
	tcase_add_loop_test(t, test_links, 0, COUNT_OF(links));
	tcase_add_loop_test(t, test_fields, 0, COUNT_OF(fields));
	tcase_add_test(t, test_pages);
	tcase_add_test(t, test_places);
	tcase_add_test(t, test_edits);
	tcase_add_loop_test(t, test_refusals, 0, COUNT_OF(refused));
	tcase_add_loop_test(t, test_binaries, 0, COUNT_OF(binaries));
	tcase_add_test(t, test_sums);
	tcase_add_test(t, test_memory);
	return s;
}

int main(void)
{
	int status;

	arena_init(&arena);
	status = unit_run(docx_suite());
	arena_release(&arena);
	return status;
}
