package templates_test

import (
	"os"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/templates"
)

// TestGuideNamesEveryKind wants the guide to have every kind with its code, every
// example and every field of a form.
func TestGuideNamesEveryKind(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("../docs/huong-dan.md")
	if err != nil {
		t.Fatal(err)
	}
	guide := string(file)
	for _, k := range documents.Kinds() {
		code := k.Code
		if code == "" {
			code = "(không)"
		}
		if row := "| " + k.Name + " | " + code + " |"; !strings.Contains(guide, row) {
			t.Errorf("the guide has no row %q", row)
		}
	}
	names := templates.Examples()
	for _, f := range documents.Forms() {
		for _, d := range f.Details {
			names = append(names, d.Name)
		}
	}
	for _, name := range names {
		if !strings.Contains(guide, "`"+name+"`") {
			t.Errorf("the guide does not name %s", name)
		}
	}
}
