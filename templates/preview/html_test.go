package preview_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"vanthu/templates/preview"
)

// read parses a page as a browser does, and holds it to what every page must be.
func read(t testing.TB, page *preview.Page) *html.Node {
	t.Helper()
	text := string(page.HTML)
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(text), body)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	if got, want := tags(body), written(text); !slices.Equal(got, want) {
		t.Fatalf("a browser mends the page: it has %d tags, read %d:\n%s", len(want), len(got), text)
	}
	for n := range body.Descendants() {
		harmless(t, n)
	}
	return body
}

// written returns the names of the tags in the order of the text.
func written(text string) (out []string) {
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			out = append(out, string(name))
		case html.EndTagToken:
			name, _ := z.TagName()
			out = append(out, "/"+string(name))
		}
	}
}

// tags returns the names of the tags as the tree has them.
func tags(n *html.Node) (out []string) {
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode {
			continue
		}
		out = append(append(out, c.Data), tags(c)...)
		if !slices.Contains([]string{"br", "col", "img"}, c.Data) {
			out = append(out, "/"+c.Data)
		}
	}
	return out
}

// What a page may hold.
var (
	elements = strings.Fields("div section p span b i u s sup sub br img table colgroup col thead tbody tr th td")
	attrs    = strings.Fields("id class lang data-block role scope colspan rowspan tabindex src alt width height loading aria-label")
)

func harmless(t testing.TB, n *html.Node) {
	t.Helper()
	switch n.Type {
	case html.ElementNode:
		if !slices.Contains(elements, n.Data) {
			t.Errorf("the page has an element %s", n.Data)
		}
	case html.TextNode:
	default:
		t.Errorf("the page has a node of type %d: %q", n.Type, n.Data)
	}
	for _, a := range n.Attr {
		if !slices.Contains(attrs, a.Key) {
			t.Errorf("<%s> has an attribute %s", n.Data, a.Key)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attr(n, "class")), class)
}

// anchored returns the elements that have an id, by it.
func anchored(t testing.TB, root *html.Node) map[string]*html.Node {
	t.Helper()
	out := map[string]*html.Node{}
	for n := range root.Descendants() {
		if id := attr(n, "id"); id != "" {
			if out[id] != nil {
				t.Errorf("two elements are %s", id)
			}
			out[id] = n
		}
	}
	return out
}

// shown returns the text of the file that an element shows: line breaks as "\n",
// without the numbers of lists.
func shown(n *html.Node) string {
	switch {
	case n.Type == html.TextNode:
		return n.Data
	case n.Data == "br":
		return "\n"
	case has(n, "mk"):
		return ""
	}
	var out strings.Builder
	for c := range n.ChildNodes() {
		out.WriteString(shown(c))
	}
	return out.String()
}

// paragraphs returns what each paragraph of the page shows, in its order.
func paragraphs(root *html.Node) (out []string) {
	for n := range root.Descendants() {
		if n.Data == "p" && n.Type == html.ElementNode {
			out = append(out, shown(n))
		}
	}
	return out
}
