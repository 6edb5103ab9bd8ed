package web_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// mostPage is the size in bytes of a page on its first load, without what goes
// with it and without the preview of a document.
const mostPage = 100 << 10

// TestMarkupOfEveryPage walks every page that the program has: nothing in it is
// a script or a style of its own, every field has a label, every page one first
// heading.
func TestMarkupOfEveryPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := w.furnish()
	for _, route := range w.web.Routes() {
		if route.Method != http.MethodGet {
			continue
		}
		for _, user := range []string{"", "quantri", "chuyenvien", "vanthu"} {
			p := w.get(user, path(route.Path))
			if p.root == nil || p.status == http.StatusSeeOther {
				continue
			}
			for _, fault := range faultsOf(p) {
				t.Errorf("%s for %q: %s", route.Path, user, fault)
			}
		}
	}
}

func faultsOf(p page) []string {
	var out []string
	tell := func(fault string, n *html.Node) {
		var text strings.Builder
		_ = html.Render(&text, &html.Node{Type: n.Type, Data: n.Data, Attr: n.Attr})
		out = append(out, fault+": "+text.String())
	}
	if len(p.body) > mostPage {
		out = append(out, "the page is too large")
	}
	ids := map[string]int{}
	for _, n := range p.all(func(*html.Node) bool { return true }) {
		if id := value(n, "id"); id != "" {
			if ids[id]++; ids[id] > 1 {
				tell("an id twice", n)
			}
		}
		for _, a := range n.Attr {
			if a.Key == "style" || regexp.MustCompile("^on[a-z]").MatchString(a.Key) || strings.HasPrefix(a.Val, "javascript:") {
				tell("a script or style in the page", n)
			}
		}
		switch n.Data {
		case "style":
			tell("a style in the page", n)
		case "script":
			if value(n, "src") == "" || n.FirstChild != nil {
				tell("a script in the page", n)
			}
		case "input", "textarea", "select":
			if !labelled(p, n) {
				tell("a field without a label", n)
			}
		case "button", "a", "summary":
			if textOf(n) == "" && value(n, "aria-label") == "" {
				tell("nothing to read on", n)
			}
		case "img":
			if _, ok := attr(n, "alt"); !ok {
				tell("a picture without words", n)
			}
		case "th":
			if value(n, "scope") == "" {
				tell("a heading of nothing", n)
			}
		}
	}
	out = append(out, references(p, ids)...)
	if h1 := p.all(tag("h1")); len(h1) != 1 {
		out = append(out, "not one h1")
	}
	if lang := p.all(tag("html")); value(lang[0], "lang") != "vi" {
		out = append(out, "the page is not in Vietnamese")
	}
	return out
}

// references finds what points to no id of the page.
func references(p page, ids map[string]int) []string {
	var out []string
	for _, n := range p.all(func(*html.Node) bool { return true }) {
		for _, key := range []string{"for", "aria-describedby", "aria-labelledby"} {
			for _, id := range strings.Fields(value(n, key)) {
				if ids[id] == 0 {
					out = append(out, key+" points to "+id+", which is not there")
				}
			}
		}
	}
	return out
}

func labelled(p page, field *html.Node) bool {
	if value(field, "type") == "hidden" || value(field, "aria-label") != "" {
		return true
	}
	for n := field.Parent; n != nil; n = n.Parent {
		if n.Data == "label" {
			return textOf(n) != ""
		}
	}
	return slices.ContainsFunc(p.all(tag("label")), func(n *html.Node) bool {
		return value(n, "for") == value(field, "id") && value(n, "for") != "" && textOf(n) != ""
	})
}

// TestRejectedFormsAreMarked: the fields that were wrong say so to who does not
// see them.
func TestRejectedFormsAreMarked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.furnish()
	for path, bad := range map[string][]string{
		"/quan-tri/don-vi":                     {"issuer.name", ""},
		"/quan-tri/don-vi/phong":               {"divisions[0].symbol", "V P"},
		"/quan-tri/don-vi/so":                  {"pattern", "khac", "settings.archive", "VT, {phong}"},
		"/quan-tri/nguoi-dung/vanthu":          {"name", ""},
		"/quan-tri/giao-ky/pct":                {"until", "2025-01-01"},
		"/quan-tri/vang-mat/di-hop":            {"until", "hôm qua"},
		"/so-dia-chi/muc/snv":                  {"code", "h49"},
		"/so-dia-chi/nhom/cac-so":              {"members", "Sở Nội vụ\nSở Bí ẩn"},
		"/so-dia-chi/muc/snv/ket-thuc":         {"successor", "Sở Chưa có"},
		"/quan-tri/giao-ky/pct/nham":           {"void", " "},
		"/quan-tri/giao-ky/pct/ket-thuc":       {"until", ""},
		"/quan-tri/nguoi-dung/vanthu/mat-khau": {"password", "ngắn"},
	} {
		p := w.change("quantri", path, one(bad...)).want(http.StatusUnprocessableEntity)
		for _, fault := range faultsOf(p) {
			t.Errorf("%s: %s", path, fault)
		}
		field := bad[len(bad)-2]
		marked := p.all(func(n *html.Node) bool { return value(n, "name") == field && value(n, "aria-invalid") == "true" })
		if len(marked) == 0 && field == "members" {
			marked = p.all(func(n *html.Node) bool { return value(n, "id") == "f-members" && value(n, "aria-invalid") == "true" })
		}
		if len(marked) != 1 || !strings.Contains(value(marked[0], "aria-describedby"), "e-"+field) {
			t.Errorf("%s: %s is not marked as wrong:\n%s", path, field, p.text())
		}
		if p.fault(field) == "" {
			t.Errorf("%s: no sentence beside %s", path, field)
		}
		if got := p.form(path).Get(field); got != bad[len(bad)-1] && field != "password" {
			t.Errorf("%s: %s came back as %q, typed was %q", path, field, got, bad[len(bad)-1])
		}
	}
}
