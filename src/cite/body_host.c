/*
 * Whom an address or a symbol speaks for.
 */
#include "cite/body.h"
#include "cite/host.h"

enum { HOST_MOST = 64 }; /* longer ones are nobody's */

struct body_set bodies_of_council(void)
{
	return bodies_council;
}

static uint16_t hosts_from(struct str host)
{
	uint16_t low = 0, high = body_hosts_count;

	while (low < high) {
		uint16_t mid = (uint16_t)(low + (high - low) / 2);

		if (str_compare(body_hosts[mid].host, host) < 0)
			low = (uint16_t)(mid + 1);
		else
			high = mid;
	}
	return low;
}

/* Owners with the same words stand together: these are looked for once. */
static void add_owners(struct str host, struct str path, struct body_set *set)
{
	struct str words = STR_NONE;
	bool stand = true;

	for (uint16_t i = hosts_from(host); i < body_hosts_count; i++) {
		const struct body_host *owner = &body_hosts[i];

		if (!str_eq(owner->host, host))
			return;
		if (!str_eq(owner->words, words)) {
			words = owner->words;
			stand = str_find(path, words, 0) != SIZE_MAX;
		}
		if (stand)
			body_set_add(set, owner->body);
	}
}

/* Each name that the host ends in: "www.ilo.org", "ilo.org", "org". */
void body_set_of_address(struct str address, struct body_set *set)
{
	char lower[HOST_MOST];
	struct str host;
	struct web web;

	web_split(&web, address);
	if (!web.host.n || web.host.n > sizeof(lower))
		return;
	for (size_t i = 0; i < web.host.n; i++)
		lower[i] = to_lower(web.host.p[i]);
	host = (struct str){lower, web.host.n};
	for (;;) {
		size_t stop = str_find(host, STR("."), 0);

		add_owners(host, web.path, set);
		if (stop == SIZE_MAX)
			return;
		host = str_skip(host, stop + 1);
	}
}
