package doctor_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
	"vanthu/templates/doctor"
	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

// refusals are all errors with which docx and ooxml refuse a file, a template
// or its values.
var refusals = map[string]error{
	"docx.ErrNotDocx": docx.ErrNotDocx, "docx.ErrOldFormat": docx.ErrOldFormat, "docx.ErrTooLarge": docx.ErrTooLarge,
	"docx.ErrDamaged": docx.ErrDamaged, "docx.ErrPartName": docx.ErrPartName, "docx.ErrMacro": docx.ErrMacro,
	"docx.ErrExternal": docx.ErrExternal, "docx.ErrTracked": docx.ErrTracked, "docx.ErrSyntax": docx.ErrSyntax,
	"docx.ErrUnclosed": docx.ErrUnclosed, "docx.ErrUnbalanced": docx.ErrUnbalanced, "docx.ErrPlace": docx.ErrPlace,
	"docx.ErrUse": docx.ErrUse, "docx.ErrAbsent": docx.ErrAbsent, "docx.ErrUnknown": docx.ErrUnknown, "docx.ErrStyle": docx.ErrStyle,
	"docx.ErrMissing": docx.ErrMissing, "docx.ErrKind": docx.ErrKind,
	"ooxml.ErrMalformed": ooxml.ErrMalformed, "ooxml.ErrForbidden": ooxml.ErrForbidden, "ooxml.ErrTooLarge": ooxml.ErrTooLarge,
	"ooxml.ErrPrefix": ooxml.ErrPrefix,
}

// TestEveryRefusalHasItsSentence holds the table to the errors that are
// declared, one by one.
func TestEveryRefusalHasItsSentence(t *testing.T) {
	t.Parallel()
	declared := 0
	for pkg, file := range map[string]string{"docx": "../docx/errors.go", "ooxml": "../ooxml/parse.go"} {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || !strings.HasPrefix(spec.Names[0].Name, "Err") {
				return true
			}
			declared++
			name := pkg + "." + spec.Names[0].Name
			if refusals[name] == nil {
				t.Errorf("%s is not tried here", name)
			}
			return true
		})
	}
	if declared != len(refusals) {
		t.Errorf("%d errors are declared, %d tried", declared, len(refusals))
	}
	rules := map[documents.Rule]bool{}
	for name, refusal := range refusals {
		f := told(t, fmt.Errorf("template x: %w", refusal))
		if f.Rule == "template_unread" || f.Do == "" || !strings.HasSuffix(f.Do, ".") || strings.HasSuffix(f.What, ".") {
			t.Errorf("%s: %+v", name, f)
		}
		if s := f.String(); !norm.NFC.IsNormalString(s) || strings.Contains(s, refusal.Error()) {
			t.Errorf("%s: %q", name, s)
		}
		rules[f.Rule] = true
	}
	if len(rules) < 18 {
		t.Errorf("only %d rules", len(rules))
	}
}

// A refusal that nobody foresaw is not shown in its own words.
func TestUnforeseenRefusal(t *testing.T) {
	t.Parallel()
	f := told(t, errors.New("disk of glass"))
	if f.Rule != "template_unread" || strings.Contains(f.String(), "glass") {
		t.Errorf("got %+v", f)
	}
}

// told returns the first finding for a file that was refused so.
func told(t *testing.T, refusal error) documents.TemplateFinding {
	t.Helper()
	r := doctor.Examine(doctor.Case{File: sound, Refused: refusal})
	if len(r.Findings) == 0 || r.Usable() {
		t.Fatalf("%v: %+v", refusal, r)
	}
	return r.Findings[0]
}

func FuzzExamine(f *testing.F) {
	f.Add(mainStart + `<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:rFonts w:ascii="A"/><w:sz w:val="9"/></w:rPr><w:t>{{a</w:t><w:br w:type="page"/><w:t>}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>` +
		`<w:sectPr><w:pgSz w:w="1"/><w:pgMar w:left="-9"/></w:sectPr></w:body></w:document>`)
	f.Add(`<w:p xmlns:w="` + ooxml.Namespace + `"><w:pPr><w:pStyle w:val="NoiDung"/></w:pPr><w:fldSimple w:instr="DDE x"/><w:instrText>LINK</w:instrText><w:fldChar/></w:p>`)
	f.Fuzz(func(t *testing.T, main string) {
		r := doctor.Examine(doctor.Case{File: file(main), Words: map[string]doctor.Word{"a": {Means: "chữ a", Usage: "{{a}}"}}})
		for i := range r.Findings {
			if r.Findings[i].What == "" || r.Findings[i].Rule == "" {
				t.Errorf("finding %d says nothing: %+v", i, r.Findings[i])
			}
		}
	})
}
