/*
 * The parts of a Word file as a fuzzer has them: document, footnotes, endnotes, styles, numbering,
 * settings, comments, parted by lines "%%". A part without a declaration is wrapped in its root.
 */
#ifndef FUZZ_WORD_H
#define FUZZ_WORD_H

#include "base/arena.h"

/* The package that they make, in the arena. Parts behind the last that is given are left out. */
struct str fuzz_word(struct arena *a, struct str parts);

#endif
