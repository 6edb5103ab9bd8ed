package sqlitestore

import (
	"context"
	"database/sql"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// A card is a small thing kept whole under its kind, unit and id.
type card struct {
	unit        documents.UnitID
	kind, id    string
	name, terms string // of those that are searched
}

// The kinds of cards.
const (
	authorityCard = "authority"
	absenceCard   = "absence"
	agencyCard    = "agency"
	groupCard     = "group"
)

func authorityOf(a *documents.Authority) card {
	return card{unit: a.Unit, kind: authorityCard, id: string(a.ID)}
}

func absenceOf(a *documents.Absence) card {
	return card{unit: a.Unit, kind: absenceCard, id: string(a.ID)}
}

func agencyOf(a *documents.Agency) card {
	return card{unit: a.Unit, kind: agencyCard, id: string(a.ID), name: documents.Fold(a.Name), terms: a.Terms()}
}

func groupOf(g *documents.Group) card {
	return card{unit: g.Unit, kind: groupCard, id: string(g.ID)}
}

// Authorities returns the unit's authorities; see workflow.Powers.
func (s *Store) Authorities(ctx context.Context, unit documents.UnitID) ([]documents.Authority, error) {
	return cards[documents.Authority](ctx, s, card{unit: unit, kind: authorityCard})
}

// PutAuthority stores an authority; see workflow.Powers.
func (s *Store) PutAuthority(ctx context.Context, a *documents.Authority) error {
	return s.putCard(ctx, authorityOf(a), a)
}

// Absences returns the unit's absences; see workflow.Powers.
func (s *Store) Absences(ctx context.Context, unit documents.UnitID) ([]documents.Absence, error) {
	return cards[documents.Absence](ctx, s, card{unit: unit, kind: absenceCard})
}

// PutAbsence stores an absence; see workflow.Powers.
func (s *Store) PutAbsence(ctx context.Context, a *documents.Absence) error {
	return s.putCard(ctx, absenceOf(a), a)
}

// Agency returns an entry of the address book; see workflow.AddressBook.
func (s *Store) Agency(ctx context.Context, unit documents.UnitID, id documents.AgencyID) (*documents.Agency, error) {
	return oneCard[documents.Agency](ctx, s, card{unit: unit, kind: agencyCard, id: string(id)})
}

// PutAgency stores an entry of the address book; see workflow.AddressBook.
func (s *Store) PutAgency(ctx context.Context, a *documents.Agency) error {
	return s.putCard(ctx, agencyOf(a), a)
}

// Agencies returns a page of the address book; see workflow.AddressBook.
func (s *Store) Agencies(ctx context.Context, unit documents.UnitID, q workflow.BookQuery) ([]documents.Agency, error) {
	query := `SELECT body FROM cards WHERE unit = ? AND kind = ?`
	args := []any{unit, agencyCard}
	for _, w := range documents.Words(q.Text) {
		query += ` AND instr(terms, ?) > 0`
		args = append(args, documents.FoldedWords(w))
	}
	if q.After != "" {
		query += ` AND (name, id) > (SELECT name, id FROM cards WHERE unit = ? AND kind = ? AND id = ?)`
		args = append(args, unit, agencyCard, q.After)
	}
	limit := q.Limit
	if limit <= 0 {
		limit = workflow.DefaultPage
	}
	return readCards[documents.Agency](ctx, s, query+` ORDER BY name, id LIMIT +?`, append(args, min(limit, workflow.MaxPage)))
}

// Group returns a group of the address book; see workflow.AddressBook.
func (s *Store) Group(ctx context.Context, unit documents.UnitID, id documents.GroupID) (*documents.Group, error) {
	return oneCard[documents.Group](ctx, s, card{unit: unit, kind: groupCard, id: string(id)})
}

// Groups returns the groups of the address book; see workflow.AddressBook.
func (s *Store) Groups(ctx context.Context, unit documents.UnitID) ([]documents.Group, error) {
	return cards[documents.Group](ctx, s, card{unit: unit, kind: groupCard})
}

// PutGroup stores a group of the address book; see workflow.AddressBook.
func (s *Store) PutGroup(ctx context.Context, g *documents.Group) error {
	return s.putCard(ctx, groupOf(g), g)
}

func (s *Store) putCard(ctx context.Context, c card, v any) error {
	body, err := codec.Encode(v)
	if err != nil {
		return err
	}
	return s.keep(ctx, fmt.Sprintf("store %s %s of %s", c.kind, c.id, c.unit), putCard, append(c.columns(), body)...)
}

const putCard = `INSERT INTO cards (unit, kind, id, name, terms, body) VALUES (?, ?, ?, ?, ?, ?)
	ON CONFLICT DO UPDATE SET name = excluded.name, terms = excluded.terms, body = excluded.body`

// columns returns the values of all columns but the body.
func (c card) columns() []any { return []any{c.unit, c.kind, c.id, c.name, c.terms} }

func oneCard[T any](ctx context.Context, s *Store, c card) (*T, error) {
	v := new(T)
	if err := s.load(ctx, v, `SELECT body FROM cards WHERE unit = ? AND kind = ? AND id = ?`, c.unit, c.kind, c.id); err != nil {
		return nil, fmt.Errorf("read %s %s of %s: %w", c.kind, c.id, c.unit, err)
	}
	return v, nil
}

func cards[T any](ctx context.Context, s *Store, c card) ([]T, error) {
	return readCards[T](ctx, s, `SELECT body FROM cards WHERE unit = ? AND kind = ? ORDER BY id`, []any{c.unit, c.kind})
}

func readCards[T any](ctx context.Context, s *Store, query string, args []any) ([]T, error) {
	var out []T
	rows, err := s.reads.QueryContext(ctx, query, args...)
	err = each(rows, err, func(rows *sql.Rows) error {
		var body []byte
		var v T
		if err := rows.Scan(&body); err != nil {
			return err
		}
		if err := codec.Decode(body, &v); err != nil {
			return err
		}
		out = append(out, v)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read cards: %w", s.readError(ctx, err))
	}
	return out, nil
}
