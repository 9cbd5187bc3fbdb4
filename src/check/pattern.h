/*
 * Pattern rules: house rules of editors, found with PCRE2. Their anchors are sought in
 * one pass over the text; a pattern is compiled when the first of its anchors occurs
 * and is tried only near them. A pattern that is too costly gives up on the document with
 * one clear error.
 */
#ifndef CHECK_PATTERN_H
#define CHECK_PATTERN_H

#include "check/check.h"

/* What one thread keeps from document to document: the compiled patterns. */
struct pattern_job;

struct pattern_job *pattern_job_new(const struct ruleset *rs, struct arena *a);
void pattern_job_free(struct pattern_job *job);

void pattern_run(struct pattern_job *job, struct checking *c);

#endif
