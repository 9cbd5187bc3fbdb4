/*
 * One slip of the pen between two words: a character more, less, other, or two that have
 * changed places. ASCII capitals do not count.
 */
#ifndef CITE_SLIP_H
#define CITE_SLIP_H

#include "base/str.h"

/* True when exactly one slip makes 'is' of 'meant'; *at is where in 'meant' it happened. */
bool slip_is_one(struct str is, struct str meant, size_t *at);

/*
 * The same where 'text' goes on behind the word: bytes of 'text' that stand for 'meant', or 0.
 * They agree in their first 'same' bytes and no further. The slip must be one of letters: a
 * missing space or another dash is none.
 */
size_t slip_scan(struct str text, struct str meant, size_t same);

/* True where slip_scan finds nothing, as the letters at once behind the first that differ tell:
 * behind one slip they agree again, in one of three ways. */
static inline bool slip_is_dull(struct str text, struct str meant, size_t same)
{
	return same + 1 < text.n && same + 1 < meant.n && text.p[same + 1] != meant.p[same] &&
	       text.p[same] != meant.p[same + 1] && text.p[same + 1] != meant.p[same + 1];
}

#endif
