#!/usr/bin/python3
"""Fills the template with docxtpl and prints a row of measures: run.py WORKDIR DOCUMENTS SECONDS"""
import io, json, os, sys, time

from docxtpl import DocxTemplate
from jinja2 import Environment

work, least, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
docs = json.load(open(os.path.join(work, "data.json")))
template = open(os.path.join(work, "tpl-docxtpl.docx"), "rb").read()
escaping = Environment(autoescape=True)  # by default docxtpl lets & and < through as they are


def status(name):
    return [int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(name)][0] / 1024


def fill(data):
    document, out = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    document.render(data, escaping)
    document.save(out)
    return out.getvalue()


before = status("VmRSS")
open("/proc/self/clear_refs", "w").write("5")  # forget the peak of reading the data
open(os.path.join(work, "out-docxtpl.docx"), "wb").write(fill(docs[0]))
for i in range(20):
    fill(docs[i])
took, size, start, cpu = [], 0, time.perf_counter(), time.process_time()
while len(took) < least or time.perf_counter() - start < seconds:
    at = time.perf_counter()
    size += len(fill(docs[len(took) % len(docs)]))
    took.append((time.perf_counter() - at) * 1e3)
n, total, cpu = len(took), time.perf_counter() - start, time.process_time() - cpu
took.sort()
print(json.dumps(dict(engine="docxtpl", docs=n, docs_s=n / total, cpu_ms=cpu * 1e3 / n, p50_ms=took[n // 2],
                      p99_ms=took[n * 99 // 100], bytes=size // n, data_mb=before, rss_mb=status("VmHWM"))))
