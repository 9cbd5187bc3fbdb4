#include "check/changes.h"

#include <stdlib.h>

/* A segment of the text that has all changes. */
struct source {
	uint32_t raw, raw_size;
	uint32_t text, size;
	bool inserted; /* nothing of the source: a number that Word computes */
	bool copied;
};

struct merging {
	const struct document *to, *from;
	struct source *list; /* sorted by kind, then raw, then text */
	uint32_t n;
};

static int by_raw(const void *a, const void *b)
{
	const struct source *x = a, *y = b;

	if (x->inserted != y->inserted)
		return x->inserted - y->inserted;
	if (x->raw != y->raw)
		return x->raw < y->raw ? -1 : 1;
	return (x->text > y->text) - (x->text < y->text);
}

static struct source source_of(const struct document *d, uint32_t i)
{
	const struct segment *s = &d->map.at[i];
	uint32_t end = i + 1 < d->map.n ? s[1].text : (uint32_t)d->text.n;

	return (struct source){s->raw,
			       s->raw_size,
			       s->text,
			       end - s->text,
			       s->kind == SEGMENT_INSERTED,
			       s->kind == SEGMENT_COPY};
}

static void list_sources(struct merging *m)
{
	m->list = arena_alloc(m->to->arena, (m->to->map.n + 1) * sizeof(*m->list));
	m->n = 0;
	for (uint32_t i = 0; i < m->to->map.n; i++)
		if (m->to->map.at[i].kind != SEGMENT_DROPPED)
			m->list[m->n++] = source_of(m->to, i);
	if (m->n)
		qsort(m->list, m->n, sizeof(*m->list), by_raw);
}

/* The last of the same kind that begins at the raw byte or before it, or NULL. What was inserted
 * twice at one place, a number and the space behind it, is told apart by its words. */
static const struct source *source_find(const struct merging *m, const struct source *of,
					uint32_t raw)
{
	struct source want = {.raw = raw, .text = UINT32_MAX, .inserted = of->inserted};
	uint32_t low;

	SEARCH(low, m->n, by_raw(&m->list[low], &want) <= 0);
	for (uint32_t i = low; of->inserted && i-- && m->list[i].raw == raw;)
		if (m->list[i].inserted &&
		    str_eq(str_part(m->to->text, m->list[i].text,
				    m->list[i].text + m->list[i].size),
			   str_part(m->from->text, of->text, of->text + of->size)))
			return &m->list[i];
	return low && m->list[low - 1].inserted == of->inserted ? &m->list[low - 1] : NULL;
}

/* The byte at 'at', as the first or the last of a span: of what was converted to other words here
 * and there the first or the last. */
static uint32_t byte_of(const struct merging *m, uint32_t at, bool last)
{
	uint32_t i = SORTED_UNTIL(m->from->map, text, at);
	const struct source *there;
	struct source here;
	uint32_t raw;

	if (!i)
		return 0;
	here = source_of(m->from, i - 1);
	raw = here.copied ? here.raw + (at - here.text) : here.raw;
	there = source_find(m, &here, raw);
	if (!there)
		return 0;
	if (there->copied && here.copied)
		return there->text + (raw - there->raw < there->size ? raw - there->raw : 0);
	if (there->size == here.size)
		return there->text + (at - here.text);
	return last && there->size ? there->text + there->size - 1 : there->text;
}

static struct span span_of(const struct merging *m, struct span s)
{
	struct span out;

	if (span_is_empty(s)) {
		/* Behind the byte before it. */
		out.begin = s.begin ? byte_of(m, s.begin - 1, true) + 1 : 0;
		out.end = out.begin;
		return out;
	}
	out = (struct span){byte_of(m, s.begin, false), byte_of(m, s.end - 1, true) + 1};
	return out.end < out.begin ? (struct span){out.begin, out.begin} : out;
}

/* False where changed words lie between those that an edit replaces. */
static bool edit_moved(const struct merging *m, struct edit *e)
{
	struct str before = document_str(m->from, e->span);

	if (e->source)
		return true;
	e->span = span_of(m, e->span);
	return str_eq(before, document_str(m->to, e->span));
}

static void finding_move(const struct merging *m, struct finding *f)
{
	struct arena *a = m->to->arena;
	struct finding old = *f;

	f->span = span_of(m, f->span);
	f->source = f->span;
	f->related.at = NULL;
	f->related.n = f->related.cap = 0;
	for (uint32_t i = 0; i < old.related.n; i++)
		*vec_push(a, &f->related) = (struct related){span_of(m, old.related.at[i].span),
							     old.related.at[i].message};
	for (uint32_t i = 0; i < f->fix.edits.n; i++)
		if (!edit_moved(m, &f->fix.edits.at[i]))
			f->fix.kind = FIX_NONE;
	if (f->fix.kind == FIX_NONE)
		f->fix.edits.n = 0;
	for (uint32_t i = 0; i < f->suggestions.n; i++)
		edit_moved(m, &f->suggestions.at[i]);
}

/* ---- both ------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->span.begin != y->span.begin)
		return x->span.begin < y->span.begin ? -1 : 1;
	if (x->index != y->index)
		return x->index < y->index ? -1 : 1;
	return (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

void changes_merge(struct checking *to, const struct checking *from)
{
	struct merging m = {.to = to->doc, .from = from->doc};
	uint32_t before = to->findings.n;

	list_sources(&m);
	for (uint32_t i = 0; i < from->findings.n; i++) {
		struct finding f = from->findings.at[i];

		finding_move(&m, &f);
		if (!before || !bsearch(&f, to->findings.at, before, sizeof(f), by_place))
			*vec_push(to->arena, &to->findings) = f;
	}
	if (to->findings.n)
		qsort(to->findings.at, to->findings.n, sizeof(*to->findings.at), by_place);
}
