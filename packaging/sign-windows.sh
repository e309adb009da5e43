#!/usr/bin/env bash
# Signs an installer or program for Windows with a certificate and a key that are kept outside the repository.
#   CERTIFICATE=FILE SIGNING_KEY=FILE [TIMESTAMP=URL] packaging/sign-windows.sh FILE
set -euo pipefail
file=$(realpath "$1")
certificate=$(realpath "${CERTIFICATE:?Set it to the file of the certificate}")
key=$(realpath "${SIGNING_KEY:?Set it to the file of the secret key}")
. "$(dirname "$0")/lib.sh"
need_packages osslsigncode

case $key in
  "$PWD"/*)
    echo 'Keep the secret key outside the repository.' >&2
    exit 1
    ;;
esac
# Without a time stamp, the signature ends with the certificate.
stamp=()
[ -z "${TIMESTAMP:-}" ] || stamp=(-ts "$TIMESTAMP")
rm -f "$file.signed"
osslsigncode sign -h sha256 -certs "$certificate" -key "$key" -n "egui-authenticator $version" "${stamp[@]}" \
  -in "$file" -out "$file.signed"
mv "$file.signed" "$file"
