package documents_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

func TestFormatPasted(t *testing.T) {
	t.Parallel()
	half := documents.Block{Type: documents.Paragraph, Text: documents.Text{{Text: "Đi"}, {Text: "ều", Bold: true}, {Text: " lệ"}}}
	picture := documents.Block{Type: documents.Image, Image: documents.Picture("x"), Text: plain("Sơ đồ")}
	wide := documents.Block{Type: documents.Table, Header: true, Landscape: true, Rows: [][]documents.Text{{plain("TT")}, {half.Text}}}
	for _, row := range []struct {
		name string
		body documents.Body
		want string
		lost []documents.Block
	}{
		{"Nothing", nil, "", nil},
		{"AsFormatBody", documents.Body{numbered(documents.Heading, 1, "I.", "KẾT QUẢ"), bullet(1, "một"), para("- 5 độ")}, "I. KẾT QUẢ\n- một\n\\- 5 độ\n", nil},
		{"HalfAWord", documents.Body{half, para("x")}, "Điều lệ\nx\n", []documents.Block{half}},
		{"Picture", documents.Body{para("một"), picture, para("hai")}, "một\nhai\n", []documents.Block{picture}},
		{"WideTable", documents.Body{wide, wide}, "| TT |\n| --- |\n| Điều lệ |\n\n| TT |\n| --- |\n| Điều lệ |\n", []documents.Block{wide, wide}},
		{"NoWordIsLost", documents.Body{numbered(documents.Heading, 2, "1.", "Mở lớp.")}, "1. Mở lớp.\n", []documents.Block{numbered(documents.Heading, 2, "1.", "Mở lớp.")}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			text, lost := documents.FormatPasted(row.body)
			if diff := cmp.Diff(row.want, text); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(row.lost, lost); diff != "" {
				t.Errorf("lost (-want +got):\n%s", diff)
			}
		})
	}
}
