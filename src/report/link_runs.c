#include "report/link_runs.h"

#include "base/date.h"
#include "base/json.h"
#include "report/plain.h"

/* ---- runs ------------------------------------------------------------------------------------ */

static uint32_t asked(const struct memory_run *run)
{
	uint32_t all = 0;

	for (unsigned v = 0; v < VERDICTS; v++)
		all += run->counts[v];
	return all;
}

void link_runs_text(struct buf *out, const struct memory_runs *runs, struct arena *a)
{
	for (uint32_t i = 0; i < runs->n; i++) {
		const struct memory_run *run = &runs->at[i];
		const char *before = ": ";

		buf_addf(out, "%lld  %s  %u asked", (long long)run->id, date_iso(run->began, a).p,
			 asked(run));
		for (unsigned v = 0; v < VERDICTS; v++) {
			if (!run->counts[v])
				continue;
			buf_addf(out, "%s%u %s", before, run->counts[v], verdict_name(v));
			before = ", ";
		}
		buf_add(out, run->ended ? STR("\n") : STR(" (did not end)\n"));
	}
	if (!runs->n)
		buf_add(out, STR("no runs yet\n"));
}

static void put_counts(struct json *j, const char *key, const uint32_t *counts)
{
	json_open_object(j, key);
	for (unsigned v = 0; v < VERDICTS; v++)
		json_number(j, verdict_name(v), counts[v]);
	json_close_object(j);
}

static void put_run(struct json *j, const char *key, const struct memory_run *run, bool counted,
		    struct arena *a)
{
	json_open_object(j, key);
	json_number(j, "run", (uint64_t)run->id);
	json_str(j, "date", date_iso(run->began, a));
	json_bool(j, "ended", run->ended != 0);
	if (counted) {
		json_number(j, "asked", asked(run));
		put_counts(j, "verdicts", run->counts);
		put_counts(j, "known", run->known);
	}
	json_close_object(j);
}

void link_runs_json(struct buf *out, const struct memory_runs *runs, struct arena *a)
{
	struct json j;

	json_init(&j, out);
	json_open_object(&j, NULL);
	json_number(&j, "version", 1);
	json_open_array(&j, "runs");
	for (uint32_t i = 0; i < runs->n; i++)
		put_run(&j, NULL, &runs->at[i], true, a);
	json_close_array(&j);
	json_close_object(&j);
	buf_add_char(out, '\n');
}

/* ---- changes --------------------------------------------------------------------------------- */

/* How an address changed, as far as that can be said. */
enum turn { TURN_WORSE, TURN_BETTER, TURN_NEW, TURN_OTHER, TURNS };

static const struct {
	const char *name, *heading;
} turns[TURNS] = {
	[TURN_WORSE] = {"worse", "Worse"},
	[TURN_BETTER] = {"better", "Better"},
	[TURN_NEW] = {"new", "New"},
	[TURN_OTHER] = {"other", "Neither"},
};

static enum turn turn_of(const struct memory_change *c)
{
	bool was = verdict_is_live(c->before.kind), is = verdict_is_live(c->after.kind);
	bool failed = verdict_is_failure(c->before.kind), fails = verdict_is_failure(c->after.kind);

	if (c->before.kind == LINK_UNCHECKED)
		return TURN_NEW;
	if (was != is)
		return is ? TURN_BETTER : TURN_WORSE;
	if (failed != fails)
		return fails ? TURN_WORSE : TURN_OTHER;
	return TURN_OTHER;
}

static void put_change(struct buf *out, const struct memory_change *c)
{
	plain_add(out, c->address);
	if (c->before.kind == LINK_UNCHECKED)
		buf_addf(out, "\n    %s", verdict_name(c->after.kind));
	else
		buf_addf(out, "\n    was %s, is %s", verdict_name(c->before.kind),
			 verdict_name(c->after.kind));
	if (c->after.why.n) {
		buf_add(out, STR(": "));
		plain_add(out, c->after.why);
	}
	if (c->after.final.n) {
		buf_add(out, STR("\n    leads to "));
		plain_add(out, c->after.final);
	}
	buf_add(out, STR("\n\n"));
}

static void put_turn(struct buf *out, const struct memory_changes *changes, enum turn turn,
		     uint32_t count)
{
	buf_addf(out, "%s (%u)\n\n", turns[turn].heading, count);
	for (uint32_t i = 0; i < changes->n; i++)
		if (turn_of(&changes->at[i]) == turn)
			put_change(out, &changes->at[i]);
}

void link_changes_text(struct buf *out, const struct memory_changes *changes, struct arena *a)
{
	uint32_t counts[TURNS] = {0};

	for (uint32_t i = 0; i < changes->n; i++)
		counts[turn_of(&changes->at[i])]++;
	for (unsigned t = 0; t < TURNS; t++)
		if (counts[t])
			put_turn(out, changes, t, counts[t]);
	buf_addf(out,
		 "From run %lld (%s) to run %lld (%s): %u worse, %u better, %u new, %u other\n",
		 (long long)changes->from.id, date_words(changes->from.began, a).p,
		 (long long)changes->to.id, date_words(changes->to.began, a).p, counts[TURN_WORSE],
		 counts[TURN_BETTER], counts[TURN_NEW], counts[TURN_OTHER]);
}

static void put_verdict(struct json *j, const char *key, const struct verdict *v)
{
	json_open_object(j, key);
	json_text(j, "verdict", verdict_name(v->kind));
	if (v->status)
		json_number(j, "status", v->status);
	else
		json_nothing(j, "status");
	json_str_or_null(j, "why", v->why);
	json_str_or_null(j, "final", v->final);
	json_close_object(j);
}

void link_changes_json(struct buf *out, const struct memory_changes *changes, struct arena *a)
{
	struct json j;

	json_init(&j, out);
	json_open_object(&j, NULL);
	json_number(&j, "version", 1);
	put_run(&j, "from", &changes->from, false, a);
	put_run(&j, "to", &changes->to, false, a);
	json_open_array(&j, "changes");
	for (uint32_t i = 0; i < changes->n; i++) {
		const struct memory_change *c = &changes->at[i];

		json_open_object(&j, NULL);
		json_str(&j, "address", c->address);
		json_text(&j, "turn", turns[turn_of(c)].name);
		put_verdict(&j, "before", &c->before);
		put_verdict(&j, "after", &c->after);
		json_close_object(&j);
	}
	json_close_array(&j);
	json_close_object(&j);
	buf_add_char(out, '\n');
}
