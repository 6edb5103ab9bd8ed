package mongostore

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
)

// Items returns things of a part; see workflow.Moving.
func (s *Store) Items(ctx context.Context, part workflow.Part, after workflow.Place, limit int) ([]workflow.Item, error) {
	if limit <= 0 {
		return nil, ctx.Err()
	}
	return s.items(ctx, part, wanted{after, limit, false})
}

// Item returns a thing; see workflow.Moving.
func (s *Store) Item(ctx context.Context, part workflow.Part, at workflow.Place) (workflow.Item, error) {
	found, err := s.items(ctx, part, wanted{at, 1, true})
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("read %s of %s: %w", at, part, documents.ErrNotFound)
	}
	if err != nil {
		return workflow.Item{}, err
	}
	return found[0], nil
}

// Count returns the size of a part; see workflow.Moving.
func (s *Store) Count(ctx context.Context, part workflow.Part) (int, error) {
	shelf, err := shelfOf(part)
	if err != nil {
		return 0, err
	}
	n, err := s.db.Collection(shelf.coll).CountDocuments(ctx, shelf.only)
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", part, s.fault(ctx, err))
	}
	return int(n), nil
}

func shelfOf(part workflow.Part) (shelf, error) {
	s, ok := shelves[part]
	if !ok {
		return shelf{}, fmt.Errorf("part %q: %w", part, documents.ErrInvalid)
	}
	return s, nil
}

// wanted says which things of a part are read: those after a place, or the one
// at it.
type wanted struct {
	place workflow.Place
	limit int
	there bool
}

func (w wanted) wants(at workflow.Place) bool {
	order := at.Compare(w.place)
	return order == 0 == w.there && order >= 0
}

func (s *Store) items(ctx context.Context, part workflow.Part, w wanted) ([]workflow.Item, error) {
	shelf, err := shelfOf(part)
	if err != nil {
		return nil, err
	}
	if err := s.settle(ctx); err != nil {
		return nil, fmt.Errorf("read %s: %w", part, err)
	}
	var items []workflow.Item
	take := func(i workflow.Item, err error) error {
		items = append(items, i)
		return err
	}
	if part == workflow.TemplatePart {
		err = s.templates(ctx, w, take)
	} else {
		err = each(ctx, s, shelf.query(w), func(d *carried) error {
			if at := d.place(part); w.wants(at) {
				return take(shelf.item(part, at, d))
			}
			return nil
		})
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", part, err)
	}
	return items, nil
}

// settle carries the acts to their end that are under way now.
func (s *Store) settle(ctx context.Context) error {
	return s.write(ctx, func(ctx context.Context) error {
		for {
			acts, err := s.acts(ctx)
			for _, r := range acts {
				if err := s.carry(ctx, r); err != nil {
					return err
				}
			}
			if len(acts) < maxSweep || err != nil {
				return err
			}
		}
	})
}

// query returns what finds the things wanted.
func (s shelf) query(w wanted) query {
	values := s.values(w.place)
	opts := options.Find().SetSort(ascending(s.order...)).SetLimit(int64(w.limit))
	if w.there {
		return query{s.coll, append(slices.Clone(s.only), s.equal(values)...), opts}
	}
	var later bson.A // in the first field, or equal in that and later in the next, and so on
	for i, name := range s.order {
		later = append(later, append(s.equal(values[:i]), field(name, bson.D{field("$gt", values[i])})))
	}
	return query{s.coll, append(slices.Clone(s.only), field("$or", later)), opts}
}

// equal finds the documents whose first fields have these values.
func (s shelf) equal(values []any) bson.D {
	same := bson.D{}
	for i, v := range values {
		same = append(same, field(s.order[i], v))
	}
	return same
}

// errEnough ends a reading.
var errEnough = errors.New("enough")

// templates gives the template versions that are wanted to do. Their place is
// their rank in their unit, which has some dozens, so that a unit is read from
// its beginning.
func (s *Store) templates(ctx context.Context, w wanted, do func(workflow.Item, error) error) error {
	found, rank, unit := 0, 0, documents.UnitID("")
	filter := bson.D{field("unit", bson.D{field("$gte", w.place.Unit)})}
	opts := options.Find().SetSort(ascending("unit", "seq", "_id"))
	err := each(ctx, s, query{templatesColl, filter, opts}, func(d *carried) error {
		if d.Unit != unit {
			rank, unit = 0, d.Unit
		}
		rank++
		if found == w.limit {
			return errEnough
		}
		at := d.templatePlace(rank)
		if !w.wants(at) {
			return nil
		}
		found++
		i, err := readTemplate(d, rank)
		return do(checked(workflow.TemplatePart, at, i, err))
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// templatePlace is where the nth template of its unit lies.
func (d *carried) templatePlace(n int) workflow.Place {
	return workflow.NewTemplateItem(n, &documents.TemplateVersion{Unit: d.Unit, Version: d.templateVersion()}).Place
}
