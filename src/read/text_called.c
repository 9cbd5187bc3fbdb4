/*
 * Notes that nothing announces, but whose labels the text calls: at the feet of pages, or in
 * a list at the end.
 */
#include "read/text.h"

#include "base/utf8.h"

enum {
	LABELS_LEAST = 2,  /* as many labels as that must be called from the text */
	FAR_FROM_END = 60, /* lines behind the last label: no note is longer */
};

struct label_list {
	VEC(struct line_label) at;
};

/* How figures may call a note, by falling certainty. */
enum call_kind { CALL_RAISED, CALL_BRACKETS, CALL_BARE, CALL_KINDS };

enum { CALLS_ENOUGH = 3 }; /* as many of one kind, and all others are something else */

/* Where each number stands in the text as an indicator might: the first line, and the last
 * one so far; line plus one, 0 for nowhere. */
struct calls {
	const struct text_reader *r;
	uint32_t *first[CALL_KINDS], *last[CALL_KINDS];
	uint32_t n[CALL_KINDS];
};

static void call_add(struct calls *c, enum call_kind kind, uint32_t number, uint32_t line)
{
	if (!number || number >= LABEL_NUMBERS)
		return;
	if (!c->first[kind][number])
		c->first[kind][number] = line + 1;
	c->last[kind][number] = line + 1;
	c->n[kind]++;
}

/* The kind that the text uses. */
static enum call_kind calls_kind(const struct calls *c)
{
	if (c->n[CALL_RAISED] >= CALLS_ENOUGH)
		return CALL_RAISED;
	return c->n[CALL_BRACKETS] >= CALLS_ENOUGH ? CALL_BRACKETS : CALL_BARE;
}

static uint32_t call_first(const struct calls *c, uint32_t number)
{
	enum call_kind kind = calls_kind(c);
	uint32_t first = c->first[kind][number];

	for (uint32_t k = 0; !first && kind == CALL_BARE && k < CALL_BARE; k++)
		first = c->first[k][number];
	return first;
}

static bool called_since(const struct calls *c, uint32_t number, uint32_t line)
{
	for (uint32_t k = 0; k < CALL_KINDS; k++)
		if (c->last[k][number] > line)
			return true;
	return false;
}

/* Bytes of the digits at 'at', figures or raised ones, and their value. */
static size_t digits_scan(struct str s, size_t at, uint32_t *value)
{
	size_t n = 0, digits = 0, size;
	uint32_t code;

	for (*value = 0; at + n < s.n && digits < 5; n += size, digits++) {
		bool figure = is_digit(s.p[at + n]);
		int digit = -1;

		size = 1;
		if (!figure && (s.p[at + n] & 0x80) &&
		    (size = utf8_scan(str_skip(s, at + n), &code)))
			digit = utf8_raised_digit(code);
		if (!figure && digit < 0)
			break;
		*value = *value * 10 + (uint32_t)(figure ? s.p[at + n] - '0' : digit);
	}
	return n;
}

/* Bare figures at [at, end) stand where an indicator may: behind a word, a stop or a comma,
 * and no number goes on in front or behind. */
static bool is_bare_call(struct str s, size_t at, size_t end)
{
	char before = s.p[at - 1], word = at > 1 ? s.p[at - 2] : ' ';
	char after = end < s.n ? s.p[end] : ' ';

	if (after != ' ' && !strchr(".,;:)", after) && !(after & 0x80))
		return false;
	if (end + 1 < s.n && after != ' ' && is_digit(s.p[end + 1]))
		return false;
	if (before == ' ')
		return strchr(".,;:", word) != NULL;
	/* "article 21.3 The" ends a sentence, "by 21.3 per cent" does not. */
	if (is_digit(word) && before == '.')
		return end + 1 >= s.n || is_upper(s.p[end + 1]);
	if (is_upper(before) && !is_upper(word))
		return false;
	return is_alpha(before) || (before & 0x80) || strchr(".,;:)\"'?!", before) != NULL;
}

/* What the figures at [at, end) may be. */
static enum call_kind call_kind_at(struct str s, size_t at, size_t end)
{
	if (s.p[at] & 0x80)
		return CALL_RAISED;
	if (s.p[at - 1] == '[')
		return CALL_BRACKETS;
	return is_bare_call(s, at, end) ? CALL_BARE : CALL_KINDS;
}

static void calls_line(struct calls *c, uint32_t i)
{
	struct str s = line_str(c->r, &c->r->lines[i]);
	enum call_kind kind;
	uint32_t value;
	size_t n;

	for (size_t at = 1; at < s.n; at += n) {
		n = 1;
		if (!is_digit(s.p[at]) && s.p[at] != '\xc2' && s.p[at] != '\xe2')
			continue;
		n = digits_scan(s, at, &value);
		kind = n ? call_kind_at(s, at, at + n) : CALL_KINDS;
		if (kind != CALL_KINDS)
			call_add(c, kind, value, i);
		n = n ? n : 1;
	}
}

/* Fills 'c', and on the way marks the labels that their own page calls above them. */
static void calls_scan(struct calls *c, const struct text_reader *r, struct label_list *lists)
{
	uint32_t next[LABEL_STYLES] = {0}, page = 0;

	c->r = r;
	for (uint32_t k = 0; k < CALL_KINDS; k++) {
		c->first[k] = arena_zero(r->d->arena, LABEL_NUMBERS * sizeof(uint32_t));
		c->last[k] = arena_zero(r->d->arena, LABEL_NUMBERS * sizeof(uint32_t));
	}
	for (uint32_t i = 0; i < r->n; i++) {
		if (r->lines[i].page_top)
			page = i;
		for (uint32_t s = 0; s < LABEL_STYLES; s++) {
			struct line_label *l;

			if (next[s] == lists[s].at.n)
				continue;
			l = &lists[s].at.at[next[s]];
			if (l->line != i)
				continue;
			next[s]++;
			l->called = called_since(c, l->number, page);
		}
		calls_line(c, i);
	}
}

static void labels_find(struct text_reader *r, struct label_list *lists)
{
	uint32_t above = NONE;

	for (uint32_t i = line_next(r, NONE, ROLE_BODY); i < r->n; i = line_next(r, i, ROLE_BODY)) {
		struct line_label l;
		const struct line *line = &r->lines[i];

		if (line_label(r, i, &l)) {
			if (above != NONE && !line->after_blank && !line->page_top &&
			    l.style > LABEL_BRACKETS &&
			    !paragraph_ends(line_str(r, &r->lines[above])))
				l.weight *= 0.3f;
			*vec_push(r->d->arena, &lists[l.style].at) = l;
		}
		above = i;
	}
}

/* ---- footnotes without a rule ---------------------------------------------------------- */

/* The label and what stands behind it, or on the next line, read like a note. */
static bool label_like(const struct text_reader *r, const struct line_label *l)
{
	struct str s = line_str(r, &r->lines[l->line]);
	uint32_t next;

	if (l->size < s.n)
		return note_like(str_skip(s, l->size));
	next = line_next(r, l->line, ROLE_BODY);
	return next < r->n && note_like(line_str(r, &r->lines[next]));
}

/* A label weighs what speaks for it: an indicator above it on its page, or its words. */
static void footnotes_weigh(struct text_reader *r, struct label_list *list)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < list->at.n; i++) {
		struct line_label *l = &list->at.at[i];

		l->taken = false;
		if (!l->called && !label_like(r, l))
			continue;
		l->weight *= l->called ? 1.0f : 0.5f;
		list->at.at[kept++] = *l;
	}
	list->at.n = kept;
}

struct footing {
	struct label_list *labels;
	uint32_t called; /* labels of the chain whose page calls them */
};

/*
 * Where pdftotext lost the rule, footnotes are what begins with a number that the page
 * calls, or reads like a note, and ascends from page to page.
 */
static struct footing footing_of(struct text_reader *r, struct label_list *lists)
{
	static const enum label_style styles[] = {LABEL_PLAIN, LABEL_RAISED, LABEL_BRACKETS};
	struct footing best = {NULL, 0};
	uint32_t most = 0;

	for (size_t s = 0; s < COUNT_OF(styles); s++) {
		struct label_list *list = &lists[styles[s]];
		uint32_t taken;

		footnotes_weigh(r, list);
		taken = list->at.n ? labels_chain(r->d->arena, list->at.at, list->at.n, true) : 0;
		if (taken <= most)
			continue;
		most = taken;
		best = (struct footing){list, 0};
		for (uint32_t i = 0; i < list->at.n; i++)
			best.called += list->at.at[i].taken && list->at.at[i].called;
	}
	return best;
}

static bool footnotes_mark(struct text_reader *r, const struct footing *f)
{
	uint32_t end = 0;

	for (uint32_t i = 0; f->labels && i < f->labels->at.n; i++) {
		const struct line_label *l = &f->labels->at.at[i];

		if (!l->taken || l->line < end)
			continue;
		for (end = l->line + 1; end < r->n && !r->lines[end].page_top; end++)
			;
		zone_mark(r, l->line, end, PART_FOOTNOTES);
	}
	return end > 0;
}

/* ---- endnotes with labels --------------------------------------------------------------- */

/* The weight of a label with which a list may begin. */
static const float SURE = 0.5f;

struct ending {
	uint32_t line;	/* the first of the list, or NONE */
	uint32_t count; /* labels that the text before it calls */
};

/* Labels that nobody types for another reason are believed when alone. */
static uint32_t labels_least(enum label_style style)
{
	return style <= LABEL_BRACKETS ? 1 : LABELS_LEAST;
}

/* What the text has called before weighs more: a paragraph's number seldom was. */
static uint32_t endnotes_chain(struct text_reader *r, struct label_list *list,
			       const struct calls *c)
{
	float *weights = arena_alloc(r->d->arena, (list->at.n + 1) * sizeof(*weights));
	uint32_t taken;

	for (uint32_t i = 0; i < list->at.n; i++) {
		struct line_label *l = &list->at.at[i];
		uint32_t call = call_first(c, l->number);

		weights[i] = l->weight;
		l->weight *= call && call <= l->line ? 1.5f : 0.4f;
	}
	taken = labels_chain(r->d->arena, list->at.at, list->at.n, true);
	for (uint32_t i = 0; i < list->at.n; i++)
		list->at.at[i].weight = weights[i];
	return taken;
}

/*
 * Endnotes stand behind everything that calls them: the list begins with the first label of
 * the chain's last run behind which no number is first called below its line. Where most of
 * the run lies before that, notes and text take turns, and the labels are those of pages.
 */
static struct ending ending_of(struct text_reader *r, struct label_list *list,
			       const struct calls *c)
{
	struct ending best = {NONE, 0};
	uint32_t called = 0, all = 0, latest = 0, below = NONE;

	if (!list->at.n || !endnotes_chain(r, list, c))
		return best;
	for (uint32_t i = list->at.n; i-- > 0;) {
		const struct line_label *l = &list->at.at[i];
		uint32_t call = call_first(c, l->number);

		if (!l->taken)
			continue;
		if (below == NONE && l->line + FAR_FROM_END < r->n)
			return best;
		if (l->number >= below)
			break;
		below = l->number;
		all++;
		if (call && call <= l->line) {
			called++;
			latest = call > latest ? call : latest;
		}
		if (l->weight >= SURE && latest <= l->line && called >= labels_least(l->style) &&
		    called * 5 >= all * 4)
			best = (struct ending){l->line, called};
	}
	return best.count * 5 >= called * 4 ? best : (struct ending){NONE, 0};
}

static struct ending ending_best(struct text_reader *r, struct label_list *lists,
				 const struct calls *c)
{
	struct ending best = {NONE, 0};

	for (uint32_t s = 0; s < LABEL_STYLES; s++) {
		struct ending e = ending_of(r, &lists[s], c);

		if (e.count > best.count)
			best = e;
	}
	return best;
}

/* Only labels near the text's end can be those of endnotes, only labels on pages those of
 * footnotes: without either the text need not be searched for what calls them. */
static bool labels_may_number(const struct text_reader *r, const struct label_list *lists)
{
	for (uint32_t s = 0; s < LABEL_STYLES; s++) {
		if (!lists[s].at.n)
			continue;
		if (r->pages > 1 && !r->spaced_pages)
			return true;
		for (uint32_t i = lists[s].at.n; i-- > 0;) {
			const struct line_label *l = &lists[s].at.at[i];

			if (l->line + FAR_FROM_END < r->n)
				break;
			if (l->weight >= SURE)
				return true;
		}
	}
	return false;
}

/* Notes that only their labels betray. */
bool text_called_notes(struct text_reader *r)
{
	struct label_list lists[LABEL_STYLES] = {0};
	struct calls calls = {0};
	struct ending ending;
	struct footing footing;

	labels_find(r, lists);
	if (!labels_may_number(r, lists))
		return false;
	calls_scan(&calls, r, lists);
	ending = ending_best(r, lists, &calls);
	if (r->pages > 1 && !r->spaced_pages) {
		footing = footing_of(r, lists);
		/* Endnotes stand pages away from what calls them. */
		if (ending.line == NONE || footing.called * 2 >= ending.count)
			return footnotes_mark(r, &footing);
	}
	if (ending.line == NONE)
		return false;
	zone_mark(r, ending.line, r->n, PART_ENDNOTES);
	return true;
}
