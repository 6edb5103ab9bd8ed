package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

// delegation is the form of a vice-chair who signs for the chair.
func delegation() url.Values {
	return one("capacity", "KT", "account", "phochutich", "for", "chair/", "ground.kind", "QĐ", "ground.reference", "12/QĐ-UBND", "ground.date", "2025-07-15",
		"from", "2025-07-15", "fields", "VHXH")
}

func TestAuthorityFromBeginningToEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ask := "/quan-tri/nguoi-ky?kind=BC&field=VHXH"
	if rows := w.get("quantri", ask).rows(); !strings.Contains(strings.Join(rows, "\n"), "Võ Thị Thanh Hà Phó Chủ tịch không") {
		t.Errorf("before: %q", rows)
	}
	w.follow("quantri", w.change("quantri", "/quan-tri/giao-ky-moi", delegation())).
		says("Đã lưu.", "Võ Thị Thanh Hà", "KT. Chủ tịch UBND phường Đức Phổ", "việc của VHXH", "Quyết định số 12/QĐ-UBND", "đang hiệu lực")
	w.get("quantri", ask).says("Võ Thị Thanh Hà Phó Chủ tịch được TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "Ký thay Chủ tịch Trần Quang Minh theo Quyết định số 12/QĐ-UBND")
	w.get("quantri", "/quan-tri/nguoi-ky?kind=BC&field=VP").says("Việc giao ký không gồm lĩnh vực này: VP")

	all, err := w.store.Authorities(t.Context(), "duc-pho")
	w.must(err)
	path := "/quan-tri/giao-ky/" + string(all[0].ID)
	f := w.get("quantri", path).form(path)
	f["kinds"] = []string{"BC", "TB"}
	w.post("quantri", path, f).want(http.StatusSeeOther)
	w.follow("quantri", w.change("quantri", path+"/ket-thuc", one("until", "2025-11-30"))).says("sắp hết", "đến hết 30/11/2025", "Thông báo")
	w.get("quantri", "/quan-tri").says("Võ Thị Thanh Hà ký KT. Chủ tịch UBND phường Đức Phổ sẽ hết sau ngày 30/11/2025.")
	w.clock = w.clock.AddDate(0, 0, 6)
	w.tokens.Clear() // sessions ended
	w.get("quantri", "/quan-tri/giao-ky").says("đã hết")

	w.follow("quantri", w.change("quantri", path+"/nham", one("void", "Ghi nhầm số quyết định"))).says("nhập nhầm", "Ghi nhầm số quyết định")
	w.get("quantri", path).says("chưa từng có hiệu lực").hides("Lưu")
	all, err = w.store.Authorities(t.Context(), "duc-pho")
	w.must(err)
	day := func(month, d int) documents.Date { return documents.DateOf(morning.AddDate(0, month-11, d-25)) }
	want := documents.Authority{
		ID: all[0].ID, Unit: "duc-pho", Capacity: documents.ForHead, Account: "phochutich", For: documents.Seat{Position: documents.Chair},
		Ground: documents.Ground{Kind: "QĐ", Reference: documents.Reference{Number: 12, Symbol: "QĐ-UBND"}, Date: day(7, 15)},
		Kinds:  []documents.Kind{"BC", "TB"}, Fields: []string{"VHXH"}, From: day(7, 15), Until: day(11, 30), Void: "Ghi nhầm số quyết định",
	}
	if diff := cmp.Diff(want, all[0]); diff != "" {
		t.Error(diff)
	}
}

func TestAuthoritiesAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, c := range map[string]struct {
		set   []string
		field string
		says  string
	}{
		"NoCapacity":  {[]string{"capacity", ""}, "capacity", "Quyền hạn ký không đúng"},
		"Nobody":      {[]string{"account", ""}, "account", "Chưa rõ ai được giao ký"},
		"Both":        {[]string{"seat", "vice_chair/"}, "account", "Chưa rõ ai được giao ký"},
		"NoGround":    {[]string{"ground.date", ""}, "", "Thiếu căn cứ giao ký"},
		"Reference":   {[]string{"ground.reference", "số 12"}, "ground.reference", "không đúng dạng"},
		"Period":      {[]string{"until", "2025-01-01"}, "until", "Ngày cuối ở trước ngày đầu"},
		"Unfit":       {[]string{"capacity", "TL"}, "account", "Chức vụ không hợp"},
		"Unlimited":   {[]string{"capacity", "TUQ", "account", "truongphong", "fields", ""}, "until", "Ủy quyền phải có thời hạn"},
		"NoDay":       {[]string{"from", "mai"}, "from", "Ngày “mai” không đúng dạng"},
		"OtherOffice": {[]string{"account", "pho-vinh.phochutich"}, "account", "không phải người có thẩm quyền ký trong đơn vị"},
	} {
		t.Run(name, func(t *testing.T) {
			f := delegation()
			for i := 0; i+1 < len(c.set); i += 2 {
				if f[c.set[i]] = []string{c.set[i+1]}; c.set[i+1] == "" {
					f.Del(c.set[i])
				}
			}
			p := w.change("quantri", "/quan-tri/giao-ky-moi", f).want(http.StatusUnprocessableEntity).says(c.says)
			if c.field != "" && !strings.Contains(p.fault(c.field), c.says) {
				t.Errorf("beside %s: %q", c.field, p.fault(c.field))
			}
			if got := p.form("/quan-tri/giao-ky-moi").Get("ground.kind"); got != "QĐ" {
				t.Errorf("the ground came back as %q", got)
			}
		})
	}
	// what cannot be read and what is wrong are told at once
	several := delegation()
	several.Set("ground.reference", "số 12")
	several.Set("until", "2025-01-01")
	several.Del("account")
	p := w.change("quantri", "/quan-tri/giao-ky-moi", several).want(http.StatusUnprocessableEntity).says("Có 3 chỗ chưa đúng")
	for _, field := range []string{"ground.reference", "until", "account"} {
		if p.fault(field) == "" {
			t.Errorf("nothing beside %s", field)
		}
	}
	all, err := w.store.Authorities(t.Context(), "duc-pho")
	if w.must(err); len(all) > 0 {
		t.Errorf("kept: %+v", all)
	}
}

func TestAbsenceFromBeginningToEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f := delegation()
	f.Set("in_absence", "1")
	w.change("quantri", "/quan-tri/giao-ky-moi", f).want(http.StatusSeeOther)
	w.get("quantri", "/quan-tri/nguoi-ky?kind=BC&field=VHXH").says("chỉ có hiệu lực khi người giao (Chủ tịch) vắng mặt")
	w.follow("quantri", w.change("quantri", "/quan-tri/vang-mat-moi", one("account", "chutich", "from", "2025-11-25", "reason", "Đi công tác"))).
		says("Trần Quang Minh", "chưa rõ ngày về", "đang vắng", "Đi công tác")
	w.get("quantri", "/quan-tri").says("Trần Quang Minh đang vắng mặt, chưa rõ ngày về.")
	rows := w.get("quantri", "/quan-tri/nguoi-ky?kind=BC&field=VHXH").rows()
	if !slices.ContainsFunc(rows, func(r string) bool { return strings.HasPrefix(r, "Võ Thị Thanh Hà Phó Chủ tịch được") }) {
		t.Errorf("got %q", rows)
	}
	all, err := w.store.Absences(t.Context(), "duc-pho")
	w.must(err)
	path := "/quan-tri/vang-mat/" + string(all[0].ID)
	w.change("quantri", path, one("reason", "Họp ở tỉnh")).want(http.StatusSeeOther)
	w.follow("quantri", w.change("quantri", path+"/ket-thuc", one("until", "2025-11-25"))).says("đến hết 25/11/2025", "Họp ở tỉnh")
	w.follow("quantri", w.change("quantri", path+"/nham", one("void", "Nhầm người"))).says("nhập nhầm")
	w.get("quantri", "/quan-tri").hides("đang vắng mặt")
	w.change("quantri", "/quan-tri/vang-mat-moi", one("account", "", "from", "2025-11-25", "reason", "ABC")).want(http.StatusUnprocessableEntity).says("Còn để trống")
	w.get("quantri", "/quan-tri/nguoi-ky?on=hôm-qua").want(http.StatusUnprocessableEntity).says("không đúng dạng")
}
