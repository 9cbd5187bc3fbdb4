/*
 * Sources as the text describes them: one law under several names, and another State than the one
 * under review.
 */
#include "check/check.h"

#include "symbol/symbol.h"

#include <stdlib.h>

/* ---- names of laws ------------------------------------------------------------------------ */

enum { WORDS_MOST = 12, WORD_MOST = 32, LAWS_MOST = 1 << 16 };

struct law {
	struct str key;	 /* equal for names that are made of the same words */
	struct str name; /* as printed */
	struct span span;
};

/* Words that mean the same in the names of laws; the others are left as they are. */
static struct str plain_word(struct str word)
{
	static const struct {
		struct str word, plain;
	} same[] = {
		{{"penal", 5}, {"criminal", 8}},	 {{"executive", 9}, {"enforcement", 11}},
		{{"execution", 9}, {"enforcement", 11}}, {{"procedural", 10}, {"procedure", 9}},
		{{"labor", 5}, {"labour", 6}},
	};

	for (size_t i = 0; i < COUNT_OF(same); i++)
		if (str_eq(word, same[i].word))
			return same[i].plain;
	return word;
}

/* Small words and the noun carry nothing; of the noun only code or law counts. Those of one length
 * stand together. */
static bool is_empty_word(struct str word)
{
	static const char *const words[] = {
		[2] = "ofonintoorby", [3] = "andtheforitslawactnew", [4] = "codefromwith",
		[5] = "statebasic",   [7] = "againstfederalorganic", [8] = "republicnational",
		[9] = "regarding",    [10] = "concerning",
	};
	const char *w = word.n < COUNT_OF(words) ? words[word.n] : NULL;

	for (; w && *w; w += word.n)
		if (memcmp(w, word.p, word.n) == 0)
			return true;
	return false;
}

/* The words of a name that say what the law is about, sorted. */
struct key_words {
	struct str at[WORDS_MOST];
	size_t n;
};

/* Without the "s" of a plural. */
static struct str singular(struct str word)
{
	if (word.n > 4 && word.p[word.n - 1] == 's' && word.p[word.n - 2] != 's')
		word.n--;
	return word;
}

static void add_word(struct key_words *words, struct str word)
{
	size_t at = words->n;

	for (; at && str_compare(word, words->at[at - 1]) < 0; at--)
		words->at[at] = words->at[at - 1];
	words->at[at] = word;
	words->n++;
}

static struct str small_letters(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n);

	for (size_t i = 0; i < s.n; i++)
		p[i] = to_lower(s.p[i]);
	return (struct str){p, s.n};
}

static void words_of(const struct checking *c, struct key_words *words, struct str name,
		     struct str state)
{
	struct str small = small_letters(c->arena, name);

	words->n = 0;
	for (size_t at = 0, end; at < name.n && words->n < WORDS_MOST; at = end + 1) {
		const char *space = memchr(name.p + at, ' ', name.n - at);
		struct str word;

		end = space ? (size_t)(space - name.p) : name.n;
		word = plain_word(singular(str_part(small, at, end)));
		if (end > at && end - at <= WORD_MOST && !is_empty_word(word) &&
		    str_find(state, str_part(name, at, end), 0) == SIZE_MAX)
			add_word(words, word);
	}
}

/* " family marriage": of a single word the noun counts too, for a labour code is no labour law. */
static struct str law_key(const struct checking *c, struct str name, struct str state)
{
	char key[WORDS_MOST * (WORD_MOST + 1)];
	struct key_words words;
	struct str noun = STR_NONE;
	size_t n;

	words_of(c, &words, name, state);
	if (words.n == 1)
		noun = str_find(name, STR("Code"), 0) == SIZE_MAX ? STR("law") : STR("code");
	n = noun.n;
	memcpy(key, noun.p, n);
	for (size_t i = 0; i < words.n; i++) {
		key[n++] = ' ';
		memcpy(key + n, words.at[i].p, words.at[i].n);
		n += words.at[i].n;
	}
	return arena_str(c->arena, (struct str){key, n});
}

/* "Law on Education of the Republic of Kazakhstan" is called as the one without its State. */
static struct str without_state(struct str name, struct str state)
{
	static const struct str links[] = {{"of", 2}, {"the", 3}, {"Republic", 8}};
	size_t end = name.n, at;

	for (size_t words = 0; end; words++) {
		bool link = false;

		for (at = end; at && name.p[at - 1] != ' '; at--)
			;
		for (size_t i = 0; i < COUNT_OF(links) && !link; i++)
			link = str_eq(str_part(name, at, end), links[i]);
		if (!at ||
		    (str_find(state, str_part(name, at, end), 0) == SIZE_MAX && !(link && words)))
			break;
		end = at - 1;
	}
	return str_part(name, 0, end);
}

static int by_key(const void *a, const void *b)
{
	const struct law *x = a, *y = b;
	int order = str_compare(x->key, y->key);

	order = order ? order : str_compare(x->name, y->name);
	return order ? order : (x->span.begin > y->span.begin) - (x->span.begin < y->span.begin);
}

/* laws[0 … n) have one key: the name used most, and each other name where it stands first. */
static void check_names(struct checking *c, const struct law *laws, size_t n)
{
	size_t best = 0, most = 0, begin, end;

	for (begin = 0; begin < n; begin = end) {
		for (end = begin; end < n && str_eq(laws[end].name, laws[begin].name); end++)
			;
		if (end - begin > most ||
		    (end - begin == most && laws[begin].span.begin < laws[best].span.begin)) {
			best = begin;
			most = end - begin;
		}
	}
	for (begin = 0; begin < n; begin = end) {
		struct finding *f;

		for (end = begin; end < n && str_eq(laws[end].name, laws[begin].name); end++)
			;
		if (begin == best)
			continue;
		f = found(c, "instrument-name-variants", laws[begin].span);
		found_str(f, "other", laws[best].name);
		found_related(c, f, laws[best].span, "the other name");
	}
}

static void check_laws(struct checking *c, struct str state)
{
	const struct apparatus *ap = c->ap;
	struct law *laws = arena_alloc(c->arena, (ap->named.n + 1) * sizeof(*laws));
	size_t n = 0, begin, end;

	for (uint32_t i = 0; i < ap->named.n && n < LAWS_MOST; i++) {
		struct span span = ap->named.at[i].span;
		struct str name;

		if (ap->named.at[i].form != FORM_INSTRUMENT)
			continue;
		name = without_state(document_str(c->doc, span), state);
		span.end = span.begin + (uint32_t)name.n;
		laws[n++] = (struct law){law_key(c, name, state), name, span};
	}
	if (n)
		qsort(laws, n, sizeof(*laws), by_key);
	for (begin = 0; begin < n; begin = end) {
		for (end = begin; end < n && str_eq(laws[end].key, laws[begin].key); end++)
			;
		if (laws[begin].key.n)
			check_names(c, laws + begin, end - begin);
	}
}

/* ---- another State -------------------------------------------------------------------------- */

enum { NAME_WORDS = 8, NAME_BYTES = 80 };

/* The longest name of a State at the start of 'text': its code, and its bytes. */
static struct str name_at(struct str text, size_t *size)
{
	struct str code = STR_NONE;
	size_t at = 0;

	for (int i = 0; i < NAME_WORDS && at < text.n && at < NAME_BYTES; i++) {
		struct str found_code;

		while (at < text.n && text.p[at] != ' ' && !strchr(",;.():", text.p[at]))
			at++;
		found_code = state_code(str_part(text, 0, at));
		if (found_code.n) {
			code = found_code;
			*size = at;
		}
		if (at >= text.n || text.p[at] != ' ')
			break;
		at++;
	}
	return code;
}

/* Words behind which the State stands that a source is about. */
static const struct str introductions[] = {
	{"periodic review of ", 19}, {"observations on ", 16}, {"visit to ", 9},
	{"mission to ", 11},	     {"country team in ", 16}, {"periodic report of ", 19},
};

static void check_state(struct checking *c, const struct citation *cited, struct str state)
{
	struct str text = document_str(c->doc, cited->span);

	for (size_t i = 0; i < COUNT_OF(introductions); i++) {
		size_t at = str_find(text, introductions[i], 0), size = 0;
		struct str rest, code;
		struct finding *f;
		bool odd = true;

		if (at == SIZE_MAX)
			continue;
		at += introductions[i].n;
		at += str_starts(str_skip(text, at), STR("the ")) ? 4 : 0;
		rest = str_skip(text, at);
		code = rest.n && is_upper(rest.p[0]) ? name_at(rest, &size) : STR_NONE;
		if (!code.n || str_eq(code, state) || !state_name(code, &odd) || odd)
			continue;
		at += cited->span.begin;
		f = found(c, "source-state-mismatch",
			  (struct span){(uint32_t)at, (uint32_t)(at + size)});
		found_str(f, "state", str_of(state_name(state, NULL)));
		return;
	}
}

static void check_words(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	const char *name = ap->state.n ? state_name(ap->state, NULL) : NULL;

	/* Where several States are compared each has its own laws and reviews. */
	if (!name)
		return;
	if (rule_on(c, "instrument-name-variants"))
		check_laws(c, str_of(name));
	for (uint32_t i = 0; i < ap->citations.n; i++) {
		const struct citation *cited = &ap->citations.at[i];

		if (!cited->aside && cited->symbol == NONE)
			check_state(c, cited, ap->state);
	}
}

static const char *const slugs[] = {"instrument-name-variants", "source-state-mismatch", NULL};

const struct checker checker_source_words = {"source_words", slugs, check_words};
