#!/usr/bin/env bash
# Makes an AppDir, a folder that runs from wherever it is and that appimagetool turns into an AppImage:
# packaging/appdir.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
. "$(dirname "$0")/lib.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=$work/egui-authenticator.AppDir
packaging/tree.sh "$program" "$folder/usr"
install -m 755 packaging/linux/AppRun "$folder"
cp "$folder/usr/share/applications/$id.desktop" "$folder"
cp packaging/icon.svg "$folder/$id.svg"
cp "$folder/usr/share/icons/hicolor/256x256/apps/$id.png" "$folder/.DirIcon"
mkdir -p "$packages"
pack "$folder" "$packages/egui-authenticator-$version-$(uname -m).AppDir.tar.gz"
