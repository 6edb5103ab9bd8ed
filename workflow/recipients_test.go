package workflow_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
)

// stock gives the office an address book: a department that was merged into
// another, two that go by one name, and two divisions in a group.
func (o *office) stock() {
	o.t.Helper()
	for _, a := range []documents.Agency{
		{ID: "skhcn", Name: "Sở Khoa học và Công nghệ tỉnh", Short: "Sở KH&CN", Aliases: []string{"Sở KHCN"}},
		{ID: "stttt", Name: "Sở Thông tin và Truyền thông tỉnh", Until: day(2025, 11, 24), Successor: "skhcn"},
		{ID: "huyen", Name: "UBND huyện cũ", Until: day(2025, 6, 30)},
		{ID: "sau", Name: "Trung tâm mới", From: day(2026, 1, 1)},
		{ID: "vp", Name: "Văn phòng"}, {ID: "vhxh", Name: "Phòng Văn hóa - Xã hội"},
		{ID: "doi-1", Name: "Đội thuế"}, {ID: "doi-2", Name: "Đội thuế"},
	} {
		a.Unit = unit
		if err := o.store.PutAgency(o.t.Context(), &a); err != nil {
			o.t.Fatal(err)
		}
	}
	g := documents.Group{ID: "cac-phong", Unit: unit, Name: "Các phòng", Members: []documents.AgencyID{"vp", "vhxh", "huyen"}}
	if err := o.store.PutGroup(o.t.Context(), &g); err != nil {
		o.t.Fatal(err)
	}
}

func TestNamesComeFromTheBook(t *testing.T) {
	t.Parallel()
	rooms := []documents.Member{{Agency: "vp", Name: "Văn phòng"}, {Agency: "vhxh", Name: "Phòng Văn hóa - Xã hội"}}
	for _, c := range []struct {
		name string
		on   int // of November 2025
		typ  documents.Recipient
		want []documents.Recipient
		rule documents.Rule
	}{
		{"ByID", 24, documents.Recipient{Agency: "skhcn", Purpose: "để b/c"},
			[]documents.Recipient{{Agency: "skhcn", Name: "Sở Khoa học và Công nghệ tỉnh", Purpose: "để b/c"}}, ""},
		{"ShortNameStays", 24, documents.Recipient{Agency: "skhcn", Name: "Sở KH&CN"}, []documents.Recipient{{Agency: "skhcn", Name: "Sở KH&CN"}}, ""},
		{"AnothersNameDoesNot", 24, documents.Recipient{Agency: "skhcn", Name: "Sở Y tế"}, []documents.Recipient{{Agency: "skhcn", Name: "Sở Khoa học và Công nghệ tỉnh"}}, ""},
		{"FoundByAlias", 24, documents.Recipient{Name: "sở KHCN"}, []documents.Recipient{{Agency: "skhcn", Name: "sở KHCN"}}, ""},
		{"NotInTheBook", 24, documents.Recipient{Name: "Công ty Điện lực"}, []documents.Recipient{{Name: "Công ty Điện lực"}}, ""},
		{"NotByPartOfAName", 24, documents.Recipient{Name: "Sở"}, []documents.Recipient{{Name: "Sở"}}, ""},
		{"TwoGoByIt", 24, documents.Recipient{Name: "Đội thuế"}, []documents.Recipient{{Name: "Đội thuế"}}, ""},
		{"LastDayOfTheOld", 24, documents.Recipient{Agency: "stttt"}, []documents.Recipient{{Agency: "stttt", Name: "Sở Thông tin và Truyền thông tỉnh"}}, ""},
		{"MergedIntoAnother", 25, documents.Recipient{Agency: "stttt", Name: "Sở Thông tin và Truyền thông tỉnh"},
			[]documents.Recipient{{Agency: "skhcn", Name: "Sở Khoa học và Công nghệ tỉnh"}}, ""},
		{"EndedForGood", 24, documents.Recipient{Agency: "huyen"}, nil, documents.RuleAgencyEnded},
		{"NotYet", 24, documents.Recipient{Agency: "sau"}, nil, documents.RuleAgencyEnded},
		{"UnknownAgency", 24, documents.Recipient{Agency: "khong"}, nil, documents.RuleAgencyUnknown},
		{"Group", 24, documents.Recipient{Group: "cac-phong"}, []documents.Recipient{{Group: "cac-phong", Name: "Các phòng", Members: rooms}}, ""},
		{"GroupUnderItsOwnName", 24, documents.Recipient{Group: "cac-phong", Name: "Các phòng, trung tâm"},
			[]documents.Recipient{{Group: "cac-phong", Name: "Các phòng, trung tâm", Members: rooms}}, ""},
		{"GroupLineByLine", 24, documents.Recipient{Group: "cac-phong", Each: true, Purpose: "t/h"}, []documents.Recipient{
			{Agency: "vp", Name: "Văn phòng", Purpose: "t/h"}, {Agency: "vhxh", Name: "Phòng Văn hóa - Xã hội", Purpose: "t/h"},
		}, ""},
		{"UnknownGroup", 24, documents.Recipient{Group: "khong"}, nil, documents.RuleGroupUnknown},
		{"MembersAreNotTyped", 24, documents.Recipient{Name: "Công an", Members: rooms}, []documents.Recipient{{Name: "Công an"}}, ""},
		{"MembersOfAnArticle", 24, documents.Recipient{AsArticle: 3, Members: []documents.Member{{Agency: "vp"}, {Name: "Ông Nguyễn Văn A"}}},
			[]documents.Recipient{{AsArticle: 3, Members: []documents.Member{{Agency: "vp", Name: "Văn phòng"}, {Name: "Ông Nguyễn Văn A"}}}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.stock()
			o.clock.set(2025, time.November, c.on)
			doc := report()
			doc.Recipients = []documents.Recipient{c.typ}
			r, err := o.Create(t.Context(), o.people["drafter"], doc)
			if ruleOf(err) != c.rule || (err != nil) != (c.rule != "") {
				t.Fatalf("got %v, want %q", err, c.rule)
			}
			if err != nil {
				return
			}
			if diff := cmp.Diff(c.want, r.Document.Recipients); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestSuccessorsInACircle(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, a := range []documents.Agency{
		{ID: "a", Unit: unit, Name: "A", Until: day(2025, 1, 1), Successor: "b"},
		{ID: "b", Unit: unit, Name: "B", Until: day(2025, 1, 1), Successor: "a"},
	} {
		if err := o.store.PutAgency(t.Context(), &a); err != nil {
			t.Fatal(err)
		}
	}
	doc := report()
	doc.Addressees = []documents.Addressee{{Agency: "a"}}
	if _, err := o.Create(t.Context(), o.people["drafter"], doc); ruleOf(err) != documents.RuleAgencyEnded {
		t.Errorf("got %v, want %s", err, documents.RuleAgencyEnded)
	}
}

// A consignment goes to each agency once, with its id.
func TestConsignmentsAreOfAgencies(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.stock()
	doc := report()
	doc.Addressees = []documents.Addressee{{Name: "Sở KHCN"}}
	doc.Recipients = []documents.Recipient{{AsAbove: true}, {Group: "cac-phong"}, {Name: "Văn phòng", Purpose: "t/h"}, {Name: "Công an phường"}}
	r := o.to("send", o.begin(doc))
	got := map[string]documents.AgencyID{}
	for _, c := range r.Consignments {
		got[c.Recipient] = c.Agency
	}
	want := map[string]documents.AgencyID{"Sở KHCN": "skhcn", "Văn phòng": "vp", "Phòng Văn hóa - Xã hội": "vhxh", "Công an phường": ""}
	if diff := cmp.Diff(want, got); diff != "" || len(r.Consignments) != 4 {
		t.Errorf("%d consignments (-want +got)\n%s", len(r.Consignments), diff)
	}
	entries, err := o.Register(t.Context(), o.people["clerk"], workflow.BookPage{Year: 2025, Series: "BC", Limit: 1})
	if err != nil || entries[0].Copies != 6 {
		t.Errorf("entry %+v, %v: want 6 copies, four receivers and two kept", entries, err)
	}
}

func TestWhoKeepsWhat(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.delegate()
	o.stock()
	add := func(who documents.AccountID, a documents.Agency) error {
		return o.AddAgency(t.Context(), o.people[who], &a)
	}
	grant := func(who documents.AccountID) error {
		return o.AddAuthority(t.Context(), o.people[who], &documents.Authority{})
	}
	named := documents.Agency{Name: "Sở Y tế"}
	if err := o.AddAgency(t.Context(), o.people["clerk"], &named); err != nil || len(named.ID) != 26 {
		t.Errorf("an agency without an id got %q, %v", named.ID, err)
	}
	for name, c := range map[string]struct {
		err  error
		rule documents.Rule
	}{
		"BookByDrafter":     {add("drafter", documents.Agency{}), workflow.RuleNotKeeper},
		"BookByAdmin":       {add("admin", documents.Agency{ID: "syt", Name: "Sở Y tế"}), ""},
		"AuthorityByClerk":  {grant("clerk"), workflow.RuleNotAdmin},
		"AbsenceByClerk":    {o.AddAbsence(t.Context(), o.people["clerk"], &documents.Absence{}), workflow.RuleNotAdmin},
		"GroupByDrafter":    {o.AddGroup(t.Context(), o.people["drafter"], &documents.Group{}), workflow.RuleNotKeeper},
		"GroupOfStrangers":  {o.AddGroup(t.Context(), o.people["clerk"], &documents.Group{Name: "Các sở", Members: []documents.AgencyID{"khong"}}), documents.RuleAgencyUnknown},
		"AuthorityOfNobody": {grant("admin"), documents.RuleCapacity},
	} {
		t.Run(name, func(t *testing.T) {
			if ruleOf(c.err) != c.rule || (c.err != nil) != (c.rule != "") {
				t.Errorf("got %v, want %q", c.err, c.rule)
			}
		})
	}
}
