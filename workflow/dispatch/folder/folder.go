// Package folder lays documents down in folders that sender and receiver both see: the
// file, and beside it the edXML message or, of an office without an identifier, a note
// in JSON.
package folder

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/dispatch/edxml"
)

// A Drop is a workflow.Courier to folders below one that the operator allowed. A
// symbolic link leads nobody out of it.
type Drop struct {
	root  *os.Root
	files workflow.Blobs
}

// Open returns the drop below a folder that is there.
func Open(folder string, files workflow.Blobs) (*Drop, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("open the folder of the drop: %w", err)
	}
	return &Drop{root, files}, nil
}

// Close lets go of the folder.
func (d *Drop) Close() error { return d.root.Close() }

// Deliver writes the letter's files under names that are the same each time, the one
// that tells of them last; see workflow.Courier. The address is a folder below the
// allowed one, or its full name.
func (d *Drop) Deliver(ctx context.Context, l *workflow.Letter) (string, error) {
	folder, err := d.place(l.Address)
	if err != nil {
		return "", err
	}
	var papers []paper
	if l.Errand != workflow.Recalling {
		file, err := d.document(ctx, l.Record)
		if err != nil {
			return "", err
		}
		papers = append(papers, file)
	}
	told, err := d.telling(ctx, l)
	if err != nil {
		return "", err
	}
	for _, p := range append(papers, told) {
		if err := d.write(path.Join(folder, p.name), p.data); err != nil {
			return "", refused(err)
		}
	}
	return path.Join(folder, told.name), nil
}

// A paper is one file.
type paper struct {
	name string
	data []byte
}

// place returns the folder of an address, from the root.
func (d *Drop) place(address string) (string, error) {
	folder := filepath.FromSlash(address)
	if filepath.IsAbs(folder) {
		below, err := filepath.Rel(d.root.Name(), folder)
		if err != nil {
			return "", workflow.Undelivered(workflow.RuleSendAddress, address)
		}
		folder = below
	}
	if !filepath.IsLocal(folder) {
		return "", workflow.Undelivered(workflow.RuleSendAddress, address)
	}
	info, err := d.root.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && !info.IsDir():
		return "", workflow.Undelivered(workflow.RuleSendReceiver, address)
	case err != nil:
		return "", refused(err)
	}
	return folder, nil
}

// document is the file that goes out, under a name that no other document has.
func (d *Drop) document(ctx context.Context, r *workflow.Record) (paper, error) {
	hash, name, err := r.Posted()
	if err != nil {
		return paper{}, err
	}
	data, err := d.files.Get(ctx, r.Unit, hash)
	if err != nil {
		return paper{}, fmt.Errorf("read the file of document %s to send: %w", r.ID, err)
	}
	return paper{base(r) + path.Ext(name), data}, nil
}

// base is the beginning of all names: "05-BC-UBND 01J…".
func base(r *workflow.Record) string {
	return strings.ReplaceAll(r.Document.Reference.String(), "/", "-") + " " + string(r.ID)
}

// endings tell a message from one of another errand.
var endings = map[workflow.Errand]string{workflow.Recalling: " thu hồi"}

// telling is what lies beside the document.
func (d *Drop) telling(ctx context.Context, l *workflow.Letter) (paper, error) {
	name := base(l.Record) + endings[l.Errand]
	if l.From.Code == "" || l.To.Code == "" {
		data, err := json.MarshalIndent(note(l), "", "  ")
		return paper{name + ".json", append(data, '\n')}, err
	}
	m, err := edxml.FromLetter(ctx, l, d.files)
	if err != nil {
		return paper{}, err
	}
	data, err := edxml.Write(m)
	if err != nil {
		return paper{}, fmt.Errorf("write the message: %w", err)
	}
	return paper{name + ".edxml", data}, nil
}

// A Note is what is said of a document where no message is.
type Note struct {
	ID        string          `json:"id"` // of the sending: the same however often it is written
	Kind      workflow.Errand `json:"kind"`
	From      string          `json:"from"`
	To        string          `json:"to"`
	Reference string          `json:"reference"`
	Date      documents.Date  `json:"date"`
	Type      string          `json:"type"`
	Abstract  string          `json:"abstract"`
	Reason    string          `json:"reason,omitempty"`
}

func note(l *workflow.Letter) Note {
	d := &l.Record.Document
	return Note{l.ID, l.Errand, l.From.Name, l.To.Name, d.Reference.String(), d.Date, d.Kind.Name(), documents.OneLine(d.Abstract), l.Text}
}

// write puts a file there whole: who looks sees it as it is to be or not at all.
func (d *Drop) write(name string, data []byte) (err error) {
	part := path.Join(path.Dir(name), "."+path.Base(name)+".part")
	f, err := d.root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, d.root.Remove(part))
	}
	if err := d.root.Rename(part, name); err != nil {
		return err
	}
	folder, err := d.root.Open(path.Dir(name)) // so that the name lasts as well
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// refused says why a file could not be written.
func refused(err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return workflow.Undelivered(workflow.RuleSendCredentials, "")
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return workflow.Undelivered(workflow.RuleSendBusy, "")
	default:
		return workflow.Undelivered(workflow.RuleSendUnreachable, "")
	}
}
