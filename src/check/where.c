#include "check/where.h"

#include "check/rule.h"

const char *series_name(enum note_series series)
{
	static const char *const names[] = {
		[SERIES_FOOTNOTES] = "footnotes",
		[SERIES_ENDNOTES] = "endnotes",
		[SERIES_ASTERISKS] = "asterisks",
		[SERIES_LETTERS] = "letters",
	};

	return names[series];
}

static const char *part_name(unsigned part)
{
	static const char *const names[] = {"body", "footnotes", "endnotes", "header", "footer"};

	return names[part < COUNT_OF(names) ? part : 0];
}

/* Each series counts from 1, and anew where its numbering restarts. */
void where_init(struct where_map *map, const struct apparatus *ap)
{
	uint32_t counts[4] = {0}, restarts[4] = {0};

	map->ap = ap;
	map->ordinals = arena_alloc(ap->doc->arena, ((size_t)ap->notes.n + 1) * sizeof(uint32_t));
	for (uint32_t i = 0; i < ap->notes.n; i++) {
		const struct note *note = &ap->notes.at[i];
		unsigned s = note->series & 3u;

		if (restarts[s] != note->restart)
			counts[s] = 0;
		restarts[s] = note->restart;
		map->ordinals[i] = ++counts[s];
	}
}

struct str where_paragraph(const struct apparatus *ap, uint32_t block)
{
	const struct document *d = ap->doc;
	const struct block *b = block < d->blocks.n ? &d->blocks.at[block] : NULL;
	struct str number;

	if (b && b->paragraph < d->blocks.n)
		b = &d->blocks.at[b->paragraph];
	if (!b || !b->value)
		return STR_NONE;
	if (b->damaged || span_is_empty(b->number))
		return arena_printf(d->arena, "%u", b->value);
	number = str_trim(document_str(d, b->number));
	while (number.n && (number.p[number.n - 1] == '.' || number.p[number.n - 1] == ')'))
		number.n--;
	return number;
}

/* The note whose label or text holds 'at' (or ends there), or NONE. */
static uint32_t note_at(const struct apparatus *ap, uint32_t at)
{
	uint32_t low = 0, high = ap->notes.n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		const struct note *n = &ap->notes.at[mid];
		uint32_t begin = span_is_empty(n->printed) ? n->span.begin : n->printed.begin;

		if (begin <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low && at <= ap->notes.at[low - 1].span.end ? low - 1 : NONE;
}

static void in_note(struct where *w, const struct where_map *map, uint32_t index)
{
	const struct note *note = &map->ap->notes.at[index];

	w->series = series_name(note->series);
	w->note = note->label;
	w->note_index = map->ordinals[index];
}

struct where where_of(const struct where_map *map, uint32_t at)
{
	const struct apparatus *ap = map->ap;
	uint32_t block = document_block(ap->doc, at), note = note_at(ap, at);
	struct where w = {.part = "body", .paragraph = STR_NONE, .note = STR_NONE};

	/* An end of a span lies behind the last byte of its block. */
	if (block == NONE && at)
		block = document_block(ap->doc, at - 1);
	if (block != NONE) {
		w.part = part_name(ap->doc->blocks.at[block].part);
		w.page = document_page(ap->doc, block, at);
	}
	if (note != NONE) {
		uint32_t call = ap->notes.at[note].indicator;

		in_note(&w, map, note);
		block = call < ap->indicators.n ? ap->indicators.at[call].block : NONE;
	}
	w.paragraph = where_paragraph(ap, block);
	return w;
}

/* The first indicator that ends at or after 'at', or NONE. */
static uint32_t indicator_from(const struct apparatus *ap, uint32_t at)
{
	uint32_t low;

	SEARCH(low, ap->indicators.n, ap->indicators.at[low].span.end < at);
	return low < ap->indicators.n ? low : NONE;
}

/* A finding is about an indicator when it lies in one, or, under a rule on indicators,
 * when it touches one. */
static uint32_t indicator_of(const struct apparatus *ap, const struct finding *f)
{
	bool touching = strcmp(f->rule->family, "indicator") == 0;
	uint32_t i = indicator_from(ap, f->span.begin);

	for (uint32_t k = 0; i != NONE && k < 2 && i + k < ap->indicators.n; k++) {
		struct span s = ap->indicators.at[i + k].span;

		if (span_holds(s, f->span) && s.begin < s.end && f->span.begin < s.end)
			return i + k;
		if (touching && s.begin <= f->span.end && s.end > f->span.begin)
			return i + k;
	}
	return NONE;
}

struct where where_of_finding(const struct where_map *map, const struct finding *f)
{
	struct where w = where_of(map, f->span.begin);
	uint32_t i = w.note.n ? NONE : indicator_of(map->ap, f);
	const struct indicator *indicator;

	if (i == NONE)
		return w;
	indicator = &map->ap->indicators.at[i];
	w.series = series_name(indicator->series);
	w.note = indicator->label;
	if (indicator->note < map->ap->notes.n) {
		w.note_index = map->ordinals[indicator->note];
		w.series = series_name(map->ap->notes.at[indicator->note].series);
	}
	return w;
}
