/*
 * Edits on their way back to the file: through the source map, and only where the
 * file's encoding can hold what is to be written.
 */
#ifndef CHECK_EDIT_H
#define CHECK_EDIT_H

#include "check/finding.h"

/* The bytes of the file that 'edit' replaces, in *file. False where it cannot be done. */
bool edit_in_file(const struct document *d, const struct edit *edit, struct span *file);

/* True when each edit of the fix can be done and there is one. */
bool fix_in_file(const struct document *d, const struct fix *fix);

#endif
