/*
 * What always holds of the findings of a Document, with every rule on.
 */
#ifndef FUZZ_CHECKED_H
#define FUZZ_CHECKED_H

#include "check/run.h"
#include "fuzz.h"

/* With every rule on; made once. */
struct check_job *fuzz_job(void);

/* The next document to be checked is 'd', read once more: its addresses have some verdict each. The
 * Document 'd' itself is used up. */
void fuzz_links(struct document *d);

/* Checks 'd'; ends the process when the apparatus or a finding is not sound. */
void fuzz_check(struct checked *out, struct document *d);

#endif
