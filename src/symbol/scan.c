#include "symbol/walk.h"
#include "base/utf8.h"

enum {
	BENT_MAX = 160,
	PREFIX_MAX = 32, /* as much as a prefix of 13 letters takes, all of them spaced */
};

/* A text as a bent walk reads it: one byte a character, no invisible ones, any
 * white space one space, any dash a hyphen. */
struct bent {
	char p[BENT_MAX + 1];
	uint16_t at[BENT_MAX + 2];  /* offset in the text */
	uint8_t flaw[BENT_MAX + 1]; /* of this character, by itself */
	size_t n;
};

static bool is_wide_space(uint32_t code)
{
	return code == 0xa0 || (code >= 0x2000 && code <= 0x200a) || code == 0x2028 ||
	       code == 0x2029 || code == 0x202f || code == 0x205f || code == 0x3000;
}

static void bent_add(struct bent *b, char c, size_t at, uint8_t flaw)
{
	b->p[b->n] = c;
	b->at[b->n] = (uint16_t)at;
	b->flaw[b->n++] = flaw;
}

/* One code point beyond ASCII. False: the symbol cannot go on behind it. */
static bool bent_wide(struct bent *b, uint32_t code, size_t at, uint8_t *pending)
{
	if (utf8_is_dash(code)) {
		bent_add(b, '-', at, SYMBOL_FLAW_DASH | *pending);
	} else if (is_wide_space(code)) {
		if (b->n && b->p[b->n - 1] != ' ')
			bent_add(b, ' ', at, *pending);
	} else if (utf8_is_invisible(code)) {
		*pending = SYMBOL_FLAW_SPACE;
		return true;
	} else {
		bool letter = (code >= 0xc0 && code < 0x530 && code != 0xd7 && code != 0xf7);

		bent_add(b, (char)(letter ? CELL_LETTER : CELL_OTHER), at, 0);
		return false;
	}
	*pending = 0;
	return true;
}

static void bent_fill(struct bent *b, struct str text, size_t most)
{
	uint8_t pending = 0;
	size_t i = 0;

	b->n = 0;
	while (i < text.n && b->n < most) {
		unsigned char c = (unsigned char)text.p[i];
		uint32_t code;
		size_t n;

		if (is_space((char)c)) {
			if (b->n && b->p[b->n - 1] != ' ')
				bent_add(b, ' ', i, pending);
			pending = 0;
			i++;
			continue;
		}
		if (c < 0x80) {
			bent_add(b, (char)c, i++, pending);
			pending = 0;
			continue;
		}
		n = utf8_scan(str_skip(text, i), &code);
		if (!n || !bent_wide(b, code, i, &pending))
			break;
		i += n;
	}
	b->at[b->n] = (uint16_t)i;
	b->p[b->n] = '\0';
}

/* Nothing was put in or left out where the exact walk read as many bytes as it would write,
 * but with the signs that it may shorten or put a space before. */
static bool is_canonical(const struct walk *w)
{
	if (w->flaws || w->out_n != w->end)
		return false;
	for (size_t i = 0; i < w->end; i++)
		if (w->p[i] == ' ' || w->p[i] == '(' || w->p[i] == '&' || w->p[i] == ',')
			return false;
	return true;
}

/* What the walk found, in terms of the text that 'at' maps back to (NULL: as it is). */
static void symbol_fill(struct symbol *out, const struct walk *w, const char *text,
			const uint16_t *at)
{
	size_t end = at ? at[w->end - 1] + 1u : w->end;
	size_t head = at ? at[w->head_end - 1] + 1u : w->head_end;
	size_t modifiers = at && w->modifiers ? at[w->modifiers] : w->modifiers;
	size_t from = at ? at[w->state] : w->state, to = at ? at[w->state_end] : w->state_end;

	*out = (struct symbol){
		.whole = {text, end},
		.series = w->series,
		.second = w->second,
		.state = w->state_end ? (struct str){text + from, to - from} : STR_NONE,
		.head = {text, head},
		.modifiers = modifiers ? (struct str){text + modifiers, end - modifiers} : STR_NONE,
		.session = w->session,
		.special = w->special,
		.year = w->year,
		.number = w->number,
		.number_end = w->number_end,
		.flaws = w->flaws,
		.canonical = !at && is_canonical(w),
	};
	if (w->second && modifiers) { /* modifiers of the first half only */
		const char *dash = memchr(out->modifiers.p, '-', out->modifiers.n);

		out->modifiers.n = dash ? (size_t)(dash - out->modifiers.p) : out->modifiers.n;
	}
}

enum gate {
	GATE_SHUT, /* no symbol can start here */
	GATE_BENT, /* only one with spaces or small letters */
	GATE_OPEN,
};

/* "CAT /C/…" and "C AT/C/…". */
static enum gate gate_beyond_space(struct str text, size_t at)
{
	size_t i = at;

	while (i < text.n && is_space(text.p[i]))
		i++;
	if (at <= 6 && is_upper(text.p[at - 1]))
		while (i < text.n && i < 12 && is_upper(text.p[i]))
			i++;
	return i < text.n && text.p[i] == '/' ? GATE_BENT : GATE_SHUT;
}

/* What most words fail at: a first component of letters and figures, then a stroke. */
static enum gate gate_pass(struct str text)
{
	size_t i = 0;
	char c;

	while (i < text.n && i < 16 &&
	       (is_alnum(text.p[i]) || text.p[i] == '-' || text.p[i] == '.'))
		i++;
	if (!i || i == text.n || i == 16)
		return GATE_SHUT;
	c = text.p[i];
	if (c == '/')
		return is_upper(text.p[0]) ? GATE_OPEN : GATE_BENT;
	if (is_space(c))
		return gate_beyond_space(text, i);
	return (unsigned char)c >= 0x80 ? GATE_BENT : GATE_SHUT;
}

/* The bent text opens with a known prefix, whatever its capitals and spaces. */
static bool prefix_bent(const struct bent *b)
{
	char word[16];
	size_t n = 0;

	for (size_t i = 0; i < b->n && n < 13; i++) {
		char c = b->p[i];

		if (c == '/') {
			word[n++] = '/';
			word[n++] = 'A';
			return n > 2 && prefix_stands(word, n);
		}
		if (is_alnum(c) || c == '-')
			word[n++] = to_upper(c);
		else if (c != ' ')
			return false;
	}
	return false;
}

/* "a/72/55", "s/2015/123": behind one small letter a session or a year, and a number. */
static bool session_stands(const struct walk *w, size_t at)
{
	uint32_t value = 0;
	size_t i = at;

	while (i < w->end && is_digit(w->p[i]) && i < at + 5)
		value = value * 10 + (uint32_t)(w->p[i++] - '0');
	return i + 1 < w->end && w->p[i] == '/' && is_digit(w->p[i + 1]) &&
	       ((value > 31 && value < 100) || (value > 1945 && value < 2100));
}

/*
 * Small letters and spaces prove nothing by themselves: "a/2", "s / 3" are no
 * symbols. A bent symbol needs a word beside its prefix, or a long prefix in capitals.
 */
static bool bent_credible(const struct walk *w)
{
	size_t slash = (size_t)((const char *)memchr(w->p, '/', w->end) - w->p), letters = 0;
	uint32_t strokes = 0;

	for (size_t i = slash; i < w->end; i++) {
		letters += is_alpha(w->p[i]);
		strokes += w->p[i] == '/';
	}
	if (slash == 1 && is_lower(w->p[0]) &&
	    (session_stands(w, slash + 1) || (letters && strokes >= 3)))
		return true;
	if (is_lower(w->p[0]) || w->p[slash - 1] == ' ')
		return letters >= 2 || (slash >= 3 && strokes >= 2);
	return letters >= 1 || strokes >= 2 || slash > 1;
}

static bool scan_bent(struct walk *w, struct bent *b, bool absorb)
{
	*w = (struct walk){.p = b->p, .n = b->n, .bent = true, .absorb = absorb};
	if (!walk_run(w) || !bent_credible(w))
		return false;
	for (size_t i = 0; i < w->end; i++)
		w->flaws |= i ? b->flaw[i] : 0;
	return true;
}

/* Behind a clean symbol: may a flawed one reach further? */
static bool may_go_on(struct str text, size_t end)
{
	size_t i = end;

	if (i < text.n && (unsigned char)text.p[i] >= 0x80)
		return true;
	if (i + 2 < text.n && text.p[i] == '/' && is_space(text.p[i + 1]))
		return is_alnum(text.p[i + 2]);
	if (i + 2 < text.n && text.p[i] == '/' && (unsigned char)text.p[i + 1] >= 0x80)
		return true;
	while (i < text.n && is_space(text.p[i]))
		i++;
	return i > end && i + 1 < text.n && text.p[i] == '/' && text.p[i + 1] != '/';
}

/* The second try. 'clean': bytes that the exact walk read, or 0. */
static size_t scan_again(struct symbol *out, struct str text, size_t clean)
{
	struct bent bent;
	struct walk w;

	if (!clean) {
		bent_fill(&bent, text, PREFIX_MAX);
		if (!prefix_bent(&bent))
			return 0;
	}
	bent_fill(&bent, text, BENT_MAX);
	if (!scan_bent(&w, &bent, false) && (clean || !scan_bent(&w, &bent, true)))
		return 0;
	if (bent.at[w.end - 1] + 1u <= clean)
		return 0;
	symbol_fill(out, &w, text.p, bent.at);
	return out->whole.n;
}

static bool is_inner_sign(char c)
{
	return c == '/' || c == '.' || c == '-' || c == '(' || c == ')' || c == '&' || c == ',';
}

/*
 * What the exact walk did not read may still be read bent: with small letters, capitals for
 * small ones ("ADD."), spaces about a stroke or a stop, characters beyond ASCII. A token
 * without any of these is damaged otherwise.
 */
static bool may_bend(struct str text)
{
	size_t i = 0, capitals = 0;

	for (; i < text.n && (is_alnum(text.p[i]) || is_inner_sign(text.p[i])); i++) {
		if (is_lower(text.p[i]) || (text.p[i] == '.' && capitals >= 3))
			return true;
		capitals = is_upper(text.p[i]) ? capitals + 1 : 0;
	}
	if (i == text.n)
		return false;
	if (!is_space(text.p[i]))
		return (text.p[i] & 0x80) != 0;
	if (i && (text.p[i - 1] == '/' || text.p[i - 1] == '.'))
		return true;
	while (i < text.n && is_space(text.p[i]))
		i++;
	for (capitals = 0; i < text.n && is_upper(text.p[i]) && capitals < 3; i++)
		capitals++;
	return i < text.n && strchr("/(.", text.p[i]);
}

size_t symbol_scan(struct symbol *out, struct str text)
{
	enum gate gate = gate_pass(text);
	struct walk w;
	size_t n;

	if (gate == GATE_SHUT)
		return 0;
	if (gate == GATE_BENT)
		return scan_again(out, text, 0);
	w = (struct walk){.p = text.p, .n = text.n};
	if (!walk_run(&w))
		return may_bend(text) ? scan_again(out, text, 0) : 0;
	if (may_go_on(text, w.end)) {
		n = scan_again(out, text, w.end);
		if (n)
			return n;
	}
	symbol_fill(out, &w, text.p, NULL);
	return w.end;
}

struct str symbol_canonical(const struct symbol *s, struct arena *a)
{
	char out[CANONICAL_MAX];
	struct bent bent;
	struct walk w;

	if (s->canonical)
		return arena_str(a, s->whole);
	bent_fill(&bent, s->whole, BENT_MAX);
	for (int absorb = 0; absorb < 2; absorb++) {
		w = (struct walk){
			.p = bent.p, .n = bent.n, .bent = true, .absorb = absorb, .out = out};
		if (walk_run(&w) && w.end == bent.n)
			return arena_str(a, (struct str){out, w.out_n});
	}
	return arena_str(a, s->whole);
}
