#include "base/str.h"

#include "base/bytes.h"

int str_compare(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	if (order)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

bool str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (to_lower(a.p[i]) != to_lower(b.p[i]))
			return false;
	return true;
}

/*
 * By the first and the last byte of 'what', sixteen places at once: two bytes that far apart
 * stand nearly nowhere but where it does.
 */
size_t str_find(struct str s, struct str what, size_t from)
{
	size_t at = from, last;
	bytes16 first, other, a, b;

	if (what.n == 0 || from > s.n || s.n - from < what.n)
		return SIZE_MAX;
	last = what.n - 1;
	first = bytes_all(what.p[0]);
	other = bytes_all(what.p[last]);
	for (; s.n - at >= last + sizeof(a); at += sizeof(a)) {
		uint64_t hits;

		memcpy(&a, s.p + at, sizeof(a));
		memcpy(&b, s.p + at + last, sizeof(b));
		hits = bytes_bits16((truth16)(a == first) & (truth16)(b == other));
		for (; hits; hits &= hits - 1)
			if (memcmp(s.p + at + bits_first(hits), what.p, what.n) == 0)
				return at + bits_first(hits);
	}
	for (; s.n - at >= what.n; at++)
		if (s.p[at] == what.p[0] && memcmp(s.p + at, what.p, what.n) == 0)
			return at;
	return SIZE_MAX;
}

/* Bytes of the white space at the start of 's': ASCII, or U+00A0. */
static size_t space_scan(struct str s)
{
	if (s.n && is_space(s.p[0]))
		return 1;
	return str_starts(s, STR("\xc2\xa0")) ? 2 : 0;
}

struct str str_trim(struct str s)
{
	for (size_t n; (n = space_scan(s)) > 0;)
		s = str_skip(s, n);
	for (;;) {
		if (s.n && is_space(s.p[s.n - 1]))
			s.n -= 1;
		else if (str_ends(s, STR("\xc2\xa0")))
			s.n -= 2;
		else
			return s;
	}
}

uint32_t str_hash(struct str s)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (uint8_t)s.p[i]) * 16777619u;
	return h;
}

bool str_number(struct str s, uint32_t *out)
{
	uint64_t value = 0;

	if (s.n == 0 || s.n > 10)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]))
			return false;
		value = value * 10 + (uint64_t)(s.p[i] - '0');
	}
	if (value > UINT32_MAX)
		return false;
	*out = (uint32_t)value;
	return true;
}

unsigned str_distance(struct str a, struct str b)
{
	unsigned row[STR_DISTANCE_MOST + 1];

	if (a.n > STR_DISTANCE_MOST || b.n > STR_DISTANCE_MOST)
		return STR_DISTANCE_MOST;
	for (unsigned j = 0; j <= b.n; j++)
		row[j] = j;
	for (unsigned i = 1; i <= a.n; i++) {
		unsigned corner = row[0];

		row[0] = i;
		for (unsigned j = 1; j <= b.n; j++) {
			unsigned up = row[j], best = corner + (a.p[i - 1] != b.p[j - 1]);

			best = up + 1 < best ? up + 1 : best;
			best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
			corner = up;
			row[j] = best;
		}
	}
	return row[b.n];
}
