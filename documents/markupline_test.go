package documents_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
)

func TestWithLine(t *testing.T) {
	t.Parallel()
	b := func(s string) documents.Run { return documents.Run{Text: s, Bold: true} }
	i := func(s string) documents.Run { return documents.Run{Text: s, Italic: true} }
	p := func(s string) documents.Run { return documents.Run{Text: s} }
	line := func(runs ...documents.Run) documents.Text { return runs }
	text := func(kind documents.BlockType, level int, mark string, runs ...documents.Run) documents.Block {
		return documents.Block{Type: kind, Level: level, Mark: mark, Text: runs}
	}
	para := func(runs ...documents.Run) documents.Body {
		return documents.Body{text(documents.Paragraph, 0, "", runs...)}
	}
	for _, row := range []struct {
		name  string
		lines []documents.Text
		want  documents.Body
	}{
		{"Empty", []documents.Text{nil, line(p(" \u200b\t"))}, nil},
		{"Heading", []documents.Text{line(b("1. "), b("Ưu "), b("điểm"))}, documents.Body{text(documents.Heading, 2, "1.", b("Ưu điểm"))}},
		{"MarkInOwnRun", []documents.Text{line(p("a"), p(")"), p("\tmở lớp;"))}, documents.Body{text(documents.Item, 3, "a)", p("mở lớp;"))}},
		{"StyleBehindMark", []documents.Text{line(p("- Một "), i("hai"), p(" ba"))}, documents.Body{text(documents.Bullet, 1, "", p("Một "), i("hai"), p(" ba"))}},
		{"StarsAreText", []documents.Text{line(p(`5*3 **x** \- y`))}, para(p(`5*3 **x** \- y`))},
		{"StarAlone", []documents.Text{line(p("* chú thích"))}, para(p("* chú thích"))},
		{"BlanksBetweenStyles", []documents.Text{line(p("cử"), b(" 02 "), p("lượt"))}, para(p("cử "), b("02"), p(" lượt"))},
		{"PlainBlankBetweenBold", []documents.Text{line(b("một"), p(" "), b("hai"))}, para(b("một"), p(" "), b("hai"))},
		{"HalfAWord", []documents.Text{line(p("Đi"), b("ều"), p(" lệ"))}, para(b("Điều"), p(" lệ"))},
		{"StopGoesBefore", []documents.Text{line(p("Một"), b(", hai ("), p("ba)"))}, para(p("Một, "), b("hai"), p(" (ba)"))},
		{"Break", []documents.Text{line(p("một \n  hai\n"))}, para(p("một\nhai"))},
		{"MarkOfTheNextRun", []documents.Text{line(p("Đư"+"o\u031b"), b("\u0300ng"))}, para(p("Đường"))},
		{"ChapterAndTitle", []documents.Text{line(b("Chương I")), nil, line(p("Quy định chung")), line(p("Điều 1. Phạm vi"))}, documents.Body{
			text(documents.Chapter, 0, "Chương I", p("Quy định chung")), text(documents.Article, 1, "Điều 1.", p("Phạm vi")),
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var body documents.Body
			for _, l := range row.lines {
				body = body.WithLine(l)
			}
			if diff := cmp.Diff(row.want, body); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
		})
	}
}

// What WithLine reads, text can carry but for styles that meet without a blank.
func FuzzWithLine(f *testing.F) {
	f.Add("1. Đi", "ều lệ", 0)
	f.Add("- một*", "\u0301, hai", 1)
	f.Fuzz(func(t *testing.T, a, b string, style int) {
		a, b = strings.ToValidUTF8(a, ""), strings.ToValidUTF8(b, "")
		body := documents.Body(nil).WithLine(documents.Text{{Text: a}, {Text: b, Bold: style%2 == 0, Italic: style%3 == 0}})
		if got, want := letters(typed(body)), letters(documents.Clean(a+b)); got != want {
			t.Errorf("letters: got %q, want %q", got, want)
		}
		if !norm.NFC.IsNormalString(typed(body)) {
			t.Errorf("%+q is not NFC", typed(body))
		}
		if diff := cmp.Diff(seen(body), seen(documents.ParseEdited(documents.FormatBody(body), body))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", documents.FormatBody(body), diff)
		}
	})
}
