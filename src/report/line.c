#include "report/report.h"

#include "check/rule.h"
#include "doc/place.h"
#include "report/plain.h"

static void put_finding(struct buf *out, const struct document *d, const struct finding *f,
			struct place_cursor *cursor)
{
	struct place at = document_place(d, f->source.begin, cursor);

	plain_add(out, d->path);
	buf_add_char(out, ':');
	buf_add_number(out, at.line);
	buf_add_char(out, ':');
	buf_add_number(out, at.column);
	buf_add(out, STR(": "));
	buf_add(out, str_of(severity_name(f->severity)));
	buf_add(out, STR(": "));
	plain_add(out, f->message);
	buf_add(out, STR(" ["));
	buf_add(out, str_of(f->rule->slug));
	buf_add(out, STR("]\n"));
}

static void line_file(struct buf *out, const struct checked *file,
		      const struct report_options *options)
{
	struct place_cursor cursor = {0};

	(void)options;
	for (uint32_t i = 0; i < file->run.findings.n; i++)
		if (!file->run.findings.at[i].suppressed.p)
			put_finding(out, file->doc, &file->run.findings.at[i], &cursor);
}

const struct report report_line = {
	.name = "line",
	.summary = "one finding a line, for editors and grep",
	.between = "",
	.file = line_file,
};
