package docx

import (
	"strings"

	"vanthu/templates/ooxml"
)

// split takes every mark with a sign out of its run and puts it as a node of its
// own between the runs. Runs are cut where such a mark stands; each half keeps
// the formatting. noted is called with each mark, in order.
func split(n *ooxml.Node, noted func(*ooxml.Node)) {
	kids := make([]*ooxml.Node, 0, len(n.Kids))
	for _, k := range n.Kids {
		if k.Name == "w:r" && hasSigned(k) {
			kids = append(kids, cutRun(k)...)
		} else {
			kids = append(kids, k)
		}
	}
	n.Kids = kids
	for _, k := range kids {
		if isMark(k) {
			noted(k)
		} else {
			split(k, noted) // a text box may stand in a run
		}
	}
}

// isMark says whether n is a mark with a sign, or a section made of two.
func isMark(n *ooxml.Node) bool { return strings.HasPrefix(n.Name, openMark) }

// sign returns the sign of such a node.
func sign(n *ooxml.Node) byte { return n.Name[len(openMark)] }

func hasSigned(run *ooxml.Node) bool {
	for _, k := range run.Kids {
		if k.Name == "w:t" && signedAt(k.Plain(), 0) >= 0 {
			return true
		}
	}
	return false
}

// signedAt returns where the next mark with a sign begins in text, from at on.
func signedAt(text string, at int) int {
	for {
		from, to := nextMark(text[at:])
		if from < 0 || to == 0 {
			return -1
		}
		if m, ok := parseMark(inside(text[at+from : at+to])); ok && m.sign != 0 {
			return at + from
		}
		at += to
	}
}

// cutRun returns the runs and marks that run falls into.
func cutRun(run *ooxml.Node) []*ooxml.Node {
	var out []*ooxml.Node
	rest := &ooxml.Node{Name: run.Name, Attrs: run.Attrs}
	flush := func() {
		if len(rest.Kids) > 0 {
			if props := run.Child("w:rPr"); props != nil {
				rest.Add(props)
			}
			out = append(out, rest)
		}
		rest = &ooxml.Node{Name: run.Name, Attrs: run.Attrs}
	}
	for _, k := range run.Kids {
		switch k.Name {
		case "w:rPr":
		case "w:t":
			text := k.Plain()
			at := 0
			for from := signedAt(text, 0); from >= 0; from = signedAt(text, at) {
				_, to := nextMark(text[from:])
				m, _ := parseMark(inside(text[from : from+to]))
				if from > at {
					rest.Add(wordsOf(text[at:from]))
				}
				flush()
				out = append(out, &ooxml.Node{Name: openMark + string(m.sign), Text: m.name})
				at = from + to
			}
			if at < len(text) {
				rest.Add(wordsOf(text[at:]))
			}
		default:
			rest.Add(k)
		}
	}
	flush()
	return out
}

func wordsOf(text string) *ooxml.Node {
	return ooxml.El("w:t", "xml:space", "preserve").Add(ooxml.Text(text))
}
