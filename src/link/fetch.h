/*
 * Requests over the network: libcurl's multi interface, HTTP/2, one thread. Redirects are not
 * followed here, rates are not kept here; every socket is judged before it is opened
 * (gate.h). Certificates are always checked. Cookies last as long as the fetcher; so long SIGPIPE
 * is ignored.
 *
 * libcurl is loaded when the first fetcher is made: it would treble the time that every
 * "check" needs to start.
 */
#ifndef LINK_FETCH_H
#define LINK_FETCH_H

#include "base/err.h"
#include "base/vec.h"
#include "link/reply.h"
#include "link/target.h"

struct fetch_options {
	uint32_t timeout_ms;	       /* for one request, all in all */
	uint32_t under_way;	       /* most requests at once */
	const char *const *connect_to; /* "HOST:PORT:HOST:PORT" as curl takes it */
	uint32_t nconnect_to;
	const char *ca_file; /* certificates to trust in place of the system's, or NULL */
	const char *contact; /* an address or mailbox for the User-Agent, or NULL */
	bool allow_private;  /* private and loopback addresses may be asked */
};

struct fetch;

/* A request. What it points to must last until its reply is taken. */
struct request {
	const struct web_target *target;
	uint8_t method;	   /* enum method */
	uint32_t range;	   /* ask for this many bytes from the start only; 0: all */
	uint32_t keep;	   /* keep so many bytes of the body in reply.body; 0: read it as a page */
	uint32_t patience; /* times the usual time-out; 0 is 1 */
	int64_t accept_datetime; /* Accept-Datetime (RFC 7089), seconds since 1970; 0: none */
	const struct page_wanted *wanted; /* or NULL */
	struct arena *arena;		  /* where the strings of its reply go */
	void *owner;			  /* handed back with the reply */
};

/* Not FF_OK: libcurl is missing, a connect_to or the ca_file makes no sense. */
enum status fetch_new(struct fetch **out, const struct fetch_options *o, struct err *err);
/* Requests under way are dropped. NULL is nothing to free. */
void fetch_free(struct fetch *f);

/* Begins one. False when 'under_way' is reached. What cannot be asked at all gets its reply, with
 * its trouble, from the next fetch_wait. */
bool fetch_begin(struct fetch *f, const struct request *r);
uint32_t fetch_under_way(const struct fetch *f);

/* Takes a finished reply, waiting for 'ms' milliseconds at most; false when there was none. */
bool fetch_wait(struct fetch *f, uint32_t ms, struct reply *out, void **owner);

/* One request by itself, while no other is under way; its strings go to 'a'. */
void fetch_one(struct fetch *f, const struct request *r, struct reply *out, struct arena *a);

/* Drops all that are under way: their owners hear nothing of them. */
void fetch_drop(struct fetch *f);

#endif
