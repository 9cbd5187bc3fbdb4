#include "doc/place.h"

#include "base/utf8.h"

/* The last segment of 'map' whose 'text' is at or before 'at'; NULL before the first. */
static const struct segment *segment_at(const struct segment *map, uint32_t n, uint32_t at)
{
	uint32_t low = 0, high = n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (map[mid].text <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low ? &map[low - 1] : NULL;
}

static uint32_t raw_of(const struct segment *s, uint32_t at)
{
	uint32_t into = at - s->text;

	if (s->kind != SEGMENT_COPY)
		return s->raw + (into && s->kind == SEGMENT_DECODED ? s->raw_size : 0);
	return s->raw + (into < s->raw_size ? into : s->raw_size);
}

uint32_t document_raw_begin(const struct document *d, uint32_t at)
{
	const struct segment *s = segment_at(d->map.at, d->map.n, at);

	return s ? raw_of(s, at) : at;
}

uint32_t document_raw_end(const struct document *d, uint32_t at)
{
	const struct segment *s = at ? segment_at(d->map.at, d->map.n, at - 1) : NULL;

	if (!s)
		return document_raw_begin(d, at);
	if (s->kind == SEGMENT_COPY)
		return raw_of(s, at - 1) + 1;
	return s->raw + s->raw_size;
}

uint32_t document_file_offset(const struct document *d, uint32_t raw)
{
	const struct segment *s = segment_at(d->bytes.at, d->bytes.n, raw);

	return s ? raw_of(s, raw) : raw;
}

/* Index of the line that holds 'raw'. */
static uint32_t line_at(const struct document *d, uint32_t raw)
{
	uint32_t low = 0, high = d->lines.n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (d->lines.at[mid] <= raw)
			low = mid + 1;
		else
			high = mid;
	}
	return low ? low - 1 : 0;
}

struct place document_place(const struct document *d, uint32_t raw, struct place_cursor *cursor)
{
	uint32_t line = line_at(d, raw);
	uint32_t from = d->lines.n ? d->lines.at[line] : 0, column = 1;

	if (cursor->column && cursor->line == line + 1 && cursor->raw <= raw) {
		from = cursor->raw;
		column = cursor->column;
	}
	if (raw > d->raw.n)
		raw = (uint32_t)d->raw.n;
	column += (uint32_t)utf8_count(str_part(d->raw, from, raw));
	*cursor = (struct place_cursor){raw, line + 1, column};
	return (struct place){document_file_offset(d, raw), line + 1, column, 0};
}

bool source_edit(const struct document *d, struct span span, struct span *raw)
{
	unsigned seams = document_seams(d, span);

	raw->begin = document_raw_begin(d, span.begin);
	raw->end = span_is_empty(span) ? raw->begin : document_raw_end(d, span.end);
	return raw->begin <= raw->end && !(seams & (SEAM_PAGE | SEAM_BLOCK));
}
