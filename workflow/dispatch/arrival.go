package dispatch

import (
	"context"
	"errors"
	"path"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/dispatch/edxml"
)

// ErrFile says that a file of a message is none that agencies send.
var ErrFile = errors.New("a file of a kind that is not taken in")

// taken are the kinds of files that are taken in, by the ends of their names.
var taken = map[string]bool{
	".pdf": true, ".docx": true, ".doc": true, ".xlsx": true, ".xls": true, ".pptx": true, ".ppt": true, ".odt": true, ".ods": true,
	".zip": true, ".rar": true, ".7z": true, ".xml": true, ".txt": true, ".csv": true, ".jpg": true, ".jpeg": true, ".png": true, ".tif": true, ".tiff": true,
}

// arrive has a document wait with văn thư of each office here that it is for.
func (b *Inbox) arrive(ctx context.Context, m *edxml.Message) error {
	files, err := filesOf(m)
	if err != nil {
		return err
	}
	var to []string
	for _, organ := range m.To {
		to = append(to, organ.ID)
	}
	units, err := b.units(ctx, to)
	if err != nil {
		return err
	}
	for _, unit := range units {
		a := workflow.Arrival{Receipt: receipt(m), Organ: m.From.ID, DocumentID: m.ID}
		a.Files = files
		if a.Links, err = b.links(ctx, unit, m); err != nil {
			return err
		}
		if _, _, err := b.Engine.Arrive(ctx, unit, a); err != nil {
			return err
		}
	}
	return nil
}

// filesOf returns the files of a message, once each is of a kind that is taken in and
// shows no mark of secrecy that can be seen in it.
func filesOf(m *edxml.Message) ([]workflow.Brought, error) {
	var files []workflow.Brought
	for _, a := range m.Attachments {
		if !taken[strings.ToLower(path.Ext(a.Name))] {
			return nil, ErrFile
		}
		if err := errors.Join(documents.RefuseSecret("file", a.Name), documents.RefuseSecret("file", a.Description), unmarked(a.Data)); err != nil {
			return nil, err
		}
		files = append(files, workflow.Brought{Name: a.Name, Type: a.Type, Data: a.Data})
	}
	return files, nil
}

// receipt is what a message says of its document.
func receipt(m *edxml.Message) workflow.Receipt {
	in := workflow.Receipt{
		Author: m.From.Name, Date: m.Date, Abstract: m.Subject, Signer: m.Signer.Name, Due: m.Due,
		Notation: strings.Trim(m.Number+"/"+m.Notation, "/"), Kind: kindOf(m.Type), Note: m.Other.Scope,
	}
	if in.Kind == "" {
		in.Type = m.Type.Name
	}
	urgencies := [...]documents.Urgency{"", documents.Urgent, documents.VeryUrgent, documents.AtOnce}
	if n := m.Other.Priority; n > 0 && n < len(urgencies) {
		in.Urgency = urgencies[n]
	}
	return in
}

// kindOf returns the type of the decree that a message names; "" for none of them.
func kindOf(t edxml.Type) documents.Kind {
	for _, k := range documents.Kinds() {
		if documents.NameKey(k.Name) == documents.NameKey(t.Name) {
			return k.Kind
		}
	}
	return ""
}

// links join a document to those of its sender that it replaces or corrects, as far as
// they came.
func (b *Inbox) links(ctx context.Context, unit documents.UnitID, m *edxml.Message) (links []workflow.Link, err error) {
	kind, ids := workflow.Replaces, []string{m.Business.ID}
	switch m.Kind {
	case edxml.Replacement:
		for _, old := range m.Business.Replaces {
			ids = append(ids, old.ID)
		}
	case edxml.Update:
		kind = workflow.Corrects
	default:
		return nil, nil
	}
	seen := map[string]bool{"": true, m.ID: true}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		link, err := b.Engine.LinkTo(ctx, unit, kind, workflow.ArrivedID(m.From.ID, id))
		if errors.Is(err, documents.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		links = append(links, link)
	}
	return links, nil
}
