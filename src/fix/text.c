#include "fix/text.h"

#include "read/reader.h"

void fixed_count(struct fixed *out, const struct checked *c, const struct change_filter *filter)
{
	struct changes possible;

	out->left = 0;
	for (uint32_t i = 0; i < c->run.findings.n; i++)
		out->left += !c->run.findings.at[i].suppressed.p;
	changes_choose(&possible, c, true, filter);
	out->possible = possible.fixes;
}

enum status fix_text(struct fixed *out, struct check_job *job, const struct config *config,
		     struct str original, const char *name, bool suggested, struct arena *a,
		     struct err *err)
{
	struct str text = original;

	*out = (struct fixed){.fixes = 0};
	pieces_init(&out->pieces, original, a);
	for (unsigned round = 0; round <= FIX_ROUNDS; round++) {
		struct changes changes;
		struct checked checked;
		struct document doc;

		if (read_bytes(&doc, a, text, name, err) != FF_OK)
			return err->status;
		check_run(job, &checked, &doc, config);
		out->encoding = doc.encoding;
		changes_choose(&changes, &checked, suggested, NULL);
		if (!changes.list.n || round == FIX_ROUNDS) {
			fixed_count(out, &checked, NULL);
			break;
		}
		out->fixes += changes.fixes;
		pieces_change(&out->pieces, &changes);
		text = pieces_text(&out->pieces);
	}
	return FF_OK;
}
