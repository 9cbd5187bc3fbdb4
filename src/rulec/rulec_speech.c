/*
 * "speech" of rules/bodies.json -> speech_words[] (cite/speech.h), sorted.
 */
#include "rulec/rulec.h"

#include <stdlib.h>

enum { SPEECH_MOST = 1024 };

struct word {
	const char *text;
	int kind; /* enum speech_kind of cite/speech.h */
};

static int by_text(const void *a, const void *b)
{
	return strcmp(((const struct word *)a)->text, ((const struct word *)b)->text);
}

static struct str first_word(const char *text)
{
	return (struct str){text, strcspn(text, " ")};
}

/* Where each first word stands first, for entries_of in cite/speech.c. */
static void write_slots(struct rulec *r, const struct word *words, size_t n)
{
	enum { SLOTS = 2 * SPEECH_MOST };
	uint16_t slots[SLOTS] = {0};

	for (size_t i = 0; i < n; i++) {
		struct str word = first_word(words[i].text);
		uint32_t slot = str_hash(word) % SLOTS;

		if (i && str_eq(word, first_word(words[i - 1].text)))
			continue;
		while (slots[slot])
			slot = (slot + 1) % SLOTS;
		slots[slot] = (uint16_t)(i + 1);
	}
	fputs("const uint16_t speech_slots[SPEECH_SLOTS] = {", r->out);
	for (size_t i = 0; i < SLOTS; i++)
		fprintf(r->out, "%u,%s", slots[i], i % 32 == 31 ? "\n" : "");
	fputs("};\n", r->out);
}

enum status rulec_speech(struct rulec *r)
{
	static const char *const keys[] = {"verbs", "states", "auxiliaries", "passives", "adverbs"};
	json_t *root = rulec_load(r, "bodies.json"), *word;
	const json_t *speech = json_object_get(root, "speech");
	struct word *words = arena_zero(r->arena, SPEECH_MOST * sizeof(*words));
	size_t n = 0, i;

	if (!root)
		return r->err->status;
	for (int kind = 0; kind < (int)COUNT_OF(keys); kind++)
		json_array_foreach (json_object_get(speech, keys[kind]), i, word)
			if (n < SPEECH_MOST)
				words[n++] = (struct word){json_string_value(word), kind};
	if (n)
		qsort(words, n, sizeof(*words), by_text);
	fputs("#include \"cite/speech.h\"\n\nconst struct speech_word speech_words[] = {\n",
	      r->out);
	for (i = 0; i < n; i++)
		fprintf(r->out, "\t{\"%s\", %zu, %d},\n", words[i].text, strlen(words[i].text),
			words[i].kind);
	fprintf(r->out, "};\nconst uint16_t speech_words_count = %zu;\n", n);
	write_slots(r, words, n);
	json_decref(root);
	return r->err->status;
}
