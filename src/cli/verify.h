/*
 * The addresses of files, verified: what "check --links" and "links" share. All files are
 * read once, their addresses gathered, and each address asked once.
 *
 * One run has one way of asking: the command line's, else that of the first file's configuration
 * ("links" in .footfault.json), else the defaults there.
 */
#ifndef CLI_VERIFY_H
#define CLI_VERIFY_H

#include "cli/files.h"
#include "cli/setup.h"
#include "link/archive.h"
#include "link/cited.h"
#include "link/verify.h"

extern const struct option options_links[]; /* --symbols, --offline, --timeout … */

/* The name of one of them that was given, or NULL: they make no sense without asking. */
const char *verification_option(const struct options *o);

struct verification {
	const struct options *o;
	struct setup *setup;
	struct arena *arena;
	struct web_links links; /* all addresses of the files; judged when the run ends */
	struct memory *memory;	/* open until verification_close; NULL: --memory none */
	struct verify_options how;
	struct archive_options archives;
	struct verify_totals totals;
};

/* Who wants to know of the files while they are read. */
struct verification_watch {
	void *to;
	/* A document and its addresses, all of which are in verification.links; verdicts come
	 * later. The document goes when this returns. Or NULL. */
	void (*document)(void *to, const struct apparatus *ap, const struct cited_list *cited);
	/* A file that cannot be read. NULL: nobody is told, because it will be read again. */
	void (*unread)(void *to, const char *path, const char *message);
};

/*
 * What the command line and the configuration say; opens the memory. Standard input is read now
 * when it is among the files, so that it can be read twice. 's' and 'o' must outlive 'v', and
 * everything lives in 'a'.
 */
enum status verification_init(struct verification *v, const struct options *o, struct setup *s,
			      const struct files *files, struct arena *a, struct err *err);

/* Reads the files, verifies what they cite, looks for copies in archives if that is wanted, with
 * a progress bar. Not FF_OK when something could not be done; the verdicts until then stay. */
enum status verification_run(struct verification *v, const struct files *files,
			     const struct verification_watch *watch, struct err *err);

/* What the run must own to, as whole sentences: addresses judged by name only, no network, no time.
 * NULL when there is nothing (more) to say; 'nth' counts from 0. */
const char *verification_notice(const struct verification *v, uint32_t nth);

void verification_close(struct verification *v);

#endif
