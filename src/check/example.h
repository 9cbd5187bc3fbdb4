/*
 * The examples that stand in the files of rules are their tests. A valid one must
 * yield no finding of its rule; an invalid one exactly one, at the words that it
 * names, which becomes "fixed" and is not found again then.
 */
#ifndef CHECK_EXAMPLE_H
#define CHECK_EXAMPLE_H

#include "base/buf.h"
#include "check/ruleset.h"

struct example_count {
	uint32_t rules, examples, failures;
};

/* Runs the examples of all rules, or of those that 'only' names by index. Each failure is one line
 * in 'out': rule, kind and number of the example, what is wrong. */
void examples_run(const struct ruleset *rs, const bool *only, struct buf *out,
		  struct example_count *count);

#endif
