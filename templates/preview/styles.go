package preview

import "vanthu/templates/ooxml"

// styles are the looks that a file names.
type styles struct {
	defs     map[string]*ooxml.Node // by id
	standard string                 // the paragraph style of what names none
	table    string                 // the table style of what names none
	ground   shape                  // what all styles begin with
	shapes   map[pair]shape         // worked out before
	looks    map[string]look
}

// A pair is the styles that a paragraph gets its look from.
type pair struct{ paragraph, table string }

// maxChain is how many styles may rest on each other. Word allows eleven.
const maxChain = 32

func readStyles(root *ooxml.Node) *styles {
	s := &styles{defs: map[string]*ooxml.Node{}, shapes: map[pair]shape{}, looks: map[string]look{}}
	s.ground = shape{face: face{size: 20}, line: 240} // ISO/IEC 29500-1: 10 points, single lines
	if root == nil {
		return s
	}
	defaults := root.Child("w:docDefaults")
	s.ground = s.ground.with(defaults.Child("w:pPrDefault").Child("w:pPr"))
	s.ground.face = s.ground.face.with(defaults.Child("w:rPrDefault").Child("w:rPr"))
	for _, n := range root.Kids {
		if n.Name != "w:style" {
			continue
		}
		id := n.Attr("w:styleId")
		s.defs[id] = n
		if d := n.Attr("w:default"); d != "1" && d != "true" {
			continue
		}
		switch n.Attr("w:type") {
		case "paragraph":
			s.standard = id
		case "table":
			s.table = id
		}
	}
	return s
}

// chain returns the style and all it rests on, the ground first.
func (s *styles) chain(id string) []*ooxml.Node {
	var out [maxChain]*ooxml.Node
	at := len(out)
	for n := s.defs[id]; n != nil && at > 0; n = s.defs[n.Child("w:basedOn").Attr("w:val")] {
		at--
		out[at] = n
	}
	return out[at:]
}

// paragraph returns the shape of a paragraph style within a table style; "" for
// either is the file's default, or none outside of tables.
func (s *styles) paragraph(id, table string) shape {
	if _, ok := s.defs[id]; !ok {
		id = s.standard
	}
	key := pair{id, table}
	if known, ok := s.shapes[key]; ok {
		return known
	}
	out := s.ground
	if table != "" {
		out = out.through(s.chain(table))
	}
	out = out.through(s.chain(id))
	s.shapes[key] = out
	return out
}

func (s shape) through(chain []*ooxml.Node) shape {
	for _, n := range chain {
		s = s.with(n.Child("w:pPr"))
		s.face = s.face.with(n.Child("w:rPr"))
	}
	return s
}

// run returns f with the properties of a run, its character style before them.
func (s *styles) run(f face, props *ooxml.Node) face {
	if id := props.Child("w:rStyle").Attr("w:val"); id != "" {
		for _, n := range s.chain(id) {
			f = f.with(n.Child("w:rPr"))
		}
	}
	return f.with(props)
}
