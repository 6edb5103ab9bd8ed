package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A page is what came back.
type page struct {
	t      testing.TB
	status int
	header http.Header
	body   []byte
	root   *html.Node // nil of what is no page
}

func newPage(t testing.TB, rec *httptest.ResponseRecorder) page {
	t.Helper()
	p := page{t: t, status: rec.Code, header: rec.Header(), body: rec.Body.Bytes()}
	if strings.HasPrefix(p.header.Get("Content-Type"), "text/html") {
		root, err := html.Parse(rec.Body)
		if err != nil {
			t.Fatal(err)
		}
		p.root = root
	}
	return p
}

// want fails the test on another status.
func (p page) want(status int) page {
	p.t.Helper()
	if p.status != status {
		p.t.Fatalf("got %d, want %d: %s", p.status, status, p.text())
	}
	return p
}

// says wants each text somewhere on the page.
func (p page) says(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if !strings.Contains(p.text(), text) {
			p.t.Errorf("the page does not say %q:\n%s", text, p.text())
		}
	}
	return p
}

// hides wants each text nowhere.
func (p page) hides(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.text(), text) {
			p.t.Errorf("the page says %q:\n%s", text, p.text())
		}
	}
	return p
}

// text is what is to be read on the page, with plain spaces.
func (p page) text() string {
	if p.root == nil {
		return string(p.body)
	}
	return textOf(p.root)
}

func textOf(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style" {
			out.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// all returns the elements that fit.
func (p page) all(fits func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	if p.root == nil {
		return nil
	}
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && fits(n) {
			out = append(out, n)
		}
	}
	return out
}

func tag(names ...string) func(*html.Node) bool {
	return func(n *html.Node) bool { return slices.Contains(names, n.Data) }
}

// attr returns the value of an attribute, and whether it is there.
func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func value(n *html.Node, key string) string {
	v, _ := attr(n, key)
	return v
}

// by returns the text of the element with an id, "" when there is none.
func (p page) by(id string) string {
	for _, n := range p.all(func(n *html.Node) bool { return value(n, "id") == id }) {
		return textOf(n)
	}
	return ""
}

// fault is the sentence beside a field.
func (p page) fault(field string) string { return p.by("e-" + field) }

// form returns what the form that is sent to action would send as it stands.
func (p page) form(action string) url.Values {
	p.t.Helper()
	for _, form := range p.all(tag("form")) {
		if value(form, "action") == action && value(form, "method") == "post" {
			return fieldsOf(form)
		}
	}
	p.t.Fatalf("no form to %s on the page:\n%s", action, p.text())
	return nil
}

func fieldsOf(form *html.Node) url.Values {
	f := url.Values{}
	for n := range form.Descendants() {
		name := value(n, "name")
		if n.Type != html.ElementNode || name == "" {
			continue
		}
		switch n.Data {
		case "input":
			kind := value(n, "type")
			_, checked := attr(n, "checked")
			if kind != "file" && (kind != "checkbox" && kind != "radio" || checked) {
				f.Add(name, value(n, "value"))
			}
		case "textarea":
			f.Add(name, rawText(n))
		case "select":
			f.Add(name, chosenOf(n))
		}
	}
	return f
}

func rawText(n *html.Node) string {
	text := ""
	for d := range n.Descendants() {
		text += d.Data
	}
	return text
}

// chosenOf is what a list has chosen: what is marked, or its first.
func chosenOf(list *html.Node) string {
	first, chosen := "", ""
	for i, n := 0, list.FirstChild; n != nil; n = n.NextSibling {
		if n.Data != "option" {
			continue
		}
		if i == 0 {
			first = value(n, "value")
		}
		i++
		if _, ok := attr(n, "selected"); ok {
			chosen = value(n, "value")
		}
	}
	if chosen == "" {
		return first
	}
	return chosen
}

// rows are the texts of the rows of all lists.
func (p page) rows() []string {
	var out []string
	for _, n := range p.all(tag("tr")) {
		if n.Parent.Data == "tbody" {
			out = append(out, textOf(n))
		}
	}
	return out
}
