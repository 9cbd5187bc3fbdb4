/*
 * Who speaks, and what references back stand for.
 *
 * A body speaks where a reporting verb follows its name: at once, behind a bracket or one
 * insertion between commas, or behind the names of others with which it shares the verb. Names
 * behind a preposition are objects. Each look ahead is bounded, so that the pass is linear.
 */
#include "cite/mandate.h"
#include "cite/note.h"
#include "cite/speech.h"

enum {
	BRACKET_MOST = 120,   /* bytes of "(UNHCR)" */
	INSERTION_MOST = 160, /* of ", in its report of 2023," */
	TITLE_MOST = 200,     /* of the unlisted title of a mandate, a country */
	BEFORE_MOST = 32,     /* looked at before a name */
	ARTICLES = 8,	      /* words before a name that belong to it */
	OWN_LEAST = 2,	      /* "the Committee" so often before any is named: the author */
};

/* ---- the verb --------------------------------------------------------------------------- */

static struct str text_from(const struct apparatus *ap, uint32_t at, uint32_t end)
{
	return at < end ? str_part(ap->doc->text, at, end) : STR_NONE;
}

/* Bytes of " (UNHCR)" at the start of 'text'. */
static size_t bracket_scan(struct str text)
{
	const char *close;

	if (!str_starts(text, STR(" (")))
		return 0;
	close = memchr(text.p, ')', text.n < BRACKET_MOST ? text.n : BRACKET_MOST);
	return close ? (size_t)(close + 1 - text.p) : 0;
}

/* Bytes of ", in its report," at the start of 'text'. */
static size_t insertion_scan(struct str text)
{
	const char *comma;

	if (!str_starts(text, STR(", ")) || text.n < 3)
		return 0;
	comma = memchr(text.p + 2, ',', (text.n < INSERTION_MOST ? text.n : INSERTION_MOST) - 2);
	if (!comma || memmem(text.p, (size_t)(comma - text.p), ". ", 2))
		return 0;
	return (size_t)(comma + 1 - text.p);
}

/* The verb behind a title that no table lists: "… on the situation in Belarus noted". */
static bool verb_behind_title(struct str text)
{
	static const struct str openings[] = {
		{" on ", 4}, {" in ", 4}, {" for ", 5}, {" of ", 4}, {" to ", 4}};
	size_t end = text.n < TITLE_MOST ? text.n : TITLE_MOST, at = 1;
	bool title = false;

	for (size_t i = 0; i < COUNT_OF(openings); i++)
		title |= str_starts(text, openings[i]);
	for (; title && at < end && !strchr(".;:(", text.p[at]); at++)
		if (text.p[at - 1] == ' ' && is_lower(text.p[at])) {
			const struct speech_word *word = speech_word_find(str_skip(text, at));

			if (word && word->kind == SPEECH_PASSIVE)
				return speech_scan(str_skip(text, at)) > 0;
			if (word && word->kind == SPEECH_VERB)
				return true;
		}
	return false;
}

/* What may have a title or a place behind its name. */
static bool is_titled(const struct mention *m)
{
	if (m->body == BODY_NONE)
		return false;
	return m->title == TITLE_NONE && !m->abbreviation && !bodies[m->body].committee;
}

static bool verb_follows(const struct mention *m, struct str text)
{
	size_t n = bracket_scan(text);

	text = str_skip(text, n);
	if (speech_scan(text))
		return true;
	n = insertion_scan(text);
	if (n)
		return speech_scan(str_skip(text, n)) > 0;
	return is_titled(m) && verb_behind_title(text);
}

/* What stands between names that share a verb. */
static bool is_joint(struct str between)
{
	static const struct str joints[] = {{", and", 5}, {" and", 4},	 {",", 1},
					    {" or", 3},	  {"/", 1},	 {" as well as", 11},
					    {", or", 4},  {" and of", 7}};
	static const struct str articles[] = {
		{"", 0}, {" the", 4}, {" by the", 7}, {" from the", 9}, {" several", 8}};

	between = str_skip(between, bracket_scan(between));
	while (between.n && between.p[between.n - 1] == ' ')
		between.n--;
	for (size_t i = 0; i < COUNT_OF(joints); i++)
		for (size_t k = 0; k < COUNT_OF(articles); k++)
			if (between.n == joints[i].n + articles[k].n &&
			    str_starts(between, joints[i]) && str_ends(between, articles[k]))
				return true;
	return false;
}

static bool is_joined(const struct apparatus *ap, const struct mention *m,
		      const struct mention *next)
{
	if (next->span.begin < m->span.end || next->span.begin - m->span.end > BRACKET_MOST + 16)
		return false;
	return is_joint(str_part(ap->doc->text, m->span.end, next->span.begin));
}

/* ---- what stands before ------------------------------------------------------------------- */

static struct str last_word(struct str *text)
{
	size_t end, n;

	while (text->n && text->p[text->n - 1] == ' ')
		text->n--;
	end = n = text->n;
	while (n && (is_alpha(text->p[n - 1]) || (text->p[n - 1] & 0x80)))
		n--;
	text->n = n;
	return str_part(*text, 0, 0).p ? (struct str){text->p + n, end - n} : STR_NONE;
}

static bool is_one_of(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (word.n && word.p[0] == (*words)[0] && str_eq(word, str_of(*words)))
			return true;
	return false;
}

enum place { PLACE_SUBJECT, PLACE_OBJECT, PLACE_SOURCE };

/* "of the Committee": an object; "as noted by the Committee", "according to the Committee": it
 * speaks though no verb follows. */
static enum place place_of(const struct apparatus *ap, const struct mention *m, uint32_t begin)
{
	static const char *const own[] = {"the",     "The",	"same",	   "several", "Several",
					  "two",     "various", "both",	   "Both",    "former",
					  "current", "United",	"Nations", NULL};
	static const char *const objects[] = {
		"of",	   "to",    "from",    "with",	"for",	 "in",	  "at",	    "under",
		"against", "on",    "between", "among", "that",	 "which", "before", "by",
		"through", "where", "whom",    "how",	"whose", "into",  "within", NULL};
	uint32_t from =
		m->span.begin - begin > BEFORE_MOST + 40 ? m->span.begin - BEFORE_MOST - 40 : begin;
	struct str before = str_part(ap->doc->text, from, m->span.begin);
	struct str word = last_word(&before);

	for (int i = 0; i < ARTICLES && is_one_of(word, own); i++)
		word = last_word(&before);
	if (str_eq(word, STR("by"))) {
		const struct speech_word *verb;

		word = last_word(&before);
		verb = speech_word_find(word);
		return verb && verb->kind == SPEECH_VERB ? PLACE_SOURCE : PLACE_OBJECT;
	}
	if (str_eq(word, STR("to"))) {
		struct str rest = before;

		word = last_word(&rest);
		return str_eq(word, STR("According")) || str_eq(word, STR("according"))
			       ? PLACE_SOURCE
			       : PLACE_OBJECT;
	}
	return is_one_of(word, objects) ? PLACE_OBJECT : PLACE_SUBJECT;
}

/* ---- the two passes -------------------------------------------------------------------- */

/* From the last to the first: those that share a verb with the next speak as it does. */
static void find_verbs(struct apparatus *ap)
{
	for (uint32_t i = ap->mentions.n; i > 0; i--) {
		struct mention *m = &ap->mentions.at[i - 1];
		const struct mention *next = i < ap->mentions.n ? m + 1 : NULL;
		uint32_t end = ap->doc->blocks.at[m->block].span.end;

		if (ap->doc->blocks.at[m->block].kind == BLOCK_NOTE)
			continue;
		m->joined = next && next->span.begin < end && is_joined(ap, m, next);
		m->speaks =
			m->joined ? next->speaks : verb_follows(m, text_from(ap, m->span.end, end));
	}
}

/* The last ones named: indices of mentions, or NONE. */
struct last {
	uint32_t committee, other; /* 'other': the committee named before that one */
	uint32_t person, speaker, any;
	uint32_t unknown; /* the last committee, where it is one of no table */
};

static void remember(const struct apparatus *ap, struct last *last, uint32_t i)
{
	const struct mention *m = &ap->mentions.at[i];

	if (m->refers == REFERS_OTHER)
		last->unknown = i;
	if (m->body == BODY_NONE)
		return;
	last->any = i;
	if (m->speaks)
		last->speaker = i;
	if (bodies[m->body].committee) {
		if (last->committee != NONE && ap->mentions.at[last->committee].body != m->body)
			last->other = last->committee;
		last->committee = i;
		last->unknown = NONE;
	}
	if (bodies[m->body].person)
		last->person = i;
}

/* The subject of a paragraph before what it only names. */
static uint32_t prefer(const struct apparatus *ap, uint32_t named, uint32_t speaker, uint32_t begin,
		       bool fits)
{
	if (speaker == NONE || !fits || ap->mentions.at[speaker].span.begin < begin)
		return named;
	return speaker;
}

static bool is_committee(const struct apparatus *ap, uint32_t i)
{
	return i != NONE && bodies[ap->mentions.at[i].body].committee;
}

static bool is_person(const struct apparatus *ap, uint32_t i)
{
	return i != NONE && bodies[ap->mentions.at[i].body].person;
}

static uint32_t antecedent_of(const struct apparatus *ap, const struct last *last,
			      const struct mention *m, uint32_t begin)
{
	switch ((enum reference)m->refers) {
	case REFERS_COMMITTEE:
	case REFERS_SAME_COMMITTEE:
		return last->unknown != NONE ? last->unknown
					     : prefer(ap, last->committee, last->speaker, begin,
						      is_committee(ap, last->speaker));
	case REFERS_COMMITTEES:
		return last->unknown != NONE || last->other == NONE ? NONE : last->committee;
	case REFERS_PERSON:
	case REFERS_SAME_PERSON:
		return prefer(ap, last->person, last->speaker, begin, is_person(ap, last->speaker));
	case REFERS_IT:
	case REFERS_THEY:
		/* "It was recommended", "It is a compilation" refer to nothing. */
		if (!m->speaks)
			return NONE;
		return last->speaker != NONE ? last->speaker : last->any;
	default:
		return NONE;
	}
}

/* The committee that writes, where it is one: "the Committee" is then its own. */
static uint16_t own_committee(const struct apparatus *ap)
{
	uint16_t body = ap->symbol_use == NONE ? BODY_NONE : ap->symbols.at[ap->symbol_use].body;

	return body != BODY_NONE && bodies[body].committee ? body : BODY_NONE;
}

/* A text that says "the Committee" again and again before it names one speaks of its author. */
static bool is_by_committee(const struct apparatus *ap)
{
	uint32_t before = 0;

	for (uint32_t i = 0; i < ap->mentions.n; i++) {
		const struct mention *m = &ap->mentions.at[i];

		if (m->refers == REFERS_COMMITTEE)
			before++;
		else if (m->refers == REFERS_NOT && bodies[m->body].committee)
			break;
	}
	return before >= OWN_LEAST;
}

/* Ties a reference back to the mention that it stands for. */
static void refer(struct apparatus *ap, const struct last *last, struct mention *m, uint32_t begin)
{
	const struct mention *to;

	m->antecedent = antecedent_of(ap, last, m, begin);
	if (m->antecedent == NONE)
		return;
	to = &ap->mentions.at[m->antecedent];
	m->body = to->body;
	m->title = to->title;
	m->other = to->other;
	if (m->refers == REFERS_COMMITTEES)
		m->other = ap->mentions.at[last->other].body;
	/* What refers to a reference stands for what that stands for. */
	if (to->antecedent != NONE)
		m->antecedent = to->antecedent;
}

static void resolve(struct apparatus *ap)
{
	struct last last = {NONE, NONE, NONE, NONE, NONE, NONE};
	uint16_t own = own_committee(ap);
	bool by_committee = own != BODY_NONE || is_by_committee(ap);
	enum place place = PLACE_SUBJECT;

	for (uint32_t i = 0; i < ap->mentions.n; i++) {
		struct mention *m = &ap->mentions.at[i];
		uint32_t begin = ap->doc->blocks.at[m->block].span.begin;

		if (ap->doc->blocks.at[m->block].kind == BLOCK_NOTE)
			continue;
		/* Those that are joined are objects together, or sources. */
		if (!i || !m[-1].joined || place == PLACE_SUBJECT)
			place = place_of(ap, m, begin);
		m->speaks = place == PLACE_SOURCE || (m->speaks && place == PLACE_SUBJECT);
		if (m->refers == REFERS_COMMITTEE && by_committee)
			m->body = own;
		else
			refer(ap, &last, m, begin);
		remember(ap, &last, i);
	}
}

void cite_speakers(struct apparatus *ap)
{
	find_verbs(ap);
	resolve(ap);
}
