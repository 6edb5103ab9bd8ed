package templates

import (
	"archive/zip"
	"bytes"
	"fmt"

	"vanthu/templates/docx"
)

// bindStrokes makes the length of each drawn line that is named after a field
// of numbers depend on that field. A file in which a length were written as a
// mark could not be opened in Word; so the template holds a real length, and
// the line's name (which Word shows in its selection pane) says what the length
// is a matter of. A line by any other name keeps the length it has, and a file
// without such lines is left as it is.
func bindStrokes(file []byte, fields docx.Schema) ([]byte, error) {
	pkg, err := docx.Open(file)
	if err != nil {
		return nil, err
	}
	main, err := pkg.Tree(docx.MainPart)
	if err != nil {
		return nil, err
	}
	found := false
	for anchor := range main.Named("wp:anchor") {
		name := anchor.Child("wp:docPr").Attr("name")
		if fields[name].Kind != docx.KindNumber {
			continue
		}
		found = true
		mark := "{{" + name + "}}"
		anchor.Child("wp:extent").SetAttr("cx", mark)
		for ext := range anchor.Named("a:ext") {
			if ext.Attr("cx") != "" {
				ext.SetAttr("cx", mark)
			}
		}
	}
	if !found {
		return file, nil
	}
	return repack(pkg, map[string][]byte{docx.MainPart: main.Bytes()})
}

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
