/*
 * What a short form looks like, for the reader of lists, the finder of submissions and the
 * checker of both.
 */
#ifndef CITE_SOURCES_LIST_H
#define CITE_SOURCES_LIST_H

#include "base/str.h"

enum {
	SHORT_FORM_MOST = 40, /* bytes */
	SHORT_FORM_WORDS = 5, /* "Save the Children Ruritania" */
};

/* "AI", "CoE-Commissioner", "JS1", "UPR-BCU", "PTPR/JS3": one word with two capitals, or a capital
 * and a figure, that no ordinary word, roman numeral or document symbol has so. */
bool short_form_is(struct str word);

/* Bytes of the word at the start of 'text', without the punctuation behind it. */
size_t short_form_word(struct str text);

/* Bytes of the white space (no-break spaces as well) at the start of 'text'. */
size_t short_form_space(struct str text);

/* The words of 'a' and of 'b' are the same, whatever white space lies between them. */
bool short_form_same(struct str a, struct str b);

/* 'text' goes on with a locator: ", p. 3", ", paras. 4 and 5", " para 2". */
bool short_form_located(struct str text);

#endif
