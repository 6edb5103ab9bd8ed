package mongostore

import (
	"context"
	"errors"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
)

// maxSweep bounds the acts that one sweep looks at.
const maxSweep = 500

// sweep carries the acts to their end that were under way at the sweep before
// and still are: their servers died, or are so slow that a helping hand does no
// harm. It needs no clock for that. What cannot be ended stays for who acts on
// its record or audits its book, and is told why. Half the time of a write is for
// it at most: the tasks that are leased after it must not wait for a long sweep.
func (s *Store) sweep(ctx context.Context) error {
	half, cancel := context.WithTimeout(ctx, s.patience/2)
	defer cancel()
	acts, err := s.acts(ctx)
	if err != nil {
		return err
	}
	now := make(map[string]bool, len(acts))
	for _, r := range acts {
		now[r.Claim.Token] = true
	}
	before := s.swept.Swap(&now)
	for _, r := range acts {
		if half.Err() != nil {
			return nil // the others come with the next sweep
		}
		if before == nil || !(*before)[r.Claim.Token] {
			continue
		}
		if err := s.help(ctx, r); errors.Is(err, documents.ErrUnavailable) {
			return err
		}
	}
	return nil
}

// acts returns the records that have an act under way; of all units but for
// what only says.
func (s *Store) acts(ctx context.Context, only ...bson.E) ([]*stored, error) {
	var found []*stored
	filter := append(bson.D{field("claim.token", bson.D{field("$gt", "")})}, only...)
	opts := options.Find().SetLimit(maxSweep).SetProjection(bson.D{field("unit", 1), field("id", 1), field("claim", 1)})
	err := each(ctx, s, query{recordsColl, filter, opts}, func(r *stored) error {
		found = append(found, r)
		return nil
	})
	return found, err
}
