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

static bool in_address(unsigned char c)
{
	return c > ' ' && c != '<' && c != '>' && c != '"' && c != '|' && c != '\\' && c != '^' &&
	       c != '`' && c != '{' && c != '}';
}

/* White space and quotation marks beyond ASCII end an address; other letters may be its own. */
static size_t wide_step(struct str text, bool *invisible)
{
	uint32_t code;
	size_t n = utf8_scan(text, &code);

	*invisible = n && utf8_is_invisible(code);
	if (!n || *invisible || (code >= 0x2013 && code <= 0x201f) || code == 0xab ||
	    code == 0xbb || code >= 0x3000)
		return 0;
	return n;
}

/* Without the punctuation of the sentence and brackets that were opened outside. */
static size_t address_trim(struct str text, size_t n)
{
	int open = 0;

	for (size_t i = 0; i < n; i++)
		open += (text.p[i] == '(') - (text.p[i] == ')');
	while (n > 0) {
		char c = text.p[n - 1];

		if (c == ')' && open < 0)
			open++;
		else if (!strchr(".,;:!?'*]", c))
			break;
		n--;
	}
	return n;
}

/* What stands behind a space still belongs to the address before: "www.ohchr.org/en/ issues/x.pdf".
 */
static size_t continuation(struct str text, size_t n)
{
	size_t at = n, size = 0;
	bool stroke = false;
	uint32_t code;

	if (n < 8 || !strchr("/-_=&%", text.p[n - 1]))
		return 0;
	while (at < text.n && (text.p[at] == ' ' || (text.p[at] & 0x80))) {
		size = utf8_scan(str_skip(text, at), &code);
		if (!size || (code != ' ' && !utf8_is_invisible(code)))
			break;
		at += size;
	}
	if (at == n || at - n > 3)
		return 0;
	for (size = 0; at + size < text.n && in_address((unsigned char)text.p[at + size]); size++)
		stroke |= size > 0 && strchr("/-_=.%", text.p[at + size]) &&
			  at + size + 1 < text.n && is_alnum(text.p[at + size + 1]);
	if (!size || !stroke || is_upper(text.p[at]) ||
	    str_starts(str_skip(text, at), STR("http")) ||
	    str_starts(str_skip(text, at), STR("www.")))
		return 0;
	return at + size;
}

size_t address_read(struct str text, bool *spaced)
{
	size_t n = 0, longer;
	bool invisible = false;

	*spaced = false;
	if (!str_starts(text, STR("http://")) && !str_starts(text, STR("https://")) &&
	    !(str_starts(text, STR("www.")) && text.n > 4 && is_alnum(text.p[4])))
		return 0;
	for (;;) {
		while (n < text.n && in_address((unsigned char)text.p[n])) {
			size_t step = 1;

			if ((text.p[n] & 0x80) &&
			    !(step = wide_step(str_skip(text, n), &invisible)))
				break;
			n += step;
		}
		longer = continuation(text, n);
		if (!longer)
			break;
		*spaced = true;
		n = longer;
	}
	return address_trim(text, n);
}

static uint32_t take_address(struct pass *p, uint32_t at)
{
	bool spaced;
	size_t n = address_read(rest(p, at), &spaced);
	struct span span = {at, at + (uint32_t)n};
	struct address *a;

	if (!n)
		return 0;
	a = vec_push(p->arena, &p->ap->addresses);
	*a = (struct address){
		.span = span,
		.text = document_str(p->ap->doc, span),
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
		symbol = (struct symbol){.whole = str_part(text, 0, n)};
		verdict = SYMBOL_UNKNOWN;
	}
	use = vec_push(p->arena, &p->ap->symbols);
	*use = (struct symbol_use){
		.span = {at, at + (uint32_t)n},
		.symbol = symbol,
		.body = BODY_NONE,
		.verdict = verdict,
		.block = p->block,
		.note = NONE,
	};
	return (uint32_t)n;
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

/* "The same Committee", "The Committee", "It", "She", "They": what they refer to. */
static uint32_t take_reference_back(struct pass *p, uint32_t at)
{
	static const struct {
		struct str text;
		char to; /* committee, person, last */
	} words[] = {
		{{"The same Committee", 18}, 'c'},
		{{"the same Committee", 18}, 'c'},
		{{"The Committee", 13}, 'c'},
		{{"the Committee", 13}, 'c'},
		{{"The Subcommittee", 16}, 'c'},
		{{"The same Subcommittee", 21}, 'c'},
		{{"The same Special Rapporteur", 27}, 'p'},
		{{"The same", 8}, 'l'},
		{{"She", 3}, 'p'},
		{{"He", 2}, 'p'},
		{{"It", 2}, 'l'},
		{{"They", 4}, 'l'},
	};
	struct str text = rest(p, at);
	uint16_t body;
	bool abbreviation;

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (!str_starts(text, words[i].text) || !word_ends(text, words[i].text.n))
			continue;
		/* "The Committee against Torture" names itself; "The Committee" refers back. */
		if (words[i].text.n == 13 && body_scan(str_skip(text, 4), &body, &abbreviation))
			return 0;
		add_mention(p, at, words[i].text.n,
			    words[i].to == 'c'	 ? p->committee
			    : words[i].to == 'p' ? p->person
						 : p->last,
			    true, false);
		return (uint32_t)words[i].text.n;
	}
	return 0;
}

static uint32_t take_body(struct pass *p, uint32_t at)
{
	uint16_t body;
	bool abbreviation;
	size_t n = body_scan(rest(p, at), &body, &abbreviation);

	if (n)
		add_mention(p, at, n, body, false, abbreviation);
	return (uint32_t)n;
}

/* ---- the pass ------------------------------------------------------------------------ */

/* End of the word at 'at': letters and figures. */
static uint32_t word_end(const struct pass *p, uint32_t at)
{
	while (at < p->end && (is_alnum(p->text.p[at]) || (p->text.p[at] & 0x80)))
		at++;
	return at;
}

/* A symbol may begin where a stroke follows the word, and not behind a hyphen or a stroke. */
static bool symbol_may_begin(const struct pass *p, uint32_t at, uint32_t end, uint32_t begin)
{
	if (end - at > 12 || (at > begin && strchr("-/@.&", p->text.p[at - 1])))
		return false;
	if (end < p->end && p->text.p[end] == ' ')
		end++;
	return end < p->end && p->text.p[end] == '/';
}

/* Looks closely at the word at 'at'; bytes that were taken, at least the word. */
static uint32_t take_word(struct pass *p, uint32_t at, uint32_t begin)
{
	char c = p->text.p[at];
	uint32_t end = word_end(p, at), n = 0;

	if (symbol_may_begin(p, at, end, begin))
		n = take_symbol(p, at);
	if (!n && (c == 'h' || c == 'w'))
		n = take_address(p, at);
	if (!n && c == 'p' && end - at <= 10)
		n = take_locator(p, at);
	if (!n && (c == 'T' || c == 'I' || c == 'S' || c == 'H' || c == 't') && !p->note)
		n = take_reference_back(p, at);
	if (!n && (is_upper(c) || c == 'c' || c == 's' || c == 'm'))
		n = take_body(p, at);
	return n ? n : end - at;
}

static void scan_block(struct pass *p)
{
	struct span span = p->ap->doc->blocks.at[p->block].span;
	uint32_t at = span.begin;

	p->end = span.end;
	while (at < p->end) {
		char c = p->text.p[at];

		if (is_alpha(c) || (c & 0x80))
			at += take_word(p, at, span.begin);
		else if (is_digit(c))
			at = word_end(p, at);
		else
			at++;
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
