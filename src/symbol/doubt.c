/*
 * Plausibility. What structure or a certain table decides is certain; mined upper
 * edges, sessions to come and everything near the tables' far side is a warning.
 */
#include "symbol/grammar.h"
#include "symbol/session.h"
#include "symbol/state.h"

struct doubting {
	const struct symbol *s;
	uint32_t as_of;
	struct arena *a;
	struct symbol_doubt *out;
	uint32_t n;
};

static const char *const speakers[][2] = {
	{"ga", "the General Assembly"},
	{"hrc", "the Human Rights Council"},
	{"upr", "the Working Group on the Universal Periodic Review"},
	{"ccpr", "the Human Rights Committee"},
	{"cat", "the Committee against Torture"},
	{"cedaw", "the Committee on the Elimination of Discrimination against Women"},
	{"cerd", "the Committee on the Elimination of Racial Discrimination"},
	{"cescr", "the Committee on Economic, Social and Cultural Rights"},
	{"crc", "the Committee on the Rights of the Child"},
	{"crpd", "the Committee on the Rights of Persons with Disabilities"},
	{"ced", "the Committee on Enforced Disappearances"},
	{"cmw", "the Committee on Migrant Workers"},
};

static const char *speaker(const struct symbol *s)
{
	for (size_t i = 0; i < COUNT_OF(speakers); i++)
		if (strcmp(speakers[i][0], s->series->body) == 0)
			return speakers[i][1];
	return "the body";
}

static void doubt(struct doubting *d, bool certain, struct str part, struct str why)
{
	if (d->n < SYMBOL_DOUBTS)
		d->out[d->n++] = (struct symbol_doubt){certain, part, why};
}

/* Where the number 'value' stands in the symbol, the last time; else the whole. */
static struct str part_of(const struct symbol *s, uint32_t value)
{
	struct str found = s->whole, head = s->head;

	for (size_t i = 0; i < head.n; i++) {
		uint32_t here;
		size_t end = i;

		if (!is_digit(head.p[i]))
			continue;
		while (end < head.n && is_digit(head.p[end]))
			end++;
		if (str_number(str_part(head, i, end), &here) && here == value)
			found = str_part(head, i, end);
		i = end;
	}
	return found;
}

static void doubt_range(struct doubting *d)
{
	const struct symbol *s = d->s;

	if (s->number_end && s->number_end <= s->number)
		doubt(d, true, part_of(s, s->number),
		      arena_printf(d->a, "the range %u-%u does not ascend", s->number,
				   s->number_end));
}

/* The year of issue or registration, and the year of the session, against the document's own. */
static void doubt_future(struct doubting *d)
{
	const struct symbol *s = d->s;
	uint32_t met = symbol_session_year(s);

	if (s->year > d->as_of) {
		doubt(d, false, part_of(s, s->year),
		      arena_printf(d->a, "the year %u lies in the future", s->year));
		return;
	}
	if (met > d->as_of)
		doubt(d, false, part_of(s, s->session),
		      arena_printf(d->a, "session %u of %s lies in the future", s->session,
				   speaker(s)));
}

static const struct year_span *year_find(const struct year_span *spans, uint32_t n, uint32_t year)
{
	for (uint32_t i = 0; i < n; i++)
		if (spans[i].year == year)
			return &spans[i];
	return NULL;
}

static void doubt_sc_resolution(struct doubting *d)
{
	const struct symbol *s = d->s;
	const struct year_span *year =
		year_find(session_tables.resolutions, session_tables.nresolutions, s->year);
	uint32_t right = resolution_year(s->number);

	if (right && right != s->year)
		doubt(d, true, part_of(s, s->year),
		      arena_printf(d->a, "resolution %u of the Security Council is of %u, not %u",
				   s->number, right, s->year));
	else if (!right && year &&
		 (s->number < year->first || (year->last && s->number > year->last)))
		doubt(d, true, part_of(s, s->number),
		      arena_printf(d->a, "the Security Council adopted no resolution %u in %u",
				   s->number, s->year));
}

static bool roman_same(struct str head, const char *roman)
{
	size_t open = str_find(head, STR("("), 0);
	struct str name = str_of(roman);

	return open != SIZE_MAX && open + name.n + 1 < head.n &&
	       str_eq(str_part(head, open + 1, open + 1 + name.n), name) &&
	       head.p[open + 1 + name.n] == ')';
}

static void doubt_ga_old(struct doubting *d)
{
	const struct symbol *s = d->s;

	for (uint32_t i = 0; i < session_tables.nold; i++) {
		const struct old_session *old = &session_tables.old[i];

		if (!roman_same(s->head, old->roman))
			continue;
		if (s->number < old->lowest || s->number > old->highest)
			doubt(d, true, part_of(s, s->number),
			      arena_printf(
				      d->a,
				      "resolution %u is not of session %s of the General Assembly",
				      s->number, old->roman));
		return;
	}
	if (!s->special && s->session > 30)
		doubt(d, true, s->whole,
		      STR("Roman sessions of the General Assembly end with the thirtieth"));
}

static const struct council_session *council_find(uint32_t session)
{
	for (uint32_t i = 0; i < session_tables.ncouncil; i++)
		if (session_tables.council[i].session == session)
			return &session_tables.council[i];
	return NULL;
}

static void doubt_council(struct doubting *d, bool decision)
{
	const struct symbol *s = d->s;
	const struct council_session *c = s->special ? NULL : council_find(s->session);
	uint32_t last = !c ? 0 : decision ? c->decisions : c->resolutions;

	if (last && s->number > last)
		doubt(d, !decision, part_of(s, s->number),
		      arena_printf(d->a, "session %u of the Human Rights Council ended with %s %u",
				   s->session, decision ? "decision" : "resolution", last));
}

static void doubt_commission(struct doubting *d)
{
	const struct symbol *s = d->s;
	const struct year_span *y =
		year_find(session_tables.commission, session_tables.ncommission, s->year);

	if (y && y->first && s->number > y->first)
		doubt(d, false, part_of(s, s->number),
		      arena_printf(d->a, "the last resolution known of the Commission in %u is %u",
				   s->year, y->first));
}

/* Postponed reviews keep the symbol of their first session: never more than a warning. */
static void doubt_review(struct doubting *d)
{
	const struct symbol *s = d->s;
	const struct review_session *r = review_find(s->session);

	if (!r || !r->states[0] || !symbol_state_known(s) || review_has(r, s->state))
		return;
	for (uint32_t i = 0; i < session_tables.nreviews; i++) {
		const struct review_session *other = &session_tables.reviews[i];

		if (review_has(other, s->state) && other->session + 2 >= r->session &&
		    other->session <= r->session + 2) {
			doubt(d, false, s->state,
			      arena_printf(d->a, "%s was reviewed in session %u",
					   state_name(s->state, NULL), other->session));
			return;
		}
	}
	if (state_name(s->state, NULL))
		doubt(d, false, s->state,
		      arena_printf(d->a, "%s was not reviewed in session %u",
				   state_name(s->state, NULL), s->session));
}

/* Registration comes before decision; numbers rise with the years. */
static void doubt_communication(struct doubting *d)
{
	const struct symbol *s = d->s;
	const struct treaty_table *t = treaty_find(s->series->body);
	const struct year_span *y;
	bool sure;
	uint32_t met = treaty_session_year(s->series->body, s->session, &sure);

	if (met && s->year > met + (sure ? 0 : 1)) {
		doubt(d, true, part_of(s, s->year),
		      arena_printf(d->a, "registered in %u, after session %u of %u", s->year,
				   s->session, met));
		return;
	}
	y = t ? year_find(t->communications, t->ncommunications, s->year) : NULL;
	/* Several communications in one symbol may be of several years. */
	if (y && !s->number_end && (s->number + 40 < y->first || s->number > y->last + 40) &&
	    s->year + 2 < session_tables.as_of)
		doubt(d, false, part_of(s, s->number),
		      arena_printf(d->a, "communications of %u run from about %u to %u", s->year,
				   y->first, y->last));
}

static void doubt_check(struct doubting *d)
{
	switch (d->s->series->check) {
	case CHECK_SC_RESOLUTION:
		doubt_sc_resolution(d);
		break;
	case CHECK_GA_OLD_RESOLUTION:
		doubt_ga_old(d);
		break;
	case CHECK_HRC_RESOLUTION:
		doubt_council(d, false);
		break;
	case CHECK_HRC_DECISION:
		doubt_council(d, true);
		break;
	case CHECK_CHR_RESOLUTION:
		doubt_commission(d);
		break;
	case CHECK_UPR_STATE:
		doubt_review(d);
		break;
	case CHECK_COMMUNICATION:
		doubt_communication(d);
		break;
	default:
		break;
	}
}

uint32_t symbol_doubts(const struct symbol *s, uint32_t as_of, struct arena *a,
		       struct symbol_doubt out[SYMBOL_DOUBTS])
{
	struct doubting d = {s, as_of ? as_of : session_tables.as_of, a, out, 0};

	if (!s->series)
		return 0;
	doubt_range(&d);
	doubt_check(&d);
	doubt_future(&d);
	return d.n;
}
