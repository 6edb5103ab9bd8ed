package font_test

import (
	"errors"
	"testing"

	"vanthu/workflow/signing/font"
	"vanthu/workflow/signing/pdf"
)

// letters are all that Vietnamese has, with the marks on all vowels.
const letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY " +
	"àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ ÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴ " +
	"0123456789 .,;:/-+()“”–"

func TestFacesHaveVietnamese(t *testing.T) {
	t.Parallel()
	for _, italic := range []bool{false, true} {
		face, err := font.Serif(italic)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range letters {
			if _, err := face.Width(string(r)); err != nil {
				t.Errorf("italic %v: %v", italic, err)
			}
		}
		_, err = face.Show("số 漢")
		if missing := (*font.MissingGlyph)(nil); !errors.As(err, &missing) || missing.Letter != '漢' {
			t.Errorf("a letter that is not there: %v", err)
		}
	}
}

func TestWidthIsThatOfTimesNewRoman(t *testing.T) {
	t.Parallel()
	face, err := font.Serif(false)
	if err != nil {
		t.Fatal(err)
	}
	if width, err := face.Width("2026"); err != nil || width != 2 { // figures are half as wide as high
		t.Errorf("got %g, %v", width, err)
	}
}

// What is embedded is small and always the same; that it is read and drawn is
// tested with poppler where pages are signed.
func TestEmbed(t *testing.T) {
	t.Parallel()
	face, err := font.Serif(false)
	if err != nil {
		t.Fatal(err)
	}
	file, err := pdf.Open([]byte("%PDF-1.7\n1 0 obj\n<</Pages 1 0 R>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n41\n%%EOF\n"))
	if err != nil {
		t.Fatal(err)
	}
	u := file.Update()
	if _, err := face.Embed(u, "Phường Đức Phổ 123"); err != nil {
		t.Fatal(err)
	}
	program, err := u.Object(pdf.Ref{Number: 2})
	if err != nil {
		t.Fatal(err)
	}
	data, err := file.Decode(program.(*pdf.Stream))
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 40_000 {
		t.Errorf("%d bytes for 15 letters", len(data))
	}
	again := file.Update()
	if _, err := face.Embed(again, "321 Phổ Đức Phường"); err != nil {
		t.Fatal(err)
	}
	if other, err := again.Object(pdf.Ref{Number: 2}); err != nil || string(other.(*pdf.Stream).Raw) != string(program.(*pdf.Stream).Raw) {
		t.Errorf("the same letters make another font: %v", err)
	}
	if _, err := face.Embed(u, "漢"); err == nil {
		t.Error("a letter that is not there is embedded")
	}
}
