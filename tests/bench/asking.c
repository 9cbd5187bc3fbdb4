/*
 * asking ROUNDS COUNT COMMANDS: what it costs to ask COUNT addresses, by each of the commands in a
 * file, in interleaved runs. A line is a name, a tab, and words with blanks between; those of
 * programs that are not on PATH are left out. The first is held against each of the others. Runs
 * may end with 1: links are judged.
 */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_RIVALS = 8, MOST_ROUNDS = 32, MOST_WORDS = 32, LINE = 1 << 13 };

struct rival {
	char *name;
	const char *words[MOST_WORDS + 1];
	double wall[MOST_ROUNDS], cpu, peak;
};

static bool is_there(const char *program)
{
	char path[LINE], *folders = strdup(getenv("PATH"));

	if (strchr(program, '/'))
		return access(program, X_OK) == 0;
	for (char *folder = strtok(folders, ":"); folder; folder = strtok(NULL, ":")) {
		snprintf(path, sizeof(path), "%s/%s", folder, program);
		if (access(path, X_OK) == 0)
			return true;
	}
	return false;
}

static int read_rivals(struct rival *rivals, const char *path)
{
	char line[LINE];
	FILE *in = fopen(path, "r");
	int n = 0;

	if (!in) {
		perror(path);
		exit(2);
	}
	while (n < MOST_RIVALS && fgets(line, sizeof(line), in)) {
		struct rival *r = &rivals[n];
		int words = 0;

		r->name = strdup(strtok(line, "\t"));
		for (char *word; words < MOST_WORDS && (word = strtok(NULL, " \n"));)
			r->words[words++] = strdup(word);
		if (words && is_there(r->words[0]))
			n++;
		else
			printf("  %-28s not installed\n", r->name);
		memset(&rivals[n], 0, sizeof(*rivals));
	}
	fclose(in);
	return n;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Round -1 warms the caches. */
static void run(struct rival *r, int round)
{
	struct cost cost = measure(r->words, true);

	if (cost.status > 1) {
		fprintf(stderr, "asking: %s: exit %d\n", r->name, cost.status);
		exit(2);
	}
	if (round < 0)
		return;
	r->wall[round] = cost.wall;
	r->cpu += cost.cpu;
	if (cost.peak > r->peak)
		r->peak = cost.peak;
}

int main(int argc, char **argv)
{
	static struct rival rivals[MOST_RIVALS + 1];
	int rounds = argc == 4 ? atoi(argv[1]) : 0, n;
	double count = rounds ? atof(argv[2]) : 0, first = 0;

	if (rounds < 1 || rounds > MOST_ROUNDS || count < 1) {
		fprintf(stderr, "usage: asking ROUNDS COUNT COMMANDS\n");
		return 2;
	}
	n = read_rivals(rivals, argv[3]);
	/* Forwards and backwards in turn: they leave warm or cold caches behind. */
	for (int round = -1; round < rounds; round++)
		for (int i = 0; i < n; i++)
			run(&rivals[round % 2 ? i : n - 1 - i], round);
	printf("  %-28s %12s %9s %9s %10s %8s\n", "", "addresses/s", "ms", "CPU ms", "peak MiB",
	       "ratio");
	for (int i = 0; i < n; i++) {
		struct rival *r = &rivals[i];
		double rate;

		qsort(r->wall, (size_t)rounds, sizeof(*r->wall), by_value);
		rate = count / r->wall[rounds / 2];
		first = i == 0 ? rate : first;
		printf("  %-28s %12.0f %9.0f %9.0f %10.1f %8.2f\n", r->name, rate,
		       count / rate * 1e3, r->cpu / rounds * 1e3, r->peak, first / rate);
	}
	printf("\n");
	return n ? 0 : 2;
}
