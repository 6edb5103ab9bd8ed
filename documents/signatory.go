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
	Post     string    `json:"post,omitempty"` // chức vụ khác (ô 7b), above the name: the post in the office of who signs for a board
	For      []Behalf  `json:"for,omitempty"`  // on whose behalf, from the head down, and by what: for the history, not for the page
}

// A Behalf says for whom somebody signs and by what right.
type Behalf struct {
	Title     string      `json:"title,omitempty"` // of whom: "Chủ tịch"
	Name      string      `json:"name,omitempty"`  // who that is, "" while nobody
	Capacity  Capacity    `json:"capacity,omitempty"`
	Authority AuthorityID `json:"authority,omitempty"`
	Ground    Ground      `json:"ground,omitzero"`
	Article   string      `json:"article,omitempty"`
}

// Names returns the lines above the name and the name itself (ô 7b).
func (s Signatory) Names() []string {
	if s.Post == "" {
		return []string{s.Name}
	}
	return []string{s.Post, s.Name}
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
