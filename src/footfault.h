/*
 * libfootfault: checks the references of a United Nations document. Read, check, free.
 *
 * Nothing here is global, nothing ends the process, nothing is printed. One struct
 * footfault may be used by several threads at once. Text is UTF-8; offsets are bytes of
 * the document as it was given, of a Word file those of its text.
 *
 *	struct footfault *ff;
 *	struct footfault_result *result;
 *
 *	if (footfault_new(&ff, NULL, why, sizeof(why)) != FOOTFAULT_OK)
 *		return complain(why);
 *	if (footfault_check(ff, bytes, size, "draft.md", &result, why, sizeof(why)) == FOOTFAULT_OK)
 *		for (size_t i = 0; i < footfault_count(result); i++)
 *			show(footfault_finding(result, i));
 *	footfault_result_free(result);
 *	footfault_free(ff);
 */
#ifndef FOOTFAULT_H
#define FOOTFAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum footfault_status {
	FOOTFAULT_OK,
	FOOTFAULT_EOPTION, /* an option names what does not exist */
	FOOTFAULT_ERULE,   /* a rule file or a configuration is broken */
	FOOTFAULT_EFORMAT, /* the bytes are no document that can be read */
	FOOTFAULT_ELIMIT,  /* too large */
	FOOTFAULT_ENOMEM,
};

/* Any may be NULL: found out from the document. */
struct footfault_options {
	const char *rules;    /* a folder of house rules */
	const char *config;   /* a configuration file */
	const char *profile;  /* "report", "upr-compilation" … */
	const char *language; /* "en", "fr" … */
	const char *state;    /* "KAZ" */
	const char *symbol;   /* the document's own */
};

struct footfault;
struct footfault_result;

struct footfault_place {
	uint32_t offset;       /* bytes of the document */
	uint32_t line, column; /* from 1; columns count code points */
};

struct footfault_edit {
	uint32_t begin, end; /* bytes of the document */
	const char *text;
};

/* Strings end in NUL and live as long as the result. NULL: does not apply. */
struct footfault_finding {
	const char *rule;     /* "note-terminal-stop" */
	const char *family;   /* "note" */
	const char *severity; /* "error", "warning", "info" */
	const char *lane;     /* "deterministic", "heuristic" */
	bool certain;
	const char *message;
	struct footfault_place start, end;
	const char *paragraph;	/* number of the paragraph */
	const char *note;	/* label of the note */
	const char *suppressed; /* the reason */
	bool fix_is_safe;
	size_t nedits; /* 0: no fix */
	const struct footfault_edit *edits;
};

/*
 * Prepares rules and options; 'options' may be NULL. On failure *out is NULL, and 'why' (may be
 * NULL) holds one line of at most 'why_size' bytes.
 */
enum footfault_status footfault_new(struct footfault **out, const struct footfault_options *options,
				    char *why, size_t why_size);
void footfault_free(struct footfault *ff);

/* Checks a document in memory; the ending of 'name' tells its format (".docx", ".md",
 * ".txt"). */
enum footfault_status footfault_check(const struct footfault *ff, const void *bytes, size_t size,
				      const char *name, struct footfault_result **out, char *why,
				      size_t why_size);

/* Findings, sorted by place. */
size_t footfault_count(const struct footfault_result *result);
const struct footfault_finding *footfault_finding(const struct footfault_result *result, size_t i);
void footfault_result_free(struct footfault_result *result);

#ifdef __cplusplus
}
#endif
#endif
