package main

import (
	"context"
	"fmt"
	"os"

	"vanthu/documents"
	"vanthu/templates"
)

// fill reads one document from a file and writes it as DOCX.
func fill(_ context.Context, e env) error {
	if len(e.args) != 2 {
		return usage("fill cần hai tệp: IN.yaml OUT.docx")
	}
	in, out := e.args[0], e.args[1]
	data, err := os.ReadFile(in)
	if err != nil {
		return &fileError{"Không đọc được tệp " + in, err}
	}
	doc, err := documents.Load(data)
	if err != nil {
		return fmt.Errorf("read %s: %w", in, err)
	}
	if err := doc.Complete(); err != nil {
		return fmt.Errorf("read %s: %w", in, err)
	}
	catalogue, err := templates.Load()
	if err != nil {
		return err
	}
	docx, used, err := catalogue.Render(&doc, "")
	if err != nil {
		return err
	}
	if err := writeWhole(out, docx); err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "%s: %s %s (mẫu %s, %d byte)\n", out, doc.Kind.Name(), doc.NumberLine(), used, len(docx))
	return nil
}
