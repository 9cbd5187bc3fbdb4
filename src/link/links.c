#include "link/links.h"

#include "base/arena.h"

enum { FIRST_SLOTS = 64 };

void links_init(struct web_links *ls, struct arena *a)
{
	*ls = (struct web_links){.arena = a, .nslots = FIRST_SLOTS};
	ls->slots = arena_zero(a, ls->nslots * sizeof(*ls->slots));
}

/* The slot of this address, or the free one where it belongs. */
static uint32_t *slot_of(const struct web_links *ls, struct str address)
{
	uint32_t at = str_hash(address) & (ls->nslots - 1);

	while (ls->slots[at] && !str_eq(ls->all.at[ls->slots[at] - 1]->address, address))
		at = (at + 1) & (ls->nslots - 1);
	return &ls->slots[at];
}

static void widen(struct web_links *ls)
{
	ls->nslots *= 2;
	ls->slots = arena_zero(ls->arena, ls->nslots * sizeof(*ls->slots));
	for (uint32_t i = 0; i < ls->all.n; i++)
		*slot_of(ls, ls->all.at[i]->address) = i + 1;
}

struct web_link *links_add(struct web_links *ls, struct str address)
{
	uint32_t *slot = slot_of(ls, address);
	struct web_link *l;

	if (*slot)
		return ls->all.at[*slot - 1];
	l = ARENA_NEW(ls->arena, struct web_link);
	l->address = arena_str(ls->arena, address);
	l->verdict.kind = LINK_UNCHECKED;
	*vec_push(ls->arena, &ls->all) = l;
	*slot = ls->all.n;
	if (ls->all.n * 2 > ls->nslots)
		widen(ls);
	return l;
}

const struct web_link *links_find(const struct web_links *ls, struct str address)
{
	uint32_t slot = *slot_of(ls, address);

	return slot ? ls->all.at[slot - 1] : NULL;
}
