package exchange_test

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/workflow"
	"vanthu/workflow/dispatch/edxml"
)

var long = flag.Bool("long", false, "every fault at every message, on both kinds of stores")

// A pair is two offices that send to each other.
type pair struct {
	t     *testing.T
	a, b  *side
	clock *clock
	crash []*side // are down when the round is over
}

func newPair(t *testing.T, mongo string) *pair {
	t.Helper()
	p := &pair{t: t, clock: &clock{}}
	p.clock.at.Store(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC).UnixMilli())
	p.a, p.b = newSide(t, "alpha", "H48.1", p.clock), newSide(t, "beta", "H48.2", p.clock)
	p.b.mongo = mongo
	for _, way := range [...][2]*side{{p.a, p.b}, {p.b, p.a}} {
		from, to := way[0], way[1]
		from.wire = &wire{}
		from.wire.die = func() { from.end(); p.crash = append(p.crash, from) }
		from.wire.crash = func() { p.crash = append(p.crash, to) }
	}
	p.a.open(p.b)
	p.b.open(p.a)
	t.Cleanup(func() { p.a.close(); p.b.close() })
	p.a.settle(p.b)
	p.b.settle(p.a)
	return p
}

// rounds are how many pauses of five minutes are waited for both sides to agree.
const rounds = 8

// run lets time pass while both sides work; who crashed is started again.
func (p *pair) run() {
	p.t.Helper()
	for n := range rounds {
		for _, way := range [...][2]*side{{p.a, p.b}, {p.b, p.a}} {
			way[0].work()
			for _, s := range p.crash {
				s.close()
				s.open(map[*side]*side{p.a: p.b, p.b: p.a}[s])
			}
			p.crash = nil
		}
		if n == rounds/2 {
			p.a.wire.release()
			p.b.wire.release()
		}
		p.clock.pass(5 * time.Minute)
	}
}

// A course is what happens between the two sides, and which message meets a fault.
type course struct {
	name string
	back bool // the message is one of the receiver's
	hit  func(*edxml.Message) bool
	run  func(p *pair) (old, last *workflow.Record)
	// what both sides must be at
	sender, receiver workflow.State
	recall           workflow.DeliveryState
}

func kind(k edxml.Kind) func(*edxml.Message) bool {
	return func(m *edxml.Message) bool { return m.Kind == k }
}

func status(s edxml.Status) func(*edxml.Message) bool {
	return func(m *edxml.Message) bool { return m.Status == s }
}

// came returns the record at b of one of a's.
func (p *pair) came(r *workflow.Record) *workflow.Record {
	p.t.Helper()
	return p.b.see(workflow.ArrivedID(p.a.code, r.DocumentID(p.a.code)))
}

// send issues a document at a and has b register it.
func (p *pair) send(links ...workflow.Link) *workflow.Record {
	p.t.Helper()
	r := p.a.issue(links...)
	p.run()
	p.b.as("clerk", p.came(r), workflow.Act{Action: "register"})
	p.run()
	return r
}

// recall asks b for a document back, which agrees or does not.
func (p *pair) recall(agrees bool) (*workflow.Record, *workflow.Record) {
	p.t.Helper()
	r := p.send()
	p.a.as("clerk", r, workflow.Act{Action: "recall", Comment: "Nhầm số liệu"})
	p.run()
	there := p.came(r)
	if agrees {
		p.b.as("clerk", there, workflow.Act{Action: "give_back"})
	} else {
		_, err := p.b.engine.Keep(p.t.Context(), p.b.people["clerk"], there.ID, workflow.Keeping{Seen: there.Version, Reason: "Đã dùng để giải quyết"})
		p.b.must(err)
	}
	p.run()
	return r, r
}

func (p *pair) replace() (*workflow.Record, *workflow.Record) {
	p.t.Helper()
	old := p.send()
	return old, p.send(workflow.Link{Kind: workflow.Replaces, Record: old.ID})
}

func sends(p *pair) (*workflow.Record, *workflow.Record) {
	r := p.send()
	return r, r
}

var courses = [...]course{
	{"document", false, kind(edxml.New), sends, "filed", "direct", ""},
	{"status 01", true, status(edxml.Arrived), sends, "filed", "direct", ""},
	{"status 03", true, status(edxml.Accepted), sends, "filed", "direct", ""},
	{"recall", false, kind(edxml.Recall), func(p *pair) (*workflow.Record, *workflow.Record) { return p.recall(true) }, "recalled", "taken_back", workflow.Agreed},
	{"answer 15", true, status(edxml.Agreed), func(p *pair) (*workflow.Record, *workflow.Record) { return p.recall(true) }, "recalled", "taken_back", workflow.Agreed},
	{"answer 16", true, status(edxml.Declined), func(p *pair) (*workflow.Record, *workflow.Record) { return p.recall(false) }, "recalled", "direct", workflow.Declined},
	{"replacement", false, kind(edxml.Replacement), (*pair).replace, "replaced", "direct", ""},
}

// short are the courses of a run without -long, one each way.
var short = []string{"document", "answer 15"}

// TestBothSidesAgree sends documents, statuses, recalls and replacements between two
// offices while every fault meets every kind of message once, and wants both sides to
// say the same afterwards.
func TestBothSidesAgree(t *testing.T) {
	t.Parallel()
	matrix(t, newPair(t, ""), "SQLite, SQLite")
}

func TestBothSidesAgreeOnMongoDB(t *testing.T) {
	t.Parallel()
	server := os.Getenv("MONGODB_URI")
	if server == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("MONGODB_URI is not set")
		}
		t.Skip("MONGODB_URI is not set")
	}
	matrix(t, newPair(t, database(t, server)), "SQLite, MongoDB")
}

// database names a new database on a server, which is dropped at the end.
func database(t *testing.T, server string) string {
	t.Helper()
	name := "vanthu_exchange_" + strings.ToLower(rand.Text())
	client, err := mongo.Connect(options.Client().ApplyURI(server))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(client.Database(name).Drop(context.Background()), client.Disconnect(context.Background())); err != nil {
			t.Error(err)
		}
	})
	return strings.TrimSuffix(server, "/") + "/" + name
}

func matrix(t *testing.T, p *pair, stores string) {
	t.Helper()
	for _, c := range courses {
		if !*long && !slices.Contains(short, c.name) {
			continue
		}
		for _, f := range faults {
			t.Run(c.name+"/"+string(f), func(t *testing.T) {
				p.t, p.a.t, p.b.t = t, t, t
				w := p.a.wire
				if c.back {
					w = p.b.wire
				}
				w.arm(f, c.hit)
				old, last := c.run(p)
				if !w.met {
					t.Errorf("the fault met no message")
				}
				p.agree(c, old, last)
				t.Logf("| %s | %s | %s | %s |", stores, c.name, f, p.says(old, last))
			})
		}
	}
}

// agree holds both sides to what the course must lead to, and to each other.
func (p *pair) agree(c course, old, last *workflow.Record) {
	p.t.Helper()
	if got := p.a.see(old.ID).State; got != c.sender {
		p.t.Errorf("the sender's is %s, want %s", got, c.sender)
	}
	if got := p.came(old).State; got != c.receiver {
		p.t.Errorf("the receiver's is %s, want %s", got, c.receiver)
	}
	for _, r := range []*workflow.Record{p.a.see(old.ID), p.a.see(last.ID)} {
		sent, there := r.Consignments[0], p.came(r)
		var told, heard []string
		for _, tell := range there.Incoming.Told {
			told = append(told, tell.Code+tell.Text)
			if tell.Delivery.State != workflow.Sent {
				p.t.Errorf("%s was not told: %+v", tell.Code, tell.Delivery)
			}
		}
		for _, m := range sent.Trace {
			heard = append(heard, m.Code+m.Text)
		}
		if slices.Sort(heard); !slices.Equal(heard, sorted(told)) {
			p.t.Errorf("the receiver told %q, the sender heard %q", told, heard)
		}
		if len(r.Tasks)+len(there.Tasks) > 0 || sent.Sending.State != workflow.Sent {
			p.t.Errorf("something is left to do: %v, %v, %s", r.Tasks, there.Tasks, sent.Sending.State)
		}
	}
	if got := p.a.see(last.ID).Consignments[0].Recall.State; got != c.recall {
		p.t.Errorf("the recall is %q, want %q", got, c.recall)
	}
	if old.ID != last.ID && (len(p.came(last).Linked(workflow.Replaces)) != 1 || len(p.came(old).Linked("replaced_by")) != 1) {
		p.t.Errorf("at the receiver the links are %+v and %+v", p.came(last).Links, p.came(old).Links)
	}
	page, err := p.b.store.Records.List(p.t.Context(), p.b.unit, workflow.Query{Flow: workflow.IncomingFlow, Limit: workflow.MaxPage})
	p.b.must(err)
	seen := map[string]bool{}
	for _, item := range page.Items {
		if key := item.Came.Notation; seen[key] {
			p.t.Errorf("%s came twice", key)
		} else {
			seen[key] = true
		}
	}
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

// times adds to a word after how many attempts it is so, where it took more than one.
func times(word string, d workflow.Delivery) string {
	if d.Attempts > 1 {
		word += fmt.Sprintf(" (%d attempts)", d.Attempts)
	}
	return word
}

// says is what both sides say in the end.
func (p *pair) says(old, last *workflow.Record) string {
	say := func(r *workflow.Record) (string, string) {
		here, there := p.a.see(r.ID), p.came(r)
		c := here.Consignments[0]
		var heard, told []string
		for _, m := range c.Trace {
			heard = append(heard, m.Code)
		}
		for _, tell := range there.Incoming.Told {
			told = append(told, times(tell.Code, tell.Delivery))
		}
		sender := fmt.Sprintf("%s, %s after %d, heard %s", here.State, c.Sending.State, c.Sending.Attempts+c.Sending.Earlier, strings.Join(heard, " "))
		if c.Recall.State != "" {
			sender += ", recall " + times(string(c.Recall.State), c.Recall)
		}
		return sender, fmt.Sprintf("%s, told %s", there.State, strings.Join(told, " "))
	}
	here, there := say(old)
	if old.ID != last.ID {
		h, th := say(last)
		here, there = here+"; "+h, there+"; "+th
	}
	return here + " | " + there
}
