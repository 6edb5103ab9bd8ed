package signing_test

import (
	"bytes"
	"crypto/x509"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/pdf"
)

func (w *ward) trust() signing.Trust {
	return signing.Trust{Roots: []*x509.Certificate{w.ca.Root}, Now: morning.Add(72 * time.Hour)}
}

func (w *ward) verify(t testing.TB, data []byte) *signing.Report {
	t.Helper()
	return must[*signing.Report](t)(signing.Verify(data, w.trust()))
}

// told is a verdict in short.
type told struct {
	Field     string
	Integrity signing.Integrity
	Trust     signing.Standing
	Allowed   bool
	After     []signing.Change
}

func short(r *signing.Report) (out []told) {
	for _, v := range r.Signatures {
		out = append(out, told{v.Field, v.Integrity, v.Trust, v.Allowed, v.ChangesAfter})
	}
	return out
}

func want(t *testing.T, r *signing.Report, all ...told) {
	t.Helper()
	if diff := cmp.Diff(all, short(r)); diff != "" {
		t.Errorf("verdicts (-want +got):\n%s", diff)
	}
}

func filled(name string) signing.Change {
	return signing.Change{Kind: signing.ChangedFilled, Name: name, Allowed: true}
}

func signedAfter(name string) signing.Change {
	return signing.Change{Kind: signing.ChangedSigned, Name: name, Allowed: true}
}

func TestVerify(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	data := w.carried(t, report(t))
	r := w.verify(t, data)
	want(t, r,
		told{"approval", signing.Intact, signing.Trusted, true, []signing.Change{
			filled("number"), filled("day"), filled("month"), filled("year"), signedAfter("seal"), signedAfter("cong_van_den"),
		}},
		told{"seal", signing.Intact, signing.Trusted, true, []signing.Change{signedAfter("cong_van_den")}},
		told{"cong_van_den", signing.Intact, signing.Trusted, true, []signing.Change{}})
	if !r.Good() {
		t.Error("a good file is not called good")
	}
	if v := r.Signatures[0]; v.Signer != "Trần Quang Minh" || !v.Time.Equal(morning) || v.Proven || v.WholeFile {
		t.Errorf("got %+v", v)
	}
	text := string(must[[]byte](t)(json.Marshal(r)))
	for _, key := range []string{`"signatures":[{"field":"approval","signer":"Trần Quang Minh","time":`, `"integrity":"valid","trust":"trusted","changesAfter":[{"kind":`, `"allowed":true`} {
		if !bytes.Contains([]byte(text), []byte(key)) {
			t.Errorf("no %s in %s", key, text)
		}
	}
}

func TestVerifyFindsNothing(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	if r := w.verify(t, report(t)); len(r.Signatures) != 0 || r.Good() {
		t.Errorf("got %+v", r)
	}
	_, err := signing.Verify([]byte("%PDF-1.7 and no more"), w.trust())
	refused(t, err, workflow.RulePDFDamaged)
}

// tampered returns data with a revision that no signature is for.
func tampered(t *testing.T, data []byte, change func(*pdf.File, *pdf.Update)) []byte {
	t.Helper()
	file := must[*pdf.File](t)(pdf.Open(data))
	u := file.Update()
	change(file, u)
	out := append(bytes.Clone(data), u.Tail()...)
	run(t, "qpdf", "--check", write(t, "tampered.pdf", out))
	return out
}

// field finds a field that stands at the root of the form.
func field(t *testing.T, f *pdf.File, name string) (pdf.Ref, pdf.Dict) {
	t.Helper()
	catalog := must[pdf.Dict](t)(f.Catalog())
	form := must[pdf.Dict](t)(f.Dict(catalog["AcroForm"]))
	for _, o := range must[pdf.Array](t)(f.Array(form["Fields"])) {
		if d := must[pdf.Dict](t)(f.Dict(o)); d["T"] == pdf.Text(name) {
			return o.(pdf.Ref), d
		}
	}
	t.Fatalf("no field %s", name)
	return pdf.Ref{}, nil
}

func setNumber(t *testing.T, value string) func(*pdf.File, *pdf.Update) {
	return func(f *pdf.File, u *pdf.Update) {
		ref, d := field(t, f, "number")
		d["V"] = pdf.Text(value)
		u.Set(ref, d)
	}
}

// addText adds a text field and its widget.
func addText(t *testing.T) func(*pdf.File, *pdf.Update) {
	return func(f *pdf.File, u *pdf.Update) {
		page := must[[]pdf.Page](t)(f.Pages())[0]
		ref := u.Add(pdf.Dict{
			"Type": pdf.Name("Annot"), "Subtype": pdf.Name("Widget"), "FT": pdf.Name("Tx"), "T": pdf.Text("more"),
			"V": pdf.Text("9"), "Rect": pdf.Array{100, 100, 200, 120}, "P": page.Ref,
		})
		page.Dict["Annots"] = append(must[pdf.Array](t)(f.Array(page.Dict["Annots"])), ref)
		u.Set(page.Ref, page.Dict)
		catalog := must[pdf.Dict](t)(f.Catalog())
		form := must[pdf.Dict](t)(f.Dict(catalog["AcroForm"]))
		form["Fields"] = append(must[pdf.Array](t)(f.Array(form["Fields"])), ref)
		u.Set(catalog["AcroForm"].(pdf.Ref), form)
	}
}

// drawOver changes what a page shows.
func drawOver(t *testing.T) func(*pdf.File, *pdf.Update) {
	return func(f *pdf.File, u *pdf.Update) {
		contents := must[[]pdf.Page](t)(f.Pages())[0].Dict["Contents"].(pdf.Ref)
		o := must[pdf.Object](t)(f.Object(contents))
		text := must[[]byte](t)(f.Decode(o.(*pdf.Stream)))
		u.Set(contents, pdf.Pack(pdf.Dict{}, append(bytes.Clone(text), "\n1 0 0 rg 100 100 50 50 re f\n"...)))
	}
}

// addNote puts a note on a page.
func addNote(t *testing.T) func(*pdf.File, *pdf.Update) {
	return func(f *pdf.File, u *pdf.Update) {
		page := must[[]pdf.Page](t)(f.Pages())[0]
		note := u.Add(pdf.Dict{"Type": pdf.Name("Annot"), "Subtype": pdf.Name("Square"), "Rect": pdf.Array{0, 0, 500, 500}})
		page.Dict["Annots"] = append(must[pdf.Array](t)(f.Array(page.Dict["Annots"])), note)
		u.Set(page.Ref, page.Dict)
	}
}

// Every one of these is “valid” to pdfsig.
func TestVerifyFindsWhatPdfsigDoesNot(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	placed := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	approved := w.approve(t, placed)
	sealed := w.seal(t, approved)
	for name, c := range map[string]struct {
		data  []byte
		field string
		want  signing.Change
	}{
		"e: text fields after the approval": {tampered(t, approved, addText(t)), "approval", signing.Change{Kind: signing.ChangedFields, Name: "more"}},
		"f: the page drawn over":            {tampered(t, approved, drawOver(t)), "approval", signing.Change{Kind: signing.ChangedPage, Name: "1"}},
		"f: after the seal":                 {tampered(t, sealed, drawOver(t)), "seal", signing.Change{Kind: signing.ChangedPage, Name: "1"}},
		"a note on the page":                {tampered(t, sealed, addNote(t)), "seal", signing.Change{Kind: signing.ChangedPage, Name: "1"}},
		"n, o2: the number changed":         {tampered(t, sealed, setNumber(t, "124")), "seal", signing.Change{Kind: signing.ChangedRefilled, Name: "number"}},
		"the approval removed": {tampered(t, approved, func(f *pdf.File, u *pdf.Update) {
			catalog := must[pdf.Dict](t)(f.Catalog())
			form := must[pdf.Dict](t)(f.Dict(catalog["AcroForm"]))
			fields := must[pdf.Array](t)(f.Array(form["Fields"]))
			form["Fields"] = fields[1:]
			u.Set(catalog["AcroForm"].(pdf.Ref), form)
		}), "approval", signing.Change{Kind: signing.ChangedFields, Name: "number"}},
		"a script": {tampered(t, sealed, func(f *pdf.File, u *pdf.Update) {
			catalog := must[pdf.Dict](t)(f.Catalog())
			catalog["OpenAction"] = pdf.Dict{"S": pdf.Name("JavaScript"), "JS": pdf.String("app.alert(1)")}
			u.Set(f.CatalogRef(), catalog)
		}), "seal", signing.Change{Kind: signing.ChangedOther, Name: "OpenAction"}},
		"the look of a signature": {tampered(t, sealed, func(f *pdf.File, u *pdf.Update) {
			ref, d := field(t, f, "approval")
			d["AP"] = pdf.Dict{"N": u.Add(pdf.Plain(pdf.Dict{"Subtype": pdf.Name("Form"), "BBox": pdf.Array{0, 0, 9, 9}}, nil))}
			u.Set(ref, d)
		}), "seal", signing.Change{Kind: signing.ChangedFields, Name: "approval"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if out := run(t, "pdfsig", "-nocert", write(t, "a.pdf", c.data)); !bytes.Contains([]byte(out), []byte("Signature is Valid.")) {
				t.Errorf("pdfsig: %s", out)
			}
			r := w.verify(t, c.data)
			for _, v := range r.Signatures {
				if v.Integrity != signing.Intact {
					t.Errorf("%s: what was signed is %s", v.Field, v.Integrity)
				}
				if found := v.Field == c.field; found && (v.Allowed || !slices.Contains(v.ChangesAfter, c.want)) {
					t.Errorf("%s: allowed %v, %+v; want %+v", v.Field, v.Allowed, v.ChangesAfter, c.want)
				}
			}
			if r.Good() {
				t.Error("called good")
			}
		})
	}
}

// Some programs write the look of a filled field over the old one. That is
// allowed where nothing else is drawn by it.
func TestLooksWrittenOver(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	placed := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	look := func(f *pdf.File) pdf.Ref {
		_, d := field(t, f, "number")
		return d["AP"].(pdf.Dict)["N"].(pdf.Ref)
	}
	fill := func(f *pdf.File, u *pdf.Update) {
		setNumber(t, "9")(f, u)
		u.Set(look(f), pdf.Plain(pdf.Dict{"Subtype": pdf.Name("Form"), "BBox": pdf.Array{0, 0, 9, 9}}, []byte("0 0 9 9 re f")))
	}
	own := tampered(t, w.approve(t, placed), fill)
	want(t, w.verify(t, own), told{"approval", signing.Intact, signing.Trusted, true, []signing.Change{filled("number")}})
	shared := tampered(t, w.approve(t, tampered(t, placed, func(f *pdf.File, u *pdf.Update) {
		page := must[[]pdf.Page](t)(f.Pages())[0]
		page.Dict["Resources"] = pdf.Dict{"XObject": pdf.Dict{"X": look(f)}}
		u.Set(page.Ref, page.Dict)
	})), fill)
	if r := w.verify(t, shared); r.Good() {
		t.Errorf("what a page draws was written over: %+v", short(r))
	}
}

// A number filled for the first time after the seal is locked by it (case o2
// for a field that was left empty).
func TestLockedFieldsStayEmpty(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	placed := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	sealed := signed(t, w.agency, &signing.Request{PDF: w.approve(t, placed), Field: "seal", Time: morning})
	r := w.verify(t, tampered(t, sealed, setNumber(t, "9")))
	want(t, r,
		told{"approval", signing.Intact, signing.Trusted, true, []signing.Change{filled("number"), signedAfter("seal")}},
		told{"seal", signing.Intact, signing.Trusted, false, []signing.Change{{Kind: signing.ChangedFilled, Name: "number"}}})
}

// Case d: the first signature certifies and the seal's field comes late.
func TestCertifiedDocumentsTakeNoNewFields(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	places := reportPlaces()
	delete(places, "seal")
	placed := must[[]byte](t)(signing.PlaceFields(report(t), places))
	certify := func(data []byte, p int) []byte {
		prepared := must[*signing.Prepared](t)(signing.PrepareCertified(&signing.Request{
			PDF: data, Field: "approval", Chain: w.chair.Certificates, Time: morning,
		}, p))
		answer := must[signing.Answer](t)(w.chair.Start(t.Context(), []signing.Job{{Digest: prepared.Digest, Algorithm: prepared.Algorithm}}))
		return must[[]byte](t)(prepared.Assemble(data, answer.Signatures[0]))
	}
	certified := certify(placed, 2)
	place := reportPlaces()["seal"]
	_, err := signing.Prepare(&signing.Request{PDF: certified, Field: "seal", Place: &place, Chain: w.agency.Certificates, Time: morning})
	refused(t, err, workflow.RuleForbidden)
	_, err = signing.Prepare(&signing.Request{PDF: certify(placed, 1), Field: "seal", Chain: w.agency.Certificates, Time: morning})
	refused(t, err, workflow.RuleForbidden)
	late := tampered(t, certified, func(f *pdf.File, u *pdf.Update) {
		page := must[[]pdf.Page](t)(f.Pages())[2]
		ref := u.Add(pdf.Dict{
			"Type": pdf.Name("Annot"), "Subtype": pdf.Name("Widget"), "FT": pdf.Name("Sig"), "T": pdf.Text("seal"), "Rect": pdf.Array{1, 1, 9, 9}, "P": page.Ref,
		})
		page.Dict["Annots"] = append(must[pdf.Array](t)(f.Array(page.Dict["Annots"])), ref)
		u.Set(page.Ref, page.Dict)
		catalog := must[pdf.Dict](t)(f.Catalog())
		form := must[pdf.Dict](t)(f.Dict(catalog["AcroForm"]))
		form["Fields"] = append(must[pdf.Array](t)(f.Array(form["Fields"])), ref)
		u.Set(catalog["AcroForm"].(pdf.Ref), form)
	})
	want(t, w.verify(t, late), told{"approval", signing.Intact, signing.Trusted, false, []signing.Change{{Kind: signing.ChangedFields, Name: "seal"}}})
	// With its field there from the start the certified document is sealed.
	both := certify(must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces())), 2)
	if r := w.verify(t, w.seal(t, both)); !r.Good() {
		t.Errorf("got %+v", short(r))
	}
}

func TestVerifySeesChangedBytes(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	data := w.approve(t, must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces())))
	at := bytes.Index(data, []byte("/Reason(")) // within what is signed
	data[at+9] ^= 1
	want(t, w.verify(t, data), told{"approval", signing.Altered, signing.Trusted, true, []signing.Change{}})
}

func TestVerifyJudgesCertificates(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	data := w.approve(t, must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces())))
	standing := func(trust signing.Trust) signing.Standing {
		return must[*signing.Report](t)(signing.Verify(data, trust)).Signatures[0].Trust
	}
	if got := standing(signing.Trust{Now: morning}); got != signing.Untrusted {
		t.Errorf("without roots: %s", got)
	}
	later := w.trust()
	later.Now = morning.AddDate(9, 0, 0)
	if got := standing(later); got != signing.Outdated {
		t.Errorf("nine years later: %s", got)
	}
	w.ca.Revoke(w.chair.Certificates[0], morning.Add(time.Hour))
	listed := w.trust()
	listed.CRLs = must[[][]byte](t)(w.ca.Lists(morning))
	if got := standing(listed); got != signing.Revoked {
		t.Errorf("revoked since, and nothing proves that it was signed before: %s", got)
	}
	stamped := must[[]byte](t)(signing.AddStamp(t.Context(), data, w.authority(t, morning.Add(time.Minute))))
	if v := must[*signing.Report](t)(signing.Verify(stamped, listed)).Signatures[0]; v.Trust != signing.Trusted || !v.Checked {
		t.Errorf("stamped before it was revoked: %s", v.Trust)
	}
	late := must[[]byte](t)(signing.AddStamp(t.Context(), data, w.authority(t, morning.Add(2*time.Hour))))
	if v := must[*signing.Report](t)(signing.Verify(late, listed)).Signatures[0]; v.Trust != signing.Revoked {
		t.Errorf("stamped after it was revoked: %s", v.Trust)
	}
}

// archive is a time-stamp authority on loopback.
func (w *ward) authority(t testing.TB, at time.Time) *signing.TSA {
	t.Helper()
	server := httptest.NewServer(must[http.Handler](t)(w.ca.TimeStamps(func() time.Time { return at })))
	t.Cleanup(server.Close)
	return &signing.TSA{URL: server.URL}
}

func TestTimeStampsAndArchive(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	tsa := w.authority(t, morning.Add(2*time.Hour))
	data := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	data = must[[]byte](t)(signing.AddStamp(t.Context(), w.approve(t, data), tsa))
	w.proven(t, data, 1)
	if v := w.verify(t, data).Signatures[0]; !v.Good() || !v.Proven || !v.Time.Equal(morning.Add(2*time.Hour)) {
		t.Errorf("got %+v", v)
	}
	sealed := w.seal(t, data)
	lists := must[[][]byte](t)(w.ca.Lists(morning))
	evidence := &signing.Evidence{Certificates: append(w.chair.Certificates, w.agency.Certificates...), CRLs: lists}
	archived := must[[]byte](t)(signing.Archive(t.Context(), sealed, evidence, tsa))
	if out := run(t, "pdfsig", "-nocert", write(t, "a.pdf", archived)); bytes.Count([]byte(out), []byte("Signature is Valid.")) != 2 {
		t.Errorf("pdfsig: %s", out) // it does not know time stamps over documents
	}
	run(t, "qpdf", "--check", write(t, "a.pdf", archived))
	again := must[[]byte](t)(signing.Archive(t.Context(), archived, evidence, tsa))
	later := w.trust()
	later.Now = morning.AddDate(9, 0, 0) // the certificates ended; the stamps prove that they were valid
	w.verified(t, again, 2, 2)
	for _, data := range [][]byte{archived, again} {
		r := must[*signing.Report](t)(signing.Verify(data, later))
		if !r.Good() {
			t.Errorf("got %+v", short(r))
		}
		for _, v := range r.Signatures[:2] {
			if !v.Checked || !v.Proven {
				t.Errorf("%s: checked %v, proven %v", v.Field, v.Checked, v.Proven)
			}
		}
	}
	_, err := signing.AddStamp(t.Context(), archived, tsa)
	refused(t, err, workflow.RuleForbidden)
}

func TestNoAuthorityAnswers(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	data := w.approve(t, must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces())))
	server := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	_, err := signing.AddStamp(t.Context(), data, &signing.TSA{URL: server.URL})
	refused(t, err, workflow.RuleStamp)
}

// A signature that is not of this program is not written anew for a stamp.
func TestStampsAreForOurSignatures(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	tsa := w.authority(t, morning)
	place := signing.Place{Page: 1, Right: 9, Top: 9}
	data := signed(t, w.agency, &signing.Request{PDF: []byte(tiny), Field: "a", Place: &place, Time: morning})
	for name, hostile := range map[string][]byte{
		"no signature":      []byte(tiny),
		"ranges that cross": byteRange.ReplaceAll(data, []byte("/ByteRange [0 9 5 "+strconv.Itoa(len(data)-5)+"]")),
		"no ranges":         byteRange.ReplaceAll(data, []byte("/ByteRange []")),
		"a broken value":    bytes.Replace(data, []byte("/Contents <30"), []byte("/Contents <31"), 1),
	} {
		_, err := signing.AddStamp(t.Context(), hostile, tsa)
		if refusal := (*workflow.Refusal)(nil); !errors.As(err, &refusal) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
