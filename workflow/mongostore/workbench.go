package mongostore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// The collections of what is being written: bodies are scratches as JSON, until
// is in milliseconds.
const (
	scratchesColl = "scratches"
	holdsColl     = "holds"
)

func scratchID(key workflow.ScratchKey) bson.E {
	return field("_id", join(string(key.Unit), string(key.By), string(key.Record)))
}

// Scratch returns what a person has typed; see workflow.Workbench.
func (s *Store) Scratch(ctx context.Context, key workflow.ScratchKey) (*workflow.Scratch, error) {
	found := new(workflow.Scratch)
	if err := s.load(ctx, scratchesColl, bson.D{scratchID(key), field("unit", key.Unit)}, found); err != nil {
		return nil, fmt.Errorf("read what %s typed into %s of %s: %w", key.By, key.Record, key.Unit, err)
	}
	return found, nil
}

// KeepScratch stores what was typed; see workflow.Workbench.
func (s *Store) KeepScratch(ctx context.Context, typed *workflow.Scratch) error {
	body, err := codec.Encode(typed)
	if err != nil {
		return err
	}
	save := bson.D{field("save", typed.Save), field("body", body), field("write", newToken())}
	err = s.write(ctx, func(ctx context.Context) error {
		err := s.followScratch(ctx, typed, save)
		if errors.Is(err, documents.ErrConflict) { // unless it is what an unanswered request of ours did
			mine := append(bson.D{scratchID(typed.ScratchKey), field("unit", typed.Unit)}, save[2])
			if found, again := there(s.one(ctx, scratchesColl, mine, new(bson.M))); found || again != nil {
				return again
			}
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("keep what %s typed into %s of %s: %w", typed.By, typed.Record, typed.Unit, err)
	}
	return nil
}

// followScratch stores a save over the one before it; ErrConflict.
func (s *Store) followScratch(ctx context.Context, typed *workflow.Scratch, save bson.D) error {
	c := s.db.Collection(scratchesColl)
	conflict := fmt.Errorf("save %d does not follow what is stored: %w", typed.Save, documents.ErrConflict)
	if typed.Save == 1 {
		_, err := c.InsertOne(ctx, append(bson.D{scratchID(typed.ScratchKey), field("unit", typed.Unit)}, save...))
		if mongo.IsDuplicateKeyError(err) {
			return conflict
		}
		return err
	}
	res, err := c.UpdateOne(ctx, bson.D{scratchID(typed.ScratchKey), field("unit", typed.Unit), field("save", typed.Save-1)},
		set(save...))
	if err == nil && res.MatchedCount == 0 {
		return conflict
	}
	return err
}

// DropScratch forgets what was typed; see workflow.Workbench.
func (s *Store) DropScratch(ctx context.Context, key workflow.ScratchKey) error {
	return s.drop(ctx, scratchesColl, bson.D{scratchID(key), field("unit", key.Unit)})
}

// A holdDoc is a hold as its collection has it.
type holdDoc struct {
	By    documents.AccountID `bson:"by"`
	Name  string              `bson:"name"`
	Until int64               `bson:"until"`
}

func holdID(h workflow.Hold) bson.D {
	return bson.D{field("_id", join(string(h.Unit), string(h.Record))), field("unit", h.Unit)}
}

// Hold gives a record to who writes it; see workflow.Workbench.
func (s *Store) Hold(ctx context.Context, h workflow.Hold, now time.Time, over bool) (workflow.Hold, error) {
	var stands holdDoc
	err := s.write(ctx, func(ctx context.Context) error {
		for { // again when a hold that stood was let go of before it was read
			if err := s.takeHold(ctx, h, now, over); err != nil {
				return err
			}
			err := s.db.Collection(holdsColl).FindOne(ctx, holdID(h)).Decode(&stands)
			if !errors.Is(err, mongo.ErrNoDocuments) {
				return err
			}
		}
	})
	if err != nil {
		return workflow.Hold{}, fmt.Errorf("hold record %s of %s: %w", h.Record, h.Unit, err)
	}
	return workflow.Hold{Unit: h.Unit, Record: h.Record, By: stands.By, Name: stands.Name, Until: time.UnixMilli(stands.Until).UTC()}, nil
}

// takeHold makes h stand unless another's hold does.
func (s *Store) takeHold(ctx context.Context, h workflow.Hold, now time.Time, over bool) error {
	fields := bson.D{field("by", h.By), field("name", h.Name), field("until", h.Until.UnixMilli())}
	filter := holdID(h)
	if !over {
		filter = append(filter, field("$or", bson.A{
			bson.D{field("by", h.By)}, bson.D{field("until", bson.D{field("$lte", now.UnixMilli())})},
		}))
	}
	c := s.db.Collection(holdsColl)
	res, err := c.UpdateOne(ctx, filter, set(fields...))
	if err != nil || res.MatchedCount > 0 {
		return err
	}
	_, err = c.InsertOne(ctx, append(holdID(h), fields...))
	if mongo.IsDuplicateKeyError(err) {
		return nil // somebody's hold stands
	}
	return err
}

// LetGo ends a hold; see workflow.Workbench.
func (s *Store) LetGo(ctx context.Context, h workflow.Hold) error {
	return s.drop(ctx, holdsColl, append(holdID(h), field("by", h.By)))
}
