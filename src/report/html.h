/*
 * What of a document or an answer may stand in a page: as text, or as the value of an attribute in
 * double quotes. Control characters come out as U+FFFD (report/plain.h).
 */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "base/buf.h"

void html_add(struct buf *out, struct str text);

#endif
