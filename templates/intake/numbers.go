package intake

import (
	"strconv"
	"strings"

	"vanthu/documents"
	"vanthu/templates/ooxml"
)

// maxLevels is how many levels a list of Word has.
const maxLevels = 9

// numbers counts the lists of a file as Word does: what it shows is nowhere
// written.
type numbers struct {
	styles *styles
	nums   map[string]*ooxml.Node // w:num by id
	lists  map[string]*ooxml.Node // w:abstractNum by id
	counts map[string]*[maxLevels]int
	begun  map[string]bool // the nums that were met
}

// newNumbers reads the part word/numbering.xml; root may be nil.
func newNumbers(root *ooxml.Node, s *styles) *numbers {
	n := &numbers{
		styles: s, nums: map[string]*ooxml.Node{}, lists: map[string]*ooxml.Node{},
		counts: map[string]*[maxLevels]int{}, begun: map[string]bool{},
	}
	for k := range root.Named("w:abstractNum") {
		n.lists[k.Attr("w:abstractNumId")] = k
	}
	for k := range root.Named("w:num") {
		n.nums[k.Attr("w:numId")] = k
	}
	return n
}

// mark returns what Word shows before the paragraph with these properties, ""
// for nothing.
func (n *numbers) mark(props *ooxml.Node) string {
	id, level := n.listOf(props)
	num := n.nums[id]
	list := n.listOfNum(num)
	if num == nil || list == nil || level >= maxLevels {
		return ""
	}
	def := levelOf(num, list, level)
	n.count(num, list, level)
	format := def.Child("w:numFmt").Attr("w:val")
	text := def.Child("w:lvlText").Attr("w:val")
	switch {
	case format == "none" && !strings.Contains(text, "%"):
		return text
	case format == "bullet":
		return bullet(text, level)
	}
	return n.fill(num, list, level)
}

// listOf returns the number of the list and the level of a paragraph: its own,
// or that of its style.
func (n *numbers) listOf(props *ooxml.Node) (id string, level int) {
	style := props.Child("w:pStyle").Attr("w:val")
	own, of := props.Child("w:numPr"), n.styles.find(style, "w:pPr", "w:numPr")
	id = own.Child("w:numId").Attr("w:val")
	if id == "" {
		id = of.Child("w:numId").Attr("w:val")
	}
	for _, p := range []*ooxml.Node{own, of} {
		if l := p.Child("w:ilvl").Attr("w:val"); l != "" {
			return id, atoi(l)
		}
	}
	list := n.listOfNum(n.nums[id])
	if own == nil && list != nil { // the level that is made for the style
		for k := range list.Named("w:lvl") {
			if k.Child("w:pStyle").Attr("w:val") == style {
				return id, atoi(k.Attr("w:ilvl"))
			}
		}
	}
	return id, 0
}

func (n *numbers) listOfNum(num *ooxml.Node) *ooxml.Node {
	list := n.lists[num.Child("w:abstractNumId").Attr("w:val")]
	if link := list.Child("w:numStyleLink").Attr("w:val"); link != "" {
		numID := n.styles.find(link, "w:pPr", "w:numPr").Child("w:numId").Attr("w:val")
		return n.lists[n.nums[numID].Child("w:abstractNumId").Attr("w:val")]
	}
	return list
}

// levelOf returns what a list says of a level: what stands in the num goes
// before.
func levelOf(num, list *ooxml.Node, level int) *ooxml.Node {
	want := strconv.Itoa(level)
	if num != nil {
		for _, o := range num.Kids {
			if def := o.Child("w:lvl"); o.Name == "w:lvlOverride" && o.Attr("w:ilvl") == want && def != nil {
				return def
			}
		}
	}
	for _, def := range list.Kids {
		if def.Name == "w:lvl" && def.Attr("w:ilvl") == want {
			return def
		}
	}
	return nil
}

// count moves the counter of a level on; the levels below begin anew.
func (n *numbers) count(num, list *ooxml.Node, level int) {
	key := list.Attr("w:abstractNumId")
	c := n.counts[key]
	if c == nil {
		c = &[maxLevels]int{}
		n.counts[key] = c
	}
	if id := num.Attr("w:numId"); !n.begun[id] {
		n.begun[id] = true
		restart(num, c)
	}
	for l := range level {
		if c[l] == 0 {
			c[l] = start(num, list, l)
		}
	}
	if c[level] == 0 {
		c[level] = start(num, list, level)
	} else {
		c[level]++
	}
	for l := level + 1; l < maxLevels; l++ {
		if r := levelOf(num, list, l).Child("w:lvlRestart"); r == nil || r.Attr("w:val") != "0" {
			c[l] = 0
		}
	}
}

// restart sets the levels back at which a num says that it begins: it does not go
// on with what its list counted before.
func restart(num *ooxml.Node, c *[maxLevels]int) {
	for _, o := range num.Kids {
		if l := atoi(o.Attr("w:ilvl")); l < maxLevels && o.Name == "w:lvlOverride" && o.Child("w:startOverride") != nil {
			c[l] = 0
		}
	}
}

// start is where a level begins to count; 0 counts as not begun, so that a list
// from 0 begins at 1.
func start(num, list *ooxml.Node, level int) int {
	first := levelOf(num, list, level).Child("w:start").Attr("w:val")
	for _, o := range num.Kids {
		if o.Name == "w:lvlOverride" && atoi(o.Attr("w:ilvl")) == level && o.Child("w:startOverride") != nil {
			first = o.Child("w:startOverride").Attr("w:val")
		}
	}
	return max(atoi(first), 1)
}

// fill puts the counts into the text of a level: "%1.%2.".
func (n *numbers) fill(num, list *ooxml.Node, level int) string {
	def := levelOf(num, list, level)
	text := def.Child("w:lvlText").Attr("w:val")
	c := n.counts[list.Attr("w:abstractNumId")]
	for l := range maxLevels {
		hole := "%" + strconv.Itoa(l+1)
		if !strings.Contains(text, hole) {
			continue
		}
		format := levelOf(num, list, l).Child("w:numFmt").Attr("w:val")
		if def.Child("w:isLgl") != nil {
			format = "decimal"
		}
		text = strings.ReplaceAll(text, hole, figure(format, c[l]))
	}
	return strings.TrimSpace(text)
}

// figure writes a number as Word does.
func figure(format string, n int) string {
	switch format {
	case "upperRoman":
		return documents.Roman(n)
	case "lowerRoman":
		return strings.ToLower(documents.Roman(n))
	case "upperLetter", "lowerLetter":
		if n < 1 || n > 26*20 {
			return strconv.Itoa(n)
		}
		letters := strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
		if format == "upperLetter" {
			return strings.ToUpper(letters)
		}
		return letters
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "none":
		return ""
	}
	return strconv.Itoa(n)
}

// bullet returns the mark of a line for a bullet of Word: a plus is one, and what
// lies deeper; all others are dashes.
func bullet(text string, level int) string {
	if strings.TrimSpace(text) == "+" || level > 0 && strings.Trim(text, "-–— ") != "" {
		return "+"
	}
	return "-"
}

// atoi reads a number; one that is none is 0.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
