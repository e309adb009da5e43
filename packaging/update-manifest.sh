#!/usr/bin/env bash
# Prints the signed manifest of the newest version, for the setting `updates.manifest`, with a key that is kept outside the
# repository. NUMBER is higher than in the manifest before, EXPIRES is the last day on which it counts, and NOTES is one line.
# With PREVIOUS, a number that is not higher than the one in that manifest is refused.
#   [PREVIOUS=FILE] SIGNING_KEY=FILE packaging/update-manifest.sh NUMBER VERSION EXPIRES NOTES
set -euo pipefail
export LC_ALL=C.UTF-8 TZ=UTC
key=$(realpath "${SIGNING_KEY:?Set it to the file of the secret key}")
previous=${PREVIOUS:+$(realpath "$PREVIOUS")}
cd "$(dirname "$0")/.."

refuse() {
  echo "$1" >&2
  exit 1
}

case $key in
  "$(pwd -P)"/*) refuse 'Keep the secret key outside the repository.' ;;
esac

# Matches a whole argument: matches NAME VALUE PATTERN
matches() { [[ $2 =~ ^$3$ ]] || refuse "$1 is not as it has to be: $2"; }
number='[1-9][0-9]{0,17}'
matches NUMBER "$1" "$number"
n='(0|[1-9][0-9]{0,8})'
matches VERSION "$2" "$n\\.$n\\.$n"
matches EXPIRES "$3" '[0-9]{4}-[0-9]{2}-[0-9]{2}'
[[ $(date -d "$3" +%F) == "$3" && $3 > $(date +%F) && $3 < 9999-12-31 ]] || refuse "EXPIRES is not a day to come: $3"
# The program refuses invisible characters (src/domain/printable.rs), and spaces of all kinds at the ends.
invisible=$'[\u0001-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]'
space=$'[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]'
matches NOTES "$4" '.{1,300}'
# Patterns, because ranges of regular expressions follow the collation, and miss some.
case $4 in
  *$invisible* | $space* | *$space) refuse 'NOTES contains an invisible character, or a space at an end.' ;;
esac
if [[ $previous ]]; then
  last=$(sed -n 's/^number //p' "$previous")
  matches "The number in $PREVIOUS" "$last" "$number"
  (($1 > last)) || refuse "NUMBER is not higher than $last, the one in $PREVIOUS."
fi
# The beginning of each public key for Ed25519.
[[ $(openssl pkey -in "$key" -pubout) == *$'\n'MCowBQYDK2VwAyEA* ]] || refuse 'The key is not one for Ed25519.'

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf 'egui-authenticator-update 1\nnumber %s\nversion %s\nexpires %s\nnotes %s\n' "$1" "$2" "$3" "$4" >"$folder/lines"
openssl pkeyutl -sign -rawin -inkey "$key" -in "$folder/lines" -out "$folder/signature"
openssl pkeyutl -verify -rawin -inkey "$key" -in "$folder/lines" -sigfile "$folder/signature" >&2
cat "$folder/lines"
echo "signature $(openssl base64 -A -in "$folder/signature")"
