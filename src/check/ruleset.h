/*
 * The rules of one run: those of the project, and what --rules DIR adds. Made once,
 * then constant and shared by all threads. Rules have an index here, in the order of
 * their slugs; what is said of rules (levels, sets) is arrays by that index.
 */
#ifndef CHECK_RULESET_H
#define CHECK_RULESET_H

#include "check/profile.h"
#include "check/rule.h"

struct literals;

/* One line about a rule or a configuration that is broken. */
struct rule_error {
	struct str path;
	struct str message; /* place, what, why, what to do */
};

struct ruleset {
	struct arena *arena;
	const struct rule **rules; /* by index */
	uint32_t n;
	uint16_t *slots; /* hash table of indices + 1 */
	uint32_t mask;
	uint8_t *languages; /* by index: bits of language_bit(); 0: all */
	uint64_t *covers;   /* by index, 'words' each: the set of rules that it covers */
	bool *covering;	    /* by index: covers anything */
	uint32_t words;
	uint8_t **profiles; /* by profile: an enum level for each rule */
	const struct literals *body_anchors, *notes_anchors; /* numbered by rule */
	const struct profile_finder *finder;
	VEC(struct rule_error) errors; /* of rule files: the run goes on without those rules */
};

/* The project's rules and those below each of the 'n' folders. Everything lives in 'a'. */
void ruleset_init(struct ruleset *rs, struct arena *a, const char *const *folders, uint32_t n);

/* Index of the rule called 'slug', or NONE. */
uint32_t ruleset_find(const struct ruleset *rs, struct str slug);

/* The slug nearest to a misspelt one, or NULL when none is near. */
const char *ruleset_nearest(const struct ruleset *rs, struct str slug);

/* The bit of a language: "en", "fr", "es", "ru", "zh", "ar". Empty is English, as
 * short texts are; others share one bit. */
uint8_t language_bit(struct str language);

/*
 * Reads one rule file of a user. Returns NULL with one message (file, line, column, key) when it is
 * broken.
 */
const struct rule *rule_read(struct arena *a, const char *path, struct str family, struct err *err);

/* A pattern that PCRE2 cannot compile is an error that names the place in it. */
enum status pattern_check(const struct rule *rule, struct err *err);

#endif
