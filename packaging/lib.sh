# shellcheck shell=bash
# Begins each script of this folder: goes to the root of the project and defines what they share.

. "$(dirname "${BASH_SOURCE[0]}")/../.ci/lib.sh"
git rev-parse --git-dir >/dev/null 2>&1 || { echo 'Packages are made from a clone of the repository.' >&2; exit 1; }
# The same files from the same commit, wherever and whenever they are made.
export LC_ALL=C.UTF-8 TZ=UTC PYTHONDONTWRITEBYTECODE=1
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
umask 022

id=io.github.egui_authenticator.egui_authenticator
version=$(sed -n '/^version = /{s/.*"\(.*\)"/\1/p;q}' Cargo.toml)
summary='sign-in and user management for shared desktop tools'
packages=$CARGO_TARGET_DIR/packages
# Used by the scripts that begin with this one.
: "$id" "$version" "$summary" "$packages"

# Sets the time of each file below a folder to that of the commit: same_time FOLDER
same_time() { find "$1" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +; }

# Packs a folder without names, times and order of this computer: pack FOLDER ARCHIVE
pack() {
  tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=gnu \
    -C "$(dirname "$1")" -c "$(basename "$1")" | gzip -9n >"$2"
}
