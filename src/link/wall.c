#include "link/wall.h"

#include "link/answers.h"
#include "link/reply.h"

static bool holds_nocase(struct str s, struct str what)
{
	for (size_t i = 0; i + what.n <= s.n; i++)
		if (str_eq_nocase(str_part(s, i, i + what.n), what))
			return true;
	return false;
}

unsigned wall_of_header(struct str name, struct str value)
{
	for (const struct answer_wall *w = answer_tables.walls; w->header; w++)
		if (str_eq_nocase(name, str_of(w->header)) && value.n &&
		    holds_nocase(value, str_of(w->value)))
			return WALL_CHALLENGE;
	return WALL_NONE;
}
