package mongostore

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// addFacets gives the records of version 1 the fields that lists filter and sort
// by (filter.go).
func addFacets(ctx context.Context, db *mongo.Database) error { return refacet(ctx, db, "involved") }

// addToPost says of the records of version 3 whether they wait for the posting book.
// What stands in a line of it already is marked by who asks for what waits.
func addToPost(ctx context.Context, db *mongo.Database) error { return refacet(ctx, db, "topost") }

// addCourse gives the records of version 4 their courses.
func addCourse(ctx context.Context, db *mongo.Database) error { return refacet(ctx, db, "course") }

// refacet writes the fields that lists go by of all records that lack one of them.
// What somebody writes meanwhile has it.
func refacet(ctx context.Context, db *mongo.Database, lacking string) error {
	coll := db.Collection(recordsColl)
	lacks := bson.D{field(lacking, bson.D{field("$exists", false)})}
	cursor, err := coll.Find(ctx, lacks, options.Find().SetProjection(bson.D{field("unit", 1), field("body", 1)}).SetBatchSize(stint))
	if err != nil {
		return err
	}
	defer func() { _ = cursor.Close(context.WithoutCancel(ctx)) }()
	var models []mongo.WriteModel
	flush := func() error {
		if len(models) == 0 {
			return nil
		}
		_, err := coll.BulkWrite(ctx, models, options.BulkWrite().SetOrdered(false))
		models = nil
		return err
	}
	for cursor.Next(ctx) {
		var old laggard
		if err := cursor.Decode(&old); err != nil {
			return err
		}
		r := new(workflow.Record)
		if codec.Decode(old.Body, r) != nil { // who reads the record is told of it; the others must be listed
			continue
		}
		models = append(models, mongo.NewUpdateOneModel().SetFilter(append(old.key(), lacks...)).SetUpdate(set(facets(r)...)))
		if len(models) == stint {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := cursor.Err(); err != nil {
		return err
	}
	return flush()
}

// addFlow says of the records of version 2 which flow they are of: there was one
// only. What somebody writes meanwhile has it.
func addFlow(ctx context.Context, db *mongo.Database) error {
	_, err := db.Collection(recordsColl).UpdateMany(ctx, bson.D{field("flow", bson.D{field("$exists", false)})},
		set(field("flow", workflow.OutgoingFlow)))
	return err
}
