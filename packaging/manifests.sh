#!/usr/bin/env bash
# Fills in the manifests of other package managers for the files of target/packages, which packaging/linux.sh has made; that
# of winget if packaging/msi.sh has made the installer.
#   packaging/manifests.sh URL    where the files of the release are
set -euo pipefail
url=$1
. "$(dirname "$0")/lib.sh"

tarball=egui-authenticator-$version-linux-$(uname -m).tar.gz
source=egui-authenticator-$version-source.tar.gz
tarball_sum=$(sha256sum "$packages/$tarball" | cut -d' ' -f1)
source_sum=$(sha256sum "$packages/$source" | cut -d' ' -f1)
msi=egui-authenticator-$version-x86_64.msi
templates=(packaging/manifests/[^w]*)
msi_sum=
if [ -e "$packages/$msi" ]; then
  msi_sum=$(sha256sum "$packages/$msi" | cut -d' ' -f1)
  templates+=(packaging/manifests/winget/*)
fi

rm -rf "$packages/manifests"
mkdir -p "$packages/manifests"
for template in "${templates[@]}"; do
  sed -e "s,@URL@,$url,; s,@VERSION@,$version,; s,@TARBALL@,$tarball,; s,@TARBALL_SHA256@,$tarball_sum,
    s,@SOURCE@,$source,; s,@SOURCE_SHA256@,$source_sum,; s,@MSI@,$msi,; s,@MSI_SHA256@,$msi_sum," "$template" >"$packages/manifests/$(basename "$template")"
done
cp Cargo.lock "$packages/manifests"
