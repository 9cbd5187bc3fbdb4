/*
 * Indicators that only their glyphs betray. One pass over the text looks at the few
 * bytes that can begin one; everything else is passed over.
 */
#include "read/reader.h"

#include "base/bytes.h"
#include "base/utf8.h"

enum {
	LABEL_DIGITS = 4,   /* no document has 10,000 notes of one series */
	DEBRIS_CHARS = 4,   /* three figures, and one glyph too many */
	QUOTE_REACH = 4000, /* bytes back in which an opening quotation mark is looked for */
};

struct scan {
	struct document *d;
	uint32_t block;
	struct str text; /* of the document */
	uint32_t end;	 /* of the block */
	bool guess;
	bool footnotes; /* notes stand at the feet of pages: "people. 1" may call one */
	uint32_t note;	/* the first note of the block's page or a later one */
	struct bits_cursor places;
};

static struct indicator_candidate *add(struct scan *s, uint32_t begin, uint32_t end,
				       enum indicator_kind kind, enum evidence evidence)
{
	struct indicator_candidate *c = vec_push(s->d->arena, &s->d->indicators);

	*c = (struct indicator_candidate){
		.span = {begin, end},
		.label = STR_NONE,
		.block = s->block,
		.kind = (uint8_t)kind,
		.evidence = (uint8_t)evidence,
		.note = NONE,
	};
	return c;
}

static struct str rest(const struct scan *s, uint32_t at)
{
	return str_part(s->text, at, s->end);
}

/* "m²", "km³": a unit, not an indicator. */
static bool is_unit(const struct scan *s, uint32_t at, uint32_t begin)
{
	static const struct str units[] = {{"m", 1}, {"km", 2}, {"cm", 2}, {"mm", 2}, {"dm", 2}};
	uint32_t from = at;

	while (from > begin && is_alpha(s->text.p[from - 1]))
		from--;
	for (size_t i = 0; i < COUNT_OF(units); i++)
		if (str_eq(str_part(s->text, from, at), units[i]))
			return true;
	return false;
}

/* Raised digits at 'at'; bytes used. */
static uint32_t raised_scan(struct scan *s, uint32_t at)
{
	uint32_t value = 0, n = 0, digits = 0, code;
	size_t size;
	struct indicator_candidate *c;

	while (digits < LABEL_DIGITS && (size = utf8_scan(rest(s, at + n), &code)) > 0 &&
	       utf8_raised_digit(code) >= 0) {
		value = value * 10 + (uint32_t)utf8_raised_digit(code);
		n += (uint32_t)size;
		digits++;
	}
	if (!digits || (digits == 1 && (value == 2 || value == 3) &&
			is_unit(s, at, s->d->blocks.at[s->block].span.begin)))
		return n;
	c = add(s, at, at + n, INDICATOR_NUMBER, EVIDENCE_RAISED);
	c->number = value;
	c->label = arena_number(s->d->arena, value);
	return n;
}

/* Figures at 'at': bytes and value; 0 for none or too many. */
static uint32_t figures(const struct scan *s, uint32_t at, uint32_t *value)
{
	uint32_t n = 0;

	for (*value = 0; at + n < s->end && is_digit(s->text.p[at + n]); n++) {
		if (n == LABEL_DIGITS)
			return 0;
		*value = *value * 10 + (uint32_t)(s->text.p[at + n] - '0');
	}
	return n;
}

static uint32_t bracket_scan(struct scan *s, uint32_t at)
{
	uint32_t value, n = figures(s, at + 1, &value);
	struct indicator_candidate *c;

	if (!n || n > 3 || at + n + 1 >= s->end || s->text.p[at + n + 1] != ']')
		return 1;
	c = add(s, at, at + n + 2, INDICATOR_NUMBER, EVIDENCE_BRACKETS);
	c->number = value;
	c->label = str_part(s->text, at + 1, at + 1 + n);
	return n + 2;
}

/* What may stand behind a bare indicator: the end, or white space and a new sentence. */
static bool sentence_follows(const struct scan *s, uint32_t at)
{
	if (at >= s->end)
		return true;
	if (s->text.p[at] != ' ')
		return false;
	while (at < s->end && s->text.p[at] == ' ')
		at++;
	return at >= s->end || is_upper(s->text.p[at]) || (s->text.p[at] & 0x80) ||
	       s->text.p[at] == '(' || s->text.p[at] == '"';
}

/* A glyph that OCR makes of a raised figure, and prose does not have behind a stop. */
static bool is_debris(uint32_t code)
{
	return code == '!' || code == '?' || code == '>' || code == '<' || code == '%' ||
	       code == '*' || code == '"' || code == '\'' || code == '^' || code == '#' ||
	       code == '~' || code == '|' || code == '}' || code == '{' || code == '\\' ||
	       code == 0xa7 || code == 0xae || code == 0xa9 || code == 0xb0 || code == 0xb6 ||
	       (code >= 0x2018 && code <= 0x201f) || code == 0x2020 || code == 0x2021 ||
	       code == 0x2122 || code == 0xab || code == 0xbb || code == 0xa5 || code == 0xa2;
}

/*
 * The run of debris and figures at 'at': bytes used, characters in *chars, and whether
 * all of it are figures. Ends at white space; anything else inside makes it 0.
 */
static uint32_t debris_run(const struct scan *s, uint32_t at, uint32_t *chars, bool *figures_only)
{
	uint32_t n = 0, code;

	*chars = 0;
	*figures_only = true;
	while (at + n < s->end && s->text.p[at + n] != ' ') {
		size_t size = utf8_scan(rest(s, at + n), &code);

		if (!size || ++*chars > DEBRIS_CHARS)
			return 0;
		if (!is_digit((char)(code < 0x80 ? code : 'x'))) {
			bool lone = code < 0x80 && is_lower((char)code) && *chars == 1 &&
				    (at + n + 1 >= s->end || s->text.p[at + n + 1] == ' ');

			if (!is_debris(code) && !lone)
				return 0;
			*figures_only = false;
		}
		n += (uint32_t)size;
	}
	return n;
}

static inline truth16 may_be_quote(bytes16 v)
{
	return bytes_high(v) | bytes_equal(v, '"') | bytes_equal(v, '\'');
}

static uint64_t quotes_of(const void *of, uint32_t chunk)
{
	const struct scan *s = of;
	char room[BYTES_CHUNK + BYTES_BEYOND];

	return bytes_bits(bytes_chunk(s->text, chunk, room), may_be_quote);
}

/* An opening mark stands unclosed before a closing one: then it is a quotation mark. */
static bool quotation_is_open(const struct scan *s, uint32_t at, struct str mark)
{
	uint32_t begin = s->d->blocks.at[s->block].span.begin;
	bool single = str_eq(mark, STR("\xe2\x80\x99")) || str_eq(mark, STR("'"));
	struct bits_cursor quotes = BITS_NONE;
	int depth = 0;

	if (at - begin > QUOTE_REACH)
		begin = at - QUOTE_REACH;
	for (uint32_t i = begin; (i = bits_next(&quotes, i, at, quotes_of, s)) < at; i++) {
		struct str here = str_part(s->text, i, at);
		bool word_before = i > begin && is_alpha(s->text.p[i - 1]);

		if (here.p[0] == '"' && mark.p[0] == '"')
			depth ^= 1;
		else if (str_starts(here, single ? STR("\xe2\x80\x98") : STR("\xe2\x80\x9c")) ||
			 str_starts(here, STR("\xc2\xab")))
			depth++;
		else if (str_starts(here, mark) && depth > 0 &&
			 !(single && word_before && here.n > mark.n && is_alpha(here.p[mark.n])))
			depth--;
	}
	return depth > 0;
}

/* What may stand before a stop that ends a sentence (not "e.g", "U.N"). */
static bool word_before(const struct scan *s, uint32_t stop)
{
	char last = s->text.p[stop - 1];

	return (is_alpha(last) && is_alpha(s->text.p[stop - 2])) || is_digit(last) ||
	       (last & 0x80) || strchr(")]\"", last);
}

static void note_bare(struct scan *s, uint32_t at, uint32_t n, bool figures_only)
{
	struct indicator_candidate *c =
		add(s, at, at + n, figures_only ? INDICATOR_NUMBER : INDICATOR_DEBRIS,
		    figures_only ? EVIDENCE_BARE : EVIDENCE_DEBRIS);

	if (figures_only) {
		c->label = str_part(s->text, at, at + n);
		figures(s, at, &c->number);
	}
}

/* Bytes of a closing quotation mark at 'at' that closes one opened before; else 0. */
static uint32_t closing_quote(const struct scan *s, uint32_t at)
{
	static const struct str marks[] = {
		{"\xe2\x80\x9d", 3}, {"\"", 1}, {"\xe2\x80\x99", 3}, {"\xc2\xbb", 2}, {"'", 1}};

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (str_starts(rest(s, at), marks[i]))
			return quotation_is_open(s, at, marks[i]) ? (uint32_t)marks[i].n : 0;
	return 0;
}

static bool is_figure(const struct scan *s, uint32_t at)
{
	return at < s->end && is_digit(s->text.p[at]);
}

/* Behind a stop: figures or debris where a sentence ends. Bytes used beyond the stop. */
static uint32_t after_stop(struct scan *s, uint32_t stop)
{
	uint32_t at = stop + 1, gap, chars, n;
	bool figures_only;

	/* Two bytes before the stop are looked at. */
	if (stop < s->d->blocks.at[s->block].span.begin + 2)
		return 0;
	if (!word_before(s, stop) && !(is_upper(s->text.p[stop - 1]) && is_figure(s, stop + 1)))
		return 0;
	at += closing_quote(s, at);
	gap = at < s->end && s->text.p[at] == ' ';
	n = debris_run(s, at + gap, &chars, &figures_only);
	at += gap;
	if (!n || !sentence_follows(s, at + n))
		return 0;
	if (gap && !is_digit(s->text.p[at]))
		return 0;
	if (gap && at + n < s->end && !figures_only)
		return 0;
	/* A letter alone is debris only at the very end of a paragraph. */
	if (is_lower(s->text.p[at]) && at + n < s->end)
		return 0;
	note_bare(s, at, n, figures_only);
	return at + n - stop - 1;
}

/* Glyphs that prose has nowhere behind a word or a comma. */
static bool is_strong_debris(uint32_t code)
{
	return code == 0xae || code == 0xa9 || code == 0x2122 || code == 0xb0 || code == 0xa7 ||
	       code == 0xb6;
}

/* ®, ©, ™ and ° glued to a word in mid-sentence: nothing else in a UN text does that. */
static uint32_t after_word(struct scan *s, uint32_t at, uint32_t code, size_t size)
{
	uint32_t chars, n;
	bool figures_only;

	if (!is_strong_debris(code) || !is_lower(s->text.p[at - 1]))
		return (uint32_t)size;
	n = debris_run(s, at, &chars, &figures_only);
	if (!n)
		return (uint32_t)size;
	note_bare(s, at, n, false);
	return n;
}

/* Behind a comma: a run of debris that holds more than quotation marks and figures. Bytes
 * used beyond the comma. */
static uint32_t after_comma(struct scan *s, uint32_t comma)
{
	uint32_t at = comma + 1, chars, n, code;
	bool figures_only, strong = false;

	if (at >= s->end || s->text.p[at] == ' ' || is_alnum(s->text.p[at]))
		return 0;
	n = debris_run(s, at, &chars, &figures_only);
	for (uint32_t i = at; i < at + n;) {
		size_t size = utf8_scan(rest(s, i), &code);

		strong |= is_strong_debris(code) || code == '*' || code == '%' || code == '?' ||
			  code == '!' || code == '>';
		i += size ? (uint32_t)size : 1;
	}
	if (!n || !strong)
		return 0;
	note_bare(s, at, n, false);
	return n;
}

static bool ends_with_quote(const struct scan *s, uint32_t at)
{
	struct str before = str_part(s->text, 0, at);

	return str_ends(before, STR("\xe2\x80\x9d")) || str_ends(before, STR("\xe2\x80\x99")) ||
	       str_ends(before, STR("\xc2\xbb"));
}

/* What a bare indicator may stand behind: a word, a comma, a closing mark. */
static bool may_carry(const struct scan *s, uint32_t at)
{
	char before = s->text.p[at - 1], word = at > 1 ? s->text.p[at - 2] : ' ';

	if (is_lower(before) || before == ')' || before == ']' || ends_with_quote(s, at))
		return true;
	if (before == ',' || before == ';' || before == ':')
		return word != ' ';
	return is_upper(before) && is_upper(word);
}

/* What may stand behind one, unless a number goes on. */
static bool may_end(const struct scan *s, uint32_t at)
{
	char c = at < s->end ? s->text.p[at] : ' ';

	if (c == '-')
		return at + 1 < s->end && is_lower(s->text.p[at + 1]);
	if ((c == '.' || c == ',') && is_figure(s, at + 1))
		return false;
	return (c & 0x80) || strchr(" ,;:.)*", c);
}

static void figures_add(struct scan *s, uint32_t at, uint32_t n, uint32_t value)
{
	struct indicator_candidate *c = add(s, at, at + n, INDICATOR_NUMBER, EVIDENCE_BARE);

	c->number = value;
	c->label = str_part(s->text, at, at + n);
}

/* "in 200727 and": a year, and the indicator glued to it. Bytes used, or 0. */
static uint32_t glued_to_year(struct scan *s, uint32_t at)
{
	uint32_t n = 0, value;

	while (is_figure(s, at + n))
		n++;
	if (n < 5 || n > 7 || s->text.p[at + 4] == '0' || !may_end(s, at + n) ||
	    !(str_starts(rest(s, at), STR("19")) || str_starts(rest(s, at), STR("20"))))
		return 0;
	figures(s, at + 4, &value);
	figures_add(s, at + 4, n - 4, value);
	return n;
}

/* Bare figures glued to what stands before them: "submissions1 to". */
static uint32_t glued_figures(struct scan *s, uint32_t at)
{
	uint32_t value, n = figures(s, at, &value), begin = s->d->blocks.at[s->block].span.begin;

	if (!n || n > 3 || !value || s->text.p[at] == '0')
		return n ? n : 1;
	if (!may_carry(s, at) || !may_end(s, at + n))
		return n;
	if ((value == 2 || value == 3) && is_unit(s, at, begin))
		return n;
	figures_add(s, at, n, value);
	return n;
}

/* A footnote with this number stands on the page of the block, or on the next: a paragraph
 * may run on. */
static bool footnote_near(const struct scan *s, uint32_t number)
{
	const struct document *d = s->d;
	uint32_t page = d->blocks.at[s->block].page;

	for (uint32_t i = s->note; i < d->notes.n; i++) {
		const struct note_candidate *n = &d->notes.at[i];

		if (d->blocks.at[n->block].page > page + 1)
			return false;
		if (n->number == number)
			return true;
	}
	return false;
}

/* "people. 1", "Agenda, 2 including": raised figures that the PDF set apart by a space. */
static uint32_t spaced_figures(struct scan *s, uint32_t at)
{
	uint32_t value, n = figures(s, at, &value), after = at + n;

	if (!n || n > 3 || at < 3 || is_digit(s->text.p[at - 2]) || !footnote_near(s, value))
		return n ? n : 1;
	if (after < s->end && !strchr(" ,;:.", s->text.p[after]))
		return n;
	figures_add(s, at, n, value);
	return n;
}

/* "Protocol*, **": another call stands before it. */
static bool behind_stars(const struct scan *s, uint32_t at)
{
	return str_ends(str_part(s->text, s->d->blocks.at[s->block].span.begin, at), STR("*, "));
}

/* "*2330711*": what a bar code says. */
static bool is_job_number(const struct scan *s, uint32_t at)
{
	uint32_t begin = s->d->blocks.at[s->block].span.begin, from = at;

	while (from > begin && is_digit(s->text.p[from - 1]))
		from--;
	return at - from >= 6 && from > begin && s->text.p[from - 1] == '*';
}

/* "*" to "***" behind a word of a title, where no debris is expected. */
static uint32_t stars(struct scan *s, uint32_t at)
{
	uint32_t n = 1;
	struct indicator_candidate *c;

	while (n < 3 && at + n < s->end && s->text.p[at + n] == '*')
		n++;
	if (at == s->d->blocks.at[s->block].span.begin ||
	    (!is_alnum(s->text.p[at - 1]) && s->text.p[at - 1] != ')' && !behind_stars(s, at)) ||
	    is_job_number(s, at) || (at + n < s->end && is_alnum(s->text.p[at + n])))
		return n;
	c = add(s, at, at + n, INDICATOR_ASTERISK, EVIDENCE_RAISED);
	c->label = str_part(s->text, at, at + n);
	return n;
}

static bool is_raised_lead(const struct scan *s, uint32_t at)
{
	uint32_t code;

	return utf8_scan(rest(s, at), &code) && utf8_raised_digit(code) >= 0;
}

static uint32_t high_byte(struct scan *s, uint32_t at, uint32_t begin)
{
	uint32_t code;
	size_t size = utf8_scan(rest(s, at), &code);

	if (!size)
		return 1;
	if (utf8_raised_digit(code) >= 0)
		return raised_scan(s, at);
	if (s->guess && at > begin)
		return after_word(s, at, code, size);
	return (uint32_t)size;
}

/* Looks at the stop at 'at'; bytes used, at least one. */
static uint32_t take(struct scan *s, uint32_t at, uint32_t begin)
{
	const char *p = s->text.p;
	char c = p[at];

	if (c & 0x80)
		return high_byte(s, at, begin);
	if (c == '[')
		return bracket_scan(s, at);
	if (c == '*')
		return stars(s, at);
	if (!s->guess)
		return 1;
	if (c == ',' || c == ';')
		return 1 + after_comma(s, at);
	if (is_digit(c) && (at == begin || is_digit(p[at - 1])))
		return 1;
	if (is_digit(c) && p[at - 1] == ' ') {
		uint32_t n = glued_to_year(s, at);

		return n ? n : s->footnotes ? spaced_figures(s, at) : 1;
	}
	if (is_digit(c))
		return glued_figures(s, at);
	/* What most stops have behind them is a space and a word. */
	if (at + 1 >= s->end || (p[at + 1] == ' ' && at + 2 < s->end && is_alpha(p[at + 2])) ||
	    is_raised_lead(s, at + 1))
		return 1;
	return 1 + after_stop(s, at);
}

/* ---- where to look --------------------------------------------------------------------- */

/* What a byte is to its neighbours. */
enum kind {
	SPACE = 1 << 0,
	LETTER = 1 << 1,
	FIGURE = 1 << 2,
	END = 1 << 3,	 /* of a block */
	INNER = 1 << 4,	 /* of an en dash, a quotation mark, a no-break space */
	OTHER = 1 << 5,	 /* anything else */
	SPACED = 1 << 6, /* a space, and a letter behind it */
};

/* For the bytes with which an indicator may begin: where it cannot. */
struct byte_row {
	uint8_t kind;
	uint8_t dull_after;  /* kinds of the next byte */
	uint8_t dull_before; /* … of the one before */
};

#define ALL 0xff
#define ROW(kind)                                                                                  \
	{                                                                                          \
		kind, ALL, 0                                                                       \
	}
#define TWO(kind)   ROW(kind), ROW(kind)
#define FOUR(kind)  TWO(kind), TWO(kind)
#define EIGHT(kind) FOUR(kind), FOUR(kind)
#define STOP                                                                                       \
	{                                                                                          \
		OTHER, END | SPACED, 0                                                             \
	}
#define COMMA                                                                                      \
	{                                                                                          \
		OTHER, SPACE | LETTER | FIGURE | END, 0                                            \
	}
#define DIGIT                                                                                      \
	{                                                                                          \
		FIGURE, 0, FIGURE | SPACE                                                          \
	}
#define HIGH                                                                                       \
	{                                                                                          \
		OTHER, INNER, 0                                                                    \
	}

/* clang-format off */
static const struct byte_row rows[256] = {
	EIGHT(OTHER), TWO(OTHER), ROW(END), ROW(OTHER), FOUR(OTHER), EIGHT(OTHER), EIGHT(OTHER),
	/*   ! " # */ ROW(SPACE), STOP, TWO(OTHER),
	/* $ % & ' */ FOUR(OTHER),
	/* ( ) * + */ TWO(OTHER), {OTHER, 0, 0}, ROW(OTHER),
	/* , - . / */ COMMA, ROW(OTHER), STOP, ROW(OTHER),
	DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT,
	/* : ; < … ? */ ROW(OTHER), COMMA, TWO(OTHER), ROW(OTHER), STOP,
	/* @ A … Z [ */ ROW(OTHER), TWO(LETTER), EIGHT(LETTER), EIGHT(LETTER), EIGHT(LETTER),
	{OTHER, ALL & ~FIGURE, 0}, FOUR(OTHER),
	/* ` a … z { */ ROW(OTHER), TWO(LETTER), EIGHT(LETTER), EIGHT(LETTER), EIGHT(LETTER),
	ROW(OTHER), FOUR(OTHER),
	/* 80 … bf */ ROW(INNER), TWO(OTHER), ROW(OTHER), FOUR(OTHER), EIGHT(OTHER), EIGHT(OTHER),
	EIGHT(OTHER), ROW(INNER), TWO(OTHER), ROW(OTHER), FOUR(OTHER), EIGHT(OTHER), EIGHT(OTHER),
	EIGHT(OTHER),
	/* c0 … df */ TWO(OTHER), HIGH, ROW(OTHER), FOUR(OTHER), EIGHT(OTHER), EIGHT(OTHER),
	EIGHT(OTHER),
	/* e0 … ff */ TWO(OTHER), HIGH, ROW(OTHER), FOUR(OTHER), EIGHT(OTHER), EIGHT(OTHER),
	EIGHT(OTHER),
};
/* clang-format on */
#undef ROW
#undef TWO
#undef FOUR
#undef EIGHT
#undef STOP
#undef COMMA
#undef DIGIT
#undef HIGH

/* All that the table lets through, and a little more. */
static inline truth16 may_begin(bytes16 v)
{
	return bytes_between(v, '!', '?') | bytes_equal(v, '[') | bytes_equal(v, '\xc2') |
	       bytes_equal(v, '\xe2');
}

/*
 * The bytes of a chunk at which an indicator may begin. What most stops and commas have behind
 * them is a space and a word; the table sees that without a branch, and passes over all digits
 * but the first. The first behind a space counts in a text with footnotes, or as the fifth from
 * the end of a year and an indicator glued to it.
 */
static uint64_t places_of(const void *of, uint32_t chunk)
{
	const struct scan *s = of;
	char room[BYTES_CHUNK + BYTES_BEYOND];
	const char *p = bytes_chunk(s->text, chunk, room);
	uint64_t places = 0;

	for (uint64_t may = bytes_bits(p, may_begin); may; may &= may - 1) {
		unsigned k = bits_first(may);
		const struct byte_row *row = &rows[(uint8_t)p[k]];
		uint32_t at = chunk + k;
		unsigned next = rows[(uint8_t)p[k + 1]].kind, then = rows[(uint8_t)p[k + 2]].kind;
		unsigned before = rows[(uint8_t)s->text.p[at - (at > 0)]].kind;
		bool spaced = s->footnotes || rows[(uint8_t)p[k + 4]].kind == FIGURE;

		next |= (next & then >> 1 & SPACE) * SPACED;
		before &= spaced ? (unsigned)~SPACE : ALL;
		places |= (uint64_t) !((row->dull_after & next) | (row->dull_before & before)) << k;
	}
	return places;
}

static void scan_block(struct scan *s)
{
	const struct block *b = &s->d->blocks.at[s->block];
	uint32_t at = b->number.end > b->span.begin ? b->number.end : b->span.begin;

	s->end = b->span.end;
	while ((at = bits_next(&s->places, at, s->end, places_of, s)) < s->end)
		at += take(s, at, b->span.begin);
}

/* Notes lie in the order of their pages behind the body. */
static void note_advance(struct scan *s)
{
	const struct document *d = s->d;

	while (s->note < d->notes.n &&
	       d->blocks.at[d->notes.at[s->note].block].page < d->blocks.at[s->block].page)
		s->note++;
}

void read_indicators(struct document *d, bool guess)
{
	struct scan s = {.d = d, .text = d->text, .guess = guess, .places = BITS_NONE};

	s.footnotes = guess && d->notes.n && d->notes.at[0].part == PART_FOOTNOTES;
	for (s.block = 0; s.block < d->blocks.n; s.block++) {
		if (d->blocks.at[s.block].kind == BLOCK_NOTE ||
		    d->blocks.at[s.block].kind == BLOCK_CONTENTS ||
		    d->blocks.at[s.block].kind == BLOCK_FURNITURE)
			continue;
		note_advance(&s);
		scan_block(&s);
	}
}

void indicators_merge(struct document *d, uint32_t first)
{
	struct indicator_candidate *old = d->indicators.at, *merged;
	uint32_t n = d->indicators.n, i = 0, k = first, out = 0;

	if (n == first)
		return;
	merged = arena_alloc(d->arena, n * sizeof(*merged));
	while (i < first || k < n) {
		if (k == n || (i < first && old[i].span.begin <= old[k].span.begin))
			merged[out++] = old[i++];
		else if ((out && merged[out - 1].span.end > old[k].span.begin) ||
			 (i < first && old[k].span.end > old[i].span.begin))
			k++;
		else
			merged[out++] = old[k++];
	}
	d->indicators.at = merged;
	d->indicators.n = out;
	d->indicators.cap = n;
}
