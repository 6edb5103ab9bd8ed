#!/usr/bin/env bash
# Fills the same template with the same data by every engine, in turn, on one
# core, holds that all made the same document, and writes docs/bench/docx/results.md.
#
#   docs/bench/docx.sh                  five rounds of 200 documents or 2 seconds an engine
#   DOCS=50 ROUNDS=1 docs/bench/docx.sh
#
# Needs Go, Node 20, and of Debian python3-docxtpl and python3-docx (it installs
# these where it may). CPU names the core.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/docx"
docs=${DOCS:-200} rounds=${ROUNDS:-5} seconds=${SECONDS_EACH:-2} cpu=${CPU:-1} work=work
engines='docxtpl docxtemplater easy-template-x docx-templates docx-templates-nosandbox carbone vanthu carrier etree'

for package in python3-docxtpl python3-docx; do
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$package" >/dev/null
done
[ -d node/node_modules ] || npm ci --prefix node --no-audit --no-fund >/dev/null
rm -rf "$work"
mkdir "$work"
/usr/bin/python3 make.py "$work"
# -mod=mod: what the product needs itself may have changed since go.mod was written here
go -C go build -mod=mod -o "../$work/engine" .

# fill ENGINE prints the row of one engine.
fill() {
  case $1 in
    docxtpl) taskset -c "$cpu" /usr/bin/python3 py/run.py "$work" "$docs" "$seconds" ;;
    vanthu | carrier | etree) GOMAXPROCS=1 taskset -c "$cpu" "$work/engine" "$1" "$work" "$docs" "$seconds" ;;
    *) taskset -c "$cpu" node node/run.mjs "$work" "$1" "$docs" "$seconds" ;;
  esac
}

# Every round takes every engine once, so that what disturbs the machine does
# not fall on one of them alone.
for round in $(seq "$rounds"); do
  for engine in $engines; do
    row=$(fill "$engine")
    echo "$row" >>"$work/results.jsonl"
    echo "round $round: $row" >&2
  done
done
same=$(/usr/bin/python3 check.py "$work") || { echo "$same"; exit 1; }
growth=$(GOMAXPROCS=1 taskset -c "$cpu" "$work/engine" growth "$work")
table=$(/usr/bin/python3 table.py "$work/results.jsonl")
{
  printf '# Filling a DOCX template: vanthu and others\n\n%s, %s, %s. ' "$(date -u +%F)" "$(go env GOVERSION)" "node $(node --version)"
  printf 'One core of %s, %d rounds. %s.\n\n' "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -1)" "$rounds" "$same"
  printf '## Documents of more pages, by vanthu\n\n%s\n\n## Three pages, by every engine\n\n%s\n' "$growth" "$table"
} | tee results.md
