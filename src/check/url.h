/*
 * What the checker of addresses compares: addresses with one another, and with the symbols
 * beside them.
 */
#ifndef CHECK_URL_H
#define CHECK_URL_H

#include "check/check.h"

/* Two ways to write one address: scheme, "www.", a stroke at the end, capitals of the host and
 * percent-encoding do not count. */
bool url_same_address(struct str a, struct str b);

/* "https://www.ohchr.org/en/…": the printed form says itself that it is not whole. */
bool url_is_shortened(struct str text);

/* Two canonical symbols that name one document: equal, or one half of a joint symbol. */
bool url_same_document(struct str a, struct str b);

/*
 * The symbol that is cited right before the address at 'span' in its block, with nothing
 * but a locator, brackets or "available at" between them; or NULL. '*from' walks through
 * the symbols; addresses are asked for in the order of the text.
 */
const struct symbol_use *url_symbol_beside(const struct apparatus *ap, struct span span,
					   uint32_t block, uint32_t *from);

/* Reports addresses that are the beginning of another and end in mid-word. */
void url_truncated(struct checking *c);

#endif
