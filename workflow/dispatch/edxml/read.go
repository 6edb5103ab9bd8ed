package edxml

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// Read reads a message. Its error is a *Refused. Texts come as documents.Clean has
// them; elements it does not know are passed over, once they bear no mark of secrecy.
func Read(file []byte) (*Message, error) {
	root, err := parse(file)
	if err != nil {
		return nil, err
	}
	r := &reader{}
	m := r.message(root)
	if r.rule != "" {
		return nil, refused(withoutMark(file), r.at, r.rule, r.got)
	}
	return m, nil
}

// roots are the names of the outermost element that are met.
var roots = [...]string{"edxml", "edxmlenvelope", "envelope"}

// A reader takes a message out of its tree. It goes on after a fault and keeps the
// first in the order of the file.
type reader struct {
	at   int
	rule documents.Rule
	got  string
}

func (r *reader) fault(n *node, rule documents.Rule, got string) {
	if r.rule == documents.RuleSecret { // what is told of another could tell of the content
		return
	}
	if rule == documents.RuleSecret || r.rule == "" || n.at < r.at {
		r.at, r.rule, r.got = n.at, rule, got
	}
}

func (r *reader) message(root *node) *Message {
	h := r.only(root, "MessageHeader")
	if h == nil || !slices.Contains(roots[:], root.name) {
		r.fault(root, workflow.RuleEdXMLKind, "")
		return nil
	}
	m := &Message{From: r.organ(r.must(h, "From")), Answers: r.answers(h)}
	if status := r.one(h, "StatusCode"); status != nil {
		r.status(m, h, status)
		return m
	}
	r.document(m, h)
	r.trace(m, r.only(root, "TraceHeaderList"))
	m.Attachments = r.attachments(root)
	return m
}

func (r *reader) status(m *Message, h, code *node) {
	m.Kind, m.Status = Report, statusOf(code.text)
	if m.Status == "" {
		r.fault(code, workflow.RuleEdXMLValue, "StatusCode")
	}
	if len(m.Answers) == 0 {
		r.fault(h, workflow.RuleEdXMLMissing, "ResponseFor")
	}
	m.Staff = r.staff(r.one(h, "StaffInfo"))
	m.Description, m.At = r.text(h, "Description"), r.moment(h, "Timestamp")
}

func (r *reader) document(m *Message, h *node) {
	if len(h.all("To")) == 0 {
		r.fault(h, workflow.RuleEdXMLMissing, "To")
	}
	for _, to := range h.all("To") {
		m.To = append(m.To, r.organ(to))
	}
	r.must(h, "DocumentId")
	m.ID = r.text(h, "DocumentId")
	code, info, kind, signer := r.one(h, "Code"), r.one(h, "PromulgationInfo"), r.one(h, "DocumentType"), r.one(h, "SignerInfo")
	m.Number, m.Notation = r.text(code, "CodeNumber"), r.text(code, "CodeNotation")
	m.Place, m.Date = r.text(info, "Place"), r.date(info, "PromulgationDate")
	m.Type = Type{r.text(kind, "Type"), r.text(kind, "TypeDetail"), r.text(kind, "TypeName")}
	m.Subject, m.Content = r.text(h, "Subject"), r.text(h, "Content")
	m.Signer = Signer{r.text(signer, "Competence"), r.text(signer, "Position"), r.text(signer, "FullName")}
	m.Due, m.Steering = r.date(h, "DueDate"), r.number(h, "SteeringType")
	m.Places = r.texts(r.one(h, "ToPlaces"), "Place")
	o := r.one(h, "OtherInfo")
	m.Other = Other{
		Priority: r.number(o, "Priority"), Scope: r.text(o, "SphereOfPromulgation"), Typist: r.text(o, "TyperNotation"),
		Copies: r.number(o, "PromulgationAmount"), Pages: r.number(o, "PageAmount"), Direction: r.yes(o, "Direction"),
		Annexes: r.texts(r.one(o, "Appendixes"), "Appendix"),
	}
}

func (r *reader) organ(n *node) Organ {
	r.must(n, "OrganId")
	return Organ{
		r.text(n, "OrganId"), r.text(n, "OrganizationInCharge"), r.text(n, "OrganName"), r.text(n, "OrganAdd"),
		r.text(n, "Email"), r.text(n, "Telephone"), r.text(n, "Fax"), r.text(n, "Website"),
	}
}

// answers leaves out the empty ones that forms are sent with.
func (r *reader) answers(h *node) (out []Answer) {
	for _, n := range h.all("ResponseFor") {
		a := Answer{r.text(n, "OrganId"), r.text(n, "Code"), r.text(n, "DocumentId"), r.date(n, "PromulgationDate")}
		if a != (Answer{}) {
			out = append(out, a)
		}
	}
	return out
}

func (r *reader) staff(n *node) Staff {
	return Staff{r.text(n, "Department"), r.text(n, "Staff"), r.text(n, "Email"), r.text(n, "Mobile")}
}

func (r *reader) trace(m *Message, list *node) {
	for _, n := range list.all("TraceHeader") {
		if hop := (Hop{r.text(n, "OrganId"), r.moment(n, "Timestamp")}); hop != (Hop{}) {
			m.Trace = append(m.Trace, hop)
		}
	}
	n := r.one(list, "Bussiness")
	kind, known := kindOf(r.text(n, "BussinessDocType"))
	if !known {
		r.fault(r.one(n, "BussinessDocType"), workflow.RuleEdXMLValue, "BussinessDocType")
	}
	info := r.one(n, "BussinessDocumentInfo")
	m.Kind, m.Business = kind, Business{
		ID: r.text(n, "DocumentId"), Reason: r.text(n, "BussinessDocReason"), Paper: r.yes(n, "Paper"), Staff: r.staff(r.one(n, "StaffInfo")),
		Document: r.yes(info, "DocumentInfo"), Receiver: r.yes(info, "DocumentReceiver"),
	}
	for _, to := range r.one(info, "ReceiverList").all("Receiver") {
		m.Business.Changed = append(m.Business.Changed, Receiver{r.text(to, "OrganId"), r.text(to, "ReceiverType")})
	}
	for _, old := range r.one(n, "ReplacementInfoList").all("ReplacementInfo") {
		m.Business.Replaces = append(m.Business.Replaces, Replaced{r.text(old, "DocumentId"), r.texts(r.one(old, "OrganIdList"), "OrganId")})
	}
}

// one returns the child of that name, nil for none; two are a fault, since each
// reader could take another.
func (r *reader) one(n *node, name string) *node {
	found := n.all(name)
	if len(found) == 0 {
		return nil
	}
	if len(found) > 1 {
		r.fault(found[1], workflow.RuleEdXMLTwice, name)
	}
	return found[0]
}

// only returns the element of that name wherever in the message it is, nil for none.
func (r *reader) only(root *node, name string) *node {
	found := root.find(canonical(name), nil)
	if len(found) == 0 {
		return nil
	}
	if len(found) > 1 {
		r.fault(found[1], workflow.RuleEdXMLTwice, name)
	}
	return found[0]
}

// must returns the child of that name, and an empty one for none or for one that says
// nothing, which is a fault.
func (r *reader) must(n *node, name string) *node {
	if found := r.one(n, name); found != nil {
		if len(found.kids) > 0 || worth(found.text) != "" {
			return found
		}
		n = found
	}
	r.fault(n, workflow.RuleEdXMLMissing, name)
	return &node{at: n.at}
}

// worth returns a text as it is kept; Java writes "null" for none.
func worth(text string) string {
	if text = documents.Clean(text); strings.EqualFold(text, "null") {
		return ""
	}
	return text
}

func (r *reader) text(n *node, name string) string {
	if found := r.one(n, name); found != nil {
		return worth(found.text)
	}
	return ""
}

func (r *reader) texts(n *node, name string) (out []string) {
	for _, kid := range n.all(name) {
		if text := worth(kid.text); text != "" {
			out = append(out, text)
		}
	}
	return out
}

func (r *reader) number(n *node, name string) int {
	text := r.text(n, name)
	if text == "" {
		return 0
	}
	value, err := strconv.Atoi(text)
	if err != nil || value < 0 {
		r.fault(r.one(n, name), workflow.RuleEdXMLValue, name)
		return 0
	}
	return value
}

func (r *reader) yes(n *node, name string) bool {
	switch strings.ToLower(r.text(n, name)) {
	case "1", "true":
		return true
	case "", "0", "false":
		return false
	}
	r.fault(r.one(n, name), workflow.RuleEdXMLValue, name)
	return false
}

// dateForms and momentForms are what is met; the first is the standard's.
var (
	dateForms   = [...]string{"2006/01/02", "2006-01-02", "02/01/2006", "2006/01/02 15:04:05"}
	momentForms = [...]string{"2006/01/02 15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04:05", "02/01/2006 15:04:05", "2006/01/02", time.RFC3339}
)

func (r *reader) date(n *node, name string) documents.Date {
	t := r.clock(n, name, dateForms[:])
	if t.IsZero() {
		return documents.Date{}
	}
	return documents.DateOf(t)
}

// moment reads a time of Vietnam, in UTC and whole seconds.
func (r *reader) moment(n *node, name string) time.Time {
	return r.clock(n, name, momentForms[:]).UTC().Truncate(time.Second)
}

func (r *reader) clock(n *node, name string, forms []string) time.Time {
	text := r.text(n, name)
	if text == "" {
		return time.Time{}
	}
	for _, form := range forms {
		t, err := time.ParseInLocation(form, text, vietnam())
		if t = t.In(vietnam()); err == nil && t.Year() >= 1000 && t.Year() <= 9999 {
			return t
		}
	}
	r.fault(r.one(n, name), workflow.RuleEdXMLValue, name)
	return time.Time{}
}

// vietnam is the zone of the times in messages, which do not name it.
func vietnam() *time.Location { return time.FixedZone("", 7*60*60) }
