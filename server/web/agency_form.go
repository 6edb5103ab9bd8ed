package web

import (
	"cmp"
	"context"
	"net/url"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// levels are where in the administration a body stands.
var levels = [...]choice{
	{"", "Chưa ghi", false},
	{string(documents.Central), "Trung ương", false},
	{string(documents.Province), "Cấp tỉnh", false},
	{string(documents.Commune), "Cấp xã", false},
	{string(documents.Internal), "Trong cơ quan", false},
	{string(documents.Outside), "Khác", false},
}

// media are the ways to reach a body.
var media = [...]choice{
	{"", "Không", false},
	{string(documents.ByEdXML), "trục liên thông", false},
	{string(documents.ByMail), "thư điện tử", false},
	{string(documents.ByFolder), "thư mục chung", false},
	{string(documents.OnPaper), "bản giấy", false},
}

// channelFields are those of a row; one without a medium is no row.
var channelFields = []string{"medium", "address"}

// An agencyForm is what the form of an entry offers.
type agencyForm struct {
	F             filled
	Levels, Media []choice
	Channels      []int
}

func newAgencyForm(f filled) agencyForm {
	return agencyForm{f, levels[:], media[:], rows(count(f.Values, "channels", channelFields...))}
}

// writeAgency returns an entry as its form shows it: the body above by its name.
func (w *Web) writeAgency(ctx context.Context, by *documents.Account, a *documents.Agency) (url.Values, error) {
	f := url.Values{
		"name": {a.Name}, "short": {a.Short}, "code": {a.Code}, "level": {string(a.Level)}, "aliases": {strings.Join(a.Aliases, "\n")},
	}
	for i, ch := range a.Channels {
		f.Set(part("channels", i, "medium"), string(ch.Medium))
		f.Set(part("channels", i, "address"), ch.Address)
	}
	if a.Parent == "" {
		return f, nil
	}
	parent, err := w.d.Engine.Agency(ctx, by, a.Parent)
	if err != nil {
		return nil, err
	}
	f.Set("parent", parent.Name)
	return f, nil
}

// readAgency reads the form over the entry it was made from, what it does not
// show staying; with the faults of names that the book does not have.
func (w *Web) readAgency(ctx context.Context, by *documents.Account, f url.Values, old documents.Agency) (*documents.Agency, error) {
	a := old
	a.Name, a.Short, a.Code = documents.OneLine(f.Get("name")), documents.OneLine(f.Get("short")), documents.OneLine(f.Get("code"))
	a.Level, a.Aliases, a.Channels, a.Parent = documents.Level(f.Get("level")), textLines(f.Get("aliases")), nil, ""
	for i := range closeUp(f, "channels", channelFields) {
		a.Channels = append(a.Channels, documents.Channel{
			Medium: documents.Medium(f.Get(part("channels", i, "medium"))), Address: documents.OneLine(f.Get(part("channels", i, "address"))),
		})
	}
	if name := documents.OneLine(f.Get("parent")); name != "" {
		parent, err := w.called(ctx, by, name)
		if err != nil {
			return nil, err
		}
		if parent == nil {
			return &a, documents.FieldErrors{{Field: "parent", Rule: documents.RuleAgencyUnknown, Got: name}}
		}
		a.Parent = parent.ID
	}
	return &a, nil
}

// called returns the entry that goes by that name today, nil for none: the one
// whose first name it is before one that only also goes by it.
func (w *Web) called(ctx context.Context, by *documents.Account, name string) (*documents.Agency, error) {
	found, err := w.d.Engine.Agencies(ctx, by, workflow.BookQuery{Text: name, Limit: workflow.MaxPage})
	if err != nil {
		return nil, err
	}
	var best *documents.Agency
	for i := range found {
		a := &found[i]
		if !a.Valid(w.d.Engine.Today()) || !a.Called(name) {
			continue
		}
		if best == nil || cmp.Compare(sameName(best.Name, name), sameName(a.Name, name)) < 0 {
			best = a
		}
	}
	return best, nil
}

// sameName is 1 for two names that differ in marks and case at most, else 0.
func sameName(a, b string) int {
	if documents.Fold(a) == documents.Fold(b) {
		return 1
	}
	return 0
}

// textLines returns the lines of a text that are not empty.
func textLines(text string) []string {
	var out []string
	for line := range strings.Lines(documents.Clean(text)) {
		if line = documents.OneLine(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
