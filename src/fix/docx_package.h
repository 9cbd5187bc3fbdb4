/*
 * A package written anew: some members have other bytes, some are new, all others keep the very
 * bytes (packed as they were), their order and their times. Nothing depends on the clock.
 */
#ifndef FIX_DOCX_PACKAGE_H
#define FIX_DOCX_PACKAGE_H

#include "base/err.h"
#include "base/vec.h"

struct docx_member {
	struct str name; /* as in the package: "word/document.xml" */
	struct str bytes;
};

struct docx_members {
	VEC(struct docx_member) list;
};

/*
 * The package 'original' with these members in place of those of the same names; a name that it
 * has not is added at its end, dated like the first of the members that are replaced. *out lives
 * in 'a'; 'path' is for messages.
 */
enum status docx_package_write(struct str *out, struct str original,
			       const struct docx_members *members, struct str path, struct arena *a,
			       struct err *err);

#endif
