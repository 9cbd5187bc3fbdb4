/*
 * linear SMALL LARGE COMMAND...: runs the command on the file SMALL and on LARGE, eight times
 * its size, and fails when the second takes more than 24 times the CPU time of the first:
 * three times what linear growth costs, where quadratic growth would cost 64 times.
 */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS = 3, LIMIT = 24 };

int main(int argc, char **argv)
{
	const char **command = calloc((size_t)argc, sizeof(*command));
	struct cost small, large;
	int last = argc - 3;

	if (argc < 4 || !command) {
		fprintf(stderr, "usage: linear SMALL LARGE COMMAND...\n");
		return 2;
	}
	memcpy(command, argv + 3, (size_t)last * sizeof(*command));
	command[last] = argv[1];
	small = measure_cheapest(command, RUNS);
	command[last] = argv[2];
	large = measure_cheapest(command, RUNS);
	printf("%.1f times the CPU time (%.0f and %.0f ms) for 8 times the size\n",
	       large.cpu / small.cpu, small.cpu * 1e3, large.cpu * 1e3);
	free(command);
	if (small.status > 1 || large.status > 1) {
		fprintf(stderr, "linear: exit %d and %d\n", small.status, large.status);
		return 1;
	}
	return large.cpu > LIMIT * small.cpu ? 1 : 0;
}
