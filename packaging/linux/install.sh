#!/bin/sh
# Installs Authenticator for you, into ~/.local, or for all users: sudo PREFIX=/usr/local ./install.sh
set -eu
cd "$(dirname "$0")"
prefix=${PREFIX:-$HOME/.local}

# What root installs belongs to root, and not to the user who unpacked it, and all users may use it.
umask 022
while read -r file; do
  mkdir -p "$(dirname "$prefix/$file")"
  cp "files/$file" "$prefix/$file"
  case $file in
    ./bin/*) chmod 755 "$prefix/$file" ;;
    *) chmod 644 "$prefix/$file" ;;
  esac
done <files.txt
# What the desktop keeps about file types and programs, where there is a desktop.
update-mime-database "$prefix/share/mime" 2>/dev/null || true
update-desktop-database "$prefix/share/applications" 2>/dev/null || true

echo "Installed below $prefix. ./uninstall.sh removes it again."
case ":$PATH:" in
  *":$prefix/bin:"*) ;;
  *) echo "$prefix/bin is not in PATH. Add it, so that shells and menus find egui-authenticator." ;;
esac
