/*
 * Named sources beyond the scan: whose each is, and the symbol that it stands for.
 *
 * A body that stands with the words ("Human Rights Committee, general comment No. 36", "general
 * comment No. 36 of the Human Rights Committee", "(CCPR/C/GC/36)") is believed. Else it is that of
 * the sentence, of the document itself, of the same number elsewhere in the text, or the only one
 * whose number and year agree; these are marked as guessed, but for "its" and "the Committee's".
 */
#include "cite/note.h"

#include "symbol/general_comment.h"
#include "symbol/session.h"

enum {
	SENTENCE_MOST = 400, /* bytes in which the subject of "its" is looked for */
	RESOLUTIONS_MOST = 4096,
	COMMENTS_MOST = 100,  /* general comments have two figures */
	OPINIONS_FROM = 2011, /* … as documents of their own */
	YEAR_LEAST = 1900,    /* less is a session */
	VOTES_LEAST = 3,      /* that say whose a document without symbol is */
	SESSIONS_FROM = 31,   /* of the General Assembly, in symbols and resolutions */
};

struct naming {
	struct apparatus *ap;
	struct str text;
	uint16_t own; /* the treaty body whose document this is, or BODY_NONE */
	bool council; /* this is a document of the Security Council */
	uint16_t ga, sc, hrc, ecosoc, chr, sub, wgad;
	const struct comment_table *tables[BODY_MOST];
	uint16_t seen[2][COMMENTS_MOST]; /* whose that number is where a body stands with it */
	uint64_t resolutions[RESOLUTIONS_MOST / 64]; /* a bit for each the Security Council's */
	uint32_t mention, symbol;		     /* cursors */
	struct span block;			     /* of the one looked at */
};

static struct str text_behind(const struct naming *n, uint32_t at)
{
	return str_part(n->text, at, n->block.end);
}

static bool text_before(const struct naming *n, uint32_t at, struct str words)
{
	return str_ends(str_part(n->text, n->block.begin, at), words);
}

/* ---- what may be whose ----------------------------------------------------------------- */

static const struct comment_table *table_of(const struct naming *n, uint16_t body)
{
	return body < BODY_MOST ? n->tables[body] : NULL;
}

/* The body has such a text: a committee a comment with this number, an organ a resolution with
 * a number of this form. */
static bool fits(const struct naming *n, const struct named *named, uint16_t body)
{
	const struct comment_table *table = table_of(n, body);

	if (named->form == FORM_COMMENT)
		return table && table->recommendation == named->recommendation &&
		       comment_find(table, named->ordinal);
	if (named->form != FORM_RESOLUTION && named->form != FORM_DECISION)
		return false;
	if (named->session >= YEAR_LEAST)
		return body == n->ecosoc || body == n->chr || body == n->sub;
	if (named->year || (!named->session && named->ordinal > 500))
		return body == n->sc;
	if (!span_is_empty(named->year_span))
		return body == n->ga || body == n->ecosoc || body == n->chr;
	return (body == n->ga && (named->special || named->session >= SESSIONS_FROM)) ||
	       (body == n->hrc && named->session < SESSIONS_FROM * 2 + SESSIONS_FROM);
}

static bool year_fits(const struct naming *n, const struct named *named, uint16_t body)
{
	const struct general_comment *comment = comment_find(table_of(n, body), named->ordinal);

	return !named->year || (comment && comment_year_fits(comment, named->year));
}

/* The one body whose comment with this number is of this year. */
static uint16_t only_body(const struct naming *n, const struct named *named)
{
	uint16_t found = BODY_NONE;

	for (uint16_t body = 0; named->year && body < bodies_count; body++) {
		const struct comment_table *table = table_of(n, body);
		const struct general_comment *comment = comment_find(table, named->ordinal);

		if (!comment || table->recommendation != named->recommendation ||
		    (comment->year != named->year && comment->again != named->year))
			continue;
		if (found != BODY_NONE)
			return BODY_NONE;
		found = body;
	}
	return found;
}

/* ---- words that stand with it ------------------------------------------------------------ */

/* The council that has a resolution with a number of this form. */
static uint16_t council_of(const struct naming *n, const struct named *named)
{
	return fits(n, named, n->sc) ? n->sc : fits(n, named, n->ecosoc) ? n->ecosoc : n->hrc;
}

/* "Assembly resolution", "UNGA resolution", "Council resolution". */
static uint16_t short_organ(const struct naming *n, struct named *named)
{
	const struct {
		struct str word;
		uint16_t organ;
	} words[] = {
		{STR("Assembly "), n->ga}, {STR("UNGA "), n->ga},	 {STR("GA "), n->ga},
		{STR("UNSC "), n->sc},	   {STR("Council "), BODY_NONE},
	};

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		uint32_t begin = named->span.begin - (uint32_t)words[i].word.n;

		if (!text_before(n, named->span.begin, words[i].word) ||
		    (begin > n->block.begin && is_alnum(n->text.p[begin - 1])))
			continue;
		named->span.begin = begin;
		return words[i].organ == BODY_NONE ? council_of(n, named) : words[i].organ;
	}
	return BODY_NONE;
}

/* Nothing stands between a body's name and what is its: a space, a comma, "’s". */
static bool is_joined(struct str between, uint8_t form)
{
	static const struct str joints[] =
		{
			{" ", 1},	{"\xe2\x80\x99s ", 5}, {"'s ", 3}, {"\xe2\x80\x99 ", 4},
			{" joint ", 7}, {"\xc2\xa0", 2},
		},
				commas[] = {{", ", 2},
					    {"), ", 3},
					    {") ", 2},
					    {", joint ", 8},
					    {": ", 2}};

	for (size_t i = 0; i < COUNT_OF(joints); i++)
		if (str_eq(between, joints[i]))
			return true;
	for (size_t i = 0; form == FORM_COMMENT && i < COUNT_OF(commas); i++)
		if (str_eq(between, commas[i]))
			return true;
	return false;
}

/* "Security Council resolution", "Human Rights Committee, general comment". */
static void take_before(struct naming *n, struct named *named)
{
	const struct mention *m = n->mention ? &n->ap->mentions.at[n->mention - 1] : NULL;

	if (named->continues)
		return;
	if (!m || m->back || m->span.begin < n->block.begin ||
	    !is_joined(str_part(n->text, m->span.end, named->span.begin), named->form))
		m = NULL;
	if (!m) {
		if (named->form == FORM_RESOLUTION || named->form == FORM_DECISION)
			named->body = short_organ(n, named);
		return;
	}
	/* "CEDAW/CRC joint general recommendation": the kind says whose it is. */
	if (named->form == FORM_COMMENT && !fits(n, named, m->body) && n->mention > 1 &&
	    fits(n, named, m[-1].body) && m->span.begin - m[-1].span.end < 6)
		m--;
	named->body = m->body;
	named->span.begin = m->span.begin;
}

/* "(2017)" behind "general comment No. 3 of the Committee on …". */
static void take_year(struct naming *n, struct named *named, uint32_t at)
{
	struct str text = text_behind(n, at);
	uint32_t year;

	if (named->year || text.n < 7 || !str_starts(text, STR(" (")) || text.p[6] != ')' ||
	    !str_number(str_part(text, 2, 6), &year))
		return;
	named->year = year;
	named->year_span = (struct span){at + 2, at + 6};
}

/* "… of the Human Rights Committee": also for the numbers of the list before it. */
static void take_behind(struct naming *n, uint32_t index)
{
	struct named *named = &n->ap->named.at[index];
	struct str text = text_behind(n, named->span.end);
	uint32_t at = named->span.end + (str_starts(text, STR(" of the ")) ? 8
					 : str_starts(text, STR(" of "))   ? 4
									   : 0);

	for (uint32_t i = n->mention; at > named->span.end && i < n->ap->mentions.n; i++) {
		const struct mention *m = &n->ap->mentions.at[i];

		if (m->span.begin > at)
			return;
		if (m->span.begin < at || m->back)
			continue;
		if (named->form == FORM_COMMENT)
			take_year(n, named, m->span.end);
		for (; named->body == BODY_NONE; named--) {
			named->body = m->body;
			if (!named->continues)
				break;
		}
	}
}

/* Past " of 18 December 1992". */
static uint32_t date_end(const struct naming *n, uint32_t at)
{
	struct str text = text_behind(n, at);
	size_t i = 4;

	if (text.n < 8 || !str_starts(text, STR(" of ")) || !is_digit(text.p[4]))
		return at;
	while (i < text.n && i < 30 && text.p[i] != '(')
		i++;
	return i < text.n && text.p[i] == '(' ? at + (uint32_t)i - 1 : at;
}

/* "(CCPR/C/GC/36)" behind it. */
static void take_beside(struct naming *n, struct named *named)
{
	struct apparatus *ap = n->ap;
	uint32_t at = date_end(n, named->span.end);
	struct str text = text_behind(n, at);
	const struct symbol_use *use;

	if (named->form == FORM_OFFICIAL_RECORDS && str_starts(text, STR(", vol. ")))
		for (at += 7; at < n->block.end && is_alnum(n->text.p[at]); at++)
			;
	if (!str_starts(text_behind(n, at), STR(" (")))
		return;
	for (; n->symbol < ap->symbols.n && ap->symbols.at[n->symbol].span.begin < at + 2;
	     n->symbol++)
		;
	use = n->symbol < ap->symbols.n ? &ap->symbols.at[n->symbol] : NULL;
	if (!use || use->span.begin != at + 2)
		return;
	named->beside = n->symbol;
	if (named->body == BODY_NONE && use->body != BODY_NONE &&
	    (named->form == FORM_OFFICIAL_RECORDS || fits(n, named, use->body)))
		named->body = use->body;
}

/* ---- the sentence, the document ----------------------------------------------------------- */

static bool sentence_ends(struct str text, uint32_t at)
{
	return text.p[at] == '.' && at + 2 < text.n && text.p[at + 1] == ' ' &&
	       is_upper(text.p[at + 2]);
}

/* "its general comment", "the Committee’s general comment": somebody's who was named. */
static bool is_possessed(const struct naming *n, const struct named *named)
{
	static const struct str words[] = {
		{"its ", 4},
		{"\xe2\x80\x99s ", 5},
		{"'s ", 3},
		{"its joint ", 10},
	};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_ends(str_part(n->text, 0, named->span.begin), words[i]))
			return true;
	return false;
}

/* "The Committee" in a treaty body's own document is that body; in another it is the one named
 * last, as far as can be told. */
static uint16_t meant(const struct naming *n, const struct mention *m)
{
	return m->back && n->own != BODY_NONE ? n->own : m->body;
}

static bool is_sure(const struct naming *n, const struct mention *m)
{
	return !m->back || n->own != BODY_NONE;
}

/* "In its general comment No. 34, the Human Rights Committee …": the subject of the sentence. */
static bool is_subject(const struct naming *n, const struct named *named, const struct mention *m)
{
	struct str between = str_part(n->text, named->span.end, m->span.begin);

	return is_sure(n, m) && str_ends(between, STR(", the ")) &&
	       str_find(between, STR(" and "), 0) == SIZE_MAX &&
	       str_find(between, STR(";"), 0) == SIZE_MAX;
}

static uint16_t sentence_body(const struct naming *n, const struct named *named, bool *sure)
{
	uint32_t least = named->span.begin > SENTENCE_MOST ? named->span.begin - SENTENCE_MOST : 0;
	uint32_t most = named->span.end + SENTENCE_MOST / 2;
	uint32_t begin = named->span.begin, end = named->span.end;

	least = least > n->block.begin ? least : n->block.begin;
	most = most < n->block.end ? most : n->block.end;
	while (begin > least && !sentence_ends(n->text, begin - 1))
		begin--;
	while (end < most && !sentence_ends(n->text, end))
		end++;
	for (uint32_t i = n->mention; i > 0; i--) {
		const struct mention *m = &n->ap->mentions.at[i - 1];

		if (m->span.begin < begin)
			break;
		*sure = is_sure(n, m);
		if (fits(n, named, meant(n, m)))
			return meant(n, m);
	}
	for (uint32_t i = n->mention; i < n->ap->mentions.n; i++) {
		const struct mention *m = &n->ap->mentions.at[i];

		if (m->span.begin >= end)
			break;
		if (m->span.begin < named->span.end)
			continue;
		*sure = is_subject(n, named, m);
		if (fits(n, named, meant(n, m)))
			return meant(n, m);
	}
	return BODY_NONE;
}

/* The number was named as the Security Council's elsewhere. */
static bool is_remembered(const struct naming *n, uint32_t number)
{
	return number < RESOLUTIONS_MOST && (n->resolutions[number / 64] >> number % 64 & 1);
}

/* A number that only one organ has: a year that is the Security Council's, a session too high for
 * the Human Rights Council or too low for the General Assembly. */
static uint16_t organ_by_number(const struct naming *n, const struct named *named)
{
	uint32_t last = session_tables.ncouncil
				? session_tables.council[session_tables.ncouncil - 1].session
				: 0;

	if (named->year)
		return resolution_year(named->ordinal) == named->year ||
				       is_remembered(n, named->ordinal) ||
				       (n->council && resolution_year(named->ordinal))
			       ? n->sc
			       : BODY_NONE;
	if (named->special || !named->session || named->session >= YEAR_LEAST ||
	    named->ordinal >= YEAR_LEAST || !span_is_empty(named->year_span))
		return BODY_NONE;
	return named->session > last && named->session < 200 ? n->ga
	       : named->session < SESSIONS_FROM		     ? n->hrc
							     : BODY_NONE;
}

static uint16_t guess_comment(const struct naming *n, const struct named *named)
{
	uint16_t seen = named->ordinal < COMMENTS_MOST
				? n->seen[named->recommendation][named->ordinal]
				: BODY_NONE;
	uint16_t likely = fits(n, named, n->own) ? n->own : fits(n, named, seen) ? seen : BODY_NONE;

	if (year_fits(n, named, likely))
		return likely;
	if (seen != BODY_NONE && year_fits(n, named, seen))
		return seen;
	/* A year that is nobody's is a slip; another's says whose the comment is. */
	return comment_exists(named->recommendation, named->ordinal, named->year)
		       ? only_body(n, named)
		       : likely;
}

static void guess(struct naming *n, struct named *named)
{
	bool possessed = is_possessed(n, named), sure = false;

	if (named->form != FORM_COMMENT && named->form != FORM_RESOLUTION &&
	    named->form != FORM_DECISION)
		return;
	named->body = sentence_body(n, named, &sure);
	if (named->form == FORM_COMMENT && possessed && named->body == BODY_NONE &&
	    fits(n, named, n->own)) {
		named->body = n->own;
		sure = true;
	}
	named->guessed = !possessed || !sure;
	if (named->body != BODY_NONE &&
	    (!named->guessed || named->form != FORM_COMMENT || year_fits(n, named, named->body)))
		return;
	named->guessed = true;
	if (named->form == FORM_COMMENT)
		named->body = guess_comment(n, named);
	else if (named->form == FORM_RESOLUTION)
		named->body = organ_by_number(n, named);
}

/* ---- symbols ------------------------------------------------------------------------------ */

/* The number as symbols have it: "503A" -> "503 A", "31/6 A and B" -> "31/6 A-B". */
static struct str number_text(const struct naming *n, const struct named *named)
{
	struct str number = document_str(n->ap->doc, named->number);
	size_t digits = 0, last = number.n - 1;

	while (digits < number.n && !(is_upper(number.p[digits]) && digits > 2))
		digits++;
	if (digits >= number.n)
		return number;
	if (digits == last)
		return arena_printf(n->ap->doc->arena, "%.*s %c",
				    STR_ARG(str_trim(str_part(number, 0, digits))),
				    number.p[digits]);
	return arena_printf(n->ap->doc->arena, "%.*s %c-%c",
			    STR_ARG(str_trim(str_part(number, 0, digits))), number.p[digits],
			    number.p[last]);
}

/* 'text' in canonical form where it is a symbol, else empty. */
static struct str canonical(const struct naming *n, struct str text)
{
	struct symbol symbol;

	if (symbol_scan(&symbol, text) != text.n)
		return STR_NONE;
	return symbol_canonical(&symbol, n->ap->doc->arena);
}

static struct str resolution_symbol(const struct naming *n, const struct named *named)
{
	const struct {
		uint16_t body;
		const char *resolutions, *decisions;
	} organs[] = {
		{n->ga, "A/RES/", "A/DEC/"},
		{n->hrc, "A/HRC/RES/", "A/HRC/DEC/"},
		{n->ecosoc, "E/RES/", "E/DEC/"},
		{n->chr, "E/CN.4/RES/", "E/CN.4/DEC/"},
		{n->sub, "E/CN.4/Sub.2/RES/", "E/CN.4/Sub.2/DEC/"},
	};
	struct arena *a = n->ap->doc->arena;
	struct str number = number_text(n, named);

	if (named->body == n->sc) {
		uint32_t year = resolution_year(named->ordinal);

		if (!year || (named->year && named->year != year))
			return STR_NONE;
		return canonical(n, arena_printf(a, "S/RES/%u (%u)", named->ordinal, year));
	}
	for (size_t i = 0; i < COUNT_OF(organs); i++) {
		const char *head =
			named->form == FORM_DECISION ? organs[i].decisions : organs[i].resolutions;

		if (organs[i].body != named->body)
			continue;
		if (!span_is_empty(named->year_span))
			return canonical(n, arena_printf(a, "%s%.*s (%.*s)", head, STR_ARG(number),
							 STR_ARG(document_str(n->ap->doc,
									      named->year_span))));
		/* Without session or year it is no more than a number. */
		return named->session || named->special
			       ? canonical(n, arena_printf(a, "%s%.*s", head, STR_ARG(number)))
			       : STR_NONE;
	}
	return STR_NONE;
}

static struct str comment_symbol(const struct naming *n, const struct named *named)
{
	const struct general_comment *comment =
		comment_find(table_of(n, named->body), named->ordinal);

	return comment && year_fits(n, named, named->body) ? str_of(comment->symbol) : STR_NONE;
}

static struct str records_symbol(const struct naming *n, const struct named *named)
{
	bool letter = named->number.end > named->number.begin &&
		      !is_digit(n->text.p[named->number.end - 1]);

	if (named->beside != NONE)
		return n->ap->symbols.at[named->beside].canonical;
	if (named->body != n->ga || letter || !named->ordinal || named->special ||
	    named->session < SESSIONS_FROM)
		return STR_NONE;
	return canonical(
		n, arena_printf(n->ap->doc->arena, "A/%u/%u", named->session, named->ordinal));
}

static struct str symbol_of(const struct naming *n, const struct named *named)
{
	switch (named->form) {
	case FORM_RESOLUTION:
	case FORM_DECISION:
		return resolution_symbol(n, named);
	case FORM_COMMENT:
		return comment_symbol(n, named);
	case FORM_OPINION:
		return named->year < OPINIONS_FROM
			       ? STR_NONE
			       : canonical(n, arena_printf(n->ap->doc->arena, "A/HRC/WGAD/%u/%u",
							   named->year, named->ordinal));
	case FORM_OFFICIAL_RECORDS:
		return records_symbol(n, named);
	default:
		return STR_NONE;
	}
}

/* ---- all of them -------------------------------------------------------------------------- */

/* Moves block, mentions and symbols up to the one looked at. */
static void go_to(struct naming *n, const struct named *named)
{
	n->block = n->ap->doc->blocks.at[named->block].span;
	while (n->mention < n->ap->mentions.n &&
	       n->ap->mentions.at[n->mention].span.begin < named->span.begin)
		n->mention++;
}

static void remember(struct naming *n, const struct named *named)
{
	uint16_t *seen;

	if (named->form == FORM_RESOLUTION && named->body == n->sc &&
	    named->ordinal < RESOLUTIONS_MOST)
		n->resolutions[named->ordinal / 64] |= 1ull << named->ordinal % 64;
	if (named->form != FORM_COMMENT || named->body == BODY_NONE ||
	    named->ordinal >= COMMENTS_MOST)
		return;
	seen = &n->seen[named->recommendation][named->ordinal];
	*seen = *seen == BODY_NONE || *seen == named->body ? named->body : BODY_MOST;
}

static void believe(struct naming *n)
{
	for (uint32_t i = 0; i < n->ap->named.n; i++) {
		struct named *named = &n->ap->named.at[i];

		go_to(n, named);
		if (named->form == FORM_OPINION)
			named->body = n->wgad;
		if (named->body == BODY_NONE && named->form != FORM_COMMUNICATION)
			take_before(n, named);
		if (named->form == FORM_RESOLUTION || named->form == FORM_DECISION ||
		    named->form == FORM_COMMENT)
			take_behind(n, i);
		take_beside(n, named);
	}
	for (uint32_t i = 0; i < n->ap->named.n; i++)
		remember(n, &n->ap->named.at[i]);
}

/* The numbers of a list are one body's, unless words say otherwise. */
static void carry(struct naming *n, uint32_t i)
{
	struct named *named = &n->ap->named.at[i];

	if (named->body == BODY_NONE && named->continues && i && named[-1].form == named->form) {
		named->body = named[-1].body;
		named->guessed = named[-1].guessed;
	}
	if (named->form == FORM_COMMENT && named->continues &&
	    !comment_find(table_of(n, named->body), named->ordinal))
		named->guessed = true;
}

/* Whose document it is when its symbol is not printed: the treaty body whose own cases it cites,
 * and whose are most of the comments of which "the Committee" speaks as its own. */
static uint16_t own_by_votes(const struct naming *n)
{
	uint32_t votes[BODY_MOST] = {0}, all = 0;
	uint16_t best = 0;

	for (uint32_t i = 0; i < n->ap->symbols.n; i++) {
		const struct symbol_use *use = &n->ap->symbols.at[i];

		if (table_of(n, use->body) && use->symbol.series && use->symbol.session &&
		    strstr(use->symbol.series->template, "}/D/")) {
			votes[use->body]++;
			all++;
		}
	}
	for (uint32_t i = 0; i < n->ap->named.n; i++) {
		const struct named *named = &n->ap->named.at[i];
		uint16_t body = named->form == FORM_COMMENT && is_possessed(n, named)
					? only_body(n, named)
					: BODY_NONE;

		if (body != BODY_NONE) {
			votes[body]++;
			all++;
		}
	}
	for (uint16_t body = 1; body < bodies_count; body++)
		best = votes[body] > votes[best] ? body : best;
	return votes[best] >= VOTES_LEAST && votes[best] * 3 >= all * 2 ? best : BODY_NONE;
}

static uint16_t own_body(const struct naming *n)
{
	struct symbol symbol;
	uint16_t body = BODY_NONE;

	if (!n->ap->symbol.n || !symbol_scan(&symbol, n->ap->symbol))
		return own_by_votes(n);
	if (symbol.series->body[0])
		body = body_find(symbol.series->body);
	return table_of(n, body) ? body : BODY_NONE;
}

void cite_named(struct apparatus *ap)
{
	struct naming n = {
		.ap = ap,
		.text = ap->doc->text,
		.ga = body_find("ga"),
		.sc = body_find("sc"),
		.hrc = body_find("hrc"),
		.ecosoc = body_find("ecosoc"),
		.chr = body_find("chr"),
		.sub = body_find("sub-commission"),
		.wgad = body_find("wgad"),
	};

	if (!ap->named.n)
		return;
	for (uint32_t i = 0; i < comment_tables_count; i++) {
		uint16_t body = body_find(comment_tables[i].body);

		if (body < BODY_MOST)
			n.tables[body] = &comment_tables[i];
	}
	memset(n.seen, 0xff, sizeof(n.seen));
	n.own = own_body(&n);
	n.council = str_starts(ap->symbol, STR("S/"));
	believe(&n);
	n.mention = 0;
	for (uint32_t i = 0; i < ap->named.n; i++) {
		struct named *named = &ap->named.at[i];

		go_to(&n, named);
		carry(&n, i);
		if (named->body == BODY_NONE)
			guess(&n, named);
		named->symbol = symbol_of(&n, named);
	}
}
