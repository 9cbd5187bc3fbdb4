#!/usr/bin/env bash
# Makes the certificates of this folder anew, with openssl 3; they are kept in the repository because
# they are good for a hundred years, or are meant not to be. The keys protect nothing: they serve
# names under "test" (RFC 6761) on 127.0.0.1 alone.
#
#   ca.pem         whom the tests trust; its key is thrown away
#   good.pem       for good.test and all below it
#   expired.pem    for expired.test, for the year 2020 only
#   future.pem     for future.test, from the year 2120 on
#   other.pem      for other.test alone; served as wrong.test
#   self.pem       for self.test, signed by itself
#   stranger.pem   for stranger.test, signed by one whom nobody knows
#   middle.pem     for middle.test, signed by one whom ca.pem vouches for; nobody sends that voucher
set -euo pipefail
cd -- "$(dirname -- "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
always=(-startdate 20200101000000Z -enddate 21200101000000Z)

cat >"$work/ca.cnf" <<'TEXT'
[ca]
default_ca = here
[here]
database = $ENV::WORK/index.txt
new_certs_dir = $ENV::WORK
default_md = sha256
policy = any
rand_serial = yes
unique_subject = no
[any]
commonName = supplied
[signer]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
[server]
basicConstraints = CA:false
extendedKeyUsage = serverAuth
subjectAltName = $ENV::NAMES
TEXT
export WORK=$work NAMES=DNS:none.test
: >"$work/index.txt"

# key NAME: a key and a request for a certificate.
key() {
	openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$1" \
		-keyout "$work/$1.key" -out "$work/$1.csr" 2>/dev/null
}

# sign NAME BY KIND DATES...: BY = NAME signs itself.
sign() {
	local by=(-cert "$work/$2.pem" -keyfile "$work/$2.key")
	[ "$1" != "$2" ] || by=(-selfsign -keyfile "$work/$2.key")
	openssl ca -batch -notext -config "$work/ca.cnf" -extensions "$3" "${by[@]}" \
		-in "$work/$1.csr" -out "$work/$1.pem" "${@:4}" 2>/dev/null
}

# server NAME BY HOSTS DATES...
server() {
	key "$1"
	NAMES=$3 sign "$1" "$2" server "${@:4}"
	cp "$work/$1.pem" "$work/$1.key" .
}

for signer in ca unknown; do
	key $signer
	sign $signer $signer signer "${always[@]}"
done
key between
sign between ca signer "${always[@]}"
cp "$work/ca.pem" .
server good ca DNS:good.test,DNS:*.good.test "${always[@]}"
server expired ca DNS:expired.test -startdate 20200101000000Z -enddate 20210101000000Z
server future ca DNS:future.test -startdate 21200101000000Z -enddate 22200101000000Z
server other ca DNS:other.test "${always[@]}"
server self self DNS:self.test "${always[@]}"
server stranger unknown DNS:stranger.test "${always[@]}"
server middle between DNS:middle.test "${always[@]}"
