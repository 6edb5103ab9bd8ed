package documents_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

// faults returns what is at fault as "field rule", in order.
func faults(all documents.FieldErrors) []string {
	var out []string
	for _, f := range all {
		out = append(out, f.Field+" "+string(f.Rule))
	}
	return out
}

// subMandate is a whole authority of the kind that the law limits most.
func subMandate() documents.Authority {
	return documents.Authority{
		ID: "uy-quyen", Capacity: documents.BySubMandate, Account: "head", For: chairSeat, Ground: assigned,
		Kinds: []documents.Kind{"HĐ"}, From: on(1, 5), Until: on(6, 30),
	}
}

func TestWhatAnAuthorityMustSay(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		change func(*documents.Authority)
		want   []string
	}{
		{"OK", func(*documents.Authority) {}, nil},
		{"OneDay", func(a *documents.Authority) { a.Until = a.From }, nil},
		{"SubMandateWithoutEnd", func(a *documents.Authority) { a.Until = documents.Date{} }, []string{"until end_missing"}},
		{"SubMandateOfEverything", func(a *documents.Authority) { a.Kinds = nil }, []string{"kinds scope_open"}},
		{"SubMandateOfAField", func(a *documents.Authority) { a.Kinds, a.Fields = nil, []string{"VHXH"} }, nil},
		{"SubMandateToASeat", func(a *documents.Authority) { a.Account, a.Seat = "", headSeat }, []string{"account holder_unclear"}},
		{"SubMandateToADeputy", func(a *documents.Authority) {
			a.Account, a.Seat = "", documents.Seat{Position: documents.DeputyHead, In: "VHXH"}
		}, []string{"account holder_unclear", "seat capacity_unfit"}},
		{"WithoutGround", func(a *documents.Authority) { a.Ground = documents.Ground{} }, []string{"ground ground_missing"}},
		{"GroundWithoutDate", func(a *documents.Authority) { a.Ground.Date = documents.Date{} }, []string{"ground ground_missing"}},
		{"Backwards", func(a *documents.Authority) { a.Until = on(1, 4) }, []string{"until period_backwards"}},
		{"NoFirstDay", func(a *documents.Authority) { a.From = documents.Date{} }, []string{"from required"}},
		{"Collective", func(a *documents.Authority) { a.Capacity = documents.OnBehalf }, []string{"capacity capacity_unknown"}},
		{"ToNobody", func(a *documents.Authority) { a.Account = "" }, []string{"account holder_unclear", "account holder_unclear"}},
		{"ToBoth", func(a *documents.Authority) { a.Seat = headSeat }, []string{"account holder_unclear"}},
		{"ForADeputy", func(a *documents.Authority) { a.For = documents.Seat{Position: documents.ViceChair} }, []string{"for position_unknown"}},
		{"ForAChairSomewhere", func(a *documents.Authority) { a.For.In = "VP" }, []string{"for position_unknown"}},
		{"UnknownKind", func(a *documents.Authority) { a.Kinds = []documents.Kind{"XX"} }, []string{"kinds[0] kind_unknown"}},
		{"ByOrderToASeat", func(a *documents.Authority) {
			a.Capacity, a.Account, a.Seat, a.Until = documents.ByOrder, "", chiefSeat, documents.Date{}
		}, nil},
		{"ByOrderOfEverything", func(a *documents.Authority) { a.Capacity, a.Kinds = documents.ByOrder, nil }, []string{"kinds scope_open"}},
		{"DeputyOfEverything", func(a *documents.Authority) {
			a.Capacity, a.Kinds, a.Until = documents.ForHead, nil, documents.Date{}
		}, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := subMandate()
			row.change(&a)
			if diff := cmp.Diff(row.want, faults(a.Check())); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestWhoCanHaveAnAuthority(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name     string
		capacity documents.Capacity
		who      documents.AccountID
		of       documents.Seat
		ok       bool
	}{
		{"ViceForChair", documents.ForHead, "vice", chairSeat, true},
		{"HeadForChair", documents.ForHead, "head", chairSeat, false},
		{"DeputyForChief", documents.ForHead, "deputy", chiefSeat, true},
		{"DeputyForOtherHead", documents.ForHead, "deputyhead", chiefSeat, false},
		{"HeadByOrder", documents.ByOrder, "head", chairSeat, true},
		{"ViceByOrder", documents.ByOrder, "vice2", chairSeat, false},
		{"DeputyByOrder", documents.ByOrder, "deputy", chairSeat, false},
		{"DirectorBySubMandate", documents.BySubMandate, "director", chairSeat, true},
		{"HeadByOrderOfHead", documents.ByOrder, "director", headSeat, false},
		{"ViceActing", documents.Acting, "vice2", chairSeat, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := documents.Authority{Capacity: row.capacity, Account: row.who, For: row.of}
			for _, p := range people {
				if p.ID == row.who && (a.Fits(&p) == nil) != row.ok {
					t.Errorf("fits is %t, want %t", !row.ok, row.ok)
				}
			}
		})
	}
}

func TestGround(t *testing.T) {
	t.Parallel()
	for want, g := range map[string]documents.Ground{
		"Quyết định số 05/QĐ-UBND ngày 02/01/2026": assigned,
		"Quy chế ngày 02/01/2026":                  {Kind: "QC", Date: on(1, 2)},
	} {
		if got := g.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestEveryTitleUnderOnePosition(t *testing.T) {
	t.Parallel()
	for _, r := range documents.Positions() {
		if r.Title == "" || r.Position.Title() != r.Title {
			t.Errorf("%s has the title %q", r.Position, r.Position.Title())
		}
		if head, ok := r.DeputyOf.Rule(); r.DeputyOf != "" && (!ok || head.Of != r.Of || head.DeputyOf != "") {
			t.Errorf("%s is the deputy of %s, who heads %q", r.Position, r.DeputyOf, head.Of)
		}
	}
	if got := documents.Position("king").Title(); got != "" {
		t.Errorf("no such position, but titled %q", got)
	}
}
