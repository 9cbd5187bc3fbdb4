/*
 * A text that was changed in several rounds, as pieces of the original and new words between
 * them: what is needed to write it, and to say what changed, without comparing.
 */
#ifndef FIX_PIECES_H
#define FIX_PIECES_H

#include "base/buf.h"
#include "fix/change.h"

struct piece {
	struct str text;
	uint32_t from; /* offset in the original; NONE: new words */
};

struct pieces {
	struct arena *arena; /* where they live, and the words of changes */
	struct str original;
	VEC(struct piece) list;
};

void pieces_init(struct pieces *p, struct str original, struct arena *a);

/* Applies changes (sorted, none overlap) of the text as it is now. Their words are copied. */
void pieces_change(struct pieces *p, const struct changes *changes);

/* The text as it is now, in the arena. */
struct str pieces_text(const struct pieces *p);

/*
 * What changed as a unified diff with three lines around, as `patch -p1` and `git apply` take it;
 * 'name' is the path of the file. Nothing where nothing changed.
 */
void pieces_diff(const struct pieces *p, struct str name, struct buf *out);

#endif
