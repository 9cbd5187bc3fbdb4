/*
 * What the memory of links holds: its runs, and what changed from one to another. For people and
 * for programs.
 */
#ifndef REPORT_LINK_RUNS_H
#define REPORT_LINK_RUNS_H

#include "base/buf.h"
#include "link/memory.h"

void link_runs_text(struct buf *out, const struct memory_runs *runs, struct arena *a);
void link_runs_json(struct buf *out, const struct memory_runs *runs, struct arena *a);

void link_changes_text(struct buf *out, const struct memory_changes *changes, struct arena *a);
void link_changes_json(struct buf *out, const struct memory_changes *changes, struct arena *a);

#endif
