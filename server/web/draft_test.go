package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"vanthu/documents"
	"vanthu/workflow"
)

// struck is a run of text that Word shows with a line through it: one of the
// things that a draft does not take over.
const struck = `</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>hai</w:t></w:r><w:r><w:t xml:space="preserve">`

// report is a whole draft, with a picture in its text.
func report(t testing.TB) documents.Document {
	t.Helper()
	body := documents.ParseBody("I. KẾT QUẢ\nĐã mở một lớp.\n- Phòng họp;\n| TT | Việc |\n|---|---|\n| 1 | Đo lường |")
	return documents.Document{
		Kind: documents.Report, Abstract: "Kết quả năm 2025", Signatory: documents.Signatory{Account: "chutich"},
		Body:       append(body, documents.Block{Type: documents.Image, Image: dots(t), Text: documents.Text{{Text: "Sơ đồ"}}}),
		Recipients: []documents.Recipient{{Name: "HĐND phường", Purpose: "để b/c"}},
	}
}

// dots is a small picture.
func dots(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// drafted begins a draft in the specialist's name.
func (w *world) drafted(doc documents.Document) *workflow.Record {
	w.t.Helper()
	r, err := w.engine.Create(w.t.Context(), w.account("chuyenvien"), doc)
	w.must(err)
	return r
}

// download returns the file of a draft with its text changed as in Word.
func (w *world) download(r *workflow.Record, oldnew ...string) []byte {
	w.t.Helper()
	return w.edited(r, func(text string) string {
		for i := 0; i+1 < len(oldnew); i += 2 {
			if !strings.Contains(text, oldnew[i]) {
				w.t.Fatalf("%q is not in the file", oldnew[i])
			}
		}
		return strings.NewReplacer(oldnew...).Replace(text)
	})
}

func (w *world) edited(r *workflow.Record, edit func(text string) string) []byte {
	w.t.Helper()
	file := w.get("chuyenvien", "/van-ban/"+string(r.ID)+"/tep").want(http.StatusOK).body
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	w.must(err)
	var out bytes.Buffer
	zipped := zip.NewWriter(&out)
	for _, f := range in.File {
		part, err := f.Open()
		w.must(err)
		data, err := io.ReadAll(part)
		w.must(err)
		if f.Name == "word/document.xml" {
			data = []byte(edit(string(data)))
		}
		to, err := zipped.Create(f.Name)
		w.must(err)
		_, err = to.Write(data)
		w.must(err)
	}
	w.must(zipped.Close())
	return out.Bytes()
}

// saved returns the document of a draft as the store has it.
func (w *world) saved(id workflow.RecordID) *workflow.Record {
	w.t.Helper()
	r, err := w.engine.Get(w.t.Context(), w.account("chuyenvien"), id)
	w.must(err)
	return r
}

// colleague is another drafter of the same division.
func (w *world) colleague() string {
	w.t.Helper()
	a := documents.Account{
		ID: "dongnghiep", Unit: "duc-pho", Name: "Bùi Thị Hạnh", Position: documents.Specialist, Division: "VHXH", Roles: []documents.Role{documents.Drafter},
	}
	w.must(w.store.PutAccount(w.t.Context(), &a))
	encoded, err := w.store.Credential(w.t.Context(), "chuyenvien")
	w.must(err)
	w.must(w.store.SetCredential(w.t.Context(), a.ID, encoded))
	return string(a.ID)
}

func editor(r *workflow.Record) string { return "/van-ban/" + string(r.ID) + "/soan" }

func TestPastedTextKeepsItsStructure(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dot := "data:image/png;base64," + base64.StdEncoding.EncodeToString(dots(t))
	paste := `<h2>I. KẾT QUẢ</h2><p>Điều <u>lệ</u></p><table><tr><th>TT</th><th>Việc</th></tr><tr><td>1</td><td>Đo</td></tr></table>` +
		`<p>Xem<img src="` + dot + `" alt="Sơ đồ"></p>`
	p := w.post("chuyenvien", "/soan/dan", one("html", paste)).want(http.StatusOK)
	text := rawText(p.all(tag("textarea"))[0])
	if want := "I. KẾT QUẢ\nĐiều lệ\n| TT | Việc |\n| --- | --- |\n| 1 | Đo |\nXem\n"; text != want {
		t.Errorf("got %q, want %q", text, want)
	}
	p.says("Phần đã dán, gần “Điều lệ”: gạch chân được bỏ.", "Ảnh “Sơ đồ” không dán được vào ô chữ")
	w.post("chuyenvien", "/soan/dan", one("html", "<p>TỐI MẬT</p>")).want(http.StatusUnprocessableEntity).says("dấu chỉ độ mật")
}

func TestDraftFromAFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	file := w.download(w.drafted(report(t)), "một lớp", "một"+struck+" lớp", "Kết quả năm 2025", "Kết quả năm 2026")
	sent := w.upload("chuyenvien", "/soan/tep", one("kind", ""), "Báo cáo.docx", file).want(http.StatusSeeOther)
	at := sent.header.Get("Location")
	p := w.get("chuyenvien", at).want(http.StatusOK)
	f := p.form(at)
	for name, want := range map[string]string{
		"kind": "BC", "abstract": "Kết quả năm 2026", "recipients": "HĐND phường (để b/c)",
		"body": "I. KẾT QUẢ\nĐã mở mộthai lớp.\n- Phòng họp;\n| TT | Việc |\n| --- | --- |\n| 1 | Đo lường |\n[[hình 1: Sơ đồ]]\n",
	} {
		if got := f.Get(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if unread := f["unread"]; !slices.ContainsFunc(unread, func(s string) bool { return strings.Contains(s, "gạch ngang") }) ||
		!slices.ContainsFunc(unread, func(s string) bool {
			return strings.Contains(s, "TRẦN QUANG MINH") || strings.Contains(s, "Trần Quang Minh")
		}) {
		t.Errorf("what was not taken: %q", unread)
	}
	p.hides("mà chưa lưu")
	w.post("chuyenvien", at+"/giu", f).want(http.StatusOK)
	f = w.get("chuyenvien", at).hides("mà chưa lưu").form(at) // a script sends the form also when nothing is typed
	f.Set("abstract", "Kết quả")
	w.post("chuyenvien", at+"/giu", f).want(http.StatusOK)
	again := w.get("chuyenvien", at).says("gạch ngang", "mà chưa lưu").form(at)
	w.follow("chuyenvien", w.post("chuyenvien", at, again)).says("Đã lưu").hides("gạch ngang")
}

func TestFilesThatAreNoDraft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.drafted(report(t))
	secret := w.download(r, "Đã mở một lớp.", "TỐI MẬT")
	for _, at := range []string{"/soan/tep", editor(r) + "/word"} {
		for say, file := range map[string][]byte{
			"Chưa chọn tệp":             nil,
			"đây là tệp PDF":            []byte("%PDF-1.7"),
			"kiểu cũ (đuôi doc)":        append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...),
			"bị hỏng":                   secret[:len(secret)/2],
			"Văn bản có dấu chỉ độ mật": secret,
		} {
			w.upload("chuyenvien", at, one("kind", "BC"), "tep.docx", file).want(http.StatusUnprocessableEntity).says(say)
		}
		w.upload("chuyenvien", at, nil, "tep.docx", make([]byte, 17<<20)).want(http.StatusRequestEntityTooLarge).says("quá lớn")
	}
	if page, err := w.engine.List(t.Context(), w.account("chuyenvien"), workflow.Query{Limit: 10}); err != nil || len(page.Items) != 1 {
		t.Errorf("there are %d drafts, %v", len(page.Items), err)
	}
	w.upload("chutich", "/soan/tep", one("kind", "BC"), "tep.docx", w.download(r)).want(http.StatusForbidden)
}

func TestDraftComesBackFromWord(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.drafted(report(t))
	at := editor(r) + "/word"
	w.follow("chuyenvien", w.upload("chuyenvien", at, nil, "Báo cáo.docx", w.download(r))).says("Tệp này không khác dự thảo").hides("Lấy bản này làm dự thảo")

	file := w.download(r, "một lớp", "một"+struck+" lớp học", "HĐND phường (để b/c)", "HĐND phường (để biết)")
	p := w.follow("chuyenvien", w.upload("chuyenvien", at, nil, "Báo cáo 2.docx", file)).says(
		"Báo cáo 2.docx", "dự thảo đổi 2 chỗ", "Nội dung, đoạn 2: sửa", "Nơi nhận, dòng 1: sửa", "gạch ngang")
	if now := w.saved(r.ID); now.Version != r.Version {
		t.Errorf("the draft is at version %d before anybody agreed", now.Version)
	}
	w.follow("chuyenvien", w.post("chuyenvien", at+"/lay", p.form(at+"/lay"))).says("Đã lấy bản sửa trong Word", "gạch ngang").hides("mà chưa lưu")
	now := w.saved(r.ID)
	if text := documents.FormatBody(now.Document.Body); !strings.Contains(text, "Đã mở mộthai lớp học.\n") || now.Version != r.Version+1 {
		t.Errorf("version %d has %q", now.Version, text)
	}
	if last := now.Document.Body[len(now.Document.Body)-1]; last.Type != documents.Image || len(last.Image) == 0 {
		t.Errorf("the picture came back as %+v", last)
	}
	if now.Document.Signatory.Account != "chutich" || now.Document.Recipients[0].Purpose != "để biết" {
		t.Errorf("got %+v, %+v", now.Document.Signatory, now.Document.Recipients)
	}
	w.post("chuyenvien", at+"/lay", p.form(at+"/lay")).want(http.StatusPreconditionFailed).says("Tệp đã khác")
}

// TestUnfinishedDraftComesBack: what a draft still lacks stands on its page as a
// mark, which is no words of anybody.
func TestUnfinishedDraftComesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	doc := report(t)
	doc.Abstract, doc.Signatory = "", documents.Signatory{}
	r := w.drafted(doc)
	at := editor(r) + "/word"
	p := w.follow("chuyenvien", w.upload("chuyenvien", at, nil, "a.docx", w.download(r, "một lớp", "hai lớp"))).says("dự thảo đổi 1 chỗ")
	w.follow("chuyenvien", w.post("chuyenvien", at+"/lay", p.form(at+"/lay"))).says("Đã lấy bản sửa")
	if now := w.saved(r.ID); now.Document.Abstract != "" || now.Document.Signatory.Name != "" {
		t.Errorf("the draft now says %q, %+v", now.Document.Abstract, now.Document.Signatory)
	}
	w.get("chuyenvien", "/van-ban/"+string(r.ID)).says("Đã mở hai lớp.").hides("chưa có trang để xem")
	w.get("chanhvanphong", "/van-ban/"+string(r.ID)).says("chưa có trang để xem")
	w.get("chanhvanphong", "/van-ban/"+string(r.ID)+"/tep").want(http.StatusUnprocessableEntity)
}

// TestNothingIsOverwrittenFromWord: what was done since the person looked, is
// being done or was typed stands against the file.
func TestNothingIsOverwrittenFromWord(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.drafted(report(t))
	other, at := w.colleague(), editor(r)+"/word"
	brought := func() url.Values {
		file := w.download(w.saved(r.ID), "một lớp", "hai lớp")
		return w.follow("chuyenvien", w.upload("chuyenvien", at, nil, "a.docx", file)).form(at + "/lay")
	}
	seen := brought()

	w.post("chuyenvien", editor(r)+"/bo", nil)
	w.follow(other, w.change(other, editor(r), one("abstract", "Kết quả mới"))).says("Đã lưu")
	w.post(other, editor(r)+"/bo", nil)
	w.post("chuyenvien", at+"/lay", seen).want(http.StatusPreconditionFailed).says("đã thay đổi từ lúc bạn mở", "Bùi Thị Hạnh")

	seen = brought()
	w.post("chuyenvien", editor(r)+"/bo", nil)
	w.get(other, editor(r)).want(http.StatusOK)
	w.post("chuyenvien", at+"/lay", seen).want(http.StatusConflict).says("Bùi Thị Hạnh đang soạn")
	w.get("chuyenvien", at).says("Bùi Thị Hạnh đang soạn").hides("Lấy bản này làm dự thảo")
	w.post(other, editor(r)+"/bo", nil)

	f := w.get("chuyenvien", editor(r)).form(editor(r))
	f.Set("abstract", "Đang gõ")
	w.post("chuyenvien", editor(r)+"/giu", f).want(http.StatusOK)
	w.post("chuyenvien", at+"/lay", seen).want(http.StatusPreconditionFailed).says("Còn phần đã gõ mà chưa lưu")
	w.get("chuyenvien", at).says("mà chưa lưu").hides("Lấy bản này làm dự thảo")
	w.follow("chuyenvien", w.post("chuyenvien", editor(r)+"/bo", nil))

	w.get("chuyenvien", at).says("Lấy bản này làm dự thảo")
	w.get(other, at).hides("Lấy bản này làm dự thảo") // each has a file of his own
	w.follow("chuyenvien", w.post("chuyenvien", at+"/bo", nil)).hides("Lấy bản này làm dự thảo")
	w.post("chuyenvien", at+"/lay", seen).want(http.StatusPreconditionFailed).says("Tệp đã khác")
	w.get("vanthu", at).want(http.StatusForbidden)
	w.get("pho-vinh.chuyenvien", at).want(http.StatusNotFound)
	if now := w.saved(r.ID); now.Document.Abstract != "Kết quả mới" || strings.Contains(documents.FormatBody(now.Document.Body), "hai lớp") {
		t.Errorf("the draft now says %q", now.Document.Abstract)
	}
}

// TestChecksStandBesideTheirFields: with and without a script.
func TestChecksStandBesideTheirFields(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	doc := report(t)
	doc.Abstract, doc.Attachments = "", []documents.Attachment{{Title: "Danh sách", Body: documents.ParseBody("Một.")}}
	r := w.drafted(doc)
	at := editor(r)
	said := func(p page, control string) string {
		for _, n := range p.all(func(n *html.Node) bool { return value(n, "name") == control }) {
			if strings.Contains(value(n, "aria-describedby"), "s-"+control) {
				return p.by("s-" + control)
			}
		}
		t.Errorf("no words belong to %s", control)
		return ""
	}
	p := w.get("chuyenvien", at).want(http.StatusOK)
	if got := said(p, "abstract"); !strings.Contains(got, "Điều 8") || strings.Contains(got, "Trích yếu:") {
		t.Errorf("beside the abstract: %q", got)
	}
	for _, control := range []string{"kind", "issuer", "body", "bases", "recipients", "addressees", "signatory", "urgency", "copies", "attachment.0.title", "attachment.0.body"} {
		said(p, control)
	}
	f := p.form(at)
	f.Set("abstract", "Kết quả")
	f.Set("urgency", "RẤT NHANH")
	p = w.post("chuyenvien", at, f).want(http.StatusUnprocessableEntity)
	if got := said(p, "urgency"); got == "" || said(p, "abstract") != "" {
		t.Errorf("beside urgency %q, beside the abstract %q", got, said(p, "abstract"))
	}
	if wrong := p.all(func(n *html.Node) bool { return value(n, "aria-invalid") == "true" }); len(wrong) != 1 || value(wrong[0], "name") != "urgency" {
		t.Errorf("%d fields are marked", len(wrong))
	}
	for _, fault := range faultsOf(p) {
		t.Error(fault)
	}
	look := w.post("chuyenvien", at+"/xem", f).want(http.StatusOK)
	if items := look.all(func(n *html.Node) bool { return value(n, "data-about") == "urgency" }); len(items) == 0 {
		t.Error("a script is not told of urgency")
	}
}

func TestTwoSessionsOnOneDraft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.drafted(report(t))
	other, at := w.colleague(), editor(r)
	first := w.get("chuyenvien", at).want(http.StatusOK).hides("đang soạn văn bản này").form(at)
	late := w.get(other, at).want(http.StatusOK).says("Lê Văn Hiếu đang soạn văn bản này").form(at)
	late.Set("abstract", "Của người đến sau")
	w.post(other, at, late).want(http.StatusConflict).says("Lê Văn Hiếu đang soạn")
	w.post(other, at+"/giu", late).want(http.StatusConflict)

	first.Set("abstract", "Chưa lưu")
	w.post("chuyenvien", at+"/giu", first).want(http.StatusOK)
	w.follow(other, w.post(other, at+"/nhan", nil)).hides("đang soạn văn bản này", "Chưa lưu")
	first.Set("save", "1")
	w.post("chuyenvien", at+"/giu", first).want(http.StatusConflict)
	w.post("chuyenvien", at, first).want(http.StatusConflict).says("Bùi Thị Hạnh đang soạn")
	w.follow(other, w.post(other, at, late)).says("Đã lưu")

	w.post("chuyenvien", at, first).want(http.StatusPreconditionFailed).says("đã thay đổi từ lúc bạn mở", "Bùi Thị Hạnh")
	if now := w.saved(r.ID); now.Document.Abstract != "Của người đến sau" {
		t.Errorf("the draft says %q", now.Document.Abstract)
	}
}
