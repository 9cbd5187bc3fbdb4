/*
 * Names of bodies, and the words that refer back to one.
 */
#include "cite/scan_pass.h"

static void add_mention(struct pass *p, uint32_t at, size_t n, uint16_t body, bool back,
			bool abbreviation)
{
	struct mention *m = vec_push(p->arena, &p->ap->mentions);

	m->span = (struct span){at, at + (uint32_t)n};
	m->body = body;
	m->back = back;
	m->abbreviation = abbreviation;
	if (body == BODY_NONE || p->note)
		return;
	p->last = body;
	if (bodies[body].committee)
		p->committee = body;
	if (bodies[body].person)
		p->person = body;
}

static bool word_ends(struct str text, size_t n)
{
	return n >= text.n || !(is_alnum(text.p[n]) || (text.p[n] & 0x80) || text.p[n] == '-');
}

/* "UNCHR", "Committee on the Right of the Child": nearly a name. The words are not taken. */
static void see_near_name(struct pass *p, uint32_t at)
{
	struct body_slip slip;
	size_t n = body_slip_scan(pass_rest(p, at), &slip);
	struct near_name *near;

	if (!n)
		return;
	near = vec_push(p->arena, &p->ap->near_names);
	*near = (struct near_name){{at, at + (uint32_t)n}, slip};
}

static void add_back(struct pass *p, uint32_t at, size_t n, uint16_t body)
{
	add_mention(p, at, n, body, true, false);
}

/* Where "the" or "the same" begins that stands before the word at 'at'; 'at' if neither does. */
static uint32_t article_before(const struct pass *p, uint32_t at, uint32_t begin)
{
	static const struct str words[] = {
		{"The same ", 9}, {"the same ", 9}, {"The ", 4}, {"the ", 4}};
	struct str before = str_part(p->text, begin, at);

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_ends(before, words[i]))
			return at - (uint32_t)words[i].n;
	return at;
}

/* "The same Committee", "the Subcommittee", "The same Special Rapporteur": at the noun. */
static bool noun_refers_back(struct pass *p, uint32_t at, uint32_t begin)
{
	static const struct {
		struct str noun;
		bool person;
	} nouns[] = {
		{{"Committee", 9}, false},
		{{"Subcommittee", 12}, false},
		{{"Special Rapporteur", 18}, true},
	};
	struct str text = pass_rest(p, at);

	for (size_t i = 0; i < COUNT_OF(nouns); i++) {
		uint32_t from;

		if (!str_starts(text, nouns[i].noun) || !word_ends(text, nouns[i].noun.n))
			continue;
		from = article_before(p, at, begin);
		if (from == at || (nouns[i].person && at - from < 9))
			return false;
		add_back(p, from, at + nouns[i].noun.n - from,
			 nouns[i].person ? p->person : p->committee);
		return true;
	}
	return false;
}

/* "It", "She", "He", "They": what they refer to. 'size' is the word's. */
uint32_t take_pronoun(struct pass *p, uint32_t at, uint32_t size)
{
	struct str word = str_part(p->text, at, at + size);

	if (!word_ends(pass_rest(p, at), size))
		return 0;
	if (str_eq(word, STR("She")) || str_eq(word, STR("He")))
		add_back(p, at, size, p->person);
	else if (str_eq(word, STR("It")) || str_eq(word, STR("They")))
		add_back(p, at, size, p->last);
	else
		return 0;
	return size;
}

uint32_t take_body(struct pass *p, uint32_t at, uint32_t begin)
{
	uint16_t body;
	bool abbreviation;
	struct str text = pass_rest(p, at);
	size_t n;

	if (!body_may_begin(text))
		return 0;
	/* "The Committee against Torture" names itself; "The Committee" refers back. */
	n = body_scan(text, &body, &abbreviation);
	if (n && !(bodies[body].person && !p->note && noun_refers_back(p, at, begin)))
		add_mention(p, at, n, body, false, abbreviation);
	if (n)
		return (uint32_t)n;
	if (!p->note)
		noun_refers_back(p, at, begin);
	see_near_name(p, at);
	return 0;
}
