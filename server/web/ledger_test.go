package web_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"vanthu/templates/layout"
	"vanthu/workflow"
)

// TestEachBookHasPageAndFiles: the five books are shown and sent in all forms, also
// without a line.
func TestEachBookHasPageAndFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for path, name := range map[string]string{
		"/so-van-ban-di": layout.OutgoingBook, "/so-sach/van-ban-den": layout.IncomingBook, "/so-sach/theo-doi": layout.FollowUpBook,
		"/so-sach/buu-dien": layout.PostingBook, "/so-sach/ban-luu": layout.LoanBook,
	} {
		form, _ := layout.Book(name)
		w.get("chutich", path).want(http.StatusOK).says(form.Title)
		for _, kind := range []string{"xlsx", "csv", "docx"} {
			p := w.get("chutich", path+"/tep?dang="+kind).want(http.StatusOK)
			if got := p.header.Get("Content-Disposition"); !strings.Contains(got, name+"-2025."+kind) {
				t.Errorf("%s as %s: %q", name, kind, got)
			}
			if kind == "csv" && !strings.Contains(p.text(), form.Columns[0].Heading+";") {
				t.Errorf("%s: %q", name, p.text())
			}
		}
	}
}

// TestOutgoingBookTellsWhatBecame: the page has all ten columns, and when it went out
// and who has it comes from the consignments.
func TestOutgoingBookTellsWhatBecame(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.carry("Một", 6)
	to := r.Consignments[0].ID
	note := workflow.ConsignmentNote{Seen: r.Version, Consignment: to, Outcome: workflow.Received, On: w.engine.Today()}
	_, err := w.engine.NoteOutcome(t.Context(), w.account("vanthu"), r.ID, note)
	w.must(err)
	form, _ := layout.Book(layout.OutgoingBook)
	p := w.get("vanthu", "/so-van-ban-di")
	for _, column := range form.Columns {
		p.says(column.Heading)
	}
	p.says("25/11/2025 Đã nhận 1/")
	csv := w.get("vanthu", "/so-van-ban-di/tep?dang=csv").text()
	if !strings.Contains(csv, ";25/11/2025;Đã nhận 1/") {
		t.Errorf("the file says %q", csv)
	}
}

// TestPostingBook: what went on paper to one place is ticked and becomes a line, once;
// who signed for it may be written later.
func TestPostingBook(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const path = "/so-sach/buu-dien"
	r := w.carry("Một", 6)
	item := string(r.ID) + " " + r.Consignments[0].ID
	w.get("chutich", path).hides("Ghi lần gửi")
	p := w.get("vanthu", path).says("Ghi lần gửi", r.Consignments[0].Recipient+": 01/BC-UBND")
	f := p.form(path)
	w.post("chutich", path, f).want(http.StatusForbidden)
	f.Del("items")
	w.post("vanthu", path, f).want(http.StatusUnprocessableEntity).says("Văn bản gửi")
	f.Set("items", item)
	f.Set("note", "Thư bảo đảm")
	for range 2 { // sent twice
		w.post("vanthu", path, f).want(http.StatusSeeOther)
	}
	p = w.get("vanthu", path).says("01/BC-UBND "+r.Consignments[0].Recipient+" 1", "Thư bảo đảm")
	p.hides(r.Consignments[0].Recipient + ": 01/BC-UBND")
	f.Set("id", "another")
	w.post("vanthu", path, f).want(http.StatusConflict).says("đã có trong sổ gửi bưu điện")
	receipt := p.form(path + "/ky-nhan")
	w.post("chutich", path+"/ky-nhan", receipt).want(http.StatusForbidden)
	receipt.Set("receipt", "RR123, Lê Bưu")
	w.post("vanthu", path+"/ky-nhan", receipt).want(http.StatusSeeOther)
	w.get("chutich", path+"?in=1").says("RR123, Lê Bưu")
}

// TestLoansOfFiledCopies: a filed copy is lent to one person at a time, is overdue when
// its day is over, and comes back.
func TestLoansOfFiledCopies(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const book = "/so-sach/ban-luu"
	r := w.carry("Một", 6)
	path := book + "?van-ban=" + string(r.ID)
	if got := w.get("vanthu", "/van-ban/"+string(r.ID)).by("muon"); got != "" {
		t.Errorf("got %q", got)
	}
	w.get("vanthu", "/van-ban/"+string(r.ID)).says("Cho mượn bản lưu")
	f := w.get("vanthu", path).says("Cho mượn bản lưu của Báo cáo số 01/BC-UBND").form(path)
	w.post("vanthu", path, f).want(http.StatusUnprocessableEntity).says("Người sử dụng")
	f.Set("borrower", "Lê Văn Hiếu")
	f.Set("allowed", "Trần Quang Minh")
	f.Set("signed", "1")
	late := maps.Clone(f)
	late.Set("back_by", "2025-11-01")
	w.post("vanthu", path, late).want(http.StatusUnprocessableEntity).says("Ngày này trước ngày cho mượn")
	w.post("chutich", path, f).want(http.StatusForbidden)
	w.post("vanthu", path, f).want(http.StatusSeeOther)
	w.get("chutich", book).says("Lê Văn Hiếu 01/BC-UBND, 25/11/2025", "Đã ký nhận Trần Quang Minh Hạn trả 02/12/2025").hides("quá hạn")
	f.Set("id", "another")
	w.post("vanthu", path, f).want(http.StatusConflict).says("Bản lưu đang có người mượn: Lê Văn Hiếu")
	for range 10 {
		w.tomorrow()
	}
	p := w.get("vanthu", book).says("quá hạn 3 ngày")
	back := p.form(book + "/tra")
	back.Set("returned", "2025-12-05")
	w.post("vanthu", book+"/tra", back).want(http.StatusSeeOther)
	w.get("chutich", book).says("05/12/2025").hides("quá hạn")

	draft := w.carry("Hai", 4)
	w.post("vanthu", book+"?van-ban="+string(draft.ID), f).want(http.StatusConflict).says("chưa có bản lưu")
}
