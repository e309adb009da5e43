#!/usr/bin/env bash
# Makes the Debian package: packaging/deb.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
. "$(dirname "$0")/lib.sh"

architecture=$(dpkg --print-architecture)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
packaging/tree.sh "$program" "$root/usr"

docs=$root/usr/share/doc/egui-authenticator
maintainer='The egui-authenticator developers <egui-authenticator@users.noreply.github.com>'
cat <<END | gzip -9n >"$docs/changelog.Debian.gz"
egui-authenticator ($version-1) unstable; urgency=medium

  * Version $version; changelog.gz lists what changed.

 -- $maintainer  $(date --rfc-email --date "@$SOURCE_DATE_EPOCH")
END
install -D -m 644 packaging/linux/lintian-overrides "$root/usr/share/lintian/overrides/egui-authenticator"
# Where Debian's zsh looks for them.
mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"

# The newest version of the C library of which it needs something.
glibc=$(objdump -T "$program" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -n 1)
mkdir "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<END
Package: egui-authenticator
Version: $version-1
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k -s --apparent-size --exclude DEBIAN "$root" | cut -f1)
Depends: libc6 (>= ${glibc#GLIBC_}), libgcc-s1
Recommends: libegl1, libgl1-mesa-dri, libwayland-client0, libwayland-egl1, libx11-6, libx11-xcb1, libxcursor1, libxi6, libxkbcommon-x11-0, libxkbcommon0
Suggests: gnome-keyring | kwalletmanager | keepassxc
Section: admin
Priority: optional
Description: $summary
 A ready-made window over one YAML file, without a server: each user signs in
 and sees only the pages that they have access to, and nothing stays on screen
 for the next user. It includes two-step sign-in, recovery without e-mail,
 registration, automatic lock and an audit log.
END
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
same_time "$root"
mkdir -p "$packages"
dpkg-deb --root-owner-group -Zxz --build "$root" "$packages/egui-authenticator_${version}-1_$architecture.deb"
