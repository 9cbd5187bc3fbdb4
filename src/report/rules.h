/*
 * The rules themselves, for people and programs: the list, and all about one.
 */
#ifndef REPORT_RULES_H
#define REPORT_RULES_H

#include "base/buf.h"
#include "check/ruleset.h"

/* 'only' by index, or NULL for all. */
void rules_text(struct buf *out, const struct ruleset *rs, const bool *only, bool colour);
void rules_json(struct buf *out, const struct ruleset *rs, const bool *only);

/* Why, examples, how to fix. */
void explain_text(struct buf *out, const struct ruleset *rs, uint32_t rule, bool colour);
void explain_json(struct buf *out, const struct ruleset *rs, const uint32_t *rules, uint32_t n);

#endif
