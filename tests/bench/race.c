/*
 * race FOOTFAULT FOLDER: what checking costs, beside other programs on the same files, in
 * interleaved runs. FOLDER holds variants/, the files 1x.txt to 128x.txt
 * and those of "drafts", see bench.sh.
 */
#include "measure.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ROUNDS = 5, SHORT_ROUNDS = 41, MOST_FILES = 4096, MOST_WORDS = 8, MOST_RIVALS = 4 };

static const char symbol_pattern[] = "\\b[A-Z]+(/[A-Z0-9][A-Za-z0-9.-]*)+";

/* A command, and what its runs cost. */
struct rival {
	const char *name;
	const char *words[MOST_WORDS]; /* NULL at the end; the files follow */
	const char **argv;
	double wall[SHORT_ROUNDS], cpu[SHORT_ROUNDS], peak;
	double median, median_cpu;
};

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values, int n)
{
	qsort(values, (size_t)n, sizeof(*values), by_value);
	return values[n / 2];
}

/* Runs the rivals in turn, so that a busy moment of the machine meets all of them. The status
 * of a run must be 0 or 1. */
static void race(struct rival *rivals, int n, int rounds)
{
	for (int round = -1; round < rounds; round++) {
		for (int i = 0; i < n; i++) {
			struct cost cost = measure(rivals[i].argv, true);

			if (cost.status > 1) {
				fprintf(stderr, "race: %s: exit %d\n", rivals[i].name, cost.status);
				exit(2);
			}
			if (round < 0) /* warms the caches */
				continue;
			rivals[i].wall[round] = cost.wall;
			rivals[i].cpu[round] = cost.cpu;
			if (cost.peak > rivals[i].peak)
				rivals[i].peak = cost.peak;
		}
	}
	for (int i = 0; i < n; i++) {
		rivals[i].median = median(rivals[i].wall, rounds);
		rivals[i].median_cpu = median(rivals[i].cpu, rounds);
	}
}

/* The words of the rival, then 'files' (NULL at the end). */
static void prepare(struct rival *r, const char **files)
{
	size_t words = 0, n = 0;

	while (r->words[words])
		words++;
	while (files[n])
		n++;
	r->argv = calloc(words + n + 1, sizeof(*r->argv));
	if (!r->argv)
		exit(2);
	memcpy(r->argv, r->words, words * sizeof(*r->argv));
	memcpy(r->argv + words, files, n * sizeof(*files));
}

static double file_size(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0) {
		perror(path);
		exit(2);
	}
	return (double)st.st_size;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The paths of all files of 'folder', sorted, NULL at the end; their sizes added up. */
static const char **list_files(const char *folder, int *count, double *bytes)
{
	const char **files = calloc(MOST_FILES + 1, sizeof(*files));
	DIR *dir = opendir(folder);
	int n = 0;

	if (!dir || !files) {
		perror(folder);
		exit(2);
	}
	for (struct dirent *e; n < MOST_FILES && (e = readdir(dir));) {
		char path[8192];

		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		files[n++] = strdup(path);
		*bytes += file_size(path);
	}
	closedir(dir);
	qsort(files, (size_t)n, sizeof(*files), by_name);
	*count = n;
	return files;
}

static void bench_speed(const char *footfault, const char *folder)
{
	struct rival rivals[] = {
		{.name = "footfault check", .words = {footfault, "check", "--jobs", "1", NULL}},
		{.name = "rg -j1 -o SYMBOL",
		 .words = {"rg", "--no-config", "-j1", "-o", symbol_pattern, NULL}},
		{.name = "wc -l", .words = {"wc", "-l", NULL}},
	};
	char path[4096];
	double bytes = 0;
	int count;
	const char **files;

	snprintf(path, sizeof(path), "%s/variants", folder);
	files = list_files(path, &count, &bytes);
	for (int i = 0; i < 3; i++)
		prepare(&rivals[i], files);
	race(rivals, 3, ROUNDS);
	printf("%d drafts, %.1f MB, one job, medians of %d interleaved runs\n\n", count,
	       bytes / 1e6, ROUNDS);
	printf("  %-18s %9s %10s %9s %10s\n", "", "MB/s", "drafts/s", "ms", "peak MiB");
	for (int i = 0; i < 3; i++)
		printf("  %-18s %9.1f %10.0f %9.1f %10.1f\n", rivals[i].name,
		       bytes / 1e6 / rivals[i].median, count / rivals[i].median,
		       rivals[i].median * 1e3, rivals[i].peak);
	printf("\n  footfault takes %.1f times the time of rg, %.1f times that of wc\n\n",
	       rivals[0].median / rivals[1].median, rivals[0].median / rivals[2].median);
}

static void bench_start(const char *footfault, const char *folder)
{
	char empty[4096], draft[4096];
	const char *none[] = {NULL};
	struct rival rivals[] = {
		{.name = "/bin/true", .words = {"/bin/true", NULL}},
		{.name = "an empty file",
		 .words = {footfault, "check", "--jobs", "1", empty, NULL}},
		{.name = "one draft", .words = {footfault, "check", "--jobs", "1", draft, NULL}},
	};

	snprintf(empty, sizeof(empty), "%s/empty.txt", folder);
	snprintf(draft, sizeof(draft), "%s/1x.txt", folder);
	for (int i = 0; i < 3; i++)
		prepare(&rivals[i], none);
	race(rivals, 3, SHORT_ROUNDS);
	printf("start-up, medians of %d interleaved runs\n\n", SHORT_ROUNDS);
	printf("  %-18s %9s %20s %10s\n", "", "ms", "more than true, ms", "peak MiB");
	for (int i = 0; i < 3; i++)
		printf("  %-18s %9.2f %20.2f %10.1f\n", rivals[i].name, rivals[i].median * 1e3,
		       (rivals[i].median - rivals[0].median) * 1e3, rivals[i].peak);
	printf("\n");
}

/* A long draft in Word beside pandoc; what so many notes take. */
static void bench_word(const char *footfault, const char *folder)
{
	char draft[4096], notes[4096];
	const char *none[] = {NULL};
	struct rival rivals[] = {
		{.name = "footfault check", .words = {footfault, "check", "-j1", draft, NULL}},
		{.name = "pandoc -t plain", .words = {"pandoc", "-t", "plain", draft, NULL}},
	};
	struct rival many = {.name = "12,000 notes",
			     .words = {footfault, "check", "-j1", notes, NULL}};

	snprintf(draft, sizeof(draft), "%s/word-1x.docx", folder);
	snprintf(notes, sizeof(notes), "%s/word-notes.docx", folder);
	prepare(&rivals[0], none);
	prepare(&rivals[1], none);
	prepare(&many, none);
	race(rivals, 2, ROUNDS);
	race(&many, 1, ROUNDS);
	printf("a long draft in Word, medians of %d interleaved runs\n\n", ROUNDS);
	printf("  %-18s %9s %9s %10s\n", "", "ms", "CPU ms", "peak MiB");
	for (int i = 0; i < 2; i++)
		printf("  %-18s %9.1f %9.1f %10.1f\n", rivals[i].name, rivals[i].median * 1e3,
		       rivals[i].median_cpu * 1e3, rivals[i].peak);
	printf("  %-18s %9.1f %9.1f %10.1f\n", many.name, many.median * 1e3, many.median_cpu * 1e3,
	       many.peak);
	printf("\n  pandoc takes %.0f times the time of footfault and %.1f times its memory\n\n",
	       rivals[1].median / rivals[0].median, rivals[1].peak / rivals[0].peak);
}

/* One file of 'first' times the draft, then of 2, 4 and 8 times that. */
static void bench_growth(const char *footfault, const char *folder, const char *prefix, int first,
			 const char *ending)
{
	struct rival rivals[MOST_RIVALS] = {0};
	char paths[MOST_RIVALS][4096];
	const char *none[] = {NULL};

	for (int i = 0; i < MOST_RIVALS; i++) {
		snprintf(paths[i], sizeof(paths[i]), "%s/%s%dx.%s", folder, prefix, first << i,
			 ending);
		rivals[i] = (struct rival){
			.name = "footfault check",
			.words = {footfault, "check", "--jobs", "1", paths[i], NULL},
		};
		prepare(&rivals[i], none);
	}
	race(rivals, MOST_RIVALS, ROUNDS);
	printf("  %9s %9s %12s %10s %14s\n", "KB", "ms", "times first", "peak MiB", "peak/size");
	for (int i = 0; i < MOST_RIVALS; i++)
		printf("  %9.0f %9.2f %12.2f %10.1f %14.1f\n", file_size(paths[i]) / 1e3,
		       rivals[i].median * 1e3, rivals[i].median / rivals[0].median, rivals[i].peak,
		       rivals[i].peak * (1 << 20) / file_size(paths[i]));
	printf("\n");
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: race FOOTFAULT FOLDER\n");
		return 2;
	}
	bench_speed(argv[1], argv[2]);
	bench_start(argv[1], argv[2]);
	printf("growth: one file of 1, 2, 4 and 8 times the size\n\n");
	bench_growth(argv[1], argv[2], "", 1, "txt");
	bench_growth(argv[1], argv[2], "", 16, "txt");
	bench_word(argv[1], argv[2]);
	bench_growth(argv[1], argv[2], "word-", 1, "docx");
	return 0;
}
