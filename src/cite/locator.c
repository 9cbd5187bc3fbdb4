#include "cite/locator.h"

#include "base/utf8.h"

enum {
	VALUE_MOST = 100000000, /* a number beyond it is no number of a paragraph */
	LEVELS_MOST = 4,	/* levels of sub-paragraphs that "(c)" may go on from */
	YEAR_FIRST = 1900,
	YEAR_LAST = 2100,
};

/* ---- words --------------------------------------------------------------------------- */

#define WORD(text, unit, plural, spelt)                                                            \
	{                                                                                          \
		{text, sizeof(text) - 1}, unit, plural, spelt                                      \
	}

static const struct locator_word words_a[] = {
	WORD("article", UNIT_ARTICLE, false, true),
	WORD("articles", UNIT_ARTICLE, true, true),
	WORD("art", UNIT_ARTICLE, false, false),
	WORD("arts", UNIT_ARTICLE, true, false),
	WORD("annex", UNIT_ANNEX, false, true),
	WORD("annexes", UNIT_ANNEX, true, true),
	WORD("appendix", UNIT_APPENDIX, false, true),
	WORD("appendices", UNIT_APPENDIX, true, true),
	WORD("appendixes", UNIT_APPENDIX, true, true),
};
static const struct locator_word words_b[] = {
	WORD("box", UNIT_BOX, false, true),
	WORD("boxes", UNIT_BOX, true, true),
};
static const struct locator_word words_c[] = {
	WORD("chap", UNIT_CHAPTER, false, false),
	WORD("chaps", UNIT_CHAPTER, true, false),
	WORD("chapter", UNIT_CHAPTER, false, true),
	WORD("chapters", UNIT_CHAPTER, true, true),
};
static const struct locator_word words_e[] = {
	WORD("endnote", UNIT_NOTE, false, true),
	WORD("endnotes", UNIT_NOTE, true, true),
};
static const struct locator_word words_f[] = {
	WORD("footnote", UNIT_NOTE, false, true), WORD("footnotes", UNIT_NOTE, true, true),
	WORD("figure", UNIT_FIGURE, false, true), WORD("figures", UNIT_FIGURE, true, true),
	WORD("fig", UNIT_FIGURE, false, false),	  WORD("figs", UNIT_FIGURE, true, false),
};
static const struct locator_word words_n[] = {
	WORD("note", UNIT_NOTE, false, true),
	WORD("notes", UNIT_NOTE, true, true),
};
static const struct locator_word words_p[] = {
	WORD("para", UNIT_PARAGRAPH, false, false),
	WORD("paras", UNIT_PARAGRAPH, true, false),
	WORD("paragraph", UNIT_PARAGRAPH, false, true),
	WORD("paragraphs", UNIT_PARAGRAPH, true, true),
	WORD("p", UNIT_PAGE, false, false),
	WORD("pp", UNIT_PAGE, true, false),
	WORD("par", UNIT_PARAGRAPH, false, false),	   /* French */
	WORD("p\xc3\xa1rr", UNIT_PARAGRAPH, false, false), /* Spanish */
	WORD("p\xc3\xa1rrs", UNIT_PARAGRAPH, true, false),
	WORD("p\xc3\xa1g", UNIT_PAGE, false, false),
	WORD("p\xc3\xa1gs", UNIT_PAGE, true, false),
	WORD("page", UNIT_PAGE, false, true),
	WORD("pages", UNIT_PAGE, true, true),
	WORD("part", UNIT_PART, false, true),
	WORD("parts", UNIT_PART, true, true),
};
static const struct locator_word words_s[] = {
	WORD("sect", UNIT_SECTION, false, false),   WORD("sects", UNIT_SECTION, true, false),
	WORD("section", UNIT_SECTION, false, true), WORD("sections", UNIT_SECTION, true, true),
	WORD("sec", UNIT_SECTION, false, false),    WORD("secs", UNIT_SECTION, true, false),
};
static const struct locator_word words_t[] = {
	WORD("table", UNIT_TABLE, false, true),
	WORD("tables", UNIT_TABLE, true, true),
};
static const struct locator_word words_v[] = {
	WORD("vol", UNIT_VOLUME, false, false),
	WORD("vols", UNIT_VOLUME, true, false),
	WORD("volume", UNIT_VOLUME, false, true),
	WORD("volumes", UNIT_VOLUME, true, true),
};
#undef WORD

static const struct {
	const struct locator_word *at;
	size_t n;
} words[26] = {
	['a' - 'a'] = {words_a, COUNT_OF(words_a)}, ['b' - 'a'] = {words_b, COUNT_OF(words_b)},
	['c' - 'a'] = {words_c, COUNT_OF(words_c)}, ['e' - 'a'] = {words_e, COUNT_OF(words_e)},
	['f' - 'a'] = {words_f, COUNT_OF(words_f)}, ['n' - 'a'] = {words_n, COUNT_OF(words_n)},
	['p' - 'a'] = {words_p, COUNT_OF(words_p)}, ['s' - 'a'] = {words_s, COUNT_OF(words_s)},
	['t' - 'a'] = {words_t, COUNT_OF(words_t)}, ['v' - 'a'] = {words_v, COUNT_OF(words_v)},
};

const struct locator_word *locator_word_find(struct str text)
{
	char first = text.n ? to_lower(text.p[0]) : '\0';
	size_t letter = (size_t)(first - 'a');

	if (!is_lower(first))
		return NULL;
	for (size_t i = 0; i < words[letter].n; i++) {
		const struct locator_word *word = &words[letter].at[i];

		if (word->text.n == text.n && memcmp(word->text.p + 1, text.p + 1, text.n - 1) == 0)
			return word;
	}
	return NULL;
}

/* ---- bytes ----------------------------------------------------------------------------- */

/* A list that is being read. */
struct list {
	struct apparatus *ap;
	struct locator *l;
	struct str text;
	struct span levels; /* sub-paragraphs of the last number, which "(c)" may go on from */
	bool alone;	    /* one number: what follows goes on with a list around this one */
	bool romance;	    /* French or Spanish: "par. 12 à 15 et 19 b)" */
};

/* The byte at 'at', or a zero behind the end. */
static char byte(struct str text, size_t at)
{
	return at < text.n ? text.p[at] : '\0';
}

size_t locator_space(struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p + at;

	if (at >= text.n)
		return 0;
	if (*p == ' ')
		return 1;
	if (*p == 0xc2 && at + 1 < text.n && p[1] == 0xa0)
		return 2;
	/* U+2002 … U+200B, the narrow no-break space U+202F */
	if (*p == 0xe2 && at + 2 < text.n && p[1] == 0x80 &&
	    ((p[2] >= 0x82 && p[2] <= 0x8b) || p[2] == 0xaf))
		return 3;
	return 0;
}

static uint32_t skip_spaces(struct str text, uint32_t at)
{
	for (;;) {
		char c = byte(text, at);

		if (c == ' ')
			at++;
		else if (c & 0x80 && locator_space(text, at))
			at += (uint32_t)locator_space(text, at);
		else
			return at;
	}
}

/* True when 'at' lies behind a word: no letter or figure goes on there. */
static bool ends_word(struct str text, uint32_t at)
{
	unsigned char c = (unsigned char)byte(text, at);

	/* Leads of letters with accents; dashes, quotation marks and spaces have others. */
	return !is_alnum((char)c) && !(c >= 0xc3 && c < 0xe2);
}

static bool word_stands(struct str text, uint32_t at, struct str word)
{
	return str_starts(str_skip(text, at), word) && ends_word(text, at + (uint32_t)word.n);
}

/* ---- numbers ---------------------------------------------------------------------------- */

static uint32_t digits_read(struct str text, uint32_t at, uint32_t *value)
{
	for (*value = 0; is_digit(byte(text, at)); at++)
		if (*value < VALUE_MOST)
			*value = *value * 10 + (uint32_t)(text.p[at] - '0');
	return at;
}

static uint32_t roman_digit(char c)
{
	switch (to_lower(c)) {
	case 'i':
		return 1;
	case 'v':
		return 5;
	case 'x':
		return 10;
	case 'l':
		return 50;
	case 'c':
		return 100;
	default:
		return 0;
	}
}

/* Bytes that the roman numeral for 'value' has. */
static size_t roman_size(uint32_t value)
{
	static const uint8_t sizes[] = {0, 1, 2, 3, 2, 1, 2, 3, 4, 2};

	return sizes[value % 10] + sizes[value / 10 % 10] + value / 100;
}

/* The value of a roman numeral up to 399, all of it in letters of one size; or 0. "C" and "L"
 * alone are letters of a list. */
static uint32_t roman_value(struct str s)
{
	uint32_t value = 0;

	if (s.n == 1 && roman_digit(s.p[0]) > 10)
		return 0;
	for (size_t i = 0; i < s.n; i++) {
		uint32_t one = roman_digit(s.p[i]);
		uint32_t next = i + 1 < s.n ? roman_digit(s.p[i + 1]) : 0;

		if (!one || is_upper(s.p[i]) != is_upper(s.p[0]))
			return 0;
		value += one < next ? 0 - one : one;
	}
	/* "IC", "VX": what another numeral says in other letters is none. */
	return value < 400 && roman_size(value) == s.n ? value : 0;
}

/* Units whose numbers may be roman, and those whose parts may have letters: "II.B.3". */
static bool takes_roman(uint8_t unit)
{
	return unit != UNIT_PARAGRAPH && unit != UNIT_NOTE;
}

static bool takes_letters(uint8_t unit)
{
	return unit != UNIT_PARAGRAPH && unit != UNIT_NOTE && unit != UNIT_PAGE &&
	       unit != UNIT_ARTICLE && unit != UNIT_VOLUME;
}

/* "II", "A", "iv": bytes behind it, or 'at'. */
static uint32_t letters_read(const struct list *l, uint32_t at, struct locator_number *out)
{
	bool upper = is_upper(byte(l->text, at));
	uint32_t end = at;
	struct str s;

	/* Pages have small numerals, and "P.V." is somebody's name. */
	if (!takes_roman(l->l->unit) || upper == (l->l->unit == UNIT_PAGE))
		return at;
	while (is_alpha(byte(l->text, end)) && end - at < 12)
		end++;
	if (!ends_word(l->text, end))
		return at;
	s = str_part(l->text, at, end);
	out->value = roman_value(s);
	out->roman = out->value > 0;
	if (!out->roman && s.n == 1 && upper && takes_letters(l->l->unit)) {
		out->letter = true;
		out->value = (uint32_t)(s.p[0] - 'A') + 1;
	}
	return out->roman || out->letter ? end : at;
}

/* "II.B.3", "A.1": the parts behind the first. */
static uint32_t parts_read(const struct list *l, uint32_t at)
{
	while (byte(l->text, at) == '.') {
		uint32_t end = at + 1;

		if (is_digit(byte(l->text, end)))
			while (is_digit(byte(l->text, end)))
				end++;
		else
			while (is_alpha(byte(l->text, end)) && end - at < 8)
				end++;
		if (end == at + 1 || !ends_word(l->text, end))
			break;
		if (is_alpha(l->text.p[at + 1]) && end > at + 2 &&
		    !roman_value(str_part(l->text, at + 1, end)))
			break;
		at = end;
	}
	return at;
}

/* " bis", "-ter", "bis": bytes behind it, or 'at'. */
static uint32_t bis_read(struct str text, uint32_t at)
{
	static const struct str words_bis[] = {{"bis", 3}, {"ter", 3}, {"quater", 6}};
	uint32_t from = byte(text, at) == '-' ? at + 1 : skip_spaces(text, at);

	if (!is_lower(byte(text, from))) /* most numbers end here */
		return at;
	for (size_t i = 0; i < COUNT_OF(words_bis); i++)
		if (word_stands(text, from, words_bis[i]))
			return from + (uint32_t)words_bis[i].n;
	return at;
}

/* "293-1", "5-2": the article of a code, and no range. */
static uint32_t hyphen_read(const struct list *l, uint32_t at, struct locator_number *out)
{
	uint32_t value, end;

	if ((l->l->unit != UNIT_ARTICLE && l->l->unit != UNIT_SECTION) ||
	    byte(l->text, at) != '-' || !is_digit(byte(l->text, at + 1)))
		return at;
	end = digits_read(l->text, at + 1, &value);
	if (!ends_word(l->text, end) || (l->l->plural && value > out->value))
		return at;
	out->minor = value;
	return end;
}

/* "1,204" of a large volume. */
static uint32_t thousands_read(struct str text, uint32_t at, uint32_t *value)
{
	uint32_t more, end;

	if (byte(text, at) != ',' || *value == 0 || *value > 99)
		return at;
	end = digits_read(text, at + 1, &more);
	if (end != at + 4 || !ends_word(text, end))
		return at;
	*value = *value * 1000 + more;
	return end;
}

/* "115. 23", "115 .23": a number of two parts that came apart, where nothing else can be meant:
 * behind it the list or the note ends. Bytes behind it, or 'at'. */
static uint32_t gap_read(const struct list *l, uint32_t at, uint32_t *out)
{
	uint32_t stop = skip_spaces(l->text, at), from = skip_spaces(l->text, stop + 1), end;
	uint32_t behind, minor;

	if (l->l->unit != UNIT_PARAGRAPH || byte(l->text, stop) != '.' ||
	    (stop > at) == (from > stop + 1))
		return at;
	end = digits_read(l->text, from, &minor);
	if (end == from || end - from > 3)
		return at;
	behind = skip_spaces(l->text, end);
	if (end >= l->text.n || strchr(",;)", l->text.p[end]) ||
	    (l->text.p[end] == '.' && end + 1 >= l->text.n) ||
	    word_stands(l->text, behind, STR("and")) || byte(l->text, behind) == '\xe2') {
		*out = minor;
		return end;
	}
	return at;
}

/* "9", "115.113", "12 bis", "5A": bytes behind it, or 'at'. */
static uint32_t figures_read(const struct list *l, uint32_t at, struct locator_number *out)
{
	uint32_t end = digits_read(l->text, at, &out->value), part, next;

	if (end == at || end - at > 9)
		return at;
	if (l->l->unit == UNIT_PAGE)
		end = thousands_read(l->text, end, &out->value);
	for (uint32_t depth = 0; byte(l->text, end) == '.'; depth++) {
		next = digits_read(l->text, end + 1, &part);
		if (next == end + 1)
			break;
		if (depth == 0)
			out->minor = part;
		end = next;
	}
	if (!out->minor)
		end = gap_read(l, end, &out->minor);
	end = hyphen_read(l, end, out);
	if (is_alpha(byte(l->text, end)) && ends_word(l->text, end + 1))
		end++;
	next = bis_read(l->text, end);
	out->bis = next > end;
	end = out->bis || !takes_letters(l->l->unit) ? next : parts_read(l, end);
	return ends_word(l->text, end) ? end : at;
}

/* ---- sub-paragraphs -------------------------------------------------------------------- */

/* One pair of brackets and what is in it. */
struct level {
	struct span span, inner;
	uint32_t figure, letter, roman; /* what it may count as; 0: not */
	bool upper;
};

/* True for what a sub-paragraph may be called: "a", "bb", "iv", "3", "a–c", nothing. */
static bool level_name(struct str s, struct level *out)
{
	*out = (struct level){.span = out->span, .inner = out->inner};
	out->upper = s.n && is_upper(s.p[0]);
	if (s.n == 1 && is_alpha(s.p[0]))
		out->letter = (uint32_t)(to_lower(s.p[0]) - 'a') + 1;
	if (s.n == 2 && is_alpha(s.p[0]) && s.p[0] == s.p[1])
		out->letter = (uint32_t)(to_lower(s.p[0]) - 'a') + 27;
	if (s.n <= 3 && str_number(s, &out->figure) && out->figure)
		return true;
	out->roman = s.n ? roman_value(s) : 0;
	return out->letter || out->roman || !s.n;
}

/* "a–c": two names and a dash. */
static bool level_range(struct str s)
{
	size_t dash = 0, n;
	uint32_t code;
	struct level one = {.figure = 0};

	while (dash < s.n && is_alnum(s.p[dash]))
		dash++;
	n = utf8_scan(str_skip(s, dash), &code);
	if (!dash || !n || (code != '-' && !utf8_is_dash(code)) || dash + n >= s.n)
		return false;
	return level_name(str_part(s, 0, dash), &one) && level_name(str_skip(s, dash + n), &one);
}

/* Reads "(a)", "( )" at 'at' with the space before it; false when none stands there. */
/* "b)" of "19 b)", as French and Spanish have it. */
static bool level_read_closed(struct str text, uint32_t at, struct level *out)
{
	uint32_t open = skip_spaces(text, at), close = open;

	while (close < open + 4 && is_alpha(byte(text, close)))
		close++;
	if (open == at || close == open || byte(text, close) != ')')
		return false;
	out->span = (struct span){open, close + 1};
	out->inner = (struct span){open, close};
	return level_name(str_part(text, open, close), out);
}

static bool level_read(struct str text, uint32_t at, struct level *out)
{
	uint32_t open = skip_spaces(text, at), close = open + 1;
	struct str inner;

	if (byte(text, open) != '(')
		return false;
	while (close < text.n && text.p[close] != ')' && close - open < 12)
		close++;
	if (byte(text, close) != ')')
		return false;
	out->span = (struct span){open, close + 1};
	out->inner = (struct span){open + 1, close};
	inner = str_trim(str_part(text, open + 1, close));
	return level_name(inner, out) || level_range(inner);
}

/* "(b)" behind "(a)", which is its neighbour and not below it: "34 (a)(b)(c) and (d)", "5 (c)(g)".
 * What may be a numeral is taken for one: "(a)(i)". */
static bool level_beside(const struct level *before, const struct level *one)
{
	if (before->figure)
		return one->figure == before->figure + 1;
	return before->letter && one->letter > before->letter && !one->roman &&
	       one->upper == before->upper;
}

static uint32_t below_read(struct str text, uint32_t at, struct locator_number *out)
{
	struct level one, before = {.figure = 0};

	while (level_read(text, at, &one) && !level_beside(&before, &one)) {
		if (span_is_empty(out->below))
			out->below.begin = one.span.begin;
		at = out->below.end = one.span.end;
		before = one;
	}
	return at;
}

/* Two names of one kind, the second behind the first; or 'anywhere'. */
static bool in_order(uint32_t before, uint32_t one, bool anywhere)
{
	return before && one && (anywhere || one > before);
}

/* True when "(c)" goes on from a level of what stands before: "34 (b) and (c)". The end of a range
 * may stand anywhere, so that one that falls is seen. */
static bool level_follows(const struct list *l, const struct level *one, bool anywhere)
{
	uint32_t at = l->levels.begin;
	struct level before;

	for (int i = 0; i < LEVELS_MOST && at < l->levels.end; i++) {
		if (!level_read(l->text, at, &before))
			return false;
		if (in_order(before.figure, one->figure, anywhere) ||
		    in_order(before.letter, one->letter, anywhere) ||
		    in_order(before.roman, one->roman, anywhere))
			return true;
		at = before.span.end;
	}
	return false;
}

/* ---- what is no number of the list --------------------------------------------------------- */

/* A month behind a number makes it the day of a date. */
static bool month_stands(struct str text, uint32_t at)
{
	static const struct str months[] = {
		{"January", 7},	 {"February", 8}, {"March", 5},	 {"April", 5},	   {"May", 3},
		{"June", 4},	 {"July", 4},	  {"August", 6}, {"September", 9}, {"October", 7},
		{"November", 8}, {"December", 8}, {"Jan", 3},	 {"Feb", 3},	   {"Aug", 3},
		{"Sept", 4},	 {"Oct", 3},	  {"Nov", 3},	 {"Dec", 3},
	};

	if (!is_upper(byte(text, at)) || !strchr("JFMASOND", text.p[at]))
		return false;
	for (size_t i = 0; i < COUNT_OF(months); i++)
		if (word_stands(text, at, months[i]))
			return true;
	return false;
}

/* "(1990)": a year in brackets. */
static bool year_stands(struct str text, uint32_t at)
{
	uint32_t year;

	return byte(text, at) == '(' && digits_read(text, at + 1, &year) == at + 5 &&
	       byte(text, at + 5) == ')';
}

/* "34/20", "12:30", "20 per cent", "12 May": a number, but none of a locator. */
static bool is_other(struct str text, uint32_t end)
{
	char c = byte(text, end), next = byte(text, end + 1);
	uint32_t behind = skip_spaces(text, end);

	if ((c == '/' && is_alnum(next)) || (c == ':' && is_digit(next)))
		return true;
	next = byte(text, behind);
	if (next == '%' || (next == 'p' && word_stands(text, behind, STR("per cent"))))
		return true;
	return behind > end && month_stands(text, behind);
}

/* The words that may follow the last number of a list without a comma; before another the number
 * counts something: "para. 5, 27 States". */
static bool goes_on(struct str text, uint32_t end)
{
	static const struct str ties[] = {
		{"and", 3},
		{"or", 2},
		{"to", 2},
		{"of", 2},
		{"above", 5},
		{"below", 5},
		{"in", 2},
		{"on", 2},
		{"at", 2},
		{"as", 2},
		{"is", 2},
		{"are", 3},
		{"was", 3},
		{"were", 4},
		{"for", 3},
		{"which", 5},
		{"that", 4},
		{"the", 3},
		{"read", 4},
		{"should", 6},
		{"shall", 5},
		{"has", 3},
		{"have", 4},
		{"with", 4},
		{"by", 2},
		{"from", 4},
		{"et", 2},
		{"ff", 2},
		{"per", 3},
		{"do", 2},
		{"does", 4},
		{"may", 3},
		{"thereof", 7},
		{"supra", 5},
		{"infra", 5},
		{"did", 3},
		{"respectively", 12},
		{"hereof", 6},
		{"when", 5},
		{"because", 7},
		{"since", 5},
		{"but", 3},
		{"where", 5},
	};
	uint32_t behind = skip_spaces(text, end);

	if (behind == end || !is_alpha(byte(text, behind)))
		return true;
	for (size_t i = 0; i < COUNT_OF(ties); i++)
		if (word_stands(text, behind, ties[i]))
			return true;
	return false;
}

/* A year behind a comma is that of publication: "p. 12, 1998". */
static bool is_year(const struct list *l, const struct locator_number *n)
{
	const struct locator_item *last = vec_last(&l->ap->locator_items);

	return n->value >= YEAR_FIRST && n->value <= YEAR_LAST && !n->minor &&
	       last->from.value < YEAR_FIRST / 2;
}

/* The words of which this knows are English. */
static bool list_goes_on(const struct list *l, uint32_t end)
{
	return l->romance || goes_on(l->text, end);
}

/* True when number 'n' behind a joint belongs to the list. */
static bool belongs(const struct list *l, uint8_t joint, const struct locator_number *n)
{
	const struct locator_number *first = &l->ap->locator_items.at[l->l->first_item].from;
	bool loose = joint == JOINT_COMMA || joint == JOINT_SEMICOLON;
	uint32_t end = n->span.end, thousands = 1;

	if (is_other(l->text, end) || n->roman != first->roman || n->letter != first->letter)
		return false;
	if ((loose || !l->l->plural) && !list_goes_on(l, end))
		return false;
	if (loose && is_year(l, n))
		return false;
	if (span_is_empty(n->below) && l->l->unit != UNIT_PAGE &&
	    year_stands(l->text, skip_spaces(l->text, end)))
		return false;
	return n->minor || thousands_read(l->text, end, &thousands) == end;
}

/* ---- the list ---------------------------------------------------------------------------- */

/* "the part I played": a pronoun. */
static bool is_pronoun(const struct list *l, const struct locator_number *n, uint32_t end)
{
	return l->l->unit == UNIT_PART && n->roman && n->value == 1 && !list_goes_on(l, end);
}

static uint32_t number_read(const struct list *l, uint32_t at, struct locator_number *out)
{
	struct level below;
	uint32_t end;

	*out = (struct locator_number){.span = {at, at}, .figure = {at, at}, .below = {at, at}};
	if (is_digit(byte(l->text, at)))
		end = figures_read(l, at, out);
	else if (is_alpha(byte(l->text, at)))
		end = letters_read(l, at, out);
	else
		return at;
	if (end == at || is_pronoun(l, out, end))
		return at;
	if ((out->roman || out->letter) && takes_letters(l->l->unit))
		end = parts_read(l, end);
	out->figure.end = out->below.begin = out->below.end = end;
	out->span.end = below_read(l->text, end, out);
	if (l->romance && span_is_empty(out->below) && level_read_closed(l->text, end, &below)) {
		out->below = below.span;
		out->span.end = below.span.end;
	}
	return out->span.end;
}

/* "(c)" that goes on from "34 (b)". */
static uint32_t only_below_read(const struct list *l, uint32_t at, bool anywhere,
				struct locator_number *out)
{
	struct level one;
	uint32_t end;

	if (byte(l->text, at) != '(' || !level_read(l->text, at, &one) ||
	    !level_follows(l, &one, anywhere))
		return at;
	*out = (struct locator_number){.span = {at, at}, .figure = {at, at}, .below = {at, at}};
	end = below_read(l->text, at, out);
	out->span.end = end;
	out->value = vec_last(&l->ap->locator_items)->from.value;
	out->minor = vec_last(&l->ap->locator_items)->from.minor;
	return end;
}

/* The stop of "5.1. and 5.2.", "7.3.–7.4.": behind a number of two parts. */
static uint32_t skip_stop(const struct list *l, uint32_t at)
{
	const struct locator_item *last = vec_last(&l->ap->locator_items);

	return (last->from.minor || last->to.minor) && byte(l->text, at) == '.' ? at + 1 : at;
}

/* A dash of any kind, or "to", with the white space around it; bytes behind it, or 'at'. */
static uint32_t dash_read(const struct list *l, uint32_t at)
{
	uint32_t from = skip_spaces(l->text, skip_stop(l, at)), code;
	char c = byte(l->text, from);
	size_t n;

	if (from > at && c == 't' && word_stands(l->text, from, STR("to")))
		return skip_spaces(l->text, from + 2);
	if (from > at && l->romance && word_stands(l->text, from, STR("a")))
		return skip_spaces(l->text, from + 1);
	if (from > at && l->romance && str_starts(str_skip(l->text, from), STR("\xc3\xa0 ")))
		return skip_spaces(l->text, from + 2);
	if (c != '-' && !(c & 0x80))
		return at;
	n = utf8_scan(str_skip(l->text, from), &code);
	if (!n || (code != '-' && !utf8_is_dash(code)))
		return at;
	from += (uint32_t)n;
	if (code == '-' && byte(l->text, from) == '-')
		from++;
	return skip_spaces(l->text, from);
}

/* The upper end of the last item's range, if it has one. */
static uint32_t range_read(struct list *l, uint32_t at)
{
	struct locator_item *item = vec_last(&l->ap->locator_items);
	uint32_t from = dash_read(l, at), end = from;
	struct locator_number to;

	if (from == at)
		return at;
	l->levels = item->from.below;
	if (!item->below_only)
		end = number_read(l, from, &to);
	if (end == from)
		end = only_below_read(l, from, true, &to);
	if (end == from || is_other(l->text, end) || to.roman != item->from.roman ||
	    to.letter != item->from.letter)
		return at;
	/* "article 5 – 12 States": the sentence's own dash. */
	if (locator_space(l->text, at) && !list_goes_on(l, end))
		return at;
	item->to = to;
	item->dash = (struct span){at, from};
	item->span.end = end;
	if (!span_is_empty(to.below))
		l->levels = to.below;
	return end;
}

/* "and", "or" with what stands behind it: "and. 8" is a slip. */
enum { ROMANCE_WORDS = 4 };

static uint32_t conjunction_read(const struct list *l, uint32_t at, uint8_t *kind)
{
	static const struct {
		struct str word;
		uint8_t kind;
	} conjunctions[] = {
		{{"et", 2}, JOINT_AND}, /* ROMANCE_WORDS of them */
		{{"y", 1}, JOINT_AND},	   {{"ou", 2}, JOINT_OR},   {{"o", 1}, JOINT_OR},
		{{"and/or", 6}, JOINT_OR}, {{"and", 3}, JOINT_AND}, {{"or", 2}, JOINT_OR},
		{{"&", 1}, JOINT_AND},
	};

	for (size_t i = l->romance ? 0 : ROMANCE_WORDS; i < COUNT_OF(conjunctions); i++) {
		uint32_t end = at + (uint32_t)conjunctions[i].word.n, behind;

		if (!str_starts(str_skip(l->text, at), conjunctions[i].word))
			continue;
		behind = end + (byte(l->text, end) == '.' || byte(l->text, end) == ',');
		*kind = conjunctions[i].kind;
		return locator_space(l->text, behind) ? skip_spaces(l->text, behind) : at;
	}
	return at;
}

/* What joins an item to the next: bytes behind it, or 'at'. */
static uint32_t joint_read(const struct list *l, uint32_t at, uint8_t *kind)
{
	uint32_t from = skip_spaces(l->text, skip_stop(l, at)), end;
	char mark = byte(l->text, from);
	bool comma = mark == ',';

	*kind = JOINT_CLOSE;
	if (comma || (mark == ';' && l->l->plural)) {
		*kind = comma ? JOINT_COMMA : JOINT_SEMICOLON;
		from = skip_spaces(l->text, from + 1);
	} else if (from == at) {
		return at;
	}
	end = conjunction_read(l, from, kind);
	if (comma && *kind == JOINT_AND)
		*kind = JOINT_COMMA_AND;
	return end > from || *kind != JOINT_CLOSE ? end : at;
}

/* The next item behind what joins it; bytes behind it, or 'at'. */
static uint32_t item_read(struct list *l, uint32_t at)
{
	struct locator_item item = {.span = {at, at}};
	uint32_t from = joint_read(l, at, &item.joint_kind), end;

	if (from == at) /* "(a)(b)" */
		from = skip_spaces(l->text, at);
	end = only_below_read(l, from, false, &item.from);
	item.below_only = end > from;
	if (!item.below_only) {
		if (l->alone)
			return at;
		end = item.joint_kind == JOINT_CLOSE ? from : number_read(l, from, &item.from);
		if (end == from || !belongs(l, item.joint_kind, &item.from))
			return at;
	}
	item.joint = (struct span){at, from};
	item.span = (struct span){from, end};
	item.to.span = item.to.figure = item.to.below = item.dash = (struct span){end, end};
	*vec_push(l->ap->doc->arena, &l->ap->locator_items) = item;
	if (!item.below_only || span_is_empty(l->levels))
		l->levels = item.from.below;
	return end;
}

/*
 * "articles 6, paragraph 1, and 7": behind the paragraph the list of articles goes on. In words
 * this is the form of all such lists, also where the article is not seen: "5 (2), 6, paragraph 1
 * and 7".
 */
static bool is_nested(const struct apparatus *ap, struct str text)
{
	const struct locator *l = vec_last(&ap->locators), *before = l - 1;
	uint32_t at = l->word.begin;

	if (l->unit != UNIT_PARAGRAPH || l->plural || at < 3 || text.p[at - 1] != ' ' ||
	    text.p[at - 2] != ',' || !(is_digit(text.p[at - 3]) || text.p[at - 3] == ')'))
		return false;
	if (ap->locators.n > 1 && before->span.end == at - 2)
		return (before->unit == UNIT_ARTICLE || before->unit == UNIT_SECTION ||
			before->spelt) &&
		       (before->plural || l->spelt);
	return l->spelt && !(ap->symbols.n && vec_last(&ap->symbols)->span.end == at - 2);
}

uint32_t locator_list_read(struct apparatus *ap, struct str text, uint32_t at)
{
	struct list l = {.ap = ap,
			 .l = vec_last(&ap->locators),
			 .text = text,
			 .alone = is_nested(ap, text),
			 .romance = strcmp(ap->language, "fr") == 0 ||
				    strcmp(ap->language, "es") == 0};
	struct locator_item item = {.span = {at, at}, .joint = {at, at}};
	uint32_t end = number_read(&l, at, &item.from), next;

	if (end == at || is_other(text, end))
		return at;
	item.span.end = end;
	item.to.span = item.to.figure = item.to.below = item.dash = (struct span){end, end};
	*vec_push(ap->doc->arena, &ap->locator_items) = item;
	l.levels = item.from.below;
	end = range_read(&l, end);
	while ((next = item_read(&l, end)) > end)
		end = range_read(&l, next);
	l.l->nitems = ap->locator_items.n - l.l->first_item;
	return end;
}
