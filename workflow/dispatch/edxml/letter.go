package edxml

import (
	"context"

	"vanthu/documents"
	"vanthu/workflow"
)

// FromLetter makes the message that a letter of the engine is sent as. Of the two forms
// of a recall it makes the formal one, a document; AskBack makes the other.
// *workflow.Refusal, or an error of the files.
func FromLetter(ctx context.Context, l *workflow.Letter, files workflow.Blobs) (*Message, error) {
	if l.From.Code == "" {
		return nil, workflow.Undelivered(workflow.RuleSendNoCode, "")
	}
	if l.Errand == workflow.Answering {
		return report(l), nil
	}
	m, err := FromRecord(ctx, l.Record, Sending{l.From, []documents.Agency{l.To}, files, l.At})
	if err != nil {
		return nil, err
	}
	m.Kind = Kind(l.Errand)
	m.Business.Reason = m.Kind.Name()
	switch m.Kind {
	case Recall:
		m.Business.ID, m.Business.Reason, m.Business.Paper, m.Attachments = m.ID, l.Text, false, nil
	case Update:
		m.Business.ID, m.Business.Document = first(l.About), true
	case Replacement:
		m.Business.ID = first(l.About)
		for _, old := range l.About {
			m.Business.Replaces = append(m.Business.Replaces, Replaced{ID: old, Organs: []string{l.To.Code}})
		}
	}
	return m, nil
}

// report makes the status that the sender of an incoming document is told.
func report(l *workflow.Letter) *Message {
	in, d := l.Record.Incoming, &l.Record.Document
	m := (&Message{From: Organ{ID: in.Organ}, ID: in.DocumentID, Date: d.Date}).Reply(Status(l.Status), organ(l.From), l.At)
	m.Answers[0].Code = in.Notation
	if l.Text != "" {
		m.Description = l.Text
	}
	return m
}

// AskBack makes the message that asks for a document back by a status.
func AskBack(l *workflow.Letter) *Message {
	m := sent(l).Reply(AskedBack, organ(l.From), l.At)
	m.Description, m.Staff = l.Text, clerk(l.Record)
	return m
}

// sent is what is said of the document of a letter.
func sent(l *workflow.Letter) *Message {
	d := &l.Record.Document
	return &Message{From: Organ{ID: l.From.Code}, ID: l.Record.DocumentID(l.From.Code), Date: d.Date, Number: d.Reference.Ordinal(), Notation: d.Reference.Symbol}
}

func first(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}
