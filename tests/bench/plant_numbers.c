/* Errors in the numbers of paragraphs and the numerals of headings. */
#include "plant.h"

/* In the middle of three that follow each other, so that its right number is certain. */
static bool is_between(const struct sites *in, const struct site *site)
{
	const struct site *from = in->list.at, *to = from + in->list.n;

	if (site == from || site + 1 >= to)
		return false;
	if (site->second)
		return site[-1].number == site->number && site[1].number == site->number &&
		       site[-1].second + 1 == site->second && site[1].second == site->second + 1;
	return !site[-1].second && !site[1].second && site[-1].number + 1 == site->number &&
	       site[1].number == site->number + 1;
}

static bool is_paragraph(const struct plant *p, const struct site *site)
{
	return is_between(&p->t->paragraphs, site);
}

static bool is_heading(const struct plant *p, const struct site *site)
{
	return is_between(&p->t->headings, site);
}

static struct str number_of(struct plant *p, const struct site *like, unsigned number)
{
	bool stop = p->t->s.p[like->end - 1] == '.';

	if (like->second)
		return arena_printf(p->t->arena, "%u.%u%s", like->number, number, stop ? "." : "");
	return arena_printf(p->t->arena, "%u.", number);
}

static unsigned last_figure(const struct site *site)
{
	return site->second ? site->second : site->number;
}

/* One figure misread, so that the number is far from its place. */
static bool paragraph_changed(struct plant *p)
{
	const struct site *site = plant_pick(p, &p->t->paragraphs, is_paragraph);
	unsigned number;

	if (!site)
		return false;
	number = last_figure(site);
	number += number >= 10 && plant_random(p, 2) ? 10 * (1 + plant_random(p, 4))
						     : 2 + plant_random(p, 7);
	plant_edit(p, site->begin, site->end, number_of(p, site, number));
	return true;
}

static bool paragraph_lost(struct plant *p)
{
	const struct site *site = plant_pick(p, &p->t->paragraphs, is_paragraph);

	if (!site)
		return false;
	plant_edit(p, site->begin, site->end + 1, STR_NONE);
	p->end = site[1].end;
	return true;
}

static bool paragraph_doubled(struct plant *p)
{
	const struct site *site = plant_pick(p, &p->t->paragraphs, is_paragraph);

	if (!site)
		return false;
	plant_edit(p, site->begin, site->end, number_of(p, site, last_figure(site) - 1));
	p->begin = site[-1].begin;
	return true;
}

static bool ends_in_stop(const struct plant *p, const struct site *site)
{
	return is_paragraph(p, site) && p->t->s.p[site->end - 1] == '.' && !site->second;
}

static bool paragraph_comma(struct plant *p)
{
	const struct site *site = plant_pick(p, &p->t->paragraphs, ends_in_stop);

	if (!site)
		return false;
	plant_edit(p, site->end - 1, site->end, STR(","));
	p->begin = site->begin;
	return true;
}

static const char *const romans[] = {"",    "I",    "II", "III", "IV", "V",   "VI",
				     "VII", "VIII", "IX", "X",	 "XI", "XII", "XIII"};

static bool heading_renumbered(struct plant *p, int by)
{
	const struct site *site = plant_pick(p, &p->t->headings, is_heading);

	if (!site)
		return false;
	plant_edit(p, site->begin, site->end,
		   arena_printf(p->t->arena, "%s.", romans[(int)site->number + by]));
	p->end = site[1].end;
	return true;
}

static bool heading_skipped(struct plant *p)
{
	return heading_renumbered(p, 1);
}

static bool heading_doubled(struct plant *p)
{
	return heading_renumbered(p, -1);
}

/* "I1.", "IVV.". */
static bool heading_damaged(struct plant *p)
{
	const struct site *site = plant_pick(p, &p->t->headings, is_heading);
	struct str s;
	size_t at;

	if (!site)
		return false;
	s = str_part(p->t->s, site->begin, site->end - 1);
	at = str_find(s, STR("I"), s.n > 1 ? 1 : 0);
	if (at == SIZE_MAX)
		plant_edit(p, site->end - 1, site->end - 1, str_part(s, s.n - 1, s.n));
	else
		plant_edit(p, site->begin + at, site->begin + at + 1,
			   plant_random(p, 2) ? STR("1") : STR("l"));
	p->begin = site->begin;
	p->end = site->end;
	return true;
}

#define PARAGRAPH "paragraph-number-sequence"
#define HEADING	  "heading-number-sequence"

const struct damage damages_of_numbers[] = {
	{"paragraph-changed", "deterministic", PARAGRAPH, paragraph_changed},
	{"paragraph-lost", "deterministic", PARAGRAPH, paragraph_lost},
	{"paragraph-doubled", "deterministic", PARAGRAPH, paragraph_doubled},
	{"paragraph-comma", "deterministic", PARAGRAPH, paragraph_comma},
	{"heading-skipped", "deterministic", HEADING, heading_skipped},
	{"heading-doubled", "deterministic", HEADING, heading_doubled},
	{"heading-damaged", "deterministic", HEADING, heading_damaged},
	{0},
};
