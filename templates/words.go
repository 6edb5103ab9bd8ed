package templates

import (
	"fmt"
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/templates/doctor"
	"vanthu/templates/docx"
)

// A FieldInfo is what those who adapt a template are told of one field. Its
// words are Vietnamese.
type FieldInfo struct {
	Name     string             `json:"name"`
	Kind     docx.Kind          `json:"kind"`
	Holds    string             `json:"holds"` // the kind in words
	Usage    string             `json:"usage"` // as it is written in a template
	Means    string             `json:"means"`
	Example  string             `json:"example"`
	Required bool               `json:"required"`     // the templates of its forms must use it
	Forms    []documents.FormID `json:"forms"`        // on whose pages it stands
	In       string             `json:"in,omitempty"` // the list whose items have it
}

// kindWords say what a field of each kind holds, and how it is written: %s
// stands for its name.
var kindWords = map[docx.Kind]struct{ holds, usage string }{
	docx.KindText:   {"một giá trị", "{{%[1]s}}"},
	docx.KindNumber: {"độ dài của một đường kẻ", "%[1]s làm tên của đường kẻ"},
	docx.KindFlag:   {"có hoặc không", "{{?%[1]s}}…{{/%[1]s}}"},
	docx.KindTexts:  {"nhiều dòng", "{{#%[1]s}}{{.}}{{/%[1]s}}"},
	docx.KindList:   {"nhiều mục, mỗi mục có trường riêng", "{{#%[1]s}}…{{/%[1]s}}"},
	docx.KindBlocks: {"nhiều đoạn và bảng", "{{@%[1]s}}"},
}

// Fields returns the fields that a template for the page of a form may use, or
// for any page when form is "", in the order of the tables. What goes with a
// document as a file of its own has no template of an office's.
func Fields(form documents.FormID) []FieldInfo {
	out := []FieldInfo{}
	for _, s := range serves {
		if len(s.form.Kinds()) > 0 && (form == "" || form == s.form) {
			out = told(out, rows(s.form), s.form, "")
		}
	}
	return out
}

// told adds fields to those told already; one that is there stands on the pages
// of one more form.
func told(out []FieldInfo, rows []field, form documents.FormID, in string) []FieldInfo {
	for _, f := range rows {
		i := slices.IndexFunc(out, func(x FieldInfo) bool { return x.Name == f.name && x.In == in })
		if i < 0 {
			i = len(out)
			w, k := wordings[f.name], kindWords[f.kind]
			out = append(out, FieldInfo{
				Name: f.name, Kind: f.kind, Holds: k.holds, Usage: fmt.Sprintf(k.usage, f.name),
				Means: w.means, Example: w.example, Required: !f.optional, In: in,
			})
		}
		out[i].Forms = append(out[i].Forms, form)
		out = told(out, f.item, form, f.name)
	}
	return out
}

// words are the fields of a form as the doctor names them.
func words(form documents.FormID) map[string]doctor.Word {
	out := map[string]doctor.Word{}
	for _, f := range Fields(form) {
		out[f.Name] = doctor.Word{Means: f.Means, Usage: f.Usage}
	}
	return out
}

// FieldList returns the fields of a form, or of all for "", as a page in
// Markdown, which docs/truong-mau.md is.
func FieldList(form documents.FormID) string {
	var s strings.Builder
	s.WriteString("# Các trường của mẫu\n\n" +
		"Tệp này do lệnh `server template fields` in ra. Cách dùng: mục “Mẫu của cơ quan”\n" +
		"trong huong-dan.md. Dấu / trong ví dụ là chỗ sang dòng. Cột “Mẫu” là số mẫu trong\n" +
		"Phụ lục III Nghị định 30/2020/NĐ-CP mà trang có trường đó.\n\n" +
		"| Viết trong mẫu | Ý nghĩa | Chứa | Ví dụ | Bắt buộc | Mẫu |\n|---|---|---|---|---|---|\n")
	for _, f := range Fields(form) {
		required, where := "", ""
		if f.Required {
			required = "có"
		}
		if f.In != "" {
			where = "trong `" + f.In + "`; "
		}
		for i, id := range f.Forms {
			if i > 0 {
				where += ", "
			}
			where += string(id)
		}
		fmt.Fprintf(&s, "| `%s` | %s | %s | %s | %s | %s |\n", f.Usage, f.Means, f.Holds, f.Example, required, where)
	}
	return s.String()
}
