#include "cite/note.h"

/* A series begins anew where a note 1 follows a later one, and a note 2 follows it. */
static bool restarts(const struct document *d, uint32_t i, uint32_t last)
{
	const struct note_candidate *c = &d->notes.at[i];

	if (c->number != 1 || last < 3)
		return false;
	return i + 1 == d->notes.n || d->notes.at[i + 1].number == 2;
}

static uint8_t series_of(const struct note_candidate *c)
{
	if (c->kind == INDICATOR_ASTERISK)
		return SERIES_ASTERISKS;
	if (c->kind == INDICATOR_LETTER && !c->certain)
		return SERIES_LETTERS;
	return c->part == PART_ENDNOTES ? SERIES_ENDNOTES : SERIES_FOOTNOTES;
}

/* "42 (d); CEDAW/…", "para. 42 (d)": the head of the note is lost. */
static bool starts_with_locator(struct str s)
{
	static const struct str words[] = {{"para. ", 6},      {"paras. ", 7},	   {"p. ", 3},
					   {"pp. ", 4},	       {"para ", 5},	   {"paras ", 6},
					   {"paragraph ", 10}, {"paragraphs ", 11}};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_starts(s, words[i]) && s.n > words[i].n &&
		    (is_digit(s.p[words[i].n]) || s.p[words[i].n] == '('))
			return true;
	return false;
}

/* Notes that nothing announces, label or calls often enough are prose that reads like notes. */
static bool is_believable(const struct document *d)
{
	if (d->notes_heading != NONE || cite_candidates(d) * 2 >= d->notes.n)
		return true;
	for (uint32_t i = 0; i < d->notes.n; i++)
		if (d->notes.at[i].certain || d->notes.at[i].label.n)
			return true;
	return false;
}

/* A bare note among numbered ones takes the number that its neighbours leave for it. */
static void numbers_fill(struct apparatus *ap)
{
	for (uint32_t i = 1; i + 1 < ap->notes.n; i++) {
		struct note *n = &ap->notes.at[i], *before = n - 1, *after = n + 1;

		if (n->label.n || n->series != before->series || before->number == 0)
			continue;
		if (after->number && after->number != before->number + 2)
			continue;
		n->number = before->number + 1;
		n->label = arena_number(ap->doc->arena, n->number);
		n->inferred = true;
	}
}

/*
 * Notes that begin weakly are paragraphs of the note before where those that begin surely
 * are as many as the text calls.
 */
static bool weak_are_none(const struct document *d)
{
	uint32_t calls = 0, sure = 0;

	for (uint32_t i = 0; i < d->indicators.n; i++)
		calls += d->indicators.at[i].evidence == EVIDENCE_RAISED ||
			 d->indicators.at[i].evidence == EVIDENCE_BRACKETS;
	for (uint32_t i = 0; i < d->notes.n; i++)
		sure += !d->notes.at[i].weak;
	return calls && sure >= calls;
}

void cite_notes(struct apparatus *ap)
{
	struct document *d = ap->doc;
	bool merge = weak_are_none(d);
	uint32_t last[4] = {0}, restart[4] = {0}, numbered = 0, bare = 0;

	if (!is_believable(d))
		return;
	for (uint32_t i = 0; i < d->notes.n; i++) {
		const struct note_candidate *c = &d->notes.at[i];
		uint8_t series = series_of(c);
		struct note *n;

		if (merge && c->weak && ap->notes.n) {
			vec_last(&ap->notes)->span.end = c->span.end;
			continue;
		}
		n = vec_push(d->arena, &ap->notes);
		if (!c->certain && restarts(d, i, last[series]))
			restart[series]++;
		if (c->number)
			last[series] = c->number;
		numbered += c->label.n > 0 && series != SERIES_ASTERISKS;
		bare += c->label.n == 0;
		*n = (struct note){
			.span = c->span,
			.printed = c->printed,
			.label = c->label,
			.number = c->number,
			.series = series,
			.restart = c->certain && c->restart ? c->restart : restart[series],
			.beheaded = starts_with_locator(document_str(d, c->span)),
			.certainty = c->label.n ? 1.0f : 0.0f,
			.block = c->block,
			.indicator = NONE,
		};
	}
	ap->inferred = bare > 0 && numbered == 0;
	if (!ap->inferred)
		numbers_fill(ap);
}
