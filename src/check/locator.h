/*
 * What the rules on locators share: the walk over those of which they speak, and a few questions
 * about one.
 */
#ifndef CHECK_LOCATOR_H
#define CHECK_LOCATOR_H

#include "check/check.h"

struct locator_walk {
	struct checking *c;
	const struct locator *l;	  /* the one looked at */
	const struct locator_item *items; /* l->nitems of them */
	bool in_note;
	uint32_t next;

	/* The quotation marks of the block, counted up to 'seen'. */
	uint32_t block, seen;
	unsigned curly, straight;

	uint32_t symbol; /* the next that may end before a locator */
};

/* Goes on to the next locator. Begin with all zero but 'c'. */
bool locator_next(struct locator_walk *w);

/*
 * What a text does throughout is a habit: told once, at the first place, with the edits for all.
 * Count 'wrong' and 'right' before the walk.
 */
enum { HABIT_LEAST = 20 };

struct locator_habit {
	uint32_t wrong, right;
	uint32_t finding; /* index + 1 of the one that tells of all, or 0 */
};

/* The finding to which a fix at 'span' belongs: a new one of 'slug', whose message has an
 * "{often}", or that of the habit. */
struct finding *locator_found(struct locator_walk *w, struct locator_habit *h, const char *slug,
			      struct span span);

/* True inside quotation marks: a quotation keeps its form. Asks only where something is wrong; the
 * marks of a block are counted once. */
bool locator_is_quoted(struct locator_walk *w);

/* An abbreviation, or in a note: surely a reference, and bound to the form of one. */
static inline bool locator_is_formal(const struct locator_walk *w)
{
	return w->in_note || !w->l->spelt;
}

/* The numbers of these units may hold a dash: "table 2-1", "sect. 3–4". */
static inline bool locator_holds_dash(uint8_t unit)
{
	return unit == UNIT_SECTION || unit == UNIT_TABLE || unit == UNIT_FIGURE ||
	       unit == UNIT_BOX || unit == UNIT_VOLUME || unit == UNIT_PART;
}

/* Figures alone: "12", "115.113"; not "12 bis", "5A", "II", "11.4.3". */
bool locator_is_plain(const struct locator_walk *w, const struct locator_number *n);

/* By value, and by the part behind the stop: below 0, 0, above 0. */
int locator_compare(const struct locator_number *a, const struct locator_number *b);

/* "paras. 2425", "paras. 7.37.4": where the dash was, or 0. */
uint32_t locator_lost_dash(const struct locator_walk *w);

/* "112–4": the number it ends with in full, or empty. */
struct str locator_elided(const struct locator_walk *w, const struct locator_item *range);

/* Where the white space before the word begins; the word itself if none stands there. */
uint32_t locator_space_before(const struct locator_walk *w);

/* A symbol ends at 'at', which may only go up in one walk. */
bool locator_symbol_ends(struct locator_walk *w, uint32_t at);

/* "CoE-GREVIO", "JS2", "UNESCO submission": 'before', in a note and before a paragraph or page,
 * ends in what is left of the name of a submission. */
bool locator_short_form_ends(const struct locator_walk *w, struct str before);

/* The text from 'at' to the end of the locator's block. */
struct str locator_rest(const struct locator_walk *w, uint32_t at);

#endif
