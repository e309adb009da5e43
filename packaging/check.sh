#!/usr/bin/env bash
# Checks what the packages say to desktops and software centres, and their icons.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

desktop-file-validate packaging/linux/*.desktop
metainfo=packaging/linux/$id.metainfo.xml
appstreamcli validate --no-net "$metainfo"
# The first release that it lists is the one of the changelog.
released=$(sed -n "s/^## $version - //p" CHANGELOG.md)
sed -n '/<releases>/{n;p}' "$metainfo" | grep -qF "<release version=\"$version\" date=\"$released\"/>"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The file type is known by its name, and one of the entries opens it.
install -D "packaging/linux/$id.mime.xml" "$work/mime/packages/$id.xml"
XDG_DATA_DIRS=$work update-mime-database "$work/mime"
type=$(sed -n 's/^[0-9]*:\(.*\):\*\.authenticator\.yaml$/\1/p' "$work/mime/globs2")
grep -qx "MimeType=$type;" packaging/linux/*.desktop

# The SVG shows what the picture of the window shows, and the other forms can be made of it.
rsvg-convert --width 256 packaging/icon.svg --output "$work/icon.png"
difference=$(compare -metric RMSE assets/icon.png "$work/icon.png" null: 2>&1 | sed 's/.*(\(.*\))/\1/') || true
awk -v difference="$difference" 'BEGIN { exit !(difference != "" && difference < 0.03) }'
packaging/icons.sh "$work/icons"
file --brief "$work"/icons/* | grep -c icon | grep -qx 2

# Every crate, font and table has the text of its licence, on each system.
for target in x86_64-unknown-linux-gnu x86_64-pc-windows-gnu aarch64-apple-darwin; do
  python3 packaging/licences.py "$target" >"$work/licences"
  grep -q '^egui 0' "$work/licences"
done
