/*
 * An address as it is asked: the URL standard's canonical form as libcurl makes it, so
 * that two ways to write one address are asked once. RFC 3986, sections 5 and 6.
 *
 * Scheme and host in small letters, no default port, no dots in the path, "/" for an empty
 * path, blanks and other characters percent-encoded, names in other scripts in punycode.
 * User and password are left out: they are never sent.
 */
#ifndef LINK_TARGET_H
#define LINK_TARGET_H

#include "base/arena.h"

/* An address may be so long; servers take no more. */
enum { TARGET_MOST = 8192 };

struct web_target {
	struct str address;  /* canonical, without fragment */
	struct str host;     /* small letters; IPv6 without brackets */
	struct str fragment; /* percent-decoded, or empty */
	struct str path;     /* with its first "/", without query */
	uint16_t port;
	bool https;
	bool guessed; /* "www.ohchr.org/…": the scheme was not printed, https is tried first */
};

/*
 * Takes an address as a document has it; with 'base' (canonical, or empty) relative to that. In
 * the arena. NULL, or why it cannot be asked, for an editor: "it has no host".
 */
const char *web_target_read(struct web_target *out, struct str address, struct str base,
			    struct arena *a);

/* A copy that lives in 'a'. */
struct web_target *web_target_keep(const struct web_target *t, struct arena *a);

/* Its host is an address of the network ("127.0.0.1", "::1"), not a name. */
bool web_target_is_literal(const struct web_target *t);

/* A front page: "/", "/en", "/en/home", "/index.html" without a query that matters. */
bool web_target_is_home(const struct web_target *t);

/* An address on the same host and in the same folder that cannot exist; always the same for the
 * same folder. */
struct str web_target_probe(const struct web_target *t, struct arena *a);

/* It ends like a file (".pdf", ".docx"): its kind by that name, enum body_kind; else BODY_HTML. */
unsigned web_target_kind(const struct web_target *t);

#endif
