package templates_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"vanthu/documents"
	"vanthu/templates/layout"
)

// TestSignatureIsNeverAlone lets a report grow line by line, so that its end
// comes to stand at every height of a page: nơi nhận and the signature block are
// never parted and never without text above them, and no heading ends a page.
func TestSignatureIsNeverAlone(t *testing.T) {
	t.Parallel()
	catalogue := load(t)
	files := map[string][]byte{}
	const most = 26
	for n := range most {
		doc := example(t)
		registered(doc)
		end := doc.Body[len(doc.Body)-1]
		doc.Body = doc.Body[:8:8]
		for i := range n {
			doc.Body = append(doc.Body, documents.Block{Type: documents.Heading, Level: 2, Mark: fmt.Sprintf("%d.", i+3), Text: words("Đề mục thử")},
				paragraph("Một dòng của nội dung thử."))
		}
		doc.Body = append(doc.Body, end)
		file, err := catalogue.Fill(doc)
		if err != nil {
			t.Fatal(err)
		}
		files[fmt.Sprint(n)] = file
	}
	out := convert(t, files, "pdf")
	moved := false
	for n := range most {
		pages := sheets(t, filepath.Join(out, fmt.Sprint(n)+".pdf"))
		last := pages[len(pages)-1]
		label, ok := last.find(layout.RecipientLabelText)
		if _, whole := last.find("Trần Quang Minh"); !ok || !whole {
			t.Errorf("%d lines: the signature block is not whole on the last page", n)
			continue
		}
		above := last.rows(layout.A4().Top.Default.Mm()-edge, label.y0)
		if len(above) < 2 {
			t.Errorf("%d lines: the signature block has %d lines of text above it", n, len(above))
		}
		moved = moved || len(above) == 2
		for i, s := range pages[:len(pages)-1] {
			rows := s.rows(layout.A4().Top.Default.Mm()-edge, layout.A4().Height.Mm())
			if end := rows[len(rows)-1]; len(end.text) > 3 && end.text[len(end.text)-len("thử"):] == "thử" {
				t.Errorf("%d lines: the heading %q ends page %d", n, end.text, i+1)
			}
		}
	}
	if !moved {
		t.Error("no report ended so that its last paragraph had to move; the test proves nothing")
	}
}
