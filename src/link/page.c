#include "link/page.h"

#include "base/utf8.h"
#include "link/says.h"
#include "link/skim.h"

enum {
	LOOK = 1024,	  /* first bytes that tell what a body is */
	HEAD = 8192,	  /* first bytes that are kept: challenges are short */
	FEW_WORDS = 40,	  /* hardly any */
	TINY_PAGE = 60,	  /* words: what it says is all it says */
	LOGIN_PAGE = 100, /* words around a form for a password, and little else */
	WALL_PAGE = 150,  /* of what stands in place of a page */
	SHORT_PAGE = 400, /* of one whose first words may say that it is no page */
};

enum wide { BYTES, LITTLE, BIG };

struct page_reader {
	struct skim skim;
	struct sketch sketch;
	uint64_t bytes;
	uint32_t nhead; /* kept in 'head' */
	uint8_t kind;	/* enum body_kind, once 'looked' */
	uint8_t wide;	/* enum wide: of UTF-16 */
	uint8_t odd;	/* the first byte of a unit whose second has not come */
	bool looked, has_odd, claims_html, claims_text;
	char head[HEAD];
};

/* ---- what a body is ------------------------------------------------------------------------- */

static const struct {
	const char *bytes;
	uint8_t n, kind;
} magic[] = {
	{"PK\x03\x04", 4, BODY_ZIP}, {"PK\x05\x06", 4, BODY_ZIP}, {"\xD0\xCF\x11\xE0", 4, BODY_OLE},
	{"\xFFWPC", 4, BODY_WPD},    {"\x89PNG", 4, BODY_IMAGE},  {"\xFF\xD8\xFF", 3, BODY_IMAGE},
	{"GIF8", 4, BODY_IMAGE},     {"II*\0", 4, BODY_IMAGE},	  {"MM\0*", 4, BODY_IMAGE},
};

static bool starts_nocase(struct str s, struct str with)
{
	return s.n >= with.n && str_eq_nocase(str_part(s, 0, with.n), with);
}

/* As the MIME Sniffing standard (section 7.1) knows HTML: a tag at the start. */
static bool opens_html(struct str s)
{
	static const char *const openings[] = {
		"<!doctype html",
		"<html",
		"<head",
		"<script",
		"<iframe",
		"<h1",
		"<div",
		"<font",
		"<table",
		"<a",
		"<style",
		"<title",
		"<b",
		"<body",
		"<br",
		"<p",
		"<!--",
		"<meta",
		"<link",
		"<frameset",
	};

	if (str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_skip(s, 3);
	while (s.n && is_space(s.p[0]))
		s = str_skip(s, 1);
	for (size_t i = 0; i < COUNT_OF(openings); i++) {
		struct str opening = str_of(openings[i]);

		if (starts_nocase(s, opening) && (s.n == opening.n || !is_alnum(s.p[opening.n])))
			return true;
	}
	/* XHTML says first that it is XML. */
	for (size_t at = 0; starts_nocase(s, STR("<?xml")) && at < s.n; at++)
		if (s.p[at] == '<' && (starts_nocase(str_skip(s, at), STR("<html")) ||
				       starts_nocase(str_skip(s, at), STR("<!doctype html"))))
			return true;
	return false;
}

static bool is_blank(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_space(s.p[i]))
			return false;
	return true;
}

static uint8_t wide_of(struct str s)
{
	if (str_starts(s, STR("\xFF\xFE")) || str_starts(s, STR("<\0")))
		return LITTLE;
	if (str_starts(s, STR("\xFE\xFF")) || str_starts(s, STR("\0<")))
		return BIG;
	return BYTES;
}

static uint8_t kind_of(const struct page_reader *r, struct str first)
{
	if (opens_html(first) || (r->wide && r->claims_html))
		return BODY_HTML;
	for (size_t i = 0; i < COUNT_OF(magic); i++)
		if (str_starts(first, (struct str){magic[i].bytes, magic[i].n}))
			return magic[i].kind;
	if (str_starts(first, STR("RIFF")) && str_starts(str_skip(first, 8), STR("WEBP")))
		return BODY_IMAGE;
	if (str_find(first, STR("%PDF"), 0) != SIZE_MAX)
		return BODY_PDF;
	if (r->wide)
		return BODY_HTML;
	if (is_blank(first) && r->bytes <= LOOK)
		return BODY_EMPTY;
	if (memchr(first.p, '\0', first.n))
		return BODY_OTHER;
	return r->claims_html ? BODY_HTML : r->claims_text ? BODY_TEXT : BODY_OTHER;
}

static bool is_page(const struct page_reader *r)
{
	return r->kind == BODY_HTML || r->kind == BODY_TEXT;
}

/* ---- reading -------------------------------------------------------------------------------- */

struct page_reader *page_reader_new(struct arena *a)
{
	return arena_alloc(a, sizeof(struct page_reader));
}

/* Media types whose bytes are text for people. */
static bool claims_text(struct str type)
{
	return !type.n || starts_nocase(type, STR("text/")) || str_ends(type, STR("xml")) ||
	       str_ends(type, STR("json"));
}

void page_begin(struct page_reader *r, const struct page_wanted *wanted, struct str type)
{
	r->bytes = 0;
	r->nhead = 0;
	r->kind = BODY_EMPTY;
	r->wide = BYTES;
	r->looked = r->has_odd = false;
	r->claims_html = str_find(type, STR("html"), 0) != SIZE_MAX;
	r->claims_text = claims_text(type);
	skim_begin(&r->skim, wanted, &r->sketch);
}

/* Units of UTF-16 as UTF-8; halves of a pair, which no wanted word has, as any letter. */
static void skim_wide(struct page_reader *r, struct str s)
{
	char room[1024];
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		uint8_t byte = (uint8_t)s.p[i];
		uint32_t unit;

		r->has_odd = !r->has_odd;
		if (r->has_odd) {
			r->odd = byte;
			continue;
		}
		unit = r->wide == LITTLE ? (uint32_t)byte << 8 | r->odd
					 : (uint32_t)r->odd << 8 | byte;
		n += utf8_put(unit, room + n);
		if (n + 4 > sizeof(room)) {
			skim_read(&r->skim, (struct str){room, n});
			n = 0;
		}
	}
	skim_read(&r->skim, (struct str){room, n});
}

static void skim_bytes(struct page_reader *r, struct str s)
{
	if (!is_page(r))
		return;
	if (r->wide)
		skim_wide(r, s);
	else
		skim_read(&r->skim, s);
}

/* Tells what it is, once there are bytes enough or no more. */
static void look(struct page_reader *r)
{
	struct str first = {r->head, r->nhead < LOOK ? r->nhead : LOOK};

	r->looked = true;
	r->wide = wide_of(first);
	r->kind = kind_of(r, first);
	if (r->kind == BODY_TEXT)
		skim_plain(&r->skim);
	skim_bytes(r, (struct str){r->head, r->nhead});
}

void page_feed(struct page_reader *r, struct str bytes)
{
	size_t kept;

	/* So that the chunks in which it came make no difference. */
	if (bytes.n > PAGE_BYTES - r->bytes)
		bytes.n = PAGE_BYTES - r->bytes;
	kept = bytes.n < HEAD - r->nhead ? bytes.n : HEAD - r->nhead;
	if (!bytes.n)
		return;
	memcpy(r->head + r->nhead, bytes.p, kept);
	r->nhead += (uint32_t)kept;
	r->bytes += bytes.n;
	if (r->looked) {
		skim_bytes(r, bytes);
	} else if (r->nhead >= LOOK) {
		look(r);
		skim_bytes(r, str_skip(bytes, kept));
	}
}

bool page_is_enough(const struct page_reader *r)
{
	return is_page(r) ? r->bytes >= PAGE_BYTES : r->looked;
}

/* ---- what a page says ----------------------------------------------------------------------- */

static bool has_marks(const struct page_reader *r, const char *const *mark)
{
	struct str head = {r->head, r->nhead};

	for (; *mark; mark++)
		if (memmem(head.p, head.n, *mark, strlen(*mark)))
			return true;
	return false;
}

static void say(struct page *out, const struct page_reader *r)
{
	const struct skim *k = &r->skim;
	uint32_t words = r->sketch.words;
	struct said title = says_of((struct str){k->title.at, k->title.n});
	struct said opening = {0, 0};
	unsigned strong = title.headings | title.sentences | k->says_h1, any;

	if (words <= SHORT_PAGE)
		opening = says_of((struct str){k->opening.at, k->opening.n});
	any = strong | k->says_h2 | opening.sentences;
	/* "404 page not found" may be all that it says; "Log in" is a link of any page. */
	if (words <= TINY_PAGE)
		any |= opening.headings & ~(1u << SAYS_LOGIN);
	out->says_missing = (words <= SHORT_PAGE ? any : strong) >> SAYS_MISSING & 1;
	out->says_parked = words <= SHORT_PAGE && any >> SAYS_PARKED & 1;
	out->says_failed = words <= WALL_PAGE && any >> SAYS_FAILED & 1;
	out->is_challenge = (words <= WALL_PAGE && any >> SAYS_CHALLENGE & 1) ||
			    (words < FEW_WORDS && has_marks(r, answer_tables.marks)) ||
			    (words == 0 && k->has_script && has_marks(r, answer_tables.reloads));
	out->wants_login = k->has_password ? words <= LOGIN_PAGE ||
						     (words <= SHORT_PAGE && any >> SAYS_LOGIN & 1)
					   : words <= TINY_PAGE && any >> SAYS_LOGIN & 1;
	out->is_script = words < FEW_WORDS && k->has_script;
}

/* PAGE_TITLE bytes at most, whole characters, none of them a control character. */
static struct str title_of(const struct skim *k, struct arena *a)
{
	struct str rest = str_trim((struct str){k->title.at, k->title.n});
	char *out = arena_alloc(a, PAGE_TITLE + 4);
	size_t n = 0;

	while (rest.n) {
		uint32_t code;
		size_t used = says_character(rest, &code), put;

		if (code < ' ' || (code >= 0x7F && code < 0xA0))
			code = ' ';
		put = utf8_put(code, out + n);
		if (n + put > PAGE_TITLE)
			break;
		n += put;
		rest = str_skip(rest, used);
	}
	out[n] = '\0';
	return str_trim((struct str){out, n});
}

void page_end(struct page_reader *r, struct page *out, struct arena *a)
{
	struct skim *k = &r->skim;

	if (!r->looked)
		look(r);
	*out = (struct page){.kind = r->kind, .bytes = r->bytes};
	if (!is_page(r))
		return;
	skim_end(k);
	say(out, r);
	out->has_symbol = k->has_symbol;
	out->fragments = k->fragments;
	out->sketch = r->sketch;
	if (k->title.n)
		out->title = title_of(k, a);
	if (k->refresh.n)
		out->refresh = arena_str(a, (struct str){k->refresh.at, k->refresh.n});
}

struct str page_fragment(struct str fragment)
{
	size_t text = str_find(fragment, STR(":~:"), 0);

	return text == SIZE_MAX ? fragment : str_part(fragment, 0, text);
}
