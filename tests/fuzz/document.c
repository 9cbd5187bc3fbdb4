#include "document.h"

#include "base/utf8.h"
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
	for (uint32_t i = 0; i < d->changes.n; i++)
		FUZZ_HOLDS(in_text(d, d->changes.at[i].span));
	for (uint32_t i = 0; i < d->fields.n; i++)
		FUZZ_HOLDS(in_text(d, d->fields.at[i].span) && in_text(d, d->fields.at[i].target));
}

/* Places ascend with the text, inside one part of it, and lie in the file. */
static void check_places(const struct document *d)
{
	struct place_cursor cursor = {0};
	uint32_t last = 0;

	for (uint32_t i = 0; i < d->blocks.n; i++) {
		uint32_t raw = document_source_begin(d, d->blocks.at[i].span.begin);
		struct place place;

		FUZZ_HOLDS(raw <= document_source(d).n);
		if (raw < last)
			cursor = (struct place_cursor){0};
		last = raw;
		place = document_place(d, raw, &cursor);
		FUZZ_HOLDS(place.line >= 1 && place.column >= 1);
		FUZZ_HOLDS(place.offset <= (d->parts.n ? d->text.n : d->file_size));
	}
}

/* ---- the apparatus ------------------------------------------------------------- */

static void check_ties(const struct apparatus *ap)
{
	const struct document *d = ap->doc;

	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		FUZZ_HOLDS(in_text(d, ap->indicators.at[i].span));
		FUZZ_HOLDS(in_text(d, ap->indicators.at[i].claim));
		FUZZ_HOLDS(ap->indicators.at[i].note == NONE ||
			   ap->indicators.at[i].note < ap->notes.n);
	}
	for (uint32_t i = 0; i < ap->notes.n; i++) {
		const struct note *n = &ap->notes.at[i];

		FUZZ_HOLDS(in_text(d, n->span));
		FUZZ_HOLDS(i == 0 || n[-1].span.end <= n->span.begin);
		FUZZ_HOLDS(n->indicator == NONE || n->indicator < ap->indicators.n);
	}
	for (uint32_t i = 0; i < ap->symbols.n; i++)
		FUZZ_HOLDS(in_text(d, ap->symbols.at[i].span));
	for (uint32_t i = 0; i < ap->addresses.n; i++)
		FUZZ_HOLDS(in_text(d, ap->addresses.at[i].span));
	for (uint32_t i = 0; i < ap->named.n; i++)
		FUZZ_HOLDS(in_text(d, ap->named.at[i].span));
}

/* How long the list is that a token of this kind points into. */
static uint32_t indexed(const struct apparatus *ap, uint8_t kind)
{
	switch (kind) {
	case TOKEN_SYMBOL:
		return ap->symbols.n;
	case TOKEN_NAMED:
		return ap->named.n;
	case TOKEN_ADDRESS:
		return ap->addresses.n;
	case TOKEN_LOCATOR:
		return ap->locators.n;
	case TOKEN_SUBMISSION:
		return ap->submissions.n;
	default:
		return 0;
	}
}

/* The tokens of a note cover every byte of it once, in order. */
static void check_tokens(const struct apparatus *ap, const struct note *n)
{
	uint32_t at = n->span.begin;

	FUZZ_HOLDS(n->ntokens <= ap->tokens.n && n->first_token <= ap->tokens.n - n->ntokens);
	for (uint32_t i = n->first_token; i < n->first_token + n->ntokens; i++) {
		const struct token *t = &ap->tokens.at[i];

		FUZZ_HOLDS(t->span.begin == at && t->span.end > at);
		FUZZ_HOLDS(t->kind <= TOKEN_SEPARATOR);
		FUZZ_HOLDS(t->index == NONE || t->index < indexed(ap, t->kind));
		at = t->span.end;
	}
	FUZZ_HOLDS(at == n->span.end);
}

/* Its citations lie in it, one behind the other, and so do their locators. */
static void check_citations(const struct apparatus *ap, const struct note *n)
{
	uint32_t at = n->span.begin;

	FUZZ_HOLDS(n->ncitations <= ap->citations.n);
	FUZZ_HOLDS(n->first_citation <= ap->citations.n - n->ncitations);
	for (uint32_t i = n->first_citation; i < n->first_citation + n->ncitations; i++) {
		const struct citation *c = &ap->citations.at[i];

		FUZZ_HOLDS(c->span.begin >= at && c->span.begin <= c->span.end);
		FUZZ_HOLDS(span_holds(n->span, c->span));
		FUZZ_HOLDS(c->source.begin <= c->source.end && span_holds(n->span, c->source));
		FUZZ_HOLDS(span_is_empty(c->signal) || span_holds(n->span, c->signal));
		FUZZ_HOLDS(c->symbol == NONE || c->symbol < ap->symbols.n);
		FUZZ_HOLDS(c->named == NONE || c->named < ap->named.n);
		FUZZ_HOLDS(c->address == NONE || c->address < ap->addresses.n);
		FUZZ_HOLDS(c->antecedent == NONE || c->antecedent < ap->citations.n);
		FUZZ_HOLDS(c->same_as_note == NONE || c->same_as_note < ap->notes.n);
		FUZZ_HOLDS(c->nlocators <= ap->locators.n);
		FUZZ_HOLDS(c->first_locator <= ap->locators.n - c->nlocators);
		for (uint32_t k = c->first_locator; k < c->first_locator + c->nlocators; k++)
			FUZZ_HOLDS(span_holds(n->span, ap->locators.at[k].span));
		at = c->span.end;
	}
}

static void check_number(struct span in, const struct locator_number *n)
{
	FUZZ_HOLDS(span_holds(in, n->span));
	FUZZ_HOLDS(span_is_empty(n->figure) || span_holds(n->span, n->figure));
	FUZZ_HOLDS(span_is_empty(n->below) || span_holds(n->span, n->below));
}

static void check_locator(const struct apparatus *ap, const struct locator *l)
{
	uint32_t at = l->span.begin;

	FUZZ_HOLDS(in_text(ap->doc, l->span) && span_holds(l->span, l->word));
	FUZZ_HOLDS(l->unit <= UNIT_NOTE);
	FUZZ_HOLDS(l->citation == NONE || l->citation < ap->citations.n);
	FUZZ_HOLDS(l->nitems <= ap->locator_items.n);
	FUZZ_HOLDS(l->first_item <= ap->locator_items.n - l->nitems);
	for (uint32_t i = l->first_item; i < l->first_item + l->nitems; i++) {
		const struct locator_item *item = &ap->locator_items.at[i];

		FUZZ_HOLDS(item->span.begin >= at && span_holds(l->span, item->span));
		FUZZ_HOLDS(item->joint_kind <= JOINT_CLOSE);
		check_number(item->span, &item->from);
		if (!span_is_empty(item->to.span)) {
			check_number(item->span, &item->to);
			FUZZ_HOLDS(item->from.span.end <= item->dash.begin);
			FUZZ_HOLDS(item->dash.end <= item->to.span.begin);
		}
		at = item->span.end;
	}
}

void fuzz_apparatus(const struct apparatus *ap)
{
	check_ties(ap);
	for (uint32_t i = 0; i < ap->notes.n; i++) {
		check_tokens(ap, &ap->notes.at[i]);
		check_citations(ap, &ap->notes.at[i]);
	}
	for (uint32_t i = 0; i < ap->locators.n; i++)
		check_locator(ap, &ap->locators.at[i]);
}

/* The bytes that an edit may touch are those of its words. */
static void check_edits(const struct document *d)
{
	for (uint32_t i = 0; d->parts.n && i < d->blocks.n; i++) {
		struct span s = d->blocks.at[i].span, raw;
		uint32_t at = s.begin;

		if (span_is_empty(s) || !source_is_free(d, s))
			continue;
		while (source_next(d, s, &at, &raw))
			FUZZ_HOLDS(raw.begin <= raw.end && raw.end <= d->raw.n);
		FUZZ_HOLDS(at == s.end);
	}
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
		check_edits(&d);
		cite_apparatus(&ap, &d, &(struct cite_options){0});
		fuzz_apparatus(&ap);
	} else {
		FUZZ_HOLDS(err.message[0] != '\0');
	}
	arena_release(&a);
	return 0;
}
