package mongostore

import (
	"context"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow/codec"
)

// A templateDoc is a template version as its document has it, without its body.
type templateDoc struct {
	Seq    int64  `bson:"seq"` // its place among the unit's
	Writes int64  `bson:"writes"`
	Act    string `bson:"act"` // the last write, to know it again when its answer was lost
}

// byTemplate finds the document of a template version.
func byTemplate(unit documents.UnitID, version string, more ...bson.E) bson.D {
	return byID(join(string(unit), version), append([]bson.E{field("unit", unit)}, more...)...)
}

// CreateTemplate stores a new template version; see workflow.Templates. Two
// that come at the same time may get one place; their ids then tell.
func (s *Store) CreateTemplate(ctx context.Context, v *documents.TemplateVersion) error {
	if v.Writes != 1 {
		return fmt.Errorf("create template %s: write %d is not the first", v.Version, v.Writes)
	}
	body, err := codec.Encode(v)
	if err != nil {
		return err
	}
	act := newToken()
	err = s.write(ctx, func(ctx context.Context) error {
		seq, err := s.lastTemplate(ctx, v.Unit)
		if err != nil {
			return err
		}
		_, err = s.db.Collection(templatesColl).InsertOne(ctx, byTemplate(v.Unit, v.Version,
			field("seq", seq+1), field("writes", v.Writes), field("act", act), field("body", body)))
		if !mongo.IsDuplicateKeyError(err) {
			return err
		}
		return s.unless(ctx, v, act, err)
	})
	if err != nil {
		return fmt.Errorf("create template %s of %s: %w", v.Version, v.Unit, err)
	}
	return nil
}

// lastTemplate returns the last place that a template of a unit has.
func (s *Store) lastTemplate(ctx context.Context, unit documents.UnitID) (int64, error) {
	var last int64
	opts := options.Find().SetSort(bson.D{field("seq", -1)}).SetLimit(1).SetProjection(bson.D{field("seq", 1)})
	err := each(ctx, s, query{templatesColl, bson.D{field("unit", unit)}, opts}, func(d *templateDoc) error {
		last = d.Seq
		return nil
	})
	return last, err
}

// unless returns why a write was not done, nil when the document shows that it
// was: its answer was lost.
func (s *Store) unless(ctx context.Context, v *documents.TemplateVersion, act string, why error) error {
	var there templateDoc
	if err := s.one(ctx, templatesColl, byTemplate(v.Unit, v.Version), &there); err != nil {
		return err
	}
	if there.Act == act {
		return nil
	}
	return why
}

// Template returns a template version; see workflow.Templates.
func (s *Store) Template(ctx context.Context, unit documents.UnitID, version string) (*documents.TemplateVersion, error) {
	v := new(documents.TemplateVersion)
	if err := s.load(ctx, templatesColl, byTemplate(unit, version), v); err != nil {
		return nil, fmt.Errorf("read template %s of %s: %w", version, unit, err)
	}
	return v, nil
}

// TemplateVersions returns the template versions of a unit; see workflow.Templates.
func (s *Store) TemplateVersions(ctx context.Context, unit documents.UnitID) ([]documents.TemplateVersion, error) {
	opts := options.Find().SetSort(bson.D{field("seq", 1), field("_id", 1)})
	all, err := bodies[documents.TemplateVersion](ctx, s, query{templatesColl, bson.D{field("unit", unit)}, opts})
	if err != nil {
		return nil, fmt.Errorf("read templates of %s: %w", unit, err)
	}
	return all, nil
}

// SwapTemplate stores the next write of a template version; see
// workflow.Templates.
func (s *Store) SwapTemplate(ctx context.Context, v *documents.TemplateVersion, from int64) error {
	if v.Writes != from+1 {
		return fmt.Errorf("write template %s: write %d does not follow %d", v.Version, v.Writes, from)
	}
	body, err := codec.Encode(v)
	if err != nil {
		return err
	}
	act := newToken()
	err = s.write(ctx, func(ctx context.Context) error {
		done, err := s.update(ctx, templatesColl, byTemplate(v.Unit, v.Version, field("writes", from)),
			set(field("writes", v.Writes), field("act", act), field("body", body)))
		if done || err != nil {
			return err
		}
		return s.unless(ctx, v, act, fmt.Errorf("write %d is not the last one stored: %w", from, documents.ErrConflict))
	})
	if err != nil {
		return fmt.Errorf("swap template %s of %s: %w", v.Version, v.Unit, err)
	}
	return nil
}
