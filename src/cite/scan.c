#include "cite/scan.h"

#include "base/utf8.h"

struct pass {
	struct apparatus *ap;
	struct arena *arena;
	struct str text;
	uint32_t block;
	uint32_t end;	    /* of the block */
	uint16_t committee; /* the committee named last, for "the same Committee" */
	uint16_t person;    /* … person, for "she" */
	uint16_t last;	    /* … body of any kind, for "it" */
	bool note;	    /* the block is a note */
};

static struct str rest(const struct pass *p, uint32_t at)
{
	return str_part(p->text, at, p->end);
}

/* ---- addresses ------------------------------------------------------------- */

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
	size_t n = address_read(rest(p, at), &spaced);
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

/* ---- locators ------------------------------------------------------------------ */

static size_t skip_spaces(struct str text, size_t n)
{
	while (n < text.n && (text.p[n] == ' ' || str_starts(str_skip(text, n), STR("\xc2\xa0"))))
		n += text.p[n] == ' ' ? 1 : 2;
	return n;
}

/* "9", "5.1", "12 bis", "(a) (ii)", "12 ()": one item of a list; bytes, or 0. */
static size_t item_scan(struct str text)
{
	size_t n = 0, next;

	while (n < text.n && n < 12 &&
	       (is_digit(text.p[n]) ||
		(text.p[n] == '.' && n > 0 && n + 1 < text.n && is_digit(text.p[n + 1]))))
		n++;
	if (!n)
		return 0;
	if (str_starts(str_skip(text, n), STR(" bis")))
		n += 4;
	/* Sub-paragraphs, to any depth: letters, roman numerals, or nothing at all. */
	while ((next = skip_spaces(text, n)) < text.n && text.p[next] == '(') {
		size_t close = next + 1;

		while (close < text.n && close - next < 7 && is_alnum(text.p[close]))
			close++;
		if (close >= text.n || text.p[close] != ')')
			break;
		/* "(1990)" behind a number is a year, not a sub-paragraph. */
		if (close - next > 3 && is_digit(text.p[next + 1]))
			break;
		n = close + 1;
	}
	return n;
}

/* What joins two items of a list, with its white space; bytes, or 0. */
static size_t joint_scan(struct str text)
{
	static const struct str joints[] = {
		{", and ", 6},	     {" and ", 5}, {", ", 2},
		{"\xe2\x80\x93", 3}, {"-", 1},	   {" \xe2\x80\x93 ", 5},
	};

	for (size_t i = 0; i < COUNT_OF(joints); i++)
		if (str_starts(text, joints[i]))
			return joints[i].n;
	return 0;
}

size_t locator_scan(struct str text, size_t *word)
{
	static const struct str words[] = {
		{"paras", 5}, {"para", 4},	  {"pp", 2},
		{"p", 1},     {"paragraphs", 10}, {"paragraph", 9},
	};
	size_t n = 0, joint, item;

	for (size_t i = 0; i < COUNT_OF(words) && !n; i++)
		if (str_starts(text, words[i]) && text.n > words[i].n &&
		    !is_alnum(text.p[words[i].n]))
			n = words[i].n;
	if (!n)
		return 0;
	if (text.p[n] == '.')
		n++;
	*word = n;
	n = skip_spaces(text, n);
	item = item_scan(str_skip(text, n));
	if (!item)
		return 0;
	n += item;
	while ((joint = joint_scan(str_skip(text, n))) > 0 &&
	       (item = item_scan(str_skip(text, n + joint))) > 0)
		n += joint + item;
	return n;
}

static uint32_t take_locator(struct pass *p, uint32_t at)
{
	size_t word, n = locator_scan(rest(p, at), &word);
	struct locator *l;

	if (!n)
		return 0;
	l = vec_push(p->arena, &p->ap->locators);
	l->span = (struct span){at, at + (uint32_t)n};
	l->word = (struct span){at, at + (uint32_t)word};
	l->note = NONE;
	return (uint32_t)n;
}

/* ---- symbols --------------------------------------------------------------------- */

static struct symbol_use *add_symbol(struct pass *p, uint32_t at, size_t n)
{
	struct symbol_use *use = vec_push(p->arena, &p->ap->symbols);

	*use = (struct symbol_use){
		.span = {at, at + (uint32_t)n},
		.body = BODY_NONE,
		.block = p->block,
		.note = NONE,
		.continues = NONE,
	};
	return use;
}

/* Digits at the start of 'text'; their value in *value. */
static size_t figures_scan(struct str text, uint32_t *value)
{
	size_t n = 0;

	*value = 0;
	while (n < text.n && n < 9 && is_digit(text.p[n]))
		*value = *value * 10 + (uint32_t)(text.p[n++] - '0');
	return n < text.n && is_digit(text.p[n]) ? 0 : n;
}

/* "Add.1", "Adds. 1-3", "Corr.2": bytes, or 0. */
static size_t modifier_scan(struct str text)
{
	static const struct str words[] = {{"Add", 3}, {"Corr", 4}, {"Rev", 3}, {"Amend", 5}};
	uint32_t value;
	size_t n = 0, figures, joint;

	for (size_t i = 0; i < COUNT_OF(words) && !n; i++)
		if (str_starts(text, words[i]))
			n = words[i].n;
	if (!n)
		return 0;
	n += n < text.n && text.p[n] == 's';
	if (n == text.n || text.p[n] != '.')
		return 0;
	n = skip_spaces(text, n + 1);
	figures = figures_scan(str_skip(text, n), &value);
	if (!figures)
		return 0;
	n += figures;
	joint = n < text.n && text.p[n] == '-'			     ? 1
		: str_starts(str_skip(text, n), STR("\xe2\x80\x93")) ? 3
								     : 0;
	figures = joint ? figures_scan(str_skip(text, n + joint), &value) : 0;
	n += figures ? joint + figures : 0;
	return n < text.n && (is_alnum(text.p[n]) || text.p[n] == '/') ? 0 : n;
}

/* "2812" behind ".2811": the next of several records; bytes, or 0. */
static size_t record_scan(const struct symbol *symbol, struct str text)
{
	uint32_t value, before;
	size_t figures = 0, n = figures_scan(text, &value);
	struct str whole = symbol->whole;

	while (figures < whole.n && is_digit(whole.p[whole.n - 1 - figures]))
		figures++;
	if (n < 2 || n != figures || figures + 3 > whole.n ||
	    !str_number(str_skip(whole, whole.n - figures), &before) || value <= before)
		return 0;
	whole.n -= figures;
	if (!str_ends(whole, STR("SR.")) && !str_ends(whole, STR("PV.")))
		return 0;
	return n < text.n && (is_alnum(text.p[n]) || text.p[n] == '/' || text.p[n] == '(') ? 0 : n;
}

/* "and Add.1", ", Corr.1", "and 2812": what goes on from the symbol that ends at 'end'. */
static uint32_t take_continuations(struct pass *p, uint32_t end)
{
	uint32_t head = p->ap->symbols.n - 1;
	struct symbol symbol = p->ap->symbols.at[head].symbol;

	for (;;) {
		struct str text = rest(p, end);
		size_t joint = str_starts(text, STR("/")) ? 0 : joint_scan(text), n;
		struct symbol_use *use;

		if (!joint || !(text.p[0] == ' ' || text.p[0] == ','))
			return end;
		text = str_skip(text, joint);
		n = modifier_scan(text);
		if (!n)
			n = record_scan(&symbol, text);
		if (!n)
			return end;
		use = add_symbol(p, end + (uint32_t)joint, n);
		use->symbol = symbol;
		use->symbol.whole = str_part(text, 0, n);
		use->symbol.modifiers = is_digit(text.p[0]) ? STR_NONE : use->symbol.whole;
		use->symbol.flaws = 0;
		use->verdict = SYMBOL_KNOWN;
		use->continues = head;
		end += (uint32_t)(joint + n);
	}
}

static uint32_t take_symbol(struct pass *p, uint32_t at)
{
	struct symbol symbol;
	struct str text = rest(p, at);
	size_t n = symbol_scan(&symbol, text);
	uint8_t verdict = SYMBOL_KNOWN;
	struct symbol_use *use;

	if (!n) {
		n = symbol_token(text);
		if (!n)
			return 0;
		/* What stands behind it may be all that is wrong: "…/Rev.1(Vol.I)/Corr.1". */
		if (symbol_scan(&symbol, str_part(text, 0, n)) != n) {
			symbol = (struct symbol){.whole = str_part(text, 0, n)};
			verdict = SYMBOL_UNKNOWN;
		}
	}
	use = add_symbol(p, at, n);
	use->symbol = symbol;
	use->verdict = verdict;
	if (verdict == SYMBOL_KNOWN)
		return take_continuations(p, at + (uint32_t)n) - at;
	return (uint32_t)n;
}

/* ---- cases by their number ----------------------------------------------------------- */

/* "2001/2010": bytes, or 0. */
static size_t registration_scan(struct str text, struct registration *out)
{
	size_t n = figures_scan(text, &out->number), year;

	if (!n || n > 5 || n + 1 >= text.n || text.p[n] != '/')
		return 0;
	year = figures_scan(str_skip(text, n + 1), &out->year);
	n += 1 + year;
	out->figures = (uint8_t)year;
	return year && (n == text.n || !(is_alnum(text.p[n]) || text.p[n] == '/')) ? n : 0;
}

/* "communication No. 2001/2010", "opinions Nos. 1/2020 and 2/2020". */
static uint32_t take_registrations(struct pass *p, uint32_t at, uint32_t end)
{
	struct str word = str_part(p->text, at, end), text = rest(p, at);
	bool opinion = str_starts(str_skip(word, 1), STR("pinion"));
	size_t n = skip_spaces(text, word.n), joint = 0;

	if (!opinion && !str_starts(str_skip(word, 1), STR("ommunication")))
		return 0;
	if (!str_starts(str_skip(text, n), STR("No")))
		return 0;
	n += 2;
	n += n < text.n && text.p[n] == 's';
	n += n < text.n && text.p[n] == '.';
	n = skip_spaces(text, n);
	for (;;) {
		struct registration one = {.opinion = opinion};
		size_t size = registration_scan(str_skip(text, n + joint), &one);

		if (!size)
			return (uint32_t)n;
		n += joint;
		one.span = (struct span){at + (uint32_t)n, at + (uint32_t)(n + size)};
		*vec_push(p->arena, &p->ap->registrations) = one;
		n += size;
		joint = joint_scan(str_skip(text, n));
		if (!joint)
			return (uint32_t)n;
	}
}

/* ---- bodies ------------------------------------------------------------------------ */

static void add_mention(struct pass *p, uint32_t at, size_t n, uint16_t body, bool back,
			bool abbreviation)
{
	struct mention *m = vec_push(p->arena, &p->ap->mentions);

	m->span = (struct span){at, at + (uint32_t)n};
	m->body = body;
	m->back = back;
	m->abbreviation = abbreviation;
	if (body == BODY_NONE || p->note)
		return;
	p->last = body;
	if (bodies[body].committee)
		p->committee = body;
	if (bodies[body].person)
		p->person = body;
}

static bool word_ends(struct str text, size_t n)
{
	return n >= text.n || !(is_alnum(text.p[n]) || (text.p[n] & 0x80) || text.p[n] == '-');
}

/* "UNCHR", "Committee on the Right of the Child": nearly a name. The words are not taken. */
static void see_near_name(struct pass *p, uint32_t at)
{
	struct body_slip slip;
	size_t n = body_slip_scan(rest(p, at), &slip);
	struct near_name *near;

	if (!n)
		return;
	near = vec_push(p->arena, &p->ap->near_names);
	*near = (struct near_name){{at, at + (uint32_t)n}, slip};
}

static void add_back(struct pass *p, uint32_t at, size_t n, uint16_t body)
{
	add_mention(p, at, n, body, true, false);
}

/* Where "the" or "the same" begins that stands before the word at 'at'; 'at' if neither does. */
static uint32_t article_before(const struct pass *p, uint32_t at, uint32_t begin)
{
	static const struct str words[] = {
		{"The same ", 9}, {"the same ", 9}, {"The ", 4}, {"the ", 4}};
	struct str before = str_part(p->text, begin, at);

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_ends(before, words[i]))
			return at - (uint32_t)words[i].n;
	return at;
}

/* "The same Committee", "the Subcommittee", "The same Special Rapporteur": at the noun. */
static bool noun_refers_back(struct pass *p, uint32_t at, uint32_t begin)
{
	static const struct {
		struct str noun;
		bool person;
	} nouns[] = {
		{{"Committee", 9}, false},
		{{"Subcommittee", 12}, false},
		{{"Special Rapporteur", 18}, true},
	};
	struct str text = rest(p, at);

	for (size_t i = 0; i < COUNT_OF(nouns); i++) {
		uint32_t from;

		if (!str_starts(text, nouns[i].noun) || !word_ends(text, nouns[i].noun.n))
			continue;
		from = article_before(p, at, begin);
		if (from == at || (nouns[i].person && at - from < 9))
			return false;
		add_back(p, from, at + nouns[i].noun.n - from,
			 nouns[i].person ? p->person : p->committee);
		return true;
	}
	return false;
}

/* "It", "She", "He", "They": what they refer to. 'size' is the word's. */
static uint32_t take_pronoun(struct pass *p, uint32_t at, uint32_t size)
{
	struct str word = str_part(p->text, at, at + size);

	if (!word_ends(rest(p, at), size))
		return 0;
	if (str_eq(word, STR("She")) || str_eq(word, STR("He")))
		add_back(p, at, size, p->person);
	else if (str_eq(word, STR("It")) || str_eq(word, STR("They")))
		add_back(p, at, size, p->last);
	else
		return 0;
	return size;
}

static uint32_t take_body(struct pass *p, uint32_t at, uint32_t begin)
{
	uint16_t body;
	bool abbreviation;
	struct str text = rest(p, at);
	size_t n;

	if (!body_may_begin(text))
		return 0;
	/* "The Committee against Torture" names itself; "The Committee" refers back. */
	n = body_scan(text, &body, &abbreviation);
	if (n && !(bodies[body].person && !p->note && noun_refers_back(p, at, begin)))
		add_mention(p, at, n, body, false, abbreviation);
	if (n)
		return (uint32_t)n;
	if (!p->note)
		noun_refers_back(p, at, begin);
	see_near_name(p, at);
	return 0;
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

enum { SYMBOL_HEAD = 12 }; /* no first component of a symbol is longer */

/* Past the character at 'at' when it is white space or invisible: what may stand inside a
 * damaged symbol. */
static uint32_t invisible_end(const struct pass *p, uint32_t at)
{
	uint32_t code;
	size_t n;

	if (p->text.p[at] == ' ')
		return at + 1;
	n = (p->text.p[at] & 0x80) ? utf8_scan(rest(p, at), &code) : 0;
	return n && utf8_is_invisible(code) ? at + (uint32_t)n : at;
}

/* A stroke stands at 'at', behind white space or an invisible character at most; a
 * soft hyphen may also cut the prefix itself. */
static bool stroke_follows(const struct pass *p, uint32_t at)
{
	uint32_t past;

	if (at >= p->end)
		return false;
	if (p->text.p[at] == '/')
		return true;
	past = invisible_end(p, at);
	if (past > at + 1)
		while (past < p->end && is_upper(p->text.p[past]))
			past++;
	return past > at && past < p->end && p->text.p[past] == '/';
}

/* "ECN.4/1995/91": a stop and figures stand between the word and its stroke. */
static bool stop_follows(const struct pass *p, uint32_t at, uint32_t end)
{
	uint32_t i = end + 1;

	if (end >= p->end || p->text.p[end] != '.' || end - at < 3 || !is_upper(p->text.p[at + 1]))
		return false;
	while (i < p->end && i < end + 4 && is_digit(p->text.p[i]))
		i++;
	return i > end + 1 && i < p->end && p->text.p[i] == '/';
}

/* A symbol may begin where a stroke follows the word, and not behind a hyphen or a stroke. */
static bool symbol_may_begin(const struct pass *p, uint32_t at, uint32_t end, uint32_t begin)
{
	char before = at > begin ? p->text.p[at - 1] : ' ';

	return end - at <= SYMBOL_HEAD && (stroke_follows(p, end) || stop_follows(p, at, end)) &&
	       before != '-' && before != '/' && before != '@' && before != '.' && before != '&' &&
	       before != '_';
}

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
