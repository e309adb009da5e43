#!/usr/bin/env bash
# Installs all files of a package below a folder: the program, its entry in menus, icons, file type, manual pages,
# completions, licences and the changelog.
#   packaging/tree.sh PROGRAM FOLDER    where FOLDER stands for /usr
set -euo pipefail
program=$(realpath "$1")
usr=$(realpath -m "$2")
. "$(dirname "$0")/lib.sh"

name=egui-authenticator
share=$usr/share
put() { install -D -m 644 "$1" "$2"; }

install -D -m 755 "$program" "$usr/bin/$name"
for entry in packaging/linux/*.desktop; do
  put "$entry" "$share/applications/$(basename "$entry")"
done
put "packaging/linux/$id.metainfo.xml" "$share/metainfo/$id.metainfo.xml"
put "packaging/linux/$id.mime.xml" "$share/mime/packages/$id.xml"

put packaging/icon.svg "$share/icons/hicolor/scalable/apps/$id.svg"
for size in 16 24 32 48 64 128 256 512; do
  folder=$share/icons/hicolor/${size}x$size/apps
  mkdir -p "$folder"
  rsvg-convert --width "$size" --height "$size" packaging/icon.svg --output "$folder/$id.png"
done

"$program" man --folder "$share/man/man1" >/dev/null
gzip -9n "$share"/man/man1/*.1

completions() { # shell, file
  mkdir -p "$(dirname "$share/$2")"
  "$program" completions "$1" >"$share/$2"
}
completions bash "bash-completion/completions/$name"
completions zsh "zsh/site-functions/_$name"
completions fish "fish/vendor_completions.d/$name.fish"

docs=$share/doc/$name
put LICENSE "$docs/copyright"
printf '\nTHIRD-PARTY.txt has the licences of the crates, fonts and data of others in it.\n' >>"$docs/copyright"
python3 packaging/licences.py >"$docs/THIRD-PARTY.txt"
put config.example.yaml "$docs/examples/config.yaml"
put CHANGELOG.md "$docs/changelog"
gzip -9n "$docs/changelog"
chmod -R u=rwX,go=rX "$usr"
same_time "$usr"
