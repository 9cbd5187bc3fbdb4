/*
 * Names of bodies, and the words that refer back to one.
 */
#include "cite/mandate.h"
#include "cite/scan_pass.h"

static struct mention *add_mention(struct pass *p, uint32_t at, size_t n, uint16_t body)
{
	struct mention *m = vec_push(p->arena, &p->ap->mentions);

	*m = (struct mention){
		.span = {at, at + (uint32_t)n},
		.body = body,
		.other = BODY_NONE,
		.title = TITLE_NONE,
		.antecedent = NONE,
		.block = p->block,
	};
	return m;
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

static void add_back(struct pass *p, uint32_t at, size_t n, enum reference refers)
{
	struct mention *m = add_mention(p, at, n, BODY_NONE);

	m->refers = (uint8_t)refers;
	m->back = true;
}

/* What stands before the noun that refers back. */
enum article { ARTICLE_NONE, ARTICLE_THE, ARTICLE_SAME, ARTICLE_BOTH };

/* The article before the word at 'at'; its bytes in *n. */
static enum article article_before(const struct pass *p, uint32_t at, uint32_t begin, uint32_t *n)
{
	static const struct {
		struct str words;
		enum article article;
	} articles[] = {
		{{"he same ", 8}, ARTICLE_SAME},
		{{"he two ", 7}, ARTICLE_BOTH},
		{{"oth ", 4}, ARTICLE_BOTH},
		{{"he ", 3}, ARTICLE_THE},
	};
	struct str before = str_part(p->text, begin, at);

	for (size_t i = 0; i < COUNT_OF(articles); i++) {
		char first = articles[i].words.p[0] == 'o' ? 'b' : 't';

		*n = (uint32_t)articles[i].words.n + 1;
		if (before.n >= *n && str_ends(before, articles[i].words) &&
		    to_lower(before.p[before.n - *n]) == first)
			return articles[i].article;
	}
	*n = 0;
	return ARTICLE_NONE;
}

/* "Committee on the Peaceful Uses of Outer Space": a name, but none of the tables. */
static bool names_another(struct str behind)
{
	static const struct str words[] = {
		{" on ", 4}, {" for ", 5}, {" of ", 4}, {" against ", 9}, {" established ", 13}};

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		struct str rest;

		if (!str_starts(behind, words[i]))
			continue;
		rest = str_skip(behind, words[i].n);
		if (str_starts(rest, STR("the ")))
			rest = str_skip(rest, 4);
		return rest.n && (is_upper(rest.p[0]) || words[i].n > 12);
	}
	return false;
}

/* "The same Committee", "the Subcommittee", "both Committees": at the noun. */
static void take_committee(struct pass *p, uint32_t at, uint32_t begin)
{
	struct str text = pass_rest(p, at);
	bool sub = str_starts(text, STR("Subcommittee"));
	size_t n = sub ? 12 : 9;
	bool plural = text.n > n && text.p[n] == 's';
	enum article article;
	uint32_t before;

	if (!sub && !str_starts(text, STR("Committee")))
		return;
	n += plural;
	if (!word_ends(text, n))
		return;
	article = article_before(p, at, begin, &before);
	if (names_another(str_skip(text, n)))
		add_back(p, at, n, REFERS_OTHER);
	else if (plural ? article >= ARTICLE_SAME : article == ARTICLE_BOTH)
		add_back(p, at - before, n + before, REFERS_COMMITTEES);
	else if (!plural && article != ARTICLE_NONE)
		add_back(p, at - before, n + before,
			 article == ARTICLE_SAME ? REFERS_SAME_COMMITTEE : REFERS_COMMITTEE);
}

/* "It", "She", "He", "They": what they refer to is found later. 'size' is the word's. */
uint32_t take_pronoun(struct pass *p, uint32_t at, uint32_t size)
{
	static const struct {
		struct str word;
		enum reference refers;
	} pronouns[] = {
		{{"She", 3}, REFERS_PERSON},
		{{"He", 2}, REFERS_PERSON},
		{{"It", 2}, REFERS_IT},
		{{"They", 4}, REFERS_THEY},
	};
	struct str word = str_part(p->text, at, at + size);

	for (size_t i = 0; i < COUNT_OF(pronouns); i++)
		if (str_eq(word, pronouns[i].word) && word_ends(pass_rest(p, at), size)) {
			add_back(p, at, size, pronouns[i].refers);
			return size;
		}
	return 0;
}

/* "OP-CAT", "CAT-OP", "CEDAW, art. 2": the treaty, not its committee. */
static bool is_instrument(const struct pass *p, uint32_t at, size_t n, uint32_t begin)
{
	static const struct str behind[] = {{", art", 5}, {" art", 4},	    {" Art", 4},
					    {"-OP", 3},	  {" Optional", 9}, {" Convention", 11}};
	struct str rest = pass_rest(p, at + (uint32_t)n);

	if (p->cell || (at > begin && (p->text.p[at - 1] == '-' || p->text.p[at - 1] == '/')))
		return true;
	for (size_t i = 0; i < COUNT_OF(behind); i++)
		if (str_starts(rest, behind[i]))
			return true;
	return false;
}

/* "… on Freedom of Expression of the Organization of American States": none of the United Nations.
 */
static bool is_of_others(struct str behind)
{
	static const struct str words[] = {
		{" of the African", 15},
		{" of the Organization", 20},
		{" of the Inter-American", 22},
		{" of the Council of E", 20},
		{" of the Association", 19},
		{" and Access to", 14},
		{" in Africa", 10},
	};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_starts(behind, words[i]))
			return true;
	return false;
}

/* The mandate behind the name of an office; its bytes. Without one "the same Special Rapporteur"
 * refers back. */
static size_t take_mandate(struct pass *p, uint32_t at, size_t n, uint32_t begin)
{
	struct mention *m = vec_last(&p->ap->mentions);
	uint32_t before;

	n += mandate_scan(pass_rest(p, at + (uint32_t)n), &m->title);
	if (is_of_others(pass_rest(p, at + (uint32_t)n)))
		m->title = TITLE_NONE;
	m->span.end = at + (uint32_t)n;
	if (!p->note && m->title == TITLE_NONE &&
	    article_before(p, at, begin, &before) == ARTICLE_SAME) {
		m->span.begin -= before;
		m->body = BODY_NONE;
		m->refers = REFERS_SAME_PERSON;
		m->back = true;
	}
	return n;
}

uint32_t take_body(struct pass *p, uint32_t at, uint32_t begin)
{
	uint16_t body;
	bool abbreviation;
	struct str text = pass_rest(p, at);
	size_t n;

	if (!body_may_begin(text)) {
		if (body_slip_may_begin(text))
			see_near_name(p, at);
		return 0;
	}
	/* "The Committee against Torture" names itself; "The Committee" refers back. */
	n = body_scan(text, &body, &abbreviation);
	if (!n) {
		if (!p->note)
			take_committee(p, at, begin);
		see_near_name(p, at);
		return 0;
	}
	if (abbreviation && bodies[body].instrument && is_instrument(p, at, n, begin))
		return (uint32_t)n;
	add_mention(p, at, n, body)->abbreviation = abbreviation;
	if (bodies[body].office)
		n = take_mandate(p, at, n, begin);
	return (uint32_t)n;
}
