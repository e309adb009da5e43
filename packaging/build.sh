#!/usr/bin/env bash
# Builds the program as it is released, the same from the same commit in whatever folder, and prints its path.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

# Lists its crates in the program, for scanners: `cargo audit bin` reads them.
need_cargo_tool cargo-auditable 0.7.7 >&2

EGUI_AUTHENTICATOR_COMMIT=$(git describe --always --abbrev=12 --dirty --exclude '*')
crates=${CARGO_HOME:-$HOME/.cargo}/registry/src
target=$CARGO_TARGET_DIR/release-build
export EGUI_AUTHENTICATOR_COMMIT
export RUSTFLAGS="--remap-path-prefix=$PWD=/source --remap-path-prefix=$target=/target --remap-path-prefix=$crates=/crates"
export CFLAGS="-ffile-prefix-map=$PWD=/source -ffile-prefix-map=$target=/target -ffile-prefix-map=$crates=/crates"
# As `cargo auditable build` does, but by its name alone: cargo mixes the path of this wrapper into the symbols of our crate.
export RUSTC_WORKSPACE_WRAPPER=cargo-auditable
export CARGO_AUDITABLE_ORIG_ARGS='{"config":[],"offline":false,"locked":true,"frozen":false}'
cargo build --release --locked --bins --target-dir "$target" >&2
echo "$target/release/egui-authenticator"
