#!/usr/bin/python3
"""Holds that every engine made the same document: check.py WORKDIR. The reference is docxtpl's."""
import glob, os, sys, zipfile

import docx
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text(path):
    """The text of every paragraph that has any."""
    with zipfile.ZipFile(path) as z:
        assert z.testzip() is None and len(set(z.namelist())) == len(z.namelist()), path
        root = etree.fromstring(z.read("word/document.xml"))
    lines = ["".join(t.text or "" for t in p.iter(W + "t")).strip() for p in root.iter(W + "p")]
    return [line for line in lines if line]


work = sys.argv[1]
want = text(os.path.join(work, "out-docxtpl.docx"))
wrong = []
for path in sorted(glob.glob(os.path.join(work, "out-*.docx"))):
    tables = len(docx.Document(path).tables)  # python-docx opens it
    if text(path) != want or tables != 3:
        wrong.append(os.path.basename(path))
print("%d outputs, %d paragraphs, same text in all but: %s" % (len(glob.glob(os.path.join(work, "out-*.docx"))), len(want), ", ".join(wrong) or "none"))
sys.exit(bool(wrong))
