package mongostore

import (
	"context"
	"fmt"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
)

// asideField is when a file was set aside by a sweep (workflow/sweeping). It
// stays where it is: who reads it does not see the field, who puts it again takes
// it off.
const asideField = "aside"

// A fileEntry is the document of a file.
type fileEntry struct {
	Name   string    `bson:"_id"`
	Length int64     `bson:"length"`
	Upload time.Time `bson:"uploadDate"`
	Aside  time.Time `bson:"aside"`
}

// Stored calls visit for each file that is in its place; see workflow/sweeping.
func (f *Files) Stored(ctx context.Context, visit func(workflow.StoredFile) error) error {
	return f.list(ctx, false, func(s workflow.StoredFile, e *fileEntry) error {
		s.At = e.Upload
		return visit(s)
	})
}

// Aside calls visit for each file that was set aside; see workflow/sweeping.
func (f *Files) Aside(ctx context.Context, visit func(workflow.StoredFile) error) error {
	return f.list(ctx, true, func(s workflow.StoredFile, e *fileEntry) error {
		s.At = e.Aside
		return visit(s)
	})
}

func (f *Files) list(ctx context.Context, aside bool, visit func(workflow.StoredFile, *fileEntry) error) error {
	// Each may be read or copied before the next: a server forgets a question whose
	// next answer is not fetched for ten minutes.
	opts := options.Find().SetSort(bson.D{field("_id", 1)}).SetBatchSize(filesAtOnce)
	return each(ctx, f.s, query{filesColl, bson.D{isAside(aside)}, opts}, func(e *fileEntry) error {
		unit, hash, ok := strings.Cut(e.Name, "/")
		if !ok || !isHash(workflow.Hash(hash)) {
			return nil // not a file of ours
		}
		return visit(workflow.StoredFile{Unit: documents.UnitID(unit), Hash: workflow.Hash(hash), Size: e.Length}, e)
	})
}

// isAside finds files that were, or were not, set aside.
func isAside(yes bool) bson.E { return field(asideField, bson.D{field("$exists", yes)}) }

// SetAside marks a file that Stored told of and that nobody has put since; see
// workflow/sweeping.
func (f *Files) SetAside(ctx context.Context, file workflow.StoredFile, at time.Time) error {
	name := join(string(file.Unit), string(file.Hash))
	err := f.s.write(ctx, func(ctx context.Context) error {
		done, err := f.s.update(ctx, filesColl, byID(name, field("uploadDate", file.At), isAside(false)), set(field(asideField, at)))
		if err == nil && !done { // unless it is what an unanswered request of ours did
			done, err = there(f.s.one(ctx, filesColl, byID(name, field("uploadDate", file.At), field(asideField, at)), new(fileEntry)))
		}
		if err == nil && !done {
			err = fmt.Errorf("it is not as it was: %w", documents.ErrConflict)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("set aside %s of %s: %w", file.Hash, file.Unit, err)
	}
	return nil
}

// Remove removes a file that Aside told of, unless it was put since; see
// workflow/sweeping. Its pieces go after it, but not those that somebody who puts
// it meanwhile has written anew.
func (f *Files) Remove(ctx context.Context, file workflow.StoredFile) error {
	name := join(string(file.Unit), string(file.Hash))
	pieces, err := f.pieces(ctx, name)
	if err == nil {
		err = f.s.write(ctx, func(ctx context.Context) error {
			if _, err := f.s.db.Collection(filesColl).DeleteOne(ctx, byID(name, field(asideField, file.At))); err != nil {
				return err
			}
			if found, err := there(f.s.one(ctx, filesColl, byID(name), new(fileEntry))); found || len(pieces) == 0 || err != nil {
				return err
			}
			_, err := f.s.db.Collection(chunksColl).BulkWrite(ctx, pieces, options.BulkWrite().SetOrdered(false))
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("remove %s of %s: %w", file.Hash, file.Unit, err)
	}
	return nil
}

// pieces returns what removes the pieces of a file as they are now.
func (f *Files) pieces(ctx context.Context, name string) (removals []mongo.WriteModel, err error) {
	type piece struct {
		Key   any            `bson:"_id"`
		Write *bson.ObjectID `bson:"write"`
	}
	opts := options.Find().SetProjection(bson.D{field("write", 1)})
	err = each(ctx, f.s, query{chunksColl, bson.D{field("files_id", name)}, opts}, func(p *piece) error {
		written := field("write", p.Write)
		if p.Write == nil {
			written.Value = bson.D{field("$exists", false)}
		}
		removals = append(removals, mongo.NewDeleteOneModel().SetFilter(bson.D{field("_id", p.Key), field("files_id", name), written}))
		return nil
	})
	return removals, err
}

// writtenBefore finds pieces that nobody has written since a time.
func writtenBefore(at time.Time) bson.E {
	return field("$or", bson.A{
		bson.D{field("write", bson.D{field("$lt", bson.NewObjectIDFromTimestamp(at))})},
		bson.D{field("write", bson.D{field("$exists", false)})},
	})
}

// Head returns the first piece of a file; ErrNotFound.
func (f *Files) Head(ctx context.Context, unit documents.UnitID, hash workflow.Hash) ([]byte, error) {
	var first chunk
	name := join(string(unit), string(hash))
	if err := f.s.one(ctx, chunksColl, bson.D{field("files_id", name), field("n", 0)}, &first); err != nil {
		return nil, fmt.Errorf("read the beginning of file %s of %s: %w", hash, unit, err)
	}
	return first.Data, nil
}

// filesAtOnce is how many files one answer tells of.
const filesAtOnce = 500

// ClearDrafts removes pieces that were written before a time and have no file: a
// server died between the two. See workflow/sweeping.
func (f *Files) ClearDrafts(ctx context.Context, before time.Time, dry bool) (files int, size int64, err error) {
	type piece struct {
		File string `bson:"files_id"`
	}
	var some bson.A
	remove := func() error {
		orphans, err := f.without(ctx, some)
		for _, name := range orphans {
			n, err := f.clear(ctx, name, before, dry)
			if err != nil {
				return err
			}
			files, size = files+1, size+n
		}
		some = nil
		return err
	}
	last := ""
	opts := options.Find().SetSort(ascending("files_id", "n")).SetProjection(bson.D{field("files_id", 1)})
	err = each(ctx, f.s, query{chunksColl, bson.D{writtenBefore(before)}, opts}, func(p *piece) error {
		_, hash, _ := strings.Cut(p.File, "/")
		if p.File == last || !isHash(workflow.Hash(hash)) {
			return nil
		}
		last, some = p.File, append(some, p.File)
		if len(some) < filesAtOnce {
			return nil
		}
		return remove()
	})
	if err == nil {
		err = remove()
	}
	if err != nil {
		err = fmt.Errorf("look for pieces without a file: %w", err)
	}
	return files, size, err
}

// without returns those names that no file has.
func (f *Files) without(ctx context.Context, names bson.A) (lacking []string, err error) {
	if len(names) == 0 {
		return nil, nil
	}
	known := map[string]bool{}
	err = each(ctx, f.s, query{filesColl, bson.D{field("_id", bson.D{field("$in", names)})}, nil}, func(e *fileEntry) error {
		known[e.Name] = true
		return nil
	})
	for _, name := range names {
		if name := name.(string); !known[name] {
			lacking = append(lacking, name)
		}
	}
	return lacking, err
}

// clear removes the pieces of a name that has no file and returns how many bytes
// they have.
func (f *Files) clear(ctx context.Context, name string, before time.Time, dry bool) (size int64, err error) {
	old := bson.D{field("files_id", name), writtenBefore(before)}
	err = each(ctx, f.s, query{chunksColl, old, nil}, func(c *chunk) error {
		size += int64(len(c.Data))
		return nil
	})
	if err != nil || dry {
		return size, err
	}
	return size, f.s.write(ctx, func(ctx context.Context) error {
		_, err := f.s.db.Collection(chunksColl).DeleteMany(ctx, old)
		return err
	})
}
