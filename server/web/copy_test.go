package web_test

import (
	"bytes"
	"crypto/x509"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/server/web"
	"vanthu/workflow"
	"vanthu/workflow/ledger"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/trial"
)

// TestCopyFromItsPage: văn thư makes a copy of what was issued, the chair signs it, it
// gets its number, and both pages show one another.
func TestCopyFromItsPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.carry("Một", 6)
	source := "/van-ban/" + string(r.ID)
	w.get("vanthu", source).says("sao văn bản")
	path := "/so-sach/sao?van-ban=" + string(r.ID)
	w.get("chutich", path).want(http.StatusForbidden)
	f := w.get("vanthu", path).says("Báo cáo số 01/BC-UBND", "Trần Quang Minh, CHỦ TỊCH").form(path)
	w.post("vanthu", path, f).want(http.StatusUnprocessableEntity).says("Hình thức sao")
	f.Set("copy.form", "SL")
	f.Set("copy.signatory", "chutich")
	w.post("vanthu", path, f).want(http.StatusConflict).says("Sao lục chỉ làm từ bản sao y")
	f.Set("copy.form", "SY")
	f.Set("copy.recipients", "Phòng Kinh tế\nPhòng Văn hóa - Xã hội")
	made := w.post("vanthu", path, f).want(http.StatusSeeOther)
	at, _, _ := strings.Cut(made.header.Get("Location"), "?")
	p := w.get("chutich", at).says("Chờ ký bản sao", "Ký bản sao", "SAO Y")
	w.post("chutich", at+"/viec/authorise", p.form(at+"/viec/authorise")).want(http.StatusSeeOther)
	p = w.get("vanthu", at+"/viec/register")
	w.post("vanthu", at+"/viec/register", p.form(at+"/viec/register")).want(http.StatusSeeOther)
	w.get("vanthu", at).says("01/SY-UBND", "Bản sao của")
	w.get("vanthu", source).says("Được sao thành")
	w.get("vanthu", at+"/phan-sao").says("Sao y", "Số: 01/SY-UBND", "CHỦ TỊCH", "- Phòng Kinh tế;", "- Lưu: VT.")
	w.get("vanthu", source+"/phan-sao").want(http.StatusNotFound)
	w.get("chutich", "/so-van-ban-di?so=sao").says("01/SY-UBND", "Sao y Báo cáo số 01/BC-UBND")
	w.get("chutich", "/van-ban").hides("01/SY-UBND")
}

// signing gives the office a key of its own, and what looks at scans.
func (w *world) signing() {
	w.t.Helper()
	ca, err := trial.New(w.clock)
	w.must(err)
	local, err := ca.ECDSA("Ủy ban nhân dân phường Đức Phổ")
	w.must(err)
	file, err := trial.PKCS12(local, "khóa")
	w.must(err)
	office := &signing.Office{Roots: []*x509.Certificate{ca.Root}, Now: w.deps.Now}
	key, err := office.ReadKey(w.t.Context(), workflow.KeyFile{File: file, Secret: "khóa"})
	w.must(err)
	w.deps.Signer, w.deps.Scanner = office, office
	w.engine = workflow.New(w.deps)
	w.web, err = web.New(web.Deps{Engine: w.engine, Filing: w.filing, Auth: w.auth, Ledger: ledger.New(w.engine, w.store, w.deps.Now), Notes: w.store, Log: slog.New(slog.DiscardHandler), Now: w.deps.Now})
	w.must(err)
	unit, err := w.store.Unit(w.t.Context(), w.account("vanthu").Unit)
	w.must(err)
	unit.Seal = &documents.Seal{SigningKey: *key}
	w.must(w.store.PutUnit(w.t.Context(), unit))
}

// TestCopyAsFileFromItsPage: a paper without a scan, or of an office without a key, is
// not copied to a file; with both, văn thư signs the scan and all may load it.
func TestCopyAsFileFromItsPage(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pdfimages"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("pdfimages is not installed")
		}
		t.Skip("needs pdfimages (poppler-utils)")
	}
	w := newWorld(t)
	r := w.carry("Một", 6)
	w.signing()
	source := "/van-ban/" + string(r.ID)
	path := "/so-sach/sao?van-ban=" + string(r.ID)
	f := w.get("vanthu", path).says("bản quét có chữ ký số của cơ quan").form(path)
	f.Set("copy.form", "SY")
	f.Set("copy.signatory", "chutich")
	f.Set("electronic", "1")
	w.post("vanthu", path, f).want(http.StatusConflict).says("Chưa có bản quét của văn bản giấy")
	scan, err := trial.Scan(200)
	w.must(err)
	w.upload("vanthu", source+"/ban-quet", w.get("vanthu", source).form(source+"/ban-quet"), "quet.pdf", scan).want(http.StatusSeeOther)
	made := w.post("vanthu", path, f).want(http.StatusSeeOther)
	at, _, _ := strings.Cut(made.header.Get("Location"), "?")
	p := w.get("chutich", at).says("Chờ ký bản sao", "Xem bản quét được sao").hides("phần sao", ".docx")
	w.post("chutich", at+"/viec/authorise", p.form(at+"/viec/authorise")).want(http.StatusSeeOther)
	p = w.get("vanthu", at).hides("/viec/register\"")
	w.post("vanthu", at+"/viec/register_file", p.form(at+"/viec/register_file")).want(http.StatusSeeOther)
	w.get("chutich", at).hides("Mật khẩu khóa ký")
	f = w.get("vanthu", at).says("Ký số bản sao", "góc trên bên phải").hides("/viec/seal_copy").form(at + "/ky-so")
	f.Set("secret", "sai")
	w.post("vanthu", at+"/ky-so", f).want(http.StatusUnprocessableEntity)
	f.Set("secret", "khóa")
	w.post("vanthu", at+"/ky-so", f).want(http.StatusSeeOther)
	w.get("chutich", at).says("Đã sao", "Tải bản sao điện tử", "“Sao y; Ủy ban nhân dân phường Đức Phổ; ", "đã ký số")
	w.get("chutich", at+"/ban-goc/kiem-tra").want(http.StatusOK).says("cơ quan", "Ủy ban nhân dân phường Đức Phổ").hides("KHÔNG")
	if file := w.get("chutich", at+"/ban-goc").want(http.StatusOK); !bytes.HasPrefix(file.body, scan) || !strings.Contains(file.header.Get("Content-Disposition"), "01-SY-UBND.pdf") {
		t.Errorf("loaded %d bytes, %v", len(file.body), file.header)
	}
}
