package preview

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"vanthu/templates/ooxml"
)

// depth is how many levels a list has.
const depth = 9

// lists are the numbered and bulleted lists that a file defines, and how far each
// has been counted. Their numbers are no text of the file but are seen on the page.
type lists struct {
	defs   map[int]*list // by w:numId
	counts map[int]*[depth]int
	begun  map[int]bool // lists that have begun at the numbers they begin with
}

// A list is one w:num.
type list struct {
	abstract int
	levels   [depth]level
}

// A level is how the items of one depth are numbered.
type level struct {
	format, text, after string
	start               int
	again               bool // begins at start, whatever was counted before
	props, letters      *ooxml.Node
}

func readLists(root *ooxml.Node) *lists {
	ls := &lists{map[int]*list{}, map[int]*[depth]int{}, map[int]bool{}}
	if root == nil {
		return ls
	}
	abstract := map[int]*list{}
	for _, n := range root.Kids {
		if n.Name == "w:abstractNum" {
			id := number(n.Attr("w:abstractNumId"))
			abstract[id] = &list{abstract: id}
			abstract[id].read(n)
		}
	}
	for _, n := range root.Kids {
		if a := abstract[number(n.Child("w:abstractNumId").Attr("w:val"))]; n.Name == "w:num" && a != nil {
			l := *a
			l.override(n)
			ls.defs[number(n.Attr("w:numId"))] = &l
		}
	}
	return ls
}

func (l *list) read(n *ooxml.Node) {
	for _, k := range n.Kids {
		if i := number(k.Attr("w:ilvl")); k.Name == "w:lvl" && i >= 0 && i < depth {
			l.levels[i] = level{
				format: k.Child("w:numFmt").Attr("w:val"), text: k.Child("w:lvlText").Attr("w:val"), after: k.Child("w:suff").Attr("w:val"),
				start: number(k.Child("w:start").Attr("w:val")), props: k.Child("w:pPr"), letters: k.Child("w:rPr"),
			}
		}
	}
}

func (l *list) override(n *ooxml.Node) {
	for _, k := range n.Kids {
		i := number(k.Attr("w:ilvl"))
		if k.Name != "w:lvlOverride" || i < 0 || i >= depth {
			continue
		}
		l.read(k)
		if start := k.Child("w:startOverride"); start != nil {
			l.levels[i].start, l.levels[i].again = number(start.Attr("w:val")), true
		}
	}
}

// level returns how the item is numbered, nil where it is in no list.
func (ls *lists) level(i item) *level {
	if l := ls.defs[i.list]; l != nil {
		return &l.levels[i.level]
	}
	return nil
}

// next counts one item and returns its number or bullet as it is seen.
func (ls *lists) next(i item) string {
	l := ls.defs[i.list]
	counts := ls.counts[l.abstract]
	if counts == nil {
		counts = new([depth]int)
		for k := range counts {
			counts[k] = l.levels[k].start - 1
		}
		ls.counts[l.abstract] = counts
	}
	if !ls.begun[i.list] {
		ls.begun[i.list] = true
		for k := range counts {
			if l.levels[k].again {
				counts[k] = l.levels[k].start - 1
			}
		}
	}
	counts[i.level]++
	for k := i.level + 1; k < depth; k++ {
		counts[k] = l.levels[k].start - 1
	}
	return l.mark(i.level, counts)
}

// maxMark is how many letters a number may have.
const maxMark = 40

// mark writes the number of an item: "%1.%2" stands for the counts of the first
// two levels.
func (l *list) mark(at int, counts *[depth]int) string {
	lv := &l.levels[at]
	if lv.format == "bullet" {
		return bullet(lv.text)
	}
	var out strings.Builder
	text := []rune(lv.text)
	for i := 0; i < len(text) && out.Len() < maxMark; i++ {
		if text[i] != '%' || i+1 == len(text) || text[i+1] < '1' || text[i+1] > '0'+depth {
			out.WriteRune(text[i])
			continue
		}
		i++
		k := int(text[i] - '1')
		out.WriteString(numeral(max(counts[k], 0), l.levels[k].format))
	}
	return out.String()
}

// numeral writes n in one of the ways of a list. Those of other scripts are
// written as figures.
func numeral(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "lowerLetter", "upperLetter":
		if n == 0 || n > 26*maxMark {
			break
		}
		s := strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
		if format == "upperLetter" {
			s = strings.ToUpper(s)
		}
		return s
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n <= 0 || n >= 4000 {
		return strconv.Itoa(n)
	}
	var out strings.Builder
	for _, r := range [...]struct {
		value int
		text  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
		{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= r.value; n -= r.value {
			out.WriteString(r.text)
		}
	}
	return out.String()
}

// bullet returns a list's sign in letters that every font has.
func bullet(text string) string {
	if r, _ := utf8.DecodeRuneInString(text); r != utf8.RuneError {
		return symbol(r)
	}
	return "•"
}

// symbols are the signs of Word's symbol fonts that offices use, by their places
// there.
var symbols = map[rune]string{
	0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0xA7: "▪", 0xA8: "☐", 0xB7: "•", 0xD8: "➢", 0xE0: "→",
	0xF0: "⇨", 0xFB: "☒", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}

// symbol returns the sign at r: those of symbol fonts are in Unicode's private
// area.
func symbol(r rune) string {
	const private = 0xF000
	if r < private || r > private+0xFF {
		return string(r)
	}
	if s := symbols[r-private]; s != "" {
		return s
	}
	return "•"
}
