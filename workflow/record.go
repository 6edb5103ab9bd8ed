package workflow

import (
	"slices"
	"time"

	"vanthu/documents"
)

// A RecordID names one record within its unit: a ULID, so that ids sort by the
// time they were made.
type RecordID string

// A Version counts the writes of a record, from 1. Every act names the version
// it saw.
type Version int64

// A Hash is the SHA-256 of a file's bytes in lower-case hex.
type Hash string

// A Mode says how the document is signed.
type Mode string

// Paper: the authorised person signs the printed version whose hash is shown;
// the program only records it. No electronic signature is claimed (Điều 5).
const Paper Mode = "paper"

// Electronic: the person signed the PDF and the agency sealed it (Điều 5); see
// Original.
const Electronic Mode = "electronic"

// A Record is a document on its way: one aggregate that is always written
// whole. History and Revisions only grow.
type Record struct {
	ID           RecordID            `json:"id"`
	Unit         documents.UnitID    `json:"unit"`
	Version      Version             `json:"version"`
	Flow         string              `json:"flow"`  // name of the flow table
	Table        string              `json:"table"` // version of that table: the start of its SHA-256
	Mode         Mode                `json:"mode"`
	State        State               `json:"state"`
	Desk         Desk                `json:"desk,omitempty"` // where it waits; "" when it has ended
	Drafter      documents.AccountID `json:"drafter"`
	Document     documents.Document  `json:"document"`
	Template     string              `json:"template,omitempty"` // the exact version its files are made with, from the first round on
	Series       string              `json:"series,omitempty"`   // of the number, once given
	Signed       documents.Date      `json:"signed,omitzero"`    // the day the signature was recorded
	Revisions    []Revision          `json:"revisions,omitempty"`
	Final        *File               `json:"final,omitempty"` // the file with number and date
	Original     *Original           `json:"original,omitempty"`
	Scan         *Copy               `json:"scan,omitempty"` // of the paper that was signed by hand
	Consignments []Consignment       `json:"consignments,omitempty"`
	Incoming     *Incoming           `json:"incoming,omitempty"` // of a document that came (văn bản đến); nil of our own
	Links        []Link              `json:"links,omitempty"`
	Remarks      []Remark            `json:"remarks,omitempty"`
	Tasks        []Task              `json:"tasks,omitempty"`
	History      []Event             `json:"history"`
	Created      time.Time           `json:"created"`
	Updated      time.Time           `json:"updated"`
}

// A File is a stored file and the template version it was made with.
type File struct {
	Hash     Hash   `json:"hash"`
	Template string `json:"template"`
}

// A Revision is one numbered round of the draft (lần dự thảo): the file that
// reviewers and the signatory see, without number and date.
type Revision struct {
	Round  int                 `json:"round"`
	File   File                `json:"file"`
	Source Hash                `json:"source,omitempty"` // the document as JSON; none of an earlier program
	By     documents.AccountID `json:"by"`
	At     time.Time           `json:"at"`
}

// An Event is one act that was done. Seen is the version acted on and File the
// file it showed, of an electronic signature the one it made. Name and Title are as
// they were on that day.
type Event struct {
	At      time.Time           `json:"at"`
	By      documents.AccountID `json:"by"`
	Name    string              `json:"name"`
	Title   string              `json:"title,omitempty"`
	Action  Action              `json:"action"`
	From    State               `json:"from,omitempty"`
	To      State               `json:"to"`
	Comment string              `json:"comment,omitempty"`
	Article string              `json:"article,omitempty"`
	Seen    Version             `json:"seen,omitempty"`
	File    Hash                `json:"file,omitempty"`
	Number  string              `json:"number,omitempty"` // the reference this act gave or voided
	Mode    Mode                `json:"mode,omitempty"`   // how it was signed, where that is not on paper
	For     []documents.Behalf  `json:"for,omitempty"`    // on whose behalf it was signed that day, from the head down (Điều 13)
}

// A Consignment is the sending to one recipient; its ID never changes.
type Consignment struct {
	ID        string             `json:"id"`
	Recipient string             `json:"recipient"`
	Agency    documents.AgencyID `json:"agency,omitempty"`  // of the address book
	Channel   string             `json:"channel"`           // a documents.Medium, or "electronic" where văn thư sends the file by a way of the office's own
	Address   string             `json:"address,omitempty"` // on the channel, as the address book had it
	Code      string             `json:"code,omitempty"`    // the receiver's identifier
	Handed    time.Time          `json:"handed,omitzero"`   // when văn thư sent it on its way
	Sent      time.Time          `json:"sent,omitzero"`     // when it left
	Sending   Delivery           `json:"sending,omitzero"`  // of what the program sends
	Recall    Delivery           `json:"recall,omitzero"`
	Trace     []Mark             `json:"trace,omitempty"`   // what the receiver told, as it came
	Outcome   Outcome            `json:"outcome,omitempty"` // what became of it, as far as known
	On        documents.Date     `json:"on,omitzero"`       // the day of the outcome
	Reason    string             `json:"reason,omitempty"`  // why it was returned
	Inside    bool               `json:"inside,omitempty"`  // to a part of the office itself: nothing goes by post
	Posted    string             `json:"posted,omitempty"`  // the line of the posting book it stands in; see MarkPosted
}

// An Outcome is what became of a sending.
type Outcome string

// The outcomes.
const (
	Received Outcome = "received"
	Returned Outcome = "returned"
)

// A Task is work that a recorded step still has to do: it is written with the
// step, done afterwards, and safe to repeat.
type Task struct {
	ID   string    `json:"id"` // unique in the record
	Kind string    `json:"kind"`
	Due  time.Time `json:"due"`
}

// MakeFinalFile is the kind of the task that renders the numbered file.
const MakeFinalFile = "final_file"

// MakeOriginal is the kind of the task that makes the PDF which can be signed.
const MakeOriginal = "original"

// without returns tasks but that with id.
func without(tasks []Task, id string) []Task {
	return slices.DeleteFunc(slices.Clone(tasks), func(t Task) bool { return t.ID == id })
}

// Shown returns the file that stands for the record now: the numbered one,
// else the newest round; nil before the first round.
func (r *Record) Shown() *File {
	if r.Final != nil {
		return r.Final
	}
	if n := len(r.Revisions); n > 0 {
		return &r.Revisions[n-1].File
	}
	return nil
}

// Number returns the reference that this office gives the record, zero before: of
// its own document the one on it, of one that came the number in the book of those.
func (r *Record) Number() documents.Reference {
	if r.Incoming != nil {
		return r.Incoming.Number
	}
	if r.Document.Copy.Form != "" {
		return r.Document.Copy.Reference
	}
	return r.Document.Reference
}

// Day returns the day of that number: the date of the document, or when it came.
func (r *Record) Day() documents.Date {
	if r.Incoming != nil {
		return r.Incoming.Day
	}
	if r.Document.Copy.Form != "" {
		return r.Document.Copy.Date
	}
	return r.Document.Date
}

// WithNumber returns r with that reference.
func (r *Record) WithNumber(ref documents.Reference) *Record {
	next := *r
	if r.Incoming != nil {
		came := *r.Incoming
		came.Number, next.Incoming = ref, &came
	} else if r.Document.Copy.Form != "" {
		next.Document.Copy.Reference = ref
	} else {
		next.Document.Reference = ref
	}
	return &next
}

// Numbered returns r with number n in its reference and in the event that
// gave it. Stores call it inside the step that takes the number.
func (r *Record) Numbered(n int) *Record {
	ref := r.Number()
	ref.Number = n
	next := r.WithNumber(ref)
	next.History = append([]Event(nil), r.History...)
	next.History[len(next.History)-1].Number = ref.String()
	return next
}

// Book returns the key of the number book the record belongs to; it makes
// sense once its date and series are set.
func (r *Record) Book() BookKey { return BookKey{Unit: r.Unit, Year: r.Day().Year, Series: r.Series} }
