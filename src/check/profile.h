/*
 * Profiles: genres of documents, each a file of rules/profiles/. A profile turns
 * rules on and off or sets their severities: endnotes are right in one genre and
 * wrong in another.
 */
#ifndef CHECK_PROFILE_H
#define CHECK_PROFILE_H

#include "check/finding.h"

/* What a profile, the configuration or the command line says of one rule. */
enum level {
	LEVEL_OFF = SEVERITY_OFF,
	LEVEL_INFO = SEVERITY_INFO,
	LEVEL_WARNING = SEVERITY_WARNING,
	LEVEL_ERROR = SEVERITY_ERROR,
	LEVEL_ON,     /* on, with its own severity */
	LEVEL_SILENT, /* says nothing of it */
};

struct profile_rule {
	const char *slug;
	uint8_t level; /* enum level */
};

struct profile {
	const char *slug;
	const char *title;
	const char *const *symbols;   /* shapes of its documents' symbols, NULL at the end:
					 "A/HRC/{session}/L.{number}", where each {…} is anything
					 within its component and "/..." at the end any more
					 components. The shape with most literal text wins */
	const char *const *telltales; /* words that give it away, NULL at the end */
	const struct profile_rule *rules;
	uint32_t nrules;
};

/* Made by the build from rules/profiles/, sorted by slug. */
extern const struct profile profiles_builtin[];
extern const uint32_t profiles_builtin_count;

struct apparatus;
struct profile_finder;

/* The profile called 'slug', or NULL. */
const struct profile *profile_find(struct str slug);

/* "off", "info", "warning", "error" or "on" as an enum level; -1 for anything else. */
int level_of(const char *word);

/* What finds tell-tale words: made once, then constant. In the arena. */
const struct profile_finder *profile_finder_new(struct arena *a);

/* The genre of a document: by its own symbol, else by the tell-tale words at its
 * beginning (the first that occurs). NULL when nothing tells. */
const struct profile *profile_of(const struct profile_finder *finder, const struct apparatus *ap);

#endif
