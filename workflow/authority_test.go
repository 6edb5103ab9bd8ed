package workflow_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
)

// delegate gives the office a vice-chair for the chair's field VHXH, and its
// chief by order of the chair for notices; both may sign.
func (o *office) delegate() {
	o.t.Helper()
	for _, a := range []documents.Account{
		{ID: "vice", Unit: unit, Name: "Lý Khánh", Position: documents.ViceChair, Roles: []documents.Role{documents.Signer}},
		{ID: "chief", Unit: unit, Name: "Bùi Dung", Position: documents.ChiefOfOffice, Division: "VP",
			Roles: []documents.Role{documents.Reviewer, documents.Signer}},
		{ID: "admin", Unit: unit, Name: "Mạc Quân", Roles: []documents.Role{documents.Admin}},
	} {
		if err := o.store.PutAccount(o.t.Context(), &a); err != nil {
			o.t.Fatal(err)
		}
		o.people[a.ID] = &a
	}
	chair := documents.Seat{Position: documents.Chair}
	for _, a := range []documents.Authority{
		{ID: "kt", Capacity: documents.ForHead, Account: "vice", For: chair, Fields: []string{"VHXH"}, Until: day(2025, 11, 30)},
		{ID: "tl", Capacity: documents.ByOrder, Seat: documents.Seat{Position: documents.ChiefOfOffice, In: "VP"}, For: chair, Kinds: []documents.Kind{"BC"}},
	} {
		a.Ground = documents.Ground{Kind: "QĐ", Reference: documents.Reference{Number: 5, Symbol: "QĐ-UBND"}, Date: day(2025, 7, 15)}
		a.From = day(2025, 7, 15)
		if err := o.AddAuthority(o.t.Context(), o.people["admin"], &a); err != nil {
			o.t.Fatal(err)
		}
	}
}

func day(y int, m time.Month, d int) documents.Date { return documents.Date{Year: y, Month: m, Day: d} }

// away notes that somebody is away from one day to another.
func (o *office) away(who documents.AccountID, from, until documents.Date) {
	o.t.Helper()
	a := documents.Absence{Account: who, From: from, Until: until}
	if err := o.AddAbsence(o.t.Context(), o.people["admin"], &a); err != nil {
		o.t.Fatal(err)
	}
}

// by returns a report that the person is to sign.
func by(who documents.AccountID) documents.Document {
	doc := report()
	doc.Signatory = documents.Signatory{Account: who, Name: "ai đó", Title: "Chủ tịch"}
	return doc
}

func TestSignedOnBehalf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		who         documents.AccountID
		lines, says string
	}{
		{"chair", "TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH", "Hồ Giang (Chủ tịch) ghi nhận đã ký trên bản giấy"},
		{"vice", "TM. ỦY BAN NHÂN DÂN/KT. CHỦ TỊCH/PHÓ CHỦ TỊCH",
			"Lý Khánh (Phó Chủ tịch) ghi nhận đã ký trên bản giấy, ký thay Chủ tịch Hồ Giang theo Quyết định số 05/QĐ-UBND ngày 15/7/2025"},
		{"chief", "TL. CHỦ TỊCH/CHÁNH VĂN PHÒNG",
			"Bùi Dung (Chánh Văn phòng) ghi nhận đã ký trên bản giấy, thừa lệnh Chủ tịch Hồ Giang theo Quyết định số 05/QĐ-UBND ngày 15/7/2025"},
	} {
		t.Run(string(c.who), func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.delegate()
			r := o.to("sign", o.begin(by(c.who)))
			if got := strings.Join(r.Document.Signatory.Lines(), "/"); got != c.lines || r.Document.Signatory.Name != o.people[c.who].Name {
				t.Errorf("drafted %s %q, want %q", r.Document.Signatory.Name, got, c.lines)
			}
			r, err := o.as(c.who, r, workflow.Act{Action: "sign"})
			if err != nil {
				t.Fatal(err)
			}
			signed := r.History[len(r.History)-1]
			if _, says, _ := strings.Cut(workflow.SayEvent(signed), ", "); says != c.says {
				t.Errorf("the history says %q, want %q", says, c.says)
			}
			if diff := cmp.Diff(r.Document.Signatory.For, signed.For); diff != "" {
				t.Errorf("drafted and signed on behalf (-drafted +signed)\n%s", diff)
			}
		})
	}
}

func TestDraftRefusesWhoMayNotSign(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.delegate()
	decision, other := by("vice"), by("vice")
	decision.Kind, decision.Addressees, decision.Recipients = "QĐ", nil, nil
	other.Drafting.Symbol = "VP"
	notice := by("chief")
	notice.Kind, notice.Addressees, notice.Recipients = "TB", nil, nil
	for name, c := range map[string]struct {
		doc  documents.Document
		rule documents.Rule
	}{
		"FieldOfAnother": {other, documents.RuleAuthorityField},
		"KindNotByOrder": {notice, documents.RuleAuthorityKind},
		"Drafter":        {by("drafter"), documents.RuleNoAuthority},
		"Nobody":         {by("khongai"), workflow.RuleSignerUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := o.Create(t.Context(), o.people["drafter"], c.doc)
			if ruleOf(err) != c.rule || !errors.Is(err, documents.ErrInvalid) {
				t.Errorf("got %v, want %s", err, c.rule)
			}
		})
	}
	if _, err := o.Create(t.Context(), o.people["drafter"], decision); err != nil {
		t.Errorf("a decision of the vice-chair's field: %v", err)
	}
}

// What counts is the day of signing.
func TestAuthorityOnTheDayOfSigning(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		who  documents.AccountID
		on   int // of November; 31 is 1 December
		set  func(o *office)
		rule documents.Rule
	}{
		{"LastDay", "vice", 30, nil, ""},
		{"DayAfter", "vice", 31, nil, documents.RuleAuthorityEnded},
		{"FirstDayAway", "chair", 26, nil, documents.RuleSignerAbsent},
		{"LastDayAway", "chair", 28, nil, documents.RuleSignerAbsent},
		{"DayBack", "chair", 29, nil, ""},
		{"AuthorityEndedSince", "vice", 25, func(o *office) {
			all, err := o.Authorities(o.t.Context(), o.people["admin"])
			if err != nil {
				o.t.Fatal(err)
			}
			all[0].Until = day(2025, 11, 24)
			if err := o.ChangeAuthority(o.t.Context(), o.people["admin"], &all[0]); err != nil {
				o.t.Fatal(err)
			}
		}, documents.RuleAuthorityEnded},
		{"PromotedSince", "vice", 25, func(o *office) {
			now := *o.people["vice"]
			now.Position = documents.Chair
			o.people["vice"] = &now
		}, workflow.RuleLinesChanged},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.delegate()
			o.away("chair", day(2025, 11, 26), day(2025, 11, 28))
			r := o.to("sign", o.begin(by(c.who)))
			o.clock.set(2025, time.November, c.on)
			if c.set != nil {
				c.set(o)
			}
			_, err := o.as(c.who, r, workflow.Act{Action: "sign"})
			if ruleOf(err) != c.rule || c.rule != "" && !errors.Is(err, documents.ErrForbidden) {
				t.Errorf("got %v, want %q", err, c.rule)
			}
		})
	}
}

// Who is away today may be drafted for: the paper waits.
func TestDraftForWhoIsAway(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.delegate()
	o.away("chair", day(2025, 11, 20), day(2025, 11, 28))
	if r := o.begin(report()); r.Document.Signatory.Name != "Hồ Giang" || len(r.Document.Signatory.Lines()) != 2 {
		t.Errorf("drafted %+v", r.Document.Signatory)
	}
}

// The council has its own header and its own numbers.
func TestIssuerBesideTheCommittee(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	ward, err := o.store.Unit(t.Context(), unit)
	if err != nil {
		t.Fatal(err)
	}
	ward.Issuers = []documents.Issuer{{Name: "Hội đồng nhân dân phường Tân Lập", Symbol: "HĐND"}}
	chair := *o.people["chair"]
	chair.Also = []documents.Seat{{Position: documents.CouncilChair}}
	if err := errors.Join(o.store.PutUnit(t.Context(), ward), o.store.PutAccount(t.Context(), &chair)); err != nil {
		t.Fatal(err)
	}
	o.people["chair"] = &chair
	o.to("send", o.begin(report()))
	doc := report()
	doc.Issuer.Symbol = "HĐND"
	r := o.to("send", o.begin(doc))
	got := []string{r.Document.Issuer.Name, r.Document.NumberLine(), r.Series, strings.Join(r.Document.Signatory.Lines(), "/")}
	want := []string{"Hội đồng nhân dân phường Tân Lập", "Số: 01/BC-HĐND", "BC-HĐND", "TM. HỘI ĐỒNG NHÂN DÂN/CHỦ TỊCH"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	doc.Issuer.Symbol = "XX"
	if _, err := o.Create(t.Context(), o.people["drafter"], doc); ruleOf(err) != documents.RuleIssuerUnknown {
		t.Errorf("an issuer the ward does not have: %v", err)
	}
}
