/*
 * Rules. One JSON file a rule, rules/<family>/<slug>.json; the slug is its only
 * identity. The project's own are compiled into constant records; --rules DIR and
 * the configuration add to them at run time.
 */
#ifndef CHECK_RULE_H
#define CHECK_RULE_H

#include "check/finding.h"

struct rule {
	const char *slug, *family, *summary, *why, *source, *message;
	const char *status;    /* "stable", "new" or "planned": planned ones have no checker yet */
	const char *path;      /* its file, for messages */
	uint8_t severity;      /* enum severity, as in its file */
	uint8_t lane;	       /* enum lane */
	uint8_t fix;	       /* enum fix_kind, the best that it offers */
	bool off;	       /* off by default ("default": "off") */
	const char *languages; /* " en fr ": each between spaces; "" for all */
	const char *const *covers;  /* slugs, NULL at the end */
	const char *json;	    /* the whole file, for explain and rules --test */
	const char *pattern;	    /* PCRE2, or NULL: computed by a checker */
	const char *scope;	    /* "body", "notes" or "all": where a pattern looks */
	const char *const *anchors; /* literals, one of which must be near, NULL at the end; case
				       does not count */
	const char *replacement;    /* the fix of a pattern rule, with $1 …, or NULL */
};

/* The project's own rules, sorted by slug. Made by the build. */
extern const struct rule rules_builtin[];
extern const uint32_t rules_builtin_count;

#endif
