#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { GATHER = 64 << 10 };

enum status output_open(struct output *out, const struct options *o, struct err *err)
{
	*out = (struct output){.fd = STDOUT_FILENO, .name = "standard output"};
	if (!o->output || strcmp(o->output, "-") == 0)
		return FF_OK;
	out->name = o->output;
	out->fd = open(o->output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (out->fd < 0)
		return err_set(err, FF_EIO, "%s: cannot be written: %s", o->output,
			       strerror(errno));
	return FF_OK;
}

static void flush(struct output *out)
{
	size_t done = 0;

	while (done < out->buf.n && !out->failed) {
		ssize_t n = write(out->fd, out->buf.p + done, out->buf.n - done);

		if (n >= 0) {
			done += (size_t)n;
		} else if (errno != EINTR) {
			out->failed = true;
			out->quiet = errno == EPIPE;
			out->error = errno;
		}
	}
	out->buf.n = 0;
}

void output_tick(struct output *out)
{
	if (out->buf.n >= GATHER)
		flush(out);
}

int output_close(struct output *out, int status)
{
	flush(out);
	buf_release(&out->buf);
	if (out->fd != STDOUT_FILENO && close(out->fd) != 0 && !out->failed) {
		out->failed = true;
		out->error = errno;
	}
	if (!out->failed)
		return status;
	if (!out->quiet)
		fprintf(stderr, "footfault: %s: cannot be written: %s\n", out->name,
			strerror(out->error));
	return EXIT_FAILURE_CODE;
}

bool output_colour(const struct output *out, const struct options *o)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if (o->color && strcmp(o->color, "auto") != 0)
		return strcmp(o->color, "always") == 0;
	if (no_color && *no_color)
		return false;
	return isatty(out->fd) && term && strcmp(term, "dumb") != 0;
}
