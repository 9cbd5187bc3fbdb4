#include "symbol/glyph.h"
#include "symbol/walk.h"
#include "base/utf8.h"

/*
 * The first component may be damaged by one step that costs little: a look-alike
 * letter, a stroke that became I, a letter more. Prefixes of one letter must stand
 * as they are, with the stroke or with a word behind it that cannot be mistaken.
 */
static bool near_prefix(struct str word, struct str prefix)
{
	size_t i = 0, k = 0;
	bool stepped = false;

	while (i < word.n && k < prefix.n) {
		if (to_upper(word.p[i]) == prefix.p[k]) {
			i++;
			k++;
			continue;
		}
		if (stepped || prefix.n < 2)
			return false;
		stepped = true;
		if (i + 1 < word.n && k + 1 < prefix.n && word.p[i] == prefix.p[k + 1] &&
		    word.p[i + 1] == prefix.p[k] && prefix.n > 2) {
			i += 2;
			k += 2;
			continue;
		}
		if (i + 1 < word.n && to_upper(word.p[i + 1]) == prefix.p[k] &&
		    glyph_is_stroke(word.p[i])) {
			i++;
			continue;
		}
		if (!glyph_like(word.p[i], prefix.p[k]))
			return false;
		i++;
		k++;
	}
	return k == prefix.n && (i == word.n || glyph_is_stroke(word.p[i]) ||
				 (prefix.n >= 3 && (is_alnum(word.p[i]))));
}

/* "A72/55", "AI72/55", "S2015/12": a prefix of one letter that has lost its stroke, before a
 * session or a year that nothing else is written with. */
static bool near_letter(struct str word)
{
	struct str figures;
	uint32_t value;

	if (word.n < 3 || !strchr("AES", word.p[0]))
		return false;
	figures = str_skip(word, glyph_is_stroke(word.p[1]) && !is_digit(word.p[1]) ? 2 : 1);
	if (!str_number(figures, &value))
		return false;
	return word.p[0] == 'A' && figures.n == 2 ? value > 30
						  : figures.n == 4 && value > 1945 && value < 2100;
}

bool prefix_near(struct str word)
{
	static const char *const long_ones[] = {"AHRC",	 "ARES", "SRES", "SPRST",
						"ACONF", "ECN",	 "SAC"};

	for (uint32_t i = 0; i < grammar.nprefixes; i++) {
		struct str prefix = {grammar.prefixes[i].text, grammar.prefixes[i].n};

		if (prefix.n == 1 ? str_eq(word, prefix) : near_prefix(word, prefix))
			return true;
	}
	if (near_letter(word))
		return true;
	for (size_t i = 0; i < COUNT_OF(long_ones); i++) {
		struct str one = str_of(long_ones[i]);
		size_t k = word.n > 1 && glyph_is_stroke(word.p[1]) ? 2 : 1;

		if (word.n >= one.n && word.p[0] == one.p[0] && word.n - k >= one.n - 1 &&
		    memcmp(word.p + k, one.p + 1, one.n - 1) == 0)
			return true;
	}
	return false;
}

/* One character of a token: its bytes, and what it looks like in ASCII; 0 ends the token. */
static size_t token_step(struct str text, size_t i, char *like)
{
	unsigned char c = (unsigned char)text.p[i];
	uint32_t code;
	size_t n;

	*like = (char)c;
	if (c < 0x80)
		return is_alnum((char)c) || strchr("/.-&|\\", c) ||
				       (c == ',' && i && i + 1 < text.n &&
					is_digit(text.p[i - 1]) && is_digit(text.p[i + 1]))
			       ? 1
			       : 0;
	n = utf8_scan(str_skip(text, i), &code);
	if (!n)
		return 0;
	*like = glyph_ascii(code);
	if (utf8_is_dash(code))
		*like = '-';
	else if (utf8_is_invisible(code))
		*like = code == 0xa0 || code == 0x202f || code == 0x2009 ? '\0' : ' ';
	return *like ? n : 0;
}

struct gathered {
	char like[128];
	size_t n, strokes, digits, end;
};

/* A space belongs to a damaged token right behind a stroke, or before one. */
static bool space_inside(struct str text, size_t i, const struct gathered *g)
{
	char next = i + 1 < text.n ? text.p[i + 1] : '\0';
	char after = i + 2 < text.n ? text.p[i + 2] : '\0';

	if (text.p[i] != ' ' || !g->n)
		return false;
	if (next == '/' && is_alnum(after))
		return true;
	if (g->like[g->n - 1] == '/')
		return is_upper(next) || is_digit(next);
	return g->like[g->n - 1] == '.' && g->n > 4 &&
	       (is_digit(next) || next == 'l' || next == 'I') && !is_alnum(after) &&
	       (memcmp(g->like + g->n - 4, "Add.", 4) == 0 ||
		memcmp(g->like + g->n - 4, "Rev.", 4) == 0);
}

static void token_gather(struct gathered *g, struct str text)
{
	size_t i = 0;

	*g = (struct gathered){.n = 0};
	while (i < text.n && g->n < sizeof(g->like)) {
		char like;
		size_t n = token_step(text, i, &like);

		if (!n && !space_inside(text, i, g))
			break;
		if (n && like != ' ')
			g->like[g->n++] = like;
		g->strokes += like == '/' || like == '\\' || like == '|';
		g->digits += is_digit(like);
		i += n ? n : 1;
	}
	g->end = i;
}

/* No figure is left, but a long symbol ends in what was one: "CAT/C/BFA/CO/l". */
static bool figures_damaged(const struct gathered *g)
{
	size_t n = 0;

	while (n < g->n && glyph_digit(g->like[g->n - 1 - n]) >= 0)
		n++;
	return g->strokes >= 3 && g->n > 8 && is_upper(g->like[1]) && n >= 1 && n <= 2 &&
	       g->like[g->n - 1 - n] == '/';
}

/* "EC.12/SVN/CO/2": the committees of ECOSOC without their first stroke. */
static bool is_committee(const struct gathered *g, size_t first)
{
	return first == 2 && g->n > 4 && memcmp(g->like, "EC.", 3) == 0 && is_digit(g->like[3]);
}

/* "AH/RC/40/1": the stroke behind the first letter has moved by one. */
static bool stroke_moved(const struct gathered *g, size_t first)
{
	static const char *const moved[] = {"AH/RC/", "AR/ES/", "SR/ES/", "EC/N.", "AC/ONF."};

	for (size_t i = 0; first == 2 && i < COUNT_OF(moved); i++)
		if (g->n > strlen(moved[i]) && memcmp(g->like, moved[i], strlen(moved[i])) == 0)
			return true;
	return false;
}

size_t symbol_token(struct str text)
{
	struct gathered g;
	size_t first = 0, end;

	if (text.n < 3 || !(is_upper(text.p[0]) || (unsigned char)text.p[0] >= 0x80))
		return 0;
	token_gather(&g, text);
	if (!g.strokes || !is_upper(g.like[0]) || (!g.digits && !figures_damaged(&g)))
		return 0;
	while (first < g.n && (is_alnum(g.like[first]) || g.like[first] == '-'))
		first++;
	if (!prefix_near((struct str){g.like, first}) && !is_committee(&g, first) &&
	    !stroke_moved(&g, first))
		return 0;
	/* Sentence punctuation at the end is not of the token. */
	for (end = g.end; end > 0 && strchr(".-&\\|/ ", text.p[end - 1]); end--)
		;
	return end;
}
