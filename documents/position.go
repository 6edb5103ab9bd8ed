package documents

// A Position (chức vụ) is the post a person holds. What stands under a
// signature is the title of the position; it is never typed.
type Position string

// The positions of a ward, those of its council and of its boards.
const (
	Chair            Position = "chair"      // of the people's committee (UBND)
	ViceChair        Position = "vice_chair" // likewise
	CouncilChair     Position = "council_chair"
	CouncilViceChair Position = "council_vice_chair"
	ChiefOfOffice    Position = "chief_of_office"
	DeputyChief      Position = "deputy_chief_of_office"
	DivisionHead     Position = "division_head"
	DeputyHead       Position = "deputy_division_head"
	Director         Position = "director" // of a centre
	DeputyDirector   Position = "deputy_director"
	BoardHead        Position = "board_head"
	DeputyBoardHead  Position = "deputy_board_head"
	TeamLeader       Position = "team_leader"
	DeputyTeamLeader Position = "deputy_team_leader"
	PanelChair       Position = "panel_chair"
	DeputyPanelChair Position = "deputy_panel_chair"
	Specialist       Position = "specialist"
	Officer          Position = "officer"
	ClerkPosition    Position = "clerk"
	Administrator    Position = "administrator"
)

// A PositionRule is what is known of one position.
type PositionRule struct {
	Position Position
	Title    string     // as under a signature: "Phó Chủ tịch"
	DeputyOf Position   // whose deputy it is; "" of nobody
	Of       IssuerKind // what it leads, or helps to lead; "" for other posts
}

// positions are in the order in which a list shows them.
var positions = [...]PositionRule{
	{Chair, "Chủ tịch", "", Committee},
	{ViceChair, "Phó Chủ tịch", Chair, Committee},
	{CouncilChair, "Chủ tịch", "", Council},
	{CouncilViceChair, "Phó Chủ tịch", CouncilChair, Council},
	{ChiefOfOffice, "Chánh Văn phòng", "", OfficeIssuer},
	{DeputyChief, "Phó Chánh Văn phòng", ChiefOfOffice, OfficeIssuer},
	{DivisionHead, "Trưởng phòng", "", DivisionIssuer},
	{DeputyHead, "Phó Trưởng phòng", DivisionHead, DivisionIssuer},
	{Director, "Giám đốc", "", Centre},
	{DeputyDirector, "Phó Giám đốc", Director, Centre},
	{BoardHead, "Trưởng ban", "", Board},
	{DeputyBoardHead, "Phó Trưởng ban", BoardHead, Board},
	{TeamLeader, "Tổ trưởng", "", Team},
	{DeputyTeamLeader, "Tổ phó", TeamLeader, Team},
	{PanelChair, "Chủ tịch Hội đồng", "", Panel},
	{DeputyPanelChair, "Phó Chủ tịch Hội đồng", PanelChair, Panel},
	{Position: Specialist, Title: "Chuyên viên"},
	{Position: Officer, Title: "Công chức"},
	{Position: ClerkPosition, Title: "Văn thư"},
	{Position: Administrator, Title: "Quản trị hệ thống"},
}

// Positions returns all positions in the order of a list.
func Positions() []PositionRule { return append([]PositionRule(nil), positions[:]...) }

// Rule returns what is known of p, and whether there is such a position.
func (p Position) Rule() (PositionRule, bool) {
	for _, r := range positions {
		if r.Position == p {
			return r, true
		}
	}
	return PositionRule{}, false
}

// Title returns the title of p, or "" when there is no such position.
func (p Position) Title() string {
	r, _ := p.Rule()
	return r.Title
}

// leads reports whether p is the head of what it is of.
func (p Position) leads() bool {
	r, _ := p.Rule()
	return r.Of != "" && r.DeputyOf == ""
}

// A Seat is a position in a part of the office. In is the symbol of the
// division, centre or board; "" for the leadership of committee and council,
// of which there is one each.
type Seat struct {
	Position Position `json:"position"`
	In       string   `json:"in,omitempty"`
}

// seat returns the seat of a position in a part: the leadership stands in none.
func seat(p Position, in string) Seat {
	rule, _ := p.Rule()
	if rule.Of == Committee || rule.Of == Council {
		in = ""
	}
	return Seat{p, in}
}

// known reports whether s is a seat at all: a position that leads or helps to
// lead, and a part where it needs one.
func (s Seat) known() bool {
	rule, ok := s.Position.Rule()
	return ok && rule.Of != "" && s == seat(s.Position, s.In) && (s.In != "" || seat(s.Position, "x").In == "")
}

// deputyOf reports whether s is the deputy of t.
func (s Seat) deputyOf(t Seat) bool {
	rule, _ := s.Position.Rule()
	return rule.DeputyOf != "" && rule.DeputyOf == t.Position && s.In == t.In
}

// Seats returns all seats of the person: first the main one, then those held
// beside it, as on a board.
func (a *Account) Seats() []Seat {
	return append([]Seat{seat(a.Position, a.Division)}, a.Also...)
}

// Title returns the title (chức vụ) of the person's main position.
func (a *Account) Title() string { return a.Position.Title() }
