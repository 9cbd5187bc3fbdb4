#include "cite/same.h"

#include "cite/host.h"

/* ---- two addresses ------------------------------------------------------------------ */

struct str address_bare(struct str address)
{
	size_t scheme = 0;

	if (web_opens(address, &scheme))
		address = str_skip(address, scheme);
	if (str_starts(address, STR("www.")))
		address = str_skip(address, 4);
	return address;
}

static struct str without_stroke(struct str s)
{
	while (s.n && s.p[s.n - 1] == '/')
		s.n--;
	return s;
}

/* The next byte, decoded; white space (of a broken address) is passed over. */
static int next_byte(struct str *s)
{
	int high, low, byte;

	while (s->n && is_space(s->p[0]))
		*s = str_skip(*s, 1);
	if (!s->n)
		return -1;
	byte = (uint8_t)s->p[0];
	high = byte == '%' && s->n > 2 ? hex_value(s->p[1]) : -1;
	low = high >= 0 ? hex_value(s->p[2]) : -1;
	*s = str_skip(*s, low >= 0 ? 3 : 1);
	return low >= 0 ? high << 4 | low : byte;
}

bool same_address(struct str a, struct str b)
{
	bool host = true;

	a = without_stroke(address_bare(str_trim(a)));
	b = without_stroke(address_bare(str_trim(b)));
	for (;;) {
		int x = next_byte(&a), y = next_byte(&b);

		host = host && x != '/';
		if (x != y && !(host && x >= 0 && y >= 0 && to_lower((char)x) == to_lower((char)y)))
			return false;
		if (x < 0)
			return true;
	}
}

bool same_document(struct str a, struct str b)
{
	struct str shorter = a.n < b.n ? a : b, longer = a.n < b.n ? b : a;
	size_t rest = longer.n - shorter.n;

	if (str_eq(a, b))
		return true;
	return rest > 1 && ((str_starts(longer, shorter) && longer.p[shorter.n] == '-' &&
			     !is_digit(longer.p[shorter.n + 1])) ||
			    (str_ends(longer, shorter) && longer.p[rest - 1] == '-'));
}

/* ---- the symbol beside --------------------------------------------------------------- */

/* Words that may stand between a symbol and its address. */
static bool is_joint_word(struct str word)
{
	static const char *const words[] = {
		"available", "accessible", "online", "at",   "from", "on",  "para", "paras", "p",
		"pp",	     "annex",	   "sect",   "chap", "link", "url", "in",   NULL};

	for (const char *const *w = words; *w; w++)
		if (str_eq_nocase(word, str_of(*w)))
			return true;
	return false;
}

/* Only a locator, brackets and "available at"; no other source. */
static bool is_joint(struct str between)
{
	enum { JOINT_MOST = 80 };
	size_t begin = 0;

	if (between.n > JOINT_MOST || memchr(between.p, ';', between.n))
		return false;
	for (size_t i = 0; i <= between.n; i++) {
		struct str word;

		if (i < between.n && (is_alpha(between.p[i]) || (between.p[i] & 0x80)))
			continue;
		word = str_part(between, begin, i);
		/* One letter is a sub-paragraph's, roman letters are an annex's; a dash is wide. */
		if (word.n > 1 && !is_joint_word(word) && !(word.p[0] & 0x80) &&
		    strspn(word.p, "ivxIVX") < word.n)
			return false;
		begin = i + 1;
	}
	return true;
}

const struct symbol_use *symbol_beside(const struct apparatus *ap, struct span span, uint32_t block,
				       uint32_t *from)
{
	const struct symbol_use *use;

	while (*from < ap->symbols.n && ap->symbols.at[*from].span.end <= span.begin)
		++*from;
	if (*from == 0)
		return NULL;
	use = &ap->symbols.at[*from - 1];
	/* "X and Add.1": which of them the address opens cannot be told. */
	if (use->block != block || use->verdict != SYMBOL_KNOWN || use->continues != NONE)
		return NULL;
	/* "X and Y, available at": likewise. */
	if (*from > 1 && ap->symbols.at[*from - 2].block == block &&
	    use->span.begin - ap->symbols.at[*from - 2].span.end < 8)
		return NULL;
	return is_joint(str_part(ap->doc->text, use->span.end, span.begin)) ? use : NULL;
}
