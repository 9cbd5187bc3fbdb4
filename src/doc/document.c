#include "doc/document.h"

/* Changes that are looked back at: a long one with so many others in it is not found. */
enum { NESTED_CHANGES = 8 };

/* Segments that a text is likely to have: a line, and what joins it to the next. */
enum { SEGMENTS_A_LINE = 2, SEGMENTS_LEAST = 64 };

void document_init(struct document *d, struct arena *a, struct str path)
{
	*d = (struct document){
		.arena = a,
		.path = path,
		.format = "text",
		.encoding = "utf-8",
		.text = STR_NONE,
		.raw = STR_NONE,
		.notes_heading = NONE,
	};
}

uint32_t document_block(const struct document *d, uint32_t at)
{
	uint32_t i = SORTED_UNTIL(d->blocks, span.end, at);

	return i < d->blocks.n && d->blocks.at[i].span.begin <= at ? i : NONE;
}

uint32_t document_page(const struct document *d, uint32_t block, uint32_t at)
{
	const struct block *b = &d->blocks.at[block];
	uint32_t begun = SORTED_UNTIL(d->pages, at, at);

	if (!b->page || !begun || d->pages.at[begun - 1].at < b->span.begin)
		return b->page;
	return d->pages.at[begun - 1].page;
}

unsigned document_seams(const struct document *d, struct span span)
{
	unsigned seams = 0;

	for (uint32_t i = SORTED_UNTIL(d->map, text, span.begin); i < d->map.n; i++) {
		if (d->map.at[i].text >= span.end)
			break;
		seams |= d->map.at[i].seam;
	}
	return seams;
}

const struct tracked_change *document_change(const struct document *d, struct span span)
{
	uint32_t low = 0, high = d->changes.n;

	/* The last that begins before the end; they lie side by side, but for a few that nest. */
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (d->changes.at[mid].span.begin < span.end ||
		    d->changes.at[mid].span.begin == span.begin)
			low = mid + 1;
		else
			high = mid;
	}
	for (uint32_t i = low; i-- && low - i <= NESTED_CHANGES;) {
		struct span s = d->changes.at[i].span;

		if (!span_is_empty(s) && s.end > span.begin)
			return &d->changes.at[i];
	}
	return NULL;
}

enum status text_open(struct text_writer *w, struct document *d, size_t most, struct err *err)
{
	if (most >= NONE)
		return err_set(err, FF_ELIMIT, "%.*s: the text is longer than 4 GiB",
			       STR_ARG(d->path));
	*w = (struct text_writer){.d = d, .cap = (uint32_t)most};
	w->p = arena_alloc(d->arena, most + 1);
	vec_reserve(d->arena, &d->map, SEGMENTS_A_LINE * d->lines.n + SEGMENTS_LEAST);
	return FF_OK;
}

static void add_segment(struct text_writer *w, struct span raw, enum segment_kind kind)
{
	struct segment *s = vec_push(w->d->arena, &w->d->map);

	*s = (struct segment){
		.text = w->n,
		.raw = raw.begin,
		.raw_size = raw.end - raw.begin,
		.kind = (uint8_t)kind,
		.seam = w->seam,
		.fixed = w->fixed,
	};
	w->seam = SEAM_NONE;
}

static void grow(struct text_writer *w, size_t n)
{
	size_t cap = (size_t)w->cap * 2 > w->n + n ? (size_t)w->cap * 2 : w->n + n;
	char *p;

	if (w->n + n >= NONE)
		return;
	cap = cap < NONE ? cap : NONE - 1;
	p = arena_alloc(w->d->arena, cap + 1);
	memcpy(p, w->p, w->n);
	w->p = p;
	w->cap = (uint32_t)cap;
}

/* The bound given to text_open is the reader's promise; a text past it is cut, not written. */
static void add_bytes(struct text_writer *w, const char *p, size_t n)
{
	if (n > w->cap - w->n && w->grows)
		grow(w, n);
	if (n > w->cap - w->n)
		n = w->cap - w->n;
	if (n == 1) /* the space between two lines */
		w->p[w->n] = *p;
	else
		memcpy(w->p + w->n, p, n);
	w->n += (uint32_t)n;
}

void text_copy(struct text_writer *w, struct span raw)
{
	struct segment *last = w->d->map.n ? vec_last(&w->d->map) : NULL;

	if (span_is_empty(raw))
		return;
	/* Pieces of one stretch are one segment. */
	if (last && last->kind == SEGMENT_COPY && !w->seam && last->fixed == w->fixed &&
	    last->raw + last->raw_size == raw.begin && last->text + last->raw_size == w->n)
		last->raw_size += raw.end - raw.begin;
	else
		add_segment(w, raw, SEGMENT_COPY);
	add_bytes(w, w->d->raw.p + raw.begin, raw.end - raw.begin);
}

void text_decoded(struct text_writer *w, struct span raw, struct str as)
{
	add_segment(w, raw, SEGMENT_DECODED);
	add_bytes(w, as.p, as.n);
}

void text_inserted(struct text_writer *w, struct str text, uint32_t raw)
{
	add_segment(w, (struct span){raw, raw}, SEGMENT_INSERTED);
	add_bytes(w, text.p, text.n);
}

void text_dropped(struct text_writer *w, struct span raw)
{
	uint8_t seam = w->seam;

	add_segment(w, raw, SEGMENT_DROPPED);
	w->seam = seam;
}

void text_seam(struct text_writer *w, unsigned seam)
{
	w->seam |= (uint8_t)seam;
}

void text_trim(struct text_writer *w, uint32_t from)
{
	struct segment *last;
	uint32_t n = w->n;

	while (n > from && (w->p[n - 1] == ' ' || w->p[n - 1] == '\t'))
		n--;
	if (n == w->n)
		return;
	w->n = n;
	while (w->d->map.n && vec_last(&w->d->map)->text >= n)
		w->d->map.n--;
	last = w->d->map.n ? vec_last(&w->d->map) : NULL;
	if (last && last->kind == SEGMENT_COPY && last->raw_size > n - last->text)
		last->raw_size = n - last->text;
}

void text_close(struct text_writer *w)
{
	w->d->text = (struct str){w->p, w->n};
}
