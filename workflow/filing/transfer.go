package filing

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"

	"github.com/oklog/ulid/v2"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Transfer is the handing over of files to the archive of the agency (lưu trữ
// hiện hành), with its minutes (biên bản giao nhận, Phụ lục V). That a file was
// handed over is said here alone.
type Transfer struct {
	On        documents.Date `json:"on"`
	Giver     string         `json:"giver"`
	Receiver  string         `json:"receiver"`
	Condition string         `json:"condition,omitempty"` // of the documents
	Files     []string       `json:"files"`               // ids
	Event     Event          `json:"event"`
}

// HandOver records that closed files are handed over today. All of them must be
// closed and here; *Refusal with the first that is not.
func (s *Service) HandOver(ctx context.Context, by *documents.Account, t Transfer) (workflow.Kept[Transfer], error) {
	var none workflow.Kept[Transfer]
	if !s.MayRun(by) {
		return none, refused(workflow.RuleListClerk, "Điều 30", "", documents.ErrForbidden)
	}
	t.Giver, t.Receiver, t.Condition = documents.OneLine(t.Giver), documents.OneLine(t.Receiver), documents.OneLine(t.Condition)
	for field, text := range map[string]string{"giver": t.Giver, "receiver": t.Receiver} {
		if err := reason(field, text); err != nil {
			return none, err
		}
	}
	if err := documents.RefuseSecret("condition", t.Condition); err != nil {
		return none, err
	}
	slices.Sort(t.Files)
	if t.Files = slices.Compact(t.Files); len(t.Files) == 0 {
		return none, documents.FieldErrors{{Field: "files", Rule: documents.RuleRequired, Article: "Điều 30"}}
	}
	for _, id := range t.Files {
		f, err := s.Get(ctx, by, id)
		switch {
		case err != nil:
			return none, err
		case f.Value.IsOpen():
			return none, refused(workflow.RuleFileOpen, "Điều 30", f.Value.Notation, documents.ErrNotAllowed)
		}
		if err := s.mustBeHere(ctx, by, id); err != nil {
			return none, err
		}
	}
	t.On, t.Event = s.d.Engine.Today(), s.event(by, "", "")
	id, err := ulid.New(ulid.Timestamp(s.now()), rand.Reader)
	if err != nil {
		return none, fmt.Errorf("make an id: %w", err)
	}
	k, err := s.transfers.Lay(ctx, by.Unit, id.String(), &t)
	for _, id := range t.Files {
		if err != nil {
			break
		}
		err = s.markHanded(ctx, by, id, t.On)
	}
	return k, err
}

// mustBeHere returns a *Refusal when a file was handed over.
func (s *Service) mustBeHere(ctx context.Context, by *documents.Account, id string) error {
	t, err := s.transfers.List(ctx, by.Unit, workflow.SlipQuery{Ref: id, Limit: 1})
	if err == nil && len(t) > 0 {
		err = refused(workflow.RuleFileHanded, "Điều 30", t[0].Value.On.Short(), documents.ErrNotAllowed)
	}
	return err
}

// Handed returns the transfer by which a file went to the archive; nil for none.
func (s *Service) Handed(ctx context.Context, by *documents.Account, id string) (*workflow.Kept[Transfer], error) {
	t, err := s.transfers.List(ctx, by.Unit, workflow.SlipQuery{Ref: id, Limit: 1})
	if err != nil || len(t) == 0 {
		return nil, err
	}
	return &t[0], nil
}

// Transfers returns all transfers in order of their days.
func (s *Service) Transfers(ctx context.Context, by *documents.Account) ([]workflow.Kept[Transfer], error) {
	var all []workflow.Kept[Transfer]
	for k, err := range s.transfers.All(ctx, by.Unit, workflow.SlipQuery{}) {
		if err != nil {
			return nil, fmt.Errorf("list transfers: %w", err)
		}
		all = append(all, k)
	}
	return all, nil
}

// Transfer returns a transfer and its files; ErrNotFound.
func (s *Service) Transfer(ctx context.Context, by *documents.Account, id string) (workflow.Kept[Transfer], []File, error) {
	t, err := s.transfers.Read(ctx, by.Unit, id)
	if err != nil {
		return t, nil, err
	}
	var files []File
	for _, id := range t.Value.Files {
		f, err := s.Get(ctx, by, id)
		if err != nil {
			return t, nil, err
		}
		files = append(files, f.Value)
	}
	return t, files, nil
}

// Settings are what the office says of its files.
type Settings struct {
	Subjects  []Subject `json:"subjects,omitempty"`  // its own periods; none for those of the program
	Confirmed string    `json:"confirmed,omitempty"` // by which text the periods were confirmed
}

// Table returns the periods that count.
func (s *Settings) Table() []Subject {
	if len(s.Subjects) > 0 {
		return s.Subjects
	}
	return Subjects()
}

const settingsID = "settings"

// Settings returns the office's settings, at version 0 before the first.
func (s *Service) Settings(ctx context.Context, by *documents.Account) (workflow.Kept[Settings], error) {
	k, err := s.settings.Read(ctx, by.Unit, settingsID)
	if errors.Is(err, documents.ErrNotFound) {
		return workflow.Kept[Settings]{ID: settingsID}, nil
	}
	return k, err
}

// Set stores the office's settings on the version that was seen.
func (s *Service) Set(ctx context.Context, by *documents.Account, k workflow.Kept[Settings]) (workflow.Kept[Settings], error) {
	if !s.MayRun(by) {
		return k, refused(workflow.RuleListClerk, "", "", documents.ErrForbidden)
	}
	if k.Value.Confirmed = documents.OneLine(k.Value.Confirmed); documents.RefuseSecret("confirmed", k.Value.Confirmed) != nil {
		return k, documents.RefuseSecret("confirmed", k.Value.Confirmed)
	}
	if k.Version > 0 {
		return s.settings.Swap(ctx, by.Unit, k)
	}
	done, err := s.settings.Lay(ctx, by.Unit, settingsID, &k.Value)
	if errors.Is(err, documents.ErrExists) {
		err = fmt.Errorf("another set them: %w", documents.ErrConflict)
	}
	return done, err
}
