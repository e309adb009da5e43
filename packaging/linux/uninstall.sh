#!/bin/sh
# Removes what ./install.sh has installed, with the same PREFIX. Users and settings stay.
set -eu
cd "$(dirname "$0")"
prefix=${PREFIX:-$HOME/.local}

while read -r file; do
  rm -f "$prefix/$file"
  folder=$(dirname "$file")
  # Folders that are empty now, up to the prefix.
  while [ "$folder" != . ] && rmdir "$prefix/$folder" 2>/dev/null; do
    folder=$(dirname "$folder")
  done
done <files.txt
# What the desktop keeps about file types and programs, where there is a desktop.
if [ -d "$prefix/share/mime" ]; then
  mkdir -p "$prefix/share/mime/packages"
  update-mime-database "$prefix/share/mime" 2>/dev/null || true
  rmdir "$prefix/share/mime/packages" 2>/dev/null || true
fi
update-desktop-database "$prefix/share/applications" 2>/dev/null || true
echo "Removed from $prefix."
