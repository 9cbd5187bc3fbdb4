/* Errors in notes and indicators. */
#include "plant.h"

enum {
	BLOCK_LEAST = 4,      /* notes that are lost together */
	DRIFT_BEHIND = 12,    /* notes behind the one that was dropped: fewer show nothing */
	DRIFT_ATTRIBUTED = 6, /* of them so many cite what the text names */
};

struct str plant_indicator(struct arena *a, bool markdown, unsigned number)
{
	static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
	struct str figures = arena_printf(a, "%u", number), out = STR_NONE;

	if (markdown)
		return arena_printf(a, "[^%u]", number);
	for (size_t i = 0; i < figures.n; i++)
		out = arena_printf(a, "%.*s%s", STR_ARG(out), raised[figures.p[i] - '0']);
	return out;
}

static struct str indicator_of(struct plant *p, unsigned number)
{
	return plant_indicator(p->t->arena, p->t->markdown, number);
}

static struct str label_of(struct plant *p, unsigned number)
{
	struct str s = indicator_of(p, number);

	return p->t->markdown ? arena_printf(p->t->arena, "%.*s:", STR_ARG(s)) : s;
}

const struct site *plant_find(const struct sites *in, unsigned number)
{
	for (uint32_t i = 0; i < in->list.n; i++)
		if (in->list.at[i].number == number)
			return &in->list.at[i];
	return NULL;
}

static uint32_t count_number(const struct sites *in, unsigned number)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < in->list.n; i++)
		n += in->list.at[i].number == number;
	return n;
}

/* One indicator calls one note: what happens to either is one error. */
bool plant_tied(const struct plant *p, const struct site *site)
{
	return count_number(&p->t->indicators, site->number) == 1 &&
	       count_number(&p->t->notes, site->number) == 1;
}

static struct str note_str(const struct plant *p, const struct site *note)
{
	return str_part(p->t->s, note->text, note->finish);
}

/* The note with its line ends. */
static size_t behind(const struct plant *p, const struct site *note)
{
	size_t at = note->finish;

	while (at < p->t->s.n && p->t->s.p[at] == '\n')
		at++;
	return at;
}

static const struct site *next_of(const struct sites *in, const struct site *site)
{
	return site + 1 < in->list.at + in->list.n ? site + 1 : NULL;
}

/* ---- notes ------------------------------------------------------------------------------ */

static bool note_deleted(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, plant_tied), *next;

	if (!note)
		return false;
	next = next_of(&p->t->notes, note);
	plant_edit(p, note->begin, behind(p, note), STR_NONE);
	if (next)
		p->end = next->end;
	plant_label(p, note->label);
	return true;
}

static bool note_duplicated(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, plant_tied);
	size_t end;

	if (!note)
		return false;
	end = behind(p, note);
	plant_edit(p, end, end,
		   arena_printf(p->t->arena, "%.*s%s", (int)(note->finish - note->begin),
				p->t->s.p + note->begin, p->t->markdown ? "\n\n" : "\n"));
	p->begin = note->begin;
	plant_label(p, note->label);
	return true;
}

static bool note_emptied(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, plant_tied);

	if (!note)
		return false;
	plant_edit(p, note->end, note->finish, STR_NONE);
	p->begin = note->begin;
	plant_label(p, note->label);
	return true;
}

static bool ends_in_stop(const struct plant *p, const struct site *note)
{
	struct str s = note_str(p, note);
	bool lower = false;

	for (size_t i = 0; i < s.n; i++)
		lower |= is_lower(s.p[i]);
	return plant_tied(p, note) && s.n > 12 && lower && s.p[s.n - 1] == '.' &&
	       is_alnum(s.p[s.n - 2]);
}

static bool note_stop_lost(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, ends_in_stop);

	if (!note)
		return false;
	plant_edit(p, note->finish - 1, note->finish, STR_NONE);
	p->begin = note->begin;
	plant_label(p, note->label);
	return true;
}

static size_t locator_in(const struct plant *p, const struct site *note)
{
	size_t at = str_find(note_str(p, note), STR(", para"), 0);

	return at == SIZE_MAX ? at : note->text + at + 2;
}

/* A source, then its locator, at the beginning of the note. */
static bool begins_with_source(const struct plant *p, const struct site *note)
{
	size_t at = locator_in(p, note);

	return plant_tied(p, note) && at < note->text + 60 &&
	       str_find(note_str(p, note), STR(". "), 0) > at - note->text;
}

static bool note_head_lost(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, begins_with_source);

	if (!note)
		return false;
	plant_edit(p, note->text, locator_in(p, note), STR_NONE);
	p->begin = note->begin;
	p->end = note->finish;
	plant_label(p, note->label);
	return true;
}

static bool asterisk_note_lost(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->asterisks, NULL);

	if (!note)
		return false;
	plant_edit(p, note->begin, behind(p, note), STR_NONE);
	p->begin = 0;
	return true;
}

/* ---- the list ----------------------------------------------------------------------------- */

static bool notes_lost(struct plant *p, bool at_start)
{
	const struct sites *notes = &p->t->notes;
	uint32_t n = notes->list.n, gone, from;

	if (n < 3 * BLOCK_LEAST)
		return false;
	gone = BLOCK_LEAST + plant_random(p, n / 3);
	from = at_start ? 0 : n - gone;
	plant_edit(p, notes->list.at[from].begin, behind(p, &notes->list.at[from + gone - 1]),
		   STR_NONE);
	p->begin = 0;
	p->end = p->t->s.n;
	return true;
}

static bool notes_start_lost(struct plant *p)
{
	return notes_lost(p, true);
}

static bool notes_end_lost(struct plant *p)
{
	return notes_lost(p, false);
}

static bool numbers_removed(struct plant *p)
{
	const struct sites *notes = &p->t->notes;

	if (p->t->markdown || notes->list.n < 3 * BLOCK_LEAST)
		return false;
	for (uint32_t i = 0; i < notes->list.n; i++)
		plant_edit(p, notes->list.at[i].begin, notes->list.at[i].text, STR_NONE);
	p->begin = 0;
	p->end = p->t->s.n;
	return true;
}

/* The note and the sentence that calls it speak of one treaty body. */
bool plant_agrees(const struct plant *p, const struct site *note)
{
	static const char *const pairs[][2] = {
		{"CAT/", "against Torture"},
		{"CCPR/", "Human Rights Committee"},
		{"CRC/", "Rights of the Child"},
		{"CRPD/", "with Disabilities"},
		{"CERD/", "Racial Discrimination"},
		{"CEDAW/", "against Women"},
		{"E/C.12/", "Social and Cultural Rights"},
		{"CED/", "Enforced Disappearances"},
		{"country team", "country team"},
		{"UNHCR", "UNHCR"},
	};
	const struct site *in = plant_find(&p->t->indicators, note->number);
	struct str words = note_str(p, note), claim;
	size_t from;

	if (!in)
		return false;
	for (from = in->begin; from > 0 && !strchr("]\n", p->t->s.p[from - 1]); from--)
		;
	claim = str_part(p->t->s, from, in->begin);
	for (size_t i = 0; i < COUNT_OF(pairs); i++)
		if (str_find(words, str_of(pairs[i][0]), 0) != SIZE_MAX)
			return str_find(claim, str_of(pairs[i][1]), 0) != SIZE_MAX;
	return false;
}

static bool can_drift(const struct plant *p, const struct site *note)
{
	const struct site *end = p->t->notes.list.at + p->t->notes.list.n;
	unsigned agreeing = 0;

	if (end - note <= DRIFT_BEHIND)
		return false;
	for (const struct site *n = note; n < note + DRIFT_BEHIND; n++)
		agreeing += plant_agrees(p, n);
	return agreeing >= DRIFT_ATTRIBUTED;
}

/*
 * A note is dropped, those behind it close up, and so does the text at its end: both
 * sides are numbered without a gap, and each claim behind the place has its neighbour's note.
 */
static bool notes_drift(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, can_drift), *end, *last, *in;

	if (!note)
		return false;
	end = p->t->notes.list.at + p->t->notes.list.n;
	last = plant_find(&p->t->indicators, (end - 1)->number);
	in = plant_find(&p->t->indicators, note->number);
	if (!last || !in)
		return false;
	plant_edit(p, last->begin, last->end, STR_NONE);
	plant_edit(p, note->begin, behind(p, note), STR_NONE);
	for (const struct site *n = note + 1; n < end; n++)
		plant_edit(p, n->begin, n->end, label_of(p, n->number - 1));
	p->begin = in->begin;
	in = plant_find(&p->t->indicators, note->number + DRIFT_BEHIND);
	p->end = in ? in->end : p->begin;
	return true;
}

/* A printed label becomes another number that no note has. */
static bool note_renumbered(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, plant_tied);

	if (!note)
		return false;
	plant_edit(p, note->begin, note->end, label_of(p, note->number + 400));
	plant_label(p, note->label);
	plant_label(p, arena_printf(p->t->arena, "%u", note->number + 400));
	return true;
}

static bool has_next(const struct plant *p, const struct site *note)
{
	const struct site *next = next_of(&p->t->notes, note);

	return next && plant_tied(p, note) && plant_tied(p, next) &&
	       next->number == note->number + 1;
}

/* Two notes of a printed list change places, labels and all. */
static bool notes_swapped(struct plant *p)
{
	const struct site *note = p->t->markdown ? NULL : plant_pick(p, &p->t->notes, has_next);

	if (!note)
		return false;
	plant_edit(p, note->begin, note->finish, str_part(p->t->s, note[1].begin, note[1].finish));
	plant_edit(p, note[1].begin, note[1].finish, str_part(p->t->s, note->begin, note->finish));
	p->end = note[1].finish;
	plant_label(p, note->label);
	plant_label(p, note[1].label);
	return true;
}

/* ---- indicators ------------------------------------------------------------------------------ */

static bool indicator_deleted(struct plant *p)
{
	const struct site *in = plant_pick(p, &p->t->indicators, plant_tied), *next;

	if (!in)
		return false;
	next = next_of(&p->t->indicators, in);
	plant_edit(p, in->begin, in->end, STR_NONE);
	if (next)
		p->end = next->end;
	plant_label(p, in->label);
	return true;
}

/* The same number behind another sentence further down. */
static bool indicator_twice(struct plant *p)
{
	const struct site *in = plant_pick(p, &p->t->indicators, plant_tied);
	size_t at;

	if (!in)
		return false;
	for (at = in->end; at + 1 < p->t->notes_begin; at++)
		if (p->t->s.p[at] == '.' && is_lower(p->t->s.p[at - 1]) &&
		    is_space(p->t->s.p[at + 1]))
			break;
	if (at + 1 >= p->t->notes_begin)
		return false;
	plant_edit(p, at + 1, at + 1, indicator_of(p, in->number));
	plant_label(p, in->label);
	return true;
}

static bool indicator_renumbered(struct plant *p)
{
	const struct site *in = plant_pick(p, &p->t->indicators, plant_tied);
	const struct site *other = plant_pick(p, &p->t->indicators, plant_tied);

	if (!in || in == other)
		return false;
	plant_edit(p, in->begin, in->end, indicator_of(p, other->number));
	plant_label(p, in->label);
	plant_label(p, other->label);
	return true;
}

/* It moves behind a sentence a good way further down. */
static bool indicator_moved(struct plant *p)
{
	const struct site *in = plant_pick(p, &p->t->indicators, plant_tied), *next;
	size_t at;

	next = in ? next_of(&p->t->indicators, in) : NULL;
	if (!next || next->number <= in->number)
		return false;
	for (at = next->end; at + 1 < p->t->notes_begin; at++)
		if (p->t->s.p[at] == '.' && is_lower(p->t->s.p[at - 1]) &&
		    is_space(p->t->s.p[at + 1]))
			break;
	if (at + 1 >= p->t->notes_begin)
		return false;
	plant_edit(p, in->begin, in->end, STR_NONE);
	plant_edit(p, at + 1, at + 1, indicator_of(p, in->number));
	p->end = at + 1;
	plant_label(p, in->label);
	return true;
}

static bool has_tied_next(const struct plant *p, const struct site *in)
{
	const struct site *next = next_of(&p->t->indicators, in);

	return next && plant_tied(p, in) && plant_tied(p, next) && next->number > in->number;
}

static bool indicators_swapped(struct plant *p)
{
	const struct site *in = plant_pick(p, &p->t->indicators, has_tied_next);

	if (!in)
		return false;
	plant_edit(p, in->begin, in->end, indicator_of(p, in[1].number));
	plant_edit(p, in[1].begin, in[1].end, indicator_of(p, in->number));
	p->end = in[1].end;
	plant_label(p, in->label);
	plant_label(p, in[1].label);
	return true;
}

static bool is_behind_mark(const struct plant *p, const struct site *in)
{
	const char *at = p->t->s.p + in->begin;

	return strchr(".,;", at[-1]) && (is_lower(at[-2]) || at[-2] == ')') &&
	       is_space(p->t->s.p[in->end]);
}

/* What a text does throughout is told once. */
static bool stands_before_mark(const struct plant *p, const struct site *in)
{
	return strchr(".,;", p->t->s.p[in->end]) != NULL;
}

static bool indicator_before_mark(struct plant *p)
{
	const struct site *in = plant_pick(p, &p->t->indicators, is_behind_mark);

	if (!in || plant_pick(p, &p->t->indicators, stands_before_mark))
		return false;
	plant_edit(p, in->begin - 1, in->end,
		   arena_printf(p->t->arena, "%.*s%c", (int)(in->end - in->begin),
				p->t->s.p + in->begin, p->t->s.p[in->begin - 1]));
	return true;
}

/* An asterisk in the running text, with its note behind all others. */
static bool indicator_starred(struct plant *p)
{
	const struct site *in = plant_pick(p, &p->t->indicators, is_behind_mark);

	if (!in || p->t->markdown || p->t->s.p[in->begin - 1] != '.')
		return false;
	plant_edit(p, in->end, in->end, STR(" It lasted for a week.*"));
	plant_edit(p, p->t->s.n, p->t->s.n, STR("* From 3 to 7 May 2021.\n"));
	p->begin = in->end;
	p->end = in->end;
	return true;
}

static bool stands_attached(const struct plant *p, const struct site *in)
{
	return is_alnum(p->t->s.p[in->begin - 1]) || strchr(".,;)", p->t->s.p[in->begin - 1]);
}

static bool indicator_spaced(struct plant *p)
{
	const struct site *in = plant_pick(p, &p->t->indicators, stands_attached);

	if (!in)
		return false;
	plant_edit(p, in->begin, in->begin, STR(" "));
	p->end = in->end;
	return true;
}

/* The next indicator moves here, side by side. */
static bool indicators_adjacent(struct plant *p)
{
	const struct site *in = plant_pick(p, &p->t->indicators, has_tied_next);

	if (!in)
		return false;
	plant_edit(p, in->end, in->end, indicator_of(p, in[1].number));
	plant_edit(p, in[1].begin, in[1].end, STR_NONE);
	p->begin = in->begin;
	plant_label(p, in->label);
	plant_label(p, in[1].label);
	return true;
}

#define LOST_NOTE      "indicator-without-note notes-missing note-sequence-gap"
#define LOST_INDICATOR "note-without-indicator note-sequence-gap"
#define SIDE_BY_SIDE   "indicator-adjacent indicator-without-note"

const struct damage damages_of_notes[] = {
	{"note-deleted", "deterministic", LOST_NOTE, note_deleted},
	{"note-duplicated", "deterministic", "note-without-indicator note-sequence-gap note-number",
	 note_duplicated},
	{"note-emptied", "deterministic", "note-empty", note_emptied},
	{"note-renumbered", "deterministic", LOST_NOTE " note-without-indicator", note_renumbered},
	{"notes-swapped", "deterministic", "note-sequence-gap indicator-order note-order",
	 notes_swapped},
	{"note-stop-lost", "deterministic", "note-terminal-stop", note_stop_lost},
	{"note-head-lost", "deterministic", "note-starts-mid-reference", note_head_lost},
	{"note-asterisk-lost", "deterministic", "note-asterisk-unmatched", asterisk_note_lost},
	{"notes-start-lost", "deterministic", "notes-missing", notes_start_lost},
	{"notes-end-lost", "deterministic", "notes-missing", notes_end_lost},
	{"notes-numbers-removed", "deterministic", "notes-unnumbered", numbers_removed},
	{"notes-drift", "heuristic", "note-number-drift", notes_drift},
	{"indicator-deleted", "deterministic", LOST_INDICATOR, indicator_deleted},
	{"indicator-twice", "deterministic", "indicator-duplicate", indicator_twice},
	{"indicator-renumbered", "deterministic",
	 LOST_INDICATOR " indicator-duplicate indicator-order", indicator_renumbered},
	{"indicator-moved", "deterministic", "indicator-order", indicator_moved},
	{"indicators-swapped", "deterministic", "indicator-order", indicators_swapped},
	{"indicator-before-mark", "deterministic", "indicator-before-punctuation",
	 indicator_before_mark},
	{"indicator-starred", "deterministic", "indicator-kind", indicator_starred},
	{"indicator-spaced", "deterministic", "indicator-spacing", indicator_spaced},
	{"indicators-adjacent", "deterministic", SIDE_BY_SIDE, indicators_adjacent},
	{0},
};
