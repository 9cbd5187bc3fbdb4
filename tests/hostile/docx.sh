#!/usr/bin/env bash
# docx.sh FOOTFAULT ZIP_FOLDER WORK [BOUNDED]: Word files that want to do harm, and large ones that
# do not. Each ends with the status and the words given here, and with BOUNDED within a limit of
# memory.
set -euo pipefail
usage='usage: docx.sh FOOTFAULT ZIP_FOLDER WORK [BOUNDED]'
footfault=$(readlink -f -- "${1:?$usage}") zip_folder=$(readlink -f -- "${2:?$usage}")
bounded=${4:+$(readlink -f -- "$4")}
rm -rf "${3:?$usage}"
mkdir -p "$3"
cd "$3"
export LC_ALL=C.UTF-8
failed=0

w='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
types=http://schemas.openxmlformats.org/officeDocument/2006/relationships
packages=http://schemas.openxmlformats.org/package/2006/relationships

# frame NAME: the folder of a file that has a body and footnotes still to be written.
frame() {
	mkdir -p "$1/_rels" "$1/word/_rels"
	cat >"$1/_rels/.rels" <<-XML
		<Relationships xmlns="$packages"><Relationship Id="a" Type="$types/officeDocument"
		Target="word/document.xml"/></Relationships>
	XML
	cat >"$1/word/_rels/document.xml.rels" <<-XML
		<Relationships xmlns="$packages"><Relationship Id="a" Type="$types/footnotes"
		Target="footnotes.xml"/><Relationship Id="b" Type="$types/numbering"
		Target="numbering.xml"/></Relationships>
	XML
	echo "<w:footnotes $w/>" >"$1/word/footnotes.xml"
	echo "<w:numbering $w/>" >"$1/word/numbering.xml"
}

# body NAME: standard input is what lies in its document.
body() {
	[ -e "$1/word" ] || frame "$1"
	{
		printf '<w:document %s><w:body>' "$w"
		cat
		printf '</w:body></w:document>'
	} >"$1/word/document.xml"
}

# checks NAME STATUS WORDS MIB: what "check" does with the folder NAME, packed. WORDS is a pattern
# that its output must match; "" wants no output.
checks() {
	local code=0 command=("$footfault" check --format line --jobs 1 "$1.docx")
	[ -e "$1.docx" ] || "$zip_folder" "$1" "$1.docx"
	[ -z "$bounded" ] || command=("$bounded" "$4" "${command[@]}")
	timeout 120 "${command[@]}" >out.txt 2>&1 </dev/null || code=$?
	if [ $code != "$2" ] || { [ -n "$3" ] && ! grep -qE -- "$3" out.txt; } ||
		{ [ -z "$3" ] && [ -s out.txt ]; }; then
		echo "check $1.docx: exit $code instead of $2, or not \"$3\":"
		head -c 2000 out.txt | head -n 20
		failed=1
	fi
	rm -rf "$1"
}

# times N TEXT: TEXT N times over.
times() {
	yes -- "$2" | head -n "$1" | tr -d '\n' || true
}

run='<w:r><w:t>a</w:t></w:r>'
body good <<<"<w:p>$run</w:p>"
checks good 0 '' 30

# Bombs and tricks.
frame bomb
truncate -s 300M bomb/word/document.xml
checks bomb 2 'larger than|times its size' 30
frame bomb2
truncate -s 100M bomb2/word/document.xml
checks bomb2 2 'times its size' 30
frame entities
cat >entities/word/document.xml <<-XML
	<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
	<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>
	<w:document $w><w:body><w:p><w:r><w:t>&c;&d;</w:t></w:r></w:p></w:body></w:document>
XML
checks entities 2 'DOCTYPE' 30
frame trick
mkdir -p "trick/word/x"
sed -i 's|footnotes.xml|../../../../etc/passwd|' trick/word/_rels/document.xml.rels
body trick <<<"<w:p>$run</w:p>"
checks trick 0 '' 30
mkdir crowd
frame crowd
body crowd <<<"<w:p>$run</w:p>"
(cd crowd && seq -f 'm%.0f' 21000 | xargs touch)
checks crowd 2 'more than 20000 files' 60

# Damage.
body cut <<<"<w:p>$run</w:p>"
"$zip_folder" cut whole.docx
for size in 4 30 200 $(($(stat -c %s whole.docx) - 1)); do
	head -c "$size" whole.docx >cut.docx
	checks cut 2 'damaged zip file' 30
done
printf '\320\317\021\340 more' >old.docx
checks old 2 'before 2007' 30
printf 'PK\003\004' | cat - /dev/urandom | head -c 100000 >noise.docx || true
checks noise 2 'damaged zip file' 30
: >empty.docx
checks empty 2 'not a Word file' 30

# Depth and mass.
{
	times 100000 '<w:sdt>'
	times 100000 '</w:sdt>'
} | body deep
checks deep 2 'nest too deep' 30
{
	printf '<w:p>'
	times 1000000 "$run"
	printf '</w:p>'
} | body runs
checks runs 0 '' 128
times 1000000 '<w:p/>' | body paragraphs
checks paragraphs 0 '' 40
{
	printf '<w:p>'
	times 100000 "<w:r><w:pict><w:txbxContent><w:p>$run</w:p></w:txbxContent></w:pict></w:r>"
	printf '</w:p>'
} | body boxes
checks boxes 0 '' 160
{
	printf '<w:p>'
	times 300000 '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
	printf '</w:p>'
} | body fields
checks fields 0 '' 60
{
	printf '<w:p><w:r><w:t w:x="'
	times 2000000 aaaaaaaaaa
	printf '">a</w:t></w:r></w:p>'
} | body attribute
checks attribute 0 '' 160

# Notes that stand in the opposite order, and as many calls of one.
frame notes
{
	printf '<w:footnotes %s>' "$w"
	seq 2 12001 | sed 's|.*|<w:footnote w:id="&"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> A/RES/75/1, para. 1.</w:t></w:r></w:p></w:footnote>|'
	printf '</w:footnotes>'
} >notes/word/footnotes.xml
seq 12001 -1 2 | sed 's|.*|<w:p><w:r><w:t>The Assembly decided.</w:t></w:r><w:r><w:footnoteReference w:id="&"/></w:r></w:p>|' |
	body notes
checks notes 0 '' 64
{
	printf '<w:p>'
	times 100000 '<w:r><w:t>a</w:t><w:footnoteReference w:id="7"/></w:r>'
	printf '</w:p>'
} | body calls
checks calls 1 'notes-missing' 160

[ $failed = 0 ] && echo 'Word files: all as they should be'
exit $failed
