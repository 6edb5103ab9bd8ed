//go:build unix

package browser_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"vanthu/documents"
)

// report returns the sample report as its drafter types it.
func report(t *testing.T) documents.Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "templates", "examples", "bao-cao-duc-pho.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := documents.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// write drafts the report as a person does, and leaves the editor open.
func (p *person) write(doc documents.Document, abstract string) {
	p.t.Helper()
	p.press("Soạn văn bản")
	p.choose("Loại văn bản", "BC")
	p.shot("soan-moi")
	p.press("Bắt đầu soạn")
	p.fill("Trích yếu", abstract)
	p.fill("Kính gửi", doc.Addressees[0].Name)
	p.fill("Nội dung", documents.FormatBody(doc.Body))
	var to []string
	for _, r := range doc.Recipients {
		to = append(to, r.Line())
	}
	p.fill("Nơi nhận", strings.Join(to, "\n"))
	p.choose("Người ký", "chutich")
}

// read opens the document from the desk.
func (p *person) read(abstract string) {
	p.t.Helper()
	p.open("/")
	p.sees(abstract)
	p.shot("viec-cua-toi")
	p.open(p.linkOf(abstract))
	p.sees(abstract)
}

// linkOf returns the address of the row with some words.
func (p *person) linkOf(words string) string {
	p.t.Helper()
	path := got(p, chromedp.Evaluate[string](fmt.Sprintf(`[...document.querySelectorAll("tr, li, article")].filter((r) => r.textContent.replace(/\s+/g, " ").includes(%q)).map((r) => r.querySelector('a[href^="/van-ban/"]')).find((a) => a)?.getAttribute("href") || ""`, words)))
	if path == "" {
		p.t.Fatalf("%s: nothing links to “%s”:\n%s", p.name, words, p.text())
	}
	return path
}

// TestDays carries the sample report through its whole life, each role at a
// screen of its own, on both widths.
func TestDays(t *testing.T) {
	t.Parallel()
	for _, width := range []int64{office, phone} {
		t.Run(map[int64]string{office: "office", phone: "phone"}[width], func(t *testing.T) {
			t.Parallel()
			day(t, func(t *testing.T, name string) *person { return sit(t, name, width) })
		})
	}
}

// TestDayWithoutScript is the same day where the browsers run no JavaScript.
func TestDayWithoutScript(t *testing.T) {
	t.Parallel()
	day(t, func(t *testing.T, name string) *person { return sitWithoutScript(t, name, office) })
}

func day(t *testing.T, sit func(t *testing.T, name string) *person) {
	t.Helper()
	doc := report(t)
	abstract := "Kết quả thực hiện Kế hoạch số 21/KH-UBND, " + t.Name()

	clerk := sit(t, "chuyenvien")
	clerk.write(doc, abstract)
	if clerk.script {
		clerk.sees("Sở Khoa học và Công nghệ tỉnh Quảng Ngãi", "Đã giữ lúc") // the page follows, the text is kept
	}
	clerk.shot("soan")
	clerk.press("Lưu và trình duyệt")
	clerk.sees("trình dự thảo")
	clerk.shot("da-trinh")

	head := sit(t, "truongphong")
	head.read(abstract)
	head.shot("duyet")
	head.fill("Lý do", "Bổ sung số liệu tháng 10.")
	head.press("Trả lại")
	head.sees("Đã")

	clerk.read(abstract)
	clerk.sees("Bổ sung số liệu tháng 10.")
	clerk.shot("tra-lai")
	clerk.press("Soạn tiếp")
	clerk.fill("Nội dung", documents.FormatBody(doc.Body)+"\nSố liệu tính đến ngày 31/10/2025.")
	clerk.press("Lưu và trình duyệt")

	head.read(abstract)
	head.sees("Số liệu tính đến ngày 31/10/2025.")
	head.shot("duyet-lai")
	head.press("Đồng ý")

	checker := sit(t, "chanhvanphong")
	checker.read(abstract)
	checker.press("Đồng ý")

	chair := sit(t, "chutich")
	chair.read(abstract)
	chair.shot("ky")
	if chair.width == phone {
		chair.underThumb("Ghi nhận đã ký")
	}
	chair.press("Ghi nhận đã ký")

	registry := sit(t, "vanthu")
	registry.read(abstract)
	registry.shot("vao-so")
	registry.press("Cấp số, vào sổ")
	registry.waits("the numbered file is there", func() bool {
		registry.open(registry.path())
		return strings.Contains(registry.text(), "Phát hành")
	})
	registry.press("Phát hành…")
	registry.shot("phat-hanh")
	registry.press("Phát hành") // asked once more, for it ends the document
	registry.sees("Đã gửi")
	registry.shot("da-gui")
	registry.open("/so-van-ban-di")
	registry.sees(abstract, "BC-UBND")
	registry.shot("so")

	clerk.open("/van-ban?q=" + "Kế hoạch số 21/KH-UBND")
	clerk.sees(abstract)
	clerk.open(clerk.linkOf(abstract))
	clerk.sees("phát hành")
	clerk.shot("xong")
}
