package bucket

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
)

// Stored calls visit for each file that is in its place; see workflow/sweeping.
func (s *Store) Stored(ctx context.Context, visit func(workflow.StoredFile) error) error {
	return s.list(ctx, "", func(name string, f workflow.StoredFile) error {
		unit, rest, _ := strings.Cut(name, "/")
		f.Unit, f.Hash = documents.UnitID(unit), workflow.Hash(rest[strings.LastIndex(rest, "/")+1:])
		if want, ok := blobs.Place(f.Unit, f.Hash); !ok || want != name {
			return nil // none of our files
		}
		return visit(f)
	})
}

// Aside calls visit for each file that was set aside; see workflow/sweeping.
func (s *Store) Aside(ctx context.Context, visit func(workflow.StoredFile) error) error {
	return s.asideUnder(ctx, blobs.AllAside, visit)
}

func (s *Store) asideUnder(ctx context.Context, begin string, visit func(workflow.StoredFile) error) error {
	return s.list(ctx, begin, func(name string, object workflow.StoredFile) error {
		f, ok := blobs.FromAside(name)
		if f.Size = object.Size; !ok {
			return nil
		}
		return visit(f)
	})
}

// SetAside copies a file that Stored told of to where nothing names it, and then
// removes it from its place; see workflow/sweeping. Only what is whole is moved:
// somebody may be mending what is not.
func (s *Store) SetAside(ctx context.Context, f workflow.StoredFile, at time.Time) error {
	name, _ := blobs.Place(f.Unit, f.Hash)
	to, ok := blobs.AsidePlace(f.Unit, f.Hash, at)
	if !ok {
		return fmt.Errorf("set aside %q of %q: %w", f.Hash, f.Unit, documents.ErrConflict)
	}
	data, err := s.read(ctx, name)
	if errors.Is(err, documents.ErrNotFound) || err == nil && blobs.HashOf(data) != f.Hash {
		err = fmt.Errorf("it is not as it was: %w", documents.ErrConflict)
	}
	if err == nil {
		err = s.write(ctx, to, data)
	}
	if err == nil {
		err = s.remove(ctx, name)
	}
	if err != nil {
		return fmt.Errorf("set aside %s of %s: %w", f.Hash, f.Unit, err)
	}
	return nil
}

// Remove removes a file that Aside told of; see workflow/sweeping.
func (s *Store) Remove(ctx context.Context, f workflow.StoredFile) error {
	name, ok := blobs.AsidePlace(f.Unit, f.Hash, f.At)
	if !ok {
		return nil
	}
	if err := s.remove(ctx, name); err != nil {
		return fmt.Errorf("remove %s of %s: %w", f.Hash, f.Unit, err)
	}
	return nil
}

// remove removes an object; no error when there is none.
func (s *Store) remove(ctx context.Context, name string) error {
	err := s.within(ctx, func(ctx context.Context) error {
		_, err := s.client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &s.bucket, Key: aws.String(s.prefix + name)})
		return err
	})
	if errors.Is(err, documents.ErrNotFound) {
		return nil
	}
	return err
}

// Head returns the first bytes of a file, as many as blobs.HeadSize at most;
// ErrNotFound.
func (s *Store) Head(ctx context.Context, unit documents.UnitID, hash workflow.Hash) ([]byte, error) {
	head, err := s.copy(ctx, s.heading, unit, hash)
	if err != nil {
		return nil, fmt.Errorf("read the beginning of file %s of %s: %w", hash, unit, err)
	}
	return head, nil
}

// ClearDrafts does nothing: an object is whole or not there.
func (s *Store) ClearDrafts(ctx context.Context, _ time.Time, _ bool) (files int, size int64, err error) {
	return 0, 0, ctx.Err()
}

// copy reads a file: from its place, else where it was set aside, else from its
// place again, where it may have been put back meanwhile; ErrNotFound.
func (s *Store) copy(ctx context.Context, read reading, unit documents.UnitID, hash workflow.Hash) ([]byte, error) {
	name, ok := blobs.Place(unit, hash)
	if !ok {
		return nil, documents.ErrNotFound
	}
	data, err := read(ctx, name)
	if !errors.Is(err, documents.ErrNotFound) {
		return data, err
	}
	begin, _ := blobs.AsideOf(unit, hash)
	var names []string
	err = s.asideUnder(ctx, begin, func(f workflow.StoredFile) error {
		copied, _ := blobs.AsidePlace(unit, hash, f.At)
		names = append([]string{copied}, names...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, name := range append(names, name) {
		if data, err = read(ctx, name); !errors.Is(err, documents.ErrNotFound) {
			break
		}
	}
	return data, err
}

// A reading reads an object, or a part of it.
type reading func(ctx context.Context, name string) ([]byte, error)
