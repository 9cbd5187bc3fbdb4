/* Damages that patterns describe. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "plant.h"

#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>

enum { MATCHES_MOST = 64, NAME_MOST = 8 };

/* One match in a part of the text. */
struct match {
	const struct text *t;
	const pcre2_code *code;
	size_t base; /* of the subject in the text */
	PCRE2_SIZE at[20];
	uint32_t n;
};

static uint32_t group_of(const struct match *m, const char *name)
{
	int number;

	if (is_digit(*name))
		return (uint32_t)(*name - '0');
	number = pcre2_substring_number_from_name(m->code, (PCRE2_SPTR)name);
	return number > 0 ? (uint32_t)number : 0;
}

struct str match_group(const struct match *m, const char *number_or_x)
{
	uint32_t k = group_of(m, number_or_x);

	if (k >= m->n || m->at[2 * k] == PCRE2_UNSET)
		return STR_NONE;
	return str_part(m->t->s, m->base + m->at[2 * k], m->base + m->at[2 * k + 1]);
}

unsigned match_number(const struct match *m, const char *number_or_x)
{
	uint32_t value = 0;

	return str_number(match_group(m, number_or_x), &value) ? value : 0;
}

bool match_replace(struct plant *p, const struct match *m, struct str with)
{
	struct str x = match_group(m, "x");
	size_t begin = (size_t)(x.p - p->t->s.p);

	if (str_eq(x, with))
		return false;
	plant_edit(p, begin, begin + x.n, arena_str(p->t->arena, with));
	p->begin = m->base + m->at[0];
	p->end = m->base + m->at[1];
	return true;
}

/* 'with' with its groups filled in. */
static struct str expand(struct plant *p, const struct match *m, const char *with)
{
	struct buf out = BUF_INIT;
	struct str done;

	for (const char *at = with; *at; at++) {
		if (*at == '$' && is_digit(at[1]))
			buf_add(&out, match_group(m, ++at));
		else
			buf_add_char(&out, *at);
	}
	done = arena_str(p->t->arena, buf_str(&out));
	buf_release(&out);
	return done;
}

static pcre2_code *compile(const struct rewriting *r)
{
	PCRE2_SIZE offset;
	int error;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)r->pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF,
					 &error, &offset, NULL);

	if (!code) {
		fprintf(stderr, "%s: pattern: error %d at %zu\n", r->is.name, error, offset);
		exit(2);
	}
	return code;
}

/* The matches in [begin, end). */
static uint32_t match_all(struct match *out, const struct text *t, const pcre2_code *code,
			  size_t begin, size_t end)
{
	pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
	PCRE2_SIZE *at = pcre2_get_ovector_pointer(data), from = 0;
	uint32_t n = 0;

	while (n < MATCHES_MOST && from <= end - begin) {
		int groups = pcre2_match(code, (PCRE2_SPTR)t->s.p + begin, end - begin, from, 0,
					 data, NULL);

		if (groups <= 0)
			break;
		groups = groups > 10 ? 10 : groups;
		out[n] = (struct match){t, code, begin, {0}, (uint32_t)groups};
		memcpy(out[n].at, at, (size_t)groups * 2 * sizeof(*at));
		n++;
		from = at[1] > at[0] ? at[1] : at[1] + 1;
	}
	pcre2_match_data_free(data);
	return n;
}

/* What is quoted is left as it is: nobody may correct it. */
static bool is_quoted(const struct match *m, size_t begin)
{
	size_t from = begin, to = m->base + m->at[0], opened = 0, plain = 0;
	const char *p = m->t->s.p;

	for (; from < to; from++) {
		opened += memcmp(p + from, "“", 3) == 0;
		opened -= opened && memcmp(p + from, "”", 3) == 0;
		plain += p[from] == '"';
	}
	return opened || plain % 2;
}

static bool rewrite_in(struct plant *p, const struct rewriting *r, const pcre2_code *code,
		       const struct site *site)
{
	struct match matches[MATCHES_MOST];
	uint32_t n = match_all(matches, p->t, code, site->text, site->finish), first;

	if (!n)
		return false;
	first = plant_random(p, n);
	for (uint32_t i = 0; i < n; i++) {
		const struct match *m = &matches[(first + i) % n];

		if (is_quoted(m, site->text))
			continue;
		if (r->edit ? r->edit(p, m) : match_replace(p, m, expand(p, m, r->with)))
			return true;
	}
	return false;
}

bool plant_rewrite(struct plant *p, const struct rewriting *r)
{
	const struct sites *in = r->where == IN_NOTES ? &p->t->notes : &p->t->lines;
	uint32_t n = in->list.n, first = n ? plant_random(p, n) : 0;
	pcre2_code *code = compile(r);
	bool done = false;

	for (uint32_t i = 0; i < n && !done; i++)
		done = rewrite_in(p, r, code, &in->list.at[(first + i) % n]);
	pcre2_code_free(code);
	return done;
}
