// Package font puts the letters that a signature's text needs into a PDF. The
// fonts are Liberation Serif (SIL Open Font License), of the same widths as
// Times New Roman, and are part of the program: what stands on a signed page
// must not depend on the machine.
package font

import (
	"encoding/binary"
	"fmt"
	"slices"

	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font/sfnt"

	"vanthu/workflow/signing/pdf"
)

// A Face is one font.
type Face struct {
	name   string
	italic bool
	data   []byte
	font   *sfnt.Font
	tables map[string][]byte
	units  float64
}

// A MissingGlyph is the error of a letter that the font does not have.
type MissingGlyph struct{ Letter rune }

func (m *MissingGlyph) Error() string { return fmt.Sprintf("the font has no %q", m.Letter) }

// Serif returns the upright or the italic face.
func Serif(italic bool) (*Face, error) {
	if italic {
		return open(&Face{name: "LiberationSerif-Italic", italic: true, data: liberationserifitalic.TTF})
	}
	return open(&Face{name: "LiberationSerif", data: liberationserifregular.TTF})
}

func open(f *Face) (*Face, error) {
	var err error
	if f.font, err = sfnt.Parse(f.data); err != nil {
		return nil, fmt.Errorf("font %s: %w", f.name, err)
	}
	f.units, f.tables = float64(f.font.UnitsPerEm()), map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(f.data[4:])) {
		row := f.data[12+16*i:]
		at, size := binary.BigEndian.Uint32(row[8:]), binary.BigEndian.Uint32(row[12:])
		f.tables[string(row[:4])] = f.data[at : at+size]
	}
	return f, nil
}

// glyphs returns the glyph of each letter of text.
func (f *Face) glyphs(text string) ([]uint16, error) {
	var out []uint16
	var buffer sfnt.Buffer
	for _, r := range text {
		g, err := f.font.GlyphIndex(&buffer, r)
		if err != nil || g == 0 {
			return nil, &MissingGlyph{r}
		}
		out = append(out, uint16(g))
	}
	return out, nil
}

// advance returns the width of a glyph in thousandths of the size.
func (f *Face) advance(glyph uint16) float64 {
	measured := int(binary.BigEndian.Uint16(f.tables["hhea"][34:]))
	at := min(int(glyph), measured-1)
	return float64(binary.BigEndian.Uint16(f.tables["hmtx"][4*at:])) * 1000 / f.units
}

// Width returns how wide text is at a size of 1. Its error is a *MissingGlyph.
func (f *Face) Width(text string) (float64, error) {
	glyphs, err := f.glyphs(text)
	var sum float64
	for _, g := range glyphs {
		sum += f.advance(g)
	}
	return sum / 1000, err
}

// Show returns text as the operand of Tj for the font that Embed puts in. Its
// error is a *MissingGlyph.
func (f *Face) Show(text string) (string, error) {
	glyphs, err := f.glyphs(text)
	out := "<"
	for _, g := range glyphs {
		out += fmt.Sprintf("%04X", g)
	}
	return out + ">", err
}

// Embed adds the font with the letters of text, no more, to a revision. Its
// error is a *MissingGlyph.
func (f *Face) Embed(u *pdf.Update, text string) (pdf.Ref, error) {
	glyphs, err := f.glyphs(text)
	if err != nil {
		return pdf.Ref{}, err
	}
	letters := map[uint16]rune{}
	for i, r := range []rune(text) {
		letters[glyphs[i]] = r
	}
	slices.Sort(glyphs)
	glyphs = slices.Compact(glyphs)
	program := f.subset(glyphs)
	name := pdf.Name(tag(glyphs) + "+" + f.name)
	descriptor := u.Add(f.descriptor(name, u.Add(pdf.Pack(pdf.Dict{"Length1": len(program)}, program))))
	var widths pdf.Array
	for _, g := range glyphs {
		widths = append(widths, int(g), pdf.Array{f.advance(g)})
	}
	inner := u.Add(pdf.Dict{
		"Type": pdf.Name("Font"), "Subtype": pdf.Name("CIDFontType2"), "BaseFont": name, "FontDescriptor": descriptor,
		"CIDSystemInfo": pdf.Dict{"Registry": pdf.String("Adobe"), "Ordering": pdf.String("Identity"), "Supplement": 0},
		"CIDToGIDMap":   pdf.Name("Identity"), "DW": 1000, "W": widths,
	})
	return u.Add(pdf.Dict{
		"Type": pdf.Name("Font"), "Subtype": pdf.Name("Type0"), "BaseFont": name, "Encoding": pdf.Name("Identity-H"),
		"DescendantFonts": pdf.Array{inner}, "ToUnicode": u.Add(toUnicode(glyphs, letters)),
	}), nil
}

func (f *Face) descriptor(name pdf.Name, program pdf.Ref) pdf.Dict {
	head, hhea := f.tables["head"], f.tables["hhea"]
	em := func(table []byte, at int) int {
		return int(float64(int16(binary.BigEndian.Uint16(table[at:]))) * 1000 / f.units)
	}
	flags, angle := 6, 0 // serif, symbolic: glyphs are taken by their numbers
	if f.italic {
		flags, angle = flags|64, -16
	}
	return pdf.Dict{
		"Type": pdf.Name("FontDescriptor"), "FontName": name, "FontFile2": program, "Flags": flags, "ItalicAngle": angle,
		"FontBBox": pdf.Array{em(head, 36), em(head, 38), em(head, 40), em(head, 42)},
		"Ascent":   em(hhea, 4), "Descent": em(hhea, 6), "CapHeight": 662, "StemV": 80,
	}
}

// tag returns the six letters that mark a subset.
func tag(glyphs []uint16) string {
	sum := uint32(2166136261) // FNV: the same letters, the same mark
	for _, g := range glyphs {
		sum = (sum ^ uint32(g)) * 16777619
	}
	var out []byte
	for range 6 {
		out, sum = append(out, 'A'+byte(sum%26)), sum/26
	}
	return string(out)
}

// toUnicode tells readers which letter a glyph is.
func toUnicode(glyphs []uint16, letters map[uint16]rune) *pdf.Stream {
	out := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for rows := range slices.Chunk(glyphs, 100) { // no more are allowed in one block
		out = fmt.Appendf(out, "%d beginbfchar\n", len(rows))
		for _, g := range rows {
			out = fmt.Appendf(out, "<%04X> <%04X>\n", g, letters[g])
		}
		out = append(out, "endbfchar\n"...)
	}
	out = append(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
	return pdf.Plain(pdf.Dict{}, out) // too short for packing to be worth its time
}
