/*
 * Words from which it is seen that a body speaks: "recommended", "was deeply concerned". A
 * constant table made from rules/bodies.json; English only.
 */
#ifndef CITE_SPEECH_H
#define CITE_SPEECH_H

#include "base/str.h"

enum speech_kind {
	SPEECH_VERB,	  /* "recommended", "took note" */
	SPEECH_STATE,	  /* behind a form of "to be": "concerned", "of the view" */
	SPEECH_AUXILIARY, /* "had" */
	SPEECH_PASSIVE,	  /* "was": makes a verb something that others did */
	SPEECH_ADVERB,	  /* "also"; words in -ly need no list */
};

struct speech_word {
	const char *text; /* one word or several */
	uint16_t size;
	uint8_t kind; /* enum speech_kind */
};

extern const struct speech_word speech_words[]; /* sorted */
extern const uint16_t speech_words_count;

/* By the hash of a first word: index + 1 of the first entry with it, 0 for none; open
 * addressing. */
enum { SPEECH_SLOTS = 2048 };
extern const uint16_t speech_slots[SPEECH_SLOTS];

/* The word of the table at the start of 'text' (a word's start), the longest; or NULL. */
const struct speech_word *speech_word_find(struct str text);

/* Bytes of "also recommended", "was deeply concerned" at the start of 'text', which may begin
 * with a space; 0 where no body speaks there ("was recommended"). */
size_t speech_scan(struct str text);

#endif
