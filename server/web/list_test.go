package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/workflow"
)

// report drafts the sample report as the drafter, a minute on, with an abstract
// and so many days to go.
func (w *world) report(abstract string, days int) *workflow.Record {
	w.t.Helper()
	w.clock = w.clock.Add(time.Minute)
	text, err := templates.Example("bao-cao-duc-pho")
	w.must(err)
	doc, err := documents.Load(text)
	w.must(err)
	doc.Abstract, doc.Deadline = abstract, w.engine.Today().Add(days)
	r, err := w.engine.Create(w.t.Context(), w.account("chuyenvien"), doc)
	w.must(err)
	return r
}

// submit sends a draft to who reviews it.
func (w *world) submit(r *workflow.Record) *workflow.Record {
	w.t.Helper()
	r, err := w.engine.Act(w.t.Context(), w.account("chuyenvien"), r.ID, workflow.Act{Action: "submit", Seen: r.Version})
	w.must(err)
	return r
}

// section returns what stands in the part of a page under a heading.
func (p page) section(heading string) string {
	for _, n := range p.all(tag("section")) {
		if value(n, "aria-labelledby") == heading {
			return textOf(n)
		}
	}
	return ""
}

func TestDeskShowsWhatWaitsWhatIsDueAndWhatWasSentOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.report("Việc còn lâu", 9)
	w.submit(w.report("Việc đã trễ", -2))
	p := w.get("chuyenvien", "/").want(http.StatusOK)
	for id, want := range map[string][]string{
		"cho":    {"Việc còn lâu", "còn 9 ngày", "chờ tôi từ 08:31 25/11/2025"},
		"han":    {"Việc đã trễ", "quá hạn 2 ngày"},
		"chuyen": {"Việc đã trễ", "Nguyễn Thị Lan từ 08:32 25/11/2025"},
	} {
		for _, text := range want {
			if got := p.section(id); !strings.Contains(got, text) {
				t.Errorf("part %s does not say %q: %s", id, text, got)
			}
		}
	}
	if got := p.section("cho"); strings.Contains(got, "Việc đã trễ") {
		t.Errorf("what was sent on still waits: %s", got)
	}
	p.says("Việc của tôi 1", "Quá hạn 1")
	head := w.get("truongphong", "/").want(http.StatusOK).says("Việc của tôi 1", "Quá hạn 1")
	if got := head.section("cho"); !strings.Contains(got, "Việc đã trễ") {
		t.Errorf("the head of the division waits for %s", got)
	}
	w.get("chutich", "/").want(http.StatusOK).says("Không có văn bản nào chờ bạn").hides("Quá hạn")
}

func TestListIsFiltered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.report("Báo cáo chưa trình", 5)
	w.submit(w.report("Báo cáo đã trình", -1))
	w.clock = w.clock.Add(time.Minute)
	_, err := w.engine.Create(t.Context(), w.account("chuyenvien"), documents.Document{Kind: "KH", Abstract: "Kế hoạch Xuân Bính Ngọ"})
	w.must(err)
	for query, want := range map[string]string{
		"":                        "Kế hoạch Xuân Bính Ngọ, Báo cáo đã trình, Báo cáo chưa trình",
		"loai=KH":                 "Kế hoạch Xuân Bính Ngọ",
		"loai=BC&cua=cho":         "Báo cáo chưa trình",
		"cua=chuyen":              "Báo cáo đã trình",
		"cua=soan&q=binh+ngo":     "Kế hoạch Xuân Bính Ngọ",
		"cua=nguoi%3Achuyenvien":  "Kế hoạch Xuân Bính Ngọ, Báo cáo đã trình, Báo cáo chưa trình",
		"cua=nguoi%3Avanthu":      "",
		"han=qua":                 "Báo cáo đã trình",
		"han=7":                   "Báo cáo đã trình, Báo cáo chưa trình",
		"xep=deadline":            "Báo cáo đã trình, Báo cáo chưa trình",
		"nam=2025":                "",
		"buoc=nowhere&loai=x&q=+": "Kế hoạch Xuân Bính Ngọ, Báo cáo đã trình, Báo cáo chưa trình",
	} {
		p := w.get("chuyenvien", "/van-ban?"+query).want(http.StatusOK)
		got := strings.Join(p.rows(), "\n")
		left := strings.Split(want, ", ")
		if want == "" {
			left = nil
			p.says("Không có văn bản nào như vậy")
		}
		at := 0
		for _, abstract := range left {
			i := strings.Index(got[at:], abstract)
			if i < 0 {
				t.Errorf("%s: no %q in its order in:\n%s", query, abstract, got)
				continue
			}
			at += i
		}
		if len(p.rows()) != len(left) {
			t.Errorf("%s: %d rows, want %d", query, len(p.rows()), len(left))
		}
	}
}

func TestListIsPagedAndCounted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for n := range workflow.DefaultPage + 3 {
		_, err := w.engine.Create(t.Context(), w.account("chuyenvien"), documents.Document{Kind: documents.Report, Abstract: fmt.Sprintf("Báo cáo lần %d", n)})
		w.must(err)
	}
	first := w.get("chuyenvien", "/van-ban?loai=BC").want(http.StatusOK).says("53 văn bản.")
	for _, n := range first.all(tag("a")) {
		if value(n, "rel") != "next" {
			continue
		}
		second := w.get("chuyenvien", value(n, "href")).want(http.StatusOK).says("53 văn bản.", "Về trang đầu")
		if got := len(second.rows()); got != 3 {
			t.Errorf("the second page has %d rows, want 3", got)
		}
		return
	}
	t.Error("no way to the second page")
}

func TestFilterIsSavedForOnePerson(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.report("Báo cáo đã trễ", -1)
	const address = "/van-ban?han=qua&loai=BC"
	f := w.get("chuyenvien", address).want(http.StatusOK).form("/van-ban/bo-loc")
	f.Set("ten", "Báo cáo trễ")
	saved := w.follow("chuyenvien", w.post("chuyenvien", "/van-ban/bo-loc", f)).want(http.StatusOK)
	saved.says("Đã lưu bộ lọc", "Báo cáo trễ", "Bỏ bộ lọc này", "Báo cáo đã trễ").hides("Lưu bộ lọc này")
	w.get("chuyenvien", "/van-ban").want(http.StatusOK).says("Báo cáo trễ").hides("Bỏ bộ lọc này")
	w.get("vanthu", "/van-ban").want(http.StatusOK).hides("Báo cáo trễ")

	drop := saved.form("/van-ban/bo-loc/bo")
	w.follow("chuyenvien", w.post("chuyenvien", "/van-ban/bo-loc/bo", drop)).want(http.StatusOK).says("Đã bỏ bộ lọc").hides("Báo cáo trễ")
	w.get("chuyenvien", address).want(http.StatusOK).says("Lưu bộ lọc này")
}

func TestFiltersThatAreNotSaved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, row := range []struct {
		form url.Values
		want string
	}{
		{one("ten", "Tất cả", "loc", ""), "Chưa lọc gì để lưu"},
		{one("ten", " ", "loc", "han=qua"), "Bộ lọc chưa có tên"},
		{one("ten", strings.Repeat("x", 61), "loc", "han=qua"), "Bộ lọc chưa có tên"},
		{one("ten", "Xấu", "loc", "%zz"), "Không đọc được biểu mẫu"},
	} {
		if p := w.post("chuyenvien", "/van-ban/bo-loc", row.form); p.status < 400 || p.status >= 500 {
			t.Errorf("%v: got %d", row.form, p.status)
		} else {
			p.says(row.want)
		}
	}
	for n := range 20 {
		w.post("chuyenvien", "/van-ban/bo-loc", one("ten", fmt.Sprint(n), "loc", "han=qua")).want(http.StatusSeeOther)
	}
	w.post("chuyenvien", "/van-ban/bo-loc", one("ten", "thừa", "loc", "han=qua")).says("Đã lưu đủ 20 bộ lọc")
	w.post("chuyenvien", "/van-ban/bo-loc", one("ten", "7", "loc", "han=3")).want(http.StatusSeeOther)
}
