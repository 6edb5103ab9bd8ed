package documents_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

// attached returns a decision with two annexes with a body, one without, and a
// promulgated text between them.
func attached() documents.Document {
	body := documents.ParseBody("a")
	doc := complete()
	doc.Kind, doc.Addressees, doc.Recipients = documents.Decision, nil, nil
	doc.Attachments = []documents.Attachment{
		{Title: "Một", Body: body}, {Title: "Quy chế", Kind: "QC", Body: body}, {Title: "Tệp"}, {Title: "Hai", Body: body},
	}
	return doc
}

func TestAnnexNames(t *testing.T) {
	t.Parallel()
	doc := attached()
	if diff := cmp.Diff([]int{0, 3}, doc.Annexes()); diff != "" {
		t.Errorf("annexes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{1}, doc.Texts()); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
	if got := doc.AnnexName(0) + ", " + doc.AnnexName(3); got != "Phụ lục I, Phụ lục II" {
		t.Errorf("got %q", got)
	}
	doc.Attachments = doc.Attachments[:1]
	if got := doc.AnnexName(0); got != "Phụ lục" {
		t.Errorf("the only annex is called %q", got)
	}
}

// TestPointer holds the blanks to the medium: filled on paper, left in an
// electronic document.
func TestPointer(t *testing.T) {
	t.Parallel()
	doc := attached()
	of := " của Ủy ban nhân dân phường Đức Phổ)"
	for _, row := range []struct {
		name   string
		change func(*documents.Document)
		at     int
		want   string
	}{
		{"NoNumberYet", func(*documents.Document) {}, 0, "(Kèm theo Văn bản số " + room + "/QĐ-UBND " + documents.Date{}.Words() + of},
		{"Paper", func(d *documents.Document) {
			d.Reference, d.Date = documents.Reference{Number: 5, Symbol: "QĐ-UBND"}, documents.Date{Year: 2025, Month: 12, Day: 5}
		}, 1, "(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 12 năm 2025" + of},
		{"Electronic", func(d *documents.Document) {
			d.Electronic = true
			d.Reference = documents.Reference{Number: 5, Symbol: "QĐ-UBND"}
		}, 1, "(Kèm theo Quyết định số … ngày … tháng … năm … của …)"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			doc := doc
			row.change(&doc)
			if got := doc.Pointer(row.at); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestAttachmentForm(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		a          documents.Attachment
		electronic bool
		want       documents.FormID
	}{
		{documents.Attachment{}, false, documents.AnnexOnPaper},
		{documents.Attachment{Separate: true}, false, documents.AnnexOnPaper},
		{documents.Attachment{}, true, documents.AnnexOnPaper},
		{documents.Attachment{Separate: true}, true, documents.AnnexAsFile},
		{documents.Attachment{Kind: "QC"}, true, documents.TextOnPaper},
		{documents.Attachment{Kind: "QC", Separate: true}, true, documents.TextAsFile},
	} {
		if got := row.a.Form(row.electronic); got != row.want {
			t.Errorf("%+v, electronic %v: got %s, want %s", row.a, row.electronic, got, row.want)
		}
	}
}

func TestRoman(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{1: "I", 4: "IV", 9: "IX", 14: "XIV", 49: "XLIX", 1994: "MCMXCIV", 0: "0", 4000: "4000"} {
		if got := documents.Roman(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}

// TestSealText holds ô 14 to the words of the forms (2.2, 3.2).
func TestSealText(t *testing.T) {
	t.Parallel()
	doc := attached()
	doc.Reference = documents.Reference{Number: 5, Symbol: "QĐ-UBND"}
	if got, want := doc.SealText(), "Số: 05/QĐ-UBND; ngày/tháng/năm; giờ: phút: giây"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if err := doc.Sealed.UnmarshalText([]byte("2025-12-02T15:02:11+07:00")); err != nil {
		t.Fatal(err)
	}
	if got, want := doc.SealText(), "Số: 05/QĐ-UBND; 02/12/2025; 15:02:11 +07:00"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	doc.Copy = documents.Copy{Form: documents.CopyOfCopy, Issuer: documents.Issuer{Name: "Sở Nội vụ", Symbol: "SNV"}}
	if got, want := doc.SealText(), "Sao lục; Sở Nội vụ; 02/12/2025; 15:02:11 +07:00"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := doc.Copy.NumberLine(), "Số: "+room+"/SL-SNV"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if err := doc.Sealed.UnmarshalText([]byte("hôm nay")); !errors.Is(err, documents.ErrInvalid) || !doc.Sealed.IsZero() {
		t.Errorf("got %v, %v", err, doc.Sealed)
	}
}

// TestPictures reads pictures as they come: base64, bare or as a data URI, with
// line ends.
func TestPictures(t *testing.T) {
	t.Parallel()
	var pngFile, jpegFile bytes.Buffer
	im := image.NewGray(image.Rect(0, 0, 30, 20))
	if err := errors.Join(png.Encode(&pngFile, im), jpeg.Encode(&jpegFile, im, nil)); err != nil {
		t.Fatal(err)
	}
	code := base64.StdEncoding.EncodeToString(pngFile.Bytes())
	for name, text := range map[string]string{
		"Bare": code, "DataURI": "data:image/png;base64," + code, "Lines": code[:20] + "\n" + code[20:],
	} {
		doc, err := documents.Load([]byte(`{"kind":"BC","body":[{"type":"image","text":"Sơ đồ","image":` + quoted(t, text) + `}]}`))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if format, w, h, ok := doc.Body[0].Image.Format(); format != "png" || w != 30 || h != 20 || !ok {
			t.Errorf("%s: got %s %d × %d, %v", name, format, w, h, ok)
		}
	}
	if format, _, _, ok := documents.Picture(jpegFile.Bytes()).Format(); format != "jpeg" || !ok {
		t.Errorf("got %s, %v", format, ok)
	}
	for name, row := range map[string]struct{ block, rule string }{
		"NoBase64":  {`{"type":"image","text":"a","image":"§"}`, "picture_form"},
		"NoPicture": {`{"type":"image","text":"a","image":"AAAA"}`, "picture_form"},
		"NoAlt":     {`{"type":"image","image":` + quoted(t, code) + `}`, "block_form"},
		"InText":    {`{"type":"paragraph","text":"a","image":` + quoted(t, code) + `}`, "block_form"},
		"TooLarge":  {`{"type":"image","text":"a","image":` + quoted(t, base64.StdEncoding.EncodeToString(append(pngFile.Bytes(), make([]byte, 2<<20)...))) + `}`, "picture_form"},
	} {
		_, err := documents.Load([]byte(`{"kind":"BC","body":[` + row.block + `]}`))
		if err == nil || !strings.Contains(err.Error(), row.rule) || !strings.Contains(err.Error(), "body[0]") {
			t.Errorf("%s: got %v, want %s", name, err, row.rule)
		}
	}
}

func quoted(t *testing.T, s string) string {
	t.Helper()
	out, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestBodyOfTextsAndBlocks mixes what is typed with what is not.
func TestBodyOfTextsAndBlocks(t *testing.T) {
	t.Parallel()
	doc, err := documents.Load([]byte("kind: BC\nbody:\n  - |\n    I. KẾT QUẢ\n    Đã xong.\n  - type: paragraph\n    text: Hết./.\n    landscape: true\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := documents.Body{
		numbered(documents.Heading, 1, "I.", "KẾT QUẢ"), para("Đã xong."), {Type: documents.Paragraph, Text: plain("Hết./."), Landscape: true},
	}
	if diff := cmp.Diff(want, doc.Body); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
}

// TestWholeRecordSurvivesJSON keeps what the stores write and read.
func TestWholeRecordSurvivesJSON(t *testing.T) {
	t.Parallel()
	doc := attached()
	doc.Details = documents.Details{"proposer": {"Chánh Văn phòng"}}
	doc.Copy = documents.Copy{Form: documents.FullCopy, Issuer: doc.Issuer}
	doc.Circulation, doc.Contact, doc.Electronic = documents.InternalUse, "a", true
	doc.Attachments[0].Body = append(doc.Attachments[0].Body, documents.Block{
		Type: documents.Image, Image: documents.Picture{1, 2, 3}, Text: plain("a"),
	}, documents.Block{Type: documents.Chapter, Mark: "Chương I", Text: plain("CHUNG")})
	if err := doc.Sealed.UnmarshalText([]byte("2025-12-02T15:02:11+07:00")); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	var back documents.Document
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(doc, back); diff != "" {
		t.Errorf("record (-written +read):\n%s", diff)
	}
	var plainDoc documents.Document
	if data, err := json.Marshal(plainDoc); err != nil || strings.Contains(string(data), "copy") || strings.Contains(string(data), "sealed") {
		t.Errorf("an empty document is written %s, %v", data, err)
	}
}

// TestChapterWantsATitle lets a draft be without and no document.
func TestChapterWantsATitle(t *testing.T) {
	t.Parallel()
	doc := complete()
	doc.Body = documents.ParseBody("Chương I\nĐiều 1. Hết.")
	if faults := doc.Check(); len(faults) > 0 {
		t.Errorf("a draft: %v", faults)
	}
	var faults documents.FieldErrors
	if !errors.As(doc.Complete(), &faults) || faults[0].Field != "body[0]" || faults[0].Rule != documents.RuleTitle {
		t.Errorf("got %v", faults)
	}
}
