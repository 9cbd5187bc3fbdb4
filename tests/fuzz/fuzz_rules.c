/*
 * floor: check
 * Any bytes as a rule file of a user, as a configuration and as a baseline. A broken one has a
 * message.
 */
#include "check/config.h"
#include "check/suppress.h"
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

static const char *file_of(const uint8_t *bytes, size_t n, struct arena *a, int *fd)
{
	*fd = memfd_create("fuzz.json", MFD_CLOEXEC);
	FUZZ_HOLDS(*fd >= 0 && write(*fd, bytes, n) == (ssize_t)n);
	return arena_printf(a, "/proc/self/fd/%d", *fd).p;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct err of_rule = ERR_INIT, of_pattern = ERR_INIT, of_config = ERR_INIT,
		   of_baseline = ERR_INIT;
	const struct rule *rule;
	struct baseline baseline;
	struct ruleset rules;
	const char *path;
	struct arena a;
	int fd;

	arena_init(&a);
	path = file_of(bytes, n, &a, &fd);
	rule = rule_read(&a, path, STR("house"), &of_rule);
	FUZZ_HOLDS(rule || of_rule.message[0]);
	if (rule && rule->pattern && pattern_check(rule, &of_pattern) != FF_OK)
		FUZZ_HOLDS(of_pattern.message[0]);
	ruleset_init(&rules, &a, NULL, 0);
	config_read(configs_new(&a, &rules), path, &of_config);
	if (baseline_read(&baseline, &a, path, &of_baseline) != FF_OK)
		FUZZ_HOLDS(of_baseline.message[0]);
	close(fd);
	arena_release(&a);
	return 0;
}
