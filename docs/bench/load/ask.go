package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// A question is what people ask of a store all day.
type question struct {
	name string
	ask  func(ctx context.Context, s store, unit documents.UnitID, chance *rand.Rand) (found int, err error)
}

func list(query func(*rand.Rand) workflow.Query) func(context.Context, store, documents.UnitID, *rand.Rand) (int, error) {
	return func(ctx context.Context, s store, unit documents.UnitID, chance *rand.Rand) (int, error) {
		page, err := s.List(ctx, unit, query(chance))
		return len(page.Items), err
	}
}

func topic(chance *rand.Rand) string {
	return strings.ReplaceAll(topics[chance.IntN(len(topics))], "-", " ")
}

func questions(each int) []question {
	return []question{
		{"desk", list(func(*rand.Rand) workflow.Query { return workflow.Query{Desks: []workflow.Desk{"clerk", "head:VHXH"}} })},
		{"list, newest", list(func(*rand.Rand) workflow.Query { return workflow.Query{Flow: workflow.OutgoingFlow} })},
		{"list, a state", list(func(*rand.Rand) workflow.Query { return workflow.Query{Flow: workflow.OutgoingFlow, State: "filed"} })},
		{"number", list(func(c *rand.Rand) workflow.Query {
			return workflow.Query{Text: fmt.Sprintf("%02d/BC-UBND", 1+c.IntN(max(1, each*9/10)))}
		})},
		{"phrase", list(func(c *rand.Rand) workflow.Query { return workflow.Query{Text: topic(c)} })},
		{"phrase, no marks", list(func(c *rand.Rand) workflow.Query { return workflow.Query{Text: documents.Fold(topic(c))} })},
		{"three words", list(func(c *rand.Rand) workflow.Query { return workflow.Query{Text: "công tác " + topic(c)} })},
		{"history", func(ctx context.Context, s store, unit documents.UnitID, c *rand.Rand) (int, error) {
			var u int
			_, err := fmt.Sscanf(string(unit), "phuong-%d", &u)
			if err != nil {
				return 0, err
			}
			r, err := s.Get(ctx, unit, recordID(u*10_000_000+c.IntN(each)))
			if err != nil {
				return 0, err
			}
			return len(r.History), nil
		}},
		{"register, a page", func(ctx context.Context, s store, unit documents.UnitID, c *rand.Rand) (int, error) {
			entries, err := s.Entries(ctx, workflow.BookKey{Unit: unit, Year: 2025, Series: "BC"}, c.IntN(max(1, each/2)), 100)
			return len(entries), err
		}},
	}
}

// ask asks each question as often as wanted, of random offices, and prints how
// long the answers took.
func ask(ctx context.Context, s store, n size) error {
	if n.asks == 0 {
		return nil
	}
	fmt.Printf("%-18s %10s %10s %10s %8s\n", "question", "p50 ms", "p99 ms", "max ms", "found")
	for _, q := range questions(n.docs / n.units) {
		chance := rand.New(rand.NewPCG(30, 2020))
		var times []time.Duration
		found := 0
		for i := range n.asks + n.asks/10 {
			unit := unitID(chance.IntN(n.units))
			begin := time.Now()
			k, err := q.ask(ctx, s, unit, chance)
			if err != nil {
				return fmt.Errorf("%s: %w", q.name, err)
			}
			if found += k; i >= n.asks/10 { // the first tenth only warms up
				times = append(times, time.Since(begin))
			}
		}
		slices.Sort(times)
		ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
		fmt.Printf("%-18s %10.2f %10.2f %10.2f %8d\n", q.name, ms(times[len(times)/2]), ms(times[len(times)*99/100]), ms(times[len(times)-1]), found/(n.asks+n.asks/10))
	}
	return nil
}
