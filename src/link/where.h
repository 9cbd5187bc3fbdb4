/*
 * Where an address led, told by the two addresses alone: to the same document, to a front
 * page, to a page above, to one that says by its name that something is in the way.
 */
#ifndef LINK_WHERE_H
#define LINK_WHERE_H

#include "base/str.h"

enum where {
	WHERE_SAME,	 /* the same document, written otherwise: https, "www.", a language, "/" */
	WHERE_ELSEWHERE, /* another page, which may hold the same */
	WHERE_HOME,	 /* a front page or a search form, though a page below was asked */
	WHERE_ABOVE,	 /* a page above on the same host, or the same one without its query */
	WHERE_MISSING,	 /* "/404", "/error.aspx?aspxerrorpath=…" */
	WHERE_LOGIN,	 /* "/login", "sso.example.org" */
	WHERE_CONSENT,	 /* "/cookie-consent" */
};

/* Both canonical and without fragment. Of the rows above the first that fits; what the address
 * asked has itself (it is a front page, it lies below "/login") tells nothing. */
unsigned where_led(struct str asked, struct str final);

/* A front page, by its name. */
bool where_is_home(struct str address);

/* A host whose addresses stand for others by design: a short form, "doi.org". */
bool where_is_pointer(struct str address);

#endif
