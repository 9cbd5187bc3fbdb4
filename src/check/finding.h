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
	struct span span; /* of the Document */
	uint8_t severity; /* enum severity: the effective one */
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
