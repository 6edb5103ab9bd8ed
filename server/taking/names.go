package taking

import (
	"regexp"
	"strconv"

	"vanthu/documents"
)

// Names find whom a line of Kính gửi or Nơi nhận stands for.
type Names struct {
	Draft  *documents.Document // what its lines stood for stays
	Groups []documents.Group   // of the address book
}

// Addressee returns the line of Kính gửi: one of the draft, a group, or as typed.
func (n Names) Addressee(line string) documents.Addressee {
	for _, a := range n.Draft.Addressees {
		if a.Name == line {
			return a
		}
	}
	if g := n.group(line); g != "" {
		return documents.Addressee{Name: line, Group: g}
	}
	return documents.Addressee{Name: line}
}

var (
	asArticle = regexp.MustCompile(`^[Nn]hư [Đđ]iều (\d{1,3})$`)
	purpose   = regexp.MustCompile(`^(.+?)\s*\(([^()]+)\)$`)
)

// Recipient reads "Sở Nội vụ (để b/c)", "Như trên" or "Như Điều 3".
func (n Names) Recipient(line string) documents.Recipient {
	for _, r := range n.Draft.Recipients {
		if r.Line() == line {
			return r
		}
	}
	r := documents.Recipient{Name: line}
	if parts := purpose.FindStringSubmatch(line); parts != nil {
		r.Name, r.Purpose = parts[1], parts[2]
	}
	article := asArticle.FindStringSubmatch(r.Name)
	switch {
	case documents.Fold(r.Name) == "nhu tren":
		r.Name, r.AsAbove = "", true
	case article != nil:
		r.Name = ""
		r.AsArticle, _ = strconv.Atoi(article[1]) // of at most three figures
	default:
		r.Group = n.group(r.Name)
	}
	return r
}

// group returns the group of the address book that goes by that name.
func (n Names) group(name string) documents.GroupID {
	for _, g := range n.Groups {
		if documents.Fold(g.Name) == documents.Fold(name) {
			return g.ID
		}
	}
	return ""
}
