#include "fix/text.h"

#include "read/reader.h"

void fixed_count(struct fixed *out, const struct checked *c)
{
	out->left = out->possible = 0;
	for (uint32_t i = 0; i < c->run.findings.n; i++) {
		const struct finding *f = &c->run.findings.at[i];

		if (f->suppressed.p)
			continue;
		out->left++;
		out->possible += f->fix.kind != FIX_NONE;
	}
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
		fixed_count(out, &checked);
		out->encoding = doc.encoding;
		changes_choose(&changes, &checked, suggested, NULL);
		if (!changes.list.n || round == FIX_ROUNDS)
			break;
		out->fixes += changes.fixes;
		pieces_change(&out->pieces, &changes);
		text = pieces_text(&out->pieces);
	}
	return FF_OK;
}
