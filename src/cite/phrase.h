/*
 * Words of notes that no grammar covers: do they name a source, or do they explain? All answers
 * are guesses from English words; none is asked where a symbol, an address or a named source
 * decides.
 */
#ifndef CITE_PHRASE_H
#define CITE_PHRASE_H

#include "base/str.h"

/* No sentence: no verb that betrays one, and no more words than a reference has. Words in
 * quotation marks do not count. */
bool phrase_is_reference(struct str s);

/* "(Geneva, 2009)", "(2018)", " v. ", "vol.": what only references have. */
bool phrase_has_imprint(struct str s);

/* "United Nations country team submission", "Submissions by …". */
bool phrase_is_submission(struct str s);

/* How many words outside quotation marks, at most 4. */
unsigned phrase_words(struct str s);

/* An abbreviation behind whose stop a capital may follow within a sentence: "No", "vol". */
bool phrase_is_abbreviation(struct str word);

#endif
