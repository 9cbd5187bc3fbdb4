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

# One note that holds about N of something: shape_note_KIND N.
note_of() { printf '1. Text.[^1]\n\n[^1]: %s' "$2"; repeat "$1" "$3"; printf '%s\n' "$4"; }
shape_md_note_sources() { note_of "$1" 'See ' 'A/HRC/43/46, paras. 5 (a) and 7–9; ' 'A/HRC/43/48.'; }
shape_md_note_items() { note_of "$1" 'A/HRC/43/46, paras. ' '%d, ' '900001 and 900002.'; }
shape_md_note_ranges() { note_of "$1" 'A/HRC/43/46, paras. ' '%d–' '900001.'; }
shape_md_note_below() { note_of "$1" 'A/HRC/43/46, para. 5' ' (a)' '.'; }
shape_md_note_parentheses() { note_of "$1" 'A/HRC/43/46' ' (' ''; repeat "$1" ')'; }
shape_md_note_closings() { note_of "$1" 'A/HRC/43/46 ' ')' '.'; }
shape_md_note_openings() { note_of "$1" '' '(A/HRC/43/46 ' '.'; }
shape_md_note_quotations() { note_of "$1" 'See ' '“words ' '.'; }
shape_md_note_ibids() { note_of "$1" 'A/HRC/43/46. ' 'See also ibid., para. %d. ' ''; }
shape_md_note_signals() { note_of "$1" '' 'See also ' 'A/HRC/43/46.'; }
shape_md_note_latin() { note_of "$1" '' 'Smith, op. cit., p. %d. ' ''; }
shape_md_note_addenda() { note_of "$1" 'A/HRC/43/46' ' and Add.%d' '.'; }
shape_md_note_numbers() { note_of "$1" 'Communications Nos. ' '%d/2001, ' '1/2002.'; }
shape_md_note_records() { note_of "$1" '' 'Official Records of the General Assembly, ' 'Fifty-fifth Session.'; }
shape_md_note_works() { note_of "$1" '' 'Smith, Title %d (London, 2001), p. %d; ' ''; }
shape_md_note_separators() { note_of "$1" 'A/HRC/43/46' ', ; and' '.'; }
shape_md_note_words() { note_of "$1" '' 'words, and words. ' ''; }

# N notes, each called in its own sentence.
notes_of() { repeat "$1" '%d. A sentence.[^%d]\n\n'; repeat "$1" "$2"; }
shape_md_ibids() { notes_of "$1" '[^%d]: Ibid.\n\n'; }
shape_md_back() { notes_of "$1" '[^%d]: See note 1 above, para. %d.\n\n'; }
shape_md_forward() { notes_of "$1" '[^%d]: See note 900000 below, para. %d.\n\n'; }
shape_md_works() { notes_of "$1" '[^%d]: Smith, Title %d (London, 2001), p. %d.\n\n'; }
shape_md_short() { printf '1. Text.[^0]\n\n'; notes_of "$1" '[^%d]: UNICEF submission %d, p. %d.\n\n'; printf '[^0]: UNICEF submission.\n'; }
shape_md_other_body() { repeat "$1" '%d. The Committee against Torture was concerned.[^%d]\n\n'; repeat "$1" '[^%d]: CRC/C/SVN/CO/5-6, para. %d.\n\n'; }
# A list of N sources in the first note, and N notes that cite them.
shape_md_listed() {
	printf '1. The stakeholders listed below contributed.[^900000]\n\n'
	repeat "$1" '%d. JS%d stated that.[^%d]\n\n'
	printf '[^900000]: The stakeholders listed below have contributed information for this summary: Civil society: '
	repeat "$1" 'JS%d Joint submission %d submitted by: Group %d, Geneva (Switzerland); '
	printf '\n\n'
	repeat "$1" '[^%d]: JS%d, para. %d.\n\n'
}

# In the running text.
shape_references() { repeat "$1" '%d. See para. %d above and paras. 1–%d.\n\n'; }
shape_md_notes_named() { notes_of "$1" '[^%d]: See notes 1 and %d above.\n\n'; }
shape_sections() { repeat "$1" 'IV. Heading\n\n%d. See sect. IV.A, chap. %d and annex II above.\n\n'; }
shape_resolutions() { repeat "$1" '%d. Recalling resolution 1/1, Security Council resolution 1325 (2000) and general comment No. 36 (2018).\n\n'; }
shape_resolution_line() { printf '1. Recalling resolutions '; repeat "$1" '1/%d, '; printf '1/1.\n'; }
shape_bodies() { repeat "$1" '%d. The Committee against Torture and the same Committee and it and UNHCRR said so.\n\n'; }
