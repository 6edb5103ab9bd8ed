package documents

import "slices"

// A Question asks whether a person may sign a document on a day. Of the
// document only its kind, its issuer, whose it is and who drafts it matter.
type Question struct {
	Document *Document
	Signer   *Account
	On       Date
	Powers   *Powers
}

// A way is one row of the table of how documents are signed (Điều 13; Phụ lục
// I, mục II, khoản 7): through which authorities, from the head down, and what
// then stands above the name.
type way struct {
	through    [2]Capacity
	collective bool   // TM. and the collective come first, where the issuer is one
	titled     bool   // the signer's own title stands under the authority
	article    string // where the issuer has one head
	ofBody     string // where it is a collective
}

const (
	oneHead       = "Điều 13 khoản 1"
	asCollective  = "Điều 13 khoản 2"
	bySubMandate  = "Điều 13 khoản 3"
	byOrder       = "Điều 13 khoản 4"
	actingArticle = "Phụ lục I, mục II, khoản 7, điểm b"
)

var ways = [...]way{
	{[2]Capacity{}, true, true, oneHead, asCollective},
	{[2]Capacity{ForHead}, true, true, oneHead, asCollective},
	{[2]Capacity{Acting}, true, false, actingArticle, actingArticle},
	{[2]Capacity{ByOrder}, false, true, byOrder, byOrder},
	{[2]Capacity{ByOrder, ForHead}, false, true, byOrder, byOrder},
	{[2]Capacity{ByOrder, Acting}, false, false, byOrder, byOrder},
	{[2]Capacity{BySubMandate}, false, true, bySubMandate, bySubMandate},
}

// Sign returns how the person signs the document: the lines above the
// signature, the name, and on whose behalf. It is a pure function. Its error is
// a *FieldError of the field signatory.account, with the article: the person
// has no authority, or none for this document or on this day. With
// RuleSignerAbsent the signatory is there all the same: back in the office, the
// person may sign.
func Sign(q Question) (Signatory, error) {
	if !q.Signer.Has(Signer) {
		return Signatory{}, refused(RuleNoAuthority, oneHead, q.Signer.Name)
	}
	through, seat, err := q.right()
	if err != nil {
		return Signatory{}, err
	}
	s := q.signatory(through, seat)
	if a, ok := q.Powers.away(q.Signer.ID, q.On); ok {
		return s, refused(RuleSignerAbsent, "Điều 13", a.Until.Short())
	}
	return s, nil
}

func refused(rule Rule, article, got string) *FieldError {
	return &FieldError{Field: "signatory.account", Rule: rule, Article: article, Got: got}
}

// right finds the authorities that the person signs through, from the head of
// the issuer down, none in one's own right, and the seat signed in. Where none
// holds, the error is that of the one that came nearest.
func (q *Question) right() ([]*Authority, Seat, error) {
	rule, ok := q.Document.Issuer.Rule()
	if !ok {
		return nil, Seat{}, refused(RuleIssuerUnknown, "Phụ lục I, ô 2", q.Document.Issuer.Name)
	}
	head := q.Document.Issuer.Head()
	if slices.Contains(q.Signer.Seats(), head) {
		return nil, head, nil
	}
	best := refused(RuleNoAuthority, articleOf(rule.Collective, oneHead, asCollective), q.Signer.Name)
	most := -1
	for _, path := range q.paths(head) {
		passed, fault := q.try(path)
		if fault == nil {
			seat, _ := path[len(path)-1].seatFor(q.Signer)
			return path, seat, nil
		}
		if passed > most {
			most, best = passed, fault
		}
	}
	return nil, Seat{}, best
}

func articleOf(collective bool, one, body string) string {
	if collective {
		return body
	}
	return one
}

// paths returns the chains of authorities from the head to the person: one, or
// two where the head of a part lets a deputy sign what came by order.
func (q *Question) paths(head Seat) [][]*Authority {
	var out [][]*Authority
	for i := range q.Powers.Authorities {
		last := &q.Powers.Authorities[i]
		if last.Void != "" || !last.givenTo(q.Signer) {
			continue
		}
		if last.For == head {
			out = append(out, []*Authority{last})
			continue
		}
		for j := range q.Powers.Authorities {
			if first := &q.Powers.Authorities[j]; first.Void == "" && first.For == head && q.heldBy(first, last.For) {
				out = append(out, []*Authority{first, last})
			}
		}
	}
	return out
}

// heldBy reports whether a belongs to the seat: given to it, or to who holds it.
func (q *Question) heldBy(a *Authority, s Seat) bool {
	holder := q.Powers.holder(s)
	return a.Seat == s || holder != nil && a.Account == holder.ID
}

// try returns how many tests the path passed and the fault of the first that
// it did not, nil when it passed all.
func (q *Question) try(path []*Authority) (int, *FieldError) {
	w, known := wayThrough(path)
	last := path[len(path)-1]
	_, fits := last.seatFor(q.Signer)
	rule, _ := q.Document.Issuer.Rule()
	article := articleOf(rule.Collective, w.article, w.ofBody)
	switch {
	case path[0].Capacity == BySubMandate && len(path) > 1:
		return 1, refused(RulePassedOn, bySubMandate, "")
	case !known || !fits:
		return 0, refused(RuleCapacityUnfit, "Điều 13", string(last.Capacity)+". "+last.For.Position.Title())
	}
	for i, test := range authorityTests {
		for _, a := range path {
			if got, ok := test.keeps(a, q); !ok {
				return i + 2, refused(test.rule, article, got)
			}
		}
	}
	return len(authorityTests) + 2, nil
}

func wayThrough(path []*Authority) (way, bool) {
	var through [2]Capacity
	for i, a := range path {
		through[i] = a.Capacity
	}
	i := slices.IndexFunc(ways[:], func(w way) bool { return w.through == through })
	if i < 0 {
		return way{}, false
	}
	return ways[i], true
}

// authorityTests are what each authority of a path is held to, with what the
// sentence of the rule tells.
var authorityTests = [...]struct {
	rule  Rule
	keeps func(*Authority, *Question) (string, bool)
}{
	{RuleAuthorityKind, func(a *Authority, q *Question) (string, bool) {
		return q.Document.Kind.Name(), len(a.Kinds) == 0 || slices.Contains(a.Kinds, q.Document.Kind)
	}},
	{RuleAuthorityField, func(a *Authority, q *Question) (string, bool) {
		return q.Document.Drafting.Symbol, len(a.Fields) == 0 || slices.Contains(a.Fields, q.Document.Drafting.Symbol)
	}},
	{RuleAuthorityBegins, func(a *Authority, q *Question) (string, bool) {
		return a.From.Short(), !q.On.Before(a.From)
	}},
	{RuleAuthorityEnded, func(a *Authority, q *Question) (string, bool) {
		return a.Until.Short(), within(q.On, a.From, a.Until)
	}},
	{RuleHeadPresent, func(a *Authority, q *Question) (string, bool) {
		holder := q.Powers.holder(a.For)
		if !a.InAbsence || holder == nil {
			return "", true
		}
		_, away := q.Powers.away(holder.ID, q.On)
		return a.For.Position.Title(), away
	}},
}

// signatory returns the lines of the way.
func (q *Question) signatory(path []*Authority, in Seat) Signatory {
	w, _ := wayThrough(path)
	rule, _ := q.Document.Issuer.Rule()
	s := Signatory{Account: q.Signer.ID, Name: q.Signer.Name}
	if w.collective && rule.Collective && q.Document.Of != OfHead {
		s.Mandates = append(s.Mandates, Mandate{OnBehalf, rule.Begins})
	}
	for _, a := range path {
		s.Mandates = append(s.Mandates, Mandate{a.Capacity, q.title(a.For)})
		s.For = append(s.For, q.behalf(a, articleOf(rule.Collective, w.article, w.ofBody)))
	}
	if w.titled {
		s.Title = q.title(in)
	}
	if rule.Advisory && q.Document.Issuer.Seal {
		s.Post = q.post()
	}
	return s
}

// title returns the title of a seat as the document writes it: of one who heads
// one of several parts of the office, but not the issuer, with the part's name.
func (q *Question) title(s Seat) string {
	rule, _ := s.Position.Rule()
	if rule.Of != DivisionIssuer && rule.Of != Centre || s == q.Document.Issuer.Head() || !s.Position.leads() {
		return rule.Title
	}
	return TitleIn(rule.Title, q.Powers.part(s.In))
}

// behalf says for whom the authority lets the person sign.
func (q *Question) behalf(a *Authority, article string) Behalf {
	b := Behalf{
		Title: q.title(a.For), Capacity: a.Capacity, Authority: a.ID, Ground: a.Ground, Article: article,
	}
	if holder := q.Powers.holder(a.For); holder != nil {
		b.Name = holder.Name
	}
	return b
}

// post returns the person's post in the office, with its body, as it stands
// above the name of who signs for a board that uses the office's seal (Phụ lục
// I, mục II, khoản 7, điểm c and đ).
func (q *Question) post() string {
	if rule, _ := q.Signer.Position.Rule(); rule.Of == Committee {
		return TitleIn(q.Signer.Title(), q.Document.Issuer.Parent)
	}
	return TitleIn(q.Signer.Title(), q.Powers.part(q.Signer.Division))
}
