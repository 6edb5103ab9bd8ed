package filing

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Which names files by what is to be done with them.
type Which string

// What files are asked for.
const (
	OfYear  Which = ""        // of a year
	Mine    Which = "mine"    // open ones that the person keeps
	Fillers Which = "fill"    // open ones into which the person may put documents
	AtDue   Which = "due"     // due at the archive within NoticeDays, or over it
	Here    Which = "here"    // closed ones that were not handed over
	Over    Which = "expired" // those that need not be kept any more
)

// The tags by which files are found beside their documents, in the label of a slip and so
// in an index.
const (
	tagOpen   = "open"  // of all
	tagKeeper = "open:" // of a keeper
	tagPart   = "open@" // of a division
	tagHere   = "here"  // closed, and neither handed over nor destroyed
)

// label is by what a file is found.
func label(f *File) workflow.Label {
	number, rest, _ := strings.Cut(f.Notation, ".")
	l := workflow.Label{Year: f.Year, Order: fmt.Sprintf("%04s.%s", number, rest)}
	if f.Handed.IsZero() {
		l.Due = f.Due()
	}
	switch {
	case f.IsOpen():
		l.Refs = []string{tagOpen, tagKeeper + string(f.Keeper), tagPart + f.Division}
	case f.Handed.IsZero() && f.Destroyed == nil:
		l.Refs = []string{tagHere}
	}
	if f.Destroyed == nil {
		l.Until = f.Period.Until(f.Ended)
	}
	for _, i := range f.In() {
		l.Refs = append(l.Refs, string(i.Record))
	}
	return l
}

// A Query asks for a page of files, in order of their notations.
type Query struct {
	Which Which
	Year  int // of OfYear
	After string
	Limit int // below workflow.MaxPage; 0 is DefaultPage
}

// A Page is one page of files. Next is "" on the last one.
type Page struct {
	Files []File
	Next  string
}

// slips is what the cabinet is asked for.
func (s *Service) slips(by *documents.Account, which Which) workflow.SlipQuery {
	today := s.d.Engine.Today()
	switch which {
	case Mine:
		return workflow.SlipQuery{Ref: tagKeeper + string(by.ID)}
	case Fillers:
		switch {
		case chief(by) || by.Has(documents.Clerk):
			return workflow.SlipQuery{Ref: tagOpen}
		case by.Has(documents.Reviewer) && by.Division != "":
			return workflow.SlipQuery{Ref: tagPart + by.Division}
		}
		return workflow.SlipQuery{Ref: tagKeeper + string(by.ID)}
	case AtDue:
		return workflow.SlipQuery{DueBy: today.Add(NoticeDays)}
	case Here:
		return workflow.SlipQuery{Ref: tagHere}
	case Over:
		return workflow.SlipQuery{Before: today}
	}
	return workflow.SlipQuery{}
}

// Page returns a page of files.
func (s *Service) Page(ctx context.Context, by *documents.Account, q Query) (Page, error) {
	if err := s.relabel(ctx, by); err != nil {
		return Page{}, err
	}
	slips := s.slips(by, q.Which)
	if slips.Year, slips.After = q.Year, q.After; q.Limit == 0 {
		q.Limit = workflow.DefaultPage
	}
	slips.Limit = q.Limit + 1
	found, err := s.files.List(ctx, by.Unit, slips)
	if err != nil {
		return Page{}, fmt.Errorf("list files of %s: %w", by.Unit, err)
	}
	var page Page
	if len(found) > q.Limit {
		found = found[:q.Limit]
		page.Next = found[q.Limit-1].Mark
	}
	organ, err := s.organ(ctx, by.Unit)
	for i := 0; err == nil && i < len(found); i++ {
		f := &found[i].Value
		if f.Organ == "" {
			f.Organ = organ
		}
		if err = s.seeHanded(ctx, by, f); f.Handed.IsZero() || q.Which != AtDue && q.Which != Here {
			page.Files = append(page.Files, *f)
		}
	}
	return page, err
}

// Count returns how many files there are, workflow.MaxTally for that many or more.
func (s *Service) Count(ctx context.Context, by *documents.Account, which Which) (int, error) {
	if err := s.relabel(ctx, by); err != nil {
		return 0, err
	}
	return s.files.Count(ctx, by.Unit, s.slips(by, which))
}

// Notations returns those of the files of a year.
func (s *Service) Notations(ctx context.Context, by *documents.Account, year int) (map[string]bool, error) {
	ids, err := s.files.IDs(ctx, by.Unit, workflow.SlipQuery{Year: year})
	if err != nil {
		return nil, fmt.Errorf("list files of %s: %w", by.Unit, err)
	}
	all := map[string]bool{}
	for _, id := range ids {
		all[id[len((&File{Year: year}).ID()):]] = true
	}
	return all, nil
}

// seeHanded sees to it that a closed file says when it was handed over. The transfer is
// the truth: a file that has one but does not say so, because who handed it over was cut
// off, says so from now on.
func (s *Service) seeHanded(ctx context.Context, by *documents.Account, f *File) error {
	if f.IsOpen() || !f.Handed.IsZero() {
		return nil
	}
	t, err := s.Handed(ctx, by, f.ID())
	if err != nil || t == nil {
		return err
	}
	f.Handed = t.Value.On
	return s.markHanded(ctx, by, f.ID(), f.Handed)
}

func (s *Service) markHanded(ctx context.Context, by *documents.Account, id string, on documents.Date) error {
	_, err := s.files.Change(ctx, by.Unit, id, func(f *File) error {
		f.Handed = on
		return nil
	})
	return err
}

// A labelling says by which tags the files of a unit are found.
type labelling struct {
	Version int `json:"version"`
}

// labels is the version of what label gives: one more whenever it changes.
const labels = 1

// relabel writes the files of a unit anew, once, that an earlier program gave other tags.
func (s *Service) relabel(ctx context.Context, by *documents.Account) error {
	k, err := s.labelled.Read(ctx, by.Unit, "files")
	fresh := errors.Is(err, documents.ErrNotFound)
	if err == nil && k.Value.Version >= labels || err != nil && !fresh {
		return err
	}
	for f, err := range s.files.All(ctx, by.Unit, workflow.SlipQuery{}) {
		if err == nil {
			_, err = s.files.Change(ctx, by.Unit, f.ID, func(*File) error { return nil })
		}
		if err != nil {
			return fmt.Errorf("tag the files of %s: %w", by.Unit, err)
		}
	}
	if k.Value.Version = labels; fresh {
		_, err = s.labelled.Lay(ctx, by.Unit, "files", &k.Value)
	} else {
		_, err = s.labelled.Swap(ctx, by.Unit, k)
	}
	if errors.Is(err, documents.ErrExists) || errors.Is(err, documents.ErrConflict) { // another did the same
		return nil
	}
	return err
}
