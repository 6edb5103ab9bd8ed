package workflow_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
	"vanthu/workflow"
)

// A ruleName is a constant of type documents.Rule as the source has it.
type ruleName struct {
	name string
	rule documents.Rule
}

// rulesIn returns the rules that the package in folder declares.
func rulesIn(t *testing.T, folder string) []ruleName {
	t.Helper()
	var out []ruleName
	for _, file := range sources(t, folder) {
		ast.Inspect(parse(t, file), func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || spec.Type == nil || !isRule(spec.Type) || len(spec.Values) != 1 {
				return true
			}
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, ruleName{spec.Names[0].Name, documents.Rule(text)})
			return true
		})
	}
	return out
}

func isRule(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "Rule"
	case *ast.SelectorExpr:
		return e.Sel.Name == "Rule"
	}
	return false
}

func sources(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no source in %s: %v", folder, err)
	}
	return slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, "_test.go") })
}

func parse(t *testing.T, file string) *ast.File {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func allRules(t *testing.T) []ruleName {
	t.Helper()
	return append(rulesIn(t, filepath.Join("..", "documents")), rulesIn(t, ".")...)
}

// reads reports a fault of a text that a person is shown.
func reads(t *testing.T, name, text string) {
	t.Helper()
	switch {
	case !strings.HasSuffix(text, "."):
		t.Errorf("%s: no full stop: %q", name, text)
	case !norm.NFC.IsNormalString(text):
		t.Errorf("%s: not NFC: %q", name, text)
	case strings.ContainsAny(text, "\n%") || strings.Contains(text, "{}") || strings.Contains(text, "{?") || strings.Contains(text, "  ") ||
		strings.Contains(text, "..") || strings.Contains(text, " ."):
		t.Errorf("%s: does not read well: %q", name, text)
	case !strings.Contains(text, "ãy "):
		t.Errorf("%s: says not what to do: %q", name, text)
	}
}

func TestEveryRuleHasItsSentence(t *testing.T) {
	t.Parallel()
	rules := allRules(t)
	if len(rules) < 40 {
		t.Fatalf("found only %d rules", len(rules))
	}
	for _, r := range rules {
		for _, got := range []string{"", "XYZ"} {
			m := workflow.Say(&workflow.Refusal{Rule: r.rule, Article: "Điều 99", Got: got, Kind: documents.ErrNotAllowed})
			if strings.Contains(m.Detail, string(r.rule)) {
				t.Fatalf("%s has no sentence: %q", r.name, m.Detail)
			}
			reads(t, r.name, m.Detail)
			if !strings.Contains(m.Detail, " (Điều 99). ") {
				t.Errorf("%s: does not say why: %q", r.name, m.Detail)
			}
		}
	}
}

func TestRulesAreToldApart(t *testing.T) {
	t.Parallel()
	names, sentences := map[documents.Rule]string{}, map[string]string{}
	for _, r := range allRules(t) {
		if other, twice := names[r.rule]; twice {
			t.Errorf("%s and %s are both %q", other, r.name, r.rule)
		}
		names[r.rule] = r.name
		text := workflow.Say(&workflow.Refusal{Rule: r.rule, Kind: documents.ErrNotAllowed}).Detail
		if other, twice := sentences[text]; twice {
			t.Errorf("%s and %s are both told as %q", other, r.name, text)
		}
		sentences[text] = r.name
	}
}

// No sentence is for a rule that is not, and no rule is one that nobody breaks.
func TestNoSentenceIsUnused(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || filepath.Base(path) == "messages.go" {
			return err
		}
		tree := parse(t, path)
		ast.Inspect(tree, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && spec.Type != nil && isRule(spec.Type) {
				return false
			}
			if id, ok := n.(*ast.Ident); ok {
				used[id.Name] = true
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, r := range allRules(t) {
		known[r.name] = true
		if !used[r.name] {
			t.Errorf("nobody breaks %s", r.name)
		}
	}
	for _, key := range keysOf(t, "messages.go", "ruleTexts") {
		if !known[key] {
			t.Errorf("a sentence for %s, which is no rule", key)
		}
	}
}

func TestSayKind(t *testing.T) {
	t.Parallel()
	for kind, err := range map[string]error{
		"invalid": documents.ErrInvalid, "not_found": documents.ErrNotFound, "forbidden": documents.ErrForbidden,
		"not_allowed": documents.ErrNotAllowed, "exists": documents.ErrExists, "conflict": documents.ErrConflict,
		"unavailable": documents.ErrUnavailable, "internal": errors.New("disk on fire"),
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			m := workflow.Say(fmt.Errorf("read /secret/path: %w", err))
			if m.Kind != kind || m.Title == "" {
				t.Errorf("got kind %q, title %q", m.Kind, m.Title)
			}
			reads(t, kind, m.Detail)
			if strings.Contains(m.Detail, "/secret/path") || strings.Contains(m.Detail+m.Title, err.Error()) {
				t.Errorf("a person reads the program's words: %q", m.Detail)
			}
		})
	}
}

// Every kind that documents declares has words of its own.
func TestNoKindIsInternal(t *testing.T) {
	t.Parallel()
	kinds := 0
	ast.Inspect(parse(t, filepath.Join("..", "documents", "errors.go")), func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(spec.Names[0].Name, "Err") {
			kinds++
		}
		return true
	})
	if kinds != 7 {
		t.Errorf("documents has %d kinds, TestSayKind tells 7", kinds)
	}
}

func TestSay(t *testing.T) {
	t.Parallel()
	at := time.Date(2025, 11, 24, 2, 5, 0, 0, time.UTC)
	for _, row := range []struct {
		name    string
		err     error
		kind    string
		detail  string
		article string
		fields  int
	}{
		{"Refusal", &workflow.Refusal{Rule: workflow.RuleFileNotReady, Article: "Điều 17", Kind: documents.ErrNotAllowed},
			"not_allowed", "Bản có số và ngày chưa tạo xong (Điều 17). Hãy đợi ít giây rồi làm lại; nếu vẫn vậy, hãy báo quản trị.", "Điều 17", 0},
		{"Forbidden", &workflow.Refusal{Rule: workflow.RuleNotYours, Kind: documents.ErrForbidden},
			"forbidden", "Văn bản đang chờ người khác xử lý. Hãy đợi đến lượt hoặc liên hệ người đang giữ.", "", 0},
		{"LaterDateInBook", &workflow.Refusal{Rule: workflow.RuleDateBeforeLast, Article: "Điều 15", Got: "25/11/2025", Kind: documents.ErrNotAllowed},
			"not_allowed", "Sổ đã có văn bản mang ngày muộn hơn: 25/11/2025 (Điều 15). Hãy ghi từ ngày đó trở đi; không cấp số lùi ngày.", "Điều 15", 0},
		{"OneField", documents.FieldErrors{{Field: "signatory.name", Rule: documents.RuleRequired, Article: "Điều 8"}},
			"invalid", "Họ tên người ký: Còn để trống (Điều 8). Hãy điền đủ rồi làm lại.", "Điều 8", 1},
		{"OneFieldAlone", fmt.Errorf("fill: %w", &documents.FieldError{Field: "recipients[2].name", Rule: documents.RuleRequired}),
			"invalid", "Nơi nhận, dòng 3: Còn để trống. Hãy điền đủ rồi làm lại.", "", 1},
		{"NoField", documents.FieldErrors{{Rule: documents.RuleTooLong}},
			"invalid", "Nội dung quá dài. Hãy rút gọn hoặc tách thành phụ lục.", "", 1},
		{"UnknownField", documents.FieldErrors{{Field: "abstrct", Rule: documents.RuleUnknownField, Got: "abstract"}},
			"invalid", "abstrct: Không có trường này. Hãy bỏ đi hoặc sửa tên trường (có phải “abstract”?).", "", 1},
		{"UnknownFieldNoGuess", documents.FieldErrors{{Field: "x", Rule: documents.RuleUnknownField}},
			"invalid", "x: Không có trường này. Hãy bỏ đi hoặc sửa tên trường.", "", 1},
		{"NoTemplate", &documents.FieldError{Field: "kind", Rule: documents.RuleTemplate, Got: "QĐ"},
			"invalid", "Loại văn bản: Loại văn bản “QĐ” chưa có mẫu. Hãy chọn loại đã có mẫu, hoặc nhờ quản trị thêm mẫu.", "", 1},
		{"SeveralFields", documents.FieldErrors{{Field: "place", Rule: documents.RuleRequired}, {Field: "date", Rule: documents.RuleDateForm, Got: "25/11"}},
			"invalid", "Có 2 chỗ chưa đúng. Hãy sửa các chỗ được nêu rồi làm lại.", "", 2},
		{"Syntax", &documents.SyntaxError{Line: 2, Column: 5, Reason: "found a tab"},
			"invalid", "Không đọc được vì sai cú pháp ở dòng 2, cột 5. Hãy sửa chỗ đó rồi làm lại.", "", 0},
		{"SyntaxNowhere", &documents.SyntaxError{Reason: "found a tab"},
			"invalid", "Không đọc được vì sai cú pháp. Hãy kiểm tra cách viết rồi làm lại.", "", 0},
		{"Stale", &workflow.Stale{Seen: 3, Now: 4, Since: []workflow.Event{{At: at, Name: "Ngô Chi", Action: "return", Comment: "thiếu số liệu"}}},
			"conflict", "Văn bản đã thay đổi từ lúc bạn mở (bạn xem bản 3, nay là bản 4): 09:05 24/11/2025, Ngô Chi trả lại để sửa: “thiếu số liệu”. Hãy mở lại bản mới nhất rồi làm lại.", "", 0},
		{"StaleUntold", &workflow.Stale{Seen: 3, Now: 4},
			"conflict", "Văn bản đã thay đổi từ lúc bạn mở (bạn xem bản 3, nay là bản 4). Hãy mở lại bản mới nhất rồi làm lại.", "", 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			m := workflow.Say(fmt.Errorf("do: %w", row.err))
			if m.Kind != row.kind || m.Detail != row.detail || m.Article != row.article || len(m.Fields) != row.fields {
				t.Errorf("got %+v\nwant kind %s, article %q, %d fields, %q", m, row.kind, row.article, row.fields, row.detail)
			}
		})
	}
}

// Every field of a document has a name that people use.
func TestEveryFieldHasItsName(t *testing.T) {
	t.Parallel()
	names := map[string]string{}
	for _, path := range fieldsOf(reflect.TypeFor[documents.Document](), "") {
		m := workflow.Say(documents.FieldErrors{{Field: path, Rule: documents.RuleRequired}})
		name := m.Fields[0].Name
		if name == path || !norm.NFC.IsNormalString(name) || strings.Contains(name, "%") {
			t.Errorf("%s is called %q", path, name)
		}
		if other, twice := names[name]; twice {
			t.Errorf("%s and %s are both called %q", other, path, name)
		}
		names[name] = path
	}
}

// fieldsOf returns the paths of a struct's fields; a list stands for itself
// and its third element.
func fieldsOf(of reflect.Type, path string) []string {
	var out []string
	for i := range of.NumField() {
		name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
		field := strings.TrimPrefix(path+"."+name, ".")
		out = append(out, field)
		switch inner := of.Field(i).Type; {
		case inner.Kind() == reflect.Slice:
			out = append(out, field+"[2]")
		case inner.Kind() == reflect.Struct && inner.Field(0).Tag.Get("json") != "":
			out = append(out, fieldsOf(inner, field)...)
		}
	}
	return out
}
