#include "fix/docx_comments.h"

#include "base/utf8.h"
#include "check/rule.h"
#include "read/xml.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	QUOTE_MOST = 120, /* bytes of words that are quoted */
	QUOTE_END = 24,	  /* … of the words before what is to be added */
	EDITS_MOST = 8,	  /* edits that are told one by one */
};

/* ---- what they say ---------------------------------------------------------------------- */

static void put(struct buf *out, const char *text)
{
	buf_add(out, str_of(text));
}

/* On one line, between quotation marks. */
static void put_quoted(struct buf *out, struct str words)
{
	size_t n = words.n;

	while (n > QUOTE_MOST)
		n = utf8_back(words, n);
	put(out, "\xe2\x80\x9c");
	for (size_t i = 0; i < n; i++)
		buf_add_char(out, words.p[i] == '\n' || words.p[i] == '\t' ? ' ' : words.p[i]);
	put(out, n < words.n ? "\xe2\x80\xa6\xe2\x80\x9d" : "\xe2\x80\x9d");
}

/* All edits of the fix lie in the words of the finding, which are few. */
static bool are_inside(const struct finding *f)
{
	uint32_t at = f->span.begin;

	for (uint32_t i = 0; i < f->fix.edits.n; i++) {
		const struct edit *e = &f->fix.edits.at[i];

		if (e->source || e->span.begin < at || e->span.end > f->span.end)
			return false;
		at = e->span.end;
	}
	return f->span.end - f->span.begin <= QUOTE_MOST && !span_is_empty(f->span);
}

/* The words of the finding with the fix applied. */
static struct str fixed_words(const struct document *d, const struct finding *f, struct arena *a)
{
	struct buf words = BUF_INIT;
	uint32_t at = f->span.begin;
	struct str out;

	for (uint32_t i = 0; i < f->fix.edits.n; i++) {
		const struct edit *e = &f->fix.edits.at[i];

		buf_add(&words, document_str(d, (struct span){at, e->span.begin}));
		buf_add(&words, e->text);
		at = e->span.end;
	}
	buf_add(&words, document_str(d, (struct span){at, f->span.end}));
	out = arena_str(a, buf_str(&words));
	buf_release(&words);
	return out;
}

/* The message may have said it. */
static void put_whole(struct buf *out, const struct document *d, const struct finding *f,
		      struct arena *a)
{
	struct str words = fixed_words(d, f, a);

	if (str_find(f->message, words, 0) != SIZE_MAX)
		return;
	put(out, "\nWrite ");
	put_quoted(out, words);
	put(out, " for ");
	put_quoted(out, document_str(d, f->span));
	buf_add_char(out, '.');
}

static void put_edit(struct buf *out, const struct document *d, const struct edit *e)
{
	struct str before = str_part(d->text, 0, e->span.begin);
	size_t from = before.n;

	if (!span_is_empty(e->span)) {
		put(out, e->text.n ? "Write " : "Delete ");
		if (e->text.n) {
			put_quoted(out, e->text);
			put(out, " for ");
		}
		put_quoted(out, document_str(d, e->span));
		return;
	}
	while (from && before.n - from < QUOTE_END && before.p[from - 1] != '\n')
		from = utf8_back(before, from);
	put(out, "Add ");
	put_quoted(out, e->text);
	if (from < before.n) {
		put(out, " behind ");
		put_quoted(out, str_skip(before, from));
	}
}

/* All edits do the same to the same words, in several places. */
static bool are_alike(const struct document *d, const struct finding *f)
{
	const struct edit *first = &f->fix.edits.at[0];

	for (uint32_t i = 0; i < f->fix.edits.n; i++) {
		const struct edit *e = &f->fix.edits.at[i];

		if (e->source || span_is_empty(e->span) || !str_eq(e->text, first->text) ||
		    !str_eq(document_str(d, e->span), document_str(d, first->span)))
			return false;
	}
	return f->fix.edits.n > 1;
}

static void put_edits(struct buf *out, const struct document *d, const struct finding *f)
{
	uint32_t n = f->fix.edits.n < EDITS_MOST ? f->fix.edits.n : EDITS_MOST;

	for (uint32_t i = 0; i < n; i++) {
		if (f->fix.edits.at[i].source)
			continue;
		if (i)
			buf_add_char(out, ' ');
		put_edit(out, d, &f->fix.edits.at[i]);
		buf_add_char(out, '.');
	}
	if (n < f->fix.edits.n)
		buf_addf(out, " And so in %u more places.", f->fix.edits.n - n);
}

static void put_fix(struct buf *out, const struct document *d, const struct finding *f,
		    struct arena *a)
{
	if (f->fix.kind == FIX_NONE || !f->fix.edits.n)
		return;
	if (are_inside(f)) {
		put_whole(out, d, f, a);
		return;
	}
	buf_add_char(out, '\n');
	if (are_alike(d, f)) {
		put_edit(out, d, &f->fix.edits.at[0]);
		buf_addf(out, ", here and wherever it stands (%u places).", f->fix.edits.n);
	} else {
		put_edits(out, d, f);
	}
}

/* The message may have said it. */
static bool is_said(const struct finding *f)
{
	return f->suggestions.n == 1 &&
	       str_find(f->message, f->suggestions.at[0].text, 0) != SIZE_MAX;
}

static void put_suggestions(struct buf *out, const struct finding *f)
{
	if (is_said(f))
		return;
	for (uint32_t i = 0; i < f->suggestions.n; i++) {
		put(out, i == 0 ? "\nDid you mean " : i + 1 < f->suggestions.n ? ", " : " or ");
		put_quoted(out, f->suggestions.at[i].text);
	}
	if (f->suggestions.n)
		buf_add_char(out, '?');
}

static void put_sentence(struct buf *out, struct str s)
{
	buf_add(out, s);
	if (s.n && !strchr(".?!", s.p[s.n - 1]))
		buf_add_char(out, '.');
}

struct str docx_comment_text(const struct checked *c, const struct finding *f, bool quoted,
			     struct arena *a)
{
	static const char *const severities[] = {"", "info", "warning", "error"};
	struct where where = where_of_finding(&c->where, f);
	struct buf out = BUF_INIT;
	struct str text;

	/* Word shows no number of a note that nothing calls. */
	if (quoted && str_eq(where.note, STR("?")))
		put(&out, "In a note that is not called");
	else if (quoted && where.note.n)
		buf_addf(&out, "Note %.*s", STR_ARG(where.note));
	if (quoted && !span_is_empty(f->span) &&
	    str_find(f->message, document_str(c->doc, f->span), 0) == SIZE_MAX) {
		put(&out, where.note.n ? ", " : "");
		put_quoted(&out, document_str(c->doc, f->span));
	}
	if (out.n)
		put(&out, ": ");
	put_sentence(&out, f->message);
	put_fix(&out, c->doc, f, a);
	put_suggestions(&out, f);
	if (f->rule->why && *f->rule->why) {
		buf_add_char(&out, '\n');
		put_sentence(&out, str_of(f->rule->why));
	}
	buf_addf(&out, "\nfootfault: %s (%s)", f->rule->slug, severities[f->severity & 3]);
	text = arena_str(a, buf_str(&out));
	buf_release(&out);
	return text;
}

/* ---- the part --------------------------------------------------------------------------- */

static void put_name(struct buf *out, const struct docx_names *names, const char *open,
		     const char *name)
{
	put(out, open);
	buf_add(out, names->prefix);
	put(out, name);
}

static void put_attribute(struct buf *out, const struct docx_names *names, const char *name,
			  struct str value)
{
	buf_addf(out, " %.*s%s=\"", STR_ARG(names->attribute), name);
	docx_escape(out, value);
	buf_add_char(out, '"');
}

static void put_paragraph(struct buf *out, const struct docx_names *names, struct str line)
{
	put_name(out, names, "<", "p>");
	put_name(out, names, "<", "r>");
	put_name(out, names, "<", "t xml:space=\"preserve\">");
	docx_escape(out, line);
	put_name(out, names, "</", "t>");
	put_name(out, names, "</", "r>");
	put_name(out, names, "</", "p>");
}

void docx_comment_put(struct buf *out, const struct docx_names *names,
		      const struct docx_author *author, uint32_t id, struct str text)
{
	char number[12];

	snprintf(number, sizeof(number), "%u", id);
	put_name(out, names, "<", "comment");
	buf_add(out, names->declaration);
	put_attribute(out, names, "id", str_of(number));
	put_attribute(out, names, "author", author->name);
	if (author->date.n)
		put_attribute(out, names, "date", author->date);
	put_attribute(out, names, "initials", author->initials);
	buf_add_char(out, '>');
	while (text.n) {
		size_t n = str_find(text, STR("\n"), 0);

		n = n == SIZE_MAX ? text.n : n;
		put_paragraph(out, names, str_part(text, 0, n));
		text = str_skip(text, n + 1);
	}
	put_name(out, names, "</", "comment>");
}

/* ---- those that are there --------------------------------------------------------------- */

struct reading {
	struct docx_remarks *out;
	struct str author;
	struct arena *arena;
	struct buf text;
	int32_t id;
	bool ours, in_text;
};

static void on_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct reading *r = to;
	struct str author, id;
	uint32_t number;

	if (tag == W_comment) {
		author = xml_attribute(x, XML_W, "author");
		id = xml_attribute(x, XML_W, "id");
		r->ours = author.p && str_eq(author, r->author) && id.p && str_number(id, &number);
		r->id = r->ours ? (int32_t)number : -1;
		r->text.n = 0;
	}
	if (tag == W_p && r->text.n)
		buf_add_char(&r->text, '\n');
	r->in_text = tag == W_t;
}

static void on_close(void *to, struct xml *x, enum xml_tag tag)
{
	struct reading *r = to;
	struct docx_remark *remark;

	(void)x;
	r->in_text = false;
	if (tag != W_comment || !r->ours)
		return;
	remark = vec_push(r->arena, &r->out->list);
	remark->text = arena_str(r->arena, buf_str(&r->text));
	remark->id = r->id;
	r->ours = false;
}

static void on_text(void *to, struct xml *x, struct str text)
{
	struct reading *r = to;

	(void)x;
	if (r->ours && r->in_text)
		buf_add(&r->text, text);
}

static int compare(const struct docx_remark *remark, struct str text, uint32_t atom)
{
	int order = str_compare(remark->text, text);

	return order ? order : (remark->atom > atom) - (remark->atom < atom);
}

static int by_text(const void *a, const void *b)
{
	const struct docx_remark *x = a, *y = b;
	int order = compare(x, y->text, y->atom);

	return order ? order : (x->id > y->id) - (x->id < y->id);
}

static uint32_t atom_of(const struct docx_story *body, int32_t id)
{
	const struct docx_anchor *anchor = docx_anchor_of(body, id);
	uint32_t i;

	if (!anchor)
		return NONE;
	i = docx_atom_at(body, anchor->at);
	return i < body->atoms.n ? body->atoms.at[i].shown_next : NONE;
}

enum status docx_remarks_read(struct docx_remarks *out, const struct docx_member *comments,
			      struct str author, const struct docx_story *body, struct str path,
			      struct arena *a, struct err *err)
{
	struct reading r = {.out = out, .author = author, .arena = a};
	const struct xml_handler handler = {&r, on_open, on_close, on_text};

	*out = (struct docx_remarks){0};
	if (comments->bytes.n)
		xml_read(a, comments->bytes, 0, &handler, path, comments->name, err);
	buf_release(&r.text);
	for (uint32_t i = 0; i < out->list.n; i++)
		out->list.at[i].atom = atom_of(body, out->list.at[i].id);
	if (out->list.n)
		qsort(out->list.at, out->list.n, sizeof(*out->list.at), by_text);
	return err->status;
}

bool docx_remark_met(struct docx_remarks *remarks, struct str text, uint32_t atom)
{
	uint32_t low;
	struct docx_remark *first;

	SEARCH(low, remarks->list.n, compare(&remarks->list.at[low], text, atom) < 0);
	if (low == remarks->list.n || compare(&remarks->list.at[low], text, atom) != 0)
		return false;
	first = &remarks->list.at[low];
	if (low + first->met >= remarks->list.n || compare(first + first->met, text, atom) != 0)
		return false;
	first->met++;
	return true;
}
