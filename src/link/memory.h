/*
 * What was seen of addresses, kept from run to run in one SQLite file: every answer with
 * its time, verdict, status, final address and sketch.
 *
 * Several runs may share it, and a run may be killed at any moment: what was flushed stays,
 * what was not is as if never asked. (A power failure may cost what was flushed last, never the
 * file.) Times are seconds since 1970 and given by the caller; nothing here looks at the clock. A
 * file that is no memory, is damaged or comes from a newer version is refused with a message,
 * never changed. Errors name the file and say what to do.
 *
 * What cannot be read is as if never seen. The first failure ends all work on the file: every
 * later call that returns a status returns that failure.
 */
#ifndef LINK_MEMORY_H
#define LINK_MEMORY_H

#include "base/err.h"
#include "link/links.h"

struct memory;

/* Opens or makes the memory at 'path', which only its owner can read; NULL: in the user's cache
 * folder ($XDG_CACHE_HOME/footfault/links.sqlite, else ~/.cache/…), which is made too. It lives
 * until memory_close and serves one thread. */
enum status memory_open(struct memory **out, const char *path, struct err *err);
/* Flushes and ends the run, if one has begun. Who wants to know whether that went well calls
 * memory_flush before. NULL is nothing to close. */
void memory_close(struct memory *m);
const char *memory_path(const struct memory *m);

/* A run: what one command asked. The answers that follow belong to it. */
enum status memory_begin(struct memory *m, int64_t now, struct err *err);

/* One answer, after memory_begin; of a second one to the same address in the same run only the last
 * is kept. Seen by all calls below at once, but written in batches: every MEMORY_BATCH, and by
 * memory_flush. */
enum { MEMORY_BATCH = 256 };
enum status memory_put(struct memory *m, struct str address, int64_t now,
		       const struct verdict *verdict, struct err *err);
enum status memory_flush(struct memory *m, struct err *err);

/* The last answer, with its time; false when there is none. Strings go to 'a'. */
bool memory_last(struct memory *m, struct str address, struct verdict *out, int64_t *at,
		 struct arena *a);

/*
 * All answers taken together, in the order of their times. Failures count by day (UTC) and only
 * since it was last live; what is neither live nor a failure (blocked, timeout …) neither counts
 * nor clears. Dead from 'dead_days' different days on. False when it was never asked.
 */
bool memory_standing(struct memory *m, struct str address, uint32_t dead_days,
		     struct standing *out);

/* ---- looking back ------------------------------------------------------------------- */

struct memory_run {
	int64_t id, began, ended;  /* ended: time of its last answer; 0: it was cut off, or still
				      runs */
	uint32_t counts[VERDICTS]; /* what it asked, by verdict */
	uint32_t known[VERDICTS];  /* every address that it or a run before it asked, by the last
				      verdict of then: how much has rotted */
};

struct memory_runs {
	struct memory_run *at;
	uint32_t n, cap;
};

/* All runs in the order in which they began, in 'a'. Only addresses of 'of' are counted; NULL: all.
 */
enum status memory_runs(struct memory *m, const struct web_links *of, struct memory_runs *out,
			struct arena *a, struct err *err);

/* An address whose verdict two runs see differently. Of one that a run did not ask, the last
 * answer before it counts; LINK_UNCHECKED when there is none. */
struct memory_change {
	struct str address;
	struct verdict before, after;
};

struct memory_changes {
	struct memory_change *at;
	uint32_t n, cap;
	struct memory_run from, to; /* the runs that were meant; nothing is counted in them */
};

/*
 * What changed from run 'before' to run 'after'; sorted by address, in 'a'. A run is named by its
 * number, by its day ("2026-11-22": the last run of that day), by "last" or by "-2" (the second
 * last). A name that means no run is FF_EUSAGE, with the runs there are.
 */
enum status memory_compare(struct memory *m, struct str before, struct str after,
			   struct memory_changes *out, struct arena *a, struct err *err);

#endif
