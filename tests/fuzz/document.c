#include "document.h"

#include "base/utf8.h"
#include "cite/apparatus.h"
#include "doc/place.h"
#include "read/reader.h"

static bool in_text(const struct document *d, struct span s)
{
	return s.begin <= s.end && s.end <= d->text.n;
}

/* The map leads every byte of the text back, and copies are copies. Notes and page furniture were
 * moved, so only the text ascends. */
static void check_map(const struct document *d)
{
	for (uint32_t i = 0; i < d->map.n; i++) {
		const struct segment *s = &d->map.at[i];
		uint32_t end = i + 1 < d->map.n ? s[1].text : (uint32_t)d->text.n;

		FUZZ_HOLDS(s->text <= end && end <= d->text.n);
		FUZZ_HOLDS(s->raw <= d->raw.n && s->raw_size <= d->raw.n - s->raw);
		if (s->kind == SEGMENT_DROPPED)
			FUZZ_HOLDS(end == s->text);
		if (s->kind != SEGMENT_COPY)
			continue;
		FUZZ_HOLDS(end - s->text == s->raw_size);
		FUZZ_HOLDS(str_eq(str_part(d->text, s->text, end),
				  str_part(d->raw, s->raw, s->raw + s->raw_size)));
	}
}

static void check_blocks(const struct document *d)
{
	uint32_t end = 0;

	for (uint32_t i = 0; i < d->blocks.n; i++) {
		const struct block *b = &d->blocks.at[i];

		FUZZ_HOLDS(in_text(d, b->span) && b->span.begin >= end);
		FUZZ_HOLDS(span_is_empty(b->number) || span_holds(b->span, b->number));
		FUZZ_HOLDS(str_find(document_str(d, b->span), STR("\n"), 0) == SIZE_MAX);
		FUZZ_HOLDS(b->paragraph == NONE || b->paragraph <= i);
		FUZZ_HOLDS(b->section == NONE || b->section <= i);
		end = b->span.end;
	}
}

static void check_candidates(const struct document *d)
{
	for (uint32_t i = 0; i < d->indicators.n; i++) {
		const struct indicator_candidate *c = &d->indicators.at[i];

		FUZZ_HOLDS(in_text(d, c->span) && c->block < d->blocks.n);
		FUZZ_HOLDS(span_holds(d->blocks.at[c->block].span, c->span));
		FUZZ_HOLDS(i == 0 || c[-1].span.end <= c->span.begin);
		FUZZ_HOLDS(c->note == NONE || c->note < d->notes.n);
	}
	for (uint32_t i = 0; i < d->notes.n; i++) {
		const struct note_candidate *c = &d->notes.at[i];

		FUZZ_HOLDS(in_text(d, c->span) && c->block < d->blocks.n);
		FUZZ_HOLDS(i == 0 || c[-1].span.end <= c->span.begin);
	}
	for (uint32_t i = 0; i < d->links.n; i++)
		FUZZ_HOLDS(in_text(d, d->links.at[i].span));
}

/* Places ascend with the text, inside one part of it, and lie in the file. */
static void check_places(const struct document *d)
{
	struct place_cursor cursor = {0};
	uint32_t last = 0;

	for (uint32_t i = 0; i < d->blocks.n; i++) {
		uint32_t raw = document_raw_begin(d, d->blocks.at[i].span.begin);
		struct place place;

		FUZZ_HOLDS(raw <= d->raw.n);
		if (raw < last)
			cursor = (struct place_cursor){0};
		last = raw;
		place = document_place(d, raw, &cursor);
		FUZZ_HOLDS(place.line >= 1 && place.column >= 1);
		FUZZ_HOLDS(place.offset <= d->file_size);
	}
}

static void check_apparatus(const struct document *d, const struct apparatus *ap)
{
	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		FUZZ_HOLDS(in_text(d, ap->indicators.at[i].span));
		FUZZ_HOLDS(in_text(d, ap->indicators.at[i].claim));
		FUZZ_HOLDS(ap->indicators.at[i].note == NONE ||
			   ap->indicators.at[i].note < ap->notes.n);
	}
	for (uint32_t i = 0; i < ap->notes.n; i++) {
		const struct note *n = &ap->notes.at[i];

		FUZZ_HOLDS(in_text(d, n->span));
		FUZZ_HOLDS(n->indicator == NONE || n->indicator < ap->indicators.n);
		FUZZ_HOLDS(n->first_citation + n->ncitations <= ap->citations.n);
	}
	for (uint32_t i = 0; i < ap->symbols.n; i++)
		FUZZ_HOLDS(in_text(d, ap->symbols.at[i].span));
	for (uint32_t i = 0; i < ap->citations.n; i++)
		FUZZ_HOLDS(in_text(d, ap->citations.at[i].span));
}

int fuzz_document(const uint8_t *bytes, size_t n, const char *name)
{
	struct err err = ERR_INIT;
	struct document d;
	struct apparatus ap;
	struct arena a;

	arena_init(&a);
	if (read_bytes(&d, &a, (struct str){(const char *)bytes, n}, name, &err) == FF_OK) {
		FUZZ_HOLDS(utf8_valid(d.text) == d.text.n);
		check_map(&d);
		check_blocks(&d);
		check_candidates(&d);
		check_places(&d);
		cite_apparatus(&ap, &d, &(struct cite_options){0});
		check_apparatus(&d, &ap);
	} else {
		FUZZ_HOLDS(err.message[0] != '\0');
	}
	arena_release(&a);
	return 0;
}
