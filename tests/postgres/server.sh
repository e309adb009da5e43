#!/bin/sh
# A PostgreSQL server of its own, as long as the standard input is open: `server.sh PORT [SETTING]...`. However the
# program that started it ends, the system closes that pipe, so that neither a server nor a folder is left. With PRIMARY,
# the port of another server, it is a standby of that one. With CLOCK, such as `+1h`, only the clock of the server is that far off;
# limits of time in the server, such as `statement_timeout`, may then not be kept. With DISK, such as `200m`, its data are on a
# disk of this size.
#
# Answers `ready FOLDER` once, and `done` to each line `stop`, `kill` (without time to tidy up), `start`, and, with DISK,
# `fill` (until nothing more can be written) and `free`.
set -eu
trap '' HUP INT TERM
port=$1
shift
# POSTGRES_BIN is for another version.
for bin in ${POSTGRES_BIN:-/usr/lib/postgresql/*/bin}; do :; done
if [ -n "${CLOCK:-}" ]; then
  for faketime in /usr/lib/*/faketime/libfaketime.so.1; do :; done
  # What cannot be loaded would be left out.
  [ -e "$faketime" ] || { echo 'faketime is not installed' >&2; exit 1; }
fi
if [ -n "${DISK:-}" ] && [ -z "${FOLDER:-}" ]; then
  # Only this script and its server see the disk, which ends with them. A user who may not mount one is root in a namespace,
  # and the same user again in a second one, because the server refuses root.
  FOLDER=$(mktemp -d)
  export FOLDER
  mkdir "$FOLDER/data"
  # shellcheck disable=SC2016 # the inner shell reads them
  mount='mount -t tmpfs -o "size=$DISK,mode=700,uid=$1" tmpfs "$FOLDER/data" && shift && exec "$@"'
  set -- sh "$0" "$port" "$@"
  if [ "$(id -u)" = 0 ]; then
    unshare --mount sh -c "$mount" mount "$(id -u nobody)" "$@" || true
  else
    set -- unshare --map-user="$(id -u)" --map-group="$(id -g)" "$@"
    unshare --mount --map-root-user sh -c "$mount" mount 0 "$@" || true
  fi
  rm -rf "$FOLDER"
  exit
fi
folder=${FOLDER:-$(mktemp -d)}
data=$folder/data
server=
cd /

# Runs in place of this shell, as another user if this one is root, whom the server refuses.
as_user() {
  if [ "$(id -u)" = 0 ]; then
    exec setpriv --reuid "$(id -u nobody)" --regid "$(id -g nobody)" --clear-groups "$@"
  else
    exec "$@"
  fi
}
launch() {
  (
    if [ -z "${CLOCK:-}" ]; then
      as_user "$bin/postgres" -D "$data"
    else
      as_user env LD_PRELOAD="$faketime" FAKETIME="$CLOCK" FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_NO_CACHE=1 \
        "$bin/postgres" -D "$data"
    fi
  ) >>"$folder/log" 2>&1 &
  server=$!
}
is_running() { grep -qs '^State:.[RSD]' "/proc/$server/status"; }
start() {
  # A server that has met a full disk may have ended by itself.
  is_running || launch
  for _ in $(seq 300); do
    if "$bin/pg_isready" -q -h "$folder" -p "$port"; then return; fi
    sleep 0.1
    # What a killed server has left keeps another one out for a moment.
    if ! is_running; then
      wait "$server" || true
      launch
    fi
  done
  cat "$folder/log" >&2
  return 1
}
end() {
  kill -s "$1" "$server"
  wait "$server" || true
}
# shellcheck disable=SC2317 # called by the trap
remove() {
  end QUIT || true
  rm -f "/dev/shm/faketime_shm_$server" "/dev/shm/sem.faketime_sem_$server"
  # What the disk is mounted on is removed outside.
  rm -rf "$folder" 2>/dev/null || [ -n "${DISK:-}" ]
}
trap remove EXIT

chmod 711 "$folder"
[ "$(id -u)" != 0 ] || chown nobody "$folder"
if [ -n "${PRIMARY:-}" ]; then
  (as_user "$bin/pg_basebackup" -D "$data" -h 127.0.0.1 -p "$PRIMARY" -U owner -R -c fast --no-sync)
else
  (as_user "$bin/initdb" -D "$data" -U owner -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions) >/dev/null
fi
{
  echo "unix_socket_directories = '$folder'"
  echo "listen_addresses = '127.0.0.1'"
  echo "port = $port"
  echo 'shared_buffers = 32MB'
  # What waits for a lock that is never released fails.
  echo "statement_timeout = '10min'"
  for setting; do echo "$setting"; done
} >>"$data/postgresql.conf"
start
echo "ready $folder"
while read -r order; do
  case $order in
    stop) end INT ;;
    kill) end KILL ;;
    start) start ;;
    fill) cat /dev/zero >"$data/zeroes" 2>/dev/null || true ;;
    free) rm "$data/zeroes" ;;
  esac
  echo 'done'
done
