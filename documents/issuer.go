package documents

import "strings"

// councilForms are the bodies whose name is broken before the class of their
// place: the two lines together are the issuer (Phụ lục I, ô 2).
var councilForms = [...]string{"Ủy ban nhân dân ", "Hội đồng nhân dân "}

// HeaderLines returns the lines of the issuer's name as the header shows them,
// in upper case: two for the council or committee of a ward, else one, which
// may wrap.
func (i Issuer) HeaderLines() []string {
	for _, form := range councilForms {
		if place, ok := strings.CutPrefix(i.Name, form); ok && place != "" {
			return []string{Upper(strings.TrimSpace(form)), Upper(place)}
		}
	}
	return []string{Upper(i.Name)}
}

// ParentLine returns the line of the parent body in upper case, or "".
func (i Issuer) ParentLine() string { return Upper(i.Parent) }
