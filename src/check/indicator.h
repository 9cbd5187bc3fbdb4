/*
 * What the checkers of indicators share.
 */
#ifndef CHECK_INDICATOR_H
#define CHECK_INDICATOR_H

#include "check/check.h"

/* Of the footnotes or endnotes, with a number printed or inferred. */
static inline bool indicator_is_numbered(const struct indicator *in)
{
	return in->series <= SERIES_ENDNOTES && in->number > 0;
}

/* A finding at indicator 'i' of the apparatus; {label} is its label. */
struct finding *found_at_indicator(struct checking *c, const char *slug, uint32_t i);

#endif
