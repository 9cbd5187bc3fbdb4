/*
 * Where a report goes: standard output or the file of --output, through a buffer.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/buf.h"
#include "base/err.h"
#include "cli/cli.h"

struct output {
	int fd;
	const char *name;
	struct buf buf;
	bool failed; /* and everything after is thrown away */
	bool quiet;  /* the reader has gone: nothing to say */
	int error;   /* errno of the failure */
};

enum status output_open(struct output *out, const struct options *o, struct err *err);

/* Hands on what has gathered in 'buf' when that is much. */
void output_tick(struct output *out);

/* Writes the rest. Returns EXIT_FAILURE_CODE, with a message unless the reader has gone,
 * when anything could not be written, else 'status'. */
int output_close(struct output *out, int status);

/* --color and NO_COLOR, for this output. */
bool output_colour(const struct output *out, const struct options *o);

#endif
