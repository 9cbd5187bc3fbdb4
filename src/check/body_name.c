/*
 * Names of bodies with one slip in them. The scan has found the words; here is decided whether
 * the document means the body: an abbreviation must stand in its right form more often, or have
 * two letters in each other's place, and not be introduced as one of its own ("… (UNCHR)").
 */
#include "check/check.h"

static const char *const slugs[] = {"body-name-near-miss", NULL};

enum {
	WORDS_MOST = 64, /* distinct ones; a text of nothing else is no draft */
	SURE = 5,	 /* letters of an abbreviation that nobody else can bear transposed */
	FEW = 2,	 /* what stands more often is meant so */
};

/* One wrong abbreviation and how often it and the right one stand in the document. */
struct word {
	struct str text;
	struct body_slip slip;
	uint32_t wrong, right;
	bool introduced;
	bool named; /* by its full name, right before */
};

struct words {
	struct word at[WORDS_MOST];
	uint32_t n;
};

static struct word *word_find(struct words *w, struct str text)
{
	for (uint32_t i = 0; i < w->n; i++)
		if (str_eq(w->at[i].text, text))
			return &w->at[i];
	return NULL;
}

static char char_at(const struct checking *c, uint32_t block, uint32_t at)
{
	struct span span = c->doc->blocks.at[block].span;

	return at >= span.begin && at < span.end ? c->doc->text.p[at] : ' ';
}

/* "(UNCHR)", or "UNCHR (United Nations …)": the text says what it means by it. */
static bool is_introduced(const struct checking *c, uint32_t block, struct span s)
{
	if (char_at(c, block, s.begin - 1) == '(' && char_at(c, block, s.end) == ')')
		return true;
	return char_at(c, block, s.end) == ' ' && char_at(c, block, s.end + 1) == '(' &&
	       is_upper(char_at(c, block, s.end + 2)) && is_lower(char_at(c, block, s.end + 3));
}

/* A word of a heading in capitals, or a part of something longer ("UNDP-GEF", "A/UNEP.1"). */
static bool is_part(const struct checking *c, uint32_t block, struct span s)
{
	uint32_t before = s.begin, after = s.end;

	if (s.begin > 0 && strchr("-/.&_@", char_at(c, block, s.begin - 1)))
		return true;
	if (strchr("-/&_@", char_at(c, block, s.end)))
		return true;
	while (before > 0 && char_at(c, block, before - 1) == ' ' && s.begin - before < 2)
		before--;
	while (char_at(c, block, after) == ' ' && after - s.end < 2)
		after++;
	return (is_upper(char_at(c, block, before - 1)) &&
		is_upper(char_at(c, block, before - 2))) ||
	       (is_upper(char_at(c, block, after)) && is_upper(char_at(c, block, after + 1)));
}

/* "European Commission of Human Rights": the word before makes another body of it. */
static bool is_other_body(const struct checking *c, uint32_t block, struct span s)
{
	static const struct str openings[] = {{"The", 3}, {"See", 3}, {"Nations", 7}};
	uint32_t end = s.begin - 1, begin = end;
	struct str word;

	if (!s.begin || char_at(c, block, end) != ' ')
		return char_at(c, block, end) == '-';
	while (begin > 0 &&
	       (is_alpha(char_at(c, block, begin - 1)) || (char_at(c, block, begin - 1) & 0x80)))
		begin--;
	word = str_part(c->doc->text, begin, end);
	for (size_t i = 0; i < COUNT_OF(openings); i++)
		if (str_eq(word, openings[i]))
			return false;
	return word.n > 1 && is_upper(word.p[0]) && is_lower(word.p[1]);
}

/* "the United Nations Children's Fund (UNCIEF)": the name before it says what is meant. */
static bool is_named(const struct checking *c, const struct near_name *near)
{
	uint32_t low = 0, high = c->ap->mentions.n, at = near->span.begin;
	const struct mention *before;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (c->ap->mentions.at[mid].span.begin < at)
			low = mid + 1;
		else
			high = mid;
	}
	before = low ? &c->ap->mentions.at[low - 1] : NULL;
	return before && !before->abbreviation && before->body == near->slip.body &&
	       before->span.end + 2 == at && c->doc->text.p[at - 1] == '(';
}

static void count_wrong(struct checking *c, struct words *w)
{
	for (uint32_t i = 0; i < c->ap->near_names.n; i++) {
		const struct near_name *near = &c->ap->near_names.at[i];
		struct str text = document_str(c->doc, near->span);
		struct word *word;

		if (!near->slip.abbreviation)
			continue;
		word = word_find(w, text);
		if (!word && w->n < WORDS_MOST) {
			word = &w->at[w->n++];
			*word = (struct word){.text = text, .slip = near->slip};
		}
		if (!word)
			continue;
		word->wrong++;
		word->named |= is_named(c, near);
		word->introduced |=
			is_introduced(c, document_block(c->doc, near->span.begin), near->span);
	}
}

static void count_right(struct checking *c, struct words *w)
{
	for (uint32_t i = 0; w->n && i < c->ap->mentions.n; i++) {
		const struct mention *m = &c->ap->mentions.at[i];

		if (!m->abbreviation)
			continue;
		for (uint32_t k = 0; k < w->n; k++)
			w->at[k].right +=
				m->body == w->at[k].slip.body &&
				str_eq(document_str(c->doc, m->span), w->at[k].slip.meant);
	}
}

/* Two letters that changed places in a long abbreviation: no other body is called so. */
static bool is_transposed(struct str is, struct str meant)
{
	size_t k = 0;

	if (is.n != meant.n || is.n < SURE)
		return false;
	while (k < is.n && is.p[k] == meant.p[k])
		k++;
	return k + 1 < is.n && is.p[k] == meant.p[k + 1] && is.p[k + 1] == meant.p[k];
}

static bool is_meant(struct words *w, struct str text)
{
	const struct word *word = word_find(w, text);

	if (!word || word->named)
		return word != NULL;
	return !word->introduced && (word->right > word->wrong ||
				     (word->wrong <= FEW && is_transposed(text, word->slip.meant)));
}

static void run(struct checking *c)
{
	struct words w = {.n = 0};
	uint32_t reported = 0; /* end of the last one */

	if (!c->ap->near_names.n || !rule_on(c, "body-name-near-miss"))
		return;
	count_wrong(c, &w);
	count_right(c, &w);
	for (uint32_t i = 0; i < c->ap->near_names.n; i++) {
		const struct near_name *near = &c->ap->near_names.at[i];
		uint32_t block = document_block(c->doc, near->span.begin);
		struct finding *f;

		/* Words inside a longer name that has been reported. */
		if (near->span.begin < reported || block == NONE)
			continue;
		if (near->slip.abbreviation ? !is_meant(&w, document_str(c->doc, near->span)) ||
						      is_part(c, block, near->span)
					    : is_other_body(c, block, near->span))
			continue;
		f = found(c, "body-name-near-miss", near->span);
		found_str(f, "meant", near->slip.meant);
		found_fix(c, f, FIX_SUGGESTED, near->span, near->slip.meant);
		reported = near->span.end;
	}
}

const struct checker checker_body_name = {"body_name", slugs, run};
