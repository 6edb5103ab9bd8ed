package web_test

import (
	"net/http"
	"testing"
	"time"

	"vanthu/documents"
)

// TestLimitsAreShown: what is late stands on the desk of văn thư, in the list, on the
// page of the document and in the year's account, and no more once the office says
// that the days between were free.
func TestLimitsAreShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.carry("Kết quả công tác tháng 11", 4) // signed on Tuesday the 25th
	w.get("vanthu", "/").hides("Đến hạn vào sổ")
	w.tomorrow()
	w.get("vanthu", "/").says("Hôm nay phải cấp số: ký ngày 25/11/2025, chậm nhất ngày 26/11/2025 (Điều 15 khoản 2)")
	w.tomorrow()
	late := "Quá hạn cấp số: ký ngày 25/11/2025, chậm nhất ngày 26/11/2025 (Điều 15 khoản 2)"
	w.get("vanthu", "/").says("Đến hạn vào sổ, cấp số, phát hành", late)
	w.get("chuyenvien", "/").hides("Đến hạn vào sổ")
	w.get("chuyenvien", "/van-ban").says("quá hạn cấp số")
	w.get("chuyenvien", "/van-ban/"+string(r.ID)).says(late, "Quá hạn phát hành: ký ngày 25/11/2025")
	w.get("chutich", "/so-sach/thoi-han").says("Thời hạn năm 2025", "Chậm cấp số", late)

	const path = "/quan-tri/don-vi/lich"
	w.change("quantri", path, one("settings.days[0].note", "thông báo")).want(http.StatusUnprocessableEntity).says("Ngày khác lịch chung thứ 1")
	w.change("quantri", path, one("settings.days[0].day", "2025-11-26", "settings.days[0].note", "bão", "settings.days[1].day", "2025-11-27")).want(http.StatusSeeOther)
	want := []documents.DayChange{{Day: documents.Date{Year: 2025, Month: 11, Day: 26}, Note: "bão"}, {Day: documents.Date{Year: 2025, Month: 11, Day: 27}}}
	if got := w.unit().Settings.Days; len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %+v", got)
	}
	w.get("quantri", path+"?nam=2026").says("Thứ Ba, 17/02/2026: Tết Nguyên đán", "Thứ Hai, 27/4/2026: Giỗ Tổ Hùng Vương (nghỉ bù)")
	w.get("vanthu", "/").hides("Đến hạn vào sổ")
	w.get("chutich", "/so-sach/thoi-han").hides(late)
	if owed, err := w.engine.ClerkDue(t.Context(), w.account("vanthu")); err != nil || len(owed) != 0 {
		t.Errorf("got %v, %v", owed, err)
	}
}

// tomorrow is the next morning: everybody logs in again.
func (w *world) tomorrow() {
	w.clock = w.clock.Add(24 * time.Hour)
	w.tokens.Clear()
}
