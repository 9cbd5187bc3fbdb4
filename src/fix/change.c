#include "fix/change.h"

#include "base/utf8.h"
#include "check/edit.h"

#include <stdlib.h>

/* Which bytes of the file are taken, a bit each, and which places hold an insertion. */
struct taken {
	uint64_t *bytes, *places;
	uint32_t size;
};

static bool bit(const uint64_t *bits, uint32_t at)
{
	return bits[at / 64] >> at % 64 & 1;
}

static void bit_set(uint64_t *bits, uint32_t at)
{
	bits[at / 64] |= 1ull << at % 64;
}

/* An insertion is free unless another stands there or it lies within what is replaced. */
static bool is_free(const struct taken *t, struct span at)
{
	if (at.begin > at.end || at.end > t->size)
		return false;
	if (at.begin == at.end)
		return !bit(t->places, at.begin) &&
		       !(at.begin && at.begin < t->size && bit(t->bytes, at.begin - 1) &&
			 bit(t->bytes, at.begin));
	for (uint32_t i = at.begin; i < at.end; i++)
		if (bit(t->bytes, i) || (i > at.begin && bit(t->places, i)))
			return false;
	return true;
}

static void take(struct taken *t, struct span at)
{
	if (at.begin == at.end)
		bit_set(t->places, at.begin);
	for (uint32_t i = at.begin; i < at.end; i++)
		bit_set(t->bytes, i);
}

/* ---- the file's encoding ------------------------------------------------------------------- */

/* The byte of Windows-1252 for a character that it has beyond Latin-1. */
static char windows_byte(uint32_t code)
{
	static const uint16_t codes[32] = {
		0x20ac, 0,	0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
		0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,	0x017d, 0,
		0,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
		0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,	0x017e, 0x0178,
	};

	for (unsigned i = 0; i < COUNT_OF(codes) && code > 0xff; i++)
		if (codes[i] == code)
			return (char)(0x80 + i);
	return (char)code;
}

static size_t unit_put(char *p, uint32_t unit, bool big)
{
	p[big ? 0 : 1] = (char)(unit >> 8);
	p[big ? 1 : 0] = (char)(unit & 0xff);
	return 2;
}

static size_t utf16_put(char *p, uint32_t code, bool big)
{
	if (code < 0x10000)
		return unit_put(p, code, big);
	code -= 0x10000;
	unit_put(p, 0xd800 + (code >> 10), big);
	return 2 + unit_put(p + 2, 0xdc00 + (code & 0x3ff), big);
}

/* UTF-8 as the file writes it; edit_in_file has seen that it can. */
static struct str encoded(const char *encoding, struct str text, struct arena *a)
{
	bool utf16 = strncmp(encoding, "utf-16", 6) == 0, big = strcmp(encoding, "utf-16be") == 0;
	size_t n = 0, step;
	uint32_t code;
	char *p;

	if (strcmp(encoding, "utf-8") == 0)
		return text;
	p = arena_alloc(a, text.n * 2 + 1);
	for (; text.n && (step = utf8_scan(text, &code)) > 0; text = str_skip(text, step)) {
		if (utf16)
			n += utf16_put(p + n, code, big);
		else
			p[n++] = windows_byte(code);
	}
	return (struct str){p, n};
}

/* ---- choosing -------------------------------------------------------------------------------- */

static bool fits(const struct taken *t, const struct document *d, const struct fix *fix,
		 const struct change_filter *filter)
{
	struct span at;

	for (uint32_t i = 0; i < fix->edits.n; i++)
		if (!edit_in_file(d, &fix->edits.at[i], &at) || !is_free(t, at) ||
		    (filter && !filter->may(filter->with, &fix->edits.at[i])))
			return false;
	return fix->edits.n > 0;
}

static void choose(struct changes *out, struct taken *t, const struct checked *c,
		   enum fix_kind kind, const struct change_filter *filter)
{
	const struct document *d = c->doc;

	for (uint32_t i = 0; i < c->run.findings.n; i++) {
		const struct finding *f = &c->run.findings.at[i];

		if (f->fix.kind != kind || f->suppressed.p || !fits(t, d, &f->fix, filter))
			continue;
		out->fixes++;
		for (uint32_t k = 0; k < f->fix.edits.n; k++) {
			struct change *change = vec_push(d->arena, &out->list);

			edit_in_file(d, &f->fix.edits.at[k], &change->at);
			change->text = encoded(d->encoding, f->fix.edits.at[k].text, d->arena);
			take(t, change->at);
		}
	}
}

static int by_place(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	if (x->at.begin != y->at.begin)
		return x->at.begin < y->at.begin ? -1 : 1;
	return (x->at.end > y->at.end) - (x->at.end < y->at.end);
}

void changes_choose(struct changes *out, const struct checked *c, bool suggested,
		    const struct change_filter *filter)
{
	struct arena *a = c->doc->arena;
	const struct document *d = c->doc;
	struct taken t = {.size = d->parts.n ? (uint32_t)d->text.n : d->file_size};
	size_t words = t.size / 64 + 1;

	*out = (struct changes){.fixes = 0};
	t.bytes = arena_zero(a, words * sizeof(*t.bytes));
	t.places = arena_zero(a, words * sizeof(*t.places));
	choose(out, &t, c, FIX_SAFE, filter);
	if (suggested)
		choose(out, &t, c, FIX_SUGGESTED, filter);
	if (out->list.n)
		qsort(out->list.at, out->list.n, sizeof(*out->list.at), by_place);
}
