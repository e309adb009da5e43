#!/usr/bin/env bash
# Prints the signed manifest of the newest version, for the setting `updates.manifest`, with a key that is kept outside the
# repository. NUMBER is higher than in the manifest before, EXPIRES is the last day on which it counts, and NOTES is one line.
#   SIGNING_KEY=FILE packaging/update-manifest.sh NUMBER VERSION EXPIRES NOTES
set -euo pipefail
export LC_ALL=C.UTF-8
key=$(realpath "${SIGNING_KEY:?Set it to the file of the secret key}")
cd "$(dirname "$0")/.."

case $key in
  "$PWD"/*)
    echo 'Keep the secret key outside the repository.' >&2
    exit 1
    ;;
esac

# Matches a whole argument: matches NAME VALUE PATTERN
matches() {
  [[ $2 =~ ^$3$ ]] || {
    echo "$1 is not as it has to be: $2" >&2
    exit 1
  }
}
matches NUMBER "$1" '[1-9][0-9]*'
n='(0|[1-9][0-9]{0,8})'
matches VERSION "$2" "$n\\.$n\\.$n"
matches EXPIRES "$3" '[0-9]{4}-[0-9]{2}-[0-9]{2}'
matches NOTES "$4" '[^[:space:][:cntrl:]]([^[:cntrl:]]{0,298}[^[:space:][:cntrl:]])?'

lines=$(mktemp)
trap 'rm -f "$lines"' EXIT
printf 'egui-authenticator-update 1\nnumber %s\nversion %s\nexpires %s\nnotes %s\n' "$1" "$2" "$3" "$4" >"$lines"
signature=$(openssl pkeyutl -sign -rawin -inkey "$key" -in "$lines" | openssl base64 -A)
cat "$lines"
echo "signature $signature"
