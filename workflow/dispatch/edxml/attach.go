package edxml

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"vanthu/documents"
	"vanthu/workflow"
)

// Limits of the files of a message, unpacked.
const (
	maxFiles = 100
	maxFile  = 64 << 20
	maxAll   = 128 << 20
)

const packed = "application/zip"

// fileContent is the element that holds a file.
const fileContent = "contenttransferencoded"

// maxHead is how much of a text file is looked at for a mark of secrecy, which stands
// at the top.
const maxHead = 256 << 10

// attachments returns the files that the message holds, described by the manifest in
// its body; each that the manifest names must be there.
func (r *reader) attachments(root *node) (out []Attachment) {
	named := map[string]*node{}
	for _, ref := range r.only(root, "edXMLManifest").all("Reference") {
		id := contentID(r.text(ref, "ContentId"))
		if named[id] != nil {
			r.fault(ref, workflow.RuleEdXMLTwice, "ContentId")
		}
		named[id] = ref
	}
	left := maxAll
	for i, n := range r.only(root, "AttachmentEncoded").all("Attachment") {
		if i == maxFiles {
			r.fault(n, workflow.RuleEdXMLLarge, "")
			return nil
		}
		a := r.attachment(n, named[contentID(r.text(n, "ContentId"))], &left)
		for _, other := range out {
			if other.ID == a.ID {
				r.fault(n, workflow.RuleEdXMLTwice, "ContentId")
			}
		}
		delete(named, a.ID)
		out = append(out, a)
	}
	for _, ref := range named {
		r.fault(ref, workflow.RuleEdXMLFile, r.fileName(ref))
	}
	return out
}

const scheme = "cid:"

// contentID strips the scheme that some write and some do not.
func contentID(id string) string {
	for len(id) >= len(scheme) && strings.EqualFold(id[:len(scheme)], scheme) {
		id = strings.TrimSpace(id[len(scheme):])
	}
	return id
}

// attachment reads one file and what the manifest says of it, if it does.
func (r *reader) attachment(n, ref *node, left *int) Attachment {
	a := Attachment{ID: contentID(r.text(n, "ContentId")), Name: r.fileName(n), Description: r.text(n, "Description")}
	if a.Name == "" {
		a.Name = r.fileName(ref)
	}
	if a.Description == "" {
		a.Description = r.text(ref, "Description")
	}
	if a.ID == "" || a.Name == "" {
		r.fault(n, workflow.RuleEdXMLMissing, map[bool]string{true: "ContentId", false: "AttachmentName"}[a.ID == ""])
	}
	for _, say := range []string{r.text(ref, "ContentType"), r.text(n, "ContentType"), typeOf(a.Name)} {
		if a.Type == "" || a.Type == packed { // the way it is carried, not what it is
			a.Type = say
		}
	}
	a.Data = r.data(n, a.Name, left)
	return a
}

// fileName returns the name of a file without the folders of where it was.
func (r *reader) fileName(n *node) string {
	name := documents.OneLine(r.text(n, "AttachmentName"))
	if name = path.Base(strings.ReplaceAll(name, `\`, "/")); name == "." || name == ".." || name == "/" {
		return ""
	}
	return strings.TrimSpace(name)
}

// data decodes a file: base64, and within it mostly, not always, a zip of the one
// file.
func (r *reader) data(n *node, name string, left *int) []byte {
	content := r.one(n, fileContent)
	if content == nil {
		r.fault(n, workflow.RuleEdXMLFile, name)
		return nil
	}
	raw, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(strings.Join(strings.Fields(content.text), ""), "="))
	if err != nil || len(raw) == 0 {
		r.fault(content, workflow.RuleEdXMLFile, name)
		return nil
	}
	data, err := unpack(raw, name, min(maxFile, *left))
	switch {
	case errors.Is(err, errLarge):
		r.fault(content, workflow.RuleEdXMLLarge, "")
	case err != nil:
		r.fault(content, workflow.RuleEdXMLFile, name)
	case isMarked(data):
		r.fault(content, documents.RuleSecret, "")
	}
	*left -= len(data)
	return data
}

// isMarked reports whether a file is plain text with a mark of secrecy. What other
// files show is not known here.
func isMarked(data []byte) bool {
	head := data
	if len(head) > maxHead {
		for head = head[:maxHead]; len(head) > 0 && !utf8.RuneStart(data[len(head)]); { // a letter stays whole
			head = head[:len(head)-1]
		}
	}
	return utf8.Valid(head) && documents.RefuseSecret("", string(head)) != nil
}

var (
	errLarge   = errors.New("unpacks to more than is allowed")
	errDamaged = errors.New("damaged archive")
)

// maxEntries is how many entries of an archive are looked at: one with many is a
// file of its own.
const maxEntries = 1000

// unpack returns the one file of a zip that a message carries it in; a zip that is
// itself the file, of the name or of more entries as .docx is, stays.
func unpack(raw []byte, name string, most int) ([]byte, error) {
	if !bytes.HasPrefix(raw, []byte("PK\x03\x04")) || bytes.Count(raw, []byte("PK\x01\x02")) > maxEntries {
		return within(raw, most)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, errDamaged
	}
	if len(z.File) != 1 || extension(name) == ".zip" && extension(z.File[0].Name) != ".zip" {
		return within(raw, most)
	}
	if z.File[0].UncompressedSize64 > uint64(most) {
		return nil, errLarge
	}
	file, err := z.File[0].Open()
	if err != nil {
		return nil, errDamaged
	}
	data, err := io.ReadAll(io.LimitReader(file, int64(most)+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, errDamaged
	}
	return within(data, most)
}

func within(data []byte, most int) ([]byte, error) {
	if len(data) > most {
		return nil, errLarge
	}
	return data, nil
}

func extension(name string) string { return strings.ToLower(path.Ext(name)) }

// types are those of the files that agencies send.
var types = map[string]string{
	".pdf": "application/pdf", ".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".zip": packed,
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".txt":  "text/plain", ".xml": "application/xml", ".jpg": "image/jpeg", ".png": "image/png",
}

// typeOf returns the MIME type that a file's name says.
func typeOf(name string) string {
	if known := types[extension(name)]; known != "" {
		return known
	}
	return "application/octet-stream"
}
