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

/* A word that is looked for: its first and its last byte, which stand that far apart nearly
 * nowhere but where it does, are looked for at sixteen places at once. */
struct sought {
	struct str what;
	bytes16 first, last;
};

/* The first of sixteen places from 'p' on where it stands, those in 'skip' left out; or 16. */
static inline unsigned find_near(const struct sought *s, const char *p, unsigned skip)
{
	bytes16 a, b;
	uint64_t hits;

	memcpy(&a, p, sizeof(a));
	memcpy(&b, p + s->what.n - 1, sizeof(b));
	hits = bytes_bits16((truth16)(a == s->first) & (truth16)(b == s->last)) >> skip << skip;
	for (; hits; hits &= hits - 1)
		if (memcmp(p + bits_first(hits), s->what.p, s->what.n) == 0)
			return bits_first(hits);
	return BYTES_VECTOR;
}

size_t str_find(struct str s, struct str what, size_t from)
{
	struct sought sought;
	size_t end, at = from;
	unsigned found;

	if (what.n == 0 || from > s.n || s.n - from < what.n)
		return SIZE_MAX;
	end = s.n - what.n + 1;
	if (end - from < BYTES_VECTOR) {
		for (; at < end; at++)
			if (s.p[at] == what.p[0] && memcmp(s.p + at, what.p, what.n) == 0)
				return at;
		return SIZE_MAX;
	}
	sought = (struct sought){what, bytes_all(what.p[0]), bytes_all(what.p[what.n - 1])};
	for (; end - at >= BYTES_VECTOR; at += BYTES_VECTOR)
		if ((found = find_near(&sought, s.p + at, 0)) < BYTES_VECTOR)
			return at + found;
	/* The last sixteen places overlap those before. */
	if (at == end)
		return SIZE_MAX;
	found = find_near(&sought, s.p + end - BYTES_VECTOR, (unsigned)(at - (end - BYTES_VECTOR)));
	return found < BYTES_VECTOR ? end - BYTES_VECTOR + found : SIZE_MAX;
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

size_t str_percent_decode(char *to, struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		int high = i + 2 < s.n && s.p[i] == '%' ? hex_value(s.p[i + 1]) : -1;
		int low = high >= 0 ? hex_value(s.p[i + 2]) : -1;

		to[n++] = low >= 0 ? (char)(high << 4 | low) : s.p[i];
		i += low >= 0 ? 2 : 0;
	}
	return n;
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
