package templates

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"vanthu/templates/docx"
	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// A wardrobe is the styles that our own templates define, by id.
type wardrobe map[string]*ooxml.Node

const (
	stylesPart = "word/styles.xml"
	corePart   = "docProps/core.xml"
)

// gather adds the custom styles of one of our templates.
func (w wardrobe) gather(file []byte) error {
	pkg, err := docx.OpenTemplate(file)
	if err != nil {
		return err
	}
	styles, err := pkg.Tree(stylesPart)
	if err != nil {
		return err
	}
	for s := range styles.Named("w:style") {
		if s.Attr("w:customStyle") == "1" {
			w[s.Attr("w:styleId")] = s
		}
	}
	return nil
}

// worn are the styles in which a body is written (body.go).
func worn() []layout.ID {
	ids := []layout.ID{
		layout.BodyEnd, layout.Gap, layout.FileEnd, layout.Picture, layout.TableLines, layout.TableCell, layout.TableHead, layout.TableEnd,
	}
	for _, s := range shapes {
		ids = append(ids, s.style)
	}
	for _, style := range divisions {
		ids = append(ids, style)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// An adoption is the taking in of one file of an office.
type adoption struct {
	pkg      *docx.Package
	edits    map[string]*ooxml.Node // parts that are not as they were
	supplied []string               // the names of the styles that were put in
}

// adopt makes a file that an office saved in a word processor ready to be
// compiled. Word processors make the ids of styles anew from their names, and
// drop letters with marks ("NoiDung" becomes "Nidung"): a style with the name
// of one of ours gets its id back. A style that a body is written in and that
// the file lacks is put in. Who last saved the file, and when, is taken out: it
// would stand in every document. It returns the errors of docx.OpenTemplate and
// Tree.
func (w wardrobe) adopt(file []byte) (ready []byte, supplied []string, err error) {
	pkg, err := docx.OpenTemplate(file)
	if err != nil {
		return nil, nil, err
	}
	a := adoption{pkg: pkg, edits: map[string]*ooxml.Node{}}
	if pkg.Part(stylesPart) != nil {
		if err := a.dress(w); err != nil {
			return nil, nil, err
		}
	}
	if err := a.forget(); err != nil {
		return nil, nil, err
	}
	if len(a.edits) == 0 {
		return file, nil, nil
	}
	parts := make(map[string][]byte, len(a.edits))
	for name, root := range a.edits {
		parts[name] = root.Bytes()
	}
	ready, err = repack(pkg, parts)
	return ready, a.supplied, err
}

// dress sets the styles of the file right.
func (a *adoption) dress(w wardrobe) error {
	styles, err := a.pkg.Tree(stylesPart)
	if err != nil {
		return err
	}
	has, named := map[string]bool{}, map[string]string{}
	for s := range styles.Named("w:style") {
		id := s.Attr("w:styleId")
		has[id], named[styleName(s)] = true, id
	}
	ids := map[string]string{} // theirs to ours
	for _, ours := range slices.Sorted(maps.Keys(w)) {
		if theirs, ok := named[styleName(w[ours])]; ok && !has[ours] {
			ids[theirs], has[ours] = ours, true
		}
	}
	if len(ids) > 0 {
		if err := a.rename(ids); err != nil {
			return err
		}
	}
	return a.supply(w, has)
}

func styleName(s *ooxml.Node) string { return strings.TrimSpace(s.Child("w:name").Attr("w:val")) }

// rename gives styles other ids, wherever they are named.
func (a *adoption) rename(ids map[string]string) error {
	for _, name := range a.pkg.Names() {
		if !strings.HasPrefix(name, "word/") || path.Ext(name) != ".xml" {
			continue
		}
		root, err := a.pkg.Tree(name)
		if err != nil {
			return err
		}
		if renameIn(root, ids) {
			a.edits[name] = root
		}
	}
	return nil
}

// renameIn reports whether root named one of ids.
func renameIn(root *ooxml.Node, ids map[string]string) (changed bool) {
	for n := range root.All() {
		attr := "w:val"
		switch n.Name {
		case "w:style":
			attr = "w:styleId"
		case "w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link", "w:styleLink", "w:numStyleLink":
		default:
			continue
		}
		if ours, ok := ids[n.Attr(attr)]; ok {
			n.SetAttr(attr, ours)
			changed = true
		}
	}
	return changed
}

// supply puts in the styles of a body that the file lacks, in the prescribed
// font: what stands behind them in the file may have another.
func (a *adoption) supply(w wardrobe, has map[string]bool) error {
	styles := a.edits[stylesPart]
	for _, id := range worn() {
		ours, ok := w[string(id)]
		if has[string(id)] || !ok {
			continue
		}
		if styles == nil {
			var err error
			if styles, err = a.pkg.Tree(stylesPart); err != nil {
				return err
			}
			a.edits[stylesPart] = styles
		}
		styles.Add(fitted(ours, w, has))
		a.supplied = append(a.supplied, styleName(ours))
	}
	return nil
}

// fitted returns a copy of one of our styles for a file with the styles of has.
func fitted(ours *ooxml.Node, w wardrobe, has map[string]bool) *ooxml.Node {
	s := ooxml.El(ours.Name)
	s.Attrs = slices.Clone(ours.Attrs)
	props := ooxml.El("w:rPr")
	for _, k := range ours.Kids {
		switch base := k.Attr("w:val"); {
		case k.Name == "w:basedOn" && !has[base] && w[base] == nil: // ours has a base of its own
		case k.Name == "w:rPr":
			props.Kids = slices.Clone(k.Kids)
		default:
			s.Add(k)
		}
	}
	if s.Attr("w:type") == "paragraph" && props.Child("w:rFonts") == nil {
		props.Add(ooxml.El("w:rFonts", "w:ascii", layout.Font, "w:hAnsi", layout.Font, "w:cs", layout.Font))
	}
	if len(props.Kids) > 0 {
		s.Add(props)
	}
	return s
}

// forget takes out of the file's properties who made and saved it and when,
// unless a mark says so.
func (a *adoption) forget() error {
	if a.pkg.Part(corePart) == nil {
		return nil
	}
	core, err := a.pkg.Tree(corePart)
	if err != nil {
		return fmt.Errorf("read the properties of the file: %w", err)
	}
	had := len(core.Kids)
	core.Kids = slices.DeleteFunc(core.Kids, func(n *ooxml.Node) bool {
		switch n.Local() {
		case "creator", "lastModifiedBy", "created", "modified", "lastPrinted", "revision":
			return !strings.Contains(n.Plain(), "{{")
		}
		return false
	})
	if len(core.Kids) < had {
		a.edits[corePart] = core
	}
	return nil
}
