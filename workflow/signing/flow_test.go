package signing_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"vanthu/workflow/signing"
	"vanthu/workflow/signing/trial"
)

// hanoi is the zone that signatures name.
var hanoi = time.FixedZone("+07", 7*60*60)

// morning is when the tests sign.
var morning = time.Date(2026, 11, 9, 9, 15, 30, 0, hanoi)

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// scrawl is a blue line as of a pen, ring a red one as of a seal.
func scrawl(x, y float64) (color.NRGBA, bool) {
	return color.NRGBA{20, 40, 170, 255}, math.Abs(y-0.5-0.35*math.Sin(9*x)*math.Exp(-x)) < 0.03
}

func ring(x, y float64) (color.NRGBA, bool) {
	r := math.Hypot(x-0.5, y-0.5)
	return color.NRGBA{210, 20, 30, 220}, r < 0.5 && r > 0.46 || r < 0.4 && r > 0.38 || r < 0.12
}

func picture(t testing.TB, width, height int, draw func(x, y float64) (color.NRGBA, bool)) *signing.Picture {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			if c, ink := draw(float64(x)/float64(width), float64(y)/float64(height)); ink {
				img.SetNRGBA(x, y, c)
			}
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return must[*signing.Picture](t)(signing.NewPicture(out.Bytes()))
}

func signed(t testing.TB, key *signing.LocalKey, r *signing.Request) []byte {
	t.Helper()
	r.Chain = key.Certificates
	p := must[*signing.Prepared](t)(signing.Prepare(r))
	answer := must[signing.Answer](t)(key.Start(context.Background(), []signing.Job{{Digest: p.Digest, Algorithm: p.Algorithm}}))
	return must[[]byte](t)(p.Assemble(r.PDF, answer.Signatures[0]))
}

// A ward is who signs in the tests.
type ward struct {
	ca                      *trial.Authority
	chair, agency, receiver *signing.LocalKey
}

func newWard(t testing.TB) *ward {
	t.Helper()
	w := &ward{ca: must[*trial.Authority](t)(trial.New(morning))}
	w.chair = must[*signing.LocalKey](t)(w.ca.RSA("Trần Quang Minh"))
	w.agency = must[*signing.LocalKey](t)(w.ca.ECDSA("Ủy ban nhân dân phường Đức Phổ"))
	w.receiver = must[*signing.LocalKey](t)(w.ca.ECDSA("Sở Khoa học và Công nghệ"))
	return w
}

func report(t testing.TB) []byte {
	t.Helper()
	return must[[]byte](t)(os.ReadFile(filepath.Join("testdata", "bao-cao.pdf")))
}

// reportPlaces are the places in report, as FindPlaces finds them.
func reportPlaces() signing.Places {
	text := func(left, right float64, italic bool) signing.Place {
		return signing.Place{Page: 1, Left: left, Right: right, Bottom: 726.739, Top: 741.039, Text: true, Size: 13, Italic: italic}
	}
	return signing.Places{
		"number": text(137.003, 164.3, false), "day": text(361.204, 392.498, true), "month": text(424.099, 455.298, true), "year": text(479.684, 513.484, true),
		"approval": {Page: 3, Left: 351.168, Right: 471.168, Bottom: 627.389, Top: 702.689},
		"seal": {
			Page: 3, Left: 260.774, Right: 411.168, Bottom: 599.842, Top: 730.236,
			Lock: []string{"number", "day", "month", "year", "approval"},
		},
	}
}

func (w *ward) approve(t testing.TB, data []byte) []byte {
	t.Helper()
	return signed(t, w.chair, &signing.Request{
		PDF: data, Field: signing.FieldApproval, Picture: picture(t, 600, 300, scrawl), Name: "Trần Quang Minh", Reason: "Ký ban hành", Time: morning,
	})
}

// numbers is what văn thư fills in.
func numbers() map[string]string {
	return map[string]string{"number": "123", "day": "09", "month": "11", "year": "2026"}
}

func (w *ward) seal(t testing.TB, data []byte) []byte {
	t.Helper()
	return signed(t, w.agency, &signing.Request{
		PDF: data, Field: signing.FieldSeal, Picture: picture(t, 600, 600, ring), Width: signing.SealDiameter, Over: signing.FieldApproval,
		Values: numbers(), Name: "Ủy ban nhân dân phường Đức Phổ", Time: morning.Add(time.Hour),
	})
}

// stamp is what the receiver adds: “công văn đến”.
func (w *ward) stamp(t testing.TB, data []byte) []byte {
	t.Helper()
	return signed(t, w.receiver, &signing.Request{
		PDF: data, Field: "cong_van_den", Place: &signing.Place{Page: 1, Left: 60, Right: 300, Bottom: 790, Top: 830},
		Text: []string{"CÔNG VĂN ĐẾN số 456", "10/11/2026 08:00:00 +07:00"}, Name: "Sở Khoa học và Công nghệ", Time: morning.Add(24 * time.Hour),
	})
}

// carried is the report with all its signatures.
func (w *ward) carried(t testing.TB, data []byte) []byte {
	t.Helper()
	data = must[[]byte](t)(signing.PlaceFields(data, reportPlaces()))
	return w.stamp(t, w.seal(t, w.approve(t, data)))
}
