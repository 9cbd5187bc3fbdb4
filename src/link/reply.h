/*
 * One request, and what came of it. Made by fetch.c from the network and by replies.c from a
 * recording; judged without asking which.
 */
#ifndef LINK_REPLY_H
#define LINK_REPLY_H

#include "link/page.h"

enum method { METHOD_GET, METHOD_HEAD };

/* Why there is no answer, or no whole one. */
enum trouble {
	TROUBLE_NONE,
	TROUBLE_DNS,	 /* the name does not resolve */
	TROUBLE_CONNECT, /* nobody listens there */
	TROUBLE_TLS,	 /* no valid certificate, or no encryption that both know */
	TROUBLE_TIMEOUT,
	TROUBLE_CUT,	 /* the connection broke before the answer was whole */
	TROUBLE_GARBAGE, /* what came is no HTTP, or its headers are too large */
	TROUBLE_REFUSED, /* we must not go there: see gate.h; 'detail' says why */
};

/* What the headers say of a wall against programs. */
enum wall {
	WALL_NONE,
	WALL_CHALLENGE, /* x-amzn-waf-action, cf-mitigated: challenge … */
};

struct reply {
	uint8_t method;	 /* enum method */
	uint8_t trouble; /* enum trouble */
	uint8_t wall;	 /* enum wall */
	uint16_t status; /* 0: none came */
	bool sets_cookie;
	bool stopped; /* we had seen enough and stopped: the body is not whole, and need not be */
	bool proxied; /* went through a proxy */
	struct str address;  /* that was asked, without fragment */
	struct str location; /* where it sends us, made absolute; or empty */
	struct str type;     /* media type in small letters, without parameters; or empty */
	struct str detail;   /* of a trouble: what exactly, for people; or empty */
	int64_t length; /* of the whole body as announced (Content-Length, Content-Range), or -1 */
	int64_t retry_after; /* seconds, or -1 */
	uint64_t since_sent; /* microseconds from when it was sent until it was over; 0: it was not
			      */
	int64_t memento;     /* Memento-Datetime (RFC 7089), seconds since 1970, or 0 */
	struct str content_location, link; /* these headers as they stand there, where a date was
					      asked for (accept_datetime); else empty */
	struct str body;		   /* where it was asked to be kept; else empty */
	struct page page;		   /* of a HEAD: nothing */
};

/* Copies its strings to 'a'. */
void reply_keep(struct reply *r, struct arena *a);

#endif
