/*
 * What a document cites by an address: printed addresses, targets of hyperlinks, and on
 * request the addresses that cited symbols stand for.
 */
#ifndef LINK_CITED_H
#define LINK_CITED_H

#include "cite/apparatus.h"
#include "link/links.h"

struct web_target;

enum cited_origin {
	CITED_ADDRESS,	 /* printed in the text */
	CITED_HYPERLINK, /* behind the words of a hyperlink, where these are not the address itself
			  */
	CITED_SYMBOL,	 /* nobody wrote it: where the symbol can be read */
};

struct cited {
	struct span span;   /* the words that stand for it, in the Document */
	struct str address; /* canonical with its fragment (target.h); of what cannot be asked as
			       printed */
	struct str carries; /* the symbol that the document behind it should carry: what the address
			       says itself, else the symbol cited beside it; or empty */
	struct str successor;		 /* the address of today, known without asking; or empty */
	const char *fault;		 /* why it cannot be asked ("it has no host"), or NULL */
	const struct web_target *target; /* the address taken apart; NULL: it cannot be asked */
	uint8_t origin;			 /* enum cited_origin */
};

struct cited_list {
	struct cited *at; /* in the order of their spans */
	uint32_t n, cap;
};

/*
 * Lists are in 'a'. 'symbols': those of cited symbols too. Left out is what promises no address:
 * one that is printed in part ("https://www.ohchr.org/…"), the document's own symbol, what has
 * no address (conference room papers), and a symbol with its address right behind it.
 */
void cited_read(struct cited_list *out, const struct apparatus *ap, bool symbols, struct arena *a);

/* Its link, which is added if there is none; of what cannot be asked LINK_MALFORMED. 'year' is that
 * of the document, or 0. Of several symbols beside one address the first counts. */
struct web_link *cited_add(struct web_links *ls, const struct cited *c, uint32_t year);

#endif
