package signing_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"vanthu/workflow/signing"
	"vanthu/workflow/signing/pdf"
)

// large is the report with 20 MB of pictures that do not pack.
func large(t testing.TB) []byte {
	t.Helper()
	data := report(t)
	f := must[*pdf.File](t)(pdf.Open(data))
	u := f.Update()
	random := rand.NewChaCha8([32]byte{})
	for range 20 {
		noise := make([]byte, 1<<20)
		random.Read(noise) //nolint:errcheck // it never fails
		u.Add(pdf.Plain(pdf.Dict{}, noise))
	}
	return append(bytes.Clone(data), u.Tail()...)
}

// A file of 20 MB is held twice, as it was and as it is signed, and no more. It
// runs before the tests that run at once, so that it counts its own memory only.
func TestLargeFilesAreHeldTwice(t *testing.T) {
	w := newWard(t)
	placed := must[[]byte](t)(signing.PlaceFields(large(t), reportPlaces()))
	r := &signing.Request{PDF: placed, Field: "approval", Chain: w.agency.Certificates, Time: morning}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	data := signed(t, w.agency, r)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > uint64(len(data))*5/4 {
		t.Errorf("%d bytes were allocated beside the %d of the file", used, len(placed))
	}
	w.proven(t, data, 1)
	runtime.ReadMemStats(&before)
	w.verify(t, data)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > uint64(len(data))/2 {
		t.Errorf("%d bytes were allocated to judge %d", used, len(data))
	}
}

// BenchmarkSign is a signature beside its key's time: prepare and assemble.
func BenchmarkSign(b *testing.B) {
	w := newWard(b)
	signature, seal := picture(b, 600, 300, scrawl), picture(b, 600, 600, ring)
	for _, size := range []struct {
		name string
		data []byte
	}{{"100kB", report(b)}, {"20MB", large(b)}} {
		placed := must[[]byte](b)(signing.PlaceFields(size.data, reportPlaces()))
		approval := &signing.Request{PDF: placed, Field: "approval", Picture: signature, Time: morning}
		approved := signed(b, w.chair, approval)
		for _, step := range []struct {
			name    string
			request *signing.Request
			key     *signing.LocalKey
		}{
			{"approval", approval, w.chair},
			{"seal", &signing.Request{PDF: approved, Field: "seal", Picture: seal, Width: 36, Over: "approval", Values: numbers(), Time: morning}, w.agency},
		} {
			b.Run(fmt.Sprintf("%s/%s", size.name, step.name), func(b *testing.B) {
				step.request.Chain = step.key.Certificates
				p := must[*signing.Prepared](b)(signing.Prepare(step.request))
				answer := must[signing.Answer](b)(step.key.Start(b.Context(), []signing.Job{{Digest: p.Digest, Algorithm: p.Algorithm}}))
				b.ReportAllocs()
				b.SetBytes(int64(len(step.request.PDF)))
				for b.Loop() {
					p := must[*signing.Prepared](b)(signing.Prepare(step.request))
					must[[]byte](b)(p.Assemble(step.request.PDF, answer.Signatures[0]))
				}
			})
		}
	}
}

// BenchmarkVerify judges a file with three signatures.
func BenchmarkVerify(b *testing.B) {
	w := newWard(b)
	for _, size := range []struct {
		name string
		data []byte
	}{{"100kB", report(b)}, {"20MB", large(b)}} {
		data := w.carried(b, size.data)
		b.Run(size.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w.verify(b, data)
			}
		})
	}
}

// BenchmarkKey is the time of the key alone, for comparison.
func BenchmarkKey(b *testing.B) {
	w := newWard(b)
	for name, key := range map[string]*signing.LocalKey{"rsa2048": w.chair, "p256": w.agency} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				must[signing.Answer](b)(key.Start(b.Context(), []signing.Job{{Digest: make([]byte, 32), Algorithm: "rsa"}}))
			}
		})
	}
}
