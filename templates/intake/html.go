package intake

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"vanthu/documents"
)

// FromHTML takes in what was copied in Word, or elsewhere, and pasted into a
// browser: the HTML of the clipboard as blocks. Of a whole page that was copied
// only the text is taken, and a note says so. Errors are documents.FieldErrors
// for the field body: RuleTooLong for more than documents.MaxText bytes or blocks
// than a document may have, and that of documents.RefuseSecret.
func FromHTML(clipboard []byte) (documents.Body, []Note, error) {
	tooLong := documents.FieldErrors{{Field: "body", Rule: documents.RuleTooLong}}
	if len(clipboard) > documents.MaxText {
		return nil, nil, tooLong
	}
	root, err := html.Parse(bytes.NewReader(bytes.ToValidUTF8(clipboard, []byte("\uFFFD"))))
	if err != nil { // nested more deeply than any text is
		return nil, nil, fmt.Errorf("read HTML: %w: %w", tooLong, err)
	}
	w := &paster{notes: newNotebook(), text: map[int]string{}}
	w.read(root, scene{})
	w.end()
	if w.secret != nil {
		return nil, nil, w.secret
	}
	if len(w.out) > maxBlocks || w.cells > maxCells {
		return nil, nil, tooLong
	}
	d := documents.Document{}
	p := &page{doc: &d, notes: w.notes}
	if pieces := trim(w.out); hasHeader(pieces) {
		p.read(pieces)
		w.notes.notes = slices.DeleteFunc(w.notes.notes, func(n Note) bool { return n.Kind == GivenLater }) // the next says more
		w.notes.add(Unknown, 0, "chỉ phần nội dung được dán; phần đầu (cơ quan, số, ngày, tên loại, trích yếu, Kính gửi, căn cứ), phần cuối (Nơi nhận, phần ký) và phụ lục thì không")
	} else {
		d.Body = p.body(pieces)
	}
	for _, b := range d.Body { // put together from what stood apart
		if err := documents.RefuseSecret("body", b.Mark+b.Text.Plain()); err != nil {
			return nil, nil, err
		}
	}
	return d.Body, w.notes.all(w.text), nil
}

// maxCells is how many cells the tables of one paste may have.
const maxCells = 200_000

// A paster makes pieces of a tree of HTML.
type paster struct {
	notes  *notebook
	text   map[int]string // of each line, for the notes
	out    []piece
	line   piece // at work
	at     int   // lines met
	cells  int
	secret error
}

// A scene is what is in force around a node.
type scene struct {
	look
	raised string // superscript, subscript
	pre    bool   // line ends are line ends
	link   bool
	align  string
	list   *list // the innermost
}

// A list counts its items.
type list struct {
	format string // as Word calls it; "bullet"
	next   int
	level  int
	mark   string // of the item that begins: not yet written
}

// read looks through the nodes under n.
func (w *paster) read(n *html.Node, s scene) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch k.Type {
		case html.TextNode:
			w.write(k.Data, s)
		case html.ElementNode:
			w.element(k, s)
		}
	}
}

// element reads one element.
func (w *paster) element(n *html.Node, s scene) {
	css := cssOf(n)
	if unread[n.Data] || w.apart(n, css) {
		return
	}
	s = s.within(n, css)
	switch {
	case n.Data == "br":
		if !strings.Contains(css["page-break-before"], "always") {
			w.line.text = append(w.line.text, documents.Run{Text: "\n"})
		}
	case n.Data == "img":
		w.image(n)
	case n.Data == "table":
		w.end()
		w.table(n, s)
	case strings.Contains(css["mso-list"], "ignore"):
		w.wordMark(n)
	case n.Data == "ul" || n.Data == "ol":
		w.end()
		w.read(n, s)
		w.end()
	case n.Data == "li":
		w.end()
		w.item(n, s, css)
		w.end()
	case blocks[n.Data]:
		w.end()
		w.level(css)
		w.read(n, s)
		w.end()
	default:
		w.told(n, s, css)
		w.read(n, s)
	}
}

// unread are the elements that hold no text.
var unread = map[string]bool{"head": true, "style": true, "script": true, "title": true, "meta": true, "link": true, "xml": true, "template": true, "noscript": true, "svg": true, "select": true, "textarea": true, "iframe": true, "object": true}

// blocks are the elements that stand on lines of their own.
var blocks = map[string]bool{
	"p": true, "div": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "blockquote": true, "pre": true, "section": true,
	"article": true, "header": true, "footer": true, "main": true, "aside": true, "figure": true, "figcaption": true, "center": true, "address": true,
	"dl": true, "dt": true, "dd": true, "hr": true, "form": true, "fieldset": true, "caption": true, "body": true, "html": true,
}

// apart reports whether n is not part of the text, and notes what it was.
func (w *paster) apart(n *html.Node, css map[string]string) bool {
	var kind NoteKind
	switch style := attr(n, "style"); {
	case css["display"] == "none", css["visibility"] == "hidden", css["mso-hide"] == "all":
		kind = Hidden
	case n.Data == "del":
		kind = Tracked
	case strings.Contains(css["mso-element"], "comment"), strings.Contains(css["mso-special-character"], "comment"), strings.Contains(attr(n, "class"), "msocomanchor"):
		kind = Comment
	case strings.Contains(css["mso-element"], "footnote"), strings.Contains(css["mso-element"], "endnote"),
		strings.Contains(style, "mso-footnote-id"), strings.Contains(style, "mso-endnote-id"):
		kind = Footnote
	default:
		return false
	}
	text := plainOf(n)
	w.refuse(text) // a mark of secrecy in what is left out refuses the whole
	if strings.TrimSpace(text) != "" {
		w.notes.add(kind, w.at+1, cut(text))
	}
	return true
}

func (w *paster) refuse(text string) {
	if err := documents.RefuseSecret("body", text); err != nil {
		w.secret = err
	}
}

// told notes what an inline element loses.
func (w *paster) told(n *html.Node, s scene, css map[string]string) {
	var kind NoteKind
	switch to := attr(n, "href"); {
	case n.Data == "ins":
		kind = Tracked
	case n.Data == "a" && to != "" && !strings.HasPrefix(to, "#"):
		kind = Link
	case n.Data == "math":
		kind = Formula
	case n.Data == "s" || n.Data == "strike" || strings.Contains(css["text-decoration"], "line-through"):
		kind = Struck
	case !s.link && (n.Data == "u" || strings.Contains(css["text-decoration"], "underline")):
		kind = Underlined
	default:
		return
	}
	if text := plainOf(n); strings.TrimSpace(text) != "" {
		w.notes.add(kind, w.at+1, cut(text))
	}
}

// write appends text; white space is one blank, except where it is kept.
func (w *paster) write(text string, s scene) {
	if s.pre {
		for i, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
			if i > 0 {
				w.end()
			}
			w.run(line, s)
		}
		return
	}
	w.run(strings.NewReplacer("\r", " ", "\n", " ", "\t", " ").Replace(text), s)
}

func (w *paster) run(text string, s scene) {
	if strings.TrimSpace(text) != "" && s.list != nil && s.list.mark != "" {
		w.line.text = append(documents.Text{{Text: s.list.mark + " "}}, w.line.text...)
		s.list.mark = ""
	}
	if text = raise(text, s.raised); s.caps {
		text = documents.Upper(text)
	}
	if text != "" {
		w.line.jc = s.align
		w.line.text = append(w.line.text, documents.Run{Text: text, Bold: s.bold, Italic: s.italic})
	}
}

// end closes the line at work. One that shows nothing is none.
func (w *paster) end() {
	if w.line.plain() != "" {
		w.at++
		w.line.at, w.line.centre = w.at, w.line.jc == "center"
		w.text[w.at] = w.line.text.Plain()
		w.refuse(w.text[w.at])
		w.out = append(w.out, w.line)
	}
	w.line = piece{}
}

// image takes in a picture that lies in the clipboard itself.
func (w *paster) image(n *html.Node) {
	if h := attr(n, "height"); len(h) == 1 && h < "5" { // a drawn line, as LibreOffice hands it on
		return
	}
	src := attr(n, "src")
	var data documents.Picture
	if !strings.HasPrefix(src, "data:image/") || data.UnmarshalText([]byte(src)) != nil {
		w.notes.add(PictureKind, w.at+1, "ảnh nằm ngoài đoạn đã dán; hãy tải tệp Word lên, hoặc chèn ảnh riêng")
		return
	}
	if _, _, _, good := data.Format(); !good {
		w.notes.add(PictureKind, w.at+1, "chỉ nhận PNG, JPEG đến 2 MB và 40 triệu điểm ảnh")
		return
	}
	w.end()
	b := documents.Block{Type: documents.Image, Image: data}
	if alt := documents.OneLine(attr(n, "alt")); alt != "" {
		w.refuse(alt)
		b.Text = documents.Text{{Text: alt}}
	}
	w.out = append(w.out, piece{at: w.at, image: &b})
}

// plainOf returns all text under n.
func plainOf(n *html.Node) string {
	var out strings.Builder
	for k := range n.Descendants() {
		if k.Type == html.TextNode {
			out.WriteString(k.Data)
		}
	}
	return out.String()
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
