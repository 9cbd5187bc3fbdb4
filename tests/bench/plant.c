/* What every damage is made with. */
#include "plant.h"

unsigned plant_random(struct plant *p, size_t n)
{
	p->random ^= p->random << 13;
	p->random ^= p->random >> 7;
	p->random ^= p->random << 17;
	return (unsigned)((p->random >> 33) % n);
}

const struct site *plant_pick(struct plant *p, const struct sites *from,
			      bool (*fits)(const struct plant *, const struct site *))
{
	uint32_t n = from->list.n, first;

	if (!n)
		return NULL;
	first = plant_random(p, n);
	for (uint32_t i = 0; i < n; i++) {
		const struct site *site = &from->list.at[(first + i) % n];

		if (!fits || fits(p, site))
			return site;
	}
	return NULL;
}

void plant_edit(struct plant *p, size_t begin, size_t end, struct str with)
{
	if (!p->edits.n) {
		p->begin = begin;
		p->end = end;
	}
	*vec_push(p->t->arena, &p->edits) = (struct plant_edit){begin, end, with};
}

void plant_label(struct plant *p, struct str label)
{
	if (p->nlabels < COUNT_OF(p->labels))
		p->labels[p->nlabels++] = label;
}

void plant_init(struct plant *p, const struct text *t, const char *name, uint64_t seed)
{
	*p = (struct plant){.t = t, .random = seed};
	p->random += ((uint64_t)str_hash(str_of(name)) << 20) + 1;
	p->random *= 0x9e3779b97f4a7c15;
	for (int i = 0; i < 8; i++)
		plant_random(p, 2);
}

struct str plant_apply(const struct plant *p, struct arena *a)
{
	struct buf out = BUF_INIT;
	struct str s = p->t->s, done;
	size_t at = 0;

	for (uint32_t i = 0; i < p->edits.n; i++) {
		buf_add(&out, str_part(s, at, p->edits.at[i].begin));
		buf_add(&out, p->edits.at[i].with);
		at = p->edits.at[i].end;
	}
	buf_add(&out, str_skip(s, at));
	done = arena_str(a, buf_str(&out));
	buf_release(&out);
	return done;
}

size_t plant_moved(const struct plant *p, size_t at, bool after)
{
	size_t to = at;

	for (uint32_t i = 0; i < p->edits.n; i++) {
		const struct plant_edit *e = &p->edits.at[i];

		if (e->end < at || (e->end == at && (after || e->begin < at)))
			to += e->with.n - (e->end - e->begin);
	}
	return to;
}
