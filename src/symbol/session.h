/* Sessions, years and limits, compiled from rules/sessions.json. All sorted by their first field.
 */
#ifndef SYMBOL_SESSION_H
#define SYMBOL_SESSION_H

#include "base/str.h"

struct year_span { /* numbers of a year */
	uint16_t year;
	uint32_t first, last; /* last 0: the year is not complete */
};

struct old_session {	   /* of the General Assembly, to 1975 */
	const char *roman; /* "XXV", "S-VI" */
	uint16_t year;
	uint16_t lowest, highest;
};

struct council_session {
	uint16_t session, year, resolutions, decisions; /* 0: not known */
};

struct review_session {
	uint16_t session, year;
	bool sourced;
	const char *states; /* codes with a space between, or "" */
};

struct treaty_session {
	uint16_t session, year;
};

struct treaty_table {
	const char *body;
	const struct treaty_session *sessions;
	uint32_t nsessions;
	const struct year_span *communications;
	uint32_t ncommunications;
};

struct session_tables {
	uint32_t as_of;
	const struct year_span *resolutions; /* of the Security Council */
	uint32_t nresolutions;
	const struct old_session *old;
	uint32_t nold;
	const struct council_session *council;
	uint32_t ncouncil;
	const struct year_span *commission; /* on Human Rights: last resolution of the year */
	uint32_t ncommission;
	const struct review_session *reviews;
	uint32_t nreviews;
	const struct treaty_table *treaties;
	uint32_t ntreaties;
};

extern const struct session_tables session_tables;

/* The treaty body's tables, or NULL. */
const struct treaty_table *treaty_find(const char *body);

/* Year of a session of a treaty body; *sure when the table has it or its rule is exact. 0: unknown.
 */
uint32_t treaty_session_year(const char *body, uint32_t session, bool *sure);

/* Year of a regular session of the Human Rights Council; at the tables' far side by its rhythm. */
uint32_t council_session_year(uint32_t session);

/* The year in which the Security Council adopted resolution 'number', or 0. */
uint32_t resolution_year(uint32_t number);

/* The review's row, or NULL. */
const struct review_session *review_find(uint32_t session);

/* 'state' is among the States under review. */
bool review_has(const struct review_session *r, struct str state);

#endif
