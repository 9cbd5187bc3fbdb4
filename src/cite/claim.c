/*
 * Claims: the words that an indicator stands for run back to the indicator before it, within its
 * block. Where they name no subject they have that of their sentence.
 */
#include "cite/note.h"
#include "cite/speech.h"

enum {
	JOINED_MOST = 16,    /* subjects of one verb */
	BEHIND_MOST = 300,   /* bytes behind an indicator in which a subject still follows */
	LIST_MOST = 16,	     /* items of a list behind the words that lead to it */
	OPENING = 16,	     /* bytes that tell whether a claim begins in mid-sentence */
	PRONOUN_REACH = 120, /* bytes of a sentence before "… it noted" */
};

struct claims {
	struct apparatus *ap;
	uint32_t mention; /* the next one */
	uint32_t speaker; /* the last before it that speaks, known or not, or NONE */
};

static void add_mention(struct body_set *set, const struct mention *m)
{
	body_set_add(set, m->body);
	body_set_add(set, m->other);
}

/* The subjects of one verb, the last of which is mention 'i'. */
static struct body_set subjects(const struct apparatus *ap, uint32_t i)
{
	struct body_set set = {{0}};

	if (i == NONE)
		return set;
	if (ap->mentions.at[i].refers == REFERS_THEY && ap->mentions.at[i].antecedent != NONE)
		i = ap->mentions.at[i].antecedent;
	add_mention(&set, &ap->mentions.at[i]);
	for (int n = 0; n < JOINED_MOST && i > 0 && ap->mentions.at[i - 1].joined; n++)
		add_mention(&set, &ap->mentions.at[--i]);
	return set;
}

static void add_bodies(struct claims *c, struct indicator *in)
{
	struct apparatus *ap = c->ap;

	for (uint32_t i = in->first_mention; i < in->first_mention + in->nmentions; i++) {
		const struct mention *m = &ap->mentions.at[i];

		if (m->refers == REFERS_THEY && m->antecedent != NONE) {
			in->bodies = body_set_or(in->bodies, subjects(ap, i));
			in->speakers = body_set_or(in->speakers, subjects(ap, i));
			continue;
		}
		add_mention(&in->bodies, m);
		if (m->speaks)
			add_mention(&in->speakers, m);
	}
}

/* The mentions of the claim; the speaker before them is known when it returns. */
static void find_mentions(struct claims *c, struct indicator *in, uint32_t *speaker)
{
	struct apparatus *ap = c->ap;
	const struct mention *at = ap->mentions.at;

	for (; c->mention < ap->mentions.n && at[c->mention].span.begin < in->claim.begin;
	     c->mention++)
		if (at[c->mention].speaks)
			c->speaker = c->mention;
	*speaker = c->speaker;
	in->first_mention = c->mention;
	for (; c->mention < ap->mentions.n && at[c->mention].span.begin < in->claim.end;
	     c->mention++)
		if (at[c->mention].speaks)
			c->speaker = c->mention;
	in->nmentions = c->mention - in->first_mention;
}

/* ---- the sentence --------------------------------------------------------------------- */

static struct str claim_str(const struct claims *c, const struct indicator *in)
{
	return str_trim(document_str(c->ap->doc, in->claim));
}

/* "and urged …", "(b) To adopt …": it goes on with a sentence that began before. */
static bool goes_on(struct str claim)
{
	claim = str_part(claim, 0, claim.n < OPENING ? claim.n : OPENING);
	while (claim.n && strchr(",;:-", claim.p[0]))
		claim = str_trim(str_skip(claim, 1));
	if (claim.n > 3 && claim.p[0] == '(' && is_lower(claim.p[1]))
		return memchr(claim.p, ')', claim.n < 6 ? claim.n : 6) != NULL;
	return claim.n && is_lower(claim.p[0]);
}

/* "Noting the commitments made in the review,[86] the Committee …": another's words. */
static bool notes_others(struct str claim)
{
	static const struct str words[] = {{"Noting ", 7},
					   {"While noting ", 13},
					   {"Welcoming ", 10},
					   {"While welcoming ", 16},
					   {"Acknowledging ", 14}};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_starts(claim, words[i]))
			return str_find(claim, STR(" its "), 0) == SIZE_MAX;
	return false;
}

/* "Recalling its observations,[74] the same Committee …": the subject is still to come. */
static bool is_open(struct str claim)
{
	if (notes_others(claim))
		return false;
	return claim.n && !strchr(".?!:)", claim.p[claim.n - 1]) &&
	       (uint8_t)claim.p[claim.n - 1] < 0x80;
}

/* "However, it recommended …": a subject in small letters, at the claim's beginning. */
static bool says_it(struct str claim)
{
	static const struct str words[] = {{" it", 3}, {" she", 4}, {" he", 3}, {" they", 5}};
	struct str text = str_part(claim, 0, claim.n < PRONOUN_REACH ? claim.n : PRONOUN_REACH);

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		size_t at = 0;

		while ((at = str_find(text, words[i], at)) != SIZE_MAX) {
			at += words[i].n;
			if (at < text.n && text.p[at] == ' ' && speech_scan(str_skip(claim, at)))
				return true;
		}
	}
	return false;
}

static bool in_block(const struct apparatus *ap, const struct indicator *in, uint32_t mention)
{
	return mention < ap->mentions.n &&
	       ap->mentions.at[mention].span.begin < ap->doc->blocks.at[in->block].span.end;
}

/* The subject that follows a claim within its sentence, or an empty set. */
static struct body_set subject_behind(const struct claims *c, const struct indicator *in)
{
	const struct apparatus *ap = c->ap;
	uint32_t i = c->mention;
	struct str between;

	if (!in_block(ap, in, i) || !ap->mentions.at[i].speaks ||
	    ap->mentions.at[i].span.begin - in->claim.end > BEHIND_MOST)
		return (struct body_set){{0}};
	between = str_part(ap->doc->text, in->claim.end, ap->mentions.at[i].span.begin);
	if (str_find(between, STR(". "), 0) != SIZE_MAX)
		return (struct body_set){{0}};
	for (int n = 0; n < JOINED_MOST && ap->mentions.at[i].joined && in_block(ap, in, i + 1);
	     n++)
		i++;
	return subjects(ap, i);
}

/* The subject before the claim: within the paragraph, or before a list that it leads to. */
static struct body_set subject_before(const struct claims *c, const struct indicator *in,
				      uint32_t speaker)
{
	const struct document *d = c->ap->doc;
	uint32_t from = in->block;

	while (from > 0 && in->block - from < LIST_MOST &&
	       goes_on(document_str(d, d->blocks.at[from].span)))
		from--;
	if (speaker == NONE ||
	    c->ap->mentions.at[speaker].span.begin < d->blocks.at[from].span.begin)
		return (struct body_set){{0}};
	return subjects(c->ap, speaker);
}

/* A claim without a subject of its own has that of its sentence, before or behind it. */
static void inherit(struct claims *c, struct indicator *in, uint32_t speaker)
{
	struct str claim = claim_str(c, in);
	struct body_set from = {{0}};

	if (goes_on(claim) || says_it(claim))
		from = subject_before(c, in, speaker);
	else if (is_open(claim))
		from = subject_behind(c, in);
	in->inherited = !body_set_is_empty(from);
	in->bodies = body_set_or(in->bodies, from);
	in->speakers = from;
}

void cite_claims(struct apparatus *ap)
{
	struct claims c = {ap, 0, NONE};

	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		struct indicator *in = &ap->indicators.at[i];
		const struct indicator *before = i ? in - 1 : NULL;
		uint32_t from = ap->doc->blocks.at[in->block].span.begin, speaker;

		if (before && before->block == in->block && before->span.end <= in->span.begin)
			from = before->span.end;
		in->claim = (struct span){from, in->span.begin};
		find_mentions(&c, in, &speaker);
		add_bodies(&c, in);
		if (body_set_is_empty(in->speakers))
			inherit(&c, in, speaker);
		/* What is left without a body most often goes on with that of its paragraph. */
		if (body_set_is_empty(in->bodies) && before && before->block == in->block) {
			in->bodies = before->bodies;
			in->loose = true;
		}
	}
}
