/*
 * Word files for tests, made of their parts alone: what every package needs besides is the same
 * for all.
 */
#ifndef SUPPORT_WORD_PACKAGE_H
#define SUPPORT_WORD_PACKAGE_H

#include "base/vec.h"
#include "zipped.h"

struct word_members {
	VEC(struct zipped_member) list;
};

/*
 * Adds [Content_Types].xml, _rels/.rels and word/_rels/document.xml.rels, each where it is not
 * there, by the usual names of parts ("word/footnotes.xml", "word/header1.xml"). What has no
 * word/document.xml is no such file, and stays as it is.
 */
void word_complete(struct word_members *members, struct arena *a);

#endif
