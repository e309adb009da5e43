#!/usr/bin/env bash
# Makes the RPM package: packaging/rpm.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
. "$(dirname "$0")/lib.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packaging/tree.sh "$program" "$work/tree"
rpmbuild --quiet -bb packaging/linux/egui-authenticator.spec \
  --define "_topdir $work" --define "_rpmdir $packages" --define "tree $work/tree" \
  --define "release_version $version" --define "release_summary ${summary^}"
