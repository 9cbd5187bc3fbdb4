/*
 * What is known of an address: the verdict of one visit, and its standing over all visits
 * that the memory holds. Data only; nothing here asks the network.
 *
 * Strings live in an arena of the run.
 */
#ifndef LINK_VERDICT_H
#define LINK_VERDICT_H

#include "link/sketch.h"

enum verdict_kind {
#define VERDICT(constant, name, meaning) LINK_##constant,
#include "link/verdicts.def"
#undef VERDICT
	VERDICTS
};

struct verdict {
	uint8_t kind;	  /* enum verdict_kind */
	uint16_t status;  /* HTTP status of the last answer; 0: there was none */
	bool passing;	  /* may pass by itself: worth another try in the same run */
	bool permanent;	  /* of MOVED: every hop said that it is for good, so that 'final' may
			     replace the address */
	bool no_symbol;	  /* it opens, and does not hold the symbol that it should carry */
	bool no_fragment; /* it opens, and has no place of the name behind its "#" */
	bool by_name;	  /* asked through a proxy: where it led could be judged by name only */
	struct str why;	  /* half a sentence for an editor: "the server answers 404 (not found)" */
	struct str final; /* where it ended, if that is another address; else empty */
	struct sketch sketch; /* of the words of the page; empty for what is no page */
};

/* What the memory makes of all answers so far. Times are seconds since 1970, 0: never. */
struct standing {
	int64_t first_asked, last_asked, last_live;
	int64_t failing_since; /* first of the failures since it was last live; 0: it does not fail
				*/
	uint32_t failed_days;  /* different days (UTC) with a failure since then */
	bool dead;	       /* failed on so many days that it counts as dead */
};

/* A copy in an archive. */
struct archived {
	struct str address; /* of the copy; empty: none was found */
	struct str date;    /* when it was made, "2019-03-04"; or empty */
	struct str archive; /* whose it is: "Wayback Machine", or the host of a TimeGate */
	struct str wording; /* to paste: "archived on 4 March 2019 at https://…" */
	struct str why;	    /* where none was found: what was asked and what it said; never
			       "not archived" */
};

/* "soft-404"; and the kind of such a name, or VERDICTS. */
const char *verdict_name(unsigned kind);
unsigned verdict_kind(struct str name);

/* "is gone": what it means, behind the words for an address. */
const char *verdict_meaning(unsigned kind);

/* It opens: ok or moved. */
bool verdict_is_live(unsigned kind);

/* It counts as a failure that may become dead: gone, dns, soft-404, moved-home. All others say
 * nothing of the address. */
bool verdict_is_failure(unsigned kind);

#endif
