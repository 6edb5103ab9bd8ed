package workflow_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// clerks is how many people register at the same time in the benchmarks.
const clerks = 200

// seedReport returns the report of Đức Phổ as its drafter types it.
func seedReport(tb testing.TB) documents.Document {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("..", "templates", "examples", "bao-cao-duc-pho.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	doc, err := documents.Load(data)
	if err != nil {
		tb.Fatal(err)
	}
	doc.Signatory = documents.Signatory{Account: "chair"}
	return doc
}

// signedReport returns that report where it waits for its number: a whole
// record of 10 KB, with its history.
func (o *office) signedReport() *workflow.Record {
	o.t.Helper()
	return o.to("register", o.begin(seedReport(o.t)))
}

// numbered returns the nth copy of r as a store wants it first.
func numbered(r *workflow.Record, n int) *workflow.Record {
	c := *r
	c.ID, c.Version = workflow.RecordID(fmt.Sprintf("01JD%022d", n)), 1
	return &c
}

// share has each of n things done once, by as many hands at a time.
func share(hands, n int, do func(k int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range hands {
		all.Go(func() {
			for k := int(next.Add(1)); k <= n; k = int(next.Add(1)) {
				do(k)
			}
		})
	}
	all.Wait()
}

// percentile returns the pth percentile of times, which it sorts, in ms.
func percentile(times []time.Duration, p int) float64 {
	slices.Sort(times)
	return float64(times[len(times)*p/100].Microseconds()) / 1000
}

// BenchmarkEngineRegister: 200 clerks give numbers of one book to whole records
// of the sample report, on the embedded store with all its durability, while
// the worker makes the numbered files; an iteration is one number. The time of
// the acts, and that until the last numbered file is there.
func BenchmarkEngineRegister(b *testing.B) {
	o := newOffice(b)
	seed := o.signedReport()
	share(64, b.N, func(k int) {
		if err := o.store.Create(b.Context(), numbered(seed, k)); err != nil {
			b.Error(err)
		}
	})
	o.found(b)
	working, stop := context.WithCancel(b.Context())
	var worker sync.WaitGroup
	worker.Go(func() { o.Work(working, func(d workflow.Due, err error) { b.Error(d, err) }) })
	times := make([]time.Duration, b.N)
	b.ResetTimer()
	start, before := time.Now(), cpuTime()
	share(clerks, b.N, func(k int) {
		begun := time.Now()
		if _, err := o.Act(b.Context(), o.people["clerk"], numbered(seed, k).ID, workflow.Act{Action: "register", Seen: 1}); err != nil {
			b.Error(err)
		}
		times[k-1] = time.Since(begun)
	})
	acts, used := time.Since(start), cpuTime()-before
	b.StopTimer()
	o.settled()
	all := time.Since(start)
	stop()
	worker.Wait()
	b.ReportMetric(float64(b.N)/acts.Seconds(), "numbers/s")
	b.ReportMetric(float64(used.Microseconds())/float64(b.N), "cpu-us/act")
	b.ReportMetric(percentile(times, 50), "p50-ms")
	b.ReportMetric(percentile(times, 99), "p99-ms")
	b.ReportMetric(all.Seconds()-acts.Seconds(), "s-to-last-file")
	b.ReportMetric(float64(b.N)/all.Seconds(), "with-files/s")
	o.gapless(b.N)
}

// found waits until search knows all records.
func (o *office) found(b *testing.B) {
	b.Helper()
	if _, err := o.store.List(b.Context(), unit, workflow.Query{Text: "nothingofthekind"}); err != nil {
		b.Fatal(err)
	}
}

// settled waits until no task is left in the outbox.
func (o *office) settled() {
	for {
		page, err := o.store.LeaseDue(o.t.Context(), o.clock.now(), o.clock.now(), 1)
		if err != nil {
			o.t.Fatal(err)
		}
		if len(page) == 0 {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// gapless holds the book to an audit and to n lines.
func (o *office) gapless(n int) {
	o.t.Helper()
	book := workflow.BookKey{Unit: unit, Year: 2025, Series: "BC"}
	found, err := o.store.Audit(o.t.Context(), book)
	if err != nil {
		o.t.Fatal(err)
	}
	for _, sentence := range found {
		o.t.Error(sentence)
	}
	entries, err := o.store.Entries(o.t.Context(), book, 0, n+1)
	if err != nil {
		o.t.Fatal(err)
	}
	if len(entries) != n {
		o.t.Errorf("%d lines, want %d", len(entries), n)
	}
}
