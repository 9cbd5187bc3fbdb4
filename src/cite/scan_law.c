/*
 * Laws by their names: "Criminal Procedure Code", "Law on Marriage and Family". Only in the text:
 * notes cite them with the rest of a reference.
 */
#include "cite/scan_pass.h"

enum { NAME_MOST = 110, WORDS_MOST = 10 };

static bool is_word(char c)
{
	return is_alnum(c) || (c & 0x80) || c == '-' || c == '\'';
}

static bool is_one_of(struct str word, const struct str *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(word, words[i]))
			return true;
	return false;
}

/* End of what the law is about: capitals with small words between, behind "on" or "of". */
static uint32_t subject_end(const struct pass *p, uint32_t at)
{
	static const struct str links[] = {
		{"on", 2},   {"of", 2},		 {"and", 3}, {"the", 3},  {"in", 2},
		{"for", 3},  {"to", 2},		 {"or", 2},  {"from", 4}, {"against", 7},
		{"with", 4}, {"concerning", 10}, {"its", 3}, {"by", 2},	  {"regarding", 9},
	};
	uint32_t end = at, most = p->end - at < NAME_MOST ? p->end : at + NAME_MOST;

	for (int i = 0; i < WORDS_MOST * 2 && at < most && p->text.p[at] == ' '; i++) {
		uint32_t from = ++at;

		while (at < most && is_word(p->text.p[at]))
			at++;
		if (at == from || (i == 0 && is_upper(p->text.p[from])) ||
		    (!is_upper(p->text.p[from]) &&
		     !is_one_of(str_part(p->text, from, at), links, COUNT_OF(links))))
			break;
		end = is_upper(p->text.p[from]) ? at : end;
	}
	return end;
}

/* Where the capitals before the noun begin: "Family and Marriage". */
static uint32_t title_begin(const struct pass *p, uint32_t at, uint32_t least)
{
	static const struct str others[] = {
		{"The", 3},	{"In", 2},	 {"Under", 5},	  {"Its", 3},	{"This", 4},
		{"Article", 7}, {"Articles", 8}, {"Section", 7},  {"New", 3},	{"Draft", 5},
		{"Code", 4},	{"Law", 3},	 {"Act", 3},	  {"Codes", 5}, {"Laws", 4},
		{"A", 1},	{"An", 2},	 {"And", 3},	  {"That", 4},	{"While", 5},
		{"As", 2},	{"By", 2},	 {"Although", 8}, {"Since", 5}, {"Amended", 7},
	};
	uint32_t begin = at;

	least = at - least > NAME_MOST ? at - NAME_MOST : least;
	for (int i = 0; i < WORDS_MOST && at > least && p->text.p[at - 1] == ' '; i++) {
		uint32_t end = --at;
		struct str word;

		while (at > least && is_word(p->text.p[at - 1]))
			at--;
		word = str_part(p->text, at, end);
		if (!word.n ||
		    (!is_upper(word.p[0]) && !(str_eq(word, STR("and")) && begin > end)) ||
		    is_one_of(word, others, COUNT_OF(others)))
			break;
		begin = is_upper(word.p[0]) ? at : begin;
	}
	return begin;
}

/* At "Code", "Law", "Act": nothing is taken, for a body may be named in what it is about. */
void see_law(struct pass *p, uint32_t at, uint32_t size)
{
	uint32_t begin, end = at + size, least = p->ap->doc->blocks.at[p->block].span.begin;

	if (p->note || (end < p->end && is_word(p->text.p[end])))
		return;
	begin = title_begin(p, at, least);
	if (begin == at)
		end = subject_end(p, end);
	if (end - begin > size)
		add_named(p, FORM_INSTRUMENT, begin, end);
}
