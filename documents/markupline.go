package documents

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// WithLine returns body with one line more, whose style is known already, as
// that of a paragraph of a Word file: it is read as ParseBody reads a typed
// line, but asterisks and backslashes in it are text. A plain line behind
// "Chương I" is its title. A line that shows nothing adds nothing.
func (body Body) WithLine(line Text) Body {
	line = line.Tidy()
	plain := line.Plain()
	if plain == "" {
		return body
	}
	b := parseLine(escapeStars(plain))
	b.Text = line.tail(len(b.Text.Plain()))
	return body.add(b)
}

// Tidy returns t as ParseText would have read it: NFC, single blanks, none at
// the ends of lines, runs of one style joined; a style begins and ends with a
// word.
func (t Text) Tidy() Text {
	var s settler
	for _, r := range t {
		for _, c := range cleanRunes(r.Text) {
			s.put(c, Run{Bold: r.Bold, Italic: r.Italic})
		}
	}
	s.end()
	return s.out.wholeWords()
}

// A settler joins characters to runs with as little white space as shows.
type settler struct {
	out   Text
	style Run             // of the run at work
	text  strings.Builder // its text
	space Run             // not yet written: what follows may make it superfluous
}

func (s *settler) put(c rune, style Run) {
	switch {
	case c == '\n':
		s.space = Run{strings.TrimRight(s.space.Text, " ") + "\n", style.Bold, style.Italic}
	case unicode.IsSpace(c):
		if s.space.Text == "" {
			s.space = Run{" ", style.Bold, style.Italic}
		}
	case s.text.Len() > 0 && s.space.Text == "" && unicode.Is(unicode.M, c): // goes with its letter, whatever its style
		s.text.WriteRune(c)
	default:
		if s.space.Text != "" && s.text.Len() > 0 {
			text := s.space.Text
			s.turn(Run{Bold: s.space.Bold && s.style.Bold && style.Bold, Italic: s.space.Italic && s.style.Italic && style.Italic})
			s.text.WriteString(text)
		}
		s.space.Text = ""
		s.turn(style)
		s.text.WriteRune(c)
	}
}

// turn goes on in another style.
func (s *settler) turn(style Run) {
	if s.style != style {
		s.end()
		s.style = style
	}
}

// end closes the run at work.
func (s *settler) end() {
	if s.text.Len() > 0 {
		s.out = append(s.out, Run{norm.NFC.String(s.text.String()), s.style.Bold, s.style.Italic})
		s.text.Reset()
	}
}

// with appends r, joined to a run of its style.
func (t Text) with(r Run) Text {
	if r.Text == "" {
		return t
	}
	if n := len(t); n > 0 && t[n-1].Bold == r.Bold && t[n-1].Italic == r.Italic {
		t[n-1].Text += r.Text
		return t
	}
	return append(t, r)
}

// wholeWords moves the borders of styles to where text can mark them: a word is
// of the style of its larger part, a stop of the style before it, an opening
// bracket of the style behind it.
func (t Text) wholeWords() Text {
	for i := 0; i+1 < len(t); i++ {
		a, b := &t[i], &t[i+1]
		head, tail := lastWord(a.Text), firstWord(b.Text)
		switch {
		case head == "" || tail == "":
		case len(head) >= len(tail):
			a.Text, b.Text = a.Text+tail, b.Text[len(tail):]
		default:
			a.Text, b.Text = a.Text[:len(a.Text)-len(head)], head+b.Text
		}
		if rest := strings.TrimLeft(b.Text, notOpening); rest != b.Text && (b.Bold || b.Italic) {
			rest = strings.TrimLeft(rest, " \n")
			a.Text, b.Text = a.Text+b.Text[:len(b.Text)-len(rest)], rest
		}
		if rest := strings.TrimRight(a.Text, notEnding); rest != a.Text && (a.Bold || a.Italic) {
			rest = strings.TrimRight(rest, " \n")
			a.Text, b.Text = rest, a.Text[len(rest):]+b.Text
		}
	}
	var out Text
	for _, r := range t {
		out = out.with(r)
	}
	return out
}

func lastWord(s string) string {
	rest := strings.TrimRightFunc(s, inWord)
	return s[len(rest):]
}

func firstWord(s string) string { return s[:len(s)-len(strings.TrimLeftFunc(s, inWord))] }

// tail returns the last n bytes of t.
func (t Text) tail(n int) Text {
	cut := len(t.Plain()) - n
	for i, r := range t {
		if cut < len(r.Text) {
			r.Text = r.Text[cut:]
			return append(Text{r}, t[i+1:]...)
		}
		cut -= len(r.Text)
	}
	return nil
}
