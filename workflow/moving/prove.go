package moving

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"

	"vanthu/documents"
	"vanthu/workflow"
)

// prove compares everything on both sides, and the books with their entries and
// records.
func (w *copying) prove(ctx context.Context) (Report, error) {
	var report Report
	for _, part := range workflow.Parts() {
		sum, err := w.compare(ctx, part)
		if err != nil {
			return report, fmt.Errorf("compare %s: %w", part, err)
		}
		report.Sums = append(report.Sums, sum)
	}
	var err error
	report.Faults, err = w.audit(ctx)
	return report, err
}

// compare returns what a part of both sides has in common, which must be all.
func (w *copying) compare(ctx context.Context, part workflow.Part) (Sum, error) {
	p := Progress{Part: part, Check: true}
	var err error
	if p.All, err = w.From.Count(ctx, part); err != nil {
		return Sum{}, err
	}
	source, target := sha256.New(), sha256.New()
	err = w.both(ctx, part, workflow.Place{}, func(pairs []pair) error {
		for _, pair := range pairs {
			switch {
			case pair.to == nil:
				return &Difference{part, pair.from.Place, Source}
			case pair.from == nil:
				return &Difference{part, pair.to.Place, Target}
			case string(pair.from.text) != string(pair.to.text):
				return &Difference{part, pair.from.Place, Both}
			}
			pair.from.sum(source)
			pair.to.sum(target)
		}
		p.Done += len(pairs)
		w.tell(p)
		return nil
	})
	if err != nil {
		return Sum{}, err
	}
	have, err := w.To.Count(ctx, part)
	if err != nil {
		return Sum{}, err
	}
	sum := Sum{part, p.Done, hex.EncodeToString(source.Sum(nil))}
	if got := hex.EncodeToString(target.Sum(nil)); got != sum.SHA256 || have != p.Done {
		return sum, fmt.Errorf("%d things with sum %s were read in the source, %d counted with sum %s in the target: %w",
			p.Done, sum.SHA256, have, got, ErrBusy)
	}
	return sum, nil
}

// sum adds the line to a sum: unit, key and text, each after its length.
func (l *line) sum(h hash.Hash) {
	for _, field := range [][]byte{[]byte(l.Unit), []byte(l.Key), l.text} {
		_, _ = h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(field)))) // a hash takes everything
		_, _ = h.Write(field)
	}
}

// audit returns what is wrong with books, in the same way on both sides.
func (w *copying) audit(ctx context.Context) ([]string, error) {
	var faults []string
	for l, err := range lines(ctx, w.To, workflow.BookPart, workflow.Place{}) {
		if err != nil {
			return nil, err
		}
		book := l.Value.(*workflow.BookEnd).Book
		got, err := w.To.Audit(ctx, book)
		if err != nil {
			return nil, err
		}
		if len(got) == 0 {
			continue
		}
		want, err := w.From.Audit(ctx, book)
		if err != nil {
			return nil, err
		}
		if !slices.Equal(got, want) {
			return nil, fmt.Errorf("audit of a copied book finds %q, of the source %q: %w", got, want, &Difference{workflow.BookPart, l.Place, Both})
		}
		faults = append(faults, got...)
	}
	return faults, nil
}

// newest returns the record of each unit that was changed last in the source.
func (w *copying) newest(ctx context.Context) (map[documents.UnitID]workflow.Summary, error) {
	newest := map[documents.UnitID]workflow.Summary{}
	for l, err := range lines(ctx, w.From, workflow.UnitPart, workflow.Place{}) {
		if err != nil {
			return nil, err
		}
		page, err := w.From.List(ctx, l.Unit, workflow.Query{Limit: 1})
		if err != nil {
			return nil, err
		}
		if len(page.Items) > 0 {
			newest[l.Unit] = page.Items[0]
		}
	}
	return newest, nil
}

// stillNewest fails when a record of the source was changed since: what was
// compared may have been changed after.
func (w *copying) stillNewest(ctx context.Context, then map[documents.UnitID]workflow.Summary) error {
	now, err := w.newest(ctx)
	if err != nil {
		return err
	}
	for unit, is := range now {
		if was := then[unit]; was.ID != is.ID || was.Version != is.Version {
			return fmt.Errorf("%w: %w", ErrBusy, &Difference{workflow.RecordPart, workflow.Place{Unit: unit, Key: string(is.ID)}, Both})
		}
	}
	return nil
}
