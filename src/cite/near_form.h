/*
 * Short forms that are one slip away from an entry of the document's lists of sources: other white
 * space, hyphens or capitals ("JS 1", "COE-ECRI"), two letters in each other's place, one letter
 * more, less or another. Figures are never slips: JS12 is not JS1.
 *
 * Every entry is filed under its plain form (capitals, without hyphens and spaces) and under that
 * form with one letter left out, each in turn; a word is looked up the same way. So a search costs
 * the length of the word and not that of the list.
 */
#ifndef CITE_NEAR_FORM_H
#define CITE_NEAR_FORM_H

#include "cite/apparatus.h"

struct near_slot;

struct near_forms {
	const struct apparatus *ap;
	struct near_slot *slots;
	uint32_t mask; /* 0: empty */
};

void near_forms_fill(struct near_forms *near, const struct apparatus *ap);

/*
 * The one entry that 'words', which are none of the list, are nearest to, or NONE: none is near, or
 * two are equally near. 'letters': one letter added, left out or changed counts as near, not only
 * what changes none.
 */
uint32_t near_forms_find(const struct near_forms *near, struct str words, bool letters);

#endif
