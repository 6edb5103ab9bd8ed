package workflow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vanthu/documents"
)

// MakeArchival is the kind of the task that adds what proves the signatures for
// decades.
const MakeArchival = "archival"

// An Archiver adds to a sealed PDF what proves later that its signatures were made
// in time by certificates that were valid: their chains, what their authorities say
// of them, and a time stamp over all of it.
type Archiver interface {
	// Archive returns the file with it; ErrUnavailable when who stamps does not
	// answer, which may take minutes.
	Archive(ctx context.Context, pdf []byte, keys []documents.SigningKey) ([]byte, error)
}

// Archives reports whether sealed files get time stamps.
func (e *Engine) Archives() bool { return e.d.Archiver != nil }

// longestPause is how long a time stamp that did not come is waited for, before it
// is asked for again.
const longestPause = 6 * time.Hour

// makeArchival adds the archive's proof to a sealed original. It is asked for again
// after as long as was waited already, for days if need be: sending does not wait.
func (e *Engine) makeArchival(ctx context.Context, r *Record, _ Task) (*Record, error) {
	on := r.Original.Copy(Sealed)
	if on == nil || r.Original.Copy(Archived) != nil || e.d.Archiver == nil {
		next := e.next(r, &program, Event{})
		next.History, next.Tasks = r.History, without(next.Tasks, MakeArchival)
		return e.swapped(ctx, next, r)
	}
	file, err := e.archived(ctx, r, on)
	if errors.Is(err, documents.ErrUnavailable) {
		return e.postpone(ctx, r, on, err)
	}
	if err != nil {
		return nil, err
	}
	next := e.next(r, &program, Event{Action: stamped, From: r.State, To: r.State, Seen: r.Version, File: file})
	next.Tasks = without(next.Tasks, MakeArchival)
	next.Original = r.Original.with(Copy{Stage: Archived, File: file, At: next.Updated})
	return e.swapped(ctx, next, r)
}

// archived returns the file with the proof, stored.
func (e *Engine) archived(ctx context.Context, r *Record, on *Copy) (Hash, error) {
	var keys []documents.SigningKey
	unit, err := e.d.Directory.Unit(ctx, r.Unit)
	if err != nil {
		return "", fmt.Errorf("read unit %s: %w", r.Unit, err)
	}
	if unit.Seal != nil {
		keys = append(keys, unit.Seal.SigningKey)
	}
	if approved := r.Original.Copy(Approved); approved != nil { // a copy bears the agency's signature alone
		signer, err := e.d.Directory.Account(ctx, approved.By)
		if err != nil {
			return "", fmt.Errorf("read who signed document %s: %w", r.ID, err)
		}
		if signer.Key != nil {
			keys = append(keys, *signer.Key)
		}
	}
	file, err := e.d.Blobs.Get(ctx, r.Unit, on.File)
	if err == nil {
		file, err = e.d.Archiver.Archive(ctx, file, keys)
	}
	if err != nil {
		return "", fmt.Errorf("archive the original of document %s: %w", r.ID, err)
	}
	hash, err := e.d.Blobs.Put(ctx, r.Unit, file)
	if err != nil {
		return "", fmt.Errorf("keep the archived file of document %s: %w", r.ID, err)
	}
	return hash, nil
}

// postpone puts the task off and returns why.
func (e *Engine) postpone(ctx context.Context, r *Record, on *Copy, why error) (*Record, error) {
	now := e.now()
	next := e.next(r, &program, Event{})
	next.History = r.History
	next.Tasks = append(without(next.Tasks, MakeArchival),
		Task{ID: MakeArchival, Kind: MakeArchival, Due: now.Add(min(longestPause, max(time.Minute, now.Sub(on.At))))})
	_, err := e.swapped(ctx, next, r)
	return nil, errors.Join(why, err)
}
