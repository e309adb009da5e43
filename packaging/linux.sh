#!/usr/bin/env bash
# Makes all packages for Linux and their check sums in target/packages.
#   packaging/linux.sh [PROGRAM]    builds the program if none is given
set -euo pipefail
program=${1:-}
[ -z "$program" ] || program=$(realpath "$program")
. "$(dirname "$0")/lib.sh"

need_packages binutils librsvg2-bin python3 rpm
[ -n "$program" ] || program=$(realpath "$(packaging/build.sh)")
rm -rf "$packages"
for format in deb rpm tarball appdir; do
  "packaging/$format.sh" "$program"
done
git diff --quiet HEAD || { echo 'Commit or undo the changes: the source archive is that of the last commit.' >&2; exit 1; }
git archive --prefix "egui-authenticator-$version/" HEAD | gzip -9n >"$packages/egui-authenticator-$version-source.tar.gz"
python3 packaging/sbom.py >"$packages/egui-authenticator-$version.cdx.json"
cd "$packages"
sha256sum -- * >SHA256SUMS
ls -l
