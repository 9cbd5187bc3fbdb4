/*
 * The figures of the symbol floor on two lists: real symbols, and wrong strings with
 * the correction that is known. Usage: lists [-v] REAL.tsv MALFORMED.tsv
 */
#include "symbol/symbol.h"
#include "base/file.h"

#include <stdio.h>
#include <time.h>

enum verdict { KNOWN, FLAWED, UNKNOWN, MALFORMED, IMPOSSIBLE };

static const char *const verdicts[] = {"known", "flawed", "unknown", "malformed", "impossible"};

struct judged {
	enum verdict verdict;
	struct str canonical;
	struct symbol_repair repair;
	struct str why;
};

static bool verbose;

static void judge(struct judged *out, struct str text, struct arena *a)
{
	struct symbol s;
	struct symbol_doubt doubts[SYMBOL_DOUBTS];
	struct symbol_context none = {0};
	size_t token, n = symbol_scan(&s, text);
	uint32_t k;

	*out = (struct judged){.verdict = UNKNOWN, .why = STR_NONE, .canonical = STR_NONE};
	if (n) {
		out->canonical = symbol_canonical(&s, a);
		out->verdict = str_eq(out->canonical, text) ? KNOWN : FLAWED;
		if (!symbol_state_known(&s)) {
			out->verdict = MALFORMED;
			symbol_repair(&out->repair, s.whole, &none, a);
			return;
		}
		k = symbol_doubts(&s, 0, a, doubts);
		for (uint32_t i = 0; i < k; i++)
			if (doubts[i].certain) {
				out->verdict = IMPOSSIBLE;
				out->why = doubts[i].why;
				symbol_repair(&out->repair, s.whole, &none, a);
			}
		return;
	}
	token = symbol_token(text);
	if (!token)
		return;
	symbol_repair(&out->repair, str_part(text, 0, token), &none, a);
	if (out->repair.n || out->repair.near)
		out->verdict = MALFORMED;
}

static struct str field(struct str line, int which)
{
	for (;;) {
		size_t tab = str_find(line, STR("\t"), 0);

		if (which-- == 0)
			return str_part(line, 0, tab == SIZE_MAX ? line.n : tab);
		if (tab == SIZE_MAX)
			return STR_NONE;
		line = str_skip(line, tab + 1);
	}
}

static bool line_next(struct str *file, struct str *line)
{
	size_t end;

	if (!file->n)
		return false;
	end = str_find(*file, STR("\n"), 0);
	*line = str_part(*file, 0, end == SIZE_MAX ? file->n : end);
	*file = str_skip(*file, line->n + 1);
	return true;
}

static void explain(const char *list, const struct judged *j, struct str text, struct str wanted)
{
	if (!verbose)
		return;
	printf("%s\t%.*s\t%s\t%.*s\t%.*s", list, STR_ARG(text), verdicts[j->verdict],
	       STR_ARG(j->canonical), STR_ARG(j->why));
	for (uint32_t i = 0; i < j->repair.n; i++)
		printf("\t%.*s (%u)", STR_ARG(j->repair.candidate[i].symbol),
		       j->repair.candidate[i].cost);
	if (wanted.n)
		printf("\twanted %.*s", STR_ARG(wanted));
	printf("\n");
}

static void list_real(struct str file)
{
	uint32_t total = 0, count[5] = {0};
	struct str line;
	struct arena a;

	arena_init(&a);
	line_next(&file, &line);
	while (line_next(&file, &line)) {
		struct str text = field(line, 0);
		struct judged j;

		judge(&j, text, &a);
		count[j.verdict]++;
		total++;
		if (j.verdict >= UNKNOWN)
			explain("real", &j, text, STR_NONE);
		arena_reset(&a, 1 << 20);
	}
	arena_release(&a);
	printf("real symbols %u: known %.2f %%, malformed or impossible %.3f %% (%u, %u), unknown "
	       "%u, "
	       "other canonical form %u\n",
	       total, 100.0 * (count[KNOWN] + count[FLAWED]) / total,
	       100.0 * (count[MALFORMED] + count[IMPOSSIBLE]) / total, count[MALFORMED],
	       count[IMPOSSIBLE], count[UNKNOWN], count[FLAWED]);
}

static bool left_out(struct str text, struct str kind, struct str wanted)
{
	return str_eq(kind, STR("communication-incomplete")) || str_eq(kind, STR("incomplete")) ||
	       str_eq(kind, STR("other")) || str_starts(text, STR("resolution")) ||
	       str_find(wanted, STR("?"), 0) != SIZE_MAX;
}

static void list_malformed(struct str file)
{
	uint32_t total = 0, found = 0, corrections = 0, right = 0;
	struct str line;
	struct arena a;

	arena_init(&a);
	line_next(&file, &line);
	while (line_next(&file, &line)) {
		struct str text = field(line, 0), wanted = field(line, 2), first;
		struct judged j;
		bool hit;

		if (left_out(text, field(line, 1), wanted))
			continue;
		judge(&j, text, &a);
		first = j.repair.n ? j.repair.candidate[0].symbol : j.canonical;
		hit = wanted.n && str_eq(first, wanted);
		total++;
		found += j.verdict != KNOWN && j.verdict != UNKNOWN;
		corrections += wanted.n != 0;
		right += hit;
		if (j.verdict == KNOWN || j.verdict == UNKNOWN || (wanted.n && !hit))
			explain("malformed", &j, text, wanted);
		arena_reset(&a, 1 << 20);
	}
	arena_release(&a);
	printf("wrong strings %u: judged wrong %.1f %%; corrections %u: first suggestion %.1f %%\n",
	       total, 100.0 * found / total, corrections, 100.0 * right / corrections);
}

/* Time of this program on a processor: other work on the machine does not count. */
static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void time_scan(const char *name, const char *const *texts, size_t n)
{
	enum { ROUNDS = 200000 };
	double begin = now();
	size_t used = 0;
	struct symbol s;

	for (size_t i = 0; i < ROUNDS; i++)
		used += symbol_scan(&s, str_of(texts[i % n]));
	printf("symbol_scan of %s: %.0f ns (%zu)\n", name, (now() - begin) / ROUNDS, used / ROUNDS);
}

static void time_repair(const char *name, const char *const *texts, size_t n)
{
	enum { ROUNDS = 20000 };
	struct symbol_context none = {0};
	struct symbol_repair r;
	struct arena a;
	double begin;

	arena_init(&a);
	begin = now();
	for (size_t i = 0; i < ROUNDS; i++) {
		symbol_repair(&r, str_of(texts[i % n]), &none, &a);
		arena_reset(&a, 1 << 20);
	}
	printf("symbol_repair of %s: %.2f us\n", name, (now() - begin) / ROUNDS / 1000);
	arena_release(&a);
}

static void list_times(void)
{
	static const char *const clean[] = {
		"CAT/C/KAZ/CO/4, para. 12.",	 "A/HRC/43/46/Add.1, para. 4",
		"S/RES/1325 (2000), para. 8",	 "CCPR/C/117/D/2001/2010 and others",
		"A/RES/70/1, annex, and more",	 "CERD/C/KAZ/CO/8-10, paras. 7-8",
		"A/HRC/WG.6/48/KAZ/2, para. 11", "E/CN.4/2005/102/Add.1, p. 7"};
	static const char *const words[] = {
		"The Committee recommended",  "States parties and others",
		"and the same Committee",     "Assembly, in its resolution",
		"Commission on Human Rights", "Economic and Social"};
	static const char *const damaged[] = {
		"CAT/C/KAZICO/4", "CEDAW/C/KAZICQI5", "A/HRC/43I46",	   "CCPR/C/IKAZ/QPR/3",
		"A/RES/7O/1",	  "CATI/CIKAZICO/4",  "A/HRC/27L.5/Rev.1", "CRPD/G/GC/2"};
	static const char *const dear[] = {"CCPR/C/SH.325", "CAT/C/27/166/2000", "CAT/DZA/CO/3",
					   "A/HRC/RES/56/L.31"};

	time_scan("a clean symbol", clean, COUNT_OF(clean));
	time_scan("a word that is none", words, COUNT_OF(words));
	time_repair("typical damage", damaged, COUNT_OF(damaged));
	time_repair("a lost component or letter", dear, COUNT_OF(dear));
}

int main(int argc, char **argv)
{
	struct str real, malformed;
	struct err err = ERR_INIT;
	struct arena a;

	verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
	if (argc != 3 + verbose) {
		fprintf(stderr, "usage: lists [-v] REAL.tsv MALFORMED.tsv\n");
		return 2;
	}
	arena_init(&a);
	if (file_read(&a, argv[1 + verbose], 64 << 20, &real, &err) != FF_OK ||
	    file_read(&a, argv[2 + verbose], 64 << 20, &malformed, &err) != FF_OK) {
		fprintf(stderr, "%s\n", err.message);
		return 2;
	}
	list_real(real);
	list_malformed(malformed);
	list_times();
	arena_release(&a);
	return 0;
}
