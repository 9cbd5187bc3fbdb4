/*
 * docx_written BEFORE AFTER: what holds of a Word file that was fixed with changes tracked. All
 * members stand where they stood; those that may not change are the same bytes; the text that was
 * there has the same words in the same properties in the same paragraphs; each comment has one
 * start, one end behind it and one reference, none of them in a note or a text box; no number
 * stands twice that did not before.
 */
#include "base/buf.h"
#include "base/file.h"
#include "read/docx_walk.h"
#include "read/package.h"
#include "read/reader.h"
#include "read/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <zip.h>

struct file {
	const char *path;
	struct str bytes;
	struct document doc;
	zip_t *zip;
};

static struct arena arena;
static int failed;

static void bad(const struct file *f, const char *what, const char *which)
{
	fprintf(stderr, "%s: %s %s\n", f->path, what, which);
	failed = 1;
}

static void open_file(struct file *f, const char *path)
{
	struct err err = ERR_INIT;
	int code;

	f->path = path;
	f->zip = zip_open(path, ZIP_RDONLY, &code);
	document_init(&f->doc, &arena, str_of(path));
	if (!f->zip || file_read(&arena, path, 64 << 20, &f->bytes, &err) != FF_OK ||
	    read_bytes(&f->doc, &arena, f->bytes, path, &err) != FF_OK) {
		fprintf(stderr, "%s: cannot be read: %s\n", path, err.message);
		exit(2);
	}
}

/* ---- members ---------------------------------------------------------------------------- */

static struct str member(const struct file *f, zip_uint64_t i)
{
	zip_stat_t st;
	zip_file_t *file;
	char *p;

	zip_stat_init(&st);
	if (zip_stat_index(f->zip, i, 0, &st) != 0)
		return STR_NONE;
	p = arena_alloc(&arena, st.size + 1);
	file = zip_fopen_index(f->zip, i, 0);
	if (!file || zip_fread(file, p, st.size) != (zip_int64_t)st.size)
		bad(f, "cannot be read:", st.name);
	if (file)
		zip_fclose(file);
	return (struct str){p, st.size};
}

static bool is_story(const struct file *f, const char *name)
{
	for (uint32_t i = 0; i < f->doc.parts.n; i++)
		if (f->doc.parts.at[i].part <= PART_ENDNOTES &&
		    str_eq(f->doc.parts.at[i].name, str_of(name)))
			return true;
	return false;
}

/* Stories and comments; and where there were no comments, what lists the parts. */
static bool may_change(const struct file *before, const char *name)
{
	struct str main = before->doc.parts.at[0].name;
	const char *slash = memrchr(main.p, '/', main.n);
	struct str folder = str_part(main, 0, slash ? (size_t)(slash + 1 - main.p) : 0);
	struct str file = str_skip(main, folder.n);
	struct str comments = arena_printf(&arena, "%.*scomments.xml", STR_ARG(folder));
	struct str list =
		arena_printf(&arena, "%.*s_rels/%.*s.rels", STR_ARG(folder), STR_ARG(file));

	if (is_story(before, name) || str_eq(comments, str_of(name)))
		return true;
	return zip_name_locate(before->zip, comments.p, 0) < 0 &&
	       (strcmp(name, "[Content_Types].xml") == 0 || str_eq(list, str_of(name)));
}

static void check_members(const struct file *before, const struct file *after)
{
	zip_int64_t n = zip_get_num_entries(before->zip, 0);

	for (zip_int64_t i = 0; i < n; i++) {
		const char *name = zip_get_name(before->zip, (zip_uint64_t)i, 0);
		const char *now = zip_get_name(after->zip, (zip_uint64_t)i, 0);
		zip_stat_t a, b;

		if (!now || strcmp(name, now) != 0) {
			bad(after, "another member stands in place of", name);
			return;
		}
		zip_stat_index(before->zip, (zip_uint64_t)i, 0, &a);
		zip_stat_index(after->zip, (zip_uint64_t)i, 0, &b);
		if (a.mtime != b.mtime)
			bad(after, "another time:", name);
		if (!may_change(before, name) &&
		    !str_eq(member(before, (zip_uint64_t)i), member(after, (zip_uint64_t)i)))
			bad(after, "may not change:", name);
	}
	if (zip_get_num_entries(after->zip, 0) > n + 1 + (n && before->doc.parts.n == 0))
		bad(after, "holds more", "members");
}

/* ---- words and their properties --------------------------------------------------------- */

struct stream {
	const struct document *doc;
	struct buf out;
	struct str last; /* properties of the run before */
	unsigned inserted, ours, boxes;
	bool in_note;
	const struct file *file;
};

/* Properties without the numbers in them, which are new in a copy. */
static void put_properties(struct buf *out, struct str properties)
{
	for (size_t i = 0; i < properties.n; i++) {
		buf_add_char(out, properties.p[i]);
		if (i > 3 && memcmp(properties.p + i - 3, "id=\"", 4) == 0)
			while (i + 1 < properties.n && is_digit(properties.p[i + 1]))
				i++;
	}
}

static void put_words(struct stream *s, const struct docx_event *e)
{
	struct span at = e->run ? e->run->properties : (struct span){0, 0};
	struct buf properties = BUF_INIT;

	put_properties(&properties, str_part(s->doc->raw, at.begin, at.end));
	if (!str_eq(buf_str(&properties), s->last)) {
		buf_add(&s->out, STR("\n  "));
		buf_add(&s->out, buf_str(&properties));
		buf_add(&s->out, STR(": "));
		s->last = arena_str(&arena, buf_str(&properties));
	}
	/* White space at the ends of a w:t may count or not: the text is compared elsewhere. */
	for (size_t i = 0; i < e->text.n; i++)
		if (!is_space(e->text.p[i]))
			buf_add_char(&s->out, e->text.p[i]);
	if (e->kind == DOCX_TAB)
		buf_add_char(&s->out, '\t');
	buf_release(&properties);
}

static bool is_ours(const struct docx_event *e)
{
	return str_eq(e->change->author, STR("footfault")) && e->change->kind == CHANGE_INSERTED;
}

static void on_event(void *to, const struct docx_event *e)
{
	struct stream *s = to;

	switch (e->kind) {
	case DOCX_CHANGE:
		s->inserted += s->ours || is_ours(e);
		s->ours += is_ours(e);
		break;
	case DOCX_CHANGE_END:
		s->inserted -= s->inserted > 0;
		s->ours = s->inserted ? s->ours : 0;
		break;
	case DOCX_TEXT:
	case DOCX_TAB:
		if (!s->inserted)
			put_words(s, e);
		break;
	case DOCX_NOTE:
	case DOCX_NOTE_END:
		s->in_note = e->kind == DOCX_NOTE;
		break;
	case DOCX_BOX:
	case DOCX_BOX_END:
		s->boxes += e->kind == DOCX_BOX ? 1 : -1u;
		break;
	case DOCX_PARAGRAPH:
		s->last = STR_NONE;
		buf_add(&s->out, STR("\nP"));
		break;
	case DOCX_COMMENT:
		if (s->in_note || s->boxes)
			bad(s->file, "a comment stands in", s->boxes ? "a text box" : "a note");
		break;
	default:
		break;
	}
}

static struct str words_of(const struct file *f, uint32_t part)
{
	struct stream s = {.doc = &f->doc, .file = f};
	const struct docx_handler handler = {&s, on_event};
	struct document d = f->doc;
	struct err err = ERR_INIT;
	struct str out;

	if (docx_walk(&d, part, &handler, &err) != FF_OK)
		bad(f, "cannot be walked:", err.message);
	out = arena_str(&arena, buf_str(&s.out));
	buf_release(&s.out);
	return out;
}

static void check_words(const struct file *before, const struct file *after)
{
	if (before->doc.parts.n != after->doc.parts.n) {
		bad(after, "has other", "parts");
		return;
	}
	for (uint32_t i = 0; i < before->doc.parts.n; i++) {
		struct str a = words_of(before, i), b = words_of(after, i);

		if (str_eq(a, b))
			continue;
		bad(after, "other words or properties in",
		    arena_str(&arena, before->doc.parts.at[i].name).p);
		if (getenv("VERBOSE"))
			fprintf(stderr, "before:%.*s\nafter:%.*s\n", STR_ARG(a), STR_ARG(b));
	}
}

/* ---- numbers ---------------------------------------------------------------------------- */

enum { COMMENTS_MOST = 4096 };

struct numbers {
	const struct file *file;
	unsigned start[COMMENTS_MOST], end[COMMENTS_MOST], reference[COMMENTS_MOST];
	VEC(uint32_t) ids; /* of changes */
};

static void on_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct numbers *n = to;
	struct str id = xml_attribute(x, XML_W, "id"), author = xml_attribute(x, XML_W, "author");
	uint32_t value;

	if (!id.p || !str_number(id, &value) || value >= COMMENTS_MOST)
		return;
	if (author.p)
		*vec_push(&arena, &n->ids) = value;
	n->start[value] += tag == W_commentRangeStart;
	n->end[value] += tag == W_commentRangeEnd;
	n->reference[value] += tag == W_commentReference;
	if (tag == W_commentRangeEnd && !n->start[value])
		bad(n->file, "a range ends before it begins:", "");
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static unsigned repeated(struct numbers *n)
{
	unsigned count = 0;

	if (n->ids.n)
		qsort(n->ids.at, n->ids.n, sizeof(*n->ids.at), by_number);
	for (uint32_t i = 1; i < n->ids.n; i++)
		count += n->ids.at[i] == n->ids.at[i - 1];
	return count;
}

static struct numbers *numbers_of(const struct file *f)
{
	struct numbers *n = ARENA_NEW(&arena, struct numbers);
	const struct xml_handler handler = {.to = n, .open = on_open};
	zip_int64_t comments = zip_name_locate(f->zip, "word/comments.xml", 0);
	struct err err = ERR_INIT;

	n->file = f;
	for (uint32_t i = 0; i < f->doc.parts.n; i++)
		xml_read(&arena,
			 str_part(f->doc.raw, f->doc.parts.at[i].raw.begin,
				  f->doc.parts.at[i].raw.end),
			 0, &handler, f->doc.path, f->doc.parts.at[i].name, &err);
	if (comments >= 0)
		xml_read(&arena, member(f, (zip_uint64_t)comments), 0, &handler, f->doc.path,
			 STR("comments"), &err);
	if (err.status != FF_OK)
		bad(f, "is damaged:", err.message);
	return n;
}

static void check_numbers(const struct file *before, const struct file *after)
{
	struct numbers *a = numbers_of(before), *b = numbers_of(after);

	if (repeated(b) > repeated(a))
		bad(after, "a number stands twice", "");
	for (unsigned i = 0; i < COMMENTS_MOST; i++)
		if (b->start[i] != b->end[i] || b->start[i] > 1 ||
		    (b->start[i] && b->reference[i] != 1 && !a->start[i]))
			bad(after, "a comment's start, end and reference do not agree:", "");
}

int main(int argc, char **argv)
{
	struct file before, after;

	if (argc != 3)
		return fputs("usage: docx_written BEFORE AFTER\n", stderr), 2;
	arena_init(&arena);
	open_file(&before, argv[1]);
	open_file(&after, argv[2]);
	check_members(&before, &after);
	check_words(&before, &after);
	check_numbers(&before, &after);
	zip_discard(before.zip);
	zip_discard(after.zip);
	arena_release(&arena);
	return failed;
}
