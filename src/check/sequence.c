#include "check/sequence.h"

#include "base/vec.h"

#include "base/buf.h"

enum { RANGES_NAMED = 12 };

/* Position in 'tails' (ascending numbers) of the first that is not below 'number'. */
static uint32_t place_of(const uint64_t *numbers, const uint32_t *tails, uint32_t n,
			 uint64_t number)
{
	uint32_t low;

	SEARCH(low, n, numbers[tails[low]] < number);
	return low;
}

void sequence_ascending(struct arena *a, const uint64_t *numbers, uint32_t n, bool *in)
{
	uint32_t *tails = arena_alloc(a, (n + 1) * sizeof(*tails));
	uint32_t *before = arena_alloc(a, (n + 1) * sizeof(*before));
	uint32_t length = 0;

	for (uint32_t i = 0; i < n; i++) {
		bool next = length && numbers[tails[length - 1]] < numbers[i];
		uint32_t at = next ? length : place_of(numbers, tails, length, numbers[i]);

		/* Of equal numbers the first stays: the second is the repetition. */
		if (at < length && numbers[tails[at]] == numbers[i])
			continue;
		before[i] = at ? tails[at - 1] : UINT32_MAX;
		tails[at] = i;
		if (at == length)
			length++;
	}
	memset(in, 0, n * sizeof(*in));
	for (uint32_t i = length ? tails[length - 1] : UINT32_MAX; i != UINT32_MAX; i = before[i])
		in[i] = true;
}

struct str sequence_ranges(struct arena *a, const uint32_t *numbers, uint32_t n)
{
	struct buf text = BUF_INIT;
	struct str out;
	uint32_t named = 0;

	for (uint32_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && numbers[end] == numbers[end - 1] + 1; end++)
			;
		if (named == RANGES_NAMED) {
			buf_add(&text, STR(" and others"));
			break;
		}
		if (named++)
			buf_add(&text, end == n ? STR(" and ") : STR(", "));
		if (end - i == 1)
			buf_addf(&text, "%u", numbers[i]);
		else
			buf_addf(&text, "%u\xe2\x80\x93%u", numbers[i], numbers[end - 1]);
	}
	out = arena_str(a, buf_str(&text));
	buf_release(&text);
	return out;
}
