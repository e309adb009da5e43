# shellcheck shell=bash
# Begins each script of this folder: goes to the root of the project and defines what they share.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}

# Announces a step with the minutes and seconds since the start.
step() { printf '\n== %d:%02d %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"; }

# Runs tests for at most so many minutes, and names those that have not ended then: in_time MINUTES COMMAND...
in_time() {
  local log status=0 test
  log=$(mktemp)
  timeout "$1m" "${@:2}" 2>&1 | tee "$log" || status=$?
  if [ "$status" = 124 ]; then
    printf '\nThese tests have not ended after %s minutes:\n' "$1" >&2
    sed -nE 's/^test (.*) has been running for over .*/\1/p' "$log" | while read -r test; do
      grep -qF "test $test ... " "$log" || echo "$test" >&2
    done
  fi
  rm "$log"
  return "$status"
}

# Installs Debian packages as root; otherwise names those that are missing. Systems without dpkg are
# trusted to have them.
need_packages() {
  local package missing=()
  command -v dpkg-query >/dev/null || return 0
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    echo "Install them first: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  step "packages: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Installs what requirements.txt lists and puts it first on PATH.
need_python_tools() {
  step 'tools: typos, shellcheck, just, and the programs that the tests talk to'
  python3 -m venv "$CARGO_TARGET_DIR/python"
  "$CARGO_TARGET_DIR/python/bin/pip" install --quiet --disable-pip-version-check -r .ci/requirements.txt
  PATH=$CARGO_TARGET_DIR/python/bin:$PATH
}

# Installs a cargo subcommand at a fixed version, not optimized, since that takes longer than its run:
# need_cargo_tool NAME VERSION
need_cargo_tool() {
  cargo install --debug --locked --quiet --root "$CARGO_TARGET_DIR/tools" "$1@$2"
  PATH=$CARGO_TARGET_DIR/tools/bin:$PATH
}
