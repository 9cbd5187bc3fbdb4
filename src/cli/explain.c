#include "cli/cli.h"

#include "cli/output.h"
#include "cli/setup.h"
#include "report/rules.h"

static enum status find_rules(const struct ruleset *rs, const struct words *slugs, uint32_t *out,
			      struct err *err)
{
	for (uint32_t i = 0; i < slugs->n; i++) {
		struct str slug = str_of(slugs->at[i]);
		const char *near = ruleset_nearest(rs, slug);

		out[i] = ruleset_find(rs, slug);
		if (out[i] == NONE)
			return err_set(err, FF_EUSAGE, "no rule \"%s\"; %s%s%s", slugs->at[i],
				       near ? "did you mean " : "see \"footfault rules\"",
				       near ? near : "", near ? "?" : "");
	}
	return FF_OK;
}

static int run(struct options *o, struct arena *a)
{
	uint32_t *rules = arena_zero(a, (o->operands.n + 1) * sizeof(*rules));
	struct err err = ERR_INIT;
	struct setup s;
	struct output out;

	if (!o->operands.n)
		return cli_fail("name a rule; \"footfault rules\" lists them");
	if (setup_init(&s, o, a, &err) != FF_OK ||
	    find_rules(&s.rules, &o->operands, rules, &err) != FF_OK ||
	    output_open(&out, o, &err) != FF_OK)
		return cli_fail(err.message);
	if (o->format && strcmp(o->format, "json") == 0) {
		explain_json(&out.buf, &s.rules, rules, o->operands.n);
		return output_close(&out, EXIT_CLEAN);
	}
	for (uint32_t i = 0; i < o->operands.n; i++) {
		if (i)
			buf_add_char(&out.buf, '\n');
		explain_text(&out.buf, &s.rules, rules[i], output_colour(&out, o));
	}
	return output_close(&out, EXIT_CLEAN);
}

static const struct option own[] = {
	{"format", 'f', OPTION_TEXT, offsetof(struct options, format), "NAME",
	 "text or json (default: text)", "text json"},
	{"rules", 0, OPTION_LIST, offsetof(struct options, rules), "DIR",
	 "add the rules in this folder; may be repeated", NULL},
	{0},
};

const struct command command_explain = {
	.name = "explain",
	.usage = "RULE…",
	.summary = "Says why a rule is there, shows examples, and how to fix what it reports.",
	.options = (const struct option *const[]){own, options_output, options_common, NULL},
	.run = run,
};
