/*
 * Names of bodies with one slip in them. Abbreviations are compared whole. Full names have
 * their first three letters right, so that a look at those tells most words apart; where they
 * have not, the words behind the first must be those of a committee.
 */
#include "cite/body.h"
#include "cite/slip.h"

enum {
	SHORTEST = 3, /* letters of an abbreviation */
	LONGEST = 8,
	HEAD = 3,
	FIRST_MOST = 16, /* letters of the first word of a name */
	SURE = 4,	 /* shorter ones lie too close together for any slip but one */
};

static bool is_not_name(struct str word)
{
	for (const char *const *p = body_not_names; *p; p++)
		if (str_eq(word, str_of(*p)))
			return true;
	return false;
}

/* Three letters say too little: only two that have changed places count. */
static bool is_near(struct str word, struct str meant)
{
	size_t at;

	if (!slip_is_one(word, meant, &at))
		return false;
	if (word.n >= SURE && meant.n >= SURE)
		return true;
	return word.n == meant.n && at + 1 < meant.n && word.p[at] == meant.p[at + 1] &&
	       word.p[at + 1] == meant.p[at];
}

static size_t abbreviation_scan(struct str word, struct body_slip *out)
{
	uint32_t found = 0;

	for (uint16_t i = 0; i < body_abbreviations_count; i++) {
		const struct body_name *name = &body_abbreviations[i];
		struct str meant = {name->text, name->size};

		if (!is_near(word, meant))
			continue;
		*out = (struct body_slip){meant, name->body, true};
		found++;
	}
	return found == 1 && !is_not_name(word) ? word.n : 0;
}

static bool ends_word(struct str text, size_t n)
{
	return n >= text.n ||
	       !(is_alnum(text.p[n]) || (uint8_t)text.p[n] == 0xc3 || text.p[n] == '-');
}

/* "Human Rights Councils" are the councils of States. */
static bool is_plural(struct str text, size_t n, struct str meant)
{
	return n == meant.n + 1 && text.p[n - 1] == 's' && str_starts(text, meant);
}

static size_t name_scan(struct str text, uint32_t head, struct body_slip *out)
{
	uint16_t first = body_names_from(head);
	size_t same = body_names[first].shared, found = 0, longest = 0;
	bool dull = false;

	for (uint16_t i = first, next; body_names[i].head == head; i = next) {
		const struct body_name *name = &body_names[i];
		struct str meant = {name->text, name->size};
		size_t n;

		/* As dull as the one before when it begins like it beyond the slip. */
		next = (uint16_t)(i + 1);
		if (dull && name->shared > same + 1) {
			next = name->past;
			continue;
		}
		same = body_name_same(name, text, same);
		dull = slip_is_dull(text, meant, same);
		if (dull || meant.n <= longest || !name->phrase)
			continue;
		n = slip_scan(text, meant, same);
		if (!n || !ends_word(text, n) || is_plural(text, n, meant))
			continue;
		*out = (struct body_slip){meant, name->body, false};
		longest = meant.n;
		found = n;
	}
	return found;
}

/* "Cmmittee against …": a slip in the first three letters of a name. Rare: every name with this
 * first letter is compared. */
static size_t damaged_head_scan(struct str text, struct body_slip *out)
{
	size_t found = 0, longest = 0;

	unsigned letter = (unsigned)(text.p[0] - 'A');

	for (uint16_t i = body_names_by[letter]; i < body_names_by[letter + 1]; i++) {
		const struct body_name *name = &body_names[i];
		struct str meant = {name->text, name->size};
		size_t n, same = 1;

		while (same < HEAD && text.p[same] == meant.p[same])
			same++;
		if (same == HEAD || slip_is_dull(text, meant, same) || !name->phrase ||
		    meant.n <= longest)
			continue;
		n = slip_scan(text, meant, same);
		if (!n || !ends_word(text, n) || is_plural(text, n, meant))
			continue;
		*out = (struct body_slip){meant, name->body, false};
		longest = meant.n;
		found = n;
	}
	return found;
}

bool body_slip_may_begin(struct str text)
{
	static const struct str behind[] = {{" against ", 9}, {" on ", 4}, {" Rights Co", 10}};
	size_t n = 1;

	/* Committee, Human, Subcommittee, Working: asked of most capitals of a text. */
	if (text.n <= FIRST_MOST ||
	    (text.p[0] != 'C' && text.p[0] != 'H' && text.p[0] != 'S' && text.p[0] != 'W'))
		return false;
	while (n < FIRST_MOST && is_lower(text.p[n]))
		n++;
	for (size_t i = 0; n > HEAD && i < COUNT_OF(behind); i++)
		if (str_starts(str_skip(text, n), behind[i]))
			return true;
	return false;
}

size_t body_slip_scan(struct str text, struct body_slip *out)
{
	const uint8_t *p = (const uint8_t *)text.p;
	uint32_t head;
	size_t n = 0;

	if (text.n < SHORTEST || !is_upper(text.p[0]))
		return 0;
	if (is_upper(text.p[1])) {
		while (n < text.n && n <= LONGEST && is_upper(text.p[n]))
			n++;
		if (n < SHORTEST || n > LONGEST || !ends_word(text, n))
			return 0;
		return abbreviation_scan(str_part(text, 0, n), out);
	}
	head = (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
	if (body_heads[body_head_bit(head) / 64] >> body_head_bit(head) % 64 & 1)
		n = name_scan(text, head, out);
	return n || !body_slip_may_begin(text) ? n : damaged_head_scan(text, out);
}
