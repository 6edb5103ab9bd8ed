package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

func (w *world) agency(id documents.AgencyID) *documents.Agency {
	w.t.Helper()
	a, err := w.store.Agency(w.t.Context(), "duc-pho", id)
	w.must(err)
	return a
}

// idOf is the id of the entry that a search finds.
func (w *world) idOf(text string) documents.AgencyID {
	w.t.Helper()
	for _, n := range w.get("vanthu", "/so-dia-chi?q="+strings.ReplaceAll(text, " ", "+")).all(tag("a")) {
		if id, ok := strings.CutPrefix(value(n, "href"), "/so-dia-chi/muc/"); ok {
			return documents.AgencyID(id)
		}
	}
	w.t.Fatalf("nothing found for %q", text)
	return ""
}

func TestEntryOfTheAddressBook(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.change("vanthu", "/so-dia-chi/muc-moi", one("name", "Ủy ban nhân dân tỉnh Quảng Ngãi", "short", "UBND tỉnh", "level", "province")).want(http.StatusSeeOther)
	w.follow("vanthu", w.change("vanthu", "/so-dia-chi/muc-moi", one(
		"name", "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi", "code", "H48.12", "parent", "UBND tỉnh", "aliases", "Sở KHCN\n\n Sở KH&CN ",
		"channels[0].medium", "edxml", "channels[1].medium", "mail", "channels[1].address", "vt@skhcn.vi-du.vn",
	))).says("Đã lưu.", "Sở Khoa học và Công nghệ")
	id := w.idOf("so kh")
	want := &documents.Agency{
		ID: id, Unit: "duc-pho", Name: "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi", Code: "H48.12", Parent: w.idOf("ubnd tinh"),
		Aliases:  []string{"Sở KHCN", "Sở KH&CN"},
		Channels: []documents.Channel{{Medium: documents.ByEdXML}, {Medium: documents.ByMail, Address: "vt@skhcn.vi-du.vn"}},
	}
	if diff := cmp.Diff(want, w.agency(id)); diff != "" {
		t.Error(diff)
	}
	// what the form shows, sent back as it is, changes nothing
	w.change("vanthu", "/so-dia-chi/muc/"+string(id), nil).want(http.StatusSeeOther)
	if diff := cmp.Diff(want, w.agency(id)); diff != "" {
		t.Error(diff)
	}
	w.get("chuyenvien", "/so-dia-chi/muc/"+string(id)).says("H48.12", "trục liên thông, thư điện tử").hides("Lưu")
	w.get("chuyenvien", "/so-dia-chi").hides("Thêm nơi nhận")
	w.get("vanthu", "/so-dia-chi?q=khong+co").says("Không có nơi nhận nào như vậy", "thêm “khong co”")
	w.change("vanthu", "/so-dia-chi/muc-moi", one("name", "Sở Mới", "parent", "Bộ Lạ")).
		want(http.StatusUnprocessableEntity).says("Sổ địa chỉ không có mục “Bộ Lạ”")
}

func TestBookIsPaged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.account("quantri")
	for i := range 51 {
		name := "Trường số " + string(rune('A'+i/10)) + string(rune('0'+i%10))
		w.must(w.engine.AddAgency(t.Context(), admin, &documents.Agency{Name: name}))
	}
	p := w.get("vanthu", "/so-dia-chi?q=truong")
	if n := len(p.rows()); n != 50 {
		t.Fatalf("%d rows", n)
	}
	for _, n := range p.all(tag("a")) {
		if textOf(n) == "Trang sau" {
			if rows := w.get("vanthu", value(n, "href")).rows(); len(rows) != 1 || !strings.Contains(rows[0], "Trường số F0") {
				t.Errorf("the second page: %q", rows)
			}
			return
		}
	}
	t.Error("no next page")
}

func TestEntryIsRenamedAndMerged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.furnish()
	const path = "/so-dia-chi/muc/snv/ket-thuc"
	w.change("vanthu", path, one("until", "2025-11-24", "successor", "Sở Nội vụ và Lao động")).
		want(http.StatusUnprocessableEntity).says("Sổ địa chỉ không có mục “Sở Nội vụ và Lao động”")
	w.follow("vanthu", w.change("vanthu", path, one("until", "2025-11-24", "successor", "Sở Nội vụ và Lao động", "make", "1"))).
		says("Đã kết thúc, ngày cuối là 24/11/2025", "Nơi kế thừa: Sở Nội vụ và Lao động")
	next := w.agency("snv").Successor
	// done again it makes no second one
	w.change("vanthu", path, one("make", "1")).want(http.StatusSeeOther)
	if again := w.agency("snv").Successor; again != next {
		t.Errorf("a second successor: %s, then %s", next, again)
	}
	// the group that names it keeps it, and can be changed
	w.change("vanthu", "/so-dia-chi/nhom/cac-so", one("name", "Các sở, ngành")).want(http.StatusSeeOther)
	w.change("vanthu", path, one("until", "", "successor", "Sở Nội vụ và Lao động")).want(http.StatusUnprocessableEntity).says("Còn để trống")
	w.follow("vanthu", w.change("vanthu", path, one("until", "", "successor", ""))).hides("Đã kết thúc, ngày cuối")
	if a := w.agency("snv"); !a.Until.IsZero() || a.Successor != "" {
		t.Errorf("opened again: %+v", a)
	}
}

func TestGroup(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.furnish()
	w.change("vanthu", "/so-dia-chi/muc-moi", one("name", "Sở Tài chính tỉnh Quảng Ngãi", "short", "Sở Tài chính")).want(http.StatusSeeOther)
	w.follow("vanthu", w.change("vanthu", "/so-dia-chi/nhom-moi", one("name", "Hai sở", "members", "sở nội vụ\r\nSở Tài chính\r\n"))).
		says("Hai sở", "Sở Nội vụ tỉnh Quảng Ngãi; Sở Tài chính tỉnh Quảng Ngãi")
	p := w.change("vanthu", "/so-dia-chi/nhom-moi", one("name", "Lỗi", "members", "Sở Nội vụ\nSở Không Có\nSở Nội vụ"))
	p.want(http.StatusUnprocessableEntity)
	if got := p.fault("members"); !strings.Contains(got, "Sở Không Có") {
		t.Errorf("got %q", got)
	}
	w.change("vanthu", "/so-dia-chi/nhom-moi", one("name", "Trống", "members", "")).want(http.StatusUnprocessableEntity).says("Còn để trống")
	w.get("chuyenvien", "/so-dia-chi/nhom/cac-so").says("Sở Nội vụ tỉnh Quảng Ngãi").hides("Lưu")
	w.get("vanthu", "/so-dia-chi/muc/snv").says("Thuộc nhóm: Hai sở , Các sở")
}
