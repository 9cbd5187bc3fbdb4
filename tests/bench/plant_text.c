/*
 * A clean document read into the sites where errors can be planted. It knows the two
 * forms that it is given: Markdown with "[^12]", a note a line, and plain text with raised
 * figures and a list under "Notes". Nothing is asked of the readers that are to be tested.
 */
#include "plant.h"

#include "symbol/symbol.h"

#include <stdlib.h>

static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

/* Bytes of the raised figure at 'at'; its value in *digit. */
static size_t raised_digit(struct str at, unsigned *digit)
{
	for (unsigned d = 0; d < COUNT_OF(raised); d++)
		if (str_starts(at, str_of(raised[d]))) {
			*digit = d;
			return strlen(raised[d]);
		}
	return 0;
}

static size_t raised_number(struct str at, unsigned *number)
{
	size_t n = 0, step;
	unsigned digit;

	*number = 0;
	while ((step = raised_digit(str_skip(at, n), &digit)) != 0 && n < 12) {
		*number = *number * 10 + digit;
		n += step;
	}
	return n;
}

/* Bytes of "[^12]" at 'at'. */
static size_t markdown_label(struct str at, unsigned *number)
{
	size_t n = 2;

	*number = 0;
	if (!str_starts(at, STR("[^")))
		return 0;
	while (n < at.n && is_digit(at.p[n]) && n < 8)
		*number = *number * 10 + (unsigned)(at.p[n++] - '0');
	return n > 2 && n < at.n && at.p[n] == ']' ? n + 1 : 0;
}

static size_t label_at(const struct text *t, size_t at, unsigned *number)
{
	struct str rest = str_skip(t->s, at);

	return t->markdown ? markdown_label(rest, number) : raised_number(rest, number);
}

static size_t line_end(struct str s, size_t at)
{
	size_t end = str_find(s, STR("\n"), at);

	return end == SIZE_MAX ? s.n : end;
}

static struct site *site_add(struct text *t, struct sites *to, size_t begin, size_t end)
{
	struct site *site = vec_push(t->arena, &to->list);

	site->begin = begin;
	site->end = end;
	site->text = end;
	site->finish = line_end(t->s, begin);
	return site;
}

static void read_note(struct text *t, size_t line)
{
	unsigned number;
	size_t n = label_at(t, line, &number);
	struct site *note;

	if (!n || (t->markdown && (line + n >= t->s.n || t->s.p[line + n] != ':')))
		return;
	if (t->notes_begin > line)
		t->notes_begin = line;
	note = site_add(t, &t->notes, line, line + n + (t->markdown ? 1 : 0));
	note->number = number;
	note->label = arena_printf(t->arena, "%u", number);
	while (note->text < note->finish && t->s.p[note->text] == ' ')
		note->text++;
}

/* "12. " or "5.3 " at the start of a line. */
static void read_paragraph(struct text *t, size_t line)
{
	struct str s = t->s;
	size_t at = line + (line < s.n && s.p[line] == ' ');
	size_t begin = at;
	struct site found = {0};
	struct site *site;

	while (at < s.n && is_digit(s.p[at]) && at < begin + 3)
		found.number = found.number * 10 + (unsigned)(s.p[at++] - '0');
	if (at == begin || at >= s.n || s.p[at++] != '.')
		return;
	while (at < s.n && is_digit(s.p[at]) && found.second < 100)
		found.second = found.second * 10 + (unsigned)(s.p[at++] - '0');
	if (at < s.n && s.p[at] == '.')
		at++;
	if (at + 1 >= s.n || s.p[at] != ' ')
		return;
	site = site_add(t, &t->paragraphs, begin, at);
	site->number = found.number;
	site->second = found.second;
}

static unsigned roman_value(struct str s)
{
	static const char *const romans[] = {"I",   "II",   "III", "IV", "V",  "VI",
					     "VII", "VIII", "IX",  "X",	 "XI", "XII"};

	for (unsigned i = 0; i < COUNT_OF(romans); i++)
		if (str_eq(s, str_of(romans[i])))
			return i + 1;
	return 0;
}

/* "# IV. Words" in Markdown, "IV. Words" in a short line of plain text. */
static void read_heading(struct text *t, size_t line)
{
	size_t at = line, begin, end = line_end(t->s, line);
	unsigned value;
	struct site *site;

	while (t->markdown && at < end && (t->s.p[at] == '#' || t->s.p[at] == ' '))
		at++;
	begin = at;
	while (at < end && is_upper(t->s.p[at]))
		at++;
	if (at >= end || t->s.p[at] != '.' || end - line > 90 || (t->markdown && begin == line))
		return;
	value = roman_value(str_part(t->s, begin, at));
	if (!value || t->s.p[at + 1] != ' ')
		return;
	site = site_add(t, &t->headings, begin, at + 1);
	site->number = value;
}

/* "    JS1 – Joint submission 1 …" in a note. */
static void read_entry(struct text *t, size_t line)
{
	size_t at = line + 4, end = at;

	if (!str_starts(str_skip(t->s, line), STR("    ")))
		return;
	while (end < t->s.n && (is_upper(t->s.p[end]) || is_digit(t->s.p[end])))
		end++;
	if (end > at + 1 && end < t->s.n && t->s.p[end] == ' ')
		site_add(t, &t->entries, at, end);
}

static void read_lines(struct text *t)
{
	for (size_t line = 0; line < t->s.n; line = line_end(t->s, line) + 1) {
		struct str rest = str_skip(t->s, line);

		if (!t->markdown && str_starts(rest, STR("Notes\n")))
			t->notes_begin = line;
		if (t->markdown || line > t->notes_begin)
			read_note(t, line);
		if (line > t->notes_begin)
			read_entry(t, line);
		if (line < t->notes_begin) {
			read_paragraph(t, line);
			read_heading(t, line);
			if (line_end(t->s, line) > line)
				site_add(t, &t->lines, line, line);
		}
		if (str_starts(rest, STR("* ")) || str_starts(rest, STR("\\* ")))
			site_add(t, &t->asterisks, line, line + 1);
	}
}

/* ---- in the running text ------------------------------------------------------------ */

size_t text_symbol(struct str at)
{
	struct symbol symbol;
	size_t n = symbol_scan(&symbol, at);

	if (!n || symbol.flaws || !symbol_state_known(&symbol) || !memchr(at.p, '/', n))
		return 0;
	return n;
}

static bool is_word_start(struct str s, size_t at)
{
	return at == 0 || strchr(" \n(;,", s.p[at - 1]) != NULL;
}

static size_t read_address(struct text *t, size_t at)
{
	size_t end = at;

	while (end < t->s.n && !is_space(t->s.p[end]))
		end++;
	while (end > at && strchr(".,;)\\", t->s.p[end - 1]))
		end--;
	/* At the end of a line it may go on in the next. */
	if (t->markdown || end == t->s.n || t->s.p[end] != '\n')
		site_add(t, &t->addresses, at, end);
	return end;
}

/* The site at 'at', if one begins here; where it ends. */
static size_t read_site(struct text *t, size_t at)
{
	struct str rest = str_skip(t->s, at);
	unsigned number;
	size_t n = label_at(t, at, &number);

	if (n && at < t->notes_begin && at && t->s.p[at - 1] != '\n') {
		struct site *site = site_add(t, &t->indicators, at, at + n);

		site->number = number;
		site->label = arena_printf(t->arena, "%u", number);
		return at + n;
	}
	if (!is_word_start(t->s, at))
		return at;
	if (str_starts(rest, STR("http://")) || str_starts(rest, STR("https://")))
		return read_address(t, at);
	n = is_upper(t->s.p[at]) ? text_symbol(rest) : 0;
	if (n)
		site_add(t, &t->symbols, at, at + n);
	return at + n;
}

void text_read(struct text *t, struct arena *a, struct str s, bool markdown)
{
	*t = (struct text){.arena = a, .s = s, .markdown = markdown, .notes_begin = s.n};
	read_lines(t);
	for (size_t at = 0; at < s.n;) {
		size_t end = read_site(t, at);

		at = end > at ? end : at + 1;
	}
}
