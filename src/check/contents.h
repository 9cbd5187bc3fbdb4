/*
 * The table of contents against the headings: part of the checker of numbering, which reports what
 * is found as heading-number-sequence.
 */
#ifndef CHECK_CONTENTS_H
#define CHECK_CONTENTS_H

#include "check/check.h"

void check_contents(struct checking *c);

#endif
