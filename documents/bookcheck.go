package documents

import (
	"regexp"
	"slices"
)

// codeForm is the form of QĐ 20/2020/QĐ-TTg, the general part on the left:
// "H49.61.8"; oldCode that of QCVN 102:2016, the general part on the right,
// which some partners still use.
var (
	codeForm = regexp.MustCompile(`^[A-Z]\d{2}(\.[0-9A-Z]+)*$`)
	oldCode  = regexp.MustCompile(`^(\d{3}\.)?\d{2}\.\d{2}\.[A-Z]\d{2}$`)
)

// maxCode is the longest identifier (QĐ 20/2020/QĐ-TTg).
const maxCode = 35

// agencyShape is what an entry of the address book must be.
var agencyShape = [...]requirement[Agency]{
	{RuleIDForm, "", func(a *Agency) []string { return when(!idForm.MatchString(string(a.ID)), "id") }},
	{RuleRequired, "Phụ lục I, ô 9b", func(a *Agency) []string { return when(a.Name == "", "name") }},
	{RuleAgencyCode, "QĐ 20/2020/QĐ-TTg", func(a *Agency) []string {
		return when(a.Code != "" && !isCode(a.Code), "code")
	}},
	{RuleLevel, "", func(a *Agency) []string {
		return when(!slices.Contains([]Level{"", Central, Province, Commune, Internal, Outside}, a.Level), "level")
	}},
	{RuleChannel, "", func(a *Agency) []string {
		return each(a.Channels, "channels[%d]", func(c Channel) bool { return !c.wellFormed(a.Code) })
	}},
	{RulePeriod, "", func(a *Agency) []string { return when(!a.Until.IsZero() && a.Until.Before(a.From), "until") }},
	{RuleSuccessor, "", func(a *Agency) []string {
		return when(a.Successor != "" && (a.Until.IsZero() || a.Successor == a.ID), "successor")
	}},
	{RuleTooLong, "", func(a *Agency) []string {
		out := each(a.Aliases, "aliases[%d]", func(s string) bool { return len(s) > maxField })
		out = append(out, each(a.Channels, "channels[%d]", func(c Channel) bool { return len(c.Address) > maxField })...)
		return append(out, longFields([]sized{{"name", a.Name, maxField}, {"short", a.Short, maxField}})...)
	}},
}

// isCode reports whether s has the form of an identifier.
func isCode(s string) bool {
	return len(s) <= maxCode && (codeForm.MatchString(s) || oldCode.MatchString(s))
}

// groupShape is what a group must be.
var groupShape = [...]requirement[Group]{
	{RuleIDForm, "", func(g *Group) []string { return when(!idForm.MatchString(string(g.ID)), "id") }},
	{RuleRequired, "Phụ lục I, ô 9b", func(g *Group) []string {
		return append(when(g.Name == "", "name"), when(len(g.Members) == 0, "members")...)
	}},
	{RuleTwice, "", func(g *Group) []string {
		return twice(g.Members, "members[%d]", func(m AgencyID) string { return string(m) })
	}},
	{RuleTooLong, "", func(g *Group) []string { return longFields([]sized{{"name", g.Name, maxField}}) }},
}

// Check returns what is wrong with the entry by itself.
func (a *Agency) Check() FieldErrors { return check(a, agencyShape[:]) }

// Check returns what is wrong with the group by itself.
func (g *Group) Check() FieldErrors { return check(g, groupShape[:]) }

// wellFormed reports whether the channel is known and has the address it needs.
func (c Channel) wellFormed(code string) bool {
	switch c.Medium {
	case ByEdXML:
		return code != ""
	case ByMail, ByFolder:
		return c.Address != ""
	default:
		return c.Medium == OnPaper
	}
}
