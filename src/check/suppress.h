/*
 * Suppression: findings that somebody has looked at. They stay in the JSON report
 * with the reason; the other reports and the exit status pass over them.
 *
 *   <!-- footfault-ignore note-terminal-stop: title ends the note -->
 *
 * on the same line as the finding or on the line before it (blank lines do not count);
 * entries of the configuration; and a baseline, which is an earlier JSON report.
 */
#ifndef CHECK_SUPPRESS_H
#define CHECK_SUPPRESS_H

#include "base/err.h"
#include "check/check.h"
#include "check/where.h"

struct config;

/* Fingerprints of an earlier report, sorted. */
struct baseline {
	const uint64_t *at;
	uint32_t n;
};

/* Reads a JSON report. */
enum status baseline_read(struct baseline *out, struct arena *a, const char *path, struct err *err);

bool baseline_has(const struct baseline *b, uint64_t fingerprint);

/* Marks what is suppressed, and reports comments that suppress nothing. Findings are
 * sorted and have their fingerprints. 'config' and 'baseline' may be NULL. */
void suppress(struct checking *c, const struct where_map *map, const struct config *config,
	      const struct baseline *baseline);

#endif
