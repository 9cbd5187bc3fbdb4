#include "link/reply.h"

void reply_keep(struct reply *r, struct arena *a)
{
	struct str *const strings[] = {
		&r->address, &r->location,   &r->type,	       &r->detail,
		&r->body,    &r->page.title, &r->page.refresh, &r->content_location,
		&r->link};

	for (size_t i = 0; i < COUNT_OF(strings); i++)
		*strings[i] = arena_str(a, strings[i]->n ? *strings[i] : STR_NONE);
}
