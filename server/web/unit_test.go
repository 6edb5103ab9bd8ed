package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

func (w *world) unit() *documents.Unit {
	w.t.Helper()
	u, err := w.store.Unit(w.t.Context(), "duc-pho")
	w.must(err)
	return u
}

func TestOfficeSaysWhatItIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.follow("quantri", w.change("quantri", "/quan-tri/don-vi", one("place", "  Đức   Phổ ", "settings.checker", "clerk", "keep_class", "1")))
	p.says("Đã lưu.")
	want := ward("duc-pho")
	want.Place, want.Settings.Checker, want.KeepClass = "Đức Phổ", documents.ClerkChecks, true
	if diff := cmp.Diff(&want, w.unit()); diff != "" {
		t.Error(diff)
	}
}

func TestDivisionsAndIssuers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const path = "/quan-tri/don-vi/phong"
	w.change("quantri", path, one(
		"divisions[2].symbol", "KT", "divisions[2].name", "Phòng Kinh tế", "divisions[2].seal", "1",
		"issuers[0].symbol", "HĐND", "issuers[0].name", "Hội đồng nhân dân phường Đức Phổ",
		"issuers[1].symbol", "BCĐ", "issuers[1].name", "Ban Chỉ đạo Chuyển đổi số", "issuers[1].seal", "1",
	)).want(http.StatusSeeOther)
	// a row that is emptied goes; the rows after it move up
	p := w.change("quantri", path, one("issuers[0].symbol", "", "issuers[0].name", "", "divisions[3].symbol", "X 1"))
	p.want(http.StatusUnprocessableEntity)
	if f := p.form(path); f.Get("issuers[0].symbol") != "BCĐ" || f.Get("divisions[3].symbol") != "X 1" {
		t.Errorf("the form came back as %v", f)
	}
	if got := p.fault("divisions[3].symbol"); !strings.Contains(got, "Ký hiệu không đúng dạng") {
		t.Errorf("got %q", got)
	}
	w.change("quantri", path, one("issuers[0].symbol", "", "issuers[0].name", "")).want(http.StatusSeeOther)
	u := w.unit()
	if len(u.Issuers) != 1 || !u.Issuers[0].Seal || u.Issuers[0].Symbol != "BCĐ" {
		t.Errorf("issuers: %+v", u.Issuers)
	}
	if len(u.Divisions) != 3 || !u.Divisions[2].Seal || !u.Divisions[0].Office {
		t.Errorf("divisions: %+v", u.Divisions)
	}
	w.change("quantri", path, one("divisions[1].symbol", "", "divisions[1].name", "")).
		want(http.StatusUnprocessableEntity).says("Phòng “VHXH” còn người nên không bỏ được")
}

func TestSeriesAndArchiveLine(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const path = "/quan-tri/don-vi/so"
	look := w.change("quantri", path, one("pattern", "khac", "settings.archive", "VT, {unit}-{drafter}.", "then", "xem")).want(http.StatusOK)
	look.says("Sẽ in là: Lưu: VT, VHXH-Hiếu.")
	if u := w.unit(); u.Settings.Archive != "" {
		t.Errorf("a look stored %q", u.Settings.Archive)
	}
	if got := w.get("quantri", path+"/dong-luu?mau=VT%5B%2C+%7Bunit%7D%5D.").text(); got != "Lưu: VT, VHXH." {
		t.Errorf("the line is %q", got)
	}
	w.change("quantri", path, one("pattern", documents.DashArchive, "settings.series.BC", "chung", "settings.series.KH", "chung", "settings.series.TB", "TB")).
		want(http.StatusSeeOther)
	want := documents.Settings{Archive: documents.DashArchive, Series: map[documents.Kind]string{"BC": "chung", "KH": "chung"}}
	if diff := cmp.Diff(want, w.unit().Settings); diff != "" {
		t.Error(diff)
	}
	p := w.get("quantri", path).says("Dãy chung: Kế hoạch, Báo cáo")
	if got := p.form(path).Get("pattern"); got != documents.DashArchive {
		t.Errorf("chosen is %q", got)
	}
}

// TestFormOfWhatHasChanged: two administrators open one form; who saves last
// does not overwrite what he has not seen, and keeps what he typed.
func TestFormOfWhatHasChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.furnish()
	for path, typed := range map[string][2]string{
		"/quan-tri/don-vi":            {"place", "Đức Phổ"},
		"/quan-tri/nguoi-dung/vanthu": {"short", "Mai"},
		"/quan-tri/giao-ky/pct":       {"until", "2025-12-31"},
		"/quan-tri/vang-mat/di-hop":   {"until", "2025-12-31"},
		"/so-dia-chi/muc/snv":         {"short", "SNV"},
		"/so-dia-chi/nhom/cac-so":     {"name", "Các sở của tỉnh"},
	} {
		stale := w.get("quantri", path).form(path)
		other := w.get("quantri", path).form(path)
		for name := range other { // the other changes what both may type
			if slices.Contains([]string{"place", "name", "reason", "until"}, name) {
				other.Set(name, map[bool]string{true: "2025-12-30", false: "Nơi khác"}[name == "until"])
				break
			}
		}
		w.post("quantri", path, other).want(http.StatusSeeOther)
		stale.Set(typed[0], typed[1])
		p := w.post("quantri", path, stale).want(http.StatusPreconditionFailed).says("Đã có người sửa trước")
		again := p.form(path)
		if again.Get(typed[0]) != typed[1] {
			t.Errorf("%s: %s came back as %q", path, typed[0], again.Get(typed[0]))
		}
		w.post("quantri", path, again).want(http.StatusSeeOther) // knowing of the other
	}
}
