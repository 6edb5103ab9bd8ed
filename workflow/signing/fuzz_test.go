package signing_test

import (
	"errors"
	"testing"

	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/cms"
)

// tiny is a PDF of one empty page.
const tiny = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>\nendobj\n" +
	"3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n0000000127 00000 n \n" +
	"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF\n"

// FuzzVerify judges whatever comes, and signs it: either may refuse, neither may
// fall.
func FuzzVerify(f *testing.F) {
	w := newWard(f)
	place := signing.Place{Page: 1, Left: 9, Right: 99, Bottom: 9, Top: 99}
	data := signed(f, w.agency, &signing.Request{PDF: []byte(tiny), Field: "a", Place: &place, Time: morning})
	twice := signed(f, w.receiver, &signing.Request{PDF: data, Field: "b", Place: &place, Time: morning})
	f.Add([]byte(tiny))
	f.Add(data)
	f.Add(twice)
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := signing.Verify(file, w.trust())
		if refusal := (*workflow.Refusal)(nil); err != nil && !errors.As(err, &refusal) {
			t.Fatalf("%T is no refusal: %v", err, err)
		}
		if err != nil {
			return
		}
		r.Good()
		signing.Prepare(&signing.Request{PDF: file, Field: "c", Place: &place, Chain: w.agency.Certificates, Time: morning}) //nolint:errcheck // it may refuse
	})
}

// FuzzCMS reads signed data of others.
func FuzzCMS(f *testing.F) {
	w := newWard(f)
	data := signed(f, w.agency, &signing.Request{
		PDF: []byte(tiny), Field: "a", Place: &signing.Place{Page: 1, Right: 9, Top: 9}, Time: morning,
	})
	f.Add(raws(f, data)[0].data[:4000])
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := cms.Parse(data)
		if err != nil {
			if !errors.Is(err, cms.ErrForm) {
				t.Fatalf("%v is not ErrForm", err)
			}
			return
		}
		m.Verify(make([]byte, 32)) //nolint:errcheck // it may refuse
		cms.ParseToken(data)       //nolint:errcheck // it may refuse
	})
}
