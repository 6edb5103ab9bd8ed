package documents

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// unitShape is what an office must say of itself: its papers are made from it.
var unitShape = [...]requirement[Unit]{
	{RuleIDForm, "", func(u *Unit) []string { return when(!idForm.MatchString(string(u.ID)), "id") }},
	{RuleRequired, "Phụ lục I, ô 2", func(u *Unit) []string { return when(u.Issuer.Name == "", "issuer.name") }},
	{RuleSymbolForm, "Phụ lục I, ô 3", func(u *Unit) []string { return when(!symbolForm(u.Issuer.Symbol), "issuer.symbol") }},
	{RuleAgencyCode, "QĐ 20/2020/QĐ-TTg", func(u *Unit) []string { return when(u.Code != "" && !isCode(u.Code), "code") }},
	{RuleRequired, "Phụ lục I, ô 4", func(u *Unit) []string {
		_, known := u.Issuer.Rule() // a name that is none has no place either: one fault
		return when((known || u.Issuer.Name == "") && u.PlaceName() == "", "place")
	}},
	{RuleIssuerKind, "Phụ lục I, ô 2", func(u *Unit) []string {
		_, ok := u.Issuer.Rule()
		out := when(!ok && u.Issuer.Name != "", "issuer.name")
		return append(out, each(u.Issuers, "issuers[%d].name", func(i Issuer) bool {
			_, ok := i.Rule()
			return !ok
		})...)
	}},
	{RuleSymbolForm, "Phụ lục I, ô 3", func(u *Unit) []string {
		return each(u.Issuers, "issuers[%d].symbol", func(i Issuer) bool { return !symbolForm(i.Symbol) })
	}},
	{RuleTwice, "Điều 15", func(u *Unit) []string {
		taken := map[string]bool{u.Issuer.Symbol: true}
		for _, d := range u.Divisions {
			taken[d.Symbol] = true
		}
		return each(u.Issuers, "issuers[%d].symbol", func(i Issuer) bool {
			again := taken[i.Symbol]
			taken[i.Symbol] = true
			return again
		})
	}},
	{RuleSymbolForm, "Phụ lục I, ô 3", func(u *Unit) []string {
		return each(u.Divisions, "divisions[%d].symbol", func(d Division) bool { return !symbolForm(d.Symbol) })
	}},
	{RuleRequired, "", func(u *Unit) []string {
		return each(u.Divisions, "divisions[%d].name", func(d Division) bool { return d.Name == "" })
	}},
	{RuleTwice, "", func(u *Unit) []string {
		return twice(u.Divisions, "divisions[%d].symbol", func(d Division) string { return d.Symbol })
	}},
	{RuleTwice, "Điều 12 khoản 2", func(u *Unit) []string {
		return twice(u.Divisions, "divisions[%d].office", func(d Division) string { return map[bool]string{true: "office"}[d.Office] })
	}},
	{RuleChecker, "Điều 12 khoản 2", func(u *Unit) []string {
		return when(!slices.Contains([]Checker{OfficeChecks, ClerkChecks}, u.Settings.Checker), "settings.checker")
	}},
	{RuleDirector, "Điều 23", func(u *Unit) []string {
		return when(!slices.Contains([]Directing{OfficeDirects, ChairDirects}, u.Settings.Director), "settings.director")
	}},
	{RuleArchivePattern, "Phụ lục I, ô 9b", func(u *Unit) []string {
		return when(!archivePattern(u.Settings.Archive), "settings.archive")
	}},
	{RuleRequired, "", func(u *Unit) []string {
		return each(u.Settings.Days, "settings.days[%d].day", func(c DayChange) bool { return c.Day.IsZero() })
	}},
	{RuleTwice, "", func(u *Unit) []string {
		return twice(u.Settings.Days, "settings.days[%d].day", func(c DayChange) string { return c.Day.String() })
	}},
	{RuleTooLong, "", func(u *Unit) []string {
		out := when(len(u.Settings.Days) > maxDays, "settings.days")
		return append(out, each(u.Settings.Days, "settings.days[%d].note", func(c DayChange) bool { return len(c.Note) > maxField })...)
	}},
	{RuleKind, "Điều 15", func(u *Unit) []string {
		return seriesFaults(u, func(k Kind, _ string) bool { return k.Name() == "" })
	}},
	{RuleRequired, "Điều 15", func(u *Unit) []string {
		return seriesFaults(u, func(_ Kind, key string) bool { return key == "" })
	}},
	{RuleTooLong, "", func(u *Unit) []string {
		out := each(u.Issuers, "issuers[%d]", func(i Issuer) bool { return len(i.Name)+len(i.Parent)+len(i.Symbol) > maxField })
		out = append(out, each(u.Divisions, "divisions[%d]", func(d Division) bool { return len(d.Name)+len(d.Symbol) > maxField })...)
		out = append(out, seriesFaults(u, func(_ Kind, key string) bool { return len(key) > maxName })...)
		return append(out, longFields([]sized{
			{"issuer.name", u.Issuer.Name, maxField}, {"issuer.parent", u.Issuer.Parent, maxField},
			{"issuer.symbol", u.Issuer.Symbol, maxName}, {"place", u.Place, maxField}, {"settings.archive", u.Settings.Archive, maxField},
		})...)
	}},
}

// accountShape is what must be known of a person who can log in.
var accountShape = [...]requirement[Account]{
	{RuleIDForm, "", func(a *Account) []string { return when(!idForm.MatchString(string(a.ID)), "id") }},
	{RuleRequired, "", func(a *Account) []string { return when(a.Name == "", "name") }},
	{RuleRole, "", func(a *Account) []string {
		return each(a.Roles, "roles[%d]", func(r Role) bool {
			return !slices.Contains([]Role{Drafter, Reviewer, Signer, Clerk, Admin}, r)
		})
	}},
	{RuleTwice, "", func(a *Account) []string {
		return twice(a.Roles, "roles[%d]", func(r Role) string { return string(r) })
	}},
	{RuleRequired, "", func(a *Account) []string {
		return when(a.Division == "" && (a.Has(Drafter) || a.Has(Reviewer)), "division")
	}},
	{RulePosition, "Phụ lục I, ô 7a", func(a *Account) []string {
		_, ok := a.Position.Rule()
		out := when(!ok && a.Position != "", "position")
		return append(out, each(a.Also, "also[%d].position", func(s Seat) bool { return !s.known() })...)
	}},
	{RuleTooLong, "", func(a *Account) []string {
		return longFields([]sized{{"name", a.Name, maxName}, {"short", a.Short, maxName}})
	}},
}

// The longest name of a person, in bytes: far above any real one.
const maxName = 200

// maxDays is how many days an office may enter: some for each of fifty years.
const maxDays = 500

// idForm is what units and accounts are called by in addresses and at login.
var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,39}$`)

// Check returns what is wrong with what the office says of itself.
func (u *Unit) Check() FieldErrors { return check(u, unitShape[:]) }

// Check returns what is wrong with what is said of the person.
func (a *Account) Check() FieldErrors { return check(a, accountShape[:]) }

// archivePattern reports whether the Lưu line can be made from p: only fields
// it has, and brackets that close and do not stand within one another.
func archivePattern(p string) bool {
	rest := strings.NewReplacer("{unit}", "", "{drafter}", "", "{initials}", "", "{copies}", "").Replace(p)
	open := false
	for _, r := range rest {
		switch r {
		case '{', '}', '\n':
			return false
		case '[', ']':
			if open == (r == '[') {
				return false
			}
			open = !open
		}
	}
	return !open
}

func seriesFaults(u *Unit, fault func(Kind, string) bool) []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(u.Settings.Series)) {
		out = append(out, when(fault(k, u.Settings.Series[k]), fmt.Sprintf("settings.series.%s", k))...)
	}
	return out
}

// twice names the elements whose key, if it has one, stands there before.
func twice[T any](list []T, format string, key func(T) string) []string {
	seen := map[string]bool{}
	return each(list, format, func(x T) bool {
		k := key(x)
		again := k != "" && seen[k]
		seen[k] = true
		return again
	})
}

// A sized is a text and how many bytes it may have.
type sized struct {
	field, value string
	most         int
}

func longFields(fields []sized) []string {
	var out []string
	for _, f := range fields {
		out = append(out, when(len(f.value) > f.most, f.field)...)
	}
	return out
}
