package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"vanthu/documents"
	"vanthu/templates"
)

// fill reads one document from a file and writes it as DOCX, and beside it each
// attachment that is a file of its own.
func fill(_ context.Context, e env) error {
	if len(e.args) != 2 {
		return usage("fill cần hai tệp: IN.yaml OUT.docx")
	}
	in, out := e.args[0], e.args[1]
	doc, err := load(in)
	if err != nil {
		return err
	}
	if same(in, out) {
		return usage("tệp vào và tệp ra là một (%s); hãy ghi tên khác cho tệp ra", in)
	}
	catalogue, err := templates.Load()
	if err != nil {
		return err
	}
	docx, used, err := catalogue.Render(&doc, "")
	if err != nil {
		return &textError{in, err}
	}
	if err := writeWhole(out, docx); err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "%s: %s %s (mẫu %s, %d byte)\n", out, doc.Kind.Name(), doc.NumberLine(), used, len(docx))
	return fillSeparate(e, catalogue, &doc, strings.TrimSuffix(out, filepath.Ext(out)))
}

// fillSeparate writes the attachments that are files of their own: OUT-1.docx
// for the first.
func fillSeparate(e env, catalogue *templates.Catalogue, doc *documents.Document, stem string) error {
	for i, a := range doc.Attachments {
		if !a.Separate || len(a.Body) == 0 {
			continue
		}
		docx, used, err := catalogue.RenderAttachment(doc, i, "")
		if err != nil {
			return err
		}
		out := fmt.Sprintf("%s-%d.docx", stem, i+1)
		if err := writeWhole(out, docx); err != nil {
			return err
		}
		fmt.Fprintf(e.stdout, "%s: %s (mẫu %s, %d byte)\n", out, a.Title, used, len(docx))
	}
	return nil
}

// load reads the document in a file, which must be complete.
func load(name string) (documents.Document, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return documents.Document{}, fileFault("Không đọc được tệp "+name, err)
	}
	doc, err := documents.Load(data)
	if err == nil {
		err = doc.Complete()
	}
	if err != nil {
		return documents.Document{}, &textError{name, err}
	}
	return doc, nil
}

// A textError says that what stands in a file of the person's is wrong.
type textError struct {
	name string
	err  error
}

func (e *textError) Error() string { return fmt.Sprintf("read %s: %v", e.name, e.err) }
func (e *textError) Unwrap() error { return e.err }

// same reports whether two names are of one file.
func same(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
