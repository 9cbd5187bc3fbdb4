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

/* Where two bytes stand that far apart, as bits of sixteen places from 'p' on: the first and the
 * last of a word stand so nearly nowhere but where it does. */
static inline uint64_t ends_match(const char *p, bytes16 first, bytes16 last, size_t apart)
{
	bytes16 a, b;

	memcpy(&a, p, sizeof(a));
	memcpy(&b, p + apart, sizeof(b));
	return bytes_bits16((truth16)(a == first) & (truth16)(b == last));
}

size_t str_find(struct str s, struct str what, size_t from)
{
	size_t end;

	if (what.n == 0 || from > s.n || s.n - from < what.n)
		return SIZE_MAX;
	end = s.n - what.n + 1;
	if (end - from < BYTES_VECTOR) {
		for (size_t at = from; at < end; at++)
			if (s.p[at] == what.p[0] && memcmp(s.p + at, what.p, what.n) == 0)
				return at;
		return SIZE_MAX;
	}
	for (size_t at = from; at < end; at += BYTES_VECTOR) {
		/* The last sixteen overlap those before. */
		size_t base = end - at < BYTES_VECTOR ? end - BYTES_VECTOR : at;
		uint64_t hits = ends_match(s.p + base, bytes_all(what.p[0]),
					   bytes_all(what.p[what.n - 1]), what.n - 1);

		for (hits = hits >> (at - base) << (at - base); hits; hits &= hits - 1)
			if (memcmp(s.p + base + bits_first(hits), what.p, what.n) == 0)
				return base + bits_first(hits);
	}
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
