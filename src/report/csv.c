#include "report/csv.h"

#include "report/plain.h"

void csv_add(struct buf *out, struct str field)
{
	size_t from = 0, quote;

	buf_add_char(out, '"');
	if (field.n && strchr("=+-@\t\r", field.p[0]))
		buf_add_char(out, '\'');
	while ((quote = str_find(field, STR("\""), from)) != SIZE_MAX) {
		plain_add(out, str_part(field, from, quote));
		buf_add(out, STR("\"\""));
		from = quote + 1;
	}
	plain_add(out, str_skip(field, from));
	buf_add_char(out, '"');
}

void csv_row(struct buf *out, const struct str *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_add_char(out, ',');
		csv_add(out, fields[i]);
	}
	buf_add(out, STR("\r\n"));
}
