package web

import (
	"context"
	"errors"

	"vanthu/documents"
	"vanthu/workflow"
)

// A since is what changed in a draft since a person decided on it last.
type since struct {
	Round   int // the round that was decided on
	Changes []documents.Change
}

// since compares the present round with the one by decided on last; nil when
// there was none, or it is the present one.
func (w *Web) since(ctx context.Context, by *documents.Account, r *workflow.Record) (*since, error) {
	round, last := decidedOn(r, by.ID), len(r.Revisions)
	if round == 0 || round == last || r.Drafter == by.ID {
		return nil, nil
	}
	old, err := w.d.Engine.Round(ctx, r, round)
	if err == nil {
		now, again := w.d.Engine.Round(ctx, r, last)
		if again == nil {
			return &since{round, documents.Compare(old, now)}, nil
		}
		err = again
	}
	if errors.Is(err, documents.ErrNotFound) { // written by an earlier program
		return nil, nil
	}
	return nil, err
}

// decidedOn returns the newest round whose file a person acted on, 0 for none.
func decidedOn(r *workflow.Record, who documents.AccountID) int {
	for i := len(r.History) - 1; i >= 0; i-- {
		if r.History[i].By != who {
			continue
		}
		for _, rev := range r.Revisions {
			if rev.File.Hash == r.History[i].File {
				return rev.Round
			}
		}
	}
	return 0
}
