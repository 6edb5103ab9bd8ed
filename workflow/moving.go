package workflow

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"vanthu/documents"
)

// Moving carries what a store keeps to another store and back, whichever they
// are: thing by thing, under the same keys. Sessions are not carried, nor are
// leases, what was typed and not saved, and what an installation notes about
// itself; tasks come with their records.
type Moving interface {
	// Items returns up to limit things of a part that come after a place, in
	// order. An act that is under way when it is called is carried to its end
	// before. A *BadItem names the thing that cannot be read.
	Items(ctx context.Context, part Part, after Place, limit int) ([]Item, error)
	// Item returns the thing at a place, in the same way; ErrNotFound.
	Item(ctx context.Context, part Part, at Place) (Item, error)
	// Bring stores things of a part as they are, new or over those of the same
	// place, with all that lists, search and books need of them; what they name
	// must be there. After an error some may be stored, and it is safe to bring
	// all again. It asks for no versions: nobody else may write the same things.
	Bring(ctx context.Context, part Part, items []Item) error
	// Count returns how many things a part has.
	Count(ctx context.Context, part Part) (int, error)
}

// A Part is one kind of things that a store keeps.
type Part string

// The parts and the types of their values.
const (
	SlipPart       Part = "slips"       // *Slip
	RecordPart     Part = "records"     // *Record
	BookPart       Part = "books"       // *BookEnd
	EntryPart      Part = "entries"     // *Entry
	TemplatePart   Part = "templates"   // *documents.TemplateVersion
	GroupPart      Part = "groups"      // *documents.Group
	AgencyPart     Part = "agencies"    // *documents.Agency
	AbsencePart    Part = "absences"    // *documents.Absence
	AuthorityPart  Part = "authorities" // *documents.Authority
	CredentialPart Part = "credentials" // *Credential
	ViewsPart      Part = "views"       // *Views
	AccountPart    Part = "accounts"    // *documents.Account
	UnitPart       Part = "units"       // *documents.Unit
)

// Parts returns all parts in the order in which they are carried. What others
// name is read after them: in a store at work it is there by then. And nobody
// can log in before all is there.
func Parts() []Part {
	return []Part{
		SlipPart, RecordPart, BookPart, EntryPart, TemplatePart, GroupPart, AgencyPart, AbsencePart, AuthorityPart,
		CredentialPart, ViewsPart, AccountPart, UnitPart,
	}
}

// A Place is where a thing stands in its part. They are in order of the bytes
// of the unit, then of the key. The zero place is before all.
type Place struct {
	Unit documents.UnitID // "" for credentials and views
	Key  string           // "" for units
}

// Compare returns which of two places comes first, as cmp.Compare does.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.Unit, q.Unit), cmp.Compare(p.Key, q.Key))
}

// String names the place for people.
func (p Place) String() string {
	return strings.Trim(string(p.Unit)+" "+strings.ReplaceAll(p.Key, keyMark, "/"), " ")
}

// keyMark parts the fields of a key. No other text sorts before it.
const keyMark = "\x00"

// Fields returns the fields of the key: year and series of a book, and the
// number of an entry; drawer and id of a slip.
func (p Place) Fields() []string { return strings.Split(p.Key, keyMark) }

// An Item is one thing as it is carried. Value is a pointer to the type of its
// part.
type Item struct {
	Place
	Value any
}

// Text returns the thing as JSON: equal for equal things of any store.
func (i Item) Text() ([]byte, error) {
	text, err := json.Marshal(i.Value)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", i.Place, err)
	}
	return text, nil
}

// A BadItem error says that a thing is not what its store once wrote.
type BadItem struct {
	Part  Part
	Place Place
	Err   error
}

func (b *BadItem) Error() string { return fmt.Sprintf("read %s of %s: %v", b.Place, b.Part, b.Err) }

func (b *BadItem) Unwrap() error { return b.Err }

// A BookEnd is how far a book has come.
type BookEnd struct {
	Book     BookKey        `json:"book"`
	Last     int            `json:"last"`              // number
	LastDate documents.Date `json:"last_date"`         // of the document that has it
	Closing  *Closing       `json:"closing,omitempty"` // nil while it is open
}

// A Credential is what the password of an account is checked against.
type Credential struct {
	Account documents.AccountID `json:"account"`
	Encoded string              `json:"encoded"`
}

// Views are the lists that a person saved, as they are noted.
type Views struct {
	Account documents.AccountID `json:"account"`
	Noted   string              `json:"noted"`
}

// ViewsNotes begins the keys of the notes that hold what people saved.
const ViewsNotes = "views/"

// Note returns the key under which the views are noted.
func (v *Views) Note() string { return ViewsNotes + string(v.Account) }

// NewItem returns a thing in its place. A template's place says which of its
// unit's it is, from 1: for that there is NewTemplateItem.
func NewItem(value any) Item {
	i := Item{Value: value}
	switch v := value.(type) {
	case *Slip:
		i.Place = Place{v.Unit, v.Drawer + keyMark + v.ID}
	case *Record:
		i.Place = Place{v.Unit, string(v.ID)}
	case *BookEnd:
		i.Place = Place{v.Book.Unit, bookFields(v.Book)}
	case *Entry:
		i.Place = Place{v.Book.Unit, bookFields(v.Book) + keyMark + fmt.Sprintf("%09d", v.Number)}
	case *documents.Group:
		i.Place = Place{v.Unit, string(v.ID)}
	case *documents.Agency:
		i.Place = Place{v.Unit, string(v.ID)}
	case *documents.Absence:
		i.Place = Place{v.Unit, string(v.ID)}
	case *documents.Authority:
		i.Place = Place{v.Unit, string(v.ID)}
	case *Credential:
		i.Key = string(v.Account)
	case *Views:
		i.Key = string(v.Account)
	case *documents.Account:
		i.Place = Place{v.Unit, string(v.ID)}
	case *documents.Unit:
		i.Unit = v.ID
	}
	return i
}

// NewTemplateItem returns the nth template version of its unit, from 1, in its
// place.
func NewTemplateItem(n int, v *documents.TemplateVersion) Item {
	return Item{Place{v.Unit, fmt.Sprintf("%06d", n) + keyMark + v.Version}, v}
}

func bookFields(b BookKey) string { return fmt.Sprintf("%04d", b.Year) + keyMark + b.Series }
