/*
 * The pass over the text: where something may begin.
 */
#include "cite/scan_pass.h"

/* What may open an address: "https:", "http//", "www.", "undocs.org". */
static bool address_may_begin(const struct pass *p, uint32_t at, uint32_t end, uint32_t begin)
{
	char next = end < p->end ? p->text.p[end] : ' ';
	char after = end + 1 < p->end ? p->text.p[end + 1] : ' ';

	if (next == ' ' || (at > begin && (p->text.p[at - 1] == '@' || p->text.p[at - 1] == '/')))
		return false;
	if (next == '.')
		return is_alnum(after) || end - at == 3;
	return (next == ':' || (next == '/' && after == '/')) && end - at <= 6;
}

static uint32_t take_address(struct pass *p, uint32_t at)
{
	bool spaced;
	size_t n = address_read(pass_rest(p, at), &spaced);
	struct span span = {at, at + (uint32_t)n};
	struct str text = document_str(p->ap->doc, span);
	struct address *a;

	if (!n)
		return 0;
	a = vec_push(p->arena, &p->ap->addresses);
	*a = (struct address){
		.span = span,
		.text = spaced ? address_join(text, p->arena) : text,
		.broken = spaced || (document_seams(p->ap->doc, span) & SEAM_LINE),
		.spaced = spaced,
		.block = p->block,
		.note = NONE,
	};
	return (uint32_t)n;
}

/* ---- the pass ------------------------------------------------------------------------ */

/* What a byte is to a word. */
enum byte_class {
	WORD = 1 << 0, /* letters, figures, leads of letters of several bytes */
	FIGURE = 1 << 1,
	CAPITAL = 1 << 2, /* or a lead: a symbol may begin with a letter of another alphabet */
};

/*
 * What a word may begin, by its first two letters: a bit is set in the row of the first and
 * of the second. Capitals, which may begin nearly all, need no second.
 */
enum opening {
	OPENS_ANY = 1 << 0,
	OPENS_LOCATOR = 1 << 1, /* pa, pp, p. */
	OPENS_CO = 1 << 2,	/* country team, communication */
	OPENS_P = 1 << 3,	/* opinion, special procedure */
	OPENS_MA = 1 << 4,	/* mandate holders */
	OPENS_HT = 1 << 5,	/* http */
	OPENS_WW = 1 << 6,	/* www, lwww */
	OPENS_MARK = 1 << 7,	/* a stroke or a stop, wherever it stands */
};

struct byte_row {
	uint8_t class;
	uint8_t first, second; /* enum opening */
	uint8_t behind; /* all bits where a word may begin behind this byte, else the mark's */
};

/* Rows of the table: other bytes, small letters, capitals, figures; and eight of one kind. */
#define OTHER(first)                                                                               \
	{                                                                                          \
		0, first, OPENS_ANY | OPENS_MARK, 0xff                                             \
	}
#define SMALL(first, second)                                                                       \
	{                                                                                          \
		WORD, first, OPENS_ANY | OPENS_MARK | (second), OPENS_MARK                         \
	}
#define BIG                                                                                        \
	{                                                                                          \
		WORD | CAPITAL, OPENS_ANY, OPENS_ANY | OPENS_MARK, OPENS_MARK                      \
	}
#define DIGIT                                                                                      \
	{                                                                                          \
		WORD | FIGURE, 0, OPENS_ANY | OPENS_MARK, OPENS_MARK                               \
	}
#define EIGHT(row) row, row, row, row, row, row, row, row

/* clang-format off */
static const struct byte_row rows[256] = {
	EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)),
	/* ( … / */ OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0),
	{0, OPENS_MARK, OPENS_ANY | OPENS_MARK | OPENS_LOCATOR, 0xff}, OTHER(OPENS_MARK),
	EIGHT(DIGIT), DIGIT, DIGIT, OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0),
	/* @ A … Z */ OTHER(0), BIG, BIG, BIG, BIG, BIG, BIG, BIG, EIGHT(BIG), EIGHT(BIG),
	BIG, BIG, BIG, OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0),
	/* ` a b c */ OTHER(0), SMALL(0, OPENS_LOCATOR | OPENS_MA), SMALL(0, 0), SMALL(OPENS_CO, 0),
	/* d e f g */ SMALL(0, 0), SMALL(0, 0), SMALL(0, 0), SMALL(0, 0),
	/* h i j k */ SMALL(OPENS_HT, 0), SMALL(0, 0), SMALL(0, 0), SMALL(0, 0),
	/* l m n o */ SMALL(OPENS_WW, 0), SMALL(OPENS_MA, 0), SMALL(0, 0), SMALL(OPENS_P, OPENS_CO),
	/* p q r s */ SMALL(OPENS_LOCATOR, OPENS_LOCATOR | OPENS_P), SMALL(0, 0), SMALL(0, 0),
	SMALL(OPENS_P, 0),
	/* t u v w */ SMALL(0, OPENS_HT), SMALL(0, 0), SMALL(0, 0), SMALL(OPENS_WW, OPENS_WW),
	/* x y z */ SMALL(0, 0), SMALL(0, 0), SMALL(0, 0),
	OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0),
	/* 80 … bf, inside a character */
	EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)),
	EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)),
	/* c0 … df: leads of letters, but for the first three */
	OTHER(0), OTHER(0), OTHER(0), BIG, BIG, BIG, BIG, BIG, EIGHT(BIG), EIGHT(BIG), EIGHT(BIG),
	/* e0 … ff: punctuation, and scripts without spaces; a symbol may begin behind them */
	OTHER(0), BIG, OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0),
	EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)),
};
/* clang-format on */
#undef OTHER
#undef SMALL
#undef BIG
#undef DIGIT
#undef EIGHT

/* End of the word at 'at'. Behind the lead of a character of several bytes its other bytes
 * belong to the word, whatever they are. */
static uint32_t word_end(const struct pass *p, uint32_t at)
{
	const uint8_t *text = (const uint8_t *)p->text.p;

	for (at++; at < p->end; at++)
		if (!(rows[text[at]].class & WORD) &&
		    ((text[at] & 0xc0) != 0x80 || !(text[at - 1] & 0x80)))
			break;
	return at;
}

/* Looks closely at the word at 'at'; bytes that were taken, at least the word. */
static uint32_t take_word(struct pass *p, uint32_t at, uint32_t begin)
{
	uint32_t end = word_end(p, at), n = 0;
	char c = p->text.p[at];

	if (symbol_may_begin(p, at, end, begin))
		n = take_symbol(p, at);
	if (!n && address_may_begin(p, at, end, begin))
		n = take_address(p, at);
	if (!n && (c == 'c' || c == 'o' || c == 'C' || c == 'O'))
		n = take_registrations(p, at, end);
	if (!n && c == 'p' && end - at <= 10)
		n = take_locator(p, at);
	if (!n && is_upper(c) && end - at <= 4 && !p->note)
		n = take_pronoun(p, at, end - at);
	if (!n)
		n = take_body(p, at, begin);
	return n ? n : end - at;
}

/* Inside a character of several bytes that goes on with a word: "républiques". */
static bool inside_letter(const struct pass *p, uint32_t at, uint32_t begin)
{
	while (at > begin && ((uint8_t)p->text.p[at - 1] & 0xc0) == 0x80)
		at--;
	return at > begin && (p->text.p[at - 1] & 0x80) &&
	       (rows[(uint8_t)p->text.p[at - 1]].class & WORD);
}

/*
 * At a stroke or a stop: the word before it may begin a symbol in small letters or an
 * address, which its own letters did not tell. Its start, or 'at'.
 */
static uint32_t word_before_mark(const struct pass *p, uint32_t at, uint32_t least)
{
	uint32_t from = at;

	if (p->text.p[at] == '.' && !(at + 1 < p->end && is_alnum(p->text.p[at + 1])))
		return at;
	if (from > least && (p->text.p[from - 1] == ' ' || p->text.p[from - 1] == ':'))
		from--;
	while (from > least && (rows[(uint8_t)p->text.p[from - 1]].class & WORD))
		from--;
	return is_lower(p->text.p[from]) ? from : at;
}

/* The next byte in [at, end) at which something may begin; it has no branch but one. */
static uint32_t next_opening(const uint8_t *text, uint32_t at, uint32_t end, uint8_t behind)
{
	for (; at < end; at++) {
		const struct byte_row *row = &rows[text[at]];

		if (row->first & rows[text[at + 1]].second & behind)
			break;
		behind = row->behind;
	}
	return at;
}

static void scan_block(struct pass *p)
{
	struct span span = p->ap->doc->blocks.at[p->block].span;
	const uint8_t *text = (const uint8_t *)p->text.p;
	uint32_t at = span.begin, least = at, from, n;

	p->end = span.end;
	while (at < p->end) {
		at = next_opening(text, at, p->end,
				  at == span.begin ? 0xff : rows[text[at - 1]].behind);
		if (at >= p->end)
			break;
		from = text[at] == '/' || text[at] == '.' ? word_before_mark(p, at, least) : at;
		if ((text[from] == '/' || text[from] == '.') ||
		    (from > span.begin && inside_letter(p, from, span.begin))) {
			at++;
			continue;
		}
		n = take_word(p, from, span.begin);
		at = from + n > at ? from + n : at + 1;
		least = at;
	}
}

void cite_scan(struct apparatus *ap)
{
	struct pass p = {
		.ap = ap,
		.arena = ap->doc->arena,
		.text = ap->doc->text,
		.committee = BODY_NONE,
		.person = BODY_NONE,
		.last = BODY_NONE,
	};

	for (p.block = 0; p.block < ap->doc->blocks.n; p.block++) {
		p.note = ap->doc->blocks.at[p.block].kind == BLOCK_NOTE;
		scan_block(&p);
	}
}
