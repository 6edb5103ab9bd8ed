package documents

import "slices"

// A Signatory is who signs and in which right (ô 7): the mandates, the title
// under them and the name. Account is the login of the person in this office,
// "" in a document that is only filled.
type Signatory struct {
	Account  AccountID `json:"account,omitempty"`
	Name     string    `json:"name,omitempty"`
	Title    string    `json:"title,omitempty"` // chức vụ: "Phó Chủ tịch"; none under Q., which names it
	Mandates []Mandate `json:"mandates,omitempty"`
}

// A Mandate is one line of authority over the signature: on whose behalf.
type Mandate struct {
	Capacity Capacity `json:"capacity"`
	Of       string   `json:"of"` // the collective for TM., else the head's title
}

// A Capacity (quyền hạn, Điều 13) is how a signatory stands to the one in
// whose name he signs.
type Capacity string

// The capacities of Phụ lục I, ô 7a.
const (
	OnBehalf     Capacity = "TM"  // thay mặt: on behalf of the collective
	ForHead      Capacity = "KT"  // ký thay: a deputy for the head
	ByOrder      Capacity = "TL"  // thừa lệnh: by order of the head
	BySubMandate Capacity = "TUQ" // thừa ủy quyền: by written sub-authorisation
	Acting       Capacity = "Q"   // quyền: acting head
)

func (c Capacity) known() bool {
	return slices.Contains([]Capacity{OnBehalf, ForHead, ByOrder, BySubMandate, Acting}, c)
}

// Lines returns the lines above the signature in upper case, as for a
// vice-chair: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH".
func (s Signatory) Lines() []string {
	var lines []string
	for _, m := range s.Mandates {
		lines = append(lines, string(m.Capacity)+". "+Upper(m.Of))
	}
	if s.Title != "" {
		lines = append(lines, Upper(s.Title))
	}
	return lines
}
