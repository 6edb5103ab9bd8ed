package docx

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"vanthu/templates/ooxml"
)

// Compile reads file as the template called name, whose marks may use the fields
// of schema. It returns the errors of Open, or Faults: all that is wrong with
// the marks of the template and with what it holds (ErrExternal to ErrStyle).
func Compile(name string, file []byte, schema Schema) (*Template, error) {
	p, err := OpenTemplate(file)
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	c := &compiler{name: name, form: schema.form()}
	if c.styles, err = p.styles(); err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	t := &Template{name: name, form: c.form, styles: c.styles}
	parts := p.carried()
	if err := c.outside(p); err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	stories := p.stories()
	for i := range parts {
		c.part = parts[i].name
		if err := c.compile(t, parts[i].data, slices.Contains(stories, c.part)); err != nil {
			return nil, fmt.Errorf("template %s: %w", name, err)
		}
	}
	c.part = ""
	c.form.absent("", func(path string) { c.fault(ErrAbsent, path, place{}) })
	if err := c.faults.err(); err != nil {
		return nil, err
	}
	parts = t.unchanged(parts)
	if t.shell, err = newShell(parts); err == nil {
		t.album, err = newAlbum(parts)
	}
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	return t, nil
}

// OpenTemplate is Open under the bounds of a template, which are narrower: it
// is read as trees. ErrTooLarge for one that would take too much room.
func OpenTemplate(file []byte) (*Package, error) {
	p, err := open(file, ofTemplate)
	if err != nil {
		return nil, err
	}
	if err := p.checkSigns(); err != nil {
		return nil, err
	}
	return p, nil
}

// Bounds of one template, far above any in use.
const (
	maxMarks  = 5000    // with a sign, in one part
	maxSigns  = 250_000 // "<", "=" and "{" of all parts, for tags, attributes and marks; a page of text has 1,500
	maxFaults = 200     // told at once
)

// compiler is Compile at work on one template.
type compiler struct {
	name   string
	form   form
	styles map[string]bool
	faults Faults

	part   string                // the one at work
	places map[*ooxml.Node]place // of its paragraphs and marks
	emitter
}

// A place is where in a part something stands.
type place struct {
	paragraph int
	near      string
}

func (c *compiler) fault(rule error, field string, at place) *Fault {
	f := &Fault{Rule: rule, Template: c.name, Part: c.part, Paragraph: at.paragraph, Near: at.near, Field: field}
	if len(c.faults) < maxFaults {
		c.faults = append(c.faults, f)
	}
	return f
}

// checkSigns refuses a template that would take too much room as a tree, before
// there is one.
func (p *Package) checkSigns() error {
	signs := 0
	for i := range p.parts {
		if path.Ext(p.parts[i].name) == ".xml" {
			for _, sign := range [...]string{"<", "=", openMark[:1]} {
				signs += bytes.Count(p.parts[i].data, []byte(sign))
			}
		}
	}
	if signs > maxSigns {
		return fmt.Errorf("%w: %d tags, attributes and marks", ErrTooLarge, signs)
	}
	return nil
}

// outside refuses what a template may bring in from elsewhere: only links that a
// reader must click may point outside.
func (c *compiler) outside(p *Package) error {
	for _, name := range append([]string{""}, p.Names()...) {
		rels, err := p.Rels(name)
		if err != nil {
			return err
		}
		for _, r := range rels {
			if r.External && r.Kind != "hyperlink" {
				c.part = name
				c.fault(ErrExternal, r.Target, place{})
			}
		}
	}
	return nil
}

// compile compiles the part at work into t, if marks may stand in it.
func (c *compiler) compile(t *Template, data []byte, story bool) error {
	switch marked := path.Ext(c.part) == ".xml" && bytes.Contains(data, []byte(openMark)); {
	case story, marked && strings.HasPrefix(c.part, propsDir):
	case marked && strings.HasPrefix(c.part, "word/"):
		c.fault(ErrPlace, "", place{})
		return nil
	default:
		return nil
	}
	root, err := ooxml.Parse(data)
	if err != nil {
		return fmt.Errorf("part %s: %w", c.part, err)
	}
	if c.part == MainPart && root.Child("w:body") == nil {
		return fmt.Errorf("part %s: %w: it is <%s>, without a w:body", c.part, ErrNotDocx, root.Name)
	}
	t.serial = max(t.serial, serialOf(root))
	known := len(c.faults)
	c.emitter = emitter{plain: !story, lit: []byte(ooxml.Declaration), scopes: []scope{{form: c.form}}}
	if story {
		bindStrokes(root, c.form)
		c.structure(root)
	}
	switch faults := c.faults[known:]; {
	case len(faults) > 0 && errors.Is(faults[len(faults)-1], ErrTooLarge): // the rest was not looked at
	case len(faults) > 0:
		c.names(root, place{})
	default:
		c.hosts = hosts(root)
		c.repeated = bookmarks(root, false, map[string]bool{})
		c.last = nil
		if c.part == MainPart {
			c.last = root.Child("w:body").Child("w:sectPr")
		}
		c.node(root)
		c.flush()
	}
	slices.SortStableFunc(c.faults[known:], func(a, b *Fault) int { return cmp.Compare(a.Paragraph, b.Paragraph) })
	if c.dynamic || c.part == MainPart {
		p := program{part: c.part, ops: c.ops}
		if c.part == MainPart {
			p.sheets = newSheets(c.last)
		}
		t.programs = append(t.programs, p)
	}
	return nil
}

// structure joins the marks of a story and turns their pairs into sections.
func (c *compiler) structure(root *ooxml.Node) {
	c.places = map[*ooxml.Node]place{}
	for p := range root.Named("w:p") {
		text, closed := joinMarks(p)
		at := place{len(c.places) + 1, cut(strings.ReplaceAll(text, barrier, " "))}
		c.places[p] = at
		if !closed {
			c.fault(ErrUnclosed, "", at)
		}
	}
	var at place // of the last paragraph met
	for n := range root.All() {
		switch {
		case n.Name == "w:p":
			at = c.places[n]
		case n.Name == "w:ins", n.Name == "w:del", n.Name == "w:moveFrom", n.Name == "w:moveTo",
			n.Name == "w:commentReference", strings.HasSuffix(n.Name, "PrChange"):
			c.fault(ErrTracked, "", at)
			return
		}
	}
	var marks []*ooxml.Node
	split(root, func(m *ooxml.Node) { marks = append(marks, m) })
	if len(marks) > maxMarks {
		c.fault(ErrTooLarge, "", place{})
		return
	}
	c.build(root, marks)
}

// build makes sections of the marks with signs under root.
func (c *compiler) build(root *ooxml.Node, marks []*ooxml.Node) {
	s := &sections{parent: map[*ooxml.Node]*ooxml.Node{}, places: c.places}
	s.fault = func(at *ooxml.Node, rule error) { c.fault(rule, at.Text, s.places[at]) }
	s.adopt(root)
	for _, m := range marks {
		s.places[m] = s.placeOf(m)
	}
	for _, p := range s.pairs(marks) {
		s.build(p)
	}
	for _, m := range marks {
		if sign(m) == signBlock {
			s.block(m)
		}
	}
}

// cut shortens text to what an error shows.
func cut(text string) string {
	const most = 60
	r := []rune(strings.TrimSpace(text))
	if len(r) > most {
		return string(r[:most]) + "…"
	}
	return string(r)
}

// serialOf returns how far above firstSerial the drawings under root are
// numbered: those of a template that was itself made by Render.
func serialOf(root *ooxml.Node) int {
	highest := 0
	for n := range root.Named("wp:docPr") {
		if id, err := strconv.Atoi(n.Attr("id")); err == nil {
			highest = max(highest, id-firstSerial)
		}
	}
	return highest
}
