package templates

import (
	"archive/zip"
	"bytes"
	"fmt"

	"vanthu/templates/docx"
)

// repack returns the package with other content in some of its parts.
func repack(pkg *docx.Package, edits map[string][]byte) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range pkg.Names() {
		part, ok := edits[name]
		if !ok {
			part = pkg.Part(name)
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(part)
		}
		if err != nil {
			return nil, fmt.Errorf("write part %s: %w", name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("close the package: %w", err)
	}
	return out.Bytes(), nil
}
