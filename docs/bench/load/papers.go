package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/filing"
	"vanthu/workflow/ledger"
)

// What a commune keeps in a year beside its documents.
const (
	yearlyFiles    = 1200
	inFile         = 12 // documents in a work file
	yearlyPostings = 2000
	yearlyLoans    = 300
	transferSize   = 50 // files that are handed over at a time
)

// A keeper is văn thư of the first office, who lives through years that are over: it
// is always now for her.
type keeper struct {
	store  store
	files  *filing.Service
	ledger *ledger.Ledger
	by     *documents.Account
	now    time.Time
	docs   int // documents of the office
}

// keepPapers gives the first office its papers of each year of its documents up to
// this one. Where there are some already, nothing is done.
func keepPapers(ctx context.Context, s store, docs int) error {
	begin := time.Now()
	if have, err := s.Count(ctx, workflow.SlipPart); err != nil || have > 0 {
		return err
	}
	k := &keeper{store: s, docs: docs, by: &documents.Account{
		ID: "vanthu", Unit: unitID(0), Name: "Đỗ Thị Mai", Position: documents.ClerkPosition, Division: "VP", Roles: []documents.Role{documents.Clerk},
	}}
	now := func() time.Time { return k.now }
	engine, err := engineOver(s, nil, now)
	if err != nil {
		return err
	}
	k.ledger = ledger.New(engine, s, now)
	k.files = filing.New(filing.Deps{Cabinet: s, Directory: s, Engine: engine, Now: now})
	for year := dayOf(0).Year(); year <= begin.Year(); year++ {
		for _, keep := range []func(context.Context, int) error{k.come, k.file, k.post, k.lend} {
			if err := keep(ctx, year); err != nil {
				return fmt.Errorf("papers of %d: %w", year, err)
			}
		}
	}
	fmt.Printf("kept the papers of %s in %s\n", unitID(0), time.Since(begin).Round(time.Millisecond))
	return nil
}

// in goes to the nth of count times of a year that are evenly spread, no later than now.
func (k *keeper) in(year, n, count int) documents.Date {
	from := time.Date(year, time.January, 2, 2, 0, 0, 0, time.UTC)
	to := from.AddDate(1, 0, -3)
	if now := time.Now(); now.Before(to) {
		to = now
	}
	k.now = from.Add(to.Sub(from) / time.Duration(count) * time.Duration(n)).UTC()
	return documents.DateOf(k.now)
}

// document returns one of the office's filed documents.
func (k *keeper) document(ctx context.Context, chance *rand.Rand) (*workflow.Record, error) {
	for {
		r, err := k.store.Get(ctx, k.by.Unit, recordID(chance.IntN(k.docs)))
		if err != nil || r.Desk == "" && !r.Number().IsZero() {
			return r, err
		}
	}
}

var periods = []filing.Period{{Years: 2}, {Years: 5}, {Years: 10}, {Years: 20}, {Permanent: true}}

// file opens the work files of a year, puts documents in and closes most; what was
// closed before this year is handed over, but for the last of it.
func (k *keeper) file(ctx context.Context, year int) error {
	chance := rand.New(rand.NewPCG(1, uint64(year)))
	var closed []string
	for n := range yearlyFiles {
		day := k.in(year, n, yearlyFiles)
		seen, err := k.files.Open(ctx, k.by, filing.Opening{
			Year: year, Notation: fmt.Sprintf("%02d.VP", n+1), Title: fmt.Sprintf("Hồ sơ về %s, số %d", topics[n%len(topics)], n+1),
			Period: periods[n%len(periods)], Keeper: documents.AccountID(fmt.Sprintf("cv%d.%s", n%20, k.by.Unit)),
		})
		for i := 0; err == nil && i < inFile; i++ {
			seen, err = k.files.Put(ctx, k.by, seen.ID, recordID((n*inFile+i)%k.docs))
		}
		if err != nil {
			return err
		}
		if chance.IntN(100) >= 80 {
			continue
		}
		if seen, err = k.files.Close(ctx, k.by, seen, day); err == nil {
			closed = append(closed, seen.ID)
		}
	}
	if year == time.Now().Year() {
		return nil
	}
	for n := transferSize; n < len(closed); n += transferSize {
		_, err := k.files.HandOver(ctx, k.by, filing.Transfer{Giver: "Lê Văn Hiếu", Receiver: k.by.Name, Files: closed[n-transferSize : n]})
		if err != nil {
			return err
		}
	}
	return nil
}

// post writes the lines of the posting book.
func (k *keeper) post(ctx context.Context, year int) error {
	chance := rand.New(rand.NewPCG(2, uint64(year)))
	for n := range yearlyPostings {
		r, err := k.document(ctx, chance)
		if err != nil {
			return err
		}
		p := ledger.Posting{Day: k.in(year, n, yearlyPostings), Envelopes: 1, Receipt: fmt.Sprintf("RR%06d", n)}
		for _, c := range r.Consignments[:min(1, len(r.Consignments))] {
			p.Items = append(p.Items, ledger.Posted{Record: r.ID, Consignment: c.ID})
		}
		if err := k.ledger.Post(ctx, k.by, fmt.Sprintf("P%d-%d", year, n), p); err != nil && !errors.Is(err, documents.ErrExists) {
			return err // ErrExists: it was drawn before
		}
	}
	return nil
}

// lend writes the loans of filed copies; one in twenty is not back.
func (k *keeper) lend(ctx context.Context, year int) error {
	chance := rand.New(rand.NewPCG(3, uint64(year)))
	for n := range yearlyLoans {
		r, err := k.document(ctx, chance)
		if err != nil {
			return err
		}
		day, id := k.in(year, n, yearlyLoans), fmt.Sprintf("L%d-%d", year, n)
		err = k.ledger.Lend(ctx, k.by, id, ledger.Loan{Record: r.ID, Day: day, Due: day.Add(7), Borrower: "Nguyễn Thị Lan", Allowed: "Phạm Quốc Bảo"})
		if err == nil && n%20 > 0 {
			err = k.ledger.GiveBack(ctx, k.by, id, day)
		}
		if err != nil && !errors.Is(err, documents.ErrExists) {
			return err // ErrExists: it was drawn before, and is not back
		}
	}
	return nil
}
