/* A whole document made of an excerpt: numbered through. */
#include "plant.h"

#include <stdio.h>

static void put_raised(struct buf *out, unsigned number)
{
	static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
	char figures[16];
	int n = snprintf(figures, sizeof(figures), "%u", number);

	for (int i = 0; i < n; i++)
		buf_add(out, str_of(raised[figures[i] - '0']));
}

/* ---- an excerpt made whole -------------------------------------------------------------- */

struct whole {
	struct text t;
	bool markdown; /* what comes out */
	struct buf body, notes;
	unsigned *numbers; /* by the excerpt's number of a note: the new one */
	unsigned nnotes, paragraphs, headings;
	uint32_t next; /* indicator */
};

enum { NUMBERS = 2000, HEADINGS_MOST = 12 };

/* Text of the excerpt without the escapes of Markdown, where plain text comes out. */
static void put_words(struct buf *out, struct str s, bool markdown)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!markdown && s.p[i] == '\\' && i + 1 < s.n && !is_alnum(s.p[i + 1]))
			continue;
		buf_add_char(out, s.p[i]);
	}
}

static const struct site *note_of(const struct whole *w, unsigned number)
{
	for (uint32_t i = 0; i < w->t.notes.list.n; i++)
		if (w->t.notes.list.at[i].number == number)
			return &w->t.notes.list.at[i];
	return NULL;
}

static void put_indicator(struct whole *w, const struct site *in)
{
	const struct site *note = in->number < NUMBERS ? note_of(w, in->number) : NULL;
	unsigned number;

	/* One indicator a note: a second call, or one without a note, is left out. */
	if (!note || w->numbers[in->number])
		return;
	number = w->numbers[in->number] = ++w->nnotes;
	if (w->markdown) {
		buf_addf(&w->body, "[^%u]", number);
		buf_addf(&w->notes, "[^%u]: ", number);
	} else {
		put_raised(&w->body, number);
		put_raised(&w->notes, number);
		buf_add_char(&w->notes, ' ');
	}
	put_words(&w->notes, str_part(w->t.s, note->text, note->finish), w->markdown);
	buf_add(&w->notes, w->markdown ? STR("\n\n") : STR("\n"));
}

static void put_line(struct whole *w, size_t at, size_t end)
{
	while (at < end) {
		const struct site *in =
			w->next < w->t.indicators.list.n ? &w->t.indicators.list.at[w->next] : NULL;
		size_t stop = in && in->begin < end ? in->begin : end;

		put_words(&w->body, str_part(w->t.s, at, stop), w->markdown);
		at = stop;
		if (in && stop == in->begin && stop < end) {
			put_indicator(w, in);
			w->next++;
			at = in->end;
		}
	}
	buf_add(&w->body, STR("\n\n"));
}

/* Bytes of "IV. " at the start of a heading. */
static size_t numeral(struct str s)
{
	size_t n = 0;

	while (n < s.n && strchr("IVX", s.p[n]))
		n++;
	return n && n + 1 < s.n && s.p[n] == '.' && s.p[n + 1] == ' ' ? n + 2 : 0;
}

static void put_block(struct whole *w, size_t at, size_t end)
{
	static const char *const romans[] = {"",    "I",    "II", "III", "IV", "V",  "VI",
					     "VII", "VIII", "IX", "X",	 "XI", "XII"};
	struct str s = str_part(w->t.s, at, end);
	size_t skip = 0;

	if (str_starts(s, STR("## ")) || str_starts(s, STR("# "))) {
		skip = str_starts(s, STR("# ")) ? 2 : 3;
		if (w->headings == HEADINGS_MOST || str_find(s, STR("nnex"), 0) != SIZE_MAX)
			return;
		w->headings++;
		skip += numeral(str_skip(s, skip));
		buf_addf(&w->body, "%s%s. ", w->markdown ? "# " : "", romans[w->headings]);
	} else if (s.n > 60) {
		while (skip < s.n && (is_digit(s.p[skip]) || s.p[skip] == '.' || s.p[skip] == ' '))
			skip++;
		buf_addf(&w->body, "%u. ", ++w->paragraphs);
	}
	put_line(w, at + skip, end);
}

struct str compose_whole(struct arena *a, struct str markdown, bool as_markdown)
{
	struct whole w = {.markdown = as_markdown, .body = BUF_INIT, .notes = BUF_INIT};
	struct str done;

	w.numbers = arena_zero(a, NUMBERS * sizeof(*w.numbers));
	text_read(&w.t, a, markdown, true);
	if (!as_markdown)
		buf_add(&w.body, STR("Report of the Committee on its work*\n\n"
				     "* Reissued for technical reasons on 3 May 2024.\n\n"));
	for (size_t at = 0; at < w.t.notes_begin;) {
		size_t end = str_find(markdown, STR("\n"), at);

		end = end == SIZE_MAX ? markdown.n : end;
		if (end > at)
			put_block(&w, at, end);
		at = end + 1;
	}
	if (!as_markdown)
		buf_add(&w.body, STR("Notes\n\n"));
	buf_add(&w.body, buf_str(&w.notes));
	done = arena_str(a, buf_str(&w.body));
	buf_release(&w.body);
	buf_release(&w.notes);
	return done;
}
