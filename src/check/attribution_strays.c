/*
 * Symbols that serve every mandate: which of them is whose is learnt from the sentences that cite
 * them. Where one is cited for two speakers, the one that it is cited for more often is believed.
 */
#include "check/attribution.h"
#include "cite/mandate.h"

#include <stdlib.h>

struct pairing {
	uint32_t hash; /* of the source's key */
	uint32_t who;  /* body, and behind it the mandate */
	uint32_t indicator;
	struct str key;
};

static int by_source(const void *a, const void *b)
{
	const struct pairing *x = a, *y = b;
	int order = (x->hash > y->hash) - (x->hash < y->hash);

	if (!order)
		order = str_compare(x->key, y->key);
	return order ? order : (x->indicator > y->indicator) - (x->indicator < y->indicator);
}

/* Bodies that issue under the symbols of an organ that all report to. */
static bool is_shared(struct body_set set)
{
	return body_set_count(set) > 1 || !body_set_is_empty(body_set_and(set, bodies_forums));
}

static uint32_t who_of(const struct mention *m)
{
	uint32_t mandate = m->title == TITLE_NONE ? UINT16_MAX : mandate_titles[m->title].mandate;

	return (uint32_t)m->body << 16 | mandate;
}

/* The one speaker of the claim whose symbols are shared; UINT32_MAX if none or several. */
static uint32_t sole_speaker(const struct checking *c, const struct indicator *in)
{
	struct body_set council = bodies_of_council();
	uint32_t who = UINT32_MAX;

	for (uint32_t i = 0; i < in->nmentions; i++) {
		const struct mention *m = &c->ap->mentions.at[in->first_mention + i];

		if (!m->speaks || m->body == BODY_NONE || !body_set_has(council, m->body))
			continue;
		if (who != UINT32_MAX && who != who_of(m))
			return UINT32_MAX;
		who = who_of(m);
		if (bodies[m->body].office && m->title == TITLE_NONE)
			return UINT32_MAX;
	}
	return who;
}

/* The one source of the note that is no aside and shared, or NULL. */
static const struct citation *sole_source(const struct checking *c, const struct note *note)
{
	const struct citation *sole = NULL;

	for (uint32_t i = 0; i < note->ncitations; i++) {
		const struct citation *cite = &c->ap->citations.at[note->first_citation + i];

		if (cite->aside || !is_shared(cite->bodies))
			continue;
		if (sole)
			return NULL;
		sole = cite;
	}
	return sole && sole->key.n && (sole->kind == CITES_SYMBOL || sole->kind == CITES_IBID)
		       ? sole
		       : NULL;
}

static bool is_kin(uint32_t a, uint32_t b)
{
	uint16_t x = (uint16_t)(a >> 16), y = (uint16_t)(b >> 16);

	return a == b || (x != y && body_set_has(bodies[x].kin, y));
}

/* The one of [from, to) that most of them name; the first of equals. */
static uint32_t owner_of(const struct pairing *p, uint32_t from, uint32_t to)
{
	uint32_t best = from, most = 0;

	for (uint32_t i = from; i < to && i - from < STRAYS_LOOK; i++) {
		uint32_t n = 0;

		for (uint32_t k = from; k < to && k - from < STRAYS_LOOK; k++)
			n += is_kin(p[k].who, p[i].who);
		if (n > most) {
			most = n;
			best = i;
		}
	}
	return best;
}

static int by_indicator(const void *a, const void *b)
{
	const struct stray *x = a, *y = b;

	return (x->indicator > y->indicator) - (x->indicator < y->indicator);
}

void attribution_strays(struct checking *c, struct strays *out)
{
	const struct apparatus *ap = c->ap;
	VEC(struct pairing) pairs = {0};

	*out = (struct strays){0};
	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];
		const struct citation *cite;
		uint32_t who;

		if (in->note == NONE || body_set_is_empty(in->speakers))
			continue;
		cite = sole_source(c, &ap->notes.at[in->note]);
		who = cite ? sole_speaker(c, in) : UINT32_MAX;
		if (who != UINT32_MAX && (is_compilation(c) || attribution_is_plain(c, in)))
			*vec_push(c->arena, &pairs) =
				(struct pairing){str_hash(cite->key), who, i, cite->key};
	}
	if (pairs.n)
		qsort(pairs.at, pairs.n, sizeof(pairs.at[0]), by_source);
	for (uint32_t from = 0, to; from < pairs.n; from = to) {
		const struct pairing *p = pairs.at;
		uint32_t owner;

		for (to = from + 1; to < pairs.n && str_eq(p[to].key, p[from].key); to++)
			;
		owner = owner_of(p, from, to);
		for (uint32_t i = from; i < to; i++)
			if (!is_kin(p[i].who, p[owner].who))
				*vec_push(c->arena, &out->list) =
					(struct stray){p[i].indicator, p[owner].indicator};
	}
	if (out->list.n)
		qsort(out->list.at, out->list.n, sizeof(out->list.at[0]), by_indicator);
}
