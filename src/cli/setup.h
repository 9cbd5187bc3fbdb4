/*
 * What check and notes need before they look at a file: rules, configuration,
 * baseline, and what the command line says of the documents.
 */
#ifndef CLI_SETUP_H
#define CLI_SETUP_H

#include "check/run.h"
#include "cli/cli.h"
#include "read/reader.h"

struct setup {
	struct ruleset rules;
	struct baseline baseline;
	struct check_settings settings;
	struct read_options read;
	struct configs *configs;
	const struct config *config; /* of --config, or NULL */
	bool no_config;
};

extern const struct option options_rules[];   /* --rules, --rule */
extern const struct option options_profile[]; /* --profile */

/* What options_read say. */
struct read_options setup_read(const struct options *o);

/* Everything lives in 'a'. Not FF_OK: the command line or the baseline makes no sense. */
enum status setup_init(struct setup *s, const struct options *o, struct arena *a, struct err *err);

/* The configuration for a file, or NULL; 'err' is set once a broken configuration. */
const struct config *setup_config(struct setup *s, const char *path, struct err *err);

/* Reads one document and its apparatus, with what the command line and the configuration say of
 * it. For commands that look at documents without checking them. */
enum status setup_cite(struct setup *s, const struct options *o, const char *path, struct arena *a,
		       struct document *doc, struct apparatus *ap, struct err *err);

#endif
