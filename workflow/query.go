package workflow

import (
	"strings"
	"time"

	"vanthu/documents"
)

// A Query asks for records. Zero fields do not restrict.
type Query struct {
	Flow     string // of this flow
	State    State
	Kind     documents.Kind
	Desks    []Desk              // waiting at one of these
	Away     []Desk              // waiting, but at none of these
	Open     bool                // waiting at some desk
	Drafter  documents.AccountID // whose draft it is
	Involved documents.AccountID // who drafted it or did an act on it
	DueBy    documents.Date      // waiting, with a deadline no later than this day
	Year     int                 // with a number of this year
	ToPost   bool                // sent on paper, and not all of it is marked as standing in the posting book
	Courses  []Course            // of one of these
	Text     string              // words of abstract, symbol, body, recipients; as typed
	Sort     Sort
	Limit    int    // 1..MaxPage; 0 is DefaultPage
	After    string // the Next of the page before
}

// The sizes of a page, and as far as records are counted.
const (
	DefaultPage = 50
	MaxPage     = 200
	MaxTally    = 1000
)

// A Sort is an order of lists. One that goes by something lists only the
// records that have it.
type Sort string

// The sorts.
const (
	ByChange   Sort = ""         // the newest change first
	ByDeadline Sort = "deadline" // of what waits, the earliest deadline first
	ByNumber   Sort = "number"   // the newest day of the document first, then the highest number
)

// Order returns the order in which q lists: that of what it asks for, so that an
// index leads to it, else the one it names.
func (q *Query) Order() Sort {
	switch {
	case strings.TrimSpace(q.Text) != "":
		return ByChange // within a rank
	case !q.DueBy.IsZero():
		return ByDeadline
	case q.Year != 0 || q.ToPost || len(q.Courses) > 0:
		return ByNumber
	}
	return q.Sort
}

// Waits reports whether q asks only for what waits at some desk.
func (q *Query) Waits() bool {
	return q.Open || len(q.Desks) > 0 || len(q.Away) > 0 || !q.DueBy.IsZero() || q.Order() == ByDeadline
}

// A Page is one page of a list. Next is "" on the last page.
type Page struct {
	Items []Summary
	Next  string
}

// A Summary is what lists show of a record.
type Summary struct {
	ID        RecordID            `json:"id"`
	Version   Version             `json:"version"`
	Flow      string              `json:"flow,omitempty"` // "" when an earlier program wrote it: outgoing
	State     State               `json:"state"`
	Desk      Desk                `json:"desk,omitempty"`
	Kind      documents.Kind      `json:"kind"`
	Reference documents.Reference `json:"reference,omitzero"`
	Date      documents.Date      `json:"date,omitzero"`
	Abstract  string              `json:"abstract"`
	Urgency   documents.Urgency   `json:"urgency,omitempty"`
	Deadline  documents.Date      `json:"deadline,omitzero"`
	Drafter   documents.AccountID `json:"drafter"`
	Timeline  Timeline            `json:"timeline,omitzero"`
	Came      *Came               `json:"came,omitempty"` // of an incoming document
	Since     time.Time           `json:"since,omitzero"` // when it came to its state; zero when an earlier program wrote it
	Updated   time.Time           `json:"updated"`
}

// Summarise returns what lists show of r.
func Summarise(r *Record) Summary {
	d := &r.Document
	if d.Copy.Form != "" { // it goes by its own number
		shown := *d
		shown.Reference, shown.Date, shown.Abstract = r.Number(), r.Day(), d.Copy.Form.Name()+" "+d.Citation()
		d = &shown
	}
	return Summary{
		ID: r.ID, Version: r.Version, Flow: r.Flow, Came: came(r), State: r.State, Desk: r.Desk, Kind: d.Kind, Reference: d.Reference,
		Date: d.Date, Abstract: d.Abstract, Urgency: d.Urgency, Deadline: d.Deadline, Drafter: r.Drafter,
		Timeline: r.Timeline(), Since: r.Since(), Updated: r.Updated,
	}
}

// Since returns when r came to the state it is in.
func (r *Record) Since() time.Time {
	at := r.Created
	for _, ev := range r.History {
		if ev.From != ev.To {
			at = ev.At
		}
	}
	return at
}

// Came is what lists show of a document that came.
type Came struct {
	Number   documents.Reference `json:"number,omitzero"`
	Day      documents.Date      `json:"day,omitzero"`
	Author   string              `json:"author"`
	Notation string              `json:"notation,omitempty"`
	Lead     string              `json:"lead,omitempty"`
}

// came returns what lists show of r beside what stands on it; nil of our own.
func came(r *Record) *Came {
	in := r.Incoming
	if in == nil {
		return nil
	}
	out := &Came{Number: in.Number, Day: in.Day, Author: r.Document.Issuer.Name, Notation: in.Notation}
	if in.Direction != nil {
		out.Lead = in.Direction.Lead.Name
	}
	return out
}

// Number returns the reference that the office gave, as Record.Number does.
func (s *Summary) Number() documents.Reference {
	if s.Came != nil {
		return s.Came.Number
	}
	return s.Reference
}
