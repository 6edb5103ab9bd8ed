package mongostore

import (
	"fmt"
	"strconv"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// A shelf is how one part lies in the database: in which collection, which of
// its documents, in order of which fields, and with which values of these at a
// place. An _id begins with the unit, but is in order within one unit only: "-"
// comes before "/". What these fields find too much is left out (wants).
type shelf struct {
	coll   string
	only   bson.D
	order  []string
	values func(at workflow.Place) []any
	read   func(d *carried) (workflow.Item, error)
	bring  func(i workflow.Item) (bringing, error)
}

// A carried is a document of any shelf.
type carried struct {
	Key      string           `bson:"_id"`
	Unit     documents.UnitID `bson:"unit"`
	ID       string           `bson:"id"`
	Drawer   string           `bson:"drawer"`
	Year     int              `bson:"year"`
	Series   string           `bson:"series"`
	Number   int              `bson:"number"`
	N        int              `bson:"n"`
	LastDate string           `bson:"last_date"`
	Closing  string           `bson:"closing"`
	Void     string           `bson:"void"`
	Encoded  string           `bson:"encoded"`
	Value    string           `bson:"value"`
	Body     string           `bson:"body"`
}

// shelves are the parts. Templates are numbered as they are read
// (templates).
var shelves = map[workflow.Part]shelf{
	workflow.SlipPart: {slipsColl, bson.D{}, []string{"unit", "drawer", "id"}, func(at workflow.Place) []any {
		drawer, id, _ := strings.Cut(at.Key, "\x00")
		return []any{at.Unit, drawer, id}
	}, thing[workflow.Slip], bring(bringSlip)},

	workflow.RecordPart: {recordsColl, bson.D{}, []string{"unit", "_id"}, func(at workflow.Place) []any {
		return []any{at.Unit, join(string(at.Unit), at.Key)}
	}, thing[workflow.Record], bring(bringRecord)},

	workflow.BookPart: {booksColl, bson.D{field("n", bson.D{field("$gt", 0)})}, []string{"unit", "year", "series"},
		inBook(3), readBook, bring(bringBook)},

	workflow.EntryPart: {entriesColl, bson.D{}, []string{"unit", "year", "series", "number"},
		inBook(4), readEntry, bring(bringEntry)},

	workflow.TemplatePart: {coll: templatesColl, only: bson.D{}, bring: bringTemplate},

	workflow.GroupPart:     cardShelf(groupCard, groupOf),
	workflow.AgencyPart:    cardShelf(agencyCard, agencyOf),
	workflow.AbsencePart:   cardShelf(absenceCard, absenceOf),
	workflow.AuthorityPart: cardShelf(authorityCard, authorityOf),

	workflow.CredentialPart: {credentialsColl, bson.D{}, []string{"_id"}, func(at workflow.Place) []any {
		return []any{at.Key}
	}, readCredential, bring(bringCredential)},

	workflow.ViewsPart: {notesColl, bson.D{field("$and", bson.A{
		bson.D{field("_id", bson.D{field("$gte", workflow.ViewsNotes), field("$lt", "views0")})}, // "0" is next to "/"
	})}, []string{"_id"}, func(at workflow.Place) []any {
		return []any{workflow.ViewsNotes + at.Key}
	}, readViews, bring(bringViews)},

	workflow.AccountPart: {accountsColl, bson.D{}, []string{"unit", "_id"}, func(at workflow.Place) []any {
		return []any{at.Unit, at.Key}
	}, thing[documents.Account], bring(bringAccount)},

	workflow.UnitPart: {unitsColl, bson.D{}, []string{"_id"}, func(at workflow.Place) []any {
		return []any{at.Unit}
	}, thing[documents.Unit], bring(bringUnit)},
}

// cardShelf returns the shelf of a kind of cards.
func cardShelf[T any](kind string, of func(*T) card) shelf {
	return shelf{cardsColl, bson.D{field("kind", kind)}, []string{"unit", "_id"}, func(at workflow.Place) []any {
		return []any{at.Unit, join(string(at.Unit), kind, at.Key)}
	}, thing[T], bring(func(v *T) (bringing, error) {
		c := of(v)
		return withBody(v, c.key(), field("name", c.name), field("terms", c.terms))
	})}
}

// inBook returns the first n of unit, year, series and number at a place.
func inBook(n int) func(at workflow.Place) []any {
	return func(at workflow.Place) []any {
		values := []any{at.Unit, 0, "", 0}
		for i, f := range at.Fields() {
			switch {
			case i+1 >= len(values):
			case values[i+1] == "":
				values[i+1] = f
			default:
				values[i+1], _ = strconv.Atoi(f) // what is no number is before all
			}
		}
		return values[:n]
	}
}

// place returns where a document lies.
func (d *carried) place(part workflow.Part) workflow.Place {
	switch part {
	case workflow.SlipPart:
		return workflow.NewItem(&workflow.Slip{Unit: d.Unit, Drawer: d.Drawer, ID: d.ID}).Place
	case workflow.BookPart:
		return workflow.NewItem(&workflow.BookEnd{Book: d.book()}).Place
	case workflow.EntryPart:
		return workflow.NewItem(&workflow.Entry{Book: d.book(), Number: d.Number}).Place
	case workflow.CredentialPart:
		return workflow.Place{Key: d.Key}
	case workflow.ViewsPart:
		return workflow.Place{Key: strings.TrimPrefix(d.Key, workflow.ViewsNotes)}
	case workflow.AccountPart:
		return workflow.Place{Unit: d.Unit, Key: d.Key}
	case workflow.UnitPart:
		return workflow.Place{Unit: documents.UnitID(d.Key)}
	}
	return workflow.Place{Unit: d.Unit, Key: d.ID}
}

func (d *carried) book() workflow.BookKey {
	return workflow.BookKey{Unit: d.Unit, Year: d.Year, Series: d.Series}
}

// item reads the document at a place.
func (s shelf) item(part workflow.Part, at workflow.Place, d *carried) (workflow.Item, error) {
	i, err := s.read(d)
	return checked(part, at, i, err)
}

// checked returns what was read at a place, which must be of that place.
func checked(part workflow.Part, at workflow.Place, i workflow.Item, err error) (workflow.Item, error) {
	if err == nil && i.Place != at {
		err = fmt.Errorf("what lies there is of %s", i.Place)
	}
	if err != nil {
		return i, &workflow.BadItem{Part: part, Place: at, Err: err}
	}
	return i, nil
}

func thing[T any](d *carried) (workflow.Item, error) {
	v := new(T)
	err := codec.Decode(d.Body, v)
	return workflow.NewItem(v), err
}

func readBook(d *carried) (workflow.Item, error) {
	b, err := bookEnd(d.book(), &book{N: d.N, LastDate: d.LastDate, Closing: d.Closing})
	if err != nil {
		return workflow.Item{}, err
	}
	return workflow.NewItem(b), nil
}

func readEntry(d *carried) (workflow.Item, error) {
	e := new(workflow.Entry)
	err := codec.Decode(d.Body, e)
	e.Void = d.Void
	return workflow.NewItem(e), err
}

func readCredential(d *carried) (workflow.Item, error) {
	return workflow.NewItem(&workflow.Credential{Account: documents.AccountID(d.Key), Encoded: d.Encoded}), nil
}

func readViews(d *carried) (workflow.Item, error) {
	id := strings.TrimPrefix(d.Key, workflow.ViewsNotes)
	return workflow.NewItem(&workflow.Views{Account: documents.AccountID(id), Noted: d.Value}), nil
}

// templateVersion returns the name of the version in the _id of a template.
func (d *carried) templateVersion() string { return strings.TrimPrefix(d.Key, string(d.Unit)+"/") }

// readTemplate reads a template, the nth of its unit.
func readTemplate(d *carried, n int) (workflow.Item, error) {
	v := new(documents.TemplateVersion)
	err := codec.Decode(d.Body, v)
	return workflow.NewTemplateItem(n, v), err
}
