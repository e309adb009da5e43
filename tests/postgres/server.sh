#!/bin/sh
# A PostgreSQL server of its own, as long as the standard input is open: `server.sh PORT [SETTING]...`. However the
# program that started it ends, the system closes that pipe, so that neither a server nor a folder is left. With PRIMARY,
# the port of another server, it is a standby of that one. With CLOCK, such as `+1h`, only the clock of the server is that far off;
# limits of time in the server, such as `statement_timeout`, may then not be kept.
#
# Answers `ready FOLDER` once, and `done` to each line `stop`, `kill` (without time to tidy up) and `start`.
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
folder=$(mktemp -d)
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
start() {
  launch
  for _ in $(seq 300); do
    if "$bin/pg_isready" -q -h "$folder" -p "$port"; then return; fi
    sleep 0.1
    # What a killed server has left keeps another one out for a moment.
    if ! grep -qs '^State:.[RSD]' "/proc/$server/status"; then
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
  rm -rf "$folder" "/dev/shm/faketime_shm_$server" "/dev/shm/sem.faketime_sem_$server"
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
  esac
  echo 'done'
done
