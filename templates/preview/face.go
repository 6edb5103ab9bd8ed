package preview

import (
	"strconv"
	"strings"

	"vanthu/templates/ooxml"
)

// A face is how letters look.
type face struct {
	size   int // in half points
	marks  marks
	colour shade // of the letters
	paint  shade // behind them
	family family
}

// marks are what may be done to letters.
type marks uint16

const (
	bold marks = 1 << iota
	italic
	underlined
	struck
	capitals
	smallCapitals
	hidden
	raised
	lowered
)

// switches are the properties that are on or off.
var switches = map[string]marks{
	"w:b": bold, "w:i": italic, "w:strike": struck, "w:dstrike": struck,
	"w:caps": capitals, "w:smallCaps": smallCapitals, "w:vanish": hidden,
}

func (m marks) set(which marks, on bool) marks {
	if on {
		return m | which
	}
	return m &^ which
}

// on reads the value of a property that is on where it has none.
func on(n *ooxml.Node) bool {
	switch n.Attr("w:val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// with returns f with the properties of a run, w:rPr or nil.
func (f face) with(props *ooxml.Node) face {
	if props == nil {
		return f
	}
	for _, n := range props.Kids {
		if m := switches[n.Name]; m != 0 {
			f.marks = f.marks.set(m, on(n))
			continue
		}
		switch val := n.Attr("w:val"); n.Name {
		case "w:u":
			f.marks = f.marks.set(underlined, on(n))
		case "w:vertAlign":
			f.marks = f.marks.set(raised, val == "superscript").set(lowered, val == "subscript")
		case "w:sz":
			f.size = number(val)
		case "w:color":
			f.colour = shadeOf(val)
		case "w:highlight":
			f.paint = highlights[val]
		case "w:shd":
			f.paint = shadeOf(n.Attr("w:fill"))
		case "w:rFonts":
			f.family = familyOf(n.Attr("w:ascii"), f.family)
		}
	}
	return f
}

// inherited returns what letters in an element of that face have of it for good.
// A line under or through a text cannot be taken from a part of it, and neither
// can what is behind it.
func (f face) inherited() face {
	f.marks &^= underlined | struck | hidden | raised | lowered
	f.paint = 0
	return f
}

// A family is what kind of letters a font has. The decree knows one font; others
// stand in files of offices.
type family uint8

const (
	serif family = iota
	sans
	mono
)

var families = map[string]family{
	"arial": sans, "calibri": sans, "tahoma": sans, "verdana": sans, "helvetica": sans, "segoe ui": sans, "roboto": sans,
	"open sans": sans, "courier new": mono, "consolas": mono,
}

// familyOf returns the family of a font; was where the font is not named.
func familyOf(font string, was family) family {
	if font == "" {
		return was
	}
	return families[strings.ToLower(font)]
}

// A shade is one of 216 colours, six steps of red, green and blue each; 0 is
// none, which is black for letters and white behind them.
type shade uint8

// levels are the steps of a shade as a style sheet writes them.
const levels = "0369CF"

func newShade(r, g, b int) shade { return shade(1 + 36*r + 6*g + b) }

// shadeOf reads a colour of six hexadecimal figures; "auto" is none.
func shadeOf(hex string) shade {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 || n == 0 {
		return 0
	}
	step := func(shift uint) int { return (int(n>>shift&0xFF) + 25) / 51 }
	return newShade(step(16), step(8), step(0))
}

// figures returns the shade as three hexadecimal figures.
func (s shade) figures() string {
	n := int(s - 1)
	return string([]byte{levels[n/36], levels[n/6%6], levels[n%6]})
}

// highlights are the colours of a text marker by their names in a file.
var highlights = map[string]shade{
	"yellow": newShade(5, 5, 0), "green": newShade(0, 5, 0), "cyan": newShade(0, 5, 5), "magenta": newShade(5, 0, 5),
	"blue": newShade(0, 0, 5), "red": newShade(5, 0, 0), "darkBlue": newShade(0, 0, 3), "darkCyan": newShade(0, 3, 3),
	"darkGreen": newShade(0, 2, 0), "darkMagenta": newShade(3, 0, 3), "darkRed": newShade(3, 0, 0),
	"darkYellow": newShade(3, 3, 0), "darkGray": newShade(3, 3, 3), "lightGray": newShade(4, 4, 4), "black": newShade(0, 0, 0),
}

// number reads a whole number; one that is none, or absurd, is 0.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < -maxNumber || n > maxNumber {
		return 0
	}
	return n
}

const maxNumber = 1 << 28 // an EMU measure of 22 inches has 25 bits
