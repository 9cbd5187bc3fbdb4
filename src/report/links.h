/*
 * The link report: every address of a run with its verdict, its history, where it is cited,
 * and what to do about it. One file a format, one line in links_formats.def.
 *
 * Addresses, titles and words come from documents and servers: a format lets no control
 * character and no markup of them through.
 */
#ifndef REPORT_LINKS_H
#define REPORT_LINKS_H

#include "base/buf.h"
#include "check/where.h"
#include "link/cited.h"
#include "link/memory.h"
#include "link/verify.h"
#include "report/report.h"

enum link_group {
#define LINK_GROUP(constant, name, severity, what, todo) GROUP_##constant,
#include "report/link_groups.def"
#undef LINK_GROUP
	LINK_GROUPS
};

/* ---- where addresses are cited ------------------------------------------------------------- */

struct link_place {
	const struct web_link *link;
	struct str path;      /* of the document */
	struct str words;     /* that stand for the address */
	struct str paragraph; /* see struct where; as are the next */
	struct str note;
	const char *part, *series;
	uint32_t line, column;
	uint32_t page;	/* 0: not known */
	uint32_t order; /* its index among all places */
	uint8_t origin; /* enum cited_origin */
};

struct link_places {
	struct link_place *at; /* in the order in which they were added */
	uint32_t n, cap;
};

/* The places of one document, of which each address is in 'ls'. Copied into 'a': the document
 * may go. */
void link_places_add(struct link_places *to, const struct apparatus *ap,
		     const struct cited_list *cited, const struct web_links *ls, struct arena *a);

/* ---- the report -------------------------------------------------------------------------------
 */

/* How the addresses of the report stood at the end of a day: of those asked until then. */
struct link_trend {
	int64_t at; /* midnight, seconds since 1970 */
	uint32_t live, failing, unknown;
};

/* What is known of the run itself. */
struct link_run {
	int64_t now;
	bool offline;
	uint32_t files; /* documents that were read */
	struct verify_totals totals;
	const char *memory;		   /* its path, or NULL */
	struct memory_runs history;	   /* what its runs saw of the addresses of the report */
	const struct report_error *errors; /* documents that were not */
	uint32_t nerrors;
	const char *const *notices; /* what limits the verdicts, in half sentences */
	uint32_t nnotices;
};

struct link_entry {
	const struct web_link *link;
	struct str host; /* of the address; or empty */
	uint8_t group;	 /* enum link_group */
	const struct link_place *places;
	uint32_t nplaces;
};

struct link_report {
	const struct link_run *run;
	struct link_entry *at; /* by group, then in the order in which they were added */
	uint32_t n;
	uint32_t places;
	uint32_t groups[LINK_GROUPS];
	uint32_t verdicts[VERDICTS];
	struct link_trend *trend; /* oldest first: the days on which any of them was asked */
	uint32_t ntrend;
	struct arena *arena;
};

/* Everything but the strings of 'ls' and 'places' is in 'a'. */
void link_report_make(struct link_report *r, const struct web_links *ls,
		      const struct link_places *places, const struct link_run *run,
		      struct arena *a);

struct links_options {
	bool all;    /* those that are well, and those not asked, too */
	bool quiet;  /* no summary */
	bool colour; /* of a terminal */
};

struct links_format {
	const char *name;
	const char *summary; /* for --help */
	void (*put)(struct buf *out, const struct link_report *r, const struct links_options *o);
};

#define LINKS_FORMAT(name) extern const struct links_format links_##name;
#include "report/links_formats.def"
#undef LINKS_FORMAT

/* The format called 'name'; NULL for another. */
const struct links_format *links_format_find(const char *name);

/* ---- for the formats --------------------------------------------------------------------------
 */

/* What must be done about it. */
enum link_group link_group_of(const struct web_link *l);

const char *link_group_name(unsigned group); /* "dead" */
const char *link_group_what(unsigned group); /* "Could not be verified" */
const char *link_group_todo(unsigned group); /* "open them in a browser" */
unsigned link_group_severity(unsigned group);

/* It is listed where not all are. */
bool link_group_is_told(unsigned group);

/* The address to write instead: the successor, or where it moved to for good; or empty. */
struct str link_better(const struct web_link *l);

/* Half a sentence: "the server answers 404 (not found)". */
struct str link_why(const struct web_link *l);

/* Where it led, if that is neither what to write instead nor said in link_why; or empty. */
struct str link_led_to(const struct web_link *l);

/* "failing since 3 November 2026, on 4 days; last alive on 2 March 2025"; or empty. */
struct str link_history(const struct web_link *l, struct arena *a);

/* "note 5", "para. 12", "line 7"; behind it in brackets the words that stand for the address where
 * these do not say it. */
struct str link_place_says(const struct link_place *p, struct arena *a);

/* "57 addresses, cited 80 times in 2 documents: 1 dead, 3 failing, 53 ok" */
struct str link_summary(const struct link_report *r);

#endif
