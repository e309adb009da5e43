#!/usr/bin/env bash
# Makes an archive for every distribution, with scripts that install and uninstall it: packaging/tarball.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
. "$(dirname "$0")/lib.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=$work/egui-authenticator-$version
packaging/tree.sh "$program" "$folder/files"
install -m 755 packaging/linux/install.sh packaging/linux/uninstall.sh "$folder"
(cd "$folder/files" && find . -type f | sort) >"$folder/files.txt"
mkdir -p "$packages"
pack "$folder" "$packages/egui-authenticator-$version-linux-$(uname -m).tar.gz"
