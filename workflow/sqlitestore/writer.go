package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"vanthu/documents"
)

// maxGroup bounds how many requests share one commit, and so how long the
// first of them waits.
const maxGroup = 256

// A writer owns the only connection that writes. Requests that arrive while a
// group is being committed form the next group: each runs in a savepoint of
// its own, all are made durable by one fsync, and only then answered.
type writer struct {
	db       *sql.DB
	tx       *tx
	requests chan *request
	once     sync.Once
	closing  chan struct{} // closed first
	stopped  chan struct{} // closed by the goroutine at its end
}

// A request is one act that is done whole or not at all.
type request struct {
	do    func(*tx) error
	taken atomic.Bool // by the writer, or by its caller who gave up: whoever is first
	done  chan error
}

// openWriter opens path for writing, in WAL mode and with its schema up to date.
func openWriter(ctx context.Context, path string) (*writer, error) {
	db, err := sql.Open("sqlite", dsn(path, url.Values{"_journal_mode": {"WAL"}, "_txlock": {"immediate"}, "_busy_timeout": {"0"}}))
	if err != nil {
		return nil, err
	}
	var conn *sql.Conn
	err = patiently(func() error { // SQLite itself does not wait where one turns WAL on as another closes
		if err := migrate(ctx, db); err != nil {
			return err
		}
		conn, err = db.Conn(ctx)
		return err
	})
	if err == nil {
		// temp_store is where SQLite keeps what a savepoint may have to undo
		_, err = conn.ExecContext(ctx, `PRAGMA wal_autocheckpoint = 4096; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY`)
	}
	if err != nil {
		return nil, errors.Join(translate(err), db.Close())
	}
	w := &writer{
		db: db, tx: &tx{conn: conn, stmts: map[string]*sql.Stmt{}}, requests: make(chan *request),
		closing: make(chan struct{}), stopped: make(chan struct{}),
	}
	go w.run()
	return w, nil
}

// write hands do to the writer and waits until its group is on the disk. A
// context that ends before the writer took the request calls it off; after
// that the answer is what was committed.
func (w *writer) write(ctx context.Context, do func(*tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r := &request{do: do, done: make(chan error, 1)}
	select {
	case w.requests <- r:
	case <-w.closing:
		return errClosed()
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-r.done:
		return translate(err)
	case <-ctx.Done():
		if r.taken.CompareAndSwap(false, true) {
			return ctx.Err()
		}
		return translate(<-r.done)
	}
}

// stop ends the writer after the group it is at.
func (w *writer) stop() error {
	w.once.Do(func() { close(w.closing) })
	<-w.stopped
	return w.db.Close()
}

// isClosed reports whether Close was called.
func (w *writer) isClosed() bool {
	select {
	case <-w.closing:
		return true
	default:
		return false
	}
}

func (w *writer) run() {
	defer close(w.stopped)
	defer w.tx.close()
	idle := time.NewTimer(0) // at once: for what a crash left
	for {
		select {
		case r := <-w.requests:
			w.commit(w.gather(r))
			if over := w.tx.owed - maxBehind; over > 0 {
				w.tidy(max(over, batch))
			}
			time.Sleep(pause)
			idle.Reset(calm)
		case <-idle.C:
			if w.tidy(batch) {
				idle.Reset(pause)
			}
		case <-w.closing:
			return
		}
	}
}

// gather returns first and the requests that wait already, without those that
// were called off.
func (w *writer) gather(first *request) []*request {
	var group []*request
	for r := first; ; {
		if r.taken.CompareAndSwap(false, true) {
			group = append(group, r)
		}
		if len(group) == maxGroup {
			return group
		}
		select {
		case r = <-w.requests:
		default:
			return group
		}
	}
}

// commit does a group and answers it.
func (w *writer) commit(group []*request) {
	answers, err := w.tx.group(group)
	for i, r := range group {
		if err != nil {
			r.done <- fmt.Errorf("commit group of %d: %w", len(group), err)
			continue
		}
		r.done <- answers[i]
	}
}

func errClosed() error { return fmt.Errorf("store is closed: %w", documents.ErrUnavailable) }
