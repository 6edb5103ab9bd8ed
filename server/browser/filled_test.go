//go:build unix

package browser_test

import (
	"encoding/json"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// finders find, or make, what a path of the table speaks of, and return its id.
//
//nolint:gochecknoglobals // a table
var finders = map[string]func(*person) string{
	"{doc}": func(p *person) string {
		p.open("/")
		return path.Base(p.linkOf("Kế hoạch số 21/KH-UBND ngày 09/8/2025"))
	},
	"{draft}": func(p *person) string { p.open("/"); return path.Base(p.linkOf("")) },
	"{came}":  func(p *person) string { p.open("/van-ban-den?q=tap+huan"); return p.first("/van-ban-den/") },
	"{letter}": func(p *person) string { // one that came as a PDF
		p.open("/van-ban-den/nhap")
		return path.Base(p.posts("/van-ban-den/nhap", onePage(), map[string]string{
			"source": "file", "author": "Sở Tài chính tỉnh Quảng Ngãi", "notation": "77/STC-NS", "kind": "CV", "abstract": "Gửi kèm một tệp PDF",
		}))
	},
	"{word}": func(p *person) string { // a draft for which a Word file was brought
		p.open("/")
		draft := p.linkOf("")
		p.open(draft + "/soan/word")
		p.posts(draft+"/soan/word", draft+"/tep", nil)
		return path.Base(draft)
	},
	"{copy}": func(p *person) string {
		p.open("/so-van-ban-di")
		p.open("/so-sach/sao?van-ban=" + path.Base(p.linkOf("02/BC-UBND")))
		p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("[name='copy.form'][value=SY]").checked = true`))
		p.choose("Người ký bản sao", "chutich")
		p.press("Lập bản sao")
		made, _, _ := strings.Cut(path.Base(p.path()), "?")
		return made
	},
	"{transfer}": func(p *person) string {
		p.open("/ho-so/nop-luu")
		p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("[name=files]").checked = true`))
		p.fill("Người giao", "Đỗ Thị Mai")
		p.fill("Người nhận", "Phạm Quốc Bảo")
		p.press("Ghi việc giao nhận")
		return path.Base(p.path())
	},
	"{absence}": func(p *person) string {
		if p.open("/quan-tri/vang-mat"); !p.has("main td a") {
			p.open("/quan-tri/vang-mat-moi")
			p.choose("Ai", "chuyenvien")
			day := time.Now().AddDate(1, 0, 0).Format(time.DateOnly)
			p.choose("Từ ngày", day)
			p.choose("Đến hết ngày", day)
			p.press("Ghi")
			p.open("/quan-tri/vang-mat")
		}
		return p.first("/quan-tri/vang-mat/")
	},
	"{template}": func(p *person) string {
		p.open("/quan-tri/mau-moi?mau=1.4")
		ours := got(p, chromedp.Evaluate[string](`document.querySelector('a[href$="/tep"]').getAttribute("href")`))
		return path.Base(p.posts("/quan-tri/mau-moi", ours, map[string]string{"form": "1.4", "name": "mau-thu", "kinds": "TC"}))
	},
}

// befores are what is done before a page is opened that has no id.
//
//nolint:gochecknoglobals // as above
var befores = map[string]func(*person){
	"/so-dia-chi/nhap/xem": func(p *person) { p.open("/so-dia-chi/nhap"); p.posts("/so-dia-chi/nhap", "/so-dia-chi/tai", nil) },
}

// onePage is a PDF with a page that is empty.
func onePage() string {
	out, at := "%PDF-1.4\n", []int{}
	for i, object := range [...]string{"/Type/Catalog/Pages 2 0 R", "/Type/Pages/Kids[3 0 R]/Count 1", "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"} {
		at = append(at, len(out))
		out += fmt.Sprintf("%d 0 obj<<%s>>endobj\n", i+1, object)
	}
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		table += fmt.Sprintf("%010d 00000 n \n", n)
	}
	return out + table + fmt.Sprintf("trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, len(out))
}

// filledIn returns a path of the table with the ids of what the person has.
func (p *person) filledIn(at string) string {
	p.t.Helper()
	year := time.Now().Year()
	at = strings.NewReplacer("{year}", strconv.Itoa(year), "{next}", strconv.Itoa(year+1)).Replace(at)
	if do := befores[at]; do != nil {
		do(p)
	}
	for mark, find := range finders {
		if before, after, there := strings.Cut(at, mark); there {
			at = before + find(p) + after
		}
	}
	return at
}

// has reports whether the page has something.
func (p *person) has(selector string) bool {
	p.t.Helper()
	return got(p, chromedp.Evaluate[bool](fmt.Sprintf(`!!document.querySelector(%q)`, selector)))
}

// first returns the id in the first link of a table to a page below a path.
func (p *person) first(below string) string {
	p.t.Helper()
	return path.Base(got(p, chromedp.Evaluate[string](fmt.Sprintf(`document.querySelector('td a[href^=%q]').getAttribute("href")`, below))))
}

// posts sends a form with a file, which is a text or stands at an address of the
// program, and returns where that leads.
func (p *person) posts(form, file string, fields map[string]string) string {
	p.t.Helper()
	said, err := json.Marshal(fields)
	p.ok(err)
	led := got(p, chromedp.Evaluate[string](fmt.Sprintf(`(async () => {
		const form = new FormData(), at = %q;
		for (const [name, value] of Object.entries(%s ?? {})) form.append(name, value);
		if (at.startsWith("/")) {
			const from = await fetch(at);
			form.append("file", await from.blob(), decodeURIComponent(/filename\*?=(?:utf-8'')?"?([^"]+)/.exec(from.headers.get("Content-Disposition"))[1]));
		} else form.append("file", new Blob([at], {type: "application/pdf"}), "tep.pdf");
		const to = await fetch(%q, {method: "POST", body: form});
		return to.ok ? new URL(to.url).pathname : "? " + to.status + " " + await to.text();
	})()`, file, said, form), chromedp.EvalAwaitPromise))
	if strings.HasPrefix(led, "?") {
		p.t.Fatalf("%s: %s", form, led)
	}
	return led
}
