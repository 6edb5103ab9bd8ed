package mongostore

import "time"

// SetPatience says how long a write may go on.
func (s *Store) SetPatience(d time.Duration) { s.patience = d }

// SetFew says how many records a search sorts at most.
func (s *Store) SetFew(n int) { s.few = n }
