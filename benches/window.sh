#!/usr/bin/env bash
# Our window against a bare eframe window of the same features, on a virtual display: time from exec
# to the window, memory, and processor time in ten idle seconds. Needs xvfb and xdotool.
#   benches/window.sh [runs]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-10}
cargo build --release --example bare_window --bin egui-authenticator
home=$(mktemp -d)
mkfifo "$home/fifo"
exec 7<>"$home/fifo"
Xvfb -displayfd 7 -screen 0 1100x900x24 -nolisten tcp -noreset >/dev/null 2>&1 &
xvfb=$!
trap 'kill $xvfb; rm -rf "$home"' EXIT
read -r -u 7 number
export DISPLAY=":$number" HOME=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data LIBGL_ALWAYS_SOFTWARE=1

first_window() { # milliseconds from exec to a visible window, then the pid
  local before after pid
  before=$(date +%s%N)
  "$@" >/dev/null 2>&1 &
  pid=$!
  until xdotool search --onlyvisible --pid $pid >/dev/null 2>&1; do
    kill -0 $pid || { echo "$1 ended without a window" >&2; exit 1; }
  done
  after=$(date +%s%N)
  echo "$(((after - before) / 1000000)) $pid"
}

measure() { # name, command
  local name=$1 times=() time pid
  shift
  for _ in $(seq "$runs"); do
    read -r time pid < <(first_window "$@")
    times+=("$time")
    kill "$pid"; sleep 0.3
  done
  local median
  median=$(printf '%s\n' "${times[@]}" | sort -n | sed -n "$(((runs + 1) / 2))p")
  read -r time pid < <(first_window "$@")
  sleep 3
  local memory ticks
  memory=$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status")
  ticks=$(awk '{print $14 + $15}' "/proc/$pid/stat")
  sleep 10
  ticks=$(($(awk '{print $14 + $15}' "/proc/$pid/stat") - ticks))
  kill "$pid"; sleep 0.3
  echo "$name: window after $median ms (median of $runs), $memory MB, $ticks ticks of processor in 10 idle seconds"
}

measure bare target/release/examples/bare_window
measure ours target/release/egui-authenticator
du --apparent-size --block-size=KiB target/release/egui-authenticator target/release/examples/bare_window
