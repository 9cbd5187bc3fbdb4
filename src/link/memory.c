#include "link/memory.h"

#include "link/memory_parts.h"

#include <stdlib.h>

/* What of a verdict is yes or no, as it is kept. */
enum {
	PASSING = 1,
	PERMANENT = 2,
	NO_SYMBOL = 4,
	NO_FRAGMENT = 8,
	BY_NAME = 16,
};

enum { SKETCH_BYTES = 4 * (1 + SKETCH_MOST) };

enum status memory_open(struct memory **out, const char *path, struct err *err)
{
	struct memory *m = calloc(1, sizeof(*m));

	*out = NULL;
	if (!m)
		return err_set(err, FF_ENOMEM, "there is not enough memory");
	if (store_open(&m->store, path, err) == FF_OK)
		*out = m;
	else
		free(m);
	return *out ? FF_OK : err->status;
}

const char *memory_path(const struct memory *m)
{
	return m->store.path;
}

/* ---- writing ------------------------------------------------------------------------------- */

static void end_run(struct memory *m)
{
	sqlite3_stmt *st = m->run ? store_statement(&m->store, SQL_RUN_ENDS) : NULL;

	if (!st)
		return;
	sqlite3_bind_int64(st, 1, m->run);
	sqlite3_bind_int64(st, 2, m->now);
	store_row(&m->store, st);
	m->run = 0;
}

void memory_close(struct memory *m)
{
	struct err ignored = ERR_INIT;

	if (!m)
		return;
	memory_flush(m, &ignored);
	end_run(m);
	store_close(&m->store);
	free(m);
}

enum status memory_begin(struct memory *m, int64_t now, struct err *err)
{
	sqlite3_stmt *st;

	memory_flush(m, err);
	end_run(m);
	m->now = now;
	st = store_statement(&m->store, SQL_RUN_BEGINS);
	if (st) {
		sqlite3_bind_int64(st, 1, now);
		store_row(&m->store, st);
		m->run = sqlite3_last_insert_rowid(m->store.db);
	}
	return store_status(&m->store, err);
}

static int flags_of(const struct verdict *v)
{
	return (v->passing ? PASSING : 0) | (v->permanent ? PERMANENT : 0) |
	       (v->no_symbol ? NO_SYMBOL : 0) | (v->no_fragment ? NO_FRAGMENT : 0) |
	       (v->by_name ? BY_NAME : 0);
}

static void put_number(unsigned char *to, uint32_t number)
{
	for (unsigned i = 0; i < 4; i++)
		to[i] = (unsigned char)(number >> 8 * i);
}

static uint32_t number_at(const unsigned char *from)
{
	return from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
}

/* Its words, then its hashes, in little-endian order; nothing for an empty one. */
static void bind_sketch(sqlite3_stmt *st, int index, const struct sketch *s)
{
	unsigned char bytes[SKETCH_BYTES];
	uint32_t n = s->n || s->words ? s->n + 1 : 0;

	put_number(bytes, s->words);
	for (uint32_t i = 1; i < n; i++)
		put_number(bytes + (size_t)4 * i, s->at[i - 1]);
	sqlite3_bind_blob(st, index, bytes, (int)(4 * n), SQLITE_TRANSIENT);
}

enum status memory_put(struct memory *m, struct str address, int64_t now,
		       const struct verdict *verdict, struct err *err)
{
	sqlite3_stmt *st = store_statement(&m->store, SQL_PUT);

	if (!st)
		return store_status(&m->store, err);
	m->now = now;
	store_bind(st, 1, address);
	sqlite3_bind_int64(st, 2, m->run);
	sqlite3_bind_int64(st, 3, now);
	store_bind(st, 4, str_of(verdict_name(verdict->kind)));
	sqlite3_bind_int(st, 5, verdict->status);
	sqlite3_bind_int(st, 6, flags_of(verdict));
	store_bind(st, 7, verdict->why);
	store_bind(st, 8, verdict->final);
	bind_sketch(st, 9, &verdict->sketch);
	store_row(&m->store, st);
	m->waiting++;
	if (m->waiting >= MEMORY_BATCH)
		return memory_flush(m, err);
	return store_status(&m->store, err);
}

enum status memory_flush(struct memory *m, struct err *err)
{
	static const enum store_sql keep[] = {SQL_KEEP_ADDRESSES, SQL_KEEP_EVIDENCE,
					      SQL_KEEP_ANSWERS, SQL_FORGET_PENDING};

	if (m->waiting && store_all(&m->store, keep, COUNT_OF(keep)))
		m->waiting = 0;
	return store_status(&m->store, err);
}

/* ---- reading ------------------------------------------------------------------------------- */

static void read_sketch(struct sketch *out, struct str bytes)
{
	const unsigned char *b = (const unsigned char *)bytes.p;

	*out = (struct sketch){0};
	if (bytes.n < 4 || bytes.n > SKETCH_BYTES)
		return;
	out->words = number_at(b);
	for (size_t i = 4; i + 4 <= bytes.n; i += 4)
		out->at[out->n++] = number_at(b + i);
}

unsigned memory_kind(sqlite3_stmt *st, int column)
{
	unsigned kind = verdict_kind(store_text(st, column));

	return kind < VERDICTS ? kind : LINK_UNCHECKED;
}

void memory_verdict(struct verdict *out, sqlite3_stmt *st, int column, struct arena *a)
{
	int flags = sqlite3_column_int(st, column + 2);

	*out = (struct verdict){
		.kind = (uint8_t)memory_kind(st, column),
		.status = (uint16_t)sqlite3_column_int(st, column + 1),
		.passing = flags & PASSING,
		.permanent = flags & PERMANENT,
		.no_symbol = flags & NO_SYMBOL,
		.no_fragment = flags & NO_FRAGMENT,
		.by_name = flags & BY_NAME,
		.why = arena_str(a, store_text(st, column + 3)),
		.final = arena_str(a, store_text(st, column + 4)),
	};
	read_sketch(&out->sketch, store_text(st, column + 5));
}

bool memory_last(struct memory *m, struct str address, struct verdict *out, int64_t *at,
		 struct arena *a)
{
	sqlite3_stmt *st = store_statement(&m->store, SQL_LAST);

	if (!st)
		return false;
	store_bind(st, 1, address);
	if (!store_row(&m->store, st))
		return false;
	*at = sqlite3_column_int64(st, 0);
	memory_verdict(out, st, 2, a);
	sqlite3_reset(st);
	return true;
}

static int64_t day_of(int64_t at)
{
	enum { DAY = 24 * 60 * 60 };

	return at / DAY - (at % DAY < 0);
}

/* One answer more, the latest so far. 'failed' is the time of the failure before it. */
static void stand(struct standing *s, int64_t *failed, int64_t at, unsigned kind)
{
	s->last_asked = at;
	if (verdict_is_live(kind)) {
		s->last_live = at;
		s->failing_since = 0;
		s->failed_days = 0;
	} else if (verdict_is_failure(kind)) {
		s->failed_days += !s->failing_since || day_of(*failed) != day_of(at);
		if (!s->failing_since)
			s->failing_since = at;
		*failed = at;
	}
}

bool memory_standing(struct memory *m, struct str address, uint32_t dead_days, struct standing *out)
{
	sqlite3_stmt *st = store_statement(&m->store, SQL_STANDING);
	int64_t failed = 0;
	bool asked = false;

	*out = (struct standing){0};
	if (!st)
		return false;
	store_bind(st, 1, address);
	while (store_row(&m->store, st)) {
		int64_t at = sqlite3_column_int64(st, 0);

		if (!asked)
			out->first_asked = at;
		asked = true;
		stand(out, &failed, at, memory_kind(st, 2));
	}
	out->dead = out->failed_days && out->failed_days >= dead_days;
	return asked;
}
