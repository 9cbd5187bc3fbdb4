#include "cite/body.h"

uint16_t body_find(const char *slug)
{
	for (uint16_t i = 0; i < bodies_count; i++)
		if (bodies[i].slug[0] == slug[0] && strcmp(bodies[i].slug, slug) == 0)
			return i;
	return BODY_NONE;
}

/* Punctuation beyond ASCII ends a word as any other: "the Committee’s". */
static bool ends_word(struct str text, size_t n)
{
	return n >= text.n ||
	       !(is_alnum(text.p[n]) || ((uint8_t)text.p[n] >= 0xc3 && (uint8_t)text.p[n] <= 0xe1));
}

size_t body_scan(struct str text, uint16_t *body, bool *abbreviation)
{
	const uint8_t *p = (const uint8_t *)text.p;
	size_t same, n = 0;
	uint16_t first;
	uint32_t head;

	if (text.n < 3)
		return 0;
	head = (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
	first = body_names_from(head);
	same = body_names[first].shared;
	for (uint16_t i = first, next; body_names[i].head == head; i = next) {
		const struct body_name *name = &body_names[i];

		/* It differs where the one before did, as do all that share as much. */
		next = name->shared > same ? name->past : (uint16_t)(i + 1);
		if (name->shared > same)
			continue;
		same = body_name_same(name, text, same);
		if (same < name->size || same <= n || !ends_word(text, same))
			continue;
		n = same;
		*body = name->body;
		*abbreviation = name->abbreviation;
	}
	return n;
}
