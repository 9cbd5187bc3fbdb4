/*
 * rules/symbols/<organ>.json -> the trie of symbol/grammar.h. Templates are first
 * written out (families and choices), then laid into a trie letter by letter.
 */
#include "base/bytes.h"
#include "rulec/rulec.h"
#include "base/buf.h"
#include "base/vec.h"
#include "symbol/grammar.h"

#include <stdlib.h>

struct edge {
	uint8_t kind; /* LITERAL or enum edge_kind */
	char ch;
	uint32_t to, min, max;
	uint32_t next; /* of the same node; 0: none */
};

enum { LITERAL = 255, TEMPLATE_MAX = 512, NO_MAX = 99999 };

struct built_node {
	uint32_t first, last; /* edges, in the order of the files */
	uint32_t series;
};

struct entry {
	const char *template, *title, *body, *organ;
	const char *check;
	bool never_cited, closed;
	uint8_t sessions;
};

struct compiler {
	struct rulec *r;
	const char *path; /* of the file that is read */
	VEC(struct built_node) nodes;
	VEC(struct edge) edges;
	VEC(struct entry) series;
	struct entry current;
	struct str written; /* the template with its choices, its family put in */
	uint32_t modifier_root, modifier_end;
	uint32_t *merged; /* node -> the first node that is the same from there on */
	const char *raw;  /* the template as the file has it */
};

static const char *const kind_names[] = {
	[EDGE_STATE] = "state",	    [EDGE_ROMAN] = "roman",
	[EDGE_YEAR] = "year",	    [EDGE_COMMUNICATIONS] = "communications",
	[EDGE_REPORTS] = "reports", [EDGE_SESSION] = "session",
	[EDGE_NUMBER] = "number",   [EDGE_DIGITS] = "digits",
	[EDGE_PART] = "part",
};

static const struct {
	const char *word, *constant;
} checks[] = {
	{"", "CHECK_NONE"},
	{"ga-session", "CHECK_GA_SESSION"},
	{"ga-old-resolution", "CHECK_GA_OLD_RESOLUTION"},
	{"sc-resolution", "CHECK_SC_RESOLUTION"},
	{"hrc-session", "CHECK_HRC_SESSION"},
	{"hrc-resolution", "CHECK_HRC_RESOLUTION"},
	{"hrc-decision", "CHECK_HRC_DECISION"},
	{"chr-resolution", "CHECK_CHR_RESOLUTION"},
	{"upr-state", "CHECK_UPR_STATE"},
	{"communication", "CHECK_COMMUNICATION"},
	{"treaty-session", "CHECK_TREATY_SESSION"},
	{"lone", "CHECK_LONE"},
};

static const char *const session_tables[] = {"", "ga", "hrc", "upr", "treaty"};

static bool fail(struct compiler *c, const char *why, struct str part)
{
	err_set(c->r->err, FF_ECONFIG, "%s/%s: template \"%s\": %s \"%.*s\"", c->r->rules, c->path,
		c->raw, why, STR_ARG(part));
	return false;
}

static uint32_t node_add(struct compiler *c)
{
	vec_push(c->r->arena, &c->nodes);
	return c->nodes.n - 1;
}

static bool edge_same(const struct edge *a, const struct edge *b)
{
	return a->kind == b->kind && a->ch == b->ch && a->min == b->min && a->max == b->max;
}

static struct edge *edge_find(struct compiler *c, uint32_t node, const struct edge *want)
{
	for (uint32_t i = c->nodes.at[node].first; i; i = c->edges.at[i].next)
		if (edge_same(&c->edges.at[i], want))
			return &c->edges.at[i];
	return NULL;
}

/* The node behind the edge that looks like 'want'; made when there is none. */
static uint32_t edge_follow(struct compiler *c, uint32_t node, struct edge want, uint32_t to)
{
	struct edge *found = edge_find(c, node, &want);
	uint32_t at = c->edges.n;

	if (found)
		return found->to;
	want.to = to ? to : node_add(c);
	want.next = 0;
	*vec_push(c->r->arena, &c->edges) = want;
	if (c->nodes.at[node].last)
		c->edges.at[c->nodes.at[node].last].next = at;
	else
		c->nodes.at[node].first = at;
	c->nodes.at[node].last = at;
	return want.to;
}

static uint32_t literal_follow(struct compiler *c, uint32_t node, char ch)
{
	return edge_follow(c, node, (struct edge){.kind = LITERAL, .ch = ch}, 0);
}

/* " (" is laid twice, with the space and without, both ways to the same node. */
static uint32_t space_follow(struct compiler *c, uint32_t node)
{
	uint32_t behind = literal_follow(c, literal_follow(c, node, ' '), '(');

	edge_follow(c, node, (struct edge){.kind = LITERAL, .ch = '('}, behind);
	return behind;
}

static bool range_scan(struct str text, uint32_t *min, uint32_t *max)
{
	size_t dash = str_find(text, STR("-"), 0);

	return dash != SIZE_MAX && str_number(str_part(text, 0, dash), min) &&
	       str_number(str_skip(text, dash + 1), max) && *min <= *max;
}

static bool argument_apply(struct compiler *c, struct edge *edge, struct str arg)
{
	if (range_scan(arg, &edge->min, &edge->max))
		return true;
	if (edge->kind == EDGE_YEAR && str_eq(arg, STR("registered")))
		return true;
	if (edge->kind == EDGE_ROMAN || edge->kind == EDGE_SESSION)
		for (size_t i = 1; i < COUNT_OF(session_tables); i++)
			if (str_eq(arg, str_of(session_tables[i]))) {
				c->current.sessions = (uint8_t)i;
				return true;
			}
	return fail(c, "cannot understand", arg);
}

static struct edge edge_default(uint8_t kind)
{
	struct edge edge = {.kind = kind, .min = 1, .max = NO_MAX};

	if (kind == EDGE_YEAR) {
		edge.min = 1946;
		edge.max = 2049;
	} else if (kind == EDGE_SESSION) {
		edge.max = 199;
	} else if (kind == EDGE_REPORTS) {
		edge.max = 50;
	}
	return edge;
}

/* 'words' is what stands between the braces: "session:ga,31-199". */
static bool typed_scan(struct compiler *c, struct str words, struct edge *out)
{
	size_t colon = str_find(words, STR(":"), 0);
	struct str name = str_part(words, 0, colon == SIZE_MAX ? words.n : colon);
	struct str args = colon == SIZE_MAX ? STR_NONE : str_skip(words, colon + 1);
	uint8_t kind = 0;

	while (kind < COUNT_OF(kind_names) && !str_eq(name, str_of(kind_names[kind])))
		kind++;
	if (kind == COUNT_OF(kind_names))
		return fail(c, "no kind of part is called", name);
	*out = edge_default(kind);
	while (args.n) {
		size_t comma = str_find(args, STR(","), 0);
		size_t end = comma == SIZE_MAX ? args.n : comma;

		if (!argument_apply(c, out, str_part(args, 0, end)))
			return false;
		args = str_skip(args, comma == SIZE_MAX ? args.n : comma + 1);
	}
	return true;
}

/* The template as people see it: without ranges, with the names of tables. */
static const char *template_shown(struct compiler *c, struct str text)
{
	struct buf shown = BUF_INIT;
	bool dropping = false;
	struct str kept;

	for (size_t i = 0; i < text.n; i++) {
		char ch = text.p[i];

		if (ch == '}')
			dropping = false;
		else if ((ch == ':' || ch == ',') && i + 1 < text.n && is_digit(text.p[i + 1]))
			dropping = true;
		if (!dropping)
			buf_add_char(&shown, ch == '<' ? '[' : ch == '>' ? ']' : ch);
	}
	kept = arena_str(c->r->arena, buf_str(&shown));
	buf_release(&shown);
	return kept.p;
}

/* The series with this template, one more than its index. Lists that are not closed have
 * one series for all choices of a template: nobody asks them for more. */
static uint32_t series_add(struct compiler *c, struct str template)
{
	const char *shown = template_shown(c, template);

	for (uint32_t i = c->series.n; i > 0 && c->series.n - i < 4; i--)
		if (strcmp(c->series.at[i - 1].template, shown) == 0)
			return i;
	c->current.template = shown;
	*vec_push(c->r->arena, &c->series) = c->current;
	return c->series.n;
}

/* Lays one template, free of families and choices, into the trie. */
static bool template_insert(struct compiler *c, struct str text)
{
	uint32_t node = 0;
	size_t i = 0;

	c->current.sessions = 0;
	while (i < text.n) {
		struct edge edge;
		size_t end;

		if (text.p[i] == '{') {
			end = str_find(text, STR("}"), i);
			if (end == SIZE_MAX)
				return fail(c, "a brace is not closed:", str_skip(text, i));
			if (!typed_scan(c, str_part(text, i + 1, end), &edge))
				return false;
			node = edge_follow(c, node, edge, 0);
			i = end + 1;
		} else if (text.p[i] == ' ' && i + 1 < text.n && text.p[i + 1] == '(') {
			node = space_follow(c, node);
			i += 2;
		} else {
			char ch = text.p[i++];

			node = literal_follow(c, node, ch == '<' ? '[' : ch == '>' ? ']' : ch);
		}
	}
	if (!c->nodes.at[node].series) /* else the earlier template wins */
		c->nodes.at[node].series = series_add(c, c->current.closed ? text : c->written);
	return true;
}

/* Writes out the first choice of 'text' and goes on with each result. */
static bool choices_expand(struct compiler *c, struct str text)
{
	size_t open = str_find(text, STR("["), 0);
	size_t close = open == SIZE_MAX ? SIZE_MAX : str_find(text, STR("]"), open);
	size_t at;

	if (open == SIZE_MAX)
		return template_insert(c, text);
	if (close == SIZE_MAX)
		return fail(c, "a bracket is not closed:", str_skip(text, open));
	for (at = open + 1; at <= close;) {
		size_t bar = str_find(text, STR("|"), at);
		size_t end = bar < close ? bar : close;
		struct str one = arena_printf(c->r->arena, "%.*s%.*s%.*s", (int)open, text.p,
					      (int)(end - at), text.p + at,
					      (int)(text.n - close - 1), text.p + close + 1);

		if (!choices_expand(c, one))
			return false;
		at = end + 1;
	}
	return true;
}

/* Puts each prefix of the family that 'text' opens with in its place. */
static bool family_expand(struct compiler *c, struct str text, const json_t *families)
{
	size_t close = str_find(text, STR("}"), 0);
	struct str name;
	json_t *family;
	const char *prefix;
	json_t *body;

	c->written = text;
	if (!text.n || text.p[0] != '{' || close == SIZE_MAX)
		return choices_expand(c, text);
	name = arena_str(c->r->arena, str_part(text, 1, close));
	family = json_object_get(families, name.p);
	if (!family)
		return fail(c, "\"families\" has no", name);
	json_object_foreach (family, prefix, body) {
		struct str one = arena_printf(c->r->arena, "%s%.*s", prefix,
					      (int)(text.n - close - 1), text.p + close + 1);

		c->written = one;
		c->current.body = arena_str(c->r->arena, str_of(json_string_value(body))).p;
		if (!choices_expand(c, one))
			return false;
	}
	return true;
}

static bool check_known(struct compiler *c, const char *word)
{
	for (size_t i = 0; i < COUNT_OF(checks); i++)
		if (strcmp(checks[i].word, word) == 0)
			return true;
	return fail(c, "no check is called", str_of(word));
}

static const char *optional(struct compiler *c, const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? arena_str(c->r->arena, str_of(value)).p : "";
}

static bool series_read(struct compiler *c, const json_t *object, const json_t *file)
{
	const char *template = rulec_string(c->r, c->path, object, "template");
	const char *title = rulec_string(c->r, c->path, object, "title");

	if (!template || !title)
		return false;
	c->raw = template;
	c->current.title = arena_str(c->r->arena, str_of(title)).p;
	c->current.body = optional(c, object, "body");
	c->current.check = optional(c, object, "check");
	c->current.never_cited = json_is_true(json_object_get(object, "never_cited"));
	c->current.closed = json_is_true(json_object_get(file, "closed"));
	return check_known(c, c->current.check) &&
	       family_expand(c, str_of(template), json_object_get(file, "families"));
}

static bool file_read_series(struct compiler *c, struct str path)
{
	json_t *file, *object;
	size_t i, begin = sizeof("symbols/") - 1;
	bool fine = true;

	c->path = path.p;
	file = rulec_load(c->r, path.p);
	if (!file)
		return false;
	c->current.organ = arena_str(c->r->arena, str_part(path, begin, path.n - 5)).p;
	json_array_foreach (json_object_get(file, "series"), i, object)
		fine = fine && series_read(c, object, file);
	json_decref(file);
	return fine;
}

static uint32_t node_hash(const struct compiler *c, uint32_t node)
{
	uint32_t h = c->nodes.at[node].series * 2654435761u;

	for (uint32_t i = c->nodes.at[node].first; i; i = c->edges.at[i].next) {
		const struct edge *e = &c->edges.at[i];

		h = (h ^ e->kind ^ (uint32_t)e->ch << 8 ^ c->merged[e->to] << 12 ^ e->max << 4 ^
		     e->min) *
		    2654435761u;
	}
	return h;
}

static bool node_same(const struct compiler *c, uint32_t a, uint32_t b)
{
	uint32_t i = c->nodes.at[a].first, k = c->nodes.at[b].first;

	if (c->nodes.at[a].series != c->nodes.at[b].series)
		return false;
	for (; i && k; i = c->edges.at[i].next, k = c->edges.at[k].next)
		if (!edge_same(&c->edges.at[i], &c->edges.at[k]) ||
		    c->merged[c->edges.at[i].to] != c->merged[c->edges.at[k].to])
			return false;
	return i == k;
}

/* Nodes that are the same from there on become one, which keeps the trie in the cache.
 * A node stands before all that it leads to, so one pass from the end will do. */
static void nodes_merge(struct compiler *c)
{
	enum { BUCKETS = 1 << 16 };
	uint32_t *bucket = arena_zero(c->r->arena, BUCKETS * sizeof(*bucket));
	uint32_t *next = arena_zero(c->r->arena, c->nodes.n * sizeof(*next));

	c->merged = arena_zero(c->r->arena, c->nodes.n * sizeof(*c->merged));
	for (uint32_t i = 0; i < c->nodes.n; i++)
		c->merged[i] = i;
	for (uint32_t i = c->nodes.n; i-- > 0;) {
		uint32_t h = node_hash(c, i) >> 16, k = bucket[h];

		while (k && !node_same(c, i, k - 1))
			k = next[k - 1];
		c->merged[i] = k ? k - 1 : i;
		if (k)
			continue;
		next[i] = bucket[h];
		bucket[h] = i + 1;
	}
}

/* Numbers for the nodes that are left, in the order of the templates. */
static uint32_t nodes_number(struct compiler *c, uint32_t *number)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < c->nodes.n; i++)
		if (c->merged[i] == i)
			number[i] = n++;
	return n;
}

static int by_character(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	return x->ch - y->ch;
}

static int by_kind(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	return x->kind != y->kind ? x->kind - y->kind : (int)x->next - (int)y->next;
}

/* The edges of one node: literal ones to 'literal', typed ones to 'typed', sorted. */
static void edges_sort(const struct compiler *c, const struct built_node *node,
		       struct edge literal[128], uint32_t *nliteral, struct edge typed[64],
		       uint32_t *ntyped)
{
	*nliteral = *ntyped = 0;
	for (uint32_t i = node->first; i; i = c->edges.at[i].next) {
		const struct edge *e = &c->edges.at[i];

		if (e->kind == LITERAL && *nliteral < 128) {
			literal[(*nliteral)++] = *e;
		} else if (e->kind != LITERAL && *ntyped < 64) {
			typed[*ntyped] = *e;
			typed[(*ntyped)++].next = i; /* its place in the file */
		}
	}
	qsort(literal, *nliteral, sizeof(*literal), by_character);
	qsort(typed, *ntyped, sizeof(*typed), by_kind);
}

enum column { COLUMN_CH, COLUMN_TO, COLUMN_TYPED };

/* Writes one column of the edges of all nodes that are left. */
static void write_edges(const struct compiler *c, const uint32_t *number, enum column column)
{
	struct edge literal[128], typed[64];
	uint32_t nliteral, ntyped;

	for (uint32_t i = 0; i < c->nodes.n; i++) {
		if (c->merged[i] != i)
			continue;
		edges_sort(c, &c->nodes.at[i], literal, &nliteral, typed, &ntyped);
		for (uint32_t k = 0; column == COLUMN_CH && k < nliteral; k++)
			fprintf(c->r->out, "%d,\n", literal[k].ch);
		for (uint32_t k = 0; column == COLUMN_TO && k < nliteral; k++)
			fprintf(c->r->out, "%u,\n", number[c->merged[literal[k].to]]);
		for (uint32_t k = 0; column == COLUMN_TYPED && k < ntyped; k++)
			fprintf(c->r->out, "{%u, %u, %u, %u},\n", number[c->merged[typed[k].to]],
				typed[k].min, typed[k].max, typed[k].kind);
	}
}

static uint32_t write_trie(struct compiler *c)
{
	FILE *out = c->r->out;
	struct edge literal[128], typed[64];
	uint32_t nliteral, ntyped, literals = 0, typeds = 0, n;
	uint32_t *number = arena_zero(c->r->arena, c->nodes.n * sizeof(*number));

	nodes_merge(c);
	n = nodes_number(c, number);
	c->modifier_root = number[c->merged[c->modifier_root]];
	c->modifier_end = number[c->merged[c->modifier_end]];
	fprintf(out, "static const char literal_ch[] = {\n");
	write_edges(c, number, COLUMN_CH);
	for (uint32_t i = 0; i < BYTES_VECTOR; i++)
		fputs("0, ", out);
	fprintf(out, "};\n\nstatic const uint16_t literal_to[] = {\n");
	write_edges(c, number, COLUMN_TO);
	fprintf(out, "};\n\nstatic const struct trie_typed typed[] = {\n");
	write_edges(c, number, COLUMN_TYPED);
	fprintf(out, "};\n\nstatic const struct trie_node nodes[] = {\n");
	for (uint32_t i = 0; i < c->nodes.n; i++) {
		if (c->merged[i] != i)
			continue;
		edges_sort(c, &c->nodes.at[i], literal, &nliteral, typed, &ntyped);
		fprintf(out, "{%u, %u, %u, %u, %u},\n", literals, typeds, c->nodes.at[i].series,
			nliteral, ntyped);
		literals += nliteral;
		typeds += ntyped;
	}
	fprintf(out, "};\n\n");
	return n;
}

static const char *check_constant(const char *word)
{
	for (size_t i = 0; i < COUNT_OF(checks); i++)
		if (strcmp(checks[i].word, word) == 0)
			return checks[i].constant;
	return "CHECK_NONE";
}

/* The place of a body in rules/bodies.json, or UINT16_MAX. */
static unsigned body_index(const json_t *bodies, const char *slug)
{
	const json_t *body;
	size_t i;

	json_array_foreach (bodies, i, body)
		if (strcmp(json_string_value(json_object_get(body, "slug")), slug) == 0)
			return (unsigned)i;
	return UINT16_MAX;
}

static void write_series(const struct compiler *c)
{
	FILE *out = c->r->out;
	json_t *root = rulec_load(c->r, "bodies.json");
	const json_t *bodies = json_object_get(root, "bodies");

	fprintf(out, "static const struct series series[] = {\n");
	for (uint32_t i = 0; i < c->series.n; i++) {
		const struct entry *s = &c->series.at[i];

		fprintf(out, "{");
		rulec_literal(out, s->template);
		fprintf(out, ", ");
		rulec_literal(out, s->title);
		fprintf(out, ", ");
		rulec_literal(out, s->body);
		fprintf(out, ", %u, ", body_index(bodies, s->body ? s->body : ""));
		rulec_literal(out, s->organ);
		fprintf(out, ", %d, %d, %s, %u},\n", s->never_cited, s->closed,
			check_constant(s->check), s->sessions);
	}
	fprintf(out, "};\n\n");
	json_decref(root);
}

/* First components, each once: the literal ways from the root to a stroke. */
static void write_prefixes_below(const struct compiler *c, uint32_t node, char *text, size_t n,
				 uint32_t *count)
{
	struct edge literal[128], typed[64];
	uint32_t nliteral, ntyped;

	edges_sort(c, &c->nodes.at[node], literal, &nliteral, typed, &ntyped);
	for (uint32_t i = 0; i < nliteral && n < 16; i++) {
		if (literal[i].ch == '/') {
			fprintf(c->r->out, "{\"%.*s\", %zu},\n", (int)n, text, n);
			++*count;
			continue;
		}
		text[n] = literal[i].ch;
		write_prefixes_below(c, literal[i].to, text, n + 1, count);
	}
}

static uint32_t word_bit(const json_t *words, const char *word)
{
	json_t *object;
	size_t i;

	json_array_foreach (words, i, object) {
		const char *name = json_string_value(json_object_get(object, "word"));

		if (name && strcmp(name, word) == 0)
			return 1u << i;
	}
	return 0;
}

/* "/Add.{number}" and its like, apart from the root: repair goes there from any end. */
static bool modifiers_insert(struct compiler *c)
{
	json_t *file = rulec_load(c->r, "symbols/modifiers.json"), *object;
	size_t i;

	if (!file)
		return false;
	c->modifier_root = node_add(c);
	c->modifier_end = node_add(c);
	c->nodes.at[c->modifier_end].series = SERIES_MODIFIER;
	json_array_foreach (json_object_get(file, "modifiers"), i, object) {
		const char *word = json_string_value(json_object_get(object, "word"));
		uint32_t node = literal_follow(c, c->modifier_root, '/');

		for (const char *p = word; p && *p; p++)
			node = literal_follow(c, node, *p);
		edge_follow(c, node, (struct edge){.kind = EDGE_NUMBER, .min = 1, .max = 9999},
			    c->modifier_end);
	}
	json_decref(file);
	return true;
}

static bool write_modifiers(struct compiler *c)
{
	json_t *file = rulec_load(c->r, "symbols/modifiers.json"), *words, *object, *then;
	size_t i, k;

	if (!file)
		return false;
	words = json_object_get(file, "modifiers");
	fprintf(c->r->out, "static const struct grammar_modifier modifiers[] = {\n");
	json_array_foreach (words, i, object) {
		const char *word = rulec_string(c->r, "symbols/modifiers.json", object, "word");
		uint32_t bits = 0;

		if (!word)
			break;
		json_array_foreach (json_object_get(object, "then"), k, then)
			bits |= word_bit(words, json_string_value(then));
		fprintf(c->r->out, "{\"%s\", %u},\n", word, bits);
	}
	fprintf(c->r->out,
		"};\nenum { MOST_MODIFIERS = %d };\n\nstatic const char *const parts[] = {\n",
		(int)json_integer_value(json_object_get(file, "most")));
	json_array_foreach (json_object_get(file, "parts"), i, object) {
		rulec_literal(c->r->out, json_string_value(object));
		fprintf(c->r->out, ",\n");
	}
	fprintf(c->r->out, "};\n\n");
	json_decref(file);
	return true;
}

static void write_grammar(struct compiler *c)
{
	char text[32];
	uint32_t nprefixes = 0, nnodes;

	fprintf(c->r->out, "#include \"symbol/grammar.h\"\n\n");
	nnodes = write_trie(c);
	if (nnodes > UINT16_MAX)
		err_set(c->r->err, FF_ELIMIT, "rules/symbols: more than 65,535 places in the trie");
	write_series(c);
	fprintf(c->r->out, "static const struct grammar_prefix prefixes[] = {\n");
	write_prefixes_below(c, 0, text, 0, &nprefixes);
	fprintf(c->r->out, "};\n\n");
	if (!write_modifiers(c))
		return;
	fprintf(c->r->out,
		"const struct grammar grammar = {\n"
		"\tnodes, literal_ch, literal_to, typed, series, %u, %u,\n"
		"\tmodifiers, COUNT_OF(modifiers), MOST_MODIFIERS, %u, %u,\n"
		"\tparts, COUNT_OF(parts), prefixes, %u,\n};\n",
		nnodes, c->series.n, c->modifier_root, c->modifier_end, nprefixes);
}

enum status rulec_symbols(struct rulec *r)
{
	struct compiler c = {.r = r};
	struct str *files;
	size_t n = rulec_list(r, "symbols", &files);

	node_add(&c);
	vec_push(r->arena, &c.edges); /* edge 0 means none */
	for (size_t i = 0; i < n; i++) {
		if (str_eq(files[i], STR("symbols/modifiers.json")))
			continue;
		if (!file_read_series(&c, files[i]))
			return r->err->status;
	}
	if (c.series.n >= SERIES_MODIFIER)
		return err_set(r->err, FF_ELIMIT, "rules/symbols: more than 65,534 series");
	if (modifiers_insert(&c))
		write_grammar(&c);
	return r->err->status;
}
