package mongostore_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
)

// A proxy stands between a store and its server and can lose what they say.
type proxy struct {
	listener net.Listener
	server   string

	lock  sync.Mutex
	after int   // the writes to let through before
	lose  loses // what is lost then, once
	lost  bool
	conns map[net.Conn]bool
}

// What is lost of a write.
type loses int

const (
	nothing     loses = iota
	loseRequest       // it never arrives
	loseAnswer        // it is done, and nobody hears of it
)

// newProxy returns a proxy to the server of uri, and the URI that leads through it.
func newProxy(t *testing.T, uri string) (*proxy, string) {
	t.Helper()
	u, err := url.Parse(uri)
	must(t, err)
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	p := &proxy{listener: l, server: u.Host, conns: map[net.Conn]bool{}}
	t.Cleanup(p.close)
	go p.run()
	u.Host = l.Addr().String()
	return p, u.String()
}

// arm makes the proxy lose something of the nth write from now, from 1.
func (p *proxy) arm(n int, what loses) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.after, p.lose, p.lost = n-1, what, false
}

// disarm reports whether something was lost.
func (p *proxy) disarm() bool {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.lose = nothing
	return p.lost
}

func (p *proxy) run() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", p.server)
		if err != nil {
			_ = client.Close()
			continue
		}
		go p.serve(client, server)
	}
}

// close ends all connections; nobody is answered any more.
func (p *proxy) close() {
	_ = p.listener.Close()
	p.lock.Lock()
	defer p.lock.Unlock()
	for c := range p.conns {
		_ = c.Close()
	}
}

// serve passes messages on: a request, its answer, and again.
func (p *proxy) serve(client, server net.Conn) {
	p.lock.Lock()
	p.conns[client], p.conns[server] = true, true
	p.lock.Unlock()
	defer func() { _, _ = client.Close(), server.Close() }()
	for {
		request, err := message(client)
		if err != nil {
			return
		}
		lost := p.loses(request)
		if lost == loseRequest {
			return
		}
		if _, err := server.Write(request); err != nil {
			return
		}
		answer, err := message(server)
		if err != nil || lost == loseAnswer {
			return
		}
		if _, err := client.Write(answer); err != nil {
			return
		}
	}
}

// loses says what is to be lost of a request.
func (p *proxy) loses(request []byte) loses {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.lose == nothing || p.lost || !isWrite(request) {
		return nothing
	}
	if p.after > 0 {
		p.after--
		return nothing
	}
	p.lost = true
	return p.lose
}

// message reads one message of MongoDB's protocol, which begins with its length.
func message(r io.Reader) ([]byte, error) {
	head := make([]byte, 4)
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, err
	}
	all := make([]byte, binary.LittleEndian.Uint32(head))
	copy(all, head)
	_, err := io.ReadFull(r, all[4:])
	return all, err
}

// isWrite looks at the first name in the document of a message: its command.
func isWrite(m []byte) bool {
	const head, flags, section, length, kind = 16, 4, 1, 4, 1
	const at = head + flags + section + length + kind
	if len(m) < at || binary.LittleEndian.Uint32(m[12:]) != 2013 {
		return false
	}
	name, _, _ := bytes.Cut(m[at:], []byte{0})
	switch string(name) {
	case "insert", "update", "findAndModify":
		return true
	}
	return false
}
