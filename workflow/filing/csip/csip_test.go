package csip_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow/filing/csip"
)

// sample returns a package of two documents.
func sample() *csip.Package {
	return &csip.Package{
		ID: "H48.02.2026.01.TCCB", Label: "Hồ sơ tuyển dụng <năm 2026> & bổ sung", Created: time.Date(2026, 11, 27, 1, 2, 3, 0, time.UTC), Creator: "UBND phường Đức Phổ",
		Files: []csip.File{
			csip.Bytes(csip.Descriptive+"ho-so.xml", "application/xml", []byte("<hoSo/>\n")),
			csip.Bytes(csip.Preservation+"premis.xml", "application/xml", []byte("<premis/>\n")),
			csip.Bytes(csip.DataOf("goc")+"H48.02.2026.01.TCCB.001.pdf", "application/pdf", []byte("%PDF-1.7 một")),
			csip.Bytes(csip.DataOf("goc")+"H48.02.2026.01.TCCB.002.pdf", "application/pdf", []byte("%PDF-1.7 hai..")),
			csip.Bytes(csip.DataOf("du-thao")+"H48.02.2026.01.TCCB.003.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", []byte("PK")),
		},
	}
}

func packed(tb testing.TB, p *csip.Package) []byte {
	tb.Helper()
	var out bytes.Buffer
	if err := csip.Write(&out, p); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func verified(tb testing.TB, data []byte) *csip.Report {
	tb.Helper()
	r, err := csip.Verify(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func TestWhatIsWrittenIsGood(t *testing.T) {
	t.Parallel()
	data := packed(t, sample())
	r := verified(t, data)
	if !r.Good() || r.Files != 6 || r.ID != sample().ID || r.Label != sample().Label {
		t.Errorf("got %+v", r)
	}
	if !bytes.Equal(data, packed(t, sample())) {
		t.Error("the same package was written with other bytes")
	}
}

func TestWriteRefusesNamesThatLeadOut(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"", "../a", "a/../b", "/a", `a\b`, "a/", "a//b", ".a", "a.", "C:a", "a\x00b", "METS.xml", "mets.XML", csip.Descriptive + "ho-so.xml", strings.Repeat("a", 300)} {
		p := sample()
		p.Files = append(p.Files, csip.Bytes(path, "text/plain", []byte("x")))
		if err := csip.Write(io.Discard, p); !errors.Is(err, documents.ErrInvalid) {
			t.Errorf("%q: got %v", path, err)
		}
	}
	p := sample()
	p.ID = "../x"
	if err := csip.Write(io.Discard, p); !errors.Is(err, documents.ErrInvalid) {
		t.Errorf("id: got %v", err)
	}
}

// An entry is one file of a ZIP that is changed.
type entry struct {
	header zip.FileHeader
	data   []byte
}

func entries(tb testing.TB, data []byte) []entry {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		tb.Fatal(err)
	}
	var out []entry
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, entry{zip.FileHeader{Name: f.Name, Method: f.Method}, body})
	}
	return out
}

func zipped(tb testing.TB, all []entry) []byte {
	tb.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range all {
		w, err := z.CreateHeader(&e.header)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write(e.data); err != nil && e.header.Mode().IsRegular() {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// TestPackedAgain: who unpacks a package and packs it again adds its folders, which
// is no change; a folder that leads out is.
func TestPackedAgain(t *testing.T) {
	t.Parallel()
	whole := entries(t, packed(t, sample()))
	folder := func(name string) entry { return entry{zip.FileHeader{Name: name}, nil} }
	again := append([]entry{folder(sample().ID + "/"), folder(sample().ID + "/metadata/")}, whole...)
	if r := verified(t, zipped(t, again)); !r.Good() || r.Files != 6 {
		t.Errorf("packed again: %+v", r)
	}
	if r := verified(t, zipped(t, append(whole, folder(sample().ID+"/../out/")))); r.Good() {
		t.Error("a folder that leads out was not found")
	}
}

// TestEachChangeIsFound: each file changed by one byte, cut, taken out, doubled
// and renamed; files and lines added.
func TestEachChangeIsFound(t *testing.T) {
	t.Parallel()
	whole := entries(t, packed(t, sample()))
	for i, e := range whole {
		name := strings.TrimPrefix(e.header.Name, sample().ID+"/")
		for change, do := range map[string]func([]entry) []entry{
			"one byte": func(all []entry) []entry {
				all[i].data = bytes.Clone(e.data)
				all[i].data[len(e.data)/2] ^= 1
				return all
			},
			"cut":     func(all []entry) []entry { all[i].data = e.data[:len(e.data)-1]; return all },
			"emptied": func(all []entry) []entry { all[i].data = nil; return all },
			"removed": func(all []entry) []entry { return slices.Delete(all, i, i+1) },
			"doubled": func(all []entry) []entry { return append(all, e) },
			"renamed": func(all []entry) []entry { all[i].header.Name += "x"; return all },
		} {
			r := verified(t, zipped(t, do(slices.Clone(whole))))
			if r.Good() {
				t.Errorf("%s %s: nothing was found", name, change)
			}
			if name != "manifest-sha256.txt" && (change == "removed" || change == "one byte") {
				if !slices.ContainsFunc(r.Findings, func(f csip.Finding) bool {
					return strings.HasPrefix(f.Say(), name)
				}) {
					t.Errorf("%s %s: %v names another file", name, change, r.Findings)
				}
			}
		}
	}
}

func TestFindingsSayWhatIsWrong(t *testing.T) {
	t.Parallel()
	at := func(all []entry, suffix string) *entry {
		i := slices.IndexFunc(all, func(e entry) bool { return strings.HasSuffix(e.header.Name, suffix) })
		return &all[i]
	}
	put := func(name string) func([]entry) []entry {
		return func(all []entry) []entry { return append(all, entry{zip.FileHeader{Name: name}, []byte("x")}) }
	}
	for name, c := range map[string]struct {
		do   func([]entry) []entry
		want csip.Fault
		says string
	}{
		"document changed": {func(all []entry) []entry { at(all, "001.pdf").data = []byte("%PDF-1.7 mộT"); return all }, csip.Changed, "khác với bảng kê"},
		"document and manifest changed": {func(all []entry) []entry {
			one, other := at(all, "001.pdf"), at(all, "002.pdf")
			one.data, other.data = other.data, one.data
			m := at(all, "manifest-sha256.txt")
			m.data = []byte(strings.NewReplacer("001.pdf", "002.pdf", "002.pdf", "001.pdf").Replace(string(m.data)))
			return all
		}, csip.ChangedMETS, "khác với METS.xml"},
		"document missing": {func(all []entry) []entry {
			return slices.DeleteFunc(all, func(e entry) bool { return strings.HasSuffix(e.header.Name, "002.pdf") })
		}, csip.Missing, "Thiếu tệp có trong bảng kê"},
		"missing, not listed": {func(all []entry) []entry {
			m := at(all, "manifest-sha256.txt")
			m.data = slices.Concat(linesWithout(m.data, "002.pdf"))
			return slices.DeleteFunc(all, func(e entry) bool { return strings.HasSuffix(e.header.Name, "002.pdf") })
		}, csip.MissingMETS, "Thiếu tệp được nêu trong METS.xml"},
		"file added": {put(sample().ID + "/metadata/descriptive/them.xml"), csip.Extra, "được thêm vào sau"},
		"line added": {func(all []entry) []entry {
			m := at(all, "manifest-sha256.txt")
			m.data = append(bytes.Clone(m.data), "thêm\n"...)
			return all
		}, csip.ManifestLine, "dòng 7"},
		"manifest missing": {func(all []entry) []entry { return all[:len(all)-1] }, csip.NoManifest, "thiếu bảng kê"},
		"mets missing": {func(all []entry) []entry {
			return slices.DeleteFunc(all, func(e entry) bool { return strings.HasSuffix(e.header.Name, "METS.xml") })
		}, csip.NoMETS, "METS.xml"},
		"mets not well formed": {func(all []entry) []entry { m := at(all, "METS.xml"); m.data = m.data[:len(m.data)-9]; return all }, csip.BadMETS, "không đúng dạng METS"},
		"mets with a doctype": {func(all []entry) []entry {
			m := at(all, "METS.xml")
			m.data = bytes.Replace(m.data, []byte("<mets"), []byte("<!DOCTYPE a [<!ENTITY b \"c\">]><mets"), 1)
			return all
		}, csip.BadMETS, "không đúng dạng METS"},
		"size in mets": {func(all []entry) []entry {
			m := at(all, "METS.xml")
			m.data = bytes.Replace(m.data, []byte(`SIZE="14"`), []byte(`SIZE="15"`), 1)
			return all
		}, csip.Size, "phải là 15 byte"},
		"of another package": {func(all []entry) []entry {
			for i := range all {
				all[i].header.Name = "khac/" + strings.SplitN(all[i].header.Name, "/", 2)[1]
			}
			return all
		}, csip.OtherPackage, sample().ID},
		"path out":           {put(sample().ID + "/../../etc/passwd"), csip.Path, "đừng giải nén"},
		"path of the root":   {put("/etc/passwd"), csip.Path, "đừng giải nén"},
		"path of Windows":    {put(sample().ID + `/C:\a`), csip.Path, "đừng giải nén"},
		"beside the folder":  {put("khac/a"), csip.Path, "đừng giải nén"},
		"name in other case": {put(sample().ID + "/mets.xml"), csip.Twice, "hai lần"},
		"link": {func(all []entry) []entry {
			e := entry{zip.FileHeader{Name: sample().ID + "/a"}, []byte("/etc/passwd")}
			e.header.SetMode(os.ModeSymlink | 0o777)
			return append(all, e)
		}, csip.Special, "không phải một tệp thường"},
		"bomb": {func(all []entry) []entry {
			return append(all, entry{zip.FileHeader{Name: sample().ID + "/a", Method: zip.Deflate}, make([]byte, 8<<20)})
		}, csip.Bomb, "phình ra quá lớn"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := verified(t, zipped(t, c.do(entries(t, packed(t, sample())))))
			i := slices.IndexFunc(r.Findings, func(f csip.Finding) bool { return f.Fault == c.want })
			if i < 0 || !strings.Contains(r.Findings[i].Say(), c.says) {
				t.Fatalf("got %v, want %s", r.Findings, c.want)
			}
			for _, f := range r.Findings {
				if text := f.Say(); strings.ContainsAny(text, "{}") || !strings.HasSuffix(text, ".") {
					t.Errorf("does not read well: %q", text)
				}
			}
		})
	}
}

// linesWithout leaves the lines out that end so.
func linesWithout(text []byte, end string) []byte {
	return bytes.Join(slices.DeleteFunc(bytes.Split(text, []byte("\n")), func(l []byte) bool { return bytes.HasSuffix(l, []byte(end)) }), []byte("\n"))
}

// TestDamagedIsSaidOnce: a file that cannot be read to its end is not missing, too.
func TestDamagedIsSaidOnce(t *testing.T) {
	t.Parallel()
	data := packed(t, sample())
	data[bytes.Index(data, []byte("%PDF-1.7"))] ^= 1 // the ZIP's own sum does not fit any more
	r := verified(t, data)
	if len(r.Findings) != 1 || r.Findings[0].Fault != csip.Damaged {
		t.Errorf("got %v", r.Findings)
	}
}

func TestLookIsShownEachDocument(t *testing.T) {
	t.Parallel()
	data := packed(t, sample())
	var seen []string
	r, err := csip.Verify(bytes.NewReader(data), int64(len(data)), func(path string, data []byte) []csip.Finding {
		seen = append(seen, fmt.Sprint(filepath.Base(path), len(data)))
		return []csip.Finding{{Path: path, Fault: csip.Signature, Got: "Trần Quang Minh"}}
	})
	if err != nil || len(seen) != 3 || len(r.Findings) != 3 || !strings.Contains(r.Findings[0].Say(), "không đạt: Trần Quang Minh") {
		t.Errorf("got %v, %v, %v", seen, r, err)
	}
}

func TestNoZipIsNoPackage(t *testing.T) {
	t.Parallel()
	for _, data := range [][]byte{nil, []byte("PK"), []byte("<mets/>")} {
		if _, err := csip.Verify(bytes.NewReader(data), int64(len(data)), nil); !errors.Is(err, csip.ErrNoPackage) {
			t.Errorf("%q: got %v", data, err)
		}
	}
	if r := verified(t, zipped(t, nil)); r.Good() {
		t.Error("an empty one is good")
	}
}

// TestOthersReadIt: the XML is well formed for libxml2, and sha256sum agrees with
// the manifest.
func TestOthersReadIt(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, e := range entries(t, packed(t, sample())) {
		path := filepath.Join(dir, filepath.FromSlash(e.header.Name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, e.data, 0o600)); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(path, ".xml") {
			if err := xml.Unmarshal(e.data, new(struct{ XMLName xml.Name })); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	root := filepath.Join(dir, sample().ID)
	for _, tool := range [][]string{{"xmllint", "--noout", "--nonet", "METS.xml"}, {"sha256sum", "-c", "--strict", "manifest-sha256.txt"}} {
		if _, err := exec.LookPath(tool[0]); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal(err)
			}
			t.Skip(tool[0] + " is not there")
		}
		cmd := exec.CommandContext(t.Context(), tool[0], tool[1:]...)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", tool[0], err, out)
		}
	}
}

func FuzzVerify(f *testing.F) {
	whole := packed(f, sample())
	f.Add(whole)
	f.Add(whole[:len(whole)-40])
	f.Add(zipped(f, append(entries(f, whole), entry{zip.FileHeader{Name: "../a", Method: zip.Deflate}, make([]byte, 2<<20)})))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := csip.Verify(bytes.NewReader(data), int64(len(data)), nil)
		if err != nil {
			return
		}
		if r.Bytes > 200*int64(len(data))+1<<24 {
			t.Fatalf("%d bytes were unpacked of %d", r.Bytes, len(data))
		}
		for _, finding := range r.Findings {
			if finding.Say() == "" {
				t.Fatalf("%+v has no sentence", finding)
			}
		}
	})
}
