#include "base/date.h"

enum { DAY = 86400 };

static const char *const months[] = {"January",	  "February", "March",	  "April",
				     "May",	  "June",     "July",	  "August",
				     "September", "October",  "November", "December"};

static bool is_leap(unsigned year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned days_in(unsigned year, unsigned month)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days before 1 January of 'year', counted from 1 January of the year 1. */
static int64_t days_before(unsigned year)
{
	unsigned past = year - 1;

	return (int64_t)past * 365 + past / 4 - past / 100 + past / 400;
}

int64_t date_seconds(struct date d)
{
	int64_t days = days_before(d.year) - days_before(1970) + d.day - 1;

	for (unsigned m = 1; m < d.month; m++)
		days += days_in(d.year, m);
	return days * DAY;
}

struct date date_of(int64_t seconds)
{
	int64_t first = days_before(1) - days_before(1970);
	int64_t days = seconds / DAY - (seconds % DAY < 0);
	struct date d = {.month = 1};

	days = days < first ? first : days;
	if (days >= days_before(10000) - days_before(1970))
		return (struct date){9999, 12, 31};
	days -= first;
	/* At most one too many: there are 146,097 days in 400 years. */
	d.year = (unsigned)(days * 400 / 146097) + 1;
	while (days < days_before(d.year))
		d.year--;
	while (days >= days_before(d.year + 1))
		d.year++;
	days -= days_before(d.year);
	while (days >= days_in(d.year, d.month))
		days -= days_in(d.year, d.month++);
	d.day = (unsigned)days + 1;
	return d;
}

bool date_read(struct date *out, struct str text)
{
	uint32_t year, month, day;

	if (text.n != 10 || text.p[4] != '-' || text.p[7] != '-' ||
	    !str_number(str_part(text, 0, 4), &year) || !str_number(str_part(text, 5, 7), &month) ||
	    !str_number(str_part(text, 8, 10), &day))
		return false;
	if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in(year, month))
		return false;
	*out = (struct date){year, month, day};
	return true;
}

struct str date_iso(int64_t seconds, struct arena *a)
{
	struct date d = date_of(seconds);

	return arena_printf(a, "%04u-%02u-%02u", d.year, d.month, d.day);
}

struct str date_words(int64_t seconds, struct arena *a)
{
	struct date d = date_of(seconds);

	return arena_printf(a, "%u %s %u", d.day, months[d.month - 1], d.year);
}
