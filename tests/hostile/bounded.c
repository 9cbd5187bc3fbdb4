/*
 * bounded MIB COMMAND...: runs the command and ends with its status, or with 99 when it
 * held more than MIB of memory.
 */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	struct cost cost;

	if (argc < 3) {
		fprintf(stderr, "usage: bounded MIB COMMAND...\n");
		return 2;
	}
	cost = measure((const char **)argv + 2, false);
	if (cost.peak > atof(argv[1])) {
		fprintf(stderr, "bounded: %.0f MiB were held, %s are allowed\n", cost.peak,
			argv[1]);
		return 99;
	}
	return cost.status;
}
