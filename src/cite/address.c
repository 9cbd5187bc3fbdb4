/*
 * Where an address begins and ends in running text. What ends it: white space, quotation
 * marks, brackets that were opened outside, the punctuation of the sentence. What does not:
 * an invisible character in its middle, and a space behind which it plainly goes on.
 */
#include "cite/host.h"
#include "cite/scan.h"

#include "base/utf8.h"
#include "symbol/symbol.h"

enum {
	ADDRESS_MOST = 4096, /* bytes; what is longer is cut, so that none is read twice in full */
	HOST_MOST = 253,
	EXTENSION_MOST = 5,
	SPACES_MOST = 3, /* between the parts of a broken address */
	WORD_MOST = 512, /* of what is looked at behind a space */
	HIDDEN_MOST = 4, /* invisible characters in a row */
};

/* No width at all: zero-width spaces and joiners, soft hyphen, direction marks. */
static bool has_no_width(uint32_t code)
{
	return code == 0xad || (code >= 0x200b && code <= 0x200f) ||
	       (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x2069) ||
	       code == 0xfeff;
}

/* Quotation marks, dots, raised digits, and the letters of scripts without spaces end it. */
static bool ends_address(uint32_t code)
{
	return utf8_is_invisible(code) || (code >= 0x2014 && code <= 0x201f) || code == 0x2026 ||
	       code == 0x2022 || code == 0xab || code == 0xbb || code == 0x2039 || code == 0x203a ||
	       code == 0x60c || code == 0x61b || code == 0x61f || code >= 0x3000 ||
	       utf8_raised_digit(code) >= 0;
}

/* "[0]=" of a query; any other bracket is the sentence's, or an indicator's. */
static bool is_index(struct str text)
{
	size_t n = 1;

	while (n < text.n && n < 32 && (is_alnum(text.p[n]) || text.p[n] == '_'))
		n++;
	return n + 1 < text.n && text.p[n] == ']' && strchr("=[%&", text.p[n + 1]);
}

/* "CAT/C/…", "UNICEF report"; but "AUS_RRT,,IRN,4ec4" goes on. */
static bool is_capitals(struct str s)
{
	size_t n = 0;

	while (n < s.n && n < 16 && is_upper(s.p[n]))
		n++;
	return n > 1 && !(n < s.n && strchr(",_", s.p[n]));
}

/* A new address, sentence or source begins behind a comma or a semicolon without a space. */
static bool is_glued(struct str behind)
{
	return !behind.n || str_starts(behind, STR("http")) || str_starts(behind, STR("www.")) ||
	       is_capitals(behind);
}

/* Bytes of the character of an address at the start of 'text', or 0. */
static size_t char_scan(struct str text)
{
	unsigned char c;
	uint32_t code;
	size_t n;

	if (!text.n)
		return 0;
	c = (unsigned char)text.p[0];
	if (is_alnum((char)c) || c == '/' || c == '.')
		return 1;
	if (c < 0x80) {
		if (c <= ' ' || strchr("<>\"|\\^`{}\x7f", c))
			return 0;
		if (c == '[')
			return is_index(text) ? 1 : 0;
		return (c == ',' || c == ';') && is_glued(str_skip(text, 1)) ? 0 : 1;
	}
	n = utf8_scan(text, &code);
	return n && !ends_address(code) ? n : 0;
}

/* Bytes of the invisible characters at the start of 'text' behind which an address goes on. */
static size_t hidden_scan(struct str text)
{
	size_t n = 0, size;
	uint32_t code;

	for (int i = 0; i < HIDDEN_MOST; i++) {
		size = n < text.n && (text.p[n] & 0x80) ? utf8_scan(str_skip(text, n), &code) : 0;
		if (!size || !has_no_width(code))
			break;
		n += size;
	}
	return n && char_scan(str_skip(text, n)) ? n : 0;
}

static bool is_extension(struct str s)
{
	static const struct str all[] = {{"htm", 3},  {"html", 4}, {"pdf", 3},	{"asp", 3},
					 {"aspx", 4}, {"php", 3},  {"doc", 3},	{"docx", 4},
					 {"xls", 3},  {"xlsx", 4}, {"shtml", 5}};

	for (size_t i = 0; i < COUNT_OF(all); i++)
		if (str_eq_nocase(s, all[i]))
			return true;
	return false;
}

/* "report.pdf", also with a query behind it. */
static bool is_file(struct str word)
{
	size_t begin = 0;

	for (size_t i = 0; i <= word.n; i++) {
		if (i < word.n && is_alnum(word.p[i]))
			continue;
		if (begin > 0 && word.p[begin - 1] == '.' &&
		    is_extension(str_part(word, begin, i)) &&
		    (i == word.n || word.p[i] == '?' || word.p[i] == '#'))
			return true;
		begin = i + 1;
	}
	return false;
}

/* "page.htm.Reporters": the stop at 'at' is the sentence's and has lost its space. */
static bool is_glued_stop(struct str text, size_t at)
{
	size_t begin = at;

	if (at + 2 >= text.n || text.p[at] != '.' || !is_upper(text.p[at + 1]) ||
	    !is_lower(text.p[at + 2]))
		return false;
	while (begin > 0 && at - begin < EXTENSION_MOST && is_alnum(text.p[begin - 1]))
		begin--;
	return begin > 0 && text.p[begin - 1] == '.' && is_extension(str_part(text, begin, at));
}

/* Without the punctuation of the sentence and brackets that were opened outside. */
static size_t trim(struct str text)
{
	int open = 0;

	for (size_t i = 0; i < text.n; i++)
		open += (text.p[i] == '(') - (text.p[i] == ')');
	while (text.n > 0) {
		char c = text.p[text.n - 1];

		if (c == ')' && open < 0)
			open++;
		else if (c == '(')
			open--;
		else if (!strchr(".,;:!?'*]", c))
			break;
		text.n--;
	}
	return text.n;
}

/* End of the run of an address's characters that begins at 'n'. */
static size_t run_end(struct str text, size_t n, bool *hidden)
{
	for (size_t step;; n += step) {
		step = is_glued_stop(text, n) ? 0 : char_scan(str_skip(text, n));
		if (step)
			continue;
		step = hidden_scan(str_skip(text, n));
		if (!step)
			return n;
		*hidden = true;
	}
}

/* Bytes of the spaces at the start of 'text', a few at most. */
static size_t spaces_scan(struct str text)
{
	size_t n = 0, size;
	uint32_t code;

	for (int i = 0; i < SPACES_MOST && n < text.n; i++) {
		size = utf8_scan(str_skip(text, n), &code);
		if (!size || (code != ' ' && !utf8_is_invisible(code)))
			break;
		n += size;
	}
	return n;
}

struct shape {
	size_t strokes, hyphens, marks, letters; /* marks: what no word of prose holds */
};

static struct shape shape_of(struct str word)
{
	struct shape s = {0};

	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];

		s.letters += is_alpha(c);
		s.strokes += c == '/';
		s.hyphens += c == '-' && i > 0 && i + 1 < word.n;
		s.marks += strchr("_=&%?#+", c) != NULL && word.n > 1;
	}
	return s;
}

/* "A/HRC/39/CRP.2": capitals before the first stroke. */
static bool is_symbol(struct str word)
{
	size_t n = 0;

	while (n < word.n && is_upper(word.p[n]))
		n++;
	return n > 0 && n < word.n && word.p[n] == '/';
}

static bool has_path(struct str address)
{
	return address.n > 8 && memchr(address.p + 8, '/', address.n - 8);
}

/* False unless 'address' is one that carries a symbol; what follows its host and language, which
 * may be nothing yet. */
static bool symbol_path(struct str address, struct str *out)
{
	static const struct str hosts[] = {{"docs.un.org/", 12}, {"undocs.org/", 11}};
	size_t scheme;

	if (web_opens(address, &scheme))
		address = str_skip(address, scheme);
	for (size_t i = 0; i < COUNT_OF(hosts); i++) {
		if (!str_starts(address, hosts[i]))
			continue;
		address = str_skip(address, hosts[i].n);
		if (address.n > 2 && is_lower(address.p[0]) && address.p[2] == '/')
			address = str_skip(address, 3);
		*out = address;
		return true;
	}
	return false;
}

/* "https://docs.un.org/en/A/H" and "RC/49/50": only together they are a symbol. */
static bool is_halved_symbol(struct str before, struct str word)
{
	enum { SYMBOL_MOST = 64 };
	struct str head, whole;
	char joined[SYMBOL_MOST];
	struct symbol read;

	if (!symbol_path(before, &head) || head.n + word.n > SYMBOL_MOST)
		return false;
	if (head.n && symbol_scan(&read, head) == head.n)
		return false;
	memcpy(joined, head.p, head.n);
	memcpy(joined + head.n, word.p, word.n);
	whole = (struct str){joined, head.n + word.n};
	return symbol_scan(&read, whole) == whole.n;
}

/* "54A59D88BFD753F BC125710F005B08A4": the halves of a key. */
static bool is_key(struct str before, struct str word)
{
	enum { KEY_LEAST = 8 };
	size_t digits = 0, n = 0;

	for (; n < word.n && is_alnum(word.p[n]); n++) {
		if (!is_digit(word.p[n]) && !(word.p[n] >= 'A' && word.p[n] <= 'F'))
			return false;
		digits += is_digit(word.p[n]);
	}
	return n >= KEY_LEAST && digits > 1 && digits < n && is_digit(before.p[before.n - 2]);
}

/* "85880", "16809e09f4": too long for a year, and no word. */
static bool is_number(struct str word)
{
	enum { NUMBER_LEAST = 5 };
	size_t digits = 0;

	for (size_t i = 0; i < word.n; i++) {
		if (!is_digit(word.p[i]) && !is_lower(word.p[i]))
			return false;
		digits += is_digit(word.p[i]);
	}
	return word.n >= NUMBER_LEAST && digits > word.n / 2;
}

/* The last part of a path is words with hyphens: "…/sr-re". */
static bool ends_in_hyphens(struct str address)
{
	for (size_t i = address.n; i-- > 0 && address.p[i] != '/';)
		if (address.p[i] == '-')
			return true;
	return false;
}

/* A stroke with a capital or a figure behind it: "earch/TMDocuments", "ts/628002", but "and/or". */
static bool has_odd_part(struct str word)
{
	for (size_t i = 1; i + 1 < word.n; i++)
		if (word.p[i] == '/' && (is_upper(word.p[i + 1]) || is_digit(word.p[i + 1])))
			return true;
	return false;
}

/* The address breaks off in a word, which 'word' of small letters can only be the rest of:
 * "expe rt_papers/paper.pdf", "statem ents/2023/03/visit", "volke r-turk-ends-his-visit". */
static bool goes_on_in_word(struct str before, struct str word, const struct shape *s)
{
	if (s->strokes > 1 || s->hyphens > 2 || memchr(word.p, '_', word.n))
		return true;
	return (s->strokes && ((s->hyphens && s->letters > 6) || has_odd_part(word))) ||
	       (s->hyphens > 1 && ends_in_hyphens(before));
}

/* "fundamentalis ms/", but "and/ or" */
static bool ends_in_stroke(struct str word)
{
	return word.n > 2 && word.p[word.n - 1] == '/' && !str_eq(word, STR("and/")) &&
	       !str_eq(word, STR("or/"));
}

/* "before", which looks like an address, goes on with 'word' behind a space. */
static bool goes_on(struct str before, struct str word)
{
	char end = before.p[before.n - 1], first = word.p[0];
	struct shape s = shape_of(word);
	size_t scheme;

	if (is_halved_symbol(before, word))
		return true;
	if (web_opens(word, &scheme) || (is_symbol(word) && !is_file(word)))
		return false;
	if (first == '/')
		return end != '/' && word.n > 2 && is_alnum(word.p[1]);
	if (first == '?' || first == '&')
		return word.n > 3 && memchr(word.p, '=', word.n);
	/* "high -commissioner-visit", "form_c _2.pdf" */
	if (first == '-' || first == '_')
		return is_alnum(end) && has_path(before) && word.n > 3 &&
		       (is_lower(word.p[1]) ||
			(is_alnum(word.p[1]) && (s.hyphens || is_file(word))));
	/* "index .aspx?doc=5" */
	if (first == '.')
		return is_alnum(end) && has_path(before) && is_file(word);
	if (!is_alnum(first))
		return false;
	if (end == '.') {
		const char *query = memchr(word.p, '?', word.n);

		word.n = query ? (size_t)(query - word.p) : word.n;
		return has_path(before) && is_lower(first) && is_extension(word);
	}
	if (end == '=')
		return s.marks || s.strokes || s.letters < word.n || is_file(word);
	if (strchr("-_&%?+", end))
		return s.marks || s.hyphens || s.strokes || is_file(word);
	if (end == '/')
		return is_file(word) || s.marks || is_number(word) ||
		       (s.letters &&
			(s.hyphens > 1 || s.strokes > 1 ||
			 (s.hyphens && is_lower(first) && is_digit(word.p[word.n - 1])) ||
			 (s.strokes && !str_eq(word, STR("and/or")))));
	if (!is_alnum(end) || !has_path(before))
		return false;
	/* "page.aspx?cr Name=Ghana" */
	if (memchr(word.p, '=', word.n) &&
	    (memchr(before.p, '?', before.n) || memchr(word.p, '?', word.n)))
		return true;
	if (is_file(before))
		return false;
	/* "status/971 882517698510848", "2023/0 3/visit-of-the-chair", "?in clude=1" */
	if (is_digit(end) && s.letters == 0 && word.n > 6)
		return true;
	if (is_digit(end) && is_digit(first) && s.letters && s.strokes + s.hyphens > 2)
		return true;
	if (is_lower(first) && memchr(word.p, '=', word.n))
		return true;
	if (is_key(before, word) || ends_in_stroke(word))
		return true;
	return is_file(word) || (is_lower(first) && goes_on_in_word(before, word, &s));
}

/* Where the word behind the space after text[0..n) begins, if the address goes on there; else 0. */
static size_t continuation(struct str text, size_t n)
{
	size_t at, end;
	bool hidden;

	if (n < 9)
		return 0;
	at = n + spaces_scan(str_skip(text, n));
	if (at == n || at >= text.n)
		return 0;
	end = at + WORD_MOST < text.n ? at + WORD_MOST : text.n;
	end = run_end(str_part(text, 0, end), at, &hidden);
	end = at + trim(str_part(text, at, end));
	return end > at && goes_on(str_part(text, 0, n), str_part(text, at, end)) ? at : 0;
}

/* "www. ohchr.org", "https:// www.ohchr.org": bytes of the spaces that the host lies behind. */
static size_t broken_head(struct str text, size_t n)
{
	size_t spaces = spaces_scan(str_skip(text, n)), at = n + spaces, end = at;

	while (end < text.n &&
	       (is_lower(text.p[end]) || is_digit(text.p[end]) || text.p[end] == '-'))
		end++;
	return spaces && end - at > 1 && end + 2 < text.n && text.p[end] == '.' &&
			       is_lower(text.p[end + 1]) && is_lower(text.p[end + 2])
		       ? spaces
		       : 0;
}

/* A known host without a scheme and without "www.": "undocs.org/A/HRC/43/46". */
static size_t bare_host_scan(struct str text)
{
	size_t n = 0, label = 0;

	while (n < text.n && n <= HOST_MOST &&
	       (is_alnum(text.p[n]) || text.p[n] == '-' ||
		(text.p[n] == '.' && n + 1 < text.n && is_alnum(text.p[n + 1]))))
		n++;
	while (label < n && text.p[label] != '.')
		label++;
	if (label == n || n + 1 >= text.n || text.p[n] != '/' || !is_alnum(text.p[n + 1]))
		return 0;
	/* "lwww.ohchr.org/…": what has the letters of "www" can be no other thing. */
	if (label < 6 && str_find(str_part(text, 0, label), STR("ww"), 0) != SIZE_MAX)
		return n;
	return host_is_known(str_part(text, 0, n)) ? n : 0;
}

/* Bytes of what an address cannot do without; *hole are the spaces in it. */
static size_t head_scan(struct str text, size_t *hole)
{
	size_t n;

	*hole = 0;
	if (web_opens(text, &n)) {
		if (char_scan(str_skip(text, n)))
			return n + 1;
		*hole = broken_head(text, n);
		return *hole ? n : 0;
	}
	if (str_starts(text, STR("www."))) {
		*hole = broken_head(text, 4);
		return *hole ? 4 : 0;
	}
	return bare_host_scan(text);
}

size_t address_read(struct str text, bool *spaced)
{
	size_t hole, n, more;
	bool hidden = false;

	text.n = text.n < ADDRESS_MOST ? text.n : ADDRESS_MOST;
	n = head_scan(text, &hole);
	*spaced = false;
	if (!n)
		return 0;
	n = run_end(text, n + hole, &hidden);
	*spaced = hole > 0;
	while ((more = continuation(text, n)) > 0) {
		*spaced = true;
		n = run_end(text, more, &hidden);
	}
	*spaced |= hidden;
	return trim(str_part(text, 0, n));
}

struct str address_join(struct str text, struct arena *a)
{
	char *to = arena_alloc(a, text.n + 1);
	size_t n = 0;

	for (size_t i = 0, size; i < text.n; i += size) {
		uint32_t code;

		size = utf8_scan(str_skip(text, i), &code);
		if (!size)
			size = 1;
		else if (code == ' ' || utf8_is_invisible(code))
			continue;
		memcpy(to + n, text.p + i, size);
		n += size;
	}
	return (struct str){to, n};
}
