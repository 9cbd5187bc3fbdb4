#include "report/notes.h"

#include "base/json.h"
#include "base/utf8.h"
#include "doc/place.h"
#include "report/plain.h"

/* Code points of a claim or a note that the table shows. */
enum { SHOWN_MOST = 110 };

struct table {
	const struct where_map *map;
	const struct apparatus *ap;
	const struct document *doc;
	struct buf *out;
	bool colour;
	struct place_cursor notes, indicators; /* both lists are sorted */
};

static void table_init(struct table *t, const struct where_map *map, struct buf *out)
{
	*t = (struct table){.map = map, .ap = map->ap, .doc = map->ap->doc, .out = out};
}

static struct place place_of(const struct table *t, uint32_t at, struct place_cursor *cursor)
{
	return document_place(t->doc, document_source_begin(t->doc, at), cursor);
}

/* A note begins with its label, where one is printed. */
static uint32_t note_begin(const struct note *note)
{
	return span_is_empty(note->printed) ? note->span.begin : note->printed.begin;
}

static const char *kind_name(unsigned kind)
{
	static const char *const names[] = {"symbol", "submission", "work",
					    "url",    "ibid",	    "unknown"};

	return names[kind < COUNT_OF(names) ? kind : COUNT_OF(names) - 1];
}

static const struct symbol_use *symbol_of(const struct table *t, const struct citation *c)
{
	return c->symbol < t->ap->symbols.n ? &t->ap->symbols.at[c->symbol] : NULL;
}

/* What is known of the series, from the repair where the symbol itself is damaged; of an Ibid. or
 * a resolution, that of the symbol it stands for. */
static const struct series *series_of(const struct table *t, const struct citation *c)
{
	const struct symbol_use *use = symbol_of(t, c);
	struct symbol symbol;

	if (!use)
		return c->key.n && symbol_scan(&symbol, c->key) == c->key.n ? symbol.series : NULL;
	if (use->repair && use->repair->n)
		return use->repair->certain ? use->repair->candidate[0].series : NULL;
	return use->symbol.series;
}

/* The symbol that it is or stands for, or nothing. */
static struct str canonical_of(const struct table *t, const struct citation *c)
{
	const struct symbol_use *use = symbol_of(t, c);

	if (use)
		return use->canonical;
	return series_of(t, c) ? c->key : STR_NONE;
}

/* The one body that speaks in a citation, or BODY_NONE. */
static uint16_t body_of(const struct table *t, const struct citation *c)
{
	const struct symbol_use *use = symbol_of(t, c);

	if (use && use->body < bodies_count)
		return use->body;
	if (body_set_count(c->bodies) != 1)
		return BODY_NONE;
	for (uint16_t b = 0; b < bodies_count; b++)
		if (body_set_has(c->bodies, b))
			return b;
	return BODY_NONE;
}

/* ---- JSON ------------------------------------------------------------------------- */

static void put_span(struct json *j, const struct table *t, const char *key, struct span span)
{
	json_str_or_null(j, key, span_is_empty(span) ? STR_NONE : document_str(t->doc, span));
}

static void put_locators(struct json *j, const struct table *t, const struct citation *c)
{
	json_open_array(j, "locators");
	for (uint32_t i = 0; i < c->nlocators && c->first_locator + i < t->ap->locators.n; i++)
		json_str(j, NULL,
			 document_str(t->doc, t->ap->locators.at[c->first_locator + i].span));
	json_close_array(j);
}

static void put_citation(struct json *j, const struct table *t, const struct citation *c)
{
	const struct series *series = series_of(t, c);
	uint16_t body = body_of(t, c);

	json_open_object(j, NULL);
	json_text(j, "kind", kind_name(c->kind));
	json_str(j, "as_printed", document_str(t->doc, c->source));
	json_str_or_null(j, "source", citation_name(t->ap, c));
	json_str_or_null(j, "symbol", canonical_of(t, c));
	json_text(j, "series", series ? series->template : NULL);
	json_text(j, "body", body == BODY_NONE ? NULL : bodies[body].slug);
	put_span(j, t, "signal", c->signal);
	put_locators(j, t, c);
	json_str_or_null(j, "same_as_note",
			 c->same_as_note < t->ap->notes.n ? t->ap->notes.at[c->same_as_note].label
							  : STR_NONE);
	json_close_object(j);
}

static void put_indicator_fields(struct json *j, const struct table *t,
				 const struct indicator *indicator, struct place_cursor *cursor)
{
	struct place at = place_of(t, indicator->span.begin, cursor);

	json_number(j, "line", at.line);
	json_number(j, "column", at.column);
	json_str_or_null(j, "paragraph", where_paragraph(t->ap, indicator->block));
	put_span(j, t, "printed", indicator->span);
}

static void put_indicator(struct json *j, const struct table *t, const char *key,
			  const struct indicator *indicator, float certainty)
{
	struct place_cursor cursor = {0};

	json_open_object(j, key);
	put_indicator_fields(j, t, indicator, &cursor);
	json_decimal(j, "certainty", (double)certainty);
	json_close_object(j);
}

/* Indicators of each note beyond its first, as lists: 'first' by note, 'next' by indicator. */
struct calls {
	uint32_t *first, *next;
};

static struct calls calls_of(const struct table *t)
{
	const struct apparatus *ap = t->ap;
	struct calls calls = {
		arena_alloc(t->doc->arena, ((size_t)ap->notes.n + 1) * sizeof(uint32_t)),
		arena_alloc(t->doc->arena, ((size_t)ap->indicators.n + 1) * sizeof(uint32_t)),
	};

	memset(calls.first, 0xff, ((size_t)ap->notes.n + 1) * sizeof(uint32_t));
	for (uint32_t i = ap->indicators.n; i--;) {
		uint32_t note = ap->indicators.at[i].note;

		calls.next[i] = NONE;
		if (note >= ap->notes.n || ap->notes.at[note].indicator == i)
			continue;
		calls.next[i] = calls.first[note];
		calls.first[note] = i;
	}
	return calls;
}

static void put_note(struct json *j, struct table *t, const struct calls *calls, uint32_t index)
{
	const struct note *note = &t->ap->notes.at[index];
	bool called = note->indicator < t->ap->indicators.n;
	const struct indicator *indicator = called ? &t->ap->indicators.at[note->indicator] : NULL;

	json_open_object(j, NULL);
	json_text(j, "series", series_name(note->series));
	json_str_or_null(j, "label", note->label);
	json_bool(j, "inferred", note->inferred);
	json_number(j, "line", place_of(t, note_begin(note), &t->notes).line);
	json_str(j, "text", document_str(t->doc, note->span));
	if (indicator)
		put_indicator(j, t, "indicator", indicator, note->certainty);
	else
		json_nothing(j, "indicator");
	json_open_array(j, "also_called");
	for (uint32_t i = calls->first[index]; i != NONE; i = calls->next[i])
		put_indicator(j, t, NULL, &t->ap->indicators.at[i], note->certainty);
	json_close_array(j);
	put_span(j, t, "claim", indicator ? indicator->claim : (struct span){0, 0});
	json_open_array(j, "citations");
	for (uint32_t i = 0; i < note->ncitations; i++)
		put_citation(j, t, &t->ap->citations.at[note->first_citation + i]);
	json_close_array(j);
	json_close_object(j);
}

static void put_orphans(struct json *j, struct table *t)
{
	json_open_array(j, "indicators_without_note");
	for (uint32_t i = 0; i < t->ap->indicators.n; i++) {
		const struct indicator *indicator = &t->ap->indicators.at[i];

		if (indicator->note != NONE)
			continue;
		json_open_object(j, NULL);
		json_text(j, "series", series_name(indicator->series));
		json_str_or_null(j, "label", indicator->label);
		json_bool(j, "inferred", indicator->inferred);
		put_indicator_fields(j, t, indicator, &t->indicators);
		json_close_object(j);
	}
	json_close_array(j);
	t->notes = (struct place_cursor){0};
	json_open_array(j, "notes_without_indicator");
	for (uint32_t i = 0; i < t->ap->notes.n; i++) {
		const struct note *note = &t->ap->notes.at[i];

		if (note->indicator != NONE)
			continue;
		json_open_object(j, NULL);
		json_text(j, "series", series_name(note->series));
		json_str_or_null(j, "label", note->label);
		json_number(j, "line", place_of(t, note_begin(note), &t->notes).line);
		json_str(j, "text", document_str(t->doc, note->span));
		json_close_object(j);
	}
	json_close_array(j);
}

void notes_json(struct buf *out, const struct where_map *map)
{
	struct calls calls;
	struct table t;
	struct json j;

	table_init(&t, map, out);
	calls = calls_of(&t);
	json_init(&j, out);
	json_open_object(&j, NULL);
	json_number(&j, "version", 1);
	json_str(&j, "path", t.doc->path);
	json_open_array(&j, "notes");
	for (uint32_t i = 0; i < t.ap->notes.n; i++)
		put_note(&j, &t, &calls, i);
	json_close_array(&j);
	put_orphans(&j, &t);
	json_close_object(&j);
	buf_add_char(out, '\n');
}

/* ---- text -------------------------------------------------------------------------- */

static void put(struct table *t, const char *text)
{
	buf_add(t->out, str_of(text));
}

/* The end of a long claim matters, the beginning of a long note. */
static void put_short(struct table *t, struct str text, bool keep_end)
{
	size_t count = utf8_count(text), n = 0, at = keep_end ? text.n : 0;

	if (count <= SHOWN_MOST) {
		plain_add(t->out, text);
		return;
	}
	while (n < SHOWN_MOST) {
		uint32_t code;
		size_t step = keep_end ? 0 : utf8_scan(str_skip(text, at), &code);

		at = keep_end ? utf8_back(text, at) : at + (step ? step : 1);
		n++;
	}
	if (keep_end)
		put(t, "…");
	plain_add(t->out, keep_end ? str_skip(text, at) : str_part(text, 0, at));
	if (!keep_end)
		put(t, "…");
}

static void put_title(struct table *t, const char *title)
{
	put(t, "     ");
	if (t->colour)
		put(t, "\033[2m");
	put(t, title);
	if (t->colour)
		put(t, "\033[0m");
}

static void put_called(struct table *t, const struct note *note)
{
	const struct indicator *indicator;
	struct place at;
	struct str paragraph;

	if (note->indicator >= t->ap->indicators.n) {
		put(t, "  never called");
		return;
	}
	indicator = &t->ap->indicators.at[note->indicator];
	at = place_of(t, indicator->span.begin, &t->indicators);
	paragraph = where_paragraph(t->ap, indicator->block);
	if (paragraph.n) {
		put(t, "  para. ");
		plain_add(t->out, paragraph);
	}
	put(t, "  line ");
	buf_add_number(t->out, at.line);
	if (span_is_empty(indicator->span)) {
		put(t, "  lost in the text");
	} else if (note->inferred) {
		put(t, "  printed \"");
		plain_add(t->out, document_str(t->doc, indicator->span));
		put(t, "\"");
	}
	if (note->inferred)
		buf_addf(t->out, "  inferred, certainty %.2f", (double)note->certainty);
	if (note->nindicators > 1)
		buf_addf(t->out, "  called %u times", note->nindicators);
}

static void put_source(struct table *t, const struct citation *c)
{
	const struct series *series = series_of(t, c);
	uint16_t body = body_of(t, c);
	struct str printed = document_str(t->doc, c->source), symbol = canonical_of(t, c);

	if (c->antecedent != NONE && c->same_as_note < t->ap->notes.n) {
		put_short(t, printed, false);
		put(t, " = note ");
		plain_add(t->out, t->ap->notes.at[c->same_as_note].label);
		put(t, ": ");
		put_short(t, citation_name(t->ap, c), false);
	} else if (c->kind == CITES_IBID || c->kind == CITES_UNKNOWN) {
		put(t, "cannot be told: ");
		put_short(t, printed, false);
	} else if (symbol.n) {
		plain_add(t->out, symbol);
		if (!str_eq(symbol, printed)) {
			put(t, " (printed ");
			plain_add(t->out, printed);
			put(t, ")");
		}
	} else {
		put_short(t, printed.n ? printed : STR("no source"), false);
	}
	if (series && *series->title) {
		put(t, ", ");
		put(t, series->title);
	}
	if (body != BODY_NONE) {
		put(t, ", ");
		put(t, bodies[body].name);
	}
}

static void put_source_line(struct table *t, const struct citation *c)
{
	put_title(t, "cites ");
	if (!span_is_empty(c->signal)) {
		plain_add(t->out, str_trim(document_str(t->doc, c->signal)));
		put(t, " ");
	}
	put_source(t, c);
	for (uint32_t i = 0; i < c->nlocators && c->first_locator + i < t->ap->locators.n; i++) {
		put(t, i ? ", " : "; ");
		plain_add(t->out,
			  document_str(t->doc, t->ap->locators.at[c->first_locator + i].span));
	}
	put(t, "\n");
}

static void put_row(struct table *t, const struct note *note)
{
	if (t->colour)
		put(t, "\033[1m");
	if (note->label.n)
		plain_add(t->out, note->label);
	else
		put(t, "?");
	if (t->colour)
		put(t, "\033[0m");
	put_called(t, note);
	put(t, "\n");
	if (note->indicator < t->ap->indicators.n) {
		put_title(t, "claim ");
		put_short(t, document_str(t->doc, t->ap->indicators.at[note->indicator].claim),
			  true);
		put(t, "\n");
	}
	put_title(t, "note  ");
	put_short(t, document_str(t->doc, note->span), false);
	put(t, "  (line ");
	buf_add_number(t->out, place_of(t, note_begin(note), &t->notes).line);
	put(t, ")\n");
	for (uint32_t i = 0; i < note->ncitations; i++)
		put_source_line(t, &t->ap->citations.at[note->first_citation + i]);
	put(t, "\n");
}

/* "33", "33 and 34", "33 to 35" */
static void put_range(struct table *t, const struct indicator *from, const struct indicator *to)
{
	plain_add(t->out, from->label);
	if (to == from)
		return;
	put(t, to->number == from->number + 1 ? " and " : " to ");
	plain_add(t->out, to->label);
}

/* Indicators without a note: "33 to 35, 37" */
static void put_missing(struct table *t)
{
	const struct indicator *from = NULL, *to = NULL;

	for (uint32_t i = 0; i < t->ap->indicators.n; i++) {
		const struct indicator *in = &t->ap->indicators.at[i];

		if (in->note != NONE || !in->number)
			continue;
		if (to && in->series == to->series && in->number == to->number + 1) {
			to = in;
			continue;
		}
		put(t, from ? "" : "called, but not there: notes ");
		if (from) {
			put_range(t, from, to);
			put(t, ", ");
		}
		from = to = in;
	}
	if (!from)
		return;
	put_range(t, from, to);
	put(t, "\n");
}

static void put_count(struct table *t, uint32_t n, const char *what)
{
	buf_add_number(t->out, n);
	put(t, " ");
	put(t, what);
	put(t, n == 1 ? "" : "s");
}

void notes_text(struct buf *out, const struct where_map *map, bool colour)
{
	struct table t;
	uint32_t never = 0;

	table_init(&t, map, out);
	t.colour = colour;
	for (uint32_t i = 0; i < t.ap->notes.n; i++) {
		put_row(&t, &t.ap->notes.at[i]);
		never += t.ap->notes.at[i].indicator == NONE;
	}
	put_missing(&t);
	put_count(&t, t.ap->notes.n, "note");
	put(&t, ", ");
	put_count(&t, t.ap->indicators.n, "indicator");
	if (never) {
		put(&t, ", ");
		put_count(&t, never, "note");
		put(&t, " never called");
	}
	put(&t, t.ap->inferred ? "; the numbers were inferred from the content\n" : "\n");
}
