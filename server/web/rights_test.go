package web_test

import (
	"net/http"
	"strings"
	"testing"

	"vanthu/documents"
)

// who asks, in the order of the table of rights: nobody, then one of each role.
var who = [...]string{"", "chuyenvien", "chutich", "vanthu", "quantri"}

// only says who gets a page: everybody who has logged in, those who keep the
// address book, or the administrator.
type only int

const (
	everybody only = iota
	keepers
	admins
)

func (o only) may(user string) bool {
	return user != "" && (o == everybody || user == "quantri" || o == keepers && user == "vanthu")
}

// settings says who gets each page of the settings and the address book. What
// is not here begins with another word.
var settings = map[string]only{
	"GET /so-dia-chi": everybody, "GET /so-dia-chi/goi-y": everybody, "GET /so-dia-chi/nhom": everybody,
	"GET /so-dia-chi/muc/:id": everybody, "GET /so-dia-chi/nhom/:id": everybody,
}

func mayWhat(key string) only {
	if o, ok := settings[key]; ok {
		return o
	}
	if strings.Contains(key, " /so-dia-chi") {
		return keepers
	}
	return admins
}

// furnish gives the office one of everything, and returns the path of a route
// with the ids of what there is.
func (w *world) furnish() func(route string) string {
	w.t.Helper()
	admin, day := w.account("quantri"), documents.Date{Year: 2025, Month: 7, Day: 1}
	w.must(w.engine.AddAgency(w.t.Context(), admin, &documents.Agency{ID: "snv", Name: "Sở Nội vụ tỉnh Quảng Ngãi", Short: "Sở Nội vụ"}))
	w.must(w.engine.AddGroup(w.t.Context(), admin, &documents.Group{ID: "cac-so", Name: "Các sở", Members: []documents.AgencyID{"snv"}}))
	w.must(w.engine.AddAuthority(w.t.Context(), admin, &documents.Authority{
		ID: "pct", Capacity: documents.ForHead, Account: "phochutich", For: documents.Seat{Position: documents.Chair},
		Ground: documents.Ground{Kind: "QĐ", Reference: documents.Reference{Number: 12, Symbol: "QĐ-UBND"}, Date: day}, From: day, Until: documents.Date{Year: 2025, Month: 12, Day: 10},
	}))
	w.must(w.engine.AddAbsence(w.t.Context(), admin, &documents.Absence{ID: "di-hop", Account: "chutich", From: documents.Date{Year: 2025, Month: 11, Day: 24}, Reason: "Đi công tác"}))
	template := ""
	for _, v := range w.builtin() {
		if v.Form == "1.4" {
			template = v.Version
		}
	}
	r, err := w.engine.Create(w.t.Context(), w.account("chuyenvien"), documents.Document{Kind: documents.Report, Abstract: "Kết quả năm 2025"})
	w.must(err)
	return func(route string) string {
		id := string(r.ID)
		for part, of := range map[string]string{
			"/nguoi-dung/": "vanthu", "/giao-ky/": "pct", "/vang-mat/": "di-hop", "/so-dia-chi/muc/": "snv", "/so-dia-chi/nhom/": "cac-so",
		} {
			if strings.Contains(route, part) {
				id = of
			}
		}
		return strings.NewReplacer(":id", id, ":version", template, ":action", "withdraw", ":name", "1", "*", "vanthu.css").Replace(route)
	}
}

func (w *world) builtin() []documents.TemplateVersion {
	w.t.Helper()
	all, err := w.engine.Templates(w.t.Context(), w.account("quantri"))
	w.must(err)
	return all
}

func ofSettings(path string) bool {
	return strings.HasPrefix(path, "/quan-tri") || strings.HasPrefix(path, "/so-dia-chi")
}

func TestWhoMaySeeTheSettings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := w.furnish()
	for _, route := range w.web.Routes() {
		if !ofSettings(route.Path) {
			continue
		}
		key := route.Method + " " + route.Path
		for _, user := range who {
			p := w.send(w.request(user, route.Method, path(route.Path), nil))
			switch {
			case user == "" && route.Method == http.MethodGet:
				if p.status != http.StatusSeeOther || !strings.HasPrefix(p.header.Get("Location"), "/dang-nhap?den=") {
					t.Errorf("%s by nobody: got %d to %s", key, p.status, p.header.Get("Location"))
				}
			case user == "":
				p.want(http.StatusUnauthorized)
			case !mayWhat(key).may(user):
				if p.status != http.StatusForbidden {
					t.Errorf("%s by %s: got %d, want a refusal", key, user, p.status)
				}
				p.says("Không có quyền", "Hãy nhờ")
			case route.Method == http.MethodGet && p.status != http.StatusOK && key != "GET /so-dia-chi/nhap/xem":
				t.Errorf("%s by %s: got %d: %s", key, user, p.status, p.text())
			case route.Method == http.MethodPost && p.status < 400:
				t.Errorf("%s by %s: an empty form is taken: %d", key, user, p.status)
			case p.status >= 500 || p.status == http.StatusForbidden:
				t.Errorf("%s by %s: got %d", key, user, p.status)
			}
		}
	}
}

// TestAnotherOfficeIsNotThere: what the first office has is not found by the
// administrator of the second, and his writes change nothing.
func TestAnotherOfficeIsNotThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := w.furnish()
	for _, route := range w.web.Routes() {
		if !ofSettings(route.Path) || !strings.Contains(route.Path, ":id") {
			continue
		}
		p := w.send(w.request("pho-vinh.quantri", route.Method, path(route.Path), nil))
		if p.status != http.StatusNotFound {
			t.Errorf("%s %s: got %d, want 404", route.Method, route.Path, p.status)
		}
		p.hides("Sở Nội vụ", "Đi công tác", "Đỗ Thị Mai")
	}
	for _, list := range []string{"/quan-tri/nguoi-dung", "/quan-tri/giao-ky", "/quan-tri/vang-mat", "/so-dia-chi", "/so-dia-chi/nhom"} {
		w.get("pho-vinh.quantri", list).want(http.StatusOK).hides("Sở Nội vụ", "Đi công tác", "/giao-ky/pct", "Các sở")
	}
}

func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := w.furnish()
	for _, route := range w.web.Routes() {
		if route.Method != http.MethodPost {
			continue
		}
		r := w.request("quantri", route.Method, path(route.Path), nil)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		if p := w.send(r); p.status != http.StatusForbidden {
			t.Errorf("%s: got %d", route.Path, p.status)
		} else {
			p.says("Yêu cầu đến từ trang khác")
		}
	}
}

// TestSettingsOfAnEmptyOffice: every page of an office that has nothing yet.
func TestSettingsOfAnEmptyOffice(t *testing.T) {
	t.Parallel()
	w := emptyWorld(t)
	unit := documents.Unit{ID: "moi", Issuer: documents.Issuer{Name: "Ủy ban nhân dân xã Phổ Mới", Symbol: "UBND"}}
	w.must(w.store.PutUnit(t.Context(), &unit))
	w.must(w.auth.Put(t.Context(), &documents.Account{ID: "quantri", Unit: "moi", Name: "Huỳnh Tấn Phát", Roles: []documents.Role{documents.Admin}}, password))
	for _, route := range w.web.Routes() {
		if ofSettings(route.Path) && route.Method == http.MethodGet && !strings.Contains(route.Path, ":") && route.Path != "/so-dia-chi/nhap/xem" {
			w.get("quantri", route.Path).want(http.StatusOK)
		}
	}
	w.get("quantri", "/quan-tri").says(
		"Chưa ai có vai trò ký", "Chưa có văn thư", "chưa phòng nào được đánh dấu là Văn phòng", "Huỳnh Tấn Phát chưa ghi chức vụ",
	)
	w.get("quantri", "/so-dia-chi").says("Sổ còn trống")
	w.follow("quantri", w.get("quantri", "/so-dia-chi/nhap/xem")).says("Nhập sổ địa chỉ từ tệp")
}
