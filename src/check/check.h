/*
 * The rule engine, seen by a checker: report what is wrong, and no more.
 *
 * A checker is one file of this folder and one line in checkers.def. It looks at the
 * apparatus once and reports findings by the slug of their rule. It need not ask whether a
 * rule is on: found() returns NULL for one that is off, silent in this language or
 * genre, and every function here takes NULL and does nothing.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "check/finding.h"
#include "cite/apparatus.h"

struct ruleset;
struct profile;
struct rule_error;
struct web_links;

/* More findings of one rule in one document are counted and not kept: nobody reads them. */
enum { FINDINGS_MOST = 10000 };

struct checking {
	const struct document *doc;
	const struct apparatus *ap;
	const struct ruleset *rules;
	const struct profile *profile; /* genre, or NULL */
	const struct web_links *links; /* what is known of addresses; NULL: nobody was asked */
	bool link_symbols;	       /* … of those that symbols stand for, too */
	struct arena *arena;	       /* of the document; findings live here */
	VEC(struct finding) findings;
	const uint8_t *levels;	       /* by index of a rule: enum level, never LEVEL_SILENT */
	uint32_t *counts;	       /* by index of a rule: findings so far */
	uint32_t omitted;	       /* findings beyond FINDINGS_MOST */
	VEC(struct rule_error) errors; /* of rules that gave up on this document */
	const char *slug;	       /* of the finding before, and its index */
	uint32_t index;
};

struct checker {
	const char *name;
	const char *const *slugs; /* the rules it may report, NULL at the end; a test holds this
				     list and rules/ equal */
	void (*run)(struct checking *c);
};

#define CHECKER(name) extern const struct checker checker_##name;
#include "check/checkers.def"
#undef CHECKER

/* True when a finding of this rule would be reported here: to spare work only. */
bool rule_on(const struct checking *c, const char *slug);

/*
 * A finding of rule 'slug' at 'span'. Its message is the rule's template with the
 * arguments given by found_str and found_number; "{text}" is always the words of the span.
 * The pointer lasts until the next found().
 */
struct finding *found(struct checking *c, const char *slug, struct span span);

/* Fills {name} of the message. The str must live in the document's arena. */
void found_str(struct finding *f, const char *name, struct str value);
void found_number(struct checking *c, struct finding *f, const char *name, uint32_t value);

/* The other end of a reference. */
void found_related(struct checking *c, struct finding *f, struct span span, const char *message);

/* Rests on a guess: the severity falls to warning. */
void found_guess(struct finding *f);

/* Raises or lowers the severity of this one finding (the profile and the configuration still win).
 */
void found_severity(struct finding *f, enum severity severity);

/* The stretch of text in which this finding swallows those of the rules it covers, where
 * that is more than its own span. */
void found_reach(struct finding *f, struct span reach);

/* One edit of the finding's own fix; the kind is the rule's unless lowered. A second call adds an
 * edit. */
void found_fix(struct checking *c, struct finding *f, enum fix_kind kind, struct span span,
	       struct str text);

/* "Did you mean": one more proposal, not to be applied by --suggested. */
void found_suggestion(struct checking *c, struct finding *f, struct span span, struct str text);

#endif
