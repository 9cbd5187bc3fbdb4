/*
 * What each source is, under one key, and what Ibid., "note 12 above", op. cit. and short forms
 * stand for. One pass over the citations in their order; names met are kept in a table of
 * bounded probes, so that work is linear whatever the names are.
 */
#include "cite/note.h"

enum { PROBES_MOST = 32 };

/* A name by which a citation may be called again. */
struct name {
	struct str text; /* n == 0: a free slot */
	uint32_t tag;	 /* so that a number of a comment is no number of a note */
	uint32_t value;	 /* index of a citation, or of a note */
};

struct resolver {
	struct apparatus *ap;
	struct name *names; /* open addressing; a power of two of slots */
	uint32_t slots;
	struct name *numbers; /* the same, notes by their number */
	uint32_t number_slots;
};

/* ---- names ------------------------------------------------------------------------------- */

static uint32_t slots_for(uint32_t n)
{
	uint32_t slots = 64;

	while (slots / 2 < n)
		slots *= 2;
	return slots;
}

static struct name *name_slot(struct name *table, uint32_t slots, struct str text, uint32_t tag)
{
	uint32_t at = (str_hash(text) ^ tag * 0x9e3779b1u) & (slots - 1);

	for (unsigned probe = 0; probe < PROBES_MOST; probe++, at = (at + 1) & (slots - 1)) {
		struct name *name = &table[at];

		if (!name->text.n || (name->tag == tag && str_eq(name->text, text)))
			return name;
	}
	return NULL;
}

static void name_put(struct resolver *r, struct str text, uint32_t tag, uint32_t citation)
{
	struct name *name = text.n > 2 ? name_slot(r->names, r->slots, text, tag) : NULL;

	if (name)
		*name = (struct name){text, tag, citation};
}

static uint32_t name_get(const struct resolver *r, struct str text, uint32_t tag)
{
	const struct name *name = text.n > 2 ? name_slot(r->names, r->slots, text, tag) : NULL;

	return name && name->text.n ? name->value : NONE;
}

enum tag {
	TAG_TITLE,   /* words in quotation marks */
	TAG_CASE,    /* "Roitman Rosenmann v. Spain" */
	TAG_SURNAME, /* the last word of an author */
	TAG_COMMENT, /* number of a general comment whose body stands elsewhere */
};

/* The words between quotation marks, or nothing. */
static struct str title_of(struct str s)
{
	size_t begin = str_find(s, STR("\xe2\x80\x9c"), 0), end;

	if (begin == SIZE_MAX)
		return STR_NONE;
	end = str_find(s, STR("\xe2\x80\x9d"), begin);
	return end == SIZE_MAX ? STR_NONE : str_part(s, begin + 3, end);
}

/* "X v. Y", without what stands before and behind it, or nothing. */
static struct str case_of(struct str s)
{
	size_t at = str_find(s, STR(" v. "), 0), begin, end;

	if (at == SIZE_MAX)
		return STR_NONE;
	for (begin = at; begin && s.p[begin - 1] != ',' && s.p[begin - 1] != '('; begin--)
		;
	for (end = at + 4; end < s.n && !strchr(",();", s.p[end]); end++)
		;
	return str_trim(str_part(s, begin, end));
}

/* "Smith" of "John Smith, Title": the last word before the first comma. */
static struct str surname_of(struct str s)
{
	size_t end = 0, begin;

	while (end < s.n && s.p[end] != ',' && s.p[end] != '(')
		end++;
	while (end && s.p[end - 1] == ' ')
		end--;
	for (begin = end; begin && s.p[begin - 1] != ' '; begin--)
		;
	return str_part(s, begin, end);
}

static void names_put(struct resolver *r, uint32_t i)
{
	const struct citation *c = &r->ap->citations.at[i];
	struct str words = document_str(r->ap->doc, c->source), title;
	size_t colon;

	name_put(r, case_of(words), TAG_CASE, i);
	if (c->form == FORM_WORK || c->form == FORM_UNKNOWN) {
		title = title_of(words);
		name_put(r, title, TAG_TITLE, i);
		colon = str_find(title, STR(": "), 0);
		if (colon != SIZE_MAX)
			name_put(r, str_part(title, 0, colon), TAG_TITLE, i);
		name_put(r, surname_of(words), TAG_SURNAME, i);
	}
	if (c->form == FORM_COMMENT && c->kind == CITES_SYMBOL && c->named != NONE)
		name_put(r, document_str(r->ap->doc, r->ap->named.at[c->named].number), TAG_COMMENT,
			 i);
}

/* An earlier citation that these words call again, or NONE. */
static uint32_t called_again(const struct resolver *r, const struct citation *c)
{
	struct str words = document_str(r->ap->doc, c->source);
	uint32_t found = NONE;

	if (c->form == FORM_COMMENT && c->named != NONE)
		return name_get(r, document_str(r->ap->doc, r->ap->named.at[c->named].number),
				TAG_COMMENT);
	if (c->form == FORM_LATIN)
		found = name_get(r, surname_of(words), TAG_SURNAME);
	if (found == NONE)
		found = name_get(r, case_of(words), TAG_CASE);
	return found == NONE ? name_get(r, title_of(words), TAG_TITLE) : found;
}

/* ---- notes by number ------------------------------------------------------------------------ */

/* Series and restart of a note in one number. */
static uint32_t series_tag(const struct note *n)
{
	return n->restart * 8u + n->series;
}

static void numbers_fill(struct resolver *r)
{
	r->number_slots = slots_for(r->ap->notes.n);
	r->numbers = arena_zero(r->ap->doc->arena, r->number_slots * sizeof(*r->numbers));
	for (uint32_t i = 0; i < r->ap->notes.n; i++) {
		const struct note *n = &r->ap->notes.at[i];
		struct name *slot = n->number && n->label.n ? name_slot(r->numbers, r->number_slots,
									n->label, series_tag(n))
							    : NULL;

		if (slot && !slot->text.n)
			*slot = (struct name){n->label, series_tag(n), i};
	}
}

/* The note that "note 12" in note 'from' means, or NONE. */
static uint32_t note_numbered(struct resolver *r, const struct note *from, struct str label)
{
	const struct name *slot;

	if (!r->numbers)
		numbers_fill(r);
	slot = label.n ? name_slot(r->numbers, r->number_slots, label, series_tag(from)) : NULL;
	return slot && slot->text.n ? slot->value : NONE;
}

/* ---- what stands for another ----------------------------------------------------------------- */

bool note_follows(const struct apparatus *ap, uint32_t i)
{
	const struct note *note = &ap->notes.at[i], *before = note - 1;

	if (i == 0 || before->series != note->series || before->restart != note->restart)
		return false;
	return !note->number || !before->number || note->number == before->number + 1;
}

/* The source named last before citation 'i': in its note, or in the note before. */
static uint32_t source_before(const struct apparatus *ap, uint32_t note, uint32_t i)
{
	const struct note *n = &ap->notes.at[note];

	if (i > n->first_citation)
		return i - 1;
	if (!note_follows(ap, note) || !n[-1].ncitations)
		return NONE;
	return n[-1].first_citation + n[-1].ncitations - 1;
}

/* "note 12 above" where citation 'i' has a locator of that kind: the note, or NONE. */
static uint32_t note_pointed(struct resolver *r, uint32_t note, const struct citation *c)
{
	const struct apparatus *ap = r->ap;
	uint32_t low;

	SEARCH(low, ap->locators.n, ap->locators.at[low].span.begin < c->span.begin);
	for (; low < ap->locators.n && ap->locators.at[low].span.begin < c->span.end; low++) {
		const struct locator *l = &ap->locators.at[low];

		if (l->unit == UNIT_NOTE && l->nitems)
			return note_numbered(
				r, &ap->notes.at[note],
				document_str(ap->doc,
					     ap->locator_items.at[l->first_item].from.figure));
	}
	return NONE;
}

/* Of the citations of 'note' the one that the words of 'c' name; the only one; else NONE. */
static uint32_t citation_in_note(const struct apparatus *ap, uint32_t note,
				 const struct citation *c)
{
	const struct note *n = &ap->notes.at[note];
	struct str words = document_str(ap->doc, c->source);
	struct str first = surname_of(words);

	if (n->ncitations == 1)
		return n->first_citation;
	for (uint32_t i = 0; i < n->ncitations && i < PROBES_MOST; i++) {
		const struct citation *other = &ap->citations.at[n->first_citation + i];

		if (first.n > 2 &&
		    str_find(document_str(ap->doc, other->source), first, 0) != SIZE_MAX)
			return n->first_citation + i;
	}
	return NONE;
}

/* "The same", "Idem", "Id." alone mean what Ibid. means. */
static bool is_ibid(const struct citation *c)
{
	return c->form == FORM_IBID || (c->form == FORM_LATIN && c->kind == CITES_IBID);
}

static void stand_for(struct resolver *r, uint32_t note, uint32_t i)
{
	struct apparatus *ap = r->ap;
	struct citation *c = &ap->citations.at[i];
	uint32_t to = NONE, pointed;

	if (is_ibid(c)) {
		to = source_before(ap, note, i);
	} else if (c->form == FORM_NOTE || c->form == FORM_LATIN || c->form == FORM_WORK ||
		   c->form == FORM_UNKNOWN) {
		pointed = note_pointed(r, note, c);
		if (pointed < note)
			to = citation_in_note(ap, pointed, c);
		if (pointed < note && to == NONE)
			c->same_as_note = pointed;
		if (pointed == NONE)
			to = called_again(r, c);
	} else if (c->kind != CITES_SYMBOL && c->address == NONE && c->submission == NONE) {
		to = called_again(r, c);
	}
	c->antecedent = to;
}

/* The note of citation 'i': the last whose citations begin at or before it. */
static uint32_t note_of(const struct apparatus *ap, uint32_t i)
{
	uint32_t low = 0, high = ap->notes.n;

	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (ap->notes.at[mid].first_citation <= i)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* ---- keys --------------------------------------------------------------------------------------
 */

static struct str named_key(const struct apparatus *ap, const struct named *named)
{
	static const char *const kinds[] = {
		[FORM_RESOLUTION] = "resolution",   [FORM_DECISION] = "decision",
		[FORM_COMMENT] = "general comment", [FORM_COMMUNICATION] = "communication",
		[FORM_OPINION] = "opinion",	    [FORM_OFFICIAL_RECORDS] = "Official Records",
		[FORM_SALES] = "Sales No.",	    [FORM_TREATY_SERIES] = "Treaty Series",
		[FORM_ICJ] = "I.C.J. Reports",
	};
	struct str number = document_str(ap->doc, named->number);
	const char *kind = named->form < COUNT_OF(kinds) ? kinds[named->form] : NULL;

	if (named->symbol.n)
		return named->symbol;
	if (!kind || !number.n || named->form == FORM_OFFICIAL_RECORDS)
		return document_str(ap->doc, named->span);
	return named->body == BODY_NONE
		       ? arena_printf(ap->doc->arena, "%s %.*s", kind, STR_ARG(number))
		       : arena_printf(ap->doc->arena, "%s %s %.*s", bodies[named->body].slug, kind,
				      STR_ARG(number));
}

/* What the citation is by itself. */
static struct str own_key(const struct apparatus *ap, const struct citation *c)
{
	struct str words = document_str(ap->doc, c->source);

	if (c->symbol != NONE) {
		const struct symbol_use *use = &ap->symbols.at[c->symbol];

		return use->canonical.n ? use->canonical : use->symbol.whole;
	}
	if (c->named != NONE)
		return named_key(ap, &ap->named.at[c->named]);
	if (c->submission != NONE && ap->submissions.at[c->submission].key.n)
		return ap->submissions.at[c->submission].key;
	if (c->form == FORM_URL)
		return ap->addresses.at[c->address].text;
	if (is_ibid(c) || c->form == FORM_NOTE)
		return STR_NONE;
	return words;
}

struct str citation_name(const struct apparatus *ap, const struct citation *c)
{
	struct symbol symbol;

	if (c->key.n && symbol_scan(&symbol, c->key) == c->key.n)
		return c->key;
	if (c->antecedent != NONE)
		c = &ap->citations.at[c->antecedent];
	return c->key.n ? document_str(ap->doc, c->source) : STR_NONE;
}

static void resolve(struct resolver *r, uint32_t note, uint32_t i)
{
	struct apparatus *ap = r->ap;
	struct citation *c = &ap->citations.at[i];
	const struct citation *to;

	stand_for(r, note, i);
	if (c->antecedent == NONE) {
		c->key = own_key(ap, c);
		names_put(r, i);
		return;
	}
	to = &ap->citations.at[c->antecedent];
	c->key = to->key;
	c->same_as_note = note_of(ap, c->antecedent);
	if (to->antecedent != NONE)
		c->antecedent = to->antecedent;
	if (c->form == FORM_NOTE)
		c->kind = to->kind;
	if (is_ibid(c) || c->form == FORM_NOTE)
		c->bodies = to->bodies;
	else
		c->bodies = body_set_or(c->bodies, to->bodies);
}

void cite_resolve(struct apparatus *ap)
{
	struct resolver r = {.ap = ap, .slots = slots_for(ap->citations.n * 4)};

	if (!ap->citations.n)
		return;
	r.names = arena_zero(ap->doc->arena, r.slots * sizeof(*r.names));
	for (uint32_t n = 0; n < ap->notes.n; n++) {
		struct note *note = &ap->notes.at[n];

		for (uint32_t i = 0; i < note->ncitations; i++) {
			struct citation *c = &ap->citations.at[note->first_citation + i];

			resolve(&r, n, note->first_citation + i);
			note->mentioned = body_set_or(note->mentioned, c->bodies);
			if (!c->aside)
				note->bodies = body_set_or(note->bodies, c->bodies);
		}
	}
}
