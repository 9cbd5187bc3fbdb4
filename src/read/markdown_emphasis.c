/*
 * Emphasis, by the rules of CommonMark 0.31: which runs of asterisks and underscores can
 * open or close, and which of them do. Linear: a search for an opener that failed is not
 * made again ("openers_bottom" in the specification's appendix).
 */
#include "base/utf8.h"
#include "read/markdown.h"

enum { NOBODY = UINT16_MAX };

enum side { SPACE, PUNCTUATION, LETTER };

static enum side side_of(uint32_t code)
{
	if (code < 0x80)
		return code <= ' ' ? SPACE : is_alnum((char)code) ? LETTER : PUNCTUATION;
	if (code == 0xa0 || (code >= 0x2000 && code <= 0x200a) || code == 0x202f ||
	    code == 0x205f || code == 0x3000)
		return SPACE;
	if (code == 0xa1 || code == 0xa7 || code == 0xab || code == 0xb6 || code == 0xb7 ||
	    code == 0xbb || code == 0xbf || (code >= 0x2010 && code <= 0x205e) ||
	    (code >= 0x3001 && code <= 0x3011))
		return PUNCTUATION;
	return LETTER;
}

static enum side before(struct str raw, struct span line, uint32_t at)
{
	uint32_t code;

	if (at == line.begin)
		return SPACE;
	return utf8_scan(str_skip(raw, utf8_back(raw, at)), &code) ? side_of(code) : LETTER;
}

static enum side after(struct str raw, struct span line, uint32_t at)
{
	uint32_t code;

	if (at == line.end)
		return SPACE;
	return utf8_scan(str_skip(raw, at), &code) ? side_of(code) : LETTER;
}

void md_flanks(struct md_token *t, struct str raw, struct span line)
{
	enum side a = before(raw, line, t->at), b = after(raw, line, t->end);
	bool left = b != SPACE && (b == LETTER || a != LETTER);
	bool right = a != SPACE && (a == LETTER || b != LETTER);

	if (raw.p[t->at] == '*') {
		t->can_open = left;
		t->can_close = right;
	} else {
		t->can_open = left && (!right || a == PUNCTUATION);
		t->can_close = right && (!left || b == PUNCTUATION);
	}
}

/* Characters of the run that no emphasis has taken yet. */
static uint32_t left_of(const struct md_token *t)
{
	return t->end - t->at - t->opened - t->closed;
}

/* The "multiple of 3" rule. */
static bool pairs(const struct md_token *opener, const struct md_token *closer)
{
	uint32_t m = opener->end - opener->at, n = closer->end - closer->at;

	if (!opener->can_close && !closer->can_open)
		return true;
	return (m + n) % 3 != 0 || (m % 3 == 0 && n % 3 == 0);
}

struct emphasis {
	struct md_scanner *s;
	char mark[2];
	uint16_t bottom[2][2]
		       [3]; /* by mark, whether the closer can open, size: search no further */
};

static void unlink_run(struct md_scanner *s, uint16_t i)
{
	if (s->before[i] != NOBODY)
		s->after[s->before[i]] = s->after[i];
	if (s->after[i] != NOBODY)
		s->before[s->after[i]] = s->before[i];
}

static char mark_of(const struct md_scanner *s, uint16_t i)
{
	return s->d->raw.p[s->tokens[i].at];
}

static uint16_t *bottom_for(struct emphasis *e, uint16_t closer)
{
	const struct md_token *t = &e->s->tokens[closer];

	return &e->bottom[mark_of(e->s, closer) == '*'][t->can_open][(t->end - t->at) % 3];
}

/* The nearest run before 'closer' that it can close, or NOBODY. */
static uint16_t find_opener(struct emphasis *e, uint16_t closer)
{
	struct md_scanner *s = e->s;
	uint16_t i = s->before[closer], bottom = *bottom_for(e, closer);

	for (; i != NOBODY && (bottom == NOBODY || i > bottom); i = s->before[i])
		if (s->tokens[i].can_open && mark_of(s, i) == mark_of(s, closer) &&
		    pairs(&s->tokens[i], &s->tokens[closer]))
			return i;
	return NOBODY;
}

/* Both runs give one or two characters; what lies between them can pair no more. Returns
 * the run to go on with. */
static uint16_t join_runs(struct md_scanner *s, uint16_t opener, uint16_t closer)
{
	struct md_token *o = &s->tokens[opener], *c = &s->tokens[closer];
	uint32_t n = left_of(o) >= 2 && left_of(c) >= 2 ? 2 : 1;

	o->opened += n;
	c->closed += n;
	s->after[opener] = closer;
	s->before[closer] = opener;
	if (!left_of(o))
		unlink_run(s, opener);
	if (left_of(c))
		return closer;
	unlink_run(s, closer);
	return s->after[closer];
}

void md_emphasis(struct md_scanner *s, uint16_t first)
{
	struct emphasis e = {.s = s};
	uint16_t closer = first < s->nruns ? s->runs[first] : NOBODY;

	for (uint16_t i = first; i < s->nruns; i++) {
		s->before[s->runs[i]] = i > first ? s->runs[i - 1] : NOBODY;
		s->after[s->runs[i]] = i + 1 < s->nruns ? s->runs[i + 1] : NOBODY;
	}
	s->nruns = first < s->nruns ? first : s->nruns;
	memset(e.bottom, 0xff, sizeof(e.bottom));
	while (closer != NOBODY) {
		uint16_t next = s->after[closer], opener = NOBODY;

		if (s->tokens[closer].can_close)
			opener = find_opener(&e, closer);
		if (opener != NOBODY) {
			closer = join_runs(s, opener, closer);
			continue;
		}
		if (s->tokens[closer].can_close) {
			*bottom_for(&e, closer) = s->before[closer];
			if (!s->tokens[closer].can_open)
				unlink_run(s, closer);
		}
		closer = next;
	}
}
