package intake

import (
	"errors"
	"fmt"
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

// A Found is what was understood of a file.
type Found struct {
	Document documents.Document
	Whole    bool // the file has the header of a document: what is not in Document the file does not have
	Notes    []Note
}

// Upload is the field that an error about a file names.
const Upload = "upload"

// maxBlocks is the longest text that is taken in, in blocks.
const maxBlocks = 20_000

// Read takes in a Word file. Number and date are left to văn thư. Errors are
// *documents.FieldError for the field Upload, wrapped with the error of package
// docx or ooxml: the rules RuleFile… say why a file cannot be read, RuleTooLong
// that its text is too long; for a file that bears a mark of state secrecy,
// anywhere in it, the error of documents.RefuseSecret, and nothing else is
// returned of it.
func Read(file []byte) (Found, error) {
	pkg, err := docx.Open(file)
	if err != nil {
		return Found{}, refusal(file, err)
	}
	main, err := pkg.Tree(docx.MainPart)
	if err != nil {
		return Found{}, refusal(file, err)
	}
	if main.Name != "w:document" || main.Child("w:body") == nil {
		return Found{}, refusal(file, docx.ErrNotDocx)
	}
	r := newReader(pkg)
	if err := r.secrets(main); err != nil {
		return Found{}, err
	}
	pieces := r.read(main)
	r.margins()
	r.attached()
	if len(pieces) > maxBlocks {
		return Found{}, fmt.Errorf("read docx: %w", &documents.FieldError{Field: Upload, Rule: documents.RuleTooLong})
	}
	found := Found{}
	p := &page{doc: &found.Document, notes: r.notes}
	p.read(pieces)
	found.Whole = p.header
	if err := secretsOf(&found.Document); err != nil { // put together from what stood apart
		return Found{}, err
	}
	found.Notes = r.notes.all(r.text)
	return found, nil
}

// secrets looks for a mark of state secrecy in all that a file holds as text,
// also in what is hidden or was deleted.
func (r *reader) secrets(main *ooxml.Node) error {
	if err := secretIn(main); err != nil {
		return err
	}
	for _, name := range r.pkg.Names() {
		if !strings.HasSuffix(name, ".xml") || name == docx.MainPart || !strings.HasPrefix(name, "word/") && !strings.HasPrefix(name, "docProps/") {
			continue
		}
		if err := secretIn(r.part(name)); err != nil {
			return err
		}
	}
	return nil
}

// asides are what of a part is text and stands in no paragraph: what was
// deleted, and the properties of the file.
var asides = map[string]bool{"delText": true, "title": true, "subject": true, "keywords": true, "description": true, "category": true}

func secretIn(root *ooxml.Node) error {
	if root == nil {
		return nil
	}
	for _, text := range docx.Paragraphs(root) {
		if err := documents.RefuseSecret(Upload, text); err != nil {
			return err
		}
	}
	for n := range root.All() {
		if asides[n.Local()] {
			if err := documents.RefuseSecret(Upload, n.Plain()); err != nil {
				return err
			}
		}
	}
	return nil
}

// secretsOf is the fault of a document that bears a mark.
func secretsOf(d *documents.Document) error {
	for _, fault := range d.Check() {
		if fault.Rule == documents.RuleSecret {
			return documents.FieldErrors{{Field: Upload, Rule: fault.Rule, Article: fault.Article}}
		}
	}
	return nil
}

// refusal says why a file cannot be read. The first row whose error is in the
// chain speaks.
func refusal(file []byte, err error) error {
	rule := documents.RuleFileDamaged
	for _, row := range [...]struct {
		err  error
		rule documents.Rule
	}{
		{docx.ErrMacro, documents.RuleFileMacro}, {docx.ErrTooLarge, documents.RuleFileLarge}, {ooxml.ErrTooLarge, documents.RuleFileLarge},
		{docx.ErrOldFormat, documents.RuleFileOld}, {docx.ErrNotDocx, documents.RuleFileKind}, {ooxml.ErrPrefix, documents.RuleFileStrict},
	} {
		if errors.Is(err, row.err) {
			rule = row.rule
			break
		}
	}
	if rule == documents.RuleFileOld && isLocked(file) {
		rule = documents.RuleFileLocked
	}
	return fmt.Errorf("read docx: %w: %w", &documents.FieldError{Field: Upload, Rule: rule, Got: kindOfFile(file)}, err)
}

// isLocked reports whether a compound file holds a document that was encrypted,
// and not one of old Word.
func isLocked(file []byte) bool {
	const stream = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"
	return !strings.HasPrefix(string(file[:min(8, len(file))]), "\xD0\xCF\x11\xE0") || strings.Contains(string(file), stream)
}

// kindsOfFile are what other files begin with, and what people call them.
var kindsOfFile = [...]struct{ begins, name string }{
	{"%PDF", "PDF"}, {`{\rtf`, "RTF"}, {"\x89PNG", "ảnh PNG"}, {"\xff\xd8\xff", "ảnh JPEG"}, {"<", "HTML hoặc XML"},
}

// kindOfFile says what a file is that is no .docx, "" where that is not known.
func kindOfFile(file []byte) string {
	head := string(file[:min(200, len(file))])
	switch {
	case strings.Contains(head, "mimetypeapplication/vnd.oasis.opendocument.text"):
		return "OpenDocument (.odt)"
	case strings.Contains(head, "mimetypeapplication/vnd.oasis"):
		return "OpenDocument"
	}
	for _, k := range kindsOfFile {
		if strings.HasPrefix(strings.TrimLeft(head, "\ufeff \r\n\t"), k.begins) {
			return k.name
		}
	}
	return ""
}
