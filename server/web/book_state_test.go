package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestBooksAreProvenAndClosed: văn thư sees that the books are whole, and closes them
// once the year is over; a number that came meanwhile is told.
func TestBooksAreProvenAndClosed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const path = "/so-sach/dong-so"
	w.carry("Một", 5)
	w.upload("vanthu", "/van-ban-den/nhap", letter(), "", nil).want(http.StatusSeeOther)
	w.get("vanthu", path).says("2025 BC: số 01–01, chưa đóng.", "Đối chiếu các sổ năm 2025 với văn bản").hides("liền mạch")
	came := w.get("vanthu", path+"?doi-chieu=1").says("Sổ văn bản đến", "2025 văn bản đến: số 01–01, chưa đóng: liền mạch")
	if !strings.Contains(string(came.body), `href="/so-sach/van-ban-den?nam=2025"`) {
		t.Error("the book of what came leads to another one")
	}
	w.get("chutich", path).want(http.StatusForbidden)
	p := w.get("vanthu", path+"?doi-chieu=1").says("2025 BC: số 01–01, chưa đóng: liền mạch, khớp với văn bản")
	p.hides("Đóng sổ BC năm 2025")
	closing := one("year", "2025", "series", "BC", "last", "1", "volume", "01")
	w.post("vanthu", path+"?nam=2025", closing).want(http.StatusConflict).says("Sổ chỉ đóng từ ngày 31 tháng 12")
	w.clock = time.Date(2026, time.January, 5, 2, 0, 0, 0, time.UTC)
	w.tokens.Clear()
	w.get("vanthu", path+"?nam=2025").says("Đóng sổ BC năm 2025")
	closing.Set("last", "2")
	w.post("vanthu", path+"?nam=2025", closing).want(http.StatusPreconditionFailed).says("Sổ đã có thêm số từ lúc bạn xem")
	closing.Set("last", "1")
	w.post("vanthu", path+"?nam=2025", one("year", "hai")).want(http.StatusBadRequest)
	w.follow("vanthu", w.post("vanthu", path+"?nam=2025", closing)).says("Đã đóng sổ.", "Đỗ Thị Mai đóng lúc 09:00 05/01/2026: từ ngày 25/11/2025 đến ngày 25/11/2025, số cuối 1, quyển số 01.")
	w.get("chutich", "/so-van-ban-di?nam=2025").says("01/BC-UBND")
}

// TestNumbersAreHeldBack: what is held back is a void line, told in the book.
func TestNumbersAreHeldBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const path = "/so-sach/giu-so"
	w.get("quantri", "/so-sach/dong-so").hides("Giữ số")
	w.post("quantri", path, one("kind", "BC", "count", "1", "reason", "x")).want(http.StatusForbidden)
	p := w.post("vanthu", path, one("kind", "BC", "division", "VHXH", "count", "", "reason", ""))
	p.want(http.StatusUnprocessableEntity)
	if got := p.fault("count"); !strings.Contains(got, "từ 1 đến 20") {
		t.Errorf("count: %q", got)
	}
	w.follow("vanthu", w.post("vanthu", path, one("kind", "BC", "division", "VHXH", "count", "2", "reason", "ghi nhầm bản giấy"))).
		says("Đã giữ số", "2025 BC: số 01–02, 2 số hủy (2 giữ), chưa đóng.")
	book := w.get("chuyenvien", "/so-van-ban-di").says("01/BC-UBND", "02/BC-UBND", "Đã hủy: Giữ số: ghi nhầm bản giấy")
	for _, n := range book.all(tag("a")) {
		if textOf(n) == "01/BC-UBND" {
			w.get("vanthu", value(n, "href")).want(http.StatusOK).says("giữ số", "số 01/BC-UBND")
		}
	}
	if r := w.carry("Sau đó", 5); r.Document.Reference.String() != "03/BC-UBND" {
		t.Errorf("the next document has %s", r.Document.Reference)
	}
	w.get("vanthu", "/van-ban").hides("Giữ số: ghi nhầm")
}
