#include "check/attribution.h"

#include "check/profile.h"
#include "cite/mandate.h"

enum {
	NAMES_MOST = 4, /* in a message */
	IBIDS_MOST = 8, /* in a row that are followed */
};

bool is_compilation(const struct checking *c)
{
	return c->profile && strcmp(c->profile->slug, "upr-compilation") == 0;
}

struct body_set attribution_kin(struct body_set set)
{
	struct body_set kin = {{0}};

	for (size_t w = 0; w < BODY_MOST / 64; w++)
		for (uint64_t bits = set.bits[w]; bits; bits &= bits - 1)
			kin = body_set_or(kin, bodies[w * 64 + (size_t)__builtin_ctzll(bits)].kin);
	return kin;
}

struct body_set attribution_lacking(struct body_set set, struct body_set cited)
{
	struct body_set lacking = {{0}};

	for (size_t w = 0; w < BODY_MOST / 64; w++)
		for (uint64_t bits = set.bits[w]; bits; bits &= bits - 1) {
			size_t body = w * 64 + (size_t)__builtin_ctzll(bits);

			if (body_set_is_empty(body_set_and(bodies[body].kin, cited)))
				body_set_add(&lacking, (uint16_t)body);
		}
	return lacking;
}

/* Behind several sources "Ibid." is the last to some and the first to others; so is one behind it.
 */
struct body_set attribution_cited(const struct apparatus *ap, const struct citation *c)
{
	struct body_set cited = c->bodies;

	for (int n = 0; n < IBIDS_MOST; n++) {
		const struct note *note;

		if (c->kind != CITES_IBID || c->same_as_note >= ap->notes.n)
			break;
		note = &ap->notes.at[c->same_as_note];
		cited = body_set_or(cited, note->mentioned);
		if (!note->ncitations)
			break;
		c = &ap->citations.at[note->first_citation];
	}
	return cited;
}

bool attribution_is_known(const struct citation *c)
{
	if (body_set_is_empty(c->bodies) ||
	    !body_set_is_empty(body_set_and(c->bodies, bodies_forums)))
		return false;
	switch (c->kind) {
	case CITES_SYMBOL:
	case CITES_SUBMISSION:
	case CITES_URL:
	case CITES_IBID:
		return true;
	default:
		return false;
	}
}

/* A body that the claim refers to, and nobody knows which: it may be the one cited. */
static bool names_unknown(const struct checking *c, const struct indicator *in)
{
	for (uint32_t i = 0; i < in->nmentions; i++) {
		const struct mention *m = &c->ap->mentions.at[in->first_mention + i];

		if (m->body == BODY_NONE && (m->refers < REFERS_IT || m->speaks))
			return true;
	}
	return false;
}

/* Where the last sentence of the claim begins: behind a stop and a space. */
static uint32_t last_sentence(const struct checking *c, struct span claim)
{
	const char *begin = c->doc->text.p + claim.begin;
	struct str s = str_trim(document_str(c->doc, claim));
	size_t n = s.n ? s.n - 1 : 0;
	const char *stop;

	for (; (stop = n ? memrchr(s.p, '.', n) : NULL) != NULL; n = (size_t)(stop - s.p))
		if (stop + 2 < s.p + s.n && stop[1] == ' ' && is_upper(stop[2])) {
			begin = stop + 2;
			break;
		}
	return (uint32_t)(begin - c->doc->text.p);
}

/*
 * Beyond compilations not every sentence has its source behind it, and the author speaks too. So
 * only those count that the last sentence names itself, and who are neither organs of States nor
 * holders of an office that is not said.
 */
bool attribution_is_plain(const struct checking *c, const struct indicator *in)
{
	uint32_t from = last_sentence(c, in->claim);
	bool plainly = false;

	if (in->inherited)
		return false;
	for (uint32_t i = 0; i < in->nmentions; i++) {
		const struct mention *m = &c->ap->mentions.at[in->first_mention + i];

		if (!m->speaks)
			continue;
		if (m->body == BODY_NONE || m->span.begin < from || bodies[m->body].forum ||
		    (m->refers != REFERS_NOT && m->refers != REFERS_SAME_COMMITTEE) ||
		    (bodies[m->body].person && m->title == TITLE_NONE))
			return false;
		plainly = true;
	}
	return plainly;
}

enum fit attribution_fit(const struct checking *c, const struct indicator *in,
			 const struct note *note)
{
	const struct apparatus *ap = c->ap;
	struct body_set kin, cited = {{0}};
	bool known = note->ncitations > 0;

	if (in->loose || body_set_is_empty(in->bodies))
		return FIT_UNKNOWN;
	kin = attribution_kin(in->bodies);
	for (uint32_t i = 0; i < note->ncitations; i++) {
		const struct citation *cite = &ap->citations.at[note->first_citation + i];

		if (cite->aside)
			continue;
		cited = body_set_or(cited, attribution_cited(ap, cite));
		known &= attribution_is_known(cite);
	}
	if (!body_set_is_empty(body_set_and(kin, cited)))
		return FIT_AGREES;
	if (!known || body_set_is_empty(cited) || body_set_is_empty(in->speakers) ||
	    names_unknown(c, in) || (!is_compilation(c) && !attribution_is_plain(c, in)))
		return FIT_UNKNOWN;
	return FIT_DISAGREES;
}

/* What a sentence calls the body: agencies by their abbreviations. */
static struct str name_of(struct checking *c, uint16_t body)
{
	const struct body *b = &bodies[body];

	if (b->submits && b->short_name[0] && is_upper(b->short_name[0]))
		return str_of(b->short_name);
	return arena_printf(c->arena, "%s%s", is_upper(b->name[0]) ? "the " : "", b->name);
}

struct str attribution_names(struct checking *c, struct body_set set)
{
	struct str out = STR_NONE;
	unsigned left = body_set_count(set), n = 0;

	for (uint16_t body = 0; body < bodies_count && n < NAMES_MOST; body++) {
		struct str name;

		if (!body_set_has(set, body))
			continue;
		name = name_of(c, body);
		left--;
		out = arena_printf(c->arena, "%.*s%s%.*s", STR_ARG(out),
				   !n	  ? ""
				   : left ? ", "
					  : " and ",
				   STR_ARG(name));
		n++;
	}
	return out;
}
