package sqlitestore

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// A shelf is how one part lies in the database. Items selects unit, key, body
// and what else there is of up to ?2 things by their place, compared (%s) with
// that of unit ?1 and the fields of the key, ?3 and on. Bring makes the step
// that stores one.
type shelf struct {
	items string
	count string
	read  func(body []byte, more string) (workflow.Item, error)
	bring func(value any) (step, error)
}

// shelves are the parts.
var shelves = map[workflow.Part]shelf{
	workflow.SlipPart: {
		`SELECT unit, drawer || char(0) || id, body, '' FROM slips WHERE (unit, drawer, id) %s (?1, ?3, ?4) ORDER BY unit, drawer, id LIMIT ?2`,
		`SELECT count(*) FROM slips`, thing[workflow.Slip], bring(bringSlip),
	},
	workflow.RecordPart: {
		`SELECT r.unit, r.id, r.body, coalesce(p.body, '') FROM records r` + papers + `
			WHERE (r.unit, r.id) %s (?1, ?3) ORDER BY r.unit, r.id LIMIT ?2`,
		`SELECT count(*) FROM records`, readRecord, bring(bringRecord),
	},
	workflow.BookPart: {
		`SELECT unit, printf('%%04d', year) || char(0) || series,
			json_object('book', json_object('unit', unit, 'year', year, 'series', series), 'last', last, 'last_date', last_date,
				'closing', json(nullif(closing, ''))), ''
			FROM books WHERE (unit, year, series) %s (?1, CAST(?3 AS INTEGER), ?4) ORDER BY unit, year, series LIMIT ?2`,
		`SELECT count(*) FROM books`, thing[workflow.BookEnd], bring(bringBook),
	},
	workflow.EntryPart: {
		`SELECT unit, printf('%%04d', year) || char(0) || series || char(0) || printf('%%09d', number), body, void FROM entries
			WHERE (unit, year, series, number) %s (?1, CAST(?3 AS INTEGER), ?4, CAST(?5 AS INTEGER))
			ORDER BY unit, year, series, number LIMIT ?2`,
		`SELECT count(*) FROM entries`, readEntry, bring(bringEntry),
	},
	workflow.TemplatePart: {
		`SELECT unit, printf('%%06d', n) || char(0) || version, body, n FROM (
				SELECT unit, version, body, row_number() OVER (PARTITION BY unit ORDER BY seq) AS n FROM templates)
			WHERE (unit, n) %s (?1, CAST(?3 AS INTEGER)) ORDER BY unit, n LIMIT ?2`,
		`SELECT count(*) FROM templates`, readTemplate, bring(bringTemplate),
	},
	workflow.GroupPart:     cardShelf(groupCard, groupOf),
	workflow.AgencyPart:    cardShelf(agencyCard, agencyOf),
	workflow.AbsencePart:   cardShelf(absenceCard, absenceOf),
	workflow.AuthorityPart: cardShelf(authorityCard, authorityOf),
	workflow.CredentialPart: {
		`SELECT '', account, json_object('account', account, 'encoded', encoded), '' FROM credentials
			WHERE ?1 = '' AND account %s ?3 ORDER BY account LIMIT ?2`,
		`SELECT count(*) FROM credentials`, thing[workflow.Credential], bring(bringCredential),
	},
	workflow.ViewsPart: {
		`SELECT '', substr(key, 7), json_object('account', substr(key, 7), 'noted', value), '' FROM notes
			WHERE ?1 = '' AND key >= 'views/' AND key < 'views0' AND substr(key, 7) %s ?3 ORDER BY key LIMIT ?2`,
		`SELECT count(*) FROM notes WHERE key >= 'views/' AND key < 'views0'`, thing[workflow.Views], bring(bringViews),
	},
	workflow.AccountPart: {
		`SELECT unit, id, body, '' FROM accounts WHERE (unit, id) %s (?1, ?3) ORDER BY unit, id LIMIT ?2`,
		`SELECT count(*) FROM accounts`, thing[documents.Account], bring(bringAccount),
	},
	workflow.UnitPart: {
		`SELECT id, '', body, '' FROM units WHERE ?3 = '' AND id %s ?1 ORDER BY id LIMIT ?2`,
		`SELECT count(*) FROM units`, thing[documents.Unit], bring(bringUnit),
	},
}

// cardShelf returns the shelf of a kind of cards.
func cardShelf[T any](kind string, of func(*T) card) shelf {
	return shelf{
		`SELECT unit, id, body, '' FROM cards WHERE kind = '` + kind + `' AND (unit, id) %s (?1, ?3) ORDER BY unit, id LIMIT ?2`,
		`SELECT count(*) FROM cards WHERE kind = '` + kind + `'`,
		thing[T], bring(func(v *T) (step, error) { return put(v, putCard, of(v).columns()...) }),
	}
}

func shelfOf(part workflow.Part) (shelf, error) {
	s, ok := shelves[part]
	if !ok {
		return shelf{}, fmt.Errorf("part %q: %w", part, documents.ErrInvalid)
	}
	return s, nil
}

// maxFields is how many fields the key of an item has at most.
const maxFields = 3

// Items returns things of a part; see workflow.Moving.
func (s *Store) Items(ctx context.Context, part workflow.Part, after workflow.Place, limit int) ([]workflow.Item, error) {
	return s.items(ctx, part, wanted{">", after, limit})
}

// Item returns a thing; see workflow.Moving.
func (s *Store) Item(ctx context.Context, part workflow.Part, at workflow.Place) (workflow.Item, error) {
	found, err := s.items(ctx, part, wanted{"=", at, 1})
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("read %s of %s: %w", at, part, documents.ErrNotFound)
	}
	if err != nil {
		return workflow.Item{}, err
	}
	return found[0], nil
}

// wanted says which things of a part are read.
type wanted struct {
	comparison string
	place      workflow.Place
	limit      int
}

func (s *Store) items(ctx context.Context, part workflow.Part, w wanted) ([]workflow.Item, error) {
	shelf, err := shelfOf(part)
	if err != nil {
		return nil, err
	}
	args := []any{w.place.Unit, max(w.limit, 0), "", "", ""}
	fields := w.place.Fields()
	for i := range min(len(fields), maxFields) {
		args[2+i] = fields[i]
	}
	var items []workflow.Item
	rows, err := s.reads.QueryContext(ctx, fmt.Sprintf(shelf.items, w.comparison), args...)
	err = each(rows, err, func(rows *sql.Rows) error {
		i, err := shelf.item(part, rows)
		items = append(items, i)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", part, s.readError(ctx, err))
	}
	return items, nil
}

// item reads a row, which must hold what its place says.
func (s shelf) item(part workflow.Part, rows *sql.Rows) (workflow.Item, error) {
	var at workflow.Place
	var body []byte
	var more string
	if err := rows.Scan(&at.Unit, &at.Key, &body, &more); err != nil {
		return workflow.Item{}, err
	}
	i, err := s.read(body, more)
	if err == nil && i.Place != at {
		err = fmt.Errorf("what lies there is of %s", i.Place)
	}
	if err != nil {
		return i, &workflow.BadItem{Part: part, Place: at, Err: err}
	}
	return i, nil
}

// Count returns the size of a part; see workflow.Moving.
func (s *Store) Count(ctx context.Context, part workflow.Part) (n int, err error) {
	shelf, err := shelfOf(part)
	if err != nil {
		return 0, err
	}
	if err := s.reads.QueryRowContext(ctx, shelf.count).Scan(&n); err != nil {
		return 0, fmt.Errorf("count %s: %w", part, s.readError(ctx, err))
	}
	return n, nil
}

func thing[T any](body []byte, _ string) (workflow.Item, error) {
	v := new(T)
	err := codec.Decode(body, v)
	return workflow.NewItem(v), err
}

// readRecord reads a record; more is its text.
func readRecord(body []byte, more string) (workflow.Item, error) {
	r, err := join(body, []byte(more))
	if err != nil {
		return workflow.Item{}, err
	}
	return workflow.NewItem(r), nil
}

// readEntry reads a line; more is why it is void.
func readEntry(body []byte, more string) (workflow.Item, error) {
	e := new(workflow.Entry)
	err := codec.Decode(body, e)
	e.Void = more
	return workflow.NewItem(e), err
}

// readTemplate reads a template version; more is which of its unit's it is.
func readTemplate(body []byte, more string) (workflow.Item, error) {
	v := new(documents.TemplateVersion)
	err := codec.Decode(body, v)
	if err != nil {
		return workflow.Item{}, err
	}
	n, err := strconv.Atoi(more)
	return workflow.NewTemplateItem(n, v), err
}
