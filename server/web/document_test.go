package web_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/server/sheet"
	"vanthu/templates/docx"
	"vanthu/workflow"
)

// straight is who does what to bring a report to its end.
var straight = []struct{ who, action string }{
	{"chuyenvien", "submit"}, {"truongphong", "approve"}, {"chanhvanphong", "approve"}, {"chutich", "sign"}, {"vanthu", "register"}, {"vanthu", "send"},
}

// carry begins the sample report with an abstract of its own and does the first
// n acts of its life.
func (w *world) carry(abstract string, n int) *workflow.Record {
	w.t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "templates", "examples", "bao-cao-duc-pho.yaml"))
	w.must(err)
	doc, err := documents.Load(data)
	w.must(err)
	doc.Abstract, doc.Signatory = abstract, documents.Signatory{Account: "chutich"}
	r, err := w.engine.Create(w.t.Context(), w.account("chuyenvien"), doc)
	w.must(err)
	for _, step := range straight[:n] {
		act := workflow.Act{Action: workflow.Action(step.action), Seen: r.Version}
		if file := r.Shown(); file != nil {
			act.File = file.Hash
		}
		r, err = w.engine.Act(w.t.Context(), w.account(documents.AccountID(step.who)), r.ID, act)
		w.must(err)
	}
	return r
}

// TestRegisterFile: the workbook has the columns of the decree and a line for
// each number, also the void one.
func TestRegisterFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.carry("Kết quả thứ nhất", 6)
	void := w.carry("Kết quả thứ hai", 5)
	_, err := w.engine.Act(t.Context(), w.account("vanthu"), void.ID, workflow.Act{Action: "cancel", Seen: void.Version, Comment: "Sai nơi nhận"})
	w.must(err)
	w.get("vanthu", "/van-ban/"+string(void.ID)).want(http.StatusOK).hides("sao văn bản", "Cho mượn bản lưu")
	p := w.get("vanthu", "/so-van-ban-di/tep?nam=2025&so=BC").want(http.StatusOK)
	rows, err := sheet.Read(p.body)
	w.must(err)
	if len(rows) != 3 {
		t.Fatalf("got %d rows, want a heading and two lines: %v", len(rows), rows)
	}
	for i, want := range [][]string{
		{"Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Người ký", "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú"},
		{"01/BC-UBND", "25/11/2025", "Báo cáo: Kết quả thứ nhất", "Trần Quang Minh"},
		{"02/BC-UBND", "25/11/2025", "Báo cáo: Kết quả thứ hai", "Trần Quang Minh"},
	} {
		for k, cell := range want {
			if got := rows[i].Cells[k]; got != cell {
				t.Errorf("row %d, column %d: got %q, want %q", i, k, got, cell)
			}
		}
	}
	if got := rows[2].Cells[9]; got != "Đã hủy: Sai nơi nhận" {
		t.Errorf("the void line says %q", got)
	}
	w.get("vanthu", "/so-van-ban-di?nam=2025&so=BC").want(http.StatusOK).says("02/BC-UBND", "Đã hủy: Sai nơi nhận", "Tải Word, có bìa")
	text, err := docx.PlainText(w.get("vanthu", "/so-van-ban-di/tep?nam=2025&so=BC&dang=docx").want(http.StatusOK).body)
	w.must(err)
	for _, want := range []string{"SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Từ số 01 đến số 02", "Báo cáo: Kết quả thứ hai", "Đã hủy: Sai nơi nhận"} {
		if !slices.Contains(text, want) {
			t.Errorf("the printed book lacks %q: %q", want, text)
		}
	}
}

// TestSeveralInARow: who has signed one document is led to the next, and to
// none after the last.
func TestSeveralInARow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	older, newer := w.carry("Văn bản cũ hơn", 3), w.carry("Văn bản mới hơn", 3)
	shown := w.get("chutich", "/van-ban/"+string(newer.ID)).want(http.StatusOK).says("Văn bản tiếp theo", "Văn bản cũ hơn", "Còn 1 văn bản khác")
	if !strings.Contains(string(shown.body), `class="thumb"`) {
		t.Error("there is nothing under the thumb")
	}
	sign := func(r *workflow.Record) page {
		file := url.Values{"seen": {strconv.FormatInt(int64(r.Version), 10)}, "file": {string(r.Shown().Hash)}}
		w.post("chutich", "/van-ban/"+string(r.ID)+"/viec/sign", file).want(http.StatusSeeOther)
		return w.get("chutich", "/van-ban/"+string(r.ID)+"?xong=xong").want(http.StatusOK)
	}
	sign(newer).says("Văn bản tiếp theo", "Văn bản cũ hơn")
	sign(older).hides("Văn bản tiếp theo", "Tiếp theo")
}

// TestPDF: each version of the file has its PDF beside it; without a converter
// the page says what is missing, and the Word file is there.
func TestPDF(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.carry("Kết quả", 1)
	at := "/van-ban/" + string(r.ID)
	w.get("chuyenvien", at).want(http.StatusOK).says("bản PDF", "bản PDF lần 1")
	for _, file := range []string{"/tep", "/lan/1"} {
		docx, pdf := w.get("chuyenvien", at+file).want(http.StatusOK), w.get("chuyenvien", at+strings.TrimSuffix(file, "/tep")+"/pdf").want(http.StatusOK)
		if got := pdf.header.Get("Content-Disposition"); string(pdf.body) != "%PDF-1.7\n"+string(docx.body) || !strings.HasSuffix(got, ".pdf") {
			t.Errorf("%s: got %s and %d bytes", file, got, len(pdf.body))
		}
	}
	w.get("chuyenvien", at+"/lan/2/pdf").want(http.StatusNotFound)
	w.press.lack = &workflow.Refusal{Rule: workflow.RuleNoPrinter, Got: "máy chưa có LibreOffice", Kind: documents.ErrUnavailable}
	w.get("chuyenvien", at).want(http.StatusOK).says("máy chưa có LibreOffice", "ký trên giấy").hides("bản PDF")
	w.get("chuyenvien", at+"/pdf").want(http.StatusServiceUnavailable).says("máy chưa có LibreOffice")
	w.get("chuyenvien", at+"/tep").want(http.StatusOK)
}

// TestDeadlineIsChanged: the head of the drafting unit changes the deadline of what
// waits for another; who has neither is not offered it.
func TestDeadlineIsChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.carry("Báo cáo có hạn", 2)
	path, day := "/van-ban/"+string(r.ID), w.engine.Today().Add(2)
	w.get("truongphong", path).want(http.StatusOK).says("Đổi hạn xử lý")
	if p := w.get("chutich", path).want(http.StatusOK); strings.Contains(string(p.body), path+"/han") {
		t.Error("who does not have it is offered to change its deadline")
	}
	f := url.Values{"seen": {strconv.FormatInt(int64(r.Version), 10)}, "deadline": {w.engine.Today().Add(-1).String()}}
	w.post("truongphong", path+"/han", f).want(http.StatusUnprocessableEntity).says("đã qua")
	f.Set("deadline", day.String())
	f.Set("comment", "Chờ số liệu")
	w.post("truongphong", path+"/han", f).want(http.StatusSeeOther)
	w.get("chutich", path).want(http.StatusOK).says("Hạn xử lý: "+day.Short(), "còn 2 ngày", "đổi hạn xử lý", "Chờ số liệu")
}

// TestOutcomeIsNoted: văn thư notes what became of what was sent; nobody else is
// asked to.
func TestOutcomeIsNoted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.carry("Báo cáo đã gửi", 6)
	path := "/van-ban/" + string(r.ID)
	w.get("vanthu", path).want(http.StatusOK).says("Ghi kết quả gửi")
	w.get("chuyenvien", path).want(http.StatusOK).hides("Ghi kết quả gửi")
	f := url.Values{
		"seen": {strconv.FormatInt(int64(r.Version), 10)}, "consignment": {r.Consignments[0].ID}, "outcome": {"returned"}, "on": {w.engine.Today().String()},
	}
	w.post("vanthu", path+"/ket-qua-gui", f).want(http.StatusUnprocessableEntity).says("Chưa ghi lý do")
	f.Set("reason", "Sai địa chỉ")
	w.post("vanthu", path+"/ket-qua-gui", f).want(http.StatusSeeOther)
	w.get("chuyenvien", path).want(http.StatusOK).says("trả lại "+w.engine.Today().Short()+": Sai địa chỉ", "ghi kết quả gửi")
}
