package workflow

import (
	"context"
	"time"

	"vanthu/documents"
)

// A StoredFile is a file of Blobs as its store keeps it.
type StoredFile struct {
	Unit documents.UnitID
	Hash Hash
	Size int64     // bytes
	At   time.Time // when it was stored or, of one that was set aside, set aside; by the store's clock
}

// A FileWalk goes through a store of files, where a sweep (workflow/sweeping) may
// set files aside and put them back meanwhile.
type FileWalk interface {
	// Walk calls visit for each file that is in its place, until it returns an
	// error. Files that come meanwhile may be left out.
	Walk(ctx context.Context, visit func(documents.UnitID, Hash) error) error
	// Aside calls visit for each file that was set aside, until it returns an
	// error.
	Aside(ctx context.Context, visit func(StoredFile) error) error
}

// WalkAll calls visit for each file that is in its place or was set aside, until
// it returns an error. One that is set aside or put back while it walks is
// visited, too, and may be visited twice; one that is removed may be gone by
// then. For that, what lies aside is listed before and after the walk: no file
// moves twice within it.
func WalkAll(ctx context.Context, files FileWalk, visit func(documents.UnitID, Hash) error) error {
	type key struct {
		unit documents.UnitID
		hash Hash
	}
	aside := map[key]bool{}
	list := func(f StoredFile) error { aside[key{f.Unit, f.Hash}] = true; return nil }
	if err := files.Aside(ctx, list); err != nil {
		return err
	}
	err := files.Walk(ctx, func(unit documents.UnitID, hash Hash) error {
		delete(aside, key{unit, hash})
		return visit(unit, hash)
	})
	if err == nil {
		err = files.Aside(ctx, list)
	}
	if err != nil {
		return err
	}
	for k := range aside {
		if err := visit(k.unit, k.hash); err != nil {
			return err
		}
	}
	return nil
}
