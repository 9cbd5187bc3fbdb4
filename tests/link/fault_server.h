/*
 * A web server on 127.0.0.1 that has every fault a link checker meets, for tests. The path chooses
 * the fault (the table in fault_routes.def is the list, with what each does; "fault_server --list"
 * prints it), for some the host does (fault_sites.def); whatever is in neither is an honest 404.
 *
 * HTTP/1.1 with connections that are kept, a thread a connection. It is a forward proxy too:
 * absolute addresses are answered like its own, CONNECT leads to 'tunnel_to' whatever name is
 * asked for.
 *
 * It remembers each request, with the time at which the system had its first bytes: what was
 * sent by whom when does not depend on how busy the machine is.
 *
 * As a program: "fault_server [--port N] [--log FILE] [--greet FAULT] [--robots FILE]
 * [--tunnel-to PORT]" prints its port, then serves until it is killed.
 */
#ifndef LINK_FAULT_SERVER_H
#define LINK_FAULT_SERVER_H

#include <stdbool.h>
#include <stdint.h>

struct fault_server;

struct fault_options {
	int port;	   /* 0: any that is free */
	int tunnel_to;	   /* port of 127.0.0.1 that CONNECT leads to; 0: CONNECT is answered 502 */
	const char *log;   /* file to which each request is added as one line, or NULL */
	const char *greet; /* what each connection meets before anything was asked: "close",
			      "reset", "never", "banner" (it speaks first, as mail does); or NULL */
	const char *robots; /* text of /robots.txt of every host, or the status that it has; NULL:
			       there is none */
};

/* A line of the log has these, with tabs between; so has the memory. A connection on which nothing
 * was asked is one too, with "-" for all words. */
struct fault_seen {
	int64_t at;	     /* microseconds since 1970: when its first bytes were here */
	unsigned connection; /* ordinal */
	unsigned under_way;  /* requests of this host that were unanswered, this one included */
	const char *method, *host, *target; /* host in small letters and without port */
	const char *headers;		    /* all of them, "Name: value | Name: value" */
};

/* NULL, with a message on standard error, when it cannot listen. Strings of 'o' must last. */
struct fault_server *fault_server_start(const struct fault_options *o);
int fault_server_port(const struct fault_server *s);

/* Requests so far whose host and target are these, whose head has this text; NULL is any. */
unsigned fault_server_asked(struct fault_server *s, const char *host, const char *target,
			    const char *text);

/* The i-th request, in the order in which they were read; lasts until the next
 * fault_server_forget. False when there are fewer. */
bool fault_server_seen(struct fault_server *s, unsigned i, struct fault_seen *out);

/* Forgets all requests, and what was counted for /flaky and its like. */
void fault_server_forget(struct fault_server *s);

/* Ends all connections and threads. */
void fault_server_stop(struct fault_server *s);

#endif
