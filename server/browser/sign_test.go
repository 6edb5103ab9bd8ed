//go:build unix

package browser_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"vanthu/documents"
	"vanthu/workflow/signing/trial"
)

// keyPassword locks the keys of the tests.
const keyPassword = "khóa của bài thử"

// keyFiles makes a key for a holder and a picture for it, and returns both files.
func (p *person) keyFiles(holder string, ink color.NRGBA) (key, picture string) {
	p.t.Helper()
	local, err := p.stage.ca.ECDSA(holder)
	p.ok(err)
	file, err := trial.PKCS12(local, keyPassword)
	p.ok(err)
	square := image.NewNRGBA(image.Rect(0, 0, 120, 120))
	for x := range 120 {
		for y := range 120 {
			if (x+y)%40 < 4 || x < 4 || y < 4 || x > 115 || y > 115 {
				square.SetNRGBA(x, y, ink)
			}
		}
	}
	var drawn bytes.Buffer
	p.ok(png.Encode(&drawn, square))
	dir := p.t.TempDir()
	key, picture = filepath.Join(dir, "khoa.p12"), filepath.Join(dir, "hinh.png")
	p.ok(os.WriteFile(key, file, 0o600))
	p.ok(os.WriteFile(picture, drawn.Bytes(), 0o600))
	return key, picture
}

func (p *person) ok(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// brings fills in the form of a key.
func (p *person) brings(path, holder string, ink color.NRGBA) {
	p.t.Helper()
	p.open(path)
	key, picture := p.keyFiles(holder, ink)
	p.do(
		chromedp.SetUploadFiles(chromedp.CSS("#f-file"), []string{key}),
		chromedp.SetUploadFiles(chromedp.CSS("#f-picture"), []string{picture}),
	)
	p.fill("Mật khẩu của tệp khóa", keyPassword)
	p.shot(strings.ReplaceAll(strings.Trim(path, "/"), "/", "-"))
	p.press("Gắn chứng thư")
	p.sees("Đã gắn chứng thư số")
	p.open(path)
	p.sees("Đang dùng", holder)
}

// toSignature has the clerk write doc under abstract for who is to sign it, and
// those before the signature agree.
func toSignature(t *testing.T, doc documents.Document, abstract, signatory string) {
	t.Helper()
	clerk := sit(t, "chuyenvien", office)
	clerk.write(doc, abstract)
	clerk.choose("Người ký", signatory)
	clerk.press("Lưu và trình duyệt")
	clerk.sees("trình dự thảo")
	for _, name := range []string{"truongphong", "chanhvanphong"} {
		p := sit(t, name, office)
		p.read(abstract)
		p.press("Đồng ý")
	}
}

// TestElectronicDay: an administrator binds the keys, the vice-chair signs on a
// phone, văn thư numbers and seals, everybody can see that it is good.
func TestElectronicDay(t *testing.T) {
	t.Parallel()
	needs(t, "soffice", "pdftotext")
	admin := sit(t, "quantri", office)
	admin.brings("/quan-tri/don-vi/con-dau", "Ủy ban nhân dân phường Đức Phổ", color.NRGBA{205, 20, 30, 215})
	admin.brings("/quan-tri/nguoi-dung/phochutich/chung-thu", "Võ Thị Thanh Hà", color.NRGBA{20, 40, 170, 255})

	doc, abstract := report(t), "Kết quả thực hiện Kế hoạch số 21/KH-UBND, ký số"
	toSignature(t, doc, abstract, "phochutich")

	chair := sit(t, "phochutich", phone)
	chair.read(abstract)
	chair.waits("the PDF to be signed is there", func() bool {
		chair.open(chair.path())
		return strings.Contains(chair.text(), "Mật khẩu khóa ký")
	})
	chair.shot("ky-so-trang")
	chair.press("Ký số…")
	chair.accessible("ky-so")
	chair.fill("Mật khẩu khóa ký", "không phải mật khẩu này")
	chair.press("Ký số")
	chair.sees("Mật khẩu của khóa không đúng")
	chair.shot("ky-so-sai")
	chair.fill("Mật khẩu khóa ký", keyPassword)
	chair.press("Ký số")
	chair.sees("Đã ký số")

	registry := sit(t, "vanthu", office)
	registry.read(abstract)
	registry.press("Cấp số, vào sổ")
	registry.waits("the document can be sealed", func() bool {
		registry.open(registry.path())
		return strings.Contains(registry.text(), "Mật khẩu khóa ký")
	})
	registry.shot("dong-dau-so")
	registry.fill("Mật khẩu khóa ký", keyPassword)
	registry.press("Đóng dấu số")
	registry.sees("đóng dấu số. Văn bản sẵn sàng phát hành")
	registry.press("Xem chữ ký")
	registry.sees("Tất cả 2 chữ ký đều hợp lệ")
	registry.accessible("kiem-tra-chu-ky")
	registry.press("Về văn bản")
	registry.press("Phát hành…")
	registry.press("Phát hành")
	registry.sees("phát hành bản điện tử")
	registry.shot("da-phat-hanh-ban-dien-tu")
}

// needs skips the test where a program is missing, but in CI.
func needs(t *testing.T, programs ...string) {
	t.Helper()
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is not installed", program)
			}
			t.Skipf("%s is not installed", program)
		}
	}
}
