/*
 * One request and the means to answer it, well or badly. Between the server (fault_server.c),
 * which reads requests and remembers them, and the faults (fault_routes.c, fault_sites.c).
 */
#ifndef LINK_FAULT_TALK_H
#define LINK_FAULT_TALK_H

#include "fault_server.h"

#include <stddef.h>

enum { FAULT_HEAD = 1 << 16, FAULT_NAME = 256 };

struct talk {
	struct fault_server *server;
	int fd;
	bool keep; /* the connection may serve another request */
	bool head; /* of HEAD no body is sent */
	const char *method;
	char host[FAULT_NAME]; /* small letters, no port */
	const char *target;    /* path and query, as asked */
	const char *rest;      /* the target behind the prefix of the route */
	const char *query;     /* behind the first "?" of the target, or "" */
	const char *headers;   /* "Name: value | Name: value" */
};

/* The value of a request header as a new string; NULL where there is none. */
char *talk_header(const struct talk *t, const char *name);

/* Sends bytes; false when the other side has gone. */
bool talk_send(struct talk *t, const void *bytes, size_t n);
bool talk_say(struct talk *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Sleeps; false when the other side has gone meanwhile. ms < 0: until then. */
bool talk_wait(struct talk *t, int ms);

/* Ends the connection with a reset. */
void talk_reset(struct talk *t);

/* How often this host was asked before under this key (a target, mostly), since the last
 * fault_server_forget. */
unsigned talk_before(struct talk *t, const char *key);

int talk_tunnel_port(const struct talk *t);
const char *talk_robots(const struct talk *t);

/* A whole answer: headers end in "\r\n" each; Content-Length and the empty line are added. A body
 * of NULL is none. */
bool talk_answer(struct talk *t, int status, const char *headers, const char *body, size_t n);

/* The same, for text and for HTML. */
bool talk_html(struct talk *t, int status, const char *headers, const char *body);
bool talk_page(struct talk *t, int status, const char *title, const char *seed);

/* Answers by the routes and sites. False: the connection is to be closed. */
bool fault_answer(struct talk *t);

/* Prints the routes and the sites. */
void fault_list(void);

#endif
