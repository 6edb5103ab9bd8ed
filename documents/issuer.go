package documents

import "strings"

// An IssuerKind says what sort of body issues a document: which names it has,
// who heads it and in which form its documents are signed.
type IssuerKind string

// The issuers of a ward.
const (
	Committee      IssuerKind = "committee" // ủy ban nhân dân
	Council        IssuerKind = "council"   // hội đồng nhân dân
	OfficeIssuer   IssuerKind = "office"    // văn phòng
	DivisionIssuer IssuerKind = "division"  // phòng with a seal of its own
	Centre         IssuerKind = "centre"    // trung tâm
	Board          IssuerKind = "board"     // ban chỉ đạo, ban tổ chức …
	Team           IssuerKind = "team"      // tổ công tác
	Panel          IssuerKind = "panel"     // an advisory council (hội đồng)
)

// An IssuerRule is what is known of one kind of issuer.
type IssuerRule struct {
	Kind       IssuerKind
	Begins     string   // how its names begin; a name is of the first row that fits
	Short      string   // that beginning abbreviated, "" for none
	Collective bool     // works as a collective (Điều 13 khoản 2): TM. and what Begins says
	Head       Position // who heads it
	Parent     bool     // stands under the committee's name on the page
	Advisory   bool     // a board: a number series of its own, titles within the board
}

var issuerRules = [...]IssuerRule{
	{Committee, "Ủy ban nhân dân", "UBND", true, Chair, false, false},
	{Council, "Hội đồng nhân dân", "HĐND", true, CouncilChair, false, false},
	{OfficeIssuer, "Văn phòng", "", false, ChiefOfOffice, true, false},
	{DivisionIssuer, "Phòng", "", false, DivisionHead, true, false},
	{Centre, "Trung tâm", "", false, Director, true, false},
	{Board, "Ban", "", false, BoardHead, true, true},
	{Team, "Tổ", "", false, TeamLeader, true, true},
	{Panel, "Hội đồng", "", false, PanelChair, true, true},
}

// Rule returns what is known of the issuer, by its kind or else by its name,
// and whether anything is.
func (i Issuer) Rule() (IssuerRule, bool) {
	for _, r := range issuerRules {
		if _, _, ok := cutWords(i.Name, r.Begins); i.Kind == r.Kind || i.Kind == "" && ok {
			return r, true
		}
	}
	return IssuerRule{}, false
}

// cutWords returns the words of name that are form, as name spells them ("Ủy",
// "Uỷ", any case), and those after it.
func cutWords(name, form string) (is, rest string, ok bool) {
	words, n := strings.Fields(name), len(strings.Fields(form))
	if len(words) < n || Fold(strings.Join(words[:n], " ")) != Fold(form) {
		return "", name, false
	}
	return strings.Join(words[:n], " "), strings.Join(words[n:], " "), true
}

// Head returns the seat of the one who heads the issuer.
func (i Issuer) Head() Seat {
	rule, _ := i.Rule()
	return seat(rule.Head, i.Symbol)
}

// HeaderLines returns the lines of the issuer's name as the header shows them,
// in upper case: two for the council or committee of a ward, whose name is
// broken before the class of its place, else one, which may wrap (Phụ lục I,
// ô 2).
func (i Issuer) HeaderLines() []string {
	rule, _ := i.Rule()
	if body, place, ok := cutWords(i.Name, rule.Begins); ok && rule.Collective && place != "" {
		return []string{Upper(body), Upper(place)}
	}
	return []string{Upper(i.Name)}
}

// ParentLine returns the line of the parent body in upper case, or "".
func (i Issuer) ParentLine() string { return Upper(i.Parent) }

// area returns the place a council or committee is of: "phường Đức Phổ".
func (i Issuer) area() string {
	rule, _ := i.Rule()
	if _, place, ok := cutWords(i.Name, rule.Begins); ok && rule.Collective {
		return place
	}
	return ""
}

// Abbreviated returns the issuer's name as other lines may write it: "UBND
// phường Đức Phổ" (Phụ lục I, mục II, khoản 2, điểm b).
func (i Issuer) Abbreviated() string {
	rule, _ := i.Rule()
	if _, place, ok := cutWords(i.Name, rule.Begins); ok && rule.Short != "" {
		return strings.TrimSpace(rule.Short + " " + place)
	}
	return i.Name
}

// TitleIn returns a title with the body it is held in, a word that both have
// written once: "Chủ tịch Ủy ban nhân dân phường Đức Phổ", "Trưởng phòng Văn
// hóa - Xã hội", "Chánh Văn phòng HĐND và UBND".
func TitleIn(title, body string) string {
	words := strings.Fields(body)
	for n := min(2, len(words)); n > 0; n-- {
		if strings.HasSuffix(" "+strings.ToLower(title), " "+strings.ToLower(strings.Join(words[:n], " "))) {
			return strings.Join(append([]string{title}, words[n:]...), " ")
		}
	}
	return strings.TrimSpace(title + " " + body)
}

// IssuedBy returns the line a decision or resolution names its issuer with
// (thẩm quyền ban hành), in upper case: the collective, or the head by title
// (Phụ lục III, mẫu 1.1 and 1.2).
func (d *Document) IssuedBy() string {
	rule, _ := d.Issuer.Rule()
	if rule.Collective && d.Of != OfHead {
		return Upper(d.Issuer.Name)
	}
	return Upper(TitleIn(rule.Head.Title(), d.Issuer.Name))
}
