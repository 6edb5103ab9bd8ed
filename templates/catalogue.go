package templates

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"vanthu/documents"
)

// The current version of a template is NAME.docx. A version that records of an
// earlier program may be pinned to stays here as NAME@VERSION.docx.
//
//go:embed *.docx
var files embed.FS

// serves says which template a kind is filled with. A kind stands here when its
// page has been proven.
var serves = map[documents.Kind]string{documents.Report: "bao-cao"}

const extension = ".docx"

// A Catalogue is the set of compiled templates. The program's own never change;
// those of offices come with each call and are compiled once for a while. It may
// be used by many at once.
type Catalogue struct {
	versions map[string]*Template // by exact version: "bao-cao@6f0c12ab34cd"
	current  map[string]string    // exact version by name
	sources  map[string][]byte    // files by exact version
	clothes  wardrobe
	own      *shelf
}

// Load compiles the embedded templates. An error is a fault of the program.
func Load() (*Catalogue, error) { return LoadFrom(files) }

// LoadFrom compiles every .docx at the top of fsys, named as the package says.
// Its error names the file: it is no template, uses a field that no document
// has, or is not the version its name says.
func LoadFrom(fsys fs.FS) (*Catalogue, error) {
	names, err := fs.Glob(fsys, "*"+extension)
	if err != nil {
		return nil, fmt.Errorf("list the templates: %w", err)
	}
	c := &Catalogue{
		versions: map[string]*Template{}, current: map[string]string{}, sources: map[string][]byte{},
		clothes: wardrobe{}, own: &shelf{},
	}
	for _, name := range names {
		file, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read template %s: %w", name, err)
		}
		if err := c.add(strings.TrimSuffix(path.Base(name), extension), file); err != nil {
			return nil, fmt.Errorf("load template %s: %w", name, err)
		}
	}
	return c, nil
}

// add compiles one file under its exact version.
func (c *Catalogue) add(name string, file []byte) error {
	stem, pinned, earlier := strings.Cut(name, "@")
	exact := documents.TemplateID(stem, hashOf(file))
	if earlier && exact != name {
		return fmt.Errorf("the file %s is %s", pinned, exact)
	}
	t, err := Parse(exact, file, schema())
	if err != nil {
		return err
	}
	c.versions[exact], c.sources[exact] = t, file
	if earlier {
		return nil
	}
	c.current[stem] = exact
	return c.clothes.gather(file)
}

// hashOf returns the SHA-256 of a file in hex.
func hashOf(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:])
}

// Render returns the document as a .docx and the exact version of the template
// that was used. template is such a version, or "" for the current one of the
// document's kind. The same document and version give the same bytes. Errors:
// *documents.FieldError for what the page needs and the document lacks, with
// the field kind when no template serves it; documents.ErrNotFound for a
// version that is not here.
func (c *Catalogue) Render(doc *documents.Document, template string) (file []byte, used string, err error) {
	if template == "" {
		if template, err = c.currentFor(doc.Kind); err != nil {
			return nil, "", err
		}
	}
	t, ok := c.versions[template]
	if !ok {
		return nil, "", fmt.Errorf("find template %q: %w", template, documents.ErrNotFound)
	}
	if file, err = fillWith(t, template, doc); err != nil {
		return nil, "", err
	}
	return file, template, nil
}

// fillWith fills the template called name.
func fillWith(t *Template, name string, doc *documents.Document) ([]byte, error) {
	if err := complete(doc); err != nil {
		return nil, fmt.Errorf("fill template %s: %w", name, err)
	}
	file, err := t.Fill(values(doc))
	if err != nil {
		return nil, fmt.Errorf("fill template %s: %w", name, err)
	}
	return file, nil
}

// Fill is Render with the current template of the document's kind.
func (c *Catalogue) Fill(doc *documents.Document) ([]byte, error) {
	file, _, err := c.Render(doc, "")
	return file, err
}

func (c *Catalogue) currentFor(kind documents.Kind) (string, error) {
	version, ok := c.current[serves[kind]]
	if !ok {
		return "", fmt.Errorf("find a template: %w",
			&documents.FieldError{Field: "kind", Rule: documents.RuleTemplate, Got: string(kind)})
	}
	return version, nil
}
