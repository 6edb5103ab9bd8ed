package workflow

import (
	"cmp"
	"context"
	"strings"
	"time"

	"vanthu/documents"
)

// The stores behind the engine. All texts they are given are NFC, all times
// UTC in whole milliseconds, and both come back so. Every method may also
// return documents.ErrUnavailable and the error of a cancelled context; what
// they return beyond the kinds named here is internal. storetest.Run is the
// contract in full.

// Records keeps records.
type Records interface {
	// Create stores a new record at version 1; ErrExists when its id is taken.
	Create(ctx context.Context, r *Record) error
	// Get returns the record; ErrNotFound.
	Get(ctx context.Context, unit documents.UnitID, id RecordID) (*Record, error)
	// Swap stores r when the stored version is still from; state, history and
	// tasks go in the same write. r.Version is from+1. ErrNotFound, or
	// ErrConflict when another was first.
	Swap(ctx context.Context, r *Record, from Version) error
	// List returns a page of summaries in the order of q.Order; with a text,
	// those that have it spelled so come before those that have it folded.
	List(ctx context.Context, unit documents.UnitID, q Query) (Page, error)
	// Tally returns how many records answer q, MaxTally for that many or more.
	Tally(ctx context.Context, unit documents.UnitID, q Query) (int, error)
	// Courses counts the records that have a number of a year by their courses, in
	// order of those.
	Courses(ctx context.Context, unit documents.UnitID, year int) ([]CourseCount, error)
}

// Books keeps the number books and their entries (sổ đăng ký văn bản đi).
type Books interface {
	// Register gives r the next number of r.Book() and stores r.Numbered(n) and
	// its Entry as one recoverable act, when the stored version is still from.
	// It returns the record as stored. ErrNotFound, ErrConflict, ErrInvalid
	// without a date or a series or with a suffix, or a *Refusal with
	// RuleDateBeforeLast when the book's last date is after r's and RuleBookClosed
	// when the book is closed. ErrExists when r has a number that stands,
	// or when another book of the year gave the reference before (Điều 15).
	Register(ctx context.Context, r *Record, from Version) (*Record, error)
	// Void stores r when the stored version is still from, and marks the entry
	// of its number void for reason, as one recoverable act. The number is
	// never given again. ErrNotFound, also when r has no number that stands;
	// ErrConflict, or ErrInvalid without a reason.
	Void(ctx context.Context, r *Record, from Version, reason string) error
	// Entries returns up to limit entries of a book in order of their numbers,
	// from the number after.
	Entries(ctx context.Context, book BookKey, after, limit int) ([]Entry, error)
	// Voided returns the entries of a book that are void, in order of their numbers.
	Voided(ctx context.Context, book BookKey) ([]Entry, error)
	// Series returns the keys of the unit's books of a year, in order.
	Series(ctx context.Context, unit documents.UnitID, year int) ([]BookKey, error)
	// Book returns how far a book has come, and how it was closed; ErrNotFound when
	// it has no number yet.
	Book(ctx context.Context, book BookKey) (*BookEnd, error)
	// CloseBook closes a book (đóng sổ): no number is given in it any more; those it
	// has may still become void. To close it in the same way again is no error.
	// ErrNotFound when it has no number, ErrConflict when c.Last is not its last one
	// any more, ErrExists when it was closed otherwise.
	CloseBook(ctx context.Context, book BookKey, c Closing) error
	// Audit compares the book with its entries and records and returns a
	// sentence for each difference; none is the proof of no gap and no double.
	Audit(ctx context.Context, book BookKey) ([]string, error)
}

// Outbox hands out the tasks of records that are due, over all units.
type Outbox interface {
	// LeaseDue returns up to limit tasks that are due at now and not leased,
	// and leases them until until. A task ends when a Swap leaves it out.
	LeaseDue(ctx context.Context, now, until time.Time, limit int) ([]Due, error)
}

// Directory keeps what the office knows of itself and its people.
type Directory interface {
	// Unit returns the unit; ErrNotFound.
	Unit(ctx context.Context, id documents.UnitID) (*documents.Unit, error)
	// PutUnit stores the unit, new or changed.
	PutUnit(ctx context.Context, u *documents.Unit) error
	// Account returns the account, whatever its unit; ErrNotFound.
	Account(ctx context.Context, id documents.AccountID) (*documents.Account, error)
	// Accounts returns the unit's accounts in order of their ids.
	Accounts(ctx context.Context, unit documents.UnitID) ([]documents.Account, error)
	// PutAccount stores the account, new or changed. ErrExists when its id
	// belongs to another unit.
	PutAccount(ctx context.Context, a *documents.Account) error
}

// Powers keeps who may sign for whom and who is away (Điều 13). Nothing of it
// is ever deleted.
type Powers interface {
	// Authorities returns the unit's authorities, also ended and void ones, in
	// order of their ids.
	Authorities(ctx context.Context, unit documents.UnitID) ([]documents.Authority, error)
	// PutAuthority stores the authority, new or changed.
	PutAuthority(ctx context.Context, a *documents.Authority) error
	// Absences returns the unit's absences in order of their ids.
	Absences(ctx context.Context, unit documents.UnitID) ([]documents.Absence, error)
	// PutAbsence stores the absence, new or changed.
	PutAbsence(ctx context.Context, a *documents.Absence) error
}

// AddressBook keeps whom documents go to.
type AddressBook interface {
	// Agency returns an entry of the unit's book; ErrNotFound.
	Agency(ctx context.Context, unit documents.UnitID, id documents.AgencyID) (*documents.Agency, error)
	// Agencies returns a page of the book in order of the folded names, then
	// ids.
	Agencies(ctx context.Context, unit documents.UnitID, q BookQuery) ([]documents.Agency, error)
	// PutAgency stores the entry, new or changed.
	PutAgency(ctx context.Context, a *documents.Agency) error
	// Group returns a group of the unit; ErrNotFound.
	Group(ctx context.Context, unit documents.UnitID, id documents.GroupID) (*documents.Group, error)
	// Groups returns the unit's groups in order of their ids.
	Groups(ctx context.Context, unit documents.UnitID) ([]documents.Group, error)
	// PutGroup stores the group, new or changed.
	PutGroup(ctx context.Context, g *documents.Group) error
}

// A BookQuery asks for entries of the address book: those in whose names or
// code each word of Text, folded, begins a word; all without a Text.
type BookQuery struct {
	Text  string
	Limit int                // 1..MaxPage; 0 is DefaultPage
	After documents.AgencyID // the last one of the page before
}

// Blobs keeps files by their content. A file is never changed; one that nothing
// names any more is swept after a time (workflow/sweeping), so that a file that
// was put is named within a day.
type Blobs interface {
	// Put stores data durably and returns its hash; storing it again is no
	// error.
	Put(ctx context.Context, unit documents.UnitID, data []byte) (Hash, error)
	// Get returns the file; ErrNotFound. It checks the hash on the way.
	Get(ctx context.Context, unit documents.UnitID, hash Hash) ([]byte, error)
}

// Templates keeps the versions of the office's own templates; their files are
// Blobs.
type Templates interface {
	// CreateTemplate stores a new version, at write 1; ErrExists when the unit
	// has one of that name.
	CreateTemplate(ctx context.Context, v *documents.TemplateVersion) error
	// Template returns a version; ErrNotFound.
	Template(ctx context.Context, unit documents.UnitID, version string) (*documents.TemplateVersion, error)
	// TemplateVersions returns the unit's versions in the order in which they were
	// stored.
	TemplateVersions(ctx context.Context, unit documents.UnitID) ([]documents.TemplateVersion, error)
	// SwapTemplate stores v when the stored version is still at write from.
	// v.Writes is from+1. ErrNotFound, or ErrConflict when another was first.
	SwapTemplate(ctx context.Context, v *documents.TemplateVersion, from int64) error
}

// Notes keeps small things that an installation has to remember about itself.
// A note is never taken away and never empty.
type Notes interface {
	// Note returns what is noted under key, "" when nothing is.
	Note(ctx context.Context, key string) (string, error)
	// SwapNote notes value under key when what is noted there is still old, ""
	// for nothing. ErrConflict when it is not.
	SwapNote(ctx context.Context, key, old, value string) error
}

// Renderer fills templates and looks at those that an office brings.
type Renderer interface {
	// Render returns the document filled into one of the program's templates,
	// and its exact version. template "" is the current one of the document's
	// kind. Errors: *documents.FieldError for what the document lacks,
	// ErrNotFound for an unknown template version.
	Render(doc *documents.Document, template string) (docx []byte, used string, err error)
	// RenderOwn returns the document filled into a file of the office's own,
	// which is that version and a page of its form. *documents.FieldError for what the document lacks.
	RenderOwn(doc *documents.Document, version string, file []byte) ([]byte, error)
	// Examine returns what is found in a file that is to be the page of a form
	// for documents of these kinds.
	Examine(file []byte, form documents.FormID, kinds []documents.Kind) documents.TemplateReport
	// Builtin returns the current versions of the program's templates.
	Builtin() []documents.TemplateVersion
	// BuiltinFile returns the file of one; ErrNotFound.
	BuiltinFile(version string) ([]byte, error)
}

// A BookKey names a number book: one series of one year (Điều 15).
type BookKey struct {
	Unit   documents.UnitID `json:"unit"`
	Year   int              `json:"year"`
	Series string           `json:"series"`
}

// seriesNames are what people call the series that are of no kind of document.
var seriesNames = map[string]string{IncomingSeries: "văn bản đến", CopySeries: "bản sao"}

// Name returns what people call the book after "sổ": "BC", "văn bản đến".
func (b BookKey) Name() string { return cmp.Or(seriesNames[b.Series], b.Series) }

// An Entry is one line of the register of outgoing documents (sổ đăng ký văn
// bản đi, Phụ lục IV). It is a copy made when the number was given and never
// changes, but for being marked void.
type Entry struct {
	Book       BookKey             `json:"book"`
	Number     int                 `json:"number"`
	Record     RecordID            `json:"record"`
	Reference  documents.Reference `json:"reference"`
	Date       documents.Date      `json:"date"`
	Kind       documents.Kind      `json:"kind"`
	Abstract   string              `json:"abstract"`
	Signatory  string              `json:"signatory"`
	Recipients []string            `json:"recipients"`
	KeptBy     string              `json:"kept_by"` // đơn vị, người nhận bản lưu
	Copies     int                 `json:"copies"`
	Mode       Mode                `json:"mode"`
	By         documents.AccountID `json:"by"` // the clerk who registered
	At         time.Time           `json:"at"`
	Void       string              `json:"void,omitempty"` // the reason, when the number was voided
}

// NewEntry returns the line that a numbered record makes in its book.
func NewEntry(r *Record) Entry {
	d, last := &r.Document, r.History[len(r.History)-1]
	if c := d.Copy; c.Form != "" { // what is sent, kept and signed is the copy
		shown := *d
		shown.Abstract, shown.Signatory, shown.Addressees, shown.Recipients = c.Form.Name()+" "+d.Citation(), c.Signatory, nil, c.Recipients
		shown.Drafting = documents.Drafting{}
		d = &shown
	}
	recipients := make([]string, 0, len(d.Addressees)+len(d.Recipients))
	for _, a := range d.Addressees {
		recipients = append(recipients, a.Name)
	}
	for _, to := range d.Recipients {
		if !to.AsAbove {
			recipients = append(recipients, to.Line())
		}
	}
	return Entry{
		Book: r.Book(), Number: r.Number().Number, Record: r.ID, Reference: r.Number(), Date: r.Day(),
		Kind: d.Kind, Abstract: d.Abstract, Signatory: d.Signatory.Name, Recipients: recipients,
		KeptBy: strings.TrimSuffix("VT, "+d.Drafting.Symbol, ", "), Copies: d.Copies(), Mode: r.Mode, By: last.By, At: last.At,
	}
}

// A Due is a leased task and where it belongs.
type Due struct {
	Unit   documents.UnitID
	Record RecordID
	Task   Task
}
