#!/usr/bin/python3
"""Makes the table of results.jsonl, a line for each engine and round: table.py results.jsonl

The first rate is that of the best round, the one that other work on the machine disturbed least, and so are the
times; the second is the median of all rounds; the third counts only the processor time that was used."""
import json, sys

COUNTED = ("docxtpl", "docxtemplater", "easy-template-x", "docx-templates", "docx-templates-nosandbox", "carbone")
rounds = {}
for line in open(sys.argv[1]):
    row = json.loads(line)
    rounds.setdefault(row["engine"], []).append(row)

print("| engine | docs/s best | median | docs/CPU-s | p50 ms | p99 ms | file bytes | peak RSS MB | beyond the data MB |")
print("|---|---|---|---|---|---|---|---|---|")
best, cpu = {}, {}
for engine, rows in rounds.items():
    rows.sort(key=lambda r: -r["docs_s"])
    top, cpu[engine] = rows[0], 1e3 / min(r["cpu_ms"] for r in rows)
    best[engine] = top["docs_s"]
    name = engine if engine in COUNTED + ("vanthu",) else engine + " (not counted)"
    print("| %s | %.0f | %.0f | %.0f | %.3f | %.3f | %d | %.0f | %.0f |" % (
        name, top["docs_s"], rows[len(rows) // 2]["docs_s"], cpu[engine], top["p50_ms"], top["p99_ms"], top["bytes"],
        max(r["rss_mb"] for r in rows), max(r["rss_mb"] - r["data_mb"] for r in rows)))
peers = [e for e in COUNTED if e in best]
fastest = max(peers, key=best.get)
print()
print("By processor time: vanthu %.0f times %s, %.0f times docxtpl." % (
    cpu["vanthu"] / cpu[fastest], fastest, cpu["vanthu"] / cpu["docxtpl"]))
print("By the clock: vanthu %.0f times docxtpl." % (best["vanthu"] / best["docxtpl"]))
print()
print("vanthu %.0f docs/s, fastest peer %s %.0f docs/s, ratio %.1f" % (best["vanthu"], fastest, best[fastest], best["vanthu"] / best[fastest]))
