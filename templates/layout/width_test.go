package layout_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/layout"
)

// The widths were measured in the font file by another program.
func TestTextWidth(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, text string
		pt         float64
		bold       bool
		mm         float64
	}{
		{"quốc hiệu", layout.NationalNameText, 13, true, 95.675},
		{"tiêu ngữ", layout.MottoText, 14, true, 60.460},
		{"an issuer", "PHƯỜNG ĐỨC PHỔ", 13, true, 42.968},
		{"light", "Kính gửi", 14, false, 17.631},
		{"nothing", "", 14, false, 0},
		{"a stranger counts as a figure", "漢", 14, false, 2.469},
		{"marks of their own take no room", "a\u0323\u0302", 14, false, 2.192},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := layout.TextWidth(tc.text, layout.Pt(tc.pt), tc.bold).Mm()
			if math.Abs(got-tc.mm) > 0.001 {
				t.Errorf("got %.3f mm, want %.3f", got, tc.mm)
			}
		})
	}
}

// TestLettersKeepTheirWidth holds each Vietnamese letter to its base: a tone
// mark changes no width, a horn does.
func TestLettersKeepTheirWidth(t *testing.T) {
	t.Parallel()
	for base, letters := range map[string]string{
		"a": "àáảãạăằắẳẵặâầấẩẫậ", "e": "èéẻẽẹêềếểễệ", "i": "ìíỉĩị", "o": "òóỏõọôồốổỗộ",
		"ơ": "ờớởỡợ", "u": "ùúủũụ", "ư": "ừứửữự", "y": "ỳýỷỹỵ", "d": "đ",
		"A": "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", "E": "ÈÉẺẼẸÊỀẾỂỄỆ", "I": "ÌÍỈĨỊ", "O": "ÒÓỎÕỌÔỒỐỔỖỘ",
		"Ơ": "ỜỚỞỠỢ", "U": "ÙÚỦŨỤ", "Ư": "ỪỨỬỮỰ", "Y": "ỲÝỶỸỴ", "D": "Đ",
	} {
		for _, bold := range []bool{false, true} {
			want := layout.TextWidth(base, layout.Pt(14), bold)
			for _, r := range letters {
				if got := layout.TextWidth(string(r), layout.Pt(14), bold); got != want {
					t.Errorf("%c, bold %v: got %v mm, want %v as %s", r, bold, got.Mm(), want.Mm(), base)
				}
			}
		}
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	issuer, _ := layout.Find(layout.Issuer)
	style := issuer.Style()
	for _, tc := range []struct {
		name, text string
		column     layout.Length
		want       []string
	}{
		{"fits", "PHƯỜNG ĐỨC PHỔ", layout.Mm(62), []string{"PHƯỜNG ĐỨC PHỔ"}},
		{"breaks between words", "PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ", layout.Mm(62), []string{"PHÒNG KINH TẾ, HẠ TẦNG", "VÀ ĐÔ THỊ"}},
		{"keeps its own lines", "A\nB", layout.Mm(62), []string{"A", "B"}},
		{"breaks after a hyphen", "KH-UBND", layout.Mm(12), []string{"KH-", "UBND"}},
		{"leaves a word that is too long", "UBND", layout.Mm(2), []string{"UBND"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, style.Wrap(tc.text, tc.column)); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
	long := "PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ"
	if got, want := style.Longest(long, layout.Mm(62)), style.Width("PHÒNG KINH TẾ, HẠ TẦNG"); got != want {
		t.Errorf("longest line: got %v mm, want %v", got.Mm(), want.Mm())
	}
}
