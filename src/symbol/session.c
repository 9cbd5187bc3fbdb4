#include "symbol/session.h"
#include "symbol/grammar.h"

const struct treaty_table *treaty_find(const char *body)
{
	for (uint32_t i = 0; i < session_tables.ntreaties; i++)
		if (strcmp(session_tables.treaties[i].body, body) == 0)
			return &session_tables.treaties[i];
	return NULL;
}

uint32_t treaty_session_year(const char *body, uint32_t session, bool *sure)
{
	const struct treaty_table *t = treaty_find(body);

	*sure = true;
	for (uint32_t i = 0; t && i < t->nsessions; i++)
		if (t->sessions[i].session == session)
			return t->sessions[i].year;
	*sure = false;
	if (strcmp(body, "ccpr") == 0 &&
	    session >= 27) /* three sessions a year, the last 3y - 5930 */
		return (session + 5930 + 2) / 3;
	return 0;
}

uint32_t council_session_year(uint32_t session)
{
	for (uint32_t i = 0; i < session_tables.ncouncil; i++)
		if (session_tables.council[i].session == session)
			return session_tables.council[i].year;
	return session >= 7 ? 2008 + (session - 7) / 3 : 0;
}

uint32_t resolution_year(uint32_t number)
{
	const struct year_span *y = session_tables.resolutions;

	for (uint32_t i = 0; i < session_tables.nresolutions; i++)
		if (number >= y[i].first && y[i].last && number <= y[i].last)
			return y[i].year;
	return 0;
}

const struct review_session *review_find(uint32_t session)
{
	for (uint32_t i = 0; i < session_tables.nreviews; i++)
		if (session_tables.reviews[i].session == session)
			return &session_tables.reviews[i];
	return NULL;
}

bool review_has(const struct review_session *r, struct str state)
{
	return state.n == 3 && str_find(str_of(r->states), state, 0) != SIZE_MAX;
}

uint32_t symbol_session_year(const struct symbol *s)
{
	const struct review_session *review;
	bool sure;

	if (!s->series || !s->session || s->special)
		return 0;
	switch (s->series->sessions) {
	case SESSION_GA:
		return 1945 + s->session;
	case SESSION_HRC:
		return council_session_year(s->session);
	case SESSION_UPR:
		review = review_find(s->session);
		return review ? review->year : 0;
	case SESSION_TREATY:
		return treaty_session_year(s->series->body, s->session, &sure);
	default:
		return 0;
	}
}

uint32_t symbol_tables_as_of(void)
{
	return session_tables.as_of;
}
