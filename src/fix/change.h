/*
 * Which fixes of a checked document are applied, as replacements of bytes of its file.
 */
#ifndef FIX_CHANGE_H
#define FIX_CHANGE_H

#include "check/run.h"

/* The bytes 'at' of the file become 'text', which is in the file's encoding; of a package the
 * bytes 'at' of the Document's text. */
struct change {
	struct span at;
	struct str text;
};

struct changes {
	VEC(struct change)
	list;		/* sorted by place; none overlap. Of several insertions at one
			   byte only the first stands here */
	uint32_t fixes; /* findings that they mend */
};

/* What a format may refuse beyond what the source map does. */
struct change_filter {
	const void *with;
	bool (*may)(const void *with, const struct edit *edit);
};

/*
 * The safe fixes of 'c', with 'suggested' the others too. A fix is applied whole or not at
 * all; of fixes that overlap the safer wins, then the earlier. Suppressed findings keep their
 * words. 'filter' may be NULL. Lives in the document's arena.
 */
void changes_choose(struct changes *out, const struct checked *c, bool suggested,
		    const struct change_filter *filter);

#endif
