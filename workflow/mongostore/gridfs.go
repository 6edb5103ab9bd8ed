package mongostore

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
)

// Files are the files of an installation in the same database, as GridFS keeps
// them (fs.files, fs.chunks), so that MongoDB's own tools can read and save
// them. It implements workflow.Blobs, for sites that want nothing beside
// MongoDB; a cluster shards fs.chunks by files_id.
//
// The _ids of a file and its pieces say unit, hash and place: whoever stores the
// same file at the same time writes the same documents, and what a crash left
// is the beginning of the next attempt. The driver's own uploads make new ids
// each time, take 16 MB of memory and may not run side by side.
type Files struct{ s *Store }

// Files returns the files that stand in the store's database. They are closed
// with the store.
func (s *Store) Files() *Files { return &Files{s} }

// chunkSize is how many bytes of a file are in one document, as GridFS has it
// by default.
const chunkSize = 255 << 10

// chunksAtOnce is how many of them go in one request: two megabytes, which a
// slow line can carry in the time a write has.
const chunksAtOnce = 8

// A chunk is a piece of a file. Those of earlier programs say nothing of a write.
type chunk struct {
	Key   string        `bson:"_id"`
	File  string        `bson:"files_id"`
	N     int           `bson:"n"`
	Data  []byte        `bson:"data"`
	Write bson.ObjectID `bson:"write"` // names the last one, and when it was by the clock of who wrote
}

// Put stores data and returns its hash; see workflow.Blobs. A file that is
// there already is read, and written again only if it was damaged. ErrInvalid
// for a unit that is none.
func (f *Files) Put(ctx context.Context, unit documents.UnitID, data []byte) (workflow.Hash, error) {
	hash := hashOf(data)
	if unit == "" || strings.Contains(string(unit), "/") {
		return "", fmt.Errorf("store file: unit %q: %w", unit, documents.ErrInvalid)
	}
	if err := f.keep(ctx, join(string(unit), string(hash)), data); err != nil {
		return "", fmt.Errorf("store file %s of %s: %w", hash, unit, err)
	}
	return hash, nil
}

// keep makes the file be there, in its place and dated now.
func (f *Files) keep(ctx context.Context, name string, data []byte) error {
	there, err := f.read(ctx, name)
	if err != nil && !errors.Is(err, documents.ErrNotFound) {
		return err
	}
	if err == nil && bytes.Equal(there, data) {
		if touched, err := f.touch(ctx, name); touched || err != nil {
			return err
		} // else a sweep has removed it since it was read
	}
	if err := f.write(ctx, name, data); err != nil {
		return err
	}
	_, err = f.touch(ctx, name)
	return err
}

// touch dates a file, by the clock of the server, and ends its being set aside;
// false when there is none. The answer comes when all that was written before is
// as safe, also by another who has no answer yet.
func (f *Files) touch(ctx context.Context, name string) (there bool, err error) {
	err = f.s.write(ctx, func(ctx context.Context) (err error) {
		there, err = f.s.update(ctx, filesColl, byID(name), bson.D{
			field("$currentDate", bson.D{field("uploadDate", true)}), field("$unset", bson.D{field(asideField, "")}),
		})
		return err
	})
	return there, err
}

// write writes the pieces and then the file: one that is there is whole.
func (f *Files) write(ctx context.Context, name string, data []byte) error {
	var pieces []chunk
	token := bson.NewObjectID()
	for piece := range slices.Chunk(data, chunkSize) {
		n := len(pieces)
		pieces = append(pieces, chunk{join(name, fmt.Sprint(n)), name, n, piece, token})
	}
	for some := range slices.Chunk(pieces, chunksAtOnce) {
		if err := f.s.write(ctx, func(ctx context.Context) error { return f.writeChunks(ctx, some) }); err != nil {
			return err
		}
	}
	more := bson.D{field("files_id", name), field("n", bson.D{field("$gte", len(pieces))})}
	err := f.s.write(ctx, func(ctx context.Context) error {
		_, err := f.s.db.Collection(chunksColl).DeleteMany(ctx, more)
		return err
	})
	if err != nil {
		return err
	}
	return f.s.put(ctx, filesColl, byID(name), field("length", int64(len(data))), field("chunkSize", int32(chunkSize)),
		field("filename", name), field("uploadDate", token.Timestamp()))
}

// writeChunks writes pieces of a file. Where some are there already, it writes
// over them: they may be what is damaged.
func (f *Files) writeChunks(ctx context.Context, pieces []chunk) error {
	var inserts, updates []mongo.WriteModel
	for _, c := range pieces {
		inserts = append(inserts, mongo.NewInsertOneModel().SetDocument(c))
		updates = append(updates, mongo.NewUpdateOneModel().SetFilter(byID(c.Key, field("files_id", c.File))).SetUpdate(set(field("data", c.Data), field("write", c.Write))))
	}
	opts := options.BulkWrite().SetOrdered(false)
	_, err := f.s.db.Collection(chunksColl).BulkWrite(ctx, inserts, opts)
	if !alreadyThere(err) {
		return err
	}
	done, err := f.s.db.Collection(chunksColl).BulkWrite(ctx, updates, opts)
	if err == nil && done.MatchedCount < int64(len(updates)) {
		err = fmt.Errorf("a sweep removed old pieces meanwhile: %w", documents.ErrUnavailable) // all is written again
	}
	return err
}

// Get returns a file, also one that was set aside; see workflow.Blobs. A file
// whose content is not that of its hash any more is an internal error.
func (f *Files) Get(ctx context.Context, unit documents.UnitID, hash workflow.Hash) ([]byte, error) {
	if !isHash(hash) { // what came with a request
		return nil, fmt.Errorf("read file %q of %s: %w", hash, unit, documents.ErrNotFound)
	}
	data, err := f.read(ctx, join(string(unit), string(hash)))
	if err != nil {
		return nil, fmt.Errorf("read file %s of %s: %w", hash, unit, err)
	}
	if hashOf(data) != hash {
		return nil, fmt.Errorf("read file %s of %s: its content has changed in the database", hash, unit)
	}
	return data, nil
}

// read returns the pieces of a file that there are; ErrNotFound without a file.
func (f *Files) read(ctx context.Context, name string) ([]byte, error) {
	var file struct {
		Length int64 `bson:"length"`
	}
	if err := f.s.one(ctx, filesColl, byID(name), &file); err != nil {
		return nil, err
	}
	type doc struct {
		Data []byte `bson:"data"`
	}
	var data []byte
	opts := options.Find().SetSort(bson.D{field("n", 1)}).SetProjection(bson.D{field("data", 1)})
	err := each(ctx, f.s, query{chunksColl, bson.D{field("files_id", name)}, opts}, func(c *doc) error {
		data = append(data, c.Data...)
		return nil
	})
	return data, err
}

// Walk calls visit for each file that is in its place, in order of unit and
// hash, until it returns an error. Files that come meanwhile may be left out.
func (f *Files) Walk(ctx context.Context, visit func(documents.UnitID, workflow.Hash) error) error {
	return f.Stored(ctx, func(s workflow.StoredFile) error { return visit(s.Unit, s.Hash) })
}

// isHash reports whether h is a SHA-256 in lower-case hex.
func isHash(h workflow.Hash) bool {
	return len(h) == 2*sha256.Size && strings.Trim(string(h), "0123456789abcdef") == ""
}

func hashOf(data []byte) workflow.Hash {
	sum := sha256.Sum256(data)
	return workflow.Hash(hex.EncodeToString(sum[:]))
}
