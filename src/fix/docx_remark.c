#include "fix/docx_remark.h"

#include "doc/place.h"

/* A place in the file that is written. */
struct place_in_base {
	uint32_t at;   /* offset in raw */
	bool in_words; /* in words that came with a change there */
};

/* Ends of a range in the document. */
struct range {
	struct docx_mark start, end;
	bool quoted; /* it does not stand at the words */
};

struct remarking {
	struct docx_remarking *r;
	const struct document *now, *base;
	uint32_t *at; /* offset in now->raw of each piece, and of the end; or NULL */
};

/* ---- from the text that was checked to the file ----------------------------------------- */

static uint32_t *piece_offsets(const struct pieces *p, struct arena *a)
{
	uint32_t *at = arena_alloc(a, (p->list.n + 1) * sizeof(*at)), n = 0;

	for (uint32_t i = 0; i < p->list.n; i++) {
		at[i] = n;
		n += (uint32_t)p->list.at[i].text.n;
	}
	at[p->list.n] = n;
	return at;
}

/* Index of the piece that holds the byte at 'raw'. */
static uint32_t piece_at(const struct remarking *r, uint32_t raw)
{
	uint32_t low;

	SEARCH(low, r->r->pieces->list.n, r->at[low + 1] <= raw);
	return low;
}

static bool is_new(const struct remarking *r, uint32_t i)
{
	return i < r->r->pieces->list.n && r->r->pieces->list.at[i].from == NONE;
}

/* The byte at 'raw', or what was replaced where it is new. */
static struct place_in_base base_begin(const struct remarking *r, uint32_t raw)
{
	const struct pieces *p = r->r->pieces;
	struct place_in_base place = {raw, false};
	uint32_t i;

	if (!p)
		return place;
	i = piece_at(r, raw);
	place.in_words = is_new(r, i);
	if (i == p->list.n || place.in_words) {
		for (; i && (i == p->list.n || is_new(r, i)); i--)
			;
		place.at = p->list.n ? p->list.at[i].from + (uint32_t)p->list.at[i].text.n : 0;
		return place;
	}
	place.at = p->list.at[i].from + (raw - r->at[i]);
	return place;
}

/* Behind the byte before 'raw'. */
static struct place_in_base base_end(const struct remarking *r, uint32_t raw)
{
	const struct pieces *p = r->r->pieces;
	struct place_in_base place = {raw, false};
	uint32_t i;

	if (!p || !raw)
		return place;
	i = piece_at(r, raw - 1);
	place.in_words = is_new(r, i);
	if (!place.in_words) {
		place.at = p->list.at[i].from + (raw - r->at[i]);
		return place;
	}
	while (is_new(r, i))
		i++;
	place.at = i < p->list.n ? p->list.at[i].from : (uint32_t)p->original.n;
	return place;
}

/* ---- ranges ----------------------------------------------------------------------------- */

static void point(struct range *range, uint32_t atom, uint32_t at)
{
	range->start = (struct docx_mark){.at = at, .atom = atom, .empty = true};
	range->end = range->start;
	range->end.end = true;
}

static void around(struct range *range, const struct docx_story *s, uint32_t atom)
{
	struct span raw = s->atoms.at[atom].raw;

	range->start = (struct docx_mark){.at = raw.begin, .atom = atom};
	range->end = (struct docx_mark){.at = raw.end, .atom = atom, .end = true};
}

/* The change whose words came at 'at'. */
static const struct docx_change *change_at(const struct docx_edits *edits, uint32_t at)
{
	uint32_t low;

	SEARCH(low, edits->changes.n, edits->changes.at[low].at.end < at);
	if (low == edits->changes.n || edits->changes.at[low].at.begin > at)
		return NULL;
	return &edits->changes.at[low];
}

static bool set_start(struct docx_mark *m, const struct docx_story *s,
		      const struct docx_edits *edits, struct place_in_base place)
{
	const struct docx_change *c = place.in_words ? change_at(edits, place.at) : NULL;
	uint32_t i;

	if (c) {
		*m = (struct docx_mark){.at = c->at.begin, .atom = c->atom};
		return true;
	}
	i = docx_atom_at(s, place.at);
	i = i < s->atoms.n ? s->atoms.at[i].shown_next : NONE;
	if (i == NONE)
		return false;
	*m = (struct docx_mark){.at = s->atoms.at[i].raw.begin, .atom = i};
	m->at = place.at > m->at ? place.at : m->at;
	return true;
}

static bool set_end(struct docx_mark *m, const struct docx_story *s, const struct docx_edits *edits,
		    struct place_in_base place)
{
	const struct docx_change *c = place.in_words ? change_at(edits, place.at) : NULL;
	uint32_t i;

	if (c) {
		*m = (struct docx_mark){.at = c->at.end, .atom = c->atom, .end = true};
		return true;
	}
	i = place.at ? docx_atom_at(s, place.at - 1) : s->atoms.n;
	if (i < s->atoms.n && s->atoms.at[i].raw.begin >= place.at)
		i = i ? i - 1 : s->atoms.n;
	else if (i == s->atoms.n && place.at)
		i = i ? i - 1 : s->atoms.n;
	i = i < s->atoms.n ? s->atoms.at[i].shown_before : NONE;
	if (i == NONE)
		return false;
	*m = (struct docx_mark){.at = s->atoms.at[i].raw.end, .atom = i, .end = true};
	m->at = place.at < m->at ? place.at : m->at;
	return true;
}

/* The document's start, for what has no place of its own in it. */
static bool at_start(struct range *range, const struct docx_story *body)
{
	uint32_t first = body->atoms.n ? body->atoms.at[0].shown_next : NONE;

	if (first == NONE)
		return false;
	point(range, first, body->atoms.at[first].raw.begin);
	range->quoted = true;
	return true;
}

static bool in_body(const struct remarking *r, struct range *range, struct place_in_base begin,
		    struct place_in_base end)
{
	const struct docx_story *body = &r->r->base->stories[0];
	const struct docx_edits *edits = &r->r->edits[0];

	if (!set_start(&range->start, body, edits, begin))
		return at_start(range, body);
	if (end.at > begin.at && set_end(&range->end, body, edits, end) &&
	    range->end.at > range->start.at)
		return true;
	point(range, range->start.atom, range->start.at);
	return true;
}

/* LibreOffice refuses files with ranges in notes, and Word puts none there. */
static bool at_reference(const struct remarking *r, struct range *range, uint32_t part,
			 uint32_t raw)
{
	const struct docx_story *body = &r->r->base->stories[0],
				*notes = &r->r->base->stories[part];
	uint32_t i = docx_atom_at(notes, raw), reference = NONE;

	if (i < notes->atoms.n)
		reference = docx_reference_of(body, r->base->parts.at[part].part,
					      notes->atoms.at[i].note);
	if (reference == NONE)
		return at_start(range, body);
	around(range, body, reference);
	range->quoted = true;
	return true;
}

/* Raw bytes of the words in the text that was checked. */
static struct span raw_of(const struct document *d, struct span s)
{
	struct span raw = {document_raw_begin(d, s.begin), 0};

	raw.end = span_is_empty(s) ? raw.begin : document_raw_end(d, s.end);
	return raw;
}

static bool range_of(const struct remarking *r, struct range *range, const struct finding *f)
{
	struct span raw = raw_of(r->now, f->span);
	uint32_t part = docx_part_of(r->now, raw.begin);
	struct place_in_base begin = base_begin(r, raw.begin), end;

	*range = (struct range){.quoted = false};
	if (r->base->parts.at[part].part == PART_FOOTNOTES ||
	    r->base->parts.at[part].part == PART_ENDNOTES)
		return at_reference(r, range, part, begin.at);
	if (part != 0)
		return at_start(range, &r->r->base->stories[0]);
	/* What reaches into other parts ends with this one. */
	if (raw.end > r->now->parts.at[0].raw.end)
		raw.end = r->now->parts.at[0].raw.end;
	end = base_end(r, raw.end);
	return in_body(r, range, begin, end);
}

/* ---- comments --------------------------------------------------------------------------- */

static void remark(struct remarking *r, const struct finding *f, struct arena *a)
{
	struct docx_remarking *to = r->r;
	struct range range;
	struct str text;
	uint32_t id;

	if (!range_of(r, &range, f))
		return;
	text = docx_comment_text(to->checked, f, range.quoted, a);
	if (docx_remark_met(to->ours, text, docx_mark_atom(&to->base->stories[0], &range.start)))
		return;
	id = docx_id_new(to->ids);
	range.start.id = range.end.id = id;
	*vec_push(a, &to->edits[0].marks) = range.start;
	*vec_push(a, &to->edits[0].marks) = range.end;
	docx_comment_put(to->out, &to->names, to->author, id, text);
	to->added++;
}

void docx_remark_all(struct docx_remarking *to, struct arena *a)
{
	struct remarking r = {to, to->checked->doc, to->base->doc, NULL};

	if (to->pieces)
		r.at = piece_offsets(to->pieces, a);
	for (uint32_t i = 0; i < to->checked->run.findings.n; i++)
		if (!to->checked->run.findings.at[i].suppressed.p)
			remark(&r, &to->checked->run.findings.at[i], a);
}
