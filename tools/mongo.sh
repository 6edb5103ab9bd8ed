#!/usr/bin/env bash
# A MongoDB-compatible server for the tests of workflow/mongostore, where no
# mongod can be had: FerretDB (Apache-2.0, built from the Go proxy) in front of
# PostgreSQL with the DocumentDB extension (MIT), both from Debian testing, in a
# folder beside the system. A separate process: none of it is in the program.
#
#   tools/mongo.sh up       install what is not there, start, print the URI
#   tools/mongo.sh start    the same, but install nothing
#   tools/mongo.sh down     stop
#   tools/mongo.sh uri      print the URI, if the server answers
#   tools/mongo.sh twin DIR install the same in another folder, with links to its files: for a
#                           test that kills its server
#
# MONGO_DIR is the folder (/var/cache/vanthu-mongo), MONGO_PORT and PG_PORT are
# the ports (27217 and 5519), both of this machine only and without a password.
# Root is needed. A first run takes two to four minutes, 130 MB to download and
# 1.2 GB on the disk; later ones a second.
set -euo pipefail

ferretdb=v2.7.0
dir=${MONGO_DIR:-/var/cache/vanthu-mongo} port=${MONGO_PORT:-27217} pg_port=${PG_PORT:-5519}
root=$dir/root data=/var/lib/postgresql/d
uri=mongodb://127.0.0.1:$port/

say() { printf 'mongo.sh: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# in_root runs a program of the folder's Debian.
in_root() { chroot "$root" env LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }

# pg runs a program of PostgreSQL as its own user.
pg() {
  local bin
  bin=$(echo "$root"/usr/lib/postgresql/*/bin)
  [ -d "$bin" ] || return 1
  in_root su postgres -c "${bin#"$root"}/$*"
}

mounted() {
  mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
  mountpoint -q "$root/dev/shm" || mount -t tmpfs tmpfs "$root/dev/shm"
}

installed() {
  [ -x "$dir/bin/ferretdb" ] && compgen -G "$root/usr/share/postgresql/*/extension/documentdb.control" >/dev/null
}

install_debian() {
  compgen -G "$root/usr/share/postgresql/*/extension/documentdb.control" >/dev/null && return 0
  if ! command -v debootstrap >/dev/null; then
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends debootstrap
  fi
  [ -e "$root/etc/debian_version" ] || debootstrap --variant=minbase testing "$root"
  # no cluster is made and no service started while packages are installed
  mkdir -p "$root/etc/postgresql-common"
  echo 'create_main_cluster = false' >"$root/etc/postgresql-common/createcluster.conf"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
  mounted # its set-up reads /proc
  in_root apt-get -o Acquire::Check-Valid-Until=false update -q # a mirror may lag behind
  local package
  package=$(in_root apt-cache search --names-only '^postgresql-[0-9]+-documentdb$' | sort -V | tail -1 | cut -d' ' -f1)
  [ -n "$package" ] || die "Debian testing has no DocumentDB extension any more: point MONGODB_URI at a server instead"
  in_root apt-get install -y -q --no-install-recommends "$package"
  rm -rf "$root"/var/cache/apt/archives/*.deb
}

install_ferretdb() {
  [ -x "$dir/bin/ferretdb" ] && return 0
  GOBIN=$dir/bin GOFLAGS=-mod=mod go install "github.com/FerretDB/FerretDB/v2/cmd/ferretdb@$ferretdb"
}

start_postgres() {
  mounted
  if [ ! -d "$root$data" ]; then
    pg "initdb -D $data -U postgres -A trust -E UTF8 --locale=C.UTF-8"
    cat >>"$root$data/postgresql.conf" <<X
listen_addresses = '127.0.0.1'
port = $pg_port
unix_socket_directories = ''
cron.database_name = 'postgres'
include_if_exists = 'vanthu.conf'
X
  fi
  # the second index handler keeps the order of its keys: a list is read from its
  # end, as MongoDB does, and not sorted
  grep -q vanthu.conf "$root$data/postgresql.conf" || echo "include_if_exists = 'vanthu.conf'" >>"$root$data/postgresql.conf"
  cat >"$root$data/vanthu.conf" <<X
shared_preload_libraries = 'pg_cron,pg_documentdb_core,pg_documentdb,pg_documentdb_extended_rum'
documentdb.alternate_index_handler_name = 'extended_rum'
X
  pg "pg_ctl -D $data status" >/dev/null || pg "pg_ctl -w -D $data -l /var/lib/postgresql/log -o '-p $pg_port' start"
  pg "psql -h 127.0.0.1 -p $pg_port -U postgres -qc 'create extension if not exists documentdb cascade' -c 'create extension if not exists documentdb_extended_rum'"
}

running() { [ -f "$dir/ferretdb.pid" ] && kill -0 "$(cat "$dir/ferretdb.pid")" 2>/dev/null; }
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

start_ferretdb() {
  if ! running; then
    ! answers || die "another program has port $port: choose one with MONGO_PORT"
    mkdir -p "$dir/state"
    DO_NOT_TRACK=1 setsid "$dir/bin/ferretdb" --no-auth --telemetry=disable --debug-addr=- --state-dir="$dir/state" \
      --listen-addr="127.0.0.1:$port" --postgresql-url="postgres://postgres@127.0.0.1:$pg_port/postgres" \
      >"$dir/ferretdb.log" 2>&1 </dev/null &
    echo $! >"$dir/ferretdb.pid"
  fi
  for _ in $(seq 100); do
    running || break
    answers && return 0
    sleep 0.1
  done
  die "FerretDB does not answer on port $port: see $dir/ferretdb.log"
}

# quietly keeps what is said for when it fails.
quietly() {
  local log=$dir/install.log status
  set +e # not "|| die": that would switch -e off inside the command too
  ( set -e; "$@" ) >"$log" 2>&1 </dev/null
  status=$?
  set -e
  [ "$status" = 0 ] || { tail -20 "$log" >&2; die "$1 failed: see $log"; }
}

up() {
  mkdir -p "$dir"
  if [ "$1" = install ]; then
    quietly install_debian
    quietly install_ferretdb
  fi
  installed || die "no server in $dir: run tools/mongo.sh up, or set MONGODB_URI to a server of yours"
  quietly start_postgres
  start_ferretdb
  echo "$uri"
}

down() {
  if running; then
    kill "$(cat "$dir/ferretdb.pid")"
    for _ in $(seq 50); do
      running || break
      sleep 0.1
    done
    ! running || kill -9 "$(cat "$dir/ferretdb.pid")"
  fi
  rm -f "$dir/ferretdb.pid"
  pg "pg_ctl -w -D $data -m fast stop" >/dev/null 2>&1 || true
  umount "$root/dev/shm" "$root/proc" 2>/dev/null || true
}

# links puts links to all files of folders and to files into another folder.
links() {
  local to=$1
  shift
  cp -alx "$@" "$to" 2>/dev/null || cp -ax "$@" "$to" # another disk has no links
}

# twin leaves out what a server at work writes: its data.
twin() {
  local to=${1:?a folder is needed} name
  installed || die "no server in $dir: run tools/mongo.sh up"
  MONGO_DIR=$to "$0" down
  rm -rf --one-file-system "$to"
  mkdir -p "$to/root/var/lib" "$to/root/proc"
  links "$to" "$dir/bin"
  for name in "$root"/* "$root"/var/* "$root"/var/lib/*; do
    case ${name#"$root"/} in
      proc | var | var/lib) ;;
      var/lib/postgresql) mkdir -p "$to/root/var/lib/postgresql" && chown --reference="$name" "$to/root/var/lib/postgresql" ;;
      *) links "$to/root/$(dirname "${name#"$root"/}")/" "$name" ;;
    esac
  done
}

case ${1:-} in
  uri) answers && echo "$uri" ;;
  up | start | down | twin)
    [ "$(id -u)" = 0 ] || die "root is needed to $1 the server; set MONGODB_URI to a server of yours instead"
    case $1 in up) up install ;; start) up nothing ;; down) down ;; twin) twin "${2:-}" ;; esac ;;
  *) sed -n '2,/^set /s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
