package mongostore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow/codec"
)

// join makes an _id of the parts of a key. Only the last may contain a slash:
// unit ids and the words of ours have none.
func join(parts ...string) string { return strings.Join(parts, "/") }

// field is a bson.E, by position.
func field(key string, value any) bson.E { return bson.E{Key: key, Value: value} }

// set is the update that sets fields.
func set(fields ...bson.E) bson.D { return bson.D{field("$set", bson.D(fields))} }

// one decodes the document that filter finds into doc; ErrNotFound.
func (s *Store) one(ctx context.Context, coll string, filter bson.D, doc any) error {
	return s.fault(ctx, s.db.Collection(coll).FindOne(ctx, filter).Decode(doc))
}

// load reads the body of the document that filter finds into v; ErrNotFound.
func (s *Store) load(ctx context.Context, coll string, filter bson.D, v any) error {
	var doc struct {
		Body string `bson:"body"`
	}
	if err := s.one(ctx, coll, filter, &doc); err != nil {
		return err
	}
	return codec.Decode(doc.Body, v)
}

// A query finds documents of a collection; opts may be nil.
type query struct {
	coll   string
	filter bson.D
	opts   *options.FindOptionsBuilder
}

// each calls do with each document that q finds, decoded into a T.
func each[T any](ctx context.Context, s *Store, q query, do func(*T) error) error {
	cursor, err := s.db.Collection(q.coll).Find(ctx, q.filter, q.opts)
	if err != nil {
		return s.fault(ctx, err)
	}
	defer func() { _ = cursor.Close(context.WithoutCancel(ctx)) }()
	for cursor.Next(ctx) {
		doc := new(T)
		if err := cursor.Decode(doc); err != nil {
			return err
		}
		if err := do(doc); err != nil {
			return err
		}
	}
	return s.fault(ctx, cursor.Err())
}

// bodies reads the bodies of all documents that q finds.
func bodies[T any](ctx context.Context, s *Store, q query) ([]T, error) {
	type doc struct {
		Body string `bson:"body"`
	}
	var all []T
	err := each(ctx, s, q, func(d *doc) error {
		var v T
		err := codec.Decode(d.Body, &v)
		all = append(all, v)
		return err
	})
	return all, err
}

// put stores the fields of the document of a key, new or changed. It updates
// first and then inserts, never upserts: two upserts at once can lose one on
// some servers. ErrExists when the _id of the key belongs to another document.
func (s *Store) put(ctx context.Context, coll string, key bson.D, fields ...bson.E) error {
	return s.write(ctx, func(ctx context.Context) error {
		if done, err := s.update(ctx, coll, key, set(fields...)); done || err != nil {
			return err
		}
		_, err := s.db.Collection(coll).InsertOne(ctx, slices.Concat(key, fields))
		if !mongo.IsDuplicateKeyError(err) {
			return err
		}
		if done, again := s.update(ctx, coll, key, set(fields...)); done || again != nil { // another was first; his is overwritten
			return again
		}
		return err
	})
}

// there tells from a reading whether the document is there.
func there(err error) (bool, error) {
	if errors.Is(err, documents.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// drop removes the documents that filter finds.
func (s *Store) drop(ctx context.Context, coll string, filter bson.D) error {
	err := s.write(ctx, func(ctx context.Context) error {
		_, err := s.db.Collection(coll).DeleteMany(ctx, filter)
		return err
	})
	if err != nil {
		return fmt.Errorf("drop from %s: %w", coll, err)
	}
	return nil
}
