package main_test

import (
	"fmt"
	"go/types"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// The second column of the glossary: a name of the code, or a state or action
// of the flow table.
var (
	codeName = regexp.MustCompile("^`([a-z/]+)\\.([A-Za-z.]+)`$")
	flowName = regexp.MustCompile("^(state|action) `([a-z]+)`$")
)

func TestGlossaryIsTrue(t *testing.T) {
	t.Parallel()
	root := os.DirFS("..")
	for _, fault := range glossaryFaults(open(t, root), text(t, root, "docs/glossary.md"), text(t, root, "workflow/outgoing.md")) {
		t.Error(fault)
	}
}

func TestGlossaryFindsItsFaults(t *testing.T) {
	t.Parallel()
	h := open(t, files("documents/a.go", "package documents; type Kind string; type Date struct { Year int }"))
	flow := "| draft | submit | drafter |"
	for row, want := range map[string]int{
		"| loại | `documents.Kind` | a kind | |":        0,
		"| năm | `documents.Date.Year` | a year | |":    0,
		"| dự thảo | state `draft` | written | |":       0,
		"| trình | action `submit` | handed on | |":     0,
		"| loại | `documents.Kinds` | not there | |":    1,
		"| năm | `documents.Date.Years` | nor this | |": 1,
		"| ký | action `sign` | not in the table | |":   1,
		"| trình | action `draft` | a state | |":        1,
		"| loại | Kind | no name of the code | |":       1,
	} {
		if got := glossaryFaults(h, row, flow); len(got) != want {
			t.Errorf("%s\ngot %q, want %d findings", row, got, want)
		}
	}
}

// glossaryFaults returns a finding for each row that names nothing real.
func glossaryFaults(h *house, glossary, flow string) (found []string) {
	for i, line := range strings.Split(glossary, "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 6 || strings.HasPrefix(line, "|---") || strings.TrimSpace(cells[2]) == "here" {
			continue
		}
		name := strings.TrimSpace(cells[2])
		if !h.declares(name) && !inFlow(flow, name) {
			found = append(found, fmt.Sprintf("docs/glossary.md:%d: %s names nothing", i+1, name))
		}
	}
	return found
}

// declares reports whether `package.Name` or `package.Type.Member` is in the
// code.
func (h *house) declares(name string) bool {
	m := codeName.FindStringSubmatch(name)
	if m == nil || h.checked[module+"/"+m[1]] == nil {
		return false
	}
	owner, member, nested := strings.Cut(m[2], ".")
	object := h.checked[module+"/"+m[1]].Scope().Lookup(owner)
	if object == nil || !nested {
		return object != nil
	}
	found, _, _ := types.LookupFieldOrMethod(object.Type(), true, object.Pkg(), member)
	return found != nil
}

// inFlow reports whether the flow table has rows of that state or action.
func inFlow(flow, name string) bool {
	m := flowName.FindStringSubmatch(name)
	if m == nil {
		return false
	}
	row := map[string]string{"state": `(?m)^\| ` + m[2] + ` \|`, "action": `(?m)^\| [a-z]+ \| ` + m[2] + ` \|`}
	return regexp.MustCompile(row[m[1]]).MatchString(flow)
}

func text(t *testing.T, fsys fs.FS, name string) string {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
