#!/usr/bin/env bash
# Makes the icons of Windows and macOS from the SVG: packaging/icons.sh FOLDER
set -euo pipefail
folder=$(realpath -m "$1")
. "$(dirname "$0")/lib.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for size in 16 32 48 128 256 512; do
  rsvg-convert --width "$size" --height "$size" packaging/icon.svg --output "$work/$size.png"
done
mkdir -p "$folder"
icotool --create --output "$folder/authenticator.ico" "$work"/{16,32,48}.png --raw "$work/256.png"
png2icns "$folder/authenticator.icns" "$work"/{16,32,48,128,256,512}.png >/dev/null
