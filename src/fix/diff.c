/*
 * Unified diffs. The pieces say what changed; each change is widened to whole lines, and those
 * that stand near share a hunk.
 */
#include "fix/pieces.h"

enum { CONTEXT = 3 };

/* Lines that changed: of the original and of the text as it is now, in bytes. */
struct region {
	struct span old, new;
};

struct diff {
	struct str old, new;
	struct arena *arena;
	struct buf *out;
	VEC(struct region) regions;
	uint32_t old_at, old_line; /* how far lines are counted: the line that begins at 'old_at' */
	uint32_t new_at, new_line;
};

static uint32_t line_begin(struct str s, uint32_t at)
{
	while (at && s.p[at - 1] != '\n')
		at--;
	return at;
}

/* Behind the stop of the line that holds 'at'. */
static uint32_t line_end(struct str s, uint32_t at)
{
	const char *stop = at < s.n ? memchr(s.p + at, '\n', s.n - at) : NULL;

	return stop ? (uint32_t)(stop - s.p) + 1 : (uint32_t)s.n;
}

/* Widens to whole lines, and joins it to the one before where they share one. */
static void add_region(struct diff *d, struct region r)
{
	uint32_t head = r.old.begin - line_begin(d->old, r.old.begin);
	bool whole = r.old.end > r.old.begin && d->old.p[r.old.end - 1] == '\n' &&
		     r.new.end > r.new.begin && d->new.p[r.new.end - 1] == '\n';
	uint32_t tail = whole ? 0 : line_end(d->old, r.old.end) - r.old.end;

	r.old = (struct span){r.old.begin - head, r.old.end + tail};
	r.new = (struct span){r.new.begin - head, r.new.end + tail};
	if (d->regions.n && vec_last(&d->regions)->old.end > r.old.begin) {
		struct region *last = vec_last(&d->regions);

		last->new.end =
			r.new.end + (last->old.end > r.old.end ? last->old.end - r.old.end : 0);
		last->old.end = last->old.end > r.old.end ? last->old.end : r.old.end;
		return;
	}
	*vec_push(d->arena, &d->regions) = r;
}

static void find_regions(struct diff *d, const struct pieces *p)
{
	struct region r = {{0, 0}, {0, 0}};

	for (uint32_t i = 0; i <= p->list.n; i++) {
		const struct piece *piece = i < p->list.n ? &p->list.at[i] : NULL;
		uint32_t n = piece ? (uint32_t)piece->text.n : 0;

		if (piece && piece->from == NONE) {
			r.new.end += n;
			continue;
		}
		r.old.end = piece ? piece->from : (uint32_t)d->old.n;
		if (!span_is_empty(r.old) || !span_is_empty(r.new))
			add_region(d, r);
		r.old.begin = r.old.end += n;
		r.new.begin = r.new.end += n;
	}
}

/* ---- hunks ------------------------------------------------------------------------------- */

static uint32_t count_lines(struct str s, struct span span)
{
	uint32_t n = 0;

	for (uint32_t at = span.begin; at < span.end; at = line_end(s, at))
		n++;
	return n;
}

static void put_lines(struct diff *d, struct str s, struct span span, char mark)
{
	for (uint32_t at = span.begin, end; at < span.end; at = end) {
		end = line_end(s, at);
		buf_add_char(d->out, mark);
		buf_add(d->out, str_part(s, at, end));
		if (s.p[end - 1] != '\n')
			buf_add(d->out, STR("\n\\ No newline at end of file\n"));
	}
}

static uint32_t lines_back(struct str s, uint32_t at, unsigned n)
{
	while (n-- && at)
		at = line_begin(s, at - 1);
	return at;
}

static uint32_t lines_on(struct str s, uint32_t at, unsigned n)
{
	while (n-- && at < s.n)
		at = line_end(s, at);
	return at;
}

static void put_range(struct diff *d, char mark, uint32_t line, uint32_t count)
{
	buf_addf(d->out, "%c%u,%u ", mark, count ? line : line - 1, count);
}

/* One hunk of the regions [from, to). */
static void put_hunk(struct diff *d, uint32_t from, uint32_t to)
{
	const struct region *first = &d->regions.at[from], *last = &d->regions.at[to - 1];
	struct span old = {lines_back(d->old, first->old.begin, CONTEXT),
			   lines_on(d->old, last->old.end, CONTEXT)};
	struct span new = {first->new.begin - (first->old.begin - old.begin),
			   last->new.end + (old.end - last->old.end)};

	d->old_line += count_lines(d->old, (struct span){d->old_at, old.begin});
	d->new_line += count_lines(d->new, (struct span){d->new_at, new.begin});
	d->old_at = old.begin;
	d->new_at = new.begin;
	buf_add(d->out, STR("@@ "));
	put_range(d, '-', d->old_line, count_lines(d->old, old));
	put_range(d, '+', d->new_line, count_lines(d->new, new));
	buf_add(d->out, STR("@@\n"));
	for (uint32_t i = from; i < to; i++) {
		const struct region *r = &d->regions.at[i];

		put_lines(d, d->old, (struct span){old.begin, r->old.begin}, ' ');
		put_lines(d, d->old, r->old, '-');
		put_lines(d, d->new, r->new, '+');
		old.begin = r->old.end;
	}
	put_lines(d, d->old, old, ' ');
}

/* ---- names ---------------------------------------------------------------------------------- */

/* As git writes it: quoted where patch could not read it otherwise. */
static void put_name(struct buf *out, const char *mark, const char *side, struct str name)
{
	bool quoted = false, spaced = false;

	for (size_t i = 0; i < name.n; i++) {
		quoted |= (unsigned char)name.p[i] < ' ' || strchr("\"\\", name.p[i]) != NULL;
		spaced |= name.p[i] == ' ';
	}
	while (name.n && name.p[0] == '/')
		name = str_skip(name, 1);
	buf_addf(out, "%s %s%s/", mark, quoted ? "\"" : "", side);
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];

		if (c < ' ')
			buf_addf(out, "\\%03o", c);
		else if (quoted && (c == '"' || c == '\\'))
			buf_addf(out, "\\%c", c);
		else
			buf_add_char(out, (char)c);
	}
	buf_add(out, quoted ? STR("\"") : spaced ? STR("\t") : STR(""));
	buf_add_char(out, '\n');
}

void pieces_diff(const struct pieces *p, struct str name, struct buf *out)
{
	struct diff d = {.old = p->original,
			 .new = pieces_text(p),
			 .arena = p->arena,
			 .out = out,
			 .old_line = 1,
			 .new_line = 1};
	uint32_t from = 0;

	find_regions(&d, p);
	if (!d.regions.n)
		return;
	put_name(out, "---", "a", name);
	put_name(out, "+++", "b", name);
	for (uint32_t i = 1; i <= d.regions.n; i++) {
		if (i < d.regions.n && lines_on(d.old, d.regions.at[i - 1].old.end, 2 * CONTEXT) >=
					       d.regions.at[i].old.begin)
			continue;
		put_hunk(&d, from, i);
		from = i;
	}
}
