/*
 * Reports: findings on their way to people and programs. One file a format, one line
 * in reports.def. A report writes each file's part on its own, so that several threads
 * may write at once; what stands before, between and after is put together in order.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/buf.h"
#include "check/run.h"

struct report_options {
	bool colour;
	bool quiet; /* findings only: no summary */
};

/* A file that could not be checked, or a rule that could not be used. */
struct report_error {
	struct str path;
	struct str message; /* without the path */
};

struct report_totals {
	uint64_t files; /* checked */
	uint64_t notes;
	uint64_t counts[4]; /* unsuppressed findings by severity */
	uint64_t suppressed;
	uint64_t omitted; /* beyond FINDINGS_MOST of a rule in a file */
	uint64_t fixes, safe_fixes;
	const struct report_error *errors;
	uint32_t nerrors;
};

struct report {
	const char *name;
	const char *summary; /* for --help */
	const char *between; /* stands between the parts of two files */
	bool fingerprints;   /* it shows them */
	void (*begin)(struct buf *out, const struct report_options *options);
	void (*file)(struct buf *out, const struct checked *file,
		     const struct report_options *options);
	void (*end)(struct buf *out, const struct report_totals *totals,
		    const struct report_options *options);
};

#define REPORT(name) extern const struct report report_##name;
#include "report/reports.def"
#undef REPORT

/* All of them, NULL at the end. */
extern const struct report *const reports[];

/* The report called 'name', or NULL. */
const struct report *report_find(const char *name);

/* "error", "warning", "info"; the lanes; the kinds of fixes. */
const char *severity_name(unsigned severity);
const char *lane_name(unsigned lane);
const char *fix_name(unsigned kind);

/* What of a file goes into the totals. */
void report_count(struct report_totals *totals, const struct checked *file);

#endif
