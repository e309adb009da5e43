#!/usr/bin/env bash
# Makes the installer for Windows in target/packages.
#   packaging/msi.sh [PROGRAM]    builds the program if none is given
# Signs it if CERTIFICATE and SIGNING_KEY name files in PEM that are kept outside the repository.
set -euo pipefail
program=${1:-}
[ -z "$program" ] || program=$(realpath "$program")
. "$(dirname "$0")/lib.sh"
need_packages binutils-mingw-w64-x86-64 icoutils librsvg2-bin python3 wixl

if [ -z "$program" ]; then
  .ci/windows build --release --bins >&2
  program=$(realpath "$CARGO_TARGET_DIR/windows/x86_64-pc-windows-gnu/release/egui-authenticator.exe")
fi
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
x86_64-w64-mingw32-strip "$program" -o "$files/egui-authenticator.exe"
# The same program for the start menu, without the console window that the command line needs.
x86_64-w64-mingw32-objcopy --subsystem windows "$files/egui-authenticator.exe" "$files/Authenticator.exe"
packaging/icons.sh "$files"
cp config.example.yaml "$files"
for name in CHANGELOG.md LICENSE; do
  sed 's/$/\r/' "$name" >"$files/${name%.md}.txt"
done
python3 packaging/licences.py x86_64-pc-windows-gnu | sed 's/$/\r/' >"$files/THIRD-PARTY.txt"
same_time "$files"

mkdir -p "$packages"
msi=$(realpath "$packages")/egui-authenticator-$version-x86_64.msi
rm -f "$msi"
# wixl looks for files beside the one that it reads.
cp packaging/windows/product.wxs "$files"
(cd "$files" && wixl -a x64 -D "version=$version" -o "$msi" product.wxs)
if [ -n "${CERTIFICATE:-}" ]; then
  packaging/sign-windows.sh "$msi"
fi
echo "$msi"
