/*
 * Character references of HTML, as Markdown and HTML use them.
 */
#ifndef READ_ENTITY_H
#define READ_ENTITY_H

#include "base/str.h"

/*
 * The reference at the start of 'text' ("&sect;", "&#8211;", "&#x2013;"): its bytes, and the
 * code point in *code; 0 when there is none that is known. Known are the names of Latin-1 and
 * of the punctuation and spaces of typesetting. NUL, surrogates and what lies beyond Unicode
 * are U+FFFD. A reference is never shorter than its code point in UTF-8.
 */
size_t entity_scan(struct str text, uint32_t *code);

#endif
