#include "cite/mandate.h"

/* Below 0: 'text' comes before the title; 0: begins with it. */
static int compare(struct str text, const struct mandate_title *title)
{
	for (size_t i = 0; i < title->size; i++) {
		int a = i < text.n ? (uint8_t)to_lower(text.p[i]) : -1;

		if (a != (uint8_t)title->text[i])
			return a - (uint8_t)title->text[i];
	}
	return 0;
}

static bool ends_word(struct str text, size_t n)
{
	return n >= text.n || !(is_alnum(text.p[n]) || text.p[n] == '-');
}

/*
 * The last title that does not come behind the text begins with the one we look for: all that
 * stand between the two do.
 */
size_t mandate_scan(struct str text, uint16_t *title)
{
	uint16_t low = 0, high = mandate_titles_count;

	if (text.n < 4 || text.p[0] != ' ')
		return 0;
	text = str_skip(text, 1);
	while (low < high) {
		uint16_t mid = (uint16_t)(low + (high - low) / 2);

		if (compare(text, &mandate_titles[mid]) >= 0)
			low = (uint16_t)(mid + 1);
		else
			high = mid;
	}
	for (int i = low - 1; i >= 0; i = mandate_titles[i].prefix)
		if (compare(text, &mandate_titles[i]) == 0 &&
		    ends_word(text, mandate_titles[i].size)) {
			*title = (uint16_t)i;
			return mandate_titles[i].size + 1u;
		}
	return 0;
}
