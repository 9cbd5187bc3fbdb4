#include "cite/note.h"

#include "base/bytes.h"
#include "cite/scan.h"

enum {
	LANGUAGE_SAMPLE = 4 * 1024, /* bytes that are enough to tell a language */
	OWN_SYMBOL_BLOCKS = 40,	    /* where a masthead stands */
};

/* ---- language ---------------------------------------------------------------- */

/* The script decides, or the commonest short words of the three languages in Latin script. */
enum { EN, FR, ES, LANGUAGES };

struct language_tally {
	uint32_t words[LANGUAGES];
	uint32_t letters; /* bytes of ASCII but the space */
	uint32_t cyrillic, arabic, han;
};

static void tally_word(struct language_tally *t, struct str behind)
{
	static const struct {
		struct str word;
		uint8_t language;
	} words[] = {
		{{"the ", 4}, EN}, {{"of ", 3}, EN},  {{"and ", 4}, EN}, {{"des ", 4}, FR},
		{{"les ", 4}, FR}, {{"et ", 3}, FR},  {{"du ", 3}, FR},	 {{"los ", 4}, ES},
		{{"que ", 4}, ES}, {{"del ", 4}, ES}, {{"las ", 4}, ES}, {{"y ", 2}, ES},
	};

	const uint32_t firsts = 1u << ('t' & 31) | 1u << ('o' & 31) | 1u << ('a' & 31) |
				1u << ('d' & 31) | 1u << ('l' & 31) | 1u << ('e' & 31) |
				1u << ('q' & 31) | 1u << ('y' & 31);

	if (!behind.n || !(firsts >> (behind.p[0] & 31) & 1))
		return;
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (behind.p[0] == words[i].word.p[0] && str_starts(behind, words[i].word))
			t->words[words[i].language]++;
}

/* By the first byte of a character; the others of it are too small or too great. */
static void tally_script(struct language_tally *t, unsigned char lead)
{
	t->cyrillic += lead == 0xd0 || lead == 0xd1;
	t->arabic += lead == 0xd8 || lead == 0xd9;
	t->han += lead >= 0xe3 && lead <= 0xe9;
}

static inline truth16 is_blank(bytes16 v)
{
	return bytes_equal(v, ' ');
}

static const char *language_of(struct str text)
{
	static const char *const names[] = {"en", "fr", "es"};
	struct language_tally t = {{0}, 0, 0, 0, 0};
	char room[BYTES_CHUNK + BYTES_BEYOND];
	uint32_t best = EN;

	text.n = text.n < LANGUAGE_SAMPLE ? text.n : LANGUAGE_SAMPLE;
	for (size_t at = 0; at < text.n; at += BYTES_CHUNK) {
		const char *p = bytes_chunk(text, at, room);
		uint64_t spaces = bytes_bits(p, is_blank), high = bytes_bits(p, bytes_high);

		t.letters += bits_count(~(spaces | high));
		for (; spaces; spaces &= spaces - 1)
			tally_word(&t, str_skip(text, at + bits_first(spaces) + 1));
		for (; high; high &= high - 1)
			tally_script(&t, (unsigned char)p[bits_first(high)]);
	}
	if (t.cyrillic > t.letters || t.arabic > t.letters || t.han > t.letters)
		return t.cyrillic >= t.arabic && t.cyrillic >= t.han ? "ru"
		       : t.arabic >= t.han			     ? "ar"
								     : "zh";
	for (uint32_t k = FR; k < LANGUAGES; k++)
		if (t.words[k] > t.words[best])
			best = k;
	return t.words[best] ? names[best] : t.letters ? "en" : "";
}

/* ---- the document itself --------------------------------------------------------- */

/* The name that stands left of the symbol in a masthead. */
static bool is_masthead_name(struct str s)
{
	static const char *const names[] = {
		"United Nations",  "Nations Unies",
		"Naciones Unidas", "Организация Объединенных Наций",
		"联合国",	   "الأمم المتحدة",
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_eq_nocase(s, str_of(names[i])))
			return true;
	return false;
}

/* The document's own symbol: the first that stands alone in a block near its beginning, behind
 * "United Nations", or in what is printed on every page. */
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
		    (use->block < OWN_SYMBOL_BLOCKS &&
		     ((!before.n && after.n < 2) || is_masthead_name(before)))) {
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
	cite_outline(ap);
	cite_notes(ap);
	cite_speakers(ap);
	cite_named(ap);
	cite_sources_lists(ap);
	cite_submissions(ap);
	cite_tokens(ap);
	cite_citations(ap);
	cite_resolve(ap);
	cite_cross_references(ap);
	cite_indicators(ap);
	cite_claims(ap);
	if (ap->inferred)
		cite_align(ap);
	else
		cite_link(ap);
}
