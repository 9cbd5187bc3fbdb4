/* Errors in symbols, addresses and names. */
#include "plant.h"

#include "symbol/symbol.h"

#include <stdlib.h>

/* Below: too few to be sure that the tool can know the right form. */
enum { NAME_OFTEN = 3 };

#define SYMBOL_RULES "symbol-malformed symbol-state-unknown symbol-impossible symbol-spacing"

static struct str copy_with(struct plant *p, struct str s, size_t at, size_t gone, const char *with)
{
	return arena_printf(p->t->arena, "%.*s%s%.*s", (int)at, s.p, with, (int)(s.n - at - gone),
			    s.p + at + gone);
}

static struct str site_str(const struct plant *p, const struct site *site)
{
	return str_part(p->t->s, site->begin, site->end);
}

/* Puts the damaged form in, unless it is a right symbol too. */
static bool damage_symbol(struct plant *p, const struct site *site, struct str damaged)
{
	if (text_symbol(damaged) == damaged.n)
		return false;
	plant_edit(p, site->begin, site->end, damaged);
	return true;
}

/* Tries 'attempt' on symbols at random until one can be damaged. */
static bool some_symbol(struct plant *p, bool (*attempt)(struct plant *, const struct site *))
{
	for (int i = 0; i < 40 && p->t->symbols.list.n; i++)
		if (attempt(p, plant_pick(p, &p->t->symbols, NULL)))
			return true;
	return false;
}

/* A byte of 's' out of 'which', at random; SIZE_MAX if there is none. */
static size_t some_byte(struct plant *p, struct str s, const char *which)
{
	size_t first = plant_random(p, s.n);

	for (size_t i = 0; i < s.n; i++) {
		size_t at = (first + i) % s.n;

		if (strchr(which, s.p[at]))
			return at;
	}
	return SIZE_MAX;
}

static bool symbol_byte(struct plant *p, const struct site *site, const char *which,
			const char *with, size_t gone)
{
	struct str s = site_str(p, site);
	size_t at = some_byte(p, s, which);

	return at != SIZE_MAX && damage_symbol(p, site, copy_with(p, s, at, gone, with));
}

static bool lookalike(struct plant *p, const struct site *site)
{
	static const char *const pairs[][2] = {{"I", "1"}, {"I", "l"}, {"1", "I"}, {"1", "l"},
					       {"O", "0"}, {"O", "Q"}, {"0", "O"}};
	const char *const *pair = pairs[plant_random(p, COUNT_OF(pairs))];

	return symbol_byte(p, site, pair[0], pair[1], 1);
}

static bool symbol_lookalike(struct plant *p)
{
	return some_symbol(p, lookalike);
}

/* "A/HRC/4S/46": a figure behind another that a letter resembles. */
static bool figure_letter(struct plant *p, const struct site *site)
{
	static const char *const pairs[][2] = {{"5", "S"}, {"8", "B"}, {"0", "O"}, {"1", "l"}};
	const char *const *pair = pairs[plant_random(p, COUNT_OF(pairs))];
	struct str s = site_str(p, site);
	size_t at = some_byte(p, s, pair[0]);

	return at != SIZE_MAX && at > 0 && is_digit(s.p[at - 1]) &&
	       damage_symbol(p, site, copy_with(p, s, at, 1, pair[1]));
}

static bool symbol_figure_letter(struct plant *p)
{
	return some_symbol(p, figure_letter);
}

/* "CRDP/C/…": two neighbouring capitals change places. */
static bool letters_swapped(struct plant *p, const struct site *site)
{
	struct str s = site_str(p, site);
	size_t at = plant_random(p, s.n - 1);

	if (!is_upper(s.p[at]) || !is_upper(s.p[at + 1]) || s.p[at] == s.p[at + 1])
		return false;
	return damage_symbol(
		p, site,
		copy_with(p, s, at, 2, arena_printf(p->t->arena, "%c%c", s.p[at + 1], s.p[at]).p));
}

static bool symbol_letters_swapped(struct plant *p)
{
	return some_symbol(p, letters_swapped);
}

static bool slash_lost(struct plant *p, const struct site *site)
{
	return symbol_byte(p, site, "/", "", 1);
}

static bool symbol_slash_lost(struct plant *p)
{
	return some_symbol(p, slash_lost);
}

static bool slash_doubled(struct plant *p, const struct site *site)
{
	return symbol_byte(p, site, "/", "//", 1);
}

static bool symbol_slash_doubled(struct plant *p)
{
	return some_symbol(p, slash_doubled);
}

static bool slash_to_i(struct plant *p, const struct site *site)
{
	return symbol_byte(p, site, "/", "I", 1);
}

static bool symbol_slash_to_i(struct plant *p)
{
	return some_symbol(p, slash_to_i);
}

static bool spaced(struct plant *p, const struct site *site)
{
	static const char *const spaces[] = {"/ ", "/\u00a0", "/\u00ad", "/\u200b"};

	return symbol_byte(p, site, "/", spaces[plant_random(p, COUNT_OF(spaces))], 1);
}

static bool symbol_spaced(struct plant *p)
{
	return some_symbol(p, spaced);
}

static bool dashed(struct plant *p, const struct site *site)
{
	static const char *const dashes[] = {"–", "—", "−", "\u2011"};
	size_t at = str_find(site_str(p, site), STR("-"), 0);

	/* Between two symbols it stands for "to". */
	if (at == SIZE_MAX || text_symbol(str_skip(site_str(p, site), at + 1)))
		return false;
	return symbol_byte(p, site, "-", dashes[plant_random(p, COUNT_OF(dashes))], 1);
}

static bool symbol_dashed(struct plant *p)
{
	return some_symbol(p, dashed);
}

/* ---- components --------------------------------------------------------------------------- */

/* The component around a random place: [*begin, *end) without strokes. */
static void some_component(struct plant *p, struct str s, size_t *begin, size_t *end)
{
	*begin = *end = plant_random(p, s.n);
	while (*begin && s.p[*begin - 1] != '/')
		--*begin;
	while (*end < s.n && s.p[*end] != '/')
		++*end;
}

static bool component_lost(struct plant *p, const struct site *site)
{
	struct str s = site_str(p, site);
	size_t begin, end;

	some_component(p, s, &begin, &end);
	return begin && end < s.n &&
	       damage_symbol(p, site, copy_with(p, s, begin, end + 1 - begin, ""));
}

static bool symbol_component_lost(struct plant *p)
{
	return some_symbol(p, component_lost);
}

static bool component_doubled(struct plant *p, const struct site *site)
{
	struct str s = site_str(p, site);
	size_t begin, end;

	some_component(p, s, &begin, &end);
	return end < s.n && damage_symbol(p, site,
					  copy_with(p, s, end + 1, 0,
						    arena_printf(p->t->arena, "%.*s/",
								 (int)(end - begin), s.p + begin)
							    .p));
}

static bool symbol_component_doubled(struct plant *p)
{
	return some_symbol(p, component_doubled);
}

/* The State's letters in another order, which is no State's. */
static bool state_changed(struct plant *p, const struct site *site)
{
	struct str s = site_str(p, site);
	struct symbol symbol;
	size_t at;
	char code[4] = {0};
	bool odd;

	if (!symbol_scan(&symbol, s) || symbol.state.n != 3)
		return false;
	at = (size_t)(symbol.state.p - s.p);
	memcpy(code, symbol.state.p, 3);
	if (plant_random(p, 2)) {
		char first = code[0];

		code[0] = code[1];
		code[1] = first;
	} else {
		code[1 + plant_random(p, 2)] = (char)('A' + plant_random(p, 26));
	}
	if (state_name((struct str){code, 3}, &odd))
		return false;
	return damage_symbol(p, site, copy_with(p, s, at, 3, code));
}

static bool symbol_state_changed(struct plant *p)
{
	return some_symbol(p, state_changed);
}

/* A year of registration after the session's. */
static bool year_impossible(struct plant *p, const struct site *site)
{
	struct str s = site_str(p, site);
	struct symbol symbol;
	unsigned year;

	if (!symbol_scan(&symbol, s) || str_find(s, STR("/D/"), 0) == SIZE_MAX || s.n < 12)
		return false;
	year = symbol_session_year(&symbol);
	if (!year || year > 2020 || s.p[s.n - 5] != '/')
		return false;
	year += 2 + plant_random(p, 4);
	plant_edit(p, site->end - 4, site->end, arena_printf(p->t->arena, "%u", year));
	return true;
}

static bool symbol_year_impossible(struct plant *p)
{
	return some_symbol(p, year_impossible);
}

static bool small(struct plant *p, const struct site *site)
{
	struct str s = arena_str(p->t->arena, site_str(p, site));
	char *letters = (char *)s.p;

	for (size_t i = 0; i < s.n; i++)
		letters[i] = to_lower(letters[i]);
	plant_edit(p, site->begin, site->end, s);
	return true;
}

static bool symbol_small(struct plant *p)
{
	return some_symbol(p, small);
}

static bool modifier_capitals(struct plant *p, const struct site *site)
{
	struct str s = site_str(p, site);
	size_t at = str_find(s, STR("/Add."), 0);

	if (at != SIZE_MAX)
		return damage_symbol(p, site, copy_with(p, s, at, 5, "/ADD."));
	at = str_find(s, STR("/Rev."), 0);
	if (at == SIZE_MAX)
		at = str_find(s, STR("/Corr."), 0);
	return at != SIZE_MAX && damage_symbol(p, site, copy_with(p, s, at + 1, 1, "r"));
}

static bool symbol_modifier_case(struct plant *p)
{
	return some_symbol(p, modifier_capitals);
}

static bool is_plain_twice(const struct plant *p, const struct site *site)
{
	struct str s = site_str(p, site);
	unsigned n = 0;

	if (str_find(s, STR("Rev."), 0) != SIZE_MAX || str_find(s, STR("Corr."), 0) != SIZE_MAX ||
	    str_find(s, STR("/D/"), 0) != SIZE_MAX || site->begin < p->t->notes_begin)
		return false;
	for (uint32_t i = 0; i < p->t->symbols.list.n; i++) {
		struct str other = site_str(p, &p->t->symbols.list.at[i]);

		n += str_eq(other, s);
		if (str_starts(other, s) && other.n > s.n)
			return false;
	}
	return n > 1;
}

/* One of several calls of a document names its revision. */
static bool symbol_revised(struct plant *p)
{
	const struct site *site = plant_pick(p, &p->t->symbols, is_plain_twice);
	struct str revised;

	if (!site)
		return false;
	revised = arena_printf(p->t->arena, "%.*s/Rev.1", STR_ARG(site_str(p, site)));
	if (text_symbol(revised) != revised.n)
		return false;
	plant_edit(p, site->begin, site->end, revised);
	p->begin = 0; /* told where the other stands */
	p->end = p->t->s.n;
	return true;
}

/* ---- addresses ------------------------------------------------------------------------------ */

static size_t host_end(const struct plant *p, const struct site *site)
{
	struct str s = site_str(p, site);
	size_t at = str_find(s, STR("/"), 8);

	return site->begin + (at == SIZE_MAX ? s.n : at);
}

/* Escapes of Markdown end an address that is broken behind them. */
static bool has_path(const struct plant *p, const struct site *site)
{
	return !memchr(p->t->s.p + site->begin, '\\', site->end - site->begin) &&
	       site->end > host_end(p, site) + 12;
}

/* What is cut off is no word that might follow the address. */
static bool is_no_word(struct str tail)
{
	for (size_t i = 0; i < tail.n; i++)
		if (strchr("/.=_", tail.p[i]))
			return true;
	return false;
}

/* Behind it something goes on in the clean text already. */
static bool is_open(const struct plant *p, const struct site *site)
{
	return strchr("?+&=-_", p->t->s.p[site->end - 1]) || p->t->s.p[site->end] == '\\';
}

static bool address_spaced(struct plant *p)
{
	for (int i = 0; i < 20; i++) {
		const struct site *site = plant_pick(p, &p->t->addresses, has_path);
		size_t at;

		if (!site)
			return false;
		at = host_end(p, site) + 1 + plant_random(p, site->end - host_end(p, site) - 3);
		if (is_open(p, site) || !is_no_word(str_part(p->t->s, at, site->end)))
			continue;
		plant_edit(p, at, at, STR(" "));
		p->begin = site->begin;
		p->end = site->end;
		return true;
	}
	return false;
}

/* Hosts that nobody can fail to know, and whose neighbours are none, as those of www.un.org. */
static bool is_un_host(const struct plant *p, const struct site *site)
{
	static const char *const hosts[] = {
		"www.ohchr.org",  "docs.un.org",	  "undocs.org",		  "www.unhcr.org",
		"www.unesco.org", "tbinternet.ohchr.org", "digitallibrary.un.org"};
	struct str host = str_part(p->t->s, site->begin, host_end(p, site));

	for (size_t i = 0; i < COUNT_OF(hosts); i++)
		if (str_ends(host, arena_printf(p->t->arena, "/%s", hosts[i])))
			return true;
	return false;
}

static bool address_host_changed(struct plant *p)
{
	const struct site *site = plant_pick(p, &p->t->addresses, is_un_host);
	size_t end, at;

	if (!site)
		return false;
	end = host_end(p, site);
	at = end - 9 + plant_random(p, 5);
	if (p->t->s.p[at] == '.' || p->t->s.p[at] == '/')
		at--;
	switch (plant_random(p, 3)) {
	case 0:
		plant_edit(p, at, at + 1, STR_NONE);
		break;
	case 1:
		plant_edit(p, at, at, STR("l"));
		break;
	default:
		plant_edit(p, at, at + 1, p->t->s.p[at] == 'x' ? STR("z") : STR("x"));
	}
	p->begin = site->begin;
	p->end = site->end;
	return true;
}

/* The symbol of a document cut short is another error. */
static bool stands_twice(const struct plant *p, const struct site *site)
{
	struct str s = site_str(p, site);

	if (!has_path(p, site) || str_find(s, STR("docs.un.org"), 0) != SIZE_MAX)
		return false;
	for (uint32_t i = 0; i < p->t->addresses.list.n; i++) {
		const struct site *other = &p->t->addresses.list.at[i];

		if (other != site && str_eq(site_str(p, other), s))
			return true;
	}
	return false;
}

static bool address_cut(struct plant *p)
{
	const struct site *site = plant_pick(p, &p->t->addresses, stands_twice);
	size_t at;

	if (!site)
		return false;
	at = site->end - 4 - plant_random(p, 6);
	while (at > host_end(p, site) && !(is_alpha(p->t->s.p[at]) && is_alpha(p->t->s.p[at - 1])))
		at--;
	if (at <= host_end(p, site) + 2)
		return false;
	plant_edit(p, at, site->end, STR_NONE);
	p->begin = site->begin;
	return true;
}

/* The symbol in the address also stands before it, in the same line. */
static bool holds_symbol(const struct plant *p, const struct site *site)
{
	struct str s = site_str(p, site), before = STR_NONE;
	size_t at = str_find(s, STR("docs.un.org/en/"), 0), from = site->begin;

	if (at == SIZE_MAX || !is_digit(s.p[s.n - 1]))
		return false;
	while (from > 0 && p->t->s.p[from - 1] != '\n')
		from--;
	before = str_part(p->t->s, from, site->begin);
	return str_find(before, str_skip(s, at + 15), 0) != SIZE_MAX;
}

static bool address_symbol_changed(struct plant *p)
{
	const struct site *site = plant_pick(p, &p->t->addresses, holds_symbol);
	char digit[2] = {0};

	if (!site)
		return false;
	digit[0] = p->t->s.p[site->end - 1] == '3' ? '4' : '3';
	plant_edit(p, site->end - 1, site->end, arena_str(p->t->arena, str_of(digit)));
	p->begin = site->begin;
	return true;
}

/* ---- names ------------------------------------------------------------------------------------
 */

static const char *const abbreviations[] = {"UNHCR", "UNESCO", "UNICEF", "OHCHR",
					    "UNFPA", "UNODC",  "UNAIDS", "GREVIO",
					    "UNEP",  "UNDP",   "OSCE",	 "MINURSO"};

static const char *const names[] = {
	"Committee against Torture",
	"Human Rights Committee",
	"Committee on the Rights of the Child",
	"Committee on Enforced Disappearances",
	"Committee on the Rights of Persons with Disabilities",
	"Committee on the Elimination of Racial Discrimination",
	"Committee on the Elimination of Discrimination against Women",
	"Committee on Economic, Social and Cultural Rights",
	"Subcommittee on Prevention of Torture",
	"Working Group on Arbitrary Detention",
	"United Nations Development Programme",
};

/* A random one of 'list' that stands often enough; where. SIZE_MAX if none does. */
static size_t some_name(struct plant *p, const char *const *list, size_t n, struct str *name)
{
	size_t first = plant_random(p, n);

	for (size_t i = 0; i < n; i++) {
		size_t at = 0, count = 0, places[64];

		*name = str_of(list[(first + i) % n]);
		while (count < COUNT_OF(places) &&
		       (at = str_find(p->t->s, *name, at)) != SIZE_MAX) {
			places[count++] = at;
			at += name->n;
			/* Not within a word, nor an address. */
			if ((places[count - 1] && !is_space(p->t->s.p[places[count - 1] - 1])) ||
			    (at < p->t->s.n &&
			     (is_alnum(p->t->s.p[at]) || strchr("/_+-", p->t->s.p[at]))))
				count--;
		}
		if (count >= NAME_OFTEN)
			return places[plant_random(p, count)];
	}
	return SIZE_MAX;
}

/* Other bodies and old names: "UNHRC" is one slip away from "UNHCR", and right. */
static bool is_other_name(struct str s)
{
	return str_eq(s, STR("UNHRC")) || str_eq(s, STR("OCSE")) || str_eq(s, STR("UNPD"));
}

/* Two letters that stand side by side, in each other's place. */
static bool swap_letters(struct plant *p, size_t at)
{
	struct str s = p->t->s;

	if (!is_alpha(s.p[at]) || !is_alpha(s.p[at + 1]) || s.p[at] == s.p[at + 1])
		return false;
	plant_edit(p, at, at + 2, arena_printf(p->t->arena, "%c%c", s.p[at + 1], s.p[at]));
	return true;
}

static bool name_abbreviation(struct plant *p)
{
	struct str name;
	size_t at = some_name(p, abbreviations, COUNT_OF(abbreviations), &name), first;
	struct str damaged;

	if (at == SIZE_MAX)
		return false;
	first = 1 + plant_random(p, name.n - 2);
	damaged = arena_printf(p->t->arena, "%.*s%c%c%.*s", (int)first, name.p, name.p[first + 1],
			       name.p[first], (int)(name.n - first - 2), name.p + first + 2);
	return !is_other_name(damaged) && str_find(p->t->s, damaged, 0) == SIZE_MAX &&
	       swap_letters(p, at + first);
}

static bool name_letter(struct plant *p)
{
	struct str name;
	size_t at = some_name(p, names, COUNT_OF(names), &name);
	size_t begin = at;

	if (at == SIZE_MAX)
		return false;
	do
		at = begin + 1 + plant_random(p, name.n - 3);
	while (!is_lower(p->t->s.p[at]) || !is_lower(p->t->s.p[at + 1]) ||
	       p->t->s.p[at] == p->t->s.p[at + 1]);
	switch (plant_random(p, 3)) {
	case 0:
		return swap_letters(p, at);
	case 1:
		plant_edit(p, at, at + 1, STR_NONE);
		return true;
	default:
		plant_edit(p, at, at, str_part(p->t->s, at, at + 1));
		return true;
	}
}

/* ---- locators ---------------------------------------------------------------------------------
 */

static bool locator_empty(struct plant *p)
{
	struct str s = p->t->s;
	size_t first = plant_random(p, s.n), at = first;

	do {
		at = at + 1 < s.n ? at + 1 : 0;
		if (at > 4 && at + 3 < s.n && at > p->t->notes_begin && s.p[at] == '(' &&
		    is_lower(s.p[at + 1]) && s.p[at + 2] == ')' && s.p[at - 1] == ' ' &&
		    is_digit(s.p[at - 2])) {
			plant_edit(p, at + 1, at + 2, STR_NONE);
			p->begin = at - 2;
			p->end = at + 3;
			return true;
		}
	} while (at != first);
	return false;
}

const struct damage damages_of_words[] = {
	{"symbol-lookalike", "deterministic", SYMBOL_RULES, symbol_lookalike},
	{"symbol-figure-letter", "deterministic", SYMBOL_RULES, symbol_figure_letter},
	{"symbol-letters-swapped", "deterministic", SYMBOL_RULES, symbol_letters_swapped},
	{"symbol-slash-lost", "deterministic", SYMBOL_RULES, symbol_slash_lost},
	{"symbol-slash-doubled", "deterministic", SYMBOL_RULES, symbol_slash_doubled},
	{"symbol-slash-to-i", "deterministic", SYMBOL_RULES, symbol_slash_to_i},
	{"symbol-spaced", "deterministic", "symbol-spacing symbol-malformed", symbol_spaced},
	{"symbol-dashed", "deterministic", "symbol-dash symbol-malformed", symbol_dashed},
	{"symbol-component-lost", "deterministic", SYMBOL_RULES, symbol_component_lost},
	{"symbol-component-doubled", "deterministic", SYMBOL_RULES, symbol_component_doubled},
	{"symbol-state-changed", "deterministic", SYMBOL_RULES, symbol_state_changed},
	{"symbol-year-impossible", "deterministic", "symbol-impossible", symbol_year_impossible},
	{"symbol-small", "deterministic", "symbol-case symbol-malformed", symbol_small},
	{"symbol-modifier-case", "deterministic", "symbol-case symbol-malformed",
	 symbol_modifier_case},
	{"symbol-revised", "deterministic", "symbol-superseded", symbol_revised},
	{"address-spaced", "deterministic", "url-broken url-truncated", address_spaced},
	{"address-host-changed", "deterministic", "url-host-typo url-malformed",
	 address_host_changed},
	{"address-cut", "deterministic", "url-truncated", address_cut},
	{"address-symbol-changed", "deterministic", "url-symbol-mismatch", address_symbol_changed},
	{"name-abbreviation", "heuristic", "body-name-near-miss", name_abbreviation},
	{"name-letter", "heuristic", "body-name-near-miss", name_letter},
	{"locator-empty", "deterministic", "locator-subparagraph-empty", locator_empty},
	{0},
};
