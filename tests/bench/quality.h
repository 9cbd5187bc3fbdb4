/*
 * What the files of the tool "quality" share: see quality.c.
 */
#ifndef BENCH_QUALITY_H
#define BENCH_QUALITY_H

#include "check/run.h"

/* An example of something, for people to read: kept at random, with equal chance for each. */
struct samples {
	char (*at)[1024];
	unsigned most; /* how many are kept; 0: none */
	uint64_t seen, random;
};

/* The next example that is seen: where to write it, or NULL when it is not kept. */
char *samples_slot(struct samples *s);

/* Writes "name:line: … words before [[span]] words behind …". */
void sample_write(char *out, size_t size, const struct document *d, struct span span);

/* What notes are made of, over all texts. */
struct token_figures {
	/* Found by patterns of the bench, and of those what lies in a token of their kind. */
	struct {
		uint64_t found, covered;
	} kinds[4];
	uint64_t notes, uneven; /* notes whose tokens do not cover each byte once */
	uint64_t unknown_notes; /* that cite an unknown source */
	uint64_t citations, unknown;
};

extern const char *const token_patterns[4];

/* Adds the notes of 'ap'; what lies in no token of its kind goes to 'missed', unknown sources to
 * 'unknown'. */
void tokens_count(struct token_figures *f, const struct apparatus *ap, struct samples *missed,
		  struct samples *unknown);

#endif
