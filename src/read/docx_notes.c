/*
 * Notes. The number that a reference shows is its place among the references, whatever its id;
 * the order of the notes is that of their calls, whatever that of the file.
 */
#include "read/docx.h"

#include "base/utf8.h"

#include <stdlib.h>

/* ---- the numbers ----------------------------------------------------------------------- */

/* What the section says, else the settings, else what Word does unasked. */
static struct docx_note_numbers numbers_of(const struct docx *r, unsigned series)
{
	struct docx_note_numbers n = r->settings.notes[series];
	const struct docx_note_numbers *own;

	if (r->sections.n) {
		uint32_t i = r->section < r->sections.n ? r->section : r->sections.n - 1;

		own = &r->sections.at[i]->notes[series];
		n.format = own->format.n ? own->format : n.format;
		n.restart = own->restart.n ? own->restart : n.restart;
		n.start = own->start >= 0 ? own->start : n.start;
	}
	if (!n.format.n)
		n.format = series == DOCX_FOOTNOTES ? STR("decimal") : STR("lowerRoman");
	if (n.start < 0)
		n.start = 1;
	return n;
}

static bool begins_anew(const struct docx *r, const struct docx_notes *n, struct str restart)
{
	if (!n->any)
		return true;
	if (str_eq(restart, STR("eachSect")))
		return n->section != r->section;
	return str_eq(restart, STR("eachPage")) && n->page != r->page;
}

static uint32_t number_next(const struct docx *r, struct docx_notes *n,
			    const struct docx_note_numbers *how)
{
	if (begins_anew(r, n, how->restart)) {
		n->restart += n->any;
		n->last = (uint32_t)how->start - 1;
	}
	n->any = true;
	n->section = r->section;
	n->page = r->page;
	return ++n->last;
}

/* Figures are raised, so that they are no part of the word before; letters stand in brackets. */
static struct str glyphs_of(struct arena *a, struct str label)
{
	static const uint16_t raised[] = {0x2070, 0xb9,	  0xb2,	  0xb3,	  0x2074,
					  0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
	char *p = arena_alloc(a, label.n * 3 + 1);
	size_t n = 0;

	for (size_t i = 0; i < label.n; i++) {
		if (is_alpha(label.p[i]))
			return arena_printf(a, "[%.*s]", STR_ARG(label));
		if (is_digit(label.p[i]))
			n += utf8_put(raised[label.p[i] - '0'], p + n);
		else
			p[n++] = label.p[i];
	}
	return (struct str){p, n};
}

static enum indicator_kind kind_of(struct str label)
{
	for (size_t i = 0; i < label.n; i++)
		if (label.p[i] != '*')
			return is_digit(label.p[0]) ? INDICATOR_NUMBER : INDICATOR_LETTER;
	return label.n ? INDICATOR_ASTERISK : INDICATOR_NUMBER;
}

/* ---- references -------------------------------------------------------------------------- */

static unsigned series_of(uint8_t part)
{
	return part == PART_ENDNOTES ? DOCX_ENDNOTES : DOCX_FOOTNOTES;
}

static void add_indicator(struct docx *r, struct docx_call *call, struct span span, uint8_t part)
{
	struct document *d = r->d;

	if (d->indicators.n >= READ_MAX_NOTES) {
		r->beyond = "1,048,576 indicators";
		return;
	}
	call->indicator = d->indicators.n;
	*vec_push(d->arena, &d->indicators) = (struct indicator_candidate){
		.span = span,
		.label = call->label,
		.number = call->number,
		.block = r->block,
		.kind = call->kind,
		.evidence = EVIDENCE_FORMAT,
		.part = part,
		.note = NONE,
	};
}

/* The text that follows in the run is the mark. */
static void custom_reference(struct docx *r, const struct docx_event *e, uint32_t call)
{
	docx_block_open(r, e->raw.begin);
	docx_open_begin(r);
	r->mark = call * 2 + series_of(e->part);
	r->mark_begin = r->w.n;
}

static void said_label(struct docx_call *call, struct str label)
{
	call->label = label;
	call->kind = (uint8_t)kind_of(label);
	if (!str_number(label, &call->number))
		call->number = 0;
}

static void next_label(struct docx *r, struct docx_notes *n, struct docx_call *call,
		       const struct docx_note_numbers *how)
{
	char label[DOCX_LABEL_MOST];
	size_t size;

	call->number = number_next(r, n, how);
	call->restart = n->restart;
	size = docx_number_show(how->format, call->number, label, sizeof(label));
	call->label = arena_str(r->d->arena, (struct str){label, size});
	call->kind = str_eq(how->format, STR("chicago")) ? (uint8_t)kind_of(call->label)
							 : (uint8_t)INDICATOR_NUMBER;
	if (call->kind != INDICATOR_NUMBER)
		call->number = 0;
}

void docx_reference(struct docx *r, const struct docx_event *e)
{
	struct docx_notes *n = &r->notes[series_of(e->part)];
	struct docx_note_numbers how = numbers_of(r, series_of(e->part));
	uint32_t index = n->calls.n;
	struct docx_call *call;
	struct str glyphs;

	docx_mark_close(r);
	call = vec_push(r->d->arena, &n->calls);
	*call = (struct docx_call){
		.id = e->id,
		.indicator = NONE,
		.label = STR_NONE,
		.restart = n->restart,
		.page = e->part == PART_FOOTNOTES ? r->page : 0,
		.custom = e->of,
	};
	if (e->of) {
		custom_reference(r, e, index);
		return;
	}
	r->mark = NONE;
	if (e->name.n)
		said_label(call, e->name);
	else
		next_label(r, n, call, &how);
	glyphs = glyphs_of(r->d->arena, call->label);
	docx_put(r, e, glyphs, FIXED_MARK);
	add_indicator(r, call, (struct span){r->w.n - (uint32_t)glyphs.n, r->w.n}, e->part);
}

void docx_mark_close(struct docx *r)
{
	struct docx_call *call;
	struct span span;
	struct str text;

	if (r->mark == NONE || r->block == NONE || r->w.n <= r->mark_begin)
		return;
	call = &r->notes[r->mark % 2].calls.at[r->mark / 2];
	text = (struct str){r->w.p + r->mark_begin, r->w.n - r->mark_begin};
	span.begin = r->mark_begin;
	while (text.n && is_space(text.p[0])) {
		text = str_skip(text, 1);
		span.begin++;
	}
	while (text.n && is_space(text.p[text.n - 1]))
		text.n--;
	span.end = span.begin + (uint32_t)text.n;
	if (!text.n)
		return;
	call->label = arena_str(r->d->arena, text);
	call->kind = (uint8_t)kind_of(text);
	if (!str_number(text, &call->number))
		call->number = 0;
	add_indicator(r, call, span, r->mark % 2 ? PART_ENDNOTES : PART_FOOTNOTES);
	r->mark = NONE;
}

/* ---- one note ------------------------------------------------------------------------------- */

void docx_note_mark(struct docx *r, const struct docx_event *e)
{
	uint32_t begin;

	if (!r->in_note || !r->label_due)
		return;
	r->label_due = false;
	docx_block_open(r, e->raw.begin);
	begin = r->w.n;
	if (r->call && r->call->label.n) {
		docx_put(r, e, r->call->label, FIXED_MARK);
		r->printed = (struct span){begin, r->w.n};
		text_inserted(&r->w, STR(" "), e->raw.end);
	}
	r->note_begin = r->w.n;
	r->skip_space = true;
}

void docx_note_begins(struct docx *r)
{
	r->label_due = false;
	r->printed = (struct span){r->w.n, r->w.n};
	r->note_begin = r->w.n;
}

static void note_open(struct docx *r, const struct docx_call *call)
{
	docx_block_close(r);
	r->in_note = r->label_due = true;
	r->call = call;
	r->joining = false;
	r->printed = (struct span){r->w.n, r->w.n};
	r->note_begin = r->w.n;
}

/* A mark of its own is typed before the text of the note as well. */
static void custom_label(struct docx *r, const struct docx_call *call)
{
	struct str text = {r->w.p + r->note_begin, r->w.n - r->note_begin};
	uint32_t n = (uint32_t)call->label.n;

	if (!call->custom || !n || !str_starts(text, call->label))
		return;
	r->printed = (struct span){r->note_begin, r->note_begin + n};
	while (n < text.n && is_space(text.p[n]) && text.p[n] != '\n')
		n++;
	r->note_begin += n;
}

static void note_close(struct docx *r, uint32_t block)
{
	struct document *d = r->d;
	const struct docx_call *call = r->call;
	struct note_candidate *c;

	docx_block_close(r);
	/* A note without a word is one all the same. */
	if (d->blocks.n == block) {
		docx_block_open(r, 0);
		docx_block_close(r);
		r->note_begin = vec_last(&d->blocks)->span.end;
	}
	if (call)
		custom_label(r, call);
	c = vec_push(d->arena, &d->notes);
	*c = (struct note_candidate){
		.span = {r->note_begin, vec_last(&d->blocks)->span.end},
		.printed = r->printed,
		/* Word shows nothing of a note that is not called. */
		.label = call ? call->label : STR("?"),
		.number = call ? call->number : 0,
		.block = block,
		.part = r->part,
		.kind = call ? call->kind : (uint8_t)INDICATOR_LETTER,
		.certain = true,
		.restart = call ? call->restart : 0,
	};
	if (c->span.begin > c->span.end)
		c->span.begin = c->span.end;
	if (d->notes.n > READ_MAX_NOTES)
		r->beyond = "1,048,576 notes";
	r->in_note = r->label_due = false;
	r->call = NULL;
}

/* ---- all notes of a series ---------------------------------------------------------------------
 */

/* A note that is called, in the order of its first call. */
struct due {
	const struct docx_call *call;
	struct docx_record record; /* its events, where it came too early */
	uint32_t note;		   /* index in document.notes, or NONE */
	bool seen;
};

struct by_id {
	int32_t id;
	uint32_t at; /* call, later: index of the due note */
};

enum fate { NOTE_LIVE, NOTE_RECORD, NOTE_SKIP };

struct notes_story {
	struct docx *r;
	struct docx_notes *notes;
	struct due *due;
	struct by_id *ids;
	uint32_t n, next; /* next: to be written */
	VEC(struct docx_record) uncalled;
	struct docx_record *record; /* where events go under NOTE_RECORD */
	uint32_t current;	    /* index of the due note, or NONE */
	uint32_t block;		    /* its first */
	enum fate fate;
};

static int compare_ids(const void *a, const void *b)
{
	const struct by_id *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static int compare_numbers(const void *a, const void *b)
{
	const int32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static uint32_t due_find(const struct notes_story *s, int32_t id)
{
	uint32_t low;

	SEARCH(low, s->n, s->ids[low].id < id);
	return low < s->n && s->ids[low].id == id ? s->ids[low].at : NONE;
}

/* Lists the notes that are called by their first calls, and finds them by their ids. */
static void due_list(struct notes_story *s)
{
	struct docx_notes *notes = s->notes;
	struct arena *a = s->r->d->arena;
	uint32_t n = notes->calls.n, kept = 0, *place = arena_alloc(a, (n + 1) * sizeof(*place));

	s->ids = arena_alloc(a, (n + 1) * sizeof(*s->ids));
	s->due = arena_zero(a, (n + 1) * sizeof(*s->due));
	for (uint32_t i = 0; i < n; i++)
		s->ids[i] = (struct by_id){notes->calls.at[i].id, i};
	if (n)
		qsort(s->ids, n, sizeof(*s->ids), compare_ids);
	for (uint32_t i = 0; i < n; i++)
		place[i] = NONE;
	for (uint32_t i = 0; i < n; i++) {
		if (kept && s->ids[kept - 1].id == s->ids[i].id)
			continue;
		place[s->ids[i].at] = kept;
		s->ids[kept++] = s->ids[i];
	}
	for (uint32_t i = 0; i < n; i++) {
		if (place[i] == NONE)
			continue;
		s->due[s->n] = (struct due){.call = &notes->calls.at[i], .note = NONE};
		s->ids[place[i]].at = s->n++;
	}
	if (notes->dropped.n)
		qsort(notes->dropped.at, notes->dropped.n, sizeof(int32_t), compare_numbers);
}

static bool is_dropped(const struct docx_notes *notes, int32_t id)
{
	return notes->dropped.n && bsearch(&id, notes->dropped.at, notes->dropped.n,
					   sizeof(int32_t), compare_numbers) != NULL;
}

static void write_due(struct notes_story *s, struct due *due)
{
	struct docx *r = s->r;
	uint32_t block = r->d->blocks.n;

	note_open(r, due->call);
	docx_record_play(r, &due->record);
	due->note = r->d->notes.n;
	note_close(r, block);
}

/* Behind a note that came in time those that came too early may be due. */
static void story_note_close(struct notes_story *s)
{
	if (s->fate == NOTE_LIVE && s->current != NONE) {
		s->due[s->current].note = s->r->d->notes.n;
		note_close(s->r, s->block);
		for (s->next++; s->next < s->n && s->due[s->next].seen; s->next++)
			write_due(s, &s->due[s->next]);
	}
	s->fate = NOTE_SKIP;
}

static void story_note_open(struct notes_story *s, const struct docx_event *e)
{
	uint32_t at = due_find(s, e->id);

	/* A note within a note ends it. */
	story_note_close(s);
	s->current = NONE;
	s->fate = NOTE_SKIP;
	if (e->of || (at == NONE && is_dropped(s->notes, e->id)))
		return;
	if (at == NONE || s->due[at].seen) {
		s->record = vec_push(s->r->d->arena, &s->uncalled);
		s->fate = NOTE_RECORD;
		return;
	}
	s->current = at;
	s->due[at].seen = true;
	s->fate = at == s->next ? NOTE_LIVE : NOTE_RECORD;
	s->record = &s->due[at].record;
	s->block = s->r->d->blocks.n;
	if (s->fate == NOTE_LIVE)
		note_open(s->r, s->due[at].call);
}

static void story_event(void *to, const struct docx_event *e)
{
	struct notes_story *s = to;

	if (e->kind == DOCX_NOTE)
		story_note_open(s, e);
	else if (e->kind == DOCX_NOTE_END)
		story_note_close(s);
	else if (s->fate == NOTE_LIVE)
		docx_take(s->r, e);
	else if (s->fate == NOTE_RECORD)
		docx_record_add(s->r, s->record, e);
}

/* Notes that nothing calls are shown behind the others. */
static void write_rest(struct notes_story *s)
{
	struct docx *r = s->r;

	for (; s->next < s->n && !r->beyond; s->next++)
		if (s->due[s->next].seen)
			write_due(s, &s->due[s->next]);
	for (uint32_t i = 0; i < s->uncalled.n && !r->beyond; i++) {
		struct due none = {.record = s->uncalled.at[i]};

		write_due(s, &none);
	}
}

static void tie_calls(struct notes_story *s)
{
	for (uint32_t i = 0; i < s->notes->calls.n; i++) {
		const struct docx_call *call = &s->notes->calls.at[i];
		uint32_t at = due_find(s, call->id);

		if (call->indicator != NONE && at != NONE)
			s->r->d->indicators.at[call->indicator].note = s->due[at].note;
	}
}

enum status docx_notes_write(struct docx *r, unsigned series, uint32_t part)
{
	struct notes_story s = {.r = r, .notes = &r->notes[series], .fate = NOTE_SKIP};
	const struct docx_handler handler = {&s, story_event};

	due_list(&s);
	if (docx_walk(r->d, part, &handler, r->err) != FF_OK)
		return r->err->status;
	write_rest(&s);
	tie_calls(&s);
	return FF_OK;
}

void docx_notes_play(struct docx *r, unsigned series, const struct docx_record *records, uint32_t n)
{
	const struct docx_notes *notes = &r->notes[series];

	r->part = series == DOCX_ENDNOTES ? PART_ENDNOTES : PART_FOOTNOTES;
	r->block = NONE;
	for (uint32_t i = 0; i < notes->calls.n && !r->beyond; i++) {
		const struct docx_call *call = &notes->calls.at[i];
		uint32_t block = r->d->blocks.n;

		if (call->id < 0 || (uint32_t)call->id >= n || call->indicator == NONE)
			continue;
		note_open(r, call);
		docx_record_play(r, &records[call->id]);
		r->d->indicators.at[call->indicator].note = r->d->notes.n;
		note_close(r, block);
	}
}
