#include "report/sources.h"

#include "base/json.h"
#include "doc/place.h"
#include "report/csv.h"
#include "report/plain.h"

#include <stdlib.h>

/* One place where a source is cited. */
struct use {
	struct str key;
	uint32_t at;	   /* offset of the words */
	struct span words; /* as printed */
	uint32_t citation; /* or NONE: a symbol in running text */
	uint32_t symbol;   /* or NONE */
	uint32_t note;	   /* or NONE */
	bool named;	   /* the words name it; Ibid. does not */
};

struct index {
	const struct where_map *map;
	const struct apparatus *ap;
	const struct document *doc;
	VEC(struct use) uses;
	struct buf *out;
};

/* ---- what is cited ----------------------------------------------------------------------- */

static void add_citations(struct index *x, bool *taken)
{
	const struct apparatus *ap = x->ap;

	for (uint32_t n = 0; n < ap->notes.n; n++) {
		const struct note *note = &ap->notes.at[n];

		for (uint32_t i = 0; i < note->ncitations; i++) {
			uint32_t index = note->first_citation + i;
			const struct citation *c = &ap->citations.at[index];

			if (c->symbol != NONE)
				taken[c->symbol] = true;
			if (!c->key.n || c->kind == CITES_UNKNOWN)
				continue;
			*vec_push(x->doc->arena, &x->uses) = (struct use){
				.key = c->key,
				.at = c->source.begin,
				.words = c->source,
				.citation = index,
				.symbol = c->symbol,
				.note = n,
				.named = c->antecedent == NONE,
			};
		}
	}
}

/* Symbols that stand in the text, and those beside the first of a citation. */
static void add_symbols(struct index *x, const bool *taken)
{
	for (uint32_t i = 0; i < x->ap->symbols.n; i++) {
		const struct symbol_use *use = &x->ap->symbols.at[i];

		/* Its own symbol on masthead and pages is no source. */
		if (taken[i] || !use->canonical.n ||
		    (use->note == NONE && str_eq(use->canonical, x->ap->symbol)))
			continue;
		*vec_push(x->doc->arena, &x->uses) = (struct use){
			.key = use->canonical,
			.at = use->span.begin,
			.words = use->span,
			.citation = NONE,
			.symbol = i,
			.note = use->note,
			.named = true,
		};
	}
}

static int by_key(const void *a, const void *b)
{
	const struct use *x = a, *y = b;
	int order = str_compare(x->key, y->key);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static void index_init(struct index *x, const struct where_map *map, struct buf *out)
{
	const struct apparatus *ap = map->ap;
	bool *taken = arena_zero(ap->doc->arena, ap->symbols.n + 1);

	*x = (struct index){.map = map, .ap = ap, .doc = ap->doc, .out = out};
	add_citations(x, taken);
	add_symbols(x, taken);
	if (x->uses.n)
		qsort(x->uses.at, x->uses.n, sizeof(*x->uses.at), by_key);
}

/* ---- one source ---------------------------------------------------------------------------- */

/* All uses of one key, in the order of the text. */
struct source {
	const struct use *at;
	uint32_t n;
	struct symbol symbol; /* series NULL: it has none */
	struct str address;   /* or empty */
	struct str name;      /* what people call it: the symbol, or the words that name it first */
};

/* The words of its first use that names it. */
static struct str name_of(const struct index *x, const struct source *s)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (s->at[i].named)
			return document_str(x->doc, s->at[i].words);
	return s->at->key;
}

static struct source source_at(struct index *x, uint32_t from)
{
	struct source s = {.at = &x->uses.at[from], .address = STR_NONE};
	struct arena *a = x->doc->arena;

	while (from + s.n < x->uses.n && str_eq(s.at[s.n].key, s.at->key))
		s.n++;
	if (symbol_scan(&s.symbol, s.at->key) == s.at->key.n) {
		s.address = symbol_address(&s.symbol, a);
		s.name = s.at->key;
		return s;
	}
	s.symbol = (struct symbol){0};
	s.name = name_of(x, &s);
	for (uint32_t i = 0; i < s.n && !s.address.n; i++) {
		const struct citation *c =
			s.at[i].citation == NONE ? NULL : &x->ap->citations.at[s.at[i].citation];

		if (c && c->antecedent == NONE && c->address != NONE)
			s.address = x->ap->addresses.at[c->address].text;
	}
	return s;
}

/* By its series; of a short form, what the document's own list says it is. */
static struct str title_of(const struct index *x, const struct source *s)
{
	const struct citation *c =
		s->at->citation == NONE ? NULL : &x->ap->citations.at[s->at->citation];
	uint32_t entry =
		c && c->submission != NONE ? x->ap->submissions.at[c->submission].entry : NONE;

	if (s->symbol.series)
		return str_of(s->symbol.series->title);
	return entry == NONE ? STR_NONE : document_str(x->doc, x->ap->entries.at[entry].name);
}

/* True for the first use of its spelling. Spellings of one source are few; more are not told
 * apart, which bounds the work. */
enum { SPELLINGS_MOST = 64 };

static bool is_new_spelling(const struct index *x, const struct source *s, uint32_t i)
{
	struct str words = document_str(x->doc, s->at[i].words);
	uint32_t looked = 0;

	if (!s->at[i].named)
		return false;
	for (uint32_t k = 0; k < i && looked < SPELLINGS_MOST; k++) {
		if (!s->at[k].named)
			continue;
		if (str_eq(document_str(x->doc, s->at[k].words), words))
			return false;
		looked++;
	}
	return looked < SPELLINGS_MOST;
}

static struct place place_of(const struct index *x, const struct use *u)
{
	struct place_cursor cursor = {0};

	return document_place(x->doc, document_source_begin(x->doc, u->at), &cursor);
}

/* The words of its locators, with commas between. */
static struct str locators_of(const struct index *x, const struct use *u)
{
	const struct citation *c = u->citation == NONE ? NULL : &x->ap->citations.at[u->citation];
	struct str all = STR_NONE;

	for (uint32_t i = 0; c && i < c->nlocators; i++) {
		struct str one =
			document_str(x->doc, x->ap->locators.at[c->first_locator + i].span);

		all = all.n ? arena_printf(x->doc->arena, "%.*s, %.*s", STR_ARG(all), STR_ARG(one))
			    : one;
	}
	return all;
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void put_use_json(struct json *j, const struct index *x, const struct use *u)
{
	struct where w = where_of(x->map, u->at);
	struct place p = place_of(x, u);
	struct str locators = locators_of(x, u);

	json_open_object(j, NULL);
	json_str(j, "as_printed", document_str(x->doc, u->words));
	json_str_or_null(j, "locators", locators);
	json_number(j, "line", p.line);
	json_number(j, "column", p.column);
	json_str_or_null(j, "paragraph", w.paragraph);
	json_text(j, "series", w.series);
	json_str_or_null(j, "note", w.note);
	json_close_object(j);
}

static void put_source_json(struct json *j, const struct index *x, const struct source *s)
{
	bool symbol = s->symbol.series != NULL;

	json_open_object(j, NULL);
	json_str(j, "source", s->name);
	json_str_or_null(j, "symbol", symbol ? s->at->key : STR_NONE);
	json_text(j, "series", symbol ? s->symbol.series->template : NULL);
	json_str_or_null(j, "title", title_of(x, s));
	json_str_or_null(j, "address", s->address);
	json_open_array(j, "spellings");
	for (uint32_t i = 0; i < s->n; i++)
		if (is_new_spelling(x, s, i))
			json_str(j, NULL, document_str(x->doc, s->at[i].words));
	json_close_array(j);
	json_open_array(j, "cited");
	for (uint32_t i = 0; i < s->n; i++)
		put_use_json(j, x, &s->at[i]);
	json_close_array(j);
	json_close_object(j);
}

static void file_json(struct buf *out, const struct where_map *map)
{
	struct index x;
	struct json j;

	index_init(&x, map, out);
	json_init(&j, out);
	json_open_object(&j, NULL);
	json_str(&j, "path", x.doc->path);
	json_open_array(&j, "sources");
	for (uint32_t i = 0; i < x.uses.n;) {
		struct source s = source_at(&x, i);

		put_source_json(&j, &x, &s);
		i += s.n;
	}
	json_close_array(&j);
	json_close_object(&j);
}

/* ---- CSV: a row a use, by RFC 4180 ------------------------------------------------------------
 */

static void put_row(const struct index *x, const struct source *s, const struct use *u)
{
	struct where w = where_of(x->map, u->at);
	struct str fields[] = {
		x->doc->path,
		s->name,
		title_of(x, s),
		document_str(x->doc, u->words),
		locators_of(x, u),
		w.paragraph,
		w.note,
		s->address,
		arena_number(x->doc->arena, place_of(x, u).line),
	};

	csv_row(x->out, fields, COUNT_OF(fields));
}

static void file_csv(struct buf *out, const struct where_map *map)
{
	struct index x;

	index_init(&x, map, out);
	for (uint32_t i = 0; i < x.uses.n;) {
		struct source s = source_at(&x, i);

		for (uint32_t k = 0; k < s.n; k++)
			put_row(&x, &s, &s.at[k]);
		i += s.n;
	}
}

/* ---- text --------------------------------------------------------------------------------------
 */

static void put_where(const struct index *x, const struct use *u)
{
	struct where w = where_of(x->map, u->at);
	struct str locators = locators_of(x, u);

	if (w.note.n) {
		buf_add(x->out, STR("note "));
		plain_add(x->out, w.note);
	} else if (w.paragraph.n) {
		buf_add(x->out, STR("para. "));
		plain_add(x->out, w.paragraph);
	} else {
		buf_add(x->out, STR("line "));
		buf_add_number(x->out, place_of(x, u).line);
	}
	if (locators.n) {
		buf_add(x->out, STR(" ("));
		plain_add(x->out, locators);
		buf_add(x->out, STR(")"));
	}
}

static void put_spellings(const struct index *x, const struct source *s)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < s->n; i++) {
		struct str words = document_str(x->doc, s->at[i].words);

		if (!is_new_spelling(x, s, i) || str_eq(words, s->name))
			continue;
		buf_add(x->out, n++ ? STR("; ") : STR("    as       "));
		plain_add(x->out, words);
	}
	if (n)
		buf_add_char(x->out, '\n');
}

static void put_source(const struct index *x, const struct source *s)
{
	struct str title = title_of(x, s);

	plain_add(x->out, s->name);
	if (title.n) {
		buf_add(x->out, STR(", "));
		plain_add(x->out, title);
	}
	buf_add_char(x->out, '\n');
	put_spellings(x, s);
	buf_add(x->out, STR("    cited in "));
	for (uint32_t i = 0; i < s->n; i++) {
		if (i)
			buf_add(x->out, STR("; "));
		put_where(x, &s->at[i]);
	}
	buf_add_char(x->out, '\n');
	if (s->address.n && !str_eq(s->address, s->name)) {
		buf_add(x->out, STR("    "));
		plain_add(x->out, s->address);
		buf_add_char(x->out, '\n');
	}
}

static void file_text(struct buf *out, const struct where_map *map)
{
	struct index x;
	uint32_t sources = 0;

	index_init(&x, map, out);
	for (uint32_t i = 0; i < x.uses.n; sources++) {
		struct source s = source_at(&x, i);

		put_source(&x, &s);
		i += s.n;
	}
	plain_add(out, x.doc->path);
	buf_addf(out, ": %u source%s, cited %u time%s\n", sources, sources == 1 ? "" : "s",
		 x.uses.n, x.uses.n == 1 ? "" : "s");
}

static const struct sources_format formats[] = {
	{"text", "", "\n", "", file_text},
	{"json", "{\"version\": 1, \"files\": [", ", ", "]}\n", file_json},
	{"csv", "path,source,title,as_printed,locators,paragraph,note,address,line\r\n", "", "",
	 file_csv},
};

const struct sources_format *sources_format_find(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(formats); i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}
