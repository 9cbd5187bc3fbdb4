#include "symbol/walk_step.h"

/* Over a letter of the wrong case or a space that is not the grammar's. */
static bool walk_bent(struct walk *w, const struct trie_node *node, uint32_t at, size_t pos,
		      size_t o, uint8_t flaws)
{
	char c = cell(w, pos);
	uint32_t l;

	if (c == ' ')
		return pos && cell(w, pos + 1) != ' ' && pos + 1 < w->n &&
		       (is_alnum(w->p[pos + 1]) || strchr("/.(-", w->p[pos + 1])) &&
		       walk_on(w, at, pos + 1, o, flaws | SYMBOL_FLAW_SPACE);
	if (!is_alpha(c))
		return false;
	l = literal_find(node, is_upper(c) ? to_lower(c) : to_upper(c));
	if (l == LITERAL_NONE)
		return false;
	emit(w, o, grammar.literal_ch[l]);
	return walk_on(w, grammar.literal_to[l], pos + 1, o + 1, flaws | SYMBOL_FLAW_CASE);
}

/* A space belongs before a parenthesis where the grammar has one. */
static inline size_t emit_literal(struct walk *w, const struct trie_node *node, size_t o, char c)
{
	if (c == '(' && w->out && node->nliteral > 1 && literal_find(node, ' ') != LITERAL_NONE)
		emit(w, o++, ' ');
	emit(w, o, c);
	return o + 1;
}

/* The typed edges, but only those that can begin with this character. */
static bool walk_branches(struct walk *w, const struct trie_node *node, size_t pos, size_t o,
			  uint8_t flaws)
{
	const struct trie_typed *e = &grammar.typed[node->typed];
	bool digit = is_digit(cell(w, pos));

	for (uint32_t i = 0; i < node->ntyped; i++) {
		bool letters = e[i].kind == EDGE_STATE || e[i].kind == EDGE_ROMAN ||
			       e[i].kind == EDGE_PART;

		if (letters != digit && walk_typed(w, &e[i], pos, o, flaws))
			return true;
	}
	return false;
}

bool walk_on(struct walk *w, uint32_t at, size_t pos, size_t o, uint8_t flaws)
{
	for (;;) {
		const struct trie_node *node = &grammar.nodes[at];
		uint32_t l = pos < w->n ? literal_find(node, w->p[pos]) : LITERAL_NONE;

		if (l != LITERAL_NONE && !node->ntyped && !node->series && !w->bent) {
			o = emit_literal(w, node, o, w->p[pos++]);
			at = grammar.literal_to[l];
			continue;
		}
		if (l != LITERAL_NONE && walk_on(w, grammar.literal_to[l], pos + 1,
						 emit_literal(w, node, o, w->p[pos]), flaws))
			return true;
		if (node->ntyped && walk_branches(w, node, pos, o, flaws))
			return true;
		if (w->bent && pos < w->n && walk_bent(w, node, at, pos, o, flaws))
			return true;
		return node->series &&
		       walk_end(w, &grammar.series[node->series - 1], pos, o, flaws);
	}
}

bool walk_run(struct walk *w)
{
	w->number_end = 0;
	return walk_on(w, 0, 0, 0, 0);
}
