#!/usr/bin/env bash
# Signs the check sums in a folder of packages, with a key of minisign that is kept outside the repository.
#   SIGNING_KEY=FILE packaging/sign.sh FOLDER
set -euo pipefail
folder=$(realpath "$1")
key=$(realpath "${SIGNING_KEY:?Set it to the file of the secret key}")
. "$(dirname "$0")/lib.sh"

case $key in
  "$(pwd -P)"/*)
    echo 'Keep the secret key outside the repository.' >&2
    exit 1
    ;;
esac
(cd "$folder" && sha256sum --check --quiet SHA256SUMS)
minisign -S -s "$key" -m "$folder/SHA256SUMS" -t "egui-authenticator $version"
