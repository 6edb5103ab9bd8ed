// Package moving carries everything of an installation from one store to
// another, whichever they are. A Copy is of a store at rest: it may be cut off
// and goes on, and it ends with the proof that both sides are equal. A Snapshot
// is of a store at work: what it brings is as consistent as if all had stood
// still.
package moving

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Store is what is carried from and to.
type Store interface {
	workflow.Moving
	workflow.Notes
	// Audit is that of workflow.Books.
	Audit(ctx context.Context, book workflow.BookKey) ([]string, error)
	// List is that of workflow.Records.
	List(ctx context.Context, unit documents.UnitID, q workflow.Query) (workflow.Page, error)
}

// What may stand against a copy.
var (
	ErrEmpty = errors.New("there is nothing to copy")
	ErrTaken = errors.New("the target holds data that are not a begun copy of this source")
	// ErrUsed comes with a *Difference.
	ErrUsed = errors.New("source or target were at work since the copy was finished")
	// ErrBusy means that the source is at work, so that the copy is not of one
	// moment. It may come with a *Difference.
	ErrBusy = errors.New("the source was changed while it was copied")
	// ErrRival means that somebody else writes this copy now.
	ErrRival = errors.New("another copies to the same target")
)

// A Difference names the first thing that is not the same on both sides.
type Difference struct {
	Part  workflow.Part
	Place workflow.Place
	Side  Side
}

// A Side says where something is.
type Side string

// The sides.
const (
	Source Side = "source" // only there
	Target Side = "target" // only there
	Both   Side = "both"   // but not equal
)

func (d *Difference) Error() string {
	return fmt.Sprintf("%s of %s differs: found in %s", d.Place, d.Part, d.Side)
}

// A Copy carries everything of one store to another.
type Copy struct {
	From, To Store
	Of       string                      // names the source, always in the same way
	First    func(context.Context) error // done before records are carried, when the target is fit for them; may be nil
	Tell     func(Progress)              // may be nil
}

// Progress is how far a copy has come: things of a part. It is told after each
// armful.
type Progress struct {
	Part    workflow.Part
	Check   bool // they are compared, not carried
	Done    int
	All     int // may grow
	Carried int // in this run
}

// A Sum is what is proven of one part: both sides have these things.
type Sum struct {
	Part   workflow.Part
	Count  int
	SHA256 string // over unit, key and JSON of each in order
}

// A Report is what a finished copy has proven.
type Report struct {
	Sums   []Sum
	Faults []string // of number books, which the source has too
}

// armful is how many things are carried at once.
const armful = 500

// The notes: in the target, how far a copy has come; in the source, its name.
const (
	markNote = "copy"
	nameNote = "installation"
)

// A mark is how far a copy has come: up to a place of a part. So many things of
// it were carried, and all of the parts before.
type mark struct {
	Of      string         `json:"of"`
	Part    workflow.Part  `json:"part,omitempty"`
	After   workflow.Place `json:"after,omitzero"`
	Carried int            `json:"carried,omitempty"`
	Done    bool           `json:"done,omitempty"`
}

// Unfinished reports whether a store is the target of a copy that is not done:
// nobody may work with it yet.
func Unfinished(ctx context.Context, n workflow.Notes) (bool, error) {
	m, _, err := readMark(ctx, n)
	return m.Of != "" && !m.Done, err
}

func readMark(ctx context.Context, n workflow.Notes) (m mark, note string, err error) {
	note, err = n.Note(ctx, markNote)
	if err == nil && note != "" {
		err = json.Unmarshal([]byte(note), &m)
	}
	if err != nil {
		err = fmt.Errorf("read how far the copy has come: %w", err)
	}
	return m, note, err
}

// A copying is a Copy that is under way.
type copying struct {
	Copy
	mark mark
	note string // the mark as the target has it
}

// Run carries what the target lacks and then compares everything. Cut off, it
// goes on where it was when it is run again. ErrEmpty, ErrTaken, ErrBusy,
// ErrUsed, ErrRival, a *Difference or a *workflow.BadItem.
func (c Copy) Run(ctx context.Context) (Report, error) {
	w := &copying{Copy: c}
	if err := w.begin(ctx); err != nil {
		return Report{}, err
	}
	done := w.mark.Done
	report, err := w.run(ctx)
	switch differs := errors.As(err, new(*Difference)) || errors.Is(err, ErrBusy); {
	case err == nil:
		err = w.setMark(ctx, mark{Of: w.Of, Done: true})
	case differs && done:
		err = fmt.Errorf("%w: %w", ErrUsed, err)
	case differs: // the next run looks at everything again
		err = errors.Join(fmt.Errorf("%w: %w", ErrBusy, err), w.setMark(ctx, mark{Of: w.Of}))
	}
	return report, err
}

func (w *copying) run(ctx context.Context) (Report, error) {
	newest, err := w.newest(ctx)
	if err == nil && !w.mark.Done {
		err = w.carryAll(ctx)
	}
	if err != nil {
		return Report{}, err
	}
	report, err := w.prove(ctx)
	if err == nil {
		err = w.stillNewest(ctx, newest)
	}
	return report, err
}

// NameOf returns the name of an installation, which it is given when it is
// asked for the first time.
func NameOf(ctx context.Context, n workflow.Notes) (string, error) {
	err := n.SwapNote(ctx, nameNote, "", rand.Text())
	if err != nil && !errors.Is(err, documents.ErrConflict) {
		return "", err
	}
	return n.Note(ctx, nameNote)
}

// begin looks whether the target is empty, or has a begun copy of this source.
func (w *copying) begin(ctx context.Context) (err error) {
	if w.mark, w.note, err = readMark(ctx, w.To); err != nil {
		return err
	}
	if w.mark.Of == w.Of {
		return nil
	}
	size, err := sizeOf(ctx, w.From)
	if err == nil && size == 0 {
		err = ErrEmpty
	}
	if err != nil {
		return err
	}
	size, err = sizeOf(ctx, w.To)
	if err == nil && (size > 0 || w.note != "") {
		err = ErrTaken
	}
	if err != nil {
		return err
	}
	return w.setMark(ctx, mark{Of: w.Of})
}

// sizeOf returns how many things a store holds.
func sizeOf(ctx context.Context, s Store) (all int, err error) {
	for _, part := range workflow.Parts() {
		n, err := s.Count(ctx, part)
		if err != nil {
			return 0, err
		}
		all += n
	}
	return all, nil
}

// setMark notes in the target how far the copy has come.
func (w *copying) setMark(ctx context.Context, m mark) error {
	note, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if string(note) == w.note {
		return nil
	}
	err = w.To.SwapNote(ctx, markNote, w.note, string(note))
	if errors.Is(err, documents.ErrConflict) {
		return fmt.Errorf("%w: %w", ErrRival, err)
	}
	if err != nil {
		return err
	}
	w.mark, w.note = m, string(note)
	return nil
}

// carryAll carries all parts, from the mark on.
func (w *copying) carryAll(ctx context.Context) error {
	if w.First != nil {
		if err := w.First(ctx); err != nil {
			return err
		}
	}
	parts := workflow.Parts()
	for len(parts) > 0 && w.mark.Part != "" && parts[0] != w.mark.Part {
		parts = parts[1:]
	}
	for _, part := range parts {
		if part != w.mark.Part {
			if err := w.setMark(ctx, mark{Of: w.Of, Part: part}); err != nil {
				return err
			}
		}
		if err := w.carry(ctx, part); err != nil {
			return fmt.Errorf("carry %s: %w", part, err)
		}
	}
	return nil
}

// carry brings what the target lacks of a part after the mark.
func (w *copying) carry(ctx context.Context, part workflow.Part) error {
	p := Progress{Part: part, Done: w.mark.Carried}
	var err error
	if p.All, err = w.From.Count(ctx, part); err != nil {
		return err
	}
	return w.both(ctx, part, w.mark.After, func(pairs []pair) error {
		var lacking []workflow.Item
		for _, pair := range pairs {
			switch {
			case pair.from == nil:
				return &Difference{part, pair.to.Place, Target}
			case pair.to == nil || string(pair.to.text) != string(pair.from.text):
				lacking = append(lacking, pair.from.Item)
			}
		}
		if err := w.To.Bring(ctx, part, lacking); isPassing(ctx, err) {
			return err
		} else if err != nil { // what it names has come since the parts before were carried
			return fmt.Errorf("%w: %w", ErrBusy, err)
		}
		p.Done += len(pairs)
		p.Carried += len(lacking)
		if err := w.setMark(ctx, mark{Of: w.Of, Part: part, After: pairs[len(pairs)-1].from.Place, Carried: p.Done}); err != nil {
			return err
		}
		w.tell(p)
		return nil
	})
}

func (w *copying) tell(p Progress) {
	if p.All = max(p.All, p.Done); w.Tell != nil {
		w.Tell(p)
	}
}
