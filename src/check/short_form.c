/*
 * Short forms of sources: those that the document's own list explains ("JS1"), and those of
 * submissions ("country team submission"), of which the first mention is the full form. Uses are
 * sorted by what they stand for once; nothing here compares each with each.
 */
#include "check/check.h"
#include "cite/sources_list.h"
#include "symbol/state.h"

#include <stdlib.h>

static const char *const slugs[] = {
	"short-form-before-full",
	"short-form-ambiguous",
	"short-form-undefined",
	"short-form-unused",
	NULL,
};

enum {
	USES_TOLD = 3,	  /* of one wrong form; what stands more often is told once, with one fix */
	EDITS_MOST = 200, /* of such a fix */
	SEARCHED_MOST = 32, /* forms that are looked for in the whole text */
	FULL_MOST = 64,	    /* distinct full forms that a bare "Committee submission" may mean */
	NAME_MOST = 80,	    /* bytes of a name in a message */
	SLIP = 3,	    /* letters in which two full forms differ that mean the same */
};

/* Uses with one key: a stretch of a sorted list. */
struct group {
	const struct submission **uses; /* in the order of the text */
	uint32_t n;
};

struct forms {
	struct checking *c;
	const struct submission **order;
	uint32_t n;
	bool *meant;	   /* by entry: a form that the list lacks stands for it */
	uint32_t searched; /* forms looked for in the whole text so far */
};

static struct str words_of(const struct checking *c, struct span s)
{
	return document_str(c->doc, s);
}

/* Enough of a long name to know it by. */
static struct str brief_of(const struct checking *c, struct span s)
{
	struct str words = words_of(c, s);
	size_t n = 0;

	while (n < words.n && n < NAME_MOST && !strchr(",;(\n", words.p[n]))
		n++;
	while (n < words.n && (words.p[n] & 0xc0) == 0x80)
		n++;
	return str_trim(str_part(words, 0, n));
}

static int by_place(const struct submission *x, const struct submission *y)
{
	return (x->span.begin > y->span.begin) - (x->span.begin < y->span.begin);
}

static int by_key(const void *a, const void *b)
{
	const struct submission *x = *(const struct submission *const *)a;
	const struct submission *y = *(const struct submission *const *)b;
	int order = str_compare(x->key, y->key);

	return order ? order : by_place(x, y);
}

/* Sorts the uses of one sort by their keys. */
static void forms_fill(struct forms *f, bool (*wanted)(const struct submission *))
{
	const struct apparatus *ap = f->c->ap;

	f->n = 0;
	f->order = arena_alloc(f->c->arena, (ap->submissions.n + 1) * sizeof(*f->order));
	for (uint32_t i = 0; i < ap->submissions.n; i++)
		if (wanted(&ap->submissions.at[i]))
			f->order[f->n++] = &ap->submissions.at[i];
	if (f->n)
		qsort(f->order, f->n, sizeof(*f->order), by_key);
}

/* The group that begins at 'i'; false at the end. */
static bool group_next(const struct forms *f, uint32_t i, struct group *g)
{
	*g = (struct group){f->order + i, 0};
	while (i + g->n < f->n && str_eq(f->order[i + g->n]->key, f->order[i]->key))
		g->n++;
	return g->n > 0;
}

/* ---- submissions ------------------------------------------------------------------------ */

static bool is_named(const struct submission *s)
{
	return s->entry == NONE && !s->unlisted && s->key.n;
}

/* What a full form was submitted for: the words behind "submission". */
static struct str purpose_of(const struct checking *c, const struct submission *s)
{
	struct str words = words_of(c, s->span);
	size_t at = str_find(words, STR(" for "), 0), to = str_find(words, STR(" to "), 0);

	at = to < at ? to : at;
	return at < words.n ? str_skip(words, at) : STR_NONE;
}

static bool same_figures(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.n && !is_digit(a.p[i]))
			i++;
		while (k < b.n && !is_digit(b.p[k]))
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		if (a.p[i++] != b.p[k++])
			return false;
	}
}

/* "… of Ruritania" and "… of the Kingdom of Ruritania": alike before the first "of" and in the last
 * word. */
static bool same_state(struct str a, struct str b)
{
	size_t of = str_find(a, STR(" of "), 0), i = a.n, k = b.n;

	if (of == SIZE_MAX || of != str_find(b, STR(" of "), 0) || memcmp(a.p, b.p, of) != 0)
		return false;
	while (i > of && a.p[i - 1] != ' ')
		i--;
	while (k > of && b.p[k - 1] != ' ')
		k--;
	return str_eq(str_skip(a, i), str_skip(b, k));
}

/* Two full forms of one body that are two documents; a slip or a longer name of the State makes
 * none. */
static bool are_two(const struct checking *c, const struct submission *x,
		    const struct submission *y)
{
	struct str a = purpose_of(c, x), b = purpose_of(c, y);

	if (str_find(a, b, 0) != SIZE_MAX || str_find(b, a, 0) != SIZE_MAX)
		return false;
	return !same_figures(a, b) || (str_distance(a, b) > SLIP && !same_state(a, b));
}

static void check_order(struct forms *f, const struct group *g)
{
	const struct submission *brief = NULL;
	struct finding *found_at;

	for (uint32_t i = 0; i < g->n; i++) {
		const struct submission *s = g->uses[i];

		if (!s->full) {
			brief = brief ? brief : s;
			continue;
		}
		if (!brief)
			return;
		found_at = found(f->c, "short-form-before-full", brief->span);
		found_str(found_at, "full", words_of(f->c, s->span));
		found_related(f->c, found_at, s->span, "the full form");
		return;
	}
}

static void report_ambiguous(struct forms *f, struct span at, struct span one, struct span other)
{
	struct finding *found_at = found(f->c, "short-form-ambiguous", at);

	found_str(found_at, "one", brief_of(f->c, one));
	found_str(found_at, "other", brief_of(f->c, other));
	found_related(f->c, found_at, one, "the one");
	found_related(f->c, found_at, other, "the other");
}

/* A short form behind two full forms. */
static void check_two_full(struct forms *f, const struct group *g)
{
	const struct submission *one = NULL, *other = NULL;

	for (uint32_t i = 0; i < g->n; i++) {
		const struct submission *s = g->uses[i];

		if (s->full && !one)
			one = s;
		else if (s->full && !other && are_two(f->c, one, s))
			other = s;
		else if (!s->full && other) {
			report_ambiguous(f, s->span, one->span, other->span);
			return;
		}
	}
}

/* The name of a full form has the words of the short one in it. */
static bool fits(const struct checking *c, const struct submission *full, struct str words)
{
	struct str name =
		full->body == BODY_NONE ? words_of(c, full->name) : str_of(bodies[full->body].name);
	size_t at = str_find(name, words, 0);

	return at != SIZE_MAX && (at == 0 || name.p[at - 1] == ' ') &&
	       (at + words.n == name.n || !is_alnum(name.p[at + words.n]));
}

/* "Committee submission", where two committees have submitted something. */
static void check_bare(struct forms *f, const struct group *g, const struct submission **full,
		       uint32_t nfull)
{
	const struct submission *brief = g->uses[0], *one = NULL;

	if (brief->full || brief->body != BODY_NONE || brief->note == NONE)
		return;
	for (uint32_t i = 0; i < nfull; i++) {
		if (str_eq(full[i]->key, brief->key))
			return;
		if (!fits(f->c, full[i], words_of(f->c, brief->name)))
			continue;
		if (one) {
			report_ambiguous(f, brief->span, one->span, full[i]->span);
			return;
		}
		one = full[i];
	}
}

static void check_submissions(struct checking *c)
{
	struct forms f = {.c = c};
	const struct submission *full[FULL_MOST];
	uint32_t nfull = 0;
	struct group g;

	forms_fill(&f, is_named);
	for (uint32_t i = 0; group_next(&f, i, &g); i += g.n) {
		check_order(&f, &g);
		check_two_full(&f, &g);
		for (uint32_t k = 0; k < g.n && nfull < FULL_MOST; k++) {
			if (!g.uses[k]->full)
				continue;
			full[nfull++] = g.uses[k];
			break;
		}
	}
	for (uint32_t i = 0; nfull > 1 && group_next(&f, i, &g); i += g.n)
		check_bare(&f, &g, full, nfull);
}

/* ---- two entries with one short form ----------------------------------------------------- */

static bool is_sources(const struct checking *c, const struct list_entry *e)
{
	return c->ap->sources_lists.at[e->list].kind == LIST_SOURCES;
}

static bool is_listed(const struct submission *s)
{
	return s->entry != NONE;
}

/*
 * Several papers of one body are attached under one short form, and notes tell them apart by their
 * titles: told at the first note that does not.
 */
static void check_attached(struct forms *f, const struct list_entry *e,
			   const struct list_entry *same)
{
	const struct submission *low = NULL;
	uint32_t from = 0, to = f->n;
	struct str words = words_of(f->c, e->short_form);

	while (from < to) {
		uint32_t mid = from + (to - from) / 2;

		if (str_compare(f->order[mid]->key, words) < 0)
			from = mid + 1;
		else
			to = mid;
	}
	for (; from < f->n && str_eq(f->order[from]->key, words) && !low; from++)
		if (short_form_located(str_skip(f->c->doc->text, f->order[from]->span.end)))
			low = f->order[from];
	if (low)
		report_ambiguous(f, low->span, same->name, e->name);
}

static void check_entries(struct checking *c)
{
	struct forms f = {.c = c};
	const struct list_entry *entries = c->ap->entries.at;

	for (uint32_t i = 0; i < c->ap->entries.n; i++) {
		const struct list_entry *e = &entries[i], *same;

		if (e->same == NONE || e->weak)
			continue;
		same = &entries[e->same];
		if (same->weak || short_form_same(words_of(c, e->name), words_of(c, same->name)))
			continue;
		if (!e->attached || !same->attached) {
			report_ambiguous(&f, e->short_form, same->name, e->name);
			continue;
		}
		if (same->same != NONE)
			continue;
		if (!f.order)
			forms_fill(&f, is_listed);
		check_attached(&f, e, same);
	}
}

/* ---- forms that the list lacks ------------------------------------------------------------ */

static bool is_unlisted(const struct submission *s)
{
	return s->unlisted;
}

/* 'words' stand as words of their own in [begin, end) of the text. */
static bool stands_in(const struct checking *c, struct str words, uint32_t begin, uint32_t end)
{
	struct str text = str_part(c->doc->text, 0, end);
	size_t at = begin;

	while ((at = str_find(text, words, at)) != SIZE_MAX) {
		size_t after = at + words.n;

		if ((at == 0 || !(is_alnum(text.p[at - 1]) || strchr("-/", text.p[at - 1]))) &&
		    (after == end || !(is_alnum(text.p[after]) || strchr("-/", text.p[after]))))
			return true;
		at = after;
	}
	return false;
}

static uint32_t body_end(const struct checking *c)
{
	return c->ap->notes.n ? c->ap->notes.at[0].span.begin : (uint32_t)c->doc->text.n;
}

/* The list has the words after all, where we did not look for a short form. */
static bool in_lists(const struct checking *c, struct str words)
{
	for (uint32_t i = 0; i < c->ap->sources_lists.n && i < SEARCHED_MOST; i++) {
		struct span s = c->ap->sources_lists.at[i].span;

		if (stands_in(c, words, s.begin, s.end))
			return true;
	}
	return false;
}

/* The list has it wrong: the notes never use its form, and the text, if it has one, has theirs. */
static bool entry_is_wrong(struct forms *f, const struct group *g)
{
	const struct checking *c = f->c;
	const struct list_entry *e = &c->ap->entries.at[g->uses[0]->meant];
	struct str theirs = words_of(c, g->uses[0]->span), its = words_of(c, e->short_form);

	if (e->cited || f->searched++ >= SEARCHED_MOST)
		return false;
	if (stands_in(c, its, 0, body_end(c)))
		return false;
	return g->n > 1 || stands_in(c, theirs, 0, body_end(c));
}

static struct str more_of(struct checking *c, uint32_t n)
{
	return n ? arena_printf(c->arena, " (so in %u more %s)", n, n > 1 ? "places" : "place")
		 : STR_NONE;
}

static void report_entry(struct forms *f, const struct group *g)
{
	const struct list_entry *e = &f->c->ap->entries.at[g->uses[0]->meant];
	struct str theirs = words_of(f->c, g->uses[0]->span);
	struct finding *at = found(f->c, "short-form-undefined", e->short_form);

	found_str(at, "problem", STR("stands in the list of sources and in no note"));
	found_str(at, "advice",
		  arena_printf(f->c->arena, "the notes say \"%.*s\"; write that here",
			       STR_ARG(theirs)));
	found_str(at, "more", STR_NONE);
	found_related(f->c, at, g->uses[0]->span, "where a note says so");
	found_fix(f->c, at, FIX_SUGGESTED, e->short_form, theirs);
}

/* 'all' uses are mended by the fix of the first. */
static void report_use(struct forms *f, const struct group *g, uint32_t i, bool all)
{
	const struct submission *s = g->uses[i];
	const struct apparatus *ap = f->c->ap;
	struct finding *at = found(f->c, "short-form-undefined", s->span);
	struct str meant = STR_NONE;

	if (s->meant != NONE)
		meant = words_of(f->c, ap->entries.at[s->meant].short_form);
	found_str(at, "problem", STR("is not in the document's own list of sources"));
	found_str(at, "advice",
		  meant.n ? arena_printf(f->c->arena, "write \"%.*s\"", STR_ARG(meant))
			  : STR("put it into the list, or write what the list has"));
	found_str(at, "more", more_of(f->c, all ? g->n - 1 : 0));
	if (!meant.n)
		return;
	found_related(f->c, at, ap->entries.at[s->meant].short_form, "the list of sources");
	for (uint32_t k = i; k < g->n && k < EDITS_MOST; k++) {
		found_fix(f->c, at, FIX_SUGGESTED, g->uses[k]->span, meant);
		if (!all)
			break;
	}
}

static void report_group(struct forms *f, const struct group *g)
{
	if (g->uses[0]->meant != NONE && entry_is_wrong(f, g)) {
		report_entry(f, g);
		return;
	}
	if (g->n > USES_TOLD) {
		report_use(f, g, 0, true);
		return;
	}
	for (uint32_t i = 0; i < g->n; i++)
		report_use(f, g, i, false);
}

/* Letters that other tables explain: an instrument, a State. */
static bool is_known_elsewhere(struct str words)
{
	for (const char *const *p = body_not_names; *p; p++)
		if (str_eq(words, str_of(*p)))
			return true;
	return state_find(words) != NULL;
}

static bool is_lacking(struct forms *f, const struct group *g)
{
	struct str words = words_of(f->c, g->uses[0]->span);

	return g->uses[0]->meant == NONE && !is_known_elsewhere(words) && !in_lists(f->c, words);
}

/*
 * A form that is near to none of the list is a fault only where the list was read well: where the
 * notes name many that it seems to lack, it is we who did not read it.
 */
static bool list_is_trusted(const struct forms *f, uint32_t lacking)
{
	uint32_t cited = 0, entries = 0;

	for (uint32_t i = 0; i < f->c->ap->entries.n; i++) {
		const struct list_entry *e = &f->c->ap->entries.at[i];

		entries += is_sources(f->c, e);
		cited += is_sources(f->c, e) && e->cited;
	}
	return entries > 2 && !f->c->ap->ocr && lacking * 2 <= cited + 2;
}

static void check_undefined(struct forms *f)
{
	struct group lacking[SEARCHED_MOST], g;
	uint32_t n = 0;

	forms_fill(f, is_unlisted);
	for (uint32_t i = 0; group_next(f, i, &g); i += g.n) {
		if (g.uses[0]->meant != NONE) {
			f->meant[g.uses[0]->meant] = true;
			report_group(f, &g);
		} else if (n < SEARCHED_MOST && is_lacking(f, &g)) {
			lacking[n++] = g;
		}
	}
	for (uint32_t i = 0; n < SEARCHED_MOST && i < n && list_is_trusted(f, n); i++)
		report_group(f, &lacking[i]);
}

/* ---- entries that nobody cites ------------------------------------------------------------- */

/* Every note from the list on is there, under its printed number. */
static bool notes_are_whole(const struct checking *c, const struct sources_list *list)
{
	const struct apparatus *ap = c->ap;
	uint32_t last = 0, first = list->note == NONE ? 0 : list->note;

	if (ap->inferred || ap->ocr || first + 1 >= ap->notes.n)
		return false;
	for (uint32_t i = first; i < ap->notes.n; i++) {
		const struct note *n = &ap->notes.at[i];

		if (n->series == SERIES_ASTERISKS)
			continue;
		if (n->inferred || !n->number || (last && n->number != last + 1))
			return false;
		last = n->number;
	}
	return last >= ap->last_number;
}

/* "CoE" is cited by its documents: "CoE-ECRI". */
static bool part_is_cited(const struct forms *f, uint32_t entry)
{
	const struct checking *c = f->c;
	struct str whole = words_of(c, c->ap->entries.at[entry].short_form);

	if (c->ap->entries.at[entry].attached)
		return false;
	for (uint32_t i = entry + 1; i < c->ap->entries.n; i++) {
		const struct list_entry *e = &c->ap->entries.at[i];
		struct str words = words_of(c, e->short_form);

		if (!e->attached && !(str_starts(words, whole) && words.n > whole.n &&
				      strchr("-/", words.p[whole.n])))
			return false;
		if (e->cited || f->meant[i])
			return true;
	}
	return false;
}

static void check_unused(struct forms *f, const struct sources_list *list)
{
	const struct list_entry *entries = f->c->ap->entries.at;
	uint32_t end = list->first_entry + list->nentries, cited = 0;

	for (uint32_t i = list->first_entry; i < end; i++)
		cited += entries[i].cited > 0 || f->meant[i];
	if (cited * 2 < list->nentries || !notes_are_whole(f->c, list))
		return;
	for (uint32_t i = list->first_entry; i < end; i++) {
		struct finding *at;

		if (entries[i].cited || entries[i].weak || entries[i].same != NONE || f->meant[i] ||
		    part_is_cited(f, i))
			continue;
		at = found(f->c, "short-form-unused", entries[i].short_form);
		found_str(at, "name", brief_of(f->c, entries[i].name));
	}
}

static void run(struct checking *c)
{
	struct forms f = {.c = c};

	if (c->ap->submissions.n)
		check_submissions(c);
	if (!c->ap->entries.n)
		return;
	f.meant = arena_zero(c->arena, c->ap->entries.n * sizeof(*f.meant));
	check_entries(c);
	check_undefined(&f);
	for (uint32_t i = 0; i < c->ap->sources_lists.n; i++)
		if (c->ap->sources_lists.at[i].kind == LIST_SOURCES)
			check_unused(&f, &c->ap->sources_lists.at[i]);
}

const struct checker checker_short_form = {"short_form", slugs, run};
