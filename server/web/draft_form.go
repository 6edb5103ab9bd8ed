package web

import (
	"net/url"
	"strconv"
	"strings"

	"vanthu/documents"
	"vanthu/server/taking"
)

// A draft's form has a field for each part of the document. Kính gửi, căn cứ
// and nơi nhận are lines of text, so that they can be typed and pasted without
// a script; what a line stood for in the address book is found again by its
// words.

// writeDraft returns the document as its form shows it.
func writeDraft(doc *documents.Document) url.Values {
	f := url.Values{
		"kind": {string(doc.Kind)}, "of": {string(doc.Of)}, "issuer": {doc.Issuer.Symbol}, "abstract": {doc.Abstract},
		"urgency": {string(doc.Urgency)}, "deadline": {doc.Deadline.String()}, "circulation": {string(doc.Circulation)}, "contact": {doc.Contact},
		"bases": {strings.Join(doc.Bases, "\n")}, "body": {documents.FormatBody(doc.Body)},
		"signatory": {string(doc.Signatory.Account)},
	}
	for _, a := range doc.Addressees {
		f.Add("addressee", a.Name)
	}
	for _, r := range doc.Recipients {
		f.Add("recipient", r.Line())
	}
	f["addressees"], f["recipients"] = lines(f["addressee"]), lines(f["recipient"])
	f.Del("addressee")
	f.Del("recipient")
	if doc.Archive.Copies > 0 {
		f.Set("copies", strconv.Itoa(doc.Archive.Copies))
	}
	for name, lines := range doc.Details {
		f.Set("details."+name, strings.Join(lines, "\n"))
	}
	for i, a := range doc.Attachments {
		f.Set(attachmentField(i, "title"), a.Title)
		f.Set(attachmentField(i, "kind"), string(a.Kind))
		f.Set(attachmentField(i, "body"), documents.FormatBody(a.Body))
		if a.Landscape {
			f.Set(attachmentField(i, "landscape"), "1")
		}
	}
	return f
}

func lines(list []string) []string { return []string{strings.Join(list, "\n")} }

// attachmentField names a field of the i-th attachment.
func attachmentField(i int, name string) string { return "attachment." + strconv.Itoa(i) + "." + name }

// A draftReader reads a form over the document that it was made from: what a
// form cannot show stays as it was.
type draftReader struct {
	form   url.Values
	old    *documents.Document
	groups []documents.Group
}

// read returns the document that the form means.
func (d draftReader) read() documents.Document {
	f, doc := d.form, *d.old
	doc.Kind = documents.Kind(f.Get("kind"))
	doc.Of = documents.Authorship(f.Get("of"))
	doc.Issuer = documents.Issuer{Symbol: f.Get("issuer")}
	doc.Abstract = documents.Clean(f.Get("abstract"))
	doc.Urgency = documents.Urgency(f.Get("urgency"))
	doc.Deadline = d.deadline()
	doc.Circulation = documents.Circulation(f.Get("circulation"))
	doc.Contact = documents.OneLine(f.Get("contact"))
	doc.Bases = documents.ParseLines(f.Get("bases"))
	doc.Body = documents.ParseEdited(f.Get("body"), d.old.Body)
	doc.Signatory = documents.Signatory{Account: documents.AccountID(f.Get("signatory"))}
	doc.Archive.Copies, _ = strconv.Atoi(f.Get("copies")) // what is no number is counted by the engine
	doc.Addressees, doc.Recipients = d.addressees(), d.recipients()
	doc.Details = d.details(&doc)
	doc.Attachments = d.attachments()
	return doc
}

// deadline is the day that was chosen. What is no day leaves it as it was:
// browsers send none but days.
func (d draftReader) deadline() documents.Date {
	text := strings.TrimSpace(d.form.Get("deadline"))
	day, err := documents.ParseDate(text)
	if text != "" && err != nil {
		return d.old.Deadline
	}
	return day
}

// details are the fields of the form of the document's kind; those of another
// kind are left behind.
func (d draftReader) details(doc *documents.Document) documents.Details {
	form, _ := doc.Form()
	out := documents.Details{}
	for _, detail := range form.Details {
		if typed := documents.ParseLines(d.form.Get("details." + detail.Name)); len(typed) > 0 {
			out[detail.Name] = typed
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// maxAttachments is how many attachments a form is read for.
const maxAttachments = 50

func (d draftReader) attachments() []documents.Attachment {
	var out []documents.Attachment
	for i := range maxAttachments {
		var a documents.Attachment
		if i < len(d.old.Attachments) {
			a = d.old.Attachments[i]
		}
		title := documents.OneLine(d.form.Get(attachmentField(i, "title")))
		body := documents.ParseEdited(d.form.Get(attachmentField(i, "body")), a.Body)
		if title == "" && len(body) == 0 {
			continue
		}
		a.Title, a.Body = title, body
		a.Kind = documents.Kind(d.form.Get(attachmentField(i, "kind")))
		a.Landscape = d.form.Get(attachmentField(i, "landscape")) != ""
		out = append(out, a)
	}
	return out
}

// names finds whom the lines of the form stand for.
func (d draftReader) names() taking.Names { return taking.Names{Draft: d.old, Groups: d.groups} }

// addressees are the lines of Kính gửi.
func (d draftReader) addressees() []documents.Addressee {
	var out []documents.Addressee
	for _, line := range listLines(d.form.Get("addressees")) {
		out = append(out, d.names().Addressee(line))
	}
	return out
}

// recipients are the lines of Nơi nhận; the Lưu line is the office's.
func (d draftReader) recipients() []documents.Recipient {
	var out []documents.Recipient
	for _, line := range listLines(d.form.Get("recipients")) {
		if !strings.HasPrefix(line, "Lưu:") {
			out = append(out, d.names().Recipient(line))
		}
	}
	return out
}

// listLines returns the lines of a typed list without the dash before and the
// mark behind that people copy from other documents.
func listLines(text string) []string {
	var out []string
	for _, line := range documents.ParseLines(text) {
		line = strings.TrimSpace(strings.TrimRight(strings.TrimLeft(line, "-–+• "), ";, "))
		if strings.HasSuffix(line, ".") && !strings.HasSuffix(line, "..") {
			line = strings.TrimSuffix(line, ".")
		}
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}
