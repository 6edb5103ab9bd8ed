package preview

import (
	"vanthu/templates/ooxml"
)

// A shape is how a paragraph looks. Measures are twips.
type shape struct {
	face                face // of letters that have none of their own
	align               align
	left, right, first  int // indents; a first line further left than the others has a negative one
	before, after, line int
	rule                lineRule
	edges               edges
	paint               shade
	breaks              bool // begins a page
	next                bool // stays with what follows
	close               bool // keeps no distance to its like
	list                item
}

// An align is the class of an alignment: "" (left), "ac", "aj" or "ar".
type align string

// alignments are the classes by the values of w:jc.
var alignments = map[string]align{
	"center": "ac", "both": "aj", "distribute": "aj", "right": "ar", "end": "ar",
}

// A lineRule says how the distance of lines is meant.
type lineRule uint8

const (
	multiple lineRule = iota // in 240ths of a line
	exactly
	atLeast
)

var lineRules = map[string]lineRule{"exact": exactly, "atLeast": atLeast}

// An item is the place of a paragraph in a list; the zero value is none.
type item struct{ list, level int }

// with returns s with the properties of a paragraph, w:pPr or nil.
func (s shape) with(props *ooxml.Node) shape {
	if props == nil {
		return s
	}
	for _, n := range props.Kids {
		switch n.Name {
		case "w:jc":
			s.align = alignments[n.Attr("w:val")]
		case "w:ind":
			s.indent(n)
		case "w:spacing":
			s.space(n)
		case "w:pBdr":
			s.edges = edgesOf(n, s.edges)
		case "w:shd":
			s.paint = shadeOf(n.Attr("w:fill"))
		case "w:pageBreakBefore":
			s.breaks = on(n)
		case "w:keepNext":
			s.next = on(n)
		case "w:contextualSpacing":
			s.close = on(n)
		case "w:numPr":
			s.list = item{number(n.Child("w:numId").Attr("w:val")), min(max(number(n.Child("w:ilvl").Attr("w:val")), 0), depth-1)}
		}
	}
	return s
}

func (s *shape) indent(n *ooxml.Node) {
	for _, a := range n.Attrs {
		switch a.Name {
		case "w:left", "w:start":
			s.left = number(a.Value)
		case "w:right", "w:end":
			s.right = number(a.Value)
		case "w:firstLine":
			s.first = number(a.Value)
		case "w:hanging":
			s.first = -number(a.Value)
		}
	}
}

// automatic is the distance that Word takes from web pages: 14 points.
const automatic = 14 * 20

func (s *shape) space(n *ooxml.Node) {
	for _, a := range n.Attrs {
		switch a.Name {
		case "w:before":
			s.before = number(a.Value)
		case "w:after":
			s.after = number(a.Value)
		case "w:line":
			s.line = number(a.Value)
		case "w:lineRule":
			s.rule = lineRules[a.Value]
		}
	}
	if n.Attr("w:beforeAutospacing") != "" && on(ooxml.El("", "w:val", n.Attr("w:beforeAutospacing"))) {
		s.before = automatic
	}
	if n.Attr("w:afterAutospacing") != "" && on(ooxml.El("", "w:val", n.Attr("w:afterAutospacing"))) {
		s.after = automatic
	}
}

// edges are the sides at which a line is drawn.
type edges uint8

const (
	top edges = 1 << iota
	left
	bottom
	right
	insideH
	insideV
)

// sides are the names of edges in a file, and their classes.
var sides = [...]struct {
	name, class string
	edge        edges
}{
	{"w:top", "bt", top}, {"w:left", "bl", left}, {"w:start", "bl", left}, {"w:bottom", "bb", bottom},
	{"w:right", "br", right}, {"w:end", "br", right}, {"w:insideH", "bh", insideH}, {"w:insideV", "bv", insideV},
}

// edgesOf reads w:pBdr, w:tblBorders or the like: what it does not name is as it
// was.
func edgesOf(n *ooxml.Node, was edges) edges {
	for _, side := range sides {
		if b := n.Child(side.name); b != nil {
			if was &^= side.edge; drawn(b) {
				was |= side.edge
			}
		}
	}
	return was
}

func drawn(border *ooxml.Node) bool {
	val := border.Attr("w:val")
	return val != "" && val != "nil" && val != "none"
}
