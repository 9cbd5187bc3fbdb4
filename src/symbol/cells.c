#include "symbol/search.h"
#include "symbol/glyph.h"
#include "base/utf8.h"

static void cell_add(struct cells *out, char c, size_t at, uint8_t cost)
{
	out->c[out->n] = c;
	out->at[out->n] = (uint8_t)at;
	out->cost[out->n++] = cost;
}

bool cells_fill(struct cells *out, struct str token)
{
	size_t i = 0;

	out->n = out->spaces = 0;
	if (token.n > TOKEN_MAX)
		return false;
	while (i < token.n) {
		uint32_t code = (unsigned char)token.p[i];
		size_t n = code < 0x80 ? 1 : utf8_scan(str_skip(token, i), &code);

		if (!n)
			return false;
		if (code < 0x80 && !is_space((char)code))
			cell_add(out, (char)code, i, 0);
		else if (utf8_is_dash(code))
			cell_add(out, '-', i, COST_HOMOGLYPH);
		else if (code < 0x80 || utf8_is_invisible(code))
			out->spaces++;
		else if (glyph_ascii(code))
			cell_add(out, glyph_ascii(code), i, COST_HOMOGLYPH);
		else
			return false;
		i += n;
	}
	out->at[out->n] = (uint8_t)token.n;
	out->c[out->n] = '\0';
	return true;
}
