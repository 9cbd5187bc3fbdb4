/*
 * A summary of submissions, made up, whose first note lists the sources with their short forms;
 * and errors in the list and in the use of its short forms.
 */
#include "plant.h"

static const struct {
	const char *form, *name;
} listed[] = {
	{"SAW", "Summit of Alpine Women, Ljubljana (Slovenia)"},
	{"HCT", "Hill Country Trust, Maribor (Slovenia)"},
	{"PEACE", "Peace Institute of the Plain, Celje (Slovenia)"},
	{"RIVER", "River Keepers International, Geneva (Switzerland)"},
	{"NHRF", "Northern Human Rights Forum, Oslo (Norway)"},
	{"OMEGA", "Omega Society for Education, Vienna (Austria)"},
	{"JS1", "Joint submission 1 submitted by: Lake Fund, Koper (Slovenia), and Valley Trust, "
		"Geneva (Switzerland)"},
	{"JS2", "Joint submission 2 submitted by: Plain Fund, Kranj (Slovenia)"},
	{"JS3", "Joint submission 3 submitted by: Bridge House, Bled (Slovenia), and Mill House, "
		"Bled (Slovenia)"},
};

enum { LISTED = sizeof(listed) / sizeof(listed[0]), WORDS_LEAST = 3 };

static const char head[] = "The stakeholders listed below have contributed information for this "
			   "summary; the full texts of all original submissions are available on "
			   "the website of the Office.";

static const char *const claims[] = {
	"stated that proceedings took too long",
	"noted that the law had been amended",
	"recommended that the Government train its officials",
	"called for better access to legal aid",
};

static void put_list(struct buf *out, bool markdown)
{
	for (size_t i = 0; i < LISTED; i++)
		buf_addf(out, markdown ? "    %s – %s%s\n\n" : "    %-12s %s%s\n", listed[i].form,
			 listed[i].name, i + 1 < LISTED ? ";" : ".");
}

struct str compose_summary(struct arena *a, uint64_t seed, unsigned paragraphs, bool markdown)
{
	struct buf body = BUF_INIT, notes = BUF_INIT;
	uint64_t state = seed * 2654435761u + 12345;
	struct str done;

	buf_addf(&body,
		 "A/HRC/WG.6/48/SVN/3\n\n%sSlovenia\n\nSummary of stakeholders’ submissions\n\n1. "
		 "The "
		 "present report is a summary of submissions to the universal periodic "
		 "review.%.*s\n\n",
		 markdown ? "# " : "", STR_ARG(plant_indicator(a, markdown, 1)));
	buf_addf(&notes, "%s%.*s%s %s\n%s", markdown ? "" : "Notes\n\n",
		 STR_ARG(plant_indicator(a, markdown, 1)), markdown ? ":" : "", head,
		 markdown ? "\n" : "");
	put_list(&notes, markdown);
	for (unsigned i = 2; i <= paragraphs; i++) {
		unsigned by, other;

		state = state * 6364136223846793005u + 1442695040888963407u;
		by = (i - 2) % LISTED;
		other = (by + 1 + (unsigned)(state >> 40) % (LISTED - 1)) % LISTED;
		buf_addf(&body, "%u. %s and %s %s.%.*s\n\n", i, listed[by].form, listed[other].form,
			 claims[(state >> 33) % 4], STR_ARG(plant_indicator(a, markdown, i)));
		buf_addf(&notes, "%.*s%s %s, para. %u; and %s, paras. %u and %u.\n%s",
			 STR_ARG(plant_indicator(a, markdown, i)), markdown ? ":" : "",
			 listed[by].form, 3 + i % 20, listed[other].form, 2 + i % 7, 12 + i % 5,
			 markdown ? "\n" : "");
	}
	buf_add(&body, buf_str(&notes));
	done = arena_str(a, buf_str(&body));
	buf_release(&body);
	buf_release(&notes);
	return done;
}

/* ---- errors ---------------------------------------------------------------------------------- */

/* The entry of a short form in the list, or NULL. */
static const struct site *entry_of(const struct plant *p, struct str form)
{
	for (uint32_t i = 0; i < p->t->entries.list.n; i++) {
		const struct site *e = &p->t->entries.list.at[i];

		if (str_eq(str_part(p->t->s, e->begin, e->end), form))
			return e;
	}
	return NULL;
}

static bool is_form(const struct plant *p, struct str s)
{
	return entry_of(p, s) != NULL;
}

/* The short form at the start of a note, or nothing. */
static struct str form_of(const struct plant *p, const struct site *note)
{
	size_t end = note->text;

	while (end < note->finish && (is_upper(p->t->s.p[end]) || is_digit(p->t->s.p[end])))
		end++;
	return str_part(p->t->s, note->text, end);
}

static bool uses_form(const struct plant *p, const struct site *note)
{
	return is_form(p, form_of(p, note));
}

/* "HWR, para. 4": two letters of a short form change places. */
static bool form_swapped(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, uses_form);
	struct str form;
	size_t at;

	if (!note)
		return false;
	form = form_of(p, note);
	at = plant_random(p, form.n - 1);
	if (form.n < WORDS_LEAST || form.p[at] == form.p[at + 1] || !is_upper(form.p[at + 1]))
		return false;
	plant_edit(p, note->text + at, note->text + at + 2,
		   arena_printf(p->t->arena, "%c%c", form.p[at + 1], form.p[at]));
	p->begin = note->text;
	p->end = note->text + form.n;
	return true;
}

static bool is_joint(const struct plant *p, const struct site *note)
{
	return uses_form(p, note) && str_starts(form_of(p, note), STR("JS"));
}

/* "JS31": a joint submission that is not listed. */
static bool form_unlisted(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, is_joint);
	struct str form;

	if (!note)
		return false;
	form = form_of(p, note);
	plant_edit(p, note->text + form.n, note->text + form.n,
		   arena_printf(p->t->arena, "%u", 1 + plant_random(p, 9)));
	p->begin = note->text;
	return true;
}

/* An entry of the list goes; each note that uses it lacks it. */
static bool entry_lost(struct plant *p)
{
	const struct site *e = plant_pick(p, &p->t->entries, NULL);
	size_t end;

	if (!e || p->t->entries.list.n < WORDS_LEAST || e == p->t->entries.list.at ||
	    e + 1 == p->t->entries.list.at + p->t->entries.list.n)
		return false;
	for (end = e->finish; end < p->t->s.n && p->t->s.p[end] == '\n'; end++)
		;
	plant_edit(p, e->begin - 4, end, STR_NONE);
	p->end = p->t->s.n;
	return true;
}

/* An entry is misspelt in the list. */
static bool entry_misspelt(struct plant *p)
{
	const struct site *e = plant_pick(p, &p->t->entries, NULL);
	struct str form;

	if (!e)
		return false;
	form = str_part(p->t->s, e->begin, e->end);
	if (form.n < WORDS_LEAST || !is_upper(form.p[1]) || !is_upper(form.p[2]) ||
	    form.p[1] == form.p[2])
		return false;
	plant_edit(p, e->begin + 1, e->begin + 3,
		   arena_printf(p->t->arena, "%c%c", form.p[2], form.p[1]));
	p->end = p->t->s.n;
	return true;
}

/* A listed source that nobody cites is added. */
static bool entry_unused(struct plant *p)
{
	const struct site *e = plant_pick(p, &p->t->entries, NULL);

	if (!e)
		return false;
	plant_edit(p, e->begin - 4, e->begin - 4,
		   arena_printf(
			   p->t->arena,
			   p->t->markdown
				   ? "    WELL – Well and Spring Union, Ptuj (Slovenia);\n\n"
				   : "    WELL         Well and Spring Union, Ptuj (Slovenia);\n"));
	return true;
}

/* Two entries have one short form. */
static bool entry_ambiguous(struct plant *p)
{
	const struct site *e = plant_pick(p, &p->t->entries, NULL);
	const struct site *other = plant_pick(p, &p->t->entries, NULL);

	if (!e || e == other)
		return false;
	plant_edit(p, e->begin, e->end, str_part(p->t->s, other->begin, other->end));
	p->begin = p->t->notes_begin;
	p->end = p->t->s.n;
	return true;
}

/* The full form of a submission, first cited, and a later short form change places. */
static bool full_form_late(struct plant *p)
{
	static const char *const by[] = {"United Nations country team submission",
					 "UNHCR submission", "UNESCO submission"};
	struct str form = str_of(by[plant_random(p, COUNT_OF(by))]), s = p->t->s;
	struct str full = arena_printf(
		p->t->arena, "%.*s for the universal periodic review of Slovenia", STR_ARG(form));
	size_t first = str_find(s, full, p->t->notes_begin), later;

	if (first == SIZE_MAX)
		return false;
	later = str_find(s, form, first + full.n);
	if (later == SIZE_MAX)
		return false;
	plant_edit(p, first, first + full.n, form);
	plant_edit(p, later, later + form.n, full);
	return true;
}

#define UNDEFINED "short-form-undefined"

const struct damage damages_of_lists[] = {
	{"form-swapped", "deterministic", UNDEFINED, form_swapped},
	{"form-unlisted", "deterministic", UNDEFINED, form_unlisted},
	{"entry-lost", "deterministic", UNDEFINED, entry_lost},
	{"entry-misspelt", "deterministic", UNDEFINED " short-form-unused", entry_misspelt},
	{"entry-unused", "deterministic", "short-form-unused", entry_unused},
	{"entry-ambiguous", "deterministic", "short-form-ambiguous", entry_ambiguous},
	{"full-form-late", "deterministic", "short-form-before-full", full_form_late},
	{0},
};
