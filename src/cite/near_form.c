#include "cite/near_form.h"

enum {
	PLAIN_MOST = 32,   /* letters; longer forms are near to nothing but themselves */
	LETTERS_LEAST = 3, /* shorter ones are near to everything */
	CHANGED_LEAST = 4, /* … where a letter is another */
	PROBES = 64,
};

struct near_slot {
	uint32_t hash;
	uint32_t entry; /* + 1; 0: free */
};

/* A form in capitals and figures alone. */
struct plain {
	char at[PLAIN_MOST];
	uint32_t n;
};

/* How near; the less the nearer. */
enum nearness { SAME, TRANSPOSED, ONE_LETTER, FAR };

static bool plain_make(struct plain *p, struct str s)
{
	p->n = 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!is_alnum(c) && !(c & 0x80))
			continue;
		if (p->n == PLAIN_MOST)
			return false;
		p->at[p->n++] = to_upper(c);
	}
	return p->n > 0;
}

static uint32_t hash_without(const struct plain *p, uint32_t without)
{
	uint32_t hash = 2166136261u;

	for (uint32_t i = 0; i < p->n; i++)
		if (i != without)
			hash = (hash ^ (uint8_t)p->at[i]) * 16777619u;
	return hash;
}

static void slot_add(struct near_forms *near, uint32_t hash, uint32_t entry)
{
	for (uint32_t i = 0; i < PROBES; i++) {
		struct near_slot *slot = &near->slots[(hash + i) & near->mask];

		if (slot->entry == entry + 1 && slot->hash == hash)
			return;
		if (slot->entry)
			continue;
		*slot = (struct near_slot){hash, entry + 1};
		return;
	}
}

static bool is_source(const struct apparatus *ap, uint32_t entry)
{
	const struct list_entry *e = &ap->entries.at[entry];

	return ap->sources_lists.at[e->list].kind == LIST_SOURCES && e->same == NONE;
}

void near_forms_fill(struct near_forms *near, const struct apparatus *ap)
{
	struct plain p;
	uint64_t forms = 0, size = 16;

	*near = (struct near_forms){.ap = ap};
	for (uint32_t i = 0; i < ap->entries.n; i++)
		if (is_source(ap, i) &&
		    plain_make(&p, document_str(ap->doc, ap->entries.at[i].short_form)))
			forms += p.n + 1;
	while (size < forms * 2 && size < 1u << 30)
		size *= 2;
	near->slots = arena_zero(ap->doc->arena, (size_t)size * sizeof(*near->slots));
	near->mask = (uint32_t)size - 1;
	for (uint32_t i = 0; i < ap->entries.n; i++) {
		if (!is_source(ap, i) ||
		    !plain_make(&p, document_str(ap->doc, ap->entries.at[i].short_form)))
			continue;
		slot_add(near, hash_without(&p, NONE), i);
		for (uint32_t k = 0; k < p.n && p.n >= LETTERS_LEAST; k++)
			slot_add(near, hash_without(&p, k), i);
	}
}

/* 'a' is 'b' with one letter more, at 'at'. */
static bool is_longer(const struct plain *a, const struct plain *b, uint32_t at)
{
	return !is_digit(a->at[at]) && a->n >= CHANGED_LEAST &&
	       memcmp(a->at + at + 1, b->at + at, b->n - at) == 0;
}

static enum nearness compare(const struct plain *a, const struct plain *b)
{
	uint32_t k = 0;

	while (k < a->n && k < b->n && a->at[k] == b->at[k])
		k++;
	if (k == a->n && k == b->n)
		return SAME;
	if (a->n == b->n + 1)
		return is_longer(a, b, k) ? ONE_LETTER : FAR;
	if (b->n == a->n + 1)
		return is_longer(b, a, k) ? ONE_LETTER : FAR;
	if (a->n != b->n || a->n < LETTERS_LEAST || is_digit(a->at[k]) || is_digit(b->at[k]))
		return FAR;
	if (k + 1 < a->n && a->at[k] == b->at[k + 1] && a->at[k + 1] == b->at[k] &&
	    memcmp(a->at + k + 2, b->at + k + 2, a->n - k - 2) == 0)
		return TRANSPOSED;
	return a->n >= CHANGED_LEAST && memcmp(a->at + k + 1, b->at + k + 1, a->n - k - 1) == 0
		       ? ONE_LETTER
		       : FAR;
}

struct best {
	enum nearness nearness;
	uint32_t entry;
	bool several;
};

static void look_up(const struct near_forms *near, const struct plain *p, uint32_t hash,
		    struct best *best)
{
	for (uint32_t i = 0; i < PROBES; i++) {
		const struct near_slot *slot = &near->slots[(hash + i) & near->mask];
		uint32_t entry = slot->entry - 1;
		enum nearness nearness;
		struct plain other;

		if (!slot->entry)
			return;
		if (slot->hash != hash ||
		    !plain_make(&other, document_str(near->ap->doc,
						     near->ap->entries.at[entry].short_form)))
			continue;
		nearness = compare(p, &other);
		if (nearness < best->nearness)
			*best = (struct best){nearness, entry, false};
		else if (nearness == best->nearness && entry != best->entry)
			best->several = true;
	}
}

uint32_t near_forms_find(const struct near_forms *near, struct str words, bool letters)
{
	struct best best = {FAR, NONE, false};
	struct plain p;

	if (!near->mask || !plain_make(&p, words))
		return NONE;
	look_up(near, &p, hash_without(&p, NONE), &best);
	for (uint32_t k = 0; k < p.n && p.n >= LETTERS_LEAST && best.nearness > SAME; k++)
		look_up(near, &p, hash_without(&p, k), &best);
	if (best.several || best.nearness == FAR || (best.nearness == ONE_LETTER && !letters))
		return NONE;
	return best.entry;
}
