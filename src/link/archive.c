#include "link/archive.h"

#include "base/date.h"
#include "link/copy.h"

#include <stdlib.h>
#include <time.h>

enum {
	ROWS = 8,     /* of an index: its order is not quite that of nearness */
	PATIENCE = 2, /* archives are slow */
};

/* One that is asked, and how it fared. */
struct source {
	struct str base;
	struct str name;    /* "the index of web.archive.org" */
	struct str stopped; /* why it is not asked any more; or empty */
	unsigned failures;  /* in a row */
};

/* The search for the copies of all links. */
struct search {
	struct web_links *links;
	struct fetch *fetch;
	const struct archive_options *o;
	struct arena *a;      /* of the links */
	struct arena scratch; /* of one link */
	struct str copies;
	struct source index, availability, *gates;
	uint32_t ngates;
	int64_t last_ms; /* when the last answer was here; 0: none yet */
};

/* The copy of one link. */
struct quest {
	struct search *s;
	struct copy_wanted wanted;
	struct copy found;
	struct str said; /* by those who were asked in vain */
};

bool archive_is_wanted(const struct web_link *l)
{
	return l->standing.dead || verdict_is_failure(l->verdict.kind);
}

/* ---- one request ----------------------------------------------------------------------------- */

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* One request, as long after the last answer as is polite. */
static void fetch_politely(struct search *s, const struct request *request, struct reply *reply)
{
	int64_t wait = s->last_ms + s->o->spacing_ms - now_ms();

	if (s->last_ms && wait > 0) {
		struct timespec t = {wait / 1000, wait % 1000 * 1000000};

		while (nanosleep(&t, &t) != 0)
			;
	}
	fetch_one(s->fetch, request, reply, &s->scratch);
	s->last_ms = now_ms();
}

/* What it said becomes a part of 'archived.why'. */
static void note(struct quest *q, const struct source *from, struct str said)
{
	struct arena *a = &q->s->scratch;

	q->said = arena_printf(a, "%.*s%s%.*s %.*s", STR_ARG(q->said), q->said.n ? "; " : "",
			       STR_ARG(from->name), STR_ARG(said));
}

static struct str words_for(const struct reply *r, struct arena *a)
{
	switch (r->trouble) {
	case TROUBLE_NONE:
		return arena_printf(a, "answered %u", r->status);
	case TROUBLE_TIMEOUT:
		return STR("did not answer in time");
	case TROUBLE_REFUSED:
		return arena_printf(a, "must not be asked: %.*s", STR_ARG(r->detail));
	default:
		return STR("could not be reached");
	}
}

/* What fails is noted, and may end the asking. */
static void note_failure(struct quest *q, struct source *from, const struct reply *r)
{
	struct search *s = q->s;
	struct str said = words_for(r, &s->scratch);

	if (r->status == 429)
		from->stopped = said = STR("asked us to stop (it answered 429)");
	else if (++from->failures == ARCHIVE_FAILURES)
		from->stopped =
			arena_printf(s->a, "was not asked any more: it %.*s", STR_ARG(said));
	note(q, from, said);
}

/* False when it gave no answer, or one of a server that fails; that is noted. HEAD becomes GET for
 * who refuses it. */
static bool ask(struct quest *q, struct source *from, struct request *request, struct reply *reply)
{
	bool again;

	do {
		fetch_politely(q->s, request, reply);
		again = request->method == METHOD_HEAD &&
			(reply->status == 405 || reply->status == 501);
		request->method = again ? METHOD_GET : request->method;
	} while (again);
	if (reply->trouble != TROUBLE_NONE || (reply->status >= 400 && reply->status != 404)) {
		note_failure(q, from, reply);
		return false;
	}
	from->failures = 0;
	return true;
}

/* True when there is a copy; else what was said is noted. */
static bool is_found(struct quest *q, const struct source *from, enum copy_answer answer)
{
	if (answer != COPY_FOUND)
		note(q, from,
		     answer == COPY_NONE ? STR("knows of none")
					 : STR("gave an answer that makes no sense"));
	return answer == COPY_FOUND;
}

static bool may_be_asked(struct quest *q, const struct source *from)
{
	if (!from->base.n)
		return false;
	if (from->stopped.n)
		note(q, from, from->stopped);
	return !from->stopped.n;
}

/* False, and noted, when there is no going there. */
static bool aim(struct quest *q, const struct source *from, struct web_target *out,
		struct str address, struct str base)
{
	const char *why = web_target_read(out, address, base, &q->s->scratch);

	if (why)
		note(q, from, STR("has no address that can be asked"));
	return !why;
}

/* ---- index and availability ------------------------------------------------------------------ */

/* As a value in a query: all but unreserved characters are encoded (RFC 3986, section 2.3). */
static struct str encode(struct str s, struct arena *a)
{
	static const char digits[] = "0123456789ABCDEF";
	char *p = arena_alloc(a, 3 * s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (is_alnum((char)c) || memchr("-._~", c, 4)) {
			p[n++] = (char)c;
			continue;
		}
		p[n++] = '%';
		p[n++] = digits[c >> 4];
		p[n++] = digits[c & 15];
	}
	return (struct str){p, n};
}

typedef enum copy_answer reader(struct copy *out, const struct copy_wanted *w, struct str json,
				struct arena *a);

static bool query(struct quest *q, struct source *from, struct str address, struct str more,
		  reader *read)
{
	struct arena *a = &q->s->scratch;
	bool has_query = str_find(from->base, STR("?"), 0) != SIZE_MAX;
	struct web_target target;
	struct request request = {
		.target = &target, .keep = COPY_ANSWER_MOST, .patience = PATIENCE};
	struct reply reply = {
		.address = STR_NONE,
		.location = arena_printf(a, "%.*s%curl=%.*s%.*s", STR_ARG(from->base),
					 has_query ? '&' : '?', STR_ARG(encode(address, a)),
					 STR_ARG(more)),
	};

	for (unsigned hop = 0; reply.location.n && hop <= ARCHIVE_HOPS; hop++)
		if (!aim(q, from, &target, reply.location, reply.address) ||
		    !ask(q, from, &request, &reply))
			return false;
	if (reply.status != 200) {
		note_failure(q, from, &reply);
		return false;
	}
	return is_found(q, from, read(&q->found, &q->wanted, reply.body, a));
}

static bool ask_index(struct quest *q)
{
	struct arena *a = &q->s->scratch;
	struct str more =
		arena_printf(a,
			     "&output=json&fl=timestamp,statuscode,mimetype&filter=statuscode:200"
			     "&closest=%.*s&sort=closest&limit=%d",
			     STR_ARG(copy_digits(q->wanted.at, a)), ROWS);

	return may_be_asked(q, &q->s->index) &&
	       query(q, &q->s->index, q->wanted.address, more, copy_of_index);
}

/* With and without the scheme: it may know the one and not the other. */
static bool ask_availability(struct quest *q)
{
	struct source *from = &q->s->availability;
	struct arena *a = &q->s->scratch;
	struct str address = q->wanted.address,
		   bare = str_skip(address, str_find(address, STR("//"), 0) + 2),
		   more = arena_printf(a, "&timestamp=%.*s", STR_ARG(copy_digits(q->wanted.at, a))),
		   before = q->said;

	if (!may_be_asked(q, from))
		return false;
	if (query(q, from, address, more, copy_of_availability))
		return true;
	if (from->stopped.n)
		return false;
	q->said = before; /* the second answer stands for both */
	return query(q, from, bare, more, copy_of_availability);
}

/* ---- Memento --------------------------------------------------------------------------------- */

/* From the TimeGate over its redirects to the copy itself, which so is known to open. */
static bool ask_gate(struct quest *q, struct source *gate)
{
	struct arena *a = &q->s->scratch;
	struct web_target target;
	struct request request = {
		.target = &target,
		.method = METHOD_HEAD,
		.keep = 1,
		.patience = PATIENCE,
		.accept_datetime = q->wanted.at,
	};
	struct str next =
		arena_printf(a, "%.*s%.*s", STR_ARG(gate->base), STR_ARG(q->wanted.address));
	enum copy_answer answer = COPY_ELSEWHERE;

	if (!may_be_asked(q, gate))
		return false;
	for (unsigned hop = 0; answer == COPY_ELSEWHERE && hop <= ARCHIVE_HOPS; hop++) {
		struct reply reply;

		if (!aim(q, gate, &target, next, STR_NONE) || !ask(q, gate, &request, &reply))
			return false;
		answer = copy_of_memento(&q->found, &q->wanted, &reply, hop == 0, a);
		next = q->found.address;
	}
	return is_found(q, gate, answer);
}

static bool ask_gates(struct quest *q)
{
	for (uint32_t i = 0; i < q->s->ngates; i++)
		if (ask_gate(q, &q->s->gates[i]))
			return true;
	return false;
}

/* ---- all links ------------------------------------------------------------------------------- */

/* The middle of the year in which it was cited; else the last day on which it was seen alive; else
 * today, for the latest. */
static int64_t wanted_time(const struct web_link *l)
{
	if (l->year)
		return date_seconds((struct date){l->year, 7, 2});
	return l->standing.last_live ? l->standing.last_live : l->seen;
}

static void find_copy(struct search *s, struct web_link *l)
{
	struct quest q = {.s = s, .said = STR_NONE};
	struct web_target target;

	if (web_target_read(&target, l->address, STR_NONE, &s->scratch))
		return;
	q.wanted = (struct copy_wanted){
		.address = target.address,
		.copies = s->copies,
		.at = wanted_time(l),
		.now = l->seen,
		.file = web_target_kind(&target) != BODY_HTML,
	};
	if (ask_index(&q) || ask_availability(&q) || ask_gates(&q)) {
		q.found.address = arena_str(s->a, q.found.address);
		copy_describe(&l->archived, &q.found, s->a);
	} else {
		l->archived = (struct archived){
			.address = STR_NONE,
			.date = STR_NONE,
			.archive = STR_NONE,
			.wording = STR_NONE,
			.why = arena_printf(
				s->a, "no copy was found: %.*s",
				STR_ARG(q.said.n ? q.said : STR("no archive was asked"))),
		};
	}
}

/* To which an address is added: with a stroke, where it does not end in one or in "?url=". */
static struct str open_ended(struct str base, struct arena *a)
{
	bool open = !base.n || str_ends(base, STR("/")) || str_ends(base, STR("="));

	return open ? base : arena_printf(a, "%.*s/", STR_ARG(base));
}

static struct source source_of(struct search *s, struct str address, const char *what)
{
	struct web_target target = {.host = address};

	if (address.n)
		web_target_read(&target, address, STR_NONE, s->a);
	return (struct source){
		.base = address,
		.name = arena_printf(s->a, "%s%.*s", what, STR_ARG(target.host)),
		.stopped = STR_NONE,
	};
}

static void list_sources(struct search *s)
{
	static const char *const aggregator[] = {"http://timetravel.mementoweb.org/timegate/"};
	const struct archive_options *o = s->o;
	const char *const *gates = o->ntimegates ? o->timegates : aggregator;

	s->copies =
		open_ended(str_of(o->copies ? o->copies : "https://web.archive.org/web/"), s->a);
	s->index = source_of(s, str_of(o->cdx ? o->cdx : "https://web.archive.org/cdx/search/cdx"),
			     "the index of ");
	s->availability = source_of(
		s,
		str_of(o->availability ? o->availability : "https://archive.org/wayback/available"),
		"the availability service of ");
	s->ngates = o->ntimegates ? o->ntimegates : COUNT_OF(aggregator);
	s->gates = arena_zero(s->a, s->ngates * sizeof(*s->gates));
	for (uint32_t i = 0; i < s->ngates; i++)
		s->gates[i] = source_of(s, open_ended(str_of(gates[i]), s->a), "");
}

static void find_all(void *to)
{
	struct search *s = to;
	uint32_t total = 0, done = 0;

	list_sources(s);
	for (uint32_t i = 0; i < s->links->all.n; i++)
		total += archive_is_wanted(s->links->all.at[i]);
	for (uint32_t i = 0; i < s->links->all.n; i++) {
		struct web_link *l = s->links->all.at[i];

		if (!archive_is_wanted(l))
			continue;
		find_copy(s, l);
		arena_reset(&s->scratch, SIZE_MAX);
		done++;
		if (s->o->tick)
			s->o->tick(s->o->to, done, total);
	}
}

void archive_find(struct web_links *ls, struct fetch *f, const struct archive_options *o)
{
	struct search s = {.links = ls, .fetch = f, .o = o, .a = ls->arena};
	bool whole;

	arena_init(&s.scratch);
	whole = arena_try(ls->arena, find_all, &s);
	arena_release(&s.scratch);
	if (!whole)
		arena_fail(ls->arena);
}
