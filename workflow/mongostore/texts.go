package mongostore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/documents"
	"vanthu/workflow"
)

// derived are the collections that name nothing by themselves: the files, and the
// words of records.
var derived = map[string]bool{filesColl: true, chunksColl: true, wordsColl: true}

// errNoJSON says that a body is not what was written.
var errNoJSON = errors.New("it is no JSON")

// Texts calls visit with each document of each collection, as it is stored,
// whatever it is of; see workflow/sweeping. A *workflow.BadItem for a body that is
// no JSON.
func (s *Store) Texts(ctx context.Context, visit func(text []byte) error) error {
	names, err := s.db.ListCollectionNames(ctx, bson.D{})
	if err != nil {
		return fmt.Errorf("list the collections: %w", s.fault(ctx, err))
	}
	for _, name := range names {
		if derived[name] {
			continue
		}
		err := each(ctx, s, query{name, bson.D{}, nil}, func(d *bson.Raw) error {
			if err := sound(name, *d); err != nil {
				return err
			}
			return visit(*d)
		})
		if err != nil {
			return fmt.Errorf("read all of %s: %w", name, err)
		}
	}
	return nil
}

// sound looks at the body of a document, if it has one.
func sound(coll string, d bson.Raw) error {
	body, err := d.LookupErr("body")
	if err != nil {
		return nil //nolint:nilerr // it has none
	}
	if text, ok := body.StringValueOK(); ok && json.Valid([]byte(text)) {
		return nil
	}
	unit, _ := d.Lookup("unit").StringValueOK()
	key, ok := d.Lookup("id").StringValueOK()
	if !ok {
		key, _ = d.Lookup("_id").StringValueOK()
	}
	return &workflow.BadItem{Part: workflow.Part(coll), Place: workflow.Place{Unit: documents.UnitID(unit), Key: key}, Err: errNoJSON}
}
