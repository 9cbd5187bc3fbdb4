/*
 * Ties between indicators and notes: those that the format makes, and those of printed
 * numbers. The first indicator that calls a note is the note's own.
 */
#include "cite/note.h"

#include <stdlib.h>

struct key {
	uint64_t value; /* series, restart and number, or a hash of the label */
	uint32_t note;
	uint32_t taken; /* of the first key of its value: how many of them are tied already */
};

static uint64_t key_of(uint8_t series, uint32_t restart, uint32_t number, struct str label)
{
	uint64_t head = (uint64_t)series << 56 | (uint64_t)(restart & 0xffff) << 40;

	return number ? head | number : head | 1ull << 39 | str_hash(label);
}

static int by_value(const void *a, const void *b)
{
	const struct key *x = a, *y = b;

	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return (x->note > y->note) - (x->note < y->note);
}

/*
 * The note with this key. Asterisks are used again on every page: of several notes with
 * the same label each indicator takes the next ('in_turn'); else the first is meant.
 */
static uint32_t find(struct key *keys, uint32_t n, uint64_t value, bool in_turn)
{
	uint32_t low = 0, high = n, at;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (keys[mid].value < value)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == n || keys[low].value != value)
		return NONE;
	at = low + keys[low].taken;
	if (!in_turn || at >= n || keys[at].value != value)
		return keys[low].note;
	keys[low].taken++;
	return keys[at].note;
}

static uint32_t restarts_of(const struct apparatus *ap, bool notes)
{
	uint32_t most = 0;

	for (uint32_t i = 0; notes && i < ap->notes.n; i++)
		if (ap->notes.at[i].restart > most)
			most = ap->notes.at[i].restart;
	for (uint32_t i = 0; !notes && i < ap->indicators.n; i++)
		if (ap->indicators.at[i].restart > most)
			most = ap->indicators.at[i].restart;
	return most;
}

static void tie(struct apparatus *ap, uint32_t indicator, uint32_t note)
{
	struct note *n = &ap->notes.at[note];

	ap->indicators.at[indicator].note = note;
	if (n->indicator == NONE)
		n->indicator = indicator;
	n->nindicators++;
}

void cite_link(struct apparatus *ap)
{
	struct key *keys = arena_alloc(ap->doc->arena, (ap->notes.n + 1) * sizeof(*keys));
	bool restarts = restarts_of(ap, true) == restarts_of(ap, false);
	uint32_t n = 0;

	/* Debris has no numbers of its own: its place in the row is only a guess. */
	if (ap->ocr && ap->notes.n) {
		cite_align(ap);
		return;
	}
	for (uint32_t i = 0; i < ap->notes.n; i++) {
		const struct note *note = &ap->notes.at[i];

		if (note->label.n)
			keys[n++] = (struct key){key_of(note->series, restarts ? note->restart : 0,
							note->number, note->label),
						 i, 0};
	}
	if (n)
		qsort(keys, n, sizeof(*keys), by_value);
	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		struct indicator *in = &ap->indicators.at[i];
		uint32_t note = in->note;

		if (note == NONE && in->evidence != EVIDENCE_FORMAT)
			note = find(keys, n,
				    key_of(in->series, restarts ? in->restart : 0, in->number,
					   in->label),
				    in->series == SERIES_ASTERISKS);
		if (note != NONE)
			tie(ap, i, note);
	}
}
