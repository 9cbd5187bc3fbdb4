/*
 * variants INPUT FOLDER COUNT: writes COUNT variants of the compilation INPUT into FOLDER: other
 * State, years, locators and report numbers, each the same throughout one variant; the damage of
 * the OCR stays as it is. The seed is fixed: the same variants everywhere.
 *
 * variants INPUT FILE -TIMES: writes one file of TIMES the size: the body TIMES over, its
 * paragraphs numbered on, then the notes TIMES over.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *code, *name;
} states[] = {
	{"KAZ", "Kazakhstan"}, {"KGZ", "Kyrgyzstan"}, {"TJK", "Tajikistan"}, {"UZB", "Uzbekistan"},
	{"ARM", "Armenia"},    {"AZE", "Azerbaijan"}, {"GEO", "Georgia"},    {"MNG", "Mongolia"},
	{"BGD", "Bangladesh"}, {"NPL", "Nepal"},      {"LKA", "Sri Lanka"},  {"PHL", "Philippines"},
	{"KEN", "Kenya"},      {"MDG", "Madagascar"}, {"MOZ", "Mozambique"}, {"ZMB", "Zambia"},
	{"GTM", "Guatemala"},  {"HND", "Honduras"},   {"PRY", "Paraguay"},   {"ECU", "Ecuador"},
	{"SVN", "Slovenia"},   {"SVK", "Slovakia"},   {"SRB", "Serbia"},     {"MNE", "Montenegro"},
	{"JOR", "Jordan"},     {"LBN", "Lebanon"},    {"MAR", "Morocco"},    {"TUN", "Tunisia"},
};

/* What one variant changes; all zero and states[0] changes nothing. */
struct draw {
	size_t state;
	int year, report, locator;
	int paragraph; /* added to the number of every paragraph */
};

/* The notes of the compilation begin in the middle of one. */
static const char notes_begin[] = "\n para. 42 (d);";

static unsigned draw_below(unsigned n)
{
	static unsigned long long state = 0x9e3779b97f4a7c15;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % n;
}

static bool word_at(const char *p, const char *word)
{
	return strncmp(p, word, strlen(word)) == 0;
}

/* The State's name or code at 'p' in another State's: bytes of it read, or 0. */
static size_t put_state(FILE *out, const char *p, const struct draw *draw)
{
	if (word_at(p, states[0].name)) {
		fputs(states[draw->state].name, out);
		return strlen(states[0].name);
	}
	if (word_at(p, states[0].code)) {
		fputs(states[draw->state].code, out);
		return strlen(states[0].code);
	}
	return 0;
}

/* The number at 'p', redrawn: a year, a number of a symbol, a locator. Glued to other glyphs it is
 * the debris of an indicator and stays. */
static size_t put_number(FILE *out, const char *p, bool symbol, char before,
			 const struct draw *draw)
{
	char *end;
	long value = strtol(p, &end, 10);
	bool whole = strchr(" (-", before) && strchr(" ,.;:)-\n", *end);

	if (end - p == 4 && value >= 1990 && value <= 2030)
		value += draw->year;
	else if (symbol)
		value += draw->report;
	else if (whole && end - p < 4)
		value += draw->locator;
	fprintf(out, "%.*ld", (int)(end - p), value);
	return (size_t)(end - p);
}

static bool is_symbol(const char *word)
{
	size_t n = strcspn(word, " \n");

	return isupper((unsigned char)word[0]) && memchr(word, '/', n);
}

static void put(FILE *out, const char *text, size_t n, const struct draw *draw)
{
	const char *p = text, *word = text;
	bool line_start = true;

	while (p < text + n) {
		size_t used = put_state(out, p, draw);
		size_t digits = strspn(p, "0123456789");

		if (used == 0 && digits > 0 && digits < 4 && line_start &&
		    strchr(".,", p[digits])) {
			fprintf(out, "%ld", strtol(p, NULL, 10) + draw->paragraph);
			used = digits;
		} else if (used == 0 && digits > 0) {
			used = put_number(out, p, is_symbol(word), p > text ? p[-1] : '\n', draw);
		} else if (used == 0) {
			fputc(*p, out);
			used = 1;
		}
		line_start = p[0] == '\n' || (line_start && p[0] == ' ');
		p += used;
		if (p[-1] == ' ' || p[-1] == '\n')
			word = p;
	}
}

static char *read_all(const char *path)
{
	FILE *in = fopen(path, "rb");
	char *text = calloc(1, 1 << 20);

	if (!in || !text || fread(text, 1, (1 << 20) - 1, in) == 0) {
		perror(path);
		exit(2);
	}
	fclose(in);
	return text;
}

static FILE *open_output(const char *path)
{
	FILE *out = fopen(path, "wb");

	if (!out) {
		perror(path);
		exit(2);
	}
	return out;
}

static void write_variants(const char *text, const char *folder, int count)
{
	for (int i = 0; i < count; i++) {
		struct draw draw = {
			.state = draw_below(sizeof(states) / sizeof(states[0])),
			.year = (int)draw_below(4) - 2,
			.report = (int)draw_below(4),
			.locator = (int)draw_below(9),
		};
		char path[4096];
		FILE *out;

		snprintf(path, sizeof(path), "%s/%04d.txt", folder, i);
		out = open_output(path);
		put(out, text, strlen(text), &draw);
		fclose(out);
	}
}

static void write_large(const char *text, const char *path, int times)
{
	const char *notes = strstr(text, notes_begin);
	FILE *out = open_output(path);
	int paragraphs = 76;

	if (!notes) {
		fprintf(stderr, "variants: this is not the compilation: it has no \"%s\"\n",
			notes_begin + 1);
		exit(2);
	}
	for (int i = 0; i < times; i++)
		put(out, text, (size_t)(notes + 1 - text),
		    &(struct draw){.paragraph = i * paragraphs});
	for (int i = 0; i < times; i++)
		fputs(notes + 1, out);
	fclose(out);
}

int main(int argc, char **argv)
{
	char *text;
	int count;

	if (argc != 4 || (count = atoi(argv[3])) == 0) {
		fprintf(stderr,
			"usage: variants INPUT FOLDER COUNT\n       variants INPUT FILE -TIMES\n");
		return 2;
	}
	text = read_all(argv[1]);
	if (count > 0)
		write_variants(text, argv[2], count);
	else
		write_large(text, argv[2], -count);
	free(text);
	return 0;
}
