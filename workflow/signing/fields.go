package signing

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"vanthu/workflow"
	"vanthu/workflow/signing/font"
	"vanthu/workflow/signing/pdf"
)

// order is that of the fields on a page: what comes later is drawn above.
var order = []string{FieldNumber, FieldDay, FieldMonth, FieldYear, FieldApproval, FieldSeal}

// PlaceFields returns the PDF with a revision that has the fields, empty. It
// must come before the first signature: fields that come later break it. Its
// errors are *workflow.Refusal.
func PlaceFields(data []byte, places Places) ([]byte, error) {
	file, err := open(data)
	if err != nil {
		return nil, err
	}
	form, err := readForm(file)
	if err != nil {
		return nil, err
	}
	if err := form.static(); err != nil {
		return nil, err
	}
	if len(form.signed()) > 0 {
		return nil, refuse(workflow.RuleForbidden, "")
	}
	names := slices.SortedFunc(maps.Keys(places), func(a, b string) int {
		if i, j := rank(a), rank(b); i != j {
			return i - j
		}
		return strings.Compare(a, b)
	})
	b := &builder{file: file, update: file.Update(), form: form}
	for _, name := range names {
		if err := b.place(name, places[name]); err != nil {
			return nil, said(err)
		}
	}
	if err := b.writeForm(); err != nil {
		return nil, said(err)
	}
	return concat(data, b.update.Tail()), nil
}

// rank is the place of a field in order; those that are not there come last.
func rank(name string) int {
	if at := slices.Index(order, name); at >= 0 {
		return at
	}
	return len(order)
}

// concat joins both without room to spare.
func concat(a, b []byte) []byte {
	out := make([]byte, 0, len(a)+len(b))
	return append(append(out, a...), b...)
}

// A builder makes one revision of a file with a form.
type builder struct {
	file    *pdf.File
	update  *pdf.Update
	form    *form
	added   pdf.Array // references of new fields
	pages   []pdf.Page
	faces   map[bool]*font.Face
	figures map[*font.Face]pdf.Ref // faces that are in with all figures
}

// place adds one field and its widget.
func (b *builder) place(name string, p Place) error {
	if _, there := b.form.fields[name]; there {
		return refuse(workflow.RuleFieldThere, name)
	}
	if b.pages == nil {
		var err error
		if b.pages, err = b.file.Pages(); err != nil {
			return err
		}
	}
	if p.Page < 1 || p.Page > len(b.pages) || p.Right < p.Left || p.Top < p.Bottom {
		return refuse(workflow.RuleFieldSmall, name)
	}
	page := b.pages[p.Page-1]
	field := pdf.Dict{
		"Type": pdf.Name("Annot"), "Subtype": pdf.Name("Widget"), "T": pdf.Text(name), "F": 4, "P": page.Ref, // F 4: printed
		"Rect": rectangle(page.Rect([4]float64{p.Left, p.Bottom, p.Right, p.Top})),
		"FT":   pdf.Name("Sig"),
	}
	if page.Rotate != 0 {
		field["MK"] = pdf.Dict{"R": page.Rotate}
	}
	if p.Right > p.Left {
		field["AP"] = pdf.Dict{"N": b.update.Add(emptyForm(p.Right-p.Left, p.Top-p.Bottom))}
	}
	if p.Text {
		field["FT"], field["Q"], field["Ff"] = pdf.Name("Tx"), 1, 1 // centred, read-only
		field["DA"] = pdf.String(fmt.Sprintf("/%s %g Tf 0 g", faceName(p.Italic), p.Size))
	}
	if len(p.Lock) > 0 {
		names := pdf.Array{}
		for _, n := range p.Lock {
			names = append(names, pdf.Text(n))
		}
		field["Lock"] = b.update.Add(pdf.Dict{"Type": pdf.Name("SigFieldLock"), "Action": pdf.Name("Include"), "Fields": names})
	}
	ref := b.update.Add(field)
	b.added = append(b.added, ref)
	b.form.fields[name] = &formField{ref: ref, dict: field, kind: field["FT"]}
	return b.annotate(page.Ref, ref)
}

// annotate adds a widget to its page, above what is there.
func (b *builder) annotate(page, widget pdf.Ref) error {
	dict, err := b.update.Dict(page)
	if err != nil {
		return err
	}
	annots, err := b.update.Array(dict["Annots"])
	if err != nil {
		return err
	}
	annots = append(annots, widget)
	if ref, apart := dict["Annots"].(pdf.Ref); apart {
		b.update.Set(ref, annots)
		return nil
	}
	dict["Annots"] = annots
	b.update.Set(page, dict)
	return nil
}

func rectangle(r [4]float64) pdf.Array {
	return pdf.Array{round(r[0]), round(r[1]), round(r[2]), round(r[3])}
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// faceName is the name of a face in the form's resources.
func faceName(italic bool) string {
	if italic {
		return "SerifItalic"
	}
	return "Serif"
}

// writeForm adds the new fields to the form of the document.
func (b *builder) writeForm() error {
	root := b.file.CatalogRef()
	catalog, err := b.update.Dict(root)
	if err != nil {
		return err
	}
	form, err := b.update.Dict(catalog["AcroForm"])
	if err != nil {
		return err
	}
	if form == nil {
		form = pdf.Dict{}
	}
	fields, err := b.update.Array(form["Fields"])
	if err != nil {
		return err
	}
	fields = append(fields, b.added...)
	if ref, apart := form["Fields"].(pdf.Ref); apart {
		b.update.Set(ref, fields)
	} else {
		form["Fields"] = fields
	}
	if flags, _ := form["SigFlags"].(int); flags&3 != 3 {
		form["SigFlags"] = flags | 3 // there are signature fields; only ever append
	}
	if err := b.fonts(form); err != nil {
		return err
	}
	if ref, apart := catalog["AcroForm"].(pdf.Ref); apart {
		b.update.Set(ref, form)
		return nil
	}
	catalog["AcroForm"] = b.update.Add(form)
	b.update.Set(root, catalog)
	return nil
}

// fonts gives the form the fonts that its text fields name.
func (b *builder) fonts(form pdf.Dict) error {
	if form["DR"] != nil || !b.form.newText() {
		return nil
	}
	fonts := pdf.Dict{}
	for _, italic := range []bool{false, true} {
		face, err := font.Serif(italic)
		if err != nil {
			return err
		}
		ref, err := face.Embed(b.update, "0123456789")
		if err != nil {
			return err
		}
		fonts[pdf.Name(faceName(italic))] = ref
	}
	form["DR"] = pdf.Dict{"Font": fonts}
	return nil
}

func emptyForm(width, height float64) *pdf.Stream {
	return drawn(width, height, pdf.Dict{}, nil)
}

// drawn is the look of a field of a size.
func drawn(width, height float64, resources pdf.Dict, content []byte) *pdf.Stream {
	return pdf.Plain(pdf.Dict{
		"Type": pdf.Name("XObject"), "Subtype": pdf.Name("Form"), "BBox": pdf.Array{0, 0, round(width), round(height)}, "Resources": resources,
	}, content)
}

// turns are the matrices that set upright what stands on a page that is shown
// turned clockwise by so much.
var turns = map[int]pdf.Array{90: {0, 1, -1, 0, 0, 0}, 180: {-1, 0, 0, -1, 0, 0}, 270: {0, -1, 1, 0, 0, 0}}

// seen returns where a field stands and how large it is as it is seen, and the
// matrix of its look; nil for upright.
func (b *builder) seen(field pdf.Dict) (rect [4]float64, matrix pdf.Array, err error) {
	if rect, err = b.file.Rectangle(field["Rect"]); err != nil {
		return rect, nil, err
	}
	dict, err := b.file.Dict(field["MK"])
	turn, _ := dict["R"].(int)
	if turn%180 != 0 {
		rect[2], rect[3] = rect[0]+rect[3]-rect[1], rect[1]+rect[2]-rect[0]
	}
	return rect, turns[turn], err
}

// show gives a field its look.
func (b *builder) show(field pdf.Dict, look *pdf.Stream, matrix pdf.Array) {
	if matrix != nil {
		look.Dict["Matrix"] = matrix
	}
	field["AP"] = pdf.Dict{"N": b.update.Add(look)}
}
