package intake

import (
	"strings"

	"vanthu/documents"
	"vanthu/templates/ooxml"
)

// A liner gathers the line of one paragraph.
type liner struct {
	*reader
	faces  []*ooxml.Node // the properties of runs in its style
	images []documents.Block
	piece
}

// write appends text that looks so.
func (l *liner) write(s string, as look) {
	switch {
	case s == "":
		return
	case as.hidden:
		l.notes.add(Hidden, l.reader.at, "")
		return
	}
	if as.caps {
		s = documents.Upper(s)
	}
	if strings.TrimSpace(s) != "" {
		if as.struck {
			l.notes.add(Struck, l.reader.at, "")
		}
		if as.underlined {
			l.notes.add(Underlined, l.reader.at, "")
		}
	}
	l.piece.text = append(l.piece.text, documents.Run{Text: s, Bold: as.bold, Italic: as.italic})
}

// read looks through what stands in a paragraph.
func (l *liner) read(n *ooxml.Node) {
	for _, k := range n.Kids {
		switch k.Name {
		case "w:r":
			l.run(k)
		case "w:ins", "w:moveTo":
			l.notes.add(Tracked, l.reader.at, "")
			l.read(k)
		case "w:del", "w:moveFrom":
			l.notes.add(Tracked, l.reader.at, "")
		case "w:hyperlink":
			if k.Attr("r:id") != "" {
				l.notes.add(Link, l.reader.at, "")
			}
			l.read(k)
		case "w:smartTag", "w:customXml", "w:bdo", "w:dir":
			l.read(k)
		case "w:sdt":
			if content := k.Child("w:sdtContent"); content != nil {
				l.read(content)
			}
		case "w:fldSimple":
			l.noteField(k.Attr("w:instr"))
			l.read(k)
		case "m:oMath", "m:oMathPara":
			text := strings.TrimSpace(k.Plain())
			l.notes.add(Formula, l.reader.at, cut(text))
			l.write(text, look{})
		case "mc:AlternateContent":
			if choice := alternative(k); choice != nil {
				l.read(choice)
			}
		}
	}
}

// run reads one run.
func (l *liner) run(n *ooxml.Node) {
	props := n.Child("w:rPr")
	chain := []*ooxml.Node{props}
	for _, s := range l.styles.chain(props.Child("w:rStyle").Attr("w:val")) {
		chain = append(chain, s.Child("w:rPr"))
	}
	chain = append(chain, l.faces...)
	as := lookOf(chain)
	l.font(chain)
	raised := ""
	for _, p := range chain {
		if v := p.Child("w:vertAlign"); v != nil {
			raised = v.Attr("w:val")
			break
		}
	}
	l.content(n, as, raised)
}

// content reads what a run holds.
func (l *liner) content(n *ooxml.Node, as look, raised string) {
	for _, k := range n.Kids {
		switch k.Name {
		case "w:instrText":
			if last := len(l.fields) - 1; last >= 0 && l.fields[last].instruction.Len() < 1000 {
				l.fields[last].instruction.WriteString(k.Plain())
			}
			continue
		case "w:fldChar":
			l.fieldChar(k.Attr("w:fldCharType"))
			continue
		}
		if !l.instructing() {
			l.shown(k, as, raised)
		}
	}
}

// shown reads one thing of a run that is to be seen.
func (l *liner) shown(k *ooxml.Node, as look, raised string) {
	switch k.Name {
	case "w:t":
		l.write(raise(k.Plain(), raised), as)
	case "w:tab", "w:ptab":
		l.write("\t", as)
	case "w:br":
		if kind := k.Attr("w:type"); kind == "" || kind == "textWrapping" {
			l.write("\n", as)
		}
	case "w:cr":
		l.write("\n", as)
	case "w:noBreakHyphen":
		l.write("-", as)
	case "w:sym":
		l.write(symbol(k.Attr("w:font"), k.Attr("w:char")), as)
	case "w:footnoteReference", "w:endnoteReference":
		kind := strings.TrimSuffix(k.Name, "Reference")
		l.notes.add(Footnote, l.reader.at, documents.OneLine(l.asides[kind+" "+k.Attr("w:id")]))
	case "w:commentReference":
		l.notes.add(Comment, l.reader.at, cut(l.asides["w:comment "+k.Attr("w:id")]))
	case "mc:AlternateContent":
		if choice := alternative(k); choice != nil {
			l.content(choice, as, raised)
		}
	case "w:drawing", "w:pict", "w:object":
		l.drawing(k)
	case "w:ruby":
		l.write(k.Child("w:rubyBase").Plain(), as)
	}
}

// superscripts and subscripts are the raised figures that Unicode has, so that
// "m²" stays what it is.
var (
	superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")
	subscripts   = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉")
)

// raise writes text that stands above or below the line.
func raise(s, how string) string {
	switch how {
	case "superscript":
		return superscripts.Replace(s)
	case "subscript":
		return subscripts.Replace(s)
	}
	return s
}

// symbols are the characters of symbol fonts that mean something in an office.
var symbols = map[string]string{
	"wingdings A8": "□", "wingdings FE": "☑", "wingdings FD": "☒", "wingdings FC": "✓", "wingdings 6F": "□", "wingdings E0": "→", "wingdings 28": "☎",
	"symbol B3": "≥", "symbol A3": "≤", "symbol B1": "±", "symbol B0": "°", "symbol B4": "×", "symbol B8": "÷", "symbol B9": "≠", "symbol AE": "→", "symbol DE": "⇒",
}

// symbol returns the character of a symbol font, a dot for one that is unknown.
func symbol(font, code string) string {
	font, code = strings.ToLower(strings.TrimRight(font, " 23")), strings.ToUpper(code)
	if len(code) == 4 {
		code = code[2:]
	}
	if s, ok := symbols[font+" "+code]; ok {
		return s
	}
	return "•"
}

// font notes a font from before Unicode, whose letters are not what they seem.
func (l *liner) font(chain []*ooxml.Node) {
	for _, p := range chain {
		name := p.Child("w:rFonts").Attr("w:ascii")
		if name == "" {
			continue
		}
		if lower := strings.ToLower(name); (strings.HasPrefix(lower, ".vn") || strings.HasPrefix(lower, "vni-")) && !l.fonts[lower] {
			l.fonts[lower] = true
			l.notes.add(OldFont, l.reader.at, name)
		}
		return
	}
}
