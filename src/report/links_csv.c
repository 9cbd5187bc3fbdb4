#include "report/links.h"

#include "base/date.h"
#include "report/csv.h"

/* A row a place: whoever mends a document sorts by it, and every row stands by itself. */
static const char heads[] =
	"path,line,column,paragraph,note,words,address,host,group,verdict,status,why,since,"
	"failed_days,final,write,archived,archived_date,paste,symbol\r\n";

static struct str number(struct arena *a, uint32_t value)
{
	return value ? arena_number(a, value) : STR_NONE;
}

static void put_place(struct buf *out, const struct link_report *r, const struct link_entry *e,
		      const struct link_place *p)
{
	const struct web_link *l = e->link;
	struct arena *a = r->arena;
	struct str fields[] = {
		p->path,
		number(a, p->line),
		number(a, p->column),
		p->paragraph,
		p->note,
		p->words,
		l->address,
		e->host,
		str_of(link_group_name(e->group)),
		str_of(verdict_name(l->verdict.kind)),
		number(a, l->verdict.status),
		link_why(l),
		l->standing.failing_since ? date_iso(l->standing.failing_since, a) : STR_NONE,
		number(a, l->standing.failed_days),
		l->verdict.final,
		link_better(l),
		l->archived.address,
		l->archived.date,
		l->archived.wording,
		l->carries,
	};

	csv_row(out, fields, COUNT_OF(fields));
}

static void csv_put(struct buf *out, const struct link_report *r, const struct links_options *o)
{
	(void)o;
	buf_add(out, STR(heads));
	for (uint32_t i = 0; i < r->n; i++)
		for (uint32_t k = 0; k < r->at[i].nplaces; k++)
			put_place(out, r, &r->at[i], &r->at[i].places[k]);
}

const struct links_format links_csv = {
	.name = "csv",
	.summary = "a row for each place, for spreadsheets",
	.put = csv_put,
};
