//go:build unix

package faults_test

import (
	"io"
	"math"
	"math/rand/v2"
	"net"
	"net/url"
	"sync/atomic"
	"testing"
)

// A cutter stands between a store and its server and breaks connections after
// any number of bytes: before a request has arrived, or before its answer has.
type cutter struct {
	listener          net.Listener
	server            string
	left              atomic.Int64 // how many connections are still to be cut
	requests, answers atomic.Int64 // where they were
}

// newCutter returns a cutter before the server of uri, and the URI that leads
// through it.
func newCutter(t *testing.T, uri string) (*cutter, string) {
	t.Helper()
	u, err := url.Parse(uri)
	must(t, err)
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	c := &cutter{listener: l, server: u.Host}
	t.Cleanup(func() { _ = l.Close() })
	go c.run()
	u.Host = l.Addr().String()
	return c, u.String()
}

func (c *cutter) run() {
	for {
		client, err := c.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", c.server)
		if err != nil {
			_ = client.Close()
			continue
		}
		up, down := int64(math.MaxInt64), int64(math.MaxInt64)
		if c.left.Add(-1) >= 0 {
			if rand.IntN(2) == 0 {
				up = 500 + rand.Int64N(3000)
			} else {
				down = 300 + rand.Int64N(700)
			}
		}
		go pass(server, client, up, &c.requests)
		go pass(client, server, down, &c.answers)
	}
}

// pass passes bytes on, up to a limit, and then ends the connection.
func pass(to, from net.Conn, limit int64, cuts *atomic.Int64) {
	if n, _ := io.CopyN(to, from, limit); n == limit {
		cuts.Add(1)
	}
	_, _ = to.Close(), from.Close()
}
