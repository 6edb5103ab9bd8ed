package templates

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"vanthu/documents"
)

// The current version of a template is NAME.docx. A version that records of an
// earlier program may be pinned to stays here as NAME@VERSION.docx.
//
//go:embed *.docx
var files embed.FS

const extension = ".docx"

// A Catalogue is the set of compiled templates. The program's own never change;
// those of offices come with each call and are compiled once for a while. It may
// be used by many at once.
type Catalogue struct {
	versions map[string]*version // by exact name: "cong-van@6f0c12ab34cd"
	current  map[string]string   // exact version by name
	clothes  wardrobe
	own      *shelf
	examples func() ([]documents.Document, error) // read once
}

// A version is one template with the fields of its form.
type version struct {
	name string // of the file, without its ending
	form documents.FormID
	rows []field
	file []byte
	open func() (*Template, error) // compiles it once
}

// Load returns the embedded templates, each compiled when it is first needed: a
// letter wants one of them. An error is a fault of the program.
func Load() (*Catalogue, error) { return load(files) }

// LoadFrom compiles every .docx at the top of fsys, named as the package says.
// Its error names the file: it is no template, uses a field that no document
// has, or is not the version its name says.
func LoadFrom(fsys fs.FS) (*Catalogue, error) {
	c, err := load(fsys)
	if err != nil {
		return nil, err
	}
	for _, exact := range slices.Sorted(maps.Keys(c.versions)) {
		if v := c.versions[exact]; v.fault() != nil {
			return nil, fmt.Errorf("load template %s: %w", v.name+extension, v.fault())
		}
	}
	return c, nil
}

func load(fsys fs.FS) (*Catalogue, error) {
	names, err := fs.Glob(fsys, "*"+extension)
	if err != nil {
		return nil, fmt.Errorf("list the templates: %w", err)
	}
	c := &Catalogue{map[string]*version{}, map[string]string{}, wardrobe{}, &shelf{}, sync.OnceValues(readExamples)}
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

// add takes in one file under its exact version. All of the composer's have the
// same styles, so that those of the first will do.
func (c *Catalogue) add(name string, file []byte) error {
	stem, _, earlier := strings.Cut(name, "@")
	exact := documents.TemplateID(stem, hashOf(file))
	if earlier && exact != name {
		return fmt.Errorf("the file is version %s", exact)
	}
	form := served(stem)
	if form == "" {
		return fmt.Errorf("no form has a page called %q", stem)
	}
	v := newVersion(exact, file, form)
	v.name = name
	if c.versions[exact] = v; earlier {
		return nil
	}
	c.current[stem] = exact
	if len(c.clothes) > 0 {
		return nil
	}
	return c.clothes.gather(file)
}

func newVersion(exact string, file []byte, form documents.FormID) *version {
	rows := rows(form)
	return &version{exact, form, rows, file, sync.OnceValues(func() (*Template, error) { return Parse(exact, file, schema(rows)) })}
}

// fault returns why the template cannot be compiled, or nil.
func (v *version) fault() error {
	_, err := v.open()
	return err
}

// parse compiles a file as a page of that form.
func parse(exact string, file []byte, form documents.FormID) (*version, error) {
	v := newVersion(exact, file, form)
	return v, v.fault()
}

// hashOf returns the SHA-256 of a file in hex.
func hashOf(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:])
}

// Render returns the document as a .docx and the exact version of the template
// that was used. template is such a version, or "" for the current one of the
// document's form. Attachments that are files of their own are not in it. The
// same document and version give the same bytes. Errors: *documents.FieldError
// for what the page needs and the document lacks, with the field kind when no
// template serves it; documents.ErrNotFound for a version that is not here.
func (c *Catalogue) Render(doc *documents.Document, template string) (file []byte, used string, err error) {
	v, used, err := c.find(doc.Page(), template)
	if err != nil {
		return nil, "", err
	}
	return v.fillWith(doc, used)
}

// fillWith fills the page of a document itself.
func (v *version) fillWith(doc *documents.Document, used string) ([]byte, string, error) {
	p := page{doc, -1}
	if err := complete(v.form, p); err != nil {
		return nil, "", fmt.Errorf("fill template %s: %w", used, err)
	}
	return v.fill(p, used)
}

// RenderAttachment returns the i-th attachment of the document as a file of its
// own, as Render does for the document. Errors, besides those of Render:
// documents.ErrNotFound when there is no such attachment with a body.
func (c *Catalogue) RenderAttachment(doc *documents.Document, i int, template string) (file []byte, used string, err error) {
	if i < 0 || i >= len(doc.Attachments) || len(doc.Attachments[i].Body) == 0 {
		return nil, "", fmt.Errorf("find attachment %d: %w", i, documents.ErrNotFound)
	}
	v, used, err := c.find(doc.Attachments[i].Form(doc.Electronic), template)
	if err != nil {
		return nil, "", err
	}
	return v.fill(page{doc, i}, used)
}

func (v *version) fill(p page, used string) ([]byte, string, error) {
	t, err := v.open()
	if err != nil {
		return nil, "", err
	}
	file, err := t.Fill(values(v.rows, p))
	if err != nil {
		return nil, "", fmt.Errorf("fill template %s: %w", used, err)
	}
	return file, used, nil
}

// Fill is Render with the current template of the document's form.
func (c *Catalogue) Fill(doc *documents.Document) ([]byte, error) {
	file, _, err := c.Render(doc, "")
	return file, err
}

// find returns the template called by its exact name, or the current one of the
// form.
func (c *Catalogue) find(form documents.FormID, exact string) (*version, string, error) {
	if exact == "" {
		if exact = c.current[servant(form)]; exact == "" {
			return nil, "", fmt.Errorf("find a template: %w",
				&documents.FieldError{Field: "kind", Rule: documents.RuleTemplate})
		}
	}
	v, ok := c.versions[exact]
	if !ok {
		return nil, "", fmt.Errorf("find template %q: %w", exact, documents.ErrNotFound)
	}
	return v, exact, nil
}
