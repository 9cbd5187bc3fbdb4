/*
 * Where an indicator stands: on which side of a punctuation mark, with what white space,
 * in what kind of block, and whether it is where a paragraph ends.
 */
#include "check/indicator.h"

#include "base/bytes.h"
#include "base/utf8.h"

enum { THROUGHOUT = 4 }; /* so often is no slip, but a habit: told once */

static bool is_printed(const struct indicator *in)
{
	return in->evidence <= EVIDENCE_BRACKETS && in->series != SERIES_ASTERISKS;
}

static bool is_clause_mark(char ch)
{
	return ch == '.' || ch == ',' || ch == ';' || ch == ':';
}

/* The indicator before, when nothing but white space or a comma parts the two. */
static const struct indicator *neighbour(const struct checking *c, uint32_t i, bool *comma)
{
	const struct indicator *in = &c->ap->indicators.at[i], *before = i ? in - 1 : NULL;
	uint32_t at;

	*comma = false;
	if (!before || before->block != in->block || before->span.end > in->span.begin)
		return NULL;
	for (at = before->span.end; at < in->span.begin; at++) {
		if (c->doc->text.p[at] == ',' && !*comma)
			*comma = true;
		else if (c->doc->text.p[at] != ' ')
			return NULL;
	}
	return before;
}

/* The comma between two indicators is theirs: "rights¹, ²". */
static bool is_parted(const struct checking *c, uint32_t i)
{
	bool comma;

	return i < c->ap->indicators.n && neighbour(c, i, &comma) && comma;
}

/* The mark stands behind the indicator: "rights¹." ; not a decimal, an ellipsis or a time. */
static bool stands_before_mark(const struct checking *c, uint32_t i)
{
	const struct indicator *in = &c->ap->indicators.at[i];
	struct str text = c->doc->text;
	uint32_t end = c->doc->blocks.at[in->block].span.end, at = in->span.end;

	if (!is_printed(in) || at >= end || !is_clause_mark(text.p[at]) || is_parted(c, i + 1))
		return false;
	return at + 1 >= end || !(is_digit(text.p[at + 1]) || text.p[at + 1] == '.' ||
				  (text.p[at] == ',' && text.p[at + 1] != ' '));
}

static bool stands_behind_mark(const struct checking *c, uint32_t i)
{
	const struct indicator *in = &c->ap->indicators.at[i];
	uint32_t begin = c->doc->blocks.at[in->block].span.begin;

	return is_printed(in) && in->span.begin > begin &&
	       is_clause_mark(c->doc->text.p[in->span.begin - 1]);
}

static void misplaced(struct checking *c, uint32_t i, bool should_follow, struct str more)
{
	const struct indicator *in = &c->ap->indicators.at[i];
	uint32_t mark = should_follow ? in->span.end : in->span.begin - 1;
	struct span both = {should_follow ? in->span.begin : mark,
			    should_follow ? mark + 1 : in->span.end};
	struct str glyphs = document_str(c->doc, in->span);
	struct finding *f = found(c, "indicator-before-punctuation", both);
	char ch = c->doc->text.p[mark];

	found_str(f, "label", in->label);
	found_str(f, "mark", str_part(c->doc->text, mark, mark + 1));
	found_str(f, "side", should_follow ? STR("behind") : STR("before"));
	found_str(f, "more", more);
	found_fix(c, f, FIX_SAFE, both,
		  should_follow ? arena_printf(c->arena, "%c%.*s", ch, STR_ARG(glyphs))
				: arena_printf(c->arena, "%.*s%c", STR_ARG(glyphs), ch));
}

/* English puts the indicator behind the mark, French and Spanish before it. */
static void check_marks(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	bool should_follow = strcmp(ap->language, "fr") != 0 && strcmp(ap->language, "es") != 0;
	uint32_t wrong = 0, right = 0, first = NONE;

	if (!rule_on(c, "indicator-before-punctuation"))
		return;
	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		bool before = stands_before_mark(c, i), behind = stands_behind_mark(c, i);

		/* Between two marks ("etc.¹,") nothing can be said. */
		if (before == behind)
			continue;
		if (before != should_follow) {
			right++;
			continue;
		}
		if (!wrong++)
			first = i;
	}
	if (wrong >= THROUGHOUT && wrong > right) {
		misplaced(c, first, should_follow,
			  arena_printf(c->arena, "; the text does so %u times, told here once",
				       wrong));
		return;
	}
	for (uint32_t i = first; wrong && i < ap->indicators.n; i++) {
		bool before = stands_before_mark(c, i), behind = stands_behind_mark(c, i);

		if (before != behind && before == should_follow)
			misplaced(c, i, should_follow, STR_NONE);
	}
}

/* White space in front of the indicator, no-break spaces too; its first byte. */
static uint32_t space_before(const struct checking *c, const struct indicator *in)
{
	uint32_t begin = c->doc->blocks.at[in->block].span.begin, at = in->span.begin;
	struct str text = c->doc->text;

	while (at > begin) {
		uint32_t code, back = (uint32_t)utf8_back(text, at);

		if (!utf8_scan(str_part(text, back, at), &code) ||
		    !(code == ' ' || code == '\t' || utf8_is_invisible(code)))
			break;
		at = back;
	}
	return at > begin ? at : in->span.begin;
}

/* "text [12]" with a space throughout is a style of plain text, not a slip. */
static bool spaces_are_style(const struct checking *c)
{
	uint32_t spaced = 0, all = 0;

	for (uint32_t i = 0; i < c->ap->indicators.n; i++) {
		const struct indicator *in = &c->ap->indicators.at[i];

		if (in->evidence != EVIDENCE_BRACKETS)
			continue;
		all++;
		spaced += space_before(c, in) < in->span.begin;
	}
	return all && spaced * 2 >= all;
}

static void check_spacing(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	bool style = spaces_are_style(c), comma;

	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];
		const struct indicator *before;
		uint32_t from;

		if (!is_printed(in) || (style && in->evidence == EVIDENCE_BRACKETS))
			continue;
		before = neighbour(c, i, &comma);
		if (before && is_printed(before) && !comma) {
			struct span both = {before->span.begin, in->span.end};
			struct span gap = {before->span.end, in->span.begin};
			struct finding *f = found(c, "indicator-adjacent", both);

			found_str(f, "label", before->label);
			found_str(f, "next", in->label);
			found_fix(c, f, FIX_SAFE, gap, STR(","));
			continue;
		}
		from = space_before(c, in);
		if (from < in->span.begin && !before) {
			struct span all = {from, in->span.end}, gap = {from, in->span.begin};
			struct finding *f = found(c, "indicator-spacing", all);

			found_str(f, "label", in->label);
			found_fix(c, f, FIX_SAFE, gap, STR_NONE);
		}
	}
}

/* Letters belong to tables, asterisks to masthead and title. Labels of a markup are not shown. */
static void check_kind(struct checking *c)
{
	const struct apparatus *ap = c->ap;

	if (ap->ocr)
		return;
	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];
		const struct block *b = &c->doc->blocks.at[in->block];

		if (in->evidence == EVIDENCE_FORMAT || in->kind == INDICATOR_NUMBER ||
		    in->kind == INDICATOR_DEBRIS || b->kind != BLOCK_PARAGRAPH || !b->value)
			continue;
		if (in->kind == INDICATOR_ASTERISK && in->note == NONE)
			continue;
		found_at_indicator(c, "indicator-kind", i);
	}
}

/* ---- paragraphs that end without one ------------------------------------------ */

/* A sentence ends before 'at': a stop, and perhaps the indicator behind it. 'k' is the last
 * indicator that ends at or before 'at', plus one. */
static bool sentence_ends_at(const struct checking *c, const struct block *b, uint32_t at,
			     uint32_t *k)
{
	const struct apparatus *ap = c->ap;
	char stop;

	while (*k && ap->indicators.at[*k - 1].span.end > at)
		--*k;
	if (*k && ap->indicators.at[*k - 1].span.end == at &&
	    ap->indicators.at[*k - 1].span.begin > b->span.begin)
		at = ap->indicators.at[*k - 1].span.begin;
	stop = at > b->number.end ? c->doc->text.p[at - 1] : ' ';
	return stop == '.' || stop == '?' || stop == '!';
}

static truth16 is_blank(bytes16 v)
{
	return bytes_equal(v, ' ');
}

static truth16 is_capital(bytes16 v)
{
	return bytes_between(v, 'A', 'Z');
}

/* The last space in [from, to) that a capital follows, or NONE. */
static uint32_t last_opening(struct str text, uint32_t from, uint32_t to)
{
	char room[BYTES_CHUNK + BYTES_BEYOND];

	while (to > from) {
		uint32_t begin = to - from > BYTES_CHUNK ? to - BYTES_CHUNK : from;
		const char *p = bytes_chunk(text, begin, room);
		uint64_t bits = bytes_bits(p, is_blank) & bytes_bits(p + 1, is_capital);

		if (to - begin < BYTES_CHUNK)
			bits &= (1ull << (to - begin)) - 1;
		if (bits)
			return begin + bits_last(bits);
		to = begin;
	}
	return NONE;
}

/* Where the last sentence of a block begins. 'k' is one past the block's last indicator. */
static uint32_t last_sentence(const struct checking *c, const struct block *b, uint32_t k)
{
	uint32_t at = b->span.end - 1;

	while ((at = last_opening(c->doc->text, b->number.end + 1, at)) != NONE)
		if (sentence_ends_at(c, b, at, &k))
			return at;
	return b->span.begin;
}

static struct span last_word(const struct checking *c, const struct block *b)
{
	struct span span = {b->span.end, b->span.end};

	while (span.begin > b->span.begin && c->doc->text.p[span.begin - 1] != ' ')
		span.begin--;
	return span;
}

/* The last block of a numbered paragraph after the first. */
static bool ends_paragraph(const struct document *d, uint32_t i)
{
	const struct block *b = &d->blocks.at[i];

	if (b->kind != BLOCK_PARAGRAPH || b->paragraph == NONE ||
	    d->blocks.at[b->paragraph].value < 2 || span_is_empty(b->span))
		return false;
	return i + 1 == d->blocks.n || d->blocks.at[i + 1].paragraph != b->paragraph ||
	       d->blocks.at[i + 1].part != PART_BODY;
}

static void check_paragraphs(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	uint32_t next = 0;

	if (!rule_on(c, "paragraph-without-indicator") || !ap->indicators.n)
		return;
	for (uint32_t i = 0; i < c->doc->blocks.n; i++) {
		const struct block *b = &c->doc->blocks.at[i];
		uint32_t from;
		bool covered = false;

		if (!ends_paragraph(c->doc, i) || c->doc->text.p[b->span.end - 1] == ':')
			continue;
		while (next < ap->indicators.n && ap->indicators.at[next].span.begin <= b->span.end)
			next++;
		/* Most paragraphs end in one: no need to look where their last sentence begins. */
		if (next && ap->indicators.at[next - 1].evidence != EVIDENCE_LOST &&
		    ap->indicators.at[next - 1].span.end == b->span.end)
			continue;
		from = last_sentence(c, b, next);
		for (uint32_t k = next;
		     k-- > 0 && !covered && ap->indicators.at[k].span.begin >= from;)
			covered = ap->indicators.at[k].evidence != EVIDENCE_LOST;
		if (!covered) {
			struct finding *f =
				found(c, "paragraph-without-indicator", last_word(c, b));
			const struct block *first = &c->doc->blocks.at[b->paragraph];

			found_number(c, f, "paragraph", first->value);
		}
	}
}

static void run(struct checking *c)
{
	check_marks(c);
	check_spacing(c);
	check_kind(c);
	check_paragraphs(c);
}

static const char *const slugs[] = {
	"indicator-before-punctuation", "indicator-spacing",
	"indicator-adjacent",		"indicator-kind",
	"paragraph-without-indicator",	NULL,
};

const struct checker checker_indicator_place = {"indicator_place", slugs, run};
