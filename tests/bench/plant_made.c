/*
 * Documents that are made up, as clean as real ones: a compilation for the universal periodic
 * review, whose notes cite what the sentences name, and a report, whose notes cite in every form.
 */
#include "plant.h"

static unsigned draw(uint64_t *state, unsigned n)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (unsigned)((*state >> 33) % n);
}

static uint64_t seeded(uint64_t seed)
{
	return seed * 2654435761u + 88172645463325252u;
}

static struct str finish(struct arena *a, struct buf *body, struct buf *notes)
{
	struct str done;

	buf_add(body, buf_str(notes));
	done = arena_str(a, buf_str(body));
	buf_release(body);
	buf_release(notes);
	return done;
}

/* ---- a compilation ------------------------------------------------------------------------ */

struct speaker {
	const char *name, *source;
	const char *full; /* of a submission: how it is cited first */
	bool committee;
};

static const struct speaker speakers[] = {
	{"The Committee against Torture", "CAT/C/SVN/CO/4", NULL, true},
	{"The Human Rights Committee", "CCPR/C/SVN/CO/3", NULL, true},
	{"The Committee on the Rights of the Child", "CRC/C/SVN/CO/5-6", NULL, true},
	{"The Committee on the Rights of Persons with Disabilities", "CRPD/C/SVN/CO/1", NULL, true},
	{"The Committee on the Elimination of Racial Discrimination", "CERD/C/SVN/CO/8-11", NULL,
	 true},
	{"The Committee on the Elimination of Discrimination against Women", "CEDAW/C/SVN/CO/5-6",
	 NULL, true},
	{"The Committee on Economic, Social and Cultural Rights", "E/C.12/SVN/CO/2", NULL, true},
	{"The United Nations country team", "United Nations country team submission",
	 "United Nations country team submission for the universal periodic review of Slovenia",
	 false},
	{"UNHCR", "UNHCR submission",
	 "UNHCR submission for the universal periodic review of Slovenia", false},
	{"UNESCO", "UNESCO submission",
	 "UNESCO submission for the universal periodic review of Slovenia", false},
};

static const char *const claims[] = {
	"expressed concern about the length of proceedings and the conditions of detention",
	"recommended that Slovenia amend the law and train its officials",
	"noted the measures taken and the resources set aside for them",
	"welcomed the adoption of the strategy and urged Slovenia to carry it out",
	"encouraged Slovenia to ratify the Convention without further delay",
	"noted that the Criminal Procedure Code had been amended",
};

struct compilation {
	struct buf body, notes;
	uint64_t state;
	unsigned number;	      /* of notes */
	const struct speaker *last;   /* cited last */
	const struct speaker *single; /* the note before cites this alone */
	bool cited[COUNT_OF(speakers)];
};

static void put_source(struct compilation *c, const struct speaker *by)
{
	bool *cited = &c->cited[by - speakers];

	buf_addf(&c->notes, "%s, para. %u", by->full && !*cited ? by->full : by->source,
		 5 + draw(&c->state, 40));
	if (!by->full && draw(&c->state, 3) == 0)
		buf_addf(&c->notes, " (%c)", 'a' + (char)draw(&c->state, 6));
	*cited = true;
	c->last = by;
}

/* What a note may say besides; false when it says nothing. */
static bool put_aside(struct compilation *c)
{
	switch (draw(&c->state, 8)) {
	case 0:
		buf_add(&c->notes, STR(" See also https://www.ohchr.org/en/statements/2023/03/"
				       "high-commissioner-concludes-visit."));
		return true;
	case 1:
		buf_add(&c->notes, STR(" See also A/HRC/43/46/Add.1, para. 33."));
		return true;
	case 2:
		buf_add(&c->notes, STR(" See also CAT/C/SVN/QPR/5, available at "
				       "https://docs.un.org/en/CAT/C/SVN/QPR/5."));
		return true;
	default:
		return false;
	}
}

static void put_claim(struct compilation *c, const char *who)
{
	buf_addf(&c->body, "%s %s.[^%u]", who, claims[draw(&c->state, COUNT_OF(claims))],
		 ++c->number);
	buf_addf(&c->notes, "[^%u]: ", c->number);
}

static void close_note(struct compilation *c, const struct speaker *single)
{
	buf_add_char(&c->notes, '.');
	c->single = put_aside(c) ? NULL : single;
	buf_add(&c->notes, STR("\n\n"));
}

static const struct speaker *some_speaker(struct compilation *c)
{
	const struct speaker *by;

	do
		by = &speakers[draw(&c->state, COUNT_OF(speakers))];
	while (by == c->last);
	return by;
}

/* "The Committee against Torture and the Human Rights Committee …" */
static void put_joint_claim(struct compilation *c, struct arena *a)
{
	const struct speaker *first = some_speaker(c), *second = some_speaker(c);

	if (first == second || !first->committee || !second->committee)
		return;
	put_claim(c, arena_printf(a, "%s and t%s", first->name, second->name + 1).p);
	put_source(c, first);
	buf_add(&c->notes, STR("; and "));
	put_source(c, second);
	close_note(c, NULL);
	buf_add_char(&c->body, ' ');
}

static void put_sentences(struct compilation *c, struct arena *a)
{
	const struct speaker *by;

	if (draw(&c->state, 5) == 0)
		put_joint_claim(c, a);
	by = some_speaker(c);
	put_claim(c, by->name);
	put_source(c, by);
	close_note(c, by);
	if (by->committee && draw(&c->state, 3) == 0) {
		buf_add_char(&c->body, ' ');
		put_claim(c, "The same Committee");
		if (c->single == by) {
			buf_addf(&c->notes, "Ibid., para. %u", 46 + draw(&c->state, 20));
			close_note(c, NULL);
		} else {
			put_source(c, by);
			close_note(c, by);
		}
	}
	buf_add(&c->body, STR("\n\n"));
}

static void put_heading(struct buf *body, unsigned paragraph, unsigned paragraphs,
			const char *const titles[6])
{
	static const char *const romans[] = {"I", "II", "III", "IV", "V", "VI"};
	unsigned each = 1 + paragraphs / 6;

	if ((paragraph - 1) % each == 0 && (paragraph - 1) / each < 6)
		buf_addf(body, "# %s. %s\n\n", romans[(paragraph - 1) / each],
			 titles[(paragraph - 1) / each]);
}

struct str compose_compilation(struct arena *a, uint64_t seed, unsigned paragraphs)
{
	static const char *const titles[] = {"Background",     "Framework",
					     "Implementation", "Civil and political rights",
					     "Social rights",  "Rights of specific groups"};
	struct compilation c = {.body = BUF_INIT, .notes = BUF_INIT, .state = seeded(seed)};

	buf_add(&c.body,
		STR("A/HRC/WG.6/48/SVN/2\n\n# Slovenia\n\nCompilation prepared by the Office "
		    "of the United Nations High Commissioner for Human Rights\n\n"));
	for (unsigned i = 1; i <= paragraphs; i++) {
		put_heading(&c.body, i, paragraphs, titles);
		buf_addf(&c.body, "%u. ", i);
		put_sentences(&c, a);
	}
	return finish(a, &c.body, &c.notes);
}

/* ---- a report ----------------------------------------------------------------------------------
 */

/* {n} is a number, {m} and {k} are greater ones, {l} a letter, {s} a symbol; {N} is an earlier
 * note, {P} an earlier and {F} a later paragraph. What is left alone by Ibid. begins with '-'. */
static const char *const forms[] = {
	"{s}, para. {n}.",
	"{s}, paras. {n}–{m}.",
	"{s}, paras. {n}, {m} and {k}.",
	"{s}, paras. {n} and {m}.",
	"{s}, para. {n} ({l}).",
	"See {s}, para. {n}.",
	"Human Rights Committee, general comment No. 36 (2018), para. {n}.",
	"See Committee on the Rights of the Child, general comment No. 12 (2009), paras. {n}–{m}.",
	"Committee against Torture, general comment No. 3 (2012), paras. {n} and {m}.",
	"Human Rights Committee, Petersen v. Germany (CCPR/C/80/D/1115/2002), para. 6.{n}.",
	"Security Council resolution 1325 (2000), para. {n}.",
	"General Assembly resolution 60/147, annex, para. {n}.",
	"Official Records of the General Assembly, Fifty-fifth Session, Supplement No. 18 "
	"(A/55/18), annex V, para. {n}.",
	"Manfred Nowak, CCPR Commentary, 2nd ed. (Kehl, N.P. Engel Verlag, 2005), p. {n}.",
	"World Bank, World Development Report 2012 (Washington, D.C., 2011), pp. {n}–{m}.",
	"UNICEF submission, p. {n}.",
	"-Official Records of the General Assembly, Sixty-eighth Session, Supplement No. 40 "
	"(A/68/40 (Vol. I)), para. {n}; and Security Council resolution 2122 (2013), paras. {n} "
	"and {m}.",
	"-{s}, para. {n}; and {s}, paras. {m} and {k}.",
	"-{s}, para. {n}; {s}, paras. {n}–{m}; and A/74/270, para. {k} ({l}).",
	"-{s}, para. {n}. See also A/HRC/44/49, paras. {n}–{m}.",
	"-See https://www.ohchr.org/en/special-procedures/sr-torture.",
	"-Available at https://www.unicef.org/reports/state-worlds-children-2021.",
	"-See https://docs.un.org/en/A/HRC/49/50.",
	"-United Nations, Treaty Series, vol. 999, No. 14668.",
	"-See para. {P} above.",
	"-See also para. {F} below.",
	"-See note {N} above, para. {n}.",
	"-Joint submission by the ministries, available at "
	"http://www.un.org/en/sections/report-{n}.",
};

static const char *const symbols[] = {
	"A/HRC/43/46",	      "A/HRC/43/46/Add.1",	"A/75/163",
	"A/HRC/19/61",	      "CAT/C/SVN/CO/4",		"CRC/C/GC/13",
	"CEDAW/C/SVN/CO/5-6", "A/HRC/WG.6/34/SVN/2",	"E/CN.4/2005/102",
	"A/71/303",	      "CCPR/C/128/D/2728/2016",
};

static const char *const sentences[] = {
	"The Special Rapporteur notes that the practice persists in many places.{i}",
	"Several States have amended their laws since the previous report was issued.{i}",
	"As noted in paragraph {P} above, the measures taken were not enough.{i}",
	"The safeguards that the law provides are described in detail below (see para. {F} below).",
	"The Security Council, in its resolution 1325 (2000), called for the protection of "
	"women.{i}",
	"In its general comment No. 36 (2018), the Human Rights Committee has explained the duty.",
	"The duty was recalled by the Human Rights Committee in its general comment No. 32 "
	"(2007).",
	"In General Assembly resolution 60/147 the principles were adopted by consensus.{i}",
	"Families of the victims,{i} who are rarely heard, should be able to take part in "
	"proceedings.{i}",
	"The Special Rapporteur on violence against women and girls, its causes and consequences "
	"took "
	"part in the visit.{i}",
	"The findings are set out in chapter II above and need not be repeated at this point.{i}",
};

struct report {
	struct buf body, notes;
	uint64_t state;
	unsigned number, paragraph, paragraphs;
	const char *symbol; /* drawn last, so that the next is another */
	unsigned form;	    /* of the note before */
	bool single;	    /* the note before cites one source */
};

static const char *some_symbol(struct report *r)
{
	const char *symbol;

	do
		symbol = symbols[draw(&r->state, COUNT_OF(symbols))];
	while (symbol == r->symbol);
	return r->symbol = symbol;
}

/* What "{what}" stands for. */
static void put_filled(struct report *r, struct buf *out, char what, unsigned low)
{
	switch (what) {
	case 'n':
		buf_addf(out, "%u", low);
		break;
	case 'm':
		buf_addf(out, "%u", low + 3);
		break;
	case 'k':
		buf_addf(out, "%u", low + 9);
		break;
	case 'l':
		buf_add_char(out, (char)('a' + draw(&r->state, 6)));
		break;
	case 's':
		buf_add(out, str_of(some_symbol(r)));
		break;
	case 'N':
		buf_addf(out, "%u", r->number > 2 ? 1 + draw(&r->state, r->number - 2) : 1);
		break;
	case 'P':
		buf_addf(out, "%u", 1 + draw(&r->state, r->paragraph - 1));
		break;
	default:
		buf_addf(out, "%u",
			 r->paragraph + 1 + draw(&r->state, r->paragraphs - r->paragraph));
	}
}

static void put_form(struct report *r, struct buf *out, const char *form)
{
	unsigned low = 2 + draw(&r->state, 60);

	for (const char *p = form; *p; p++) {
		if (*p == '{' && p[1] && p[2] == '}') {
			put_filled(r, out, p[1], low);
			p += 2;
		} else {
			buf_add_char(out, *p);
		}
	}
}

/* At the ends of a report some references would point nowhere. */
static bool can_stand(const struct report *r, const char *form)
{
	return (r->paragraph > 3 && r->paragraph < r->paragraphs) ||
	       (!strstr(form, "{N}") && !strstr(form, "{P}") && !strstr(form, "{F}"));
}

static void put_report_note(struct report *r)
{
	unsigned form = draw(&r->state, COUNT_OF(forms));

	buf_addf(&r->body, "[^%u]", ++r->number);
	buf_addf(&r->notes, "[^%u]: ", r->number);
	if (r->single && draw(&r->state, 3) == 0) {
		put_form(r, &r->notes, "Ibid., para. {n}.");
		r->single = draw(&r->state, 2);
	} else {
		while (form == r->form || !can_stand(r, forms[form]))
			form = (form + 1) % COUNT_OF(forms);
		r->form = form;
		r->single = forms[form][0] != '-';
		put_form(r, &r->notes, forms[form] + (r->single ? 0 : 1));
	}
	buf_add(&r->notes, STR("\n\n"));
}

static void put_sentence(struct report *r, const char *sentence)
{
	for (const char *p = strstr(sentence, "{i}"); p; p = strstr(sentence, "{i}")) {
		char part[256] = {0};

		memcpy(part, sentence, (size_t)(p - sentence) % sizeof(part));
		put_form(r, &r->body, part);
		put_report_note(r);
		sentence = p + 3;
	}
	put_form(r, &r->body, sentence);
}

struct str compose_report(struct arena *a, uint64_t seed, unsigned paragraphs)
{
	static const char *const titles[] = {"Introduction",  "Legal framework", "Findings",
					     "Good practice", "Conclusions",	 "Recommendations"};
	struct report r = {.body = BUF_INIT,
			   .notes = BUF_INIT,
			   .state = seeded(seed),
			   .paragraphs = paragraphs};

	for (unsigned i = 1; i <= paragraphs; i++) {
		unsigned more = draw(&r.state, 2);

		put_heading(&r.body, i, paragraphs, titles);
		buf_addf(&r.body, "%u. ", i);
		r.paragraph = i;
		if (i < 15 || i + 1 > paragraphs) {
			put_sentence(&r, sentences[draw(&r.state, 2)]);
		} else {
			put_sentence(&r, sentences[draw(&r.state, COUNT_OF(sentences))]);
			if (more)
				buf_add_char(&r.body, ' ');
			if (more)
				put_sentence(&r, sentences[draw(&r.state, COUNT_OF(sentences))]);
		}
		buf_add(&r.body, STR("\n\n"));
	}
	return finish(a, &r.body, &r.notes);
}
