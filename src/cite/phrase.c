#include "cite/phrase.h"

enum {
	SOURCE_WORDS_MOST = 40, /* more words without a verb are no title either */
	QUOTATION_MOST = 600,	/* bytes in which a quotation is looked for: keeps work linear */
};

static bool in_list(struct str word, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(word, list[i]))
			return true;
	return false;
}

/* Words that stand in sentences and hardly in titles outside quotation marks. */
static bool is_sentence_word(struct str word)
{
	static const struct str words[] = {
		{"is", 2},	 {"are", 3},	{"was", 3},	  {"were", 4},	    {"has", 3},
		{"had", 3},	 {"have", 4},	{"that", 4},	  {"which", 5},	    {"who", 3},
		{"not", 3},	 {"did", 3},	{"does", 4},	  {"will", 4},	    {"would", 5},
		{"should", 6},	 {"shall", 5},	{"may", 3},	  {"can", 3},	    {"could", 5},
		{"must", 4},	 {"he", 2},	{"she", 3},	  {"they", 4},	    {"provides", 8},
		{"submits", 7},	 {"states", 6}, {"argues", 6},	  {"refers", 6},    {"claims", 6},
		{"notes", 5},	 {"cites", 5},	{"been", 4},	  {"because", 7},   {"if", 2},
		{"when", 4},	 {"where", 5},	{"also", 4},	  {"only", 4},	    {"he", 2},
		{"provided", 8}, {"stated", 6}, {"submitted", 9}, {"according", 9}, {"became", 6},
	};

	return word.n < 10 && in_list(word, words, COUNT_OF(words));
}

/* First words of sentences that explain. */
static bool opens_explanation(struct str word)
{
	static const struct str words[] = {
		{"The", 3},   {"This", 4},  {"These", 5},   {"That", 4},      {"Those", 5},
		{"In", 2},    {"On", 2},    {"At", 2},	    {"As", 2},	      {"He", 2},
		{"She", 3},   {"It", 2},    {"They", 4},    {"According", 9}, {"Counsel", 7},
		{"With", 4},  {"Under", 5}, {"However", 7}, {"Although", 8},  {"While", 5},
		{"No", 2},    {"Not", 3},   {"All", 3},	    {"Some", 4},      {"Both", 4},
		{"Since", 5}, {"After", 5}, {"Before", 6},  {"During", 6},    {"If", 2},
		{"When", 4},  {"There", 5}, {"Such", 4},    {"Pursuant", 8},  {"Note", 4},
	};

	return in_list(word, words, COUNT_OF(words));
}

/* The next word at or behind *at; empty at the end. Words in quotation marks are passed over. */
static struct str next_word(struct str s, size_t *at)
{
	static const struct str open = {"\xe2\x80\x9c", 3}, close = {"\xe2\x80\x9d", 3};
	size_t from;

	while (*at < s.n && !is_alnum(s.p[*at])) {
		struct str near =
			str_part(s, *at, s.n - *at < QUOTATION_MOST ? s.n : *at + QUOTATION_MOST);
		size_t end = str_starts(near, open) ? str_find(near, close, open.n) : SIZE_MAX;

		*at += end == SIZE_MAX ? 1 : end + close.n;
	}
	from = *at;
	while (*at < s.n && (is_alnum(s.p[*at]) || (s.p[*at] & 0x80)))
		++*at;
	return str_part(s, from, *at);
}

bool phrase_is_reference(struct str s)
{
	size_t at = 0, n = 0;
	struct str word;

	while ((word = next_word(s, &at)).n) {
		if (is_sentence_word(word) || (n == 0 && opens_explanation(word)))
			return false;
		if (++n > SOURCE_WORDS_MOST)
			return false;
	}
	return n > 0;
}

/* A year before a closing bracket. */
static bool is_year(struct str s)
{
	return s.n > 4 && s.p[4] == ')' && (s.p[0] == '1' || s.p[0] == '2') && is_digit(s.p[1]) &&
	       is_digit(s.p[2]) && is_digit(s.p[3]);
}

bool phrase_has_imprint(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		struct str rest = str_skip(s, i);

		if (is_digit(s.p[i]) ? is_year(rest)
				     : s.p[i] == ' ' && (str_starts(rest, STR(" v. ")) ||
							 str_starts(rest, STR(" v ")) ||
							 str_starts(rest, STR(" vol. ")) ||
							 str_starts(rest, STR(" (ed"))))
			return true;
	}
	return false;
}

bool phrase_is_submission(struct str s)
{
	return str_find(s, STR("ubmission"), 0) != SIZE_MAX;
}

unsigned phrase_words(struct str s)
{
	size_t at = 0;
	unsigned n = 0;

	while (n < 4 && next_word(s, &at).n)
		n++;
	return n;
}

bool phrase_is_abbreviation(struct str word)
{
	static const struct str words[] = {
		{"No", 2},   {"Nos", 3},  {"Dr", 2},	{"Mr", 2},   {"Mrs", 3},  {"Ms", 2},
		{"St", 2},   {"Vol", 3},  {"vol", 3},	{"vols", 4}, {"Art", 3},  {"art", 3},
		{"arts", 4}, {"para", 4}, {"paras", 5}, {"ed", 2},   {"eds", 3},  {"cit", 3},
		{"Inc", 3},  {"Ltd", 3},  {"Co", 2},	{"Corp", 4}, {"Rev", 3},  {"Add", 3},
		{"Corr", 4}, {"chap", 4}, {"sect", 4},	{"Prof", 4}, {"cf", 2},	  {"pp", 2},
		{"Jr", 2},   {"Sr", 2},	  {"Gen", 3},	{"Rep", 3},  {"Doc", 3},  {"Supp", 4},
		{"al", 2},   {"Cf", 2},	  {"vs", 2},	{"Int", 3},  {"Univ", 4}, {"approx", 6},
	};

	return in_list(word, words, COUNT_OF(words));
}
