# shellcheck shell=bash
# Shapes of hostile input, for inputs.sh and growth.sh: each function prints one of about N parts.

# repeat N FORMAT: FORMAT with the numbers 1 to N for its %d.
repeat() {
	awk -v n="$1" -v format="$2" 'BEGIN { for (i = 1; i <= n; i++) printf format, i, i, i }'
}

# The same with a second number, in raised digits, for %s.
repeat_raised() {
	awk -v n="$1" -v format="$2" '
	BEGIN {
		split("⁰ ¹ ² ³ ⁴ ⁵ ⁶ ⁷ ⁸ ⁹", raised, " ")
		for (i = 1; i <= n; i++) {
			s = ""
			for (k = 1; k <= length(i ""); k++)
				s = s raised[substr(i, k, 1) + 1]
			printf format, i, s
		}
	}'
}

shape_line() { repeat "$1" 'words '; }
shape_blank_lines() { repeat "$1" '\n'; }
shape_page_ends() { repeat "$1" 'Text at the end of page\n%d\n\f'; }
shape_paragraphs() { repeat "$1" '%d. The Committee recommended that the State act.\n\n'; }
shape_headings() { repeat "$1" 'IV. Heading\n\nA. Heading\n\n'; }
shape_symbol_parts() { printf 'A'; repeat "$1" '/RES'; }
shape_symbols() { repeat "$1" 'See A/RES/75/1, para. %d.\n'; }
shape_damaged_symbols() { repeat "$1" 'CEDAWI/C/KAZ/COQI5, para. %d.\n'; }
shape_near_symbols() { repeat "$1" 'A/HRC/I%d/I%d/ADDI%d '; }
shape_parentheses() { repeat "$1" '('; repeat "$1" ')'; }
shape_addresses() { repeat "$1" 'See https://www.ohchr.org/en/state-\nments/2023/%d.\n'; }
shape_ibid() { repeat "$1" '[^%d]: Ibid., para. %d.\n'; }
shape_raised() { repeat_raised "$1" '%d. A sentence.%s\n\n'; }
shape_debris() { repeat "$1" '%d. The Committee recommended it.®\n\n'; repeat "$1" 'CAT/C/KAZ/CO/4, para. %d.\n\n'; }
shape_noted() {
	repeat_raised "$1" '%d. A sentence.%s\n\n'
	printf 'Notes\n\n'
	repeat "$1" '%d Report of the Secretary-General, para. %d.\n'
}
shape_md_called() { repeat "$1" 'A sentence.[^%d]\n\n'; }
shape_md_noted() { repeat "$1" 'A sentence.[^%d]\n\n'; repeat "$1" '[^%d]: Report of the Secretary-General, para. %d.\n'; }
shape_md_brackets() { repeat "$1" '['; }
shape_md_unclosed() { repeat "$1" '[^'; }
shape_md_stars() { repeat "$1" '*a **b '; }
# shellcheck disable=SC2016 # no command is meant
shape_md_ticks() { repeat "$1" '`a ``b '; }
shape_md_quotes() { repeat "$1" '> '; printf 'deep\n'; }
shape_md_comments() { repeat "$1" '<!-- a '; }
shape_md_table() { printf '| a | b |\n|---|---|\n'; repeat "$1" '| x[^%d] | A/RES/75/1, para. %d |\n'; }
