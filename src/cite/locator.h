/*
 * The grammar of locators: the words that open one, and the list of numbers behind the word.
 * Damaged forms are read too ("115. 23", "42(d)", "12 ()", "3 and. 8"), so that the rules see them
 * as what they are.
 */
#ifndef CITE_LOCATOR_H
#define CITE_LOCATOR_H

#include "cite/apparatus.h"

struct locator_word {
	struct str text; /* in small letters, without a stop */
	uint8_t unit;	 /* enum locator_unit */
	bool plural, spelt;
};

/* The word that 'text' is as a whole, with or without a capital at its start; or NULL. */
const struct locator_word *locator_word_find(struct str text);

/* Bytes of one space of any kind at 'at': a space, a no-break or a thin one; or 0. */
size_t locator_space(struct str text, size_t at);

/*
 * Reads the list of numbers at 'at' into the items of the last locator of 'ap', whose unit, word
 * and first_item are set; 'text' is the Document's up to the block's end. Returns where the list
 * ends, or 'at' when no number stands there. Linear in what it takes.
 */
uint32_t locator_list_read(struct apparatus *ap, struct str text, uint32_t at);

#endif
