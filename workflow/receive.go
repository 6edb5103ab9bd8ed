package workflow

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
)

// A Receipt is what is known of a document when it comes: what văn thư types of it,
// or what its message says.
type Receipt struct {
	Kind      documents.Kind // "" where the decree has no such type: Type says it
	Type      string
	Author    string
	Agency    documents.AgencyID // of the address book, where the author is in it
	Notation  string             // số, ký hiệu as they stand on it; "" for none
	Date      documents.Date     // of the document
	Abstract  string
	Signer    string
	Urgency   documents.Urgency
	Due       documents.Date // by when the author asks for an answer
	Note      string
	Day       documents.Date // ngày đến; zero is today
	Source    Source
	Files     []Brought
	Confirmed bool // văn thư knows that it looks like one that came before
}

// A Brought is a file as it comes.
type Brought struct {
	Name, Type string
	Data       []byte
}

// Enter takes in a document that came and registers it, in one act of văn thư
// (Điều 21, Điều 22). Should the second half fail, it waits with văn thư to be
// registered. *Refusal; FieldErrors, with RuleSecret for what must not be here:
// then nothing was stored; *Before when it seems to have come before.
func (e *Engine) Enter(ctx context.Context, by *documents.Account, in Receipt) (*Record, error) {
	if !by.Has(documents.Clerk) {
		return nil, &Refusal{Action: arrived, Rule: RuleNotReceiver, Article: "Điều 21", Kind: documents.ErrForbidden}
	}
	if err := e.examine(ctx, &in); err != nil {
		return nil, err
	}
	if err := e.seenBefore(ctx, by, &in); err != nil {
		return nil, err
	}
	if err := e.findAuthor(ctx, by.Unit, &in); err != nil {
		return nil, err
	}
	id, err := newULID(e.now())
	if err != nil {
		return nil, err
	}
	r, err := e.takeIn(ctx, by, &Record{ID: RecordID(id), Unit: by.Unit, Drafter: by.ID, Document: in.document(), Incoming: in.incoming()}, in.Files)
	if err != nil {
		return nil, err
	}
	return e.Act(ctx, by, r.ID, Act{Action: registering, Seen: r.Version, Date: in.Day})
}

// findAuthor joins a receipt to the entry of the address book that has its author's
// name, so that an answer goes the way that agency has.
func (e *Engine) findAuthor(ctx context.Context, unit documents.UnitID, in *Receipt) error {
	if in.Agency != "" {
		return nil
	}
	found, err := e.d.Book.Agencies(ctx, unit, BookQuery{Text: in.Author, Limit: MaxPage})
	if err != nil {
		return fmt.Errorf("look up %s in the address book: %w", in.Author, err)
	}
	for i := range found {
		if found[i].Valid(e.Today()) && documents.Fold(found[i].Name) == documents.Fold(in.Author) {
			in.Author, in.Agency = found[i].Name, found[i].ID
			return nil
		}
	}
	return nil
}

// registering is the act that gives what came its number.
const registering Action = "register"

// examine cleans what was given and returns what is wrong with it. Secrets are
// looked for in all that was typed, in the names of the files, and in their words
// where the program can read them.
func (e *Engine) examine(ctx context.Context, in *Receipt) error {
	for _, text := range in.texts() {
		*text.value = documents.OneLine(*text.value)
		if err := documents.RefuseSecret(text.field, *text.value); err != nil {
			return err
		}
	}
	if err := e.examineFiles(ctx, in); err != nil {
		return err
	}
	return in.faults(e.Today()).Err()
}

// A typed is a text of a receipt under the name of its field.
type typed struct {
	field string
	value *string
	must  bool
}

func (in *Receipt) texts() []typed {
	return []typed{
		{"author", &in.Author, true}, {"abstract", &in.Abstract, true}, {"notation", &in.Notation, false}, {"type", &in.Type, false},
		{"signer", &in.Signer, false}, {"note", &in.Note, false},
	}
}

// faults returns what the receipt says wrongly.
func (in *Receipt) faults(today documents.Date) documents.FieldErrors {
	var out documents.FieldErrors
	fault := func(field string, rule documents.Rule) {
		out = append(out, &documents.FieldError{Field: field, Rule: rule, Article: "Điều 22"})
	}
	for _, text := range in.texts() {
		switch {
		case text.must && *text.value == "":
			fault(text.field, documents.RuleRequired)
		case len(*text.value) > longestText:
			fault(text.field, documents.RuleTooLong)
		}
	}
	switch {
	case in.Kind == "" && in.Type == "":
		fault("kind", documents.RuleRequired)
	case in.Kind != "" && in.Kind.Name() == "":
		fault("kind", documents.RuleKind)
	}
	if in.Urgency != "" && in.Urgency != documents.Urgent && in.Urgency != documents.VeryUrgent && in.Urgency != documents.AtOnce {
		fault("urgency", documents.RuleUrgency)
	}
	if today.Before(in.Date) {
		fault("date", RuleDateFuture)
	}
	if today.Before(in.Day) {
		fault("day", RuleDateFuture)
	}
	return out
}

// longestText is as long as a field of a receipt may be, in bytes: 500 letters of the
// decree's (Phụ lục VI), each of up to three.
const longestText = 1500

// examineFiles looks at the files. What the program cannot look into comes as it is.
func (e *Engine) examineFiles(ctx context.Context, in *Receipt) error {
	for i := range in.Files {
		f := &in.Files[i]
		f.Name = documents.OneLine(f.Name)
		if err := documents.RefuseSecret("file", f.Name); err != nil {
			return err
		}
		if f.Type != pdfType {
			continue
		}
		if err := e.examinePDF(ctx, in.Source, f.Data); err != nil {
			return err
		}
	}
	return nil
}

// examinePDF refuses words that must not be here, and of a paper a scan that cannot
// be read for decades.
func (e *Engine) examinePDF(ctx context.Context, from Source, data []byte) error {
	if e.d.Reader != nil {
		words, err := e.d.Reader.Text(ctx, data)
		if err == nil {
			err = documents.RefuseSecret("file", words)
		}
		if err != nil && !errors.Is(err, documents.ErrUnavailable) {
			return err
		}
	}
	if from != ByPaper || e.d.Scanner == nil {
		return nil
	}
	if err := e.d.Scanner.Scanned(ctx, data); !errors.Is(err, documents.ErrUnavailable) {
		return err
	}
	return nil
}

const pdfType = "application/pdf"

// document is what stands on the document, as a record keeps it. A number and symbol
// of another form than the decree's stand in Incoming.Notation alone.
func (in *Receipt) document() documents.Document {
	ref, err := documents.ParseReference(in.Notation)
	if err != nil {
		ref = documents.Reference{}
	}
	return documents.Document{
		Kind: in.Kind, Issuer: documents.Issuer{Name: in.Author}, Reference: ref, Date: in.Date, Abstract: in.Abstract,
		Urgency: in.Urgency, Signatory: documents.Signatory{Name: in.Signer},
	}
}

func (in *Receipt) incoming() *Incoming {
	return &Incoming{
		Source: in.Source, Notation: in.Notation, Type: in.Type, Agency: in.Agency, Signer: in.Signer, Due: in.Due, Note: in.Note,
	}
}

// takeIn stores the files, then the record in its first state.
func (e *Engine) takeIn(ctx context.Context, by *documents.Account, r *Record, files []Brought) (*Record, error) {
	unit, err := e.d.Directory.Unit(ctx, r.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", r.Unit, err)
	}
	for _, f := range files {
		kept, err := e.keepReceived(ctx, r.Unit, f)
		if err != nil {
			return nil, err
		}
		r.Incoming.Files = append(r.Incoming.Files, kept)
	}
	flow, now := e.d.Flows.Named(IncomingFlow), e.now()
	r.Version, r.Flow, r.Table, r.State, r.Created, r.Updated = 1, flow.Name, flow.Table, flow.Start(), now, now
	r.Document.Deadline = nextDay(r, unit, e.Today())
	ev := Event{At: now, By: by.ID, Name: by.Name, Title: by.Title(), Action: arrived, To: r.State, Article: "Điều 21"}
	if len(r.Incoming.Files) > 0 {
		ev.File = r.Incoming.Files[0].File
	}
	r.History = []Event{ev}
	r.owe("01", "", now)
	if len(r.forward()) > 0 {
		r.Tasks = put(r.Tasks, Task{ID: LinkBack, Kind: LinkBack, Due: now})
	}
	r.Desk = flow.deskFor(r, unit)
	if err := e.d.Records.Create(ctx, r); err != nil {
		return nil, fmt.Errorf("take in document %s: %w", r.ID, err)
	}
	return r, nil
}

// keepReceived stores a file, with what its signatures are worth as it comes.
func (e *Engine) keepReceived(ctx context.Context, unit documents.UnitID, f Brought) (ReceivedFile, error) {
	hash, err := e.d.Blobs.Put(ctx, unit, f.Data)
	if err != nil {
		return ReceivedFile{}, fmt.Errorf("keep a file that came: %w", err)
	}
	kept := ReceivedFile{Name: f.Name, Type: f.Type, File: hash}
	if e.d.Signer != nil && f.Type == pdfType {
		if found, err := e.Verify(f.Data); err == nil { // a file too odd for it comes as it is
			kept.Signatures, kept.Good = len(found.Signatures), found.Good
		}
	}
	return kept, nil
}

// A Before error says that a document seems to have come before: these are there. It
// unwraps to ErrExists.
type Before struct{ Items []Summary }

func (b *Before) Error() string { return fmt.Sprintf("it seems to have come as %s", b.Items[0].ID) }

// Unwrap returns a refusal that says which is there.
func (b *Before) Unwrap() error {
	first := b.Items[0]
	got := first.Abstract
	if n := first.Number(); n.Number > 0 {
		got = "số đến " + n.Ordinal() + " ngày " + first.Came.Day.Short()
	}
	return &Refusal{Action: arrived, Rule: RuleArrivedBefore, Article: "Phụ lục VI", Got: got, Kind: documents.ErrExists}
}

// mostLike is among how many documents with the same words the same one is looked for.
const mostLike = 50

// seenBefore returns *Before where a document of the same author, number and day is
// there and văn thư did not say that this is another (Phụ lục VI). One that was sent
// back, taken back or entered by mistake is not there.
func (e *Engine) seenBefore(ctx context.Context, by *documents.Account, in *Receipt) error {
	if in.Confirmed {
		return nil
	}
	found, err := e.List(ctx, by, Query{Flow: IncomingFlow, Text: cmp.Or(in.Notation, in.Abstract), Limit: mostLike})
	if err != nil {
		return err
	}
	var same []Summary
	for _, s := range found.Items {
		if s.Came != nil && !e.d.Flows.Named(s.Flow).final(s.State) && s.Date == in.Date && documents.Fold(s.Came.Author) == documents.Fold(in.Author) && s.Came.Notation == in.Notation {
			same = append(same, s)
		}
	}
	if len(same) == 0 {
		return nil
	}
	return &Before{same}
}
