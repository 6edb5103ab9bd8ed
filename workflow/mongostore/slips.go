package mongostore

import (
	"context"
	"fmt"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// bySlip finds the document of a slip.
func bySlip(unit documents.UnitID, drawer, id string, more ...bson.E) bson.D {
	return append(bson.D{field("_id", join(string(unit), drawer, id)), field("unit", unit), field("drawer", drawer), field("id", id)}, more...)
}

// slipFields are those that follow from a slip. act names the write, to know it
// again when its answer was lost.
func slipFields(s *workflow.Slip, act string) (bson.D, error) {
	body, err := codec.Encode(s)
	refs := append(bson.A{}, asAny(s.Refs)...)
	return bson.D{
		field("version", s.Version), field("year", s.Year), field("sort", s.Order), field("refs", refs),
		field("due", s.Due.String()), field("until", s.Until.String()),
		field("act", act), field("body", body),
	}, err
}

func asAny(texts []string) (all []any) {
	for _, t := range texts {
		all = append(all, t)
	}
	return all
}

// Lay stores a new slip; see workflow.Cabinet.
func (s *Store) Lay(ctx context.Context, slip *workflow.Slip) error {
	if slip.Version != 1 {
		return fmt.Errorf("lay %s %s: version %d is not the first", slip.Drawer, slip.ID, slip.Version)
	}
	act := newToken()
	fields, err := slipFields(slip, act)
	if err != nil {
		return err
	}
	err = s.write(ctx, func(ctx context.Context) error {
		_, err := s.db.Collection(slipsColl).InsertOne(ctx, bySlip(slip.Unit, slip.Drawer, slip.ID, fields...))
		if !mongo.IsDuplicateKeyError(err) {
			return err
		}
		return s.unlessLaid(ctx, slip, act, err)
	})
	if err != nil {
		return fmt.Errorf("lay %s %s of %s: %w", slip.Drawer, slip.ID, slip.Unit, err)
	}
	return nil
}

// unlessLaid returns why a write was not done, nil when the document shows that
// it was: its answer was lost.
func (s *Store) unlessLaid(ctx context.Context, slip *workflow.Slip, act string, why error) error {
	var there struct {
		Act string `bson:"act"`
	}
	if err := s.one(ctx, slipsColl, bySlip(slip.Unit, slip.Drawer, slip.ID), &there); err != nil {
		return err
	}
	if there.Act == act {
		return nil
	}
	return why
}

// Slip returns a slip; see workflow.Cabinet.
func (s *Store) Slip(ctx context.Context, unit documents.UnitID, drawer, id string) (*workflow.Slip, error) {
	slip := new(workflow.Slip)
	if err := s.load(ctx, slipsColl, bySlip(unit, drawer, id), slip); err != nil {
		return nil, fmt.Errorf("read %s %s of %s: %w", drawer, id, unit, err)
	}
	return slip, nil
}

// SwapSlip stores the next version of a slip; see workflow.Cabinet.
func (s *Store) SwapSlip(ctx context.Context, slip *workflow.Slip, from int64) error {
	if slip.Version != from+1 {
		return fmt.Errorf("write %s %s: version %d does not follow %d", slip.Drawer, slip.ID, slip.Version, from)
	}
	act := newToken()
	fields, err := slipFields(slip, act)
	if err != nil {
		return err
	}
	err = s.write(ctx, func(ctx context.Context) error {
		done, err := s.update(ctx, slipsColl, bySlip(slip.Unit, slip.Drawer, slip.ID, field("version", from)), set(fields...))
		if done || err != nil {
			return err
		}
		return s.unlessLaid(ctx, slip, act, fmt.Errorf("version %d is not the last one stored: %w", from, documents.ErrConflict))
	})
	if err != nil {
		return fmt.Errorf("swap %s %s of %s: %w", slip.Drawer, slip.ID, slip.Unit, err)
	}
	return nil
}

// bringSlip brings a slip as it is, whatever was there.
func bringSlip(slip *workflow.Slip) (bringing, error) {
	fields, err := slipFields(slip, newToken())
	return bringing{key: bySlip(slip.Unit, slip.Drawer, slip.ID), fields: fields}, err
}

// Slips returns a page of a drawer; see workflow.Cabinet.
func (s *Store) Slips(ctx context.Context, unit documents.UnitID, drawer string, q workflow.SlipQuery) ([]workflow.Slip, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = workflow.DefaultPage
	}
	opts := options.Find().SetSort(ascending("sort", "id")).SetLimit(int64(min(limit, workflow.MaxPage)))
	found, err := bodies[workflow.Slip](ctx, s, query{slipsColl, slipFilter(unit, drawer, q), opts})
	if err != nil {
		return nil, fmt.Errorf("read %s of %s: %w", drawer, unit, err)
	}
	return found, nil
}

// Marks returns the marks of a page of a drawer; see workflow.Cabinet.
func (s *Store) Marks(ctx context.Context, unit documents.UnitID, drawer string, q workflow.SlipQuery) ([]string, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = workflow.MaxTally
	}
	type place struct {
		Order string `bson:"sort"`
		ID    string `bson:"id"`
	}
	var marks []string
	opts := options.Find().SetSort(ascending("sort", "id")).SetLimit(int64(min(limit, workflow.MaxTally))).
		SetProjection(bson.D{field("_id", 0), field("sort", 1), field("id", 1)})
	err := each(ctx, s, query{slipsColl, slipFilter(unit, drawer, q), opts}, func(p *place) error {
		marks = append(marks, workflow.SlipMark(p.Order, p.ID))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the marks of %s of %s: %w", drawer, unit, err)
	}
	return marks, nil
}

// slipFilter finds the slips of a drawer that answer q.
func slipFilter(unit documents.UnitID, drawer string, q workflow.SlipQuery) bson.D {
	all := bson.A{bson.D{field("unit", unit), field("drawer", drawer)}}
	if q.Year != 0 {
		all = append(all, bson.D{field("year", q.Year)})
	}
	if q.Prefix != "" { // no text that begins so comes after the last of all characters
		all = append(all, bson.D{field("sort", bson.D{field("$gte", q.Prefix), field("$lt", q.Prefix+"\U0010FFFF")})})
	}
	if q.Ref != "" {
		all = append(all, bson.D{field("refs", q.Ref)})
	}
	if !q.DueBy.IsZero() {
		all = append(all, bson.D{field("due", bson.D{field("$gt", ""), field("$lte", q.DueBy.String())})})
	}
	if !q.Before.IsZero() {
		all = append(all, bson.D{field("until", bson.D{field("$gt", ""), field("$lt", q.Before.String())})})
	}
	if q.After != "" {
		order, id, _ := strings.Cut(q.After, "\x00")
		all = append(all, bson.D{field("sort", bson.D{field("$gte", order)})}, bson.D{field("$or", bson.A{
			bson.D{field("sort", bson.D{field("$gt", order)})}, bson.D{field("id", bson.D{field("$gt", id)})},
		})})
	}
	return bson.D{field("$and", all)}
}
