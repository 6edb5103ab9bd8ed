package documents_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

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

// folded and words are what Fold and Words say they do, letter by letter.
func folded(s string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			out.WriteRune(unicode.ToLower(r))
		}
	}
	return strings.NewReplacer("đ", "d").Replace(out.String())
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(documents.Clean(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}

// TestEveryLetter: each character, alone and after and before others that may
// join it, is cleaned, folded and taken for a word as Unicode has it.
func TestEveryLetter(t *testing.T) {
	t.Parallel()
	for r := range rune(0x3100) {
		for _, s := range []string{string(r), "a" + string(r) + "b", string(r) + "\u0301", "ê" + string(r) + "\u0323", "\u1100" + string(r) + "\u11a8"} {
			if got, want := documents.Fold(s), folded(s); got != want {
				t.Errorf("%+q folds to %+q, want %+q", s, got, want)
			}
			if got, want := documents.Words(s), words(s); !slices.Equal(got, want) {
				t.Errorf("%+q has words %+q, want %+q", s, got, want)
			}
			if got, want := documents.Clean(s), documents.Clean(s+"\uffff"); got != want { // which is dropped, and of no plain text
				t.Errorf("%+q is cleaned to %+q, the long way to %+q", s, got, want)
			}
		}
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
		if got, want := documents.Fold(s), folded(s); got != want {
			t.Errorf("folded: got %q, want %q", got, want)
		}
		if got, want := documents.Words(s), words(s); !slices.Equal(got, want) {
			t.Errorf("words: got %q, want %q", got, want)
		}
	})
}
