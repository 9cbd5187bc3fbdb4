/*
 * The configuration: ".footfault.json", sought from the folder of each file upward, the
 * nearest wins; or one file named on the command line.
 *
 *   { "rules": { "symbol-prefix": "off" },      off, on, info, warning or error
 *     "profile": "report", "language": "en", "state": "KAZ", "symbol": "A/HRC/56/52",
 *     "suppress": [ { "rule": "note-terminal-stop", "label": "12", "reason": "…",
 *                     "paragraph": "7", "file": "draft-*.md" } ],
 *     "links": { "contact": "links@example.org",   in the User-Agent, so that a site can complain
 *                "rate": 0.5,                      requests a second and host; 0: no limit
 *                "timeout": 30,                    seconds
 *                "exclude": [ "*.example.org" ],   as of link_is_excluded (link/verify.h)
 *                "dead_days": 3, "fresh_days": 7,
 *                "archive": { "cdx": "https://…", "availability": "https://…",
 *                             "copies": "https://…", "timegates": [ "https://…" ] } } }
 */
#ifndef CHECK_CONFIG_H
#define CHECK_CONFIG_H

#include "base/err.h"
#include "check/ruleset.h"

#include <stdatomic.h>

struct config_suppression {
	uint32_t rule;		     /* index in the ruleset */
	struct str label, paragraph; /* empty: any */
	struct str file;	     /* pattern on the name, or empty */
	struct str reason;
	uint32_t line;	   /* of the configuration */
	atomic_bool asked; /* a file that it speaks of was checked */
	atomic_bool used;  /* it suppressed something */
};

/* How addresses are asked. All is filled; what the file does not say is config_links_default's. */
struct config_links {
	const char *contact;	    /* or NULL */
	double rate;		    /* or RATE_BY_HOST (link/verify.h) */
	double timeout;		    /* seconds */
	const char *const *exclude; /* patterns */
	uint32_t nexclude;
	uint32_t dead_days, fresh_days;
	const char *cdx, *availability, *copies; /* base addresses; NULL: the usual ones */
	const char *const *timegates;
	uint32_t ntimegates;
};

extern const struct config_links config_links_default;

struct config {
	const char *path;
	const uint8_t *levels;	       /* by index of a rule: enum level */
	const struct profile *profile; /* or NULL */
	struct str language, state, symbol;
	struct config_suppression *suppressions;
	uint32_t nsuppressions;
	const struct config_links *links; /* or NULL: it says nothing of them */
	enum status status; /* not FF_OK: broken, and files below it are checked without it */
};

/* All that were found so far, by folder. Not to be used from several threads at once;
 * the configurations themselves are. */
struct configs;

struct configs *configs_new(struct arena *a, const struct ruleset *rs);

/* Reads one file. A broken one yields an error (place, key) and an empty configuration. */
const struct config *config_read(struct configs *cs, const char *path, struct err *err);

/* The same for text; 'path' is for messages. */
const struct config *config_parse(struct configs *cs, const char *path, struct str text,
				  struct err *err);

/* The one that holds for the file at 'path', or NULL. An error is told once a configuration. */
const struct config *config_for(struct configs *cs, const char *path, struct err *err);

/* Calls 'each' for every configuration read so far. */
void configs_each(const struct configs *cs, void (*each)(void *to, const struct config *),
		  void *to);

#endif
