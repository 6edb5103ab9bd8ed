// Package taking makes drafts of Word files: a new one of a file that a clerk has,
// and the next version of one whose file was edited in Word.
package taking

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"vanthu/documents"
	"vanthu/templates/intake"
)

// A Taking makes of a Word file that was understood the draft it means: what
// the file says otherwise than the draft's own file did. What no page shows, and
// what is not the drafter's to write, stays as it was.
type Taking struct {
	found  intake.Found
	old    *documents.Document // the draft
	was    *documents.Document // what its own file says; nothing for a new draft
	groups []documents.Group
	back   bool
}

// ErrNoKind is returned for a file that does not say of which kind it is.
var ErrNoKind = errors.New("the kind is neither given nor in the file")

// A Start is what a new draft is made of. Without a kind it is that of the file.
type Start struct {
	File   []byte
	Kind   documents.Kind
	Unit   *documents.Unit
	Groups []documents.Group
}

// New reads a file for a new draft. Errors are those of intake.Read, and ErrNoKind.
func New(s Start) (*Taking, error) {
	found, err := intake.Read(s.File)
	if err != nil {
		return nil, err
	}
	blank := &documents.Document{Kind: s.Kind}
	if blank.Kind == "" {
		blank.Kind = found.Document.Kind
	}
	if blank.Kind == "" {
		return nil, ErrNoKind
	}
	if symbol := found.Document.Issuer.Symbol; symbol != "" {
		blank.Issuer, _ = s.Unit.Issuing(symbol) // of another office: it is ours that issues
	}
	return &Taking{found: found, old: blank, was: new(documents.Document), groups: s.Groups}, nil
}

// An Edited is a draft with the file that comes back to it. Own is the file that
// it has, nil where its kind has no page.
type Edited struct {
	File, Own []byte
	Draft     *documents.Document
	Groups    []documents.Group
}

// Back reads an edited file: what differs from the draft's own was done in Word,
// and what does not is no change, however it reads. Errors are those of
// intake.Read.
func Back(e Edited) (*Taking, error) {
	t := &Taking{old: e.Draft, was: e.Draft, groups: e.Groups, back: true}
	var err error
	if t.found, err = intake.Read(e.File); err != nil || e.Own == nil {
		return t, err
	}
	own, err := intake.Read(e.Own)
	t.was = &own.Document
	return t, err
}

// Document returns the draft as the file means it.
func (t *Taking) Document() documents.Document {
	doc, was, found := *t.old, t.was, &t.found.Document
	take(t, &doc.Abstract, was.Abstract, found.Abstract)
	take(t, &doc.Urgency, was.Urgency, found.Urgency)
	take(t, &doc.Circulation, was.Circulation, found.Circulation)
	take(t, &doc.Contact, was.Contact, found.Contact)
	take(t, &doc.Bases, was.Bases, found.Bases)
	take(t, &doc.Body, was.Body, found.Body)
	take(t, &doc.Addressees, was.Addressees, found.Addressees)
	take(t, &doc.Recipients, was.Recipients, found.Recipients)
	take(t, &doc.Attachments, was.Attachments, found.Attachments)
	doc.Addressees, doc.Recipients = t.known(doc.Addressees, doc.Recipients)
	doc.Attachments = withSeparate(doc.Attachments, t.old.Attachments)
	doc.Details = t.details()
	return doc
}

// take sets one part when the file changed it. A file that has no header may
// be a text alone: what it does not have was not taken out of it.
func take[T any](t *Taking, to *T, was, found T) {
	if !reflect.DeepEqual(was, found) && (t.found.Whole || !reflect.ValueOf(&found).Elem().IsZero()) {
		*to = found
	}
}

// known finds in the address book again what the lines of the draft stood for.
func (t *Taking) known(to []documents.Addressee, copies []documents.Recipient) ([]documents.Addressee, []documents.Recipient) {
	n := Names{t.old, t.groups}
	var addressees []documents.Addressee
	for _, a := range to {
		addressees = append(addressees, n.Addressee(a.Name))
	}
	var recipients []documents.Recipient
	for _, r := range copies {
		recipients = append(recipients, n.Recipient(r.Line()))
	}
	return addressees, recipients
}

// withSeparate returns the attachments of a file with those of the draft that
// are in no file of it, at their places.
func withSeparate(taken, old []documents.Attachment) []documents.Attachment {
	var in, out []documents.Attachment
	for _, a := range taken {
		if !apart(a) {
			in = append(in, a)
		}
	}
	for _, a := range old {
		switch {
		case apart(a):
			out = append(out, a)
		case len(in) > 0:
			out, in = append(out, in[0]), in[1:]
		}
	}
	return append(out, in...)
}

// apart reports whether an attachment is not in the file of its document.
func apart(a documents.Attachment) bool { return a.Separate || len(a.Body) == 0 }

// details are the fields of the form; those of another form are left out.
func (t *Taking) details() documents.Details {
	doc, found := *t.old, &t.found.Document
	if found.Kind != "" && found.Kind != doc.Kind {
		return doc.Details
	}
	form, _ := doc.Form()
	out := documents.Details{}
	for _, d := range form.Details {
		lines := doc.Details[d.Name]
		take(t, &lines, t.was.Details[d.Name], found.Details[d.Name])
		if len(lines) > 0 {
			out[d.Name] = lines
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// unmoved are the parts that a draft does not take from a file.
var unmoved = [...]struct {
	name string
	of   func(*documents.Document) string
}{
	{"Loại văn bản", func(d *documents.Document) string { return d.Kind.Name() }},
	{"Cơ quan ban hành", func(d *documents.Document) string { return d.Issuer.Name }},
	{"Địa danh", func(d *documents.Document) string { return d.Place }},
	{"Phần ký", func(d *documents.Document) string {
		return strings.Join(append(d.Signatory.Lines(), d.Signatory.Name), " ")
	}},
	{"Dòng Lưu", func(d *documents.Document) string {
		if d.Archive == (documents.Archive{}) {
			return ""
		}
		return d.Archive.Line()
	}},
}

// Unread tells of all that is in the file and not in the draft that was made of
// it, in sentences.
func (t *Taking) Unread(made *documents.Document) []string {
	out := sentences(t.found.Notes)
	for _, part := range unmoved {
		found, has := strings.TrimSpace(part.of(&t.found.Document)), strings.TrimSpace(part.of(made))
		switch same := documents.Fold(found); {
		case found == "" || same == documents.Fold(has) || same == documents.Fold(strings.TrimSpace(part.of(t.was))):
		case has == "":
			out = append(out, fmt.Sprintf("%s trong tệp là “%s”: không lấy từ tệp, hãy chọn ở trang soạn.", part.name, found))
		default:
			out = append(out, fmt.Sprintf("%s trong tệp là “%s”: không lấy từ tệp, ở đây là “%s”.", part.name, found, has))
		}
	}
	if t.back && !t.found.Whole {
		out = append(out, "Tệp không có phần đầu của văn bản (cơ quan, Quốc hiệu, số và ký hiệu): phần nào không thấy trong tệp thì giữ như dự thảo.")
	}
	return out
}

func sentences(notes []intake.Note) []string {
	var out []string
	for _, n := range notes {
		out = append(out, n.String())
	}
	return out
}
