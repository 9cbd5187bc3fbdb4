/*
 * A finding: one report about a text. Data, never a failure. Formatting comes last, on
 * the floor above; a report sees nothing but this and the Document.
 */
#ifndef CHECK_FINDING_H
#define CHECK_FINDING_H

#include "base/vec.h"
#include "doc/document.h"

enum severity { SEVERITY_OFF, SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR };

enum lane { LANE_DETERMINISTIC, LANE_HEURISTIC, LANE_NETWORK };

enum fix_kind { FIX_NONE, FIX_SAFE, FIX_SUGGESTED };

struct edit {
	struct span span; /* of the Document */
	struct str text;
	bool source; /* 'span' is of document.raw: of something that stands in no text, a comment */
};

struct fix {
	uint8_t kind; /* enum fix_kind */
	VEC(struct edit) edits;
};

struct related {
	struct span span;
	const char *message; /* "the note before" */
};

struct argument {
	const char *name;
	struct str value;
};

enum { FINDING_ARGUMENTS = 6 };

struct rule;

struct finding {
	const struct rule *rule;
	uint32_t index;	    /* of the rule in its ruleset */
	struct span span;   /* of the Document */
	struct span source; /* the same in document.raw; filled when the run ends, findings are
			       sorted by it */
	struct span reach;  /* where it swallows what its rule covers; empty: in 'span' */
	uint8_t severity;   /* enum severity: the effective one once the run has ended */
	bool certain;
	struct str message;    /* one sentence, no newline; filled when the run ends */
	struct str suppressed; /* the reason of its suppression; p NULL if it is not */
	struct argument arguments[FINDING_ARGUMENTS];
	uint32_t narguments;
	VEC(struct related) related;
	struct fix fix;
	VEC(struct edit) suggestions;
	uint64_t fingerprint; /* of rule, words and surroundings, not of the position */
};

#endif
