#include "report/report.h"

#include "base/json.h"
#include "check/edit.h"
#include "check/rule.h"
#include "doc/place.h"

/*
 * There may be fifty findings in a document, and each has fifty fields: they are written
 * piece by piece, with their keys and commas ready made.
 */
struct json_report {
	struct buf *out;
	const struct checked *file;
	struct place_cursor cursor;  /* of the starts, which are sorted */
	struct place_cursor related; /* of related places, which mostly ascend too */
};

#define PIECE(r, literal) buf_add((r)->out, STR(literal))

static void put_text(struct json_report *r, const char *text)
{
	if (text)
		json_quote(r->out, str_of(text));
	else
		PIECE(r, "null");
}

static void put_str(struct json_report *r, struct str text)
{
	if (text.n)
		json_quote(r->out, text);
	else
		PIECE(r, "null");
}

static void put_number(struct json_report *r, uint32_t value)
{
	if (value)
		buf_add_number(r->out, value);
	else
		PIECE(r, "null");
}

static void put_place(struct json_report *r, struct place at, const struct where *w)
{
	PIECE(r, "{\"offset\": ");
	buf_add_number(r->out, at.offset);
	PIECE(r, ", \"line\": ");
	buf_add_number(r->out, at.line);
	PIECE(r, ", \"column\": ");
	buf_add_number(r->out, at.column);
	PIECE(r, ", \"page\": ");
	put_number(r, w->page);
	PIECE(r, ", \"part\": ");
	put_text(r, w->part);
	PIECE(r, ", \"paragraph\": ");
	put_str(r, w->paragraph);
	PIECE(r, ", \"series\": ");
	put_text(r, w->series);
	PIECE(r, ", \"note\": ");
	put_str(r, w->note);
	PIECE(r, ", \"note_index\": ");
	put_number(r, w->note_index);
	PIECE(r, "}");
}

/* Both ends of a stretch of the source; 'start' moves to its beginning. */
static void put_places(struct json_report *r, struct span source, struct place_cursor *start,
		       const struct where *w)
{
	struct place begin = document_place(r->file->doc, source.begin, start), end;
	struct place_cursor after = *start;

	end = document_place(r->file->doc, source.end, &after);
	PIECE(r, ", \"start\": ");
	put_place(r, begin, w);
	PIECE(r, ", \"end\": ");
	put_place(r, end, w);
}

static void put_related(struct json_report *r, const struct finding *f)
{
	const struct document *d = r->file->doc;

	PIECE(r, ", \"related\": [");
	for (uint32_t i = 0; i < f->related.n; i++) {
		const struct related *related = &f->related.at[i];
		struct where w = where_of(&r->file->where, related->span.begin);
		struct span source = document_source_span(d, related->span);

		if (i)
			PIECE(r, ", ");
		PIECE(r, "{\"message\": ");
		put_text(r, related->message);
		put_places(r, source, &r->related, &w);
		PIECE(r, "}");
	}
	PIECE(r, "]");
}

/* 'some' tells whether an edit stands before it, and that one does now. */
static void put_edit(struct json_report *r, const struct edit *edit, bool *some)
{
	struct span at;

	if (!edit_in_file(r->file->doc, edit, &at))
		return;
	if (*some)
		PIECE(r, ", ");
	*some = true;
	PIECE(r, "{\"start\": ");
	buf_add_number(r->out, at.begin);
	PIECE(r, ", \"end\": ");
	buf_add_number(r->out, at.end);
	PIECE(r, ", \"text\": ");
	json_quote(r->out, edit->text);
	PIECE(r, "}");
}

static void put_fix(struct json_report *r, const struct finding *f)
{
	bool some = false;

	if (!fix_in_file(r->file->doc, &f->fix)) {
		PIECE(r, ", \"fix\": null");
		return;
	}
	PIECE(r, ", \"fix\": {\"kind\": ");
	put_text(r, fix_name(f->fix.kind));
	PIECE(r, ", \"edits\": [");
	for (uint32_t i = 0; i < f->fix.edits.n; i++)
		put_edit(r, &f->fix.edits.at[i], &some);
	PIECE(r, "]}");
}

static void put_suggestions(struct json_report *r, const struct finding *f)
{
	bool some = false;

	PIECE(r, ", \"suggestions\": [");
	for (uint32_t i = 0; i < f->suggestions.n; i++)
		put_edit(r, &f->suggestions.at[i], &some);
	PIECE(r, "], \"suppressed\": ");
	if (f->suppressed.p)
		json_quote(r->out, f->suppressed);
	else
		PIECE(r, "null");
}

static void put_fingerprint(struct json_report *r, uint64_t fingerprint)
{
	static const char hex[] = "0123456789abcdef";
	char digits[16];

	for (int i = 0; i < 16; i++)
		digits[i] = hex[fingerprint >> (60 - 4 * i) & 15];
	PIECE(r, ", \"fingerprint\": \"");
	buf_add(r->out, (struct str){digits, sizeof(digits)});
	PIECE(r, "\"");
}

static const char *change_name(const struct tracked_change *change)
{
	static const char *const names[] = {
		[CHANGE_INSERTED] = "inserted",
		[CHANGE_DELETED] = "deleted",
		[CHANGE_MOVED_HERE] = "moved-here",
		[CHANGE_MOVED_AWAY] = "moved-away",
	};

	return change ? names[change->kind] : NULL;
}

static void put_finding(struct json_report *r, const struct finding *f)
{
	struct where w = where_of_finding(&r->file->where, f);

	PIECE(r, "{\"rule\": ");
	put_text(r, f->rule->slug);
	PIECE(r, ", \"family\": ");
	put_text(r, f->rule->family);
	PIECE(r, ", \"severity\": ");
	put_text(r, severity_name(f->severity));
	PIECE(r, ", \"lane\": ");
	put_text(r, lane_name(f->rule->lane));
	PIECE(r, ", \"certain\": ");
	buf_add(r->out, f->certain ? STR("true") : STR("false"));
	PIECE(r, ", \"in_change\": ");
	put_text(r, change_name(document_change(r->file->doc, f->span)));
	PIECE(r, ", \"message\": ");
	json_quote(r->out, f->message);
	PIECE(r, ", \"text\": ");
	json_quote(r->out, finding_text(r->file->doc, f));
	put_fingerprint(r, f->fingerprint);
	put_places(r, f->source, &r->cursor, &w);
	put_related(r, f);
	put_fix(r, f);
	put_suggestions(r, f);
	PIECE(r, "}");
}

static void json_file(struct buf *out, const struct checked *file,
		      const struct report_options *options)
{
	struct json_report r = {.out = out, .file = file};
	struct json writer, *j = &writer;

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
	for (uint32_t i = 0; i < file->run.findings.n; i++) {
		if (i)
			PIECE(&r, ", ");
		put_finding(&r, &file->run.findings.at[i]);
	}
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
	.fingerprints = true,
	.begin = json_begin,
	.file = json_file,
	.end = json_end,
};
