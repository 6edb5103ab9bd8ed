package mongostore

import (
	"context"
	"errors"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// A card is a small thing kept whole under its unit, kind and id. Those that are
// searched have a name that they are in order of and terms.
type card struct {
	unit        documents.UnitID
	kind, id    string
	name, terms string
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

// key finds the card.
func (c card) key() bson.D {
	return bson.D{field("_id", join(string(c.unit), c.kind, c.id)), field("unit", c.unit), field("kind", c.kind), field("id", c.id)}
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

// Agencies returns a page of the address book; see workflow.AddressBook. The
// book of a unit has some hundred entries: its words are looked through.
func (s *Store) Agencies(ctx context.Context, unit documents.UnitID, q workflow.BookQuery) ([]documents.Agency, error) {
	of := card{unit: unit, kind: agencyCard}
	var all bson.A
	for _, w := range documents.Words(q.Text) { // letters and figures only: nothing in it is special in an expression
		all = append(all, bson.D{field("terms", bson.Regex{Pattern: documents.FoldedWords(w)})})
	}
	if q.After != "" {
		after, err := s.Agency(ctx, unit, q.After)
		if errors.Is(err, documents.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		name := documents.Fold(after.Name)
		all = append(all, bson.D{field("name", bson.D{field("$gte", name)})}, bson.D{field("$or", bson.A{
			bson.D{field("name", bson.D{field("$gt", name)})}, bson.D{field("id", bson.D{field("$gt", q.After)})},
		})})
	}
	limit := q.Limit
	if limit <= 0 {
		limit = workflow.DefaultPage
	}
	return readCards[documents.Agency](ctx, s, of, min(limit, workflow.MaxPage), all...)
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
	if err := s.put(ctx, cardsColl, c.key(), field("name", c.name), field("terms", c.terms), field("body", body)); err != nil {
		return fmt.Errorf("store %s %s of %s: %w", c.kind, c.id, c.unit, err)
	}
	return nil
}

func oneCard[T any](ctx context.Context, s *Store, c card) (*T, error) {
	v := new(T)
	if err := s.load(ctx, cardsColl, c.key(), v); err != nil {
		return nil, fmt.Errorf("read %s %s of %s: %w", c.kind, c.id, c.unit, err)
	}
	return v, nil
}

// cards returns all cards of a kind in order of their ids.
func cards[T any](ctx context.Context, s *Store, of card) ([]T, error) {
	return readCards[T](ctx, s, of, 0)
}

// readCards returns up to limit cards of a kind for which all conditions hold,
// in order of names, then ids; all of them for limit 0.
func readCards[T any](ctx context.Context, s *Store, of card, limit int, all ...any) ([]T, error) {
	filter := bson.D{field("unit", of.unit), field("kind", of.kind)}
	if len(all) > 0 {
		filter = append(filter, field("$and", all))
	}
	opts := options.Find().SetSort(bson.D{field("name", 1), field("id", 1)}).SetLimit(int64(limit))
	found, err := bodies[T](ctx, s, query{cardsColl, filter, opts})
	if err != nil {
		return nil, fmt.Errorf("read each %s of %s: %w", of.kind, of.unit, err)
	}
	return found, nil
}
