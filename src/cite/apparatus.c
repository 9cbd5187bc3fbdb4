#include "cite/note.h"

#include "cite/scan.h"

enum {
	LANGUAGE_SAMPLE = 8 * 1024, /* bytes that are enough to tell a language */
	OWN_SYMBOL_BLOCKS = 40,	    /* where a masthead stands */
};

/* ---- language ---------------------------------------------------------------- */

static bool is_word_at(struct str s, size_t at, struct str word)
{
	return str_starts(str_skip(s, at), word);
}

/* The script decides, or the commonest short words of the three languages in Latin script. */
static const char *language_of(struct str text)
{
	static const struct {
		struct str word;
		uint8_t language;
	} words[] = {
		{{" the ", 5}, 0}, {{" of ", 4}, 0},  {{" and ", 5}, 0}, {{" des ", 5}, 1},
		{{" les ", 5}, 1}, {{" et ", 4}, 1},  {{" los ", 5}, 2}, {{" que ", 5}, 2},
		{{" y ", 3}, 2},   {{" del ", 5}, 2}, {{" du ", 4}, 1},	 {{" las ", 5}, 2},
	};
	static const char *const names[] = {"en", "fr", "es"};
	uint32_t seen[3] = {0}, letters = 0, cyrillic = 0, arabic = 0, han = 0, best = 0;

	text.n = text.n < LANGUAGE_SAMPLE ? text.n : LANGUAGE_SAMPLE;
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		letters += is_alpha((char)c);
		cyrillic += c == 0xd0 || c == 0xd1;
		arabic += c == 0xd8 || c == 0xd9;
		han += c >= 0xe3 && c <= 0xe9;
		if (c != ' ')
			continue;
		for (size_t k = 0; k < COUNT_OF(words); k++)
			if (is_word_at(text, i, words[k].word))
				seen[words[k].language]++;
	}
	if (cyrillic > letters || arabic > letters || han > letters)
		return cyrillic >= arabic && cyrillic >= han ? "ru" : arabic >= han ? "ar" : "zh";
	for (uint32_t k = 1; k < 3; k++)
		if (seen[k] > seen[best])
			best = k;
	return seen[best] ? names[best] : letters ? "en" : "";
}

/* ---- the document itself --------------------------------------------------------- */

/* The document's own symbol: the first that stands alone in a block near its beginning,
 * or in what is printed on every page. */
static void own_symbol_find(struct apparatus *ap)
{
	const struct document *d = ap->doc;

	for (uint32_t i = 0; i < ap->symbols.n; i++) {
		const struct symbol_use *use = &ap->symbols.at[i];
		const struct block *b = &d->blocks.at[use->block];
		struct str before = str_trim(str_part(d->text, b->span.begin, use->span.begin));
		struct str after = str_trim(str_part(d->text, use->span.end, b->span.end));

		if (use->verdict != SYMBOL_KNOWN || use->note != NONE)
			continue;
		if (b->kind == BLOCK_FURNITURE ||
		    (use->block < OWN_SYMBOL_BLOCKS && !before.n && after.n < 2)) {
			ap->symbol = use->canonical;
			ap->symbol_use = i;
			return;
		}
	}
}

/* The year that the document bears: of a date that stands alone near its beginning. */
static uint32_t year_of(const struct document *d)
{
	for (uint32_t i = 0; i < d->blocks.n && i < OWN_SYMBOL_BLOCKS; i++) {
		struct str s = str_trim(document_str(d, d->blocks.at[i].span));
		uint32_t year;

		if (s.n < 8 || s.n > 20 || !is_digit(s.p[0]))
			continue;
		if (s.p[s.n - 5] == ' ' && str_number(str_skip(s, s.n - 4), &year) && year > 1944 &&
		    year < 2100)
			return year;
	}
	return 0;
}

void cite_apparatus(struct apparatus *ap, struct document *d, const struct cite_options *options)
{
	*ap = (struct apparatus){
		.doc = d, .symbol_use = NONE, .state = STR_NONE, .symbol = STR_NONE};
	if (options->language.n == 2)
		memcpy(ap->language, options->language.p, 2);
	else
		strcpy(ap->language, language_of(d->text));
	cite_scan(ap);
	cite_symbols(ap, options);
	if (options->symbol.n)
		ap->symbol = options->symbol;
	else
		own_symbol_find(ap);
	ap->year = options->year ? options->year : year_of(d);
	cite_notes(ap);
	cite_citations(ap);
	cite_indicators(ap);
	cite_claims(ap);
	if (ap->inferred)
		cite_align(ap);
	else
		cite_link(ap);
}
