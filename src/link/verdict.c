#include "link/verdict.h"

static const struct {
	const char *name, *meaning;
} verdicts[VERDICTS] = {
#define VERDICT(constant, name, meaning) {name, meaning},
#include "link/verdicts.def"
#undef VERDICT
};

const char *verdict_name(unsigned kind)
{
	return verdicts[kind].name;
}

unsigned verdict_kind(struct str name)
{
	unsigned kind = 0;

	while (kind < VERDICTS && !str_eq(name, str_of(verdicts[kind].name)))
		kind++;
	return kind;
}

const char *verdict_meaning(unsigned kind)
{
	return verdicts[kind].meaning;
}

bool verdict_is_live(unsigned kind)
{
	return kind == LINK_OK || kind == LINK_MOVED;
}

bool verdict_is_failure(unsigned kind)
{
	return kind == LINK_GONE || kind == LINK_DNS || kind == LINK_SOFT_404 ||
	       kind == LINK_MOVED_HOME;
}
