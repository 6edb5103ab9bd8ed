package mongostore

import "time"

// SetPatience says how long a write may go on.
func (s *Store) SetPatience(d time.Duration) { s.patience = d }

// SetFew says how many records a search sorts at most, at first and later.
func (s *Store) SetFew(few ...int) { s.few = few }
