package documents

import "strings"

// isCouncil reports whether words are the name of a council or committee
// without its place, in either spelling ("Ủy", "Uỷ") and any case.
func isCouncil(words string) bool {
	name := Fold(words)
	return name == "uy ban nhan dan" || name == "hoi dong nhan dan"
}

// HeaderLines returns the lines of the issuer's name as the header shows them,
// in upper case: two for the council or committee of a ward, broken before the
// class of its place, which together are the issuer (Phụ lục I, ô 2); else
// one, which may wrap.
func (i Issuer) HeaderLines() []string {
	words := strings.Fields(i.Name)
	if len(words) > 4 && isCouncil(strings.Join(words[:4], " ")) {
		return []string{Upper(strings.Join(words[:4], " ")), Upper(strings.Join(words[4:], " "))}
	}
	return []string{Upper(i.Name)}
}

// ParentLine returns the line of the parent body in upper case, or "".
func (i Issuer) ParentLine() string { return Upper(i.Parent) }
