package auth

import (
	"net/netip"
	"sync"
	"time"
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
	now  func() time.Time
	mu   sync.Mutex
	fail map[string]failures
}

type failures struct {
	count int
	last  time.Time
	until time.Time // no attempt before
}

func newLimiter(now func() time.Time) *limiter {
	return &limiter{now: now, fail: map[string]failures{}}
}

// begin counts an attempt as failed before it is looked at, so that many at
// once gain nothing, and returns how long to wait: zero when it may go on.
func (l *limiter) begin(account, address string) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	wait := max(l.fail[account].until.Sub(now), l.fail[address].until.Sub(now), 0)
	if wait > 0 {
		return wait
	}
	l.sweep(now)
	l.add(account, perAccount, now)
	l.add(address, perAddress, now)
	return 0
}

// succeed forgets the account's failures; of the address only this attempt, so
// that who has one account cannot use it to try the others freely.
func (l *limiter) succeed(account, address string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.fail, account)
	l.takeBack(address)
}

// undo takes back an attempt that was not looked at.
func (l *limiter) undo(account, address string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.takeBack(account)
	l.takeBack(address)
}

func (l *limiter) takeBack(key string) {
	f := l.fail[key]
	f.count, f.until = f.count-1, time.Time{}
	if l.fail[key] = f; f.count <= 0 {
		delete(l.fail, key)
	}
}

func (l *limiter) add(key string, b bound, now time.Time) {
	f := l.fail[key]
	if now.Sub(f.last) > forget {
		f = failures{}
	}
	f.count++
	f.last = now
	if over := f.count - b.free; over > 0 {
		f.until = now.Add(min(b.first<<min(over-1, 20), b.longest))
	}
	l.fail[key] = f
}

// sweep drops what is old once the table is full; all of it if nothing is.
func (l *limiter) sweep(now time.Time) {
	if len(l.fail) < maxKeys {
		return
	}
	for key, f := range l.fail {
		if now.Sub(f.last) > forget {
			delete(l.fail, key)
		}
	}
	if len(l.fail) >= maxKeys {
		clear(l.fail)
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
