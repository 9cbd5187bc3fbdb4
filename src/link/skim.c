#include "link/skim.h"

#include "base/utf8.h"
#include "link/says.h"
#include "read/entity.h"

#include <stddef.h>

enum state {
	TEXT,
	ENTITY,	   /* behind "&" */
	OPEN,	   /* behind "<" */
	CLOSE,	   /* behind "</" */
	NAME,	   /* of a tag */
	NEXT,	   /* before an attribute or the end of the tag */
	ATTRIBUTE, /* its name */
	BEHIND,	   /* … behind that */
	BEFORE,	   /* before its value */
	DOUBLE,	   /* its value, in quotes, single quotes or none */
	SINGLE,
	BARE,
	MARKUP, /* behind "<!" */
	COMMENT,
	BANG,	    /* behind "--!" in it */
	BOGUS,	    /* whatever else ends with ">" */
	RAW,	    /* text of an element that holds no tags */
	RAW_OPEN,   /* behind "<" in it */
	RAW_BANG,   /* behind "<!" in a script */
	RAW_NAME,   /* behind "</", or behind "<" in a script */
	PLAIN_TEXT, /* no tags at all */
};

enum tag {
	BLOCK, /* any other: words end at it */
	INLINE,
	ANCHOR,
	EMBED, /* has the address of another document */
	FOOTER,
	H1,
	H2,
	INPUT,
	META,
	NAV,
	PLAINTEXT,
	SVG,
	TEMPLATE,
	FIRST_RAW, /* from here on: holds text only */
	TITLE = FIRST_RAW,
	SCRIPT,
	STYLE,
	TEXTAREA,
	XMP,
	IFRAME,
	NOEMBED,
	NOFRAMES,
	NOSCRIPT,
};

enum attribute { OTHER, ID, LINK_NAME, ADDRESS, HTTP_EQUIV, CONTENT, TYPE };

/* Sorted by letter; those of one letter stand together. */
static const struct {
	char name[SKIM_NAME];
	uint8_t tag;
} tags[] = {
	{"a", ANCHOR},
	{"abbr", INLINE},
	{"acronym", INLINE},
	{"area", EMBED},
	{"b", INLINE},
	{"bdi", INLINE},
	{"bdo", INLINE},
	{"big", INLINE},
	{"cite", INLINE},
	{"code", INLINE},
	{"data", INLINE},
	{"del", INLINE},
	{"dfn", INLINE},
	{"em", INLINE},
	{"embed", EMBED},
	{"font", INLINE},
	{"footer", FOOTER},
	{"frame", EMBED},
	{"h1", H1},
	{"h2", H2},
	{"i", INLINE},
	{"iframe", IFRAME},
	{"input", INPUT},
	{"ins", INLINE},
	{"kbd", INLINE},
	{"mark", INLINE},
	{"meta", META},
	{"nav", NAV},
	{"nobr", INLINE},
	{"noembed", NOEMBED},
	{"noframes", NOFRAMES},
	{"noscript", NOSCRIPT},
	{"object", EMBED},
	{"plaintext", PLAINTEXT},
	{"q", INLINE},
	{"s", INLINE},
	{"samp", INLINE},
	{"script", SCRIPT},
	{"small", INLINE},
	{"source", EMBED},
	{"span", INLINE},
	{"strike", INLINE},
	{"strong", INLINE},
	{"style", STYLE},
	{"sub", INLINE},
	{"sup", INLINE},
	{"svg", SVG},
	{"template", TEMPLATE},
	{"textarea", TEXTAREA},
	{"time", INLINE},
	{"title", TITLE},
	{"tt", INLINE},
	{"u", INLINE},
	{"var", INLINE},
	{"wbr", INLINE},
	{"xmp", XMP},
};

/* Where the tags of a letter begin: [26] is the end. */
static const uint8_t tags_of[27] = {
	0,  4,	8,  10, 13, 15, 18, 18, 20, 24, 24, 25, 25, 27,
	32, 33, 34, 35, 35, 47, 52, 53, 54, 55, 56, 56, 56,
};

/* ---- bytes put together ------------------------------------------------------------------- */

static struct str gathered_str(const struct gathered *g)
{
	return (struct str){g->at, g->n};
}

/* As they are. */
static void gather(struct gathered *g, struct str s)
{
	size_t n = s.n < g->most - g->n ? s.n : g->most - g->n;

	memcpy(g->at + g->n, s.p, n);
	g->n += (uint32_t)n;
	g->over |= n < s.n;
}

/* As text. */
static void gather_text(struct gathered *g, struct str s)
{
	size_t i = 0;

	for (; i < s.n && g->n < g->most; i++) {
		bool blank = is_space(s.p[i]);

		if (!blank || (g->n && !is_space(g->at[g->n - 1])))
			g->at[g->n++] = blank ? ' ' : s.p[i];
	}
	g->over |= i < s.n;
}

static void gather_line(struct gathered *g)
{
	if (g->n && g->at[g->n - 1] == ' ')
		g->at[g->n - 1] = '\n';
	else if (g->n && g->n < g->most && g->at[g->n - 1] != '\n')
		g->at[g->n++] = '\n';
}

static void name_begin(struct skim_name *name)
{
	memset(name, 0, sizeof(*name));
}

static void name_add(struct skim_name *name, char c)
{
	if (name->n < SKIM_NAME)
		name->at[name->n++] = to_lower(c);
}

/* The last byte of a name that is known is a zero. */
static bool name_is(const struct skim_name *name, const char word[SKIM_NAME])
{
	return memcmp(name->at, word, SKIM_NAME) == 0;
}

/* ---- text --------------------------------------------------------------------------------- */

static bool is_hidden(const struct skim *k)
{
	return k->templates || k->in_svg;
}

/* What the reader sees and the words do not keep. */
static void see(struct skim *k, struct str text)
{
	if (k->heading)
		gather_text(&k->words_of_heading, text);
	if (!k->aside && k->opening.n < k->opening.most)
		gather_text(&k->opening, text);
}

static void break_words(struct skim *k)
{
	if (is_hidden(k))
		return;
	words_break(&k->words);
	if (k->heading)
		gather_text(&k->words_of_heading, STR(" "));
	if (!k->aside)
		gather_line(&k->opening);
}

static const char *in_text(struct skim *k, const char *p, const char *end)
{
	struct str text = {p, (size_t)(end - p)}, rest;

	if (is_hidden(k)) {
		const char *tag = memchr(p, '<', text.n);

		rest = (struct str){tag ? tag : end, tag ? (size_t)(end - tag) : 0};
	} else {
		rest = words_read(&k->words, text);
		see(k, str_part(text, 0, text.n - rest.n));
	}
	if (!rest.n)
		return end;
	k->state = *rest.p == '<' ? OPEN : ENTITY;
	k->entity.at[0] = '&';
	k->entity.n = 1;
	return rest.p + 1;
}

static const char *in_plain_text(struct skim *k, const char *p, const char *end)
{
	struct str text = {p, (size_t)(end - p)};

	see(k, text);
	for (text = words_read(&k->words, text); text.n; text = words_read(&k->words, text)) {
		words_character(&k->words, ' ');
		text = str_skip(text, 1);
	}
	return end;
}

/* "&" and the bytes behind it: a character, or what they are. */
static void end_entity(struct skim *k)
{
	struct str text = gathered_str(&k->entity);
	uint32_t code;
	char bytes[4];

	if (is_hidden(k))
		return;
	if (entity_scan(text, &code)) {
		words_character(&k->words, code);
		text = (struct str){bytes, utf8_put(code, bytes)};
	} else {
		words_character(&k->words, '&');
		words_read(&k->words, str_skip(text, 1));
	}
	see(k, text);
}

static const char *in_entity(struct skim *k, const char *p, const char *end)
{
	for (; p < end; p++) {
		bool fits = is_alnum(*p) || *p == '#' || *p == ';';

		if (fits && k->entity.n < k->entity.most)
			k->entity.at[k->entity.n++] = *p;
		if (fits && *p != ';' && k->entity.n < k->entity.most)
			continue;
		end_entity(k);
		k->state = TEXT;
		return p + fits;
	}
	return end;
}

/* ---- headings ----------------------------------------------------------------------------- */

static void end_heading(struct skim *k)
{
	const struct gathered *g = &k->words_of_heading;
	unsigned *says = k->heading == 1 ? &k->says_h1 : &k->says_h2;
	struct said said;

	if (k->heading && g->n && !g->over && k->headings < SKIM_HEADINGS) {
		k->headings++;
		said = says_of(gathered_str(g));
		*says |= said.headings | said.sentences;
	}
	k->heading = 0;
}

static void begin_heading(struct skim *k, uint8_t which)
{
	end_heading(k);
	k->heading = which;
	k->words_of_heading.n = 0;
	k->words_of_heading.over = false;
}

/* ---- tags --------------------------------------------------------------------------------- */

static uint8_t tag_of(const struct skim_name *name)
{
	unsigned letter = (unsigned)(name->at[0] - 'a');

	for (unsigned i = tags_of[letter]; i < tags_of[letter + 1]; i++)
		if (name_is(name, tags[i].name))
			return tags[i].tag;
	return BLOCK;
}

static bool has_address(uint8_t tag)
{
	return tag == ANCHOR || tag == EMBED || tag == IFRAME;
}

/* Those that are looked at. */
static const struct {
	char name[SKIM_NAME];
	uint8_t attribute;
} attributes[] = {
	{"id", ID},	   {"name", LINK_NAME},	       {"href", ADDRESS},    {"src", ADDRESS},
	{"data", ADDRESS}, {"http-equiv", HTTP_EQUIV}, {"content", CONTENT}, {"type", TYPE},
};

/* It matters in this tag, for what is looked for in this page. */
static bool is_wanted(const struct skim *k, uint8_t attribute)
{
	switch (attribute) {
	case ID:
		return k->lengths;
	case LINK_NAME:
		return k->lengths && k->tag == ANCHOR;
	case ADDRESS:
		return k->needle.n && has_address(k->tag);
	case TYPE:
		return k->tag == INPUT;
	default:
		return k->tag == META;
	}
}

static uint8_t attribute_of(const struct skim *k)
{
	for (size_t i = 0; !k->closing && i < COUNT_OF(attributes); i++)
		if (name_is(&k->name, attributes[i].name))
			return is_wanted(k, attributes[i].attribute) ? attributes[i].attribute
								     : OTHER;
	return OTHER;
}

static void find_fragment(struct skim *k, struct str name)
{
	if (!(k->lengths >> (name.n & 63) & 1))
		return;
	for (uint32_t i = 0; i < k->wanted->nfragments; i++)
		if (str_eq(name, page_fragment(k->wanted->fragments[i])))
			k->fragments |= (uint64_t)1 << i;
}

static void find_symbol(struct skim *k, char *address, size_t n)
{
	struct words w;
	struct str text;

	/* Twice, for addresses within addresses. */
	n = str_percent_decode(address, (struct str){address, n});
	n = str_percent_decode(address, (struct str){address, n});
	words_begin(&w, &k->needle, NULL);
	for (text = words_read(&w, (struct str){address, n}); text.n; text = words_read(&w, text)) {
		words_character(&w, ' ');
		text = str_skip(text, 1);
	}
	words_break(&w);
	k->has_symbol |= w.found;
}

/* Character references as what they stand for, which is never longer. */
static void decode(struct gathered *g)
{
	struct str rest = gathered_str(g);
	uint32_t n = 0, code;

	while (rest.n) {
		size_t used = *rest.p == '&' ? entity_scan(rest, &code) : 0;

		if (used)
			n += (uint32_t)utf8_put(code, g->at + n);
		else
			g->at[n++] = *rest.p;
		rest = str_skip(rest, used ? used : 1);
	}
	g->n = n;
}

static void end_value(struct skim *k)
{
	struct gathered *g = &k->value;

	decode(g);
	switch (k->attribute) {
	case ID:
	case LINK_NAME:
		find_fragment(k, gathered_str(g));
		break;
	case ADDRESS:
		find_symbol(k, g->at, g->n);
		break;
	case TYPE:
		k->has_password |= str_eq_nocase(str_trim(gathered_str(g)), STR("password"));
		break;
	case HTTP_EQUIV:
		k->is_refresh |= str_eq_nocase(str_trim(gathered_str(g)), STR("refresh"));
		break;
	case CONTENT:
		k->has_content = true;
		k->content.n = 0;
		gather(&k->content, gathered_str(g));
		break;
	default:
		break;
	}
}

/* ---- refreshes ---------------------------------------------------------------------------- */

static struct str skip_space(struct str s)
{
	while (s.n && is_space(s.p[0]))
		s = str_skip(s, 1);
	return s;
}

/* "url", blanks and "=", all of which may be missing. */
static struct str skip_url(struct str s)
{
	struct str rest = skip_space(s);

	if (!str_eq_nocase(str_part(rest, 0, rest.n < 3 ? rest.n : 3), STR("url")))
		return rest;
	rest = skip_space(str_skip(rest, 3));
	return rest.n && rest.p[0] == '=' ? skip_space(str_skip(rest, 1)) : skip_space(s);
}

/* "5; url='https://…'" (HTML standard, 4.2.5.3): the address, where it is one. */
static struct str refresh_of(struct str content)
{
	struct str rest = skip_space(content);
	uint32_t seconds = 0;
	size_t n = 0;

	while (n < rest.n && is_digit(rest.p[n]) && seconds <= SKIM_REFRESH)
		seconds = seconds * 10 + (uint32_t)(rest.p[n++] - '0');
	if ((n == 0 && !(rest.n && rest.p[0] == '.')) || seconds > SKIM_REFRESH)
		return STR_NONE;
	while (n < rest.n && (is_digit(rest.p[n]) || rest.p[n] == '.'))
		n++;
	rest = skip_space(str_skip(rest, n));
	if (rest.n && (rest.p[0] == ';' || rest.p[0] == ','))
		rest = str_skip(rest, 1);
	rest = skip_url(rest);
	if (rest.n && (rest.p[0] == '"' || rest.p[0] == '\'')) {
		const char *close = memchr(rest.p + 1, rest.p[0], rest.n - 1);

		rest = str_skip(rest, 1);
		rest.n = close ? (size_t)(close - rest.p) : rest.n;
	}
	return str_trim(rest);
}

static void end_meta(struct skim *k)
{
	if (k->is_refresh && k->has_content && !k->refresh.n && !is_hidden(k))
		gather(&k->refresh, refresh_of(gathered_str(&k->content)));
	k->is_refresh = k->has_content = false;
}

/* ---- elements ----------------------------------------------------------------------------- */

/* Words within nav and footer do not count. */
static void set_aside(struct skim *k, uint8_t which, bool within)
{
	k->aside = (uint8_t)(within ? k->aside | which : k->aside & ~which);
	k->words.sketch = k->aside ? NULL : k->sketch;
}

static void open_element(struct skim *k)
{
	switch (k->tag) {
	case H1:
	case H2:
		begin_heading(k, k->tag == H1 ? 1 : 2);
		break;
	case NAV:
		set_aside(k, 1, true);
		break;
	case FOOTER:
		set_aside(k, 2, true);
		break;
	case SVG:
		k->in_svg = !k->closed;
		break;
	case TEMPLATE:
		k->templates += k->templates < UINT32_MAX;
		break;
	case META:
		end_meta(k);
		break;
	case SCRIPT:
		k->has_script = true;
		break;
	default:
		break;
	}
}

static void close_element(struct skim *k)
{
	switch (k->tag) {
	case H1:
	case H2:
		end_heading(k);
		break;
	case NAV:
		set_aside(k, 1, false);
		break;
	case FOOTER:
		set_aside(k, 2, false);
		break;
	case SVG:
		k->in_svg = false;
		break;
	case TEMPLATE:
		k->templates -= k->templates > 0;
		break;
	default:
		break;
	}
}

static bool is_inline(uint8_t tag)
{
	return tag == INLINE || tag == ANCHOR;
}

static void end_tag(struct skim *k)
{
	k->state = TEXT;
	if (!is_inline(k->tag))
		break_words(k);
	if (k->closing) {
		close_element(k);
		return;
	}
	open_element(k);
	if (k->tag == PLAINTEXT)
		k->state = PLAIN_TEXT;
	/* Within svg, "title" and "style" are elements like others. */
	if (k->tag >= FIRST_RAW && !(k->in_svg && k->tag == TITLE)) {
		k->state = RAW;
		k->escape = 0;
	}
}

static const char *in_open(struct skim *k, const char *p, const char *end)
{
	(void)end;
	k->closing = false;
	k->closed = false;
	name_begin(&k->name);
	if (is_alpha(*p)) {
		k->state = NAME;
	} else if (*p == '/') {
		k->state = CLOSE;
		return p + 1;
	} else if (*p == '!') {
		k->state = MARKUP;
		k->dashes = 0;
		return p + 1;
	} else if (*p == '?') {
		k->state = BOGUS;
	} else {
		k->state = TEXT;
		if (!is_hidden(k)) {
			words_character(&k->words, ' ');
			see(k, STR("<"));
		}
	}
	return p;
}

static const char *in_close(struct skim *k, const char *p, const char *end)
{
	(void)end;
	k->closing = true;
	k->state = is_alpha(*p) ? NAME : *p == '>' ? TEXT : BOGUS;
	return p + (*p == '>');
}

static bool ends_name(char c)
{
	return is_space(c) || c == '/' || c == '>';
}

static const char *in_name(struct skim *k, const char *p, const char *end)
{
	while (p < end && !ends_name(*p))
		name_add(&k->name, *p++);
	if (p < end) {
		k->tag = tag_of(&k->name);
		k->state = NEXT;
	}
	return p;
}

/* ---- attributes --------------------------------------------------------------------------- */

static const char *in_next(struct skim *k, const char *p, const char *end)
{
	while (p < end && (is_space(*p) || *p == '/'))
		k->closed = *p++ == '/';
	if (p == end)
		return p;
	if (*p == '>') {
		end_tag(k);
		return p + 1;
	}
	k->closed = false;
	name_begin(&k->name);
	/* "=" opens a name here, whatever it was meant to be. */
	name_add(&k->name, *p);
	k->state = ATTRIBUTE;
	return p + 1;
}

static const char *in_attribute(struct skim *k, const char *p, const char *end)
{
	while (p < end && !ends_name(*p) && *p != '=')
		name_add(&k->name, *p++);
	if (p == end)
		return p;
	k->attribute = attribute_of(k);
	k->state = BEHIND;
	return p;
}

static const char *in_behind(struct skim *k, const char *p, const char *end)
{
	while (p < end && is_space(*p))
		p++;
	if (p == end)
		return p;
	k->state = *p == '=' ? BEFORE : NEXT;
	return p + (*p == '=');
}

static const char *in_before(struct skim *k, const char *p, const char *end)
{
	while (p < end && is_space(*p))
		p++;
	if (p == end)
		return p;
	k->value.n = 0;
	if (*p == '>') {
		end_tag(k);
		return p + 1;
	}
	k->state = *p == '"' ? DOUBLE : *p == '\'' ? SINGLE : BARE;
	return p + (k->state != BARE);
}

/* The value goes on to 'close', or beyond the bytes at hand. */
static const char *take_value(struct skim *k, const char *p, const char *close, const char *end)
{
	if (k->attribute)
		gather(&k->value, (struct str){p, (size_t)((close ? close : end) - p)});
	if (!close)
		return end;
	if (k->attribute)
		end_value(k);
	k->state = NEXT;
	return close;
}

static const char *in_quotes(struct skim *k, const char *p, const char *end)
{
	char quote = k->state == DOUBLE ? '"' : '\'';
	const char *close = memchr(p, quote, (size_t)(end - p));

	p = take_value(k, p, close, end);
	return p + (close != NULL);
}

static const char *in_bare(struct skim *k, const char *p, const char *end)
{
	const char *close = p;

	while (close < end && !is_space(*close) && *close != '>')
		close++;
	return take_value(k, p, close < end ? close : NULL, end);
}

/* ---- comments and the like ---------------------------------------------------------------- */

static const char *in_markup(struct skim *k, const char *p, const char *end)
{
	(void)end;
	if (*p != '-') {
		k->state = BOGUS;
		return p;
	}
	if (++k->dashes == 2) {
		k->state = COMMENT;
		k->fresh = true;
	}
	return p + 1;
}

/* "<!-->" and "<!--->" are whole comments; the dashes that open one do not make a "--!>". */
static const char *in_comment(struct skim *k, const char *p, const char *end)
{
	for (; p < end; p++) {
		if (*p == '-') {
			k->dashes += k->dashes < 4;
			continue;
		}
		if (*p == '>' && k->dashes >= 2) {
			k->state = TEXT;
			return p + 1;
		}
		if (*p == '!' && k->dashes >= (k->fresh ? 4 : 2)) {
			k->state = BANG;
			return p + 1;
		}
		k->dashes = 0;
		k->fresh = false;
		p = memchr(p, '-', (size_t)(end - p));
		if (!p)
			return end;
		p--;
	}
	return end;
}

static const char *in_bang(struct skim *k, const char *p, const char *end)
{
	(void)end;
	k->state = *p == '>' ? TEXT : COMMENT;
	k->dashes = 0;
	k->fresh = false;
	return p + (*p == '>');
}

static const char *in_bogus(struct skim *k, const char *p, const char *end)
{
	const char *close = memchr(p, '>', (size_t)(end - p));

	if (!close)
		return end;
	k->state = TEXT;
	return close + 1;
}

/* ---- raw text ----------------------------------------------------------------------------- */

static void see_raw(struct skim *k, struct str text)
{
	/* The first title with words in it is the page's. */
	if (k->tag == TITLE && !k->title.over && !is_hidden(k))
		gather_text(&k->title, text);
}

/* In a script behind "<!--", where "<script" and "</script" nest. */
static const char *in_escape(struct skim *k, const char *p, const char *end)
{
	for (; p < end && *p != '<'; p++) {
		if (*p == '>' && k->dashes >= 2) {
			k->escape = 0;
			return p + 1;
		}
		k->dashes = (uint8_t)(*p == '-' ? k->dashes + (k->dashes < 2) : 0);
	}
	return p;
}

static const char *in_raw(struct skim *k, const char *p, const char *end)
{
	const char *tag;

	if (k->escape) {
		p = in_escape(k, p, end);
		tag = k->escape && p < end ? p : NULL;
		if (!tag)
			return p;
	} else {
		tag = memchr(p, '<', (size_t)(end - p));
		see_raw(k, (struct str){p, (size_t)((tag ? tag : end) - p)});
		if (!tag)
			return end;
	}
	k->state = RAW_OPEN;
	k->dashes = 0;
	return tag + 1;
}

static const char *in_raw_open(struct skim *k, const char *p, const char *end)
{
	(void)end;
	name_begin(&k->name);
	k->closing = *p == '/';
	k->state = RAW;
	if (k->closing) {
		k->state = RAW_NAME;
		return p + 1;
	}
	if (k->tag == SCRIPT && *p == '!' && !k->escape) {
		k->state = RAW_BANG;
		return p + 1;
	}
	if (k->tag == SCRIPT && k->escape == 1 && is_alpha(*p))
		k->state = RAW_NAME;
	else
		see_raw(k, STR("<"));
	return p;
}

static const char *in_raw_bang(struct skim *k, const char *p, const char *end)
{
	(void)end;
	if (*p != '-') {
		k->state = RAW;
		return p;
	}
	if (++k->dashes == 2) {
		k->state = RAW;
		k->escape = 1;
	}
	return p + 1;
}

static const char *in_raw_name(struct skim *k, const char *p, const char *end)
{
	bool own;

	while (p < end && is_alpha(*p))
		name_add(&k->name, *p++);
	if (p == end)
		return p;
	k->state = RAW;
	own = k->name.n && ends_name(*p) && tag_of(&k->name) == k->tag;
	if (own && !k->closing) {
		k->escape = 2;
	} else if (own && k->escape == 2) {
		k->escape = 1;
	} else if (own) {
		k->state = NEXT;
		/* Only the first title with words in it counts. */
		k->title.over |= k->tag == TITLE && k->title.n;
	}
	return p;
}

/* ---- the whole ---------------------------------------------------------------------------- */

typedef const char *reading(struct skim *k, const char *p, const char *end);

static reading *const readings[] = {
	[TEXT] = in_text,	    [ENTITY] = in_entity,     [OPEN] = in_open,
	[CLOSE] = in_close,	    [NAME] = in_name,	      [NEXT] = in_next,
	[ATTRIBUTE] = in_attribute, [BEHIND] = in_behind,     [BEFORE] = in_before,
	[DOUBLE] = in_quotes,	    [SINGLE] = in_quotes,     [BARE] = in_bare,
	[MARKUP] = in_markup,	    [COMMENT] = in_comment,   [BANG] = in_bang,
	[BOGUS] = in_bogus,	    [RAW] = in_raw,	      [RAW_OPEN] = in_raw_open,
	[RAW_BANG] = in_raw_bang,   [RAW_NAME] = in_raw_name, [PLAIN_TEXT] = in_plain_text,
};

static void room(struct gathered *g, char *at, uint32_t most)
{
	*g = (struct gathered){.at = at, .most = most};
}

void skim_begin(struct skim *k, const struct page_wanted *wanted, struct sketch *sketch)
{
	/* The rooms behind need no zeros. */
	memset(k, 0, offsetof(struct skim, room_value));
	*sketch = (struct sketch){.n = 0};
	k->wanted = wanted;
	k->sketch = sketch;
	if (wanted) {
		needle_init(&k->needle, wanted->symbol);
		for (uint32_t i = 0; i < wanted->nfragments; i++)
			k->lengths |= (uint64_t)1 << (page_fragment(wanted->fragments[i]).n & 63);
	}
	words_begin(&k->words, &k->needle, sketch);
	room(&k->value, k->room_value, sizeof(k->room_value));
	room(&k->content, k->room_content, sizeof(k->room_content));
	room(&k->refresh, k->room_refresh, sizeof(k->room_refresh));
	room(&k->title, k->room_title, sizeof(k->room_title));
	room(&k->words_of_heading, k->room_heading, sizeof(k->room_heading));
	room(&k->opening, k->room_opening, sizeof(k->room_opening));
	room(&k->entity, k->room_entity, sizeof(k->room_entity));
}

void skim_plain(struct skim *k)
{
	k->state = PLAIN_TEXT;
}

void skim_read(struct skim *k, struct str bytes)
{
	const char *p = bytes.p, *end = p + bytes.n;

	while (p < end)
		p = readings[k->state](k, p, end);
}

void skim_end(struct skim *k)
{
	if (k->state == ENTITY)
		end_entity(k);
	words_break(&k->words);
	end_heading(k);
	decode(&k->title);
	k->has_symbol |= k->words.found;
	/* A title is seen too, though it is no part of the words. */
	if (k->needle.n && !k->has_symbol) {
		k->value.n = 0;
		gather(&k->value, gathered_str(&k->title));
		find_symbol(k, k->value.at, k->value.n);
	}
}
