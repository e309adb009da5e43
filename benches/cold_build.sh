#!/usr/bin/env bash
# How long `cargo run` takes from nothing, against a bare eframe window in cargo's default dev profile: at most 120 s
# and 1.7 times as long on two idle cores. Sources are fetched before. The CPU time is shown beside it, since it depends
# less on what else the machine does.
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
  # With the fonts of egui, as every app has that brings none.
  sed '/^\[dev-dependencies\]/q' Cargo.toml | grep -E '^(egui|eframe) = ' | sed 's/, optional = true//; s/"glow",/& "default_fonts",/'
} >"$bare/Cargo.toml"
cargo fetch --quiet --manifest-path "$bare/Cargo.toml"

measure() { # manifest, target folder; prints the elapsed time and the CPU time in seconds
  rm -rf "$2"
  TIMEFORMAT='%R %U'
  { time CARGO_TARGET_DIR=$2 cargo build --quiet --offline --manifest-path "$1" >&3 2>&3; } 3>&2 2>&1
}

for _ in $(seq "$runs"); do
  read -r ours ours_cpu < <(measure Cargo.toml "$bare/ours")
  read -r theirs theirs_cpu < <(measure "$bare/Cargo.toml" "$bare/theirs")
  awk -v ours="$ours" -v bare="$theirs" -v ours_cpu="$ours_cpu" -v bare_cpu="$theirs_cpu" 'BEGIN {
    printf "ours: %.0f s, bare: %.0f s, ratio %.2f; CPU time %.0f s, %.0f s, ratio %.2f\n",
      ours, bare, ours / bare, ours_cpu, bare_cpu, ours_cpu / bare_cpu
    exit !(ours <= 120 && ours <= 1.7 * bare)
  }'
done
