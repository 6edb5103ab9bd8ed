package mongostore_test

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/workflow/mongostore"
)

// clerks do the pieces of work 1 to b.N, 200 at once, and report the rate and
// the 99th percentile of the times.
func clerks(b *testing.B, do func(k int) error) {
	b.Helper()
	var next atomic.Int64
	times := make([]time.Duration, b.N)
	var all sync.WaitGroup
	b.ResetTimer()
	for range 200 {
		all.Go(func() {
			for k := int(next.Add(1)); k <= b.N; k = int(next.Add(1)) {
				start := time.Now()
				if err := do(k); err != nil {
					b.Error(err)
				}
				times[k-1] = time.Since(start)
			}
		})
	}
	all.Wait()
	b.StopTimer()
	slices.Sort(times)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "numbers/s")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
}

// fill creates n records, many at once.
func fill(b *testing.B, s *mongostore.Store, n int) {
	b.Helper()
	var next atomic.Int64
	var all sync.WaitGroup
	for range 32 {
		all.Go(func() {
			for k := int(next.Add(1)); k <= n; k = int(next.Add(1)) {
				if err := s.Create(b.Context(), draft(k)); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
}

// BenchmarkBareBook is the yardstick of BenchmarkRegister: 200 clerks who only
// take a number of one book, each with an update of its own.
func BenchmarkBareBook(b *testing.B) {
	books := raw(b, bare(b)).Collection("books")
	byID := func(act string) bson.D {
		return bson.D{{Key: "_id", Value: "book"}, {Key: "owners.act", Value: bson.D{{Key: "$ne", Value: act}}}}
	}
	_, err := books.InsertOne(b.Context(), bson.D{{Key: "_id", Value: "book"}, {Key: "n", Value: 0}, {Key: "owners", Value: bson.A{}}})
	must(b, err)
	clerks(b, func(k int) error {
		act := fmt.Sprintf("%026d", k)
		n := bson.D{{Key: "$add", Value: bson.A{"$n", 1}}}
		own := bson.D{{Key: "n", Value: n}, {Key: "act", Value: act}, {Key: "record", Value: recordID(k)}}
		owners := bson.D{{Key: "$slice", Value: bson.A{bson.D{{Key: "$concatArrays", Value: bson.A{"$owners", bson.A{own}}}}, -500}}}
		update := bson.A{bson.D{{Key: "$set", Value: bson.D{{Key: "n", Value: n}, {Key: "owners", Value: owners}}}}}
		opts := options.FindOneAndUpdate().SetProjection(bson.D{{Key: "n", Value: 1}}).SetReturnDocument(options.After)
		return books.FindOneAndUpdate(b.Context(), byID(act), update, opts).Err()
	})
}

// BenchmarkRegister: 200 clerks on one book, all of the act; an iteration is
// one number.
func BenchmarkRegister(b *testing.B) {
	s := open(b, fresh(b))
	fill(b, s, b.N)
	clerks(b, func(k int) error {
		_, err := s.Register(b.Context(), registration(draft(k)), 1)
		return err
	})
	if got := lines(b, s); len(got) != b.N {
		b.Errorf("got %d lines, want %d", len(got), b.N)
	}
}

// BenchmarkRegisterAlone: one clerk.
func BenchmarkRegisterAlone(b *testing.B) {
	s := open(b, fresh(b))
	fill(b, s, b.N)
	b.ResetTimer()
	for k := 1; k <= b.N; k++ {
		_, err := s.Register(b.Context(), registration(draft(k)), 1)
		must(b, err)
	}
}

// BenchmarkSwap: one clerk, one record.
func BenchmarkSwap(b *testing.B) {
	s := open(b, fresh(b))
	r := draft(1)
	must(b, s.Create(b.Context(), r))
	for b.Loop() {
		next := *r
		next.Version++
		must(b, s.Swap(b.Context(), &next, r.Version))
		r = &next
	}
}
