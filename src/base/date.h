/*
 * Days of the calendar (Gregorian, UTC) and seconds since 1970. Nothing here looks at the clock
 * or the locale. Seconds outside of the years 1 to 9999 are taken for their first or last day.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/arena.h"

struct date {
	unsigned year, month, day; /* from 1 */
};

struct date date_of(int64_t seconds);

/* Midnight of that day. */
int64_t date_seconds(struct date d);

/* "2019-03-04", a day that exists; false for anything else, with *out untouched. */
bool date_read(struct date *out, struct str text);

/* "2019-03-04" */
struct str date_iso(int64_t seconds, struct arena *a);

/* "4 March 2019", as UN documents write it. */
struct str date_words(int64_t seconds, struct arena *a);

#endif
