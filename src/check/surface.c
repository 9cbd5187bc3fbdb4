#include "check/surface.h"

#include "base/utf8.h"

enum {
	WORD_MOST = 24,	   /* bytes of a word that is looked up or quoted in a message */
	CLOSERS_MOST = 16, /* closing marks at a note's end */
};

/* ---- around a place -------------------------------------------------------------------- */

/* Bytes of the white space that ends at 'at', or 0. */
static uint32_t space_back(const struct surface *s, uint32_t at)
{
	const char *p = s->text.p + at;
	uint32_t room = at - s->note.begin;

	if (room >= 1 && is_space(p[-1]))
		return 1;
	if (room >= 2 && p[-2] == '\xc2' && p[-1] == '\xa0')
		return 2;
	/* U+2000 to U+200A, U+202F: the fixed spaces. */
	if (room >= 3 && p[-3] == '\xe2' && p[-2] == '\x80' &&
	    ((uint8_t)p[-1] <= 0x8a || (uint8_t)p[-1] == 0xaf))
		return 3;
	return 0;
}

static uint32_t space_on(const struct surface *s, uint32_t at)
{
	const char *p = s->text.p + at;
	uint32_t room = s->note.end - at;

	if (room >= 1 && is_space(p[0]))
		return 1;
	if (room >= 2 && p[0] == '\xc2' && p[1] == '\xa0')
		return 2;
	if (room >= 3 && p[0] == '\xe2' && p[1] == '\x80' &&
	    ((uint8_t)p[2] <= 0x8a || (uint8_t)p[2] == 0xaf))
		return 3;
	return 0;
}

uint32_t surface_before(const struct surface *s, uint32_t at)
{
	for (uint32_t n; (n = space_back(s, at)) > 0;)
		at -= n;
	return at;
}

uint32_t surface_after(const struct surface *s, uint32_t at)
{
	for (uint32_t n; (n = space_on(s, at)) > 0;)
		at += n;
	return at;
}

bool surface_is_end(const struct surface *s, uint32_t at)
{
	for (int i = 0; i < CLOSERS_MOST && at < s->note.end; i++) {
		struct str rest = str_part(s->text, at, s->note.end);
		uint32_t space = space_on(s, at);

		if (space)
			at += space;
		else if (strchr(")]\"", rest.p[0]))
			at++;
		else if (str_starts(rest, STR("\xe2\x80\x9d")) ||
			 str_starts(rest, STR("\xe2\x80\x99")))
			at += 3;
		else
			return false;
	}
	return at >= s->note.end;
}

bool surface_is_source_end(struct surface *s, uint32_t at)
{
	const struct apparatus *ap = s->ap;

	while (s->locator < ap->locators.n && ap->locators.at[s->locator].span.end < at)
		s->locator++;
	if (s->locator < ap->locators.n && ap->locators.at[s->locator].span.end == at)
		return true;
	return (s->symbol && ap->symbols.at[s->symbol - 1].span.end == at) ||
	       (s->address && ap->addresses.at[s->address - 1].span.end == at);
}

bool surface_is_seam(const struct surface *s, struct span space)
{
	struct span around = {space.begin ? space.begin - 1 : 0, space.end + 1};

	return document_seams(s->c->doc, around) & (SEAM_LINE | SEAM_PAGE | SEAM_BLOCK);
}

struct str surface_word_before(const struct surface *s, uint32_t at)
{
	uint32_t begin = at;

	while (begin > s->note.begin && at - begin < WORD_MOST && !space_back(s, begin))
		begin--;
	while (begin < at && (s->text.p[begin] & 0xc0) == 0x80)
		begin++;
	return str_part(s->text, begin, at);
}

struct str surface_word_after(const struct surface *s, uint32_t at)
{
	uint32_t end = at;

	while (end < s->note.end && end - at < WORD_MOST && !space_on(s, end))
		end++;
	while (end > at && end < s->note.end && (s->text.p[end] & 0xc0) == 0x80)
		end--;
	return str_part(s->text, at, end);
}

/* ---- abbreviations ---------------------------------------------------------------------- */

/* Those of more than three letters; shorter ones need no list. Sorted; the longest is "jurispr". */
enum { LISTED_MOST = 7 };

static const char abbreviations[][LISTED_MOST + 1] = {
	"abbr",	 "addl",   "admin",  "annot", "anon",	"appl",	   "appls", "approx", "apps",
	"arts",	 "assn",   "assoc",  "atty",  "bros",	"capt",	   "cass",  "cent",   "cert",
	"chap",	 "chaps",  "chron",  "colo",  "comm",	"commn",   "comp",  "cong",   "const",
	"corp",	 "corr",   "corrig", "crim",  "cumul",	"decl",	   "dept",  "depts",  "dipl",
	"diss",	 "dist",   "distr",  "docs",  "eccl",	"econ",	   "encl",  "engl",   "excl",
	"fasc",	 "figs",   "forthc", "germ",  "gouv",	"govt",	   "hist",  "ibid",   "illus",
	"incl",	 "instit", "intern", "intl",  "jour",	"jurispr", "lett",  "mass",   "mich",
	"minn",	 "natl",   "opin",   "oreg",  "orig",	"para",	   "paras", "parl",   "penn",
	"phil",	 "polit",  "pref",   "proc",  "procs",	"prof",	   "pseud", "psych",  "publ",
	"quart", "refs",   "regs",   "repr",  "repub",	"resol",   "resp",  "rptr",   "sched",
	"secs",	 "sect",   "sects",  "seqq",  "sess",	"span",	   "stat",  "supp",   "suppl",
	"supra", "tech",   "tenn",   "trans", "transl", "tribun",  "univ",  "unpub",  "unpubl",
	"vols",	 "wash",   "yrbk",
};

static bool is_listed(struct str word)
{
	char lower[LISTED_MOST + 1] = "";
	size_t low = 0, high = COUNT_OF(abbreviations);

	if (word.n > LISTED_MOST)
		return false;
	for (size_t i = 0; i < word.n; i++)
		lower[i] = to_lower(word.p[i]);
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = memcmp(lower, abbreviations[mid], sizeof(lower));

		if (order == 0)
			return true;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return false;
}

static bool is_word_byte(char c)
{
	return is_alpha(c) || (c & 0x80);
}

bool surface_is_abbreviation(const struct surface *s, uint32_t stop)
{
	uint32_t begin = stop;
	struct str word;

	while (begin > s->kept && stop - begin < WORD_MOST && is_word_byte(s->text.p[begin - 1]))
		begin--;
	word = str_part(s->text, begin, stop);
	if (!word.n || word.n >= WORD_MOST || (uint8_t)word.p[word.n - 1] >= 0x80)
		return false;
	/* "S.A.", "op.cit."; "Int'l" with either apostrophe. */
	if (begin > s->note.begin && strchr(".'", s->text.p[begin - 1]))
		return true;
	if (str_find(word, STR("\xe2\x80\x99"), 0) != SIZE_MAX)
		return true;
	/* An acronym has no stop. */
	if (word.n > 1 && is_upper(word.p[0]) && is_upper(word.p[1]))
		return is_listed(word);
	return word.n <= 3 || (word.n == 4 && is_upper(word.p[0])) || is_listed(word);
}

/* ---- quotations --------------------------------------------------------------------------- */

/* Behind the closing mark that answers the opening one before 'at'; quotations lie in one
 * another. One that is never closed, of several paragraphs, lasts to the end. */
static uint32_t nested_end(const struct surface *s, uint32_t at, struct str open, struct str close)
{
	int depth = 1;

	while (at < s->note.end && depth) {
		const char *p = memchr(s->text.p + at, open.p[0], s->note.end - at);
		struct str rest;

		if (!p)
			return s->note.end;
		at = (uint32_t)(p - s->text.p);
		rest = str_part(s->text, at, s->note.end);
		if (str_starts(rest, close)) {
			depth--;
			at += (uint32_t)close.n;
		} else if (str_starts(rest, open)) {
			depth++;
			at += (uint32_t)open.n;
		} else {
			at++;
		}
	}
	return at;
}

static uint32_t straight_end(struct surface *s, uint32_t at)
{
	const char *p;

	if (s->no_straight)
		return at;
	p = memchr(s->text.p + at, '"', s->note.end - at);
	s->no_straight = !p;
	return p ? (uint32_t)(p - s->text.p) + 1 : at;
}

/* Behind a closing single mark, which is no apostrophe: no letter follows. */
static uint32_t single_end(struct surface *s, uint32_t at)
{
	for (uint32_t i = at; !s->no_single && i + 3 <= s->note.end; i++)
		if (str_starts(str_part(s->text, i, s->note.end), STR("\xe2\x80\x99")) &&
		    (i + 3 == s->note.end || !is_alnum(s->text.p[i + 3])))
			return i + 3;
	s->no_single = true;
	return at;
}

/* End of the quotation that begins at 'at', or 'at' itself. */
static uint32_t quotation_end(struct surface *s, uint32_t at)
{
	struct str rest = str_part(s->text, at, s->note.end);
	uint32_t end;

	if (rest.p[0] == '"') {
		end = straight_end(s, at + 1);
		return end == at + 1 ? at : end;
	}
	if (str_starts(rest, STR("\xe2\x80\x9c")))
		return nested_end(s, at + 3, STR("\xe2\x80\x9c"), STR("\xe2\x80\x9d"));
	if (str_starts(rest, STR("\xc2\xab")))
		return nested_end(s, at + 2, STR("\xc2\xab"), STR("\xc2\xbb"));
	if (str_starts(rest, STR("\xe2\x80\x9e"))) /* „German“ */
		return nested_end(s, at + 3, STR("\xe2\x80\x9e"), STR("\xe2\x80\x9c"));
	if (str_starts(rest, STR("\xe2\x80\x98")) &&
	    (at == s->note.begin || !is_alnum(rest.p[-1]))) {
		end = single_end(s, at + 3);
		return end == at + 3 ? at : end;
	}
	return at;
}

/* ---- the walk -------------------------------------------------------------------------------- */

/* What may begin with a byte. */
enum { OTHER, MARK, OPEN, CLOSE, QUOTE, WORD };

static const uint8_t kinds[256] = {
	['.'] = MARK,	[','] = MARK,  [';'] = MARK,  [':'] = MARK,  ['('] = OPEN,
	['['] = OPEN,	[')'] = CLOSE, [']'] = CLOSE, ['"'] = QUOTE, [0xc2] = QUOTE,
	[0xe2] = QUOTE, ['s'] = WORD,  ['S'] = WORD,  ['i'] = WORD,  ['I'] = WORD,
	['o'] = WORD,	['O'] = WORD,  ['l'] = WORD,  ['L'] = WORD,
};

/* End of the symbol or address that begins at 'at' or has begun before it, or 'at'. */
static uint32_t kept_end(struct surface *s, uint32_t at)
{
	const struct apparatus *ap = s->ap;
	uint32_t end = at;

	for (; s->symbol < ap->symbols.n && ap->symbols.at[s->symbol].span.begin <= at; s->symbol++)
		if (ap->symbols.at[s->symbol].span.end > end)
			end = ap->symbols.at[s->symbol].span.end;
	for (; s->address < ap->addresses.n && ap->addresses.at[s->address].span.begin <= at;
	     s->address++)
		if (ap->addresses.at[s->address].span.end > end)
			end = ap->addresses.at[s->address].span.end;
	return end < s->note.end ? end : s->note.end;
}

/* Where the next symbol or address begins, at most the note's end. */
static uint32_t next_kept(const struct surface *s)
{
	uint32_t next = s->note.end;

	if (s->symbol < s->ap->symbols.n && s->ap->symbols.at[s->symbol].span.begin < next)
		next = s->ap->symbols.at[s->symbol].span.begin;
	if (s->address < s->ap->addresses.n && s->ap->addresses.at[s->address].span.begin < next)
		next = s->ap->addresses.at[s->address].span.begin;
	return next;
}

static uint32_t step_over_quotation(struct surface *s, uint32_t at)
{
	uint32_t end = quotation_end(s, at);

	if (end == at)
		return at + 1;
	surface_quotation(s, (struct span){at, end});
	s->kept = s->quoted = end;
	return end;
}

/* A word begins at 'at': not in the middle of another, nor of something with strokes. */
static bool opens_word(const struct surface *s, uint32_t at)
{
	char before = at > s->note.begin ? s->text.p[at - 1] : ' ';

	if (before & 0x80) {
		uint32_t code = 0;

		utf8_scan(str_part(s->text, utf8_back(s->text, at), at), &code);
		/* Dashes, quotation marks and spaces; the rest are letters. */
		return code >= 0x2000 || code == 0xa0 || code == 0xab;
	}
	return !is_alnum(before) && !strchr("-_/@&=\\'", before);
}

static uint32_t look_at(struct surface *s, uint32_t at)
{
	switch (kinds[(uint8_t)s->text.p[at]]) {
	case MARK:
		return surface_mark(s, at);
	case OPEN:
		return surface_open(s, at);
	case CLOSE:
		return surface_close(s, at);
	case QUOTE:
		return step_over_quotation(s, at);
	case WORD:
		return opens_word(s, at) ? surface_word(s, at) : at + 1;
	default:
		return at + 1;
	}
}

static void walk_note(struct surface *s)
{
	uint32_t at = s->note.begin, next = at, end;

	s->kept = s->clause = at;
	s->quoted = NONE;
	s->no_straight = s->no_single = false;
	while (at < s->note.end) {
		if (at >= next) {
			end = kept_end(s, at);
			next = next_kept(s);
			if (end > at) {
				s->kept = at = end;
				continue;
			}
		}
		while (at < next && !kinds[(uint8_t)s->text.p[at]])
			at++;
		if (at < next)
			at = look_at(s, at);
	}
}

/* Moves an index to the first of a list sorted by span that ends behind 'from'. */
#define SEEK(list, index, from)                                                                    \
	while ((index) < (list).n && (list).at[index].span.end <= (from))                          \
	(index)++

static void run(struct checking *c)
{
	struct surface s = {.c = c, .ap = c->ap, .text = c->doc->text};

	for (uint32_t i = 0; i < c->ap->notes.n; i++) {
		struct span note = c->ap->notes.at[i].span;
		struct str trimmed = str_trim(document_str(c->doc, note));

		if (!trimmed.n)
			continue;
		s.note.begin = (uint32_t)(trimmed.p - s.text.p);
		s.note.end = s.note.begin + (uint32_t)trimmed.n;
		SEEK(c->ap->symbols, s.symbol, s.note.begin);
		SEEK(c->ap->addresses, s.address, s.note.begin);
		walk_note(&s);
	}
}

static const char *const slugs[] = {
	"punctuation-double", "punctuation-spacing", "signal-punctuation",
	"latin-abbreviation", "ibid-form",	     NULL,
};

const struct checker checker_surface = {"surface", slugs, run};
