/*
 * Links, changes, fields and bookmarks: what begins and ends somewhere in the text. And what a
 * field that refers to a bookmark would show if Word wrote it anew.
 */
#include "read/docx.h"

#include "doc/place.h"

#include <stdlib.h>

/* ---- what is open ----------------------------------------------------------------------- */

void docx_open_push(struct docx *r, enum docx_open_kind kind, struct str text,
		    const struct tracked_change *change)
{
	if (r->nopen == DOCX_OPEN_MOST) {
		r->lost++;
		return;
	}
	r->open[r->nopen++] =
		(struct docx_open){.kind = (uint8_t)kind, .text = text, .change = change};
}

void docx_open_begin(struct docx *r)
{
	for (unsigned i = r->nopen; i-- && !r->open[i].begun;) {
		if (r->open[i].kind == OPEN_FIELD && !r->open[i].in_result)
			continue;
		r->open[i].begun = true;
		r->open[i].begin = r->w.n;
	}
}

/* The next word of an instruction, quoted or not; false at its end. */
static bool word_next(struct str *rest, struct str *word)
{
	size_t n = 0;
	char stop = ' ';

	while (rest->n && is_space(rest->p[0]))
		*rest = str_skip(*rest, 1);
	if (!rest->n)
		return false;
	if (rest->p[0] == '"') {
		stop = '"';
		*rest = str_skip(*rest, 1);
	}
	while (n < rest->n && rest->p[n] != stop && (stop == '"' || !is_space(rest->p[n])))
		n++;
	*word = str_part(*rest, 0, n);
	*rest = str_skip(*rest, n + (stop == '"'));
	return true;
}

static void add_link(struct docx *r, struct span span, struct str target)
{
	if (span_is_empty(span) || !target.n)
		return;
	*vec_push(r->d->arena, &r->d->links) = (struct link){span, target};
}

/* HYPERLINK "https://…" \l "anchor" */
static struct str hyperlink_target(struct docx *r, struct str rest)
{
	struct str word, target = STR_NONE, anchor = STR_NONE;

	while (word_next(&rest, &word)) {
		bool is_anchor = str_eq(word, STR("\\l"));

		if (is_anchor && word_next(&rest, &word))
			anchor = word;
		else if (!is_anchor && word.n && word.p[0] != '\\' && !target.n)
			target = word;
	}
	if (!anchor.n)
		return target;
	return arena_printf(r->d->arena, "%.*s#%.*s", STR_ARG(target), STR_ARG(anchor));
}

static const struct {
	struct str name;
	enum field_kind kind;
} referring[] = {
	{{"REF", 3}, FIELD_TEXT},
	{{"NOTEREF", 7}, FIELD_NOTE},
	{{"PAGEREF", 7}, FIELD_PAGE},
};

/* Switches of REF by which it shows something else than the words of its bookmark. */
static void read_switches(struct field_reference *f, struct str rest)
{
	struct str word;

	while (word_next(&rest, &word)) {
		if (word.n != 2 || word.p[0] != '\\')
			continue;
		switch (word.p[1]) {
		case 'n':
		case 'r':
		case 'w':
			f->kind = FIELD_PARAGRAPH;
			break;
		case 'p':
		case 'd':
		case 't':
		case '*':
			/* "above", separators, formats: what it shows is more than we compute. */
			f->bookmark = STR_NONE;
			return;
		default:
			break;
		}
	}
}

static void add_field(struct docx *r, const struct docx_open *open, struct str name,
		      struct str rest)
{
	struct field_reference f = {.span = {open->begin, r->w.n}, .want = STR_NONE};
	struct str formats[] = {STR("\\* MERGEFORMAT"), STR("\\* mergeformat")};

	for (size_t i = 0; i < COUNT_OF(formats); i++)
		if (str_ends(str_trim(rest), formats[i]))
			rest = str_part(str_trim(rest), 0, str_trim(rest).n - formats[i].n);
	for (size_t i = 0; i < COUNT_OF(referring); i++) {
		if (!str_eq_nocase(name, referring[i].name) || !word_next(&rest, &f.bookmark))
			continue;
		f.kind = (uint8_t)referring[i].kind;
		read_switches(&f, rest);
		if (f.bookmark.n && !span_is_empty(f.span))
			*vec_push(r->d->arena, &r->d->fields) = f;
		return;
	}
}

void docx_open_pop(struct docx *r, enum docx_open_kind kind)
{
	unsigned i = r->nopen;
	struct docx_open open;

	if (r->lost) {
		r->lost--;
		return;
	}
	while (i && r->open[i - 1].kind != kind)
		i--;
	if (!i)
		return;
	open = r->open[i - 1];
	memmove(&r->open[i - 1], &r->open[i], (r->nopen - i) * sizeof(open));
	r->nopen--;
	if (!open.begun)
		open.begin = r->w.n;
	if (kind == OPEN_LINK) {
		add_link(r, (struct span){open.begin, r->w.n}, open.text);
	} else if (kind == OPEN_CHANGE) {
		struct tracked_change *change = vec_push(r->d->arena, &r->d->changes);

		*change = *open.change;
		change->span = (struct span){open.begin, r->w.n};
	} else {
		struct str rest = open.text, name;

		if (!word_next(&rest, &name))
			return;
		if (str_eq(name, STR("HYPERLINK")))
			add_link(r, (struct span){open.begin, r->w.n}, hyperlink_target(r, rest));
		else
			add_field(r, &open, name, rest);
	}
}

void docx_field_result(struct docx *r, struct str instruction)
{
	for (unsigned i = r->nopen; i--;) {
		if (r->open[i].kind != OPEN_FIELD || r->open[i].in_result)
			continue;
		r->open[i].in_result = true;
		r->open[i].text = arena_str(r->d->arena, instruction);
		return;
	}
}

/* ---- bookmarks ----------------------------------------------------------------------------- */

void docx_bookmark_open(struct docx *r, const struct docx_event *e)
{
	struct arena *a = r->d->arena;

	if (!e->text.n || r->part != PART_BODY)
		return;
	*vec_push(a, &r->open_bookmarks) = r->bookmarks.n;
	*vec_push(a, &r->bookmarks) = (struct docx_bookmark){
		.name = e->text,
		.id = e->id,
		.begin = r->w.n,
		.end = NONE,
		.block = r->block == NONE ? r->d->blocks.n : r->block,
		.page = r->page,
	};
}

void docx_bookmark_close(struct docx *r, int32_t id)
{
	uint32_t n = r->open_bookmarks.n;

	for (uint32_t i = n; i-- && n - i <= DOCX_BOOKMARKS_OPEN;) {
		struct docx_bookmark *b = &r->bookmarks.at[r->open_bookmarks.at[i]];

		if (b->id != id)
			continue;
		b->end = r->w.n;
		r->open_bookmarks.at[i] = r->open_bookmarks.at[n - 1];
		r->open_bookmarks.n--;
		return;
	}
}

static int by_name(const void *a, const void *b)
{
	const struct docx_bookmark *x = a, *y = b;

	return str_compare(x->name, y->name);
}

static const struct docx_bookmark *bookmark_find(const struct docx *r, struct str name)
{
	uint32_t low;

	SEARCH(low, r->bookmarks.n, str_compare(r->bookmarks.at[low].name, name) < 0);
	return low < r->bookmarks.n && str_eq(r->bookmarks.at[low].name, name)
		       ? &r->bookmarks.at[low]
		       : NULL;
}

/* ---- what fields would show ------------------------------------------------------------------ */

/* The words of a bookmark without the number of their paragraph, on one line. */
static struct span words_of(const struct docx *r, const struct docx_bookmark *b)
{
	const struct document *d = r->d;
	struct span s = {b->begin, b->end == NONE ? b->begin : b->end};
	const struct block *block = b->block < d->blocks.n ? &d->blocks.at[b->block] : NULL;

	/* A number that Word computes is no part of the words. */
	if (block && s.begin <= block->number.begin && s.end > block->number.end &&
	    !source_is_free(d, block->number))
		s.begin = block->number.end;
	while (s.begin < s.end && is_space(d->text.p[s.begin]))
		s.begin++;
	while (s.begin < s.end && is_space(d->text.p[s.end - 1]))
		s.end--;
	return s;
}

/* "12." as a reference shows it: "12". */
static struct str bare(struct str number)
{
	while (number.n && (number.p[number.n - 1] == '.' || number.p[number.n - 1] == ' '))
		number.n--;
	return number;
}

static const struct indicator_candidate *indicator_in(const struct document *d, struct span s)
{
	uint32_t low;

	SEARCH(low, d->indicators.n, d->indicators.at[low].span.begin < s.begin);
	return low < d->indicators.n && d->indicators.at[low].span.begin <= s.end
		       ? &d->indicators.at[low]
		       : NULL;
}

static struct str wanted(const struct docx *r, const struct docx_bookmark *b,
			 struct field_reference *f)
{
	const struct document *d = r->d;
	const struct indicator_candidate *c;

	f->target = words_of(r, b);
	switch (f->kind) {
	case FIELD_TEXT:
		return memchr(d->text.p + f->target.begin, '\n', f->target.end - f->target.begin)
			       ? STR_NONE
			       : document_str(d, f->target);
	case FIELD_PARAGRAPH:
		return b->block < d->blocks.n ? bare(document_str(d, d->blocks.at[b->block].number))
					      : STR_NONE;
	case FIELD_NOTE:
		c = indicator_in(d, f->target);
		return c ? c->label : STR_NONE;
	default:
		return r->pages ? arena_number(d->arena, b->page) : STR_NONE;
	}
}

static void judge(struct docx *r, struct field_reference *f)
{
	const struct docx_bookmark *b = bookmark_find(r, f->bookmark);
	struct str shown = str_trim(document_str(r->d, f->span));

	f->missing = !b;
	if (!b)
		return;
	f->want = wanted(r, b, f);
	if (f->kind == FIELD_PARAGRAPH)
		shown = bare(shown);
	/* The pages of a draft move with every printer. */
	f->stale = f->want.n && f->kind != FIELD_PAGE && !str_eq(shown, str_trim(f->want));
}

static int compare_spans(const struct span *a, const struct span *b)
{
	if (a->begin != b->begin)
		return a->begin < b->begin ? -1 : 1;
	return (a->end > b->end) - (a->end < b->end);
}

static int by_link(const void *a, const void *b)
{
	return compare_spans(&((const struct link *)a)->span, &((const struct link *)b)->span);
}

static int by_change(const void *a, const void *b)
{
	return compare_spans(&((const struct tracked_change *)a)->span,
			     &((const struct tracked_change *)b)->span);
}

static int by_field(const void *a, const void *b)
{
	return compare_spans(&((const struct field_reference *)a)->span,
			     &((const struct field_reference *)b)->span);
}

void docx_fields_finish(struct docx *r)
{
	struct document *d = r->d;

	if (d->links.n)
		qsort(d->links.at, d->links.n, sizeof(*d->links.at), by_link);
	if (d->changes.n)
		qsort(d->changes.at, d->changes.n, sizeof(*d->changes.at), by_change);
	if (d->fields.n)
		qsort(d->fields.at, d->fields.n, sizeof(*d->fields.at), by_field);
	if (r->bookmarks.n && d->fields.n)
		qsort(r->bookmarks.at, r->bookmarks.n, sizeof(*r->bookmarks.at), by_name);
	for (uint32_t i = 0; i < d->fields.n; i++)
		judge(r, &d->fields.at[i]);
}
