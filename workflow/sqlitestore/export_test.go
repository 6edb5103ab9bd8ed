package sqlitestore

import (
	"context"
	"fmt"
)

// Limit lets the database have at most that many pages, as a full disk does.
func (s *Store) Limit(ctx context.Context, pages int) error {
	return s.write(ctx, func(t *tx) error {
		var got int
		return t.row(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages), nil, &got)
	})
}
