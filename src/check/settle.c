#include "check/settle.h"

#include "check/ruleset.h"
#include "doc/place.h"

#include <stdlib.h>

enum {
	/* Bytes on either side that a fingerprint takes in: enough to tell two places
	 * apart, few enough that an edit in the next sentence does not matter. */
	SURROUNDINGS = 24,
	/* "{text}" of a whole paragraph is cut to this many bytes. */
	QUOTED_MOST = 120,
};

struct str finding_text(const struct document *d, const struct finding *f)
{
	if (span_is_empty(f->span) && !span_is_empty(f->source))
		return str_part(document_source(d), f->source.begin, f->source.end);
	return document_str(d, f->span);
}

/* ---- messages -------------------------------------------------------------------- */

/* A long quotation is cut at a word. */
static struct str shorten(struct str text, struct arena *a)
{
	size_t n = QUOTED_MOST;

	if (text.n <= QUOTED_MOST)
		return text;
	while (n > QUOTED_MOST / 2 && text.p[n] != ' ')
		n--;
	while (n && (text.p[n] & 0xc0) == 0x80)
		n--;
	return arena_printf(a, "%.*s…", (int)n, text.p);
}

static bool is_called(const struct argument *argument, struct str name)
{
	size_t n = 0;

	while (n < name.n && argument->name[n] == name.p[n])
		n++;
	return n == name.n && !argument->name[n];
}

static bool argument_find(struct str *out, const struct document *d, const struct finding *f,
			  struct str name, struct arena *a)
{
	for (uint32_t i = 0; i < f->narguments; i++)
		if (is_called(&f->arguments[i], name)) {
			*out = f->arguments[i].value;
			return true;
		}
	if (!str_eq(name, STR("text")))
		return false;
	*out = shorten(finding_text(d, f), a);
	return true;
}

/* Line ends and other control characters would break the reports that put one
 * finding on a line. */
static void make_plain(char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		p[i] = (unsigned char)p[i] < 0x20 || p[i] == 0x7f ? ' ' : p[i];
}

/* Behind the 'n' bytes of 'to', unless they are too many; how many it would be. */
static size_t put(char *to, size_t n, size_t room, struct str s)
{
	if (s.n && n + s.n <= room)
		memcpy(to + n, s.p, s.n);
	return n + s.n;
}

/* The message in 'to', as much of it as 'room' holds; returns its whole length. */
static size_t fill(char *to, size_t room, const struct document *d, const struct finding *f,
		   struct arena *a, bool *whole)
{
	struct str rest = str_of(f->rule->message);
	const char *open, *close;
	size_t n = 0;

	while ((open = memchr(rest.p, '{', rest.n)) != NULL) {
		size_t before = (size_t)(open - rest.p);
		struct str value;

		close = memchr(open, '}', rest.n - before);
		if (!close)
			break;
		n = put(to, n, room, str_part(rest, 0, before));
		rest = str_skip(rest, before);
		value = str_part(rest, 0, (size_t)(close - open) + 1);
		rest = str_skip(rest, value.n);
		if (!argument_find(&value, d, f, str_part(value, 1, value.n - 1), a))
			*whole = false;
		n = put(to, n, room, value);
	}
	n = put(to, n, room, rest);
	if (n <= room)
		make_plain(to, n);
	return n;
}

bool finding_message(struct str *out, const struct document *d, const struct finding *f,
		     struct arena *a)
{
	char usual[512];
	bool whole = true;
	size_t n = fill(usual, sizeof(usual), d, f, a, &whole);
	char *p;

	if (n <= sizeof(usual)) {
		*out = arena_str(a, (struct str){usual, n});
		return whole;
	}
	p = arena_alloc(a, n + 1);
	fill(p, n, d, f, a, &whole);
	p[n] = '\0';
	*out = (struct str){p, n};
	return whole;
}

/* ---- fingerprints ------------------------------------------------------------------ */

static uint64_t mix(uint64_t hash, unsigned char byte)
{
	return (hash ^ byte) * 0x100000001b3ull;
}

static uint64_t mix_str(uint64_t hash, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		hash = mix(hash, (unsigned char)s.p[i]);
	return mix(hash, 0);
}

/* Letters only: numbers move when a paragraph or a note is put in before. */
static uint64_t mix_letters(uint64_t hash, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		hash = is_alpha(s.p[i]) ? mix(hash, (unsigned char)s.p[i]) : hash;
	return mix(hash, 0);
}

static uint64_t fingerprint(const struct document *d, const struct finding *f)
{
	uint64_t hash = mix_str(0xcbf29ce484222325ull, str_of(f->rule->slug));
	uint32_t index = document_block(d, f->span.begin), from, to;
	struct span block = {f->span.begin, f->span.end};

	if (index != NONE)
		block = d->blocks.at[index].span;
	from = f->span.begin - block.begin > SURROUNDINGS ? f->span.begin - SURROUNDINGS
							  : block.begin;
	to = f->span.end + SURROUNDINGS < block.end ? f->span.end + SURROUNDINGS : block.end;
	hash = mix_str(hash, finding_text(d, f));
	hash = mix_letters(hash, str_part(d->text, from, f->span.begin));
	if (to > f->span.end)
		hash = mix_letters(hash, str_part(d->text, f->span.end, to));
	return hash;
}

/* Equal places in equal surroundings are told apart by their order. */
static void set_fingerprints(struct checking *c)
{
	uint32_t size = 16;
	uint64_t *seen;

	while (size < c->findings.n * 2)
		size *= 2;
	seen = arena_zero(c->arena, size * sizeof(*seen));
	for (uint32_t i = 0; i < c->findings.n; i++) {
		struct finding *f = &c->findings.at[i];
		uint32_t at;

		f->fingerprint = fingerprint(c->doc, f);
		at = (uint32_t)(f->fingerprint >> 32) & (size - 1);
		for (; seen[at]; at = (at + 1) & (size - 1))
			if (seen[at] == f->fingerprint)
				f->fingerprint = mix(f->fingerprint, 1);
		seen[at] = f->fingerprint;
	}
}

/* ---- severity, place, order ----------------------------------------------------------- */

static void set_severity(const struct checking *c, struct finding *f)
{
	uint8_t level = c->levels[f->index];

	if (level != LEVEL_ON)
		f->severity = level;
	if (!f->certain && f->severity > SEVERITY_WARNING)
		f->severity = SEVERITY_WARNING;
}

static void set_source(const struct document *d, struct finding *f)
{
	if (!span_is_empty(f->source))
		return;
	if (f->span.end < f->span.begin)
		f->span.end = f->span.begin;
	f->source = document_source_span(d, f->span);
}

static int by_place(const void *a, const void *b)
{
	const struct finding *x = *(struct finding *const *)a, *y = *(struct finding *const *)b;

	if (x->source.begin != y->source.begin)
		return x->source.begin < y->source.begin ? -1 : 1;
	if (x->index != y->index)
		return x->index < y->index ? -1 : 1;
	if (x->source.end != y->source.end)
		return x->source.end < y->source.end ? -1 : 1;
	return x < y ? -1 : x > y; /* in the order in which they were found */
}

/* Sorts the findings and leaves out those marked in 'gone'. */
static void put_in_order(struct checking *c)
{
	uint32_t n = c->findings.n;
	struct finding **order = arena_alloc(c->arena, ((size_t)n + 1) * sizeof(struct finding *));
	struct finding *sorted;

	for (uint32_t i = 0; i < n; i++)
		order[i] = &c->findings.at[i];
	if (n)
		qsort(order, n, sizeof(*order), by_place);
	sorted = arena_alloc(c->arena, ((size_t)n + 1) * sizeof(*sorted));
	for (uint32_t i = 0; i < n; i++)
		sorted[i] = *order[i];
	c->findings.at = sorted;
	c->findings.cap = n + 1;
}

/* ---- what another finding says already --------------------------------------------------- */

static struct span reach_of(const struct finding *f)
{
	return span_is_empty(f->reach) ? f->span : f->reach;
}

struct reach {
	struct span span;
};

static int by_begin(const void *a, const void *b)
{
	const struct reach *x = a, *y = b;

	return (x->span.begin > y->span.begin) - (x->span.begin < y->span.begin);
}

/* Reaches of the findings of rule 'index', sorted; each one's end is the farthest so far. */
static uint32_t reaches_of(const struct checking *c, uint32_t index, struct reach *out)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < c->findings.n; i++)
		if (c->findings.at[i].index == index)
			out[n++].span = reach_of(&c->findings.at[i]);
	if (n)
		qsort(out, n, sizeof(*out), by_begin);
	for (uint32_t i = 1; i < n; i++)
		if (out[i].span.end < out[i - 1].span.end)
			out[i].span.end = out[i - 1].span.end;
	return n;
}

static bool is_reached(const struct reach *reaches, uint32_t n, struct span span)
{
	uint32_t low = 0;

	while (low < n) {
		uint32_t mid = low + (n - low) / 2;

		if (reaches[mid].span.begin <= span.begin)
			low = mid + 1;
		else
			n = mid;
	}
	return low &&
	       (span.end <= reaches[low - 1].span.end || span.begin == reaches[low - 1].span.begin);
}

/* Marks with 'gone' what the findings of rule 'index' swallow. */
static void swallow(const struct checking *c, uint32_t index, struct reach *room, bool *gone)
{
	const uint64_t *covered = c->rules->covers + (size_t)index * c->rules->words;
	uint32_t n = reaches_of(c, index, room);

	for (uint32_t i = 0; i < c->findings.n; i++) {
		const struct finding *f = &c->findings.at[i];

		if (covered[f->index / 64] >> f->index % 64 & 1 && is_reached(room, n, f->span))
			gone[i] = true;
	}
}

static bool is_repeated(const struct finding *a, const struct finding *b)
{
	return a->index == b->index && a->source.begin == b->source.begin &&
	       a->source.end == b->source.end && a->span.begin == b->span.begin;
}

/* One sweep for each rule that covers others and has found something. */
static void drop_covered(struct checking *c)
{
	bool *gone = arena_zero(c->arena, c->findings.n + 1);
	struct reach *room = arena_alloc(c->arena, (c->findings.n + 1) * sizeof(*room));
	uint32_t n = 0;

	for (uint32_t i = 0; i < c->rules->n; i++)
		if (c->rules->covering[i] && c->counts[i])
			swallow(c, i, room, gone);
	for (uint32_t i = 0; i < c->findings.n; i++)
		if (!gone[i] &&
		    (n == 0 || !is_repeated(&c->findings.at[n - 1], &c->findings.at[i]))) {
			if (n < i)
				c->findings.at[n] = c->findings.at[i];
			n++;
		}
	c->findings.n = n;
}

/* Findings that were too many to keep; those of a rule that another one swallowed whole
 * would have been swallowed too. */
static void count_omitted(struct checking *c)
{
	bool *left = arena_zero(c->arena, c->rules->n + 1);

	for (uint32_t i = 0; i < c->findings.n; i++)
		left[c->findings.at[i].index] = true;
	for (uint32_t i = 0; i < c->rules->n; i++)
		if (left[i] && c->counts[i] > FINDINGS_MOST)
			c->omitted += c->counts[i] - FINDINGS_MOST;
}

void settle(struct checking *c, const struct where_map *map, const struct settling *with)
{
	uint32_t before;

	for (uint32_t i = 0; i < c->findings.n; i++)
		set_source(c->doc, &c->findings.at[i]);
	put_in_order(c);
	drop_covered(c);
	count_omitted(c);
	if (with->fingerprints)
		set_fingerprints(c);
	before = c->findings.n;
	suppress(c, map, with->config, with->baseline);
	if (c->findings.n > before) {
		put_in_order(c);
		if (with->fingerprints)
			set_fingerprints(c);
	}
	for (uint32_t i = 0; i < c->findings.n; i++) {
		struct finding *f = &c->findings.at[i];

		set_severity(c, f);
		finding_message(&f->message, c->doc, f, c->arena);
	}
}
