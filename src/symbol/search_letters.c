/* Moves over single characters: as they stand, look-alikes, lost, swapped, too many. */
#include "symbol/glyph.h"
#include "symbol/search_step.h"

/* The price of 'seen' for 'meant', or 0 when it is not cheap. */
static uint32_t like_cost(const struct search *s, size_t pos, char seen, char meant, uint8_t *flags)
{
	if (meant == '/') {
		if (seen == '1') {
			bool figure = is_digit(cell(s, pos + 1));

			*flags |= figure && pos && is_digit(cell(s, pos - 1)) ? REPAIR_FIGURE : 0;
			return figure ? COST_ONE + 2 : COST_ONE;
		}
		if (glyph_is_stroke(seen))
			return COST_STROKE;
	}
	if (is_alpha(seen) && is_alpha(meant) && to_upper(seen) == to_upper(meant))
		return COST_CASE;
	if (glyph_is_separator(seen) && glyph_is_separator(meant))
		return COST_SEPARATOR;
	if (is_digit(seen) && is_digit(meant))
		return 0;
	return glyph_like(seen, meant) ? COST_LOOKALIKE : 0;
}

/* A letter stands before or at 'next': a word of one letter is never made from another. */
static bool in_word(const struct search *s, uint16_t from, size_t next)
{
	return next > 1 && (is_alpha(cell(s, next)) || is_alpha(written_last(s, from)));
}

static uint32_t lost_cost(const struct search *s, uint16_t from, size_t pos, char meant)
{
	if (meant == '/' || meant == '.' || meant == '-' || meant == '(' || meant == ')')
		return COST_LOST;
	if (meant == ' ')
		return COST_SPACE;
	if (!s->dear)
		return 0;
	if (is_digit(meant)) /* the likeliest is 1 */
		return COST_FIGURE + (meant != '1');
	return in_word(s, from, pos) ? COST_LETTER : 0;
}

/* Most letters of the grammar are neither at hand nor alike, and no letter is lost cheaply. */
static bool is_far(const struct search *s, char seen, char meant)
{
	bool same_letter = ((seen ^ meant) & ~('a' ^ 'A')) == 0;

	return !s->dear && is_alnum(meant) && !same_letter && !glyph_like(seen, meant);
}

/* Letters of the grammar: as they stand, as look-alikes, lost, swapped. */
static void moves_literal(struct search *s, uint16_t from, const struct trie_node *node, size_t pos)
{
	const char *ch = grammar.literal_ch + node->literal;
	const uint16_t *to = grammar.literal_to + node->literal;
	char c = cell(s, pos);

	for (uint32_t i = 0; i < node->nliteral; i++) {
		char meant = ch[i];
		uint8_t flags = 0;
		uint32_t cost;

		if (c == meant) {
			push_char(s, from, to[i], pos + 1, s->cells->cost[pos], 0, meant);
			continue;
		}
		if (is_far(s, c, meant))
			continue;
		if (c) {
			cost = like_cost(s, pos, c, meant, &flags);
			if (!cost && s->dear && is_alpha(c) && is_alpha(meant) &&
			    in_word(s, from, pos + 1)) {
				cost = COST_LETTER;
				flags |= REPAIR_DEAR;
			}
			if (cost)
				push_char(s, from, to[i], pos + 1, cost, flags, meant);
		}
		if (!pos)
			continue;
		cost = lost_cost(s, from, pos, meant);
		if (meant == '/' && is_digit(c) && is_digit(cell(s, pos - 1))) {
			cost += COST_CASE;
			push_char(s, from, to[i], pos, cost, REPAIR_FIGURE, meant);
			continue;
		}
		flags = cost < COST_LETTER ? 0
			: is_digit(meant)  ? REPAIR_DEAR | REPAIR_FIGURE
					   : REPAIR_DEAR;
		if (cost)
			push_char(s, from, to[i], pos, cost, flags, meant);
	}
}

/* Two neighbours in the wrong order. */
static void moves_transposed(struct search *s, uint16_t from, const struct trie_node *node,
			     size_t pos)
{
	char a = cell(s, pos), b = a ? cell(s, pos + 1) : '\0', text[2] = {b, a};
	uint32_t first, second;

	if (!b || a == b || (is_digit(a) && is_digit(b)))
		return;
	first = literal_find(node, b);
	if (first == LITERAL_NONE)
		return;
	second = literal_find(&grammar.nodes[grammar.literal_to[first]], a);
	if (second != LITERAL_NONE)
		push(s, from,
		     (struct move){grammar.literal_to[second],
				   pos + 2,
				   COST_TRANSPOSED + 1,
				   0,
				   {text, 2},
				   false});
}

/* The price of leaving out the character at 'pos', or 0 when it is not cheap. */
static uint32_t junk_cost(const struct search *s, uint16_t from, size_t pos)
{
	char c = cell(s, pos), before = pos ? cell(s, pos - 1) : '\0', after = cell(s, pos + 1);
	bool edge;

	if (!glyph_is_junk(c))
		return 0;
	edge = before == '/' || after == '/' || (!is_digit(before) && written_last(s, from) == '/');

	if (c == '/' && (before == '/' || after == '/' || written_last(s, from) == '/'))
		return COST_DOUBLED;
	if (c == '.' && (before == '.' || after == '.'))
		return COST_DOUBLED;
	if (c == '.' && after == '/')
		return COST_JUNK;
	if (c == '1' && edge)
		return (is_upper(after) && !glyph_is_stroke(after)) ||
				       (is_upper(before) && after == '/')
			       ? COST_JUNK + 1
			       : 0;
	if (glyph_is_stroke(c) && edge)
		return COST_JUNK;
	if ((c == 'O' || c == 'Q') && (before == 'O' || before == '0' || before == 'Q'))
		return COST_SEPARATOR;
	return 0;
}

static void moves_junk(struct search *s, uint16_t from, uint32_t node, size_t pos)
{
	uint32_t cost = pos ? junk_cost(s, from, pos) : 0;
	uint8_t flags = 0;
	char c = cell(s, pos);

	if (!cost && s->dear && c && (is_digit(c) || in_word(s, from, pos + 1))) {
		cost = is_digit(c) ? COST_FIGURE : COST_LETTER;
		flags = REPAIR_DEAR | (is_digit(c) ? REPAIR_FIGURE : 0);
	}
	if (cost && c)
		push_char(s, from, node, pos + 1, cost, flags, '\0');
}

void moves_letters(struct search *s, uint16_t from, uint32_t node, size_t pos)
{
	const struct trie_node *here = &grammar.nodes[node];

	if (here->nliteral == 1 && grammar.literal_ch[here->literal] == cell(s, pos)) {
		/* The one letter that is possible stands there. */
		push_char(s, from, grammar.literal_to[here->literal], pos + 1, s->cells->cost[pos],
			  0, cell(s, pos));
	} else {
		moves_literal(s, from, here, pos);
		moves_transposed(s, from, here, pos);
	}
	moves_junk(s, from, node, pos);
}
