#include "link/judge.h"

#include "base/utf8.h"
#include "cite/host.h"
#include "link/target.h"
#include "link/where.h"

enum {
	ALIKE_ECHO = 60,  /* … of two that show the address asked in their titles */
	ALIKE = 90,	  /* per cent of two pages that are one */
	SHOWN = 160,	  /* bytes of an address in a sentence */
	TITLE_SHOWN = 80, /* … of a title */
};

/* One judgement. */
struct judging {
	struct verdict *out;
	const struct trail *t;
	const struct reply *last;
	const struct page *page; /* of the last answer */
	struct arena *a;
	unsigned where; /* enum where */
};

/* ---- words ---------------------------------------------------------------------------------- */

static const char *status_words(unsigned status)
{
	static const struct {
		uint16_t status;
		const char *words;
	} list[] = {
		{200, "OK"},
		{202, "accepted"},
		{204, "no content"},
		{205, "reset content"},
		{206, "a part"},
		{300, "several to choose from"},
		{301, "moved for good"},
		{302, "found elsewhere"},
		{303, "see elsewhere"},
		{304, "not modified"},
		{307, "moved for now"},
		{308, "moved for good"},
		{400, "bad request"},
		{401, "a name and a password are wanted"},
		{402, "payment wanted"},
		{403, "forbidden"},
		{404, "not found"},
		{405, "this way of asking is not allowed"},
		{406, "not acceptable"},
		{407, "the proxy wants a name and a password"},
		{408, "request time-out"},
		{409, "conflict"},
		{410, "gone"},
		{416, "no such part"},
		{418, "refused"},
		{421, "wrong server"},
		{425, "too early"},
		{429, "too many requests"},
		{451, "withheld for legal reasons"},
		{500, "internal error"},
		{501, "not implemented"},
		{502, "bad gateway"},
		{503, "out of service"},
		{504, "gateway time-out"},
		{511, "this network wants a name and a password"},
		{999, "refused to programs"},
	};

	for (size_t i = 0; i < COUNT_OF(list); i++)
		if (list[i].status == status)
			return list[i].words;
	return status < 400   ? "a status of no meaning here"
	       : status < 500 ? "request refused"
			      : "failure of the server";
}

static struct str size_words(uint64_t bytes, struct arena *a)
{
	if (bytes < 1000)
		return arena_printf(a, "%u bytes", (unsigned)bytes);
	if (bytes < 1000000)
		return arena_printf(a, "%.1f KB", (double)bytes / 1000);
	return arena_printf(a, "%.1f MB", (double)bytes / 1000000);
}

static const char *kind_words(unsigned kind)
{
	static const char *const words[] = {
		[BODY_EMPTY] = "empty",
		[BODY_HTML] = "a web page",
		[BODY_TEXT] = "plain text",
		[BODY_PDF] = "a PDF file",
		[BODY_ZIP] = "an office file",
		[BODY_OLE] = "an office file",
		[BODY_WPD] = "a WordPerfect file",
		[BODY_IMAGE] = "an image",
		[BODY_OTHER] = "a file",
	};

	return words[kind];
}

static bool is_elsewhere(const struct judging *j)
{
	return !str_eq(j->last->address, j->t->address);
}

/* "", or what led to the last answer: "it leads to https://…, where ". */
static struct str way(const struct judging *j)
{
	if (!is_elsewhere(j))
		return STR_NONE;
	return arena_printf(j->a, "it leads to %.*s, where ",
			    STR_ARG(utf8_brief(j->last->address, SHOWN, j->a)));
}

static struct str last_address(const struct judging *j)
{
	return utf8_brief(j->last->address, SHOWN, j->a);
}

/* The verdict, and half a sentence of what it rests on. True, so that it can be returned. */
static bool say(struct judging *j, unsigned kind, struct str why)
{
	j->out->kind = (uint8_t)kind;
	j->out->why = why;
	return true;
}

static bool say_there(struct judging *j, unsigned kind, const char *why)
{
	return say(j, kind, arena_printf(j->a, "%.*s%s", STR_ARG(way(j)), why));
}

/* … with the title of the page, where it has one. */
static bool say_titled(struct judging *j, unsigned kind, const char *why)
{
	struct str title = utf8_brief(j->page->title, TITLE_SHOWN, j->a);

	if (!title.n)
		return say_there(j, kind, why);
	return say(j, kind,
		   arena_printf(j->a, "%.*s%s (\"%.*s\")", STR_ARG(way(j)), why, STR_ARG(title)));
}

static struct str status_says(const struct reply *r, struct arena *a)
{
	return arena_printf(a, "the server answers %u (%s)", r->status, status_words(r->status));
}

/* ---- no answer ------------------------------------------------------------------------------ */

static struct str host_of(struct str address)
{
	struct web web;

	web_split(&web, address);
	return web.host;
}

static bool judge_trouble(struct judging *j)
{
	static const struct {
		uint8_t kind;
		const char *words;
	} troubles[] = {
		[TROUBLE_DNS] = {LINK_DNS, "no host of this name is found"},
		[TROUBLE_CONNECT] = {LINK_SERVER_ERROR, "the server takes no connection"},
		[TROUBLE_TLS] = {LINK_TLS, "the connection cannot be made safe"},
		[TROUBLE_TIMEOUT] = {LINK_TIMEOUT, "the server did not answer in time"},
		[TROUBLE_CUT] = {LINK_SERVER_ERROR, "the connection broke off"},
		[TROUBLE_GARBAGE] = {LINK_SERVER_ERROR, "the answer makes no sense"},
		[TROUBLE_REFUSED] = {LINK_REFUSED, "it must not be asked"},
	};
	const struct reply *r = j->last;
	struct str detail = r->detail;

	if (r->trouble == TROUBLE_NONE)
		return false;
	if (r->trouble == TROUBLE_REFUSED && is_elsewhere(j))
		return say(j, LINK_REFUSED,
			   arena_printf(j->a, "it leads to %.*s, which must not be asked (%.*s)",
					STR_ARG(last_address(j)), STR_ARG(detail)));
	/* The reason stands by itself. */
	if (r->trouble == TROUBLE_REFUSED && detail.n)
		return say(j, LINK_REFUSED, detail);
	/* What else libcurl tells has milliseconds and errors of sockets in it, other ones each
	 * time. */
	if (r->trouble == TROUBLE_DNS)
		detail = is_elsewhere(j) ? STR_NONE : host_of(r->address);
	else if (r->trouble != TROUBLE_TLS)
		detail = STR_NONE;
	return say(j, troubles[r->trouble].kind,
		   arena_printf(j->a, "%.*s%s%s%.*s%s", STR_ARG(way(j)), troubles[r->trouble].words,
				detail.n ? " (" : "", STR_ARG(detail), detail.n ? ")" : ""));
}

static bool sets_cookie(const struct trail *t)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (t->replies[i].sets_cookie)
			return true;
	return false;
}

static bool judge_circle(struct judging *j)
{
	if (!j->t->circle)
		return false;
	if (sets_cookie(j->t))
		return say(j, LINK_BLOCKED,
			   STR("the site wants to set cookies and sends us round in a circle"));
	return say(j, LINK_SERVER_ERROR,
		   arena_printf(j->a,
				"the site sends us from one address to the next without end "
				"(at last to %.*s)",
				STR_ARG(last_address(j))));
}

/* ---- statuses ------------------------------------------------------------------------------- */

static bool is_gone(const struct reply *r)
{
	return r->trouble == TROUBLE_NONE && (r->status == 404 || r->status == 410);
}

/* The page is there, or something in its place is. */
static bool is_open(const struct reply *r)
{
	return r->trouble == TROUBLE_NONE &&
	       ((r->status >= 200 && r->status < 300 && r->status != 202) || r->status == 300);
}

static unsigned kind_of_status(unsigned status)
{
	switch (status) {
	case 404:
	case 410:
		return LINK_GONE;
	case 408:
		return LINK_TIMEOUT;
	case 202:
	case 401:
	case 402:
	case 403:
	case 405:
	case 406:
	case 407:
	case 418:
	case 423:
	case 426:
	case 428:
	case 429:
	case 430:
	case 440:
	case 449:
	case 451:
	case 511:
	case 999:
		return LINK_BLOCKED;
	default:
		return LINK_SERVER_ERROR;
	}
}

/* A page that says 404 and sends its reader on was not found. */
static bool judge_hops(struct judging *j)
{
	for (uint32_t i = 0; i + 1 < j->t->n; i++)
		if (is_gone(&j->t->replies[i]))
			return say(j, LINK_GONE,
				   arena_printf(j->a, "%.*s, and sends us on to %.*s",
						STR_ARG(status_says(&j->t->replies[i], j->a)),
						STR_ARG(last_address(j))));
	return false;
}

static bool judge_wall(struct judging *j)
{
	if (j->last->wall == WALL_CHALLENGE)
		return say_there(j, LINK_BLOCKED,
				 "the site wants to know first whether a person asks");
	/* Where the status says that programs are not wanted, it says more. */
	if (j->page->is_challenge &&
	    (is_open(j->last) || kind_of_status(j->last->status) != LINK_BLOCKED))
		return say_titled(j, LINK_BLOCKED,
				  "a page wants to know first whether a person asks");
	return false;
}

static bool judge_status(struct judging *j)
{
	const struct reply *r = j->last;
	struct str says;

	if (is_open(r))
		return false;
	if (!r->status)
		return say_there(j, LINK_SERVER_ERROR, "the server gave no answer");
	/* It refuses the part that was asked for, so it has the whole. */
	if (r->status == 416 && r->length > 0)
		return say_there(j, LINK_OK, "the server has the file");
	says = status_says(r, j->a);
	if (r->status == 202)
		says = arena_printf(j->a,
				    "%.*s and no page: it may want to know whether a person asks",
				    STR_ARG(says));
	else if (r->status > 300 && r->status < 400 && r->status != 304 && !r->location.n)
		says = arena_printf(j->a, "%.*s and does not say where", STR_ARG(says));
	return say(j, kind_of_status(r->status),
		   arena_printf(j->a, "%.*s%.*s", STR_ARG(way(j)), STR_ARG(says)));
}

/* ---- what is in the way --------------------------------------------------------------------- */

static bool is_page(const struct page *p)
{
	return p->kind == BODY_HTML || p->kind == BODY_TEXT;
}

static bool judge_where(struct judging *j)
{
	struct str address = last_address(j);

	switch (j->where) {
	case WHERE_LOGIN:
		return say(j, LINK_BLOCKED,
			   arena_printf(j->a,
					"it leads to a page that asks for a name and a password: "
					"%.*s",
					STR_ARG(address)));
	case WHERE_CONSENT:
		return say(j, LINK_BLOCKED,
			   arena_printf(j->a,
					"it leads to a page that asks to accept cookies: %.*s",
					STR_ARG(address)));
	case WHERE_MISSING:
		return say(j, LINK_SOFT_404,
			   arena_printf(j->a, "it leads to a page for errors: %.*s",
					STR_ARG(address)));
	case WHERE_HOME:
		return say(j, LINK_MOVED_HOME,
			   arena_printf(j->a, "it leads to the %s %.*s",
					where_is_home(j->last->address)
						? "front page"
						: "front page or search form",
					STR_ARG(address)));
	default:
		return false;
	}
}

static bool judge_words(struct judging *j)
{
	if (j->page->wants_login)
		return say_titled(j, LINK_BLOCKED, "the page asks for a name and a password");
	if (j->page->says_parked)
		return say_titled(j, LINK_SOFT_404,
				  "the page says that the name is for sale or the site was closed");
	if (j->page->says_missing)
		return say_titled(j, LINK_SOFT_404, "the page says that there is no such page");
	if (j->page->says_failed)
		return say_titled(j, LINK_SERVER_ERROR, "the page says that the site has failed");
	return false;
}

/* ---- files ---------------------------------------------------------------------------------- */

static unsigned name_kind(struct str address)
{
	struct web_target target = {.address = address};
	struct web web;

	web_split(&web, address);
	target.path = web.path;
	return web_target_kind(&target);
}

/* Addresses of this form open the document itself, never a page. */
static bool answers_file(struct str address)
{
	const struct host_form *form;
	struct web web;

	web_split(&web, address);
	form = host_form_find(&web);
	return form && form->answer == ANSWER_FILE;
}

static bool wants_file(const struct judging *j)
{
	return answers_file(j->t->address) || answers_file(j->last->address);
}

static bool judge_empty(struct judging *j)
{
	const struct reply *r = j->last;
	bool empty = j->page->kind == BODY_EMPTY || r->status == 204 || r->status == 205;

	/* A HEAD has no body. */
	if (!empty || r->method == METHOD_HEAD)
		return false;
	if (wants_file(j))
		return say_there(
			j, LINK_SOFT_404,
			"the answer is empty, as that for a document that is not published");
	return say_there(j, LINK_SERVER_ERROR, "the answer is empty");
}

/* A page in place of the document that the site hands out at such addresses. */
static bool judge_file(struct judging *j)
{
	struct str size;

	if (!is_page(j->page) || j->page->has_symbol || !wants_file(j))
		return false;
	size = size_words(j->page->bytes, j->a);
	if (!j->t->carries.n)
		return say(j, LINK_SOFT_404,
			   arena_printf(
				   j->a,
				   "%.*sthe answer is a web page of %.*s in place of the document",
				   STR_ARG(way(j)), STR_ARG(size)));
	return say(j, LINK_SOFT_404,
		   arena_printf(j->a,
				"%.*sthe answer is a web page of %.*s that does not name %.*s",
				STR_ARG(way(j)), STR_ARG(size), STR_ARG(j->t->carries)));
}

/* ---- the probe ------------------------------------------------------------------------------ */

/* 'title' with what it has of its own address taken out: what stands before and behind. False
 * when it has nothing of it. */
static bool takes_out(struct str title, struct str address, struct str *before, struct str *behind)
{
	size_t at = SIZE_MAX, end;
	struct web web;

	web_split(&web, address);
	for (struct str path = web.path; at == SIZE_MAX && path.n > 1;) {
		path = str_skip(path, 1);
		at = str_find(title, path, 0);
		end = at + path.n;
		while (path.n && path.p[0] != '/')
			path = str_skip(path, 1);
	}
	if (at == SIZE_MAX)
		return false;
	*before = str_part(title, 0, at);
	*behind = str_skip(title, end);
	/* The stroke before it is the address's, too. */
	if (before->n && before->p[before->n - 1] == '/')
		before->n--;
	return true;
}

/* Per cent that pages must have in common to be one; above 100 they cannot be. */
static unsigned alike_wanted(const struct reply *x, const struct reply *y)
{
	struct str a, b, c, d;

	if (str_eq_nocase(x->page.title, y->page.title))
		return ALIKE;
	if (takes_out(x->page.title, x->address, &a, &b) &&
	    takes_out(y->page.title, y->address, &c, &d) && str_eq_nocase(a, c) &&
	    str_eq_nocase(b, d))
		return ALIKE_ECHO;
	return 101;
}

/* Pages without words enough for a sketch are one when they are of one size. */
static bool are_alike(const struct reply *x, const struct reply *y)
{
	const struct page *p = &x->page, *q = &y->page;
	unsigned wanted = alike_wanted(x, y);

	if (!is_page(p) || !is_page(q) || wanted > 100)
		return false;
	if (!p->sketch.n && !q->sketch.n)
		return p->sketch.words == q->sketch.words && p->bytes == q->bytes;
	return sketch_alike(&p->sketch, &q->sketch) >= wanted;
}

/* The address that cannot exist gets the same page. */
static bool is_like_probe(const struct judging *j)
{
	return j->t->probe && is_open(j->t->probe) && are_alike(j->last, j->t->probe);
}

/* Something was learnt from it: it is no wall, no failure and no silence. */
static bool probe_tells(const struct trail *t)
{
	const struct reply *p = t->probe;

	return p && (is_open(p) || is_gone(p) ||
		     (p->trouble == TROUBLE_NONE && p->status >= 300 && p->status < 400));
}

/* Its words come with the symbol or are those of a front page: nothing else need vouch for it. */
static bool vouches_for_itself(const struct judging *j)
{
	return !is_page(j->page) || j->page->has_symbol || where_is_home(j->last->address);
}

uint32_t judge_probe_beside(const struct trail *t)
{
	uint32_t i = t->n - 1;

	while (i && where_led(t->address, t->replies[i].address) != WHERE_SAME)
		i--;
	return i;
}

static struct str sends_to(const struct reply *r)
{
	return r->location.n ? r->location : r->page.refresh;
}

/* The address that cannot exist is led to the same page. */
static bool leads_all(const struct judging *j)
{
	const struct reply *probe = j->t->probe;
	uint32_t beside = judge_probe_beside(j->t);

	return beside + 1 < j->t->n && probe && probe->trouble == TROUBLE_NONE &&
	       sends_to(probe).n && str_eq(sends_to(probe), sends_to(&j->t->replies[beside]));
}

static bool judge_probe(struct judging *j)
{
	bool alike;

	if (vouches_for_itself(j))
		return false;
	if (leads_all(j))
		return say(j, LINK_SOFT_404,
			   arena_printf(j->a,
					"it leads to %.*s, where the site sends us from an "
					"address that cannot exist as well",
					STR_ARG(last_address(j))));
	alike = is_like_probe(j);
	if (j->page->is_script && (alike || !probe_tells(j->t)))
		return say_there(
			j, LINK_UNCHECKED,
			"the page is built in the browser, so that programs see nothing of it");
	if (alike)
		return say_titled(j, LINK_SOFT_404,
				  "the page is the same that the site shows for an address that "
				  "cannot exist");
	return false;
}

/* ---- what opens ----------------------------------------------------------------------------- */

/* "#page=3" is for viewers of PDF files, "#/route" for scripts; "#top" is every page's. */
static bool is_place(struct str fragment)
{
	return fragment.n && fragment.p[0] != '/' && fragment.p[0] != '!' &&
	       !str_eq_nocase(fragment, STR("top")) && str_find(fragment, STR("="), 0) == SIZE_MAX;
}

/* Every hop said that it is for good. */
static bool is_for_good(const struct trail *t)
{
	for (uint32_t i = 0; i + 1 < t->n; i++)
		if (t->replies[i].status != 301 && t->replies[i].status != 308)
			return false;
	return true;
}

/* Its address names a file, and a page came. */
static bool lost_file(const struct judging *j)
{
	unsigned kind = name_kind(j->t->address);

	return kind != BODY_HTML && kind != BODY_TEXT && j->page->kind == BODY_HTML;
}

/* An address that stands for a document and leads to its file has not moved. */
static bool is_resolver(const struct judging *j)
{
	const struct host_form *form;
	struct web web;

	if (where_is_pointer(j->t->address))
		return true;
	web_split(&web, j->t->address);
	form = host_form_find(&web);
	return form && form->symbol[0] && !is_page(j->page);
}

static struct str opens(const struct judging *j)
{
	struct str title = utf8_brief(j->page->title, TITLE_SHOWN, j->a);

	if (j->last->method == METHOD_HEAD)
		return status_says(j->last, j->a);
	if (lost_file(j))
		return STR("the answer is a web page, though its name is that of a file");
	if (!title.n)
		return arena_printf(j->a, "the answer is %s", kind_words(j->page->kind));
	return arena_printf(j->a, "the answer is %s (\"%.*s\")", kind_words(j->page->kind),
			    STR_ARG(title));
}

/* What a page lacks that was read to its end; behind what it is. */
static void note_lacks(struct judging *j)
{
	const struct page *p = j->page;
	struct verdict *out = j->out;
	struct str place = page_fragment(j->t->fragment);

	if (!is_page(p) || p->is_script || j->last->stopped)
		return;
	out->no_symbol = j->t->carries.n && !p->has_symbol;
	out->no_fragment =
		p->kind == BODY_HTML && is_place(place) && !(p->fragments >> j->t->fragment_at & 1);
	if (out->no_symbol)
		out->why = arena_printf(j->a, "%.*s; it does not name %.*s", STR_ARG(out->why),
					STR_ARG(j->t->carries));
	if (out->no_fragment)
		out->why = arena_printf(j->a, "%.*s; it has no place of the name \"%.*s\"",
					STR_ARG(out->why),
					STR_ARG(utf8_brief(place, TITLE_SHOWN, j->a)));
}

static void judge_open(struct judging *j)
{
	struct str address = last_address(j);

	if (!is_elsewhere(j)) {
		say(j, LINK_OK, opens(j));
	} else if (is_resolver(j)) {
		say(j, LINK_OK,
		    arena_printf(j->a, "it stands for %.*s, which opens", STR_ARG(address)));
	} else if (j->where == WHERE_SAME) {
		say(j, LINK_OK, arena_printf(j->a, "it opens as %.*s", STR_ARG(address)));
	} else if (j->where == WHERE_ABOVE) {
		say(j, LINK_MOVED,
		    arena_printf(j->a, "it leads to a page above it: %.*s", STR_ARG(address)));
	} else if (lost_file(j)) {
		say(j, LINK_MOVED,
		    arena_printf(j->a,
				 "it leads to a web page, though its name is that of a file: %.*s",
				 STR_ARG(address)));
	} else {
		j->out->permanent = is_for_good(j->t);
		say(j, LINK_MOVED,
		    arena_printf(j->a, "it has moved %sto %.*s",
				 j->out->permanent ? "for good " : "", STR_ARG(address)));
	}
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* All that is told without the probe, in the order of what is most certain. */
static bool judge_alone(struct judging *j)
{
	return judge_trouble(j) || judge_circle(j) || judge_wall(j) || judge_hops(j) ||
	       judge_status(j) || judge_empty(j) || judge_words(j) || judge_where(j) ||
	       judge_file(j);
}

static void begin(struct judging *j, struct verdict *out, const struct trail *t, struct arena *a)
{
	const struct reply *last = &t->replies[t->n - 1];

	*j = (struct judging){.out = out, .t = t, .last = last, .page = &last->page, .a = a};
	j->where = is_elsewhere(j) ? where_led(t->address, last->address) : WHERE_SAME;
}

void judge(struct verdict *out, const struct trail *t, struct arena *a)
{
	struct judging j;

	*out = (struct verdict){.kind = LINK_UNCHECKED, .why = STR("it was not asked")};
	if (!t->n)
		return;
	begin(&j, out, t, a);
	out->status = j.last->status;
	out->passing = judge_may_pass(j.last);
	if (is_elsewhere(&j))
		out->final = arena_str(a, j.last->address);
	if (is_page(j.page))
		out->sketch = j.page->sketch;
	for (uint32_t i = 0; i < t->n; i++)
		out->by_name |= t->replies[i].proxied;
	if (judge_alone(&j) || judge_probe(&j))
		return;
	judge_open(&j);
	note_lacks(&j);
}

bool judge_wants_get(const struct reply *head)
{
	switch (head->trouble) {
	case TROUBLE_NONE:
		break;
	case TROUBLE_TIMEOUT:
	case TROUBLE_CUT:
	case TROUBLE_GARBAGE:
		return true;
	default:
		return false;
	}
	/* A wall stands before GET too, and too many requests are not to become more. */
	if (head->wall || head->status == 429)
		return false;
	return !(head->status >= 300 && head->status < 400 && head->location.n);
}

bool judge_wants_probe(const struct trail *t)
{
	struct verdict verdict = {.kind = LINK_UNCHECKED};
	struct judging j;
	struct arena scratch;
	bool wants;

	if (!t->n || !is_page(&t->replies[t->n - 1].page))
		return false;
	arena_init(&scratch);
	begin(&j, &verdict, t, &scratch);
	wants = !judge_alone(&j) && !vouches_for_itself(&j);
	arena_release(&scratch);
	return wants;
}

bool judge_may_pass(const struct reply *r)
{
	switch (r->trouble) {
	case TROUBLE_NONE:
		break;
	case TROUBLE_TLS:
	case TROUBLE_REFUSED:
		return false;
	default:
		return true;
	}
	/* Servers under load send nothing. */
	if (is_open(r) && r->method == METHOD_GET && r->page.kind == BODY_EMPTY)
		return true;
	return r->status == 408 || r->status == 421 || r->status == 425 || r->status == 429 ||
	       r->status == 0 ||
	       (r->status >= 500 && r->status != 501 && r->status != 505 && r->status < 600);
}
