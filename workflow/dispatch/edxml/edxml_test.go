package edxml_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/dispatch/edxml"
)

func load(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func read(t testing.TB, file string) *edxml.Message {
	t.Helper()
	m, err := edxml.Read([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func write(t *testing.T, m *edxml.Message) string {
	t.Helper()
	file, err := edxml.Write(m)
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

func TestReadTakesAllThereIs(t *testing.T) {
	t.Parallel()
	got := read(t, load(t, "van-ban-moi.edxml"))
	want := &edxml.Message{
		Kind: edxml.New,
		From: edxml.Organ{
			ID: "H48.99.01", InCharge: "UBND tỉnh Thử Nghiệm", Name: "UBND phường Mẫu", Address: "Số 1, đường Mẫu",
			Email: "mau@phuong.example", Telephone: "0255 000001", Fax: "0255 000002", Website: "mau.example",
		},
		To: []edxml.Organ{{ID: "H48.99", Name: "UBND tỉnh Thử Nghiệm"}, {ID: "000.00.15.H51", Name: "Sở Nội vụ & Lao động"}},
		ID: "H48.99.01,2026/11/22,123/BC-UBND", Number: "123", Notation: "BC-UBND", Place: "Mẫu", Date: on(22),
		Type: edxml.Type{Code: "14", Detail: "0", Name: "Báo cáo"}, Subject: "Kết quả cải cách hành chính", Content: "Kết quả cải cách hành chính năm 2026",
		Signer: edxml.Signer{Competence: "KT. CHỦ TỊCH", Position: "Phó Chủ tịch", Name: "Võ Thị Thanh Hà"}, Due: on(30),
		Other:    edxml.Other{Priority: 1, Scope: "Lưu hành nội bộ", Typist: "H", Copies: 4, Pages: 7, Direction: true, Annexes: []string{"Phụ lục I", "Phụ lục II"}},
		Answers:  []edxml.Answer{{Organ: "H48.99", Code: "45/UBND-NC", ID: "H48.99,2026/11/02,45/UBND-NC", Date: on(2)}},
		Steering: 1, Places: []string{"UBND tỉnh", "Các phòng"},
		Trace: []edxml.Hop{{Organ: "H48.99.01", At: time.Date(2026, 11, 22, 2, 15, 30, 0, time.UTC)}},
		Business: edxml.Business{
			Reason: "Văn bản điện tử mới", Paper: true,
			Staff: edxml.Staff{Department: "Văn phòng", Name: "Ngô Chi", Email: "chi@phuong.example", Mobile: "84900000000"},
		},
		Attachments: []edxml.Attachment{{ID: "209", Name: "bao-cao.txt", Type: "text/plain", Description: "Toàn văn", Data: []byte("Báo cáo thử.\n")}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	status := read(t, load(t, "trang-thai.edxml"))
	if status.Kind != edxml.Report || status.Status != edxml.Accepted || status.Answers[0].Code != "123/BC-UBND" || status.Staff.Name != "Lê Thử" {
		t.Errorf("got %+v", status)
	}
}

func on(day int) documents.Date { return documents.Date{Year: 2026, Month: 11, Day: day} }

// data compares files as a whole.
var data = cmp.Comparer(bytes.Equal)

// messages are one of each kind, with all that each can have.
func messages(t testing.TB) []*edxml.Message {
	t.Helper()
	document, status := read(t, load(t, "van-ban-moi.edxml")), read(t, load(t, "trang-thai.edxml"))
	all := []*edxml.Message{document}
	for _, kind := range []edxml.Kind{edxml.Recall, edxml.Update, edxml.Replacement} {
		next := *document
		next.Kind, next.Business.ID, next.Business.Reason = kind, "H48.99.01,2026/11/01,100/BC-UBND", kind.Name()
		if kind == edxml.Update {
			next.Business.Document, next.Business.Receiver = true, true
			next.Business.Changed = []edxml.Receiver{{Organ: "H48.99", Type: "0"}, {Organ: "H48.98", Type: "1"}}
		}
		if kind == edxml.Replacement {
			next.Business.Replaces = []edxml.Replaced{{ID: "H48.99.01,2026/11/01,100/BC-UBND", Organs: []string{"H48.99", "H48.98"}}}
		}
		all = append(all, &next)
	}
	for _, code := range []edxml.Status{edxml.Arrived, edxml.Rejected, edxml.Accepted, edxml.Assigned, edxml.InWork, edxml.Done, edxml.AskedBack, edxml.Agreed, edxml.Declined} {
		next := *status
		next.Status, next.Description = code, code.Name()
		all = append(all, &next)
	}
	return all
}

func TestWhatIsWrittenIsReadTheSame(t *testing.T) {
	t.Parallel()
	for _, m := range messages(t) {
		file := write(t, m)
		if diff := cmp.Diff(m, read(t, file), data); diff != "" {
			t.Errorf("%s %s: -written +read\n%s", m.Kind, m.Status, diff)
		}
		if again := write(t, m); again != file {
			t.Errorf("%s %s: a second writing differs", m.Kind, m.Status)
		}
	}
}

// The files of testdata have the elements and their order as the axis' kit has them.
func TestElementsAreThoseOfTheKit(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"van-ban-moi.edxml", "trang-thai.edxml"} {
		file := load(t, name)
		if diff := cmp.Diff(skeleton(t, file), skeleton(t, write(t, read(t, file)))); diff != "" {
			t.Errorf("%s: -kit +ours\n%s", name, diff)
		}
	}
}

// skeleton returns the path of each element, with prefixes and namespaces, without
// signatures, empty elements and attachments' content.
func skeleton(t *testing.T, file string) (out []string) {
	t.Helper()
	raw, bound := xml.NewDecoder(strings.NewReader(file)), xml.NewDecoder(strings.NewReader(file))
	var path []string
	leaf := false
	for {
		token, err := raw.RawToken()
		if errors.Is(err, io.EOF) {
			return slices.DeleteFunc(out, func(p string) bool { return strings.Contains(p, "Signature") })
		}
		if err != nil {
			t.Fatal(err)
		}
		named, err := bound.Token()
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			path = append(path, token.Name.Space+":"+token.Name.Local+"{"+named.(xml.StartElement).Name.Space+"}")
			out, leaf = append(out, strings.Join(path, "/")), true
		case xml.CharData:
			leaf = leaf && (len(bytes.TrimSpace(token)) == 0 || string(token) == "null")
		case xml.EndElement:
			if leaf { // empty
				out = out[:len(out)-1]
			}
			path, leaf = path[:len(path)-1], false
		}
	}
}

// shared is where the official samples lie beside the repository, if anywhere.
var shared = filepath.Join("..", "..", "..", "..", "shared", "edxml")

// faulty are the samples that are broken as they were published.
var faulty = map[string]edxml.Refused{
	"resources_edoc.edxml":     {Line: 116, Column: 26, Refusal: &workflow.Refusal{Rule: workflow.RuleEdXMLPrefix, Got: "xlink"}},
	"resources_edoc_new.edxml": {Line: 1, Column: 1, Refusal: &workflow.Refusal{Rule: workflow.RuleEdXMLBefore}},
}

// byHand are the beginnings of the names of samples whose order no program wrote.
var byHand = [...]string{"resources_"}

func TestOfficialSamples(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob(filepath.Join(shared, "*.edxml"))
	if err != nil || len(names) == 0 {
		t.Skip("needs ../shared/edxml, the samples of the national axis")
	}
	for _, path := range names {
		sample, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		m, err := edxml.Read(sample)
		if want, broken := faulty[name]; broken {
			if got := refusedAs(t, err); got.Line != want.Line || got.Column != want.Column || got.Refusal.Rule != want.Refusal.Rule || got.Refusal.Got != want.Refusal.Got {
				t.Errorf("%s: got %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		file := write(t, m)
		if diff := cmp.Diff(m, read(t, file), data); diff != "" {
			t.Errorf("%s: -written +read\n%s", name, diff)
		}
		theirs, ours := skeleton(t, string(sample)), skeleton(t, file)
		if !strings.Contains(string(sample), "Bussiness") { // left out by some, always written here
			ours = slices.DeleteFunc(ours, func(p string) bool { return strings.Contains(p, "Bussiness") })
		}
		order := cmpopts.SortSlices(strings.Compare)
		if !slices.ContainsFunc(byHand[:], func(start string) bool { return strings.HasPrefix(name, start) }) {
			order = cmp.Options{}
		}
		if diff := cmp.Diff(theirs, ours, order); diff != "" {
			t.Errorf("%s: -theirs +ours\n%s", name, diff)
		}
	}
}

func refusedAs(t *testing.T, err error) *edxml.Refused {
	t.Helper()
	var refused *edxml.Refused
	if !errors.As(err, &refused) || !errors.Is(err, documents.ErrInvalid) {
		t.Fatalf("got %v, want a *Refused", err)
	}
	return refused
}

func TestSay(t *testing.T) {
	t.Parallel()
	said := ""
	for _, m := range messages(t)[2:6] { // an update, a replacement, two statuses
		for _, line := range m.Say() {
			said += line.Name + ": " + line.Text + "\n"
		}
	}
	for _, line := range []string{
		"Nơi gửi: UBND phường Mẫu - H48.99.01", "Nơi nhận: Sở Nội vụ & Lao động - 000.00.15.H51", "Mã văn bản: H48.99.01,2026/11/22,123/BC-UBND",
		"Số, ký hiệu: 123/BC-UBND", "Địa danh, ngày: Mẫu, 22/11/2026", "Loại văn bản: Báo cáo", "Trích yếu: Kết quả cải cách hành chính",
		"Người ký: KT. CHỦ TỊCH, Phó Chủ tịch, Võ Thị Thanh Hà", "Độ khẩn: KHẨN", "Hạn trả lời: 30/11/2026", "Lý do: Cập nhật văn bản điện tử",
		"Cập nhật: thông tin văn bản, nơi nhận", "Của văn bản: H48.99.01,2026/11/01,100/BC-UBND", "Thay thế văn bản: H48.99.01,2026/11/01,100/BC-UBND",
		"Trả lời văn bản: 45/UBND-NC, 02/11/2026, H48.99,2026/11/02,45/UBND-NC, H48.99", "Tệp kèm theo: bao-cao.txt (text/plain, 17 byte)",
		"Đã qua: H48.99.01, 09:15:30 22/11/2026", "Trạng thái: 01 - đã đến, văn thư chưa xử lý", "Trạng thái: 02 - từ chối tiếp nhận",
		"Nội dung: từ chối tiếp nhận", "Người xử lý: Lê Thử, Văn phòng", "Lúc: 10:00:00 22/11/2026",
	} {
		if !strings.Contains(said, line+"\n") {
			t.Errorf("nothing says %q:\n%s", line, said)
		}
	}
}

// What programs are given of a file is its name, size and hash, not the file.
func TestAttachmentsInJSON(t *testing.T) {
	t.Parallel()
	got, err := json.Marshal(read(t, load(t, "van-ban-moi.edxml")).Attachments)
	want := `[{"id":"209","name":"bao-cao.txt","type":"text/plain","description":"Toàn văn","size":17,"sha256":"SUM"}]`
	sum := sha256.Sum256([]byte("Báo cáo thử.\n"))
	if want = strings.Replace(want, "SUM", hex.EncodeToString(sum[:]), 1); err != nil || string(got) != want {
		t.Errorf("%v\n got %s\nwant %s", err, got, want)
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"van-ban-moi.edxml", "trang-thai.edxml"} {
		f.Add([]byte(load(f, name)))
	}
	for _, m := range messages(f) {
		file, err := edxml.Write(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := edxml.Read(file)
		if err != nil {
			if r := refusedAs(t, err); r.Line < 1 || r.Column < 1 || strings.Contains(workflow.Say(err).Detail, "Chưa đúng quy tắc") {
				t.Fatalf("%+v", r)
			}
			return
		}
		again := read(t, write(t, m))
		if diff := cmp.Diff(m, again, data); diff != "" {
			t.Fatalf("-read +written\n%s", diff)
		}
	})
}
