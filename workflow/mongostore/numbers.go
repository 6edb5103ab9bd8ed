package mongostore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/documents"
	"vanthu/workflow"
)

// maxGroup bounds how many numbers are taken in one update of a book.
const maxGroup = 256

// numbers gathers those who wait for a number of the same book: while one group
// is taken, the next forms, so that several servers, not several clerks, meet on
// the book's document. It remembers nothing that another server must know.
type numbers struct {
	lock    sync.Mutex
	waiting map[workflow.BookKey][]*ask // there is a key while a goroutine serves the book
	counts  map[workflow.BookKey]int    // as last seen; a book only grows
}

func newNumbers() numbers {
	return numbers{waiting: map[workflow.BookKey][]*ask{}, counts: map[workflow.BookKey]int{}}
}

// An ask is one act that wants its number.
type ask struct {
	next  *workflow.Record // without its number
	act   string
	seen  int   // a count that the book had before the act could have a number
	taken []int // numbers that other books of the year gave with its symbol
	n     int
	err   error
	done  chan struct{}
}

// refused is why a book gives no number, and never will.
type refused struct{ why error }

func (r *refused) Error() string { return r.why.Error() }

// errForgotten means that the book no longer knows whether it gave a number.
var errForgotten = errors.New("the book has forgotten the owners of so long ago")

// seen returns a count that the book has had.
func (q *numbers) seen(key workflow.BookKey) int {
	q.lock.Lock()
	defer q.lock.Unlock()
	return q.counts[key]
}

// saw remembers a count.
func (q *numbers) saw(key workflow.BookKey, n int) {
	q.lock.Lock()
	defer q.lock.Unlock()
	q.counts[key] = max(n, q.counts[key])
}

// join adds an ask to those that wait; true when nobody serves the book.
func (q *numbers) join(key workflow.BookKey, a *ask) bool {
	q.lock.Lock()
	defer q.lock.Unlock()
	waiting, served := q.waiting[key]
	q.waiting[key] = append(waiting, a)
	return !served
}

// group returns those who wait, up to maxGroup; with none the service ends.
func (q *numbers) group(key workflow.BookKey) []*ask {
	q.lock.Lock()
	defer q.lock.Unlock()
	waiting := q.waiting[key]
	if len(waiting) == 0 {
		delete(q.waiting, key)
		return nil
	}
	n := min(len(waiting), maxGroup)
	q.waiting[key] = waiting[n:]
	return waiting[:n:n]
}

// take returns the number of an act, the same however often it is asked, of
// whatever server. *refused when the book will not give one; ErrConflict when
// another found so and ended the act.
func (s *Store) take(ctx context.Context, next *workflow.Record, c *claim) (int, error) {
	for seen := c.Seen; ; {
		n, err := s.ask(ctx, &ask{next: next, act: c.Token, seen: seen, done: make(chan struct{})})
		if !errors.Is(err, errForgotten) {
			return n, err
		}
		if n, err = s.lineOf(ctx, next.Book(), c); n > 0 || err != nil {
			return n, err
		}
		if seen, err = s.look(ctx, next, c, seen); err != nil {
			return 0, err
		}
	}
}

// ask waits for the answer to an ask.
func (s *Store) ask(ctx context.Context, a *ask) (int, error) {
	if key := a.next.Book(); s.numbers.join(key, a) {
		go s.serve(key)
	}
	select {
	case <-a.done:
		return a.n, a.err
	case <-ctx.Done():
		return 0, fmt.Errorf("wait for a number: %w: %w", documents.ErrUnavailable, ctx.Err())
	}
}

// serve answers the asks for a book, group by group, until nobody waits.
func (s *Store) serve(key workflow.BookKey) {
	for group := s.numbers.group(key); group != nil; group = s.numbers.group(key) {
		s.serveGroup(key, group)
	}
}

func (s *Store) serveGroup(key workflow.BookKey, group []*ask) {
	ctx, cancel := context.WithTimeout(context.Background(), readTime)
	defer cancel()
	b, err := s.give(ctx, key, group)
	for _, a := range group {
		if a.err = err; err == nil {
			a.n, a.err = b.answer(a)
		}
		close(a.done)
	}
	if err == nil {
		s.numbers.saw(key, b.N)
		s.trim(ctx, key, b)
	}
}

// lineOf returns the number on the line of an act, 0 when it has none. The book
// forgets an owner only when its line is in.
func (s *Store) lineOf(ctx context.Context, key workflow.BookKey, c *claim) (int, error) {
	var l line
	err := s.one(ctx, entriesColl, append(byBook(key), field("number", bson.D{field("$gt", c.Seen)}), field("act", c.Token)), &l)
	_, err = there(err)
	return l.Number, err
}

// look brings a claim to the count that the book has now and returns it. It is
// for an act without a line that the book would no longer give a number to: it
// never had one, and nobody who has seen as little can get one for it.
func (s *Store) look(ctx context.Context, next *workflow.Record, c *claim, seen int) (int, error) {
	var b book
	key := next.Book()
	if err := s.one(ctx, booksColl, append(byBook(key), field("_id", bookID(key))), &b); err != nil {
		return 0, err
	}
	_, err := s.update(ctx, recordsColl, byRecord(next.Unit, next.ID, field("claim.token", c.Token), field("claim.seen", seen)),
		set(field("claim.seen", b.N)))
	if err != nil {
		return 0, err
	}
	old, err := s.find(ctx, next.Unit, next.ID)
	if err != nil {
		return 0, err
	}
	if old.Claim != nil && old.Claim.Token == c.Token {
		return old.Claim.Seen, nil
	}
	if n, err := s.lineOf(ctx, key, c); n > 0 || err != nil { // ended meanwhile; to ask again finds the line
		return seen, err
	}
	return 0, fmt.Errorf("another has ended the act: %w", documents.ErrConflict)
}

// byDate orders asks: who waits at the same time can be served in any order,
// and this one refuses nobody for the date of another.
func byDate(group []*ask) {
	slices.SortStableFunc(group, func(a, b *ask) int { return a.next.Day().Compare(b.next.Day()) })
}
