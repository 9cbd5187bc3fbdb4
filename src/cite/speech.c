#include "cite/speech.h"

enum { WORDS_MOST = 6 }; /* adverbs and auxiliaries before the verb, and it */

static bool ends_word(struct str text, size_t n)
{
	return n >= text.n || !(is_alnum(text.p[n]) || (text.p[n] & 0x80) || text.p[n] == '-');
}

static size_t word_size(struct str text)
{
	size_t n = 0;

	while (n < text.n && is_lower(text.p[n]))
		n++;
	return n && ends_word(text, n) ? n : 0;
}

/* Where the entries begin whose first word is 'word'; or speech_words_count. */
static uint16_t entries_of(struct str word)
{
	uint32_t slot = str_hash(word) % SPEECH_SLOTS;

	for (; speech_slots[slot]; slot = (slot + 1) % SPEECH_SLOTS) {
		const struct speech_word *entry = &speech_words[speech_slots[slot] - 1];

		if (str_starts((struct str){entry->text, entry->size}, word) &&
		    (entry->size == word.n || entry->text[word.n] == ' '))
			return (uint16_t)(speech_slots[slot] - 1);
	}
	return speech_words_count;
}

/* Entries that begin with the same word stand together; those of several words follow it. */
const struct speech_word *speech_word_find(struct str text)
{
	struct str word = str_part(text, 0, word_size(text));
	const struct speech_word *best = NULL;

	if (!word.n)
		return NULL;
	for (uint16_t i = entries_of(word); i < speech_words_count; i++) {
		struct str entry = {speech_words[i].text, speech_words[i].size};

		if (!str_starts(entry, word))
			break;
		if (str_starts(text, entry) && ends_word(text, entry.n))
			best = &speech_words[i];
	}
	return best;
}

size_t speech_scan(struct str text)
{
	size_t at = 0;
	bool passive = false;

	for (int words = 0; words < WORDS_MOST; words++) {
		const struct speech_word *found;
		struct str rest;
		size_t n;

		while (at < text.n && text.p[at] == ' ')
			at++;
		rest = str_skip(text, at);
		n = word_size(rest);
		if (!n)
			return 0;
		found = speech_word_find(rest);
		if (!found && !(n > 4 && str_ends(str_part(rest, 0, n), STR("ly"))))
			return 0;
		if (found && found->kind == (passive ? SPEECH_STATE : SPEECH_VERB))
			return at + found->size;
		if (found && found->kind <= SPEECH_STATE)
			return 0;
		passive |= found && found->kind == SPEECH_PASSIVE;
		at += found ? found->size : n;
	}
	return 0;
}
