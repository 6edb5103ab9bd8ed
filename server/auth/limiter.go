package auth

import (
	"context"
	"fmt"
	"maps"
	"net/netip"
	"sync"
	"time"

	"vanthu/documents"
)

// A bound is one row of the table of how often a login may fail: free failures
// cost nothing, each further one doubles the pause, from first up to longest.
type bound struct {
	free           int
	first, longest time.Duration
}

// The pause of an account stays short, for else anybody could keep its owner
// out; with passwords of ten characters 1,440 guesses a day find nothing. That
// of an address may grow long, but starts late: an office is one address.
var (
	perAccount = bound{free: 5, first: time.Second, longest: time.Minute}
	perAddress = bound{free: 20, first: time.Second, longest: 15 * time.Minute}
)

const (
	forget  = time.Hour // failures older than this are forgotten
	maxKeys = 100_000   // beyond it the table is swept
)

// limiter counts failed logins by account and by address in this server.
type limiter struct {
	now     func() time.Time
	mu      sync.Mutex
	tries   map[string]tries
	changed chan struct{} // closed when an attempt has ended
}

// tries are the attempts of one account or address.
type tries struct {
	failed int
	busy   int // being looked at now
	last   time.Time
	until  time.Time // no attempt before
}

func newLimiter(now func() time.Time) *limiter {
	return &limiter{now: now, tries: map[string]tries{}, changed: make(chan struct{})}
}

// An outcome is how an attempt ended.
type outcome int

const (
	undecided outcome = iota // it was not looked at
	wrong
	right
)

// begin lets an attempt go on, or returns how long to wait before another. One
// that might be a failure too many once those under way have ended waits for
// them: many guesses at once gain nothing, and many who know the password lose
// nothing. ErrUnavailable when ctx ends first.
func (l *limiter) begin(ctx context.Context, account, address string) (time.Duration, error) {
	for {
		wait, changed := l.enter(account, address)
		if changed == nil {
			return wait, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return 0, fmt.Errorf("wait for other logins: %w", documents.ErrUnavailable)
		}
	}
}

// enter counts the attempt as busy, or returns the pause to keep, or the
// channel to wait on.
func (l *limiter) enter(account, address string) (time.Duration, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if wait := max(l.tries[account].until.Sub(now), l.tries[address].until.Sub(now), 0); wait > 0 {
		return wait, nil
	}
	if !perAccount.room(l.tries[account]) || !perAddress.room(l.tries[address]) {
		return 0, l.changed
	}
	l.sweep(now)
	for _, key := range [...]string{account, address} {
		t := l.tries[key]
		t.busy++
		l.tries[key] = t
	}
	return 0, nil
}

// room reports whether one more attempt may be looked at now.
func (b bound) room(t tries) bool { return t.busy == 0 || t.failed+t.busy < b.free }

// end counts how the attempt ended. Success forgets the account's failures but
// not the address's, so that who has one account cannot use it to try the
// others freely.
func (l *limiter) end(account, address string, how outcome) {
	l.mu.Lock()
	defer l.mu.Unlock()
	a, b := l.tries[account].ended(), l.tries[address].ended()
	switch how {
	case wrong:
		a, b = perAccount.fail(a, l.now()), perAddress.fail(b, l.now())
	case right:
		a = tries{busy: a.busy}
	}
	l.keep(account, a)
	l.keep(address, b)
	close(l.changed)
	l.changed = make(chan struct{})
}

// keep stores t, unless there is nothing in it.
func (l *limiter) keep(key string, t tries) {
	if l.tries[key] = t; t.busy == 0 && t.failed == 0 {
		delete(l.tries, key)
	}
}

func (t tries) ended() tries {
	t.busy = max(t.busy-1, 0)
	return t
}

// fail counts one failure more.
func (b bound) fail(t tries, now time.Time) tries {
	if now.Sub(t.last) > forget {
		t = tries{busy: t.busy}
	}
	t.failed++
	t.last = now
	if over := t.failed - b.free; over > 0 {
		t.until = now.Add(min(b.first<<min(over-1, 20), b.longest))
	}
	return t
}

// sweep drops what is old once the table is full, and if that is nothing, all
// that is not under way.
func (l *limiter) sweep(now time.Time) {
	for _, age := range [...]time.Duration{forget, -1} {
		if len(l.tries) >= maxKeys {
			maps.DeleteFunc(l.tries, func(_ string, t tries) bool { return t.busy == 0 && now.Sub(t.last) > age })
		}
	}
}

// addressKey returns what addresses are counted by: IPv6 by its /64, which one
// customer has whole.
func addressKey(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return "address:" + address
	}
	if ip = ip.Unmap(); ip.Is6() {
		if net, err := ip.Prefix(64); err == nil {
			return "address:" + net.String()
		}
	}
	return "address:" + ip.String()
}
