package signing

import "vanthu/workflow/signing/pdf"

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
