package preview

import (
	_ "embed"
	"fmt"
	"strings"

	"vanthu/templates/layout"
)

//go:embed sheet.css
var sheetCSS string

// A scale is one kind of measure. Each step on it is a class of its own, so that
// an element needs no style attribute, which a strict content security policy
// forbids.
type scale struct {
	name       string  // of the class, before the number
	rule       string  // with %g for the number
	unit       float64 // what the number is multiplied with
	fine, most int     // up to fine each number has a step
	step       int     // beyond it, the distance of two
}

// The scales. A number is points where nothing else is said; the longest is what
// an A3 sheet has. Variables carry what several rules of sheet.css need.
var (
	fontSize    = scale{"f", "font-size:calc(%g*var(--pt))", 0.5, 72, 144, 4} // half points
	before      = scale{"b", "--b:%g", 1, 80, 160, 4}
	after       = scale{"a", "--a:%g", 1, 80, 160, 4}
	leftIndent  = scale{"l", "--l:%g", 1, 120, 480, 6}
	rightIndent = scale{"r", "--r:%g", 1, 60, 240, 6}
	firstLine   = scale{"i", "--i:%g", 1, 80, 240, 6}
	hanging     = scale{"h", "--i:-%g", 1, 80, 240, 6}
	exactLine   = scale{"e", "line-height:calc(%g*var(--pt))", 1, 40, 72, 4}
	leastLine   = scale{"m", "line-height:max(calc(var(--line)*1em),calc(%g*var(--pt)))", 1, 40, 72, 4}
	spreadLine  = scale{"n", "line-height:calc(%g*var(--line))", 0.01, 0, 300, 5} // hundredths of a single line
	width       = scale{"w", "--w:%g", 1, 240, 1200, 2}
	height      = scale{"v", "--v:%g", 1, 60, 240, 4}
	share       = scale{"c", "width:%g%%", 0.5, 200, 200, 1} // halves of a per cent
)

// nearest returns the step of s that n is nearest to; 0 for what is none.
func (s scale) nearest(n int) int {
	if n = min(n, s.most); n > s.fine {
		n = s.fine + (n-s.fine+s.step/2)/s.step*s.step
	}
	return max(n, 0)
}

// A paper is a sheet that printers know.
type paper struct {
	class         string
	width, height layout.Length // upright
}

// papers returns the prescribed sheet and what else tables of annexes stand on.
func papers() []paper {
	a4 := layout.A4()
	return []paper{{"a4", a4.Width, a4.Height}, {"a3", a4.Height, 2 * a4.Width}, {"a5", a4.Height / 2, a4.Width}}
}

// CSS returns the style sheet of all pages: about forty kilobytes, the same each
// time, to be kept by whoever serves it. It touches nothing outside of .paper.
func CSS() string {
	var out strings.Builder
	line := float64(layout.SingleLine(layout.Pt(100))) / float64(layout.Pt(100))
	fmt.Fprintf(&out, ".paper{--font:%q;--line:%.3f;--rule:%g}\n", layout.Font, line, layout.Strokes().Weight.Pt())
	out.WriteString(sheetCSS)
	for _, p := range papers() {
		p.write(&out)
	}
	for _, s := range [...]scale{fontSize, before, after, leftIndent, rightIndent, firstLine, hanging,
		exactLine, leastLine, spreadLine, width, height, share} {
		s.write(&out)
	}
	for s := newShade(0, 0, 0); s <= newShade(5, 5, 5); s++ {
		name := s.figures()
		fmt.Fprintf(&out, ".paper .k%s{color:#%s}.paper .s%s{background:#%s}\n", name, name, name, name)
	}
	return out.String()
}

func (s scale) write(out *strings.Builder) {
	for n := 1; n <= s.most; n++ {
		if n == s.nearest(n) {
			fmt.Fprintf(out, ".paper .%s%d{"+s.rule+"}", s.name, n, float64(n)*s.unit)
		}
	}
	out.WriteByte('\n')
}

// write has both ways in which the paper can lie, on the screen and in a printer
// with the margins of the decree.
func (p paper) write(out *strings.Builder) {
	margins := layout.A4()
	for _, way := range [...]struct {
		suffix, orient string
		width, height  layout.Length
	}{{"", "portrait", p.width, p.height}, {"l", "landscape", p.height, p.width}} {
		name := p.class + way.suffix
		fmt.Fprintf(out, ".paper .%s{--pw:%.2f;--ph:%.2f;page:%s}\n", name, way.width.Pt(), way.height.Pt(), name)
		fmt.Fprintf(out, "@page %s{size:%s %s;margin:%gmm %gmm %gmm %gmm}\n", name, strings.ToUpper(p.class), way.orient,
			margins.Top.Default.Mm(), margins.Right.Default.Mm(), margins.Bottom.Default.Mm(), margins.Left.Default.Mm())
	}
}
