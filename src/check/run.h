/*
 * One document through the rules: apparatus, checkers, patterns, findings. What does
 * not change from document to document is prepared once, a job a thread.
 */
#ifndef CHECK_RUN_H
#define CHECK_RUN_H

#include "check/check.h"
#include "check/config.h"
#include "check/settle.h"

/* What the command line says; constant while jobs run. */
struct check_settings {
	const struct ruleset *rules;
	const struct baseline *baseline; /* or NULL */
	const struct profile *profile;	 /* or NULL: found out */
	const bool *only;		 /* by index of a rule: these alone; NULL: all */
	const bool *on; /* by index: on where they would be off by default; or NULL */
	struct str language, state, symbol; /* empty: found out */
	const struct web_links
		*links;	      /* what is known of addresses, judged; NULL: link-* are silent */
	bool link_symbols;    /* … of those that symbols stand for, too */
	bool no_fingerprints; /* nobody reads them; a baseline gets them all the same */
};

struct check_job;

/* Lives in 'a', which lasts from document to document; 'settings' must outlive it. What
 * is freed is only what PCRE2 holds. NULL is nothing to free. */
struct check_job *check_job_new(const struct check_settings *settings, struct arena *a);
void check_job_free(struct check_job *job);

/* A document that was checked. Lives in the document's arena. */
struct checked {
	struct document *doc;
	struct apparatus ap;
	struct where_map where;
	struct checking run; /* the findings, sorted and settled */
	uint32_t counts[4];  /* unsuppressed findings by severity */
	uint32_t suppressed;
};

/* What is known of a document before it is read; 'config' may be NULL. */
struct cite_options check_cite_options(const struct check_settings *s, const struct config *config);

/* Checks 'd'. 'config' may be NULL. A Document that shows all changes gets the findings of the text
 * with all of them accepted and of that with all of them rejected. */
void check_run(struct check_job *job, struct checked *out, struct document *d,
	       const struct config *config);

#endif
