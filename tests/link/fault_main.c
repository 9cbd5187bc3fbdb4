/* The server as a program, for tests in the shell; see fault_server.h. */
#include "fault_talk.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The text of a file, in memory that is never freed; NULL with a message. */
static const char *slurp(const char *path)
{
	static char text[1 << 16];
	FILE *in = fopen(path, "r");

	if (!in) {
		perror(path);
		return NULL;
	}
	text[fread(text, 1, sizeof(text) - 1, in)] = '\0';
	fclose(in);
	return text;
}

int main(int argc, char **argv)
{
	static const struct option words[] = {
		{"port", required_argument, NULL, 'p'},
		{"log", required_argument, NULL, 'l'},
		{"greet", required_argument, NULL, 'g'},
		{"robots", required_argument, NULL, 'r'},
		{"tunnel-to", required_argument, NULL, 't'},
		{"list", no_argument, NULL, 'L'},
		{NULL, 0, NULL, 0},
	};
	struct fault_options o = {0};
	struct fault_server *s;

	for (int c; (c = getopt_long(argc, argv, "", words, NULL)) != -1;) {
		if (c == 'L') {
			fault_list();
			return 0;
		}
		if (c == '?' || (c == 'r' && !(o.robots = slurp(optarg))))
			return 2;
		o.port = c == 'p' ? atoi(optarg) : o.port;
		o.tunnel_to = c == 't' ? atoi(optarg) : o.tunnel_to;
		o.log = c == 'l' ? optarg : o.log;
		o.greet = c == 'g' ? optarg : o.greet;
	}
	s = fault_server_start(&o);
	if (!s)
		return 2;
	printf("%d\n", fault_server_port(s));
	fflush(stdout);
	for (;;)
		pause();
}
