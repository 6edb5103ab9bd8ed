package docx

import (
	"slices"
	"strings"

	"vanthu/templates/ooxml"
)

// Word cuts a text into runs as it likes: by editing session, spelling, language.
// The marks of one paragraph are joined before anything is looked for.

// barrier stands in the joined text for what is not text; no mark goes over it.
const barrier = "\x00"

// pieces are the texts of one paragraph, in order. node is nil for a barrier.
type pieces struct {
	nodes []*ooxml.Node // w:t
	texts []string
}

func (ps *pieces) add(n *ooxml.Node, text string) {
	ps.nodes, ps.texts = append(ps.nodes, n), append(ps.texts, text)
}

// gather adds the texts under n, but not those of paragraphs within (of text
// boxes), which are gathered by themselves.
func (ps *pieces) gather(n *ooxml.Node) {
	for _, k := range n.Kids {
		switch k.Name {
		case "w:t":
			ps.add(k, k.Plain())
		case "w:r", "w:hyperlink", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:fldSimple", "w:dir", "w:bdo":
			ps.gather(k)
		case "", "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:proofErr",
			"w:lastRenderedPageBreak", "w:bookmarkStart", "w:bookmarkEnd", "w:permStart", "w:permEnd",
			"w:commentRangeStart", "w:commentRangeEnd": // nothing that is seen
		default:
			ps.add(nil, barrier)
		}
	}
}

// joinMarks puts each mark of the paragraph p into the run of its first brace,
// takes out the runs that are empty by it, and returns the paragraph's text and
// whether every mark in it is closed.
func joinMarks(p *ooxml.Node) (text string, closed bool) {
	var ps pieces
	ps.gather(p)
	text = strings.Join(ps.texts, "")
	if !strings.Contains(text, openMark) {
		return text, !strings.Contains(text, closeMark)
	}
	joined, closed := ps.join(text)
	emptied := map[*ooxml.Node]bool{}
	for i, n := range ps.nodes {
		if n == nil || joined[i] == ps.texts[i] {
			continue
		}
		if joined[i] == "" {
			emptied[n] = true
			continue
		}
		n.Kids = []*ooxml.Node{ooxml.Text(joined[i])}
		n.SetAttr("xml:space", "preserve")
	}
	if len(emptied) > 0 {
		prune(p, emptied)
	}
	return text, closed
}

// join deals text out to the pieces again, each mark whole to the piece of its
// first brace. closed is false where a mark is cut off, or closed but not opened.
func (ps *pieces) join(text string) (joined []string, closed bool) {
	joined = make([]string, len(ps.texts))
	piece, first, end := -1, 0, 0 // the piece dealt to, and where in text its own begins and ends
	deal := func(from, to int, whole bool) {
		for from < to {
			for end <= from {
				piece++
				end += len(ps.texts[piece])
				first = from
			}
			cut := to
			if !whole {
				cut = min(end, to)
			}
			joined[piece] = text[first:cut]
			from = cut
		}
	}
	closed = true
	for at := 0; ; {
		from, to := nextMark(text[at:])
		if from < 0 || to == 0 {
			deal(at, len(text), false)
			return joined, closed && from < 0 && !strings.Contains(text[at:], closeMark)
		}
		closed = closed && !strings.Contains(text[at:at+from], closeMark) && !strings.Contains(text[at+from:at+to], barrier)
		deal(at, at+from, false)
		deal(at+from, at+to, true)
		at += to
	}
}

// prune takes the emptied texts out, and the runs in which nothing is left.
func prune(n *ooxml.Node, emptied map[*ooxml.Node]bool) {
	n.Kids = slices.DeleteFunc(n.Kids, func(k *ooxml.Node) bool {
		if k.Name == "w:t" {
			return emptied[k]
		}
		had := len(k.Kids)
		prune(k, emptied)
		return k.Name == "w:r" && len(k.Kids) < had && (len(k.Kids) == 0 || len(k.Kids) == 1 && k.Kids[0].Name == "w:rPr")
	})
}
