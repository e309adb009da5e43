#!/usr/bin/env bash
# How long `cargo run` takes from nothing, against a bare eframe window in cargo's default dev profile: at most 120 s
# and 1.7 times as long on two idle cores. Sources are fetched before.
#   benches/cold_build.sh [runs]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-1}
cargo fetch --locked --quiet

# The same window with the same features of eframe, in a package with nothing else.
bare=$(mktemp -d)
trap 'rm -rf "$bare"' EXIT
mkdir "$bare/src"
cp examples/bare_window.rs "$bare/src/main.rs"
cp Cargo.lock rust-toolchain.toml "$bare"
{
  printf '[package]\nname = "bare"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n'
  grep -E '^(egui|eframe) = ' Cargo.toml | sed 's/, optional = true//'
} >"$bare/Cargo.toml"
cargo fetch --quiet --manifest-path "$bare/Cargo.toml"

seconds() { # manifest, target folder
  local before
  rm -rf "$2"
  before=$(date +%s%N)
  CARGO_TARGET_DIR=$2 cargo build --quiet --offline --manifest-path "$1"
  echo $((($(date +%s%N) - before) / 1000000))
}

for _ in $(seq "$runs"); do
  ours=$(seconds Cargo.toml "$bare/ours")
  theirs=$(seconds "$bare/Cargo.toml" "$bare/theirs")
  awk -v ours="$ours" -v bare="$theirs" 'BEGIN {
    printf "ours: %.0f s, bare: %.0f s, ratio %.2f\n", ours / 1000, bare / 1000, ours / bare
    exit !(ours <= 120000 && ours <= 1.7 * bare)
  }'
done
