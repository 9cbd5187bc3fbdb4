/*
 * Which candidates are indicators. Where the format or raised glyphs say it, they are
 * taken; bare figures must form a chain of ascending numbers; debris counts where a text
 * has nothing better, and then the ends of paragraphs that lost theirs count too.
 */
#include "cite/note.h"

#include "base/utf8.h"

enum {
	CHAIN_REACH = 6, /* numbers that may be missing between two links, plus one */
	CHAIN_NUMBERS = 10000,
	SOURCED_SHARE = 2, /* paragraphs that end with one, to each that does not */
	STEP_MOST = 2,	   /* from one to the next, where no note answers */
	DEBRIS_LEAST = 3,  /* fewer glyphs than these are misprints, not indicators */
};

struct tally {
	uint32_t by_evidence[EVIDENCE_LOST + 1];
};

static struct tally tally_of(const struct document *d)
{
	struct tally t = {{0}};

	for (uint32_t i = 0; i < d->indicators.n; i++)
		if (d->indicators.at[i].kind != INDICATOR_ASTERISK)
			t.by_evidence[d->indicators.at[i].evidence]++;
	return t;
}

/*
 * Figures in brackets of a text without notes: indicators whose notes were lost count from 1, or
 * go on by one or two at a time; "[44]" is a paragraph of a judgment and "a[0]" code.
 */
static bool brackets_count(const struct document *d)
{
	uint32_t last = 0, all = 0, steps = 0;

	for (uint32_t i = 0; i < d->indicators.n; i++) {
		const struct indicator_candidate *c = &d->indicators.at[i];

		if (c->evidence != EVIDENCE_BRACKETS || c->kind != INDICATOR_NUMBER)
			continue;
		if (!c->number)
			return false;
		all++;
		steps += (c->number > last && c->number <= last + STEP_MOST);
		last = c->number;
	}
	return steps * 4 >= all * 3;
}

/* The best kind of evidence that the text has enough of. */
static enum evidence evidence_of(const struct document *d)
{
	struct tally t = tally_of(d);

	if (t.by_evidence[EVIDENCE_FORMAT])
		return EVIDENCE_FORMAT;
	if (t.by_evidence[EVIDENCE_RAISED] > 0 &&
	    t.by_evidence[EVIDENCE_RAISED] >= t.by_evidence[EVIDENCE_BRACKETS])
		return EVIDENCE_RAISED;
	if (t.by_evidence[EVIDENCE_BRACKETS] > 0 && (d->notes.n || brackets_count(d)))
		return EVIDENCE_BRACKETS;
	if (t.by_evidence[EVIDENCE_DEBRIS] >= DEBRIS_LEAST &&
	    t.by_evidence[EVIDENCE_DEBRIS] * 3 >= t.by_evidence[EVIDENCE_BARE])
		return EVIDENCE_DEBRIS;
	return EVIDENCE_BARE;
}

uint32_t cite_candidates(const struct document *d)
{
	struct tally t = tally_of(d);
	enum evidence evidence = evidence_of(d);

	return t.by_evidence[evidence] +
	       (evidence == EVIDENCE_DEBRIS ? t.by_evidence[EVIDENCE_BARE] : 0);
}

/* Not said by the format. */
enum { SERIES_NONE = UINT8_MAX };

static uint8_t series_said(const struct indicator_candidate *c)
{
	return c->part == PART_FOOTNOTES  ? SERIES_FOOTNOTES
	       : c->part == PART_ENDNOTES ? SERIES_ENDNOTES
					  : SERIES_NONE;
}

static struct indicator *add(struct apparatus *ap, const struct indicator_candidate *c)
{
	struct indicator *in = vec_push(ap->doc->arena, &ap->indicators);

	*in = (struct indicator){
		.span = c->span,
		.label = c->label,
		.number = c->number,
		.kind = c->kind,
		.evidence = c->evidence,
		.block = c->block,
		.note = c->note,
		.series = series_said(c),
	};
	return in;
}

/* Footnotes or endnotes: what the numbered notes of the text are. */
static uint8_t numbered_series(const struct apparatus *ap)
{
	for (uint32_t i = 0; i < ap->notes.n; i++)
		if (ap->notes.at[i].series <= SERIES_ENDNOTES)
			return ap->notes.at[i].series;
	return SERIES_FOOTNOTES;
}

static uint8_t series_of(const struct apparatus *ap, const struct indicator *in)
{
	if (in->note != NONE)
		return ap->notes.at[in->note].series;
	if (in->kind == INDICATOR_ASTERISK)
		return SERIES_ASTERISKS;
	if (in->kind == INDICATOR_LETTER && in->evidence != EVIDENCE_FORMAT)
		return SERIES_LETTERS;
	if (in->series != SERIES_NONE)
		return in->series;
	return numbered_series(ap);
}

/* Asterisks behind a stop pass for debris until the text proves to be clean. */
static bool take_stars(struct apparatus *ap, const struct indicator_candidate *c)
{
	struct str glyphs = document_str(ap->doc, c->span);
	struct indicator *in;

	if (c->kind != INDICATOR_ASTERISK && c->evidence != EVIDENCE_DEBRIS)
		return false;
	for (size_t i = 0; i < glyphs.n; i++)
		if (glyphs.p[i] != '*')
			return c->kind == INDICATOR_ASTERISK && add(ap, c);
	in = add(ap, c);
	in->kind = INDICATOR_ASTERISK;
	in->evidence = c->evidence == EVIDENCE_DEBRIS ? EVIDENCE_RAISED : c->evidence;
	in->label = glyphs;
	return true;
}

/* The number of the next raised indicator behind candidate 'i', or 0. */
static uint32_t raised_next(const struct document *d, uint32_t i)
{
	for (i++; i < d->indicators.n; i++)
		if (d->indicators.at[i].evidence == EVIDENCE_RAISED && d->indicators.at[i].number)
			return d->indicators.at[i].number;
	return 0;
}

/* Bytes of the first 'n' characters of 's'. */
static uint32_t characters(struct str s, size_t n)
{
	size_t at = 0;
	uint32_t code;

	while (n-- > 0 && at < s.n)
		at += utf8_scan(str_skip(s, at), &code);
	return (uint32_t)at;
}

/*
 * "⁵⁶" between 4 and 7: two indicators without a comma, since 56 has no place there. Raised
 * figures only: brackets part their numbers.
 */
static bool take_pair(struct apparatus *ap, uint32_t i, uint32_t last)
{
	const struct indicator_candidate *c = &ap->doc->indicators.at[i];
	struct indicator_candidate half = *c;
	uint32_t first, second, next, middle;
	size_t n = c->label.n / 2;

	if (c->evidence != EVIDENCE_RAISED || c->label.n < 2 || c->number == last + 1)
		return false;
	n = last + 1 > 9 || c->label.n == 2 ? n : 1; /* "⁹¹⁰" */
	if (!str_number(str_part(c->label, 0, n), &first) || first != last + 1 ||
	    !str_number(str_skip(c->label, n), &second) || second != first + 1)
		return false;
	next = raised_next(ap->doc, i);
	if (next && next != second + 1)
		return false;
	middle = c->span.begin + characters(document_str(ap->doc, c->span), n);
	half.label = str_part(c->label, 0, n);
	half.number = first;
	half.span.end = middle;
	add(ap, &half);
	half.label = str_skip(c->label, n);
	half.number = second;
	half.span = (struct span){middle, c->span.end};
	add(ap, &half);
	return true;
}

static void take_all(struct apparatus *ap, enum evidence evidence)
{
	uint32_t last = 0;
	const struct document *d = ap->doc;

	for (uint32_t i = 0; i < d->indicators.n; i++) {
		const struct indicator_candidate *c = &d->indicators.at[i];

		if (c->kind == INDICATOR_ASTERISK || c->evidence == EVIDENCE_DEBRIS)
			take_stars(ap, c);
		else if (c->evidence != evidence && c->evidence != EVIDENCE_FORMAT)
			continue;
		else if (!take_pair(ap, i, last))
			add(ap, c);
		if (ap->indicators.n && vec_last(&ap->indicators)->number)
			last = vec_last(&ap->indicators)->number;
	}
}

/* ---- bare figures: the best ascending chain -------------------------------------- */

static const float SKIPPED = 0.4f; /* for each note that a chain passes over */
static const float NO_NOTE = 0.7f; /* for a number that no note has */
static const float CHAIN_LEAST = 1.2f;

/* How much the place of bare figures speaks for an indicator: behind a word or the
 * punctuation behind one much, where a number may just go on little. */
static float place_weight(const struct document *d, const struct indicator_candidate *c)
{
	const char *p = d->text.p;
	uint32_t at = c->span.begin;
	char before = at ? p[at - 1] : ' ', word = at > 1 ? p[at - 2] : ' ';

	if (is_digit(before) || is_upper(before))
		return 0.6f;
	if (before == ' ')
		return c->span.end == d->blocks.at[c->block].span.end ? 0.9f
		       : strchr(".,;", word)			      ? 0.6f
								      : 0.4f;
	if (is_alpha(before) || before == ')' || (before & 0x80))
		return 1.0f;
	if (is_digit(word)) {
		/* "in 2017,87": a year and its indicator; "1,000", "article 22,6". */
		bool year = at > 4 && is_digit(p[at - 5]) && (at < 6 || !is_digit(p[at - 6]));

		return year ? 0.9f : before == '.' ? 0.7f : c->label.n == 3 ? 0.3f : 0.5f;
	}
	return is_upper(word) && before == '.' ? 0.5f : 1.0f;
}

/* The numbers of the notes, so that only notes that are there count as passed over. */
struct known {
	uint32_t *below; /* of each number: how many notes have a lower or the same one */
	bool *has;
	bool any;
};

static void known_fill(struct known *k, const struct apparatus *ap)
{
	uint32_t n = 0;

	k->below = arena_zero(ap->doc->arena, CHAIN_NUMBERS * sizeof(*k->below));
	k->has = arena_zero(ap->doc->arena, CHAIN_NUMBERS);
	for (uint32_t i = 0; i < ap->notes.n; i++)
		if (ap->notes.at[i].series <= SERIES_ENDNOTES &&
		    ap->notes.at[i].number < CHAIN_NUMBERS && ap->notes.at[i].number)
			k->any = k->has[ap->notes.at[i].number] = true;
	for (uint32_t i = 1; i < CHAIN_NUMBERS; i++) {
		n += k->has[i] || !k->any;
		k->below[i] = n;
	}
}

/* Twice the rank of a number among those of the notes; odd between them. */
static uint32_t rank_of(const struct known *k, uint32_t number)
{
	return 2 * k->below[number] + (k->any && !k->has[number]);
}

struct chain {
	float score;
	uint32_t candidate, before;
};

/*
 * The best chain of ascending numbers in which few notes are passed over: best[v] is the
 * best that ends in rank v so far. Work: candidates times CHAIN_REACH.
 */
static uint32_t chain_build(struct apparatus *ap, const struct known *known, struct chain *links)
{
	const struct document *d = ap->doc;
	uint32_t *best = arena_zero(d->arena, (2 * CHAIN_NUMBERS + 2) * sizeof(*best));
	uint32_t n = 1, last = 0;

	links[0] = (struct chain){0, NONE, 0};
	for (uint32_t i = 0; i < d->indicators.n; i++) {
		const struct indicator_candidate *c = &d->indicators.at[i];
		struct chain l;
		uint32_t rank;
		float weight;

		if (c->evidence != EVIDENCE_BARE || !c->number || c->number >= CHAIN_NUMBERS)
			continue;
		rank = rank_of(known, c->number);
		weight = place_weight(d, c);
		if (rank & 1)
			weight -= weight < 0.9f ? 1.0f : NO_NOTE;
		l = (struct chain){weight - 0.3f * (float)((rank - 1) / 2), i, 0};
		for (uint32_t k = 1; k <= 2 * CHAIN_REACH && k < rank; k++) {
			uint32_t from = best[rank - k];
			float score = links[from].score + weight - SKIPPED * (float)((k - 1) / 2);

			if (from && score > l.score)
				l = (struct chain){score, i, from};
		}
		if (!best[rank] || links[best[rank]].score < l.score) {
			links[n] = l;
			best[rank] = n;
			if (!last || l.score > links[last].score)
				last = n;
			n++;
		}
	}
	return last;
}

static void take_chain(struct apparatus *ap)
{
	const struct document *d = ap->doc;
	bool *taken = arena_zero(d->arena, d->indicators.n + 1);
	struct chain *links;
	struct known known = {0};
	uint32_t last;

	if (!d->indicators.n)
		return;
	links = arena_alloc(d->arena, (d->indicators.n + 1) * sizeof(*links));
	known_fill(&known, ap);
	last = chain_build(ap, &known, links);
	if (last && (links[last].score >= CHAIN_LEAST))
		for (uint32_t at = last; at; at = links[at].before)
			taken[links[at].candidate] = true;
	for (uint32_t i = 0; i < d->indicators.n; i++)
		if (!take_stars(ap, &d->indicators.at[i]) && taken[i])
			add(ap, &d->indicators.at[i]);
}

/* ---- debris ------------------------------------------------------------------------ */

/* Bare figures count only where a sentence ends, for there debris stands too. */
static bool is_at_stop(const struct apparatus *ap, const struct indicator_candidate *c)
{
	char before = c->span.begin ? ap->doc->text.p[c->span.begin - 1] : ' ';

	return c->evidence == EVIDENCE_DEBRIS ||
	       (c->evidence == EVIDENCE_BARE && (before == '.' || before == ' ') &&
		place_weight(ap->doc, c) >= 0.9f);
}

/* The block is a numbered paragraph after the first, or goes on one. */
static bool needs_indicator(const struct document *d, uint32_t block)
{
	const struct block *b = &d->blocks.at[block];

	if (b->kind != BLOCK_PARAGRAPH || b->paragraph == NONE ||
	    d->blocks.at[b->paragraph].value < 2)
		return false;
	/* Only the last block of a paragraph ends it. */
	return block + 1 == d->blocks.n || d->blocks.at[block + 1].paragraph != b->paragraph ||
	       d->blocks.at[block + 1].part != PART_BODY;
}

static void add_lost(struct apparatus *ap, uint32_t block)
{
	uint32_t end = ap->doc->blocks.at[block].span.end;
	struct indicator_candidate lost = {
		.span = {end, end},
		.label = STR_NONE,
		.block = block,
		.kind = INDICATOR_DEBRIS,
		.evidence = EVIDENCE_LOST,
		.note = NONE,
	};

	add(ap, &lost);
}

/* Nearly every numbered paragraph ends with an indicator: then the others have lost theirs. */
static bool every_paragraph_is_sourced(const struct apparatus *ap)
{
	const struct document *d = ap->doc;
	uint32_t next = 0, with = 0, without = 0;

	for (uint32_t b = 0; b < d->blocks.n; b++) {
		uint32_t tail = 0;

		for (; next < d->indicators.n && d->indicators.at[next].block <= b; next++)
			if (is_at_stop(ap, &d->indicators.at[next]))
				tail = d->indicators.at[next].span.end;
		if (!needs_indicator(d, b))
			continue;
		if (tail == d->blocks.at[b].span.end)
			with++;
		else
			without++;
	}
	return with >= without * SOURCED_SHARE;
}

/* All debris in order, and an inferred place at the end of each paragraph that lacks one. */
static void take_debris(struct apparatus *ap)
{
	const struct document *d = ap->doc;
	bool sourced = every_paragraph_is_sourced(ap);
	uint32_t next = 0, number = 0;

	for (uint32_t b = 0; b < d->blocks.n; b++) {
		uint32_t tail = 0;

		for (; next < d->indicators.n && d->indicators.at[next].block <= b; next++) {
			if (!is_at_stop(ap, &d->indicators.at[next]))
				continue;
			tail = d->indicators.at[next].span.end;
			add(ap, &d->indicators.at[next]);
		}
		if (sourced && needs_indicator(d, b) && tail < d->blocks.at[b].span.end)
			add_lost(ap, b);
	}
	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		struct indicator *in = &ap->indicators.at[i];

		in->inferred = true;
		in->number = ++number;
		in->label = arena_number(d->arena, number);
	}
}

/* ------------------------------------------------------------------------------------ */

/* Number 1 behind others, where 2 follows. */
static bool begins_anew(const struct apparatus *ap, uint32_t i, uint32_t last)
{
	return ap->indicators.at[i].number == 1 && last >= 3 && i + 1 < ap->indicators.n &&
	       ap->indicators.at[i + 1].number == 2;
}

void cite_indicators(struct apparatus *ap)
{
	enum evidence evidence = evidence_of(ap->doc);
	uint32_t last[SERIES_ENDNOTES + 1] = {0}, restart[SERIES_ENDNOTES + 1] = {0};

	ap->ocr = evidence == EVIDENCE_DEBRIS;
	if (ap->ocr)
		take_debris(ap);
	else if (evidence == EVIDENCE_BARE)
		take_chain(ap);
	else
		take_all(ap, evidence);
	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		struct indicator *in = &ap->indicators.at[i];

		in->series = series_of(ap, in);
		if (in->note != NONE)
			in->restart = ap->notes.at[in->note].restart;
		if (in->series > SERIES_ENDNOTES || !in->number)
			continue;
		if (in->note != NONE) {
			restart[in->series] = in->restart;
		} else {
			restart[in->series] += begins_anew(ap, i, last[in->series]);
			in->restart = restart[in->series];
		}
		last[in->series] = in->number;
		if (in->number > ap->last_number)
			ap->last_number = in->number;
	}
}
