package workflow

import (
	"context"
	"fmt"

	"vanthu/documents"
)

// An IncomingLine is one line of the register of incoming documents (sổ đăng ký văn
// bản đến) and of the book that follows how they are settled (sổ theo dõi giải quyết
// văn bản đến, Phụ lục IV): what was entered with the number, and what became of it.
type IncomingLine struct {
	Record   RecordID            `json:"record"`
	Number   documents.Reference `json:"number"` // số đến
	Day      documents.Date      `json:"day"`    // ngày đến
	Author   string              `json:"author"`
	Notation string              `json:"notation"`
	Date     documents.Date      `json:"date,omitzero"` // of the document
	Kind     string              `json:"kind"`
	Abstract string              `json:"abstract"`
	To       string              `json:"to"`             // đơn vị hoặc người nhận
	Moved    documents.Date      `json:"moved,omitzero"` // ngày chuyển
	Note     string              `json:"note"`

	Deadline documents.Date `json:"deadline,omitzero"`
	Progress string         `json:"progress"`
	Answer   string         `json:"answer"` // what answers it
	Void     string         `json:"void,omitempty"`
}

// IncomingBook returns up to limit lines of a year, from the number after.
func (e *Engine) IncomingBook(ctx context.Context, by *documents.Account, p BookPage) ([]IncomingLine, error) {
	p.Series = IncomingSeries
	entries, err := e.Register(ctx, by, p)
	if err != nil {
		return nil, err
	}
	lines := make([]IncomingLine, 0, len(entries))
	for _, entry := range entries {
		r, err := e.d.Records.Get(ctx, by.Unit, entry.Record)
		if err != nil {
			return nil, fmt.Errorf("read what came under number %d: %w", entry.Number, err)
		}
		line := e.incomingLine(r)
		line.Number, line.Day, line.Void = entry.Reference, entry.Date, entry.Void
		lines = append(lines, line)
	}
	return lines, nil
}

// incomingLine returns the line of r as it is now.
func (e *Engine) incomingLine(r *Record) IncomingLine {
	in, d := r.Incoming, &r.Document
	line := IncomingLine{
		Record: r.ID, Author: d.Issuer.Name, Notation: in.Notation, Date: d.Date, Kind: r.KindName(), Abstract: documents.OneLine(d.Abstract),
		Note: in.Note, Progress: e.FlowOf(r).Text(r.State),
	}
	if to := in.Direction; to != nil {
		line.To, line.Moved, line.Deadline = to.Lead.Name, documents.DateOf(to.At.In(Zone)), d.Deadline
	}
	if note := r.LastProgress(); note != "" {
		line.Progress += ": " + note
	}
	if in.Outcome != "" {
		line.Progress += ": " + in.Outcome
	}
	for i, answer := range r.Linked("answered_by") {
		if i > 0 {
			line.Answer += "; "
		}
		line.Answer += answer.Text
	}
	return line
}

// ReceivedFile returns the nth file that came with r, from 0, byte for byte; ErrNotFound.
func (e *Engine) ReceivedFile(ctx context.Context, r *Record, n int) ([]byte, error) {
	if r.Incoming == nil || n < 0 || n >= len(r.Incoming.Files) {
		return nil, fmt.Errorf("file %d of document %s: %w", n, r.ID, documents.ErrNotFound)
	}
	data, err := e.d.Blobs.Get(ctx, r.Unit, r.Incoming.Files[n].File)
	if err != nil {
		return nil, fmt.Errorf("read a file of document %s: %w", r.ID, err)
	}
	return data, nil
}
