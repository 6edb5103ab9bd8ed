package dispatch

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"strings"

	"vanthu/documents"
)

// Limits of what is read of an office file to see whether it is marked.
const (
	maxPart  = 8 << 20
	maxParts = 200
)

// unmarked refuses an office file (Word, Excel, OpenDocument) whose text bears a mark of
// secrecy. Of PDF files the engine reads the words; what is only a picture nobody can.
func unmarked(file []byte) error {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil //nolint:nilerr // it is none, or damaged: who opens it will see
	}
	for i, part := range z.File {
		if i == maxParts {
			return nil
		}
		if path.Ext(part.Name) != ".xml" {
			continue
		}
		if err := documents.RefuseSecret("file", textOf(part)); err != nil {
			return err
		}
	}
	return nil
}

// textOf returns the text of a part as far as it can be read, a line for each paragraph.
func textOf(part *zip.File) string {
	f, err := part.Open()
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }()
	var out strings.Builder
	d := xml.NewDecoder(io.LimitReader(f, maxPart))
	for {
		token, err := d.Token()
		if err != nil {
			return out.String()
		}
		switch t := token.(type) {
		case xml.CharData:
			out.Write(t)
		case xml.EndElement:
			if t.Name.Local == "p" || t.Name.Local == "si" || t.Name.Local == "br" {
				out.WriteByte('\n')
			}
		}
	}
}
