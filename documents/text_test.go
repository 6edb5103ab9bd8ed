package documents_test

import (
	"testing"

	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, text, want string }{
		{"Plain", "Đức Phổ", "Đức Phổ"},
		{"Decomposed", norm.NFD.String("Đức Phổ, Huế"), "Đức Phổ, Huế"},
		{"MarksInAnyOrder", "e\u0302\u0323 e\u0323\u0302", "ệ ệ"},
		{"NoBreakSpaces", "UBND\u00a0phường\u202fĐức\u2007Phổ", "UBND phường Đức Phổ"},
		{"ZeroWidth", "\ufeffUB\u200bND\u200d phư\u00adờng", "UBND phường"},
		{"ZeroWidthBeforeMark", "he\u200b\u0302\u0323", "hệ"},
		{"LineEnds", "a\r\nb\rc\u2028d\u2029e\vf\fg\u0085h", "a\nb\nc\nd\ne\nf\ng\nh"},
		{"SpacesAtLineEnds", "  a \t\n b\u00a0\n", "a\nb"},
		{"BlankLinesInside", "\n\na\n\nb\n\n", "a\n\nb"},
		{"TabInside", "a\tb", "a\tb"},
		{"Controls", "a\x00\x07b\x1b", "ab"},
		{"BrokenUTF8", "a\xffb", "a\ufffdb"},
		{"BulletOfWord", "\uf0b7 Dòng", "• Dòng"},
		{"OtherPrivate", "a\ue000b", "ab"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := documents.Clean(row.text); got != row.want {
				t.Errorf("got %+q, want %+q", got, row.want)
			}
		})
	}
}

func TestOneLine(t *testing.T) {
	t.Parallel()
	if got, want := documents.OneLine(" Phòng\u00a0 Văn hóa\r\n-\tXã hội \n"), "Phòng Văn hóa - Xã hội"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, text, want string }{
		{"Marks", "Đức Phổ", "duc pho"},
		{"Decomposed", norm.NFD.String("ĐƯỜNG Đi Huế"), "duong di hue"},
		{"AllVowels", "ăâêôơư ĂÂÊÔƠƯ ảạẫẵỹỵ", "aaeoou aaeoou aaaayy"},
		{"Symbol", "15/QyĐ-UBND", "15/qyd-ubnd"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := documents.Fold(row.text); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"Đức Phổ", "e\u200b\u0301", " \u0301a", "a\r\n\u00a0b\xff", "\u1100\u200b\u1161", "\uf0b7 a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean := documents.Clean(s)
		if !norm.NFC.IsNormalString(clean) {
			t.Errorf("%q is not NFC", clean)
		}
		if again := documents.Clean(clean); again != clean {
			t.Errorf("cleaned twice: %q, then %q", clean, again)
		}
		if line := documents.OneLine(s); documents.OneLine(line) != line || !norm.NFC.IsNormalString(line) {
			t.Errorf("one line: %q", line)
		}
		if fold := documents.Fold(clean); documents.Fold(fold) != fold || documents.Fold(norm.NFD.String(clean)) != fold {
			t.Errorf("folded: %q", fold)
		}
	})
}
