package filing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// Deps are what work files are kept with. All but Pages are required.
type Deps struct {
	Cabinet   workflow.Cabinet
	Directory workflow.Directory
	Blobs     workflow.Blobs
	Engine    *workflow.Engine
	Now       func() time.Time
	Pages     func(pdf []byte) int // how many pages a PDF has, 0 where that is not known; may be nil
}

// A Service carries out the use cases of work files.
type Service struct {
	d         Deps
	files     workflow.Drawer[File]
	lists     workflow.Drawer[List]
	transfers workflow.Drawer[Transfer]
	settings  workflow.Drawer[Settings]
	labelled  workflow.Drawer[labelling]
}

// New returns a service over d.
func New(d Deps) *Service {
	return &Service{
		d:     d,
		files: workflow.Drawer[File]{Cabinet: d.Cabinet, Name: "work-files", Label: label},
		lists: workflow.Drawer[List]{Cabinet: d.Cabinet, Name: "file-lists", Label: func(l *List) workflow.Label { return workflow.Label{Year: l.Year} }},
		transfers: workflow.Drawer[Transfer]{Cabinet: d.Cabinet, Name: "file-transfers", Label: func(t *Transfer) workflow.Label {
			return workflow.Label{Year: t.On.Year, Order: t.On.String(), Refs: t.Files}
		}},
		settings: workflow.Drawer[Settings]{Cabinet: d.Cabinet, Name: "file-settings"},
		labelled: workflow.Drawer[labelling]{Cabinet: d.Cabinet, Name: "file-labels"},
	}
}

// A Seen file is one as it is stored.
type Seen = workflow.Kept[File]

func (s *Service) now() time.Time { return s.d.Now().UTC().Truncate(time.Millisecond) }

func (s *Service) event(by *documents.Account, act Act, text string) Event {
	return Event{At: s.now(), By: by.ID, Name: by.Name, Title: by.Title(), Act: act, Text: text}
}

// chief reports whether a person heads the office that runs the agency's paperwork.
func chief(by *documents.Account) bool { return by.Position == documents.ChiefOfOffice }

// headOf reports whether a person heads the division of a file.
func headOf(by *documents.Account, f *File) bool {
	return by.Has(documents.Reviewer) && by.Division != "" && by.Division == f.Division
}

// MayKeep reports whether a person may work on a file: its keeper, the head of the
// keeper's division, the chief of office and văn thư. All others read.
func (s *Service) MayKeep(by *documents.Account, f *File) bool {
	return by.ID == f.Keeper || headOf(by, f) || chief(by) || by.Has(documents.Clerk)
}

// MayReopen reports whether a person may open a closed file again.
func (s *Service) MayReopen(by *documents.Account, f *File) bool { return headOf(by, f) || chief(by) }

// MayRun reports whether a person keeps the list of files and hands files over.
func (s *Service) MayRun(by *documents.Account) bool { return by.Has(documents.Clerk) || chief(by) }

// MayOpen reports whether a person may open files at all.
func (s *Service) MayOpen(by *documents.Account) bool {
	return by.Has(documents.Drafter) || by.Has(documents.Reviewer) || by.Has(documents.Signer) || by.Has(documents.Clerk)
}

func refused(rule documents.Rule, article, got string, kind error) error {
	return &workflow.Refusal{Action: "file", Rule: rule, Article: article, Got: got, Kind: kind}
}

// Get returns a file; ErrNotFound.
func (s *Service) Get(ctx context.Context, by *documents.Account, id string) (Seen, error) {
	k, err := s.files.Read(ctx, by.Unit, id)
	if err != nil {
		return k, fmt.Errorf("read file %s: %w", id, err)
	}
	if k.Value.Organ == "" {
		k.Value.Organ, err = s.organ(ctx, by.Unit)
	}
	return k, err
}

// organ returns the electronic identifier of the agency (OrganId), "" where the
// office has not said it.
func (s *Service) organ(ctx context.Context, id documents.UnitID) (string, error) {
	unit, err := s.d.Directory.Unit(ctx, id)
	if err != nil {
		return "", fmt.Errorf("read unit %s: %w", id, err)
	}
	return unit.Code, nil
}

// Of returns the files that a document is in.
func (s *Service) Of(ctx context.Context, by *documents.Account, record workflow.RecordID) ([]File, error) {
	organ, err := s.organ(ctx, by.Unit)
	if err != nil {
		return nil, err
	}
	var all []File
	for k, err := range s.files.All(ctx, by.Unit, workflow.SlipQuery{Ref: string(record)}) {
		if err != nil {
			return nil, fmt.Errorf("list files of %s: %w", by.Unit, err)
		}
		if k.Value.Organ == "" {
			k.Value.Organ = organ
		}
		all = append(all, k.Value)
	}
	return all, nil
}

// An Opening is what a person says of a new file. Title, period and keeper of a
// planned one come from the list where they are left out.
type Opening struct {
	Year     int
	Notation string
	Title    string
	Period   Period
	Keeper   documents.AccountID // "" for the person
}

// Open opens a file, of the list of its year or outside it (Điều 29). FieldErrors;
// ErrForbidden.
func (s *Service) Open(ctx context.Context, by *documents.Account, o Opening) (Seen, error) {
	if !s.MayOpen(by) {
		return Seen{}, refused(workflow.RuleFileKeeper, "Điều 29", "", documents.ErrForbidden)
	}
	f := &File{Year: o.Year, Notation: documents.OneLine(o.Notation), Title: documents.OneLine(o.Title), Period: o.Period, Keeper: o.Keeper, Opened: s.d.Engine.Today()}
	if n, ok := notation(f.Notation); ok {
		f.Notation = n
	}
	if f.Year < 1900 || f.Year > f.Opened.Year+1 {
		return Seen{}, documents.FieldErrors{{Field: "year", Rule: documents.RuleFieldType, Got: "một năm đã qua hoặc năm nay"}}
	}
	if err := s.plan(ctx, by, f); err != nil {
		return Seen{}, err
	}
	if f.Keeper == "" {
		f.Keeper = by.ID
	}
	if err := s.name(ctx, by, f); err != nil {
		return Seen{}, err
	}
	if !s.MayKeep(by, f) {
		return Seen{}, refused(workflow.RuleFileKeeper, "Điều 29", "", documents.ErrForbidden)
	}
	if err := f.check(); err != nil {
		return Seen{}, err
	}
	if err := s.relabel(ctx, by); err != nil { // there is nothing to do before the first file
		return Seen{}, err
	}
	f.History = []Event{s.event(by, Opened, "")}
	k, err := s.files.Lay(ctx, by.Unit, f.ID(), f)
	if errors.Is(err, documents.ErrExists) {
		err = documents.FieldErrors{{Field: "notation", Rule: workflow.RuleFileThere, Article: "Phụ lục V"}}
	}
	return k, err
}

// Keepers returns who may keep files, in order of their ids.
func (s *Service) Keepers(ctx context.Context, by *documents.Account) ([]documents.Account, error) {
	all, err := s.d.Directory.Accounts(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read who keeps files: %w", err)
	}
	return slices.DeleteFunc(all, func(a documents.Account) bool { return !s.MayOpen(&a) }), nil
}

// plan takes over what the list of the year says of the file.
func (s *Service) plan(ctx context.Context, by *documents.Account, f *File) error {
	list, err := s.List(ctx, by, f.Year)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list.Value.Lines, func(l Line) bool { return l.Notation == f.Notation && l.Notation != "" })
	if i < 0 || !list.Value.IsIssued() {
		return nil
	}
	l := list.Value.Lines[i]
	f.Planned, f.Heading = true, list.Value.headingOf(i)
	if f.Title == "" {
		f.Title = l.Title
	}
	if f.Period.IsZero() {
		f.Period = l.Period
	}
	if f.Keeper == "" {
		f.Keeper = l.Keeper
	}
	return nil
}

// name fills in who the keeper is.
func (s *Service) name(ctx context.Context, by *documents.Account, f *File) error {
	a, err := s.d.Directory.Account(ctx, f.Keeper)
	if errors.Is(err, documents.ErrNotFound) || err == nil && a.Unit != by.Unit {
		return documents.FieldErrors{{Field: "keeper", Rule: documents.RuleRequired, Article: "Điều 29"}}
	}
	if err != nil {
		return fmt.Errorf("read keeper %s: %w", f.Keeper, err)
	}
	f.Name, f.Division = a.Name, a.Division
	return nil
}

// A Change is what is said anew of an open file.
type Change struct {
	Title  string
	Period Period
	Keeper documents.AccountID
}

// Change writes title, period and keeper of a file anew, on the version that was
// seen.
func (s *Service) Change(ctx context.Context, by *documents.Account, seen Seen, c Change) (Seen, error) {
	return s.write(ctx, by, seen, func(f *File) error {
		old := *f
		if f.Title, f.Period = documents.OneLine(c.Title), c.Period; c.Keeper != "" {
			f.Keeper = c.Keeper
		}
		if err := s.name(ctx, by, f); err != nil {
			return err
		}
		var said string
		for _, part := range [...]struct{ name, was, is string }{
			{"tiêu đề", old.Title, f.Title}, {"thời hạn bảo quản", old.Period.String(), f.Period.String()}, {"người lập", old.Name, f.Name},
		} {
			if part.was != part.is {
				said += fmt.Sprintf("; %s từ “%s” thành “%s”", part.name, part.was, part.is)
			}
		}
		if said == "" {
			return nil
		}
		f.History = append(f.History, s.event(by, Changed, said[2:]))
		return f.check()
	})
}

// write changes an open file on the version that was seen, if the person may.
func (s *Service) write(ctx context.Context, by *documents.Account, seen Seen, do func(*File) error) (Seen, error) {
	k, err := s.files.Read(ctx, by.Unit, seen.ID)
	if err == nil {
		err = s.mayWrite(by, &k.Value)
	}
	if err == nil && k.Version != seen.Version {
		err = fmt.Errorf("version %d was seen, %d is stored: %w", seen.Version, k.Version, documents.ErrConflict)
	}
	if err == nil {
		err = do(&k.Value)
	}
	if err != nil {
		return k, err
	}
	return s.files.Swap(ctx, by.Unit, k)
}

func (s *Service) mayWrite(by *documents.Account, f *File) error {
	switch {
	case !s.MayKeep(by, f):
		return refused(workflow.RuleFileKeeper, "Điều 29", "", documents.ErrForbidden)
	case !f.IsOpen():
		return refused(workflow.RuleFileClosed, "Điều 29", "", documents.ErrNotAllowed)
	}
	return nil
}

// Put puts a document into a file, with the next ordinal. RuleFiled when it is in
// already, RuleFileClosed, RuleFileFull; ErrNotFound.
func (s *Service) Put(ctx context.Context, by *documents.Account, id string, record workflow.RecordID) (Seen, error) {
	r, err := s.d.Engine.Get(ctx, by, record)
	if err != nil {
		return Seen{}, err
	}
	return s.files.Change(ctx, by.Unit, id, func(f *File) error {
		if err := s.mayWrite(by, f); err != nil {
			return err
		}
		last := 0
		for _, i := range f.Items {
			last = max(last, i.Ordinal)
		}
		switch {
		case f.find(record) != nil:
			return refused(workflow.RuleFiled, "", "", documents.ErrExists)
		case last >= maxOrdinal:
			return refused(workflow.RuleFileFull, "Phụ lục VI", "", documents.ErrNotAllowed)
		}
		f.Items = append(f.Items, Item{Ordinal: last + 1, Record: record, By: by.ID, At: s.now()})
		f.History = append(f.History, s.event(by, PutIn, nameOf(r)))
		return nil
	})
}

// TakeOut takes a document out of an open file, for a reason.
func (s *Service) TakeOut(ctx context.Context, by *documents.Account, id string, out Item) (Seen, error) {
	why := documents.OneLine(out.Out)
	if err := reason("reason", why); err != nil {
		return Seen{}, err
	}
	r, err := s.d.Engine.Get(ctx, by, out.Record)
	if err != nil {
		return Seen{}, err
	}
	return s.files.Change(ctx, by.Unit, id, func(f *File) error {
		if err := s.mayWrite(by, f); err != nil {
			return err
		}
		i := f.find(out.Record)
		if i == nil {
			return refused(workflow.RuleNotInFile, "", "", documents.ErrNotAllowed)
		}
		i.Out = why
		f.History = append(f.History, s.event(by, TakenOut, nameOf(r)+", vì “"+why+"”"))
		return nil
	})
}

// reason refuses a text that is empty, too long or secret.
func reason(field, text string) error {
	if err := documents.RefuseSecret(field, text); err != nil {
		return err
	}
	switch {
	case text == "":
		return documents.FieldErrors{{Field: field, Rule: workflow.RuleReason}}
	case len([]rune(text)) > maxTitle:
		return documents.FieldErrors{{Field: field, Rule: documents.RuleTooLong}}
	}
	return nil
}

// nameOf is what a document is called in a history.
func nameOf(r *workflow.Record) string {
	name := r.KindName()
	if number := Number(r); number != "" {
		return name + " " + number
	}
	return name + " “" + documents.OneLine(r.Document.Abstract) + "”"
}

// Number is number and symbol of a document as its author gave them, "" before.
func Number(r *workflow.Record) string {
	switch in := r.Incoming; {
	case in != nil:
		return in.Notation
	case r.Document.Reference.Number > 0:
		return r.Document.Reference.String()
	}
	return ""
}
