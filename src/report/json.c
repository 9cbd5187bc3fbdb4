#include "report/report.h"

#include "base/json.h"
#include "check/edit.h"
#include "check/rule.h"
#include "doc/place.h"

struct json_report {
	struct json j;
	const struct checked *file;
	struct place_cursor cursor; /* of the starts, which are sorted */
};

static void put_number_or_null(struct json *j, const char *key, uint32_t value)
{
	if (value)
		json_number(j, key, value);
	else
		json_nothing(j, key);
}

static void put_place(struct json_report *r, const char *key, struct place at,
		      const struct where *w)
{
	struct json *j = &r->j;

	json_open_object(j, key);
	json_number(j, "offset", at.offset);
	json_number(j, "line", at.line);
	json_number(j, "column", at.column);
	put_number_or_null(j, "page", w->page);
	json_text(j, "part", w->part);
	json_str_or_null(j, "paragraph", w->paragraph);
	json_text(j, "series", w->series);
	json_str_or_null(j, "note", w->note);
	put_number_or_null(j, "note_index", w->note_index);
	json_close_object(j);
}

/* Both ends of a stretch of the source; 'start' moves to its beginning. */
static void put_places(struct json_report *r, struct span source, struct place_cursor *start,
		       const struct where *w)
{
	struct place begin = document_place(r->file->doc, source.begin, start), end;
	struct place_cursor after = *start;

	end = document_place(r->file->doc, source.end, &after);
	put_place(r, "start", begin, w);
	put_place(r, "end", end, w);
}

static void put_related(struct json_report *r, const struct finding *f)
{
	const struct document *d = r->file->doc;

	json_open_array(&r->j, "related");
	for (uint32_t i = 0; i < f->related.n; i++) {
		const struct related *related = &f->related.at[i];
		struct where w = where_of(&r->file->where, related->span.begin);
		struct place_cursor cursor = {0};
		struct span source = {document_raw_begin(d, related->span.begin), 0};

		source.end = span_is_empty(related->span) ? source.begin
							  : document_raw_end(d, related->span.end);
		json_open_object(&r->j, NULL);
		json_text(&r->j, "message", related->message);
		put_places(r, source, &cursor, &w);
		json_close_object(&r->j);
	}
	json_close_array(&r->j);
}

static void put_edit(struct json_report *r, const struct edit *edit)
{
	struct span at;

	if (!edit_in_file(r->file->doc, edit, &at))
		return;
	json_open_object(&r->j, NULL);
	json_number(&r->j, "start", at.begin);
	json_number(&r->j, "end", at.end);
	json_str(&r->j, "text", edit->text);
	json_close_object(&r->j);
}

static void put_fix(struct json_report *r, const struct finding *f)
{
	if (!fix_in_file(r->file->doc, &f->fix)) {
		json_nothing(&r->j, "fix");
		return;
	}
	json_open_object(&r->j, "fix");
	json_text(&r->j, "kind", fix_name(f->fix.kind));
	json_open_array(&r->j, "edits");
	for (uint32_t i = 0; i < f->fix.edits.n; i++)
		put_edit(r, &f->fix.edits.at[i]);
	json_close_array(&r->j);
	json_close_object(&r->j);
}

static void put_fingerprint(struct json *j, uint64_t fingerprint)
{
	static const char hex[] = "0123456789abcdef";
	char digits[16];

	for (int i = 0; i < 16; i++)
		digits[i] = hex[fingerprint >> (60 - 4 * i) & 15];
	json_str(j, "fingerprint", (struct str){digits, sizeof(digits)});
}

static void put_finding(struct json_report *r, const struct finding *f)
{
	struct json *j = &r->j;
	struct where w = where_of_finding(&r->file->where, f);

	json_open_object(j, NULL);
	json_text(j, "rule", f->rule->slug);
	json_text(j, "family", f->rule->family);
	json_text(j, "severity", severity_name(f->severity));
	json_text(j, "lane", lane_name(f->rule->lane));
	json_bool(j, "certain", f->certain);
	json_nothing(j, "in_change");
	json_str(j, "message", f->message);
	json_str(j, "text", finding_text(r->file->doc, f));
	put_fingerprint(j, f->fingerprint);
	put_places(r, f->source, &r->cursor, &w);
	put_related(r, f);
	put_fix(r, f);
	json_open_array(j, "suggestions");
	for (uint32_t i = 0; i < f->suggestions.n; i++)
		put_edit(r, &f->suggestions.at[i]);
	json_close_array(j);
	if (f->suppressed.p)
		json_str(j, "suppressed", f->suppressed);
	else
		json_nothing(j, "suppressed");
	json_close_object(j);
}

static void json_file(struct buf *out, const struct checked *file,
		      const struct report_options *options)
{
	struct json_report r = {.file = file};
	struct json *j = &r.j;

	(void)options;
	json_init(j, out);
	json_open_object(j, NULL);
	json_str(j, "path", file->doc->path);
	json_text(j, "format", file->doc->format);
	json_text(j, "encoding", file->doc->encoding);
	json_str_or_null(j, "language", str_of(file->ap.language));
	json_text(j, "profile", file->run.profile ? file->run.profile->slug : NULL);
	json_str_or_null(j, "symbol", file->ap.symbol);
	json_str_or_null(j, "state", file->ap.state);
	if (file->run.omitted)
		json_number(j, "omitted", file->run.omitted);
	json_open_array(j, "findings");
	for (uint32_t i = 0; i < file->run.findings.n; i++)
		put_finding(&r, &file->run.findings.at[i]);
	json_close_array(j);
	json_close_object(j);
}

static void json_begin(struct buf *out, const struct report_options *options)
{
	(void)options;
	buf_add(out, STR("{ \"version\": 1, \"tool\": \"footfault " FOOTFAULT_VERSION
			 "\", \"files\": ["));
}

static void json_end(struct buf *out, const struct report_totals *t,
		     const struct report_options *options)
{
	struct json j;

	(void)options;
	buf_add(out, STR("], \"errors\": "));
	json_init(&j, out);
	json_open_array(&j, NULL);
	for (uint32_t i = 0; i < t->nerrors; i++) {
		json_open_object(&j, NULL);
		json_str(&j, "path", t->errors[i].path);
		json_str(&j, "message", t->errors[i].message);
		json_close_object(&j);
	}
	json_close_array(&j);
	buf_add(out, STR(", \"summary\": "));
	json_init(&j, out);
	json_open_object(&j, NULL);
	json_number(&j, "files", t->files);
	json_number(&j, "notes", t->notes);
	json_number(&j, "error", t->counts[SEVERITY_ERROR]);
	json_number(&j, "warning", t->counts[SEVERITY_WARNING]);
	json_number(&j, "info", t->counts[SEVERITY_INFO]);
	json_close_object(&j);
	buf_add(out, STR(" }\n"));
}

const struct report report_json = {
	.name = "json",
	.summary = "for other programs; the fields are promised",
	.between = ",\n",
	.begin = json_begin,
	.file = json_file,
	.end = json_end,
};
