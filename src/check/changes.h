/*
 * A text with tracked changes, checked both as if all were accepted and as if all were rejected.
 * Findings of either are shown in the text that has both: their spans are taken there through the
 * raw bytes, which are the same for all three. What both have is told once. A fix stays only where
 * no changed words lie between those that it replaces.
 */
#ifndef CHECK_CHANGES_H
#define CHECK_CHANGES_H

#include "check/check.h"

/* Adds the findings of 'from' to those of 'to', whose Document shows all changes, in their order;
 * those that are there already, of the same rule at the same words, are not added again. */
void changes_merge(struct checking *to, const struct checking *from);

#endif
