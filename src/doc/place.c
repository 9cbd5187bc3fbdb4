#include "doc/place.h"

#include "base/utf8.h"

/* The last segment whose 'text' is at or before 'at'; NULL before the first. */
static const struct segment *segment_at(const struct document *d, uint32_t at)
{
	uint32_t n = SORTED_UNTIL(d->map, text, at);

	return n ? &d->map.at[n - 1] : NULL;
}

static uint32_t raw_of(const struct segment *s, uint32_t at)
{
	uint32_t into = at - s->text;

	if (s->kind != SEGMENT_COPY)
		return s->raw + (into && s->kind == SEGMENT_DECODED ? s->raw_size : 0);
	return s->raw + (into < s->raw_size ? into : s->raw_size);
}

/* The segment at 'at', where 's' is that of a byte before it: most often the same. */
static const struct segment *segment_from(const struct document *d, const struct segment *s,
					  uint32_t at)
{
	enum { NEAR = 4 };
	const struct segment *end = d->map.at + d->map.n;

	for (int i = 0; s && i < NEAR; i++, s++)
		if (s + 1 == end || s[1].text > at)
			return s;
	return segment_at(d, at);
}

static uint32_t raw_at(const struct segment *s, uint32_t at)
{
	return s ? raw_of(s, at) : at;
}

uint32_t document_raw_begin(const struct document *d, uint32_t at)
{
	return raw_at(segment_at(d, at), at);
}

/* Behind the byte at 'at', which lies in 's'. */
static uint32_t raw_behind(const struct document *d, const struct segment *s, uint32_t at)
{
	if (!s)
		return document_raw_begin(d, at + 1);
	return s->kind == SEGMENT_COPY ? raw_of(s, at) + 1 : s->raw + s->raw_size;
}

uint32_t document_raw_end(const struct document *d, uint32_t at)
{
	return at ? raw_behind(d, segment_at(d, at - 1), at - 1) : document_raw_begin(d, at);
}

struct str document_source(const struct document *d)
{
	return d->parts.n ? d->text : d->raw;
}

uint32_t document_source_begin(const struct document *d, uint32_t at)
{
	return d->parts.n ? at : document_raw_begin(d, at);
}

struct span document_source_span(const struct document *d, struct span span)
{
	const struct segment *s;
	struct span raw;

	if (d->parts.n || span_is_empty(span)) {
		raw.begin = document_source_begin(d, span.begin);
		raw.end = d->parts.n ? span.end : raw.begin;
	} else {
		s = segment_at(d, span.begin);
		raw.begin = raw_at(s, span.begin);
		raw.end = raw_behind(d, segment_from(d, s, span.end - 1), span.end - 1);
	}
	raw.end = raw.end < raw.begin ? raw.begin : raw.end;
	return raw;
}

/* Bytes that 'raw', which has been converted, takes in the file. */
static size_t file_bytes(struct str raw, enum segment_kind kind)
{
	size_t n = utf8_count(raw);

	if (kind == SEGMENT_BYTES)
		return n;
	for (size_t i = 0; i < raw.n; i++)
		n += (uint8_t)raw.p[i] >= 0xf0;
	return n * 2;
}

uint32_t document_file_offset(const struct document *d, uint32_t raw)
{
	uint32_t n = SORTED_UNTIL(d->bytes, text, raw);
	const struct segment *s;
	size_t into;

	if (!n)
		return raw;
	s = &d->bytes.at[n - 1];
	if (s->kind != SEGMENT_BYTES && s->kind != SEGMENT_UNITS)
		return raw_of(s, raw);
	raw = raw < d->raw.n ? raw : (uint32_t)d->raw.n;
	into = file_bytes(str_part(d->raw, s->text, raw), s->kind);
	return s->raw + (uint32_t)(into < s->raw_size ? into : s->raw_size);
}

uint32_t document_line(const struct document *d, uint32_t raw)
{
	uint32_t n = d->lines.n ? sorted_until(d->lines.at, sizeof(uint32_t), d->lines.n, raw) : 0;

	return n ? n - 1 : 0;
}

struct place document_place(const struct document *d, uint32_t at, struct place_cursor *cursor)
{
	struct str source = document_source(d);
	uint32_t line = document_line(d, at);
	uint32_t from = d->lines.n ? d->lines.at[line] : 0, column = 1;

	if (cursor->column && cursor->line == line + 1 && cursor->raw <= at) {
		from = cursor->raw;
		column = cursor->column;
	}
	if (at > source.n)
		at = (uint32_t)source.n;
	column += (uint32_t)utf8_count(str_part(source, from, at));
	*cursor = (struct place_cursor){at, line + 1, column};
	return (struct place){document_file_offset(d, at), line + 1, column, 0};
}

/* True where an edit may begin or end: not inside what stands for raw bytes as a whole. */
static bool is_cut(const struct document *d, const struct segment *s, uint32_t at)
{
	return !s || s->kind != SEGMENT_DECODED || s->text == at || at >= d->text.n;
}

static bool is_inserted(const struct segment *s)
{
	return s && s->kind == SEGMENT_INSERTED;
}

/* New text goes behind the byte before it, inside any markup: "*Ibid*" becomes "*Ibid.*". */
static bool insertion(const struct document *d, uint32_t at, struct span *raw)
{
	const struct segment *s = segment_at(d, at);
	const struct segment *before = at ? segment_at(d, at - 1) : NULL;
	bool after = at && !is_inserted(before);

	if (!is_cut(d, s, at) || (!after && is_inserted(s)))
		return false;
	raw->begin = after ? raw_behind(d, before, at - 1) : raw_at(s, at);
	raw->end = raw->begin;
	return true;
}

/* The seams behind segment 's' and before 'end'. */
static unsigned seams_behind(const struct document *d, const struct segment *s, uint32_t end)
{
	const struct segment *last = d->map.at + d->map.n;
	unsigned seams = 0;

	for (s = s ? s + 1 : d->map.at; s < last && s->text < end; s++)
		seams |= s->seam;
	return seams;
}

bool source_edit(const struct document *d, struct span span, struct span *raw)
{
	enum { FOREIGN = SEAM_PAGE | SEAM_BLOCK | SEAM_RUN | SEAM_CHANGE | SEAM_FIELD };
	const struct segment *first, *last;

	if (span_is_empty(span))
		return insertion(d, span.begin, raw);
	first = segment_at(d, span.begin);
	if (seams_behind(d, first, span.end) & FOREIGN)
		return false;
	last = segment_from(d, first, span.end - 1);
	if (is_inserted(first) || is_inserted(last) || !is_cut(d, first, span.begin) ||
	    !is_cut(d, segment_from(d, last, span.end), span.end))
		return false;
	raw->begin = raw_at(first, span.begin);
	raw->end = raw_behind(d, last, span.end - 1);
	return raw->begin <= raw->end;
}

/* ---- packages -------------------------------------------------------------------------- */

/* Index of the segment that holds the byte at 'at', or NONE. */
static uint32_t segment_index(const struct document *d, uint32_t at)
{
	const struct segment *s = segment_at(d, at);

	return s ? (uint32_t)(s - d->map.at) : NONE;
}

static bool is_free(const struct segment *s)
{
	return !s->fixed && s->kind != SEGMENT_INSERTED && s->kind != SEGMENT_DROPPED;
}

/* New text goes behind the byte before it where that is free, else before the one behind it. */
static bool insertion_next(const struct document *d, uint32_t at, struct span *raw)
{
	const struct segment *before = at ? segment_at(d, at - 1) : NULL;
	const struct segment *after = segment_at(d, at);

	if (!is_cut(d, after, at))
		return false;
	if (before && is_free(before) && at <= d->text.n)
		raw->begin = document_raw_end(d, at);
	else if (after && is_free(after) && at < d->text.n)
		raw->begin = document_raw_begin(d, at);
	else
		return false;
	raw->end = raw->begin;
	return true;
}

bool source_is_free(const struct document *d, struct span span)
{
	uint32_t i = segment_index(d, span.begin);
	struct span raw;

	if (span_is_empty(span))
		return insertion_next(d, span.begin, &raw);
	if (i == NONE || !is_cut(d, &d->map.at[i], span.begin) ||
	    !is_cut(d, segment_at(d, span.end), span.end))
		return false;
	for (; i < d->map.n && d->map.at[i].text < span.end; i++)
		if (!is_free(&d->map.at[i]))
			return false;
	return true;
}

bool source_next(const struct document *d, struct span span, uint32_t *at, struct span *raw)
{
	uint32_t i = segment_index(d, *at), end;

	if (span_is_empty(span)) {
		if (*at != span.begin || !insertion_next(d, span.begin, raw))
			return false;
		*at = span.begin + 1;
		return true;
	}
	if (*at >= span.end || i == NONE)
		return false;
	end = i + 1 < d->map.n ? d->map.at[i + 1].text : (uint32_t)d->text.n;
	end = end < span.end ? end : span.end;
	*raw = (struct span){document_raw_begin(d, *at), document_raw_end(d, end)};
	*at = end;
	return true;
}
