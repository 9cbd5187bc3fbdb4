/*
 * What of a document may reach a terminal: control characters and signs that turn the
 * direction of writing come out as U+FFFD, so that a text cannot paint over the report; a tab and
 * the end of a line as a space.
 */
#ifndef REPORT_PLAIN_H
#define REPORT_PLAIN_H

#include "base/buf.h"

void plain_add(struct buf *out, struct str text);

/* So many bytes at the start of 's' are printable ASCII, one column each. */
size_t plain_run(struct str s);

/* Columns of a terminal that the code point fills: 0, 1 or 2. */
unsigned plain_width(uint32_t code);

#endif
