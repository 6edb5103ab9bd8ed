package sqlitestore_test

import (
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vanthu/workflow"
	"vanthu/workflow/sqlitestore"
)

func openBench(b *testing.B) *sqlitestore.Store {
	b.Helper()
	s, err := sqlitestore.Open(b.Context(), b.TempDir())
	must(b, err)
	b.Cleanup(func() { must(b, s.Close()) })
	return s
}

// fill creates n records, many at once.
func fill(b *testing.B, s *sqlitestore.Store, n int) {
	b.Helper()
	var next atomic.Int64
	var clerks sync.WaitGroup
	for range 64 {
		clerks.Go(func() {
			for k := int(next.Add(1)); k <= n; k = int(next.Add(1)) {
				if err := s.Create(b.Context(), draft(k)); err != nil {
					b.Error(err)
				}
			}
		})
	}
	clerks.Wait()
}

// BenchmarkRegister: 200 clerks on one book; an iteration is one number.
func BenchmarkRegister(b *testing.B) {
	s := openBench(b)
	fill(b, s, b.N)
	var next atomic.Int64
	times := make([]time.Duration, b.N)
	var clerks sync.WaitGroup
	b.ResetTimer()
	for range 200 {
		clerks.Go(func() {
			for k := int(next.Add(1)); k <= b.N; k = int(next.Add(1)) {
				start := time.Now()
				if _, err := s.Register(b.Context(), registration(draft(k)), 1); err != nil {
					b.Error(err)
				}
				times[k-1] = time.Since(start)
			}
		})
	}
	clerks.Wait()
	b.StopTimer()
	slices.Sort(times)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "numbers/s")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
	if got := lines(b, s); len(got) != b.N {
		b.Errorf("got %d lines, want %d", len(got), b.N)
	}
}

// BenchmarkSwap: one clerk, one record, one fsync each.
func BenchmarkSwap(b *testing.B) {
	s := openBench(b)
	r := draft(1)
	must(b, s.Create(b.Context(), r))
	for b.Loop() {
		next := *r
		next.Version++
		must(b, s.Swap(b.Context(), &next, r.Version))
		r = &next
	}
}

func BenchmarkRead10k(b *testing.B) {
	s := openBench(b)
	fill(b, s, 10_000)
	for _, q := range []struct {
		name  string
		query workflow.Query
	}{
		{"Newest", workflow.Query{}},
		{"Desk", workflow.Query{Desks: []workflow.Desk{"chuyenvien", "clerk"}}},
		{"RareWord", workflow.Query{Text: "thứ 4711"}},
		{"WordOfAll", workflow.Query{Text: "chuyen doi so"}},
		{"WordOfAllSpelled", workflow.Query{Text: "chuyển đổi số"}},
	} {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				page, err := s.List(b.Context(), ward, q.query)
				must(b, err)
				if len(page.Items) == 0 {
					b.Fatal("nothing found")
				}
			}
		})
	}
	b.Run("Get", func(b *testing.B) {
		for b.Loop() {
			_, err := s.Get(b.Context(), ward, recordID(4711))
			must(b, err)
		}
	})
}

// BenchmarkBring: what is carried from another store, a thousand records at
// once; an iteration is one record.
func BenchmarkBring(b *testing.B) {
	s := openBench(b)
	for done := 0; done < b.N; {
		var items []workflow.Item
		for ; len(items) < 1000 && done < b.N; done++ {
			items = append(items, workflow.NewItem(draft(done)))
		}
		must(b, s.Bring(b.Context(), workflow.RecordPart, items))
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "records/s")
}
