package workflow

import (
	_ "embed"
	"slices"
	"time"

	"vanthu/documents"
)

//go:embed incoming.md
var incomingTable string

func incomingFlow() (*Flow, error) { return ParseFlow(IncomingFlow, incomingTable) }

// IncomingSeries is the series of the numbers of what comes (số đến): consecutive in
// the year, for paper and files together (Điều 22).
const IncomingSeries = "den"

// IncomingSymbol makes the reference of such a number one that no document of ours
// can have.
const IncomingSymbol = "Đến"

// Incoming is what the office knows of a document that came to it (văn bản đến),
// beside what stands on it: that is in Record.Document, with its author as issuer.
type Incoming struct {
	Number     documents.Reference `json:"number,omitzero"` // số đến, once given: "05/Đến"
	Day        documents.Date      `json:"day,omitzero"`    // ngày đến
	Source     Source              `json:"source"`
	Notation   string              `json:"notation,omitempty"` // số, ký hiệu as its author writes them
	Type       string              `json:"type,omitempty"`     // tên loại, where it is none of the decree's
	Agency     documents.AgencyID  `json:"agency,omitempty"`   // the author, of the address book
	Signer     string              `json:"signer,omitempty"`
	Due        documents.Date      `json:"due,omitzero"` // by when the author asks for an answer
	Note       string              `json:"note,omitempty"`
	Organ      string              `json:"organ,omitempty"`       // mã định danh of the sender of a message
	DocumentID string              `json:"document_id,omitempty"` // the sender's name of the document
	Files      []ReceivedFile      `json:"files,omitempty"`
	Direction  *Direction          `json:"direction,omitempty"`
	Outcome    string              `json:"outcome,omitempty"` // how it was settled, where no document answers it
	Told       []Telling           `json:"told,omitempty"`    // to the sender
	AskedBack  *AskedBack          `json:"asked_back,omitempty"`
}

// A Source is how a document came.
type Source string

// The sources.
const (
	ByPaper   Source = "paper"
	ByFile    Source = "file"    // a PDF, as by mail
	ByMessage Source = "message" // over the document axis
)

// SaySource returns a source in words.
func SaySource(s Source) string {
	return map[Source]string{ByPaper: "bản giấy", ByFile: "tệp gửi đến", ByMessage: "trục liên thông"}[s]
}

// A ReceivedFile is a file that came, as it came.
type ReceivedFile struct {
	Name string `json:"name"`
	Type string `json:"type"`
	File Hash   `json:"file"`

	Signatures int  `json:"signatures,omitempty"` // of a PDF, as they were when it came
	Good       bool `json:"good,omitempty"`       // all of them
}

// A Direction (ý kiến phân phối, chỉ đạo giải quyết) says who is to handle the
// document, with whom, how and by when (Điều 23).
type Direction struct {
	Lead     Handler        `json:"lead"` // đơn vị hoặc người chủ trì
	With     []Handler      `json:"with,omitempty"`
	Opinion  string         `json:"opinion,omitempty"`
	Deadline documents.Date `json:"deadline,omitzero"`
	By       string         `json:"by"` // who directed
	At       time.Time      `json:"at"`
	Assigned *Assignment    `json:"assigned,omitempty"`
}

// An Assignment is whom the head of a division gave it to, and how.
type Assignment struct {
	To       Handler        `json:"to"`
	Opinion  string         `json:"opinion,omitempty"`
	Deadline documents.Date `json:"deadline,omitzero"`
	By       string         `json:"by"`
	At       time.Time      `json:"at"`
}

// A Handler is a division or one person of the office. Name is as on the day.
type Handler struct {
	Division string              `json:"division,omitempty"` // its symbol
	Account  documents.AccountID `json:"account,omitempty"`
	Name     string              `json:"name"`
}

// desk is where the handler works.
func (h Handler) desk() Desk {
	if h.Account != "" {
		return personal(h.Account)
	}
	return headOf(h.Division)
}

// KindName is the type of a record's document in words, also where the decree does
// not know it.
func (r *Record) KindName() string {
	if r.Incoming != nil && r.Incoming.Type != "" {
		return r.Incoming.Type
	}
	return r.Document.Kind.Name()
}

// came reports whether r came over the axis from a sender who can be told.
func (in *Incoming) canTell() bool {
	return in.Source == ByMessage && in.Organ != "" && in.DocumentID != ""
}

// changed returns a copy of what is known of r's arrival, to be changed in r alone.
func (r *Record) changed() *Incoming {
	in := *r.Incoming
	in.Files, in.Told = slices.Clone(in.Files), slices.Clone(in.Told)
	r.Incoming = &in
	return r.Incoming
}

// nextDay is by when văn thư or who directs is to do the next step: at once for what
// is urgent, else by the next working day (Điều 22, Điều 23).
func nextDay(r *Record, unit *documents.Unit, today documents.Date) documents.Date {
	if r.Document.Urgency != "" {
		return today
	}
	return unit.Settings.NextWorkingDay(today)
}

// enter has the store give the number of arrival (Điều 22).
func enter(r *Record, s situation) {
	in := r.changed()
	in.Number, in.Day = documents.Reference{Symbol: IncomingSymbol}, s.date()
	r.Series = IncomingSeries
	r.Document.Deadline = nextDay(r, s.unit, s.today)
}

// direct keeps who is to handle it, and by when.
func direct(r *Record, s situation) {
	d := *s.Direction
	d.By, d.At = s.actor.Name, s.now
	r.changed().Direction = &d
	r.Document.Deadline = d.Deadline
	r.History[len(r.History)-1].Comment = d.said()
}

// undirect leaves it to be directed anew.
func undirect(r *Record, s situation) {
	r.changed().Direction = nil
	r.Document.Deadline = nextDay(r, s.unit, s.today)
}

// conclude keeps how it was settled.
func conclude(r *Record, s situation) { r.changed().Outcome = s.Comment }

// directed: it is said who handles it (Điều 23).
func directed(s situation) error {
	if s.Direction == nil || s.Direction.Lead.Name == "" {
		return s.field("direction.lead", documents.RuleRequired)
	}
	return nil
}

// concluded: a document of ours answers it, or it is said why none does (Điều 24).
func concluded(s situation) error {
	if len(s.record.Linked("answered_by")) == 0 {
		return reason(s)
	}
	return nil
}

// said is a direction in a sentence.
func (d *Direction) said() string {
	text := "chủ trì: " + d.Lead.Name
	for i, h := range d.With {
		text += map[bool]string{true: "; phối hợp: ", false: ", "}[i == 0] + h.Name
	}
	if !d.Deadline.IsZero() {
		text += "; hạn " + d.Deadline.Short()
	}
	if d.Opinion != "" {
		text += "; " + d.Opinion
	}
	return text
}
