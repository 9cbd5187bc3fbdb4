#include "link/copy.h"

#include "base/date.h"
#include "link/target.h"

#include <jansson.h>
#include <stdlib.h>

enum {
	DAY = 86400,
	ROWS_MOST = 64,
	DIGITS = 14,
	FIRST_YEAR = 1991, /* of the web */
};

/* ---- times ----------------------------------------------------------------------------------- */

/* Two digits, less than 'below'; 'below' when they are not. */
static unsigned two_digits(const char *p, unsigned below)
{
	unsigned n = is_digit(p[0]) && is_digit(p[1]) ? (unsigned)(p[0] - '0') * 10 + (p[1] - '0')
						      : below;

	return n < below ? n : below;
}

bool copy_time(int64_t *out, struct str s)
{
	char day[11];
	struct date date;
	unsigned hour, minute, second;

	if (s.n != DIGITS)
		return false;
	memcpy(day,
	       (char[]){s.p[0], s.p[1], s.p[2], s.p[3], '-', s.p[4], s.p[5], '-', s.p[6], s.p[7]},
	       10);
	hour = two_digits(s.p + 8, 24);
	minute = two_digits(s.p + 10, 60);
	second = two_digits(s.p + 12, 60);
	if (!date_read(&date, (struct str){day, 10}) || date.year < FIRST_YEAR || hour == 24 ||
	    minute == 60 || second == 60)
		return false;
	*out = date_seconds(date) + hour * 3600 + minute * 60 + second;
	return true;
}

struct str copy_digits(int64_t at, struct arena *a)
{
	struct date day = date_of(at);
	unsigned second = (unsigned)(at - date_seconds(day)) % DAY;

	return arena_printf(a, "%04u%02u%02u%02u%02u%02u", day.year, day.month, day.day,
			    second / 3600, second / 60 % 60, second % 60);
}

static bool is_possible(const struct copy_wanted *w, int64_t at)
{
	return !w->now || at <= w->now + DAY;
}

static struct str copy_address(const struct copy_wanted *w, int64_t at, struct arena *a)
{
	return arena_printf(a, "%.*s%.*s/%.*s", STR_ARG(w->copies), STR_ARG(copy_digits(at, a)),
			    STR_ARG(w->address));
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static struct str string_of(const json_t *value)
{
	if (!json_is_string(value))
		return STR_NONE;
	return (struct str){json_string_value(value), json_string_length(value)};
}

/* The column of this name, or SIZE_MAX. */
static size_t column(const json_t *row, struct str name)
{
	for (size_t i = 0; i < json_array_size(row); i++)
		if (str_eq(string_of(json_array_get(row, i)), name))
			return i;
	return SIZE_MAX;
}

/* The time of a capture that is what was asked for. */
static bool read_row(int64_t *at, const struct copy_wanted *w, const json_t *row,
		     const json_t *names)
{
	struct str time = string_of(json_array_get(row, column(names, STR("timestamp")))),
		   status = string_of(json_array_get(row, column(names, STR("statuscode")))),
		   type = string_of(json_array_get(row, column(names, STR("mimetype"))));

	return str_eq(status, STR("200")) && copy_time(at, time) && is_possible(w, *at) &&
	       !(w->file && str_eq_nocase(type, STR("text/html")));
}

/* The nearest of the rows; of two as near, the earlier. */
static enum copy_answer nearest_row(int64_t *nearest, const struct copy_wanted *w,
				    const json_t *rows)
{
	const json_t *names = json_array_get(rows, 0);
	size_t n = json_array_size(rows);
	bool found = false;

	if (!json_is_array(rows))
		return COPY_ODD;
	if (n == 0)
		return COPY_NONE;
	if (column(names, STR("timestamp")) == SIZE_MAX ||
	    column(names, STR("statuscode")) == SIZE_MAX)
		return COPY_ODD;
	for (size_t i = 1; i < n && i <= ROWS_MOST; i++) {
		int64_t at;

		if (!read_row(&at, w, json_array_get(rows, i), names))
			continue;
		if (!found || llabs(at - w->at) < llabs(*nearest - w->at) ||
		    (llabs(at - w->at) == llabs(*nearest - w->at) && at < *nearest))
			*nearest = at;
		found = true;
	}
	return found ? COPY_FOUND : COPY_NONE;
}

enum copy_answer copy_of_index(struct copy *out, const struct copy_wanted *w, struct str json,
			       struct arena *a)
{
	enum copy_answer answer;
	json_t *root;
	int64_t at = 0;

	if (str_trim(json).n == 0)
		return COPY_NONE;
	root = json.n < COPY_ANSWER_MOST ? json_loadb(json.p, json.n, 0, NULL) : NULL;
	answer = nearest_row(&at, w, root);
	json_decref(root);
	if (answer == COPY_FOUND)
		*out = (struct copy){copy_address(w, at, a), at};
	return answer;
}

static struct str without_scheme(struct str address)
{
	size_t at = str_find(address, STR("://"), 0);

	return at == SIZE_MAX ? address : str_skip(address, at + 3);
}

/* {"archived_snapshots": {"closest": {"available": true, "status": "200", …}}} */
static enum copy_answer closest(int64_t *at, const struct copy_wanted *w, const json_t *root)
{
	const json_t *all = json_object_get(root, "archived_snapshots");
	const json_t *one = json_object_get(all, "closest");
	struct str place = without_scheme(string_of(json_object_get(one, "url")));

	if (!json_is_object(all))
		return COPY_ODD;
	if (!one || !json_is_true(json_object_get(one, "available")) ||
	    !str_eq(string_of(json_object_get(one, "status")), STR("200")))
		return COPY_NONE;
	if (!str_starts(place, without_scheme(w->copies)) ||
	    !copy_time(at, string_of(json_object_get(one, "timestamp"))) || !is_possible(w, *at))
		return COPY_ODD;
	return COPY_FOUND;
}

enum copy_answer copy_of_availability(struct copy *out, const struct copy_wanted *w,
				      struct str json, struct arena *a)
{
	json_t *root = json.n < COPY_ANSWER_MOST ? json_loadb(json.p, json.n, 0, NULL) : NULL;
	int64_t at = 0;
	enum copy_answer answer = closest(&at, w, root);

	json_decref(root);
	if (answer == COPY_FOUND)
		*out = (struct copy){copy_address(w, at, a), at};
	return answer;
}

/* ---- Memento --------------------------------------------------------------------------------- */

/* Whether the parameters of a link, behind its ">", give it this relation (RFC 8288, section 3).
 * A relation is one of several words in quotes, or one without. */
static bool has_relation(struct str parameters, struct str relation)
{
	size_t at = 0;

	while ((at = str_find(parameters, relation, at)) != SIZE_MAX) {
		struct str after = str_skip(parameters, at + relation.n);
		char before = at ? parameters.p[at - 1] : '\0';

		at += relation.n;
		if (memchr("\"= ", before, 3) && (!after.n || memchr("\" ;,", after.p[0], 4)))
			return true;
	}
	return false;
}

/* The first link with this relation in a Link header, as it stands there; or empty. */
static struct str find_link(struct str header, struct str relation)
{
	size_t open, close, next = 0;

	while ((open = str_find(header, STR("<"), next)) != SIZE_MAX &&
	       (close = str_find(header, STR(">"), open)) != SIZE_MAX) {
		next = str_find(header, STR("<"), close);
		next = next == SIZE_MAX ? header.n : next;
		if (has_relation(str_part(header, close + 1, next), relation))
			return str_part(header, open + 1, close);
	}
	return STR_NONE;
}

/* An address of an answer, whole; false when it is none that can be asked. */
static bool read_address(struct str *out, struct str written, const struct reply *r,
			 struct arena *a)
{
	struct web_target target;

	if (!written.n || web_target_read(&target, written, r->address, a))
		return false;
	*out = target.address;
	return true;
}

/* It is a Memento itself. Where a TimeGate answers with one, it says where that stays (RFC 7089,
 * section 4.2.2). */
static enum copy_answer take_memento(struct copy *out, const struct copy_wanted *w,
				     const struct reply *r, bool is_gate, struct arena *a)
{
	if (r->status != 200 || (w->file && str_eq(r->type, STR("text/html"))))
		return COPY_NONE;
	if (!is_possible(w, r->memento))
		return COPY_ODD;
	out->at = r->memento;
	out->address = r->address;
	if (is_gate && !read_address(&out->address, r->content_location, r, a) &&
	    !read_address(&out->address, find_link(r->link, STR("memento")), r, a))
		return COPY_ODD;
	return COPY_FOUND;
}

enum copy_answer copy_of_memento(struct copy *out, const struct copy_wanted *w,
				 const struct reply *r, bool is_gate, struct arena *a)
{
	if (r->status == 404)
		return COPY_NONE;
	if (r->memento > 0 && !(is_gate && r->location.n))
		return take_memento(out, w, r, is_gate, a);
	if (r->status / 100 == 3 && read_address(&out->address, r->location, r, a))
		return COPY_ELSEWHERE;
	return COPY_ODD;
}

/* ---- in words -------------------------------------------------------------------------------- */

void copy_describe(struct archived *out, const struct copy *c, struct arena *a)
{
	struct str host = without_scheme(c->address);
	size_t end = str_find(host, STR("/"), 0);

	host = end == SIZE_MAX ? host : str_part(host, 0, end);
	*out = (struct archived){
		.address = c->address,
		.date = date_iso(c->at, a),
		.archive = str_eq(host, STR("web.archive.org")) ? STR("Wayback Machine")
								: arena_str(a, host),
		.wording = arena_printf(a, "archived on %.*s at %.*s",
					STR_ARG(date_words(c->at, a)), STR_ARG(c->address)),
		.why = STR_NONE,
	};
}
