package web

import (
	"context"

	"vanthu/documents"
	"vanthu/workflow"
)

// A next is the document that a person reads after this one, in the order of
// his desk, so that several are done in a row.
type next struct {
	workflow.Summary
	Left int // how many others wait, as far as one page of the desk tells
}

// nextFor returns what waits for the person behind the record with id; what
// stands first when that one waits no more or was the last.
func (w *Web) nextFor(ctx context.Context, by *documents.Account, id workflow.RecordID) (*next, error) {
	page, err := w.d.Engine.Waiting(ctx, by, workflow.Query{})
	if err != nil {
		return nil, err
	}
	var others []workflow.Summary
	behind := 0
	for i, s := range page.Items {
		if s.ID == id {
			behind = i
			continue
		}
		others = append(others, s)
	}
	if len(others) == 0 {
		return nil, nil
	}
	if behind >= len(others) {
		behind = 0
	}
	return &next{others[behind], len(others)}, nil
}
