package workflow_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
)

// TestLineOfAList says what one line does to the stocked address book.
func TestLineOfAList(t *testing.T) {
	t.Parallel()
	agency := func(name string) documents.Agency { return documents.Agency{Name: name} }
	for _, c := range []struct {
		name string
		line workflow.BookLine
		want workflow.Verdict
		says string // the fields that change, or the rules that are broken
	}{
		{"New", workflow.BookLine{Agency: agency("Sở Nội vụ tỉnh")}, workflow.LineMade, ""},
		{"Same", workflow.BookLine{Agency: agency("sở Khoa học và Công nghệ tỉnh")}, workflow.LineChanged, "name"}, // the spelling is mended
		{"Known", workflow.BookLine{Agency: agency("Sở Khoa học và Công nghệ tỉnh")}, workflow.LineSame, ""},
		{"Marks", workflow.BookLine{Agency: agency("So Khoa hoc va Cong nghe tinh")}, workflow.LineMade, ""}, // Đông Hà is not Đồng Hà
		{"ByID", workflow.BookLine{Agency: documents.Agency{ID: "vp", Name: "Văn phòng HĐND và UBND", Short: "VP"}}, workflow.LineChanged, "name short"},
		{"NoSuchID", workflow.BookLine{Agency: documents.Agency{ID: "xx", Name: "Văn phòng"}}, workflow.LineRefused, "agency_unknown"},
		{"Alias", workflow.BookLine{Agency: agency("Sở KHCN")}, workflow.LineRefused, "line_alias"},
		{"Several", workflow.BookLine{Agency: agency("Đội thuế")}, workflow.LineRefused, "line_ambiguous"},
		{"Nameless", workflow.BookLine{}, workflow.LineRefused, "required"},
		{"Read", workflow.BookLine{Agency: agency("Sở Y tế"), Faults: documents.FieldErrors{{Field: "until", Rule: documents.RuleDateForm}}}, workflow.LineRefused, "date_form"},
		{"Code", workflow.BookLine{Agency: documents.Agency{Name: "Sở Y tế", Code: "h48"}}, workflow.LineRefused, "agency_code"},
		{"Parent", workflow.BookLine{Agency: agency("Văn phòng"), Parent: "Sở KH&CN"}, workflow.LineChanged, "parent"},
		{"NoParent", workflow.BookLine{Agency: agency("Văn phòng"), Parent: "Bộ Lạ"}, workflow.LineRefused, "agency_unknown"},
		{"TwoParents", workflow.BookLine{Agency: agency("Văn phòng"), Parent: "Đội thuế"}, workflow.LineRefused, "line_ambiguous"},
		{"Mail", workflow.BookLine{Agency: agency("Văn phòng"), Mail: "vp@vi-du.vn"}, workflow.LineChanged, "channels"},
		{"EdXMLWithoutCode", workflow.BookLine{Agency: documents.Agency{Name: "Văn phòng", Channels: []documents.Channel{{Medium: documents.ByEdXML}}}}, workflow.LineRefused, "channel_form"},
		{"Ends", workflow.BookLine{Agency: documents.Agency{Name: "Văn phòng", Until: day(2025, 12, 31)}, Successor: "Phòng Văn hóa - Xã hội"}, workflow.LineChanged, "until successor"},
		{"SuccessorWithoutEnd", workflow.BookLine{Agency: agency("Văn phòng"), Successor: "Phòng Văn hóa - Xã hội"}, workflow.LineRefused, "successor_unclear"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.stock()
			got, err := o.PlanBook(t.Context(), o.people["clerk"], []workflow.BookLine{c.line})
			if err != nil {
				t.Fatal(err)
			}
			says := got[0].Fields
			for _, f := range got[0].Faults {
				says = append(says, string(f.Rule))
			}
			if got[0].Verdict != c.want || strings.Join(says, " ") != c.says {
				t.Errorf("got %s %q, want %s %q", got[0].Verdict, says, c.want, c.says)
			}
		})
	}
}

// tree is a list whose lines name one another as the body above, upside down.
func tree(n int) []workflow.BookLine {
	var lines []workflow.BookLine
	for i := range n {
		l := workflow.BookLine{Line: i + 2, Agency: documents.Agency{Name: fmt.Sprintf("Trường %d", i)}}
		if i+1 < n {
			l.Parent = fmt.Sprintf("Trường %d", i+1)
		}
		lines = append(lines, l)
	}
	return lines
}

func TestListIsTakenInWhole(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	clerk := o.people["clerk"]
	lines := append(tree(40),
		workflow.BookLine{Line: 50, Agency: documents.Agency{Name: "Vòng A"}, Parent: "Vòng B"},
		workflow.BookLine{Line: 51, Agency: documents.Agency{Name: "Vòng B"}, Parent: "Vòng A"},
		workflow.BookLine{Line: 52, Agency: documents.Agency{Name: "Con"}, Parent: "Cha"},              // of a line that is refused
		workflow.BookLine{Line: 53, Agency: documents.Agency{Name: "Cha", Code: "sai"}, Parent: "Ông"}, //
		workflow.BookLine{Line: 54, Agency: documents.Agency{Name: "Trường 3"}},
	)
	var all sync.WaitGroup
	for range 3 { // at once, as by people who do not know of one another
		all.Go(func() {
			if _, err := o.ImportBook(t.Context(), clerk, lines); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	book, err := o.WholeBook(t.Context(), clerk)
	if err != nil || len(book) != 42 {
		t.Fatalf("%d entries, %v", len(book), err)
	}
	names := map[documents.AgencyID]string{}
	for _, a := range book {
		names[a.ID] = a.Name
	}
	for _, a := range book {
		if a.Parent != "" && names[a.Parent] == "" {
			t.Errorf("%s is under nothing", a.Name)
		}
		if a.Name == "Trường 7" && names[a.Parent] != "Trường 8" {
			t.Errorf("it is under %q", names[a.Parent])
		}
	}
	again, err := o.ImportBook(t.Context(), clerk, lines)
	if err != nil {
		t.Fatal(err)
	}
	var refused []int
	for _, c := range again {
		switch c.Verdict {
		case workflow.LineSame:
		case workflow.LineRefused:
			refused = append(refused, c.Line)
		default:
			t.Errorf("line %d again: %s", c.Line, c.Verdict)
		}
	}
	if diff := cmp.Diff([]int{52, 53, 54}, refused); diff != "" {
		t.Error(diff)
	}
}

// TestRenamedEntryIsNotOverwritten: the name that an entry was made with by a
// list is free again once it was renamed.
func TestRenamedEntryIsNotOverwritten(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	clerk := o.people["clerk"]
	line := []workflow.BookLine{{Line: 2, Agency: documents.Agency{Name: "Sở Nội vụ"}}}
	made, err := o.ImportBook(t.Context(), clerk, line)
	if err != nil {
		t.Fatal(err)
	}
	renamed := made[0].Agency
	renamed.Name = "Sở Nội vụ và Lao động"
	if err := o.ChangeAgency(t.Context(), clerk, &renamed); err != nil {
		t.Fatal(err)
	}
	if _, err := o.ImportBook(t.Context(), clerk, line); err != nil {
		t.Fatal(err)
	}
	book, err := o.WholeBook(t.Context(), clerk)
	if err != nil || len(book) != 2 || book[0].Name != "Sở Nội vụ" || book[1].Name != "Sở Nội vụ và Lao động" {
		t.Errorf("got %+v, %v", book, err)
	}
}

func TestOnlyKeepersTakeListsIn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	drafter, clerk := o.people["drafter"], o.people["clerk"]
	_, keep := o.KeepBookList(t.Context(), drafter, workflow.BookList{File: "a.csv"})
	_, read := o.BookList(t.Context(), drafter)
	_, plan := o.PlanBook(t.Context(), drafter, tree(1))
	_, take := o.ImportBook(t.Context(), drafter, tree(1))
	for _, err := range []error{keep, read, plan, take} {
		if !errors.Is(err, documents.ErrForbidden) {
			t.Errorf("got %v", err)
		}
	}
	if _, err := o.BookList(t.Context(), clerk); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("no list: %v", err)
	}
	for save := range int64(2) {
		want := workflow.BookList{File: "b.csv", Rows: []string{"1", "2"}, Save: save + 1}
		if got, err := o.KeepBookList(t.Context(), clerk, want); err != nil || got != want.Save {
			t.Errorf("kept as %d, %v", got, err)
		}
		got, err := o.BookList(t.Context(), clerk)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&want, got); diff != "" {
			t.Error(diff)
		}
	}
}

func TestStepsAreToldInWords(t *testing.T) {
	t.Parallel()
	flows, err := workflow.AllFlows()
	if err != nil {
		t.Fatal(err)
	}
	var steps []workflow.Step
	for _, flow := range flows {
		steps = append(steps, flow.Steps()...)
	}
	for _, s := range steps {
		if s.Actor() == "" {
			t.Errorf("no words for %s", s.Who)
		}
		for i, text := range append(s.Conditions(), s.Consequences()...) {
			if text == "" {
				t.Errorf("no words for %s", append(s.Guards, s.Effects...)[i])
			}
		}
	}
}
