/*
 * Notes for themselves: empty, cut at the head, without their stop; asterisks; genre.
 */
#include "check/check.h"

#include "check/profile.h"

enum { STARS_MOST = 3 };

static struct str note_str(const struct checking *c, const struct note *n)
{
	return str_trim(document_str(c->doc, n->span));
}

/* What a message calls the note. */
static struct str label_words(const struct note *n)
{
	return n->label.n ? n->label : STR("without a number");
}

static struct span note_label(const struct note *n)
{
	return span_is_empty(n->printed) ? n->span : n->printed;
}

static void check_empty(struct checking *c, const struct note *n)
{
	struct finding *f;

	if (note_str(c, n).n)
		return;
	f = found(c, "note-empty", note_label(n));
	found_str(f, "label", label_words(n));
}

/* ---- the stop at the end ------------------------------------------------------------- */

static bool has_lower(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_lower(s.p[i]))
			return true;
	return false;
}

/* A closing bracket ends a note well, but for one that belongs to a locator: "para. 7 (a)". */
static bool ends_in_locator(const struct checking *c, const struct note *n, uint32_t end)
{
	const struct apparatus *ap = c->ap;
	uint32_t last = n->first_citation + n->ncitations;

	if (!n->ncitations)
		return false;
	for (uint32_t i = n->first_citation; i < last; i++) {
		const struct citation *cited = &ap->citations.at[i];
		uint32_t k = cited->first_locator + cited->nlocators;

		if (cited->nlocators && ap->locators.at[k - 1].span.end == end)
			return true;
	}
	return false;
}

static void check_stop(struct checking *c, const struct note *n)
{
	struct str s = note_str(c, n);
	uint32_t end = (uint32_t)(s.p + s.n - c->doc->text.p);
	struct span word = {end, end};
	struct finding *f;

	/* Lists of abbreviations ("ILO, UNDP") are no sentences. */
	if (s.n < 3 || !has_lower(s))
		return;
	if (!is_alnum(s.p[s.n - 1]) && !(s.p[s.n - 1] == ')' && ends_in_locator(c, n, end)))
		return;
	while (word.begin > n->span.begin && c->doc->text.p[word.begin - 1] != ' ')
		word.begin--;
	f = found(c, "note-terminal-stop", word);
	found_str(f, "label", label_words(n));
	found_fix(c, f, FIX_SAFE, (struct span){end, end}, STR("."));
}

/* ---- the beginning ---------------------------------------------------------------------- */

static void check_capital(struct checking *c, const struct note *n)
{
	static const struct str words[] = {
		{"see ", 4}, {"ibid", 4}, {"available ", 10}, {"cf. ", 4}, {"idem", 4}};
	struct str s = note_str(c, n);
	uint32_t at = (uint32_t)(s.p - c->doc->text.p);

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		struct span word = {at, at + (uint32_t)words[i].n};
		struct finding *f;
		char *capital;

		if (!str_starts(s, words[i]))
			continue;
		while (c->doc->text.p[word.end - 1] == ' ')
			word.end--;
		f = found(c, "note-initial-capital", word);
		found_str(f, "label", label_words(n));
		capital = arena_alloc(c->arena, 1);
		*capital = to_upper(s.p[0]);
		found_fix(c, f, FIX_SAFE, (struct span){at, at + 1}, (struct str){capital, 1});
	}
}

static void check_head(struct checking *c, const struct note *n)
{
	struct span head = n->span;
	struct finding *f;

	if (!n->beheaded)
		return;
	if (n->ncitations && c->ap->citations.at[n->first_citation].nlocators) {
		uint32_t i = c->ap->citations.at[n->first_citation].first_locator;

		if (c->ap->locators.at[i].span.begin == head.begin)
			head = c->ap->locators.at[i].span;
	}
	f = found(c, "note-starts-mid-reference", head);
	found_str(f, "label", label_words(n));
}

/* ---- asterisks ------------------------------------------------------------------------------ */

/* Masthead and title: what stands before the first numbered paragraph, and headings. */
static bool in_title(const struct checking *c, uint32_t block)
{
	const struct block *b = &c->doc->blocks.at[block];

	return b->kind == BLOCK_MASTHEAD || b->kind == BLOCK_HEADING ||
	       (b->paragraph == NONE && b->kind == BLOCK_PARAGRAPH && b->section == NONE);
}

/* Numbers of asterisks, as bits, with which a block of the text begins: "* Reissued for …" is typed
 * where the format has notes of its own. */
static unsigned starred_blocks(const struct document *d)
{
	unsigned found = 0;

	for (uint32_t i = 0; i < d->blocks.n; i++) {
		struct str s = document_str(d, d->blocks.at[i].span);
		size_t n = 0;

		while (n < s.n && n < STARS_MOST && s.p[n] == '*')
			n++;
		if (n && n < s.n && s.p[n] == ' ')
			found |= 1u << n;
	}
	return found;
}

static void check_asterisks(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	unsigned starred;

	if (ap->ocr)
		return;
	starred = starred_blocks(c->doc);
	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];
		struct finding *f;

		if (in->series != SERIES_ASTERISKS || in->note != NONE || !in_title(c, in->block) ||
		    (in->label.n <= STARS_MOST && (starred >> in->label.n & 1)))
			continue;
		f = found(c, "note-asterisk-unmatched", in->span);
		found_str(f, "what", STR("has no note"));
	}
	for (uint32_t i = 0; i < ap->notes.n; i++) {
		const struct note *n = &ap->notes.at[i];
		struct finding *f;

		if (n->series != SERIES_ASTERISKS || n->indicator != NONE)
			continue;
		f = found(c, "note-asterisk-unmatched", n->printed);
		found_str(f, "what", STR("is called nowhere in masthead or title"));
	}
}

/* ---- the list as a whole ------------------------------------------------------------------------
 */

/* Endnotes are a choice only where a page could have held them. */
static void check_genre(struct checking *c)
{
	const struct document *d = c->doc;

	if (!c->profile || !rule_on(c, "note-endnotes-used"))
		return;
	for (uint32_t i = 0; i < c->ap->notes.n; i++) {
		const struct note *n = &c->ap->notes.at[i];
		struct finding *f;

		if (n->series != SERIES_ENDNOTES ||
		    (d->blocks.at[n->block].page < 2 && !d->notes.at[i].certain))
			continue;
		f = found(c, "note-endnotes-used", note_label(n));
		found_number(c, f, "count", c->ap->notes.n);
		return;
	}
}

static void check_restart(struct checking *c)
{
	uint32_t last = 0;

	for (uint32_t i = 0; i < c->ap->notes.n; i++) {
		const struct note *n = &c->ap->notes.at[i];

		if (n->restart > last) {
			struct finding *f = found(c, "note-numbering-restart", note_label(n));

			found_str(f, "label", label_words(n));
			last = n->restart;
		}
	}
}

static void run(struct checking *c)
{
	for (uint32_t i = 0; i < c->ap->notes.n; i++) {
		const struct note *n = &c->ap->notes.at[i];

		check_empty(c, n);
		check_head(c, n);
		check_capital(c, n);
		if (n->series <= SERIES_ENDNOTES)
			check_stop(c, n);
	}
	check_asterisks(c);
	check_genre(c);
	check_restart(c);
}

static const char *const slugs[] = {
	"note-empty",
	"note-terminal-stop",
	"note-initial-capital",
	"note-starts-mid-reference",
	"note-asterisk-unmatched",
	"note-endnotes-used",
	"note-numbering-restart",
	NULL,
};

const struct checker checker_note = {"note", slugs, run};
