/*
 * What the words of a page say of it, by the phrases of rules/hosts.json ("answers"). A
 * page about such phrases must not be taken for one that says them: a phrase must be all of a
 * heading but for a few words that may stand beside it, or open a sentence.
 */
#ifndef LINK_SAYS_H
#define LINK_SAYS_H

#include "base/str.h"
#include "link/answers.h"

/* What is longer is cut: no phrase is half so long. */
enum { SAYS_MOST = 1024 };

/* Phrases found: bit by bit, enum says. */
struct said {
	unsigned sentences; /* that open a sentence or a part */
	unsigned headings;  /* that are a whole part, but for words beside */
};

/* Of a title, a heading or the first words of a page. Each part between strokes, dashes and
 * stops is looked at by itself ("Page not found | OHCHR"). */
struct said says_of(struct str text);

/*
 * The form in which phrases are kept: small letters, single blanks, no punctuation but
 * apostrophes within words; "\n" where a part or a sentence ends. Returns its bytes.
 */
size_t says_fold(char out[SAYS_MOST], struct str text);

/* One character at the start of 'text', which is not empty: of UTF-8, else a byte of Latin-1, in
 * which old pages are. Returns its bytes. */
size_t says_character(struct str text, uint32_t *code);

#endif
