#include "read/markdown.h"

#include <stdlib.h>

struct named {
	struct str label;
	uint32_t note;
};

/* By length, then by bytes without regard to case: any order will do. */
static int compare_labels(struct str a, struct str b)
{
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	for (size_t i = 0; i < a.n; i++) {
		char x = to_lower(a.p[i]), y = to_lower(b.p[i]);

		if (x != y)
			return (uint8_t)x < (uint8_t)y ? -1 : 1;
	}
	return 0;
}

static int compare_named(const void *one, const void *other)
{
	const struct named *a = one, *b = other;
	int order = compare_labels(a->label, b->label);

	return order ? order : (a->note > b->note) - (a->note < b->note);
}

/* Lists the definitions by their labels, and chains those that share one. */
static void index_labels(struct markdown *m)
{
	struct named *named = arena_alloc(m->d->arena, m->notes.n * sizeof(*named));

	for (uint32_t i = 0; i < m->notes.n; i++)
		named[i] = (struct named){m->notes.at[i].label, i};
	qsort(named, m->notes.n, sizeof(*named), compare_named);
	m->by_label = arena_alloc(m->d->arena, m->notes.n * sizeof(*m->by_label));
	m->nlabels = 0;
	for (uint32_t i = 0; i < m->notes.n; i++) {
		if (i && compare_labels(named[i].label, named[i - 1].label) == 0)
			m->notes.at[named[i - 1].note].same = named[i].note;
		else
			m->by_label[m->nlabels++] = named[i].note;
	}
}

void markdown_note_queue(struct markdown *m, uint32_t note)
{
	for (; note != NONE && m->notes.at[note].index == NONE; note = m->notes.at[note].same) {
		m->notes.at[note].index = m->queue.n;
		*vec_push(m->d->arena, &m->queue) = note;
	}
}

uint32_t markdown_note_called(struct markdown *m, struct str label)
{
	uint32_t low = 0, high = m->nlabels;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2, note = m->by_label[mid];
		int order = compare_labels(m->notes.at[note].label, label);

		if (order == 0) {
			markdown_note_queue(m, note);
			return m->notes.at[note].index;
		}
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NONE;
}

/* Notes in the order of their first calls, which may stand in notes; then those never called. */
static void write_notes(struct md_writer *mw)
{
	struct markdown *m = mw->m;
	uint32_t definitions = m->notes.n, written = 0;

	/* What follows the definitions in the list are inline notes: they are always called. */
	for (uint32_t i = 0; i <= definitions; i++) {
		for (; written < m->queue.n && !mw->beyond; written++)
			markdown_write_note(mw, m->queue.at[written]);
		if (i < definitions)
			markdown_note_queue(m, i);
	}
}

/* Of the indicators that glyphs betray, the raised ones outside code count. */
static uint32_t keep_raised(struct md_writer *mw, uint32_t first)
{
	struct document *d = mw->m->d;
	uint32_t code = 0, kept = first;

	for (uint32_t i = first; i < d->indicators.n; i++) {
		struct indicator_candidate *c = &d->indicators.at[i];

		while (code < mw->code.n && mw->code.at[code] < c->block)
			code++;
		if (c->evidence == EVIDENCE_RAISED &&
		    (code == mw->code.n || mw->code.at[code] != c->block))
			d->indicators.at[kept++] = *c;
	}
	return kept;
}

static int compare_spans(const void *one, const void *other)
{
	const struct span *a = one, *b = other;

	return (a->begin > b->begin) - (a->begin < b->begin);
}

static enum status write_document(struct md_writer *mw, struct err *err)
{
	struct document *d = mw->m->d;
	uint32_t leaves = mw->m->leaves.n, calls;

	for (uint32_t i = 0; i < leaves && !mw->beyond; i++)
		if (mw->m->leaves.at[i].note == NONE)
			markdown_write_leaf(mw, i);
	write_notes(mw);
	text_close(&mw->w);
	if (mw->beyond)
		return err_set(err, FF_ELIMIT, "%.*s: has more than %s; split the file",
			       STR_ARG(d->path), mw->beyond);
	calls = d->indicators.n;
	read_indicators(d, false);
	d->indicators.n = keep_raised(mw, calls);
	indicators_merge(d, calls);
	if (d->comments.n)
		qsort(d->comments.at, d->comments.n, sizeof(*d->comments.at), compare_spans);
	return FF_OK;
}

static enum status read_markdown(struct document *d, struct err *err)
{
	struct markdown m = {.d = d};
	struct md_writer mw = {.m = &m, .paragraph = NONE, .section = NONE, .note = NONE};
	/* Inline notes leave three bytes behind and add a line end; nothing else grows. */
	enum status status = text_open(&mw.w, d, d->raw.n + d->raw.n / 3 + 16, err);

	if (status != FF_OK)
		return status;
	markdown_blocks(&m);
	index_labels(&m);
	mw.scanner = arena_alloc(d->arena, sizeof(*mw.scanner));
	return write_document(&mw, err);
}

const struct reader reader_markdown = {
	.name = "markdown",
	.extensions = " md markdown mdown mkd ",
	.summary = "Markdown with footnotes ([^1])",
	.read = read_markdown,
};
