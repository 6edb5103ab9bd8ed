//go:build unix

package browser_test

import (
	"cmp"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// pages are the pages that axe-core looks at, and who opens them. {doc} is a
// document that waits for the person, {draft} one of his drafts, {came} one that came;
// see filledIn.
var pages = []struct{ user, path string }{
	{"", "/dang-nhap"}, {"", "/thiet-lap"},
	{"chuyenvien", "/"}, {"chuyenvien", "/mat-khau"}, {"chuyenvien", "/van-ban"}, {"chuyenvien", "/van-ban?q=khong+co+gi"}, {"chuyenvien", "/van-ban?loai=BC&cua=soan"}, {"chuyenvien", "/soan"},
	{"chuyenvien", "/van-ban/{draft}"}, {"chuyenvien", "/van-ban/{draft}/soan"}, {"chuyenvien", "/khong-co-trang-nay"},
	{"truongphong", "/van-ban/{doc}"}, {"truongphong", "/van-ban/{doc}/viec/return"}, {"truongphong", "/van-ban/{doc}/viec/refuse"}, {"truongphong", "/loat"},
	{"chutich", "/"}, {"chutich", "/van-ban/{doc}"},
	{"vanthu", "/"}, {"vanthu", "/van-ban/{doc}"}, {"vanthu", "/van-ban/{doc}/bi"}, {"vanthu", "/so-van-ban-di"}, {"vanthu", "/so-van-ban-di?in=1"}, {"vanthu", "/so-sach/thoi-han"}, {"vanthu", "/so-sach/dong-so"}, {"vanthu", "/so-sach/buu-dien"}, {"vanthu", "/so-sach/sao?van-ban={doc}"}, {"vanthu", "/so-sach/ban-luu?van-ban={doc}"}, {"vanthu", "/so-sach/ban-luu"}, {"vanthu", "/so-sach/van-ban-den"}, {"vanthu", "/so-sach/theo-doi"}, {"quantri", "/quan-tri/don-vi/lich"},
	{"vanthu", "/so-dia-chi"}, {"vanthu", "/so-dia-chi/muc-moi"}, {"vanthu", "/so-dia-chi/nhap"}, {"vanthu", "/so-dia-chi/nhom"}, {"vanthu", "/so-dia-chi/nhom-moi"},
	{"vanthu", "/van-ban-den"}, {"vanthu", "/van-ban-den?so=99"}, {"vanthu", "/van-ban-den/nhap"}, {"chanhvanphong", "/van-ban-den/{came}"}, {"chuyenvien", "/van-ban-den/{came}"},
	{"vanthu", "/van-ban-den/{came}/dau-den"}, {"vanthu", "/van-ban-den/{came}/phieu"}, {"quantri", "/quan-tri/luong?bang=incoming"},
	{"quantri", "/quan-tri"}, {"quantri", "/quan-tri/don-vi"}, {"quantri", "/quan-tri/don-vi/phong"}, {"quantri", "/quan-tri/don-vi/so"},
	{"quantri", "/quan-tri/nguoi-dung"}, {"quantri", "/quan-tri/nguoi-dung-moi"}, {"quantri", "/quan-tri/nguoi-dung/vanthu"},
	{"quantri", "/quan-tri/nguoi-dung/vanthu/mat-khau"}, {"quantri", "/quan-tri/nguoi-dung/vanthu/thoi-viec"},
	{"quantri", "/quan-tri/giao-ky"}, {"quantri", "/quan-tri/giao-ky-moi"}, {"quantri", "/quan-tri/nguoi-ky"}, {"quantri", "/quan-tri/vang-mat"}, {"quantri", "/quan-tri/vang-mat-moi"},
	{"quantri", "/quan-tri/mau"}, {"quantri", "/quan-tri/mau-moi"}, {"quantri", "/quan-tri/luong"},
	{"quantri", "/quan-tri/don-vi/con-dau"}, {"quantri", "/quan-tri/nguoi-dung/chutich/chung-thu"}, {"vanthu", "/kiem-tra-chu-ky"},
	{"chuyenvien", "/ho-so"}, {"chuyenvien", "/ho-so?loc=den-han"}, {"chuyenvien", "/ho-so/mo"}, {"chuyenvien", "/ho-so/{year}-01.VHXH"}, {"chuyenvien", "/ho-so/{year}-02.VHXH"},
	{"vanthu", "/ho-so/danh-muc"}, {"vanthu", "/ho-so/danh-muc?nam={next}"}, {"vanthu", "/ho-so/nop-luu"}, {"vanthu", "/ho-so/thoi-han"},
	{"vanthu", "/ho-so/nop-luu/{transfer}"}, {"vanthu", "/van-ban-den/{letter}/tep/0/chu-ky"}, {"vanthu", "/so-dia-chi/nhap/xem"},
	{"vanthu", "/so-dia-chi/muc/skhcn"}, {"vanthu", "/so-dia-chi/muc/skhcn/ket-thuc"}, {"vanthu", "/so-dia-chi/nhom/cac-phong"},
	{"chuyenvien", "/van-ban/{word}/soan/word"}, {"truongphong", "/van-ban/{doc}/so-sanh"},
	{"quantri", "/quan-tri/giao-ky/pct-phu-trach"}, {"quantri", "/quan-tri/giao-ky/pct-phu-trach/ket-thuc"}, {"quantri", "/quan-tri/giao-ky/pct-phu-trach/nham"},
	{"quantri", "/quan-tri/vang-mat/{absence}"}, {"quantri", "/quan-tri/vang-mat/{absence}/ket-thuc"}, {"quantri", "/quan-tri/vang-mat/{absence}/nham"},
	{"quantri", "/quan-tri/mau/{template}"},
	{"vanthu", "/van-ban/{copy}/phan-sao"},
	{"quantri", "/tro-giup"}, {"quantri", "/tro-giup/soan-thao"}, {"quantri", "/tro-giup/duyet"}, {"quantri", "/tro-giup/ky"}, {"quantri", "/tro-giup/van-thu"}, {"quantri", "/tro-giup/quan-tri"},
}

// statuses are what is answered with another page than that which is asked for.
//
//nolint:gochecknoglobals // a table
var statuses = map[string]int{"/khong-co-trang-nay": http.StatusNotFound}

// TestAccessible has axe-core look at every page by WCAG 2.2 AA, on both
// widths, light and dark.
func TestAccessible(t *testing.T) {
	t.Parallel()
	people := map[string]*person{}
	for _, page := range pages {
		p := people[page.user]
		if p == nil {
			if page.user == "" {
				p = bare(t, page.user, office)
			} else {
				p = known(t, page.user, office)
			}
			people[page.user] = p
		}
		p.open(p.filledIn(page.path))
		if status := got(p, chromedp.Evaluate[int](`performance.getEntriesByType("navigation")[0].responseStatus`)); status != cmp.Or(statuses[page.path], http.StatusOK) {
			t.Errorf("%s answers %d: %s", page.path, status, p.text())
		}
		p.accessible(page.path)
	}
}

// accessible has axe-core look at the page that is shown, on both widths.
func (p *person) accessible(path string) {
	p.t.Helper()
	before := p.width
	for _, look := range []struct {
		width  int64
		scheme string
	}{{office, "light"}, {phone, "dark"}} {
		p.width = look.width
		p.do(chromedp.EmulateViewport(look.width, 800), command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}},
		}))
		for _, violation := range p.violations() {
			p.t.Errorf("%s at %d px, %s: %s", path, look.width, look.scheme, violation)
		}
		if wide := p.overflow(); wide > 0 {
			p.t.Errorf("%s at %d px: the page is %d px too wide", path, look.width, wide)
		}
		p.shot(strings.Trim(notInNames.ReplaceAllString(path, "-"), "-") + "-" + look.scheme)
	}
	p.width = before
	p.do(chromedp.EmulateViewport(before, 800), command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}))
}

// violations returns what axe-core finds wrong with the page as it is shown now.
func (p *person) violations() []string {
	p.t.Helper()
	if !got(p, chromedp.Evaluate[bool](`"axe" in window`)) {
		p.do(chromedp.Evaluate[chromedp.Void](p.stage.axe + ";true"))
	}
	return got(p, chromedp.Evaluate[[]string](`axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
		.then((r) => r.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html).join(" | ")))`, chromedp.EvalAwaitPromise))
}

// overflow is by how many pixels the page is wider than the screen.
func (p *person) overflow() int {
	p.t.Helper()
	return got(p, chromedp.Evaluate[int](`Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)`))
}
