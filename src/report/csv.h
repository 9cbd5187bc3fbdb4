/*
 * Fields of CSV (RFC 4180), for spreadsheets and terminals: each in quotes, and what a spreadsheet
 * would take for a formula is text. Control characters come out as U+FFFD (report/plain.h).
 */
#ifndef REPORT_CSV_H
#define REPORT_CSV_H

#include "base/buf.h"

void csv_add(struct buf *out, struct str field);

/* A row of fields, with commas and its line end. */
void csv_row(struct buf *out, const struct str *fields, size_t n);

#endif
