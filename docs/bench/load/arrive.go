package main

import (
	"context"
	"fmt"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// yearlyArrivals is how many documents come to a commune in a year, and firstArrival
// the number of the first of them in the whole load.
const (
	yearlyArrivals = 15_000
	firstArrival   = 5_000_000
)

// arrivals lives what came from its entry on and returns it after each act; the last
// one is settled.
func arrivals(ctx context.Context) (out []*workflow.Record, err error) {
	err = onStage(ctx, func(engine *workflow.Engine, who cast) error {
		r, err := engine.Enter(ctx, who["vanthu"], workflow.Receipt{
			Kind: documents.Official, Author: "Sở Nội vụ tỉnh Quảng Ngãi", Notation: "1/SNV", Date: engine.Today(), Abstract: "Về việc báo cáo", Source: workflow.ByPaper,
		})
		for _, act := range [...]struct {
			who documents.AccountID
			act workflow.Act
		}{
			{"chanhvanphong", workflow.Act{Action: "distribute", Direction: &workflow.Direction{Lead: workflow.Handler{Division: "VHXH"}, Opinion: "Tham mưu báo cáo"}}},
			{"truongphong", workflow.Act{Action: "finish", Comment: "Đã báo cáo trực tiếp."}},
		} {
			if err != nil {
				return err
			}
			out = append(out, r)
			act.act.Seen = r.Version
			r, err = engine.Act(ctx, who[act.who], r.ID, act.act)
		}
		out = append(out, r)
		return err
	})
	return out, err
}

// come brings what came in a year, in the order of its numbers.
func (k *keeper) come(ctx context.Context, year int) error {
	lives, err := arrivals(ctx)
	if err != nil {
		return err
	}
	book := workflow.BookEnd{Book: workflow.BookKey{Unit: k.by.Unit, Year: year, Series: workflow.IncomingSeries}}
	records, entries := make([]workflow.Item, 0, group), make([]workflow.Item, 0, group)
	for n := range yearlyArrivals {
		life := lives[len(lives)-1]
		if n%100 >= filedShare {
			life = lives[n%2]
		}
		book.Last, book.LastDate = n+1, k.in(year, n, yearlyArrivals)
		r := k.arrived(life, book)
		e := workflow.NewEntry(r)
		records, entries = append(records, workflow.NewItem(r)), append(entries, workflow.NewItem(&e))
		if len(records) < group && n+1 < yearlyArrivals {
			continue
		}
		for _, some := range []struct {
			part  workflow.Part
			items []workflow.Item
		}{{workflow.RecordPart, records}, {workflow.BookPart, []workflow.Item{workflow.NewItem(&book)}}, {workflow.EntryPart, entries}} {
			if err := k.store.Bring(ctx, some.part, some.items); err != nil {
				return err
			}
		}
		records, entries = records[:0], entries[:0]
	}
	return nil
}

// arrived is one that came, with the last number of a book.
func (k *keeper) arrived(life *workflow.Record, book workflow.BookEnd) *workflow.Record {
	r, came := *life, *life.Incoming
	r.ID, r.Unit, r.Incoming = recordID(firstArrival+book.Book.Year*yearlyArrivals%1_000_000+book.Last), k.by.Unit, &came
	came.Number.Number, came.Day = book.Last, book.LastDate
	came.Notation = fmt.Sprintf("%d/SNV-%d", book.Last, book.Book.Year)
	r.Document.Abstract = fmt.Sprintf("Về việc %s, lần %d", topics[book.Last%len(topics)], book.Last)
	r.Document.Date, r.Document.Deadline = book.LastDate.Add(-2), documents.Date{}
	if r.Desk != "" {
		r.Document.Deadline = book.LastDate.Add(10)
	}
	r.Created, r.Updated = k.now, k.now.Add(24*time.Hour)
	r.History = append([]workflow.Event(nil), r.History...)
	for i := range r.History {
		r.History[i].At = k.now.Add(time.Duration(i) * 6 * time.Hour)
		if r.History[i].Number != "" {
			r.History[i].Number = came.Number.String()
		}
	}
	return &r
}
