package templates

import (
	"fmt"
	"strings"

	"vanthu/templates/doctor"
	"vanthu/templates/docx"
)

// A FieldInfo is what those who adapt a template are told of one field. Its
// words are Vietnamese.
type FieldInfo struct {
	Name     string    `json:"name"`
	Kind     docx.Kind `json:"kind"`
	Holds    string    `json:"holds"` // the kind in words
	Usage    string    `json:"usage"` // as it is written in a template
	Means    string    `json:"means"`
	Example  string    `json:"example"`
	Required bool      `json:"required"` // every template must use it
}

// kindWords say what a field of each kind holds, and how it is written: %s
// stands for its name.
var kindWords = map[docx.Kind]struct{ holds, usage string }{
	docx.KindText:   {"một giá trị", "{{%[1]s}}"},
	docx.KindNumber: {"độ dài của một đường kẻ", "%[1]s làm tên của đường kẻ"},
	docx.KindFlag:   {"có hoặc không", "{{?%[1]s}}…{{/%[1]s}}"},
	docx.KindTexts:  {"nhiều dòng", "{{#%[1]s}}{{.}}{{/%[1]s}}"},
	docx.KindList:   {"nhiều mục, mỗi mục có các trường riêng", "{{#%[1]s}}…{{/%[1]s}}"},
	docx.KindBlocks: {"nhiều đoạn và bảng", "{{@%[1]s}}"},
}

// Fields returns the fields a template may use, in the order of the page.
func Fields() []FieldInfo {
	out := make([]FieldInfo, len(fields))
	for i, f := range fields {
		w := kindWords[f.kind]
		out[i] = FieldInfo{
			Name: f.name, Kind: f.kind, Holds: w.holds, Usage: fmt.Sprintf(w.usage, f.name),
			Means: f.means, Example: f.example, Required: !f.optional,
		}
	}
	return out
}

// words are the fields as the doctor names them.
func words() map[string]doctor.Word {
	out := make(map[string]doctor.Word, len(fields))
	for _, f := range Fields() {
		out[f.Name] = doctor.Word{Means: f.Means, Usage: f.Usage}
	}
	return out
}

// FieldList returns the fields as a page in Markdown, which docs/truong-mau.md
// is.
func FieldList() string {
	var s strings.Builder
	s.WriteString("# Các trường của mẫu\n\nTệp này do lệnh `server template fields` in ra. Cách dùng: mục “Mẫu của cơ quan”\ntrong huong-dan.md. Dấu / trong ví dụ là chỗ sang dòng.\n\n")
	s.WriteString("| Viết trong mẫu | Ý nghĩa | Chứa | Ví dụ | Bắt buộc |\n|---|---|---|---|---|\n")
	for _, f := range Fields() {
		required := ""
		if f.Required {
			required = "có"
		}
		fmt.Fprintf(&s, "| `%s` | %s | %s | %s | %s |\n", f.Usage, f.Means, f.Holds, f.Example, required)
	}
	return s.String()
}
