/*
 * Labels at the starts of lines, and which of them number notes. A line may begin with a
 * figure for many reasons; labels are those that together make the best ascending chain.
 */
#include "read/text.h"

#include "base/utf8.h"

static size_t raised_scan(struct str text, uint32_t *number)
{
	size_t n = 0, digits = 0;
	uint32_t code;

	*number = 0;
	while (digits < 5) {
		size_t size = utf8_scan(str_skip(text, n), &code);
		int digit = size ? utf8_raised_digit(code) : -1;

		if (digit < 0)
			break;
		*number = *number * 10 + (uint32_t)digit;
		n += size;
		digits++;
	}
	return n;
}

static size_t stars_scan(struct str text)
{
	size_t n = 0;

	while (n < text.n && n < 4 && text.p[n] == '*')
		n++;
	return n;
}

/* "12", "12.", "12)", "[12]"; *digits is where the figures lie. */
static size_t figures_label_scan(struct str text, struct str *digits)
{
	size_t open = text.n && (text.p[0] == '[' || text.p[0] == '('), n = open, from = open;

	while (n < text.n && n - from < 5 && is_digit(text.p[n]))
		n++;
	if (n == from || n - from == 5)
		return 0;
	*digits = str_part(text, from, n);
	if (open)
		return n < text.n && text.p[n] == (text.p[0] == '[' ? ']' : ')') ? n + 1 : 0;
	if (n < text.n && (text.p[n] == '.' || text.p[n] == ')'))
		n++;
	return n;
}

/* What may follow a label: white space and something that can begin a note, or nothing. */
static bool note_may_begin(struct str rest)
{
	return !rest.n || !is_lower(rest.p[0]) || str_starts(rest, STR("see ")) ||
	       str_starts(rest, STR("ibid")) || str_starts(rest, STR("http")) ||
	       str_starts(rest, STR("www.")) || str_starts(rest, STR("para")) ||
	       str_starts(rest, STR("pp. ")) || str_starts(rest, STR("p. "));
}

size_t note_label_scan(struct str text, struct str *printed, struct str *label, uint32_t *number,
		       enum indicator_kind *kind)
{
	size_t n, space = 0;

	*number = 0;
	if (!text.n || is_alpha(text.p[0]))
		return 0; /* as most lines begin */
	if ((n = raised_scan(text, number)) > 0) {
		*kind = INDICATOR_NUMBER;
		*label = str_part(text, 0, n);
	} else if ((n = stars_scan(text)) > 0) {
		*kind = INDICATOR_ASTERISK;
		*label = str_part(text, 0, n);
	} else if ((n = figures_label_scan(text, label)) > 0 && str_number(*label, number)) {
		*kind = INDICATOR_NUMBER;
	} else {
		return 0;
	}
	*printed = str_part(text, 0, n);
	while (n + space < text.n && is_space(text.p[n + space]))
		space++;
	/* Only raised and bracketed labels may touch what follows, and need not be looked behind.
	 */
	if (!is_digit(printed->p[0]) && *kind == INDICATOR_NUMBER)
		return n + space;
	if (n < text.n && !space)
		return 0;
	return n + space;
}

enum label_style label_style_of(struct str printed)
{
	char last = printed.p[printed.n - 1];

	if (printed.p[0] == '[')
		return LABEL_BRACKETS;
	if (printed.p[0] == '(')
		return LABEL_ROUND;
	if (!is_digit(printed.p[0]))
		return LABEL_RAISED;
	return last == '.' ? LABEL_STOP : last == ')' ? LABEL_PAREN : LABEL_PLAIN;
}

bool line_label(const struct text_reader *r, uint32_t i, struct line_label *out)
{
	struct str printed, label, rest;
	enum indicator_kind kind;
	uint32_t number;
	size_t n = note_label_scan(line_str(r, &r->lines[i]), &printed, &label, &number, &kind);

	if (!n || kind != INDICATOR_NUMBER || !number || number >= LABEL_NUMBERS)
		return false;
	rest = str_skip(line_str(r, &r->lines[i]), n);
	*out = (struct line_label){
		.line = i,
		.number = number,
		.size = (uint32_t)n,
		.style = (uint8_t)label_style_of(printed),
		.weight = note_may_begin(rest) ? 1.0f : 0.4f,
	};
	return true;
}

/* ---- the best chain ---------------------------------------------------------------- */

static const float SKIP_COST = 0.1f;  /* for each number left out within reach */
static const float JUMP_COST = 0.9f;  /* for any longer jump */
static const float AGAIN_COST = 2.2f; /* for numbering that begins anew */

enum {
	SKIP_REACH = 6, /* numbers that a chain may leave out, plus one, before it is a jump */
	FIRST_MOST = 8, /* numbering that begins anew begins no higher */
};

struct chain_link {
	float score;
	uint32_t before; /* index of a link plus one, or 0 */
};

/* A tree of running maxima over the numbers: the best link at or below any number. */
struct highest {
	const struct chain_link *links;
	uint32_t *at;
	uint32_t most; /* the highest number */
};

static void highest_put(struct highest *h, uint32_t number, uint32_t link)
{
	for (; number <= h->most; number += number & (0 - number))
		if (!h->at[number] || h->links[h->at[number]].score < h->links[link].score)
			h->at[number] = link;
}

static uint32_t highest_below(const struct highest *h, uint32_t number)
{
	uint32_t best = 0;

	for (; number; number -= number & (0 - number))
		if (h->at[number] &&
		    (!best || h->links[h->at[number]].score > h->links[best].score))
			best = h->at[number];
	return best;
}

static void better(struct chain_link *l, const struct chain_link *links, uint32_t before,
		   float gain)
{
	if (before && links[before].score + gain > l->score)
		*l = (struct chain_link){links[before].score + gain, before};
}

/*
 * best[v] is the best chain that ends in number v so far. Work: labels times
 * (SKIP_REACH + log LABEL_NUMBERS).
 */
uint32_t labels_chain(struct arena *a, struct line_label *labels, uint32_t n, bool again)
{
	struct chain_link *links = arena_alloc(a, (n + 1) * sizeof(*links));
	struct highest highest = {.links = links, .most = 0};
	uint32_t *best, top = 0, taken = 0;

	for (uint32_t i = 0; i < n; i++)
		highest.most = labels[i].number > highest.most ? labels[i].number : highest.most;
	best = arena_zero(a, (highest.most + 1) * sizeof(*best));
	highest.at = arena_zero(a, (highest.most + 1) * sizeof(*highest.at));
	links[0] = (struct chain_link){0, 0};
	for (uint32_t i = 0; i < n; i++) {
		uint32_t v = labels[i].number;
		float weight = labels[i].weight;
		struct chain_link *l = &links[i + 1];

		*l = (struct chain_link){weight - (v < 40 ? 0.02f * (float)(v - 1) : 0.8f), 0};
		for (uint32_t k = 1; k <= SKIP_REACH && k < v; k++)
			better(l, links, best[v - k], weight - SKIP_COST * (float)(k - 1));
		if (v > SKIP_REACH + 1)
			better(l, links, highest_below(&highest, v - SKIP_REACH - 1),
			       weight - JUMP_COST);
		if (again && v <= FIRST_MOST)
			better(l, links, top, weight - AGAIN_COST - SKIP_COST * (float)(v - 1));
		if (!best[v] || links[best[v]].score < l->score)
			best[v] = i + 1;
		highest_put(&highest, v, i + 1);
		if (!top || l->score > links[top].score)
			top = i + 1;
	}
	for (uint32_t i = top; i; i = links[i].before, taken++)
		labels[i - 1].taken = true;
	return taken;
}
