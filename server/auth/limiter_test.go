package auth_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vanthu/server/auth"
)

// fail tries a wrong password and returns the pause asked for, 0 when the
// password was looked at.
func (o *office) fail(t *testing.T, user, address string) time.Duration {
	t.Helper()
	_, err := o.Login(t.Context(), auth.Attempt{User: user, Password: "sai rồi", Address: address})
	if p := (*auth.Paused)(nil); errors.As(err, &p) {
		return p.Wait
	}
	if !errors.Is(err, auth.ErrLogin) {
		t.Fatalf("got %v", err)
	}
	return 0
}

func TestPausesOfAnAccount(t *testing.T) {
	o := newOffice(t)
	var pauses []time.Duration
	for n := range 16 {
		address := fmt.Sprintf("10.0.1.%d", n)
		if wait := o.fail(t, "chuyenvien", address); wait > 0 {
			pauses = append(pauses, wait)
			o.pass(wait)
			if again := o.fail(t, "chuyenvien", address); again != 0 {
				t.Fatalf("after the pause: still %s", again)
			}
		}
	}
	want := []float64{1, 2, 4, 8, 16, 32, 60, 60, 60, 60}
	if len(pauses) != len(want) {
		t.Fatalf("pauses %v, want %d of them", pauses, len(want))
	}
	for i, p := range pauses {
		if p.Seconds() != want[i] {
			t.Errorf("pause %d is %s, want %.0f s", i, p, want[i])
		}
	}
	t.Run("HoldForTheRightPasswordToo", func(t *testing.T) {
		_, err := o.Login(t.Context(), auth.Attempt{User: "chuyenvien", Password: password, Address: "10.9.9.9"})
		if p := (*auth.Paused)(nil); !errors.As(err, &p) {
			t.Errorf("got %v, want a pause", err)
		}
	})
	t.Run("HoldNobodyElse", func(t *testing.T) { o.login(t, "quantri") })
	t.Run("EndWithSuccess", func(t *testing.T) {
		o.pass(time.Minute)
		o.login(t, "chuyenvien")
		for range 5 {
			if wait := o.fail(t, "chuyenvien", "10.0.0.1"); wait != 0 {
				t.Errorf("paused for %s", wait)
			}
		}
	})
	t.Run("AreForgotten", func(t *testing.T) {
		o.pass(time.Hour + time.Second)
		for range 5 {
			if wait := o.fail(t, "chuyenvien", "10.0.0.2"); wait != 0 {
				t.Errorf("paused for %s", wait)
			}
		}
	})
}

func TestPausesOfAnAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, other string
		address     func(n int) string
		paused      bool
	}{
		{"OneAddress", "192.0.2.7", func(int) string { return "192.0.2.7" }, true},
		{"AnotherAddress", "192.0.2.8", func(int) string { return "192.0.2.7" }, false},
		{"OneNetworkOfIPv6", "2001:db8::1:0", func(n int) string { return fmt.Sprintf("2001:db8::%x", n+1) }, true},
		{"IPv4WrittenAsIPv6", "192.0.2.7", func(int) string { return "::ffff:192.0.2.7" }, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			for n := range 21 {
				if wait := o.fail(t, fmt.Sprintf("nguoi%d", n), c.address(n)); wait != 0 {
					t.Fatalf("attempt %d is paused for %s", n, wait)
				}
			}
			if wait := o.fail(t, "nguoikhac", c.other); (wait > 0) != c.paused {
				t.Errorf("pause %s, want paused %v", wait, c.paused)
			}
		})
	}
}

func TestOwnAccountDoesNotFreeTheAddress(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for n := range 20 {
		o.fail(t, fmt.Sprintf("nguoi%d", n), "10.0.0.1")
	}
	o.login(t, "quantri")
	o.fail(t, "nguoi99", "10.0.0.1")
	if o.fail(t, "nguoi98", "10.0.0.1") == 0 {
		t.Error("a login of one's own took back the failures of the address")
	}
}

func TestManyWhoKnowThePassword(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for range 4 {
		o.fail(t, "chuyenvien", "10.0.0.1")
	}
	var all sync.WaitGroup
	for n := range 40 {
		all.Go(func() {
			_, err := o.Login(t.Context(), auth.Attempt{
				User: "chuyenvien", Password: password, Address: fmt.Sprintf("10.0.0.%d", n%2),
			})
			if err != nil {
				t.Errorf("login %d: %v", n, err)
			}
		})
	}
	all.Wait()
}

func TestManyGuessesAtOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	var looked atomic.Int32
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			_, err := o.Login(t.Context(), auth.Attempt{User: "chuyenvien", Password: "sai rồi", Address: "10.0.0.1"})
			if errors.Is(err, auth.ErrLogin) {
				looked.Add(1)
			}
		})
	}
	all.Wait()
	if got := looked.Load(); got != 6 {
		t.Errorf("%d of 40 guesses were looked at, want 6", got)
	}
}
