package signing_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/cms"
)

// refused makes sure that err is a refusal of a rule.
func refused(t *testing.T, err error, want documents.Rule) {
	t.Helper()
	var refusal *workflow.Refusal
	if !errors.As(err, &refusal) || refusal.Rule != want {
		t.Errorf("got %v, want a refusal of %s", err, want)
	}
}

func TestEverySignatureStaysValid(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	for name, how := range map[string][]string{
		"pdf-a-2b":          nil,
		"xref-table":        {"--object-streams=disable"},
		"xref-stream":       {"--object-streams=generate"},
		"linearised":        {"--linearize"},
		"linearised-stream": {"--linearize", "--object-streams=generate"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := report(t)
			if how != nil {
				data = rewritten(t, data, how...)
			}
			data = must[[]byte](t)(signing.PlaceFields(data, reportPlaces()))
			run(t, "qpdf", "--check", write(t, "fields.pdf", data))
			data = w.approve(t, data)
			w.proven(t, data, 1)
			data = w.seal(t, data)
			w.proven(t, data, 2)
			data = w.stamp(t, data)
			w.proven(t, data, 3)
			shown(t, data)
		})
	}
}

// shown makes sure that others read and draw what was filled in.
func shown(t *testing.T, data []byte) {
	t.Helper()
	path := write(t, "shown.pdf", data)
	page := run(t, "pdftotext", "-layout", "-l", "1", path, "-")
	for _, want := range []string{"Số: 123 /BC-UBND", "ngày 09 tháng 11 năm 2026", "CÔNG VĂN ĐẾN số 456"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q on the page:\n%s", want, page)
		}
	}
	if said := run(t, "pdftoppm", "-r", "20", "-png", path, filepath.Join(t.TempDir(), "p")); said != "" {
		t.Errorf("pdftoppm: %s", said)
	}
}

// Only what was filled in is drawn anew: black figures where there was white,
// the blue picture between title and name, and the red one over its left third.
func TestThePageAsDrawn(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	placed := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	before, after := drawnPages(t, placed), drawnPages(t, w.seal(t, w.approve(t, placed)))
	changes := func(page int) (blue, red, black image.Rectangle) {
		blank := before[page].At(0, 0)
		b := after[page].Bounds()
		for y := b.Min.Y; y < b.Max.Y; y++ {
			for x := b.Min.X; x < b.Max.X; x++ {
				if after[page].At(x, y) == before[page].At(x, y) || after[page].At(x, y) == blank {
					continue
				}
				r, g, bl, _ := after[page].At(x, y).RGBA()
				dot := image.Rect(x, y, x+1, y+1)
				switch {
				case bl > r+0x4000 && bl > g+0x4000:
					blue = blue.Union(dot)
				case r > g+0x4000 && r > bl+0x4000:
					red = red.Union(dot)
				case r < 0x4000 && g < 0x4000 && bl < 0x4000:
					black = black.Union(dot)
				}
			}
		}
		return blue, red, black
	}
	blue, red, _ := changes(2)
	if third := blue.Min.X + blue.Dx()/3; blue.Empty() || red.Min.X >= blue.Min.X || max(red.Max.X-third, third-red.Max.X) > 3 {
		t.Errorf("the seal reaches from %v over the signature at %v", red, blue)
	}
	if side := 36 / 25.4 * 72; math.Abs(float64(red.Dx())-side) > 3 || math.Abs(float64(red.Dy())-side) > 3 {
		t.Errorf("the seal is drawn %v, not 36 mm wide", red)
	}
	_, _, black := changes(0)
	if want := image.Rect(137, 99, 514, 117); black.Empty() || !black.In(want) {
		t.Errorf("number and date are drawn at %v, want them in %v", black, want)
	}
}

// drawnPages returns the pages at one dot a point.
func drawnPages(t *testing.T, data []byte) (pages []image.Image) {
	t.Helper()
	folder := t.TempDir()
	run(t, "pdftoppm", "-r", "72", "-png", write(t, "a.pdf", data), filepath.Join(folder, "p"))
	for n := 1; ; n++ {
		file, err := os.Open(filepath.Join(folder, fmt.Sprintf("p-%d.png", n)))
		if err != nil {
			return pages
		}
		pages = append(pages, must[image.Image](t)(png.Decode(file)))
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// An attachment that is a file of its own is signed in words at its top right.
func TestSignatureInWords(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	data := report(t)
	place := must[signing.Place](t)(signing.TopRight(data))
	data = signed(t, w.agency, &signing.Request{
		PDF: data, Field: "seal", Place: &place, Text: []string{"Số: 123/BC-UBND; 09/11/2026; 09:15:30 +07:00"}, Flush: true, Time: morning,
	})
	w.proven(t, data, 1)
	words := strings.Fields(run(t, "pdftotext", "-l", "1", "-x", "200", "-y", "0", "-W", "400", "-H", "40", write(t, "a.pdf", data), "-"))
	if got := strings.Join(words, " "); got != "Số: 123/BC-UBND; 09/11/2026; 09:15:30 +07:00" {
		t.Errorf("at the top right stands %q", got)
	}
}

// Scans are often turned, and pages may show a part only: places are those of
// the page as it is seen.
func TestTurnedPages(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	for _, turn := range []string{"+90", "+180", "+270"} {
		data := rewritten(t, report(t), "--rotate="+turn+":1")
		place := must[signing.Place](t)(signing.TopRight(data))
		data = signed(t, w.receiver, &signing.Request{PDF: data, Field: "a", Place: &place, Text: []string{"Số: 1/BC; 09/11/2026"}, Flush: true, Time: morning})
		w.proven(t, data, 1)
		width := "595"
		if turn != "+180" {
			width = "842"
		}
		got := run(t, "pdftotext", "-bbox", "-l", "1", write(t, "a.pdf", data), "-")
		got, _, _ = strings.Cut(got, ">09/11/2026<")
		last := got[strings.LastIndex(got, "<word "):]
		var box [4]float64
		if _, err := fmt.Sscanf(last, `<word xMin="%f" yMin="%f" xMax="%f" yMax="%f"`, &box[0], &box[1], &box[2], &box[3]); err != nil {
			t.Fatalf("%v: %s", err, last)
		}
		right := must[float64](t)(strconv.ParseFloat(width, 64)) - box[2]
		if box[1] > 30 || math.Abs(right-56.7) > 2 || box[2]-box[0] < box[3]-box[1] {
			t.Errorf("turned by %s the date stands at %s", turn, last)
		}
	}
}

// A scanned seal on white does not hide the signature below it.
func TestWhiteOfScansIsSeeThrough(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	scan := image.NewRGBA(image.Rect(0, 0, 300, 300))
	for y := range 300 {
		for x := range 300 {
			scan.Set(x, y, color.White)
			if c, ink := ring(float64(x)/300, float64(y)/300); ink {
				scan.Set(x, y, color.NRGBA{c.R, c.G, c.B, 255})
			}
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, scan); err != nil {
		t.Fatal(err)
	}
	approved := w.approve(t, must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces())))
	sealed := signed(t, w.agency, &signing.Request{
		PDF: approved, Field: "seal", Picture: must[*signing.Picture](t)(signing.NewPicture(file.Bytes())), Width: 36, Over: "approval", Time: morning,
	})
	before, after := drawnPages(t, approved)[2], drawnPages(t, sealed)[2]
	same, red := 0, 0
	for y := before.Bounds().Min.Y; y < before.Bounds().Max.Y; y++ {
		for x := before.Bounds().Min.X; x < before.Bounds().Max.X; x++ {
			r, g, b, _ := after.At(x, y).RGBA()
			if r > 0xA000 && g < 0x6000 && b < 0x6000 {
				red++
			}
			if r, _, b, _ := before.At(x, y).RGBA(); b > r+0x4000 && before.At(x, y) == after.At(x, y) {
				same++
			}
		}
	}
	if red < 500 || same < 200 {
		t.Errorf("%d dots are red, and %d of the signature are as before", red, same)
	}
	_, err := signing.NewPicture([]byte("GIF89a"))
	refused(t, err, documents.RulePictureForm)
}

// A number of five figures is set smaller.
func TestLongNumbers(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	placed := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	for number, want := range map[string]documents.Rule{"12345": "", "1234": "", "1234567": workflow.RuleFieldSmall} {
		r := &signing.Request{PDF: placed, Field: "seal", Values: map[string]string{"number": number}, Chain: w.agency.Certificates, Time: morning}
		if _, err := signing.Prepare(r); want != "" {
			refused(t, err, want)
		} else if err != nil {
			t.Errorf("%s: %v", number, err)
		}
	}
}

// The same request makes the same bytes: who waits for a key need not keep what
// was prepared.
func TestPrepareMakesTheSameAgain(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	approved := w.approve(t, must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces())))
	r := &signing.Request{
		PDF: approved, Field: "seal", Chain: w.agency.Certificates, Time: morning, Name: "UBND", Reason: "Đóng dấu", Location: "Đức Phổ",
		Picture: picture(t, 60, 60, ring), Width: 36, Over: "approval", Values: numbers(),
	}
	first := must[*signing.Prepared](t)(signing.Prepare(r))
	for range 5 {
		if again := must[*signing.Prepared](t)(signing.Prepare(r)); !bytes.Equal(again.Tail, first.Tail) || !bytes.Equal(again.Digest, first.Digest) {
			t.Fatal("another revision")
		}
	}
}

func TestAlgorithms(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	placed := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	w.proven(t, signed(t, w.chair, &signing.Request{PDF: placed, Field: "approval", Time: morning, PSS: true}), 1)
	w.proven(t, signed(t, w.agency, &signing.Request{PDF: placed, Field: "approval", Time: morning}), 1)
}

func TestPreparedIsKeptAsJSON(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	placed := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	p := must[*signing.Prepared](t)(signing.Prepare(&signing.Request{PDF: placed, Field: "approval", Chain: w.chair.Certificates, Time: morning}))
	kept := must[[]byte](t)(json.Marshal(p))
	var again signing.Prepared
	if err := json.Unmarshal(kept, &again); err != nil {
		t.Fatal(err)
	}
	answer := must[signing.Answer](t)(w.chair.Start(t.Context(), []signing.Job{{Digest: again.Digest, Algorithm: cms.RSA}}))
	w.proven(t, must[[]byte](t)(again.Assemble(placed, answer.Signatures[0])), 1)
}

func TestWrongValuesAreNotAssembled(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	placed := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	p := must[*signing.Prepared](t)(signing.Prepare(&signing.Request{PDF: placed, Field: "approval", Chain: w.chair.Certificates, Time: morning}))
	answer := must[signing.Answer](t)(w.chair.Start(t.Context(), []signing.Job{{Digest: p.Digest, Algorithm: cms.RSA}}))
	right := answer.Signatures[0]

	_, err := p.Assemble(placed, append([]byte{right[0] ^ 1}, right[1:]...))
	refused(t, err, workflow.RuleSignature)
	other := must[signing.Answer](t)(w.agency.Start(t.Context(), []signing.Job{{Digest: p.Digest, Algorithm: cms.ECDSA}}))
	_, err = p.Assemble(placed, other.Signatures[0])
	refused(t, err, workflow.RuleSignature)

	changed := append([]byte{}, placed...)
	changed[len(changed)/2] ^= 1
	_, err = p.Assemble(changed, right)
	refused(t, err, workflow.RuleBase)
	_, err = p.Assemble(placed[1:], right)
	refused(t, err, workflow.RuleBase)
	moved := *p
	moved.ByteRange[1]++
	_, err = moved.Assemble(placed, right)
	refused(t, err, workflow.RuleBase)
	if _, err := p.Assemble(placed, right); err != nil {
		t.Error(err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	plain := report(t)
	placed := must[[]byte](t)(signing.PlaceFields(plain, reportPlaces()))
	approved := w.approve(t, placed)
	sealed := w.seal(t, approved)
	narrow := reportPlaces()
	narrow["number"] = signing.Place{Page: 1, Left: 137, Right: 147, Bottom: 726, Top: 741, Text: true, Size: 13}
	tight := must[[]byte](t)(signing.PlaceFields(plain, narrow))
	wide := picture(t, 60, 60, ring)
	for name, c := range map[string]struct {
		request signing.Request
		want    documents.Rule
	}{
		"no fields":             {signing.Request{PDF: plain, Field: "approval"}, workflow.RuleFieldMissing},
		"a text field":          {signing.Request{PDF: placed, Field: "number"}, workflow.RuleFieldMissing},
		"no such field":         {signing.Request{PDF: placed, Field: "seal", Values: map[string]string{"numero": "1"}}, workflow.RuleFieldMissing},
		"signed already":        {signing.Request{PDF: approved, Field: "approval"}, workflow.RuleFieldSigned},
		"numbered and sealed":   {signing.Request{PDF: sealed, Field: "other", Place: new(signing.Place), Values: map[string]string{"number": "9"}}, workflow.RuleForbidden},
		"a letter of no font":   {signing.Request{PDF: placed, Field: "seal", Values: map[string]string{"number": "漢"}}, workflow.RuleLetterMissing},
		"words of no font":      {signing.Request{PDF: placed, Field: "seal", Text: []string{"漢"}}, workflow.RuleLetterMissing},
		"a long number":         {signing.Request{PDF: tight, Field: "seal", Values: map[string]string{"number": "12345"}}, workflow.RuleFieldSmall},
		"long words":            {signing.Request{PDF: placed, Field: "seal", Text: []string{strings.Repeat("dài", 20)}}, workflow.RuleFieldSmall},
		"many lines":            {signing.Request{PDF: placed, Field: "seal", Text: make([]string, 40)}, workflow.RuleFieldSmall},
		"a large seal":          {signing.Request{PDF: placed, Field: "seal", Picture: wide, Width: 60}, workflow.RuleFieldSmall},
		"a field out of place":  {signing.Request{PDF: placed, Field: "x", Place: &signing.Place{Page: 9, Right: 9, Top: 9}}, workflow.RuleFieldSmall},
		"a field that is there": {signing.Request{PDF: placed, Field: "seal", Place: &signing.Place{Page: 1, Right: 9, Top: 9}}, workflow.RuleFieldThere},
		"no PDF":                {signing.Request{PDF: []byte("PK\x03\x04"), Field: "seal"}, workflow.RulePDFKind},
		"half a PDF":            {signing.Request{PDF: placed[:len(placed)/2], Field: "seal"}, workflow.RulePDFDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.request.Chain, c.request.Time = w.agency.Certificates, morning
			_, err := signing.Prepare(&c.request)
			refused(t, err, c.want)
		})
	}
	late := signing.Request{PDF: placed, Field: "approval", Chain: w.agency.Certificates, Time: morning.AddDate(9, 0, 0)}
	_, err := signing.Prepare(&late)
	refused(t, err, workflow.RuleKeyUnfit)
	_, err = signing.PlaceFields(approved, signing.Places{"more": {Page: 1, Right: 9, Top: 9, Text: true}})
	refused(t, err, workflow.RuleForbidden) // case e: text fields created after the approval
}

// A number that is filled in a revision of its own is not filled again.
func TestNumbersAreWrittenOnce(t *testing.T) {
	t.Parallel()
	w := newWard(t)
	placed := must[[]byte](t)(signing.PlaceFields(report(t), reportPlaces()))
	numbered := signed(t, w.chair, &signing.Request{PDF: placed, Field: "approval", Values: numbers(), Time: morning})
	_, err := signing.Prepare(&signing.Request{PDF: numbered, Field: "seal", Values: numbers(), Chain: w.agency.Certificates, Time: morning})
	refused(t, err, workflow.RuleFieldFilled)
}

func TestEncryptedFilesAreRefused(t *testing.T) {
	t.Parallel()
	locked := rewritten(t, report(t), "--encrypt", "a", "b", "256", "--")
	_, err := signing.PlaceFields(locked, reportPlaces())
	refused(t, err, workflow.RulePDFLocked)
}

func TestFindPlaces(t *testing.T) {
	t.Parallel()
	tool(t, "pdftotext")
	for name, c := range map[string]struct{ title, signer string }{
		"bao-cao":       {"Chủ tịch", "Trần Quang Minh"},
		"cong-van-kt":   {"Phó Chủ tịch", "Võ Thị Thanh Hà"},
		"thong-bao-dai": {"Giám đốc Trung tâm Phục vụ hành chính công và Chuyển đổi số", "Phạm Quốc Bảo"},
	} {
		data := must[[]byte](t)(os.ReadFile(filepath.Join("testdata", name+".pdf")))
		places, err := signing.FindPlaces(t.Context(), data, signing.Words{Title: c.title, Signer: c.signer})
		if err != nil {
			t.Errorf("%s: %v", name, workflow.Say(err).Detail)
			continue
		}
		sign, seal := places["approval"], places["seal"]
		if seal.Left >= sign.Left || seal.Right <= sign.Left || sign.Top-sign.Bottom < 60 {
			t.Errorf("%s: the seal does not stand over the signature: %+v", name, places)
		}
		for _, field := range []string{"number", "day", "month", "year"} {
			if p := places[field]; p.Page != 1 || p.Right-p.Left < 20 || p.Size != 13 {
				t.Errorf("%s: %s at %+v", name, field, p)
			}
		}
		if name == "bao-cao" {
			for field, want := range reportPlaces() {
				if got := places[field]; math.Abs(got.Left-want.Left)+math.Abs(got.Right-want.Right)+math.Abs(got.Top-want.Top) > 0.01 {
					t.Errorf("%s at %+v, want %+v", field, got, want)
				}
			}
		}
	}
}

// What stands on pages that are not as the rest.
func TestFindPlacesOnOtherForms(t *testing.T) {
	t.Parallel()
	signature := func(page string) []string {
		return []string{page + " 380 600 CHỦ", page + " 409 600 TỊCH", page + " 370 700 Võ", page + " 390 700 Thị", page + " 417 700 Hà"}
	}
	blank := func(page, top string) []string {
		return []string{
			page + " 100 " + top + " Số:", page + " 160 " + top + " /BC-UBND",
			page + " 300 " + top + " ngày", page + " 360 " + top + " tháng", page + " 425 " + top + " năm",
		}
	}
	printed := []string{"1 100 100 Số:", "1 125 100 12/BC-UBND", "1 300 100 ngày", "1 330 100 09", "1 350 100 tháng", "1 390 100 11", "1 410 100 năm", "1 435 100 2026"}
	words := signing.Words{Title: "Chủ tịch", Signer: "Võ Thị Hà"}
	undated := words
	undated.Undated = true
	for name, c := range map[string]struct {
		words signing.Words
		text  []string
		want  documents.Rule // "" for found
		page  int            // of the number
	}{
		"a copy has the number of the original first": {words, slices.Concat(printed, blank("2", "500"), signature("2")), "", 2},
		"a blank form in an annex":                    {words, slices.Concat(blank("1", "100"), signature("1"), blank("2", "300")), "", 1},
		"a line of the date far from the number":      {words, slices.Concat(blank("1", "100")[:2], blank("1", "300")[2:], signature("1")), workflow.RuleWordMissing, 0},
		"biên bản has no line of the date":            {undated, slices.Concat(blank("1", "100")[:2], signature("1")), "", 1},
		"all is printed":                              {words, slices.Concat(printed, signature("1")), workflow.RulePrinted, 0},
		"the date is printed":                         {words, slices.Concat(blank("1", "100")[:2], printed[2:], signature("1")), workflow.RulePrinted, 0},
		"two lines for the number":                    {words, slices.Concat(blank("1", "100"), blank("1", "400"), signature("1")), workflow.RuleWordTwice, 0},
		"a narrow gap":                                {words, slices.Concat([]string{"1 100 100 Số:", "1 124 100 /BC"}, blank("1", "100")[2:], signature("1")), workflow.RuleFieldSmall, 0},
		"the name close below the title":              {words, slices.Concat(blank("1", "100"), []string{"1 380 600 CHỦ", "1 409 600 TỊCH", "1 370 640 Võ", "1 390 640 Thị", "1 417 640 Hà"}), workflow.RuleFieldSmall, 0},
		"the name on the next page":                   {words, slices.Concat(blank("1", "100"), signature("1")[:2], signature("2")[2:]), workflow.RuleWordMissing, 0},
		"nothing":                                     {words, nil, workflow.RuleWordMissing, 0},
	} {
		places, err := signing.Locate(c.words, c.text...)
		if c.want != "" {
			t.Run(name, func(t *testing.T) { refused(t, err, c.want) })
		} else if err != nil || places["number"].Page != c.page {
			t.Errorf("%s: %v, %+v", name, err, places)
		}
	}
}

func TestFindPlacesRefuses(t *testing.T) {
	t.Parallel()
	tool(t, "pdftotext")
	data := report(t)
	find := func(data []byte, title, signer string) error {
		_, err := signing.FindPlaces(t.Context(), data, signing.Words{Title: title, Signer: signer})
		return err
	}
	refused(t, find(data, "Chủ tịch", "Nguyễn Văn A"), workflow.RuleWordMissing)
	refused(t, find(data, "Phó Chủ tịch", "Trần Quang Minh"), workflow.RuleWordMissing)
	w := newWard(t)
	refused(t, find(w.carried(t, data), "Chủ tịch", "Trần Quang Minh"), workflow.RulePrinted)
	twice := rewritten(t, data, "--pages", ".", "1-z", ".", "3", "--")
	refused(t, find(twice, "Chủ tịch", "Trần Quang Minh"), workflow.RuleWordTwice)
}
