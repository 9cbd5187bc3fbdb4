#include "link/says.h"

#include "base/utf8.h"

/* ---- the form of a text ------------------------------------------------------------------- */

/* Letters of Latin (but for ASCII), Greek and Cyrillic as small ones. */
static uint32_t small(uint32_t c)
{
	if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) ||
	    (c >= 0x410 && c <= 0x42F))
		return c + 0x20;
	if (c >= 0x400 && c <= 0x40F)
		return c + 0x50;
	if (c >= 0x100 && c <= 0x17F)
		return c | 1;
	return c;
}

static bool is_end(uint32_t c)
{
	switch (c) {
	case '\n':
	case '.':
	case '!':
	case '?':
	case '|':
	case 0xA1: /* turned ! and ? */
	case 0xBF:
	case 0xAB: /* « » */
	case 0xBB:
	case 0xB7: /* middle dot */
	case 0x2022:
	case 0x2013: /* dashes */
	case 0x2014:
	case 0x2026:
	case 0x203A:
	case 0x3002:
	case 0xFF01:
	case 0xFF1F:
	case 0xFF5C:
	case 0x61F: /* Arabic question mark */
		return true;
	default:
		return false;
	}
}

/* Vowels and lengthening strokes of Arabic, which are written or not. */
static bool is_mark(uint32_t c)
{
	return c == 0x640 || (c >= 0x64B && c <= 0x652);
}

/* Beyond ASCII. */
static bool is_letter(uint32_t c)
{
	return c >= 0xC0 && c != 0xD7 && c != 0xF7 && c != 0x60C && c != 0x61B &&
	       !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) &&
	       !(c >= 0xFF00 && c <= 0xFF0F) && !(c >= 0xFF1A && c <= 0xFF20);
}

/* One or two characters between words; a blank or an end is wanted only once, and not first. */
static size_t put_gap(char *out, size_t n, char gap)
{
	if (n == 0)
		return 0;
	if (out[n - 1] == '\n')
		return n;
	if (out[n - 1] == ' ') {
		out[n - 1] = gap;
		return n;
	}
	out[n] = gap;
	return n + 1;
}

size_t says_character(struct str text, uint32_t *code)
{
	size_t used;

	*code = (unsigned char)text.p[0];
	/* ASCII is itself: that spares a call. */
	used = *code < 0x80 ? 1 : utf8_scan(text, code);
	return used ? used : 1;
}

/* A letter follows. */
static bool stands_within(struct str text, size_t at)
{
	uint32_t c = ' ';

	if (at < text.n)
		says_character(str_skip(text, at), &c);
	return c < 0x80 ? is_alnum((char)c) : is_letter(c);
}

size_t says_fold(char out[SAYS_MOST], struct str text)
{
	size_t n = 0;

	for (size_t at = 0; at < text.n && n + 8 < SAYS_MOST;) {
		bool within;
		uint32_t c;

		if (is_alnum(text.p[at])) { /* nearly all that there is */
			out[n++] = to_lower(text.p[at++]);
			continue;
		}
		within = n && out[n - 1] != ' ' && out[n - 1] != '\n';
		at += says_character(str_skip(text, at), &c);
		if (is_mark(c) || c == 0xAD)
			continue;
		else if ((c == '\'' || c == 0x2019) && within && stands_within(text, at))
			out[n++] = '\'';
		else if (is_letter(c))
			n += utf8_put(small(c), out + n);
		else if (is_end(c) || (c == '-' && !within && !stands_within(text, at)))
			n = put_gap(out, n, '\n');
		else
			n = put_gap(out, n, ' ');
	}
	while (n && (out[n - 1] == ' ' || out[n - 1] == '\n'))
		n--;
	return n;
}

/* ---- phrases in a part -------------------------------------------------------------------- */

/* Chinese is written without blanks: its words may begin and end anywhere. */
static bool is_wide(char c)
{
	return (unsigned char)c >= 0xE3 && (unsigned char)c <= 0xE9;
}

/* A word may end at 'at'; 'first' is the first byte of what stands before. */
static bool word_ends(struct str s, size_t at, char first)
{
	return at == s.n || s.p[at] == ' ' || is_wide(first);
}

static size_t skip_blank(struct str s, size_t at)
{
	return at < s.n && s.p[at] == ' ' ? at + 1 : at;
}

/* Where 'words' end that begin at 'at', and the blank behind them; or SIZE_MAX. */
static size_t words_end(struct str s, size_t at, struct str words)
{
	size_t n = 0;

	while (n < words.n && at + n < s.n && s.p[at + n] == words.p[n])
		n++;
	return n == words.n && word_ends(s, at + n, words.p[0]) ? skip_blank(s, at + n) : SIZE_MAX;
}

/* The same for a phrase; behind its "*" is another. */
static size_t phrase_end(struct str s, size_t at, const struct answer_phrase *phrase)
{
	struct str tail;

	if (!phrase->head)
		return words_end(s, at, (struct str){phrase->words, phrase->size});
	at = words_end(s, at, (struct str){phrase->words, phrase->head});
	if (at == SIZE_MAX)
		return at;
	tail = str_skip((struct str){phrase->words, phrase->size}, phrase->head + 3u);
	for (unsigned words = 0; words <= ANSWER_GAP && at < s.n; words++) {
		size_t end = words_end(s, at, tail);

		if (end != SIZE_MAX)
			return end;
		while (at < s.n && s.p[at] != ' ')
			at++;
		at = skip_blank(s, at);
	}
	return SIZE_MAX;
}

/* Behind the words from 'at' on that may stand beside a phrase: one of them, or 'at'. */
static size_t skip_beside(struct str s, size_t at)
{
	for (const char *const *w = answer_tables.beside; at < s.n && *w; w++) {
		size_t end = (*w)[0] == s.p[at] ? words_end(s, at, str_of(*w)) : SIZE_MAX;

		if (end != SIZE_MAX)
			return end;
	}
	return at;
}

static bool all_beside(struct str s, size_t at)
{
	for (size_t next; at < s.n; at = next) {
		next = skip_beside(s, at);
		if (next == at)
			return false;
	}
	return true;
}

/* The phrases that begin at 'at'. */
static void phrases_at(struct said *said, struct str s, size_t at)
{
	unsigned char byte = (unsigned char)s.p[at];

	for (unsigned i = answer_tables.first[byte]; i < answer_tables.first[byte + 1]; i++) {
		const struct answer_phrase *phrase = &answer_tables.phrases[i];
		size_t end = phrase_end(s, at, phrase);

		if (end == SIZE_MAX)
			continue;
		if (phrase->sentence)
			said->sentences |= 1u << phrase->says;
		if (all_beside(s, end))
			said->headings |= 1u << phrase->says;
	}
}

static void part_says(struct said *said, struct str s)
{
	for (size_t at = 0, next; at < s.n; at = next) {
		phrases_at(said, s, at);
		next = skip_beside(s, at);
		if (next == at)
			break;
	}
}

struct said says_of(struct str text)
{
	char room[SAYS_MOST];
	struct str s = {room, says_fold(room, text)};
	struct said said = {0, 0};

	while (s.n) {
		const char *end = memchr(s.p, '\n', s.n);
		struct str part = {s.p, end ? (size_t)(end - s.p) : s.n};

		part_says(&said, part);
		s = str_skip(s, part.n + 1);
	}
	return said;
}
