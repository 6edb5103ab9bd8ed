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
	by, err := l.dir.Account(ctx, m.who)
	if err != nil {
		return fmt.Errorf("account %s: %w", m.who, err)
	}
	act := workflow.Act{Action: m.action, Comment: m.says, Seen: l.record.Version}
	if file := l.record.Shown(); file != nil {
		act.File = file.Hash
	}
	next, err := l.engine.Act(ctx, by, l.record.ID, act)
	if err != nil {
		return fmt.Errorf("%s as %s: %w", m.action, m.who, err)
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
