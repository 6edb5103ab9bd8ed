#!/usr/bin/env bash
# How long a start takes to the first answer of /healthz, and how much memory
# the server holds then and after 200 requests: bash docs/bench/start.sh
# Needs go, curl and Linux (/proc). Memory is VmRSS, of which RssFile is the
# program itself, shared and given back at need.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT

now() { date +%s%N; }
memory() { awk '/^VmRSS|^RssAnon|^RssFile/ { printf "%s %.1f MiB  ", $1, $2 / 1024 }' "/proc/$1/status"; }

# start NAME COMMAND… starts a server on a free port, waits for its first
# answer and sets pid (the server's own) and address.
start() {
  local name=$1 log=$work/log begin started
  shift
  : >"$log"
  begin=$(now)
  "$@" -addr 127.0.0.1:0 >"$log" 2>&1 &
  started=$! address=
  until [ -n "$address" ]; do
    kill -0 "$started" 2>/dev/null || { cat "$log"; exit 1; }
    address=$(sed -n 's/.*phục vụ tại \(http:[^,]*\),.*/\1/p' "$log")
    sleep 0.002
  done
  until curl -sf -o /dev/null "$address/healthz"; do sleep 0.002; done
  printf '%-34s first answer after %4d ms  ' "$name" $((($(now) - begin) / 1000000))
  pid=$started
  local child # of go run
  child=$(cat /proc/"$started"/task/*/children)
  [ -z "$child" ] || pid=${child%% *}
  sleep 1
  memory "$pid"
  echo
}

stop() {
  kill -TERM "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.01; done
  wait || true # go run tells of its child's end
  pid=
}

# requests asks 200 times, as people who are logged in do.
requests() {
  local token id bearer
  token=$(curl -sf -H 'Content-Type: application/json' -d '{"user":"vanthu","password":"cây đa bến nước"}' \
    "$address/api/v1/login" | sed 's/.*"token":"\([^"]*\)".*/\1/')
  bearer="Authorization: Bearer $token"
  id=$(curl -sf -H "$bearer" "$address/api/v1/documents?state=filed" | sed 's/.*"items":\[{"id":"\([^"]*\)".*/\1/')
  for _ in {1..66}; do
    curl -sf -o /dev/null -H "$bearer" "$address/api/v1/documents?limit=100"
    curl -sf -o /dev/null -H "$bearer" "$address/api/v1/documents/$id"
    curl -sf -o /dev/null -H "$bearer" "$address/api/v1/documents/$id/docx"
  done
  printf '%-60s ' '  after 200 requests'
  memory "$pid"
  echo
}

go build -trimpath -o "$work/server" ./server
export VANTHU_DEMO_PASSWORD='cây đa bến nước'
start 'program, first start' "$work/server" -data "$work/empty"
stop
start 'program, later start' "$work/server" -data "$work/empty"
stop
start 'program, loading the sample ward' "$work/server" -data "$work/demo" -demo
requests
stop
VANTHU_DEMO_PASSWORD= start 'program, sample ward there' "$work/server" -data "$work/demo" -demo
requests
stop
start 'go run ./server, compiled before' go run ./server -data "$work/empty"
stop
