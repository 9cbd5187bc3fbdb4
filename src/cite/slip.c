#include "cite/slip.h"

static bool alike(char a, char b)
{
	return to_lower(a) == to_lower(b);
}

bool slip_is_one(struct str is, struct str meant, size_t *at)
{
	size_t head = 0, tail = 0, least = is.n < meant.n ? is.n : meant.n;

	if (!meant.n || is.n > meant.n + 1 || meant.n > is.n + 1)
		return false;
	while (head < least && alike(is.p[head], meant.p[head]))
		head++;
	while (tail < least - head && alike(is.p[is.n - 1 - tail], meant.p[meant.n - 1 - tail]))
		tail++;
	*at = head < meant.n ? head : meant.n - 1;
	if (is.n != meant.n)
		return head + tail == least;
	if (head + tail + 1 == least)
		return true;
	return head + tail + 2 == least && alike(is.p[head], meant.p[head + 1]) &&
	       alike(is.p[head + 1], meant.p[head]);
}

/* True when 'text' from 'n' on goes on as 'meant' does from 'at' on. */
static bool goes_on(struct str text, size_t n, struct str meant, size_t at)
{
	/* Nearly all differ at once; the rest is compared for those that do not. */
	if (n < text.n && at < meant.n && text.p[n] != meant.p[at])
		return false;
	return n <= text.n && at <= meant.n && str_starts(str_skip(text, n), str_skip(meant, at));
}

size_t slip_scan(struct str text, struct str meant, size_t same)
{
	size_t k = same;
	char is, was;

	if (k >= text.n || slip_is_dull(text, meant, same))
		return 0;
	is = text.p[k];
	was = k < meant.n ? meant.p[k] : '\0';
	if (is_alpha(is) && goes_on(text, k + 1, meant, k))
		return meant.n + 1;
	if (!is_alpha(was))
		return 0;
	if (goes_on(text, k, meant, k + 1))
		return meant.n - 1;
	if (!is_alpha(is) || alike(is, was))
		return 0;
	if (goes_on(text, k + 1, meant, k + 1))
		return meant.n;
	if (k + 1 < meant.n && k + 1 < text.n && text.p[k + 1] == was && meant.p[k + 1] == is &&
	    goes_on(text, k + 2, meant, k + 2))
		return meant.n;
	return 0;
}
