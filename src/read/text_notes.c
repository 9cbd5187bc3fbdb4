/*
 * Where each note begins. Labels say it where there are any: those of the best chain, and
 * others that the layout supports. Elsewhere it is blank lines, short lines and words.
 */
#include "read/text.h"

#include "base/utf8.h"

enum {
	LIKE_WITHIN = 120, /* bytes of a note in which a source or a locator shows itself */
	SHORT_SLACK = 6,   /* bytes by which lines of a text may differ in width */
	NEAR = 3,	   /* how far a label may stray from its neighbours */
};

/* ---- words --------------------------------------------------------------------- */

bool sentence_ends(struct str s)
{
	size_t back = 0;

	/* What an indicator leaves behind a stop is short and holds no word. */
	while (s.n && back < 5) {
		bool ascii = !(s.p[s.n - 1] & 0x80);
		size_t at = ascii ? s.n - 1 : utf8_back(s, s.n);
		char c = s.p[at];

		if (c == '.' || c == ':' || c == '?' || c == '!')
			return true;
		if (is_alpha(c) && back > 0)
			return false;
		s.n = at;
		back++;
	}
	return false;
}

/* 's' without closing brackets and quotation marks at its end. */
static struct str without_closers(struct str s)
{
	static const struct str marks[] = {
		{")", 1},	{"]", 1}, {"\"", 1}, {"\xe2\x80\x9d", 3}, {"\xe2\x80\x99", 3},
		{"\xc2\xbb", 2}};

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (str_ends(s, marks[i])) {
			s.n -= marks[i].n;
			i = SIZE_MAX;
		}
	return s;
}

/* The word before the stop at the end of 's'. */
static struct str last_word(struct str s)
{
	size_t from = --s.n;

	while (from > 0 && (is_alpha(s.p[from - 1]) || (s.p[from - 1] & 0x80)))
		from--;
	return str_part(s, from, s.n);
}

bool paragraph_ends(struct str s)
{
	static const struct str words[] = {
		{"para", 4}, {"paras", 5},   {"art", 3},   {"arts", 4}, {"No", 2},    {"Nos", 3},
		{"no", 2},   {"nos", 3},     {"vol", 3},   {"vols", 4}, {"Vol", 3},   {"p", 1},
		{"pp", 2},   {"chap", 4},    {"chaps", 5}, {"sect", 4}, {"sects", 5}, {"v", 1},
		{"vs", 2},   {"Mr", 2},	     {"Mrs", 3},   {"Ms", 2},	{"Dr", 2},    {"St", 2},
		{"cf", 2},   {"Cf", 2},	     {"ed", 2},	   {"eds", 3},	{"Supp", 4},  {"Suppl", 5},
		{"Rev", 3},  {"e", 1},	     {"g", 1},	   {"i", 1},	{"see", 3},   {"Add", 3},
		{"Corr", 4}, {"subpara", 7}, {"Prof", 4},  {"Ser", 3},	{"ser", 3},   {"approx", 6},
	};
	struct str word;

	s = without_closers(s);
	if (!s.n || (s.p[s.n - 1] != '.' && s.p[s.n - 1] != '?' && s.p[s.n - 1] != '!'))
		return false;
	word = last_word(s);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_eq(word, words[i]))
			return false;
	return true;
}

bool line_is_short(const struct text_reader *r, uint32_t above, uint32_t i)
{
	struct str s = line_str(r, &r->lines[i]);
	const struct line *a = &r->lines[above];
	const char *space = memchr(s.p, ' ', s.n);
	size_t word = space ? (size_t)(space - s.p) : s.n;

	if (r->width >= UNWRAPPED)
		return true;
	return a->span.end - a->span.begin + 1 + word + SHORT_SLACK <= r->width;
}

/* A symbol-like token ("CAT/C/KAZICO/4") in the opening of 's'. */
static bool holds_symbol(struct str s)
{
	for (size_t at = 0; (at = str_find(s, STR("/"), at)) != SIZE_MAX; at++) {
		size_t before = at, after = at + 1;

		while (before > 0 && is_upper(s.p[before - 1]))
			before--;
		if (before == at || after >= s.n || !(is_upper(s.p[after]) || is_digit(s.p[after])))
			continue;
		if (before == 0 || !is_alnum(s.p[before - 1]))
			return true;
	}
	return false;
}

/* The words that notes begin with, and notes only. */
static bool opens_like_note(struct str s)
{
	static const struct str openings[] = {
		{"See ", 4},  {"see ", 4},  {"Ibid", 4}, {"ibid", 4},	 {"Cf. ", 4},
		{"para", 4},  {"http", 4},  {"www.", 4}, {"Idem", 4},	 {"Available at", 12},
		{"Voir ", 5}, {"Véase", 6}, {"См. ", 6}, {"op. cit", 7}, {"Там же", 11},
	};

	for (size_t i = 0; i < COUNT_OF(openings); i++)
		if (str_starts(s, openings[i]))
			return true;
	return false;
}

static bool holds_locator(struct str s)
{
	static const struct str words[] = {
		{", para. ", 8}, {", paras. ", 9}, {", p. ", 5}, {", pp. ", 6}, {", p.", 4},
		{", pp.", 5},	 {", art. ", 7},   {" http", 5}, {" www.", 5},
	};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_find(s, words[i], 0) != SIZE_MAX)
			return true;
	return false;
}

bool note_like(struct str s)
{
	s.n = s.n < LIKE_WITHIN ? s.n : LIKE_WITHIN;
	return opens_like_note(s) || holds_locator(s) ||
	       holds_symbol(str_part(s, 0, s.n < 60 ? s.n : 60));
}

/* ---- labels ---------------------------------------------------------------------- */

struct list {
	struct text_reader *r;
	VEC(struct line_label) labels;
	uint32_t next;	 /* the first label behind the line that is looked at */
	uint32_t number; /* of the last note that began */
	uint32_t others; /* paragraphs without a label */
	uint32_t blanks; /* … behind a blank line */
	uint32_t bare;	 /* lines without a label that seem to begin something */
	bool labelled;
	bool parted; /* blank lines part the notes */
};

/* How surely a label begins something, for what stands above it. */
static float label_weight(const struct text_reader *r, uint32_t above, const struct line_label *l)
{
	const struct line *line = &r->lines[l->line];

	if (above == NONE || line->after_blank || line->zone_top || l->style <= LABEL_BRACKETS ||
	    paragraph_ends(line_str(r, &r->lines[above])))
		return 1.0f;
	if (sentence_ends(line_str(r, &r->lines[above])) || line_is_short(r, above, l->line))
		return 0.7f;
	return 0.2f;
}

/* A line without a label that seems to begin something. */
static bool begins_paragraph(const struct text_reader *r, uint32_t i, uint32_t above)
{
	return r->lines[i].after_blank || r->width >= UNWRAPPED ||
	       (above != NONE && paragraph_ends(line_str(r, &r->lines[above])) &&
		line_is_short(r, above, i));
}

static void labels_collect(struct list *list)
{
	struct text_reader *r = list->r;
	uint32_t above = NONE;

	for (uint32_t i = line_next(r, NONE, ROLE_NOTE); i < r->n; i = line_next(r, i, ROLE_NOTE)) {
		struct line_label l;

		if (r->lines[i].starred)
			continue;
		if (line_label(r, i, &l)) {
			l.weight *= label_weight(r, above, &l);
			*vec_push(r->d->arena, &list->labels) = l;
		} else {
			list->blanks += r->lines[i].after_blank;
			list->others += r->lines[i].after_blank || r->width >= UNWRAPPED;
			list->bare += begins_paragraph(r, i, above);
		}
		above = i;
	}
}

/* Labels of another style than most are labels only where the chain needs them badly. */
static void styles_settle(struct list *list)
{
	uint32_t counts[LABEL_STYLES] = {0}, most = 0;

	for (uint32_t i = 0; i < list->labels.n; i++)
		counts[list->labels.at[i].style] += list->labels.at[i].weight >= 0.7f;
	for (uint32_t s = 1; s < LABEL_STYLES; s++)
		if (counts[s] > counts[most])
			most = s;
	for (uint32_t i = 0; i < list->labels.n; i++)
		if (list->labels.at[i].style != most)
			list->labels.at[i].weight *= 0.4f;
}

static bool line_has_star(const struct text_reader *r, uint32_t i)
{
	struct str printed, label;
	enum indicator_kind kind;
	uint32_t number;

	return note_label_scan(line_str(r, &r->lines[i]), &printed, &label, &number, &kind) &&
	       kind == INDICATOR_ASTERISK;
}

/* ---- beginnings ------------------------------------------------------------------- */

static uint32_t number_after(const struct list *list)
{
	for (uint32_t i = list->next; i < list->labels.n; i++)
		if (list->labels.at[i].taken)
			return list->labels.at[i].number;
	return 0;
}

/* A label outside the chain counts where the layout shows a beginning and its number is
 * near: it repeats one, or is out of order. */
static bool is_stray_label(const struct list *list, const struct line_label *l, uint32_t above)
{
	uint32_t after = number_after(list), number = l->number;
	bool near = number + NEAR >= list->number && number <= list->number + NEAR;

	if (after)
		near |= number + NEAR >= after && number <= after + NEAR;
	if (!near || l->weight < 1.0f)
		return false;
	return above == NONE || l->style <= LABEL_BRACKETS || list->r->lines[l->line].after_blank ||
	       line_is_short(list->r, above, l->line);
}

/* In a list with labels: the label, or a paragraph that has lost its own. */
static bool begins_labelled(struct list *list, uint32_t i, uint32_t above)
{
	struct line_label *l = list->next < list->labels.n ? &list->labels.at[list->next] : NULL;
	bool here = l && l->line == i;

	if (here) {
		list->next++;
		if (!l->taken && !is_stray_label(list, l, above))
			return false;
		list->number = l->number;
		list->r->lines[i].labelled = true;
		return true;
	}
	if (!list->parted || !list->r->lines[i].after_blank ||
	    number_after(list) != list->number + 2)
		return false;
	list->number++;
	return true;
}

/* Without labels: a blank line, a line of an unwrapped text, or, weakly, words. */
static bool begins_bare(const struct list *list, uint32_t i, uint32_t above)
{
	const struct text_reader *r = list->r;
	struct line *l = &r->lines[i];
	struct str s = line_str(r, l), before = line_str(r, &r->lines[above]);

	if (l->after_blank)
		return true;
	if (l->page_top && note_like(s))
		return true;
	if (r->width >= UNWRAPPED && !list->parted && !l->page_top)
		return true;
	if (!paragraph_ends(before) || is_lower(s.p[0]))
		return false;
	if (!list->parted && line_is_short(r, above, i)) {
		l->weak = true;
		return true;
	}
	/* A second sentence of a note begins with "See" more often than a note that lost its
	 * blank line. */
	l->weak = note_like(s) && !str_starts(s, STR("See "));
	return l->weak;
}

/* Blank lines part most notes from the one before. */
static void list_measure(struct list *list)
{
	uint32_t taken = labels_chain(list->r->d->arena, list->labels.at, list->labels.n, true);
	uint32_t parted = 0;

	for (uint32_t i = 0; i < list->labels.n; i++)
		parted += list->labels.at[i].taken &&
			  list->r->lines[list->labels.at[i].line].after_blank;
	/* A figure at the start of a wrapped line is no label of a list that has none. */
	list->labelled = taken > 0 && taken * 2 >= list->others && taken * 8 >= list->bare;
	list->parted = list->labelled ? parted * 5 >= taken * 4 : list->blanks > 2;
}

/* The note of an asterisk begins, which may also stand among numbered ones. */
static bool begins_starred(const struct text_reader *r, uint32_t i)
{
	const struct line *l = &r->lines[i];

	return line_str(r, l).p[0] == '*' ? l->starred || l->after_blank || line_has_star(r, i)
					  : l->starred && l->zone_top;
}

void text_notes(struct text_reader *r)
{
	struct list list = {.r = r};
	uint32_t above = NONE;

	labels_collect(&list);
	styles_settle(&list);
	if (list.labels.n)
		list_measure(&list);
	else
		list.parted = list.blanks > 2;
	for (uint32_t i = line_next(r, NONE, ROLE_NOTE); i < r->n; i = line_next(r, i, ROLE_NOTE)) {
		struct line *l = &r->lines[i];

		l->starts_note = l->labelled = begins_starred(r, i);
		if (l->starred || l->starts_note)
			continue;
		if (list.labelled)
			l->starts_note = begins_labelled(&list, i, above) || above == NONE;
		else
			l->starts_note = above == NONE || begins_bare(&list, i, above);
		above = i;
	}
}
