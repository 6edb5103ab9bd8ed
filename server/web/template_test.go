package web_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// builtinFile is the program's template of reports.
func (w *world) builtinFile() []byte {
	w.t.Helper()
	for _, v := range w.builtin() {
		if v.Form == "1.4" {
			return w.get("quantri", "/quan-tri/mau/"+v.Version+"/tep").want(http.StatusOK).body
		}
	}
	w.t.Fatal("no template of reports")
	return nil
}

// retouched is a docx whose text has new for old.
func retouched(t *testing.T, docx []byte, old, replacement string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(err)
	out := new(bytes.Buffer)
	to := zip.NewWriter(out)
	for _, f := range in.File {
		r, err := f.Open()
		must(err)
		data, err := io.ReadAll(r)
		must(err)
		part, err := to.Create(f.Name)
		must(err)
		_, err = part.Write(bytes.ReplaceAll(data, []byte(old), []byte(replacement)))
		must(err)
	}
	must(to.Close())
	return out.Bytes()
}

func TestTemplateFromUploadToRetirement(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ours := w.builtinFile()
	form := w.get("quantri", "/quan-tri/mau-moi").says("Tải mẫu 1.4 của chương trình").form("/quan-tri/mau-moi")
	form["kinds"], form["name"], form["note"] = []string{"BC"}, []string{"bao-cao"}, []string{"Thử"}

	broken := retouched(t, ours, "{{ho_ten}}", "{{ho_tne}}")
	p := w.upload("quantri", "/quan-tri/mau-moi", form, "hong.docx", broken).want(http.StatusUnprocessableEntity)
	p.says("Tệp chưa dùng làm mẫu được", "Lỗi: phải sửa thì mới dùng được", "Hãy sửa thành “ho_ten”", "gần “{{ho_tne}}”", "Tệp này chưa được giữ lại")
	if back := p.form("/quan-tri/mau-moi"); back.Get("name") != "bao-cao" || len(back["kinds"]) != 1 || back.Get("note") != "Thử" {
		t.Errorf("the form came back as %v", back)
	}
	w.get("quantri", "/quan-tri/mau").says("Chưa có mẫu riêng")

	good := retouched(t, ours, "{{ho_ten}}</w:t>", "{{ho_ten}}</w:t><w:t>.</w:t>")
	sent := w.upload("quantri", "/quan-tri/mau-moi", form, "tot.docx", good)
	path, _, _ := strings.Cut(sent.header.Get("Location"), "?")
	w.follow("quantri", sent).says("Đã nhận tệp", "chưa dùng", "thêm mẫu: Thử", "trường trong tệp")
	w.upload("quantri", "/quan-tri/mau-moi", form, "tot.docx", good).want(http.StatusConflict).says("đã có từ trước")
	if got := w.get("quantri", path+"/tep").body; !bytes.Equal(got, good) {
		t.Error("another file came back")
	}

	use := w.get("quantri", path).form(path + "/dung")
	use.Set("from", "2025-11-24")
	w.post("quantri", path+"/dung", use).want(http.StatusUnprocessableEntity).says("Ngày bắt đầu dùng đã qua")
	use.Set("from", "2025-11-25")
	w.follow("quantri", w.post("quantri", path+"/dung", use)).says("đang dùng", "Báo cáo")
	w.post("quantri", path+"/dung", use).want(http.StatusPreconditionFailed).says("Bản mẫu này đã thay đổi từ lúc bạn mở")
	stop := w.get("quantri", path).says("đưa vào dùng từ 25/11/2025").form(path + "/ngung")
	w.follow("quantri", w.post("quantri", path+"/ngung", stop)).says("chưa dùng")
	w.get("pho-vinh.quantri", path).want(http.StatusNotFound)
	w.get("pho-vinh.quantri", path+"/tep").want(http.StatusNotFound)
}

func TestTemplatesAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ours := w.builtinFile()
	form := func(pairs ...string) url.Values { return one(append(pairs, "form", "1.4")...) }
	for name, c := range map[string]struct {
		f     url.Values
		file  []byte
		field string
		says  string
	}{
		"NoName":  {form("kinds", "BC"), ours, "name", "Tên này không dùng được"},
		"NoKind":  {form("name", "bao-cao"), ours, "kinds", "Còn để trống"},
		"NoFile":  {form("name", "bao-cao", "kinds", "BC"), nil, "", "Chưa chọn tệp"},
		"NoDocx":  {form("name", "bao-cao", "kinds", "BC"), []byte("chữ"), "", "Tệp chưa dùng làm mẫu được"},
		"Foreign": {form("name", "bao-cao", "kinds", "CV"), ours, "kinds", "Mẫu của loại văn bản này không có phần đó"},
	} {
		t.Run(name, func(t *testing.T) {
			file := "mau.docx"
			if c.file == nil {
				file = ""
			}
			p := w.upload("quantri", "/quan-tri/mau-moi", c.f, file, c.file).want(http.StatusUnprocessableEntity).says(c.says)
			if c.field != "" && p.fault(c.field) == "" {
				t.Errorf("nothing beside %s:\n%s", c.field, p.text())
			}
		})
	}
	if all := w.builtin(); all[0].Unit != "" {
		t.Errorf("kept: %+v", all[0])
	}
}

func TestFlowTableIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.get("quantri", "/quan-tri/luong")
	flow := w.engine.Flows().Named("outgoing")
	if rows := p.rows(); len(rows) != len(flow.Steps()) {
		t.Errorf("%d rows of %d", len(rows), len(flow.Steps()))
	}
	p.says("Trình ký Ghi nhận đã ký người ký Cấp số, vào sổ đã xem đúng bản hiện tại; có thẩm quyền ký hôm nay ghi việc ký Điều 11, Điều 13", flow.Table)
	for _, s := range flow.States() {
		p.says(s.Text)
	}
}
