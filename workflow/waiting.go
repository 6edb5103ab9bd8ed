package workflow

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vanthu/documents"
)

// What a person's desk shows: what waits there, what he sent on, and what of
// both is due.

// Waiting returns a page of what waits for the person.
func (e *Engine) Waiting(ctx context.Context, by *documents.Account, q Query) (Page, error) {
	q.Desks = DesksOf(by)
	return e.List(ctx, by, q)
}

// SentOn returns a page of what the person drafted or acted on and now waits
// for others.
func (e *Engine) SentOn(ctx context.Context, by *documents.Account, q Query) (Page, error) {
	return e.List(ctx, by, sentOn(by, q))
}

func sentOn(by *documents.Account, q Query) Query {
	q.Involved, q.Away = by.ID, DesksOf(by)
	return q
}

// Due returns up to limit of what waits for the person or was sent on by him
// with a deadline no later than last, the earliest first.
func (e *Engine) Due(ctx context.Context, by *documents.Account, last documents.Date, limit int) ([]Summary, error) {
	q := Query{DueBy: last, Limit: limit}
	waiting, err := e.Waiting(ctx, by, q)
	if err != nil {
		return nil, err
	}
	sent, err := e.SentOn(ctx, by, q)
	if err != nil {
		return nil, err
	}
	all := slices.Concat(waiting.Items, sent.Items)
	slices.SortStableFunc(all, func(a, b Summary) int { return a.Deadline.Compare(b.Deadline) })
	return all[:min(limit, len(all))], nil
}

// A Load counts what a person has to do, each up to MaxTally.
type Load struct {
	Waiting int // for the person
	Overdue int // waits for the person or was sent on by him, past its deadline
}

// Load counts what the person has to do.
func (e *Engine) Load(ctx context.Context, by *documents.Account) (Load, error) {
	desks, late := DesksOf(by), e.Today().Add(-1)
	var l Load
	for _, part := range []struct {
		q    Query
		into *int
	}{
		{Query{Desks: desks}, &l.Waiting},
		{Query{Desks: desks, DueBy: late}, &l.Overdue},
		{sentOn(by, Query{DueBy: late}), &l.Overdue},
	} {
		n, err := e.d.Records.Tally(ctx, by.Unit, part.q)
		if err != nil {
			return Load{}, fmt.Errorf("count what %s has to do: %w", by.ID, err)
		}
		*part.into = min(*part.into+n, MaxTally)
	}
	return l, nil
}

// Tally returns how many records of the unit answer q, MaxTally for that many
// or more.
func (e *Engine) Tally(ctx context.Context, by *documents.Account, q Query) (int, error) {
	n, err := e.d.Records.Tally(ctx, by.Unit, q)
	if err != nil {
		return 0, fmt.Errorf("count documents of %s: %w", by.Unit, err)
	}
	return n, nil
}

// Drafters returns the unit's people who draft, in order of their ids.
func (e *Engine) Drafters(ctx context.Context, by *documents.Account) ([]documents.Account, error) {
	all, err := e.d.Directory.Accounts(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read the people of %s: %w", by.Unit, err)
	}
	return slices.DeleteFunc(all, func(a documents.Account) bool { return !a.Has(documents.Drafter) }), nil
}

// Holders returns who sits at the desks where items wait, by name: "Trần Quang
// Minh"; at a desk of many, or of nobody, what it is: "văn thư".
func (e *Engine) Holders(ctx context.Context, by *documents.Account, items []Summary) (map[Desk]string, error) {
	desks := map[Desk]string{}
	for _, item := range items {
		if item.Desk != "" {
			desks[item.Desk] = ""
		}
	}
	if len(desks) == 0 {
		return desks, nil
	}
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	people, err := e.d.Directory.Accounts(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read the people of %s: %w", by.Unit, err)
	}
	for desk := range desks {
		desks[desk] = holder(unit, people, desk)
	}
	return desks, nil
}

// maxNamed is how many people a desk is called by.
const maxNamed = 2

func holder(unit *documents.Unit, people []documents.Account, desk Desk) string {
	var names []string
	for i := range people {
		if slices.Contains(DesksOf(&people[i]), desk) {
			names = append(names, people[i].Name)
		}
	}
	if n := len(names); n > 0 && n <= maxNamed {
		return strings.Join(names, ", ")
	}
	if symbol, ok := strings.CutPrefix(string(desk), string(headOf(""))); ok {
		if d, ok := unit.Division(symbol); ok {
			symbol = d.Name
		}
		return "người đứng đầu " + symbol
	}
	if id, ok := strings.CutPrefix(string(desk), string(personal(""))); ok {
		return id
	}
	if desk == chairsDesk {
		return "Chủ tịch"
	}
	return "văn thư"
}
