package taking_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/server/taking"
)

// TestNames: a line stands for what it stood for, for a group of the book, or for
// what it says.
func TestNames(t *testing.T) {
	t.Parallel()
	n := taking.Names{
		Draft:  &documents.Document{Recipients: []documents.Recipient{{Name: "Sở Nội vụ", Agency: "snv"}}, Addressees: []documents.Addressee{{Name: "Sở Y tế", Agency: "syt"}}},
		Groups: []documents.Group{{ID: "cac-so", Name: "Các sở"}},
	}
	for line, want := range map[string]documents.Recipient{
		"Sở Nội vụ":       {Name: "Sở Nội vụ", Agency: "snv"},
		"các sở (để b/c)": {Name: "các sở", Purpose: "để b/c", Group: "cac-so"},
		"Như trên":        {AsAbove: true},
		"Như Điều 3":      {AsArticle: 3},
		"Như Điều 3 Luật": {Name: "Như Điều 3 Luật"},
	} {
		if diff := cmp.Diff(want, n.Recipient(line)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", line, diff)
		}
	}
	for line, want := range map[string]documents.Addressee{
		"Sở Y tế": {Name: "Sở Y tế", Agency: "syt"}, "Các sở": {Name: "Các sở", Group: "cac-so"}, "Sở Xây dựng": {Name: "Sở Xây dựng"},
	} {
		if diff := cmp.Diff(want, n.Addressee(line)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", line, diff)
		}
	}
}

// TestNoWordFile: what is no Word file makes no draft.
func TestNoWordFile(t *testing.T) {
	t.Parallel()
	_, err := taking.New(taking.Start{File: []byte("không phải Word"), Kind: documents.Report, Unit: new(documents.Unit)})
	if !errors.Is(err, documents.ErrInvalid) {
		t.Errorf("got %v", err)
	}
	_, err = taking.Back(taking.Edited{File: []byte("PK"), Draft: new(documents.Document)})
	if !errors.Is(err, documents.ErrInvalid) {
		t.Errorf("got %v", err)
	}
}
