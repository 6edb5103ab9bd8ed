package layout

import "strings"

// An advance maps characters to their widths in units of the font's grid.
type advance map[rune]int

// The widths by character, made once from the metrics.
var (
	light = index(lightMetrics[:])
	bold  = index(boldMetrics[:])
)

func index(metrics []metric) advance {
	a := advance{}
	for _, m := range metrics {
		for _, r := range m.runes {
			a[r] = m.width
		}
	}
	return a
}

// of returns the width of text. Combining marks have none of their own; a
// character that no Vietnamese text has counts as a figure.
func (a advance) of(text string) int {
	sum := 0
	for _, r := range text {
		switch w, known := a[r]; {
		case known:
			sum += w
		case r < '\u0300' || r > '\u036f':
			sum += a['0']
		}
	}
	return sum
}

// TextWidth returns how long text is on one line in the prescribed font,
// without kerning, as Word sets it.
func TextWidth(text string, size Length, isBold bool) Length {
	a := light
	if isBold {
		a = bold
	}
	return size.Times(float64(a.of(text)) / unitsPerEm)
}

// SingleLine returns the height of a single line of the font in that size.
func SingleLine(size Length) Length { return size.Times(float64(ascent+descent+lineGap) / unitsPerEm) }

// Foot returns how far the foot of the letters (the base line) is below the
// top of their boxes in that size.
func Foot(size Length) Length { return size.Times(float64(ascent) / unitsPerEm) }

// Style is how a text is set: what its width depends on.
type Style struct {
	Size Length
	Bold bool
}

// Style returns how the component's text is set by default.
func (c Component) Style() Style { return Style{c.Size.Default, c.Weight == Yes} }

// Wrap returns the lines that text takes in a column of that width: its own
// lines, broken between words where they are too long.
func (s Style) Wrap(text string, column Length) []string {
	var lines []string
	for own := range strings.SplitSeq(text, "\n") {
		lines = append(lines, s.wrapLine(own, column)...)
	}
	return lines
}

func (s Style) wrapLine(text string, column Length) []string {
	var lines []string
	line := ""
	for _, word := range words(text) {
		if line != "" && s.Width(strings.TrimRight(line+word, " ")) > column {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += word
	}
	return append(lines, strings.TrimRight(line, " "))
}

// words cuts text after each space and each hyphen, which is where a line may
// end.
func words(text string) []string {
	var out []string
	start := 0
	for i, r := range text {
		if r == ' ' || r == '-' {
			out = append(out, text[start:i+1])
			start = i + 1
		}
	}
	return append(out, text[start:])
}

// Width returns how long text is on one line.
func (s Style) Width(text string) Length { return TextWidth(text, s.Size, s.Bold) }

// Longest returns the width of the longest line that text takes in a column of
// that width.
func (s Style) Longest(text string, column Length) Length {
	var longest Length
	for _, line := range s.Wrap(text, column) {
		longest = max(longest, s.Width(line))
	}
	return longest
}
