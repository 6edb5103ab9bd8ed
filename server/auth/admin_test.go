package auth_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
	"vanthu/server/auth"
	"vanthu/workflow"
)

// rules returns the fields and rules of err, "field rule" each.
func rules(err error) []string {
	var faults documents.FieldErrors
	var refusal *workflow.Refusal
	var out []string
	switch {
	case errors.As(err, &refusal):
		out = append(out, string(refusal.Rule))
	case errors.As(err, &faults):
		for _, f := range faults {
			out = append(out, f.Field+" "+string(f.Rule))
		}
	case err != nil:
		out = append(out, err.Error())
	}
	return out
}

func expectRules(t *testing.T, err error, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, rules(err)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPasswordRules(t *testing.T) {
	o := newOffice(t)
	admin := o.account(t, "quantri")
	for _, c := range []struct {
		name, password string
		want           []string
	}{
		{"OK", "con cò bay lả", nil},
		{"TenCharactersDecomposed", norm.NFD.String("ổn định rồ"), nil},
		{"NineCharacters", "ổn định r", []string{"password password_short"}},
		{"NineWithSpacesAround", "  ổn định r  ", []string{"password password_short"}},
		{"TooLong", strings.Repeat("abcde", 41), []string{"password password_long"}},
		{"LoginName", "Chuyenvien2025", []string{"password password_guess"}},
		{"Repeated", "1212121212", []string{"password password_guess"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			expectRules(t, o.SetPassword(t.Context(), admin, "chuyenvien", c.password), c.want...)
		})
	}
}

func TestChangePassword(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	in, by := o.login(t, "chuyenvien"), o.account(t, "chuyenvien")
	change := auth.PasswordChange{Old: "sai rồi", New: "con cò bay lả", Address: "10.0.0.1"}
	expectRules(t, o.ChangePassword(t.Context(), by, change), "old password_mistaken")
	if _, err := o.Who(t.Context(), in.Token); err != nil {
		t.Fatalf("a change that failed ended the session: %v", err)
	}
	change.Old = password
	must(t, o.ChangePassword(t.Context(), by, change))
	expectNobody(t, o, in.Token)
	_, err := o.Login(t.Context(), auth.Attempt{User: "chuyenvien", Password: change.New, Address: "10.0.0.1"})
	must(t, err)
}

func TestAccounts(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	admin, drafter := o.account(t, "quantri"), o.account(t, "chuyenvien")
	other := ward("pho-vinh")
	must(t, o.store.PutUnit(t.Context(), &other))
	stranger := person("nguoikhac", documents.Clerk)
	stranger.Unit = other.ID
	must(t, o.store.PutAccount(t.Context(), &stranger))

	add := func(by *documents.Account, a documents.Account) error {
		return o.Add(t.Context(), by, &a, "con cò bay lả")
	}
	change := func(by *documents.Account, a documents.Account) error { return o.Change(t.Context(), by, &a) }
	bad := documents.Account{
		ID: "Văn Thư", Division: "XX", Roles: []documents.Role{"king", documents.Clerk, documents.Clerk},
		Position: "king", Also: []documents.Seat{{Position: documents.BoardHead, In: "BCĐ"}, {Position: documents.BoardHead}},
	}
	for _, c := range []struct {
		name string
		err  error
		want []string
	}{
		{"Add", add(admin, person("vanthu", documents.Clerk)), nil},
		{"AddNeedsAdmin", add(drafter, person("vanthu2", documents.Clerk)), []string{"not_admin"}},
		{"AddNamesEveryFault", add(admin, bad), []string{
			"id id_form", "name required", "roles[0] role_unknown", "roles[2] twice", "position position_unknown", "also[1].position position_unknown",
			"division division_unknown", "also[0].in division_unknown",
		}},
		{"DrafterNeedsDivision", add(admin, documents.Account{ID: "moi", Name: "Lan", Roles: []documents.Role{documents.Drafter}}), []string{"division required"}},
		{"ChangeNeedsAdmin", change(drafter, *drafter), []string{"not_admin"}},
		{"Change", change(admin, person("chuyenvien", documents.Drafter, documents.Clerk)), nil},
		{"KeepOneAdmin", change(admin, person("quantri", documents.Clerk)), []string{"own_admin"}},
		{"UnitNeedsAdmin", o.ChangeUnit(t.Context(), drafter, new(ward("x"))), []string{"not_admin"}},
	} {
		t.Run(c.name, func(t *testing.T) { expectRules(t, c.err, c.want...) })
	}
	for name, c := range map[string]struct{ got, want error }{
		"AddTwice":          {add(admin, person("vanthu", documents.Clerk)), documents.ErrExists},
		"AddNameOfStranger": {add(admin, person("nguoikhac", documents.Clerk)), documents.ErrExists},
		"ChangeStranger":    {change(admin, person("nguoikhac", documents.Admin)), documents.ErrNotFound},
		"ChangeNobody":      {change(admin, person("khongco", documents.Admin)), documents.ErrNotFound},
		"PasswordStranger":  {o.SetPassword(t.Context(), admin, "nguoikhac", "con cò bay lả"), documents.ErrNotFound},
		"PasswordDrafter":   {o.SetPassword(t.Context(), drafter, "quantri", "con cò bay lả"), documents.ErrForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !errors.Is(c.got, c.want) {
				t.Errorf("got %v, want %v", c.got, c.want)
			}
		})
	}
	if diff := cmp.Diff(&stranger, o.account(t, "nguoikhac")); diff != "" {
		t.Errorf("the other unit's account changed (-want +got)\n%s", diff)
	}
}

func TestUnit(t *testing.T) {
	o := newOffice(t)
	admin := o.account(t, "quantri")
	for _, c := range []struct {
		name   string
		change func(*documents.Unit)
		want   []string
	}{
		{"OK", func(u *documents.Unit) {
			u.Settings = documents.Settings{
				Archive: documents.DashArchive, Checker: documents.ClerkChecks, Series: map[documents.Kind]string{"TTr": "chung"},
			}
		}, nil},
		{"Empty", func(u *documents.Unit) { *u = documents.Unit{} }, []string{
			"issuer.name required", "issuer.symbol symbol_form", "place required", "divisions division_used",
		}},
		{"DivisionInUse", func(u *documents.Unit) { u.Divisions = u.Divisions[:1] }, []string{"divisions division_used"}},
		{"Divisions", func(u *documents.Unit) {
			u.Divisions = append(u.Divisions, documents.Division{Symbol: "VP", Office: true}, documents.Division{Symbol: "P 1", Name: "Phòng"})
		}, []string{"divisions[3].symbol symbol_form", "divisions[2].name required", "divisions[2].symbol twice", "divisions[2].office twice"}},
		{"Settings", func(u *documents.Unit) {
			u.Settings = documents.Settings{Archive: "VT[, {unit}[x]]", Checker: "chair", Series: map[documents.Kind]string{"XX": "a", "BC": ""}}
		}, []string{
			"settings.checker checker_unknown", "settings.archive archive_pattern",
			"settings.series.XX kind_unknown", "settings.series.BC required",
		}},
		{"Issuers", func(u *documents.Unit) {
			u.Issuers = []documents.Issuer{{Name: "Hội đồng nhân dân phường Đức Phổ", Symbol: "HĐND"}, {Name: "Câu lạc bộ", Symbol: "VHXH"}}
		}, []string{"issuers[1].name issuer_kind_unknown", "issuers[1].symbol twice"}},
		{"UnknownFieldOfPattern", func(u *documents.Unit) { u.Settings.Archive = "VT, {phòng}" }, []string{"settings.archive archive_pattern"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, err := o.Unit(t.Context(), admin)
			must(t, err)
			u := ward("another-name")
			c.change(&u)
			expectRules(t, o.ChangeUnit(t.Context(), admin, &u), c.want...)
			want := before
			if c.want == nil {
				want = &u
			}
			now, err := o.Unit(t.Context(), admin)
			must(t, err)
			if diff := cmp.Diff(want, now); diff != "" {
				t.Errorf("stored (-want +got)\n%s", diff)
			}
			if now.ID != "duc-pho" {
				t.Errorf("id is %s", now.ID)
			}
		})
	}
}
