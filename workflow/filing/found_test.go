package filing_test

import (
	"encoding/json"
	"slices"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/filing"
)

// listed returns the notations of the files that a person finds, page by page.
func (o *office) listed(who documents.AccountID, q filing.Query) (all []string) {
	o.t.Helper()
	for q.Limit = 1; ; {
		page, err := o.Page(o.t.Context(), o.who(who), q)
		must(o.t, err)
		for i := range page.Files {
			all = append(all, page.Files[i].Notation)
		}
		if q.After = page.Next; q.After == "" {
			return all
		}
	}
}

// lists holds what each list of an office has, as văn thư and as these people see it.
func (o *office) lists(when string, want map[filing.Which][]string) {
	o.t.Helper()
	for _, which := range []filing.Which{filing.Fillers, filing.AtDue, filing.Here, filing.Over} {
		if got := o.listed("clerk", filing.Query{Which: which}); !slices.Equal(got, want[which]) {
			o.t.Errorf("%s, %q: got %v, want %v", when, which, got, want[which])
		}
		if n, err := o.Count(o.t.Context(), o.who("clerk"), which); err != nil || n != len(want[which]) {
			o.t.Errorf("%s, %q: counted %d, %v", when, which, n, err)
		}
	}
}

// TestFilesAreFoundByWhatIsToBeDone: a file is in the lists of its state, and in no other.
func TestFilesAreFoundByWhatIsToBeDone(t *testing.T) {
	t.Parallel()
	eachStore(t, func(t *testing.T, o *office) {
		t.Helper()
		r := o.record("Kết quả", sent...)
		first, second := o.put(o.opened("2.VHXH"), r), o.put(o.opened("1.VHXH"), r)
		o.lists("open", map[filing.Which][]string{filing.Fillers: {"01.VHXH", "02.VHXH"}})
		for who, want := range map[documents.AccountID][]string{"drafter": {"01.VHXH", "02.VHXH"}, "head": {"01.VHXH", "02.VHXH"}, "other": nil, "chief": {"01.VHXH", "02.VHXH"}} {
			if got := o.listed(who, filing.Query{Which: filing.Fillers}); !slices.Equal(got, want) {
				t.Errorf("%s may fill %v, want %v", who, got, want)
			}
		}
		if got := o.listed("head", filing.Query{Which: filing.Mine}); got != nil {
			t.Errorf("the head keeps %v", got)
		}
		for _, k := range []filing.Seen{first, second} {
			_, err := o.Close(t.Context(), o.who("drafter"), k, o.engine.Today())
			must(t, err)
		}
		here := []string{"01.VHXH", "02.VHXH"}
		o.lists("closed", map[filing.Which][]string{filing.Here: here})
		o.at = o.at.AddDate(1, 9, 0) // December of the year after
		o.lists("at the end of the next year", map[filing.Which][]string{filing.Here: here, filing.AtDue: here})
		_, err := o.HandOver(t.Context(), o.who("clerk"), filing.Transfer{Giver: "Lê Văn Hiếu", Receiver: "Đỗ Thị Mai", Files: []string{first.ID}})
		must(t, err)
		o.lists("one handed over", map[filing.Which][]string{filing.Here: here[:1], filing.AtDue: here[:1]})
		if got := o.listed("clerk", filing.Query{Year: 2026}); !slices.Equal(got, here) {
			t.Errorf("of the year: %v", got)
		}
		o.at = o.at.AddDate(21, 0, 0)
		o.lists("when its time is over", map[filing.Which][]string{filing.Here: here[:1], filing.AtDue: here[:1], filing.Over: here})
		_, err = o.Destroy(t.Context(), o.who("clerk"), second.ID, filing.Destruction{Decision: "Quyết định 1/QĐ"})
		must(t, err)
		o.lists("destroyed", map[filing.Which][]string{filing.Over: {"02.VHXH"}})
		there, err := o.Notations(t.Context(), o.who("clerk"), 2026)
		must(t, err)
		if len(there) != 2 || !there["01.VHXH"] {
			t.Errorf("notations: %v", there)
		}
	})
}

// TestFilesOfAnEarlierProgramAreFound: their slips have no tags, and do not say that they
// were handed over, which their transfer does.
func TestFilesOfAnEarlierProgramAreFound(t *testing.T) {
	t.Parallel()
	eachStore(t, func(t *testing.T, o *office) {
		t.Helper()
		ended := documents.Date{Year: 2024, Month: 5, Day: 1}
		for _, f := range []filing.File{
			{Notation: "01.VP", Keeper: "clerk"}, {Notation: "02.VP", Ended: ended, Period: filing.Period{Years: 20}}, {Notation: "03.VP", Ended: ended, Period: filing.Period{Years: 20}},
		} {
			f.Year = 2024
			o.laid("work-files", f.ID(), workflow.Label{Year: 2024, Order: "00" + f.Notation}, f)
		}
		o.laid("file-transfers", "t", workflow.Label{Refs: []string{"2024-03.VP"}}, filing.Transfer{On: o.engine.Today(), Files: []string{"2024-03.VP"}})
		if got := o.listed("clerk", filing.Query{Which: filing.Here}); !slices.Equal(got, []string{"02.VP"}) {
			t.Errorf("not handed over: %v", got)
		}
		o.lists("from then on", map[filing.Which][]string{filing.Fillers: {"01.VP"}, filing.Here: {"02.VP"}, filing.AtDue: {"02.VP"}})
	})
}

// laid puts a slip into the cabinet as it is.
func (o *office) laid(drawer, id string, label workflow.Label, v any) {
	o.t.Helper()
	body, err := json.Marshal(v)
	must(o.t, err)
	must(o.t, o.store.Lay(o.t.Context(), &workflow.Slip{Unit: "duc-pho", Drawer: drawer, ID: id, Version: 1, Label: label, Body: body}))
}
