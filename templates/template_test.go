package templates_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates"
	"vanthu/templates/compose"
	"vanthu/templates/docx"
)

// ownTemplate is a file as an office might make it: ours, with other words and
// other fields.
func ownTemplate(t testing.TB, body string) []byte {
	t.Helper()
	file, err := compose.Zip(bodyOf(t, body))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// bodyOf returns the parts of such a file.
func bodyOf(t testing.TB, body string) []compose.Part {
	t.Helper()
	parts := namedKind(t)
	for i := range parts {
		switch text := string(parts[i].Body); parts[i].Name {
		case docx.MainPart:
			from, to := strings.Index(text, "<w:body>")+len("<w:body>"), strings.LastIndex(text, "<w:sectPr>")
			parts[i].Body = []byte(text[:from] + body + text[to:])
		case "docProps/core.xml":
			parts[i].Body = []byte(strings.NewReplacer("{{tieu_de}}", "", "{{tac_gia}}", "").Replace(text))
		}
	}
	return parts
}

func line(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }

func TestParseAndFill(t *testing.T) {
	t.Parallel()
	fields := docx.Schema{"ho_ten": {Kind: docx.KindText}, "ngay": {Kind: docx.KindTexts}}
	tmpl, err := templates.Parse("giấy nghỉ phép", ownTemplate(t, line("Ông/bà: {{ho_ten}}")+line("{{#ngay}}")+line("- {{.}}")+line("{{/ngay}}")), fields)
	if err != nil {
		t.Fatal(err)
	}
	values := docx.Values{"ho_ten": docx.Text("Lê Văn Hiếu"), "ngay": docx.Texts{"24/11", "25/11"}}
	file, err := tmpl.Fill(values)
	if err != nil {
		t.Fatal(err)
	}
	got, err := docx.PlainText(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, []string{"Ông/bà: Lê Văn Hiếu", "- 24/11", "- 25/11"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if again, err := tmpl.Fill(values); err != nil || !bytes.Equal(file, again) {
		t.Errorf("the same values gave another file, %v", err)
	}
	delete(values, "ngay")
	if _, err := tmpl.Fill(values); !errors.Is(err, docx.ErrMissing) || !strings.Contains(err.Error(), "giấy nghỉ phép") {
		t.Errorf("got %v, want the field that is missing, and the template", err)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		file []byte
		want error
	}{
		{"no .docx", []byte("%PDF-1.7"), docx.ErrNotDocx},
		{"an unknown field", ownTemplate(t, line("{{ho_te}}")), docx.ErrUnknown},
		{"a field that is nowhere", ownTemplate(t, line("x")), docx.ErrAbsent},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := templates.Parse("mẫu", c.file, docx.Schema{"ho_ten": {Kind: docx.KindText}})
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := templates.LoadFrom(os.DirFS(".")); err != nil {
			b.Fatal(err)
		}
	}
}
