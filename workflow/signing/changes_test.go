package signing_test

import (
	"bytes"
	"slices"
	"testing"

	"vanthu/workflow/signing"
	"vanthu/workflow/signing/pdf"
)

// signedTiny is a small signed file; before changes it before the signature.
func signedTiny(t *testing.T, w *ward, before func(*pdf.File, *pdf.Update)) []byte {
	t.Helper()
	data := []byte(tiny)
	if before != nil {
		data = tampered(t, data, before)
	}
	place := signing.Place{Page: 1, Left: 9, Right: 99, Bottom: 9, Top: 99}
	return signed(t, w.agency, &signing.Request{PDF: data, Field: "a", Place: &place, Time: morning})
}

func TestHarmlessRevisions(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	data := signedTiny(t, w, nil)
	for name, c := range map[string]struct {
		change func(*pdf.File, *pdf.Update)
		want   []signing.Change
	}{
		"an object that nothing leads to": {func(_ *pdf.File, u *pdf.Update) { u.Add(pdf.Dict{"A": 1}) }, []signing.Change{}},
		"a page written again": {func(f *pdf.File, u *pdf.Update) {
			page := must[[]pdf.Page](t)(f.Pages())[0]
			u.Set(page.Ref, page.Dict)
		}, []signing.Change{}},
		"a field written again": {func(f *pdf.File, u *pdf.Update) {
			ref, d := field(t, f, "a")
			u.Set(ref, d)
		}, []signing.Change{}},
		"metadata": {func(f *pdf.File, u *pdf.Update) {
			catalog := must[pdf.Dict](t)(f.Catalog())
			catalog["Metadata"] = u.Add(pdf.Plain(pdf.Dict{"Type": pdf.Name("Metadata"), "Subtype": pdf.Name("XML")}, []byte("<x/>")))
			u.Set(f.CatalogRef(), catalog)
		}, []signing.Change{{Kind: signing.ChangedMetadata, Allowed: true}}},
	} {
		r := w.verify(t, tampered(t, data, c.change))
		if got := r.Signatures[0].ChangesAfter; !r.Good() || !slices.Equal(got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	if r := w.verify(t, append(bytes.Clone(data), '\n')); !r.Good() || r.Signatures[0].WholeFile {
		t.Errorf("a line end: %+v", short(r))
	}
}

// Ways to change what is shown without touching what was signed.
func TestShadows(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	// The page points at what is not there yet.
	ghost := pdf.Ref{Number: 40}
	dangling := signedTiny(t, w, func(f *pdf.File, u *pdf.Update) {
		page := must[[]pdf.Page](t)(f.Pages())[0]
		page.Dict["Contents"] = ghost
		u.Set(page.Ref, page.Dict)
	})
	plain := signedTiny(t, w, nil)
	for name, data := range map[string][]byte{
		"what was missing appears": tampered(t, dangling, func(_ *pdf.File, u *pdf.Update) {
			u.Set(ghost, pdf.Plain(pdf.Dict{}, []byte("0 0 500 500 re f")))
		}),
		"a page more": tampered(t, plain, func(f *pdf.File, u *pdf.Update) {
			page := u.Add(pdf.Dict{"Type": pdf.Name("Page"), "Parent": pdf.Ref{Number: 2}})
			u.Set(pdf.Ref{Number: 2}, pdf.Dict{
				"Type": pdf.Name("Pages"), "Count": 2, "Kids": pdf.Array{pdf.Ref{Number: 3}, page}, "MediaBox": pdf.Array{0, 0, 595, 842},
			})
		}),
		"a page turned": tampered(t, plain, func(f *pdf.File, u *pdf.Update) {
			page := must[[]pdf.Page](t)(f.Pages())[0]
			page.Dict["Rotate"] = 90
			u.Set(page.Ref, page.Dict)
		}),
		"the page's size, from above": tampered(t, plain, func(f *pdf.File, u *pdf.Update) {
			u.Set(pdf.Ref{Number: 2}, pdf.Dict{"Type": pdf.Name("Pages"), "Count": 1, "Kids": pdf.Array{pdf.Ref{Number: 3}}, "MediaBox": pdf.Array{0, 0, 95, 42}})
		}),
		"an unsigned signature over the page": tampered(t, plain, func(f *pdf.File, u *pdf.Update) {
			page := must[[]pdf.Page](t)(f.Pages())[0]
			look := u.Add(pdf.Plain(pdf.Dict{"Subtype": pdf.Name("Form"), "BBox": pdf.Array{0, 0, 9, 9}}, []byte("0 0 9 9 re f")))
			ref := u.Add(pdf.Dict{
				"Type": pdf.Name("Annot"), "Subtype": pdf.Name("Widget"), "FT": pdf.Name("Sig"), "T": pdf.Text("b"), "Rect": pdf.Array{0, 0, 500, 500},
				"P": page.Ref, "AP": pdf.Dict{"N": look},
			})
			page.Dict["Annots"] = append(must[pdf.Array](t)(f.Array(page.Dict["Annots"])), ref)
			u.Set(page.Ref, page.Dict)
			catalog := must[pdf.Dict](t)(f.Catalog())
			form := must[pdf.Dict](t)(f.Dict(catalog["AcroForm"]))
			form["Fields"] = append(must[pdf.Array](t)(f.Array(form["Fields"])), ref)
			u.Set(catalog["AcroForm"].(pdf.Ref), form)
		}),
		"the signature's place": tampered(t, plain, func(f *pdf.File, u *pdf.Update) {
			ref, d := field(t, f, "a")
			d["Rect"] = pdf.Array{0, 0, 500, 500}
			u.Set(ref, d)
		}),
		"the signature's words": tampered(t, plain, func(f *pdf.File, u *pdf.Update) {
			_, d := field(t, f, "a")
			value := must[pdf.Dict](t)(f.Dict(d["V"]))
			value["Reason"] = pdf.Text("khác")
			u.Set(d["V"].(pdf.Ref), value)
		}),
		"looks made by the reader": tampered(t, plain, func(f *pdf.File, u *pdf.Update) {
			catalog := must[pdf.Dict](t)(f.Catalog())
			form := must[pdf.Dict](t)(f.Dict(catalog["AcroForm"]))
			form["NeedAppearances"] = true
			u.Set(catalog["AcroForm"].(pdf.Ref), form)
		}),
	} {
		if r := w.verify(t, data); r.Good() || r.Signatures[0].Integrity != signing.Intact {
			t.Errorf("%s: %+v", name, short(r))
		}
	}
}
