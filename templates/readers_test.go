package templates_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

// everyFile returns the files of all examples and one that has all a body can
// have, by name.
func everyFile(t testing.TB) map[string][]byte {
	t.Helper()
	catalogue := load(t)
	files := map[string][]byte{}
	for _, f := range issue(t, catalogue) {
		files[f.name] = f.file
	}
	file, err := catalogue.Fill(wholeBody(t))
	if err != nil {
		t.Fatal(err)
	}
	files["whole-body"] = file
	return files
}

// wholeBody is a document with every kind of block, pictures, wide sheets,
// annexes and marks.
func wholeBody(t testing.TB) *documents.Document {
	t.Helper()
	doc := example(t)
	registered(doc)
	doc.Circulation, doc.Contact, doc.Urgency = documents.ToReturn, "Địa chỉ: số 1; ĐT: 0255", documents.Urgent
	text := "Phần thứ nhất\nTÌNH HÌNH\nChương I\nCHUNG\nMục 1\nMỘT\nTiểu mục 1\nNHỎ\nĐiều 1. Phạm vi\n1. Khoản một;\na) Điểm a.\n- Gạch.\n+ Cộng.\n" +
		"Điều 2. Hiệu lực từ ngày ký.\n|TT|Nội dung|Số tiền|\n|---|---|---|\n|1|a|1.000|\n|2|b|-|\n|Tên|\n"
	doc.Body = documents.ParseBody(text)
	wide := budget(2)
	wide.Landscape = true
	doc.Body = append(doc.Body, picture(t, 40, 30), paragraph("Trước bảng."), wide, paragraph("Sau bảng./."))
	doc.Attachments = []documents.Attachment{
		{Title: "Sơ đồ", Body: documents.Body{picture(t, 2000, 100), paragraph("Hết./.")}},
		{Title: "Bảng ngang", Landscape: true, Body: documents.Body{budget(2)}},
		{Title: "Tệp đính kèm không có nội dung"},
	}
	return doc
}

// TestReaders has LibreOffice and python-docx read the text of every file: the
// same as ours.
func TestReaders(t *testing.T) {
	t.Parallel()
	files := everyFile(t)
	want := map[string][]string{}
	for name, file := range files {
		paragraphs, err := docx.PlainText(file)
		if err != nil {
			t.Fatal(err)
		}
		want[name] = paragraphs
	}
	t.Run("LibreOffice", func(t *testing.T) {
		t.Parallel()
		out := convert(t, files, "txt:Text (encoded):UTF8")
		for name, file := range files {
			read, err := os.ReadFile(filepath.Join(out, name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(lines(plain(unframed(mainPart(t, file)))), lines(string(read))); diff != "" {
				t.Errorf("%s: LibreOffice reads another text (-ours +theirs):\n%s", name, diff)
			}
		}
	})
	t.Run("python-docx", func(t *testing.T) {
		t.Parallel()
		for name, read := range pythonDocx(t, files) {
			if diff := cmp.Diff(want[name], read); diff != "" {
				t.Errorf("%s: python-docx reads another text (-ours +theirs):\n%s", name, diff)
			}
		}
	})
}

// unframed takes out what stands in frames, which LibreOffice leaves out when it
// writes a text.
func unframed(main *ooxml.Node) *ooxml.Node {
	body := main.Child("w:body")
	body.Kids = slices.DeleteFunc(body.Kids, func(n *ooxml.Node) bool { return n.Child("w:pPr").Child("w:framePr") != nil })
	return main
}

// pythonDocx returns the paragraphs that python-docx finds in each file, all in
// one start of it.
func pythonDocx(t *testing.T, files map[string][]byte) map[string][]string {
	t.Helper()
	const script = `
import docx, json, sys
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
out = {}
for path in sys.argv[1:]:
    body = docx.Document(path).element.body
    out[path] = [Paragraph(p, None).text for p in body.iter(qn("w:p"))]
json.dump(out, sys.stdout)
`
	python := withDocx(t)
	dir := t.TempDir()
	args := []string{"-I", "-c", script}
	for name, file := range files {
		path := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	var read map[string][]string
	if err := json.Unmarshal(run(t, python, args...), &read); err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for path, paragraphs := range read {
		out[strings.TrimSuffix(filepath.Base(path), ".docx")] = paragraphs
	}
	return out
}

// withDocx returns a Python that has python-docx: the first in the path, or
// Debian's own.
func withDocx(t *testing.T) string {
	t.Helper()
	const install = "apt-get install python3-docx"
	for _, python := range [...]string{"python3", "/usr/bin/python3"} {
		if exec.CommandContext(t.Context(), python, "-I", "-c", "import docx").Run() == nil {
			return python
		}
	}
	missing(t, "python-docx is not installed ("+install+")")
	return ""
}

// TestEveryPageIsValid has the Open XML SDK judge what stands on the pages of
// all examples, joined to one file, since each start of it costs half a second;
// and the file with pictures as it is. When there is a fault each file is judged
// alone, to name it.
func TestEveryPageIsValid(t *testing.T) {
	t.Parallel()
	judge := validator(t)
	files := everyFile(t)
	t.Run("pictures", func(t *testing.T) {
		t.Parallel()
		judged(t, judge, files["whole-body"])
	})
	t.Run("all", func(t *testing.T) {
		t.Parallel()
		joined := joinedFile(t, files)
		if errors := verdict(t, judge, joined); len(errors) == 0 {
			return
		}
		for name, file := range files {
			if errors := verdict(t, judge, file); len(errors) > 0 {
				t.Errorf("%s is not valid: %+v", name, errors)
			}
		}
		if !t.Failed() {
			t.Errorf("the joined file alone is not valid: %+v", verdict(t, judge, joined))
		}
	})
}

func TestTemplatesAreValid(t *testing.T) {
	t.Parallel()
	judge := validator(t)
	files := map[string][]byte{}
	names, err := filepath.Glob("*.docx")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = file
		for _, finding := range docx.Lint(file) {
			if finding.Rule != docx.LintPlaceholder {
				t.Errorf("%s: %s", name, finding)
			}
		}
	}
	if errors := verdict(t, judge, joinedFile(t, files)); len(errors) > 0 {
		t.Errorf("not valid: %+v", errors)
	}
}
