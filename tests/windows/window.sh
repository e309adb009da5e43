#!/usr/bin/env bash
# Drives the window of the Windows program under Wine: set-up, lock, unlock, staying signed in with the Credential Manager,
# and signing out. Wine has no accessibility, so that the activity log says what the window has done.
#   tests/windows/window.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
config=$work/config.yaml
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

Xvfb -displayfd 3 -screen 0 1280x800x24 3>"$work/display" 2>"$work/xvfb.log" &
pids+=($!)
until [ -s "$work/display" ]; do sleep 0.1; done
DISPLAY=:$(cat "$work/display")
export DISPLAY LIBGL_ALWAYS_SOFTWARE=1
openbox &
pids+=($!)

windows() { .ci/windows run "$program" --config "Z:${config//\//\\}" "$@"; }
fail() {
  import -window root "${CARGO_TARGET_DIR:-target}/window-under-wine.png" || true
  echo "$1; the picture is window-under-wine.png in the target folder" >&2
  exit 1
}
# Waits until a condition holds: waits_for WHAT COMMAND…
waits_for() {
  local what=$1 tries=60
  shift
  until "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail "waited in vain for $what"
    sleep 1
  done
}
# Whether so many events of a kind are recorded: recorded KIND COUNT
recorded() { [ "$(windows activity list --json 2>/dev/null | tr -d '\r' | grep -c "\"$1\"")" -ge "$2" ]; }
# Presses keys, each in a frame of its own, because Tab counts once in a frame.
keys() {
  local key
  for key in "$@"; do
    xdotool key "$key"
    sleep 1
  done
}
types() { xdotool type --delay 150 "$1"; sleep 1; }
opens() {
  windows >"$work/window.log" 2>&1 &
  window=$!
  pids+=("$window")
  waits_for 'the window' xdotool search --onlyvisible --name Authenticator
  xdotool search --onlyvisible --name Authenticator windowactivate --sync
  sleep 5
}
closes() {
  wmctrl -c Authenticator
  wait "$window" || fail 'the window ended with an error'
}

name=alovelace
password='a password for the desktop'

opens
types 'Ada Lovelace'
keys Tab Tab
types ada@example.org
keys Tab
types "$password"
keys Return
waits_for 'the set-up' recorded set_up 1
sleep 3
# The codes: copy, save, print, "I have saved them", and on to the next page.
keys Tab Tab Tab Tab space Tab Return
sleep 2

keys ctrl+l
waits_for 'the lock' recorded locked 1
sleep 2
types "$password"
keys Return
waits_for 'the unlocking' recorded unlocked 1
closes

# Showing the password, the forgotten password, the checkbox "Keep me signed in", and the button.
opens
types "$name"
keys Tab
types "$password"
keys Tab Tab Tab space Tab Return
waits_for 'the sign-in with a password' recorded sign_in 1
sleep 3
closes

# A remembered user needs no key.
opens
keys ctrl+l
waits_for 'the lock of a remembered user' recorded locked 2
closes

[ "$(stat --format %s "$config")" -gt 200 ] || fail 'the file is empty'
echo "the window of Windows: $(windows --version | head -n 1 | tr -d '\r')"
