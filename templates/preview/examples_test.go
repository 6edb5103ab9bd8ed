package preview_test

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/templates/docx"
	"vanthu/templates/preview"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// An issued file is an example document or an attachment of it.
type issued struct {
	name string
	file []byte
}

func issue(t testing.TB, names ...string) (out []issued) {
	t.Helper()
	catalogue, err := templates.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := templates.Example(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := documents.Load(text)
		if err != nil {
			t.Fatal(err)
		}
		file, err := catalogue.Fill(&doc)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, issued{name, file})
		for i, a := range doc.Attachments {
			if !a.Separate {
				continue
			}
			file, _, err := catalogue.RenderAttachment(&doc, i, "")
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, issued{name + "-tep", file})
		}
	}
	return out
}

func show(t testing.TB, file []byte) *preview.Page {
	t.Helper()
	page, err := preview.HTML(file, preview.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// TestExamplesSayWhatTheirFilesSay holds the page of every example to the text of
// its file: all of it, in its order, and nothing besides.
func TestExamplesSayWhatTheirFilesSay(t *testing.T) {
	t.Parallel()
	for _, f := range issue(t, templates.Examples()...) {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			want, err := docx.PlainText(f.file)
			if err != nil {
				t.Fatal(err)
			}
			page := show(t, f.file)
			root := read(t, page)
			if diff := cmp.Diff(want, paragraphs(root)); diff != "" {
				t.Errorf("paragraphs (-file +page):\n%s", diff)
			}
			byID := anchored(t, root)
			var got []string
			for _, b := range page.Blocks {
				got = append(got, b.Text)
				if n := byID[b.Anchor]; n == nil || shown(n) != b.Text {
					t.Errorf("block %s is not where its anchor is", b.Anchor)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("blocks (-file +got):\n%s", diff)
			}
			whole := strings.Join(strings.Fields(shown(root)), " ")
			if text := strings.Join(strings.Fields(strings.Join(want, "\n")), " "); whole != text {
				t.Errorf("the page says more than its paragraphs: %s", cmp.Diff(text, whole))
			}
		})
	}
}

func TestSeedReport(t *testing.T) {
	t.Parallel()
	const seed = "bao-cao-duc-pho"
	file := issue(t, seed)[0].file
	page := show(t, file)
	if again := show(t, file); page.HTML != again.HTML {
		t.Error("the same file gives another page the second time")
	}
	golden(t, seed+".html", string(page.HTML))
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := "testdata/" + name
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got); run with -update if it is right:\n%s", name, diff)
	}
}

// TestSheets counts the sheets of a report with annexes, one of them landscape.
func TestSheets(t *testing.T) {
	t.Parallel()
	var got []string
	for n := range read(t, show(t, issue(t, "bao-cao-phu-luc")[0].file)).Descendants() {
		if n.Data == "section" {
			got = append(got, attr(n, "class"))
		}
	}
	if diff := cmp.Diff([]string{"sheet a4", "sheet a4", "sheet a4l"}, got); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
}

var classRule = regexp.MustCompile(`\.([a-z][A-Za-z0-9]*)`)

// TestStyleSheetKnowsEveryClass: a class that the style sheet lacks is a look that
// is lost.
func TestStyleSheetKnowsEveryClass(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	css := preview.CSS()
	for _, m := range classRule.FindAllStringSubmatch(css, -1) {
		known[m[1]] = true
	}
	for _, f := range issue(t, templates.Examples()...) {
		for n := range read(t, show(t, f.file)).Descendants() {
			for _, class := range strings.Fields(attr(n, "class")) {
				if !known[class] {
					t.Errorf("%s: no rule for the class %s", f.name, class)
					known[class] = true
				}
			}
		}
	}
	if css != preview.CSS() {
		t.Error("the style sheet is another the second time")
	}
}

// TestStyleSheetStaysOnThePaper: what is around the page is not its matter.
func TestStyleSheetStaysOnThePaper(t *testing.T) {
	t.Parallel()
	css := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(preview.CSS(), "")
	for rule := range strings.SplitSeq(css, "}") {
		selector, _, ok := strings.Cut(rule, "{")
		if selector = strings.TrimSpace(selector); !ok || strings.HasPrefix(selector, "@") {
			continue
		}
		if slices.ContainsFunc(strings.Split(selector, ","), func(s string) bool { return !strings.HasPrefix(strings.TrimSpace(s), ".paper") }) {
			t.Errorf("a rule for %q", selector)
		}
	}
}
