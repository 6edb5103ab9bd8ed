package workflow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"vanthu/documents"
)

// A Cabinet keeps the papers of văn thư that are no documents on their way: work
// files, lines of the posting book, loans of filed copies. Nothing of it is ever
// removed. What is in it is a Slip; who wants values of a type uses a Drawer.
type Cabinet interface {
	// Lay stores a new slip at version 1; ErrExists when its drawer has one of
	// that id.
	Lay(ctx context.Context, s *Slip) error
	// Slip returns a slip; ErrNotFound.
	Slip(ctx context.Context, unit documents.UnitID, drawer, id string) (*Slip, error)
	// SwapSlip stores s when the stored version is still from; s.Version is
	// from+1. ErrNotFound, or ErrConflict when another was first.
	SwapSlip(ctx context.Context, s *Slip, from int64) error
	// Slips returns a page of a drawer in order of the slips' Order, then ids.
	Slips(ctx context.Context, unit documents.UnitID, drawer string, q SlipQuery) ([]Slip, error)
	// Marks returns the marks of a page of a drawer without reading its slips; q.Limit
	// may be up to MaxTally, which is what 0 stands for.
	Marks(ctx context.Context, unit documents.UnitID, drawer string, q SlipQuery) ([]string, error)
}

// A Slip is one paper of a drawer. Only its Body means something to who laid it;
// the rest is by what it is found.
type Slip struct {
	Unit    documents.UnitID `json:"unit"`
	Drawer  string           `json:"drawer"`
	ID      string           `json:"id"` // unique in the drawer
	Version int64            `json:"version"`
	Label
	Body json.RawMessage `json:"body"`
}

// A Label is by what a slip is found.
type Label struct {
	Year  int            `json:"year,omitempty"`
	Order string         `json:"order,omitempty"` // what the drawer is in order of, by its bytes
	Refs  []string       `json:"refs,omitempty"`  // what it is about, such as records; each once
	Due   documents.Date `json:"due,omitzero"`    // by when something is to be done with it
	Until documents.Date `json:"until,omitzero"`  // the last day on which it has to be kept
	Files []Hash         `json:"files,omitempty"` // the files its body names, so that a backup has them
}

// Mark is the slip's place in the order of its drawer: a page after it begins
// with the slip that comes next, whatever was changed meanwhile.
func (s *Slip) Mark() string { return SlipMark(s.Order, s.ID) }

// SlipMark is the mark of a slip.
func SlipMark(order, id string) string { return order + keyMark + id }

// A SlipQuery asks for slips of a drawer: all without a condition.
type SlipQuery struct {
	Year   int            // 0 for any
	Prefix string         // of Order
	Ref    string         // among Refs
	DueBy  documents.Date // with a Due no later than this
	Before documents.Date // with an Until before this
	After  string         // the Mark of the last one of the page before
	Limit  int            // 1..MaxPage; 0 is DefaultPage
}

// A Drawer keeps values of one type in a drawer of a cabinet, as JSON.
type Drawer[T any] struct {
	Cabinet Cabinet
	Name    string
	Label   func(*T) Label // by what a value is found; nil where only ids are asked for
}

// A Kept is a value of a drawer and the version of it that was read.
type Kept[T any] struct {
	ID      string
	Version int64
	Mark    string // see Slip
	Value   T
}

// Lay stores a new value; ErrExists.
func (d Drawer[T]) Lay(ctx context.Context, unit documents.UnitID, id string, v *T) (Kept[T], error) {
	s, err := d.slip(unit, Kept[T]{ID: id, Version: 1, Value: *v})
	if err != nil {
		return Kept[T]{}, err
	}
	return d.kept(s, d.Cabinet.Lay(ctx, s))
}

// Read returns a value; ErrNotFound.
func (d Drawer[T]) Read(ctx context.Context, unit documents.UnitID, id string) (Kept[T], error) {
	return d.kept(d.Cabinet.Slip(ctx, unit, d.Name, id))
}

// Swap stores what k became since it was read; ErrNotFound, ErrConflict.
func (d Drawer[T]) Swap(ctx context.Context, unit documents.UnitID, k Kept[T]) (Kept[T], error) {
	from := k.Version
	k.Version++
	s, err := d.slip(unit, k)
	if err != nil {
		return Kept[T]{}, err
	}
	return d.kept(s, d.Cabinet.SwapSlip(ctx, s, from))
}

// changes is how often Change begins anew when others write the same value.
const changes = 20

// Change reads a value, lets do change it and stores it, again from the reading
// on when another was first. What do answers ends it. ErrNotFound, ErrConflict.
func (d Drawer[T]) Change(ctx context.Context, unit documents.UnitID, id string, do func(*T) error) (Kept[T], error) {
	var lost error
	for range changes {
		k, err := d.Read(ctx, unit, id)
		if err != nil {
			return k, err
		}
		if err := do(&k.Value); err != nil {
			return k, err
		}
		k, err = d.Swap(ctx, unit, k)
		if !errors.Is(err, documents.ErrConflict) {
			return k, err
		}
		lost = err
	}
	return Kept[T]{}, lost
}

// List returns a page of values.
func (d Drawer[T]) List(ctx context.Context, unit documents.UnitID, q SlipQuery) ([]Kept[T], error) {
	slips, err := d.Cabinet.Slips(ctx, unit, d.Name, q)
	if err != nil {
		return nil, err
	}
	page := make([]Kept[T], len(slips))
	for i := range slips {
		if page[i], err = d.kept(&slips[i], nil); err != nil {
			return nil, err
		}
	}
	return page, nil
}

// Count returns how many values answer q, whatever its Limit, MaxTally for that many or
// more.
func (d Drawer[T]) Count(ctx context.Context, unit documents.UnitID, q SlipQuery) (int, error) {
	q.Limit = MaxTally
	marks, err := d.Cabinet.Marks(ctx, unit, d.Name, q)
	return len(marks), err
}

// IDs returns the ids of the values that answer q, whatever its Limit.
func (d Drawer[T]) IDs(ctx context.Context, unit documents.UnitID, q SlipQuery) ([]string, error) {
	var all []string
	for q.Limit = MaxTally; ; {
		marks, err := d.Cabinet.Marks(ctx, unit, d.Name, q)
		for _, mark := range marks {
			_, id, _ := strings.Cut(mark, keyMark)
			all, q.After = append(all, id), mark
		}
		if err != nil || len(marks) < MaxTally {
			return all, err
		}
	}
}

// All returns the values that answer q, whatever its Limit, page by page.
func (d Drawer[T]) All(ctx context.Context, unit documents.UnitID, q SlipQuery) iter.Seq2[Kept[T], error] {
	return func(yield func(Kept[T], error) bool) {
		q.Limit = MaxPage
		for {
			page, err := d.List(ctx, unit, q)
			if err != nil {
				yield(Kept[T]{}, err)
				return
			}
			for _, k := range page {
				if q.After = k.Mark; !yield(k, nil) {
					return
				}
			}
			if len(page) < MaxPage {
				return
			}
		}
	}
}

func (d Drawer[T]) slip(unit documents.UnitID, k Kept[T]) (*Slip, error) {
	body, err := json.Marshal(k.Value)
	if err != nil {
		return nil, fmt.Errorf("encode %s %s: %w", d.Name, k.ID, err)
	}
	s := &Slip{Unit: unit, Drawer: d.Name, ID: k.ID, Version: k.Version, Body: body}
	if d.Label != nil {
		s.Label = d.Label(&k.Value)
	}
	return s, nil
}

func (d Drawer[T]) kept(s *Slip, err error) (Kept[T], error) {
	if err != nil {
		return Kept[T]{}, err
	}
	k := Kept[T]{ID: s.ID, Version: s.Version, Mark: s.Mark()}
	if err := json.Unmarshal(s.Body, &k.Value); err != nil {
		return k, fmt.Errorf("decode %s %s of %s: %w", s.Drawer, s.ID, s.Unit, err)
	}
	return k, nil
}
