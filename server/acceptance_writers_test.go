//go:build unix

package main_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
)

// writers are people who all carry documents of their own through the flow as
// fast as they can, until the program goes.
type writers struct {
	office *office
	body   []byte
	tokens map[string]string
	begun  sync.WaitGroup

	mu      sync.Mutex
	told    map[string]told // by id
	refused string          // what ended one of them
	acts    int
	until   int
	first   chan struct{} // closed at that many acts
}

// told is the last that a writer was told of a document.
type told struct {
	version   int
	reference string
}

// wait waits for all to end.
func (w *writers) wait() {
	if w != nil {
		w.begun.Wait()
	}
}

// steps are the acts of a document's life in order.
var steps = [...]struct{ who, act string }{
	{"chuyenvien", "submit"}, {"truongphong", "approve"}, {"chanhvanphong", "approve"},
	{"chutich", "sign"}, {"vanthu", "register"}, {"vanthu", "send"},
}

// write is the command viet.
func write(o *office, s step) {
	n, err := strconv.Atoi(s.args[0])
	s.Check(err)
	until, err := strconv.Atoi(s.args[1])
	s.Check(err)
	w := &writers{
		office: o, body: s.json(2), tokens: map[string]string{}, told: map[string]told{},
		until: until, first: make(chan struct{}),
	}
	for _, st := range steps {
		logIn(o, step{TestScript: s.TestScript, args: []string{st.who}})
		w.tokens[st.who] = o.me.token
	}
	o.writers = w
	for range n {
		w.begun.Go(func() {
			for w.life() {
			}
		})
	}
	gone := make(chan struct{})
	go func() { w.wait(); close(gone) }()
	select {
	case <-w.first:
	case <-gone:
		s.Fatalf("the writers gave up: %s", w.refused)
	}
}

// life carries one document from draft to filed. It ends when the program does
// not answer any more.
func (w *writers) life() bool {
	id, tag, ok := w.ask(call{method: http.MethodPost, path: api + "/documents", body: w.body, token: w.tokens["chuyenvien"]})
	for _, st := range steps {
		if !ok {
			return false
		}
		_, tag, ok = w.ask(call{
			method: http.MethodPost, path: api + "/documents/" + id + "/actions/" + st.act, tag: tag, token: w.tokens[st.who],
		})
	}
	return ok
}

// ask sends a request and keeps what was told.
func (w *writers) ask(c call) (id, tag string, ok bool) {
	if err := w.office.do(&c); err != nil || c.status >= http.StatusBadRequest {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.refused = fmt.Sprintf("%s %s: %v %s", c.method, c.path, err, c.answer)
		return "", "", false
	}
	var d struct {
		ID        string `json:"id"`
		Version   int    `json:"version"`
		Reference string `json:"reference"`
	}
	if json.Unmarshal(c.answer, &d) != nil {
		return "", "", false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.told[d.ID] = told{d.Version, d.Reference}
	if w.acts++; w.acts == w.until {
		close(w.first)
	}
	return d.ID, c.header.Get("ETag"), true
}

// allThere is the command con-du.
func allThere(o *office, s step) {
	w, numbers := o.writers, 0
	if len(w.told) == 0 {
		s.Fatalf("nothing was written")
	}
	book := o.book(s)
	for id, want := range w.told {
		c, _ := o.ask(s, call{method: http.MethodGet, path: api + "/documents/" + id})
		d := read[struct {
			Version   int
			Reference string
		}](s, c.answer)
		if d.Version < want.version || want.reference != "" && d.Reference != want.reference {
			s.Fatalf("document %s is %+v, but told was %+v", id, d, want)
		}
		if d.Reference != "" && book[d.Reference] != id {
			s.Fatalf("document %s has number %s, but the book says it is that of %q", id, d.Reference, book[d.Reference])
		}
		if want.reference != "" {
			numbers++
		}
	}
	fmt.Fprintf(s.Stdout(), "còn đủ %d văn bản, %d số\n", len(w.told), numbers)
}

// book returns the documents of the book of reports by number, which must run
// from 1 without gap.
func (o *office) book(s step) map[string]string {
	out := map[string]string{}
	for after := ""; ; {
		c, _ := o.ask(s, call{method: http.MethodGet, path: api + "/registers/outgoing?series=BC&limit=100&after=" + after})
		page := read[struct {
			Items []struct {
				Number            int
				Reference, Record string
			}
			Next string
		}](s, c.answer)
		for _, e := range page.Items {
			out[e.Reference] = e.Record
			if e.Number != len(out) {
				s.Fatalf("the number after %d is %d", len(out)-1, e.Number)
			}
		}
		if after = page.Next; after == "" {
			return out
		}
	}
}
