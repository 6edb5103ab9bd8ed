package web_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vanthu/documents"
)

// TestWhatAFileDoesNotShowStays: a draft that comes back keeps what its page has
// no place for.
func TestWhatAFileDoesNotShowStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	doc := report(t)
	doc.Of, doc.Archive.Copies = documents.OfHead, 7
	doc.Recipients = append(doc.Recipients, documents.Recipient{Name: "Sở Nội vụ tỉnh Quảng Ngãi", Agency: "snv"})
	w.furnish()
	doc.Attachments = []documents.Attachment{
		{Title: "Danh sách", Body: documents.ParseBody("Một người.")},
		{Title: "Tệp số liệu"},
		{Title: "Biểu tổng hợp", Body: documents.ParseBody("Hai người.")},
	}
	r := w.drafted(doc)
	at := editor(r) + "/word"
	p := w.follow("chuyenvien", w.upload("chuyenvien", at, nil, "a.docx", w.download(r, "Một người.", "Ba người."))).says("dự thảo đổi 1 chỗ", "Phụ lục thứ 1")
	w.follow("chuyenvien", w.post("chuyenvien", at+"/lay", p.form(at+"/lay")))
	now := w.saved(r.ID).Document
	var titles []string
	for _, a := range now.Attachments {
		titles = append(titles, a.Title+": "+documents.FormatBody(a.Body))
	}
	if want := []string{"Danh sách: Ba người.\n", "Tệp số liệu: ", "Biểu tổng hợp: Hai người.\n"}; !slices.Equal(titles, want) {
		t.Errorf("got %q, want %q", titles, want)
	}
	if now.Of != documents.OfHead || now.Archive.Copies != 7 || now.Recipients[1].Agency != "snv" {
		t.Errorf("got of %q, %d copies, %+v", now.Of, now.Archive.Copies, now.Recipients)
	}
}

// TestTextAloneComesBack: a file without a header says nothing of what is not
// in it.
func TestTextAloneComesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.drafted(report(t))
	at := editor(r) + "/word"
	file := w.edited(r, func(text string) string {
		whole := regexp.MustCompile(`(?s)(<w:body>).*?(<w:sectPr.*</w:body>)`)
		return whole.ReplaceAllString(text, `${1}<w:p><w:r><w:t>Chỉ còn một đoạn.</w:t></w:r></w:p>${2}`)
	})
	p := w.follow("chuyenvien", w.upload("chuyenvien", at, nil, "a.docx", file)).says("Tệp không có phần đầu của văn bản", "bỏ").hides("Trích yếu: bỏ", "Nơi nhận")
	w.follow("chuyenvien", w.post("chuyenvien", at+"/lay", p.form(at+"/lay")))
	now := w.saved(r.ID).Document
	if text := documents.FormatBody(now.Body); text != "Chỉ còn một đoạn.\n" || now.Abstract != "Kết quả năm 2025" || len(now.Recipients) != 1 {
		t.Errorf("got %q, %q, %v", text, now.Abstract, now.Recipients)
	}
}

// TestFormOfAFile: the fields of a form come with the file that has them, and
// with another kind only what all kinds have.
func TestFormOfAFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.drafted(documents.Document{
		Kind: "GM", Abstract: "Họp tổng kết", Signatory: documents.Signatory{Account: "chutich"}, Recipients: []documents.Recipient{{Name: "Lưu ý gửi sớm"}},
		Details: documents.Details{"invited": {"Ông Trần An"}, "event": {"Hội nghị tổng kết"}, "host": {"Chủ tịch"}, "time": {"08 giờ 00"}, "venue": {"Hội trường"}},
	})
	file := w.download(r)
	begun := func(kind string) page {
		return w.follow("chuyenvien", w.upload("chuyenvien", "/soan/tep", one("kind", kind), "Giấy mời.docx", file)).want(http.StatusOK)
	}
	same := begun("")
	if !strings.Contains(same.text(), "Ông Trần An") || !strings.Contains(same.text(), "Hội trường") {
		t.Errorf("the fields are lost:\n%s", same.text())
	}
	begun("KH").says("Loại văn bản trong tệp là “Giấy mời”: không lấy từ tệp, ở đây là “Kế hoạch”.")
}
