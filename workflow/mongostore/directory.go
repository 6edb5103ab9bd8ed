package mongostore

import (
	"context"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow/codec"
)

// Units, accounts, credentials and sessions are looked up by their ids over all
// units, before it is known which unit it is. Their collections are small (an
// account is under 1 KB, a commune has some fifty) and stay unsharded.

// Unit returns a unit; see workflow.Directory.
func (s *Store) Unit(ctx context.Context, id documents.UnitID) (*documents.Unit, error) {
	u := new(documents.Unit)
	if err := s.load(ctx, unitsColl, byID(id), u); err != nil {
		return nil, fmt.Errorf("read unit %s: %w", id, err)
	}
	return u, nil
}

// UnitIDs returns the ids of all units in order; none before the set-up.
func (s *Store) UnitIDs(ctx context.Context) ([]documents.UnitID, error) {
	type doc struct {
		ID documents.UnitID `bson:"_id"`
	}
	var ids []documents.UnitID
	opts := options.Find().SetSort(bson.D{field("_id", 1)}).SetProjection(bson.D{field("_id", 1)})
	err := each(ctx, s, query{unitsColl, bson.D{}, opts}, func(d *doc) error {
		ids = append(ids, d.ID)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read units: %w", err)
	}
	return ids, nil
}

// PutUnit stores a unit; see workflow.Directory.
func (s *Store) PutUnit(ctx context.Context, u *documents.Unit) error {
	body, err := codec.Encode(u)
	if err != nil {
		return err
	}
	if err := s.put(ctx, unitsColl, byID(u.ID), field("body", body)); err != nil {
		return fmt.Errorf("store unit %s: %w", u.ID, err)
	}
	return nil
}

// Account returns an account; see workflow.Directory.
func (s *Store) Account(ctx context.Context, id documents.AccountID) (*documents.Account, error) {
	a := new(documents.Account)
	if err := s.load(ctx, accountsColl, byID(id), a); err != nil {
		return nil, fmt.Errorf("read account %s: %w", id, err)
	}
	return a, nil
}

// Accounts returns the accounts of a unit; see workflow.Directory.
func (s *Store) Accounts(ctx context.Context, unit documents.UnitID) ([]documents.Account, error) {
	opts := options.Find().SetSort(bson.D{field("_id", 1)})
	accounts, err := bodies[documents.Account](ctx, s, query{accountsColl, bson.D{field("unit", unit)}, opts})
	if err != nil {
		return nil, fmt.Errorf("read accounts of %s: %w", unit, err)
	}
	return accounts, nil
}

// PutAccount stores an account; see workflow.Directory. The unit is part of its
// key: an id that another unit has is taken.
func (s *Store) PutAccount(ctx context.Context, a *documents.Account) error {
	body, err := codec.Encode(a)
	if err != nil {
		return err
	}
	if err := s.put(ctx, accountsColl, byID(a.ID, field("unit", a.Unit)), field("body", body)); err != nil {
		return fmt.Errorf("store account %s of %s: %w", a.ID, a.Unit, err)
	}
	return nil
}

// byID finds the document with that _id.
func byID[ID ~string](id ID, more ...bson.E) bson.D { return append(bson.D{field("_id", id)}, more...) }
