package sqlitestore

import (
	"errors"
	"time"

	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// How processes share the one lock for writing. SQLite's own way of waiting is
// unfair: it looks every 100 ms, and a busy server, that takes the lock again
// as soon as it gave it back, would keep a restore or a second server out for
// ever. So the writer pauses after each commit, and who waits looks more often
// than that.
const (
	pause    = time.Millisecond
	look     = pause / 2
	patience = busyTimeout // until ErrUnavailable
)

// patiently does what needs the lock until it gets it or patience ends.
func patiently(do func() error) error {
	for range patience / look {
		if err := do(); !isBusy(err) {
			return err
		}
		time.Sleep(look)
	}
	return do()
}

// isBusy reports whether another has the lock.
func isBusy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == codes.SQLITE_BUSY
}
