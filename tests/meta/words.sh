#!/usr/bin/env bash
# No file of the project names a place of the workshop it was built in, or the host of a
# package registry. Each pattern is written so that it does not match itself.
set -euo pipefail
cd "${1:?usage: words.sh ROOT}"

workshop='[.][.]/share[d]|(^|[^[:alnum:]._-])/wor[k]/|far[m]-'
registry='registry[.]npm[j]s|pypi[.]or[g]|deb[.]debia[n]|crates[.]i[o]|proxy[.]golan[g]|rubygems[.]or[g]'
# 0: something was found, 1: nothing, 2: grep could not read the tree.
code=0
grep -rnIE --exclude-dir=.git --exclude=.git --exclude-dir='build*' -e "$workshop" -e "$registry" . || code=$?
[ "$code" = 1 ]
