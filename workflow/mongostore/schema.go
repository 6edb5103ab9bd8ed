package mongostore

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// The collections. Bodies are the JSON of the Go types, as in the embedded
// store; the fields beside them are what is searched, sorted or kept unique.
// Times are milliseconds since 1970.
const (
	metaColl        = "meta"
	recordsColl     = "records"
	wordsColl       = "words"
	booksColl       = "books"
	entriesColl     = "entries"
	unitsColl       = "units"
	accountsColl    = "accounts"
	credentialsColl = "credentials"
	sessionsColl    = "sessions"
	cardsColl       = "cards"
	templatesColl   = "templates"
	slipsColl       = "slips"
	notesColl       = "notes"
	filesColl       = "fs.files"
	chunksColl      = "fs.chunks"
)

// program marks our databases.
const program = "vanthu"

// ErrForeign means that the database has collections, but is not one of ours.
var ErrForeign = errors.New("not a database of this program")

// ErrNewer means that a newer program wrote the database.
var ErrNewer = errors.New("written by a newer program")

// A migration changes the documents of one schema version to those of the next.
// It may be cut off and done again, also by two servers at once.
type migration func(ctx context.Context, db *mongo.Database) error

// migrations returns the changes in order: the version of a database is one
// more than the number of those it has had.
func migrations() []migration { return []migration{addFacets, addFlow, addToPost, addCourse} }

// A schema is the one document of the meta collection.
type schema struct {
	ID      string `bson:"_id"`
	Program string `bson:"program"`
	Version int    `bson:"version"`
}

// migrate brings the documents of db up to date; several servers may try at
// once.
func migrate(ctx context.Context, db *mongo.Database, steps []migration) error {
	known := 1 + len(steps)
	have, err := schemaVersion(ctx, db, known)
	if err != nil {
		return err
	}
	for ; have < known; have++ {
		if err := steps[have-1](ctx, db); err != nil {
			return fmt.Errorf("bring schema to version %d: %w", have+1, err)
		}
		_, err := db.Collection(metaColl).UpdateOne(ctx, bson.D{{Key: "_id", Value: "schema"}, {Key: "version", Value: have}},
			bson.D{{Key: "$set", Value: bson.D{{Key: "version", Value: have + 1}}}})
		if err != nil {
			return err
		}
	}
	return nil
}

// schemaVersion returns the version of a database, and marks an empty one as
// ours. It returns ErrForeign or ErrNewer when this program, that knows version
// known, must not touch it.
func schemaVersion(ctx context.Context, db *mongo.Database, known int) (int, error) {
	names, err := db.ListCollectionNames(ctx, bson.D{}) // before the mark is read: another may just be making both
	if err != nil {
		return 0, err
	}
	var found schema
	err = db.Collection(metaColl).FindOne(ctx, bson.D{{Key: "_id", Value: "schema"}}).Decode(&found)
	if errors.Is(err, mongo.ErrNoDocuments) {
		if slices.ContainsFunc(names, func(name string) bool { return name != metaColl }) {
			return 0, ErrForeign
		}
		found = schema{ID: "schema", Program: program, Version: known}
		_, err = db.Collection(metaColl).InsertOne(ctx, found)
		if mongo.IsDuplicateKeyError(err) {
			return schemaVersion(ctx, db, known)
		}
	}
	switch {
	case err != nil:
		return 0, err
	case found.Program != program:
		return 0, ErrForeign
	case found.Version > known:
		return 0, fmt.Errorf("schema %d, this program knows %d: %w", found.Version, known, ErrNewer)
	}
	return found.Version, nil
}

// An index is a row of the table of indexes. A unique one begins with the unit,
// which every shard key begins with; contention on one is slow on some servers,
// so that what is fought for is an _id.
type index struct {
	coll   string
	keys   bson.D
	unique bool
	sparse bool   // without the documents that lack the first key
	only   bson.D // without the documents that this does not find
}

// indexes returns all there are beside those of the ids.
func indexes() []index {
	return []index{
		{coll: recordsColl, keys: ascending("unit", "_id")}, // also what it is sharded by
		{coll: recordsColl, keys: ascending("unit", "updated", "id")},
		{coll: recordsColl, keys: ascending("unit", "state", "updated", "id")},
		{coll: recordsColl, keys: ascending("unit", "desk", "updated", "id")},
		{coll: recordsColl, keys: ascending("unit", "flow", "updated", "id")}, // lists are of one flow
		{coll: recordsColl, keys: ascending("unit", "flow", "kind", "updated", "id")},
		{coll: recordsColl, keys: ascending("unit", "flow", "dated", "id"), only: bson.D{field("dated", bson.D{field("$gt", 0)})}},
		{coll: recordsColl, keys: ascending("unit", "state", "kind", "updated", "id")},
		{coll: recordsColl, keys: ascending("unit", "involved", "updated", "id")},
		{coll: recordsColl, keys: ascending("unit", "drafter", "updated", "id")},
		{coll: recordsColl, keys: ascending("unit", "pending", "updated", "id")},
		{coll: recordsColl, keys: ascending("unit", "pending", "deadline", "id"), only: bson.D{field("deadline", bson.D{field("$gt", 0)})}},
		{coll: recordsColl, keys: ascending("unit", "desk", "deadline", "id"), only: bson.D{field("deadline", bson.D{field("$gt", 0)})}},
		{coll: recordsColl, keys: ascending("unit", "involved", "dated", "id"), only: bson.D{field("dated", bson.D{field("$gt", 0)})}},
		{coll: recordsColl, keys: ascending("unit", "topost", "dated", "id"), only: bson.D{field("topost", true)}},
		{coll: recordsColl, keys: ascending("unit", "course", "dated", "id"), only: bson.D{field("course", bson.D{field("$gt", "")})}},
		{coll: recordsColl, keys: ascending("unit", "year", "series", "number")},
		{coll: recordsColl, keys: ascending("due"), sparse: true},
		{coll: recordsColl, keys: ascending("claim.token"), sparse: true},
		{coll: recordsColl, keys: ascending("stale"), sparse: true},
		{coll: recordsColl, keys: ascending("unit", "stale"), only: bson.D{field("stale", bson.D{field("$gt", 0)})}},
		{coll: wordsColl, keys: ascending("unit", "words")},
		{coll: booksColl, keys: ascending("unit", "year", "series")},
		{coll: entriesColl, keys: ascending("unit", "year", "series", "number")},
		{coll: entriesColl, keys: ascending("unit", "year", "symbol", "number")},
		{coll: entriesColl, keys: ascending("unit", "year", "series", "void"), only: bson.D{field("void", bson.D{field("$gt", "")})}},
		{coll: accountsColl, keys: ascending("unit", "_id")},
		{coll: sessionsColl, keys: ascending("account")},
		{coll: sessionsColl, keys: ascending("expires")},
		{coll: cardsColl, keys: ascending("unit", "_id")},
		{coll: cardsColl, keys: ascending("unit", "kind", "name", "id")},
		{coll: templatesColl, keys: ascending("unit", "seq", "_id")},
		{coll: slipsColl, keys: ascending("unit", "drawer", "id")},
		{coll: slipsColl, keys: ascending("unit", "drawer", "sort", "id")},
		{coll: slipsColl, keys: ascending("unit", "drawer", "year", "sort", "id")},
		{coll: slipsColl, keys: ascending("unit", "drawer", "refs", "sort", "id")},
		{coll: slipsColl, keys: ascending("unit", "drawer", "due", "sort", "id"), only: bson.D{field("due", bson.D{field("$gt", "")})}},
		{coll: slipsColl, keys: ascending("unit", "drawer", "until", "sort", "id"), only: bson.D{field("until", bson.D{field("$gt", "")})}},
		{coll: filesColl, keys: ascending("filename", "uploadDate")},
		{coll: chunksColl, keys: ascending("files_id", "n")},
	}
}

// ascending returns the keys of an index.
func ascending(fields ...string) bson.D {
	var keys bson.D
	for _, f := range fields {
		keys = append(keys, bson.E{Key: f, Value: 1})
	}
	return keys
}

// makeIndexes makes those indexes that are not there, one request a collection.
func makeIndexes(ctx context.Context, db *mongo.Database) error {
	models := map[string][]mongo.IndexModel{}
	for _, i := range indexes() {
		opts := options.Index()
		if i.unique {
			opts.SetUnique(true)
		}
		if i.sparse {
			opts.SetSparse(true)
		}
		if i.only != nil {
			opts.SetPartialFilterExpression(i.only)
		}
		models[i.coll] = append(models[i.coll], mongo.IndexModel{Keys: i.keys, Options: opts})
	}
	for coll, m := range models {
		if _, err := db.Collection(coll).Indexes().CreateMany(ctx, m); err != nil {
			return fmt.Errorf("make the indexes of %s: %w", coll, err)
		}
	}
	return nil
}
