/*
 * Addresses taken apart, and what the tables know of them: rules/hosts.json, compiled.
 * Nothing here asks the network. Slices point into the address; capitals count nowhere in
 * hosts, paths of forms and names of parameters.
 */
#ifndef CITE_HOST_H
#define CITE_HOST_H

#include "base/arena.h"

/* What makes an address none. The order is that in which they are looked for. */
enum web_fault {
	WEB_FINE,
	WEB_SCHEME, /* "htps://", "http:/", "http//": 'scheme' is what stands there */
	WEB_TWO,    /* two addresses run together */
	WEB_HOST,   /* no host, an empty part, a hyphen at an end, no top-level domain */
	WEB_PORT,
};

struct web {
	struct str scheme; /* with its colon and strokes, as printed; empty before "www." */
	struct str host;
	struct str path;  /* from its first stroke on, or empty */
	struct str query; /* behind "?", without what follows "#" */
	uint8_t fault;	  /* enum web_fault; the rest is then as far as it could be read */
};

/* Takes an address apart; 'text' is what address_read gave. */
void web_split(struct web *out, struct str text);

/* What is wrong, behind the words for an address: "has no complete host". */
const char *web_fault_words(uint8_t fault);

/* "https://" or "http://" for what stands there in place of one ("htps://", "http:/"); empty
 * when it is right or missing. */
struct str web_scheme_meant(struct str scheme);

/* Bytes of what opens an address at the start of 'text', right or damaged: "https://",
 * "http:/", "htps://", "www." (0 bytes are the scheme then). False when nothing does. */
bool web_opens(struct str text, size_t *scheme);

enum host_use { HOST_CURRENT, HOST_RETIRED, HOST_OPAQUE, HOST_SEARCH };

/* What a sound address of a form opens: who knows, the document itself, a page of the web. */
enum host_answer { ANSWER_EITHER, ANSWER_FILE, ANSWER_PAGE };

/* A form of address of one site. Strings are in small letters; "" where the file says nothing. */
struct host_form {
	const char *host; /* with a stop before it: itself and all below */
	const char *path, *holds, *ends;
	const char *symbol; /* "path", "file" or the name of a parameter */
	const char *advice;
	uint8_t use;	/* enum host_use */
	uint8_t answer; /* enum host_answer */
	bool safe;	/* the successor opens the same document */
	uint8_t size;	/* bytes of 'host' */
};

/* The first form that fits, or NULL. */
const struct host_form *host_form_find(const struct web *web);

/*
 * The symbol that an address of this form carries, percent-decoded and in canonical form, in
 * the arena. Empty when there is none or it cannot be read to its end (a database key such as
 * "INT/CRC/…" is no symbol).
 */
struct str host_symbol(const struct host_form *form, const struct web *web, struct arena *a);

/* The address of today for a symbol, in one of the six languages. Empty for documents that
 * are published elsewhere only (conference room papers). */
struct str host_successor(struct str symbol, const char *language, struct arena *a);

/* How a host wants to be asked by programs. */
struct host_site {
	const char *host;	    /* as in a form; the last site is for all others */
	const char *reason;	    /* of 'never', half a sentence for an editor; else "" */
	const char *const *landing; /* paths of front pages in small letters; ends in NULL */
	uint32_t spacing_ms;	    /* from the beginning of a request to that of the next */
	bool obeys_robots;	    /* its robots.txt is read and obeyed */
	bool never;		    /* it must not be asked at all */
	uint8_t size;		    /* bytes of 'host' */
};

/* The first site that fits. Never NULL. */
const struct host_site *host_site(struct str host);

/* A front page or a search form that the tables name: who is sent there has not found the page.
 * "/" and its like are not in the tables. */
bool host_is_landing(const struct web *web);

/* A host of the table, or one below a domain of the United Nations. */
bool host_is_known(struct str host);
bool host_is_un(struct str host);

/* The known host that 'host' is one slip away from, written out in full in the arena, or empty. */
struct str host_meant(struct str host, struct arena *a);

/* A copy for tests. *meant is the host without the telling word if that is known, else empty. */
bool host_is_test(struct str host, struct str *meant, struct arena *a);

/* The parameter whose value is good for one visit only ("sid=…"), name and value; or empty. */
struct str host_token(const struct web *web);

/* Where an address says its language. */
struct host_language {
	struct str words;	/* "fr", "F" */
	char code[3];		/* "fr" */
	const char *const *row; /* the same word in the six languages, in the order of host_codes */
};

enum { HOST_LANGUAGES = 6 };
extern const char host_codes[HOST_LANGUAGES][3];

/* False when the address does not say it. Of hosts of the United Nations only. */
bool host_language(const struct web *web, struct host_language *out);

/* The language that the address says, else 'otherwise', else English: one of host_codes. */
const char *web_language(const struct web *web, const char *otherwise);

/* ---- the tables; made by the build, for host.c ------------------------------- */

struct host_known {
	const char *name;
	uint32_t size;
};

struct host_tables {
	const struct host_form *forms;
	const struct host_known *hosts; /* sorted by size */
	const char *const *domains;	/* lists end in NULL */
	const char *const *distinct;
	const char *const *not_typos;
	const char *const *tokens;
	const char *const *test_domains;
	const char *const *test_words;
	const char *const *language_parameters;
	const char *const (*path_words)[HOST_LANGUAGES]; /* a row of NULLs ends each */
	const char *const (*query_words)[HOST_LANGUAGES];
	const char *const *not_published;
	const char *successor_before, *successor_between; /* … language … symbol */
	uint32_t nforms, nhosts, token_least;
};

extern const struct host_tables host_tables;
extern const struct host_site host_sites[];

#endif
