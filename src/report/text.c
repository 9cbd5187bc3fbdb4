#include "report/report.h"

#include "base/utf8.h"
#include "check/edit.h"
#include "check/rule.h"
#include "doc/place.h"
#include "report/plain.h"

/* An excerpt is one line of the file, or so much of it around the finding. */
enum { BEFORE_MOST = 80, BEFORE_KEPT = 40, COLUMNS_MOST = 100, WHOLE_MOST = 60, GUTTER = 6 };

struct text_report {
	struct buf *out;
	const struct checked *file;
	bool colour;
	struct place_cursor cursor, related;
};

static void put(struct buf *out, const char *text)
{
	buf_add(out, str_of(text));
}

static void put_coloured(struct text_report *r, const char *colour, const char *text)
{
	if (r->colour)
		put(r->out, colour);
	put(r->out, text);
	if (r->colour)
		put(r->out, "\033[0m");
}

static const char *colour_of(unsigned severity)
{
	static const char *const colours[] = {"", "\033[36m", "\033[33m", "\033[1;31m"};

	return colours[severity & 3];
}

/* ---- the first line -------------------------------------------------------------- */

static void put_where(struct text_report *r, const struct finding *f)
{
	struct where w = where_of_finding(&r->file->where, f);

	if (w.note.n) {
		put(r->out, " (note ");
		plain_add(r->out, w.note);
	} else if (w.paragraph.n) {
		put(r->out, " (para. ");
		plain_add(r->out, w.paragraph);
	} else {
		return;
	}
	buf_add_char(r->out, ')');
}

static void put_head(struct text_report *r, const struct finding *f, struct place at)
{
	if (r->colour)
		put(r->out, "\033[1m");
	plain_add(r->out, r->file->doc->path);
	buf_add_char(r->out, ':');
	buf_add_number(r->out, at.line);
	buf_add_char(r->out, ':');
	buf_add_number(r->out, at.column);
	buf_add_char(r->out, ':');
	if (r->colour)
		put(r->out, "\033[0m");
	buf_add_char(r->out, ' ');
	put_coloured(r, colour_of(f->severity), severity_name(f->severity));
	put(r->out, ": ");
	plain_add(r->out, f->message);
	put_where(r, f);
	if (r->colour)
		put(r->out, "\033[2m");
	put(r->out, " [");
	put(r->out, f->rule->slug);
	buf_add_char(r->out, ']');
	if (r->colour)
		put(r->out, "\033[0m");
	buf_add_char(r->out, '\n');
}

/* ---- the excerpt ------------------------------------------------------------------- */

static struct str line_of(const struct document *d, uint32_t line)
{
	struct str source = document_source(d);
	uint32_t begin, end;

	if (line == 0 || line > d->lines.n)
		return STR_NONE;
	begin = d->lines.at[line - 1];
	end = line < d->lines.n ? d->lines.at[line] : (uint32_t)source.n;
	while (end > begin && (source.p[end - 1] == '\n' || source.p[end - 1] == '\r'))
		end--;
	return str_part(source, begin, end);
}

/* Where the excerpt begins, in bytes of the line: at its start when that is near. */
static size_t excerpt_begin(struct str line, size_t at)
{
	size_t i = at, kept = at;

	if (at <= BEFORE_MOST)
		return 0;
	for (unsigned n = 0; i > 0; n++) {
		if (n == BEFORE_KEPT)
			kept = i;
		if (n == BEFORE_MOST)
			return kept;
		i = utf8_back(line, i);
	}
	return 0;
}

/* End of the longest start of 's' that fills at most 'most' columns; fills *columns. */
static size_t fit(struct str s, unsigned most, unsigned *columns)
{
	size_t i = plain_run(str_part(s, 0, s.n < most ? s.n : most));
	unsigned used = (unsigned)i;

	while (i < s.n) {
		uint32_t code;
		bool ascii = (unsigned char)s.p[i] < 0x80;
		size_t n = ascii ? 1 : utf8_scan(str_skip(s, i), &code);
		unsigned width = n && !ascii ? plain_width(code) : 1;

		if (used + width > most)
			break;
		used += width;
		i += n ? n : 1;
	}
	*columns = used;
	return i;
}

static unsigned least(size_t a, size_t b)
{
	return (unsigned)(a < b ? a : b);
}

/* How much of 'shown' fits; fills the columns before the words [at, end) of it and under them. */
static size_t measure(struct str shown, size_t at, size_t end, unsigned *before, unsigned *under)
{
	unsigned most = least(shown.n, COLUMNS_MOST), columns;

	/* Of printable ASCII each byte is a column. */
	if (plain_run(str_part(shown, 0, most)) == most) {
		*before = least(at, most);
		*under = least(end - at, most - *before);
		return most;
	}
	fit(str_part(shown, 0, at), COLUMNS_MOST, before);
	fit(str_part(shown, at, end), COLUMNS_MOST - *before, under);
	return fit(shown, COLUMNS_MOST, &columns);
}

static void put_gutter(struct text_report *r, uint32_t line)
{
	char gutter[] = "           | ";
	size_t end = sizeof(gutter) - sizeof(" | "), at = end;

	for (uint32_t rest = line; rest; rest /= 10)
		gutter[--at] = (char)('0' + rest % 10);
	at = at < end - GUTTER ? at : end - GUTTER;
	if (r->colour)
		put(r->out, "\033[2m");
	buf_add(r->out, (struct str){gutter + at, sizeof(gutter) - 1 - at - r->colour});
	if (r->colour)
		put(r->out, "\033[0m ");
}

static void repeat(struct buf *out, char c, unsigned n)
{
	buf_reserve(out, n);
	memset(out->p + out->n, c, n);
	out->n += n;
}

static void put_caret(struct text_report *r, const struct finding *f, unsigned before,
		      unsigned under)
{
	put_gutter(r, 0);
	repeat(r->out, ' ', before);
	if (r->colour)
		put(r->out, colour_of(f->severity));
	buf_add_char(r->out, '^');
	repeat(r->out, '~', under > 1 ? under - 1 : 0);
	if (r->colour)
		put(r->out, "\033[0m");
	buf_add_char(r->out, '\n');
}

static void put_excerpt(struct text_report *r, const struct finding *f, uint32_t line_number)
{
	const struct document *d = r->file->doc;
	struct str line = line_of(d, line_number), shown;
	size_t base = (size_t)(line.p - document_source(d).p), at, end, from, fits;
	unsigned before, under;

	if (!str_trim(line).n || f->source.begin < base)
		return;
	at = f->source.begin - base < line.n ? f->source.begin - base : line.n;
	end = f->source.end - base < line.n ? f->source.end - base : line.n;
	from = excerpt_begin(line, at);
	shown = str_skip(line, from);
	fits = measure(shown, at - from, (end > at ? end : at) - from, &before, &under);
	put_gutter(r, line_number);
	if (from)
		put(r->out, "…");
	plain_add(r->out, str_part(shown, 0, fits));
	put(r->out, fits < shown.n ? "…\n" : "\n");
	put_caret(r, f, before + (from > 0), under);
}

/* ---- what more there is to say -------------------------------------------------------- */

static void put_quoted(struct buf *out, struct str text)
{
	buf_add_char(out, '"');
	plain_add(out, text);
	buf_add_char(out, '"');
}

static void put_edit(struct text_report *r, const struct edit *edit)
{
	const struct document *d = r->file->doc;
	struct str old = edit->source
				 ? str_part(document_source(d), edit->span.begin, edit->span.end)
				 : document_str(d, edit->span);

	if (!edit->text.n) {
		put(r->out, "delete ");
		put_quoted(r->out, old);
		return;
	}
	put(r->out, old.n ? "write " : "insert ");
	put_quoted(r->out, edit->text);
	if (old.n) {
		put(r->out, " for ");
		put_quoted(r->out, old);
	}
}

/* True when the edits lie in the words that the finding shows, one after the other, and
 * are less than these words. */
static bool are_inside(const struct finding *f)
{
	uint32_t at = f->span.begin, n = f->fix.edits.n;

	for (uint32_t i = 0; i < n; i++) {
		const struct edit *edit = &f->fix.edits.at[i];

		if (edit->source || edit->span.begin < at || edit->span.end > f->span.end)
			return false;
		at = edit->span.end;
	}
	return f->span.end - f->span.begin <= WHOLE_MOST &&
	       (n > 1 || f->fix.edits.at[0].span.begin > f->span.begin || at < f->span.end);
}

/* Edits of a few bytes are easier to read as one change of the words around them. */
static void put_whole_edit(struct text_report *r, const struct finding *f)
{
	const struct document *d = r->file->doc;
	uint32_t at = f->span.begin;

	put(r->out, "write \"");
	for (uint32_t i = 0; i < f->fix.edits.n; i++) {
		const struct edit *edit = &f->fix.edits.at[i];

		plain_add(r->out, document_str(d, (struct span){at, edit->span.begin}));
		plain_add(r->out, edit->text);
		at = edit->span.end;
	}
	plain_add(r->out, document_str(d, (struct span){at, f->span.end}));
	put(r->out, "\" for ");
	put_quoted(r->out, document_str(d, f->span));
}

/* The words stay and only the line end in them goes: the reader has joined them already. */
static bool joins_lines(const struct text_report *r, const struct finding *f)
{
	const struct edit *e = f->fix.edits.at;

	return f->fix.edits.n == 1 && str_eq(e->text, document_str(r->file->doc, e->span));
}

static void put_fix(struct text_report *r, const struct finding *f)
{
	bool whole;

	if (!fix_in_file(r->file->doc, &f->fix))
		return;
	put_gutter(r, 0);
	put(r->out, f->fix.kind == FIX_SAFE ? "safe fix: " : "fix: ");
	if (joins_lines(r, f)) {
		put(r->out, "join the lines\n");
		return;
	}
	whole = are_inside(f);
	if (whole)
		put_whole_edit(r, f);
	for (uint32_t i = 0; !whole && i < f->fix.edits.n; i++) {
		if (i)
			put(r->out, "; ");
		put_edit(r, &f->fix.edits.at[i]);
	}
	buf_add_char(r->out, '\n');
}

static void put_suggestions(struct text_report *r, const struct finding *f)
{
	if (!f->suggestions.n)
		return;
	put_gutter(r, 0);
	put(r->out, "did you mean ");
	for (uint32_t i = 0; i < f->suggestions.n; i++) {
		if (i)
			put(r->out, i + 1 < f->suggestions.n ? ", " : " or ");
		plain_add(r->out, f->suggestions.at[i].text);
	}
	put(r->out, "?\n");
}

static void put_related(struct text_report *r, const struct finding *f)
{
	const struct document *d = r->file->doc;

	for (uint32_t i = 0; i < f->related.n; i++) {
		const struct related *related = &f->related.at[i];
		struct place at = document_place(d, document_source_begin(d, related->span.begin),
						 &r->related);

		put_gutter(r, 0);
		plain_add(r->out, str_of(related->message));
		put(r->out, ": line ");
		buf_add_number(r->out, at.line);
		put(r->out, ", column ");
		buf_add_number(r->out, at.column);
		buf_add_char(r->out, '\n');
	}
}

static void put_finding(struct text_report *r, const struct finding *f)
{
	struct place at = document_place(r->file->doc, f->source.begin, &r->cursor);

	put_head(r, f, at);
	put_excerpt(r, f, at.line);
	put_fix(r, f);
	put_suggestions(r, f);
	put_related(r, f);
	buf_add_char(r->out, '\n');
}

static void text_file(struct buf *out, const struct checked *file,
		      const struct report_options *options)
{
	struct text_report r = {.out = out, .file = file, .colour = options->colour};

	for (uint32_t i = 0; i < file->run.findings.n; i++)
		if (!file->run.findings.at[i].suppressed.p)
			put_finding(&r, &file->run.findings.at[i]);
}

/* ---- the end ------------------------------------------------------------------------------ */

static void put_count(struct buf *out, uint64_t n, const char *one, const char *many)
{
	buf_add_number(out, n);
	buf_add_char(out, ' ');
	put(out, n == 1 ? one : many);
}

static void put_findings_count(struct buf *out, const struct report_totals *t)
{
	static const char *const names[][2] = {
		{"info", "infos"}, {"warning", "warnings"}, {"error", "errors"}};
	bool some = false;

	for (unsigned s = SEVERITY_ERROR; s >= SEVERITY_INFO; s--) {
		if (!t->counts[s])
			continue;
		if (some)
			put(out, ", ");
		put_count(out, t->counts[s], names[s - 1][0], names[s - 1][1]);
		some = true;
	}
	if (!some)
		put(out, "nothing found");
}

static void text_end(struct buf *out, const struct report_totals *t,
		     const struct report_options *options)
{
	if (options->quiet)
		return;
	put_findings_count(out, t);
	put(out, " in ");
	put_count(out, t->files, "file", "files");
	put(out, " with ");
	put_count(out, t->notes, "note", "notes");
	if (t->fixes) {
		put(out, "; ");
		buf_add_number(out, t->fixes);
		put(out, " can be fixed, ");
		buf_add_number(out, t->safe_fixes);
		put(out, " safely");
	}
	if (t->suppressed) {
		put(out, "; ");
		buf_add_number(out, t->suppressed);
		put(out, " suppressed");
	}
	if (t->omitted) {
		put(out, "; ");
		buf_add_number(out, t->omitted);
		put(out, " more of the same not shown");
	}
	if (t->nerrors) {
		put(out, "; ");
		put_count(out, t->nerrors, "failure", "failures");
	}
	buf_add_char(out, '\n');
}

const struct report report_text = {
	.name = "text",
	.summary = "for reading: each finding with its line and what to do",
	.between = "",
	.file = text_file,
	.end = text_end,
};
