#include "cite/body.h"

extern const struct body_name body_names[];
extern const uint16_t body_names_count;

uint16_t body_find(const char *slug)
{
	for (uint16_t i = 0; i < bodies_count; i++)
		if (strcmp(bodies[i].slug, slug) == 0)
			return i;
	return BODY_NONE;
}

/* Names are sorted by their first bytes: the first whose three are not below those of 'head'. */
static uint16_t names_from(const char *head)
{
	uint16_t low = 0, high = body_names_count;

	while (low < high) {
		uint16_t mid = (uint16_t)(low + (high - low) / 2);

		if (strncmp(body_names[mid].text, head, 3) < 0)
			low = (uint16_t)(mid + 1);
		else
			high = mid;
	}
	return low;
}

static bool ends_word(struct str text, size_t n)
{
	return n >= text.n || !(is_alnum(text.p[n]) || (text.p[n] & 0x80));
}

size_t body_scan(struct str text, uint16_t *body, bool *abbreviation)
{
	size_t best = 0;

	if (text.n < 3)
		return 0;
	for (uint16_t i = names_from(text.p); i < body_names_count; i++) {
		const struct body_name *name = &body_names[i];

		if (strncmp(name->text, text.p, 3) != 0)
			break;
		if (name->size <= best || name->size > text.n ||
		    memcmp(name->text, text.p, name->size) != 0 || !ends_word(text, name->size))
			continue;
		best = name->size;
		*body = name->body;
		*abbreviation = name->abbreviation;
	}
	return best;
}
