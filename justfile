# The commands of the project. `just` without a recipe lists them; each can also be typed by hand.
# Install it with `cargo install just`.

_list:
    @just --list --unsorted

# What decides whether a change lands: at most 30 minutes
ci:
    .ci/run

# What takes hours, or only some of its steps
long *steps:
    .ci/long {{ steps }}

# All packages for Linux with their check sums, in target/packages
packages *program:
    packaging/linux.sh {{ program }}

# Formatting, spelling and lints
lint:
    cargo fmt --all --check
    typos
    cargo clippy --locked --all-targets -- -D warnings

# The tests that need neither a display nor a keyring
test *arguments:
    cargo test {{ arguments }}

# A real window and a real keyring on a virtual display
desktop *arguments:
    cargo test --test desktop -- --ignored --test-threads 2 {{ arguments }}

# So many simulated steps, from the history with this seed on
simulate steps="1000000" first="0":
    SIMULATION_STEPS={{ steps }} SIMULATION_FIRST={{ first }} cargo test --test simulation no_history -- --nocapture

# Sheets of the design's pictures in a folder beside the program, in target/look
look folder:
    LOOK_FOLDER={{ folder }} cargo test --test snapshots look

# States of the gallery and open menus, separated by semicolons, as pictures in target/look
pictures states:
    LOOK_STATES={{ quote(states) }} cargo test --test snapshots look

# The simulated history of a seed, step by step, and shrunk if it breaks a rule
replay seed:
    SEED={{ seed }} cargo test --test simulation replay -- --nocapture

# The file killed at every system call, and on full disks: needs strace and mount namespaces
crashes:
    cargo test --test crash_safety -- --ignored

# Every state of every screen as text, and the pictures: review each that changed
update-snapshots:
    UPDATE_SNAPSHOTS=1 cargo test --test snapshots

# The large picture and the moving picture of the README
update-cover:
    UPDATE_SNAPSHOTS=1 cargo test --test snapshots -- --ignored

# The items that host apps may rely on: review each that changed
update-interface:
    UPDATE_SNAPSHOTS=1 cargo test --test it interface

# What is reported about each broken file: read each report that changed
update-fixtures:
    UPDATE_FIXTURES=1 cargo test --test it fixtures

# The schema, after a change of the file's types
update-schema:
    UPDATE_SCHEMA=1 cargo test --lib schema

# The transcripts of the command line: read each one that changed
update-transcripts:
    UPDATE_TRANSCRIPTS=1 cargo test --test it transcripts

# The table of requirements, after a change of a test that proves one
update-requirements:
    UPDATE_REQUIREMENTS=1 cargo test --test it requirements

# Random files, for so many seconds for the reader and as many for the editor
fuzz seconds="60":
    .ci/fuzz {{ seconds }}

# A build from nothing against that of a bare window: needs an idle computer
bench-build:
    benches/cold_build.sh

# Frames while a password is checked, 10 000 users; then start and memory against a bare window
bench:
    cargo bench
    benches/window.sh
