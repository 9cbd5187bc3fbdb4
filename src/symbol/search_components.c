/* Moves over whole components: said twice, lost, too many. */
#include "symbol/search_step.h"

size_t component_end(const struct search *s, size_t pos)
{
	while (cell(s, pos) && cell(s, pos) != '/')
		pos++;
	return pos;
}

/* The token says its beginning, or its last component, a second time. */
static void moves_repeated(struct search *s, uint16_t from, uint32_t node, size_t pos)
{
	const char *c = s->cells->c;
	size_t end = component_end(s, pos), begin = pos - 1;

	if (pos >= 4 && pos + pos <= s->cells->n && memcmp(c, c + pos, pos) == 0)
		push_char(s, from, node, pos + pos, COST_REPEATED, 0, '\0');
	while (begin && c[begin - 1] != '/')
		begin--;
	if (end < s->cells->n && end - pos == pos - 1 - begin &&
	    memcmp(c + begin, c + pos, end - pos) == 0)
		push_char(s, from, node, end + 1, COST_REPEATED, 0, '\0');
}

/* Over a literal component that the token lacks: "D/", "CO/". */
static void moves_lost_literal(struct search *s, uint16_t from, uint32_t node, size_t pos,
			       char text[TEXT_MAX], size_t n)
{
	const struct trie_node *here = &grammar.nodes[node];
	const uint16_t *to = grammar.literal_to + here->literal;

	for (uint32_t i = 0; i < here->nliteral && n < TEXT_MAX - 1; i++) {
		text[n] = grammar.literal_ch[here->literal + i];
		if (text[n] == '/' && n)
			push(s, from,
			     (struct move){to[i],
					   pos,
					   COST_COMPONENT - 2 + (uint32_t)n,
					   REPAIR_DEAR,
					   {text, n + 1},
					   true});
		else if (text[n] != '/')
			moves_lost_literal(s, from, to[i], pos, text, n + 1);
	}
}

/* Over a State or a number that the token lacks. */
static void moves_lost_typed(struct search *s, uint16_t from, const struct trie_node *node,
			     size_t pos)
{
	for (uint32_t i = 0; i < node->ntyped; i++) {
		const struct trie_typed *e = &grammar.typed[node->typed + i];
		uint32_t stroke = literal_find(&grammar.nodes[e->to], '/');
		char both[TEXT_MAX];
		struct str text = STR("1");
		uint8_t flags = REPAIR_DEAR | REPAIR_GUESS;

		if (e->kind == EDGE_STATE) {
			text = s->state.n == 3 ? s->state : STR("KAZ");
			flags = s->state.n == 3 ? REPAIR_DEAR | REPAIR_FIGURE : flags;
		} else if (e->kind == EDGE_YEAR) {
			text = STR("2000");
		} else if (e->kind != EDGE_SESSION && e->kind != EDGE_NUMBER) {
			continue;
		}
		if (stroke == LITERAL_NONE)
			continue;
		memcpy(both, text.p, text.n);
		both[text.n] = '/';
		push(s, from,
		     (struct move){grammar.literal_to[stroke],
				   pos,
				   COST_COMPONENT,
				   flags,
				   {both, text.n + 1},
				   true});
	}
}

/* The component at [pos, end) could stand here by the grammar: it is one too many only then. */
static bool literal_component(const struct search *s, uint32_t at, size_t pos, size_t end)
{
	for (; pos <= end; pos++) {
		uint32_t l = literal_find(&grammar.nodes[at], cell(s, pos));

		if (l == LITERAL_NONE)
			return false;
		at = grammar.literal_to[l];
	}
	return true;
}

void moves_component(struct search *s, uint16_t from, uint32_t at, size_t pos)
{
	const struct trie_node *node = &grammar.nodes[at];
	char text[TEXT_MAX];
	size_t end;

	moves_repeated(s, from, at, pos);
	if (!s->dear)
		return;
	moves_lost_literal(s, from, at, pos, text, 0);
	moves_lost_typed(s, from, node, pos);
	end = component_end(s, pos);
	if (end < s->cells->n && end > pos && literal_component(s, at, pos, end))
		push_char(s, from, at, end + 1, COST_COMPONENT, REPAIR_DEAR, '\0');
}
