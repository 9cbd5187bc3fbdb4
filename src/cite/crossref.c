/*
 * Cross-references: the locators that point inside this document. What the words beside a locator
 * say decides; each looks at a few bytes of its block only.
 */
#include "cite/note.h"

enum {
	NOTE_HEAD = 24,	     /* bytes of a note's label and "See also" */
	WORDS_NEAR = 48,     /* bytes beside a locator that are looked at */
	QUOTATION_FAR = 600, /* an opening mark farther away is one that nobody closed */
};

static const struct side_word {
	struct str text;
	uint8_t side;
} side_words[] = {
	{{"above", 5}, SIDE_ABOVE},
	{{"below", 5}, SIDE_BELOW},
	{{"supra", 5}, SIDE_ABOVE},
	{{"infra", 5}, SIDE_BELOW},
};

/* What the present text may call itself. Treaties and resolutions that are quoted say "of the
 * present Covenant": they are not listed. */
static const struct str selves[] = {
	{"report", 6},	{"document", 8}, {"note", 4},	      {"addendum", 8},
	{"general", 7}, {"summary", 7},	 {"compilation", 11}, {"study", 5},
	{"Views", 5},	{"views", 5},	 {"submission", 10},  {"annex", 5},
	{"opinion", 7}, {"chapter", 7},	 {"section", 7},      {"guidance", 8},
};

static const struct side_word *side_word_at(struct str s)
{
	for (size_t i = 0; i < COUNT_OF(side_words); i++) {
		const struct side_word *w = &side_words[i];

		if (str_starts(s, w->text) &&
		    (s.n == w->text.n || (!is_alnum(s.p[w->text.n]) && s.p[w->text.n] != '-')))
			return w;
	}
	return NULL;
}

/* Bytes of spaces and of what may stand between a locator and its word: ",", "(", a stop. */
static size_t gap_scan(struct str s)
{
	size_t n = 0;

	while (n < s.n && n < 4 &&
	       (s.p[n] == ' ' || s.p[n] == ',' || s.p[n] == '.' || s.p[n] == '('))
		n++;
	return n;
}

/* "above", "(below)", ", infra" behind the locator. */
static bool side_behind(const struct document *d, uint32_t at, uint32_t end,
			struct cross_reference *out)
{
	struct str s = str_part(d->text, at, end);
	size_t gap = gap_scan(s);
	const struct side_word *w = gap ? side_word_at(str_skip(s, gap)) : NULL;

	if (!w)
		return false;
	out->side = w->side;
	out->word = (struct span){at + (uint32_t)gap, at + (uint32_t)(gap + w->text.n)};
	return true;
}

/* "of the present report", "to this document" behind the locator. */
static bool self_behind(const struct document *d, uint32_t at, uint32_t end,
			struct cross_reference *out)
{
	static const struct str openings[] = {
		{" of the present ", 16}, {" to the present ", 16}, {" in the present ", 16},
		{" of this ", 9},	  {" to this ", 9},
	};
	struct str s = str_part(d->text, at, end);

	for (size_t i = 0; i < COUNT_OF(openings); i++) {
		struct str noun = str_skip(s, openings[i].n);

		if (!str_starts(s, openings[i]))
			continue;
		for (size_t k = 0; k < COUNT_OF(selves); k++) {
			size_t n = selves[k].n;

			if (!str_starts(noun, selves[k]) || (noun.n > n && is_alnum(noun.p[n])))
				continue;
			out->word = (struct span){at + 1, at + (uint32_t)(openings[i].n + n)};
			return true;
		}
	}
	return false;
}

static struct str trim_end(struct str s)
{
	while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == ','))
		s.n--;
	return s;
}

static bool ends_with_see(struct str s)
{
	static const struct str words[] = {
		{"see", 3}, {"See", 3}, {"also", 4}, {"(", 1}, {"in", 2}, {"cf.", 3},
	};

	s = trim_end(s);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_ends(s, words[i]))
			return true;
	return !s.n;
}

/* "See above, para. 4", "supra note 12" before the locator. "Warsame, supra, para. 4" is a source
 * that was named before, and its locator. */
static bool side_before(const struct document *d, const struct locator *l, uint32_t begin,
			struct cross_reference *out)
{
	uint32_t from = l->span.begin - begin > WORDS_NEAR ? l->span.begin - WORDS_NEAR : begin;
	struct str s = trim_end(str_part(d->text, from, l->span.begin));

	if (!s.n || !strchr("eEwWaA", s.p[s.n - 1])) /* the last letters of these words */
		return false;
	for (size_t i = 0; i < COUNT_OF(side_words); i++) {
		const struct side_word *w = &side_words[i];
		struct str before;

		if (s.n < w->text.n || !str_eq_nocase(str_skip(s, s.n - w->text.n), w->text))
			continue;
		before = str_part(s, 0, s.n - w->text.n);
		if (before.n && is_alnum(before.p[before.n - 1]))
			return false;
		if (l->unit != UNIT_NOTE && !ends_with_see(before))
			return false;
		out->side = w->side;
		out->word.begin = from + (uint32_t)before.n;
		out->word.end = out->word.begin + (uint32_t)w->text.n;
		return true;
	}
	return false;
}

/* "(see para. 12)", "(see also table 4)": brackets that hold nothing else. Without "see" they often
 * belong to a source that the sentence names; and so do notes that say "See para. 12." only. */
static bool see_alone(const struct document *d, const struct locator *l, const struct block *b)
{
	static const struct str openings[] = {{"(see ", 5}, {"(see also ", 10}};
	struct str before = str_part(d->text, b->span.begin, l->span.begin);

	if (l->note != NONE || l->span.end >= b->span.end || d->text.p[l->span.end] != ')')
		return false;
	for (size_t i = 0; i < COUNT_OF(openings); i++)
		if (str_ends(before, openings[i]))
			return true;
	return false;
}

/* "See note 40." and nothing else: notes of other documents are named with them. */
static bool note_alone(const struct document *d, const struct locator *l, const struct block *b)
{
	struct str before = str_part(d->text, b->span.begin, l->span.begin);
	struct str behind = str_trim(str_part(d->text, l->span.end, b->span.end));

	return l->unit == UNIT_NOTE && l->note != NONE && behind.n == 1 && behind.p[0] == '.' &&
	       before.n < NOTE_HEAD &&
	       (str_ends(before, STR(" See ")) || str_ends(before, STR(" See also ")));
}

/* A table or figure that the text names without saying whose it is. */
static bool is_own_table(const struct document *d, const struct locator *l, const struct block *b)
{
	struct str behind = str_part(d->text, l->span.end, b->span.end);

	return (l->unit == UNIT_TABLE || l->unit == UNIT_FIGURE || l->unit == UNIT_BOX) &&
	       l->note == NONE && l->citation == NONE && l->span.begin > b->span.begin &&
	       !str_starts(behind, STR(" of ")) && !str_starts(behind, STR(" to ")) &&
	       !str_starts(behind, STR(" in ")) && !str_starts(behind, STR(", "));
}

/* What is quoted points inside the text that it was taken from. */
static bool is_quoted(const struct document *d, uint32_t at, uint32_t begin)
{
	uint32_t least = at - begin > QUOTATION_FAR ? at - QUOTATION_FAR : begin;

	/* The marks are e2 80 9c and e2 80 9d. */
	while (at > least + 2) {
		const char *p = d->text.p + --at;

		if (((uint8_t)*p == 0x9c || (uint8_t)*p == 0x9d) && (uint8_t)p[-1] == 0x80 &&
		    (uint8_t)p[-2] == 0xe2)
			return (uint8_t)*p == 0x9c;
	}
	return false;
}

void cite_cross_references(struct apparatus *ap)
{
	const struct document *d = ap->doc;

	for (uint32_t i = 0; i < ap->locators.n; i++) {
		const struct locator *l = &ap->locators.at[i];
		const struct block *b = &d->blocks.at[l->block];
		uint32_t end = l->span.end + WORDS_NEAR;
		struct cross_reference found = {.locator = i};

		if (end > b->span.end)
			end = b->span.end;
		if (!side_behind(d, l->span.end, end, &found) &&
		    !side_before(d, l, b->span.begin, &found) &&
		    !self_behind(d, l->span.end, end, &found) && !see_alone(d, l, b) &&
		    !note_alone(d, l, b) && !is_own_table(d, l, b))
			continue;
		if (l->unit != UNIT_NOTE && is_quoted(d, l->span.begin, b->span.begin))
			continue;
		*vec_push(d->arena, &ap->cross_references) = found;
	}
}
