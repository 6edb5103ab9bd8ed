package signing

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"vanthu/workflow"
	"vanthu/workflow/signing/font"
	"vanthu/workflow/signing/pdf"
)

// A box is where something is drawn, in the field's own points.
type box struct{ left, bottom, width, height float64 }

// smallest is how far letters may shrink to fit a field.
const smallest = 0.75

// fill writes a value into a text field, once.
func (b *builder) fill(name, value string) error {
	field := b.form.fields[name]
	switch {
	case field == nil || field.kind != pdf.Name("Tx"):
		return refuse(workflow.RuleFieldMissing, name)
	case field.value != nil && field.value != pdf.String(""):
		return refuse(workflow.RuleFieldFilled, name)
	}
	r, matrix, err := b.seen(field.dict)
	if err != nil {
		return err
	}
	size, italic := letters(field.dict["DA"])
	face, err := b.face(italic)
	if err != nil {
		return err
	}
	width, err := face.Width(value)
	if err != nil {
		return err
	}
	room := r[2] - r[0]
	if width*size > room {
		if size = math.Floor(room/width*4) / 4; width == 0 || size < smallest*11 {
			return refuse(workflow.RuleFieldSmall, "“"+value+"” ở ô "+name)
		}
	}
	line := row{face, (room - width*size) / 2, belowBase * (r[3] - r[1]) / (belowBase + aboveBase), size, value}
	content, resources, err := b.text("/Tx BMC\n", []row{line})
	if err != nil {
		return err
	}
	dict, err := b.update.Dict(field.ref)
	if err != nil {
		return err
	}
	dict["V"] = pdf.Text(value)
	b.show(dict, drawn(room, r[3]-r[1], resources, append(content, "EMC\n"...)), matrix)
	b.update.Set(field.ref, dict)
	return nil
}

// letters reads the size and slant in a DA.
func letters(o pdf.Object) (size float64, italic bool) {
	look, _ := o.(pdf.String)
	var name string
	if _, err := fmt.Sscanf(string(look), "/%s %g Tf", &name, &size); err != nil || size < 4 || size > 40 {
		size = 13
	}
	return size, name == faceName(true)
}

// face returns a face and keeps it for the revision.
func (b *builder) face(italic bool) (*font.Face, error) {
	if b.faces[italic] == nil {
		face, err := font.Serif(italic)
		if err != nil {
			return nil, err
		}
		if b.faces == nil {
			b.faces = map[bool]*font.Face{}
		}
		b.faces[italic] = face
	}
	return b.faces[italic], nil
}

// A row is one line of text in a field.
type row struct {
	face       *font.Face
	left, base float64
	size       float64
	text       string
}

// text draws rows of one face, black.
func (b *builder) text(before string, rows []row) (content []byte, resources pdf.Dict, err error) {
	content = fmt.Appendf(nil, "%sq\nBT\n0 g\n", before)
	all := ""
	for _, r := range rows {
		shown, err := r.face.Show(r.text)
		if err != nil {
			return nil, nil, err
		}
		content = fmt.Appendf(content, "/F0 %g Tf\n1 0 0 1 %.3f %.3f Tm\n%s Tj\n", r.size, r.left, r.base, shown)
		all += r.text
	}
	content = append(content, "ET\nQ\n"...)
	ref, err := b.embedded(rows[0].face, all)
	return content, pdf.Dict{"Font": pdf.Dict{"F0": ref}}, err
}

// embedded puts a face into the revision. Figures are there once.
func (b *builder) embedded(face *font.Face, text string) (pdf.Ref, error) {
	const figures = "0123456789"
	plain := len(bytes.Trim([]byte(text), figures)) == 0
	if ref, there := b.figures[face]; plain && there {
		return ref, nil
	}
	if !plain {
		return face.Embed(b.update, text)
	}
	ref, err := face.Embed(b.update, figures)
	if b.figures == nil {
		b.figures = map[*font.Face]pdf.Ref{}
	}
	b.figures[face] = ref
	return ref, err
}

// look draws a signature field: a picture, or words, or nothing.
func (b *builder) look(r *Request, rect [4]float64) (*pdf.Stream, error) {
	width, height := rect[2]-rect[0], rect[3]-rect[1]
	switch {
	case r.Picture != nil:
		at, err := b.pictureBox(r, rect)
		if err != nil {
			return nil, err
		}
		content := fmt.Appendf(nil, "q\n%.3f 0 0 %.3f %.3f %.3f cm\n/Im0 Do\nQ\n", at.width, at.height, at.left, at.bottom)
		return drawn(width, height, pdf.Dict{"XObject": pdf.Dict{"Im0": r.Picture.add(b.update)}}, content), nil
	case len(r.Text) > 0:
		return b.words(r, width, height)
	}
	return emptyForm(width, height), nil
}

// The letters of a signature in words (Nghị định 30/2020, Phụ lục I).
const (
	wordSize = 10
	wordLine = 1.15 * wordSize
)

// words draws lines of upright black text of size 10, from the top; what is too
// long goes on in the next.
func (b *builder) words(r *Request, width, height float64) (*pdf.Stream, error) {
	face, err := b.face(false)
	if err != nil {
		return nil, err
	}
	lines, err := wrapped(face, r.Text, width/wordSize)
	if err != nil {
		return nil, err
	}
	var rows []row
	for i, line := range lines {
		wide, err := face.Width(line)
		if err != nil {
			return nil, err
		}
		base, left := height-0.891*wordSize-float64(i)*wordLine, 0.0
		if wide*wordSize > width || base < 0.2*wordSize {
			return nil, refuse(workflow.RuleFieldSmall, "“"+line+"”")
		}
		if r.Flush {
			left = width - wide*wordSize
		}
		rows = append(rows, row{face, left, base, wordSize, line})
	}
	content, resources, err := b.text("", rows)
	if err != nil {
		return nil, err
	}
	return drawn(width, height, resources, content), nil
}

// wrapped breaks lines that are wider than width at a size of 1.
func wrapped(face *font.Face, lines []string, width float64) (out []string, err error) {
	for _, line := range lines {
		text := ""
		for word := range strings.FieldsSeq(line) {
			longer := strings.TrimSpace(text + " " + word)
			wide, err := face.Width(longer)
			if err != nil {
				return nil, err
			}
			if wide > width && text != "" {
				out, longer = append(out, text), word
			}
			text = longer
		}
		out = append(out, text)
	}
	return out, nil
}

// pictureBox returns where the picture is drawn in a field: as large as fits,
// in the middle; with a width of its own where it is over the left third of
// another signature.
func (b *builder) pictureBox(r *Request, rect [4]float64) (box, error) {
	width, height := rect[2]-rect[0], rect[3]-rect[1]
	ratio := float64(r.Picture.height) / float64(r.Picture.width)
	w := min(width, height/ratio)
	if r.Width > 0 {
		if w = r.Width * point; w > width+0.01 || w*ratio > height+0.01 {
			return box{}, refuse(workflow.RuleFieldSmall, fmt.Sprintf("hình rộng %g mm", r.Width))
		}
	}
	at := box{(width - w) / 2, (height - w*ratio) / 2, w, w * ratio}
	if r.Over == "" {
		return at, nil
	}
	left, right, err := b.pictureOf(r.Over)
	if err != nil {
		return box{}, err
	}
	third := left + (right-left)/3
	at.left = min(max(third-w-rect[0], 0), width-w)
	return at, nil
}

// pictureOf returns from where to where on the page the picture of a
// signature reaches, or its field if there is none.
func (b *builder) pictureOf(name string) (left, right float64, err error) {
	field := b.form.fields[name]
	if field == nil {
		return 0, 0, refuse(workflow.RuleFieldMissing, name)
	}
	rect, err := b.file.Rectangle(field.dict["Rect"])
	if err != nil {
		return 0, 0, err
	}
	looks, err := b.file.Dict(field.dict["AP"])
	if err != nil {
		return 0, 0, err
	}
	o, err := b.file.Resolve(looks["N"])
	if err != nil {
		return 0, 0, err
	}
	if stream, ok := o.(*pdf.Stream); ok && stream.Dict["Filter"] == nil {
		var w, h, x, y float64
		if n, _ := fmt.Sscanf(string(stream.Raw), "q\n%g 0 0 %g %g %g cm", &w, &h, &x, &y); n == 4 { // as look draws it
			return rect[0] + x, rect[0] + x + w, nil
		}
	}
	return rect[0], rect[2], nil
}
