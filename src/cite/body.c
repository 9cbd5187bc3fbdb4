#include "cite/body.h"

uint16_t body_find(const char *slug)
{
	for (uint16_t i = 0; i < bodies_count; i++)
		if (bodies[i].slug[0] == slug[0] && strcmp(bodies[i].slug, slug) == 0)
			return i;
	return BODY_NONE;
}

uint16_t body_names_from(uint32_t head)
{
	uint16_t low = 0, high = body_names_count;

	while (low < high) {
		uint16_t mid = (uint16_t)(low + (high - low) / 2);

		if (body_names[mid].head < head)
			low = (uint16_t)(mid + 1);
		else
			high = mid;
	}
	return low;
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
	uint32_t head;

	if (text.n < 3)
		return 0;
	head = (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
	for (uint16_t i = body_names_from(head); i < body_names_count; i++) {
		const struct body_name *name = &body_names[i];

		if (name->head != head)
			break;
		if (name->size > text.n || memcmp(name->text, text.p, name->size) != 0 ||
		    !ends_word(text, name->size))
			continue;
		*body = name->body;
		*abbreviation = name->abbreviation;
		return name->size;
	}
	return 0;
}
