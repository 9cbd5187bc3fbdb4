/*
 * What web archives answer, read: pure, from bytes that may be hostile.
 *
 * Of a CDX index and of the availability API only a time is taken; the address of the copy is made
 * of our own parts, so that nothing of the answer reaches a document. Of Memento (RFC 7089) the
 * address is taken as a browser would go there. A copy of a redirect or of an error is none.
 */
#ifndef LINK_COPY_H
#define LINK_COPY_H

#include "link/reply.h"
#include "link/verdict.h"

/* Bytes of an answer that are read; a larger one makes no sense. */
enum { COPY_ANSWER_MOST = 64 * 1024 };

struct copy_wanted {
	struct str address; /* canonical, without fragment: the page */
	struct str copies;  /* what stands before "20190304120000/https://…" */
	int64_t at;	    /* the copy nearest to this time */
	int64_t now;	    /* no copy is later than this and a day; 0: any */
	bool file;	    /* a file is wanted: a page in its place says that there is none */
};

struct copy {
	struct str address;
	int64_t at; /* when it was made */
};

enum copy_answer {
	COPY_FOUND,
	COPY_NONE,	/* the archive knows of none */
	COPY_ELSEWHERE, /* Memento: ask 'address' */
	COPY_ODD,	/* it makes no sense */
};

/* The JSON of a CDX server: rows of captures, the first of which names the columns; empty when
 * there are none. */
enum copy_answer copy_of_index(struct copy *out, const struct copy_wanted *w, struct str json,
			       struct arena *a);

/* The JSON of the Wayback Machine's availability API. */
enum copy_answer copy_of_availability(struct copy *out, const struct copy_wanted *w,
				      struct str json, struct arena *a);

/* An answer on the way from a TimeGate to a Memento. 'is_gate': it is the TimeGate's own, whose
 * address says nothing of a copy. */
enum copy_answer copy_of_memento(struct copy *out, const struct copy_wanted *w,
				 const struct reply *r, bool is_gate, struct arena *a);

/* "20190304120000", as archives write times (UTC); false when it is none. */
bool copy_time(int64_t *out, struct str digits);
struct str copy_digits(int64_t at, struct arena *a);

/* Date, archive and wording of a copy. */
void copy_describe(struct archived *out, const struct copy *c, struct arena *a);

#endif
