/*
 * Lines, pages and what is printed on every page.
 */
#include "read/text.h"

#include "symbol/symbol.h"

enum {
	EDGE_LINES = 4,	      /* how far from a page's edge furniture is looked for */
	FURNITURE_SIZE = 160, /* bytes; a running head may hold a line of the title */
	FURNITURE_LEAST = 10, /* … but longer than "Ibid.", which ends many a page */
};

/* One raw line without its ends; notes the form feeds at its start. */
static void line_fill(struct text_reader *r, uint32_t i, uint32_t end, bool *feed)
{
	const char *raw = r->d->raw.p;
	struct line *l = &r->lines[i];
	uint32_t begin = r->d->lines.at[i], start = begin;

	for (; begin < end && is_space(raw[begin]); begin++)
		if (raw[begin] == '\f') {
			*feed = true;
			start = begin + 1;
		}
	while (end > begin && is_space(raw[end - 1]))
		end--;
	l->span = (struct span){begin, end};
	l->indent = begin - start < UINT16_MAX ? (uint16_t)(begin - start) : UINT16_MAX;
	l->role = begin == end ? ROLE_BLANK : ROLE_BODY;
}

static void lines_split(struct text_reader *r)
{
	bool feed = false, blank = false;
	uint32_t page = 1;

	for (uint32_t i = 0; i < r->n; i++) {
		struct line *l = &r->lines[i];
		uint32_t end = i + 1 < r->n ? r->d->lines.at[i + 1] : (uint32_t)r->d->raw.n;

		line_fill(r, i, end, &feed);
		if (l->role == ROLE_BLANK) {
			blank = true;
		} else {
			l->page_top = i == 0 || feed;
			page += feed && i > 0;
			l->after_blank = blank;
			blank = feed = false;
		}
		l->page = page;
	}
	r->pages = page;
}

/* The length that nine in ten lines do not exceed, and whether a lone leading
 * space is all that is left of page breaks (some extractors turn them into one). */
static void lines_measure(struct text_reader *r)
{
	uint32_t counts[256] = {0}, filled = 0, lone = 0, indented = 0, seen = 0;

	for (uint32_t i = 0; i < r->n; i++) {
		const struct line *l = &r->lines[i];
		uint32_t size = l->span.end - l->span.begin;

		if (l->role == ROLE_BLANK)
			continue;
		filled++;
		counts[size < 255 ? size : 255]++;
		lone += l->indent == 1;
		indented += l->indent > 1;
	}
	while (r->width < 255 && seen + counts[r->width] < filled - filled / 10)
		seen += counts[r->width++];
	r->spaced_pages =
		r->pages == 1 && lone > 0 && lone <= filled / 10 + 1 && indented <= filled / 50;
}

static void spaced_pages_mark(struct text_reader *r)
{
	uint32_t page = 1;

	for (uint32_t i = 0; i < r->n; i++) {
		struct line *l = &r->lines[i];

		if (l->role != ROLE_BLANK && l->indent == 1) {
			page += i > 0;
			l->page_top = true;
		}
		l->page = page;
	}
	r->pages = page;
}

/* A job number, page number or date code: "25-06905", "GE.18-02016(E)", "2/22", "Page 3". */
static bool is_page_code(struct str s)
{
	bool digit = false;

	if (str_starts(s, STR("Page ")))
		s = str_skip(s, 5);
	if (str_starts(s, STR("GE.")))
		s = str_skip(s, 3);
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		digit |= is_digit(c);
		if (!is_digit(c) && !strchr("-/*() EFSRCA", c))
			return false;
	}
	return digit && s.n <= 24;
}

static bool is_symbol_alone(struct str s)
{
	struct symbol symbol;

	return s.n && is_upper(s.p[0]) && symbol_scan(&symbol, s) == s.n;
}

/* A number alone is a page's only on the outermost line; further in it is a note's label. */
static bool is_number_alone(struct str s)
{
	uint32_t value;

	return str_number(s, &value);
}

/* Every cell of the line (cells stand three spaces or more apart) is a code or a symbol. */
static bool is_running_head(struct str s, bool outermost)
{
	if (!outermost && is_number_alone(s))
		return false;
	while (s.n) {
		size_t gap = str_find(s, STR("   "), 0);
		struct str cell = str_trim(gap == SIZE_MAX ? s : str_part(s, 0, gap));

		if (!is_page_code(cell) && !is_symbol_alone(cell))
			return false;
		s = str_trim(gap == SIZE_MAX ? STR_NONE : str_skip(s, gap));
	}
	return true;
}

/* A hash of a line with its figures blanked: the same for the heads of all pages. */
static uint32_t head_hash(struct str s)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.p[i]) && !is_space(s.p[i]))
			h = (h ^ (uint8_t)s.p[i]) * 16777619u;
	return h;
}

/* ---- pages whose form feeds were dropped ------------------------------------------ */

/* The cell of a running head that is a symbol; empty when none is. */
static struct str head_symbol(struct str s)
{
	while (s.n) {
		size_t gap = str_find(s, STR("   "), 0);
		struct str cell = str_trim(gap == SIZE_MAX ? s : str_part(s, 0, gap));

		if (is_symbol_alone(cell))
			return cell;
		s = str_trim(gap == SIZE_MAX ? STR_NONE : str_skip(s, gap));
	}
	return STR_NONE;
}

/* Line 'i', with 'above' before it, looks like the running head of a page: set apart, a symbol
 * and perhaps page codes, nothing else. NULL, or the slot in which its symbol is counted. */
static uint8_t *head_slot(const struct text_reader *r, uint32_t above, uint32_t i, uint8_t *seen)
{
	const struct line *l = &r->lines[i];
	struct str s = line_str(r, l), symbol;
	uint32_t h = 2166136261u;

	if (!s.n || !(is_upper(s.p[0]) || is_digit(s.p[0])) ||
	    (above < r->n && !l->after_blank &&
	     !is_running_head(line_str(r, &r->lines[above]), true)) ||
	    !is_running_head(s, true) || !(symbol = head_symbol(s)).n)
		return NULL;
	for (size_t k = 0; k < symbol.n; k++)
		h = (h ^ (uint8_t)symbol.p[k]) * 16777619u;
	return &seen[h & 0xffff];
}

/* A symbol that stands alone on its line again and again is the head of a page. */
static void bare_pages_mark(struct text_reader *r, uint8_t *seen)
{
	uint32_t above = r->n, page = 1;

	for (int counting = 1; counting >= 0; counting--, above = r->n)
		for (uint32_t i = 0; i < r->n; i++) {
			uint8_t *slot;

			if (r->lines[i].role == ROLE_BLANK)
				continue;
			slot = head_slot(r, above, i, seen);
			above = i;
			if (slot && counting)
				*slot += *slot < UINT8_MAX;
			else if (slot && *slot > 1)
				r->lines[i].page_top = true;
		}
	for (uint32_t i = 0; i < r->n; i++) {
		page += i > 0 && r->lines[i].page_top;
		r->lines[i].page = page;
	}
	r->pages = page;
}

/*
 * Furniture of one page: from an edge inwards, running heads and lines that stand
 * at the top of three pages or more (at the bottom notes may repeat). 'seen' counts hashes of edge
 * lines, folded.
 */
static void edge_mark(struct text_reader *r, uint32_t from, uint32_t to, int step, uint8_t *seen,
		      bool count)
{
	uint32_t left = EDGE_LINES;

	for (uint32_t i = from; left && i != to; i += (uint32_t)step) {
		struct line *l = &r->lines[i];
		struct str s = line_str(r, l);

		if (l->role == ROLE_BLANK || l->role == ROLE_FURNITURE)
			continue;
		left--;
		if (count) {
			uint8_t *slot = &seen[head_hash(s) & 0xffff];

			*slot += *slot < UINT8_MAX;
		} else if (is_running_head(s, left + 1 == EDGE_LINES) ||
			   (step > 0 && s.n < FURNITURE_SIZE && s.n >= FURNITURE_LEAST &&
			    seen[head_hash(s) & 0xffff] > 2)) {
			l->role = ROLE_FURNITURE;
		} else if (s.n > 3) {
			return;
		}
	}
}

static void furniture_pass(struct text_reader *r, uint8_t *seen, bool count)
{
	for (uint32_t begin = 0, end; begin < r->n; begin = end) {
		for (end = begin + 1; end < r->n && !r->lines[end].page_top; end++)
			;
		edge_mark(r, begin, end, 1, seen, count);
		edge_mark(r, end - 1, begin - 1, -1, seen, count);
	}
}

void text_pages(struct text_reader *r)
{
	r->n = r->d->lines.n;
	r->lines = arena_zero(r->d->arena, sizeof(*r->lines) * (r->n + 1));
	lines_split(r);
	lines_measure(r);
	if (r->spaced_pages) {
		spaced_pages_mark(r);
	} else {
		uint8_t *seen = arena_zero(r->d->arena, 0x10000);

		if (r->pages == 1)
			bare_pages_mark(r, seen);
		if (r->pages == 1)
			return;
		memset(seen, 0, 0x10000);
		furniture_pass(r, seen, true);
		furniture_pass(r, seen, false);
	}
}
