/*
 * docx_make SEED FILE [untracked]: a Word file full of faults, its text cut into runs at random and
 * wrapped in whatever Word files wrap runs in. The same seed makes the same file.
 */
#include "base/buf.h"
#include "base/file.h"
#include "zipped.h"

#include <stdio.h>
#include <stdlib.h>

#define W_NS   "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define R_NS   "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define REL_NS "http://schemas.openxmlformats.org/package/2006/relationships"
#define MC_NS  "http://schemas.openxmlformats.org/markup-compatibility/2006"
#define CT     "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define XML    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define BY_ANN " w:author=\"Ann\" w:date=\"2020-01-01T00:00:00Z\""

static const char *const bodies[] = {
	"The Committee on the Elimination of Discrimination against Women recommended that "
	"Kazakhstan act (CEDAW/C/KAZICQI5, para 12).",
	"See A/HRC/RES/16/21, para 5 & annex. As the Special Rapporteur said in A/HRC/48/57,para. "
	"3, it was so.",
	"In paragraph 5 of resolution A/res/70/1 the Assembly < decided > it, see "
	"www.ohchr..org/en/docs.",
	"\tThe same Committee noted with concern CAT/C/KAZ/CO/4 para. 7 and ibid., and "
	"lwww.ohchr.org.",
	"Reports of CERD/C/KAZ/CO/8-10 , paras 3 and  5 were \xe2\x80\x9c"
	"considered\xe2\x80\x9d .",
};

static const char *const notes[] = {
	"Ibid",
	"See CEDAW/C/KAZ/CO/5, para 12",
	"ibid. para 5.",
	"A/HRC/48/57, paras. 3.",
	"see CAT/C/KAZ/CO/4, para. 4",
	"Ibid., paras 7 & 9.",
	"UN Doc. A/RES/70/1, p 5",
	"CRC/C/KAZ/CO/4 , para.\t6.",
};

struct making {
	uint32_t state;
	unsigned id;
	bool untracked; /* nobody has changed anything */
};

/* 0 … n - 1. */
static unsigned roll(struct making *m, unsigned n)
{
	m->state ^= m->state << 13;
	m->state ^= m->state >> 17;
	m->state ^= m->state << 5;
	return m->state / 7 % n;
}

static void put(struct buf *out, const char *text)
{
	buf_add(out, str_of(text));
}

static void put_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '&' || s.p[i] == '<')
			put(out, s.p[i] == '&' ? "&amp;" : "&lt;");
		else
			buf_add_char(out, s.p[i]);
	}
}

static void put_properties(struct making *m, struct buf *out)
{
	switch (roll(m, m->untracked ? 2 : 6)) {
	case 0:
		put(out, "<w:rPr><w:b/></w:rPr>");
		break;
	case 1:
		put(out, "<w:rPr/>");
		break;
	case 2:
		buf_addf(out,
			 "<w:rPr><w:i/><w:rPrChange w:id=\"%u\"" BY_ANN
			 "><w:rPr/></w:rPrChange></w:rPr>",
			 m->id++);
		break;
	default:
		break;
	}
}

static void put_words(struct making *m, struct buf *out, struct str words, const char *element)
{
	bool white = words.p[0] == ' ' || words.p[words.n - 1] == ' ';
	bool loose = !white && roll(m, 7) == 0;

	buf_addf(out, "<w:%s%s>%s", element, white ? " xml:space=\"preserve\"" : "",
		 loose ? " \n" : "");
	put_escaped(out, words);
	buf_addf(out, "%s</w:%s>", loose ? "\n" : "", element);
}

/* A run; tabs in it are elements. */
static void put_run(struct making *m, struct buf *out, struct str words, const char *element)
{
	put(out, roll(m, 3) ? "<w:r>" : "<w:r w:rsidR=\"00AA11BB\">");
	put_properties(m, out);
	while (words.n) {
		const char *tab = memchr(words.p, '\t', words.n);
		size_t n = tab ? (size_t)(tab - words.p) : words.n;

		if (n)
			put_words(m, out, str_part(words, 0, n), element);
		if (tab)
			put(out, "<w:tab/>");
		if (roll(m, 10) == 0)
			put(out, "<w:lastRenderedPageBreak/>");
		words = str_skip(words, n + (tab != NULL));
	}
	put(out, "</w:r>");
}

/* What runs stand in; %u is a number of its own. */
static const struct {
	const char *open, *close;
} wraps[] = {
	{"<w:hyperlink w:anchor=\"a%u\">", "</w:hyperlink>"},
	{"<w:ins w:id=\"%u\"" BY_ANN ">", "</w:ins>"},
	{"<w:ins w:id=\"%u\"" BY_ANN "><w:smartTag w:element=\"x\">", "</w:smartTag></w:ins>"},
	{"<w:moveTo w:id=\"%u\"" BY_ANN ">", "</w:moveTo>"},
	{"<w:sdt><w:sdtPr><w:id w:val=\"%u\"/></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>"},
	{"<w:sdt><w:sdtPr><w:dataBinding w:xpath=\"/a%u\" w:storeItemID=\"b\"/></w:sdtPr>"
	 "<w:sdtContent>",
	 "</w:sdtContent></w:sdt>"},
	{"<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF x%u </w:instrText>"
	 "</w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
	 "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"},
	{"<w:del w:id=\"%u\"" BY_ANN "><w:r><w:delText xml:space=\"preserve\">gone para 5 "
	 "</w:delText></w:r></w:del>",
	 ""},
	{"<w:bookmarkStart w:id=\"%u\" w:name=\"b\"/>", ""},
	{"<mc:AlternateContent><mc:Choice Requires=\"x%u\">",
	 "</mc:Choice><mc:Fallback><w:r><w:t>else</w:t></w:r></mc:Fallback></mc:AlternateContent>"},
	{"<w:r><w:pict><v:shape id=\"s%u\"><v:textbox><w:txbxContent><w:p>",
	 "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"},
};

static void put_story(struct making *m, struct buf *out, struct str text)
{
	while (text.n) {
		size_t n = roll(m, 3) ? 1 + roll(m, 40) : text.n;
		unsigned wrap = roll(m, 20);
		char open[512];

		n = n < text.n ? n : text.n;
		/* No character is cut in two. */
		while (n < text.n && (text.p[n] & 0xc0) == 0x80)
			n++;
		if (m->untracked && wrap < COUNT_OF(wraps) && strstr(wraps[wrap].open, BY_ANN))
			wrap = COUNT_OF(wraps);
		if (wrap < COUNT_OF(wraps)) {
			snprintf(open, sizeof(open), wraps[wrap].open, m->id++);
			put(out, open);
		}
		put_run(m, out, str_part(text, 0, n), "t");
		if (wrap < COUNT_OF(wraps))
			put(out, wraps[wrap].close);
		text = str_skip(text, n);
	}
}

static void put_note(struct making *m, struct buf *out, unsigned id)
{
	const char *text = notes[roll(m, COUNT_OF(notes))];

	buf_addf(out, "<w:footnote w:id=\"%u\"><w:p><w:r><w:footnoteRef/></w:r>", id);
	put_story(m, out, str_of(text));
	put(out, "</w:p></w:footnote>");
}

static void put_paragraph(struct making *m, struct buf *out, unsigned note)
{
	const char *text = bodies[roll(m, COUNT_OF(bodies))];

	put(out, "<w:p>");
	put_story(m, out, str_of(text));
	if (note)
		buf_addf(out,
			 roll(m, 3) ? "<w:r><w:footnoteReference w:id=\"%u\"/></w:r>"
				    : "<w:r><w:t>so</w:t><w:footnoteReference w:id=\"%u\"/><w:t "
				      "xml:space=\"preserve\"> and</w:t></w:r>",
			 note);
	put(out, "</w:p>");
}

static void put_root(struct buf *out, const char *name)
{
	buf_addf(out,
		 XML "<w:%s xmlns:w=\"" W_NS "\" xmlns:r=\"" R_NS "\" xmlns:mc=\"" MC_NS
		     "\" xmlns:v=\"urn:schemas-microsoft-com:vml\">",
		 name);
}

int main(int argc, char **argv)
{
	struct buf body = BUF_INIT, footnotes = BUF_INIT;
	struct err err = ERR_INIT;
	struct arena arena;
	struct making m = {.id = 100};
	unsigned n;

	if (argc < 3)
		return fputs("usage: docx_make SEED FILE [untracked]\n", stderr), 2;
	m.untracked = argc > 3;
	m.state = (uint32_t)strtoul(argv[1], NULL, 10) * 2654435761u + 1;
	n = roll(&m, 5);
	put_root(&body, "document");
	put(&body, "<w:body>");
	put_root(&footnotes, "footnotes");
	put(&footnotes,
	    "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>"
	    "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p/></w:footnote>");
	/* One note more than is called. */
	for (unsigned i = 0; i <= n; i++) {
		put_paragraph(&m, &body, i < n ? i + 2 : 0);
		put_note(&m, &footnotes, i + 2);
	}
	put(&body, "<w:sectPr/></w:body></w:document>");
	put(&footnotes, "</w:footnotes>");
	arena_init(&arena);
	{
		const struct zipped_member members[] = {
			{STR("[Content_Types].xml"),
			 STR(XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
				 "content-types\"><Default Extension=\"rels\" "
				 "ContentType=\"application/vnd.openxmlformats-package."
				 "relationships+xml\"/><Default Extension=\"xml\" "
				 "ContentType=\"application/xml\"/><Override "
				 "PartName=\"/word/document.xml\" ContentType=\"" CT
				 "document.main+xml\"/><Override PartName=\"/word/footnotes.xml\" "
				 "ContentType=\"" CT "footnotes+xml\"/></Types>")},
			{STR("_rels/.rels"),
			 STR("<Relationships xmlns=\"" REL_NS
			     "\"><Relationship Id=\"r\" Type=\"" R_NS
			     "/officeDocument\" Target=\"word/document.xml\"/></Relationships>")},
			{STR("word/document.xml"), buf_str(&body)},
			{STR("word/footnotes.xml"), buf_str(&footnotes)},
			{STR("word/media/image1.png"), STR("\x89PNG, or so")},
			{STR("word/_rels/document.xml.rels"),
			 STR("<Relationships xmlns=\"" REL_NS
			     "\"><Relationship Id=\"a\" Type=\"" R_NS
			     "/footnotes\" Target=\"footnotes.xml\"/></Relationships>")},
		};

		file_replace(argv[2], zipped(&arena, members, COUNT_OF(members)), &err);
	}
	buf_release(&body);
	buf_release(&footnotes);
	arena_release(&arena);
	return err.status == FF_OK ? 0 : (fprintf(stderr, "docx_make: %s\n", err.message), 2);
}
