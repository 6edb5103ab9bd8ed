package signing

import (
	"fmt"

	"vanthu/workflow/signing/pdf"
)

// PrepareCertified is Prepare for a signature that certifies the document, as
// others make them, with the permission p.
func PrepareCertified(r *Request, p int) (*Prepared, error) {
	return prepare(r, func(dict pdf.Dict) {
		dict["Reference"] = pdf.Array{pdf.Dict{
			"Type": pdf.Name("SigRef"), "TransformMethod": pdf.Name("DocMDP"),
			"TransformParams": pdf.Dict{"Type": pdf.Name("TransformParams"), "P": p, "V": pdf.Name("1.2")},
		}}
	})
}

// PrepareOld is Prepare for a signature as programs made them before PAdES.
func PrepareOld(r *Request, form pdf.Name) (*Prepared, error) {
	return prepare(r, func(dict pdf.Dict) { dict["SubFilter"] = form })
}

// Put returns the file with signed data of whatever kind.
func (p *Prepared) Put(base, data []byte) ([]byte, error) {
	out := concat(base, p.Tail)
	return out, put(out, p.ByteRange, data)
}

// Signed returns what the signature covers.
func (p *Prepared) Signed(base []byte) []byte {
	all, r := concat(base, p.Tail), p.ByteRange
	return concat(all[:r[1]], all[r[2]:])
}

// Locate finds places among words, on pages of A4, given as “page left top
// text”: letters of size 13, all 6.5 wide.
func Locate(w Words, text ...string) (Places, error) {
	pages := make([]pdf.Page, 2)
	for i := range pages {
		pages[i].Box = [4]float64{0, 0, 595, 842}
	}
	var words []word
	for _, t := range text {
		var one word
		if _, err := fmt.Sscan(t, &one.page, &one.left, &one.top, &one.text); err != nil {
			return nil, err
		}
		one.right, one.bottom = one.left+6.5*float64(len([]rune(one.text))), one.top+17
		words = append(words, one)
	}
	return find(pages, words, w)
}
