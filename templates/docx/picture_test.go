package docx_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/docx"
)

// dots returns the file of a picture of that size.
func dots(t testing.TB, format docx.PictureFormat, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	var err error
	if im := image.NewGray(image.Rect(0, 0, width, height)); format == docx.PNG {
		err = png.Encode(&out, im)
	} else {
		err = jpeg.Encode(&out, im, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestPictures(t *testing.T) {
	t.Parallel()
	const dot = 9525
	tmpl, template := sheeted(t, p("{{@noi_dung}}"))
	seal := dots(t, docx.PNG, 100, 50)
	blocks := docx.Blocks{
		&docx.Picture{Format: docx.PNG, Data: seal, Width: 100 * dot, Height: 50 * dot, Alt: `Sơ đồ "A" <&>`},
		&docx.Picture{Format: docx.JPEG, Data: dots(t, docx.JPEG, 80, 10), Width: 8000 * dot, Height: 1000 * dot},
		&docx.Picture{Format: docx.PNG, Data: seal, Width: 100 * dot, Height: 5000 * dot},
	}
	file := compare(t, tmpl, template, docx.Values{"noi_dung": blocks})
	if found := docx.Lint(file); found != nil {
		t.Errorf("lint: %v", found)
	}
	var sizes [][2]string
	for _, n := range named(tree(t, file, docx.MainPart), "wp:extent") {
		sizes = append(sizes, [2]string{n.Attr("cx"), n.Attr("cy")})
	}
	wide, tall := "5760085", "8572500" // the width of the text, and the height less a line
	if diff := cmp.Diff(sizes, [][2]string{{"952500", "476250"}, {wide, "720010"}, {"171450", tall}}); diff != "" {
		t.Errorf("sizes (-got +want):\n%s", diff)
	}
	pkg, err := docx.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	rels, err := pkg.Rels(docx.MainPart)
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]string{}
	for _, r := range rels {
		byID[r.ID] = r.Target
	}
	for i, n := range named(tree(t, file, docx.MainPart), "a:blip") {
		want := blocks[i].(*docx.Picture).Data
		if target := byID[n.Attr("r:embed")]; !bytes.Equal(pkg.Part(target), want) {
			t.Errorf("picture %d is not in the part %q", i+1, target)
		}
	}
	if pr := named(tree(t, file, docx.MainPart), "wp:docPr"); pr[0].Attr("descr") != `Sơ đồ "A" <&>` {
		t.Errorf("described as %q", pr[0].Attr("descr"))
	}
	again, err := tmpl.Render(docx.Values{"noi_dung": blocks})
	if err != nil || !bytes.Equal(file, again) {
		t.Errorf("the same pictures give another file, %v", err)
	}
	plain, err := tmpl.Render(docx.Values{"noi_dung": docx.Blocks{}})
	if err != nil || bytes.Contains(plain, []byte("media/")) {
		t.Errorf("a file without pictures has parts of an earlier one, %v", err)
	}
}

// TestPicturesOfPictures fills a template that was itself filled with a picture:
// nothing is called as what is there.
func TestPicturesOfPictures(t *testing.T) {
	t.Parallel()
	tmpl, _ := sheeted(t, p("{{@noi_dung}}")+p("x"))
	seal := &docx.Picture{Format: docx.PNG, Data: dots(t, docx.PNG, 3, 3), Width: 9525, Height: 9525}
	mark := &docx.Paragraph{Runs: []docx.Run{{Text: "{{@noi_dung}}"}}}
	file, err := tmpl.Render(docx.Values{"noi_dung": docx.Blocks{seal, mark}})
	if err != nil {
		t.Fatal(err)
	}
	next, err := docx.Compile("mẫu", file, blocksOnly)
	if err != nil {
		t.Fatal(err)
	}
	both := compare(t, next, file, docx.Values{"noi_dung": docx.Blocks{seal}})
	if found := docx.Lint(both); found != nil {
		t.Errorf("lint: %v", found)
	}
	pkg, err := docx.Open(both)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(strings.Join(pkg.Names(), " "), "media/"); n != 2 {
		t.Errorf("%d pictures in %v, want 2", n, pkg.Names())
	}
}

// TestPictureInAHeader wants what is to be seen in words where no picture can
// be: the relationships of a header are its own.
func TestPictureInAHeader(t *testing.T) {
	t.Parallel()
	fs := newFiles(p("x")).with("word/header1.xml", declaration+"<w:hdr"+wordNS+">"+p("{{@noi_dung}}")+"</w:hdr>")
	tmpl := must(docx.Compile("mẫu", fs.zip(t), blocksOnly))(t)
	file := must(tmpl.Render(docx.Values{"noi_dung": docx.Blocks{
		&docx.Picture{Format: docx.PNG, Data: dots(t, docx.PNG, 3, 3), Width: 9525, Height: 9525, Alt: "Biểu trưng"},
	}}))(t)
	if got := tree(t, file, "word/header1.xml").Plain(); got != "Biểu trưng" {
		t.Errorf("the header shows %q", got)
	}
}
