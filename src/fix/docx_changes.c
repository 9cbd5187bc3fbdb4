#include "fix/docx_changes.h"

#include "doc/place.h"

#include <stdlib.h>

enum status docx_source_read(struct docx_source *s, struct document *d, struct err *err)
{
	s->doc = d;
	s->stories = arena_zero(d->arena, (d->parts.n + 1) * sizeof(*s->stories));
	for (uint32_t i = 0; i < d->parts.n; i++)
		if (d->parts.at[i].part <= PART_ENDNOTES &&
		    docx_story_read(&s->stories[i], d, i, err) != FF_OK)
			return err->status;
	return FF_OK;
}

uint32_t docx_part_of(const struct document *d, uint32_t raw)
{
	uint32_t low;

	SEARCH(low, d->parts.n, d->parts.at[low].raw.begin <= raw);
	return low ? low - 1 : 0;
}

/* ---- from the text to raw --------------------------------------------------------------- */

/* A stretch of raw that an edit replaces, and the atom that it lies in, or NULL. */
struct stretch {
	struct span raw;
	const struct docx_atom *atom;
};

static const struct docx_atom *atom_to_edit(const struct docx_source *s, struct span raw)
{
	const struct docx_story *story = &s->stories[docx_part_of(s->doc, raw.begin)];
	uint32_t i = docx_atom_to_edit(story, raw);

	return i == NONE ? NULL : &story->atoms.at[i];
}

static bool stretch_next(const struct docx_source *s, struct span span, uint32_t *at,
			 struct stretch *out)
{
	if (!source_next(s->doc, span, at, &out->raw))
		return false;
	out->atom = atom_to_edit(s, out->raw);
	if (!out->atom && span_is_empty(span)) {
		/* Behind a tab: before what follows it. */
		out->raw.begin = out->raw.end = document_raw_begin(s->doc, span.begin);
		out->atom = atom_to_edit(s, out->raw);
	}
	return true;
}

bool docx_may_edit(const void *with, const struct edit *edit)
{
	const struct docx_source *s = with;
	uint32_t at = edit->span.begin;
	struct stretch stretch;
	bool in_text = false;

	if (edit->source)
		return false;
	while (stretch_next(s, edit->span, &at, &stretch)) {
		if (!stretch.atom)
			return false;
		in_text |= stretch.atom->kind == DOCX_TEXT;
	}
	return in_text;
}

static struct str escaped(struct arena *a, struct str text)
{
	struct buf out = BUF_INIT;
	struct str s;

	docx_escape(&out, text);
	s = arena_str(a, buf_str(&out));
	buf_release(&out);
	return s;
}

static void push(struct changes *out, struct arena *a, struct span at, struct str text)
{
	struct change *last = out->list.n ? vec_last(&out->list) : NULL;

	if (span_is_empty(at) && !text.n)
		return;
	if (last && last->at.end == at.begin) {
		last->text = arena_printf(a, "%.*s%.*s", STR_ARG(last->text), STR_ARG(text));
		last->at.end = at.end;
		return;
	}
	*vec_push(a, &out->list) = (struct change){at, text};
}

/* The new words go where the first of the old stand in a w:t. */
static void lower(struct changes *out, const struct docx_source *s, const struct change *c)
{
	struct str text = escaped(s->doc->arena, c->text);
	uint32_t at = c->at.begin;
	struct stretch stretch;

	while (stretch_next(s, c->at, &at, &stretch)) {
		bool here = stretch.atom && stretch.atom->kind == DOCX_TEXT;

		push(out, s->doc->arena, stretch.raw, here ? text : STR_NONE);
		if (here)
			text = STR_NONE;
	}
}

/* ---- white space at the ends of a w:t --------------------------------------------------- */

static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* What the change leaves at the beginning, or the end, of its w:t is white space. */
static bool leaves_white(const struct docx_source *s, const struct docx_atom *atom,
			 const struct change *c, bool at_end)
{
	struct str raw = s->doc->raw;

	if (c->at.begin != atom->raw.begin && !at_end)
		return false;
	if (c->at.end != atom->raw.end && at_end)
		return false;
	if (c->text.n)
		return is_white(c->text.p[at_end ? c->text.n - 1 : 0]);
	if (at_end)
		return c->at.begin > atom->raw.begin && is_white(raw.p[c->at.begin - 1]);
	return c->at.end < atom->raw.end && is_white(raw.p[c->at.end]);
}

/* White space that counted for nothing must not begin to count. */
static void keep_white(struct changes *out, const struct docx_source *s,
		       const struct docx_atom *atom)
{
	const struct change list[] = {
		{docx_space_place(s->doc->raw, atom), STR(" xml:space=\"preserve\"")},
		{{atom->inside.begin, atom->raw.begin}, STR_NONE},
		{{atom->raw.end, atom->inside.end}, STR_NONE},
	};

	for (size_t i = 0; i < COUNT_OF(list); i++)
		if (list[i].text.n || !span_is_empty(list[i].at))
			*vec_push(s->doc->arena, &out->list) = list[i];
}

static int by_place(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	if (x->at.begin != y->at.begin)
		return x->at.begin < y->at.begin ? -1 : 1;
	return (x->at.end > y->at.end) - (x->at.end < y->at.end);
}

void docx_changes_lower(struct changes *out, const struct docx_source *s,
			const struct changes *of_text)
{
	struct arena *a = s->doc->arena;
	const struct docx_atom *kept = NULL;
	struct changes raw = {.fixes = 0};

	*out = (struct changes){.fixes = of_text->fixes};
	for (uint32_t i = 0; i < of_text->list.n; i++)
		lower(&raw, s, &of_text->list.at[i]);
	for (uint32_t i = 0; i < raw.list.n; i++) {
		const struct change *c = &raw.list.at[i];
		const struct docx_atom *atom = atom_to_edit(s, c->at);

		*vec_push(a, &out->list) = *c;
		if (!atom || atom->kind != DOCX_TEXT || atom->preserve || atom == kept)
			continue;
		if (leaves_white(s, atom, c, false) || leaves_white(s, atom, c, true)) {
			keep_white(out, s, atom);
			kept = atom;
		}
	}
	if (out->list.n)
		qsort(out->list.at, out->list.n, sizeof(*out->list.at), by_place);
}

/* ---- from the pieces to what is tracked ------------------------------------------------- */

struct collecting {
	struct docx_edits *edits;
	const struct docx_source *s;
	struct arena *arena;
	struct span gap;  /* what is gone of the original */
	struct str words; /* what came for it */
};

static struct span both(struct span a, struct span b)
{
	struct span s = {a.begin > b.begin ? a.begin : b.begin, a.end < b.end ? a.end : b.end};

	return s;
}

/* The gap, atom by atom: the new words with the first. */
static void collect(struct collecting *c)
{
	uint32_t part = docx_part_of(c->s->doc, c->gap.begin);
	const struct docx_story *story = &c->s->stories[part];
	uint32_t i = docx_atom_at(story, c->gap.begin);

	if (span_is_empty(c->gap) && !c->words.n)
		return;
	/* Behind the last byte of one. */
	if (i && story->atoms.at[i - 1].raw.end == c->gap.begin)
		i--;
	for (; i < story->atoms.n && story->atoms.at[i].raw.begin <= c->gap.end; i++) {
		const struct docx_atom *atom = &story->atoms.at[i];
		struct span at = both(c->gap, atom->raw);
		bool here = atom->kind == DOCX_TEXT && at.begin <= at.end;

		if (at.begin > at.end || (span_is_empty(at) && !(here && c->words.n)))
			continue;
		*vec_push(c->arena, &c->edits[part].changes) =
			(struct docx_change){at, here ? c->words : STR_NONE, i};
		if (here)
			c->words = STR_NONE;
	}
	c->words = STR_NONE;
}

void docx_changes_collect(struct docx_edits *edits, const struct docx_source *s,
			  const struct pieces *p)
{
	struct collecting c = {.edits = edits, .s = s, .arena = p->arena};

	c.gap = (struct span){0, 0};
	c.words = STR_NONE;
	for (uint32_t i = 0; i < p->list.n; i++) {
		const struct piece *piece = &p->list.at[i];

		if (piece->from == NONE) {
			c.words = c.words.n ? arena_printf(c.arena, "%.*s%.*s", STR_ARG(c.words),
							   STR_ARG(piece->text))
					    : piece->text;
			continue;
		}
		c.gap.end = piece->from;
		collect(&c);
		c.gap.begin = c.gap.end = piece->from + (uint32_t)piece->text.n;
	}
	c.gap.end = (uint32_t)p->original.n;
	collect(&c);
}
