/*
 * floor: fix
 * Edits and comments put into the XML of a Word file: how runs are parted, what stays as it is,
 * what may not be touched, and what a package looks like behind it.
 */
#include "base/buf.h"
#include "doc/place.h"
#include "fix/docx_changes.h"
#include "fix/docx_frame.h"
#include "fix/docx_package.h"
#include "read/package.h"
#include "read/reader.h"
#include "zipped.h"

#include "unit.h"

static struct arena arena;
static struct document doc;
static struct docx_source source;
static struct err err;

#define W_NS	  "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define STRICT_NS "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define R_NS	  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define REL_NS	  "http://schemas.openxmlformats.org/package/2006/relationships"
#define MC_NS	  "http://schemas.openxmlformats.org/markup-compatibility/2006"
#define TYPES_NS  "http://schemas.openxmlformats.org/package/2006/content-types"

#define ROOT_RELATIONSHIPS                                                                         \
	"<Relationships xmlns=\"" REL_NS "\"><Relationship Id=\"rId1\" Type=\"" R_NS               \
	"/officeDocument\" Target=\"word/document.xml\"/></Relationships>"

/* What is written of itself, shorter: %D of a change, %C of a comment's end. */
#define BY "w:author=\"ff\""

struct piece_of_file {
	const char *name, *bytes;
};

static struct str package_of(const struct piece_of_file *list, size_t n)
{
	struct zipped_member members[8];

	for (size_t i = 0; i < n; i++)
		members[i] = (struct zipped_member){str_of(list[i].name), str_of(list[i].bytes)};
	return zipped(&arena, members, n);
}

static struct str wrapped(const char *inside)
{
	return arena_printf(&arena,
			    "<w:document xmlns:w=\"" W_NS "\" xmlns:mc=\"" MC_NS
			    "\"><w:body>%s</w:body></w:document>",
			    inside);
}

static void start(void)
{
	err = (struct err)ERR_INIT;
	arena_reset(&arena, (size_t)1 << 30);
}

/* Reads a document of this body, or of this whole part. */
static void read_body(const char *body)
{
	struct str part = *body == '<' && body[1] == '?' ? str_of(body) : wrapped(body);
	const struct piece_of_file list[] = {
		{"_rels/.rels", ROOT_RELATIONSHIPS},
		{"word/document.xml", part.p},
	};

	ck_assert_msg(read_bytes(&doc, &arena, package_of(list, COUNT_OF(list)), "draft.docx",
				 &err) == FF_OK,
		      "%s: %s", body, err.message);
	ck_assert_int_eq(docx_source_read(&source, &doc, &err), FF_OK);
}

/* The words "|old|" of the text; without the bars. */
static struct span words_of(const char *words)
{
	size_t at = str_find(doc.text, str_of(words), 0);

	ck_assert_msg(at != SIZE_MAX, "\"%s\" is not in \"%.*s\"", words, STR_ARG(doc.text));
	return (struct span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

/* What stands between the tags of the body. */
static struct str inside(struct str part)
{
	size_t begin = str_find(part, STR("<w:body>"), 0),
	       end = str_find(part, STR("</w:body>"), 0);

	return begin == SIZE_MAX ? part : str_part(part, begin + 8, end);
}

static struct str written(struct docx_edits *edits)
{
	const struct docx_author author = {STR("ff"), STR("ff"), STR_NONE};
	struct docx_ids ids = {.next = 1};
	struct buf out = BUF_INIT;
	struct str s;

	docx_edit(&out, &doc, &source.stories[0], edits, &author, &ids, &arena);
	s = inside(arena_str(&arena, buf_str(&out)));
	buf_release(&out);
	return s;
}

/* ---- changes ---------------------------------------------------------------------------- */

#define RUN(text)     "<w:r><w:t>" text "</w:t></w:r>"
#define KEPT(text)    "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define DEL(id, text) "<w:del w:id=\"" id "\" " BY ">" text "</w:del>"
#define INS(id, text) "<w:ins w:id=\"" id "\" " BY ">" text "</w:ins>"
#define GONE(text)    "<w:r><w:delText xml:space=\"preserve\">" text "</w:delText></w:r>"
#define P(text)	      "<w:p>" text "</w:p>"
#define OWN_MARK                                                                                   \
	"<w:r><w:footnoteReference w:id=\"2\" w:customMarkFollows=\"1\"/><w:t>*</w:t></w:r>"

static const struct {
	const char *body, *old, *new;
	const char *tracked, *plain; /* NULL: it may not be done */
	const char *why;
} changes[] = {
	{P(RUN("abcXdef")), "X", "Y",
	 P(RUN("abc") DEL("1", GONE("X")) INS("2", KEPT("Y")) KEPT("def")), P(RUN("abcYdef")),
	 "a run is parted"},
	{P(RUN("X")), "X", "Y", P(DEL("1", GONE("X")) INS("2", KEPT("Y"))), P(RUN("Y")),
	 "a run as a whole"},
	{P(RUN("a bc d")), "bc", "",
	 P("<w:r><w:t xml:space=\"preserve\">a </w:t></w:r>" DEL("1", GONE("bc")) KEPT(" d")),
	 P(RUN("a  d")), "a space at the end counts from now on"},
	{P(RUN("\n ab \n")), "b", "", P(RUN("\n a") DEL("1", GONE("b"))), P(RUN("\n a \n")),
	 "white space that does not count"},
	{P(RUN("\n a b \n")), "b", "",
	 P("<w:r><w:t xml:space=\"preserve\">a </w:t></w:r>" DEL("1", GONE("b"))),
	 P("<w:r><w:t xml:space=\"preserve\">a </w:t></w:r>"), "… goes before it begins to"},
	{P("<w:r><w:t xml:space='default' >a b</w:t></w:r>"), "b", "",
	 P("<w:r><w:t xml:space=\"preserve\" >a </w:t></w:r>" DEL("1", GONE("b"))),
	 P("<w:r><w:t xml:space=\"preserve\" >a </w:t></w:r>"), "… in place of what was said"},
	{P("<w:r w:rsidR=\"00AA\"><w:rPr><w:i/></w:rPr><w:t>a&amp;b</w:t></w:r>"), "&", "<",
	 P("<w:r w:rsidR=\"00AA\"><w:rPr><w:i/></w:rPr><w:t>a</w:t></w:r>" DEL(
		 "1",
		 "<w:r w:rsidR=\"00AA\"><w:rPr><w:i/></w:rPr><w:delText xml:space=\"preserve\">"
		 "&amp;</w:delText></w:r>")
		   INS("2",
		       "<w:r w:rsidR=\"00AA\"><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">&lt;"
		       "</w:t></w:r>") "<w:r w:rsidR=\"00AA\"><w:rPr><w:i/></w:rPr><w:t "
				       "xml:space=\"preserve\">b</w:t></w:r>"),
	 P("<w:r w:rsidR=\"00AA\"><w:rPr><w:i/></w:rPr><w:t>a&lt;b</w:t></w:r>"),
	 "properties and entities"},
	{P(RUN("ab") "<w:r><w:rPr><w:b/></w:rPr><w:t>cd</w:t></w:r>"), "bc", "X",
	 P(RUN("a") DEL("1", GONE("b")) INS("2", KEPT("X"))
		   DEL("3", "<w:r><w:rPr><w:b/></w:rPr><w:delText "
			    "xml:space=\"preserve\">c</w:delText></w:r>") "<w:r><w:rPr><w:b/></"
									  "w:rPr><w:t "
									  "xml:space=\"preserve\">"
									  "d</w:t></w:r>"),
	 P(RUN("aX") "<w:r><w:rPr><w:b/></w:rPr><w:t>d</w:t></w:r>"), "over two runs"},
	{P("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"), "a\t", "x",
	 P(DEL("1", GONE("a")) INS("2", KEPT("x"))
		   DEL("3", "<w:r><w:tab/></w:r>") "<w:r><w:t>b</w:t></w:r>"),
	 P("<w:r><w:t>x</w:t><w:t>b</w:t></w:r>"), "a tab"},
	{P("<w:hyperlink w:anchor=\"x\">" RUN("ab") "</w:hyperlink>"), "b", "c",
	 P("<w:hyperlink w:anchor=\"x\">" RUN("a") DEL("1", GONE("b"))
		   INS("2", KEPT("c")) "</w:hyperlink>"),
	 P("<w:hyperlink w:anchor=\"x\">" RUN("ac") "</w:hyperlink>"), "in a link"},
	{P("<w:ins w:id=\"7\" w:author=\"Ann\">" RUN("abd") "</w:ins>"), "b", "c",
	 P("<w:ins w:id=\"7\" w:author=\"Ann\">" RUN("a") DEL("1", GONE("b")) "</w:ins>" INS(
		 "2", KEPT("c")) "<w:ins w:id=\"3\" w:author=\"Ann\">" KEPT("d") "</w:ins>"),
	 P("<w:ins w:id=\"7\" w:author=\"Ann\">" RUN("acd") "</w:ins>"),
	 "in the middle of what another has inserted"},
	{P("<w:ins w:id=\"7\" w:author=\"Ann\">" RUN("ab") "</w:ins>"), "b", "c",
	 P("<w:ins w:id=\"7\" w:author=\"Ann\">" RUN("a")
		   DEL("1", GONE("b")) "</w:ins>" INS("2", KEPT("c"))),
	 P("<w:ins w:id=\"7\" w:author=\"Ann\">" RUN("ac") "</w:ins>"),
	 "at its end: beside what another has inserted"},
	{P("<w:ins w:id=\"7\" w:author=\"Ann\"><w:smartTag>" RUN("a") "</w:smartTag></w:ins>"), "a",
	 "c",
	 P("<w:ins w:id=\"7\" w:author=\"Ann\"><w:smartTag>" DEL("1", GONE("a"))
		   INS("2", KEPT("c")) "</w:smartTag></w:ins>"),
	 P("<w:ins w:id=\"7\" w:author=\"Ann\"><w:smartTag>" RUN("c") "</w:smartTag></w:ins>"),
	 "deeper in it"},
	{P("<w:r><w:rPr><w:rPrChange w:id=\"7\" w:author=\"A\"><w:rPr/></w:rPrChange></w:rPr>"
	   "<w:t>ab</w:t></w:r>"),
	 "b", "",
	 P("<w:r><w:rPr><w:rPrChange w:id=\"7\" w:author=\"A\"><w:rPr/></w:rPrChange></w:rPr>"
	   "<w:t>a</w:t></w:r>" DEL(
		   "1", "<w:r><w:rPr><w:rPrChange w:id=\"2\" w:author=\"A\"><w:rPr/></w:rPrChange>"
			"</w:rPr><w:delText xml:space=\"preserve\">b</w:delText></w:r>")),
	 P("<w:r><w:rPr><w:rPrChange w:id=\"7\" w:author=\"A\"><w:rPr/></w:rPrChange></w:rPr>"
	   "<w:t>a</w:t></w:r>"),
	 "a number stands but once"},
	{"<?xml version=\"1.0\"?><document xmlns=\"" W_NS "\"><body><p><r><t>ab</t></r></p></body>"
	 "</document>",
	 "b", "",
	 "<?xml version=\"1.0\"?><document xmlns=\"" W_NS "\"><body><p><r><t>a</t></r>"
	 "<del xmlns:ff=\"" W_NS "\" ff:id=\"1\" ff:author=\"ff\"><r>"
	 "<delText xml:space=\"preserve\">b</delText></r></del></p></body></document>",
	 "<?xml version=\"1.0\"?><document xmlns=\"" W_NS "\"><body><p><r><t>a</t></r></p></body>"
	 "</document>",
	 "names without a prefix"},
	{"<?xml version=\"1.0\"?><x:document xmlns:x=\"" STRICT_NS "\"><x:body><x:p><x:r><x:t>ab"
	 "</x:t></x:r></x:p></x:body></x:document>",
	 "b", "",
	 "<?xml version=\"1.0\"?><x:document xmlns:x=\"" STRICT_NS "\"><x:body><x:p><x:r><x:t>a"
	 "</x:t></x:r><x:del x:id=\"1\" x:author=\"ff\"><x:r><x:delText xml:space=\"preserve\">b"
	 "</x:delText></x:r></x:del></x:p></x:body></x:document>",
	 "<?xml version=\"1.0\"?><x:document xmlns:x=\"" STRICT_NS "\"><x:body><x:p><x:r><x:t>a"
	 "</x:t></x:r></x:p></x:body></x:document>",
	 "another prefix, the strict variant"},
	{P(RUN("a<![CDATA[b]]>c")), "c", "", NULL, NULL, "CDATA"},
	{P("<w:fldSimple w:instr=\" REF x \">" RUN("ab") "</w:fldSimple>"), "b", "c", NULL, NULL,
	 "the result of a field"},
	{P("<w:moveTo w:id=\"3\" w:author=\"A\">" RUN("ab") "</w:moveTo>"), "b", "c", NULL, NULL,
	 "moved text"},
	{P("<w:sdt><w:sdtPr><w:dataBinding w:xpath=\"/a\"/></w:sdtPr><w:sdtContent>" RUN(
		 "ab") "</w:sdtContent></w:sdt>"),
	 "b", "c", NULL, NULL, "what is written from data"},
	{P("<w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:t>ab</w:t></mc:Choice>"
	   "</mc:AlternateContent></w:r>"),
	 "b", "c", NULL, NULL, "one branch of two"},
	{P(RUN("a")) P(RUN("b")), "a\nb", "c", NULL, NULL, "over the end of a paragraph"},
	{P(OWN_MARK), "*", "**", NULL, NULL, "a mark of its own"},
	{P(RUN("a") OWN_MARK KEPT(" b")), " ", ", ",
	 P(RUN("a") OWN_MARK DEL("1", GONE(" ")) INS("2", KEPT(", ")) KEPT("b")),
	 P(RUN("a") OWN_MARK KEPT(", b")), "... and what stands behind it"},
};

/* The change of the text, lowered and applied as pieces. */
static void change(struct pieces *p, struct span at, const char *with)
{
	struct changes of_text = {.fixes = 1}, raw;

	*vec_push(&arena, &of_text.list) = (struct change){at, str_of(with)};
	docx_changes_lower(&raw, &source, &of_text);
	pieces_init(p, doc.raw, &arena);
	pieces_change(p, &raw);
}

START_TEST(test_changes)
{
	struct docx_edits edits[2] = {0};
	struct edit edit = {.text = str_of(changes[_i].new)};
	struct pieces p;
	bool may;

	start();
	read_body(changes[_i].body);
	edit.span = words_of(changes[_i].old);
	may = source_is_free(&doc, edit.span) && docx_may_edit(&source, &edit);
	ck_assert_msg(may == (changes[_i].tracked != NULL), "%s", changes[_i].why);
	if (!may)
		return;
	change(&p, edit.span, changes[_i].new);
	ck_assert_msg(str_eq(inside(pieces_text(&p)), str_of(changes[_i].plain)), "%s: %.*s",
		      changes[_i].why, STR_ARG(inside(pieces_text(&p))));
	docx_changes_collect(edits, &source, &p);
	ck_assert_msg(str_eq(written(edits), str_of(changes[_i].tracked)), "%s: %.*s",
		      changes[_i].why, STR_ARG(written(edits)));
}
END_TEST

START_TEST(test_insertion)
{
	struct docx_edits edits[2] = {0};
	struct pieces p;

	start();
	read_body(P(RUN("Ibid") "<w:r><w:tab/></w:r>"));
	change(&p, (struct span){4, 4}, ".");
	docx_changes_collect(edits, &source, &p);
	ck_assert_msg(str_eq(written(edits),
			     STR(P(RUN("Ibid") INS("1", KEPT(".")) "<w:r><w:tab/></w:r>"))),
		      "%.*s", STR_ARG(written(edits)));
}
END_TEST

/* ---- comments --------------------------------------------------------------------------- */

#define START "<w:commentRangeStart w:id=\"9\"/>"
#define END   "<w:commentRangeEnd w:id=\"9\"/><w:r><w:commentReference w:id=\"9\"/></w:r>"

static const struct {
	const char *body, *words, *want, *why;
} marks[] = {
	{P(RUN("abcXdef")), "X", P(RUN("abc") START KEPT("X") END KEPT("def")), "in a run"},
	{P(RUN("ab") RUN("cd")), "abcd", P(START RUN("ab") RUN("cd") END), "around runs"},
	{P(RUN("a") OWN_MARK RUN("b")), "*", P(RUN("a") START OWN_MARK END RUN("b")),
	 "around a reference with its mark"},
	{P("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1ab</w:t></w:r>"), "1",
	 P(START
	   "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1ab</w:t></w:r>" END),
	 "around what stands above the line"},
	{P(RUN("ab")) P(RUN("cd")), "b\nc", P(RUN("a") START KEPT("b")) P(RUN("c") END KEPT("d")),
	 "over paragraphs"},
	{P("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"), "\t",
	 P("<w:r><w:t>a</w:t></w:r>" START "<w:r><w:tab/></w:r>" END "<w:r><w:t>b</w:t></w:r>"),
	 "what is no text"},
	{P("<w:sdt><w:sdtPr><w:dataBinding w:xpath=\"/a\"/></w:sdtPr><w:sdtContent>" RUN(
		 "ab") "</w:sdtContent></w:sdt>"),
	 "b",
	 P(START "<w:sdt><w:sdtPr><w:dataBinding w:xpath=\"/a\"/></w:sdtPr><w:sdtContent>" RUN(
		 "ab") "</w:sdtContent></w:sdt>" END),
	 "outside of what is written from data"},
	{P(RUN("a") "<w:r><w:pict><w:txbxContent>" P(RUN("bc")) "</w:txbxContent></w:pict></w:r>"),
	 "c",
	 P(RUN("a") START
	   "<w:r><w:pict><w:txbxContent>" P(RUN("bc")) "</w:txbxContent></w:pict></w:r>" END),
	 "outside of a text box"},
	{P("<w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:t>ab</w:t></mc:Choice>"
	   "</mc:AlternateContent></w:r>"),
	 "b",
	 P(START "<w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:t>ab</w:t></mc:Choice>"
		 "</mc:AlternateContent></w:r>" END),
	 "outside of a run with branches"},
	{P("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x</w:instrText>"
	   "</w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" RUN(
		   "ab") "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"),
	 "b",
	 P(START "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x"
		 "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" RUN(
			 "ab") "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" END),
	 "outside of a field"},
	{P("<w:fldSimple w:instr=\" REF x \">" RUN("ab") "</w:fldSimple>"), "b",
	 P(START "<w:fldSimple w:instr=\" REF x \">" RUN("ab") "</w:fldSimple>" END),
	 "outside of a simple one"},
};

static void mark(struct docx_edits *edits, struct span words)
{
	const struct docx_story *s = &source.stories[0];
	uint32_t begin = document_raw_begin(&doc, words.begin),
		 end = document_raw_end(&doc, words.end);

	*vec_push(&arena, &edits->marks) =
		(struct docx_mark){.at = begin, .atom = docx_atom_at(s, begin), .id = 9};
	*vec_push(&arena, &edits->marks) = (struct docx_mark){
		.at = end, .atom = docx_atom_at(s, end - 1), .id = 9, .end = true};
}

START_TEST(test_marks)
{
	struct docx_edits edits = {0};

	start();
	read_body(marks[_i].body);
	mark(&edits, words_of(marks[_i].words));
	ck_assert_msg(str_eq(written(&edits), str_of(marks[_i].want)), "%s: %.*s", marks[_i].why,
		      STR_ARG(written(&edits)));
}
END_TEST

/* The range of a comment stands around a change that it touches. */
START_TEST(test_mark_at_change)
{
	struct docx_edits edits[2] = {0};
	struct pieces p;

	start();
	read_body(P(RUN("abcdef")));
	change(&p, (struct span){2, 4}, "X");
	docx_changes_collect(edits, &source, &p);
	mark(&edits[0], (struct span){1, 3});
	ck_assert_msg(str_eq(written(edits), STR(P(RUN("a") START KEPT("b") DEL("1", GONE("cd"))
							   INS("2", KEPT("X")) END KEPT("ef")))),
		      "%.*s", STR_ARG(written(edits)));
}
END_TEST

/* ---- packages --------------------------------------------------------------------------- */

START_TEST(test_ids)
{
	static const uint32_t used[] = {1, 2, 2, 4, 7};
	struct docx_ids ids = {.used = used, .n = COUNT_OF(used), .next = 1};
	static const uint32_t want[] = {3, 5, 6, 8, 9};

	for (size_t i = 0; i < COUNT_OF(want); i++)
		ck_assert_uint_eq(docx_id_new(&ids), want[i]);
}
END_TEST

static const struct piece_of_file files[] = {
	{"[Content_Types].xml", "<Types xmlns=\"" TYPES_NS "\"/>"},
	{"_rels/.rels", ROOT_RELATIONSHIPS},
	{"word/document.xml", "<w:document xmlns:w=\"" W_NS "\"/>"},
	{"word/media/image1.png", "\x89PNG"},
};

START_TEST(test_package)
{
	struct docx_members members = {0};
	struct package *p;
	struct str original, out, bytes;

	start();
	original = package_of(files, COUNT_OF(files));
	*vec_push(&arena, &members.list) =
		(struct docx_member){STR("word/document.xml"), STR("<new/>")};
	*vec_push(&arena, &members.list) =
		(struct docx_member){STR("word/comments.xml"), STR("<more/>")};
	ck_assert_int_eq(docx_package_write(&out, original, &members, STR("a"), &arena, &err),
			 FF_OK);
	ck_assert_int_eq(package_open(&p, &arena, out, STR("a"), &err), FF_OK);
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		ck_assert_int_eq(package_find(p, str_of(files[i].name)), (int64_t)i);
		ck_assert_int_eq(package_read(p, (int64_t)i, &bytes, &err), FF_OK);
		ck_assert(str_eq(bytes, i == 2 ? STR("<new/>") : str_of(files[i].bytes)));
	}
	ck_assert_int_eq(package_read(p, 4, &bytes, &err), FF_OK);
	ck_assert(str_eq(bytes, STR("<more/>")));
	package_close(p);
	ck_assert_int_eq(docx_package_write(&bytes, original, &members, STR("a"), &arena, &err),
			 FF_OK);
	ck_assert_msg(str_eq(out, bytes), "the same bytes whenever it is written");
}
END_TEST

/* Lists in a package without comments: one entry more each, where the element was empty too. */
START_TEST(test_entry)
{
	struct docx_members members = {0};
	struct docx_frame frame;

	start();
	ck_assert_int_eq(
		docx_frame_read(&frame, package_of(files, COUNT_OF(files)), STR("a"), &arena, &err),
		FF_OK);
	ck_assert(str_eq(frame.comments.name, STR("word/comments.xml")));
	ck_assert_int_eq(docx_frame_enter(&frame, &members, false, STR("a"), &arena, &err), FF_OK);
	ck_assert_uint_eq(members.list.n, 2);
	ck_assert(str_eq(members.list.at[0].bytes,
			 STR("<Types xmlns=\"" TYPES_NS
			     "\"><Override PartName=\"/word/comments.xml\" ContentType=\""
			     "application/vnd.openxmlformats-officedocument.wordprocessingml."
			     "comments+xml\"/></Types>")));
	ck_assert(str_eq(members.list.at[1].name, STR("word/_rels/document.xml.rels")));
	ck_assert(str_ends(members.list.at[1].bytes,
			   STR("\"><Relationship Id=\"rIdFootfault\" Type=\"" R_NS
			       "/comments\" Target=\"comments.xml\"/></Relationships>")));
}
END_TEST

#define RELATED(type, target)                                                                      \
	"<Relationships xmlns=\"" REL_NS "\"><Relationship Id=\"rId1\" Type=\"" R_NS               \
	"/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"x/" type \
	"\" Target=\"" target "\"/></Relationships>"

static const struct {
	const char *package, *settings, *says;
} refused[] = {
	{RELATED("digital-signature/origin", "_xmlsignatures/origin.sigs"), "", "is signed"},
	{ROOT_RELATIONSHIPS, "<w:documentProtection w:edit=\"readOnly\" w:enforcement=\"1\"/>",
	 "is protected"},
	{ROOT_RELATIONSHIPS, "<w:writeProtection w:hash=\"x\"/>", "with a password"},
	{ROOT_RELATIONSHIPS, "<w:documentProtection w:edit=\"readOnly\" w:enforcement=\"0\"/>",
	 NULL},
	{ROOT_RELATIONSHIPS, "<w:writeProtection w:recommended=\"1\"/>", NULL},
};

START_TEST(test_refused)
{
	struct docx_frame frame;
	struct piece_of_file list[] = {
		{"_rels/.rels", refused[_i].package},
		{"word/document.xml", "<w:document xmlns:w=\"" W_NS "\"/>"},
		{"word/_rels/document.xml.rels",
		 "<Relationships xmlns=\"" REL_NS "\"><Relationship Id=\"rId1\" Type=\"" R_NS
		 "/settings\" Target=\"settings.xml\"/></Relationships>"},
		{"word/settings.xml", NULL},
	};

	start();
	list[3].bytes = arena_printf(&arena, "<w:settings xmlns:w=\"" W_NS "\">%s</w:settings>",
				     refused[_i].settings)
				.p;
	docx_frame_read(&frame, package_of(list, COUNT_OF(list)), STR("a"), &arena, &err);
	if (refused[_i].says)
		ck_assert_msg(strstr(err.message, refused[_i].says), "%s", err.message);
	else
		ck_assert_msg(err.status == FF_OK, "%s", err.message);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("docx_fix");
	TCase *edits = tcase_create("edits"), *packages = tcase_create("packages");
	int failed;

	arena_init(&arena);
	tcase_add_loop_test(edits, test_changes, 0, COUNT_OF(changes));
	tcase_add_test(edits, test_insertion);
	tcase_add_loop_test(edits, test_marks, 0, COUNT_OF(marks));
	tcase_add_test(edits, test_mark_at_change);
	suite_add_tcase(suite, edits);
	tcase_add_test(packages, test_ids);
	tcase_add_test(packages, test_package);
	tcase_add_test(packages, test_entry);
	tcase_add_loop_test(packages, test_refused, 0, COUNT_OF(refused));
	suite_add_tcase(suite, packages);
	failed = unit_run(suite);
	arena_release(&arena);
	return failed;
}
