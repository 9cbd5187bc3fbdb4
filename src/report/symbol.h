/*
 * What a symbol means: for people, and by the machine contract.
 */
#ifndef REPORT_SYMBOL_H
#define REPORT_SYMBOL_H

#include "base/json.h"
#include "symbol/explain.h"

void symbol_text(struct buf *out, const struct symbol_explained *s, bool colour);

/* One element of "symbols". */
void symbol_json(struct json *j, const struct symbol_explained *s);

#endif
