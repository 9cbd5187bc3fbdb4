#include "check/profile.h"

#include "check/literals.h"
#include "cite/apparatus.h"

/* Tell-tale words stand on the first page or nowhere. */
enum { BEGINNING = 4096 };

struct profile_finder {
	const struct literals *telltales; /* numbered by profile */
};

const struct profile *profile_find(struct str slug)
{
	for (uint32_t i = 0; i < profiles_builtin_count; i++)
		if (str_eq(str_of(profiles_builtin[i].slug), slug))
			return &profiles_builtin[i];
	return NULL;
}

int level_of(const char *word)
{
	static const char *const words[] = {"off", "info", "warning", "error", "on"};

	for (int i = 0; word && i < (int)COUNT_OF(words); i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return -1;
}

const struct profile_finder *profile_finder_new(struct arena *a)
{
	struct profile_finder *finder = ARENA_NEW(a, struct profile_finder);
	VEC(struct literal) all = {0};

	for (uint32_t i = 0; i < profiles_builtin_count; i++)
		for (const char *const *t = profiles_builtin[i].telltales; *t; t++)
			*vec_push(a, &all) = (struct literal){str_of(*t), i};
	finder->telltales = literals_new(a, all.at, all.n);
	return finder;
}

/* A component of a shape: literal text, then {anything}. Returns the literal bytes, or -1
 * when it does not fit. */
static int component_fits(struct str shape, struct str component)
{
	const char *brace = memchr(shape.p, '{', shape.n);
	size_t n = brace ? (size_t)(brace - shape.p) : shape.n;

	if (!str_starts(component, str_part(shape, 0, n)) ||
	    (brace ? component.n == n : component.n != n))
		return -1;
	return (int)n;
}

static struct str next_component(struct str *s)
{
	const char *stroke = memchr(s->p, '/', s->n);
	struct str out = str_part(*s, 0, stroke ? (size_t)(stroke - s->p) : s->n);

	*s = str_skip(*s, out.n + 1);
	return out;
}

/* How exactly the shape fits: its literal bytes, or -1 when it does not. */
static int shape_fits(struct str shape, struct str symbol)
{
	int literal = 0;

	while (shape.n && symbol.n) {
		struct str part = next_component(&shape);
		int n;

		if (str_eq(part, STR("...")))
			return literal;
		n = component_fits(part, next_component(&symbol));
		if (n < 0)
			return -1;
		literal += n;
	}
	return shape.n == symbol.n ? literal : -1;
}

static const struct profile *of_symbol(struct str symbol)
{
	const struct profile *best = NULL;
	struct symbol read;
	int most = -1;

	if (symbol_scan(&read, symbol) == symbol.n)
		symbol = read.head;
	for (uint32_t i = 0; i < profiles_builtin_count; i++)
		for (const char *const *s = profiles_builtin[i].symbols; *s; s++) {
			int fit = shape_fits(str_of(*s), symbol);

			if (fit > most) {
				most = fit;
				best = &profiles_builtin[i];
			}
		}
	return best;
}

struct telltale {
	struct str text;
	const struct profile *profile;
};

/* Here case counts: "Report of the Secretary-General" is a title, "the report of the
 * Secretary-General" is not. */
static bool at_telltale(void *to, const struct literal *literal, size_t at)
{
	struct telltale *t = to;

	if (memcmp(t->text.p + at, literal->text.p, literal->text.n) != 0)
		return true;
	t->profile = &profiles_builtin[literal->which];
	return false;
}

const struct profile *profile_of(const struct profile_finder *finder, const struct apparatus *ap)
{
	struct str text = ap->doc->text;
	struct telltale first = {str_part(text, 0, text.n < BEGINNING ? text.n : BEGINNING), NULL};

	if (ap->symbol.n)
		first.profile = of_symbol(ap->symbol);
	if (!first.profile)
		literals_scan(finder->telltales, first.text, at_telltale, &first);
	return first.profile;
}
