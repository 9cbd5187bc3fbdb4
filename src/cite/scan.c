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

/* "The same Committee", "The Committee": bytes, and which body named before is meant. */
static size_t committee_scan(struct str text, char *to)
{
	static const struct {
		struct str text; /* behind "The " */
		char to;	 /* committee, person, last */
	} words[] = {
		{{"same Committee", 14}, 'c'},
		{{"Committee", 9}, 'c'},
		{{"Subcommittee", 12}, 'c'},
		{{"same Subcommittee", 17}, 'c'},
		{{"same Special Rapporteur", 23}, 'p'},
		{{"same", 4}, 'l'},
	};
	struct str behind = str_skip(text, 4);
	uint16_t body;
	bool abbreviation;

	if (!behind.n || !strchr("sCS", behind.p[0]))
		return 0;
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (!str_starts(behind, words[i].text) || !word_ends(behind, words[i].text.n))
			continue;
		/* "The Committee against Torture" names itself; "The Committee" refers back. */
		if (i == 1 && body_scan(behind, &body, &abbreviation))
			return 0;
		*to = words[i].to;
		return 4 + words[i].text.n;
	}
	return 0;
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

/* "The same Committee", "It", "She", "They": what they refer to. 'size' is the word's. */
static uint32_t take_reference_back(struct pass *p, uint32_t at, uint32_t size)
{
	struct str text = rest(p, at);
	size_t n = size;
	char to = 'l';

	if (!word_ends(text, size))
		return 0;
	if (size == 3 && (str_starts(text, STR("The ")) || str_starts(text, STR("the "))))
		n = committee_scan(text, &to);
	else if ((size == 3 && str_starts(text, STR("She"))) ||
		 (size == 2 && str_starts(text, STR("He"))))
		to = 'p';
	else if (!(size == 2 && str_starts(text, STR("It"))) &&
		 !(size == 4 && str_starts(text, STR("They"))))
		return 0;
	if (n)
		add_mention(p, at, n,
			    to == 'c'	? p->committee
			    : to == 'p' ? p->person
					: p->last,
			    true, false);
	if (n == 13 && to == 'c')
		see_near_name(p, at + 4);
	return (uint32_t)n;
}

static uint32_t take_body(struct pass *p, uint32_t at)
{
	uint16_t body;
	bool abbreviation;
	struct str text = rest(p, at);
	size_t n;

	if (!body_may_begin(text))
		return 0;
	n = body_scan(text, &body, &abbreviation);
	if (n)
		add_mention(p, at, n, body, false, abbreviation);
	else
		see_near_name(p, at);
	return (uint32_t)n;
}

/* ---- the pass ------------------------------------------------------------------------ */

/* What a byte is to the pass: part of a word, and what its word may begin. */
enum byte_class {
	WORD = 1 << 0,	  /* letters, figures */
	FIGURE = 1 << 1,  /* a figure */
	NAME = 1 << 2,	  /* a name of a body may begin with it */
	BACK = 1 << 3,	  /* a reference back may begin with it */
	CASE = 1 << 4,	  /* "communication", "opinion" */
	LOCATOR = 1 << 5, /* "para", "p." */
};

/* The classes of the table below, and eight bytes of one of them. */
#define EIGHT(c) c, c, c, c, c, c, c, c
enum {
	DIGIT = WORD | FIGURE,
	LOWER = WORD,
	UPPER = WORD | NAME,
	U_BACK = WORD | NAME | BACK, /* He, It, She, They, The */
	U_CASE = WORD | NAME | CASE,
	L_BACK = WORD | BACK,	     /* the */
	L_NAME = WORD | NAME,	     /* mandate holders, special procedure … */
	L_CASE = WORD | NAME | CASE, /* country team, communication, opinion */
	L_LOC = WORD | LOCATOR,
	/* Leads of letters of several bytes. Punctuation, white space and the scripts without
	 * spaces are none: a symbol may begin right behind them. */
	LETTER = WORD,
};

/* clang-format off */
static const uint8_t classes[256] = {
	EIGHT(0), EIGHT(0), EIGHT(0), EIGHT(0), EIGHT(0), EIGHT(0),
	EIGHT(DIGIT), DIGIT, DIGIT, 0, 0, 0, 0, 0, 0,
	/* @ A … G */ 0, UPPER, UPPER, U_CASE, UPPER, UPPER, UPPER, UPPER,
	/* H … O */ U_BACK, U_BACK, UPPER, UPPER, UPPER, UPPER, UPPER, U_CASE,
	/* P … W */ UPPER, UPPER, UPPER, U_BACK, U_BACK, UPPER, UPPER, UPPER,
	/* X Y Z */ UPPER, UPPER, UPPER, 0, 0, 0, 0, 0,
	/* ` a … g */ 0, LOWER, LOWER, L_CASE, LOWER, LOWER, LOWER, LOWER,
	/* h … o */ LOWER, LOWER, LOWER, LOWER, LOWER, L_NAME, LOWER, L_CASE,
	/* p … w */ L_LOC, LOWER, LOWER, L_NAME, L_BACK, LOWER, LOWER, LOWER,
	/* x y z */ LOWER, LOWER, LOWER, 0, 0, 0, 0, 0,
	/* 80 … bf, inside a character */ EIGHT(0), EIGHT(0), EIGHT(0), EIGHT(0),
	EIGHT(0), EIGHT(0), EIGHT(0), EIGHT(0),
	/* c0 … df */ 0, 0, 0, LETTER, LETTER, LETTER, LETTER, LETTER,
	EIGHT(LETTER), EIGHT(LETTER), EIGHT(LETTER),
	/* e0 … ff */ 0, LETTER, 0, 0, 0, 0, 0, 0,
	EIGHT(0), EIGHT(0), EIGHT(0),
};
/* clang-format on */
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

/* Looks closely at the word [at, end); bytes that were taken, at least the word. */
static uint32_t take_word(struct pass *p, uint32_t at, uint32_t end, uint32_t begin)
{
	uint8_t class = classes[(uint8_t)p->text.p[at]];
	uint32_t n = 0;

	if (symbol_may_begin(p, at, end, begin))
		n = take_symbol(p, at);
	if (!n && address_may_begin(p, at, end, begin))
		n = take_address(p, at);
	if (!n && (class & CASE))
		n = take_registrations(p, at, end);
	if (!n && (class & LOCATOR) && end - at <= 10)
		n = take_locator(p, at);
	if (!n && (class & BACK) && end - at <= 4 && !p->note)
		n = take_reference_back(p, at, end - at);
	if (!n && (class & NAME))
		n = take_body(p, at);
	return n ? n : end - at;
}

/* End of the word at 'at'. Behind the lead of a character of several bytes its other bytes
 * belong to the word, whatever they are. */
static const uint8_t *word_end(const uint8_t *at, const uint8_t *end)
{
	for (;;) {
		while (at < end && (classes[*at] & WORD))
			at++;
		if (at >= end || (*at & 0xc0) != 0x80 || !(at[-1] & 0x80))
			return at;
		at++;
	}
}

static void scan_block(struct pass *p)
{
	struct span span = p->ap->doc->blocks.at[p->block].span;
	const uint8_t *text = (const uint8_t *)p->text.p;
	const uint8_t *at = text + span.begin, *end = text + span.end;

	p->end = span.end;
	while (at < end) {
		uint8_t class = classes[*at];
		const uint8_t *next;

		if (!(class & WORD)) {
			at++;
			continue;
		}
		next = word_end(at + 1, end);
		/* Nothing begins with most words: small letters, a space, and no stroke. */
		if (class == WORD && next + 1 < end && *next == ' ' && next[1] != '/')
			at = next + 1;
		else if (class & FIGURE)
			at = next;
		else
			at += take_word(p, (uint32_t)(at - text), (uint32_t)(next - text),
					span.begin);
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
