package preview

import (
	"errors"
	"fmt"
	"html/template"
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
)

// Options are what the page needs from its caller. The zero value is fine.
type Options struct {
	Anchors string                   // put before every id, where two previews stand on one page
	Picture func(name string) string // the address at which the caller serves Picture(file, name); nil shows what is to be seen in words
}

// A Page is a file as HTML.
type Page struct {
	HTML   template.HTML // one <div class="paper"> with a <section class="sheet"> for each section of pages
	Blocks []Block
}

// A Block is one paragraph of the file. The blocks of a page are those that
// docx.PlainText returns, in its order: the paragraphs of cells and text boxes are
// among them, and so are empty ones. Headers, footers and notes are not.
type Block struct {
	Anchor string // "p-12" for the twelfth: the id of its element, behind Options.Anchors, and its data-block where it says anything
	Style  string // id of its paragraph style, "NoiDung"; "" for the file's default
	Text   string // as docx.PlainText: "\n" is a line break, "\t" a tab
}

// maxHTML is how long a page may get, in bytes. A thousand pages of text take
// some ten million.
const maxHTML = 64 << 20

var errTooLong = errors.New("its page is too long to be shown")

// HTML returns the file as a page. The same file and options give the same
// bytes. A file that cannot be shown gives documents.ErrInvalid, wrapped with why:
// one of the errors of docx.Open or ooxml.Parse.
func HTML(file []byte, o Options) (*Page, error) {
	w, main, err := open(file, o)
	if err != nil {
		return nil, refuse(err)
	}
	w.body(main)
	if w.full() {
		return nil, refuse(errTooLong)
	}
	return &Page{template.HTML(w.out), w.blocks}, nil //nolint:gosec // the writer escapes all that is of the file
}

// Picture returns a picture of the file by the name that Options.Picture was
// asked with, and its media type. It returns documents.ErrNotFound where the file
// has no such picture that browsers show, else the errors of HTML.
func Picture(file []byte, name string) (data []byte, mediaType string, err error) {
	pkg, err := docx.Open(file)
	if err != nil {
		return nil, "", refuse(err)
	}
	data = pkg.Part(media + name)
	if mediaType = pictureType(data); mediaType == "" || strings.Contains(name, "/") {
		return nil, "", fmt.Errorf("find picture %q: %w", name, documents.ErrNotFound)
	}
	return data, mediaType, nil
}

func refuse(err error) error { return fmt.Errorf("show docx: %w: %w", documents.ErrInvalid, err) }
