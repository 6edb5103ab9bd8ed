package main

import (
	"context"
	"fmt"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/workflow"
)

// sampleReport is the document the sample ward drafts, as its drafter would
// type it: what the office knows is filled in by the engine.
func sampleReport() (documents.Document, error) {
	data, err := templates.Example("bao-cao-duc-pho")
	if err != nil {
		return documents.Document{}, err
	}
	doc, err := documents.Load(data)
	if err != nil {
		return documents.Document{}, fmt.Errorf("read the sample report: %w", err)
	}
	return doc, nil
}

// A life carries one record through the engine in the names of the people it
// was given.
type life struct {
	engine *workflow.Engine
	dir    workflow.Directory
	record *workflow.Record
}

// begin drafts the document in the name of who.
func (l *life) begin(ctx context.Context, who documents.AccountID, doc documents.Document, links ...workflow.Link) error {
	by, err := l.dir.Account(ctx, who)
	if err != nil {
		return fmt.Errorf("account %s: %w", who, err)
	}
	l.record, err = l.engine.Create(ctx, by, doc, links...)
	return err
}

// do does one move on the version that is there.
func (l *life) do(ctx context.Context, m move) error {
	return l.act(ctx, m.who, workflow.Act{Action: m.action, Comment: m.says})
}

// act does one act on the version that is there, in the name of who.
func (l *life) act(ctx context.Context, who documents.AccountID, act workflow.Act) error {
	by, err := l.dir.Account(ctx, who)
	if err != nil {
		return fmt.Errorf("account %s: %w", who, err)
	}
	act.Seen = l.record.Version
	if file := l.record.Shown(); file != nil {
		act.File = file.Hash
	}
	next, err := l.engine.Act(ctx, by, l.record.ID, act)
	if err != nil {
		return fmt.Errorf("%s as %s: %w", act.Action, who, err)
	}
	l.record = next
	return nil
}

// revise writes the draft anew in the name of who.
func (l *life) revise(ctx context.Context, who documents.AccountID, doc documents.Document) error {
	by, err := l.dir.Account(ctx, who)
	if err != nil {
		return fmt.Errorf("account %s: %w", who, err)
	}
	next, err := l.engine.Revise(ctx, by, l.record.ID, l.record.Version, doc)
	if err != nil {
		return fmt.Errorf("revise as %s: %w", who, err)
	}
	l.record = next
	return nil
}

// reload reads the record as it is now, in the name of who.
func (l *life) reload(ctx context.Context, who documents.AccountID) error {
	by, err := l.dir.Account(ctx, who)
	if err != nil {
		return fmt.Errorf("account %s: %w", who, err)
	}
	now, err := l.engine.Get(ctx, by, l.record.ID)
	if err != nil {
		return fmt.Errorf("read document %s: %w", l.record.ID, err)
	}
	l.record = now
	return nil
}

// progress notes how far the handling has come, in the name of who.
func (l *life) progress(ctx context.Context, who documents.AccountID, act workflow.Act) error {
	by, err := l.dir.Account(ctx, who)
	if err != nil {
		return fmt.Errorf("account %s: %w", who, err)
	}
	next, err := l.engine.NoteProgress(ctx, by, l.record.ID, workflow.Progress{Seen: l.record.Version, Text: act.Comment})
	if err != nil {
		return fmt.Errorf("note progress as %s: %w", who, err)
	}
	l.record = next
	return nil
}
