/*
 * The pass over the text: where something may begin.
 */
#include "cite/scan_pass.h"

enum { OPINION = 7, COMMUNICATION = 13 }; /* letters of the words before a registration */

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

/*
 * What a word may begin, by its first two letters: a bit is set in the row of the first and
 * of the second. Capitals, which may begin nearly all, need no second.
 */
enum opening {
	OPENS_ANY = 1 << 0,
	OPENS_PAGE = 1 << 1,   /* pp, p. */
	OPENS_CO = 1 << 2,     /* country team, communication */
	OPENS_P = 1 << 3,      /* opinion, special procedure */
	OPENS_MA = 1 << 4,     /* mandate holders */
	OPENS_HT = 1 << 5,     /* http */
	OPENS_WW = 1 << 6,     /* www, lwww */
	OPENS_STROKE = 1 << 7, /* wherever it stands */
	OPENS_STOP = 1 << 8,   /* within an address: a letter or figure follows */
	OPENS_NAMED = 1 << 9,  /* resolution, general comment, decision */
};

struct byte_row {
	_Alignas(8) bool word;	/* letters, figures, leads of letters of several bytes */
	uint16_t first, second; /* enum opening */
};

/* Rows of the table: other bytes, small letters, capitals, leads, figures; and eight of one kind.
 * A lead opens as a capital does: a symbol may begin with a letter of another alphabet. */
#define OTHER(first)                                                                               \
	{                                                                                          \
		false, first, OPENS_ANY | OPENS_STROKE                                             \
	}
#define SMALL(first, second)                                                                       \
	{                                                                                          \
		true, first, OPENS_ANY | OPENS_STROKE | OPENS_STOP | (second)                      \
	}
#define BIG                                                                                        \
	{                                                                                          \
		true, OPENS_ANY, OPENS_ANY | OPENS_STROKE | OPENS_STOP                             \
	}
#define LEAD                                                                                       \
	{                                                                                          \
		true, OPENS_ANY, OPENS_ANY | OPENS_STROKE                                          \
	}
#define DIGIT                                                                                      \
	{                                                                                          \
		true, OPENS_ANY, OPENS_ANY | OPENS_STROKE | OPENS_STOP                             \
	}
#define EIGHT(row) row, row, row, row, row, row, row, row

/* clang-format off */
static const struct byte_row rows[256] = {
	EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)),
	/* ( … / */ OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0),
	{false, OPENS_STOP, OPENS_ANY | OPENS_STROKE | OPENS_PAGE}, OTHER(OPENS_STROKE),
	EIGHT(DIGIT), DIGIT, DIGIT, OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0),
	/* @ A … Z */ OTHER(0), BIG, BIG, BIG, BIG, BIG, BIG, BIG, EIGHT(BIG), EIGHT(BIG),
	BIG, BIG, BIG, OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0),
	/* ` a b c */ OTHER(0), SMALL(0, OPENS_MA), SMALL(0, 0), SMALL(OPENS_CO, 0),
	/* d e f g */ SMALL(OPENS_NAMED, 0), SMALL(0, OPENS_NAMED), SMALL(0, 0),
	SMALL(OPENS_NAMED, 0),
	/* h i j k */ SMALL(OPENS_HT, 0), SMALL(0, 0), SMALL(0, 0), SMALL(0, 0),
	/* l m n o */ SMALL(OPENS_WW, 0), SMALL(OPENS_MA, 0), SMALL(0, 0), SMALL(OPENS_P, OPENS_CO),
	/* p q r s */ SMALL(OPENS_PAGE, OPENS_PAGE | OPENS_P), SMALL(0, 0),
	SMALL(OPENS_NAMED, 0),
	SMALL(OPENS_P, 0),
	/* t u v w */ SMALL(0, OPENS_HT), SMALL(0, 0), SMALL(0, 0), SMALL(OPENS_WW, OPENS_WW),
	/* x y z */ SMALL(0, 0), SMALL(0, 0), SMALL(0, 0),
	OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0),
	/* 80 … bf, inside a character */
	EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)),
	EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)),
	/* c0 … df: leads of letters, but for the first three */
	OTHER(0), OTHER(0), OTHER(0), LEAD, LEAD, LEAD, LEAD, LEAD, EIGHT(LEAD), EIGHT(LEAD),
	EIGHT(LEAD),
	/* e0 … ff: punctuation, and scripts without spaces; a symbol may begin behind them */
	OTHER(0), LEAD, OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0), OTHER(0),
	EIGHT(OTHER(0)), EIGHT(OTHER(0)), EIGHT(OTHER(0)),
};
/* clang-format on */
#undef OTHER
#undef SMALL
#undef BIG
#undef LEAD
#undef DIGIT
#undef EIGHT

static inline truth16 is_lead(bytes16 v)
{
	return bytes_between(v, '\xc3', '\xdf');
}

/* Leads of three bytes: Georgian, Greek with accents. */
static inline truth16 is_long_lead(bytes16 v)
{
	return bytes_equal(v, '\xe1');
}

static inline truth16 is_mark(bytes16 v)
{
	return bytes_between(v, '.', '/');
}

/* A bit for each byte of the text that belongs to a word, the other bytes of letters too. */
static const uint64_t *words_of(struct str text, struct arena *a)
{
	size_t n = text.n / BYTES_CHUNK + 2;
	uint64_t *words = arena_alloc(a, n * sizeof(*words)), letters = 0;
	char room[BYTES_CHUNK + BYTES_BEYOND];

	for (size_t at = 0, i = 0; at < text.n; at += BYTES_CHUNK, i++) {
		const char *p = bytes_chunk(text, at, room);

		words[i] = bytes_bits(p, bytes_alnum) | letters;
		letters = 0;
		if (bytes_bits(p, bytes_high)) {
			uint64_t leads = bytes_bits(p, is_lead),
				 longer = bytes_bits(p, is_long_lead);

			words[i] |= leads | leads << 1 | longer | longer << 1 | longer << 2;
			letters = leads >> 63 | longer >> 63 | longer >> 62;
		}
	}
	words[n - 2] = text.n % BYTES_CHUNK ? words[n - 2] : letters;
	words[n - 1] = 0;
	return words;
}

/* A letter of several bytes ends before 'at': what stands there goes on with its word,
 * "républiques.org". */
static bool ends_letter(const struct pass *p, uint32_t at, uint32_t begin)
{
	return at > begin && (p->text.p[at - 1] & 0x80) &&
	       (p->words[(at - 1) / 64] >> (at - 1) % 64 & 1);
}

/* End of the word at 'at'. */
static uint32_t word_end(const struct pass *p, uint32_t at)
{
	for (;;) {
		uint64_t left = ~p->words[at / 64] >> at % 64;
		uint32_t end = left ? at + bits_first(left) : (at | 63) + 1;

		if (left || end >= p->end)
			return end < p->end ? end : p->end;
		at = end;
	}
}

/* Small letters that stop the pass for the noun of a named source and nothing else. */
static inline bool opens_named(char c)
{
	return c == 'r' || c == 'g' || c == 'd';
}

/* What stands at 'end' behind a word may belong to it, as in symbols and addresses: a stroke, a
 * stop, a colon, an invisible character. Most words have a space and a letter behind them. */
static bool may_go_on(const struct pass *p, uint32_t end)
{
	char c = end < p->end ? p->text.p[end] : ' ';

	if (c == ' ')
		return end + 1 < p->end && p->text.p[end + 1] == '/';
	return c == '/' || c == '.' || c == ':' || (c & 0x80);
}

/* Looks closely at the word at 'at'; bytes that were taken, at least the word. */
static uint32_t take_word(struct pass *p, uint32_t at, uint32_t begin)
{
	uint32_t end = word_end(p, at), n = 0;
	char c = p->text.p[at];

	if (may_go_on(p, end)) {
		if (symbol_may_begin(p, at, end, begin) && (n = take_symbol(p, at)) > 0)
			n += take_bare_annex(p, at + n);
		if (!n && address_may_begin(p, at, end, begin))
			n = take_address(p, at);
	}
	if (!n && at + 1 < p->end && (opens_named(c) || capital_may_name(c, p->text.p[at + 1])) &&
	    (n = take_named(p, at)) > 0)
		n += take_bare_annex(p, at + n);
	if (!n && (((c == 'c' || c == 'C') && end - at >= COMMUNICATION) ||
		   ((c == 'o' || c == 'O') && end - at >= OPINION)))
		n = take_registrations(p, at, end);
	if (!n && c == 'p' && end - at <= 2)
		n = take_roman_page(p, at, begin);
	if (!n && is_upper(c))
		n = take_numeral(p, at, end, begin);
	if (!n && is_upper(c) && end - at <= 4 && !p->note)
		n = take_pronoun(p, at, end - at);
	if (!n)
		n = take_body(p, at, begin);
	return n ? n : end - at;
}

/*
 * At a stroke or a stop: the word before it may begin a symbol in small letters or an
 * address, which its own letters did not tell. Its start, or 'at'.
 */
static uint32_t word_before_mark(const struct pass *p, uint32_t at, uint32_t least)
{
	uint32_t from = at;

	if (from > least && (p->text.p[from - 1] == ' ' || p->text.p[from - 1] == ':'))
		from--;
	while (from > least && rows[(uint8_t)p->text.p[from - 1]].word)
		from--;
	return is_lower(p->text.p[from]) ? from : at;
}

/* The bytes of a chunk at which something may begin: what words and marks the table lets
 * through. The bits of words and marks are few, and no branch depends on what they are. */
static uint64_t openings_of(const void *of, uint32_t chunk)
{
	const struct pass *p = of;
	char room[BYTES_CHUNK + BYTES_BEYOND];
	const uint8_t *text = (const uint8_t *)bytes_chunk(p->text, chunk, room);
	uint64_t words = p->words[chunk / 64], openings = 0;
	uint64_t before = words << 1 | (chunk ? p->words[chunk / 64 - 1] >> 63 : 0);
	uint64_t may = (words & ~before) | bytes_bits((const char *)text, is_mark);

	for (; may; may &= may - 1) {
		unsigned k = bits_first(may);
		bool opens = rows[text[k]].first & rows[text[k + 1]].second;

		openings |= (uint64_t)opens << k;
	}
	return openings;
}

static void scan_block(struct pass *p)
{
	struct span span = p->ap->doc->blocks.at[p->block].span;
	const char *text = p->text.p;
	uint32_t at = span.begin, least = at, from, n;

	p->end = span.end;
	while ((at = bits_next(&p->openings, at, p->end, openings_of, p)) < p->end) {
		if (is_digit(text[at])) {
			n = take_number(p, at);
			n = n ? n : take_locator(p, at, span.begin);
			at += n ? n : 1;
			least = n ? at : least;
			continue;
		}
		from = at;
		if (text[at] == '/' || text[at] == '.') {
			from = word_before_mark(p, at, least);
			if (from == at || ends_letter(p, from, span.begin)) {
				at++;
				continue;
			}
		} else if (opens_named(text[at]) && !named_may_begin(p, at)) {
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
		.words = words_of(ap->doc->text, ap->doc->arena),
		.openings = BITS_NONE,
	};

	for (p.block = 0; p.block < ap->doc->blocks.n; p.block++) {
		p.note = ap->doc->blocks.at[p.block].kind == BLOCK_NOTE;
		p.cell = ap->doc->blocks.at[p.block].kind == BLOCK_CELL;
		scan_block(&p);
	}
}
