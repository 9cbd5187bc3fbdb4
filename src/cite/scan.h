/*
 * The one pass over the text. It stops at the starts of words and looks closely only
 * where something the apparatus wants may begin: symbols, addresses, names of bodies,
 * locators. Everything it finds goes into the apparatus, sorted by place.
 */
#ifndef CITE_SCAN_H
#define CITE_SCAN_H

#include "cite/apparatus.h"

void cite_scan(struct apparatus *ap);

/* address.c: bytes of the address at the start of 'text', without the sentence's punctuation;
 * *spaced where it runs on behind a space or an invisible character. 0: none. */
size_t address_read(struct str text, bool *spaced);

/* 'text' without its white space and invisible characters, in the arena. */
struct str address_join(struct str text, struct arena *a);

/* cite/symbols.c: repairs what was read as no symbol, finds the State under review
 * and the canonical forms. After cite_scan. */
void cite_symbols(struct apparatus *ap, const struct cite_options *options);

#endif
