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

/* True when each component of 'symbol' is the shape's or any where it says {}. */
static bool shape_fits(struct str shape, struct str symbol)
{
	while (shape.n && symbol.n) {
		const char *a = memchr(shape.p, '/', shape.n), *b = memchr(symbol.p, '/', symbol.n);
		struct str x = str_part(shape, 0, a ? (size_t)(a - shape.p) : shape.n);
		struct str y = str_part(symbol, 0, b ? (size_t)(b - symbol.p) : symbol.n);

		if (str_eq(x, STR("...")))
			return true;
		if (!str_starts(x, STR("{")) && !str_eq(x, y))
			return false;
		shape = str_skip(shape, x.n + 1);
		symbol = str_skip(symbol, y.n + 1);
	}
	return shape.n == symbol.n;
}

static const struct profile *of_symbol(struct str symbol)
{
	struct symbol read;

	if (symbol_scan(&read, symbol) == symbol.n)
		symbol = read.head;
	for (uint32_t i = 0; i < profiles_builtin_count; i++)
		for (const char *const *s = profiles_builtin[i].symbols; *s; s++)
			if (shape_fits(str_of(*s), symbol))
				return &profiles_builtin[i];
	return NULL;
}

static bool first_telltale(void *to, const struct literal *literal, size_t at)
{
	(void)at;
	*(const struct profile **)to = &profiles_builtin[literal->which];
	return false;
}

const struct profile *profile_of(const struct profile_finder *finder, const struct apparatus *ap)
{
	struct str text = ap->doc->text;
	const struct profile *profile = ap->symbol.n ? of_symbol(ap->symbol) : NULL;

	if (!profile)
		literals_scan(finder->telltales,
			      str_part(text, 0, text.n < BEGINNING ? text.n : BEGINNING),
			      first_telltale, &profile);
	return profile;
}
