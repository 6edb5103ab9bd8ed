package templates

import (
	"slices"

	"vanthu/documents"
)

// serves says which template is the page of which form: that of Phụ lục III, or
// of practice where the annex has none.
var serves = [...]struct {
	form documents.FormID
	name string
}{
	{"1.1", "nghi-quyet"},
	{"1.2", "quyet-dinh"},
	{documents.DecisionWithText, "quyet-dinh-ban-hanh"},
	{documents.TextOnPaper, "van-ban-kem-theo"},
	{documents.TextAsFile, "van-ban-kem-theo-dien-tu"},
	{"1.4", "van-ban-co-ten-loai"},
	{"1.5", "cong-van"},
	{"1.6", "cong-dien"},
	{"1.7", "giay-moi"},
	{"1.8", "giay-gioi-thieu"},
	{"1.9", "bien-ban"},
	{"1.10", "giay-nghi-phep"},
	{documents.AnnexOnPaper, "phu-luc"},
	{documents.AnnexAsFile, "phu-luc-dien-tu"},
	{documents.CopyOnPaper, "ban-sao"},
	{documents.CopyAsFile, "ban-sao-dien-tu"},
	{documents.Agreement, "thoa-thuan"},
	{documents.OpenLetter, "thu-cong"},
}

// servant returns the name of the template of a form, "" for none.
func servant(form documents.FormID) string {
	for _, s := range serves {
		if s.form == form {
			return s.name
		}
	}
	return ""
}

// served returns the form whose page the template called name is, "" for none.
func served(name string) documents.FormID {
	for _, s := range serves {
		if s.name == name {
			return s.form
		}
	}
	return ""
}

// A need is one row of what a page cannot do without.
type need struct {
	field   string
	article string
	lacks   func(page) bool
}

// needs are those of a document's own page.
var needs = [...]need{
	{"kind", "Điều 7", func(p page) bool { return p.Kind.Name() == "" }},
	{"issuer.name", "Phụ lục I, ô 2", func(p page) bool { return p.Issuer.Name == "" }},
	{"issuer.symbol", "Phụ lục I, ô 3", func(p page) bool { return p.Issuer.Symbol == "" && p.Reference.Symbol == "" }},
	{"place", "Phụ lục I, ô 4", func(p page) bool { return p.Place == "" }},
	{"abstract", "Phụ lục I, ô 5", func(p page) bool { return p.Abstract == "" }},
	{"body", "Phụ lục I, ô 6", func(p page) bool { form, _ := p.Form(); return form.Body == documents.Needed && len(p.Body) == 0 }},
	{"signatory.title", "Phụ lục I, ô 7a", func(p page) bool { return len(p.Signatory.Lines()) == 0 }},
	{"signatory.name", "Phụ lục I, ô 7b", func(p page) bool { return p.Signatory.Name == "" }},
}

// copyNeeds are those of a copy's page besides.
var copyNeeds = [...]need{
	{"copy.issuer.name", "Phụ lục I, Phần II", func(p page) bool { return p.Copy.Issuer.Name == "" }},
	{"copy.issuer.symbol", "Phụ lục I, Phần II", func(p page) bool { return p.Copy.Issuer.Symbol == "" && p.Copy.Reference.Symbol == "" }},
	{"copy.place", "Phụ lục I, Phần II", func(p page) bool { return p.Copy.Place == "" }},
	{"copy.signatory.title", "Phụ lục I, Phần II", func(p page) bool { return len(p.Copy.Signatory.Lines()) == 0 }},
	{"copy.signatory.name", "Phụ lục I, Phần II", func(p page) bool { return p.Copy.Signatory.Name == "" }},
}

// complete returns the first thing that the page of a form needs and the
// document lacks, as a *documents.FieldError, or nil.
func complete(form documents.FormID, p page) error {
	table := needs[:]
	if form == documents.CopyOnPaper {
		table = slices.Concat(table, copyNeeds[:])
	}
	for _, n := range table {
		if n.lacks(p) {
			return &documents.FieldError{Field: n.field, Rule: documents.RuleRequired, Article: n.article}
		}
	}
	if missing := p.MissingDetails(); len(missing) > 0 {
		return missing[0]
	}
	return nil
}
