#include "word.h"

#include "zipped.h"

#include <stdlib.h>

#define W_NS   "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define R_NS   "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define REL_NS "http://schemas.openxmlformats.org/package/2006/relationships"
#define CT     "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define XML    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* One word in so many is cut in two; one symbol or address in so many is a hyperlink. */
enum { CUT_ONE_IN = 6, LINK_ONE_IN = 3, NOTES_MOST = 1 << 20 };

/* A note of the Markdown: [begin, words) is "[^12]: ", [words, end) what it says. */
struct note {
	uint32_t number;
	size_t begin, words, end;
};

struct maker {
	struct word_file *out;
	struct arena *a;
	struct str s; /* Markdown */
	uint64_t state;
	struct buf text, body, notes, links;
	struct buf *to; /* body or notes */
	VEC(struct note) list;
	VEC(uint32_t) by_number; /* index + 1 in 'list' */
	unsigned nlinks;
	bool open;     /* a run is */
	bool restless; /* the next run is set otherwise than the one before */
};

static unsigned draw(struct maker *m, unsigned n)
{
	m->state ^= m->state << 13;
	m->state ^= m->state >> 7;
	m->state ^= m->state << 17;
	return (unsigned)((m->state >> 33) % n);
}

static size_t line_end(struct str s, size_t at)
{
	size_t end = str_find(s, STR("\n"), at);

	return end == SIZE_MAX ? s.n : end;
}

/* Bytes of "[^12]" at 'at'. */
static size_t label(struct str s, size_t at, uint32_t *number)
{
	size_t end = at + 2;

	*number = 0;
	if (!str_starts(str_skip(s, at), STR("[^")))
		return 0;
	while (end < s.n && is_digit(s.p[end]) && end < at + 8)
		*number = *number * 10 + (uint32_t)(s.p[end++] - '0');
	return end > at + 2 && end < s.n && s.p[end] == ']' ? end + 1 - at : 0;
}

/* ---- the text and its map ------------------------------------------------------------------- */

static void shown(struct maker *m, struct str text, size_t markdown, size_t n)
{
	struct word_stretch *last = m->out->map.n ? &m->out->map.at[m->out->map.n - 1] : NULL;
	uint32_t at = (uint32_t)buf_str(&m->text).n;

	buf_add(&m->text, text);
	if (last && last->text_n == last->markdown_n && text.n == n &&
	    last->text + last->text_n == at && last->markdown + last->markdown_n == markdown) {
		last->text_n += (uint32_t)n;
		last->markdown_n += (uint32_t)n;
		return;
	}
	*vec_push(m->a, &m->out->map) =
		(struct word_stretch){at, (uint32_t)text.n, (uint32_t)markdown, (uint32_t)n};
}

static struct str raised(struct maker *m, uint32_t number)
{
	static const char *const figures[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
	struct str plain = arena_printf(m->a, "%u", number), out = STR_NONE;

	for (size_t i = 0; i < plain.n; i++)
		out = arena_printf(m->a, "%.*s%s", STR_ARG(out), figures[plain.p[i] - '0']);
	return out;
}

/* ---- runs ------------------------------------------------------------------------------------ */

static void run_close(struct maker *m)
{
	if (m->open)
		buf_add(m->to, STR("</w:t></w:r>"));
	m->open = false;
}

static void run_open(struct maker *m)
{
	static const char *const properties[] = {"", "<w:rPr><w:lang w:val=\"en-GB\"/></w:rPr>",
						 "<w:rPr><w:szCs w:val=\"20\"/></w:rPr>",
						 "<w:rPr><w:i/></w:rPr>"};

	if (m->open)
		return;
	buf_addf(m->to, "<w:r%s>%s<w:t xml:space=\"preserve\">",
		 m->restless ? " w:rsidR=\"00AB12CD\"" : "",
		 properties[m->restless ? draw(m, COUNT_OF(properties)) : 0]);
	m->open = true;
}

static void put_byte(struct maker *m, struct buf *out, char c)
{
	if (c == '&')
		buf_add(out, STR("&amp;"));
	else if (c == '<')
		buf_add(out, STR("&lt;"));
	else if (c == '"')
		buf_add(out, STR("&quot;"));
	else if (c == '\t')
		buf_add(m->to, STR("</w:t><w:tab/><w:t xml:space=\"preserve\">"));
	else
		buf_add_char(out, c);
}

/* The words [at, end), which hold no note: a run, cut where 'cut' says. */
static void put_words(struct maker *m, size_t at, size_t end, size_t cut)
{
	for (; at < end; at++) {
		char c = m->s.p[at];

		if (at == cut) {
			run_close(m);
			m->restless = !m->restless;
			if (draw(m, 4) == 0)
				buf_add(m->to, STR("<w:proofErr w:type=\"spellStart\"/>"));
		}
		if (c == '\\' && at + 1 < end && !is_alnum(m->s.p[at + 1]))
			continue;
		run_open(m);
		put_byte(m, m->to, c);
		shown(m, str_part(m->s, at, at + 1), at, 1);
	}
}

static void put_call(struct maker *m, size_t at, size_t n, uint32_t number)
{
	run_close(m);
	*vec_push(m->a, &m->out->calls) = number;
	buf_addf(m->to,
		 "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
		 "<w:footnoteReference w:id=\"%u\"/></w:r>",
		 number + 1);
	shown(m, raised(m, m->out->calls.n), at, n);
}

/* "[words](target)" at 'at': its bytes, or 0. */
static size_t link_scan(struct str s, struct str *words, struct str *target)
{
	size_t middle, end;

	if (!s.n || s.p[0] != '[' || (middle = str_find(s, STR("]("), 0)) == SIZE_MAX ||
	    (end = str_find(s, STR(")"), middle)) == SIZE_MAX)
		return 0;
	*words = str_part(s, 1, middle);
	*target = str_part(s, middle + 2, end);
	return memchr(words->p, '[', words->n) ? 0 : end + 1;
}

/* The end of the word, or of white space, at 'at'. */
static size_t word_end(struct str s, size_t at, size_t end)
{
	size_t to = at;

	while (to < end && !is_space(s.p[to]) && (to == at || s.p[to] != '['))
		to++;
	return to > at ? to : at + 1;
}

/* A symbol or an address, without the marks behind it: its bytes; or 0. */
static size_t linkable(struct str word)
{
	while (word.n && strchr(".,;:)", word.p[word.n - 1]))
		word.n--;
	if (str_starts(word, STR("http")))
		return word.n;
	return word.n > 4 && is_upper(word.p[0]) && memchr(word.p, '/', word.n) &&
			       is_digit(word.p[word.n - 1])
		       ? word.n
		       : 0;
}

/* The words [at, end) as a link, as people make them: to the address, or to that of the symbol. */
static void put_link(struct maker *m, size_t at, size_t end, struct str target, size_t cut)
{
	bool symbol = is_upper(target.p[0]);

	buf_addf(&m->links,
		 "<Relationship Id=\"link%u\" TargetMode=\"External\" Type=\"" R_NS
		 "/hyperlink\" Target=\"%s",
		 m->nlinks, symbol ? "https://docs.un.org/en/" : "");
	for (size_t i = 0; i < target.n; i++)
		if (target.p[i] != '\\')
			put_byte(m, &m->links, target.p[i]);
	buf_add(&m->links, STR("\"/>"));
	run_close(m);
	buf_addf(m->to, "<w:hyperlink r:id=\"link%u\">", m->nlinks++);
	put_words(m, at, end, cut);
	run_close(m);
	buf_add(m->to, STR("</w:hyperlink>"));
}

static void put_word(struct maker *m, size_t at, size_t end)
{
	size_t cut = SIZE_MAX, n = linkable(str_part(m->s, at, end));

	if (end - at > 1 && draw(m, CUT_ONE_IN) == 0)
		cut = at + 1 + draw(m, (unsigned)(end - at - 1));
	/* No character is cut in two. */
	while (cut < end && (m->s.p[cut] & 0xc0) == 0x80)
		cut++;
	if (n && draw(m, LINK_ONE_IN) == 0) {
		put_link(m, at, at + n, str_part(m->s, at, at + n), cut);
		at += n;
	}
	put_words(m, at, end, cut);
}

/* ---- paragraphs ------------------------------------------------------------------------------ */

/* The line [at, end) as the inside of a paragraph, without white space at its ends. */
static void put_line(struct maker *m, size_t at, size_t end)
{
	uint32_t number;

	while (at < end && is_space(m->s.p[at]))
		at++;
	while (end > at && is_space(m->s.p[end - 1]))
		end--;
	while (at < end) {
		size_t n = label(m->s, at, &number), to;
		struct str words, target;

		if (n) {
			put_call(m, at, n, number);
			at += n;
			continue;
		}
		n = link_scan(str_part(m->s, at, end), &words, &target);
		if (n) {
			put_link(m, at + 1, at + 1 + words.n, target, SIZE_MAX);
			at += n;
			continue;
		}
		to = word_end(m->s, at, end);
		put_word(m, at, to);
		at = to;
	}
	run_close(m);
}

static void put_paragraph(struct maker *m, size_t at, size_t end, const char *style)
{
	size_t marks = 0;

	while (at + marks < end && m->s.p[at + marks] == '#')
		marks++;
	if (marks)
		buf_addf(m->to, "<w:p><w:pPr><w:pStyle w:val=\"Heading%zu\"/></w:pPr>", marks);
	else if (style)
		buf_addf(m->to, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
	else
		buf_add(m->to, STR("<w:p>"));
	put_line(m, at + marks, end);
	buf_add(m->to, STR("</w:p>"));
	shown(m, STR("\n"), end, 0);
}

static void put_note(struct maker *m, const struct note *n, uint32_t number)
{
	size_t end = line_end(m->s, n->words);

	buf_addf(m->to,
		 "<w:footnote w:id=\"%u\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>"
		 "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>"
		 "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>",
		 n->number + 1);
	if (number)
		shown(m, arena_printf(m->a, n->words < end ? "%u " : "%u", number), n->begin,
		      n->words - n->begin);
	put_line(m, n->words, end);
	buf_add(m->to, STR("</w:p>"));
	shown(m, STR("\n"), end, 0);
	for (size_t at = end + 1; at < n->end; at = line_end(m->s, at) + 1)
		if (line_end(m->s, at) > at)
			put_paragraph(m, at, line_end(m->s, at), "FootnoteText");
	buf_add(m->to, STR("</w:footnote>"));
}

static void put_notes(struct maker *m)
{
	m->to = &m->notes;
	for (uint32_t call = 0; call < m->out->calls.n; call++) {
		uint32_t number = m->out->calls.at[call];

		if (number >= m->by_number.n || !m->by_number.at[number])
			continue;
		put_note(m, &m->list.at[m->by_number.at[number] - 1], call + 1);
		m->by_number.at[number] = 0;
	}
	for (uint32_t i = 0; i < m->list.n; i++)
		if (m->by_number.at[m->list.at[i].number] == i + 1)
			put_note(m, &m->list.at[i], 0);
}

/* Finds the notes; what stands before the first is the body. */
static size_t read_notes(struct maker *m)
{
	struct note *open = NULL;
	size_t body = m->s.n;

	for (size_t at = 0; at < m->s.n; at = line_end(m->s, at) + 1) {
		uint32_t number;
		size_t n = label(m->s, at, &number), end = line_end(m->s, at);

		if (n && at + n < m->s.n && m->s.p[at + n] == ':' && number < NOTES_MOST) {
			body = at < body ? at : body;
			n++;
			open = vec_push(m->a, &m->list);
			*open = (struct note){number, at, at + n, end};
			while (open->words < end && m->s.p[open->words] == ' ')
				open->words++;
			while (m->by_number.n <= number)
				*vec_push(m->a, &m->by_number) = 0;
			m->by_number.at[number] = m->list.n;
		} else if (open && str_starts(str_skip(m->s, at), STR("    "))) {
			open->end = end;
		} else if (end > at) {
			open = NULL;
		}
	}
	return body;
}

/* ---- the package ----------------------------------------------------------------------------- */

static const char types[] =
	XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
	    "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	    "<Override PartName=\"/word/document.xml\" ContentType=\"" CT "document.main+xml\"/>"
	    "<Override PartName=\"/word/styles.xml\" ContentType=\"" CT "styles+xml\"/>"
	    "<Override PartName=\"/word/footnotes.xml\" ContentType=\"" CT "footnotes+xml\"/>"
	    "</Types>";

static const char package[] =
	XML "<Relationships xmlns=\"" REL_NS "\"><Relationship Id=\"rId1\" Type=\"" R_NS
	    "/officeDocument\" Target=\"word/document.xml\"/>"
	    "</Relationships>";

#define HEADING(n)                                                                                 \
	"<w:style w:type=\"paragraph\" w:styleId=\"Heading" n "\"><w:name w:val=\"heading " n      \
	"\"/><w:basedOn w:val=\"Normal\"/></w:style>"

static const char styles[] =
	XML "<w:styles xmlns:w=\"" W_NS
	    "\"><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
	    "w:val=\"Normal\"/></w:style>" HEADING("1") HEADING("2") HEADING(
		    "3") "<w:style w:type=\"paragraph\" w:styleId=\"FootnoteText\"><w:name "
			 "w:val=\"footnote text\"/><w:basedOn w:val=\"Normal\"/></w:style><w:style "
			 "w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name "
			 "w:val=\"footnote reference\"/><w:rPr><w:vertAlign "
			 "w:val=\"superscript\"/></w:rPr>"
			 "</w:style></w:styles>";

static void pack(struct maker *m, bool packed)
{
	struct buf relations = BUF_INIT;

	/* Body and notes have the same, whichever uses a link. */
	buf_add(&relations,
		STR(XML "<Relationships xmlns=\"" REL_NS "\"><Relationship Id=\"s\" Type=\"" R_NS
			"/styles\" Target=\"styles.xml\"/><Relationship Id=\"f\" Type=\"" R_NS
			"/footnotes\" Target=\"footnotes.xml\"/>"));
	buf_add(&relations, buf_str(&m->links));
	buf_add(&relations, STR("</Relationships>"));
	{
		const struct zipped_member members[] = {
			{STR("[Content_Types].xml"), str_of(types)},
			{STR("_rels/.rels"), str_of(package)},
			{STR("word/document.xml"), buf_str(&m->body)},
			{STR("word/_rels/document.xml.rels"), buf_str(&relations)},
			{STR("word/styles.xml"), str_of(styles)},
			{STR("word/footnotes.xml"), buf_str(&m->notes)},
			{STR("word/_rels/footnotes.xml.rels"), buf_str(&relations)},
		};

		m->out->bytes = (packed ? zipped : zipped_open)(m->a, members, COUNT_OF(members));
	}
	m->out->text = arena_str(m->a, buf_str(&m->text));
	buf_release(&relations);
}

void word_write(struct word_file *out, struct arena *a, struct str markdown, uint64_t seed,
		bool packed)
{
	struct maker m = {.out = out,
			  .a = a,
			  .s = markdown,
			  .state = seed * 2654435761u + 88172645463325252u,
			  .text = BUF_INIT,
			  .body = BUF_INIT,
			  .notes = BUF_INIT,
			  .links = BUF_INIT};
	size_t notes;

	*out = (struct word_file){0};
	notes = read_notes(&m);
	buf_add(&m.body, STR(XML "<w:document xmlns:w=\"" W_NS "\" xmlns:r=\"" R_NS "\"><w:body>"));
	buf_add(&m.notes,
		STR(XML "<w:footnotes xmlns:w=\"" W_NS "\" xmlns:r=\"" R_NS
			"\"><w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/>"
			"</w:r></w:p></w:footnote>"));
	m.to = &m.body;
	for (size_t at = 0; at < notes; at = line_end(markdown, at) + 1)
		if (line_end(markdown, at) > at)
			put_paragraph(&m, at, line_end(markdown, at), NULL);
	buf_add(&m.body, STR("<w:sectPr/></w:body></w:document>"));
	put_notes(&m);
	buf_add(&m.notes, STR("</w:footnotes>"));
	pack(&m, packed);
	buf_release(&m.text);
	buf_release(&m.body);
	buf_release(&m.notes);
	buf_release(&m.links);
}

/* ---- places ---------------------------------------------------------------------------------- */

/* The stretch that holds the byte at 'at' of the text, or the last one. */
static const struct word_stretch *stretch_of(const struct word_file *w, size_t at)
{
	uint32_t low = 0, high = w->map.n;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (w->map.at[middle].text <= at)
			low = middle;
		else
			high = middle;
	}
	return &w->map.at[low];
}

static size_t place(const struct word_file *w, size_t at, bool behind)
{
	const struct word_stretch *s = stretch_of(w, at);

	if (s->text_n == s->markdown_n && at < s->text + s->text_n)
		return s->markdown + (at - s->text) + behind;
	return behind || at >= s->text + s->text_n ? s->markdown + s->markdown_n : s->markdown;
}

void word_place(const struct word_file *w, size_t *begin, size_t *end)
{
	size_t from, to;

	if (!w->map.n)
		return;
	from = place(w, *begin, false);
	to = *end > *begin ? place(w, *end - 1, true) : from;
	*begin = from;
	*end = to > from ? to : from;
}
