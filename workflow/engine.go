package workflow

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oklog/ulid/v2"

	"vanthu/documents"
)

// Zone is the time zone of Vietnam: all days of documents are days there.
var Zone = time.FixedZone("ICT", 7*60*60)

// Deps are what the engine works with. All are required but where it says so.
type Deps struct {
	Flows     Flows
	Records   Records
	Books     Books
	Outbox    Outbox
	Directory Directory
	Powers    Powers
	Book      AddressBook
	Blobs     Blobs
	Templates Templates
	Workbench Workbench
	Cabinet   Cabinet
	Renderer  Renderer
	Printer   Printer                      // nil where nothing makes PDF files: all is signed on paper
	Signer    Signer                       // nil as well
	Scanner   Scanner                      // nil where no scans are kept
	Reader    Reader                       // nil where nothing reads PDF files
	Archiver  Archiver                     // nil where sealed files get no time stamp
	Couriers  map[documents.Medium]Courier // of the channels that the program sends over
	Now       func() time.Time
}

// An Engine carries out the use cases. It keeps nothing in memory that another
// server would have to know, and is safe for concurrent use.
type Engine struct {
	d      Deps
	hands  chan struct{}  // held by who does a task
	wires  chan struct{}  // held by who does one that waits for others
	away   sync.WaitGroup // those
	left   chan struct{}  // tells Work of a task that an act left to it
	acting atomic.Int64   // people in the middle of an act
}

// New returns an engine over d.
func New(d Deps) *Engine {
	return &Engine{
		d: d, hands: make(chan struct{}, handCount), wires: make(chan struct{}, farCount), left: make(chan struct{}, 1),
	}
}

// Flows returns the flows the engine runs, that of outgoing documents first.
func (e *Engine) Flows() Flows { return e.d.Flows }

// FlowOf returns the flow that r goes by.
func (e *Engine) FlowOf(r *Record) *Flow { return e.d.Flows.Named(r.Flow) }

// now is the time as stores keep it.
func (e *Engine) now() time.Time { return e.d.Now().UTC().Truncate(time.Millisecond) }

// Today is the day it is in Vietnam.
func (e *Engine) Today() documents.Date { return documents.DateOf(e.d.Now().In(Zone)) }

// Create starts a record for the document in the drafter's name. What the
// office knows is filled in: issuer, place, division, Lưu line, signatory. Links
// say what it answers, corrects or replaces: the other record has the way back when
// this one is sent.
// ErrForbidden when the person is no drafter; documents.FieldErrors for what
// the document says wrongly. It need not be complete yet.
func (e *Engine) Create(ctx context.Context, by *documents.Account, doc documents.Document, links ...Link) (*Record, error) {
	if !by.Has(documents.Drafter) {
		return nil, &Refusal{Action: created, Rule: RuleNotDrafter, Article: "Điều 10", Kind: documents.ErrForbidden}
	}
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("create a document in %s: %w", by.Unit, err)
	}
	if err := e.fillIn(ctx, &doc, unit, by); err != nil {
		return nil, err
	}
	links, err = e.checkLinks(ctx, by, links)
	if err != nil {
		return nil, err
	}
	return e.begin(ctx, by, beginning{flow: e.d.Flows.Named(OutgoingFlow), unit: unit, doc: doc, links: links})
}

// A beginning is what a new record is made of.
type beginning struct {
	flow  *Flow
	unit  *documents.Unit
	doc   documents.Document
	links []Link
	act   Action    // "" is created
	scan  *Original // of a copy as a file
}

// begin stores a new record at the start of its flow.
func (e *Engine) begin(ctx context.Context, by *documents.Account, b beginning) (*Record, error) {
	now := e.now()
	id, err := newULID(now)
	if err != nil {
		return nil, err
	}
	r := &Record{
		ID: RecordID(id), Unit: by.Unit, Version: 1, Flow: b.flow.Name, Table: b.flow.Table, Mode: Paper,
		State: b.flow.Start(), Drafter: by.ID, Document: b.doc, Links: b.links, Created: now, Updated: now,
	}
	if b.scan != nil {
		r.Mode, r.Original = Electronic, b.scan
	}
	r.Desk = b.flow.deskFor(r, b.unit)
	r.History = []Event{{At: now, By: by.ID, Name: by.Name, Title: by.Title(), Action: cmp.Or(b.act, created), To: r.State}}
	if err := e.d.Records.Create(ctx, r); err != nil {
		return nil, fmt.Errorf("create document %s: %w", r.ID, err)
	}
	return r, nil
}

// newULID returns an id that sorts by the time it was made.
func newULID(now time.Time) (string, error) {
	id, err := ulid.New(ulid.Timestamp(now), rand.Reader)
	if err != nil {
		return "", fmt.Errorf("make an id: %w", err)
	}
	return id.String(), nil
}

// Revise replaces the document of a record that is still a draft. *Stale when
// seen is not the stored version; a *Refusal when it is no draft any more, by may
// not write it or another is writing it; documents.FieldErrors. What the person
// had typed and not saved is forgotten.
func (e *Engine) Revise(ctx context.Context, by *documents.Account, id RecordID, seen Version, doc documents.Document) (*Record, error) {
	r, unit, err := e.load(ctx, by, id, seen)
	if err != nil {
		return nil, err
	}
	seen = r.Version
	if err := e.mayWrite(by, r); err != nil {
		return nil, err
	}
	if err := e.mustHold(ctx, by, r); err != nil {
		return nil, err
	}
	if err := e.fillIn(ctx, &doc, unit, by); err != nil {
		return nil, err
	}
	next := e.next(r, by, Event{Action: revised, From: r.State, To: r.State, Seen: seen})
	if next.Document = doc; doc.Page() != r.Document.Page() || doc.Kind != r.Document.Kind {
		next.Template = "" // it is of another page
	}
	next.Desk = e.FlowOf(next).deskFor(next, unit)
	if err := e.d.Records.Swap(ctx, next, seen); err != nil {
		return nil, e.explain(ctx, by.Unit, id, seen, err)
	}
	_ = e.Forget(ctx, by, id) // what was typed is saved; what stays of it is older than the record
	return next, nil
}

// The acts that are in no table: a record is made and written.
const (
	created    Action = "create"
	revised    Action = "revise"
	finalFiled Action = "final_file" // the program made the numbered file
	originated Action = "original"   // the program made the PDF to be signed
	sealed     Action = "seal"
	stamped    Action = "archive" // the program added the proof for the archive
	arrived    Action = "arrive"
	brought    Action = "bring"
	progressed Action = "progress"
	assigned   Action = "assign"
	linked     Action = "link" // the program noted that another record names this one
)

// Rules of the use cases that are in no table.
const (
	RuleNotDrafter documents.Rule = "not_drafter"
	RuleNotDraft   documents.Rule = "not_draft"
	RuleHeld       documents.Rule = "held" // another is writing the draft
)

// untouched reports whether nobody did anything to r since the version seen: the
// program alone added a copy of what was shown. Who read it is not told to read it
// again.
func untouched(r *Record, seen Version) bool {
	if seen > r.Version || len(r.History) == 0 {
		return false
	}
	for _, ev := range slices.Backward(r.History) {
		if ev.Action != originated && ev.Action != stamped && ev.Action != linked {
			return ev.Seen < seen
		}
	}
	return false
}

// load returns the record as the person saw it, and its unit. A copy that the
// program added meanwhile is in it: go on from its version.
func (e *Engine) load(ctx context.Context, by *documents.Account, id RecordID, seen Version) (*Record, *documents.Unit, error) {
	r, err := e.d.Records.Get(ctx, by.Unit, id)
	if err != nil {
		return nil, nil, fmt.Errorf("read document %s: %w", id, err)
	}
	if r.Version != seen && !untouched(r, seen) {
		return nil, nil, stale(r, seen)
	}
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	return r, unit, nil
}

// next returns a copy of r one version on, with the event added. The slices of
// r are never written to.
func (e *Engine) next(r *Record, by *documents.Account, ev Event) *Record {
	next := *r
	next.Version++
	next.Updated = e.now()
	ev.At, ev.By, ev.Name, ev.Title = next.Updated, by.ID, by.Name, by.Title()
	next.History = append(slices.Clone(r.History), ev)
	next.Revisions, next.Consignments = slices.Clone(r.Revisions), slices.Clone(r.Consignments)
	next.Tasks, next.Links = slices.Clone(r.Tasks), slices.Clone(r.Links)
	return &next
}

// stale tells what happened to r since the version seen.
func stale(r *Record, seen Version) error {
	var since []Event
	for _, ev := range r.History {
		if ev.Seen >= seen {
			since = append(since, ev)
		}
	}
	return &Stale{Seen: seen, Now: r.Version, Since: since}
}
