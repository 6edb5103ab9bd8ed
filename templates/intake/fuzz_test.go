package intake_test

import (
	"errors"
	"testing"

	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
	"vanthu/templates/intake"
)

// Foreign bytes are read or refused with a rule, never more; what is read is a
// document that may be kept.
func sound(t *testing.T, content []byte) {
	t.Helper()
	found, err := intake.Read(content)
	if err != nil {
		if !errors.Is(err, documents.ErrInvalid) {
			t.Errorf("no rule says why: %v", err)
		}
		return
	}
	d := &found.Document
	for _, fault := range d.Check() {
		switch {
		case fault.Rule == documents.RuleKind && d.Kind == "", fault.Rule == documents.RuleTooLong:
		case fault.Field == "kind" && d.Kind == "":
		default:
			t.Errorf("%v", fault)
		}
	}
	if text := documents.FormatBody(d.Body); !norm.NFC.IsNormalString(text) {
		t.Errorf("%+q is not NFC", text)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(file(f, paras("một")))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
	f.Fuzz(sound)
}

func FuzzReadBody(f *testing.F) {
	f.Add(reportHead+reportName+paras(to, text)+foot, lists, "")
	f.Add(p(num(0, 1), "một")+tbl(true, []string{"TT", "b"}, []string{"1", "c"})+p("", shape("rect", "x")), numbering("decimal", "%1."), "")
	f.Add(p(`<w:pStyle w:val="a"/>`, "PHỤ LỤC"), "", root("styles", `<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Phụ lục"/><w:basedOn w:val="a"/></w:style>`))
	f.Fuzz(func(t *testing.T, content, numbers, styles string) {
		sound(t, file(t, content, "numbering", numbers, "styles", styles))
	})
}

func BenchmarkRead(b *testing.B) {
	content := file(b, reportHead+reportName+paras(to)+body(1000)+foot, "numbering", lists)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := intake.Read(content); err != nil {
			b.Fatal(err)
		}
	}
}

// body is a text of n paragraphs, numbered by Word.
func body(n int) string {
	out := ""
	for i := range n {
		out += p(num(i%4, 1), "Nội dung của một đoạn văn bản dài vừa phải để đo;")
	}
	return out
}
