#include "symbol/general_comment.h"

const struct comment_table *comment_table_find(const char *body)
{
	for (uint32_t i = 0; i < comment_tables_count; i++)
		if (strcmp(comment_tables[i].body, body) == 0)
			return &comment_tables[i];
	return NULL;
}

const struct general_comment *comment_find(const struct comment_table *t, uint32_t number)
{
	return t && number && number <= t->ncomments ? &t->comments[number - 1] : NULL;
}

static bool is_near(uint32_t a, uint32_t b)
{
	return a <= b + 1 && b <= a + 1;
}

bool comment_year_fits(const struct general_comment *comment, uint32_t year)
{
	return is_near(comment->year, year) || (comment->again && is_near(comment->again, year));
}
