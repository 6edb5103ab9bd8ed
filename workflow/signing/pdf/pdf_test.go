package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"vanthu/workflow/signing/pdf"
)

// built makes a small PDF of objects 1, 2, …; the first is the catalogue.
func built(trailer string, objects ...string) []byte {
	out := []byte("%PDF-1.7\n")
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", len(out))
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return fmt.Appendf(out, "%strailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", table, len(objects)+1, trailer, len(out))
}

const (
	catalogue = "<</Type/Catalog/Pages 2 0 R>>"
	onePage   = "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>"
	page      = "<</Type/Page/Parent 2 0 R>>"
)

func open(t testing.TB, data []byte) *pdf.File {
	t.Helper()
	f, err := pdf.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestOpen(t *testing.T) {
	t.Parallel()
	f := open(t, built("", catalogue, onePage, page, "[true false null -1 2.5 (a\\(b\\)\\101\\\n) <4a4B4> /N#61me [] 1 0 R]"))
	got, err := f.Object(pdf.Ref{Number: 4})
	want := "[true false <nil> -1 2.5 a(b)A JK@ Name [] {1 0}]"
	if text := fmt.Sprint(got); err != nil || text != want {
		t.Errorf("got %s, %v; want %s", text, err, want)
	}
	pages, err := f.Pages()
	if err != nil || len(pages) != 1 || pages[0].Box != [4]float64{0, 0, 595, 842} {
		t.Errorf("pages %+v, %v", pages, err)
	}
	if err := f.Check(); err != nil {
		t.Error(err)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	good := built("", catalogue, onePage, page)
	for name, c := range map[string]struct {
		data []byte
		want pdf.Reason
	}{
		"empty":             {nil, pdf.NotPDF},
		"a word file":       {[]byte("PK\x03\x04"), pdf.NotPDF},
		"something before":  {append([]byte("x"), good...), pdf.NotPDF},
		"cut":               {good[:len(good)-40], pdf.Broken},
		"no start":          {bytes.Replace(good, []byte("startxref"), []byte("startxxxx"), 1), pdf.Broken},
		"encrypted":         {built("/Encrypt 3 0 R", catalogue, onePage, page), pdf.Encrypted},
		"no catalogue":      {built("", "[]", onePage, page), pdf.Broken},
		"a circle":          {built("/Prev 9", catalogue, onePage, page), pdf.Broken},
		"nested":            {built("", strings.Repeat("[", 99)+strings.Repeat("]", 99)), pdf.TooLarge},
		"twice the same":    {built("", "<</Pages 2 0 R/Pages 3 0 R>>", onePage, page), pdf.Broken},
		"a wrong number":    {built("", "<</Pages 2 0 R/A 1.2.3>>", onePage), pdf.Broken},
		"an endless string": {built("", "<</Pages 2 0 R/A (>>"), pdf.Broken},
	} {
		_, err := pdf.Open(c.data)
		if fault := (*pdf.Fault)(nil); !errors.As(err, &fault) || fault.Reason != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	moved := bytes.Replace(good, []byte("3 0 obj"), []byte("4 0 obj"), 1)
	if err := open(t, moved).Check(); err == nil {
		t.Error("an object that is not where the table says is not found")
	}
	if _, err := open(t, built("", catalogue, "<</Kids[2 0 R]>>")).Pages(); err == nil {
		t.Error("a tree of pages in a circle is read")
	}
}

func TestUpdate(t *testing.T) {
	t.Parallel()
	data := built("/ID[(a)(b)]/Info 4 0 R", catalogue, onePage, page, "<</Title(x)>>")
	f := open(t, data)
	u := f.Update()
	blank := &pdf.Blank{Text: "<0000>"}
	added := u.Add(pdf.Dict{"V": blank, "T": pdf.Text("số (1)"), "S": pdf.String("a(b)\\"), "N": pdf.Name("a b")})
	stream := u.Add(pdf.Pack(pdf.Dict{}, []byte("hello")))
	u.Set(pdf.Ref{Number: 3}, pdf.Dict{"Type": pdf.Name("Page"), "Parent": pdf.Ref{Number: 2}, "A": added})
	next := append(bytes.Clone(data), u.Tail()...)
	if string(next[blank.At:blank.At+6]) != "<0000>" {
		t.Errorf("the blank is not at %d", blank.At)
	}
	g := open(t, next)
	if err := g.Check(); err != nil {
		t.Fatal(err)
	}
	d, err := g.Dict(added)
	if err != nil || d["T"].(pdf.String).Text() != "số (1)" || d["S"] != pdf.String("a(b)\\") || d["N"] != pdf.Name("a b") {
		t.Errorf("got %v, %v", d, err)
	}
	o, err := g.Object(stream)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := g.Decode(o.(*pdf.Stream)); err != nil || string(text) != "hello" {
		t.Errorf("got %q, %v", text, err)
	}
	if got := fmt.Sprint(g.Changed(f)); got != "[{3 0} {5 0} {6 0}]" {
		t.Errorf("changed: %s", got)
	}
	if id := g.Trailer["ID"].(pdf.Array); id[0] != pdf.String("a") || id[1] == pdf.String("b") {
		t.Errorf("ID %v", id)
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 9, 9, 15, 30, 0, time.FixedZone("", 7*60*60))
	if got := pdf.Date(at); got != "D:20261109091530+07'00'" || !got.Time().Equal(at) {
		t.Errorf("got %s, which is %v", got, got.Time())
	}
	for text, want := range map[pdf.String]string{
		"D:20261109021530Z": "2026-11-09T02:15:30Z", "D:20261109": "2026-11-09T00:00:00Z", "20261109091530+07'00": "2026-11-09T02:15:30Z",
		"D:2026110909+07": "2026-11-09T02:00:00Z", "D:": "0001-01-01T00:00:00Z", "yesterday": "0001-01-01T00:00:00Z",
	} {
		if got := text.Time().UTC().Format(time.RFC3339); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

// streamed makes a small PDF with an object stream and a cross-reference stream.
func streamed() []byte {
	out := []byte("%PDF-1.7\n")
	inner := "1 0 2 " + fmt.Sprint(len(catalogue)) + " 3 " + fmt.Sprint(len(catalogue)+len(onePage)) + " "
	packed := len(out)
	out = fmt.Appendf(out, "4 0 obj\n<</Type/ObjStm/N 3/First %d/Length %d>>stream\n%s%s%s%s\nendstream\nendobj\n",
		len(inner), len(inner)+len(catalogue)+len(onePage)+len(page), inner, catalogue, onePage, page)
	start := len(out)
	rows := []byte{0, 0, 0, 0, 2, 0, 4, 0, 2, 0, 4, 1, 2, 0, 4, 2, 1, byte(packed >> 8), byte(packed), 0, 1, byte(start >> 8), byte(start), 0}
	out = fmt.Appendf(out, "5 0 obj\n<</Type/XRef/W[1 2 1]/Size 6/Root 1 0 R/Length %d>>stream\n%s\nendstream\nendobj\n", len(rows), rows)
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", start)
}

func TestStreams(t *testing.T) {
	t.Parallel()
	f := open(t, streamed())
	if err := f.Check(); err != nil {
		t.Fatal(err)
	}
	u := f.Update()
	u.Set(pdf.Ref{Number: 3}, pdf.Dict{"Type": pdf.Name("Page"), "Parent": pdf.Ref{Number: 2}, "Rotate": 90})
	tail := u.Tail()
	if !bytes.Contains(tail, []byte("/XRef")) || bytes.Contains(tail, []byte("trailer")) {
		t.Errorf("the section is not of the kind of the one before: %q", tail)
	}
	pages, err := open(t, append(streamed(), tail...)).Pages()
	if err != nil || len(pages) != 1 || pages[0].Rotate != 90 {
		t.Errorf("got %+v, %v", pages, err)
	}
}

// Rows as in PNG: each kind of filter, by hand.
func TestPredictors(t *testing.T) {
	t.Parallel()
	f := open(t, built("", catalogue, onePage, page))
	rows := []byte{
		0, 10, 20, 30, // as it is
		1, 10, 10, 10, // from the left
		2, 1, 1, 1, // from above
		3, 10, 10, 10, // from both, halved
		4, 1, 1, 1, // Paeth: from whichever is nearest
	}
	want := []byte{10, 20, 30, 10, 20, 30, 11, 21, 31, 15, 28, 39, 16, 29, 40}
	s := pdf.Pack(pdf.Dict{"DecodeParms": pdf.Dict{"Predictor": 15, "Columns": 3}}, rows)
	if got, err := f.Decode(s); err != nil || !bytes.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	for name, s := range map[string]*pdf.Stream{
		"of an unknown kind": pdf.Pack(pdf.Dict{"DecodeParms": pdf.Dict{"Predictor": 15, "Columns": 3}}, []byte{9, 0, 0, 0}),
		"of TIFF":            pdf.Pack(pdf.Dict{"DecodeParms": pdf.Dict{"Predictor": 2, "Columns": 3}}, rows),
		"of no width":        pdf.Pack(pdf.Dict{"DecodeParms": pdf.Dict{"Predictor": 15, "Columns": 0}}, rows),
		"not packed":         {Dict: pdf.Dict{"Filter": pdf.Name("FlateDecode")}, Raw: []byte("plain")},
		"a picture":          {Dict: pdf.Dict{"Filter": pdf.Name("DCTDecode")}, Raw: []byte("\xff\xd8")},
		"a bomb":             pdf.Pack(pdf.Dict{}, make([]byte, 65<<20)),
	} {
		_, err := f.Decode(s)
		if fault := (*pdf.Fault)(nil); !errors.As(err, &fault) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A file of two forms at once: programs that know no streams see the table.
func TestHybrid(t *testing.T) {
	t.Parallel()
	data := built("", catalogue, onePage, page)
	start := bytes.LastIndex(data, []byte("xref\n0 "))
	head := bytes.Clone(data[:start])
	inner := "4 0 "
	packed := len(head)
	head = fmt.Appendf(head, "5 0 obj\n<</Type/ObjStm/N 1/First %d/Length %d>>stream\n%s(hidden)\nendstream\nendobj\n", len(inner), len(inner)+8, inner)
	stream := len(head)
	rows := []byte{2, 0, 5, 0, 1, byte(packed >> 8), byte(packed), 0}
	head = fmt.Appendf(head, "6 0 obj\n<</Type/XRef/W[1 2 1]/Index[4 2]/Size 7/Root 1 0 R/Length %d>>stream\n%s\nendstream\nendobj\n", len(rows), rows)
	table := data[start:]
	table = bytes.Replace(table, []byte("/Size 4"), fmt.Appendf(nil, "/Size 7/XRefStm %d", stream), 1)
	table = bytes.Replace(table, []byte("0 4\n"), []byte("0 5\n"), 1)
	table = bytes.Replace(table, []byte("trailer"), []byte("0000000000 65535 f \ntrailer"), 1)
	table = bytes.Replace(table, fmt.Appendf(nil, "startxref\n%d", start), fmt.Appendf(nil, "startxref\n%d", len(head)), 1)
	f := open(t, append(head, table...))
	if o, err := f.Object(pdf.Ref{Number: 4}); err != nil || o != pdf.String("hidden") {
		t.Errorf("got %v, %v", o, err)
	}
	if tail := f.Update().Tail(); !bytes.Contains(tail, []byte("trailer")) {
		t.Errorf("the section is not a table: %q", tail)
	}
}

// FuzzOpen reads whatever comes: the parser may refuse, it may not fall.
func FuzzOpen(f *testing.F) {
	f.Add(built("", catalogue, onePage, page, "<</Length 3>>stream\nabc\nendstream"))
	f.Add(built("/Prev 9", catalogue, onePage, page))
	f.Add(streamed())
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := pdf.Open(data)
		if err != nil {
			if fault := (*pdf.Fault)(nil); !errors.As(err, &fault) {
				t.Fatalf("%T is not a *Fault", err)
			}
			return
		}
		for n := range min(file.Size(), 2000) {
			o, err := file.Find(n)
			if stream, ok := o.(*pdf.Stream); ok && err == nil {
				file.Decode(stream) //nolint:errcheck // it may refuse
			}
		}
		if _, err := file.Pages(); err != nil || file.Check() != nil {
			return
		}
		u := file.Update()
		added := u.Add(pdf.Dict{"A": pdf.Text("Số")})
		next, err := pdf.Open(append(bytes.Clone(data), u.Tail()...))
		if err != nil {
			t.Fatalf("what was extended cannot be read: %v", err)
		}
		if d, err := next.Dict(added); err != nil || d["A"] != pdf.Text("Số") {
			t.Fatalf("what was added is not there: %v, %v", d, err)
		}
	})
}
