/*
 * What is one address, what is one document, and which symbol an address stands beside.
 */
#ifndef CITE_SAME_H
#define CITE_SAME_H

#include "cite/apparatus.h"

/* Without scheme and "www.". */
struct str address_bare(struct str address);

/* Two ways to write one address: scheme, "www.", a stroke at the end, capitals of the host and
 * percent-encoding do not count. */
bool same_address(struct str a, struct str b);

/* Two canonical symbols that name one document: equal, or one half of a joint symbol. */
bool same_document(struct str a, struct str b);

/*
 * The symbol that is cited right before the address at 'span' in its block, with nothing
 * but a locator, brackets or "available at" between them; or NULL. '*from' walks through
 * the symbols; addresses are asked for in the order of the text.
 */
const struct symbol_use *symbol_beside(const struct apparatus *ap, struct span span, uint32_t block,
				       uint32_t *from);

#endif
