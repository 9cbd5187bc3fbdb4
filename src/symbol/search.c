#include "symbol/search_step.h"

enum { MARGIN = 4 }; /* over the cheapest find: dearer ones are not wanted */

static bool visit(struct search *s, uint32_t key)
{
	uint32_t at = key * 2654435761u >> 20, mask = s->dear ? VISITED - 1 : VISITED_CHEAP - 1;

	key |= 1u << 31;
	for (uint32_t i = 0; i < 8; i++) {
		uint32_t *slot = &s->visited[(at + i) & mask];

		if (*slot == key)
			return false;
		if (!*slot) {
			*slot = key;
			return true;
		}
	}
	return true;
}

static uint32_t step_key(const struct step *t)
{
	return ((uint32_t)t->node * 65u + t->pos) * 2246822519u ^
	       (uint32_t)t->written * 3266489917u ^ (uint32_t)(t->flags & REPAIR_GUESS) << 7;
}

/* A new step in the queue, which writes nothing yet; NULL when it costs too much. */
static struct step *step_add(struct search *s, uint16_t from, uint32_t node, size_t pos,
			     uint32_t more, uint8_t flags)
{
	const struct step *parent = &s->steps[from];
	uint32_t cost = parent->cost + more;
	struct step *t;

	if (cost > s->cap || s->nsteps == STEPS_MAX)
		return NULL;
	t = &s->steps[s->nsteps];
	t->node = (uint16_t)node;
	t->parent = from;
	t->next = s->bucket[cost];
	t->written = parent->written;
	t->pos = (uint8_t)pos;
	t->cost = (uint8_t)cost;
	t->flags = parent->flags | flags;
	t->n = 0;
	s->bucket[cost] = (uint16_t)++s->nsteps;
	return t;
}

void push(struct search *s, uint16_t from, struct move m)
{
	struct step *t;

	if (m.text.n > TEXT_MAX)
		return;
	t = step_add(s, from, m.node, m.pos, m.cost, m.flags);
	if (!t)
		return;
	t->n = (uint8_t)m.text.n;
	memcpy(t->text, m.text.p, m.text.n);
	if (m.typed)
		t->written = (uint16_t)(t->written * 31u + (str_hash(m.text) & 0xffff) + 1);
}

void push_char(struct search *s, uint16_t from, uint32_t node, size_t pos, uint32_t cost,
	       uint8_t flags, char c)
{
	struct step *t = step_add(s, from, node, pos, cost, flags);

	if (!t)
		return;
	t->n = c != '\0';
	t->text[0] = c;
}

char written_last(const struct search *s, uint16_t step)
{
	while (step && !s->steps[step].n)
		step = s->steps[step].parent;
	return s->steps[step].n ? s->steps[step].text[s->steps[step].n - 1] : '\0';
}

static bool text_glued(const struct search *s, size_t pos)
{
	size_t n = 0;

	while (is_lower(cell(s, pos + n)))
		n++;
	return n >= 2 && pos + n == s->cells->n && pos && is_digit(cell(s, pos - 1));
}

static void found_add(struct search *s, uint16_t step, size_t end, uint32_t cost)
{
	struct finds *out = s->out;
	struct found *f;
	uint16_t way[200];
	size_t n = 0, length = 0;

	if (out->n == FOUND_MAX)
		return;
	for (uint16_t at = step; at && n < COUNT_OF(way); at = s->steps[at].parent)
		way[n++] = at;
	f = &out->at[out->n];
	while (n-- > 0) {
		const struct step *t = &s->steps[way[n]];

		if (length + t->n > REPAIRED_MAX)
			return;
		memcpy(f->text + length, t->text, TEXT_MAX); /* what is too much is overwritten */
		length += t->n;
	}
	f->n = (uint8_t)length;
	f->cost = (uint8_t)cost;
	f->flags = s->steps[step].flags;
	f->end = (uint8_t)end;
	/* The queue gives the cheapest first: what costs much more is not looked at again. */
	if (!out->n && cost + MARGIN < s->cap)
		s->cap = (uint8_t)(cost + MARGIN);
	for (uint32_t i = 0; i < out->n; i++)
		if (out->at[i].n == f->n && memcmp(out->at[i].text, f->text, f->n) == 0)
			return;
	out->n++;
}

/* "-28" behind a whole symbol: a range of documents. */
static bool range_rests(const struct search *s, size_t pos)
{
	size_t n = 1;

	if (cell(s, pos) != '-')
		return false;
	while (is_digit(cell(s, pos + n)))
		n++;
	return n > 1 && n <= TEXT_MAX && pos + n == s->cells->n;
}

/* A series or a modifier ends here. */
static void moves_end(struct search *s, uint16_t from, size_t pos)
{
	const struct step t = s->steps[from];
	size_t n = s->cells->n, end;

	if (pos == n) {
		found_add(s, from, n, t.cost);
		return;
	}
	if (range_rests(s, pos)) {
		push(s, from,
		     (struct move){
			     grammar.modifier_end, n, 0, 0, {s->cells->c + pos, n - pos}, true});
		return;
	}
	if (text_glued(s, pos))
		push_char(s, from, grammar.modifier_end, n, COST_GLUED, 0, '\0');
	end = component_end(s, pos + 1);
	if (cell(s, pos) == '/' && end == n) { /* the last component twice */
		size_t length = end - pos;

		if (pos >= length &&
		    memcmp(s->cells->c + pos - length, s->cells->c + pos, length) == 0)
			push_char(s, from, grammar.modifier_end, n, COST_REPEATED, 0, '\0');
	}
	push_char(s, from, grammar.modifier_root, pos, 0, 0, '\0');
}

static void expand(struct search *s, uint16_t from)
{
	const struct step t = s->steps[from];
	const struct trie_node *node = &grammar.nodes[t.node];

	if (node->series)
		moves_end(s, from, t.pos);
	moves_letters(s, from, t.node, t.pos);
	if (node->ntyped && t.pos < s->cells->n)
		moves_typed(s, from, node, t.pos);
	if (t.pos && t.pos < s->cells->n && cell(s, t.pos - 1u) == '/' &&
	    written_last(s, from) == '/')
		moves_component(s, from, t.node, t.pos);
}

void search_run(struct finds *out, const struct cells *cells, struct str state, bool dear)
{
	struct search s;
	uint32_t expansions = 0;

	s.cells = cells;
	s.state = state;
	s.out = out;
	s.dear = dear;
	s.cap = dear ? COST_CAP : CHEAP_CAP;
	memset(s.bucket, 0, sizeof(s.bucket));
	memset(s.visited, 0, (dear ? VISITED : VISITED_CHEAP) * sizeof(*s.visited));
	s.steps[0] = (struct step){.node = 0};
	s.nsteps = 1;
	s.bucket[0] = 1;
	for (uint32_t cost = 0; cost <= s.cap;) {
		uint16_t at = s.bucket[cost];

		if (!at) {
			cost++;
			continue;
		}
		at--;
		s.bucket[cost] = s.steps[at].next;
		if (!visit(&s, step_key(&s.steps[at])))
			continue;
		if (++expansions > EXPANSIONS_MAX)
			break;
		expand(&s, at);
	}
}
