package documents

import (
	"regexp"
	"slices"
)

// twoTier is the day from which local government has two levels: the province,
// and the ward, commune or special zone (Luật 72/2025/QH15).
var twoTier = Date{2025, 7, 1}

// oldLevels are the levels and classes that ended that day.
var oldLevels = regexp.MustCompile(`(?i)(^|[^\p{L}])(quận|huyện|thị trấn|thị xã)($|[^\p{L}])`)

// practice is what a document is warned of: what the text of the decree does
// not forbid but its forms, or the law beside it, have otherwise. Nothing is
// refused for it.
var practice = [...]requirement[Document]{
	{RuleAsAboveMissing, "Phụ lục I, mục II, khoản 9", func(d *Document) []string {
		return when(len(d.Addressees) > 0 && !slices.ContainsFunc(d.Recipients, func(r Recipient) bool { return r.AsAbove }), "recipients")
	}},
	{RuleArticleMissing, "Phụ lục III, mẫu 1.1, 1.2", func(d *Document) []string {
		rule, _ := d.Kind.Rule()
		return when(rule.Articles && !slices.ContainsFunc(d.Recipients, func(r Recipient) bool { return r.AsArticle > 0 }), "recipients")
	}},
	{RuleTwiceInGroup, "Phụ lục I, ô 9b", overlaps},
	{RuleCollective, asCollective, func(d *Document) []string {
		rule, _ := d.Issuer.Rule()
		m := d.Signatory.Mandates
		return when(rule.Collective && d.Of == OfBody && d.Signatory.Name != "" &&
			(len(m) == 0 || m[0].Capacity == ForHead || m[0].Capacity == Acting), "signatory.mandates")
	}},
}

// Warnings returns what is unusual in d without being wrong. A document that
// has no date yet is judged as of today.
func (d *Document) Warnings(today Date) FieldErrors {
	out := check(d, practice[:])
	if !d.Date.IsZero() {
		today = d.Date
	}
	if today.Before(twoTier) {
		return out
	}
	for _, f := range d.placeNames() {
		if m := oldLevels.FindStringSubmatch(f.value); m != nil {
			out = append(out, &FieldError{Field: f.field, Rule: RuleOldLevel, Article: "Luật 72/2025/QH15", Got: m[2]})
		}
	}
	return out
}

// placeNames are the fields that name bodies and places of today.
func (d *Document) placeNames() []sized {
	out := []sized{
		{"issuer.parent", d.Issuer.Parent, 0}, {"issuer.name", d.Issuer.Name, 0}, {"place", d.Place, 0},
	}
	for i, a := range d.Addressees {
		out = append(out, sized{index("addressees", i) + ".name", a.Name, 0})
	}
	for i, r := range d.Recipients {
		out = append(out, sized{index("recipients", i) + ".name", r.Name, 0})
	}
	return out
}
