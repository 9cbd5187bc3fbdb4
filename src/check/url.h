/*
 * What the checker of addresses (url.c) has in a file of its own: printed forms that are cut.
 */
#ifndef CHECK_URL_H
#define CHECK_URL_H

#include "check/check.h"

/* "https://www.ohchr.org/en/…": the printed form says itself that it is not whole. */
bool url_is_shortened(struct str text);

/* Reports addresses that are the beginning of another and end in mid-word. */
void url_truncated(struct checking *c);

#endif
