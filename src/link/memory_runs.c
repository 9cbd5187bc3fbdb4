#include "link/memory_parts.h"

#include "base/date.h"

/* ---- the runs ------------------------------------------------------------------------------ */

static enum status list_runs(struct memory *m, struct memory_runs *out, struct arena *a,
			     struct err *err)
{
	sqlite3_stmt *st;

	*out = (struct memory_runs){0};
	memory_flush(m, err);
	st = store_statement(&m->store, SQL_RUNS);
	while (st && store_row(&m->store, st)) {
		struct memory_run *run = vec_push(a, out);

		run->id = sqlite3_column_int64(st, 0);
		run->began = sqlite3_column_int64(st, 1);
		run->ended = sqlite3_column_int64(st, 2);
	}
	return store_status(&m->store, err);
}

/* Where the answers of one address are counted, while they come in the order of their runs. */
struct count {
	struct memory_runs *runs;
	int64_t address;
	unsigned kind; /* of its last answer; VERDICTS: there was none */
};

/* 'known' takes what changes with a run; the sums are made when all is counted. */
static void count_answer(struct count *c, int64_t address, int64_t id, unsigned kind)
{
	struct memory_run *run;
	uint32_t i;

	if (address != c->address)
		*c = (struct count){c->runs, address, VERDICTS};
	SEARCH(i, c->runs->n, c->runs->at[i].id < id);
	if (i == c->runs->n || c->runs->at[i].id != id)
		return; /* of a run that began since the list was read */
	run = &c->runs->at[i];
	run->counts[kind]++;
	run->known[kind]++;
	if (c->kind < VERDICTS)
		run->known[c->kind]--;
	c->kind = kind;
}

static void count_answers(struct memory *m, sqlite3_stmt *st, struct count *c)
{
	while (store_row(&m->store, st))
		count_answer(c, sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1),
			     memory_kind(st, 2));
}

static void count_links(struct memory *m, const struct web_links *of, struct count *c)
{
	for (uint32_t i = 0; i < of->all.n; i++) {
		sqlite3_stmt *st = store_statement(&m->store, SQL_ANSWERS_OF);

		if (!st)
			return;
		store_bind(st, 1, of->all.at[i]->address);
		count_answers(m, st, c);
	}
}

enum status memory_runs(struct memory *m, const struct web_links *of, struct memory_runs *out,
			struct arena *a, struct err *err)
{
	struct count count = {out, -1, VERDICTS};
	sqlite3_stmt *st;

	if (list_runs(m, out, a, err) != FF_OK)
		return err->status;
	if (of)
		count_links(m, of, &count);
	else if ((st = store_statement(&m->store, SQL_ANSWERS)))
		count_answers(m, st, &count);
	for (uint32_t i = 1; i < out->n; i++)
		for (unsigned k = 0; k < VERDICTS; k++)
			out->at[i].known[k] += out->at[i - 1].known[k];
	return store_status(&m->store, err);
}

/* ---- two runs ------------------------------------------------------------------------------ */

/* Its place in the list by its number, or by its day; the last that fits. */
static uint32_t find_run(const struct memory_runs *runs, struct str name)
{
	uint32_t number = 0, i = runs->n;
	struct date day;
	bool by_number = str_number(name, &number), by_day = date_read(&day, name);

	while (i--)
		if ((by_number && runs->at[i].id == number) ||
		    (by_day && date_seconds(date_of(runs->at[i].began)) == date_seconds(day)))
			return i;
	return runs->n;
}

/* The runs that could have been meant: the latest ones. */
static struct str latest_runs(const struct memory_runs *runs, struct arena *a)
{
	enum { SHOWN = 5 };
	struct str list = STR_NONE;

	for (uint32_t n = 0; n < SHOWN && n < runs->n; n++) {
		const struct memory_run *run = &runs->at[runs->n - 1 - n];

		list = arena_printf(a, "%.*s%s%lld (%.*s)", STR_ARG(list), n ? ", " : "",
				    (long long)run->id, STR_ARG(date_iso(run->began, a)));
	}
	return list;
}

static enum status name_run(const struct memory *m, const struct memory_runs *runs, struct str name,
			    struct memory_run *out, struct arena *a, struct err *err)
{
	uint32_t back = 0, at;

	if (runs->n == 0)
		return err_set(err, FF_EUSAGE, "%s: there is no run in it yet", memory_path(m));
	if (str_eq(name, STR("last")))
		back = 1;
	else if (str_starts(name, STR("-")))
		str_number(str_skip(name, 1), &back);
	at = back && back <= runs->n ? runs->n - back : find_run(runs, name);
	if (at == runs->n)
		return err_set(err, FF_EUSAGE,
			       "%s: no run is called \"%.*s\"; the last ones are %.*s",
			       memory_path(m), STR_ARG(name), STR_ARG(latest_runs(runs, a)));
	*out = runs->at[at];
	return FF_OK;
}

enum status memory_compare(struct memory *m, struct str before, struct str after,
			   struct memory_changes *out, struct arena *a, struct err *err)
{
	struct memory_runs runs;
	sqlite3_stmt *st;

	*out = (struct memory_changes){0};
	if (list_runs(m, &runs, a, err) != FF_OK ||
	    name_run(m, &runs, before, &out->from, a, err) != FF_OK ||
	    name_run(m, &runs, after, &out->to, a, err) != FF_OK)
		return err->status;
	st = store_statement(&m->store, SQL_CHANGES);
	if (st) {
		sqlite3_bind_int64(st, 1, out->from.id);
		sqlite3_bind_int64(st, 2, out->to.id);
	}
	while (st && store_row(&m->store, st)) {
		struct memory_change *change = vec_push(a, out);

		change->address = arena_str(a, store_text(st, 0));
		memory_verdict(&change->before, st, 1, a);
		memory_verdict(&change->after, st, 7, a);
	}
	return store_status(&m->store, err);
}
