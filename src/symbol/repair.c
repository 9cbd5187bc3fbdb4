/*
 * symbol_repair: cheap damage first, then letters and components; each way that the
 * search finds is read again, weighed by what is plausible and by its context.
 */
#include "symbol/search.h"
#include "symbol/glyph.h"
#include "symbol/walk.h"
#include "symbol/session.h"
#include "symbol/state.h"

enum {
	MARGIN = 3,	  /* over the second, for one clear winner */
	CERTAIN_CAP = 12, /* above it nothing is certain */
	OPEN_CAP = 6,	  /* what may be changed to reach a series of a list that is not closed */
	KEPT = 2 * FOUND_MAX,
	DEAR_CAP = 13,	 /* letters and components: one of them, and little beside */
	RANGE_MAX = 100, /* no list of documents is longer */
};

struct candidate {
	struct str symbol;
	const struct series *series;
	uint32_t cost;
	uint8_t flags;
	uint8_t end; /* bytes of the token that it covers */
};

struct repairing {
	const struct symbol_context *ctx;
	struct arena *a;
	struct candidate at[KEPT];
	uint32_t n;
	bool near;
};

static bool stands_clean(const struct symbol_context *ctx, struct str symbol)
{
	uint32_t low = 0, high = ctx->nclean;

	while (low < high) {
		uint32_t middle = (low + high) / 2;
		int order = str_compare(ctx->clean[middle], symbol);

		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* The cost as the context sees it, never below 1; UINT32_MAX: it cannot be. */
static uint32_t weigh(const struct repairing *r, const struct symbol *s, uint32_t cost,
		      struct str canonical, uint8_t flags)
{
	struct symbol_doubt doubts[SYMBOL_DOUBTS];
	uint32_t n = symbol_doubts(s, 0, r->a, doubts), less = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (doubts[i].certain)
			return UINT32_MAX;
		cost += flags & (REPAIR_STATE | REPAIR_FIGURE) ? 3 : 1;
	}
	if (s->series->never_cited)
		cost += 6;
	if (flags & REPAIR_STATE && s->state.n == 3 && !state_find(s->state)->member)
		cost += 4;
	if (stands_clean(r->ctx, canonical))
		less += 4;
	if (r->ctx->state.n && str_eq(r->ctx->state, s->state))
		less += 2;
	if (r->ctx->body && strcmp(r->ctx->body, s->series->body) == 0)
		less += 1;
	return cost > less ? cost - less : 1;
}

/* One-letter prefixes are never made: "A/…" comes from what began with A. */
static bool prefix_kept(struct str symbol, struct str token)
{
	if (symbol.n < 3 || symbol.p[1] != '/' || (unsigned char)token.p[0] >= 0x80)
		return true;
	return token.p[0] == symbol.p[0] &&
	       (!is_alpha(token.p[1]) || token.p[1] == symbol.p[2] || glyph_is_stroke(token.p[1]));
}

static void candidate_add(struct repairing *r, struct str text, uint32_t cost, uint8_t flags,
			  struct str token, uint8_t end)
{
	struct symbol s;
	struct str canonical;

	if (r->n == KEPT || symbol_scan(&s, text) != text.n || !prefix_kept(text, token) ||
	    !symbol_state_known(&s))
		return;
	if (cost > DEAR_CAP && !(flags & REPAIR_FIGURE))
		return;
	if (!s.series->closed && (cost > OPEN_CAP || flags & REPAIR_DEAR))
		return;
	if (s.number_end > s.number + RANGE_MAX)
		return;
	canonical = symbol_canonical(&s, r->a);
	cost = weigh(r, &s, cost, canonical, flags);
	if (cost == UINT32_MAX)
		return;
	for (uint32_t i = 0; i < r->n; i++)
		if (str_eq(r->at[i].symbol, canonical)) {
			if (cost < r->at[i].cost)
				r->at[i].cost = cost;
			return;
		}
	r->at[r->n++] = (struct candidate){canonical, s.series, cost, flags, end};
}

/* With some value in the place of the part that is missing: a symbol of a closed list. */
static bool guess_closed(struct str text)
{
	struct symbol s;

	return symbol_scan(&s, text) == text.n && s.series->closed;
}

static void finds_take(struct repairing *r, const struct finds *finds, const struct cells *cells,
		       struct str token)
{
	for (uint32_t i = 0; i < finds->n; i++) {
		const struct found *f = &finds->at[i];

		if (f->cost + cells->spaces * COST_SPACE == 0)
			continue; /* the token itself: nothing to repair */
		if (f->flags & REPAIR_GUESS) {
			r->near = r->near || guess_closed((struct str){f->text, f->n});
			continue;
		}
		candidate_add(r, (struct str){f->text, f->n}, f->cost + cells->spaces * COST_SPACE,
			      f->flags, token, cells->at[f->end]);
	}
}

/* Two neighbouring components in the wrong order: "CERD/C/CO/DEN/17". */
static void components_swap(struct repairing *r, const struct cells *c, struct str token)
{
	size_t at[16], n = 1;

	at[0] = 0;
	for (size_t i = 0; i < c->n && n < 15; i++)
		if (c->c[i] == '/')
			at[n++] = i + 1;
	at[n] = c->n + 1u;
	for (size_t i = 1; i + 1 < n; i++) {
		char text[TOKEN_MAX + 1];
		size_t first = at[i + 1] - at[i], second = at[i + 2] - at[i + 1] - 1;

		if (is_digit(c->c[at[i]]) && is_digit(c->c[at[i + 1]]))
			continue;
		memcpy(text, c->c, c->n);
		memcpy(text + at[i], c->c + at[i + 1], second);
		text[at[i] + second] = '/';
		memcpy(text + at[i] + second + 1, c->c + at[i], first - 1);
		candidate_add(r, (struct str){text, c->n}, COST_COMPONENT, REPAIR_DEAR, token,
			      (uint8_t)token.n);
	}
}

static void sort(struct repairing *r)
{
	for (uint32_t i = 1; i < r->n; i++) {
		struct candidate c = r->at[i];
		uint32_t k = i;

		for (; k > 0 && r->at[k - 1].cost > c.cost; k--)
			r->at[k] = r->at[k - 1];
		r->at[k] = c;
	}
}

static bool half_begins(const char *p, size_t n)
{
	size_t end = 0;
	char word[16];

	while (end < n && end < 13 && (is_alnum(p[end]) || p[end] == '-'))
		end++;
	if (!end || end == n || p[end] != '/')
		return false;
	memcpy(word, p, end);
	memcpy(word + end, "/A", 2);
	return prefix_stands(word, end + 2);
}

/* Where the second half of a joint symbol begins, or 0. */
static size_t joint_at(const struct cells *c)
{
	for (size_t i = 1; i + 2 < c->n; i++)
		if (c->c[i] == '-' && half_begins(c->c + i + 1, c->n - i - 1u))
			return i + 1;
	return 0;
}

static void repair_single(struct repairing *r, const struct cells *cells, struct str token)
{
	struct finds finds;

	for (int dear = 0; dear < 2 && !r->n; dear++) {
		finds.n = 0;
		search_run(&finds, cells, r->ctx->state, dear);
		finds_take(r, &finds, cells, token);
	}
	if (!r->n || r->at[0].cost >= COST_COMPONENT)
		components_swap(r, cells, token);
	sort(r);
}

static void result_fill(struct symbol_repair *out, const struct repairing *r, struct str token)
{
	const struct candidate *best = &r->at[0];

	out->near = r->near || r->n > 0;
	out->token = token;
	if (!r->n)
		return;
	out->token.n = best->end;
	out->n = r->n < SYMBOL_SUGGESTIONS ? r->n : SYMBOL_SUGGESTIONS;
	for (uint32_t i = 0; i < out->n; i++) {
		out->candidate[i].symbol = r->at[i].symbol;
		out->candidate[i].cost = r->at[i].cost;
		out->candidate[i].series = r->at[i].series;
	}
	out->certain = best->cost <= CERTAIN_CAP && !(best->flags & REPAIR_FIGURE) &&
		       !(best->flags & REPAIR_DEAR && r->near) &&
		       (r->n == 1 || r->at[1].cost >= best->cost + MARGIN);
}

/* A half of a joint symbol: as it stands when it is fine, else its best repair. */
static bool half_repair(struct repairing *r, struct str half, struct candidate *out)
{
	struct symbol s;
	struct cells cells;

	if (symbol_scan(&s, half) == half.n && symbol_state_known(&s)) {
		*out = (struct candidate){symbol_canonical(&s, r->a), s.series, 0, 0,
					  (uint8_t)half.n};
		return true;
	}
	r->n = 0;
	if (!cells_fill(&cells, half))
		return false;
	repair_single(r, &cells, half);
	if (!r->n)
		return false;
	*out = r->at[0];
	if (r->n > 1 && r->at[1].cost < r->at[0].cost + MARGIN)
		out->flags |= REPAIR_FIGURE; /* not certain */
	return true;
}

static void repair_joint(struct repairing *r, const struct cells *cells, struct str token,
			 size_t at)
{
	struct candidate first, second;
	size_t split = cells->at[at];
	struct str left = str_part(token, 0, cells->at[at - 1]);

	if (!half_repair(r, left, &first) || !half_repair(r, str_skip(token, split), &second)) {
		r->n = 0;
		return;
	}
	r->at[0] = (struct candidate){
		.symbol = arena_printf(r->a, "%.*s-%.*s", STR_ARG(first.symbol),
				       STR_ARG(second.symbol)),
		.series = first.series,
		.cost = first.cost + second.cost,
		.flags = first.flags | second.flags,
		.end = (uint8_t)(split + second.end),
	};
	r->n = 1;
}

/* A resolution of the Security Council under a wrong year: the table knows the right one. */
static bool year_mended(struct repairing *r, struct str token)
{
	struct symbol s;
	struct str text;
	uint32_t year;

	if (to_upper(token.p[0]) != 'S' || symbol_scan(&s, token) != token.n ||
	    s.series->check != CHECK_SC_RESOLUTION)
		return false;
	year = resolution_year(s.number);
	if (!year || year == s.year)
		return false;
	text = arena_printf(r->a, "S/RES/%u (%u)", s.number, year);
	candidate_add(r, text, COST_FIGURE, REPAIR_FIGURE, token, (uint8_t)token.n);
	return true;
}

void symbol_repair(struct symbol_repair *out, struct str token, const struct symbol_context *ctx,
		   struct arena *a)
{
	struct repairing r;
	struct cells cells;
	size_t joint;

	*out = (struct symbol_repair){.token = token};
	if (!cells_fill(&cells, token) || cells.n < 3)
		return;
	r.ctx = ctx;
	r.a = a;
	r.n = 0;
	r.near = false;
	joint = joint_at(&cells);
	if (year_mended(&r, token))
		;
	else if (joint)
		repair_joint(&r, &cells, token, joint);
	else
		repair_single(&r, &cells, token);
	result_fill(out, &r, token);
}
