package documents

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// divisions are the lines that part a text in articles, as clerks type them: the
// word with its number alone on a line and the title on the next, or both on
// one line.
var divisions = [...]struct {
	mark  *regexp.Regexp
	block BlockType
}{
	{regexp.MustCompile(`^(?:Phần|PHẦN) (?:[IVXLC]+|\d{1,3}|(?:thứ|THỨ) (?:\p{L}+))`), Part},
	{regexp.MustCompile(`^(?:Chương|CHƯƠNG) (?:[IVXLC]+|\d{1,3})`), Chapter},
	{regexp.MustCompile(`^(?:Mục|MỤC) (?:[IVXLC]+|\d{1,3})`), Section},
	{regexp.MustCompile(`^(?:Tiểu mục|TIỂU MỤC) (?:[IVXLC]+|\d{1,3})`), Subsection},
}

// titleSign is what may stand between a number and its title on one line.
var titleSign = regexp.MustCompile(`^\s*[.:–—-]?\s+|^[.:]$`)

// articleMark begins an article: "Điều 1.", in the old way "Điều 1:".
var articleMark = regexp.MustCompile(`^(?:Điều|ĐIỀU) \d{1,4}[a-zđ]?[.:]`)

// parseDivision reads a line that begins a phần, chương, mục or tiểu mục, with
// its title if that is on the line. A sentence that only names one ("Mục 1 của
// Kế hoạch nêu rõ…") is none.
func parseDivision(line string) (Block, bool) {
	for _, d := range divisions {
		mark := d.mark.FindString(line)
		rest := line[len(mark):]
		if next, _ := utf8.DecodeRuneInString(rest); mark == "" || inWord(next) {
			continue
		}
		sign := titleSign.FindString(rest)
		title := rest[len(sign):]
		switch b := (Block{Type: d.block, Mark: mark, Text: ParseText(title)}); {
		case rest == "" || title == "" && sign != "":
			return Block{Type: d.block, Mark: mark}, true
		case sign != "" && isTitle(title) && (strings.TrimSpace(sign) != "" || isCapitals(title)):
			return b, true
		}
	}
	return Block{}, false
}

// isCapitals reports whether all letters of s are capitals.
func isCapitals(s string) bool { return !strings.ContainsFunc(s, unicode.IsLower) }

// parseArticle reads "Điều 1. …": a title, or the article's text at once.
func parseArticle(line string) (Block, bool) {
	mark := articleMark.FindString(line)
	text := strings.TrimLeft(line[len(mark):], " ")
	if mark == "" || text == "" {
		return Block{}, false
	}
	b := Block{Type: Article, Level: 2, Mark: mark, Text: ParseText(text)}
	if isTitle(b.Text.Plain()) {
		b.Level = 1
	}
	return b, true
}
