package mongostore

import (
	"context"
	"fmt"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
)

// Create stores a new record; see workflow.Records.
func (s *Store) Create(ctx context.Context, r *workflow.Record) error {
	if r.Version != 1 {
		return fmt.Errorf("create record %s: version %d is not the first", r.ID, r.Version)
	}
	token := newToken()
	doc, err := newDocument(r, token)
	if err != nil {
		return err
	}
	return s.act(ctx, "create", r, func(ctx context.Context) error {
		_, err := s.db.Collection(recordsColl).InsertOne(ctx, doc)
		if !mongo.IsDuplicateKeyError(err) {
			return err
		}
		old, lookErr := s.find(ctx, r.Unit, r.ID)
		if lookErr != nil {
			return lookErr
		}
		if slices.Contains(old.Writes, token) { // this very write, whose answer was lost
			return nil
		}
		return err
	})
}

// Get returns a record; see workflow.Records. While an act that touches a book
// is under way it is the record from before.
func (s *Store) Get(ctx context.Context, unit documents.UnitID, id workflow.RecordID) (*workflow.Record, error) {
	r := new(workflow.Record)
	if err := s.load(ctx, recordsColl, byRecord(unit, id), r); err != nil {
		return nil, fmt.Errorf("read record %s of %s: %w", id, unit, err)
	}
	return r, nil
}

// Swap stores the next version of a record; see workflow.Records.
func (s *Store) Swap(ctx context.Context, r *workflow.Record, from workflow.Version) error {
	if err := workflow.Follows(r, from); err != nil {
		return err
	}
	token := newToken()
	update, err := change(r, token)
	if err != nil {
		return err
	}
	return s.act(ctx, "swap", r, func(ctx context.Context) error {
		return s.advance(ctx, attempt{record: r, token: token, update: update})
	})
}

// act writes, and says in an error what was done to which record.
func (s *Store) act(ctx context.Context, verb string, r *workflow.Record, do func(context.Context) error) error {
	if err := s.write(ctx, do); err != nil {
		return fmt.Errorf("%s record %s of %s: %w", verb, r.ID, r.Unit, err)
	}
	return nil
}

// find returns what is stored of a record, but its body; ErrNotFound.
func (s *Store) find(ctx context.Context, unit documents.UnitID, id workflow.RecordID) (*stored, error) {
	old := new(stored)
	err := s.db.Collection(recordsColl).FindOne(ctx, byRecord(unit, id),
		options.FindOne().SetProjection(bson.D{field("body", 0)})).Decode(old)
	return old, translate(err)
}

// An attempt is a write over the version before record's, while no other act is
// under way.
type attempt struct {
	record *workflow.Record
	token  string // what update leaves in the document, as a write or as a claim
	update any
	only   bson.D              // what else the stored record must be
	reason func(*stored) error // why it is not so, if it is not
}

// advance does an attempt. It is safe to repeat: an attempt whose token stands
// in the document was done. ErrNotFound, ErrConflict or the attempt's reason.
func (s *Store) advance(ctx context.Context, a attempt) error {
	r := a.record
	filter := byRecord(r.Unit, r.ID, append(bson.D{field("version", int64(r.Version-1)), field("claim", nil)}, a.only...)...)
	for {
		done, err := s.update(ctx, recordsColl, filter, a.update)
		if done || err != nil {
			return err
		}
		old, err := s.find(ctx, r.Unit, r.ID)
		switch {
		case err != nil:
			return err
		case slices.Contains(old.Writes, a.token) || old.Claim != nil && old.Claim.Token == a.token:
			return nil
		case old.Version != r.Version-1:
			return fmt.Errorf("version %d is stored, not %d: %w", old.Version, r.Version-1, documents.ErrConflict)
		case old.Claim != nil:
			if err := s.help(ctx, old); err != nil {
				return err
			}
			return fmt.Errorf("its %s is under way: %w", old.Claim.Kind, documents.ErrConflict)
		case a.reason != nil:
			if err := a.reason(old); err != nil {
				return err
			}
		}
		// a claim was taken back between the two: once more
	}
}

// update changes the document that filter finds; false when it finds none.
func (s *Store) update(ctx context.Context, coll string, filter bson.D, update any) (bool, error) {
	res, err := s.db.Collection(coll).UpdateOne(ctx, filter, update)
	if err != nil {
		return false, translate(err)
	}
	return res.MatchedCount > 0, nil
}
