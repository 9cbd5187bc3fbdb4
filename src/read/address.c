#include "read/address.h"

#include "base/bytes.h"
#include "base/utf8.h"

/* Of the byte at the start of 's', which may lie inside a code point. */
static bool ends_address(struct str s)
{
	uint32_t code;

	if ((uint8_t)s.p[0] <= ' ' || memchr("<>\"`[]|^", s.p[0], 8))
		return true;
	if ((uint8_t)s.p[0] < 0xc0)
		return false;
	return utf8_scan(s, &code) && (utf8_is_invisible(code) || code == 0x201c || code == 0x201d);
}

/* Length of 'text' without closing brackets that it does not open and the stops behind it. */
static size_t trim_sentence(struct str text)
{
	int open = 0;

	for (size_t i = 0; i < text.n; i++)
		open += (text.p[i] == '(') - (text.p[i] == ')');
	while (text.n) {
		char c = text.p[text.n - 1];

		if (c == ')' && open < 0)
			open++;
		else if (!memchr(".,;:!?'*_~", c, 10))
			break;
		text.n--;
	}
	return text.n;
}

static size_t scan_from(struct str text, size_t head)
{
	size_t n = head;

	while (n < text.n && n < ADDRESS_MAX && !ends_address(str_skip(text, n)))
		n++;
	n = trim_sentence(str_part(text, 0, n));
	return n > head ? n : 0;
}

size_t address_scan(struct str text)
{
	static const char *const heads[] = {"https://", "http://", "www."};

	for (size_t i = 0; i < COUNT_OF(heads); i++)
		if (str_starts(text, str_of(heads[i])))
			return scan_from(text, strlen(heads[i]));
	return 0;
}

size_t address_rest_scan(struct str text)
{
	return scan_from(text, 0);
}

/* ---- broken by a line end ------------------------------------------------------ */

enum { ADDRESS_LEAST = 5 }; /* "www.x" */

static inline truth16 is_white(bytes16 v)
{
	return bytes_between(v, '\t', '\r') | bytes_equal(v, ' ');
}

static inline truth16 is_mark(bytes16 v)
{
	return bytes_between(v, '.', '/');
}

/* The last word of 'text' is short and holds no mark, but a stop at its end perhaps: as most
 * last words of lines. */
static bool ends_plainly(struct str text)
{
	bytes16 v;
	uint64_t behind; /* the last white space */

	if (text.n < sizeof(v))
		return false;
	memcpy(&v, text.p + text.n - sizeof(v), sizeof(v));
	behind = bytes_bits16(is_white(v));
	behind = behind ? ~(uint64_t)0 << bits_last(behind) : 0;
	if (text.p[text.n - 1] == '.')
		behind &= ~(1ull << (sizeof(v) - 1));
	return behind && !(bytes_bits16(is_mark(v)) & behind);
}

/* The last word of 'text', which white space does not follow. */
static struct str last_word(struct str text)
{
	size_t at = text.n;

	while (at > 0 && text.n - at < ADDRESS_MAX && !is_space(text.p[at - 1]))
		at--;
	return str_skip(text, at);
}

static struct str first_word(struct str text)
{
	size_t n = 0;

	while (n < text.n && n < ADDRESS_MAX && !is_space(text.p[n]))
		n++;
	return str_part(text, 0, n);
}

/* "https://…", "(www.…", and what OCR makes of them ("lwww.", "hittps:/"). */
static bool holds_address(struct str word)
{
	/* A stop within, or a stroke: what most last words of lines lack. */
	if (!memchr(word.p, '.', word.n - 1) && !memchr(word.p, '/', word.n))
		return false;
	return str_find(word, STR("://"), 0) != SIZE_MAX ||
	       str_find(word, STR("tps:/"), 0) != SIZE_MAX ||
	       str_find(word, STR("www."), 0) != SIZE_MAX;
}

/* "report.pdf", also with a stop behind it. */
static bool is_file(struct str word)
{
	static const char *const endings[] = {".pdf",  ".html", ".htm",	 ".aspx",
					      ".docx", ".doc",	".xlsx", ".php"};

	word.n = trim_sentence(word);
	for (size_t i = 0; i < COUNT_OF(endings); i++)
		if (str_ends(word, str_of(endings[i])))
			return true;
	return false;
}

struct word_shape {
	size_t slashes, hyphens, digits, marks; /* marks: what prose does not hold inside a word */
};

static struct word_shape shape_of(struct str word)
{
	struct word_shape shape = {0};

	word.n = trim_sentence(word);
	for (size_t i = 0; i < word.n; i++) {
		shape.slashes += word.p[i] == '/';
		shape.hyphens += word.p[i] == '-';
		shape.digits += is_digit(word.p[i]);
		shape.marks += memchr("_=&%?#", word.p[i], 6) != NULL;
	}
	return shape;
}

/* Hardly a word of prose: "and/or", "follow-up" and "day-to-day" are. */
static bool is_address_part(struct str word)
{
	struct word_shape s = shape_of(word);

	return is_file(word) || s.marks || s.slashes > 1 || s.hyphens > 2 ||
	       (s.slashes && (s.hyphens || s.digits));
}

/* "CAT/C/KAZ/CO/4,": a document symbol begins. */
static bool is_symbol(struct str word)
{
	size_t n = 0;

	while (n < word.n && is_upper(word.p[n]))
		n++;
	return n > 0 && n < word.n && word.p[n] == '/';
}

/* "12. CAT/C/…": the label of the next note or paragraph. */
static bool is_label(struct str word, struct str line)
{
	size_t n = 0;

	while (n < word.n && is_digit(word.p[n]))
		n++;
	return n > 0 && n + 1 == word.n && word.p[n] == '.' && str_trim(line).n > word.n;
}

/* The word begins like the inside of an address, not like a sentence or another source. */
static bool may_follow(struct str word, char end)
{
	if (holds_address(word))
		return false;
	if (is_lower(word.p[0]) || is_digit(word.p[0]))
		return true;
	if (is_symbol(word))
		return end == '/' || end == '=';
	return memchr("/-_=&?%#", word.p[0], 8) || (is_upper(word.p[0]) && is_address_part(word));
}

bool address_continues(struct str before, struct str after)
{
	struct str last, line, word;
	bool alone;
	char end;

	/* Hardly a line ends in an address: the rest is looked at for those alone. */
	if (ends_plainly(before))
		return false;
	last = last_word(before);
	if (last.n < ADDRESS_LEAST || !holds_address(last))
		return false;
	line = str_trim(after);
	word = first_word(line);
	alone = line.n == word.n;
	if (!word.n)
		return false;
	end = last.p[last.n - 1];
	if (!may_follow(word, end) || is_label(word, line))
		return false;
	if (memchr("-_=&?%", end, 6))
		return true; /* no address ends so */
	if (end == '/')
		return alone || is_address_part(word) || is_symbol(word) ||
		       shape_of(word).hyphens || shape_of(word).slashes;
	return (is_alnum(end) || end == '.') && !is_symbol(word) && is_address_part(word);
}
