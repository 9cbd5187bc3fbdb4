#include "fix/pieces.h"

void pieces_init(struct pieces *p, struct str original, struct arena *a)
{
	*p = (struct pieces){.arena = a, .original = original};
	if (original.n)
		*vec_push(a, &p->list) = (struct piece){original, 0};
}

static void push(struct pieces *p, struct str text, uint32_t from)
{
	if (text.n)
		*vec_push(p->arena, &p->list) = (struct piece){text, from};
}

static uint32_t from_at(const struct piece *piece, size_t skip)
{
	return piece->from == NONE ? NONE : piece->from + (uint32_t)skip;
}

/* Walks the pieces of before; 'at' is the offset in the text where 'rest' begins. */
struct walk {
	const struct piece *next, *end;
	struct piece rest;
	uint32_t at;
};

static bool walk_more(struct walk *w)
{
	if (w->rest.text.n)
		return true;
	if (w->next == w->end)
		return false;
	w->rest = *w->next++;
	return true;
}

/* Goes on to offset 'to'; what lies before it is kept, or dropped. */
static void walk_to(struct pieces *p, struct walk *w, uint32_t to, bool keep)
{
	while (w->at < to && walk_more(w)) {
		size_t n = w->rest.text.n < to - w->at ? w->rest.text.n : to - w->at;

		if (keep)
			push(p, str_part(w->rest.text, 0, n), w->rest.from);
		w->rest.from = from_at(&w->rest, n);
		w->rest.text = str_skip(w->rest.text, n);
		w->at += (uint32_t)n;
	}
}

void pieces_change(struct pieces *p, const struct changes *changes)
{
	struct walk w = {.next = p->list.at, .end = p->list.at + p->list.n};

	p->list.at = NULL;
	p->list.n = p->list.cap = 0;
	for (uint32_t i = 0; i < changes->list.n; i++) {
		const struct change *c = &changes->list.at[i];

		walk_to(p, &w, c->at.begin, true);
		push(p, arena_str(p->arena, c->text), NONE);
		walk_to(p, &w, c->at.end, false);
	}
	walk_to(p, &w, UINT32_MAX, true);
}

struct str pieces_text(const struct pieces *p)
{
	size_t n = 0;
	char *text;

	for (uint32_t i = 0; i < p->list.n; i++)
		n += p->list.at[i].text.n;
	text = arena_alloc(p->arena, n + 1);
	n = 0;
	for (uint32_t i = 0; i < p->list.n; i++) {
		memcpy(text + n, p->list.at[i].text.p, p->list.at[i].text.n);
		n += p->list.at[i].text.n;
	}
	return (struct str){text, n};
}
