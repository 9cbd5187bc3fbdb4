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

bool comment_exists(bool recommendation, uint32_t number, uint32_t year)
{
	for (uint32_t i = 0; i < comment_tables_count; i++) {
		const struct comment_table *t = &comment_tables[i];
		const struct general_comment *comment = comment_find(t, number);

		if (comment && (t->recommendation == recommendation
					? comment_year_fits(comment, year)
					: comment->year == year || comment->again == year))
			return true;
	}
	return false;
}

uint32_t comment_highest(bool recommendation)
{
	uint32_t most = 0;

	for (uint32_t i = 0; i < comment_tables_count; i++)
		if (comment_tables[i].recommendation == recommendation &&
		    comment_tables[i].ncomments > most)
			most = comment_tables[i].ncomments;
	return most;
}
