package api_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"vanthu/server/api"
	"vanthu/templates/docx"
)

const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// A template is what these tests read of one.
type template struct {
	Version string   `json:"version"`
	Own     bool     `json:"own"`
	From    string   `json:"from"`
	Serves  []string `json:"serves"`
	Writes  int      `json:"writes"`
	History []struct{ Action, Note, Name string }
}

type judgedTemplate struct {
	Template template `json:"template"`
	Report   struct {
		Usable   bool
		Findings []struct{ Severity, Rule, Where, Text string }
		Fields   []struct {
			Name  string
			Known bool
		}
	} `json:"report"`
}

// builtin returns the program's own template for reports, as a clerk downloads
// it.
func (w *world) builtin() (version string, file []byte) {
	w.t.Helper()
	var list struct{ Items []template }
	w.get("chuyenvien", "/templates", &list)
	i := slices.IndexFunc(list.Items, func(v template) bool { return !v.Own && slices.Contains(v.Serves, "BC") })
	if i < 0 {
		w.t.Fatalf("no template for reports in %+v", list.Items)
	}
	a := w.get("chuyenvien", "/templates/"+list.Items[i].Version+"/docx", nil)
	return list.Items[i].Version, a.body
}

// upload sends a file as a template for reports.
func (w *world) upload(file []byte, query string) answer {
	w.t.Helper()
	return w.do(call{
		as: "quantri", method: http.MethodPost, path: api.Base + "/templates?" + query, body: string(file),
		header: map[string]string{"Content-Type": docxType},
	})
}

// actOn does one act on a template.
func (w *world) actOn(v template, action, body string) answer {
	w.t.Helper()
	return w.do(call{as: "quantri", method: http.MethodPost, path: api.Base + "/templates/" + v.Version + "/actions/" + action, body: body, seen: v.Writes})
}

func (a answer) judged() judgedTemplate {
	a.t.Helper()
	var j judgedTemplate
	a.into(&j)
	return j
}

// inWord changes a file as an office does in Word: texts replaced in its parts,
// and parts added.
func inWord(t testing.TB, file []byte, edits map[string]*strings.Replacer, more map[string][]byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name string, data []byte) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if edit := edits[f.Name]; edit != nil {
			changed := edit.Replace(string(data))
			if changed == string(data) {
				t.Fatalf("nothing was changed in %s", f.Name)
			}
			data = []byte(changed)
		}
		put(f.Name, data)
	}
	for name, data := range more {
		put(name, data)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// logo is a picture of one red point.
var logo, _ = base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")

// picture is the logo as a picture on a line.
const picture = `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="360000" cy="360000"/>` +
	`<wp:docPr id="77" name="bieu_trung" descr="Biểu trưng"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">` +
	`<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="logo.png"/><pic:cNvPicPr/></pic:nvPicPr>` +
	`<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
	`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`

const hotline = "Điện thoại đường dây nóng: 0255 3 859 999"

// adapted is our template as an office makes it its own: a logo in the header, a
// smaller font for the body, a line more under the signature.
func adapted(t testing.TB, ours []byte) []byte {
	t.Helper()
	const rels = "http://schemas.openxmlformats.org/package/2006/relationships"
	return inWord(t, ours, map[string]*strings.Replacer{
		"word/header2.xml":    strings.NewReplacer("<w:p>", picture+"<w:p>", "<w:p/>", picture+"<w:p/>"),
		"word/document.xml":   strings.NewReplacer("{{ho_ten}}</w:t></w:r></w:p>", "{{ho_ten}}</w:t></w:r></w:p><w:p><w:r><w:t>"+hotline+"</w:t></w:r></w:p>"),
		"word/styles.xml":     strings.NewReplacer(`w:val="Nội dung"/>`, `w:val="Nội dung"/>`, `<w:ind w:firstLine="720"/><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="28"/>`, `<w:ind w:firstLine="720"/><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="24"/>`),
		"[Content_Types].xml": strings.NewReplacer("<Default ", `<Default Extension="png" ContentType="image/png"/><Default `),
	}, map[string][]byte{
		"word/media/logo.png": logo,
		"word/_rels/header2.xml.rels": []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="` + rels +
			`"><Relationship Id="rIdLogo" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/logo.png"/></Relationships>`),
	})
}

// file returns the file of a document and what it says.
func (w *world) file(r record) (file []byte, text string) {
	w.t.Helper()
	a := w.do(call{as: "vanthu", method: http.MethodGet, path: r.path() + "/docx"}).want(http.StatusOK)
	lines, err := docx.PlainText(a.body)
	w.must(err)
	return a.body, strings.Join(lines, "\n")
}

// TestOfficeAdaptsATemplate is the whole way of a template: an office makes ours
// its own, and documents keep what they were made with.
func TestOfficeAdaptsATemplate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	before := w.carry("register") // signed with the program's template
	program, ours := w.builtin()

	j := w.upload(adapted(t, ours), "name=bao-cao&kinds=BC&note=Th%C3%AAm+bi%E1%BB%83u+tr%C6%B0ng").want(http.StatusCreated).judged()
	if !j.Report.Usable || !j.Template.Own || j.Template.From != "" || len(j.Template.Serves) != 0 {
		t.Errorf("got %+v", j)
	}
	var warned []string
	for _, f := range j.Report.Findings {
		warned = append(warned, f.Severity+" "+f.Rule+" "+f.Where)
	}
	if !slices.ContainsFunc(warned, func(s string) bool { return strings.HasPrefix(s, "warn template_size kiểu chữ (style)") }) {
		t.Errorf("the smaller font is not told: %q", warned)
	}
	if _, text := w.file(w.draft()); strings.Contains(text, hotline) {
		t.Error("a version that is not in use is used")
	}

	v := w.actOn(j.Template, "activate", `{"note":"Dùng từ hôm nay"}`).want(http.StatusOK).judged().Template
	if v.From != "2025-11-25" || !slices.Equal(v.Serves, []string{"BC"}) || len(v.History) != 2 || v.History[1].Name != "Huỳnh Tấn Phát" {
		t.Errorf("activated: %+v", v)
	}
	new1 := w.carry("send")
	file, text := w.file(new1)
	if !strings.Contains(text, hotline) {
		t.Errorf("a new document does not have the new line:\n%s", text)
	}
	pkg, err := docx.Open(file)
	w.must(err)
	if !bytes.Equal(pkg.Part("word/media/logo.png"), logo) {
		t.Error("the logo is not in the file")
	}
	if findings := docx.Lint(file); len(findings) > 0 {
		t.Errorf("lint: %v", findings)
	}

	old := w.act("vanthu", before, "register", "").want(http.StatusOK).record()
	if _, text := w.file(old); strings.Contains(text, hotline) || !strings.Contains(text, "01/BC-UBND") && !strings.Contains(text, "02/BC-UBND") {
		t.Errorf("the numbered file is not made with the version that was signed:\n%s", text)
	}

	// returned and shown again, a document keeps its version; retired or not
	returned := w.act("truongphong", w.carry("review"), "return", `{"comment":"Sửa trích yếu."}`).want(http.StatusOK).record()
	v = w.actOn(v, "retire", "").want(http.StatusOK).judged().Template
	again := w.act("chuyenvien", returned, "submit", "").want(http.StatusOK).record()
	if _, text := w.file(again); !strings.Contains(text, hotline) {
		t.Error("the second round left the version of the first")
	}
	if _, text := w.file(w.draft()); strings.Contains(text, hotline) {
		t.Error("a retired version is used for a new document")
	}
	var got struct {
		Revisions []struct{ Template string }
	}
	w.get("chuyenvien", "/documents/"+again.ID, &got)
	if len(got.Revisions) != 2 || got.Revisions[0].Template != v.Version || got.Revisions[1].Template != v.Version {
		t.Errorf("rounds: %+v, want both with %s", got.Revisions, v.Version)
	}
	w.get("chuyenvien", "/documents/"+old.ID, &got)
	if got.Revisions[0].Template != program {
		t.Errorf("the old document has %s, want %s", got.Revisions[0].Template, program)
	}
}

// TestTemplateIsUsedFromItsDay: two versions wait for their days.
func TestTemplateIsUsedFromItsDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, ours := w.builtin()
	line := func(text string) []byte {
		return inWord(t, ours, map[string]*strings.Replacer{
			"word/document.xml": strings.NewReplacer("{{ho_ten}}</w:t></w:r></w:p>", "{{ho_ten}}</w:t></w:r></w:p><w:p><w:r><w:t>"+text+"</w:t></w:r></w:p>"),
		}, nil)
	}
	first := w.upload(line("Mẫu thứ nhất"), "name=bao-cao&kinds=BC").want(http.StatusCreated).judged().Template
	second := w.upload(line("Mẫu thứ hai"), "name=bao-cao&kinds=BC").want(http.StatusCreated).judged().Template
	w.actOn(first, "activate", `{"from":"2025-11-26"}`).want(http.StatusOK)
	w.actOn(second, "activate", `{"from":"2026-01-01"}`).want(http.StatusOK)
	draft := w.draft()
	for _, on := range []struct {
		days int // from the first
		want string
	}{{0, ""}, {1, "Mẫu thứ nhất"}, {36, "Mẫu thứ nhất"}, {37, "Mẫu thứ hai"}} {
		w.clock = morning.AddDate(0, 0, on.days)
		w.tokens.Clear() // sessions ended
		_, text := w.file(draft)
		lines := strings.Split(text, "\n")
		got := ""
		if i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "Mẫu thứ") }); i >= 0 {
			got = lines[i]
		}
		if got != on.want {
			t.Errorf("day %d: got %q, want %q", on.days, got, on.want)
		}
	}
}

func TestTemplatesAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, ours := w.builtin()
	broken := inWord(t, ours, map[string]*strings.Replacer{
		"word/document.xml": strings.NewReplacer("{{ho_ten}}", "{{ho_tne}}", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "{{quoc_hieu}}"),
	}, nil)
	a := w.upload(broken, "name=bao-cao&kinds=BC").want(http.StatusUnprocessableEntity)
	var p struct {
		Detail string
		Report struct {
			Findings []struct{ Severity, Rule, Where, Text, Do string }
		}
	}
	a.into(&p)
	if !strings.Contains(p.Detail, "Không có trường “quoc_hieu”") || len(p.Report.Findings) < 3 {
		t.Errorf("got %+v", p)
	}
	for _, want := range []string{"bảng 1 hàng 1 cột 2, gần “{{quoc_hieu}}”", "Hãy sửa thành “ho_ten”"} {
		if !strings.Contains(string(a.body), want) {
			t.Errorf("the answer does not say %q:\n%s", want, a.body)
		}
	}
	for query, field := range map[string]string{
		"kinds=BC": "name", "name=B%C3%A1o+c%C3%A1o&kinds=BC": "name", "name=bao-cao": "kinds", "name=bao-cao&kinds=XYZ": "kinds[0]",
		"name=bao-cao&kinds=BC,BC": "kinds[1]", "name=bao-cao&kinds=BC,CV": "kinds[1]", "name=bao-cao&kinds=BC&form=2.1": "kinds[0]", "name=bao-cao&kinds=BC&note=M%E1%BA%ACT": "note",
	} {
		if a := w.upload(ours, query).want(http.StatusUnprocessableEntity); !strings.Contains(string(a.body), `"field":"`+field+`"`) {
			t.Errorf("%s: %s", query, a.body)
		}
	}
	var list struct{ Items []template }
	w.get("quantri", "/templates", &list)
	if slices.ContainsFunc(list.Items, func(v template) bool { return v.Own }) {
		t.Errorf("something was kept: %+v", list.Items)
	}
	w.upload(bytes.Repeat([]byte("x"), 9<<20), "name=bao-cao&kinds=BC").problem(http.StatusRequestEntityTooLarge, "too_large")
	kept := w.upload(ours, "name=bao-cao&kinds=BC").want(http.StatusCreated).judged().Template
	w.upload(ours, "name=bao-cao&kinds=BC").problem(http.StatusConflict, "exists")
	w.actOn(kept, "retire", "").problem(http.StatusConflict, "not_allowed")
	w.actOn(kept, "burn", "").problem(http.StatusConflict, "not_allowed")
	w.actOn(kept, "activate", `{"from":"2025-11-24"}`).problem(http.StatusUnprocessableEntity, "invalid")
	w.actOn(kept, "activate", "").want(http.StatusOK)
	w.actOn(kept, "retire", "").problem(http.StatusPreconditionFailed, "conflict")
	kept.Writes = 0
	w.actOn(kept, "retire", "").problem(http.StatusPreconditionRequired, "precondition_required")
	w.do(call{as: "quantri", method: http.MethodGet, path: api.Base + "/templates/bao-cao@000000000000"}).problem(http.StatusNotFound, "not_found")
	w.do(call{as: "pho-vinh.quantri", method: http.MethodPost, path: api.Base + "/templates/" + kept.Version + "/actions/retire", seen: 2}).
		problem(http.StatusNotFound, "not_found")
}
